package whatif

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// Swing is how far the margins move while one input goes over its range.
type Swing struct {
	Range  *Range
	Routes []RouteSwing // by plan
}

// RouteSwing is a route's margins over a range. Low and High are at the range's
// ends; Least and Most are the lowest and the highest anywhere in it, which a
// threshold can put between the ends.
type RouteSwing struct {
	Low, High, Least, Most Point
	Known                  bool // every margin in the range is known
}

// Width is the highest margin less the lowest, in centavos a unit.
func (r *RouteSwing) Width() money.Ratio {
	if !r.Known {
		return money.Zero
	}
	w, _ := r.Most.Margin.Sub(r.Least.Margin)
	return w
}

// spread is how many steps of a range are looked at beside its thresholds.
const spread = 32

// Tornado moves each input over its range, one at a time. Between two
// thresholds a margin moves one way, so that its extremes stand at the
// thresholds; some steps between are looked at all the same. Faults:
// E-INPUT-TWICE, E-VALUES and those of a compilation.
func (s *Study) Tornado(ranges []*Range) ([]Swing, error) {
	var inputs []*Input
	for _, r := range ranges {
		inputs = append(inputs, r.Input)
	}
	if i := twice(inputs); i >= 0 {
		return nil, fault.New("E-INPUT-TWICE", fault.Place{}, inputs[i].Name)
	}
	swings := make([]Swing, len(ranges))
	for i, r := range ranges {
		b, err := s.Bind(r.Input)
		if err != nil {
			return nil, err
		}
		g, ok := gridOver(r)
		if !ok {
			return nil, fault.New("E-VALUES", fault.Place{}, r.Input.Name, "its ends have more than nine decimals")
		}
		swings[i].Range = r
		for plan := range s.Plans {
			if r.Input.on[plan] {
				swings[i].Routes = append(swings[i].Routes, g.swing(b, plan))
			} else {
				p := pointOf(s.Base[plan], money.Zero)
				swings[i].Routes = append(swings[i].Routes, RouteSwing{Low: p, High: p, Least: p, Most: p, Known: p.Known})
			}
		}
	}
	return swings, nil
}

func (g *grid) swing(b *Bound, plan int) RouteSwing {
	out := RouteSwing{Known: true}
	look := newSearch(b, g.set, func(p *probe) { p.judge(perUnit(p.quotes[0])); p.class, p.open = min(p.class, behind), false }, plan)
	see := func(p *probe) {
		at := g.point(p)
		switch {
		case !at.Known:
			out.Known = false
			return
		case !out.Least.Known:
			out.Least, out.Most = at, at
		}
		if at.Margin.Cmp(out.Least.Margin) < 0 {
			out.Least = at
		}
		if at.Margin.Cmp(out.Most.Margin) > 0 {
			out.Most = at
		}
	}
	for r := range look.stretches(g.from, g.to) {
		see(r.first)
		see(r.last)
	}
	for i := range int64(spread) {
		see(look.at(g.from + (g.to-g.from)*i/spread))
	}
	out.Low, out.High = g.point(look.at(g.from)), g.point(look.at(g.to))
	return out
}
