package catalog

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestSeparated(t *testing.T) {
	cell := strings.Repeat("x", 1<<20)
	for _, tc := range []struct {
		name   string
		format Format
		text   string
		rows   [][]string
		faults []string
	}{
		{name: "plain", text: "a,b\n1,2\n3,4\n", rows: [][]string{{"1", "2"}, {"3", "4"}}},
		{name: "no final line end", text: "a,b\n1,2", rows: [][]string{{"1", "2"}}},
		{name: "CRLF", text: "a,b\r\n1,2\r\n\"3\",\"4\"\r\n", rows: [][]string{{"1", "2"}, {"3", "4"}}},
		{name: "BOM", text: bom + "a,b\n1,2\n", rows: [][]string{{"1", "2"}}},
		{name: "blank lines", text: "\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n\n", rows: [][]string{{"1", "2"}, {"3", "4"}}},
		{name: "many blank lines", text: "a,b\n" + strings.Repeat("\r\n", maxRow*5/8) + "1,2", rows: [][]string{{"1", "2"}}},
		{name: "empty cells", text: "a,b,c\n,,\n1,,\n", rows: [][]string{{"", "", ""}, {"1", "", ""}}},
		{name: "one empty cell", text: "a\n\"\"\n", rows: [][]string{{""}}},
		{name: "quotes", text: "a,b\n\"x, \"\"y\"\"\",\"\"\n\"\"\"\",2\n", rows: [][]string{{`x, "y"`, ""}, {`"`, "2"}}},
		{name: "line ends in quotes", text: "a,b\n\"x\n\ny\",1\n\"x\r\ny\",2\n", rows: [][]string{{"x\n\ny", "1"}, {"x\r\ny", "2"}}},
		{name: "quoted header", text: "\"a\n\"\"\",b\n1,2\n", rows: [][]string{{"1", "2"}}},
		{name: "spaces stay", text: "a,b\n 1 , 2\n", rows: [][]string{{" 1 ", " 2"}}},
		{name: "a cell of 1 MB", text: "a,b\n" + cell + ",1\n2,\"" + cell + "\n\"\n", rows: [][]string{{cell, "1"}, {"2", cell + "\n"}}},
		{name: "a lone name with a comma", text: "\"a,b\"\n1\n", rows: [][]string{{"1"}}},
		{name: "a long header", text: "a," + strings.Repeat("b", blockSize) + "\n1,2\n", rows: [][]string{{"1", "2"}}},
		{name: "tabs", format: TSV, text: "a\tb\n1,5\t\"x\ty\"\n12\" pan\t2\n", rows: [][]string{{"1,5", "x\ty"}, {`12" pan`, "2"}}},
		{
			name: "wrong number of cells", text: "a,b\n1\n1,2\n1,2,3\n\"1\",\"2\",\n", rows: [][]string{{"1", "2"}},
			faults: []string{
				"f:2, row 1: the row has 1 cells, and the header 2 columns [E-CELLS]",
				"f:4, row 3: the row has 3 cells, and the header 2 columns [E-CELLS]",
				"f:5, row 4: the row has 3 cells, and the header 2 columns [E-CELLS]",
			},
		},
		{
			name: "bare quote", text: "a,b\n1,2\"\" pan,\"x\n\"y\",2\n", rows: [][]string{{"y", "2"}},
			faults: []string{`f:2, row 1, b: a quote stands inside the cell "2\"\" pan", which has none around it [E-QUOTE-BARE]`},
		},
		{
			name: "text after a quote", text: "a,b\n\"x\ny\"z,\"1\n2,3\n", rows: [][]string{{"2", "3"}},
			faults: []string{`f:2, row 1, a: text follows the closing quote of "x\ny" [E-QUOTE-AFTER]`},
		},
		{
			name: "Latin-1", text: "a,b\nx,1\n\"l\nn\",caf\xe9\nni\xf1o,2\n", rows: [][]string{{"x", "1"}},
			faults: []string{
				"f:4:7, row 2, b: byte 0xE9 is not UTF-8: the text looks like ISO-8859-1 [E-ENCODING]",
				"f:5:3, row 3, a: byte 0xF1 is not UTF-8: the text looks like ISO-8859-1 [E-ENCODING]",
			},
		},
		{
			name: "Windows-1252", text: "a\ncost \x80 5\n",
			faults: []string{"f:2:6, row 1, a: byte 0x80 is not UTF-8: the text looks like WINDOWS-1252 [E-ENCODING]"},
		},
	} {
		_, rows, faults, err := readAll(t, tc.text, ReadOptions{Format: tc.format, Name: "f"})
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
		if !reflect.DeepEqual(rows, tc.rows) {
			t.Errorf("%s: rows %.200q", tc.name, rows)
		}
		if !reflect.DeepEqual(faults, tc.faults) {
			t.Errorf("%s: faults %q", tc.name, faults)
		}
	}
}

