package catalog

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
)

// Shown gives the sheets of a workbook, each as its rows from the first, with
// what people see in the cells: a percentage has its sign. It is for tables that
// are no catalogue, with titles and heads of their own. A row that cannot be read
// ends its sheet. Faults: E-XLSX, E-DAMAGED, E-READ.
func Shown(in io.Reader, name string) ([]iter.Seq2[[]string, error], error) {
	r := &Reader{layout: layout{ReadOptions: ReadOptions{Format: XLSX, Name: name}}, count: &counter{r: in}}
	b, err := r.openBook(bufio.NewReader(r.count))
	if err != nil {
		return nil, err
	}
	sheets := make([]iter.Seq2[[]string, error], len(b.sheets))
	for i, sheet := range b.sheets {
		sheets[i] = func(yield func([]string, error) bool) { r.shown(b, b.parts[sheet.ID], yield) }
	}
	return sheets, nil
}

// shown gives the rows of a part of the workbook, those between them too.
func (r *Reader) shown(b *book, part string, yield func([]string, error) bool) {
	in, err := b.open(part)
	if err != nil {
		yield(nil, r.unreadable(err, 0))
		return
	}
	defer func() { _ = in.Close() }()
	s := newSheet(r, b, in, nil)
	for line := 1; ; line++ {
		switch err := s.next(); {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			yield(nil, r.unreadable(err, s.line))
			return
		}
		for ; line < s.line; line++ {
			if !yield(nil, nil) {
				return
			}
		}
		if !yield(s.shown(), nil) {
			return
		}
	}
}

// shown gives what people see in the cells of the row: of a formula without a
// value nothing, of an error its name.
func (s *sheet) shown() []string {
	cells := make([]string, len(s.row))
	for i := range s.row {
		c := &s.row[i]
		text, f := s.text(c)
		if f != nil {
			text = c.text
		}
		cells[i] = string(text)
		if (c.kind == "" || c.kind == "n") && styled(c, s.book.percents) && !strings.ContainsAny(cells[i], "eE") {
			if d, err := decimal.NewFromString(cells[i]); err == nil {
				cells[i] = d.Shift(2).String() + "%"
			}
		}
	}
	return cells
}
