package tariff_test

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/table"
	"aduana/pkg/tariff"
)

func date(t testing.TB, s string) table.Date {
	t.Helper()
	d, fail := table.ParseDate(s)
	if fail != nil {
		t.Fatal(fail)
	}
	return d
}

// TestImportOfficialWorkbook imports the whole tariff and looks up every line in
// the table that comes of it.
func TestImportOfficialWorkbook(t *testing.T) {
	want := officialLines
	if testing.Short() {
		want = 500
	}
	book, err := tariff.Read(official(t, want))
	if err != nil {
		t.Fatal(err)
	}
	if len(book.Entries) != want || book.Padded != 0 {
		t.Fatalf("%d lines, %d padded, want %d and none", len(book.Entries), book.Padded, want)
	}
	im := &tariff.Import{Book: book, From: date(t, "2026-04-24"), Source: `A "source": #1`, DOF: "2026-04-23", Checked: date(t, "2026-11-22")}
	set := laid(t, im)
	lines, fail := tariff.Lines(set, "", im.From, table.Options{})
	if fail != nil {
		t.Fatal(fail)
	}
	got := map[string]*tariff.Line{}
	for i := range lines {
		got[tariff.Dotted(lines[i].Code)] = &lines[i]
	}
	for i := range want {
		code, description, duty, says := officialRow(i)
		l := got[code]
		switch {
		case l == nil:
			t.Fatalf("%s is not in the table", code)
		case l.Says() != says || l.Description != description:
			t.Fatalf("%s with %q says %s (%s), want %s (%s)", code, duty, l.Says(), l.Description, says, description)
		case l.Row.Cite.Instrument != im.Source || l.Row.Cite.DOF != im.DOF || l.Row.From != im.From || l.Row.Note != "unit of measure: Kg":
			t.Fatalf("%s: %+v", code, l.Row)
		}
	}
	// The day before, and what the file lacks, stay as they were.
	if l := one(t, set, "61091003", "2026-04-23"); l.Says() != "35%" {
		t.Errorf("the day before, a T-shirt says %s", l.Says())
	}
}

