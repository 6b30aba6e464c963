package whatif_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/pkg/whatif"
	"aduana/seeds"
)

// study is the embedded rules on an offer in 2026.
func study(t testing.TB, o *offer.Offer) *whatif.Study {
	t.Helper()
	s, err := whatif.NewStudy(embedded.routes, embedded.tables, route.Options{Date: embedded.date}, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var embedded = func() (e struct {
	routes []*route.Route
	tables *table.Set
	date   table.Date
}) {
	layer := table.Layer{Name: "embedded", FS: seeds.FS}
	var err error
	if e.tables, err = table.Open(layer); err != nil {
		panic(err)
	}
	if e.routes, err = route.Load(layer); err != nil {
		panic(err)
	}
	e.date, _ = table.ParseDate("2026-09-01")
	return e
}()

func input(t testing.TB, s *whatif.Study, name, unit string) *whatif.Input {
	t.Helper()
	in, f := s.Input(name, unit)
	if f != nil {
		t.Fatal(f)
	}
	return in
}

// drawOffer draws an offer over bands, thresholds, sellers and marketplaces.
func drawOffer(t testing.TB, r *rand.Rand) *offer.Offer {
	t.Helper()
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	number := func(low, high float64, places int) string {
		return strconv.FormatFloat(low+r.Float64()*(high-low), 'f', places, 64)
	}
	o := &offer.Offer{}
	for name, text := range map[string]string{
		"hs": pick("61091003", "39269099", "85183099", "64041117"), "origin": pick("CN", "CN", "US", "VN", "JP"),
		"category": pick("fashion", "electronics", "home"), "price": number(30, 3000, 2),
		"unit_cost": number(0.3, 40, 2) + pick(" USD", " MXN", " CNY"), "weight_kg": number(0.05, 3, 2), "volume_m3": number(0.0002, 0.01, 5),
		"units_per_shipment": pick("1", "40", "500", "2000"), "monthly_units": pick("30", "800", "1600", "5000"),
		"marketplace": pick("mercadolibre", "mercadolibre", "amazon", "own-shop", "tiktok"), "terms": pick("ddp", "ddp", "dap"),
		"customs_basis": pick("retail_ex_tax", "retail_ex_tax", "retail", "cost"), "units_per_order": pick("1", "1", "2", "3"),
		"ads_rate": pick("0", "0.08", "0.6"), "cancel_rate": pick("0", "0.2"), "seller": pick("company", "individual", "foreign"),
	} {
		must(t, o.Set(name, text))
	}
	return o
}

// banded lays random price bands of fees over the cards.
func banded(r *rand.Rand) *table.Set {
	tables := embedded.tables
	for _, id := range []string{"cost.commission", "cost.item_fee"} {
		var rows []table.Row
		for range r.IntN(4) {
			low := money.Whole(r.Int64N(1500))
			high, _ := low.Add(money.NewRatio(r.Int64N(40_000), 100))
			cells := []table.Cell{{Num: money.NewRatio(r.Int64N(40), 100)}}
			if id == "cost.item_fee" {
				fee := table.Cell{Num: money.NewRatio(r.Int64N(4000), 100), Text: "MXN"}
				cells = []table.Cell{fee, fee}
			}
			in := table.Interval{Low: low, High: high, HasLow: true, HasHigh: true, OpenLow: r.IntN(2) == 0 && low != high}
			rows = append(rows, table.Row{Conds: []table.Cond{{Key: table.KeyPrice, In: in}}, Cells: cells})
		}
		if rows != nil {
			tables = tables.Lay(id, "test", rows...)
		}
	}
	return tables
}

func must(t testing.TB, f *fault.Fault) {
	t.Helper()
	if f != nil {
		t.Fatal(f)
	}
}

// TestSolveAgainstEveryCentavo scans every centavo of a stretch of prices, 20 MXN
// about an answer, a trap or any price, and 400 MXN on every 25th offer, on 1,000
// random offers with fee bands: the
// target is reached where the solution says so and nowhere else, but for steps
// that it says rounding misses; what earns less than a lower price is a trap; and
// the margin jumps at thresholds of rules alone.
func TestSolveAgainstEveryCentavo(t *testing.T) {
	const shards = 4
	n := 1000 / shards
	if testing.Short() {
		n /= 20
	}
	for shard := range shards {
		t.Run(strconv.Itoa(shard), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(4, uint64(shard)))
			for i := range n {
				o := drawOffer(t, r)
				width := int64(2_000)
				if i%25 == 0 {
					width = 40_000
				}
				// One route of the two, so that it is solved for alone.
				only := embedded.routes[r.IntN(2):][:1]
				s, err := whatif.NewStudy(only, banded(r), route.Options{Date: embedded.date}, o)
				if err != nil {
					t.Fatal(err)
				}
				target := whatif.Target{Value: money.NewRatio(r.Int64N(60)-20, 100), Share: true}
				if r.IntN(2) == 0 {
					target = whatif.Target{Value: money.NewRatio(r.Int64N(30_000)-10_000, 100)}
				}
				sol, err := s.Solve(input(t, s, "price", ""), target)
				if err != nil {
					t.Fatal(err)
				}
				scan(t, s, sol.Routes[0], target, windowStart(r, sol.Routes[0], width), width)
			}
		})
	}
}

