package catalog

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// sharedStrings are the texts that cells name by number, one after the other.
type sharedStrings struct {
	text []byte
	ends []int
}

// at gives a text by its number as a cell has it.
func (s *sharedStrings) at(number string) ([]byte, bool) {
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(s.ends) {
		return nil, false
	}
	from := 0
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.text[from:s.ends[i]], true
}

// loadShared reads the shared strings; a workbook may have none.
func (b *book) loadShared() error {
	if b.kinds["sharedStrings"] == "" {
		return nil
	}
	in, err := b.open(b.kinds["sharedStrings"])
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	limit := &limited{in: in, left: maxShared}
	d := xml.NewDecoder(limit)
	for s := &b.shared; ; {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == "si" {
			if s.text, err = appendRich(s.text, d, "si"); err != nil {
				return err
			}
			s.ends = append(s.ends, len(s.text))
		}
	}
}

// appendRich appends the text of an element up to its end: all its runs, but
// not what tells how East Asian text is spoken.
func appendRich(dst []byte, d *xml.Decoder, element string) ([]byte, error) {
	from, in, spoken := len(dst), false, false
	for {
		t, err := d.RawToken()
		if err != nil {
			return dst, cut(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t"
			spoken = spoken || t.Name.Local == "rPh"
		case xml.CharData:
			if in && !spoken {
				dst = append(dst, t...)
			}
		case xml.EndElement:
			in = false
			switch t.Name.Local {
			case "rPh":
				spoken = false
			case element:
				return unescapeX(dst, from), nil
			}
		}
	}
}

// cut tells the end of a part in the middle of an element from its proper end.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// unescapeX undoes _x000D_, the way in which a workbook writes a character that
// XML has no place for, in what stands from a place on.
func unescapeX(text []byte, from int) []byte {
	for at := from; ; {
		i := bytes.Index(text[at:], []byte("_x"))
		if i < 0 || len(text) < at+i+7 {
			return text
		}
		at += i
		r, err := strconv.ParseUint(string(text[at+2:at+6]), 16, 16)
		if err == nil && text[at+6] == '_' && (r < 0xd800 || r >= 0xe000) {
			c := string(rune(r))
			text = append(append(text[:at], c...), text[at+7:]...)
			at += len(c)
		} else {
			at += 2
		}
	}
}

// limited is a reader that may give a number of bytes.
type limited struct {
	in   io.Reader
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errors.New("it unpacks to more than is read")
	}
	n, err := l.in.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}

// loadStyles finds the cell styles under which a number is a date or a
// percentage.
func (b *book) loadStyles() error {
	if b.kinds["styles"] == "" {
		return nil
	}
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.decode(b.kinds["styles"], &styles); err != nil {
		return err
	}
	dated := map[int]bool{}
	for _, id := range []int{14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58} {
		dated[id] = true // the built-in formats of dates, the East Asian ones too
	}
	percent := map[int]bool{9: true, 10: true} // built in: 0% and 0.00%
	for _, f := range styles.Formats {
		dated[f.ID], percent[f.ID] = shows(f.Code, "yYdD"), shows(f.Code, "%")
	}
	for _, c := range styles.Cells {
		b.dates, b.percents = append(b.dates, dated[c.Format]), append(b.percents, percent[c.Format])
	}
	return nil
}

// shows tells whether a number format has one of the signs, for example those
// of a year and a day. Text in it (quoted, after a backslash, in brackets) does
// not count.
func shows(code, signs string) bool {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			end := byte('"')
			if code[i] == '[' {
				end = ']'
			}
			skip := strings.IndexByte(code[i+1:], end)
			if skip < 0 {
				return false
			}
			i += skip + 1
		case '\\', '_', '*':
			i++
		default:
			if strings.IndexByte(signs, code[i]) >= 0 {
				return true
			}
		}
	}
	return false
}
