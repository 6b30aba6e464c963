package landed

import (
	"encoding/binary"
	"slices"
	"strconv"

	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// take folds the alternative that a line takes.
func (c *folding) take(i int, alt *alternative) bool {
	if !c.constant(alt.credit) {
		return false
	}
	l := &c.Lines[i]
	c.form = alt.form
	c.step = step{form: &c.form, line: i, effects: alt.effects[l.Credit], base: c.base[:0]}
	f, s := &c.form, &c.step
	// A row of its own may leave the line open for another reason, or refuse the route.
	open := slices.ContainsFunc(alt.rates, func(o operand) bool { return o.kind == route.Column && !c.shared(o.view) }) ||
		alt.amount != nil && alt.amount.kind == route.Column && !c.shared(alt.amount.view)
	if l.State == Unknown && !open && l.Reason.Code != "E-OVERFLOW" && !c.waitsForLive(alt, l) {
		return c.unknown(i, l.Reason)
	}
	if l.State == Unknown && !c.hinges(alt) {
		return false
	}
	if !c.foldRates(f, alt) || !c.quantities(f, alt) {
		return false
	}
	views := c.lookedUp(f)
	if s.looksUp = len(views) > 0; !c.stocked(f, views) {
		return false
	}
	for _, a := range alt.sum {
		from := &c.Lines[a.Line]
		counts := alt.counts(from)
		switch c.status[a.Line] {
		case waiting:
			if counts {
				return false
			}
		case live:
			if counts {
				s.base = append(s.base, addend{line: a.Line, less: a.Negative})
			}
		case fixed:
			if counts && a.Negative {
				s.constant -= from.Amount
			} else if counts {
				s.constant += from.Amount
			}
		}
	}
	c.base, c.status[i] = s.base, live
	unbounded := f.bounds == bounds{} && f.min == nil && f.max == nil
	nothing := unbounded && f.fixed.Num == 0 && f.mode == plain
	same := len(s.base) == 0 && f.amount == nil && f.each == route.NoMeasure && f.min == nil && f.max == nil && len(f.rates) == 0
	s.simple = len(f.rates) == 0 && f.amount == nil && f.per.Num == 0 && !f.bounds.high && f.min == nil && f.max == nil && !f.whole
	s.rate, s.low, s.floored = f.fixed, f.low, f.bounds.low
	switch {
	case l.State == NotApplied && !open:
		c.status[i] = off
	case (nothing || same) && !open && !f.band && l.State == Known:
		c.status[i] = fixed
		if i == c.program.customs {
			c.class.customs = Figure{Amount: l.Amount, Known: true}
		}
		var a account
		a.enter(l.Amount, s.effects)
		for in := range a.sums {
			c.class.sums[in] += a.sums[in]
		}
	default:
		c.class.reckons = c.class.reckons || i == c.program.customs
		c.class.steps = append(c.class.steps, c.program.shared(s, alt, l.Credit))
	}
	return true
}

// waitsForLive tells whether a line waits for one that another offer of the
// class may know.
func (c *folding) waitsForLive(alt *alternative, l *Line) bool {
	return l.Reason.Code == "R-WAITS" && !slices.ContainsFunc(alt.sum, func(a route.Addend) bool {
		return c.status[a.Line] == waiting && alt.counts(&c.Lines[a.Line])
	})
}

// counts tells whether an earlier line counts in the sum.
func (alt *alternative) counts(from *Line) bool {
	switch alt.count {
	case countCost:
		return from.alt.costs[from.Credit]
	case countCredit:
		return from.alt.accounted[from.Credit]
	}
	return true
}

// hinges tells whether a line that is unknown for this offer may be known for
// another of the class: all that they share of it is known.
func (c *folding) hinges(alt *alternative) bool {
	for i := range alt.rates {
		if o := &alt.rates[i]; (c.constant(o) || o.kind != route.Column) && c.operand(o).fault != nil {
			return false
		}
	}
	for _, o := range []*operand{alt.amount, alt.min, alt.max} {
		if o == nil || o.kind == route.Column && !c.constant(o) {
			continue
		}
		if _, why := c.centavos(o); why != nil {
			return false
		}
	}
	return alt.each == route.NoMeasure || c.measure(alt.each).fault == nil
}

// foldRates folds the rates that are the same for all offers of the class.
func (c *folding) foldRates(s *form, alt *alternative) bool {
	s.rates = c.rates[:0]
	for i := range alt.rates {
		o := &alt.rates[i]
		if !c.constant(o) {
			if o.kind == route.Column && c.finder.asks(o.view, table.KeyMonthlySales) {
				return false // it asks for lines that a step does not keep
			}
			s.rates = append(s.rates, *o)
			continue
		}
		n := c.operand(o)
		if n.fault != nil {
			return false
		}
		var ok bool
		if s.fixed, ok = s.fixed.Mul(n.value); !ok {
			return false
		}
	}
	c.rates, s.fixed = s.rates, s.fixed.Lowest()
	if len(s.rates) == 0 && s.mode != plain {
		if s.fixed = s.mode.of(s.fixed); s.fixed.Den <= 0 {
			return false
		}
		s.mode = plain
	}
	return true
}

// quantities folds amount, quantity and bounds.
func (c *folding) quantities(s *form, alt *alternative) bool {
	if alt.amount != nil && c.constant(alt.amount) {
		per, why := c.centavos(alt.amount)
		if why != nil {
			return false
		}
		s.per, s.amount = per.Lowest(), nil
	} else if alt.amount != nil && alt.amount.kind == route.Column && c.finder.asks(alt.amount.view, table.KeyMonthlySales) {
		return false
	}
	needed := alt.amount != nil || alt.min != nil || alt.max != nil
	if alt.each != route.NoMeasure && c.steady(alt.each) && c.constant(alt.over) && c.constant(alt.step) && c.constant(alt.atLeast) {
		q := quantityOf[number](c.evaluation, &alt.form)
		if q.fault != nil {
			return !needed
		}
		s.times, s.each = q.value.Lowest(), route.NoMeasure
	}
	if s.each != route.NoMeasure {
		return true
	}
	for _, b := range []struct {
		of    **operand
		bound *money.Amount
		known *bool
	}{{&s.min, &s.low, &s.bounds.low}, {&s.max, &s.high, &s.bounds.high}} {
		if *b.of == nil || !c.constant(*b.of) {
			continue
		}
		per, why := c.centavos(*b.of)
		if why != nil {
			return false
		}
		if *b.bound, *b.known = money.Reckon(0, per, s.times, money.One); !*b.known {
			return false
		}
		*b.of = nil
	}
	return true
}

// lookedUp lists the tables that a step asks for a row of an offer's own.
func (c *folding) lookedUp(s *form) []int {
	views := c.viewsOf(s.each)
	asked := []*operand{s.amount, s.min, s.max, s.atLeast, s.over, s.step}
	for i := range s.rates {
		asked = append(asked, &s.rates[i])
	}
	for _, o := range asked {
		switch {
		case o == nil:
		case o.kind == route.Column:
			views = append(views, o.view)
		case o.kind == route.Reckoned:
			views = append(views, c.viewsOf(o.measure)...)
		}
	}
	return views
}

// stocked takes up the shelves of the tables that a step asks. It is false where
// a table has none.
func (c *folding) stocked(s *form, views []int) bool {
	for _, view := range views {
		if view < 0 || c.Plan.Tables[view].View == nil {
			return false
		}
		if c.class.shelves[view] == nil {
			if c.class.shelves[view] = c.shelf(view); c.class.shelves[view] == nil {
				return false
			}
		}
	}
	if s.band {
		for i := range s.rates {
			if o := &s.rates[i]; o.kind == route.Column && !c.class.shelves[o.view].banded(c.evaluation, c.class.given) {
				return false
			}
		}
	}
	return true
}

// shared gives the step that is the same, kept once.
func (g *program) shared(s *step, of *alternative, credit Credit) *step {
	f := s.form
	key := g.key[:0]
	key = append(key, byte(credit), byte(f.mode), byte(f.each))
	for _, n := range []int64{
		int64(s.line), int64(of.place), int64(s.constant), f.fixed.Num, f.fixed.Den, f.per.Num, f.per.Den, f.times.Num, f.times.Den,
		int64(f.low), int64(f.high),
	} {
		key = binary.AppendVarint(key, n)
	}
	for _, is := range []bool{f.bounds.low, f.bounds.high, f.amount != nil, f.min != nil, f.max != nil} {
		key = strconv.AppendBool(key, is)
	}
	for i := range f.rates {
		key = append(key, byte(slices.IndexFunc(of.rates, func(o operand) bool { return o.source == f.rates[i].source })))
	}
	key = append(key, '|')
	for _, b := range s.base {
		key = strconv.AppendBool(binary.AppendVarint(key, int64(b.line)), b.less)
	}
	g.key = key
	if known := g.steps[string(key)]; known != nil {
		return known
	}
	kept, form := *s, *f
	kept.id, kept.form, kept.base, form.rates = len(g.steps), &form, slices.Clone(s.base), slices.Clone(f.rates)
	g.steps[string(key)] = &kept
	return &kept
}
