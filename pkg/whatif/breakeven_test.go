package whatif_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/pkg/whatif"
	"aduana/seeds"
)

// plans are the embedded routes in 2026: the local warehouse and direct mail.
func plans(t *testing.T) (local, mail *route.Plan) {
	t.Helper()
	layer := table.Layer{Name: "embedded", FS: seeds.FS}
	tables, err := table.Open(layer)
	if err != nil {
		t.Fatal(err)
	}
	routes, err := route.Load(layer)
	if err != nil {
		t.Fatal(err)
	}
	date, f := table.ParseDate("2026-09-01")
	if f != nil {
		t.Fatal(f)
	}
	for _, r := range routes {
		p, err := route.Compile(r, tables, route.Options{Date: date})
		if err != nil {
			t.Fatal(err)
		}
		if r.ID == "local-warehouse" {
			local = p
		} else {
			mail = p
		}
	}
	return local, mail
}

func shirt(t testing.TB, changes ...string) *offer.Offer {
	t.Helper()
	o := &offer.Offer{}
	fields := []string{"hs", "61091003", "origin", "CN", "category", "fashion", "price", "299", "unit_cost", "3.10 USD", "weight_kg", "0.18", "volume_m3", "0.00144", "units_per_shipment", "2000", "monthly_units", "800"}
	for pair := range slices.Chunk(append(fields, changes...), 2) {
		if f := o.Set(pair[0], pair[1]); f != nil {
			t.Fatal(f)
		}
	}
	return o
}

// TestBreakEvenIsTheFirstVolume: at the answer the warehouse leaves as much,
// and at one unit less it does not.
func TestBreakEvenIsTheFirstVolume(t *testing.T) {
	local, mail := plans(t)
	for _, changes := range [][]string{nil, {"price", "349"}, {"units_per_shipment", "500"}, {"fulfilment", "own", "price", "600"}, {"marketplace", "amazon"}} {
		o := shirt(t, changes...)
		n, ok := whatif.BreakEven(local, mail, o)
		if !ok {
			t.Errorf("%v: no answer", changes)
			continue
		}
		ahead := func(units int64) bool {
			at := o.Clone()
			at.Put(offer.MonthlyUnits, offer.Value{Num: money.Whole(units)})
			a, okA := whatif.Monthly(landed.Make(local, &at), units)
			b, okB := whatif.Monthly(landed.Make(mail, &at), units)
			if !okA || !okB {
				t.Fatalf("%v: unknown at %d units", changes, units)
			}
			return a.Cmp(b) >= 0
		}
		if !ahead(n) {
			t.Errorf("%v: behind at %d units", changes, n)
		}
		if n > 1 && ahead(n-1) {
			t.Errorf("%v: ahead at %d units already, the answer is %d", changes, n-1, n)
		}
	}
}

// TestAheadAgainstEveryVolume scans every volume up to 5,000 on random offers
// with a warehouse of their own, where discounts and the monthly minimum make
// the lead change more than once.
func TestAheadAgainstEveryVolume(t *testing.T) {
	n := 40
	if testing.Short() {
		n = 8
	}
	r := rand.New(rand.NewPCG(7, 0))
	twice := 0
	for range n {
		o := drawOffer(t, r)
		must(t, o.Set("fulfilment", []string{"own", "own", "marketplace"}[r.IntN(3)]))
		// An accountant who asks more of a larger seller lets direct mail overtake again.
		dearer := table.Row{
			Conds: []table.Cond{{Key: table.KeyMonthlyUnits, In: table.Interval{Low: money.Whole(r.Int64N(3000)), HasLow: true}}},
			Cells: []table.Cell{{Num: money.Whole(6000 + r.Int64N(40_000)), Text: "MXN"}},
		}
		s, err := whatif.NewStudy(embedded.routes, embedded.tables.Lay("cost.accounting", "test", dearer), route.Options{Date: embedded.date}, o)
		if err != nil {
			t.Fatal(err)
		}
		local, mail := s.Plans[1], s.Plans[0]
		// A price at which the routes lie close makes the lead change.
		leads, _, err := s.Leads(input(t, s, "price", ""))
		if err != nil {
			t.Fatal(err)
		}
		if len(leads) > 1 {
			at, _ := leads[len(leads)-1].From.Add(money.Whole(r.Int64N(40) - 20))
			if at.Sign() > 0 {
				o.Put(offer.Price, offer.Value{Num: at, Text: "MXN"})
			}
		}
		all := slices.Collect(whatif.Ahead(local, mail, o))
		if len(all) > 2 {
			twice++
		}
		a, b := landed.NewEvaluator(local), landed.NewEvaluator(mail)
		monthly := func(v *landed.Evaluator, o *offer.Offer, units int64) (money.Ratio, bool) {
			q := v.Figures(o)
			q.Monthly = v.Monthly()
			return whatif.Monthly(q, units)
		}
		i := 0
		for units := int64(1); units <= 5000; units++ {
			if units > all[i].To {
				i++
			}
			at := o.Clone()
			at.Put(offer.MonthlyUnits, offer.Value{Num: money.Whole(units)})
			left, okA := monthly(a, &at, units)
			rest, okB := monthly(b, &at, units)
			if known := okA && okB; known == all[i].Unknown || known && left.Cmp(rest) >= 0 != all[i].Won {
				t.Fatalf("%s: at %d units %s and %s, want %+v", about(s), units, left, rest, all[i])
			}
		}
	}
	if twice == 0 {
		t.Error("no offer's lead changed twice: the draw is too tame")
	}
}

// TestPaysFrom: at the answer the route earns its monthly costs, and at one
// unit less it does not; a route that loses on every unit never does.
func TestPaysFrom(t *testing.T) {
	local, _ := plans(t)
	n, ok := whatif.PaysFrom(local, shirt(t))
	if !ok {
		t.Fatal("no answer")
	}
	for units, want := range map[int64]bool{n: true, n - 1: false} {
		o := shirt(t)
		o.Put(offer.MonthlyUnits, offer.Value{Num: money.Whole(units)})
		if left, _ := whatif.Monthly(landed.Make(local, o), units); left.Sign() >= 0 != want {
			t.Errorf("%d units leave %s centavos a month", units, left)
		}
	}
	if n, ok := whatif.PaysFrom(local, shirt(t, "price", "60")); ok {
		t.Errorf("at a loss on every unit the costs are paid from %d units", n)
	}
}

// TestNoBreakEven: where the warehouse never catches up, or a figure is
// unknown, there is no answer.
func TestNoBreakEven(t *testing.T) {
	local, mail := plans(t)
	for name, o := range map[string]*offer.Offer{
		"the duty eats it": shirt(t, "duty", "9", "return_rate", "0"),
		"no duty is known": shirt(t, "hs", "01012101"),
		"no price":         {},
	} {
		if n, ok := whatif.BreakEven(local, mail, o); ok {
			t.Errorf("%s: %d units, want no answer", name, n)
		}
	}
}
