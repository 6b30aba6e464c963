package catalog

import (
	"bufio"
	"bytes"
	"strings"

	"aduana/pkg/fault"
)

// openSeparated reads the header of CSV and TSV. Faults: E-FILE-EMPTY,
// E-LINE-END, E-SEPARATOR, those of a row, and those of setHeader.
func (r *Reader) openSeparated(text *bufio.Reader) error {
	r.rows = &lines{Reader: r, in: text, line: 1, quotes: true}
	return r.readHeader()
}

// readHeader takes the first row for the names of the columns, and keeps the
// other rows of its block.
func (r *Reader) readHeader() error {
	b := &Block{layout: &r.layout}
	r.err = r.rows.fill(b)
	if len(b.spans) == 0 {
		return r.nothing(r.err)
	}
	var row Row
	b.Scan(&row)
	at := fault.Place{File: r.Name, Line: int(row.Line)}
	if row.Fault != nil {
		return row.Fault
	}
	names := make([]string, len(row.Cells))
	for i, cell := range row.Cells {
		names[i] = string(cell)
	}
	if strings.Contains(names[0], "\r") && !b.spans[0].quoted {
		return fault.New("E-LINE-END", at)
	}
	if other := strings.IndexAny(names[0], ",;\t|"); len(names) == 1 && other >= 0 {
		return fault.New("E-SEPARATOR", at, r.Format.String(), string(names[0][other]))
	}
	b.spans, b.at = b.spans[1:], 0
	r.first = b
	return r.setHeader(names, at)
}

// scanPlain splits a row without quotes at its separators.
func (b *Block) scanPlain(row *Row) {
	separator, raw := b.layout.Format.separator(), row.Raw
	cells, plain := row.Cells[:0], true
	for {
		i := bytes.IndexByte(raw, separator)
		if i < 0 {
			break
		}
		plain = plain && !mayBegin[raw[0]]
		cells = append(cells, raw[:i:i])
		raw = raw[i+1:]
	}
	row.Cells = append(cells, raw)
	row.plain = plain && (len(raw) == 0 || !mayBegin[raw[0]])
}

// scanQuoted splits a row in which a quote stands. Faults: E-QUOTE-AFTER,
// E-QUOTE-BARE.
func (b *Block) scanQuoted(row *Row) {
	separator, raw := b.layout.Format.separator(), row.Raw
	b.scratch = b.scratch[:0]
	row.Cells, row.plain = row.Cells[:0], true
	for more := true; more; {
		var cell []byte
		if len(raw) > 0 && raw[0] == '"' {
			end := closing(raw, 0)
			cell, raw = b.unescaped(raw[1:end]), raw[end+1:]
			if len(raw) > 0 && raw[0] != separator {
				row.Fault = fault.New("E-QUOTE-AFTER", b.place(row, len(row.Cells)), shown(cell))
				return
			}
		} else {
			end := bytes.IndexByte(raw, separator)
			if end < 0 {
				end = len(raw)
			}
			cell, raw = raw[:end:end], raw[end:]
			if b.layout.Format == CSV && bytes.IndexByte(cell, '"') >= 0 {
				row.Fault = fault.New("E-QUOTE-BARE", b.place(row, len(row.Cells)), shown(cell))
				return
			}
		}
		row.Cells = append(row.Cells, cell)
		row.plain = row.plain && (len(cell) == 0 || !mayBegin[cell[0]])
		if more = len(raw) > 0; more {
			raw = raw[1:]
		}
	}
}

// unescaped gives what stands between quotes, where two stand for one.
func (b *Block) unescaped(text []byte) []byte {
	from := len(b.scratch)
	for {
		q := bytes.IndexByte(text, '"')
		if q < 0 {
			break
		}
		b.scratch = append(b.scratch, text[:q+1]...)
		text = text[q+2:]
	}
	if len(b.scratch) == from {
		return text
	}
	b.scratch = append(b.scratch, text...)
	return b.scratch[from:len(b.scratch):len(b.scratch)]
}

// shown is the beginning of a cell, for a fault to quote.
func shown(cell []byte) string {
	const most = 40
	text := []rune(string(cell[:min(len(cell), 4*most)]))
	if len(text) <= most {
		return string(text)
	}
	return string(text[:most]) + "…"
}
