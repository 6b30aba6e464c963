package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// class is what offers have in common that give the same fields and answer
// alike to all that is not a number: which lines apply, the rows of most
// tables, and all that these fix of the other lines. What is left for an offer
// are a few steps on its own numbers.
type class struct {
	one     bool         // nothing is in common: its offers are reckoned line by line
	matches []*found     // by table; nil where the offer's numbers decide
	presets []preset     // defaults that tables give
	refusal *fault.Fault // why the route cannot be used
	lacking []string     // fields for lines that wait for them
	steps   []step
	open    [numEntries]bool // sums that are unknown
	notices []truth          // by warning of the plan; untold where the offer's numbers decide
}

// step reckons one line.
type step struct {
	form
	line    int
	base    []addend
	effects []effect
}

// addend is a line in the sum of another.
type addend struct {
	line int
	less bool // is taken off
}

// preset is a default that a table gives.
type preset struct {
	field offer.Field
	value offer.Value
}

// classKey tells classes apart: the fields that are given, and what is answered
// to each key, six bits each.
type classKey struct {
	given   uint64
	answers [2]uint64
}

// Room for answers in a classKey.
const (
	answerBits  = 6
	mostAnswers = 1 << answerBits
	keysAWord   = 64 / answerBits
)

// classed finds the class of the offer, whose defaults are laid; nil where it
// has none.
func (e *evaluation) classed(given uint64) *class {
	g := e.program
	key := classKey{given: given}
	for i := range g.axes {
		a := &g.axes[i]
		region := e.region(a.key)
		answer := unasked
		if region < len(a.class) {
			answer = a.class[region]
		}
		if answer == unasked {
			answer = a.sort(e.finder.keys[a.key], region)
		}
		if answer >= mostAnswers {
			return nil
		}
		key.answers[i/keysAWord] |= uint64(answer) << (i % keysAWord * answerBits)
	}
	if e.held != nil && e.heldBy == key {
		return e.held
	}
	c := g.classes[key]
	if c == nil {
		if len(g.classes) >= mostClasses {
			return nil
		}
		c = e.fold(given)
		g.classes[key] = c
	}
	e.held, e.heldBy = c, key
	return c
}

// mostClasses bounds the memory that classes take.
const mostClasses = 20_000

// totals reckons the totals of an offer by its class. It is false where the
// offer has none, or a number of its own leaves a line open: then nothing is
// reckoned.
func (e *evaluation) totals(o *offer.Offer) bool {
	if e.program.classes == nil {
		return false
	}
	e.clear(o)
	given := e.Offer.Given()
	e.Offer.Under(&e.program.given)
	e.imply()
	c := e.classed(given)
	if c == nil || c.one {
		return false
	}
	copy(e.matches, c.matches)
	for i := range c.presets {
		e.Offer.Put(c.presets[i].field, c.presets[i].value)
	}
	e.Refusal, e.lacking, e.Lines = c.refusal, c.lacking, nil
	a := account{unknown: c.open}
	for i := range c.steps {
		s := &c.steps[i]
		base := money.Amount(0)
		for _, b := range s.base {
			if b.less {
				base -= e.sums[b.line]
			} else {
				base += e.sums[b.line]
			}
		}
		rate, why := s.fixed, (*fault.Fault)(nil)
		if len(s.rates) > 0 {
			rate, why = e.rate(&s.form, base)
		}
		sum := money.Amount(0)
		if why == nil {
			sum, why = e.amount(&s.form, base, rate, each, nil)
		}
		if why != nil && why.Code != notMet {
			return false
		}
		e.sums[s.line] = sum
		if s.line == e.program.customs {
			e.customs = Figure{Amount: sum, Known: true}
		}
		if sum != 0 {
			a.enter(sum, s.effects)
		}
	}
	e.Units = e.units().value
	e.settle(&a)
	return true
}

// clear begins an offer.
func (e *evaluation) clear(o *offer.Offer) {
	o.Lay(e.Plan.Route.ID, &e.Offer)
	e.Refusal, e.lacking, e.customs, e.between = nil, nil, Figure{}, false
	e.Assumed, e.Warnings = e.Assumed[:0], e.Warnings[:0]
	clear(e.reckoned[:])
	if e.finder == nil {
		clear(e.matches)
		return
	}
	e.finder.forget()
	copy(e.matches, e.finder.fixed)
}

// classAxes lists the keys that tell classes apart, with the conditions that
// stand in lines and notices and in tables that no number decides.
func (g *program) classAxes() {
	f := g.finder
	take := func(key int, conds []int) {
		for i := range g.axes {
			if g.axes[i].key == key {
				g.axes[i].conds = append(g.axes[i].conds, conds...)
				return
			}
		}
		g.axes = append(g.axes, axis{key: key, conds: append([]int(nil), conds...), alike: map[string]int{}})
	}
	for i := range f.tables {
		if x := &f.tables[i]; g.plan.Tables[i].View != nil && f.common(x) {
			for _, a := range x.axes {
				if f.keys[a.key].key.Kind() != table.KindNumber {
					take(a.key, a.conds)
				}
			}
		}
	}
	for _, c := range g.asked {
		if !c.column && c.source.Cond.Key.Kind() != table.KindNumber {
			take(c.key, []int{c.cond})
		}
	}
	if len(g.axes) <= keysAWord*len(classKey{}.answers) {
		g.classes = map[classKey]*class{}
	}
}

// common tells whether a table can give the same for all offers of a class.
func (f *finder) common(x *index) bool {
	if x.direct {
		return false
	}
	for _, a := range x.axes {
		if k := f.keys[a.key].key; a.exact || k.Kind() == table.KindNumber && byKey[k] == offer.NumFields {
			return false
		}
	}
	return true
}
