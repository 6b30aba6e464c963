package tariff

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/seeds"
)

// FuzzReadNames: names are read with a code and a text each, or there are faults.
func FuzzReadNames(f *testing.F) {
	f.Add("code,en,es,zh\n4202,backpack;bag,mochila,背包\n")
	f.Add("code,en,es,zh\n42,,\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		names, err := ReadNames(strings.NewReader(text), "n.csv")
		if err != nil && (fault.From(err) == nil || names != nil) {
			t.Fatal(err)
		}
		index := NewIndex(names)
		for _, n := range names {
			if len(n.Code) < 4 || n.Text == "" {
				t.Fatalf("%+v", n)
			}
			// A name finds its heading, where it has a word that says something.
			said := slices.ContainsFunc(words(n.Text), func(w word) bool { return !w.idle() })
			if found := index.Search(n.Text, len(names)); said && !slices.ContainsFunc(found, func(f Found) bool { return f.Heading == n.Code[:4] }) {
				t.Fatalf("%q is not found", n.Text)
			}
		}
	})
}

// FuzzReadBook: the rows of a file give lines in order, each once, of which the
// table can be made that the rules take; or there are faults.
func FuzzReadBook(f *testing.F) {
	under, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS, Packed: strict.Unpack(seeds.Packed)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Código,Descripción,Arancel\n6109.10.03,\"Camisetas, de algodón\",35\n1012101,Caballos,Ex.\n")
	f.Add("Fracción;NICO;Descripción;IGI\n6109.10.03;00;=1+1;15 + 0.36 USD/kg\n24041101;;x;Prohibida\n")
	f.Add("codigo\tdescripcion\tarancel\n\t\timp\n00000000\t\x1b[31m\t0,5\n")
	f.Fuzz(func(t *testing.T, text string) {
		book, err := readCSV(strings.NewReader(text), fault.Place{File: "x.csv"})
		if err != nil {
			if fault.From(err) == nil || book != nil {
				t.Fatal(err)
			}
			return
		}
		for i := range book.Entries {
			e := &book.Entries[i]
			said := 0
			for _, is := range []bool{e.Duty.Known, e.Duty.Unknown != "", e.Duty.Refuse != ""} {
				if is {
					said++
				}
			}
			if len(e.Code) != lineDigits || said != 1 || i > 0 && book.Entries[i-1].Code >= e.Code {
				t.Fatalf("%+v", e)
			}
		}
		day, _ := table.ParseDate("2026-04-24")
		im := &Import{Book: book, From: day, Source: "A source", Checked: day}
		sheet, err := im.Sheet()
		if err != nil {
			t.Fatal(err)
		}
		if faults := table.Lint(table.Layer{Name: "rules", FS: fstest.MapFS{
			"law/tariff.csv": {Data: []byte(sheet)}, "law/tariff.yaml": {Data: []byte(im.Head())},
		}}, under); faults != nil {
			t.Fatalf("%v\n%s", faults, sheet)
		}
	})
}

// FuzzParseDuty: a rate is taken only from a number, and zero only from what
// says so.
func FuzzParseDuty(f *testing.F) {
	for _, cell := range []string{"35", "Ex.", "15 + 0.36 USD/kg", "Prohibida", "0,5", "-0", "１"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		d := ParseDuty(cell)
		if d.Known && (d.Rate.Sign() < 0 || d.Rate.Cmp(highest) > 0) {
			t.Fatalf("%q is %s", cell, d.Rate)
		}
		if d.Known && d.Rate.Sign() == 0 && !strings.ContainsAny(cell, "0") && !strings.HasPrefix(headText(cell), "ex") {
			t.Fatalf("%q is taken for zero", cell)
		}
	})
}
