package catalog

import (
	"bufio"
	"bytes"

	"aduana/pkg/fault"
)

// openJSON reads the first block of JSON Lines, whose keys are the columns, in
// order of first appearance; those that are known besides come after. Faults:
// E-FILE-EMPTY, E-JSON-ARRAY.
func (r *Reader) openJSON(text *bufio.Reader) error {
	r.rows = &lines{Reader: r, in: text, line: 1}
	r.columns = map[string]int{}
	b := &Block{layout: &r.layout, learn: r.learn}
	r.err = r.rows.fill(b)
	if len(b.spans) == 0 {
		return r.nothing(r.err)
	}
	if s := b.spans[0]; bytes.HasPrefix(bytes.TrimLeft(b.data[s.start:s.end], " \t"), []byte("[")) {
		return fault.New("E-JSON-ARRAY", fault.Place{File: r.Name, Line: int(s.line)})
	}
	var row Row
	for b.Scan(&row) {
	}
	b.learn, b.at = nil, 0
	r.first = b
	for _, name := range r.Known {
		if _, ok := r.columns[name]; !ok {
			r.learn([]byte(name))
		}
	}
	return r.setHeader(r.header, r.place())
}

// learn adds a column.
func (r *Reader) learn(name []byte) int {
	i := len(r.header)
	r.header = append(r.header, string(name))
	r.columns[r.header[i]] = i
	return i
}

// scanJSON reads one flat object. Faults: E-JSON, E-JSON-NESTED, E-JSON-TWICE,
// E-JSON-KEY, E-COLUMN-LATE.
func (b *Block) scanJSON(row *Row) {
	n := len(b.layout.header)
	b.row++
	b.seen = append(b.seen, make([]int64, max(0, n-len(b.seen)))...)
	b.cells = append(b.cells[:0], make([][]byte, n)...)
	j := jsonText{text: row.Raw, scratch: b.scratch}
	more := j.object()
	for next := 0; more; next++ {
		j.peek()
		from := j.at
		key := j.key()
		if j.code != "" {
			break
		}
		if next = b.column(key, next); next < 0 || b.seen[next] == b.row {
			j.at = from
			j.fail(keyFault(key, next), shown(key))
			break
		}
		b.seen[next] = b.row
		for len(b.cells) <= next {
			b.cells = append(b.cells, nil)
		}
		b.cells[next] = j.value()
		more = j.more()
	}
	j.end()
	b.scratch = j.scratch
	if j.code != "" {
		row.Fault = fault.New(j.code, b.place(row, -1), j.why)
		row.Fault.Place.Column = j.bad + 1
	}
}

// column finds the column of a key, which is most often the one after the last
// key's; -1 where there is none.
func (b *Block) column(key []byte, next int) int {
	if next < len(b.layout.header) && string(key) == b.layout.header[next] {
		return next
	}
	if i, ok := b.layout.columns[string(key)]; ok {
		return i
	}
	if b.learn == nil || len(key) == 0 {
		return -1
	}
	b.seen = append(b.seen, 0)
	return b.learn(key)
}

// keyFault says what is wrong with a key of a column, or of -1.
func keyFault(key []byte, column int) fault.Code {
	switch {
	case column >= 0:
		return "E-JSON-TWICE"
	case len(key) == 0:
		return "E-JSON-KEY"
	}
	return "E-COLUMN-LATE"
}
