package strict_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

func TestFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{ // want: line and code, "" for none
		{"a map", "a: b", ""},
		{"JSON is YAML", `{"a": "b"}`, ""},
		{"empty", "", "0 E-YAML-EMPTY"},
		{"a comment only", "# nothing", "0 E-YAML-EMPTY"},
		{"not UTF-8", "a: \xff", "0 E-UTF8"},
		{"not YAML", "a: [b\nc: d", "1 E-YAML"},
		{"a list", "- a", "1 E-YAML-MAP"},
		{"a word", "a", "1 E-YAML-MAP"},
		{"two documents", "a: b\n---\nc: d", "2 E-YAML-DOCUMENTS"},
		{"broken after the document", "a: b\n---\nc: [d", "2 E-YAML"},
		{"an anchor", "a: &x b", "1 E-YAML-ALIAS"},
		{"an alias", "a: b\nc: &x d\ne: *x", "2 E-YAML-ALIAS"},
		{"a merge key", "a: b\n<<: {c: d}", "2 E-YAML-KEY"},
		{"a key twice", "a: b\na: c", "2 E-KEY-TWICE"},
		{"too deep", "a: " + strings.Repeat("[", 13) + strings.Repeat("]", 13), "1 E-YAML-DEPTH"},
		{"as deep as goes", "a: " + strings.Repeat("[", 12) + strings.Repeat("]", 12), ""},
	}
	for _, c := range tests {
		var faults fault.List
		if top := strict.Parse([]byte(c.text), "f.yaml", &faults); top != nil {
			top.Entries()
		}
		got := ""
		if len(faults) > 0 {
			got = fmt.Sprintf("%d %s", faults[0].Place.Line, faults[0].Code)
			if faults[0].Place.File != "f.yaml" {
				t.Errorf("%s: the fault names the file %q", c.name, faults[0].Place.File)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTextNeedsQuotesRoundNumbers(t *testing.T) {
	for text, quoted := range map[string]bool{
		"a: 0.5": false, "a: 01012101": false, "a: true": false, "a: null": false, "a: 1e3": false, "a: .nan": false,
		`a: "0.5"`: true, "a: '1'": true, "a: word": true, "a: 2026-01-31": true, "a: 4.20 USD": true,
	} {
		var faults fault.List
		top := strict.Parse([]byte(text), "f.yaml", &faults)
		top.Map("a")["a"].Text()
		if (faults == nil) != quoted {
			t.Errorf("%s: faults %v, want none: %v", text, faults, quoted)
		}
	}
}

func TestMapNamesTheNearKey(t *testing.T) {
	var faults fault.List
	strict.Parse([]byte("titel: x\nzzzzzz: y"), "f.yaml", &faults).Map("title", "table")
	if len(faults) != 2 {
		t.Fatalf("%d faults, want one for each unknown key: %v", len(faults), faults)
	}
	if got, want := faults[0].Error(), `f.yaml:1:1: "titel" is not a known key (near: "title") [E-KEY]`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got, want := faults[1].Error(), `f.yaml:2:1: "zzzzzz" is not a known key [E-KEY]`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// endless is a file that never ends, and counts what is read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	e.read += int64(len(p))
	return len(p), nil
}

func TestReadAllStopsAtItsLimit(t *testing.T) {
	var e endless
	if _, f := strict.ReadAll(&e, "f", 1<<20); f == nil || f.Code != "E-TOO-LARGE" {
		t.Errorf("an endless file: %v", f)
	}
	if e.read > 4<<20 {
		t.Errorf("%d bytes were read for a limit of 1 MiB", e.read)
	}
	data, f := strict.ReadAll(strings.NewReader("12345"), "f", 5)
	if f != nil || string(data) != "12345" {
		t.Errorf("a file of just the limit: %q, %v", data, f)
	}
	_, f = strict.ReadAll(io.MultiReader(strings.NewReader("x"), broken{}), "f", 5)
	if f == nil || f.Code != "E-READ" || !errors.Is(f, io.ErrUnexpectedEOF) {
		t.Errorf("a file that breaks off: %v", f)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestSuggest(t *testing.T) {
	known := []string{"price", "unit_cost", "hs"}
	for s, want := range map[string]string{"pirce": "price", "price": "price", "unitcost": "unit_cost", "weight": "", "hz": "hs", "": ""} {
		if got := strict.Suggest(s, known); got != want {
			t.Errorf("near %q: %q, want %q", s, got, want)
		}
	}
}

func TestSuggestTakesNoTimeForALongWord(t *testing.T) {
	if got := strict.Suggest(strings.Repeat("a", 1<<20), []string{strings.Repeat("a", 1<<20)}); got != "" {
		t.Errorf("a word of a million letters is near to one of %d", len(got))
	}
}

// FuzzParse: whatever the bytes, no panic, and a fault names its file.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: b", "a: [b, {c: d}]", "a: &x b\nc: *x", "- a", "a: b\n---\nc: d", "\xff", "{", "a: |\n  b", "? a\n: b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var faults fault.List
		top := strict.Parse(data, "f.yaml", &faults)
		if top == nil && faults == nil {
			t.Fatal("neither a document nor a fault")
		}
		if top != nil {
			for _, e := range top.Entries() {
				e.Value.List()
			}
		}
		for _, f := range faults {
			if f.Place.File == "" || f.Message() == "" {
				t.Fatalf("a fault without file or message: %+v", f)
			}
		}
	})
}