// TestSeparatedEnds: where the end of a row cannot be known, the rows before it
// are given.
func TestSeparatedEnds(t *testing.T) {
	long := strings.Repeat("x", maxRow)
	for _, tc := range []struct{ name, text, fault string }{
		{"open quote", "a,b\n1,2\n3,\"x\ny\n", "f:3: the quote that opens here is never closed [E-QUOTE-OPEN]"},
		{"open quote on a later line", "a,b\n1,2\n\"3\n\",\"x\ny\n", "f:4: the quote that opens here is never closed [E-QUOTE-OPEN]"},
		{"long row", "a,b\n1,2\n3," + long + "\n4,5\n", "f:3: the row that begins here is longer than 16 MiB [E-ROW-LONG]"},
		{"open quote and much text", "a,b\n1,2\n\"" + long + "\n4,5\n", "f:3: the row that begins here is longer than 16 MiB [E-ROW-LONG]"},
	} {
		_, rows, faults, err := readAll(t, tc.text, ReadOptions{Name: "f"})
		if err == nil || err.Error() != tc.fault {
			t.Errorf("%s: %v", tc.name, err)
		}
		if want := [][]string{{"1", "2"}}; !reflect.DeepEqual(rows, want) || faults != nil {
			t.Errorf("%s: rows %.200q, faults %q", tc.name, rows, faults)
		}
	}
}

// TestHeaderLine: rows above the header, and between it and the data, are
// skipped where the lines are given.
func TestHeaderLine(t *testing.T) {
	text := "Export of\n2026\na,b\nhelp,help\n\n1,2\n3,4\n"
	book := written(t, XLSX, [][]string{{"Export of"}, {"2026"}, {"a", "b"}, {"help", "help"}, {""}, {"1", "2"}, {"3", "4"}})
	for _, f := range []Format{CSV, XLSX} {
		in := text
		if f == XLSX {
			in = string(book)
		}
		header, rows, faults, err := readAll(t, in, ReadOptions{Format: f, HeaderLine: 3, DataLine: 6})
		if err != nil || faults != nil || !reflect.DeepEqual(header, []string{"a", "b"}) || !reflect.DeepEqual(rows, [][]string{{"1", "2"}, {"3", "4"}}) {
			t.Errorf("%v: %q %q %q %v", f, header, rows, faults, err)
		}
		_, _, _, err = readAll(t, in, ReadOptions{Format: f, HeaderLine: 9, Name: "f"})
		if err == nil || err.Error() != "f: is empty [E-FILE-EMPTY]" {
			t.Errorf("%v: %v", f, err)
		}
	}
}

