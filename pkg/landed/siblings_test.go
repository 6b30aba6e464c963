package landed_test

import (
	"maps"
	"math/rand/v2"
	"testing"

	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// TestSiblingsAgree draws offers that differ from each other in numbers alone,
// so that an evaluator reckons them together, and holds each against the quote
// of it alone.
func TestSiblingsAgree(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 100
	}
	d := newDrawer(rand.New(rand.NewPCG(2026, 77)))
	s := siblings{product: newProduct(t), evaluators: map[*route.Plan]*landed.Evaluator{}}
	for range n {
		first := d.ask()
		var asked []ask
		for range 12 {
			a := ask{fields: maps.Clone(first.fields), asOf: first.asOf, fx: first.fx}
			for name, text := range d.ask().fields {
				spec, known := offer.ByName(name)
				if _, has := a.fields[name]; has && known && spec.Kind >= offer.Money && spec.Kind <= offer.Whole {
					a.fields[name] = text
				}
			}
			asked = append(asked, a)
		}
		s.agree(t, asked)
	}
	if t.Logf("%d of %d reckoned together", s.together, s.all); s.together < s.all/3 {
		t.Error("too few")
	}
}

// TestSiblingsAtBounds holds siblings to the quote of each alone around the
// amounts that bound an anti-dumping duty: by pair, by kg and by piece.
func TestSiblingsAtBounds(t *testing.T) {
	s := siblings{product: newProduct(t), evaluators: map[*route.Plan]*landed.Evaluator{}}
	for _, hs := range []string{"64041117", "69111001", "87120005"} {
		var asked []ask
		for _, cost := range []string{"0.01", "0.05", "0.08", "0.09", "1.30", "2.55", "2.60", "2.61", "2.62", "13.12", "20", "22.40", "22.57", "22.58", "22.59", "40"} {
			a := ask{fields: fields("origin=CN, category=other, price=999, weight_kg=1, length_cm=30, width_cm=20, height_cm=10, units_per_shipment=300, monthly_units=60, seller=company, marketplace=mercadolibre, incoterm=CIF")}
			a.asOf, a.fields["hs"], a.fields["unit_cost"] = "2026-09-01", hs, cost+" USD"
			asked = append(asked, a)
		}
		s.agree(t, asked)
	}
	if s.together != s.all {
		t.Errorf("%d of %d reckoned together, want all", s.together, s.all)
	}
}

// siblings holds offers that are reckoned together against quotes.
type siblings struct {
	*product
	evaluators    map[*route.Plan]*landed.Evaluator
	all, together int
}

func (s *siblings) agree(t *testing.T, asked []ask) {
	for _, id := range []string{"direct-mail", "local-warehouse"} {
		var v *landed.Evaluator
		var quotes []*landed.Quote
		var asks []ask
		var offers []*offer.Offer
		for _, a := range asked {
			var o offer.Offer
			for name, text := range a.fields {
				must(t, o.Set(name, text))
			}
			if o.Check() != nil {
				continue // the numbers of two offers need not fit
			}
			o.Intern()
			a.route = id
			q := s.quote(t, a)
			if s.evaluators[q.Plan] == nil {
				s.evaluators[q.Plan] = landed.NewEvaluator(q.Plan)
			}
			v = s.evaluators[q.Plan]
			quotes, asks, offers = append(quotes, q), append(asks, a), append(offers, &o)
		}
		agrees := func(i int, diff string) {
			if diff != "" {
				t.Fatalf("%s on %s, fx %v: %s\n%v", id, asks[i].asOf, asks[i].fx, diff, asks[i].fields)
			}
		}
		together := 0
		for range 2 { // the first time rows of tables are found
			together = 0
			for i := range quotes {
				v.Add(offers[i])
			}
			if v != nil {
				v.Reckon()
			}
			for i, q := range quotes {
				brief := v.Of(i, func() *offer.Offer { return offers[i] })
				if brief.Lines == nil {
					together++
				}
				agrees(i, unlikeTotals(q, v, brief))
			}
		}
		s.all, s.together = s.all+len(quotes), s.together+together
		for i, q := range quotes {
			agrees(i, unlike(q, v, asks[i]))
		}
	}
}
