package catalog

import (
	"unicode/utf16"
	"unicode/utf8"

	"aduana/pkg/fault"
)

// jsonText reads one flat object of JSON (RFC 8259) in valid UTF-8. What it
// reads after the first fault means nothing.
type jsonText struct {
	text    []byte
	at      int
	scratch []byte     // strings that had escapes
	code    fault.Code // of the first fault
	why     string
	bad     int // where it is
}

// stops are the bytes at which a run of plain characters in a string ends.
var stops = func() (stop [256]bool) {
	for c := range 0x20 {
		stop[c] = true
	}
	stop['"'], stop['\\'] = true, true
	return stop
}()

// peek gives the next byte that is no space, 0 at the end or after a fault.
func (j *jsonText) peek() byte {
	for j.code == "" && j.at < len(j.text) {
		c := j.text[j.at]
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
		j.at++
	}
	return 0
}

// take steps over a byte where it is the next.
func (j *jsonText) take(c byte) bool {
	if j.peek() != c {
		return false
	}
	j.at++
	return true
}

func (j *jsonText) fail(code fault.Code, why string) {
	if j.code == "" {
		j.code, j.why, j.bad = code, why, j.at
	}
}

// object steps into the object; false where it is empty.
func (j *jsonText) object() bool {
	if !j.take('{') {
		j.fail("E-JSON", "a row must be one object: {\"sku\": \"A1\", …}")
	}
	return j.code == "" && !j.take('}')
}

// more steps over what follows a value; false after the last.
func (j *jsonText) more() bool {
	if j.take(',') {
		return true
	}
	if !j.take('}') {
		j.fail("E-JSON", "a comma or a closing brace must follow a value")
	}
	return false
}

// end makes sure that nothing follows the object.
func (j *jsonText) end() {
	if j.peek() != 0 || j.code == "" && j.at < len(j.text) {
		j.fail("E-JSON", "something follows the object")
	}
}

// key reads a key and its colon.
func (j *jsonText) key() []byte {
	if j.peek() != '"' {
		j.fail("E-JSON", "a key in quotes is needed here")
		return nil
	}
	key := j.str()
	if !j.take(':') {
		j.fail("E-JSON", "a colon must follow a key")
	}
	return key
}

// value reads a value as the text of a cell: a string without quotes and
// escapes, a number or a boolean as written, null as nothing.
func (j *jsonText) value() []byte {
	switch c := j.peek(); c {
	case '"':
		return j.str()
	case '{', '[':
		j.fail("E-JSON-NESTED", "")
	case 't':
		return j.word("true")
	case 'f':
		return j.word("false")
	case 'n':
		j.word("null")
	default:
		return j.number()
	}
	return nil
}

func (j *jsonText) word(w string) []byte {
	end := j.at + len(w)
	if end > len(j.text) || string(j.text[j.at:end]) != w {
		j.fail("E-JSON", "a value is needed here: text needs quotes")
		return nil
	}
	from := j.at
	j.at = end
	return j.text[from:end:end]
}

// number reads a number and keeps its text.
func (j *jsonText) number() []byte {
	from := j.at
	j.step('-')
	if !j.step('0') && !j.digits() {
		j.fail("E-JSON", "a value is needed here: text needs quotes")
	}
	if j.step('.') && !j.digits() {
		j.fail("E-JSON", "a digit must follow the point")
	}
	if j.step('e') || j.step('E') {
		if !j.step('-') {
			j.step('+')
		}
		if !j.digits() {
			j.fail("E-JSON", "a digit must follow the exponent's sign")
		}
	}
	return j.text[from:j.at:j.at]
}

// step steps over a byte where it stands right here.
func (j *jsonText) step(c byte) bool {
	if j.at == len(j.text) || j.text[j.at] != c {
		return false
	}
	j.at++
	return true
}

// digits steps over digits; false where there is none.
func (j *jsonText) digits() bool {
	from := j.at
	for j.at < len(j.text) && j.text[j.at]-'0' <= 9 {
		j.at++
	}
	return j.at > from
}

// str reads a string, at whose opening quote it stands.
func (j *jsonText) str() []byte {
	j.at++
	from := j.at
	j.run()
	if j.step('"') {
		return j.text[from : j.at-1 : j.at-1]
	}
	start := len(j.scratch)
	j.scratch = append(j.scratch, j.text[from:j.at]...)
	for j.step('\\') {
		j.escape()
		from = j.at
		j.run()
		j.scratch = append(j.scratch, j.text[from:j.at]...)
	}
	if !j.step('"') {
		j.fail("E-JSON", "the string does not end, or has a control character")
	}
	return j.scratch[start:len(j.scratch):len(j.scratch)]
}

// run steps over plain characters.
func (j *jsonText) run() {
	for j.at < len(j.text) && !stops[j.text[j.at]] {
		j.at++
	}
}

// escapes are what one letter after a backslash stands for.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what follows a backslash.
func (j *jsonText) escape() {
	if j.step('u') {
		r := j.hex()
		if utf16.IsSurrogate(r) && j.step('\\') && j.step('u') {
			r = utf16.DecodeRune(r, j.hex())
		}
		if utf16.IsSurrogate(r) || r == utf8.RuneError {
			j.fail("E-JSON", "half of a character: a surrogate without its other half")
		}
		j.scratch = utf8.AppendRune(j.scratch, r)
		return
	}
	if j.at == len(j.text) || escapes[j.text[j.at]] == 0 {
		j.fail("E-JSON", "no such escape")
		return
	}
	j.scratch = append(j.scratch, escapes[j.text[j.at]])
	j.at++
}

// hex reads four hexadecimal digits.
func (j *jsonText) hex() (r rune) {
	for range 4 {
		var d byte
		if j.at < len(j.text) {
			d = j.text[j.at]
		}
		switch {
		case d-'0' <= 9:
			d -= '0'
		case d|0x20-'a' <= 5:
			d = d | 0x20 - 'a' + 10
		default:
			j.fail("E-JSON", "four hexadecimal digits must follow \\u")
			return 0
		}
		r = r<<4 | rune(d)
		j.at++
	}
	return r
}
