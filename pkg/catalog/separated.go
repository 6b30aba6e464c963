package catalog

import (
	"bytes"
	"errors"
	"io"

	"aduana/pkg/fault"
)

// lines finds rows in text: each line is one, but for line ends in quotes.
type lines struct {
	*Reader
	in     io.Reader
	rest   []byte // read, and not yet given: the beginning of a row
	line   int64  // the next line, from 1
	ended  error  // what the input ended with
	quotes bool   // a cell may be quoted
	headed bool   // the row with the names of the columns is read
}

func (l *lines) fill(b *Block) error {
	b.data = append(b.data, l.rest...)
	l.rest = l.rest[:0]
	for size := l.size; ; {
		l.read(b, size)
		used, open := l.split(b, errors.Is(l.ended, io.EOF))
		if len(b.spans) == 0 && l.ended == nil && len(b.data)-used < maxRow {
			if used == 0 {
				size *= 2
			}
			b.data = b.data[:copy(b.data, b.data[used:])]
			continue
		}
		l.rest = append(l.rest, b.data[used:]...)
		b.data = b.data[:used]
		switch {
		case len(b.spans) > 0 && l.ended == nil:
			return nil
		case l.ended == nil:
			return fault.New("E-ROW-LONG", fault.Place{File: l.Name, Line: int(l.line)}, maxRow>>20)
		case open >= 0:
			line := int(l.line) + bytes.Count(l.rest[:open-used], []byte{'\n'})
			return fault.New("E-QUOTE-OPEN", fault.Place{File: l.Name, Line: line})
		case errors.Is(l.ended, io.EOF):
			return io.EOF
		}
		return l.broken(l.ended)
	}
}

// read fills the block's data up to a size, or to the input's end.
func (l *lines) read(b *Block, size int) {
	if cap(b.data) < size {
		b.data = append(make([]byte, 0, size), b.data...)
	}
	for len(b.data) < size && l.ended == nil {
		n, err := l.in.Read(b.data[len(b.data):size])
		b.data = b.data[:len(b.data)+n]
		l.ended = err
	}
}

// split finds the whole rows in a block's data; blank lines are none. It gives
// the bytes that are used, and the place of a quote that the end of the file
// leaves open, or -1.
func (l *lines) split(b *Block, eof bool) (used, open int) {
	data, pos := b.data, 0
	quote := l.quote(data, 0)
	for pos < len(data) {
		end, next := len(data), len(data)
		if n := bytes.IndexByte(data[pos:], '\n'); n >= 0 {
			end, next = pos+n, pos+n+1
		} else if !eof {
			break
		}
		line, quoted := l.line, quote < end
		l.line++
		if quoted {
			end, quote = l.rowEnd(data, pos, quote)
			if end < 0 && eof {
				l.line = line
				return pos, quote
			}
			if end < 0 || end == len(data) && !eof {
				l.line = line
				return pos, -1
			}
			next = min(end+1, len(data))
			l.line += int64(bytes.Count(data[pos:end], []byte{'\n'}))
		}
		if end > pos && data[end-1] == '\r' {
			end--
		}
		blank := end == pos || !l.quotes && len(bytes.TrimLeft(data[pos:end], jsonSpace)) == 0
		if !blank && l.keeps(line, l.headed) {
			l.headed = true
			b.spans = append(b.spans, span{start: pos, end: end, line: line, quoted: quoted})
		}
		pos = next
	}
	return pos, -1
}

// quote finds the next quote from pos on; where none is, or none counts, it is
// past the end.
func (l *lines) quote(data []byte, pos int) int {
	if l.quotes {
		if q := bytes.IndexByte(data[pos:], '"'); q >= 0 {
			return pos + q
		}
	}
	return len(data)
}

// rowEnd finds the line end that ends the row which begins at pos and holds a
// quote, or the end of the data, and the next quote after it. The end is -1
// where the quote stays open. After a quote that is at fault the row ends with
// the line.
func (l *lines) rowEnd(data []byte, pos, quote int) (end, next int) {
	separator := l.Format.separator()
	for end = lineEnd(data, pos); quote < end; {
		from := quote + 1
		switch {
		case quote == pos || data[quote-1] == separator:
			closed := closing(data, quote)
			if closed < 0 {
				return -1, quote
			}
			if from = closed + 1; end < from {
				end = lineEnd(data, from)
			}
			if left := data[from:]; len(left) > 0 && left[0] != separator && left[0] != '\n' && !bytes.HasPrefix(left, crlf) {
				return end, l.quote(data, end)
			}
		case l.Format == CSV:
			return end, l.quote(data, end)
		}
		quote = l.quote(data, from)
	}
	return end, quote
}

var crlf = []byte("\r\n")

// lineEnd finds the next line end from pos on, or the end of the data.
func lineEnd(data []byte, pos int) int {
	if n := bytes.IndexByte(data[pos:], '\n'); n >= 0 {
		return pos + n
	}
	return len(data)
}

// closing finds the quote that closes the one at pos, or gives -1.
func closing(data []byte, pos int) int {
	for pos++; ; pos += 2 {
		q := bytes.IndexByte(data[pos:], '"')
		if q < 0 {
			return -1
		}
		pos += q
		if pos+1 >= len(data) || data[pos+1] != '"' {
			return pos
		}
	}
}

// separator is what stands between cells; an XLSX row is read as CSV.
func (f Format) separator() byte {
	if f == TSV {
		return '\t'
	}
	return ','
}