// TestRawRows: a row keeps the bytes that it came as, its number and its line.
func TestRawRows(t *testing.T) {
	text := "a,b\r\n\"x\r\ny\",1\r\n\r\n2\r\nw\"x,3\n"
	in, err := Open(strings.NewReader(text), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b Block
	var row Row
	if err := in.Next(&b); err != nil || b.First != 1 || b.Rows != 3 || b.Index != 0 {
		t.Fatalf("block %d of row %d with %d rows: %v", b.Index, b.First, b.Rows, err)
	}
	for _, want := range []struct {
		number, line int64
		raw          string
	}{{1, 2, "\"x\r\ny\",1"}, {2, 5, "2"}, {3, 6, `w"x,3`}} {
		if !b.Scan(&row) || row.Number != want.number || row.Line != want.line || string(row.Raw) != want.raw {
			t.Errorf("row %d, line %d, %q; want %v", row.Number, row.Line, row.Raw, want)
		}
	}
	if b.Scan(&row) {
		t.Error("a fourth row")
	}
	if err := in.Next(&b); !errors.Is(err, io.EOF) || b.Rows != 0 {
		t.Errorf("after the last block: %v, %d rows", err, b.Rows)
	}
}

// TestBlocks: rows keep their numbers and lines over many blocks, whose memory
// is used again, and however the input is cut into reads.
func TestBlocks(t *testing.T) {
	var text strings.Builder
	text.WriteString("n,text\n")
	const n = 40_000
	for i := range n {
		text.WriteString(strings.Repeat("7", i%5+1))
		if i%3 == 0 {
			text.WriteString(",\"two\nlines, \"\"quoted\"\"\"\n")
		} else {
			text.WriteString(",plain é\n")
		}
	}
	for _, whole := range []bool{true, false} {
		var r io.Reader = strings.NewReader(text.String())
		if !whole {
			r = &dripping{text: text.String()}
		}
		in, err := Open(r, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var b Block
		var row Row
		i, line, blocks := 0, int64(2), int64(0)
		for ; in.Next(&b) == nil; blocks++ {
			if b.Index != blocks || b.First != int64(i+1) {
				t.Fatalf("block %d begins at row %d, not block %d at row %d", b.Index, b.First, blocks, i+1)
			}
			for b.Scan(&row) {
				text := "plain é"
				if i%3 == 0 {
					text = "two\nlines, \"quoted\""
				}
				if row.Fault != nil || row.Line != line || row.Number != int64(i+1) ||
					string(row.Cells()[0]) != strings.Repeat("7", i%5+1) || string(row.Cells()[1]) != text {
					t.Fatalf("row %d (%d) on line %d (%d): %q %v", row.Number, i+1, row.Line, line, row.Cells(), row.Fault)
				}
				line += int64(1 + strings.Count(text, "\n"))
				i++
			}
		}
		if i != n || blocks < 3 {
			t.Errorf("%d rows in %d blocks", i, blocks)
		}
	}
}

// dripping gives a text in pieces of odd sizes.
type dripping struct {
	text string
	n    int
}

func (d *dripping) Read(p []byte) (int, error) {
	if d.text == "" {
		return 0, io.EOF
	}
	d.n = d.n*7%1009 + 1
	n := copy(p[:min(len(p), d.n)], d.text)
	d.text = d.text[n:]
	return n, nil
}

// FuzzSeparated compares with encoding/csv: the same cells, and a fault where
// that has an error. The two differ in three things on purpose: here CRLF in a
// quoted cell stays as it is, text that is not UTF-8 is a fault, and a file
// whose last quote stays open ends there, with the fault at the file.
func FuzzSeparated(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a,b\r\n\"1\",\"x\r\ny\"\r\n", "a\n\"\"\"\"\n\n\"", "a,b\n1\"2,\"3\n4\n,\"x\"y\n", "a\n\r", "a\n\"x\"\r", "\r\na,\"b\"\n\r\r\n", "a,\n\xff,\"\"\n", "\r\nab\n\"\"",
	} {
		f.Add([]byte(s), uint8(3))
	}
	f.Fuzz(func(t *testing.T, text []byte, size uint8) {
		if bytes.HasPrefix(text, []byte(bom)) {
			return
		}
		in, err := openBlocks(bytes.NewReader(text), ReadOptions{}, int(size)+1)
		if err != nil {
			return
		}
		oracle := csv.NewReader(bytes.NewReader(text))
		oracle.FieldsPerRecord = -1
		if _, err := oracle.Read(); err != nil {
			t.Fatalf("the header %q is read, and encoding/csv says %v", in.Header(), err)
		}
		var b Block
		var row Row
		for {
			if err = in.Next(&b); err != nil {
				break
			}
			for b.Scan(&row) {
				same(t, oracle, &row, len(in.Header()))
			}
		}
		record, want := oracle.Read()
		if errors.Is(err, io.EOF) != errors.Is(want, io.EOF) {
			t.Errorf("ended with %v, encoding/csv with %q %v", err, record, want)
		}
	})
}

// same compares a row with what encoding/csv reads.
func same(t *testing.T, oracle *csv.Reader, row *Row, columns int) {
	record, err := oracle.Read()
	if err == nil && len(record) != columns {
		err = csv.ErrFieldCount
	}
	if row.Fault != nil {
		if err == nil && row.Fault.Code != "E-ENCODING" {
			t.Errorf("row %d %q: %v, and encoding/csv reads %q", row.Number, row.Raw, row.Fault, record)
		}
		return
	}
	if err != nil {
		t.Fatalf("row %d %q is read as %q, and encoding/csv says %v", row.Number, row.Raw, row.Cells(), err)
	}
	line, _ := oracle.FieldPos(0)
	if int64(line) != row.Line {
		t.Errorf("row %d begins on line %d, not %d", row.Number, line, row.Line)
	}
	for i, cell := range row.Cells() {
		if got := strings.ReplaceAll(string(cell), "\r\n", "\n"); got != record[i] {
			t.Errorf("row %d %q: cell %d is %q, not %q", row.Number, row.Raw, i, got, record[i])
		}
	}
}
