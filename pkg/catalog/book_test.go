package catalog

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"aduana/pkg/fault"

	"github.com/xuri/excelize/v2"
)

// workbook makes a workbook with excelize, a library of its own.
func workbook(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	var out bytes.Buffer
	if err := errors.Join(fill(f), f.Write(&out), f.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBook(t *testing.T) {
	set := func(f *excelize.File, at string, cells ...any) error { return f.SetSheetRow("Sheet1", at, &cells) }
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		name   string
		sheet  string
		fill   func(f *excelize.File) error
		header []string
		rows   [][]string
		faults []string
	}{
		{
			name: "texts and numbers", header: []string{"sku", "price", "rate", "code"},
			fill: func(f *excelize.File) error {
				return errors.Join(set(f, "A1", "sku", "price", "rate", "code"), set(f, "A2", "=A1 \"x\",\ny", 19.99, 0.1, 7501234567890), set(f, "A3", "-5", 0.1+0.2, 1e-7, "007"))
			},
			rows: [][]string{{"=A1 \"x\",\ny", "19.99", "0.1", "7501234567890"}, {"-5", "0.3", "0.0000001", "007"}},
		},
		{
			name: "gaps", header: []string{"a", "b", "c"},
			fill: func(f *excelize.File) error {
				return errors.Join(set(f, "A3", "a", "b", "c"), set(f, "B5", "x"), set(f, "A9", 1, nil, 3, ""), set(f, "A12", true, false))
			},
			rows: [][]string{{"", "x", ""}, {"1", "", "3"}, {"true", "false", ""}},
		},
		{
			name: "dates", header: []string{"as_of", "at", "own", "n"},
			fill: func(f *excelize.File) error {
				code := `[$-409]d "de" mmmm`
				own, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
				return errors.Join(err, set(f, "A1", "as_of", "at", "own", "n"), set(f, "A2", day, day.Add(13*time.Hour+45*time.Minute), 45000, 45000),
					set(f, "A3", 1, 60, 3000000, -1), f.SetCellStyle("Sheet1", "C2", "C3", own))
			},
			rows: [][]string{{"2026-11-22", "2026-11-22 13:45:00", "2023-03-15", "45000"}, {"1", "60", "3000000", "-1"}},
		},
		{
			name: "formulas", header: []string{"a", "b"},
			fill: func(f *excelize.File) error {
				return errors.Join(set(f, "A1", "a", "b"), set(f, "A2", 1), f.SetCellFormula("Sheet1", "B2", "A2+1"), set(f, "A3", 1, 2))
			},
			rows:   [][]string{{"1", "2"}},
			faults: []string{"f:2, row 1, b: the formula of this cell has no stored value [E-CELL-FORMULA]"},
		},
		{
			name: "merged cells", header: []string{"a", "b", "c"},
			fill: func(f *excelize.File) error {
				return errors.Join(set(f, "A1", "a", "b", "c"), set(f, "A2", "x", 1, 2), set(f, "A3", "y", nil, 3), set(f, "A4", "z", nil, 4), set(f, "A5", "u", 5),
					set(f, "A6", "v", 6, 7), f.MergeCell("Sheet1", "B2", "B4"), f.MergeCell("Sheet1", "B5", "C5"), f.MergeCell("Sheet1", "D2", "F9"))
			},
			rows: [][]string{{"x", "1", "2"}, {"v", "6", "7"}},
			faults: []string{
				"f:3, row 2, b: the cell is merged with B2, which alone holds the value [E-CELL-MERGED]",
				"f:4, row 3, b: the cell is merged with B2, which alone holds the value [E-CELL-MERGED]",
				"f:5, row 4, c: the cell is merged with B5, which alone holds the value [E-CELL-MERGED]",
			},
		},
		{
			name: "beyond the header", header: []string{"a", "b"},
			fill: func(f *excelize.File) error {
				return errors.Join(set(f, "A1", "a", "b", "", nil), set(f, "A2", 1, 2, "", nil), set(f, "A3", 1, 2, nil, "note"))
			},
			rows: [][]string{{"1", "2"}}, faults: []string{"f:3, row 2: the row has 4 cells, and the header 2 columns [E-CELLS]"},
		},
		{
			name: "another sheet", sheet: "Precios", header: []string{"a"},
			fill: func(f *excelize.File) error {
				_, err := f.NewSheet("Precios")
				return errors.Join(err, set(f, "A1", "no"), f.SetSheetRow("Precios", "A1", &[]any{"a"}), f.SetSheetRow("Precios", "A2", &[]any{"x"}))
			},
			rows: [][]string{{"x"}},
		},
		{
			name: "a hidden first sheet", header: []string{"a"},
			fill: func(f *excelize.File) error {
				n, err := f.NewSheet("Precios")
				f.SetActiveSheet(n)
				return errors.Join(err, set(f, "A1", "no"), f.SetSheetRow("Precios", "A1", &[]any{"a"}), f.SetSheetRow("Precios", "A2", &[]any{"x"}), f.SetSheetVisible("Sheet1", false))
			},
			rows: [][]string{{"x"}},
		},
	} {
		text := workbook(t, tc.fill)
		header, rows, faults, err := readAll(t, string(text), ReadOptions{Format: XLSX, Name: "f", Sheet: tc.sheet})
		if err != nil || !reflect.DeepEqual(header, tc.header) {
			t.Errorf("%s: header %q, %v", tc.name, header, err)
		}
		if !reflect.DeepEqual(rows, tc.rows) {
			t.Errorf("%s: rows %q", tc.name, rows)
		}
		if !reflect.DeepEqual(faults, tc.faults) {
			t.Errorf("%s: faults %q", tc.name, faults)
		}
	}
	_, _, _, err := readAll(t, string(workbook(t, func(f *excelize.File) error { return nil })), ReadOptions{Format: XLSX, Name: "f", Sheet: "X"})
	if err == nil || err.Error() != `f: no sheet is named "X" [E-SHEET]` || !strings.Contains(fault.From(err)[0].Hint(), "Sheet1") {
		t.Error(err)
	}
	_, _, _, err = readAll(t, string(workbook(t, func(f *excelize.File) error { return nil })), ReadOptions{Format: XLSX, Name: "f"})
	if err == nil || err.Error() != "f: is empty [E-FILE-EMPTY]" {
		t.Error(err)
	}
}

// parts makes a workbook of one sheet out of XML.
func parts(t testing.TB, sheet string, more ...[2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range append(append(bookParts[:4:4], [2]string{"xl/worksheets/sheet1.xml", sheet}), more...) {
		w, err := z.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var plainStyles = [2]string{"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`}

// TestSheetXML: what other programs write, and excelize does not.
func TestSheetXML(t *testing.T) {
	sheet := `<x:worksheet xmlns:x="s"><x:sheetData>
<x:row><x:c t="inlineStr"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>me</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c><x:c t="str"><x:f>"a"</x:f><x:v>price_x000D_</x:v></x:c></x:row>
<x:row><x:c t="d"><x:v>2026-11-22T00:00:00</x:v></x:c><x:c><x:v>19.989999999999998</x:v></x:c></x:row>
<x:row r="9"><x:c r="B9"><x:f>1</x:f><x:v>1E-3</x:v></x:c></x:row>
<x:row><x:c t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>
<x:row><x:c t="s"><x:v>4</x:v></x:c></x:row>
<x:row><x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c s="1"><x:v>61</x:v></x:c></x:row>
<x:row><x:c s="1"><x:v>1</x:v></x:c><x:c s="77"><x:v>1</x:v></x:c></x:row>
</x:sheetData></x:worksheet>`
	_, rows, faults, err := readAll(t, string(parts(t, sheet, plainStyles)), ReadOptions{Format: XLSX, Name: "f"})
	want := [][]string{{"2026-11-22", "19.99"}, {"", "0.001"}, {"", "1900-03-01"}, {"1900-01-01", "1"}}
	if err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("%q %v", rows, err)
	}
	if want := []string{
		"f:10, row 3, name: the cell holds an error: #DIV/0! [E-CELL-ERROR]",
		"f:11, row 4, name: the cell holds an error: a text that the workbook does not have [E-CELL-ERROR]",
	}; !reflect.DeepEqual(faults, want) {
		t.Errorf("%q", faults)
	}
}

// TestDamagedBook: a workbook that is cut off or lacks a part never ends as if
// it were whole.
func TestDamagedBook(t *testing.T) {
	row := "<row><c><v>1</v></c></row>"
	head := "<worksheet><sheetData><row><c t=\"str\"><v>a</v></c></row>" + row
	for _, tc := range []struct{ name, sheet, want string }{
		{"cut off", head + "<row><c><v>2", "f:3: is no workbook that can be read: unexpected EOF [E-XLSX]"},
		{"cut off between rows", head, "f:2: is no workbook that can be read: unexpected EOF [E-XLSX]"},
		{"no XML", head + "<row><c>&x;</c></row></sheetData></worksheet>", "f:3: is no workbook that can be read: XML syntax error on line 1: invalid character entity &x; [E-XLSX]"},
		{"too wide", head + "<row>" + strings.Repeat("<c/>", maxColumns+1) + "</row></sheetData></worksheet>", "f:3: is no workbook that can be read: a row has more cells than a sheet has columns [E-XLSX]"},
		{"a bomb", head + "<row><c><v>" + strings.Repeat("9", 2*maxRow) + "</v></c></row></sheetData></worksheet>", "f:3: is no workbook that can be read: it unpacks to more than is read [E-XLSX]"},
	} {
		_, rows, faults, err := readAll(t, string(parts(t, tc.sheet, plainStyles)), ReadOptions{Format: XLSX, Name: "f"})
		if err == nil || err.Error() != tc.want || faults != nil || !reflect.DeepEqual(rows, [][]string{{"1"}}) {
			t.Errorf("%s: %.200q %q %v", tc.name, rows, faults, err)
		}
	}
	_, _, _, err := readAll(t, string(parts(t, head)), ReadOptions{Format: XLSX, Name: "f"})
	if err == nil || err.Error() != `f: is no workbook that can be read: it has no part "xl/styles.xml" [E-XLSX]` {
		t.Error(err)
	}
	whole := parts(t, head+"</sheetData></worksheet>", plainStyles)
	_, err = Open(bytes.NewReader(whole[:len(whole)-30]), ReadOptions{Format: XLSX, Name: "f"})
	if err == nil || err.Error() != "f: is no workbook that can be read: zip: not a valid zip file [E-XLSX]" {
		t.Error(err)
	}
}

func TestStoredNumber(t *testing.T) {
	for stored, want := range map[string]string{
		"0.1": "0.1", "19.989999999999998": "19.99", "0.34999999999999998": "0.35", "0.30000000000000004": "0.3", "-1.5E-3": "-0.0015", "1E3": "1000",
		"123456789012345678": "123456789012345678", "1234567890.12345678": "1234567890.12346", "4.20": "4.20", "x.y": "x.y", "1E999": "1E999", "1.7976931348623157E+308": "",
	} {
		got := number(stored)
		if want == "" {
			want = "179769313486232" + strings.Repeat("0", 294)
		}
		if got != want {
			t.Errorf("%s is read as %s, not %s", stored, got, want)
		}
	}
}

func TestDateFormat(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "yyyy-mm-dd": true, "DD/MM/YY": true, `"day" 0`: false, `\d0`: false, "[Red]0": false, "[$-409]mmm d": true,
		"#,##0.00_);[Red](#,##0.00)": false, "h:mm:ss": false, "0.00E+00": false, `0"`: false, "_d0": false,
	} {
		if shows(code, "yYdD") != want {
			t.Errorf("%s: %t", code, !want)
		}
	}
}

// TestWrittenBook: excelize reads what is written, with numbers as numbers and
// text as text.
func TestWrittenBook(t *testing.T) {
	rows := [][]string{{"sku", "price", "hs"}, {"=1+1", "19.99", "01012101"}, {"<a&b>\n\x01", "-5", "61091003"}, {"x", "1234567890123", ""}}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, XLSX, rows)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.GetRows("catalogue", excelize.Options{RawCellValue: true})
	rows[3] = rows[3][:2] // it leaves empty cells at the end out
	if err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("%q %v", got, err)
	}
	for at, want := range map[string]excelize.CellType{
		"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "C2": excelize.CellTypeInlineString, "B3": excelize.CellTypeUnset, "C3": excelize.CellTypeUnset, "B4": excelize.CellTypeInlineString,
	} {
		if kind, err := f.GetCellType("catalogue", at); err != nil || kind != want {
			t.Errorf("%s is of type %d, not %d: %v", at, kind, want, err)
		}
		if formula, err := f.GetCellFormula("catalogue", at); err != nil || formula != "" {
			t.Errorf("%s has the formula %q, %v", at, formula, err)
		}
	}
}

// TestColumnNames: the names of columns are written as they are read.
func TestColumnNames(t *testing.T) {
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 701: "ZZ", 702: "AAA", maxColumns - 1: "XFD"} {
		name := appendColumn(nil, column)
		if got, ok := columnOf(string(name) + "12"); string(name) != want || !ok || got != column {
			t.Errorf("column %d is %s, read as %d", column, name, got)
		}
	}
	for _, name := range []string{"", "12", "XFE1", "a1"} {
		if column, ok := columnOf(name); ok {
			t.Errorf("%q is read as column %d", name, column)
		}
	}
}

