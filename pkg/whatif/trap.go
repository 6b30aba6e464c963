package whatif

import "aduana/pkg/money"

// Trap is prices on end that earn less than a lower one.
type Trap struct {
	From, To money.Ratio
	Open     bool  // as far as was searched
	Better   Point // the lower price, the dearest that earns as much as any under the trap
	Least    Point // the price in the trap that earns least
	Causes   []Cause
}

// traps finds the prices that earn less than a lower one. In a stretch without
// a threshold the margin is a straight line of the price, so the most and the
// least of it stand at its ends.
func (g *grid) traps(s *search) []Trap {
	free := s.with(func(p *probe) { p.judge(perUnit(p.quotes[0])); p.class, p.open = min(p.class, behind), false })
	var traps []Trap
	var top, last *probe // the dearest of those that earn most so far; the step before
	open := false        // the last trap reaches to the step before
	extend := func(from, to *probe, why []Cause) {
		if !open {
			traps = append(traps, Trap{From: g.value(from.at), Better: g.point(top), Least: g.point(from)})
		}
		t := &traps[len(traps)-1]
		t.To, t.Open, t.Causes = g.value(to.at), to.at == g.to, append(t.Causes, why...)
		for _, p := range []*probe{from, to} {
			if less(p, t.Least.Margin, 0) {
				t.Least = g.point(p)
			}
		}
		open = true
	}
	for r := range free.stretches(g.from, g.to) {
		if r.class == unknown {
			last, open = r.last, false
			continue
		}
		earned := func() money.Ratio { m, _ := perUnit(top.quotes[0]); return m }
		switch {
		case top != nil && less(r.first, earned(), wobble):
			back := first(s, r.first.at, r.last.at, earned())
			end := r.last
			if back <= r.last.at {
				end = free.at(back - 1)
			}
			extend(r.first, end, causes(free, last, r.first))
			open = end.at == r.last.at
		case top == nil || !less(r.first, earned(), 0):
			top, open = r.first, false
		}
		if !open && less(r.last, earned(), wobble) { // every peso more costs more than it brings
			extend(free.at(r.first.at+1), r.last, nil)
		}
		if !less(r.last, earned(), 0) {
			top = r.last
		}
		last = r.last
	}
	return traps
}

// less tells whether a probe earns less than a margin by more than so many
// centavos a unit.
func less(p *probe, margin money.Ratio, by int64) bool {
	m, _ := perUnit(p.quotes[0])
	floor, ok := margin.Sub(money.Whole(by))
	return ok && m.Cmp(floor) < 0
}

// first gives the first step from lo to hi that earns a margin, and the step
// after hi where none does.
func first(s *search, lo, hi int64, margin money.Ratio) int64 {
	rising := s.with(func(p *probe) {
		m, ok := perUnit(p.quotes[0])
		over, fits := m.Sub(margin)
		p.judge(over, ok && fits)
	})
	for r := range rising.runs(lo, hi) {
		if r.class == ahead {
			return r.first.at
		}
	}
	return hi + 1
}
