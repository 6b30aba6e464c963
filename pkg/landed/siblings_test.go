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
// so that an evaluator reckons them by what they have in common, and holds each
// against the quote of it alone.
func TestSiblingsAgree(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 100
	}
	p, d := newProduct(t), newDrawer(rand.New(rand.NewPCG(2026, 77)))
	evaluators := map[*route.Plan]*landed.Evaluator{}
	all, together, atOnce := 0, 0, 0
	for i := range n {
		first := d.ask()
		var asked []ask
		var offers []*offer.Offer
		for range 12 {
			a := ask{fields: maps.Clone(first.fields), asOf: first.asOf, fx: first.fx}
			for name, text := range d.ask().fields {
				spec, known := offer.ByName(name)
				if _, has := a.fields[name]; has && known && spec.Kind >= offer.Money && spec.Kind <= offer.Whole {
					a.fields[name] = text
				}
			}
			var o offer.Offer
			for name, text := range a.fields {
				must(t, o.Set(name, text))
			}
			if o.Check() != nil {
				continue // the numbers of two offers need not fit
			}
			o.Intern()
			asked, offers = append(asked, a), append(offers, &o)
		}
		for _, id := range []string{"direct-mail", "local-warehouse"} {
			var v *landed.Evaluator
			var quotes []*landed.Quote
			for j := range asked {
				asked[j].route = id
				q := p.quote(t, asked[j])
				if evaluators[q.Plan] == nil {
					evaluators[q.Plan] = landed.NewEvaluator(q.Plan)
				}
				v = evaluators[q.Plan]
				quotes = append(quotes, q)
			}
			differs := func(j int, diff string) {
				if diff != "" {
					t.Fatalf("offer %d, %s on %s, fx %v: %s\n%v", i, id, asked[j].asOf, asked[j].fx, diff, asked[j].fields)
				}
			}
			for range 2 { // the first time rows of tables are found
				together = 0
				for j := range quotes {
					v.Add(offers[j])
				}
				if v != nil {
					v.Reckon()
				}
				for j, q := range quotes {
					brief := v.Of(j, func() *offer.Offer { return offers[j] })
					if brief.Lines == nil {
						together++
					}
					differs(j, unlikeTotals(q, v, brief))
				}
			}
			all += len(quotes)
			atOnce += together
			for j, q := range quotes {
				differs(j, unlike(q, v, asked[j]))
			}
		}
	}
	if t.Logf("%d of %d reckoned together", atOnce, all); atOnce < all/3 {
		t.Error("too few")
	}
}
