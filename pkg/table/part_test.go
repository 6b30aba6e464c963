package table_test

import (
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// within is a file with a table inside it.
const within = `name: x
rules:
  - table: law.b
    title: Mine
    gives: {how: text, due: flag, rate: fraction}
    periods:
      - from: 2026-01-01
        to: 2026-01-31
        status: enacted
        confidence: high
        cite: {instrument: A note}
        checked: 2026-01-01
        rows:
          - {origin: CN, how: mine, rate: "0.7"}
`

// part reads the tables inside a file as a layer.
func part(t *testing.T, text string) (table.Layer, fault.List) {
	t.Helper()
	var faults fault.List
	top := strict.Parse([]byte(text), "x.yaml", &faults)
	if top == nil {
		t.Fatal(faults)
	}
	l := table.Parts("the layer", "x.yaml", top.Map("name", "rules")["rules"].List(), nil)
	return l, faults
}

// TestPartsAreALayer: a table inside another file counts as one in a folder
// does, with the file's lines.
func TestPartsAreALayer(t *testing.T) {
	under := open(t, layer("embedded", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group}))
	l, faults := part(t, within)
	if faults != nil {
		t.Fatal(faults)
	}
	set, err := under.Over(l)
	if err != nil {
		t.Fatal(err)
	}
	k := offer(t, "seller=company ships_from=CN value_usd=1 origin=CN")
	v := at(t, set, "law.b", "2026-01-15", table.Options{})
	row := v.Match(k).Row
	if got := answer(v, k); got != "0.7" || row.Layer != "the layer" || row.File != "x.yaml" || row.Line != 14 {
		t.Errorf("%s of %s, %s:%d; want 0.7 of the layer, x.yaml:14", got, row.Layer, row.File, row.Line)
	}
	if got := answer(at(t, under, "law.b", "2026-01-15", table.Options{}), k); got != "1/3" {
		t.Errorf("the set below says %s now", got)
	}
	if set.Digest() == under.Digest() {
		t.Error("the digest does not see the layer")
	}
	other, _ := part(t, strings.Replace(within, "0.7", "0.8", 1))
	set2, err := under.Over(other)
	if err != nil {
		t.Fatal(err)
	}
	if set.Digest() == set2.Digest() {
		t.Error("the digest does not see a rate of the layer")
	}
}

// TestPartsOverAFlag: rows of a flag below are part of no digest.
func TestPartsOverAFlag(t *testing.T) {
	under := open(t, layer("embedded", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group}))
	l, _ := part(t, within)
	plain, err := under.Over(l)
	if err != nil {
		t.Fatal(err)
	}
	laid, err := under.Lay("law.b", "flag", table.Row{Cells: make([]table.Cell, 3)}).Over(l)
	if err != nil {
		t.Fatal(err)
	}
	if plain.Digest() != laid.Digest() {
		t.Error("a flag changed the digest")
	}
}

// TestPartFaults: each is placed where it stands in the file.
func TestPartFaults(t *testing.T) {
	for _, c := range []struct {
		text string
		code fault.Code
		line int
	}{
		{strings.Replace(within, "table: law.b", "note: law.b", 1), "E-PART-ID", 3},
		{strings.Replace(within, "law.b", "lore.b", 1), "E-PART-ID", 3},
		{strings.Replace(within, "law.b", "law.../b", 1), "E-PART-ID", 3},
		{"rules:\n  - one\n", "E-PART-ID", 2},
		{within + within[len("name: x\nrules:\n"):], "E-KEY-TWICE", 15},
		{strings.Replace(within, `"0.7"`, `"zero"`, 1), "E-NUMBER", 14},
		{strings.Replace(within, "gives: {", "gives: {also: text, ", 1), "E-TABLE-GIVES", 5},
	} {
		l, faults := part(t, c.text)
		if faults == nil {
			_, err := open(t, layer("embedded", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group})).Over(l)
			faults = fault.From(err)
		}
		if len(faults) == 0 || faults[0].Code != c.code || faults[0].Place.File != "x.yaml" || faults[0].Place.Line != c.line {
			t.Errorf("want %s at x.yaml:%d: %v", c.code, c.line, faults)
		}
	}
}