// windowStart puts the window about the first answer, a trap, or anywhere.
func windowStart(r *rand.Rand, got whatif.Reached, width int64) int64 {
	at := money.NewRatio(r.Int64N(300_000), 100)
	switch k := r.IntN(3); {
	case k == 0 && len(got.Spans) > 0:
		at = got.Spans[r.IntN(len(got.Spans))].From
	case k == 1 && len(got.Traps) > 0:
		at = got.Traps[r.IntN(len(got.Traps))].From
	}
	return max(1, at.Num*100/at.Den-r.Int64N(width))
}

func scan(t *testing.T, s *whatif.Study, got whatif.Reached, target whatif.Target, start, width int64) {
	t.Helper()
	plan := s.Plans[got.Plan]
	misses := make([]int, len(got.Spans))
	var top money.Ratio
	some := false
	v := landed.NewEvaluator(plan)
	at := func(p int64) *offer.Offer {
		o := s.Offer.For(plan.Route.ID)
		o.Put(offer.Price, offer.Value{Num: money.NewRatio(p, 100), Text: "MXN"})
		return &o
	}
	var was money.Ratio
	for p := start; p < start+width; p++ {
		price := money.NewRatio(p, 100)
		q := v.Totals(at(p))
		if !q.Feasible() || !q.Totals.Margin.Known {
			some, was = false, money.Ratio{}
			if spanOf(got, price) >= 0 {
				t.Fatalf("%s: price %s is said to reach, and cannot be used", about(s), price)
			}
			continue
		}
		m, _ := q.Totals.Margin.Amount.Ratio().Quo(q.Units)
		want, _ := target.Value.Mul(money.Whole(100))
		if target.Share {
			want, _ = target.Value.Mul(money.Whole(p))
		}
		short, _ := want.Sub(m)
		in := spanOf(got, price)
		switch {
		case short.Sign() <= 0 && in < 0:
			t.Fatalf("%s: price %s reaches %v with %s, and the solution misses it: %+v", about(s), price, target, m, got.Spans)
		case short.Sign() > 0 && in >= 0:
			if misses[in]++; misses[in] > got.Spans[in].Holes || short.Cmp(money.Whole(5)) > 0 {
				t.Fatalf("%s: price %s is short by %s, and said to reach: %+v", about(s), price, short, got.Spans[in])
			}
		}
		// What counts as a trap is 0.05 MXN, and rounding may add as much.
		if fall, _ := top.Sub(m); some && fall.Cmp(money.Whole(10)) > 0 && !trapped(got, price) {
			t.Fatalf("%s: price %s earns %s less than a lower one, and is no trap: %+v", about(s), price, fall, got.Traps)
		}
		if !some || m.Cmp(top) > 0 {
			top, some = m, true
		}
		// Within a band a centavo of the price moves the margin by about a centavo
		// at most, up to rounding; a jump stands at a threshold of a rule.
		if was.Den != 0 {
			jump, _ := m.Sub(was)
			if (jump.Cmp(money.Whole(7)) > 0 || jump.Cmp(money.Whole(-7)) < 0) && !passes(landed.Figures(plan, at(p-1)), landed.Figures(plan, at(p))) {
				t.Fatalf("%s: the margin jumps by %s at price %s, and no rule has a threshold there", about(s), jump, price)
			}
		}
		was = m
	}
}

// passes tells whether a number of a rule meets one of its thresholds from one
// quote to the next.
func passes(a, b *landed.Quote) bool {
	return slices.ContainsFunc(landed.Thresholds(b), func(t landed.Threshold) bool {
		from, okA := a.Number(t)
		to, okB := b.Number(t)
		if from.Cmp(to) > 0 {
			from, to = to, from
		}
		return okA && okB && from.Cmp(to) != 0 && from.Cmp(t.Bound) <= 0 && t.Bound.Cmp(to) <= 0
	})
}

func about(s *whatif.Study) string {
	text := s.Plans[0].Route.ID
	for _, spec := range offer.Specs() {
		if v, ok := s.Offer.Text(spec.Field); ok {
			text += " " + spec.Name + "=" + v
		}
	}
	return text
}

func spanOf(got whatif.Reached, price money.Ratio) int {
	return slices.IndexFunc(got.Spans, func(s whatif.Span) bool { return s.From.Cmp(price) <= 0 && price.Cmp(s.To) <= 0 })
}

