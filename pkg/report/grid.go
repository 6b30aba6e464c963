package report

import (
	"slices"
	"strings"
)

// leastText is how narrow a column of words may become.
const leastText = 8

// headed writes rows under a head. Heads wrap where they are wider than what
// stands below; where there is no room, the widest columns of words wrap, and at
// last the columns are written below each other, each time beside the keys.
func (p *page) headed(l *Grid) {
	if l.Title != "" {
		p.line(p.paint.in(l.Title, bold))
	}
	widths := l.widths()
	p.narrow(widths, l.Texts)
	if l.Keys == 0 || sum(widths) <= p.width {
		p.columns(l, widths)
		return
	}
	for from := l.Keys; from < len(widths); {
		part := &Grid{Texts: min(l.Texts, l.Keys)}
		own := slices.Clone(widths[:l.Keys])
		to := from
		for to < len(widths) && (to == from || sum(append(own, widths[to])) <= p.width) {
			own = append(own, widths[to])
			to++
		}
		pick := func(row []string) []string { return slices.Concat(row[:l.Keys], row[from:to]) }
		part.Head = pick(l.Head)
		part.Lines = func(yield func([]string) bool) {
			for row := range l.rows() {
				if !yield(pick(row)) {
					return
				}
			}
		}
		if from > l.Keys {
			p.line("")
		}
		p.columns(part, own)
		from = to
	}
}

// widths gives the least width of each column: its figures, and the longest word
// of its head.
func (l *Grid) widths() []int {
	widths := make([]int, len(l.Head))
	for row := range l.rows() {
		for i := range row {
			widths[i] = max(widths[i], columnsOf(row[i]))
		}
	}
	for i, h := range l.Head {
		for _, word := range words(h) {
			widths[i] = max(widths[i], columnsOf(word))
		}
	}
	return widths
}

// sum gives the width of columns beside each other.
func sum(widths []int) int {
	all := columnGap * (len(widths) - 1)
	for _, w := range widths {
		all += w
	}
	return all
}

// columns writes a grid that fits.
func (p *page) columns(l *Grid, widths []int) {
	p.widen(widths, l.Head)
	heads := make([][]string, len(l.Head))
	tall := 0
	for i, h := range l.Head {
		heads[i] = wrapWords(h, widths[i])
		tall = max(tall, len(heads[i]))
	}
	for n := range tall {
		cells := make([]string, len(heads))
		for i, h := range heads {
			if at := n - (tall - len(h)); at >= 0 {
				cells[i] = h[at]
			}
		}
		p.line(p.paint.in(strings.TrimRight(aligned(cells, widths, l.Texts), " "), dim))
	}
	for row := range l.rows() {
		cells := make([][]string, len(row))
		lines := 1
		for i, cell := range row {
			cells[i] = []string{cell}
			if columnsOf(cell) > widths[i] {
				cells[i] = wrapWords(cell, widths[i])
			}
			lines = max(lines, len(cells[i]))
		}
		for n := range lines {
			at := make([]string, len(cells))
			for i := range cells {
				if n < len(cells[i]) {
					at[i] = cells[i][n]
				}
			}
			p.line(aligned(at, widths, l.Texts))
		}
	}
}

// columnGap is between two columns.
const columnGap = 2

// narrow takes from the widest columns of words until the page is wide enough.
func (p *page) narrow(widths []int, texts int) {
	for {
		if texts == 0 || sum(widths) <= p.width {
			return
		}
		widest := slices.Index(widths[:texts], slices.Max(widths[:texts]))
		if widths[widest] <= leastText {
			return
		}
		widths[widest]--
	}
}

// widen gives heads the room that is left, the narrowest first, so that they
// wrap less.
func (p *page) widen(widths []int, heads []string) {
	for room := p.width - sum(widths); room > 0; room-- {
		least := -1
		for i, h := range heads {
			if widths[i] < columnsOf(h) && (least < 0 || len(wrapWords(h, widths[i])) > len(wrapWords(heads[least], widths[least]))) {
				least = i
			}
		}
		if least < 0 {
			return
		}
		widths[least]++
	}
}

func aligned(cells []string, widths []int, texts int) string {
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteString(blanks(columnGap))
		}
		if i < texts {
			b.WriteString(left(cell, widths[i]))
		} else {
			b.WriteString(right(cell, widths[i]))
		}
	}
	return b.String()
}

// words parts a text where it may break: behind spaces, underscores and dots.
func words(text string) []string {
	var out []string
	for _, field := range strings.Fields(text) {
		out = append(out, strings.FieldsFunc(strings.NewReplacer("_", "_ ", ".", ". ").Replace(field), func(r rune) bool { return r == ' ' })...)
	}
	return out
}

// wrapWords sets a text into lines of so many columns.
func wrapWords(text string, columns int) []string {
	var lines []string
	for _, field := range strings.Fields(text) {
		for i, word := range words(field) {
			last := len(lines) - 1
			gap := ""
			if i == 0 {
				gap = " "
			}
			if last >= 0 && columnsOf(lines[last]+gap+word) <= columns {
				lines[last] += gap + word
				continue
			}
			lines = append(lines, word)
		}
	}
	return lines
}

// shownOnce gives a title in the first row of its group alone.
func shownOnce(row int, title string) string {
	if row > 0 {
		return ""
	}
	return title
}
