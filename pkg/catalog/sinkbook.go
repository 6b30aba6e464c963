package catalog

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"strconv"
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

// bookSink writes the one worksheet of a workbook, row by row.
type bookSink struct {
	below Sink
	zip   *zip.Writer
	sheet io.Writer
	rows  int
	named []byte // the rows of a write, with the names of their cells
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

// Write takes whole rows and gives each row and cell its name, which the format
// lets one leave out, but not every program reads without. Faults:
// E-SHEET-ROWS, E-SHEET-TEXT.
func (s *bookSink) Write(rows []byte) (int, error) {
	s.named = s.named[:0]
	for rest := rows; len(rest) > 0; {
		end := bytes.Index(rest, []byte(rowTail)) + len(rowTail)
		if s.rows++; s.rows > maxRows {
			return 0, fault.New("E-SHEET-ROWS", fault.Place{}, maxRows)
		}
		if end > maxText && hasLongText(rest[:end]) {
			return 0, fault.New("E-SHEET-TEXT", fault.Place{Row: s.rows - 1}, maxText)
		}
		s.name(rest[:end])
		rest = rest[end:]
	}
	if _, err := s.sheet.Write(s.named); err != nil {
		return 0, err
	}
	return len(rows), nil
}

// name appends a row with its number and the names of its cells.
func (s *bookSink) name(row []byte) {
	number := strconv.Itoa(s.rows)
	out := append(append(append(s.named, `<row r="`...), number...), `">`...)
	column := -1
	for cell := range bytes.SplitSeq(row, []byte(cellHead)) {
		if column >= 0 {
			out = appendColumn(append(append(out, cellHead...), ` r="`...), column)
			out = append(append(append(out, number...), '"'), cell...)
		}
		column++
	}
	s.named = out
}

// appendColumn appends the letters of a column: of 27, AB.
func appendColumn(dst []byte, column int) []byte {
	if column >= 26 {
		dst = appendColumn(dst, column/26-1)
	}
	return append(dst, 'A'+byte(column%26))
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

// Close is part of Sink.
func (s *bookSink) Close() error {
	if _, err := io.WriteString(s.sheet, sheetTail); err != nil {
		return err
	}
	if err := s.zip.Close(); err != nil {
		return err
	}
	return s.below.Close()
}
