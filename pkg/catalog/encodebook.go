package catalog

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"aduana/pkg/fault"

	"github.com/klauspost/compress/flate"
)

// Limits of a sheet (Excel specifications and limits).
const (
	maxRows = 1_048_576
	maxText = 32_767 // UTF-16 units of a cell
)

// bookEncoder writes a row as the XML of a worksheet. Its cells have no names,
// so that a row does not depend on its place.
type bookEncoder struct{ names []string }

func (e bookEncoder) Header(dst []byte) []byte {
	dst = append(dst, "<row>"...)
	for _, name := range e.names {
		dst = appendInline(append(dst, `<c s="1"`...), []byte(name))
	}
	return append(dst, rowTail...)
}

// Row writes a number as a number only where a spreadsheet keeps its digits
// and its form; everything else is text, and never a formula.
func (e bookEncoder) Row(dst []byte, row *Row, values []Value) []byte {
	dst = append(dst, "<row>"...)
	for _, cell := range row.Cells {
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

const rowTail = "</row>"

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

// bookSink writes the one worksheet of a workbook, row by row.
type bookSink struct {
	below Sink
	zip   *zip.Writer
	sheet io.Writer
	rows  int
}

// bookParts are the parts of a workbook but for its sheet, in order.
var bookParts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + officeRels + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + sheetML + `" xmlns:r="` + officeRels + `">` +
		`<sheets><sheet name="catalogue" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + officeRels + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeRels + `/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="` + sheetML + `"><fonts count="2">` +
		`<font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`},
}

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	sheetML    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheetHead  = xmlHead + `<worksheet xmlns="` + sheetML + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
	sheetTail = `</sheetData></worksheet>`
)

func newBookSink(below Sink) (*bookSink, error) {
	s := &bookSink{below: below, zip: zip.NewWriter(below)}
	s.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, p := range bookParts {
		w, err := s.zip.Create(p[0])
		if err == nil {
			_, err = io.WriteString(w, xmlHead+p[1])
		}
		if err != nil {
			return nil, err
		}
	}
	var err error
	if s.sheet, err = s.zip.Create("xl/worksheets/sheet1.xml"); err == nil {
		_, err = io.WriteString(s.sheet, sheetHead)
	}
	return s, err
}

// Write takes whole rows. Faults: E-SHEET-ROWS, E-SHEET-TEXT.
func (s *bookSink) Write(rows []byte) (int, error) {
	for rest := rows; len(rest) > 0; {
		end := bytes.Index(rest, []byte(rowTail)) + len(rowTail)
		if s.rows++; s.rows > maxRows {
			return 0, fault.New("E-SHEET-ROWS", fault.Place{}, maxRows)
		}
		if end > maxText && hasLongText(rest[:end]) {
			return 0, fault.New("E-SHEET-TEXT", fault.Place{Row: s.rows - 1}, maxText)
		}
		rest = rest[end:]
	}
	return s.sheet.Write(rows)
}

// hasLongText tells whether a row has a cell that a sheet cannot hold.
func hasLongText(row []byte) bool {
	for _, cell := range bytes.Split(row, []byte("</t>")) {
		text := html.UnescapeString(string(cell[bytes.LastIndexByte(cell, '>')+1:]))
		units := utf8.RuneCountInString(text)
		for _, r := range text {
			units += utf16.RuneLen(r) - 1
		}
		if units > maxText {
			return true
		}
	}
	return false
}

func (s *bookSink) Close() error {
	if _, err := io.WriteString(s.sheet, sheetTail); err != nil {
		return err
	}
	if err := s.zip.Close(); err != nil {
		return err
	}
	return s.below.Close()
}
