package catalog

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"aduana/pkg/fault"

	"pgregory.net/rapid"
)

// rowOf gives a row that no reader has split.
func rowOf(cells ...string) *Row {
	b := &Block{}
	for _, c := range cells {
		b.cells = append(b.cells, []byte(c))
	}
	return &Row{block: b}
}

// written writes a header and rows in a format.
func written(t interface{ Fatal(...any) }, f Format, rows [][]string) []byte {
	var out bytes.Buffer
	s, err := NewSink(&out, f, None)
	if err != nil {
		t.Fatal(err)
	}
	e := NewEncoder(f, rows[0], JSONL, nil) // of another format than f, so that every cell is written
	if f == JSONL {
		e = NewEncoder(f, rows[0], CSV, nil)
	}
	text := e.Header(nil)
	for _, cells := range rows[1:] {
		text = e.Row(text, rowOf(cells...), nil)
	}
	if _, err := s.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestEncode: every input format to every output format, to the byte.
func TestEncode(t *testing.T) {
	values := []Value{{Text: []byte("12.50"), Kind: Number}, {Text: []byte("local, or \"none\"")}, {Kind: Unknown}}
	added := []string{"margin", "why", "duty"}
	csv := "sku,name\n-A1,\"x, \"\"y\"\"\"\n=1+1,\n-5,ñ\n"
	tsv := "sku\tname\n-A1\t\"x, \"\"y\"\"\"\n=1+1\t\n-5\tñ\n"
	jsonl := `{"sku":"-A1", "name" : "x, \"y\"" } ` + "\n" + `{"sku":"=1+1"}` + "\n{\"sku\":-5,\"name\":\"\\u00f1\"}\n"
	tail := `,12.50,"local, or ""none""",` + "\n"
	toCSV := "sku,name,margin,why,duty\n" + `'-A1,"x, ""y"""` + tail + "'=1+1," + tail + "-5,ñ" + tail
	toTSV := "sku\tname\tmargin\twhy\tduty\n" + "'-A1\t\"x, \"\"y\"\"\"" + strings.ReplaceAll(tail, ",", "\t")
	toTSV = strings.ReplaceAll(toTSV, "local\t or", "local, or") + strings.ReplaceAll(strings.ReplaceAll("'=1+1,"+tail+"-5,ñ"+tail, ",", "\t"), "local\t or", "local, or")
	members := `"margin":"12.50","why":"local, or \"none\"","duty":null}` + "\n"
	toJSON := `{"sku":"-A1","name":"x, \"y\"",` + members + `{"sku":"=1+1","name":"",` + members + `{"sku":"-5","name":"ñ",` + members
	for _, tc := range []struct {
		name    string
		in, out Format
		text    string
		want    string
	}{
		{"CSV to CSV", CSV, CSV, csv, toCSV},
		{"CSV to TSV", CSV, TSV, csv, toTSV},
		{"TSV to CSV", TSV, CSV, tsv, toCSV},
		{"TSV to TSV", TSV, TSV, tsv, toTSV},
		{"JSON to CSV", JSONL, CSV, jsonl, toCSV},
		{"CSV to JSON", CSV, JSONL, csv, toJSON},
		{"JSON to JSON", JSONL, JSONL, jsonl, `{"sku":"-A1", "name" : "x, \"y\"",` + members + `{"sku":"=1+1",` + members + `{"sku":-5,"name":"\u00f1",` + members},
		{"XLSX to CSV", XLSX, CSV, string(written(t, XLSX, [][]string{{"sku", "name"}, {"-A1", `x, "y"`}, {"=1+1", ""}, {"-5", "ñ"}})), toCSV},
	} {
		in, err := Open(strings.NewReader(tc.text), ReadOptions{Format: tc.in})
		if err != nil {
			t.Fatal(err)
		}
		e := NewEncoder(tc.out, in.Header(), tc.in, added)
		got := e.Header(nil)
		var b Block
		var row Row
		for in.Next(&b) == nil {
			for b.Scan(&row) {
				got = e.Row(got, &row, values)
			}
		}
		if string(got) != tc.want {
			t.Errorf("%s:\n%s\nwant\n%s", tc.name, got, tc.want)
		}
	}
}

// TestEncodePlainRow: a row of the same format is written as it came, its
// quotes too, whatever they were for.
func TestEncodePlainRow(t *testing.T) {
	in, err := Open(strings.NewReader("a,b\n\"x\",1.50\n\"+1\"\"\",2\n"), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	e := NewEncoder(CSV, in.Header(), CSV, []string{"c"})
	var b Block
	var row Row
	var got []byte
	for in.Next(&b) == nil {
		for b.Scan(&row) {
			got = e.Row(got, &row, []Value{{Text: []byte("@x")}})
		}
	}
	if want := "\"x\",1.50,'@x\n\"'+1\"\"\",2,'@x\n"; string(got) != want {
		t.Errorf("%s", got)
	}
}

// TestEncodeEmpty: empty rows are rows in every format.
func TestEncodeEmpty(t *testing.T) {
	for _, f := range []Format{CSV, TSV, JSONL} {
		text := written(t, f, [][]string{{"a"}, {""}, {"x"}, {""}})
		_, rows, faults, err := readAll(t, string(text), ReadOptions{Format: f})
		if want := [][]string{{""}, {"x"}, {""}}; err != nil || faults != nil || !reflect.DeepEqual(rows, want) {
			t.Errorf("%v: %q %v %v", f, rows, faults, err)
		}
	}
	e := NewEncoder(JSONL, nil, JSONL, []string{"a"})
	if got := e.Row(nil, &Row{Raw: []byte(" { } ")}, []Value{{Kind: Unknown}}); string(got) != " {\"a\":null}\n" {
		t.Errorf("%q", got)
	}
}

// TestRoundTrip: what is written is read again, cell by cell, but for the
// apostrophe in front of a formula.
func TestRoundTrip(t *testing.T) {
	cell := rapid.OneOf(
		rapid.String(), rapid.SampledFrom([]string{"", "0", "-0.10", "007", "=A1", "+5", "\r", "\n", "\t", `"`, ",", "'", "_x0041_", "_x00", "a\x00b", " ", "é\u2028", "12345678901234567890", "\ufeff", "＝1", "a\ufffe", "\uffff", "\ufffd"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "columns")
		header := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zñ,"_ ]{1,6}`), n, n, rapid.ID[string]).Draw(t, "header")
		if n == 1 {
			header = []string{"a"} // a lone name with a comma is taken for another separator
		}
		want := rapid.SliceOfN(rapid.SliceOfN(cell, n, n), 1, 6).Draw(t, "rows")
		for _, f := range []Format{CSV, TSV, JSONL, XLSX} {
			text := written(t, f, append([][]string{header}, want...))
			in, err := Open(bytes.NewReader(text), ReadOptions{Format: f})
			if err != nil {
				t.Fatalf("%v: %v\n%q", f, err, text)
			}
			if !reflect.DeepEqual(in.Header(), header) {
				t.Fatalf("%v: header %q, not %q", f, in.Header(), header)
			}
			var b Block
			var row Row
			i := 0
			for in.Next(&b) == nil {
				for b.Scan(&row) {
					for f == XLSX && strings.Join(want[i], "") == "" {
						i++ // an empty row of a sheet is none
					}
					if row.Fault != nil {
						t.Fatalf("%v: %v", f, row.Fault)
					}
					for j, c := range row.Cells() {
						got := string(c)
						if f == CSV || f == TSV {
							if IsFormula(got) {
								t.Fatalf("%v: %q is a formula", f, got)
							}
							if IsFormula(want[i][j]) {
								got = strings.TrimPrefix(got, "'")
							}
						}
						if got != want[i][j] {
							t.Fatalf("%v: %q, not %q", f, got, want[i][j])
						}
					}
					i++
				}
			}
			for f == XLSX && i < len(want) && strings.Join(want[i], "") == "" {
				i++
			}
			if i != len(want) {
				t.Fatalf("%v: %d rows of %d", f, i, len(want))
			}
		}
	})
}

// TestJSONText: a string is written as encoding/json reads it.
func TestJSONText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "text")
		var got string
		if err := json.Unmarshal(appendJSON(nil, []byte(want)), &got); err != nil || got != want {
			t.Fatalf("%q is read as %q, %v", want, got, err)
		}
	})
}

func TestIsFormula(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "5": false, "-5": false, "+5.20": false, "-8%": false, "x": false, "'=1": false, "é": false, "ｅ": false, "1-2": false,
		"=1": true, "+": true, "-": true, "@x": true, "\tx": true, "\r=1": true, "\n=1": true, "-5 ": true, "+52 55 1234": true, "＝1": true, "－5": true, "-A1": true,
	} {
		if IsFormula(text) != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
}

// TestRejects: one line a fault, with the row as it came.
func TestRejects(t *testing.T) {
	row := &Row{Number: 7, Raw: []byte("=x,\"a\nb\",1")}
	got := AppendReject(RejectHeader(nil), row, fault.List{
		fault.New("E-CELLS", fault.Place{Row: 7}, 3, 2), fault.New("E-NAME", fault.Place{Row: 7, Field: "market, place"}, "x"),
	})
	want := "row,column,code,message,raw\n" +
		`7,,E-CELLS,"the row has 3 cells, and the header 2 columns","'=x,""a` + "\nb\"\",1\"\n" +
		`7,"market, place",E-NAME,"""x"" is not a name","'=x,""a` + "\nb\"\",1\"\n"
	if string(got) != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
