package cli

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aduana/pkg/config"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/report"
)

// orphanDates are twelve days around the changes of the law that matter.
var orphanDates = []string{
	"2019-06-01", "2020-06-15", "2021-03-01", "2023-02-01", "2024-05-01", "2024-12-31",
	"2025-01-02", "2025-08-14", "2025-09-10", "2026-01-01", "2026-09-01", "2027-02-01",
}

// TestNoFigureIsAnOrphan walks every line and total of every example on twelve
// days: each amount stands on a rule with a citation, on an assumption that is
// marked as one, on what the seller gave, or on lines that do; so does every
// number in it.
func TestNoFigureIsAnOrphan(t *testing.T) {
	lines, totals := 0, 0
	for _, example := range examples() {
		for _, date := range orphanDates {
			quotes := exampleQuotes(t, example, date)
			x, err := report.Explain(report.Input{Quotes: quotes}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := range x.Lines {
				l := &x.Lines[i]
				if !l.Line.Applied {
					continue
				}
				lines++
				for _, why := range orphaned(l) {
					t.Errorf("%s on %s, %s.%s: %s", example, date, l.Route, l.Line.Code, why)
				}
			}
			totals += orphanTotals(t, quotes)
		}
	}
	if lines < 2000 || totals < 1000 {
		t.Errorf("%d lines and %d totals were walked, want more", lines, totals)
	}
}

// exampleQuotes quotes an example on every route.
func exampleQuotes(t *testing.T, example, date string) []*landed.Quote {
	t.Helper()
	s := &Streams{Now: func() time.Time { return time.Time{} }}
	p := product{example: example, settings: &config.Settings{AsOf: date}}
	of, err := p.source(s)
	if err != nil {
		t.Fatal(err)
	}
	r, err := openRules(s, p.settings, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plans, err := r.plans()
	if err != nil {
		t.Fatal(err)
	}
	var quotes []*landed.Quote
	for _, plan := range plans {
		quotes = append(quotes, landed.Make(plan, of))
	}
	return quotes
}

// orphaned says what of a line nothing stands behind.
func orphaned(l *report.LineAccount) []string {
	var why []string
	if l.Line.Amount == nil {
		if l.Line.Reason == "" {
			why = append(why, "it is unknown without a reason")
		}
		return why
	}
	if len(l.Sources) == 0 && len(l.Terms) == 0 {
		why = append(why, "it stands on nothing")
	}
	assumed := false
	for _, s := range l.Sources {
		if s.Text == "" {
			why = append(why, s.Of+" says nothing")
		}
		assumed = assumed || s.Kind == "assumption"
	}
	if assumed != l.Line.Assumed {
		why = append(why, "an assumption is not marked as one in the quote")
	}
	stands := func(of string) bool {
		return slices.ContainsFunc(l.Sources, func(s report.Source) bool { return s.Of == of })
	}
	for _, n := range l.Numbers {
		switch {
		case strings.HasPrefix(n.Source, "law.") || strings.HasPrefix(n.Source, "cost."):
			if table := n.Source[:strings.LastIndexByte(n.Source, '.')]; !stands(table) {
				why = append(why, n.Source+" is not among the sources")
			}
		case strings.HasPrefix(n.Source, "offer."):
			if !stands(n.Source) {
				why = append(why, n.Source+" is not among the sources")
			}
		case strings.HasPrefix(n.Source, "m."):
		case slices.Contains([]string{"0", "1/12"}, n.Source), n.Role == "step" && n.Source == "1": // arithmetic
		case !stands(l.Line.Code):
			why = append(why, n.Role+" "+n.Source+" is said by the route alone, which cites nothing")
		}
	}
	for _, u := range l.Tables {
		switch r := u.Row; {
		case r == nil:
			why = append(why, u.ID+" gave no row")
		case r.Cite.Instrument == "" || r.Checked == "" || r.Confidence == "":
			why = append(why, u.ID+" has a row without citation, date of reading or confidence")
		}
	}
	return why
}

// orphanTotals checks that every total is the sum of lines, and counts them.
func orphanTotals(t *testing.T, quotes []*landed.Quote) int {
	x, err := report.Explain(report.Input{Quotes: quotes}, report.TotalNames())
	if err != nil {
		t.Fatal(err)
	}
	for _, total := range x.Totals {
		if total.Over != "" || total.Amount == nil {
			continue
		}
		sum := money.Zero
		for _, p := range total.Parts {
			if p.Amount == nil {
				t.Errorf("%s.%s is known, its part %s is not", total.Route, total.Name, p.Code)
				continue
			}
			amount, f := money.ParseRatio(*p.Amount)
			if f != nil {
				t.Fatal(f)
			}
			sum, _ = sum.Add(amount)
		}
		if want, _ := money.ParseRatio(*total.Amount); want.Cmp(sum) != 0 {
			t.Errorf("%s.%s is %s, its parts come to %s", total.Route, total.Name, *total.Amount, sum)
		}
	}
	return len(x.Totals)
}
