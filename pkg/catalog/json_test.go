package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestJSON(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		known      []string
		header     []string
		rows       [][]string
		faults     []string
	}{
		{
			name: "values", text: `{"a":"x","b":4.20,"c":true,"d":null,"e":false}` + "\n" + ` { "a" : -1e5 , "e" : "" } ` + "\n{}\n",
			header: []string{"a", "b", "c", "d", "e"},
			rows:   [][]string{{"x", "4.20", "true", "", "false"}, {"-1e5", "", "", "", ""}, {"", "", "", "", ""}},
		},
		{
			name: "escapes", text: bom + `{"a\n\u00e9":"\"\\\/\b\f\n\r\t\u0041\ud83d\ude00 é"}` + "\r\n\n \t\n",
			header: []string{"a\né"}, rows: [][]string{{"\"\\/\b\f\n\r\tA😀 é"}},
		},
		{
			name: "order of columns", text: `{"b":1,"a":2}` + "\n" + `{"c":3,"b":4}`, known: []string{"a", "d"},
			header: []string{"b", "a", "c", "d"}, rows: [][]string{{"1", "2", "", ""}, {"4", "", "3", ""}},
		},
		{
			name: "faults", header: []string{"a", "b"},
			text: strings.Join([]string{
				`{"a":1,"b":[1]}`, `{"a":{},"b":1}`, `{"a":1,"a":2}`, `{"":1}`, `{"a":1`, `{"a":1,}`, `{"a" 1}`, `{a:1}`, `{"a":x}`, `{"a":01}`,
				`{"a":"\ud800"}`, `{"a":"\x"}`, `{"a":"\u12g4"}`, "{\"a\":\"\t\"}", `{"a":1.}`, `{"a":1e}`, `{"a":tru}`, `{"a":1} 2`, `17`, "{\"a\":\"\xf1\"}", `{"a":"x}`,
			}, "\n"),
			faults: []string{
				"f:1:12, row 1: a list or an object stands where a single value is needed [E-JSON-NESTED]",
				"f:2:6, row 2: a list or an object stands where a single value is needed [E-JSON-NESTED]",
				`f:3:8, row 3: the key "a" is given twice [E-JSON-TWICE]`,
				"f:4:2, row 4: a key is empty [E-JSON-KEY]",
				"f:5:7, row 5: the row is not a JSON object: a comma or a closing brace must follow a value [E-JSON]",
				"f:6:8, row 6: the row is not a JSON object: a key in quotes is needed here [E-JSON]",
				"f:7:6, row 7: the row is not a JSON object: a colon must follow a key [E-JSON]",
				"f:8:2, row 8: the row is not a JSON object: a key in quotes is needed here [E-JSON]",
				"f:9:6, row 9: the row is not a JSON object: a value is needed here: text needs quotes [E-JSON]",
				"f:10:7, row 10: the row is not a JSON object: a comma or a closing brace must follow a value [E-JSON]",
				"f:11:13, row 11: the row is not a JSON object: half of a character: a surrogate without its other half [E-JSON]",
				"f:12:8, row 12: the row is not a JSON object: no such escape [E-JSON]",
				"f:13:11, row 13: the row is not a JSON object: four hexadecimal digits must follow \\u [E-JSON]",
				"f:14:7, row 14: the row is not a JSON object: the string does not end, or has a control character [E-JSON]",
				"f:15:8, row 15: the row is not a JSON object: a digit must follow the point [E-JSON]",
				"f:16:8, row 16: the row is not a JSON object: a digit must follow the exponent's sign [E-JSON]",
				"f:17:6, row 17: the row is not a JSON object: a value is needed here: text needs quotes [E-JSON]",
				"f:18:9, row 18: the row is not a JSON object: something follows the object [E-JSON]",
				`f:19:1, row 19: the row is not a JSON object: a row must be one object: {"sku": "A1", …} [E-JSON]`,
				"f:20:7, row 20: byte 0xF1 is not UTF-8: the text looks like ISO-8859-1 [E-ENCODING]",
				"f:21:9, row 21: the row is not a JSON object: the string does not end, or has a control character [E-JSON]",
			},
		},
	} {
		header, rows, faults, err := readAll(t, tc.text, ReadOptions{Format: JSONL, Name: "f", Known: tc.known})
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
		if !reflect.DeepEqual(header, tc.header) || !reflect.DeepEqual(rows, tc.rows) {
			t.Errorf("%s: %q %q", tc.name, header, rows)
		}
		if !reflect.DeepEqual(faults, tc.faults) {
			t.Errorf("%s: faults\n%s", tc.name, strings.Join(faults, "\n"))
		}
	}
}

