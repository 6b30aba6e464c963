package route_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/route"
	"aduana/pkg/table"
)

const rateHead = "    status: enacted\n    confidence: high\n    cite: {instrument: A bank}\n    checked: 2026-01-02\n    rows: "

// TestRatesOfEachCurrency: the newest on or before the date, else the oldest, of
// the uppermost layer that has the currency.
func TestRatesOfEachCurrency(t *testing.T) {
	mine := table.Layer{Name: "mine", FS: fstest.MapFS{
		"routes/r.yaml": {Data: []byte(head + price)},
		"costs/fx.yaml": {Data: []byte("table: cost.fx\ntitle: Mine\ngives: {rate: number}\nperiods:\n" +
			"  - from: 2026-01-01\n" + rateHead + "[{currency: [CNY, EUR], rate: \"2\"}, {currency: JPY, unknown: ask}]\n" +
			"  - from: 2026-03-01\n" + rateHead + "[{currency: CNY, rate: \"3\"}]\n" +
			"  - from: 2026-05-01\n" + rateHead + "[{currency: EUR, rate: \"20\"}]\n")},
	}}
	set, err := table.Open(embedded, mine)
	if err != nil {
		t.Fatal(err)
	}
	routes, err := route.Load(mine)
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]string{
		"2025-06-01": "CNY 2 2026-01-01, EUR 2 2026-01-01, USD 18.3467 2025-11-28",
		"2026-02-01": "CNY 2 2026-01-01, EUR 2 2026-01-01, USD 17.4545 2026-01-26",
		"2026-03-01": "CNY 3 2026-03-01, EUR 2 2026-01-01, USD 17.4545 2026-01-26",
		"2026-09-01": "CNY 3 2026-03-01, EUR 20 2026-05-01, USD 16.9018 2026-08-24",
	} {
		day, _ := table.ParseDate(date)
		p, err := route.Compile(routes[0], set, route.Options{Date: day})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range slices.Sorted(maps.Keys(p.Rates)) {
			if r := p.Rates[c]; r.Row != nil {
				got = append(got, fmt.Sprintf("%s %s %s", c, r.Rate, r.Row.From))
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("on %s: %s, want %s", date, strings.Join(got, ", "), want)
		}
	}
}