func trapped(got whatif.Reached, price money.Ratio) bool {
	return slices.ContainsFunc(got.Traps, func(t whatif.Trap) bool { return t.From.Cmp(price) <= 0 && price.Cmp(t.To) <= 0 })
}

// TestSolveInvertsTheQuote: on 10,000 random offers, the margin that a quote
// gives is a target that solve reaches at that price or at a lower one; the
// quote at the answer reaches it, and a step under it does not. Costs and
// freight likewise, from above.
func TestSolveInvertsTheQuote(t *testing.T) {
	const shards = 4
	n := 10_000 / shards
	if testing.Short() {
		n /= 20
	}
	for shard := range shards {
		t.Run(strconv.Itoa(shard), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(5, uint64(shard)))
			for range n {
				only := embedded.routes[r.IntN(2):][:1]
				s, err := whatif.NewStudy(only, embedded.tables, route.Options{Date: embedded.date}, drawOffer(t, r))
				if err != nil {
					t.Fatal(err)
				}
				invert(t, s, []string{"price", "unit_cost", "freight"}[r.IntN(3)])
			}
		})
	}
}

func invert(t *testing.T, s *whatif.Study, name string) {
	t.Helper()
	in, f := s.Input(name, "")
	if f != nil {
		return // a line that does not apply to this offer
	}
	b, err := s.Bind(in)
	if err != nil {
		t.Fatal(err)
	}
	now, _ := money.ParseRatio(in.Base)
	margin := func(plan int, v money.Ratio) (money.Ratio, bool) {
		b.Set(0, offer.Value{Num: v, Text: in.Spec.Currency})
		if in.Name == "unit_cost" {
			b.Set(0, offer.Value{Num: v, Text: in.Unit})
		}
		q := b.Quote(plan)
		if !q.Feasible() || !q.Totals.Margin.Known {
			return money.Ratio{}, false
		}
		m, ok := q.Totals.Margin.Amount.Ratio().Quo(q.Units)
		return m, ok
	}
	for plan := range s.Plans {
		m, ok := margin(plan, now)
		if !ok {
			continue
		}
		pesos, _ := m.Quo(money.Whole(100))
		sol, err := s.Solve(in, whatif.Target{Value: pesos})
		if err != nil {
			t.Fatal(err)
		}
		got := sol.Routes[plan]
		if got.Fixed {
			continue
		}
		if spanOf(got, now) < 0 {
			t.Fatalf("%s: %s %s leaves %s, and the solution for that is %+v", about(s), name, in.Base, m, got.Spans)
		}
		for _, span := range got.Spans {
			for _, end := range []struct {
				at    money.Ratio
				step  int64
				bound money.Ratio
			}{{span.From, -1, sol.From}, {span.To, 1, sol.To}} {
				if at, ok := margin(plan, end.at); !ok || at.Cmp(m) < 0 {
					t.Fatalf("%s: %s %s is said to leave %s, and leaves %s", about(s), name, end.at, m, at)
				}
				beyond, _ := end.at.Add(money.NewRatio(end.step, 100))
				if at, ok := margin(plan, beyond); end.at.Cmp(end.bound) != 0 && ok && at.Cmp(m) >= 0 {
					t.Fatalf("%s: %s %s leaves %s, and is said not to reach %s", about(s), name, beyond, at, m)
				}
			}
		}
	}
}

// TestLeads: from one step to the next of a lead the best route changes, and
// every step of a lead that is looked at has it, but for slivers.
func TestLeads(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 0))
	for range 40 {
		s := study(t, drawOffer(t, r))
		for _, name := range []string{"price", "fx.USD", "duty"} {
			in := input(t, s, name, "")
			leads, _, err := s.Leads(in)
			if err != nil {
				t.Fatal(err)
			}
			b, err := s.Bind(in)
			if err != nil {
				t.Fatal(err)
			}
			best := func(v money.Ratio) int {
				b.Set(0, offer.Value{Num: v, Text: "MXN"})
				quotes := []*landed.Quote{b.Quote(0), b.Quote(1)}
				return slices.Index(quotes, landed.Best(quotes))
			}
			for i, l := range leads {
				span, _ := l.To.Sub(l.From)
				for range 50 {
					steps, _ := span.Mul(money.NewRatio(power10(in.Places), 1))
					v, _ := l.From.Add(money.NewRatio(r.Int64N(steps.Ceil()+1), power10(in.Places)))
					if best(v) != l.Best && l.Slivers == 0 {
						t.Fatalf("%s: at %s %s route %d is best, want %d of %+v", about(s), name, v, best(v), l.Best, l)
					}
				}
				if best(l.From) != l.Best || best(l.To) != l.Best {
					t.Fatalf("%s: the ends of %+v have another best route", about(s), l)
				}
				if i > 0 && leads[i-1].Best == l.Best {
					t.Fatalf("%s: %+v and %+v are one", about(s), leads[i-1], l)
				}
			}
		}
	}
}

func power10(n int32) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
