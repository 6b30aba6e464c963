package catalog

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
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
	names := make([]string, len(b.cells))
	for i, cell := range b.cells {
		names[i] = string(cell)
	}
	if bytes.IndexByte(row.Raw, '\r') >= 0 && !b.spans[0].quoted {
		return fault.New("E-LINE-END", at)
	}
	if other := strings.IndexAny(names[0], ",;\t|"); len(names) == 1 && other >= 0 && r.Format != XLSX && !b.spans[0].quoted {
		return fault.New("E-SEPARATOR", at, r.Format.String(), string(names[0][other]))
	}
	b.spans, b.at = b.spans[1:], 0
	r.first = b
	return r.setHeader(names, at)
}

// width is how many cells a row can have.
func (l *layout) width() int {
	if l.header == nil {
		return maxColumns
	}
	return len(l.header)
}

// scanSeparated splits a row into its cells; before there is a header, it may
// have any number. Faults: E-QUOTE-AFTER, E-QUOTE-BARE, E-CELLS,
// E-COLUMNS-MANY.
func (b *Block) scanSeparated(row *Row, quoted bool) {
	b.cells = b.cells[:0]
	n := 0
	if quoted {
		n = b.quotedCells(row)
	} else {
		n = b.plainCells(0, row.Raw)
	}
	switch width := b.layout.width(); {
	case row.Fault != nil:
		return
	case b.layout.header != nil && n != width:
		row.Fault = fault.New("E-CELLS", b.place(row, -1), n, width)
		return
	case n > width:
		row.Fault = fault.New("E-COLUMNS-MANY", b.place(row, -1), width)
		return
	}
	row.plain = true
	for _, cell := range b.cells {
		if len(cell) > 0 && mayBegin[cell[0]] {
			row.plain = false
			return
		}
	}
}

// plainCells splits text that has no quoted cells, after n cells of its row,
// and gives how many there are now. A row that has too many is not split, but
// counted. It looks at eight bytes at once, since cells are short
// and a search for each separator takes longer.
func (b *Block) plainCells(n int, text []byte) int {
	const low, ones = 0x7f7f7f7f7f7f7f7f, 0x0101010101010101
	separator := b.layout.Format.separator()
	n += 1 + bytes.Count(text, []byte{separator})
	if n > b.layout.width() {
		return n
	}
	cells, start, i := slices.Grow(b.cells, n-len(b.cells)), 0, 0
	for ; i+8 <= len(text); i += 8 {
		w := binary.LittleEndian.Uint64(text[i:]) ^ uint64(separator)*ones
		for m := ^((w&low + low) | w | low); m != 0; m &= m - 1 { // the top bit of each byte that is a separator
			end := i + bits.TrailingZeros64(m)>>3
			cells = append(cells, text[start:end:end])
			start = end + 1
		}
	}
	for ; i < len(text); i++ {
		if text[i] == separator {
			cells = append(cells, text[start:i:i])
			start = i + 1
		}
	}
	cells = append(cells, text[start:])
	b.cells = cells
	return n
}

// quotedCells splits a row in which a quote stands.
func (b *Block) quotedCells(row *Row) (n int) {
	separator := b.layout.Format.separator()
	for rest := row.Raw; ; rest = rest[1:] {
		q := bytes.IndexByte(rest, '"')
		switch {
		case q < 0:
			return b.plainCells(n, rest)
		case q > 0 && rest[q-1] != separator: // inside a cell
			from, end := bytes.LastIndexByte(rest[:q], separator)+1, bytes.IndexByte(rest[q:], separator)
			if end += q; end < q {
				end = len(rest)
			}
			if n = b.plainCells(n, rest[:end]); b.layout.Format == CSV {
				row.Fault = fault.New("E-QUOTE-BARE", b.place(row, n-1), shown(rest[from:end]))
				return n
			}
			rest = rest[end:]
		default:
			if q > 0 {
				n = b.plainCells(n, rest[:q-1])
			}
			end := closing(rest, q)
			cell := b.unescaped(rest[q+1 : end])
			if n++; n <= b.layout.width() {
				b.cells = append(b.cells, cell)
			}
			if rest = rest[end+1:]; len(rest) > 0 && rest[0] != separator {
				row.Fault = fault.New("E-QUOTE-AFTER", b.place(row, n-1), shown(cell))
				return n
			}
		}
		if len(rest) == 0 {
			return n
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
