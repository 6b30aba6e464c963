package catalog

import (
	"bytes"
	"slices"
)

// Kind is how a Value is written where the format tells kinds apart.
type Kind uint8

// The kinds.
const (
	Text    Kind = iota
	Number       // a plain decimal: a numeric cell in XLSX, a decimal string in JSON
	Unknown      // empty; null in JSON
)

// Value is one cell that is added to a row.
type Value struct {
	Text []byte // without quotes or escapes; not read of an Unknown
	Kind Kind
}

// Encoder makes the bytes of rows. It holds nothing that changes: any number of
// goroutines may use it at once.
type Encoder interface {
	// Header appends what stands before the first row, if anything.
	Header(dst []byte) []byte
	// Row appends an output row: the input row's cells, then the values.
	Row(dst []byte, row *Row, values []Value) []byte
}

// NewEncoder makes the encoder of an output format for rows of an input whose
// header is given, and for values of the names that are added to it.
func NewEncoder(f Format, header []string, in Format, added []string) Encoder {
	names := slices.Concat(header, added)
	switch f {
	case JSONL:
		return newJSONEncoder(header, added, in)
	case XLSX:
		return bookEncoder{names}
	}
	e := &separatedEncoder{names: names, own: len(header), separator: f.separator(), raw: in == f || f == CSV && in == XLSX}
	for _, c := range []byte{e.separator, '"', '\n', '\r'} {
		e.special[c] = true
	}
	return e
}

// separatedEncoder writes CSV and TSV.
type separatedEncoder struct {
	names     []string
	own       int // of the input
	separator byte
	special   [256]bool // bytes that only a quoted cell may hold
	raw       bool      // a row may be written as it came
}

// Header is part of Encoder.
func (e *separatedEncoder) Header(dst []byte) []byte {
	for i, name := range e.names {
		dst = e.cell(e.next(dst, i), []byte(name))
	}
	return e.end(dst, len(e.names) == 1 && e.names[0] == "")
}

// Row is part of Encoder.
func (e *separatedEncoder) Row(dst []byte, row *Row, values []Value) []byte {
	if e.raw && row.plain {
		dst = append(dst, row.Raw...)
	} else {
		for i, cell := range row.Cells() {
			dst = e.cell(e.next(dst, i), cell)
		}
	}
	for i := range values {
		dst = e.next(dst, e.own+i)
		switch v := &values[i]; v.Kind {
		case Number:
			dst = append(dst, v.Text...)
		case Text:
			dst = e.cell(dst, v.Text)
		}
	}
	return e.end(dst, e.own+len(values) == 1 && (e.own == 0 || len(row.Cells()[0]) == 0))
}

// next appends the separator before a cell that is not the first.
func (e *separatedEncoder) next(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, e.separator)
	}
	return dst
}

// end ends a row. A row of one empty cell would be a blank line, which is no
// row, so that it is quoted.
func (e *separatedEncoder) end(dst []byte, blank bool) []byte {
	if blank && (len(dst) == 0 || dst[len(dst)-1] == '\n') {
		dst = append(dst, `""`...)
	}
	return append(dst, '\n')
}

// cell appends a text so that reading it gives it back, but for an apostrophe
// in front of what a spreadsheet would run as a formula.
func (e *separatedEncoder) cell(dst, text []byte) []byte {
	if len(text) > 0 && mayBegin[text[0]] && IsFormula(string(text)) {
		return e.quote(dst, text, "'")
	}
	return e.quote(dst, text, "")
}

// quote appends a prefix and a text, in quotes where it needs them.
func (e *separatedEncoder) quote(dst, text []byte, prefix string) []byte {
	plain := true
	for _, c := range text {
		if e.special[c] {
			plain = false
			break
		}
	}
	if plain {
		return append(append(dst, prefix...), text...)
	}
	dst = append(append(dst, '"'), prefix...)
	for {
		q := bytes.IndexByte(text, '"')
		if q < 0 {
			break
		}
		dst = append(append(dst, text[:q+1]...), '"')
		text = text[q+1:]
	}
	return append(append(dst, text...), '"')
}
