package catalog

import "bytes"

const jsonSpace = " \t\r"

// jsonEncoder writes JSON Lines.
type jsonEncoder struct {
	own  [][]byte // the input's columns, each as `"name":`
	new  [][]byte // the added ones
	kept bool     // a row's own object is kept as it came
}

func newJSONEncoder(header, added []string, in Format) *jsonEncoder {
	e := &jsonEncoder{kept: in == JSONL}
	for _, name := range header {
		e.own = append(e.own, append(appendJSON(nil, []byte(name)), ':'))
	}
	for _, name := range added {
		e.new = append(e.new, append(appendJSON(nil, []byte(name)), ':'))
	}
	return e
}

// Header is part of Encoder.
func (e *jsonEncoder) Header(dst []byte) []byte { return dst }

// Row writes cells of a text format as strings, since what they mean is not
// the writer's to say. A row of JSON Lines keeps its members byte for byte.
func (e *jsonEncoder) Row(dst []byte, row *Row, values []Value) []byte {
	comma := false
	if e.kept {
		open := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(row.Raw, jsonSpace), []byte("}")), jsonSpace)
		dst = append(dst, open...)
		comma = open[len(open)-1] != '{' // since a last value ends in a quote, a digit or a letter
	} else {
		dst = append(dst, '{')
		for i, cell := range row.Cells() {
			dst = appendJSON(member(dst, comma, e.own[i]), cell)
			comma = true
		}
	}
	for i := range values {
		dst = member(dst, comma, e.new[i])
		comma = true
		switch v := &values[i]; v.Kind {
		case Number:
			dst = append(append(append(dst, '"'), v.Text...), '"')
		case Text:
			dst = appendJSON(dst, v.Text)
		case Unknown:
			dst = append(dst, "null"...)
		}
	}
	return append(dst, '}', '\n')
}

// member begins a member of an object.
func member(dst []byte, comma bool, key []byte) []byte {
	if comma {
		dst = append(dst, ',')
	}
	return append(dst, key...)
}

// appendJSON appends a text as a JSON string.
func appendJSON(dst, text []byte) []byte {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	from := 0
	for i, c := range text {
		if !stops[c] {
			continue
		}
		dst = append(dst, text[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\t':
			dst = append(dst, '\\', 't')
		case '\r':
			dst = append(dst, '\\', 'r')
		default:
			dst = append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		}
	}
	return append(append(dst, text[from:]...), '"')
}