// laid lays what an import writes over the embedded rules.
func laid(t testing.TB, im *tariff.Import) *table.Set {
	t.Helper()
	sheet, err := im.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	under := embedded(t)
	layer := table.Layer{Name: "rules", FS: fstest.MapFS{"law/tariff.csv": {Data: []byte(sheet)}, "law/tariff.yaml": {Data: []byte(im.Head())}}}
	if faults := table.Lint(layer, under); faults != nil {
		t.Fatal(faults)
	}
	set, err := table.Open(append(layers(), layer)...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func one(t testing.TB, set *table.Set, code, on string) *tariff.Line {
	t.Helper()
	lines, fail := tariff.Lines(set, code, date(t, on), table.Options{})
	if fail != nil {
		t.Fatal(fail)
	}
	return &lines[0]
}

// TestReadFindsEveryFault: each bad file has its own fault, at its row.
func TestReadFindsEveryFault(t *testing.T) {
	const head = "Código,Descripción,Arancel\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"not a workbook": {"x.xlsx", "plain text", "E-XLSX"},
		"another kind":   {"x.pdf", "", `the kind of file ".pdf" is not read [E-BOOK-KIND]`},
		"no header":      {"x.csv", "a,b\n1,2\n", "E-BOOK-HEAD"},
		"no duty":        {"x.csv", "Código,Descripción\n6109.10.03,T-shirts\n", "E-BOOK-HEAD"},
		"no lines":       {"x.csv", head + "6109,Camisetas,\n", "E-BOOK-EMPTY"},
		"bad code":       {"x.csv", head + "6109.10.0A,Camisetas,35\n", `row 2, code: "6109.10.0A" is not a tariff code [E-BOOK-CODE]`},
		"twice":          {"x.csv", head + "6109.10.03,Camisetas,35\n61091003,Camisetas,25\n", "row 3, code: 6109.10.03 has another duty than in row 2 [E-BOOK-TWICE]"},
		"Latin-1":        {"x.csv", "C\xf3digo,Descripci\xf3n,Arancel\n", "E-UTF8"},
		"open quotes":    {"x.csv", head + "6109.10.03,\"Camisetas,35\n", "E-TABLE-CSV"},
		"wide":           {"x.csv", head + strings.Repeat(",", 500) + "\n", "row 2: the sheet has more than 100000 rows, or a row of more than 200 cells [E-BOOK-ROWS]"},
	} {
		path := t.TempDir() + "/" + c.file
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := tariff.Read(path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := tariff.Read("missing.csv"); err == nil || !strings.Contains(err.Error(), "E-READ") {
		t.Errorf("a missing file: %v", err)
	}
}

// TestReadForms: the forms in which the columns and codes are met.
func TestReadForms(t *testing.T) {
	for name, text := range map[string]string{
		"commas":     "Fracción,Descripción,Impuesto de importación\n6109.10.03,\"Camisetas, de algodón\",35\n",
		"semicolons": "Ley;;\nFRACCION ARANCELARIA;DESCRIPCIÓN;IGI\n61091003;Camisetas, de algodón;35%\n",
		"tabs":       "codigo\tdescripcion\tarancel\n6109.10.03\tCamisetas, de algodón\t35.0\n",
		"two rows":   "Código,Descripción,Arancel,\n,,Imp.,Exp.\n61.09,Camisetas,,\n6109.10.03,\"Camisetas,\n de algodón\",35,Ex.\n6109.10.03.01,De hombre,,\n",
		"NICO":       "Fracción,NICO,Descripción,IGI\n6109.10.03,,\"Camisetas, de algodón\",\n6109.10.03,01,De hombre,35\n6109.10.03,02,De mujer,35\n",
		"BOM":        "\ufeffCódigo,Descripción,Arancel\r\n6109.10.03,\"Camisetas, de algodón\",\"35\"\r\n",
	} {
		path := t.TempDir() + "/x.csv"
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		book, err := tariff.Read(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(book.Entries) != 1 || book.Entries[0].Code != "61091003" || book.Entries[0].Description != "Camisetas, de algodón" || book.Entries[0].Duty.Says() != "35%" {
			t.Errorf("%s: %+v", name, book.Entries)
		}
	}
}

func TestZerosArePutBack(t *testing.T) {
	path := t.TempDir() + "/x.csv"
	if err := os.WriteFile(path, []byte("Código,Descripción,Arancel\n1012101,Caballos,Ex\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	book, err := tariff.Read(path)
	if err != nil || book.Padded != 1 || book.Entries[0].Code != "01012101" {
		t.Errorf("%+v, %v", book, err)
	}
}

func TestParseDuty(t *testing.T) {
	for cell, want := range map[string]string{
		"35": "35%", "35%": "35%", " 35 % ": "35%", "35.00": "35%", "12,5": "12.5%", "0": "0%", "Ex": "0%", "Ex.": "0%", "EXENTA": "0%", "exento": "0%", "1": "1%", "0.5%": "0.5%",
		"Prohibida": "prohibited", "PROHIBIDO": "prohibited",
		"15 + 0.36 USD/kg": "unknown", "0.36 Usd por Kg": "unknown", "0.35": "unknown", "-5": "unknown", "1001": "unknown", "AMX": "unknown", "N/A": "unknown", "35 36": "unknown", "1e3": "unknown",
		"1,234.5": "unknown", "５": "unknown", "1/2": "unknown",
	} {
		if got := tariff.ParseDuty(cell); got.Says() != want || want == "unknown" && got.Unknown == "" {
			t.Errorf("%q says %s, want %s", cell, got.Says(), want)
		}
	}
	if got := tariff.ParseDuty(" "); got != (tariff.Duty{}) {
		t.Errorf("an empty cell says %+v", got)
	}
}

// TestCompare: what differs from the embedded lines on the day.
func TestCompare(t *testing.T) {
	path := t.TempDir() + "/x.csv"
	text := "Código,Descripción,Arancel\n6109.10.03,Camisetas,35\n6109.90.04,Camisetas,20\n0101.21.01,Caballos,Ex.\n2106.90.99,Preparaciones,15 + 0.36 USD/kg\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	book, err := tariff.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	im := &tariff.Import{Book: book, From: date(t, "2026-04-24"), Source: "A source"}
	c, fail := im.Compare(embedded(t), table.Options{})
	if fail != nil {
		t.Fatal(fail)
	}
	if c.Same != 2 || len(c.Missing) != 1174-3 {
		t.Errorf("%d the same, %d missing", c.Same, len(c.Missing))
	}
	if want := (tariff.Change{Code: "61099004", Description: "T-shirts, man-made fibre, knitted", Before: "35%", After: "20%"}); len(c.Changed) != 1 || c.Changed[0] != want {
		t.Errorf("changed: %+v", c.Changed)
	}
	if want := (tariff.Change{Code: "01012101", Description: "Caballos", After: "0%"}); len(c.New) != 1 || c.New[0] != want {
		t.Errorf("new: %+v", c.New)
	}
}

// BenchmarkImport reads the whole official tariff and compares it. What it
// reports as MB is the memory that the program has from the system afterwards.
func BenchmarkImport(b *testing.B) {
	path, set := official(b, officialLines), embedded(b)
	for b.Loop() {
		book, err := tariff.Read(path)
		if err != nil {
			b.Fatal(err)
		}
		im := &tariff.Import{Book: book, From: date(b, "2026-04-24"), Source: "A source"}
		if _, err := im.Sheet(); err != nil {
			b.Fatal(err)
		}
		if _, fail := im.Compare(set, table.Options{}); fail != nil {
			b.Fatal(fail)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MB")
}
