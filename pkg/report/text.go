package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// columnsOf gives the columns of a terminal that a text takes: two for a wide
// character, none for one that combines.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOfRune(r)
	}
	return n
}

func columnsOfRune(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// left and right fill a text up to so many columns.
func left(s string, columns int) string { return s + blanks(columns-columnsOf(s)) }

func right(s string, columns int) string { return blanks(columns-columnsOf(s)) + s }

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// cut shortens a text to so many columns.
func cut(s string, columns int) string {
	if columnsOf(s) <= columns {
		return s
	}
	n := 0
	for i, r := range s {
		if n += columnsOfRune(r); n > columns-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// wrap breaks a text into lines of so many columns, at spaces where it can and
// after a sign of a name or between characters otherwise. No line begins with a dot between items.
func wrap(s string, columns int) []string {
	columns = max(columns, 2)
	var words, lines []string
	for _, word := range strings.Fields(s) {
		if word == "·" && words != nil {
			words[len(words)-1] += " ·"
			continue
		}
		words = append(words, word)
	}
	line := ""
	for _, word := range words {
		switch {
		case line == "":
			line = word
		case columnsOf(line)+1+columnsOf(word) <= columns:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
		for columnsOf(line) > columns {
			n, at := 0, 0
			for i, r := range line {
				if n += columnsOfRune(r); n > columns {
					at = i
					break
				}
			}
			if sign := strings.LastIndexAny(line[:at], "./,"); sign > 0 { // of a name, after a part of it
				at = sign + 1
			}
			lines, line = append(lines, strings.TrimRight(line[:at], " ")), line[at:]
		}
	}
	if line != "" || lines == nil {
		lines = append(lines, line)
	}
	return lines
}

// paint colours text for a terminal; the zero value leaves it as it is. Only
// the terminal's own colours are used, so that they fit a dark and a light one.
type paint struct{ on bool }

const (
	bold  = "1"
	dim   = "2"
	red   = "31"
	green = "32"
	cyan  = "36"
)

func (p paint) in(s string, codes ...string) string {
	if !p.on || len(codes) == 0 || strings.TrimSpace(s) == "" {
		return s
	}
	return "\x1b[" + strings.Join(codes, ";") + "m" + s + "\x1b[0m"
}
