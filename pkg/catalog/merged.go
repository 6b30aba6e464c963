package catalog

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/fault"
)

// area is cells that are merged into one: lines from 1, columns from 0.
type area struct {
	name                     string
	top, left, bottom, right int
}

// mergesOverlap is how many bytes before its name the element can begin.
const mergesOverlap = 64

// merged reads the merged cells of a sheet ahead of its rows. It looks for them
// in the bytes, which takes a small part of the time that reading rows takes.
func (b *book) merged(part string) ([]area, error) {
	in, err := b.open(part)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	buffer, n := make([]byte, 64<<10), 0
	for {
		read, err := io.ReadFull(in, buffer[n:])
		n += read
		if at := mergesAt(buffer[:n]); at >= 0 {
			return areas(io.MultiReader(bytes.NewReader(buffer[at:n]), in))
		}
		if err != nil {
			return nil, ended(err)
		}
		n = copy(buffer, buffer[n-mergesOverlap:])
	}
}

// mergesAt finds where a sheet lists its merged cells, which is after all rows:
// an element <mergeCells>, with or without a prefix. It is -1 where it is not.
func mergesAt(text []byte) int {
	for at := 0; ; at++ {
		found := bytes.Index(text[at:], []byte("mergeCells"))
		if found < 0 {
			return -1
		}
		at += found
		near := text[max(0, at-mergesOverlap):at]
		open := bytes.LastIndexByte(near, '<')
		if prefix := near[open+1:]; open >= 0 && (len(prefix) == 0 || bytes.IndexAny(prefix, ":>/") == len(prefix)-1 && prefix[len(prefix)-1] == ':') {
			return at - len(near) + open
		}
	}
}

// ended gives an error that is not the end of what is read.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// areas reads a list of merged cells, and gives them by their first line.
func areas(in io.Reader) ([]area, error) {
	var list struct {
		Cells []struct {
			Ref string `xml:"ref,attr"`
		} `xml:"mergeCell"`
	}
	if err := xml.NewDecoder(io.LimitReader(in, maxPart)).Decode(&list); err != nil {
		return nil, err
	}
	var all []area
	for _, c := range list.Cells {
		first, last, _ := strings.Cut(c.Ref, ":")
		a := area{name: first}
		a.left, a.top = place(first)
		a.right, a.bottom = place(last)
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b area) int { return cmp.Compare(a.top, b.top) })
	return all, nil
}

// place gives column, from 0, and line, from 1, of a cell's name.
func place(name string) (column, line int) {
	column, _ = columnOf(name)
	line, _ = strconv.Atoi(strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return column, line
}

// hidden finds a cell of the row that is merged into another one, which alone
// has the value: what the row shows is not what it holds. Faults:
// E-CELL-MERGED.
func (s *sheet) hidden() (f *fault.Fault, column int) {
	for len(s.merged) > 0 && s.merged[0].top <= s.line {
		s.open = append(s.open, s.merged[0])
		s.merged = s.merged[1:]
	}
	s.open = slices.DeleteFunc(s.open, func(a area) bool { return a.bottom < s.line })
	for _, a := range s.open {
		first := a.left
		if a.top == s.line {
			first++
		}
		if first <= a.right && first < s.width {
			return fault.New("E-CELL-MERGED", fault.Place{}, a.name), first
		}
	}
	return nil, 0
}
