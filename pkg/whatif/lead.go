package whatif

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
)

// Lead is values of an input on end at which the same route is best, or none.
type Lead struct {
	From, To money.Ratio
	Best     int     // plan; -1 where none can be used or a margin is not known
	First    []Point // by plan, at From
	Last     []Point // by plan, at To
	Slivers  int     // steps inside at which another route is ahead, by rounding alone
	Causes   []Cause // the thresholds at From; empty where the margins cross
}

// Leads says which route is best at which values of an input, in order, over
// all that is searched. Faults: E-SOLVE-INPUT, E-SOLVE-FLAT and those of a
// compilation.
func (s *Study) Leads(in *Input) (leads []Lead, nearest []Point, err error) {
	if !in.Solvable() {
		return nil, nil, fault.New("E-SOLVE-INPUT", fault.Place{}, in.Name)
	}
	b, err := s.Bind(in)
	if err != nil {
		return nil, nil, err
	}
	g := newGrid(s, in)
	all := make([]int, len(s.Plans))
	for i := range all {
		all[i] = i
	}
	var closest *probe
	look := newSearch(b, g.set, func(p *probe) {
		p.lead()
		if p.open && (closest == nil || p.slack.Cmp(closest.slack) < 0) {
			closest = p
		}
	}, all...)
	runs := slices.Collect(look.runs(g.from, g.to))
	if look.flat {
		return nil, nil, fault.New("E-SOLVE-FLAT", fault.Place{}, in.Name)
	}
	points := func(p *probe) []Point {
		out := make([]Point, len(p.quotes))
		for i, q := range p.quotes {
			out[i] = pointOf(q, g.value(p.at))
		}
		return out
	}
	for i, r := range runs {
		if n := len(leads); n > 0 {
			sliver := i+1 < len(runs) && runs[i-1].class == runs[i+1].class && same(runs[i-1].last, runs[i+1].first)
			if sliver {
				leads[n-1].Slivers += int(r.last.at - r.first.at + 1)
			}
			if sliver || leads[n-1].Best == r.class {
				leads[n-1].To, leads[n-1].Last = g.value(r.last.at), points(r.last)
				continue
			}
		}
		lead := Lead{From: g.value(r.first.at), To: g.value(r.last.at), Best: r.class, First: points(r.first), Last: points(r.last)}
		if i > 0 {
			lead.Causes = causes(look, runs[i-1].last, r.first)
		}
		leads = append(leads, lead)
	}
	if closest != nil {
		nearest = points(closest)
	}
	return leads, nearest, nil
}

// lead sorts a probe by its best route; the slack is how far it is ahead.
func (p *probe) lead() {
	p.class, p.open = unknown, false
	best := landed.Best(p.quotes)
	if best == nil {
		return
	}
	p.class = slices.Index(p.quotes, best)
	top, _ := perUnit(best)
	for _, q := range p.quotes {
		if q == best {
			continue
		}
		m, ok := perUnit(q)
		if !ok {
			continue
		}
		if by, fits := top.Sub(m); fits && (!p.open || by.Cmp(p.slack) < 0) {
			p.open, p.slack = true, by
		}
	}
}
