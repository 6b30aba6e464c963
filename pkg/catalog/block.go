package catalog

import (
	"bytes"
	"unicode/utf8"

	"aduana/pkg/fault"
)

// Block is some whole rows as they came. Reader.Next fills it; then it belongs
// to whoever scans it, on any goroutine.
type Block struct {
	Index int64 // of the block, from 0
	First int64 // number of its first data row, from 1
	Rows  int

	layout  *layout
	data    []byte
	spans   []span
	at      int      // rows scanned so far
	checked bool     // that data is UTF-8 was asked
	valid   bool     // and it is
	cells   [][]byte // of the row that was split last
	split   int      // its place among the rows, from 1; 0: none
	scratch []byte   // cells that data does not hold as they are

	// Of JSON Lines.
	row   int64   // stamps the columns that a row has given
	seen  []int64 // the last row's stamp that gave the column
	learn func(name []byte) int
}

// span is where a row stands in a block's data.
type span struct {
	start, end int // without the line's end
	line       int64
	quoted     bool         // a quote stands in it
	fault      *fault.Fault // already found
	column     int          // that is at fault
}

// Row is one row of a catalogue. It is valid until its block is filled again.
type Row struct {
	Number int64        // data row, from 1
	Line   int64        // of the file where the row begins; of the sheet in XLSX
	Raw    []byte       // as it came, without the line's end; of XLSX, as CSV
	Fault  *fault.Fault // what hinders reading it

	plain bool // no cell begins as a formula does: Raw may be written as it is
	block *Block
	at    int // its place in that, from 1
}

// Cells gives the row's cells, one a column of the header; undefined where there
// is a fault. They are valid until another row of the block is scanned, or asked
// for its cells.
func (r *Row) Cells() [][]byte {
	if r.block.split != r.at {
		again := *r // whose faults are known
		r.block.cut(&again)
	}
	return r.block.cells
}

// clear empties the block and keeps its memory, but for what a row of unusual
// length has taken.
func (b *Block) clear() {
	if cap(b.data)+cap(b.scratch) > 8*blockSize {
		b.data, b.cells, b.scratch = nil, nil, nil
	}
	*b = Block{data: b.data[:0], spans: b.spans[:0], cells: b.cells[:0], scratch: b.scratch[:0], row: b.row, seen: b.seen}
}

// Size is how many bytes the block has.
func (b *Block) Size() int { return len(b.data) }

// Scan reads the next row of the block; false after the last.
func (b *Block) Scan(row *Row) bool {
	if b.at == len(b.spans) {
		return false
	}
	s := &b.spans[b.at]
	row.Number, row.Line = b.First+int64(b.at), s.line
	row.Raw, row.Fault, row.plain = b.data[s.start:s.end:s.end], s.fault, false
	b.at++
	row.block, row.at = b, b.at
	if !b.checked {
		b.checked, b.valid = true, utf8.Valid(b.data)
	}
	switch {
	case s.fault != nil:
		s.fault.Place = b.place(row, s.column)
	case !b.valid && !utf8.Valid(row.Raw):
		row.Fault = b.notUTF8(row)
	default:
		b.cut(row)
	}
	return true
}

// cut splits a row into its cells.
func (b *Block) cut(row *Row) {
	b.split = row.at
	if b.layout.Format == JSONL {
		b.scanJSON(row)
	} else {
		b.scanSeparated(row, b.spans[row.at-1].quoted)
	}
}

// place says where a row is, and in which column; -1 is none.
func (b *Block) place(row *Row, column int) fault.Place {
	p := fault.Place{File: b.layout.Name, Line: int(row.Line), Row: int(row.Number)}
	if column >= 0 && column < len(b.layout.header) {
		p.Field = b.layout.header[column]
	}
	return p
}

// notUTF8 finds the byte that is not UTF-8. Its column is the one that the
// bytes before it end in, by separators alone: the row is not read further.
func (b *Block) notUTF8(row *Row) *fault.Fault {
	at := firstInvalid(row.Raw)
	p := b.place(row, -1)
	if b.layout.Format != JSONL {
		p = b.place(row, bytes.Count(row.Raw[:at], []byte{b.layout.Format.separator()}))
	}
	before := row.Raw[:at]
	p.Line += bytes.Count(before, []byte{'\n'})
	p.Column = at - bytes.LastIndexByte(before, '\n')
	return encodingFault(row.Raw, at, p)
}
