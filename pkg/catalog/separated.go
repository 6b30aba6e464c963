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
}

func (l *lines) fill(b *Block) error {
	b.data = append(b.data, l.rest...)
	l.rest = l.rest[:0]
	for size := blockSize; ; size *= 2 {
		l.read(b, size)
		used, open := l.split(b, errors.Is(l.ended, io.EOF))
		if len(b.spans) == 0 && l.ended == nil && len(b.data) < maxRow {
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
			end, open = l.rowEnd(data, pos)
			if end < 0 || end == len(data) && !eof {
				l.line = line
				if !eof {
					open = -1
				}
				return pos, open
			}
			next = min(end+1, len(data))
			l.line += int64(bytes.Count(data[pos:end], []byte{'\n'}))
			quote = l.quote(data, next)
		}
		if end > pos && data[end-1] == '\r' {
			end--
		}
		if end > pos && (l.quotes || len(bytes.TrimLeft(data[pos:end], jsonSpace)) > 0) {
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

// rowEnd finds the line end that ends the row which begins at pos, or the end
// of the data. It is -1 where a quote stays open, which is at open then. After
// a quote that is at fault the row ends with the line.
func (l *layout) rowEnd(data []byte, pos int) (end, open int) {
	for separator := l.Format.separator(); ; pos++ {
		quoted := pos < len(data) && data[pos] == '"'
		if quoted {
			close := closing(data, pos)
			if close < 0 {
				return -1, pos
			}
			pos = close + 1
		}
		for from := pos; pos < len(data) && data[pos] != separator; pos++ {
			if data[pos] == '\n' {
				return pos, -1
			}
			if quoted && !bytes.HasPrefix(data[from:], crlf) || data[pos] == '"' && l.Format == CSV {
				return lineEnd(data, pos), -1
			}
		}
		if pos >= len(data) {
			return len(data), -1
		}
	}
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
