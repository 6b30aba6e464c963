package landed_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// publishedCase is what another has printed; see testdata/cases.
type publishedCase struct {
	ID     string
	Route  string
	AsOf   string `yaml:"as_of"`
	FX     map[string]string
	Offer  map[string]string
	Lines  map[string]string
	Expect map[string]string
}

// TestSecondReckoningPublished holds the reckoning to what others printed, to the centavo.
func TestSecondReckoningPublished(t *testing.T) {
	text, err := os.ReadFile("../../testdata/cases/published.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []publishedCase
	if err := yaml.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 13 {
		t.Fatalf("%d cases, want 13 at least", len(cases))
	}
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			offer := secondOffer(c.Offer)
			for line, amount := range c.Lines {
				offer["line."+line] = amount
			}
			q := secondReckoning(offer, c.Route, c.AsOf, c.FX)
			if q.Refused || q.Uncovered || len(c.Expect) == 0 {
				t.Fatalf("refused %t, uncovered %t, %d figures expected", q.Refused, q.Uncovered, len(c.Expect))
			}
			for key, want := range c.Expect {
				if got, ok := publishedFigure(q, key); !ok || got.minus(exactly(want)).n.Sign() != 0 {
					t.Errorf("%s = %s, want %s", key, shown(got, ok), want)
				}
			}
		})
	}
}

// publishedFigure is a figure of a quote by the name a case gives it: lines.igi, totals.import_tax_pct.
func publishedFigure(q secondQuote, key string) (secondExact, bool) {
	where, name, _ := strings.Cut(key, ".")
	if where == "lines" {
		line := q.Lines[name]
		return exactCentavos(line.Centavos), line.Known
	}
	if name == "import_tax_pct" {
		taxes, value := q.Totals["import_taxes"], q.Totals["customs_value"]
		if taxes == nil || value == nil {
			return secondExact{}, false
		}
		return exactCentavos(*taxes).over(exactCentavos(*value)), true
	}
	total := q.Totals[name]
	if total == nil {
		return secondExact{}, false
	}
	return exactCentavos(*total), true
}

func shown(a secondExact, ok bool) string {
	if !ok {
		return "unknown"
	}
	return fmt.Sprint(a.n, " / ", a.d)
}
