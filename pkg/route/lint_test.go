package route_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/route"
	"aduana/pkg/table"
)

// TestLintAcceptsTheEmbeddedRoutes: what comes with the program is without a
// fault, under nothing and over itself.
func TestLintAcceptsTheEmbeddedRoutes(t *testing.T) {
	tables, faults := table.Survey(embedded, nil)
	if faults != nil {
		t.Fatal(faults)
	}
	if faults := route.Lint(embedded, nil, tables); faults != nil {
		t.Error(faults)
	}
}

// TestLintOfARoute has each fault that loading does not find once, at its line.
func TestLintOfARoute(t *testing.T) {
	tables, faults := table.Survey(embedded, nil)
	if faults != nil {
		t.Fatal(faults)
	}
	line := func(rest string) string {
		return price + "  - {code: x, title: X, stage: border, by: sat, incidence: cost, " + rest + "}\n"
	}
	for _, c := range []struct{ name, charges, want string }{
		{"right", line(`of: [price], rate: [law.vat.rate]`), ""},
		{"money as a rate", line(`of: [price], rate: [law.prv.amount]`), "8 E-ROUTE-UNIT"},
		{"a rate as money", line(`each: unit, amount: law.vat.rate`), "8 E-ROUTE-UNIT"},
		{"an amount as a rate", line(`of: [price], rate: ["5 USD"]`), "8 E-ROUTE-UNIT"},
		{"a price as a rate", line(`of: [price], rate: [offer.price]`), "8 E-ROUTE-UNIT"},
		{"a measure as money", line(`each: unit, amount: m.kg`), "8 E-ROUTE-UNIT"},
		{"text as a rate", line(`of: [price], rate: [law.anti_dumping.method]`), "8 E-ROUTE-UNIT"},
		{"a rate as a quantity", line(`each: kg, amount: "5", at_least: law.vat.rate`), "8 E-ROUTE-UNIT"},
		{"money as a credit", strings.Replace(line(`of: [price], credit: law.prv.amount`), "incidence: cost", "incidence: vat", 1), "8 E-ROUTE-UNIT"},
		{"a credit that is no flag", strings.Replace(line(`of: [price], credit: "0.5"`), "incidence: cost", "incidence: vat", 1), "8 E-ROUTE-UNIT"},
		{"no table", line(`of: [price], rate: [law.vta.rate]`), "8 E-TABLE-UNKNOWN"},
		{"no table, twice", line(`of: [price], rate: [law.vta.rate, law.vta.rate]`), "8 E-TABLE-UNKNOWN"},
		{"no column", line(`of: [price], rate: [law.vat.rat]`), "8 E-ROUTE-COLUMN"},
		{"no earlier line", line(`of: [prise]`), "8 E-ROUTE-LINE"},
		{"itself", line(`of: [x]`), "8 E-ROUTE-LINE"},
		{"nobody", strings.Replace(line(`of: [price]`), "by: sat", "by: custom", 1), "8 E-WORD"},
		{"mode alone", line(`of: [price], mode: net`), "8 E-ROUTE-IDLE"},
		{"count alone", line(`each: unit, amount: "1", count: cost`), "8 E-ROUTE-IDLE"},
		{"step alone", line(`of: [price], step: "1"`), "8 E-ROUTE-IDLE"},
		{"credit of a cost", line(`of: [price], credit: law.credit.import.credited`), "8 E-ROUTE-IDLE"},
		{"a step of nothing", line(`each: kg, amount: "1", step: "0"`), "8 E-ROUTE-STEP"},
		{"a word that is never said", line(`of: [price], when: {law.anti_dumping.method: pairs}`), "8 E-ROUTE-NEVER-SAID"},
		{"a flag that is none", line(`of: [price], when: {law.preference.granted: "yes"}`), "8 E-ROUTE-NEVER-SAID"},
		{"a group that is none", line(`of: [price], when: {origin: usmka}`), "8 E-TABLE-GROUP"},
		{"mixed", line(`of: [price], when: {law.anti_dumping.method: [pair, "!kg"]}`), "8 E-TABLE-NEGATION"},
		{"an alternative that is never taken", line("of: [price], either: [\n    {rate: [\"0.1\"]},\n    {rate: [\"0.2\"], when: {seller: foreign}}]"), "10 E-ROUTE-NEVER"},
		{"one behind a wider one", line("of: [price], either: [\n    {rate: [\"0.1\"], when: {origin: [CN, HK]}},\n    {rate: [\"0.2\"], when: {origin: CN}}, {rate: [\"0.3\"]}]"), "10 E-ROUTE-NEVER"},
		{"too early", line(`of: [price], rate: [law.courier.rate]`) + strings.Replace(price, "code: price, title: Price, stage: sale", "code: customs_value, title: V, stage: border", 1), "8 E-ROUTE-EARLY"},
		{"in a notice", line(`of: [price]`) + "warn:\n  - {code: W-NOM, when: {law.anti_dumping.method: box}}\n", "10 E-ROUTE-NEVER-SAID"},
		{"a default", line(`of: [price]`) + "with: {return_rate: cost.returns.rte}\n", "9 E-ROUTE-COLUMN"},
		{"admission", line(`of: [price]`) + "requires: [law.admision, law.courier]\n", "9 E-ROUTE-EARLY; 9 E-TABLE-UNKNOWN"},
		{"container", line(`of: [price]`) + "container: cost.days\n", "9 E-ROUTE-COLUMN"},
	} {
		var got []string
		for _, f := range route.Lint(over("r", head+c.charges), []table.Layer{embedded}, tables) {
			got = append(got, fmt.Sprintf("%d %s", f.Place.Line, f.Code))
			if f.Place.File != "mine/routes/r.yaml" || strings.Contains(f.Error()+f.Hint(), "%!") {
				t.Errorf("%s: %s; %s", c.name, f.Error(), f.Hint())
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, strings.Join(got, "; "), c.want)
		}
	}
}

// FuzzLint: whatever the file, no panic; every fault has a place, and none is
// reported twice.
func FuzzLint(f *testing.F) {
	tables, err := table.Open(embedded)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(head + price)
	f.Add(head + price + "  - {code: x, title: X, stage: border, by: sat, incidence: cost, of: [x], rate: [law.vat.rat, m.box], when: {law.anti_dumping.method: box}}\n")
	f.Add(head + price + "warn:\n  - {code: W-NOM, when: {law.anti_dumping.method: box}}\nrequires: law.courier\nwith: {return_rate: cost.returns.rte}\n")
	below := []table.Layer{{Name: "below", FS: fstest.MapFS{}}} // the embedded routes take long to read
	f.Fuzz(func(t *testing.T, text string) {
		seen := map[string]bool{}
		for _, fl := range route.Lint(over("r", text), below, tables) {
			if fl.Place.File == "" {
				t.Errorf("a fault without a place: %v", fl)
			}
			if seen[fl.Error()] {
				t.Errorf("reported twice: %v", fl)
			}
			seen[fl.Error()] = true
		}
	})
}
