package whatif_test

import (
	"runtime"
	"slices"
	"testing"

	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/whatif"
)

func dist(t testing.TB, s *whatif.Study, text string) *whatif.Dist {
	t.Helper()
	d, f := s.Dist(text)
	must(t, f)
	return d
}

func simulate(t testing.TB, s *whatif.Study, seed uint64, draws int, texts ...string) *whatif.Simulation {
	t.Helper()
	var dists []*whatif.Dist
	for _, text := range texts {
		dists = append(dists, dist(t, s, text))
	}
	sim, err := s.Simulate(dists, seed, draws)
	if err != nil {
		t.Fatal(err)
	}
	return sim
}

// marginAt quotes with inputs at values, and gives the margin of a unit in
// hundredths of a centavo.
func marginAt(t testing.TB, s *whatif.Study, plan int, values map[string]string) int64 {
	t.Helper()
	var inputs []*whatif.Input
	var set []offer.Value
	for name, text := range values {
		in := input(t, s, name, "")
		v, f := in.Spec.Parse(text)
		must(t, f)
		inputs, set = append(inputs, in), append(set, v)
	}
	b, err := s.Bind(inputs...)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range set {
		b.Set(i, v)
	}
	q := b.Quote(plan)
	m, ok := q.Totals.Margin.Amount.Ratio().Quo(q.Units)
	h, fits := money.Reckon(0, m, money.Whole(100), money.One)
	if !q.Feasible() || !q.Totals.Margin.Known || !ok || !fits {
		t.Fatalf("no margin at %v", values)
	}
	return int64(h)
}

// TestMeanIsTheQuoteOfTheMeans: where the margin is a straight line of the
// inputs, the mean of the draws is the margin at the inputs' means, up to what
// chance and the rounding of a quote leave.
func TestMeanIsTheQuoteOfTheMeans(t *testing.T) {
	s := study(t, shirt(t))
	const draws = 40_000
	sim := simulate(t, s, 1, draws, "freight=60..95", "unit_cost=tri(2.5,3,4.1)", "cost.inland.amount=70..90")
	const local = 1
	mean, ok := sim.Routes[local].Mean()
	want := marginAt(t, s, local, map[string]string{"freight": "77.5", "unit_cost": "3.2", "cost.inland.amount": "80"})
	// The spread of a unit cost from 2.50 to 4.10 USD is some 6 MXN: five standard errors are 0.15 MXN.
	if off := mean - want; !ok || off > 1500 || off < -1500 {
		t.Errorf("mean %d, the quote of the means %d", mean, want)
	}
	// Where nothing is drawn that the route stands on, every draw is the quote.
	const mail = 0
	sim = simulate(t, s, 1, 500, "local-warehouse.freight=60..95")
	if m := sim.Routes[mail].Margins; m[0] != m[len(m)-1] || m[0] != marginAt(t, s, mail, nil) {
		t.Errorf("direct mail moves from %d to %d", m[0], m[len(m)-1])
	}
}

// TestQuantilesOfASmallCase compares quantiles, chances and the mean with an
// enumeration of all combinations of three prices and two rates.
func TestQuantilesOfASmallCase(t *testing.T) {
	s := study(t, shirt(t))
	prices := []struct {
		text   string
		weight int64
	}{{"250", 20}, {"310", 50}, {"420", 30}}
	rates := []struct {
		text   string
		weight int64
	}{{"0", 80}, {"0.3", 20}}
	sim := simulate(t, s, 7, 60_000, "price=250@0.2,310@0.5,420@0.3", "cancel_rate=0@0.8,0.3@0.2")
	for plan := range s.Plans {
		type outcome struct{ margin, weight int64 }
		var all []outcome
		sum, losses := int64(0), int64(0)
		for _, p := range prices {
			for _, r := range rates {
				o := outcome{marginAt(t, s, plan, map[string]string{"price": p.text, "cancel_rate": r.text}), p.weight * r.weight}
				all = append(all, o)
				sum += o.margin * o.weight
				if o.margin < 0 {
					losses += o.weight
				}
			}
		}
		slices.SortFunc(all, func(a, b outcome) int { return int(a.margin - b.margin) })
		got := &sim.Routes[plan]
		for _, at := range []int64{300, 2500, 5300, 9700} { // ten thousandths, off the steps of the distribution
			want, upTo := int64(0), int64(0)
			for _, o := range all {
				if upTo += o.weight; upTo >= at {
					want = o.margin
					break
				}
			}
			if q, _ := got.Quantile(money.NewRatio(at, 10_000)); q != want {
				t.Errorf("%s: quantile %d of ten thousand is %d, want %d", s.Plans[plan].Route.ID, at, q, want)
			}
		}
		if off := int64(got.Losses) - losses*60_000/10_000; off > 600 || off < -600 {
			t.Errorf("%s: %d losses, want about %d", s.Plans[plan].Route.ID, got.Losses, losses*6)
		}
		mean, _ := got.Mean()
		if off := mean - sum/10_000; off > 12_000 || off < -12_000 {
			t.Errorf("%s: mean %d, want about %d", s.Plans[plan].Route.ID, mean, sum/10_000)
		}
		for i, m := range got.Margins {
			if !slices.ContainsFunc(all, func(o outcome) bool { return o.margin == m }) {
				t.Fatalf("%s: draw %d has margin %d, which no combination has", s.Plans[plan].Route.ID, i, m)
			}
		}
	}
}

// TestSameDrawsOnAnyNumberOfProcessors: the seed alone makes the draws.
func TestSameDrawsOnAnyNumberOfProcessors(t *testing.T) {
	s := study(t, shirt(t))
	run := func(processors int, seed uint64) *whatif.Simulation {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		return simulate(t, s, seed, 9000, "freight=60..95", "cancel_rate=tri(0,0.05,0.43)", "freight_mode=sea-lcl@3,air")
	}
	one := run(1, 1)
	for _, processors := range []int{2, 16} {
		other := run(processors, 1)
		for plan := range one.Routes {
			if !slices.Equal(one.Routes[plan].Margins, other.Routes[plan].Margins) || one.Routes[plan].Best != other.Routes[plan].Best {
				t.Errorf("%d processors draw otherwise", processors)
			}
		}
	}
	if slices.Equal(one.Routes[0].Margins, run(2, 2).Routes[0].Margins) {
		t.Error("two seeds draw the same")
	}
}

// TestUnknownDrawsAreLeftOut: a draw without a margin counts in no figure of
// the route, and leaves no route best.
func TestUnknownDrawsAreLeftOut(t *testing.T) {
	s := study(t, shirt(t))
	sim := simulate(t, s, 1, 4000, "hs=61091003@3,01012101")
	if n := len(sim.Routes[1].Margins); n < 2900 || n > 3100 || sim.None != 4000-n {
		t.Errorf("%d of 4000 draws known, %d without a best route", n, sim.None)
	}
	if n := len(sim.Routes[0].Margins); n != 4000 {
		t.Errorf("%d draws of direct mail known, want all", n)
	}
}

// BenchmarkSimulate draws both routes of the T-shirt; a million draws take a
// million times what one takes, on one processor.
func BenchmarkSimulate(b *testing.B) {
	s := study(b, shirt(b))
	dists := []*whatif.Dist{dist(b, s, "freight=60..95"), dist(b, s, "cancel_rate=tri(0,0.05,0.43)")}
	b.ReportAllocs()
	const draws = 8192
	for b.Loop() {
		if _, err := s.Simulate(dists, 1, draws); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/draws, "ns/draw")
}
