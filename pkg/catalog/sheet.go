package catalog

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
)

// sheet reads the rows of a worksheet as the CSV that they would be saved as.
type sheet struct {
	*Reader
	book   *book
	in     *limited // a row's bytes at most, until the next row
	xml    *xml.Decoder
	merged []area // that begin at lines not read yet
	open   []area // that began and may reach on
	line   int    // of the sheet, from 1
	width  int    // columns of the header; 0 before it is read
	row    []cell
	texts  [][]byte // of the row
	csv    separatedEncoder
}

// cell is one cell as the sheet stores it.
type cell struct {
	kind    string // s, str, inlineStr, b, e, d, n or nothing
	style   string
	text    []byte // of <v> or <is>
	filled  bool   // has one of them
	formula bool
}

func newSheet(r *Reader, b *book, in io.Reader, merged []area) *sheet {
	s := &sheet{Reader: r, book: b, in: &limited{in: in}, merged: merged, csv: separatedEncoder{separator: ','}}
	s.csv.special = rejects.special
	s.xml = xml.NewDecoder(s.in)
	return s
}

// fill reads rows until the block is full. Empty rows are none.
func (s *sheet) fill(b *Block) error {
	for len(b.data) < s.size {
		if err := s.next(); err != nil {
			if errors.Is(err, io.EOF) {
				return io.EOF
			}
			return s.unreadable(err, s.line)
		}
		if s.keeps(int64(s.line), s.width > 0) {
			s.put(b)
		}
	}
	return nil
}

// next reads one row element; io.EOF after the last.
func (s *sheet) next() error {
	s.in.left = maxRow
	for {
		t, err := s.xml.RawToken()
		if err != nil {
			return cut(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "row" {
				s.line++
				if n, err := strconv.Atoi(attribute(t, "r")); err == nil && n > 0 {
					s.line = n
				}
				return s.cells()
			}
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				return io.EOF
			}
		}
	}
}

// cells reads the cells up to the row's end.
func (s *sheet) cells() error {
	s.row = s.row[:0]
	for column := 0; ; {
		t, err := s.xml.RawToken()
		if err != nil {
			return cut(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			if at, ok := columnOf(attribute(t, "r")); ok {
				column = at
			}
			if column >= maxColumns {
				return errors.New("a row has more cells than a sheet has columns")
			}
			c := s.cell(column)
			c.kind, c.style = attribute(t, "t"), attribute(t, "s")
			if err := s.content(c); err != nil {
				return err
			}
			column++
		case xml.EndElement:
			if t.Name.Local == "row" {
				return nil
			}
		}
	}
}

// cell makes room for a cell of the row and reuses its memory.
func (s *sheet) cell(column int) *cell {
	for len(s.row) <= column {
		if len(s.row) == cap(s.row) {
			s.row = append(s.row, cell{})
			continue
		}
		s.row = s.row[:len(s.row)+1]
		last := &s.row[len(s.row)-1]
		*last = cell{text: last.text[:0]}
	}
	return &s.row[column]
}

// content reads what stands in a cell up to its end.
func (s *sheet) content(c *cell) error {
	in := ""
	for {
		t, err := s.xml.RawToken()
		if err != nil {
			return cut(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch in = t.Name.Local; in {
			case "is":
				c.filled = true
				if c.text, err = appendRich(c.text, s.xml, "is"); err != nil {
					return err
				}
			case "v":
				c.filled = true
			case "f":
				c.formula = true
			}
		case xml.CharData:
			if in == "v" {
				c.text = append(c.text, t...)
			}
		case xml.EndElement:
			if in = ""; t.Name.Local == "c" {
				return nil
			}
		}
	}
}

// put appends the row to the block unless it is empty. What is empty beyond the
// header is left out, so that a row is too long only by what it holds.
func (s *sheet) put(b *Block) {
	line := span{start: len(b.data), line: int64(s.line)}
	last := 0
	s.texts = s.texts[:0]
	for i := range s.row {
		text, f := s.text(&s.row[i])
		if f != nil && line.fault == nil {
			line.fault, line.column = f, i
		}
		if s.texts = append(s.texts, text); len(text) > 0 || f != nil {
			last = i + 1
		}
	}
	if last == 0 {
		return
	}
	for i := range max(last, s.width) {
		b.data = s.csv.next(b.data, i)
		if i < last && len(s.texts[i]) > 0 {
			from := len(b.data)
			b.data = s.csv.quote(b.data, s.texts[i], "")
			line.quoted = line.quoted || b.data[from] == '"'
		}
	}
	line.end = len(b.data)
	switch {
	case s.width == 0:
		s.width = last
	case line.fault == nil:
		line.fault, line.column = s.hidden()
	}
	b.spans = append(b.spans, line)
}
