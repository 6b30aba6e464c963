package landed_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
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
	some          map[*route.Plan]*selective
	all, together int
}

// selective is an evaluator of a few totals.
type selective struct {
	*landed.Evaluator
	wanted []*landed.Total
}

// selectiveOf gives another choice of totals for each plan.
func (s *siblings) selectiveOf(plan *route.Plan) *selective {
	if s.some == nil {
		s.some = map[*route.Plan]*selective{}
	}
	if s.some[plan] == nil {
		all, n := landed.NamedTotals(), len(s.some)
		wanted := []*landed.Total{&all[n%len(all)], &all[n/2%len(all)]}
		s.some[plan] = &selective{landed.NewEvaluator(plan, wanted...), wanted}
	}
	return s.some[plan]
}

// unlike says where a quote of the totals that are wanted differs from a whole
// one, "" where it does not.
func (v *selective) unlike(some, q *landed.Quote) string {
	all := landed.NamedTotals()
	for i := range all {
		got, gotKnown := some.PerUnit(&all[i])
		want, known := q.PerUnit(&all[i])
		if slices.ContainsFunc(v.wanted, func(t *landed.Total) bool { return t.Name == all[i].Name }) {
			if got != want || gotKnown != known {
				return fmt.Sprintf("wanted %s is %v %v, alone %v %v", all[i].Name, got, gotKnown, want, known)
			}
		} else if gotKnown && got != want {
			return fmt.Sprintf("%s, which is not wanted, is %v and not unknown, alone %v", all[i].Name, got, want)
		}
	}
	if (some.Refusal == nil) != (q.Refusal == nil) || some.Refusal != nil && some.Refusal.Error() != q.Refusal.Error() {
		return fmt.Sprintf("refusal %v, alone %v", some.Refusal, q.Refusal)
	}
	if some, alone := some.Needs(), q.Needs(); !slices.Equal(some, alone) {
		return fmt.Sprintf("needs %v, alone %v", some, alone)
	}
	return ""
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
		for range 3 { // rows of tables are found first, and then those that leave lines open
			together = 0
			for i, q := range quotes {
				v.Add(offers[i])
				s.selectiveOf(q.Plan).Add(offers[i])
			}
			if v != nil {
				v.Reckon()
				s.selectiveOf(quotes[0].Plan).Reckon()
			}
			for i, q := range quotes {
				brief := v.Of(i, func() *offer.Offer { return offers[i] })
				if brief.Lines == nil {
					together++
				}
				agrees(i, unlikeTotals(q, v, brief))
				some := s.selectiveOf(q.Plan)
				agrees(i, some.unlike(some.Of(i, func() *offer.Offer { return offers[i] }), q))
			}
		}
		s.all, s.together = s.all+len(quotes), s.together+together
		for i, q := range quotes {
			agrees(i, unlike(q, v, asks[i]))
		}
	}
}

// TestSiblingsOfAnUnknownRow: offers for which a table says that it does not know,
// one by the weight and one by the tariff line, are reckoned together too.
func TestSiblingsOfAnUnknownRow(t *testing.T) {
	s := siblings{product: newProduct(t), evaluators: map[*route.Plan]*landed.Evaluator{}}
	var asked []ask
	for _, hs := range []string{"76151002", "95069902", "96071101"} {
		for _, weight := range []string{"0.1", "0.5", "0.501", "0.7", "2", "29", "31", "32"} {
			for _, price := range []string{"100", "700"} {
				a := ask{fields: fields("origin=CN, category=home, length_cm=10, width_cm=5, height_cm=5, units_per_shipment=300, monthly_units=60, seller=company, marketplace=amazon, fulfilment=marketplace, unit_cost=2")}
				a.asOf, a.fields["hs"], a.fields["weight_kg"], a.fields["price"] = "2026-09-01", hs, weight, price
				asked = append(asked, a)
			}
		}
	}
	s.agree(t, asked)
	if s.together != s.all {
		t.Errorf("%d of %d reckoned together, want all", s.together, s.all)
	}
	unknown := map[string]bool{}
	for _, a := range asked {
		a.route = "local-warehouse"
		for _, l := range s.quote(t, a).Lines {
			if l.State == landed.Unknown && l.Reason.Code == "R-UNKNOWN" {
				unknown[l.Charge.Code] = true
			}
		}
	}
	if !unknown["anti_dumping"] || !unknown["delivery"] {
		t.Errorf("unknown are %v, want anti_dumping and delivery among them", unknown)
	}
}
