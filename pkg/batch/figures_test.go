package batch_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"aduana/pkg/batch"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/route"
)

// quotesOf quotes row i of a catalogue as `aduana quote` does, field by field.
func quotesOf(t *testing.T, plans []*route.Plan, text string, i int) []*landed.Quote {
	t.Helper()
	return quotesOfRow(t, plans, parse(t, text), i)
}

func parse(t *testing.T, text string) [][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func quotesOfRow(t *testing.T, plans []*route.Plan, all [][]string, i int) []*landed.Quote {
	t.Helper()
	var o offer.Offer
	for c, name := range all[0] {
		if all[i][c] == "" {
			continue
		}
		if f := o.Set(name, all[i][c]); f != nil {
			t.Fatalf("row %d: %v", i, f)
		}
	}
	if faults := o.Check(); faults != nil {
		t.Fatalf("row %d: %v", i, faults)
	}
	quotes := make([]*landed.Quote, len(plans))
	for p, plan := range plans {
		quotes[p] = landed.Make(plan, &o)
	}
	return quotes
}

// TestFiguresAreThoseOfQuote: every column of a row has the text that the JSON
// of `aduana quote` has for the same product, and is empty where that is null
// and where the route cannot be used.
func TestFiguresAreThoseOfQuote(t *testing.T) {
	n := int64(3_000)
	if testing.Short() {
		n = 300
	}
	p := newProduct(t)
	columns, plans := p.columns(t)
	text := generated(t, n)
	all := parse(t, text)
	a := p.run(t, job{Options: batch.Options{Workers: 2}, columns: batch.All, in: strings.NewReader(text)})
	totals := p.run(t, job{Options: batch.Options{Workers: 2}, in: strings.NewReader(text)})
	if a.err != nil || totals.err != nil {
		t.Fatal(a.err, totals.err)
	}
	names := batch.Names(columns[:len(columns)-1]) // there are no gates
	summary, err := batch.Choose(columns, batch.Summary, false)
	if err != nil {
		t.Fatal(err)
	}
	own := len(all[0])
	shortRows := records(t, totals.out)
	for i, row := range records(t, a.out) {
		want := figuresOf(t, quotesOfRow(t, plans, all, i+1))
		got := map[string]string{}
		for c, name := range names {
			got[name] = row[own+c]
			if w, ok := want[name]; !ok || row[own+c] != w {
				t.Errorf("row %d, %s is %q, and of a quote %q (%v)", i+1, name, row[own+c], w, ok)
			}
		}
		if len(want) != len(names) {
			t.Fatalf("%d columns, and %d figures of a quote", len(names), len(want))
		}
		for c, column := range summary { // without lines, which another way of reckoning is for
			if v := shortRows[i][own+c]; v != got[column.Name] {
				t.Errorf("row %d, %s is %q in the summary and %q among all", i+1, column.Name, v, got[column.Name])
			}
		}
		if t.Failed() {
			t.Fatalf("the row is %q", all[i+1])
		}
	}
}

// figuresOf takes the columns of a product out of the JSON of its quote.
func figuresOf(t *testing.T, quotes []*landed.Quote) map[string]string {
	t.Helper()
	doc := report.Build(report.Input{Offer: &quotes[0].Offer, Quotes: quotes})
	figures := map[string]string{"best": "", "difference": doc.Difference["margin"]}
	if doc.Best != nil {
		figures["best"] = *doc.Best
	}
	var codes []string
	seen := map[string]bool{}
	for _, r := range doc.Routes {
		text, err := json.Marshal(r.TotalsPerUnit)
		if err != nil {
			t.Fatal(err)
		}
		var byName map[string]any
		if err := json.Unmarshal(text, &byName); err != nil {
			t.Fatal(err)
		}
		for _, name := range landed.TotalNames() {
			if value, ok := byName[name].(string); ok && r.Feasible {
				figures[r.ID+"."+name] = value
			} else {
				figures[r.ID+"."+name] = ""
			}
		}
		for _, l := range r.Lines {
			each := ""
			if l.PerUnit != nil && r.Feasible {
				each = *l.PerUnit
			}
			figures[r.ID+".line."+l.Code] = each
		}
		figures[r.ID+".feasible"] = map[bool]string{true: "true", false: "false"}[r.Feasible]
		figures[r.ID+".reason"] = r.Reason
		figures[r.ID+".needs"] = strings.Join(r.Needs, "; ")
		for _, w := range r.Warnings {
			if !seen[w.Code] && !general[w.Code] {
				seen[w.Code] = true
				codes = append(codes, w.Code)
			}
		}
	}
	figures["warnings"] = strings.Join(codes, " ")
	return figures
}

// general are the warnings about rules, rates and defaults that are the same
// for many rows: a batch says them once, to people.
var general = map[string]bool{"W-STALE-FX": true, "W-LATER-FX": true, "W-STALE-RULE": true, "W-INFERRED-RULE": true, "W-PROJECTED-RULE": true, "W-DEFAULTS": true}
