package table_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/table"
	"aduana/seeds"
)

func TestTextsKeepTheLinesOfTheirCode(t *testing.T) {
	const sheet = "hs,rate\n61,0.1\n6109,0.2\n61091003,0.3\n61091099,0.4\n\"64\",0.5\n"
	for _, c := range []struct {
		name, text, hs, want string
	}{
		{"its code and what it begins with", sheet, "61091003", "hs,rate\n61,0.1\n6109,0.2\n61091003,0.3\n"},
		{"two codes", sheet, "61091099 64041101", "hs,rate\n61,0.1\n6109,0.2\n61091099,0.4\n\"64\",0.5\n"},
		{"none there: the first, since no table is empty", sheet, "01012101", "hs,rate\n61,0.1\n"},
		{"no code given", sheet, "", "hs,rate\n61,0.1\n"},
		{"a mark of UTF-8 and CRLF", "\ufeffhs,rate\r\n62,1\r\n61,2\r\n", "61091003", "hs,rate\r\n61,2\r\n"},
		{"no last line break", "hs,rate\n61,2", "61091003", "hs,rate\n61,2"},
		{"not by hs", "price,hs\n1,61\n", "64041101", "price,hs\n1,61\n"},
		{"a head alone", "hs,rate\n", "64041101", "hs,rate\n"},
	} {
		files := fstest.MapFS{"law/t.csv": {Data: []byte(c.text)}}
		texts, faults := table.Layer{Name: "one", FS: files}.Texts(strings.Fields(c.hs))
		if got := texts["law/t.csv"]; got != c.want || faults != nil {
			t.Errorf("%s: %q, want %q (%v)", c.name, got, c.want, faults)
		}
	}
}

// FuzzTexts: whatever the CSV file, what is kept of it are lines of it, and
// keeping twice keeps the same.
func FuzzTexts(f *testing.F) {
	f.Add("hs,rate\n61,0.1\n61091003,0.2\n", "61091003")
	f.Add("\ufeffhs\r\n\r\n\"61\"", "61")
	f.Add("hs,a\n\n\n", "")
	f.Fuzz(func(t *testing.T, text, hs string) {
		of := func(text string) string {
			texts, _ := table.Layer{Name: "one", FS: fstest.MapFS{"law/t.csv": {Data: []byte(text)}}}.Texts([]string{hs})
			return texts["law/t.csv"]
		}
		kept := of(text)
		for line := range strings.Lines(kept) {
			if !strings.Contains(text, line) {
				t.Fatalf("%q is not in %q", line, text)
			}
		}
		if again := of(kept); again != kept {
			t.Fatalf("kept %q, then %q", kept, again)
		}
	})
}

func TestIsRule(t *testing.T) {
	for name, want := range map[string]bool{
		"law/vat.yaml": true, "costs/delivery.csv": true, "routes/My-Route.yaml": true,
		"law/vat.yml": false, "law/.vat.yaml": false, "law/a/vat.yaml": false, "vat.yaml": false, "/law/vat.yaml": false,
		"../law/vat.yaml": false, "law/../law/vat.yaml": false, "examples/tshirt.yaml": false, "law/a\x1b.yaml": false, "": false,
	} {
		if got := table.IsRule(name); got != want {
			t.Errorf("%q is a rule: %v", name, got)
		}
	}
}

// TestIDOf: the name of every embedded file leads to its table, and back.
func TestIDOf(t *testing.T) {
	set, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS})
	if err != nil {
		t.Fatal(err)
	}
	groups := 0
	for _, pattern := range []string{"law/*.yaml", "costs/*.yaml", "law/*.csv", "costs/*.csv"} {
		names, err := fs.Glob(seeds.FS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			got, f := set.Table(table.IDOf(name))
			if f != nil {
				t.Errorf("%s: %v", name, f)
				continue
			}
			if file := strings.TrimSuffix(name, ".csv"); !strings.HasPrefix(got.File, "embedded/"+strings.TrimSuffix(file, ".yaml")) {
				t.Errorf("%s leads to %s", name, got.File)
			}
			if table.IsGroup(name) {
				groups++
			}
		}
	}
	if groups != 7 {
		t.Errorf("%d groups of countries, want 7", groups)
	}
	if id := table.IDOf("routes/direct-mail.yaml"); id != "" {
		t.Errorf("a route leads to the table %q", id)
	}
}
