package catalog

import "bytes"

// bookEncoder writes a row as the XML of a worksheet. It does not depend on the
// row's place: the names of the cells are the sink's to add.
type bookEncoder struct{ names []string }

// Header is part of Encoder.
func (e bookEncoder) Header(dst []byte) []byte {
	for _, name := range e.names {
		dst = appendInline(append(dst, `<c s="1"`...), []byte(name))
	}
	return append(dst, rowTail...)
}

// Row writes a number as a number only where a spreadsheet keeps its digits
// and its form; everything else is text, and never a formula.
func (e bookEncoder) Row(dst []byte, row *Row, values []Value) []byte {
	for _, cell := range row.Cells() {
		dst = appendCell(dst, cell, isPlainNumber(cell))
	}
	for i := range values {
		v := &values[i]
		if v.Kind == Unknown {
			dst = append(dst, "<c/>"...)
			continue
		}
		dst = appendCell(dst, v.Text, v.Kind == Number && len(v.Text) <= digits)
	}
	return append(dst, rowTail...)
}

// rowTail ends a row, and cellHead begins a cell; a text never holds either.
const (
	rowTail  = "</row>"
	cellHead = "<c"
)

func appendCell(dst, text []byte, number bool) []byte {
	switch {
	case len(text) == 0:
		return append(dst, "<c/>"...)
	case number:
		return append(append(append(dst, "<c><v>"...), text...), "</v></c>"...)
	}
	return appendInline(append(dst, "<c"...), text)
}

// isPlainNumber tells whether a text is a number that a spreadsheet shows as
// it is written: no sign but a minus, no leading zero as codes have it, and
// short enough not to be shown with an exponent.
func isPlainNumber(text []byte) bool {
	const most = 11
	digit := func(i int) bool { return i < len(text) && text[i]-'0' <= 9 }
	i := 0
	if len(text) > 0 && text[0] == '-' {
		i++
	}
	if len(text) > most || !digit(i) || text[i] == '0' && digit(i+1) {
		return false
	}
	for digit(i) {
		i++
	}
	if i < len(text) && text[i] == '.' && digit(i+1) {
		for i++; digit(i); {
			i++
		}
	}
	return i == len(text)
}

// appendInline appends what follows "<c" in a cell of text.
func appendInline(dst, text []byte) []byte {
	dst = append(dst, ` t="inlineStr"><is><t xml:space="preserve">`...)
	for i, c := range text {
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '>':
			dst = append(dst, "&gt;"...)
		case c == '_' && isEscapeX(text[i:]):
			dst = append(dst, "_x005F_"...)
		case c >= 0xbe && bytes.HasSuffix(text[:i], []byte("\xef\xbf")): // U+FFFE or U+FFFF, which XML does not have
			dst = append(dst[:len(dst)-2], "_xFFF"...)
			dst = append(dst, "0123456789ABCDEF"[c&15], '_')
		case c < 0x20 && c != '\t' && c != '\n':
			dst = append(dst, "_x00"...)
			dst = append(dst, "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15], '_')
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, "</t></is></c>"...)
}

// isEscapeX tells whether a text that begins with _ would be read as one
// character of another kind, as _x000D_ is.
func isEscapeX(text []byte) bool {
	if len(text) < 7 {
		return false
	}
	return len(unescapeX(bytes.Clone(text[:7]), 0)) < 7
}