// TestJSONLateColumn: a key that the first block does not have is a fault,
// unless it is known.
func TestJSONLateColumn(t *testing.T) {
	text := strings.Repeat(`{"a":1}`+"\n", blockSize/8) + `{"a":2,"duty":3}` + "\n" + `{"b":4}` + "\n"
	_, rows, faults, err := readAll(t, text, ReadOptions{Format: JSONL, Name: "f", Known: []string{"duty"}})
	if err != nil || len(rows) != blockSize/8+1 || !reflect.DeepEqual(rows[len(rows)-1], []string{"2", "3"}) {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if want := []string{`f:32770:2, row 32770: the key "b" is in none of the first rows [E-COLUMN-LATE]`}; !reflect.DeepEqual(faults, want) {
		t.Errorf("faults %q", faults)
	}
}

// FuzzJSON compares with encoding/json: the same objects are read, with the
// same values. It differs on purpose where that repairs or overwrites: half a
// surrogate, a key given twice, an empty key.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"a":"x","b":4.20,"c":true,"d":null}`, `{"a":"\"\\\/\b\f\n\r\t\u0041\ud83d\ude00"}`, `{ "a" : -1.5e+05 }`, `{}`, "{\"a\":1}\n{\"b\":2}",
		`{"a":1,"a":2}`, `{"a":[1]}`, `{"a":"\ud800"}`, `{"a":01}`, `{"a":.5}`, `[1]`, `"x"`, `{"a":nul}`, `{}}`,
	} {
		f.Add([]byte(s), uint8(3))
	}
	f.Fuzz(func(t *testing.T, text []byte, size uint8) {
		in, err := openBlocks(bytes.NewReader(text), ReadOptions{Format: JSONL}, int(size)+1)
		if err != nil {
			return
		}
		var b Block
		var row Row
		n := 0
		for err = in.Next(&b); err == nil; err = in.Next(&b) {
			for b.Scan(&row) {
				n++
				sameObject(t, in, &row)
			}
		}
		want := 0
		for _, line := range bytes.Split(bytes.TrimPrefix(text, []byte(bom)), []byte("\n")) {
			if len(bytes.Trim(line, " \t\r")) > 0 {
				want++
			}
		}
		if !errors.Is(err, io.EOF) || n != want {
			t.Errorf("%d rows of %d, then %v", n, want, err)
		}
	})
}

func sameObject(t *testing.T, in *Reader, row *Row) {
	d := json.NewDecoder(bytes.NewReader(row.Raw))
	d.UseNumber()
	var object map[string]any
	err := d.Decode(&object)
	if err == nil && object == nil || !json.Valid(row.Raw) {
		err = errors.New("no object, or not alone")
	}
	if row.Fault != nil {
		half := bytes.Contains(row.Raw, []byte(`\u`)) && strings.Contains(row.Fault.Message(), "surrogate")
		if err == nil && row.Fault.Code == "E-JSON" && !half {
			t.Errorf("row %q: %v, and encoding/json reads %v", row.Raw, row.Fault, object)
		}
		return
	}
	if err != nil || !utf8.Valid(row.Raw) {
		t.Fatalf("row %q is read as %q, and encoding/json says %v", row.Raw, row.Cells(), err)
	}
	for i, name := range in.Header() {
		want := ""
		switch v := object[name].(type) {
		case string:
			want = v
		case json.Number:
			want = v.String()
		case bool:
			want = map[bool]string{true: "true", false: "false"}[v]
		case nil:
		default:
			t.Fatalf("row %q: %q is %v", row.Raw, name, v)
		}
		delete(object, name)
		if string(row.Cells()[i]) != want {
			t.Errorf("row %q: %q is %q, not %q", row.Raw, name, row.Cells()[i], want)
		}
	}
	if len(object) > 0 {
		t.Errorf("row %q: %v is lost", row.Raw, object)
	}
}
