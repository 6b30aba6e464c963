package whatif

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// wobble is what rounding alone can do to the margin of a unit from one price
// to the next, in centavos. A price that earns less than a lower one by no more
// is no trap.
const wobble = 5

// Target is a margin of a unit to reach: an amount in MXN, or a share of the
// price.
type Target struct {
	Value money.Ratio // MXN, or a fraction
	Share bool
}

// Solution says at which values of an input a target is reached.
type Solution struct {
	Input    *Input
	Target   Target
	From, To money.Ratio // what was searched
	Routes   []Reached   // one a plan
}

// Reached is a solution on one route. Values are of the input; margins are
// centavos of MXN a unit.
type Reached struct {
	Plan    int
	Fixed   bool   // the route does not depend on the input
	Spans   []Span // where the target is reached, in order
	Nearest Point  // where the margin comes nearest to the target; of a route that never reaches it
	Traps   []Trap // of a price alone
}

// Span is values on end at which a target is reached.
type Span struct {
	From, To money.Ratio
	Open     bool // it goes on as far as was searched
	Holes    int  // steps inside that miss it, by rounding alone
	At, Last Point
	Causes   []Cause // the thresholds that begin it; empty where the margin rises to it
}

// Point is a value of the input with the margin there.
type Point struct {
	Value    money.Ratio
	Margin   money.Ratio // centavos a unit
	HasShare bool
	Share    money.Ratio // of the price
	Known    bool
}

// levers are the inputs that can be solved for, with the bounds of the search:
// those that every line is a straight line of.
var levers = map[offer.Field]money.Ratio{
	offer.Price: money.Whole(1_000_000), offer.UnitCost: money.Whole(1_000_000), offer.Duty: money.Whole(10),
}

// Solvable tells whether an input can be solved for.
func (in *Input) Solvable() bool {
	if in.kind == ofField {
		_, ok := levers[in.field]
		return ok
	}
	return in.kind == ofLine || in.kind == ofRate
}

// Solve finds the values of an input at which each route reaches a margin, to
// the step: the centavo of money, a ten thousandth of a rate. Faults: E-SOLVE-INPUT
// and those of a compilation.
func (s *Study) Solve(in *Input, t Target) (*Solution, error) {
	if !in.Solvable() {
		return nil, fault.New("E-SOLVE-INPUT", fault.Place{}, in.Name)
	}
	b, err := s.Bind(in)
	if err != nil {
		return nil, err
	}
	g := newGrid(s, in)
	sol := &Solution{Input: in, Target: t, From: g.value(g.from), To: g.value(g.to)}
	for plan := range s.Plans {
		if in.on[plan] {
			r, f := g.reach(b, plan, t)
			if f != nil {
				return nil, f
			}
			sol.Routes = append(sol.Routes, r)
		} else {
			sol.Routes = append(sol.Routes, fixed(s.Base[plan], plan, t))
		}
	}
	return sol, nil
}

// fixed answers for a route that does not depend on the input.
func fixed(q *landed.Quote, plan int, t Target) Reached {
	r := Reached{Plan: plan, Fixed: true, Nearest: pointOf(q, money.Zero)}
	if short, ok := t.over(q); ok && short.Sign() >= 0 {
		r.Spans = []Span{{Open: true, At: r.Nearest}}
	}
	return r
}

// over gives by how much the margin of a unit is over the target, in centavos.
func (t Target) over(q *landed.Quote) (money.Ratio, bool) {
	m, ok := perUnit(q)
	if !ok {
		return m, false
	}
	want, ok := t.Value.Mul(money.Whole(100))
	if t.Share {
		price, known := q.PerUnit(&landed.Total{Of: func(t *landed.Totals) landed.Figure { return t.Price }})
		if !known {
			return price, false
		}
		want, ok = t.Value.Mul(price)
	}
	over, fits := m.Sub(want)
	return over, ok && fits
}

// nearness orders quotes by how near they come to a target that they miss: by
// the share of the price, or the amount.
func (t Target) nearness(q *landed.Quote, over money.Ratio, known bool) (money.Ratio, bool) {
	if known && t.Share {
		return q.Totals.Margin.Share(q.Totals.Price)
	}
	return over, known
}

// PointOf gives the margin of a quote as it is, without an input.
func PointOf(q *landed.Quote) Point { return pointOf(q, money.Zero) }

func pointOf(q *landed.Quote, value money.Ratio) Point {
	p := Point{Value: value}
	if p.Margin, p.Known = perUnit(q); p.Known {
		p.Share, p.HasShare = q.Totals.Margin.Share(q.Totals.Price)
	}
	return p
}

func (g *grid) point(p *probe) Point { return pointOf(p.quotes[0], g.value(p.at)) }

// reach answers for one route.
func (g *grid) reach(b *Bound, plan int, t Target) (Reached, *fault.Fault) {
	r := Reached{Plan: plan}
	var nearest *probe
	var best money.Ratio
	s := newSearch(b, g.set, func(p *probe) {
		over, ok := t.over(p.quotes[0])
		p.judge(over, ok)
		if near, known := t.nearness(p.quotes[0], over, ok); known && (nearest == nil || near.Cmp(best) > 0) {
			nearest, best = p, near
		}
	}, plan)
	runs := slices.Collect(s.runs(g.from, g.to))
	if s.flat {
		return r, fault.New("E-SOLVE-FLAT", fault.Place{}, g.in.Name)
	}
	for i, cur := range runs {
		switch {
		case cur.class != ahead:
			continue
		case i >= 2 && runs[i-1].class == behind && runs[i-2].class == ahead && same(runs[i-2].last, cur.first):
			// A straight line does not turn: only rounding misses the target here.
			r.Spans[len(r.Spans)-1].Holes += int(cur.first.at - runs[i-1].first.at)
		default:
			span := Span{From: g.value(cur.first.at), At: g.point(cur.first)}
			if i > 0 {
				span.Causes = causes(s, runs[i-1].last, cur.first)
			}
			r.Spans = append(r.Spans, span)
		}
		span := &r.Spans[len(r.Spans)-1]
		span.To, span.Open, span.Last = g.value(cur.last.at), cur.last.at == g.to, g.point(cur.last)
	}
	if nearest != nil {
		r.Nearest = g.point(nearest)
	}
	if g.in.kind == ofField && g.in.field == offer.Price {
		r.Traps = g.traps(s)
	}
	return r, nil
}