// TestSheetLimits: what a sheet cannot hold is a fault, and not cut.
func TestSheetLimits(t *testing.T) {
	e := NewEncoder(XLSX, []string{"a"}, CSV, nil)
	row := e.Row(nil, rowOf("1"), nil)
	s, err := newBookSink(stored{io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	s.rows = maxRows - 1
	if _, err := s.Write(row); err != nil {
		t.Error(err)
	}
	if _, err = s.Write(row); err == nil || err.Error() != "a sheet holds at most 1048576 rows, the header included [E-SHEET-ROWS]" {
		t.Error(err)
	}
	for text, want := range map[string]string{
		strings.Repeat("&", maxText):         "<nil>",
		strings.Repeat("é", maxText):         "<nil>",
		strings.Repeat("x", maxText+1):       "row 2: a cell of a sheet holds at most 32767 characters [E-SHEET-TEXT]",
		strings.Repeat("😀", maxText/2) + "x": "<nil>",
		strings.Repeat("😀", maxText/2+1):     "row 2: a cell of a sheet holds at most 32767 characters [E-SHEET-TEXT]",
	} {
		s, err := NewSink(io.Discard, XLSX, None)
		if err != nil {
			t.Fatal(err)
		}
		rows := e.Row(e.Row(e.Header(nil), rowOf(""), nil), rowOf(text), nil)
		if _, err := s.Write(rows); fmt.Sprint(err) != want {
			t.Errorf("%.20s…: %v", text, err)
		}
	}
}

// FuzzBook: no workbook stops the reader or makes it lose a row it has seen.
func FuzzBook(f *testing.F) {
	f.Add(parts(f, "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", plainStyles))
	f.Add(workbook(f, func(b *excelize.File) error {
		return errors.Join(b.SetSheetRow("Sheet1", "A1", &[]any{"a", "b"}), b.SetSheetRow("Sheet1", "A2", &[]any{"x", 1.5}), b.MergeCell("Sheet1", "A2", "A3"))
	}))
	f.Fuzz(func(t *testing.T, text []byte) { walk(t, text) })
}

// FuzzSheet: the same, with the XML of the sheet itself.
func FuzzSheet(f *testing.F) {
	f.Add(`<row><c t="inlineStr"><is><t>a_x0041_</t></is></c></row><row r="5"><c r="C5" s="1"><v>45000.5</v></c></row>`)
	f.Add(`<row><c t="s"><v>0</v></c><c><f>1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, rows string) {
		walk(t, parts(t, "<worksheet><sheetData>"+rows+"</sheetData></worksheet>", plainStyles))
	})
}

func walk(t *testing.T, text []byte) {
	in, err := Open(bytes.NewReader(text), ReadOptions{Format: XLSX})
	if err != nil {
		if fault.From(err) == nil {
			t.Errorf("%v is no fault", err)
		}
		return
	}
	var b Block
	var row Row
	n := int64(0)
	for err = in.Next(&b); err == nil; err = in.Next(&b) {
		for b.Scan(&row) {
			if n++; row.Number != n || row.Fault == nil && len(row.Cells()) != len(in.Header()) {
				t.Errorf("row %d (%d): %q", row.Number, n, row.Cells())
			}
		}
	}
	if !errors.Is(err, io.EOF) && fault.From(err) == nil {
		t.Errorf("%v is no fault", err)
	}
}
