package offer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

// Bounds of an offer file.
const (
	maxFile   = 1 << 20 // bytes
	maxKeys   = 10_000  // keys, and signs that could be one's
	maxFaults = 100     // faults that are shown
)

// Decode reads an offer from YAML or JSON, which is YAML too: a map of fields,
// and under the id of a route a map of its own values. Scalars are taken by
// their text, so that no digit is lost. Every fault of the file is found at
// once, each with its place; file is the name that the places show. Decode does
// not call [Offer.Check], since flags may complete the file. Faults: E-READ,
// E-TOO-LARGE, E-UTF8, those of pkg/strict, E-MANY, and those of [Offer.Set].
func Decode(r io.Reader, file string) (*Offer, error) {
	data, f := strict.ReadAll(r, file, maxFile)
	if f != nil {
		return nil, f
	}
	if signs(data) > maxKeys {
		return nil, fault.New("E-TOO-LARGE", fault.Place{File: file}, "10,000 keys")
	}
	d := decoder{seen: map[string]bool{}}
	if top := strict.Parse(unescaped(data), file, &d.faults); top != nil {
		d.fields(top, "")
	}
	slices.SortStableFunc(d.faults, func(a, b *fault.Fault) int {
		return cmp.Or(cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column))
	})
	if err := d.faults.Cut(maxFaults).Err(); err != nil {
		return nil, err
	}
	return &d.offer, nil
}

// signs counts the signs without which YAML has no further key or list item, so
// that a file made to cost time is refused before it is parsed.
func signs(data []byte) int {
	n := 0
	for i, c := range data {
		switch c {
		case ':', '?', ',', '{', '[':
			n++
		case '-':
			if i+1 == len(data) || data[i+1] <= ' ' {
				n++
			}
		}
	}
	return n
}

// unescaped writes out the escapes of JSON that YAML does not read: \/ and pairs
// such as \ud83d\ude00. JSON has backslashes inside strings only, and never last.
func unescaped(data []byte) []byte {
	if !bytes.Contains(data, []byte{'\\'}) || !json.Valid(data) {
		return data
	}
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		switch r := pair(data[i:]); {
		case r != unicode.ReplacementChar:
			out = utf8.AppendRune(out, r)
			i += len(`\ud83d\ude00`) - 1
		case data[i] != '\\':
			out = append(out, data[i])
		case data[i+1] == '/':
			out = append(out, '/')
			i++
		default:
			out = append(out, data[i], data[i+1])
			i++
		}
	}
	return out
}

// pair gives the character of the pair of surrogates that JSON begins with, or
// U+FFFD where there is none.
func pair(json []byte) rune {
	if len(json) < len(`\ud83d\ude00`) || string(json[:2]) != `\u` || string(json[6:8]) != `\u` {
		return unicode.ReplacementChar
	}
	high, errHigh := strconv.ParseUint(string(json[2:6]), 16, 16)
	low, errLow := strconv.ParseUint(string(json[8:12]), 16, 16)
	if errHigh != nil || errLow != nil {
		return unicode.ReplacementChar
	}
	return utf16.DecodeRune(rune(high), rune(low))
}

type decoder struct {
	offer  Offer
	seen   map[string]bool
	faults fault.List
}

// fields reads a map of fields, that of a route where one is named.
func (d *decoder) fields(n *strict.Node, route string) {
	for _, e := range n.Entries() {
		if len(d.faults) > maxFaults {
			return
		}
		name := e.Key
		if route != "" {
			name = route + "." + name
		}
		switch {
		case e.Value.IsMap() && route == "" && !isKey(name):
			if f := routeFault(name); f != nil {
				e.At.Add(f)
				continue
			}
			d.fields(e.Value, name)
		case d.seen[name]:
			e.At.Fault("E-KEY-TWICE", quoted(name))
		default:
			d.seen[name] = true
			d.field(e, name)
		}
	}
}

func (d *decoder) field(e strict.Entry, name string) {
	text, ok := e.Value.Scalar()
	if !ok {
		return
	}
	if text == "null" || text == "~" {
		text = ""
	}
	f := d.offer.Set(name, text)
	if f == nil {
		return
	}
	switch f.Code {
	case "E-FIELD", "E-ROUTE-NAME", "E-ROUTE-FIELD", "E-ROUTE-MANY":
		e.At.Add(f)
	default:
		e.Value.Add(f)
	}
}
