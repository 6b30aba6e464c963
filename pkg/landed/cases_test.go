package landed_test

import (
	"os"
	"strings"
	"testing"

	"aduana/pkg/landed"

	"go.yaml.in/yaml/v3"
)

// published is a case that somebody else printed, with its source.
type published struct {
	ID     string            `yaml:"id"`
	Route  string            `yaml:"route"`
	AsOf   string            `yaml:"as_of"`
	FX     map[string]string `yaml:"fx"`
	Offer  map[string]string `yaml:"offer"`
	Lines  map[string]string `yaml:"lines"`
	Expect map[string]string `yaml:"expect"`
	Source string            `yaml:"source"`
}

func TestPublishedCases(t *testing.T) {
	data, err := os.ReadFile("../../testdata/cases/published.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []published
	if err := yaml.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 13 {
		t.Fatalf("%d cases, want at least the 13 published ones", len(cases))
	}
	p := newProduct(t)
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			q := p.quote(t, ask{fields: c.Offer, route: c.Route, asOf: c.AsOf, fx: c.FX, lines: c.Lines})
			if len(c.Expect) == 0 || c.Source == "" {
				t.Fatal("a case needs an expectation and a source")
			}
			for key, want := range c.Expect {
				if got := looked(t, q, key); got != want {
					t.Errorf("%s = %q, want %q (%s)", key, got, want, c.Source)
				}
			}
		})
	}
}

// looked gives lines.<code> or totals.<key> of a quote.
func looked(t *testing.T, q *landed.Quote, key string) string {
	t.Helper()
	if code, ok := strings.CutPrefix(key, "lines."); ok {
		return line(t, q, code)
	}
	switch key {
	case "totals.import_taxes":
		return figure(q.Totals.ImportTaxes)
	case "totals.net_revenue":
		return figure(q.Totals.NetRevenue)
	case "totals.import_tax_pct":
		r, ok := q.Totals.ImportTaxes.Share(q.Totals.CustomsValue)
		if !ok {
			return ""
		}
		return r.String()
	}
	t.Fatalf("no such key: %s", key)
	return ""
}
