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
	*common
	due   fault.List // warnings of the plan, bare, that are due for all
	asked []bool     // by warning of the plan: the offer's numbers decide, or those before it
}

// common is what many classes have in common, kept once so that it stays near
// the processor.
type common struct {
	one     bool                     // nothing is in common: offers are reckoned line by line
	presets []preset                 // defaults that tables give
	refusal *fault.Fault             // why the route cannot be used
	customs Figure                   // the customs value, where it is the same for all
	gaps    []*fault.Fault           // why lines are unknown, see [Quote.gaps]
	steps   []*step                  // in the order of the lines
	sums    [numEntries]money.Amount // what the lines come to that are the same for all
	open    [numEntries]bool         // sums that are unknown
}

// step reckons one line.
type step struct {
	id       int  // among those of the program
	simple   bool // a rate of the base, and at most a lower bound
	rated    bool // a simple one whose rate has a part that is the offer's own
	floored  bool // there is one
	line     int
	constant money.Amount // of lines that are the same for all offers of the class
	base     []addend
	rate     money.Ratio // of a simple one
	low      money.Amount
	effects  []effect
	form     *form // of any other
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

// outline is what offers that give the same fields have in common: the answers
// that defaults make.
type outline struct {
	given   uint64
	key     classKey
	varying []int // the axes whose answers differ
}

// implied are the fields that others imply, see [offer.Offer.Implied], each with
// the field whose answer decides. That a declared value is given is the same for
// all offers of an outline.
var implied = map[offer.Field]offer.Field{offer.CustomsBasis: offer.Terms, offer.ShipsFrom: offer.Origin, offer.Fulfilment: offer.Marketplace}

// outlined gives the outline of an offer whose defaults are laid; nil where it
// has none.
func (e *evaluation) outlined(given uint64) *outline {
	if o := e.outline; o != nil && o.given == given {
		return o
	}
	o := &outline{given: given, key: classKey{given: given}}
	for i := range e.program.axes {
		field := e.program.axes[i].field
		from, derived := implied[field]
		if field != offer.NumFields && (given&(1<<field) != 0 || derived && given&(1<<from) != 0) {
			o.varying = append(o.varying, i)
		} else if !e.answer(&o.key, i) {
			return nil
		}
	}
	e.outline = o
	return o
}

// answer enters what the offer answers to the key of an axis. It is false where
// there are too many answers.
func (e *evaluation) answer(key *classKey, i int) bool {
	a := &e.program.axes[i]
	v, _ := e.Offer.Get(a.field)
	if id := v.ID(); id != 0 && id < len(a.byID) && a.byID[id] != 0 {
		key.answers[i/keysAWord] |= uint64(a.byID[id]-1) << (i % keysAWord * answerBits)
		return true
	}
	region := e.region(a.key)
	answer := unasked
	if region < len(a.class) {
		answer = a.class[region]
	}
	if answer == unasked {
		answer = a.sort(e.finder.keys[a.key], region)
	}
	if answer >= mostAnswers {
		return false
	}
	if id := v.ID(); id != 0 {
		for len(a.byID) <= id {
			a.byID = append(a.byID, 0)
		}
		a.byID[id] = uint8(answer + 1)
	}
	key.answers[i/keysAWord] |= uint64(answer) << (i % keysAWord * answerBits)
	return true
}

// classed finds the class of the offer, whose defaults are laid; nil where it
// has none.
func (e *evaluation) classed(given uint64) *class {
	o := e.outlined(given)
	if o == nil {
		return nil
	}
	g, key := e.program, o.key
	for _, i := range o.varying {
		if !e.answer(&key, i) {
			return nil
		}
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
	if e.outline != nil && e.outline.given == given {
		e.Offer.Retain(e.program.given.Given()) // the defaults are there from the offer before
	} else {
		e.Offer.Under(&e.program.given)
	}
	e.imply()
	c := e.classed(given)
	if c == nil || c.one {
		return false
	}
	for i := range c.presets {
		e.Offer.Put(c.presets[i].field, c.presets[i].value)
	}
	e.Refusal, e.open, e.Lines, e.customs = c.refusal, c.gaps, nil, c.customs
	a := account{sums: c.sums, unknown: c.open}
	for _, s := range c.steps {
		base := s.constant
		for _, b := range s.base {
			if b.less {
				base -= e.sums[b.line]
			} else {
				base += e.sums[b.line]
			}
		}
		sum, ok := money.Amount(0), s.simple
		if ok {
			rate := s.rate
			if s.rated {
				var why *fault.Fault
				if rate, why = e.rate(s.form, base); why != nil {
					if why.Code != notMet {
						return false
					}
					rate = money.Zero
				}
			}
			sum, ok = base.Scale(rate)
			ok = ok && sum <= limit && sum >= -limit
			if s.floored && sum < s.low {
				sum = s.low
			}
		}
		if !ok {
			rate, why := s.form.fixed, (*fault.Fault)(nil)
			if len(s.form.rates) > 0 {
				rate, why = e.rate(s.form, base)
			}
			if why == nil {
				sum, why = e.amount(s.form, base, rate, each, nil)
			}
			if why != nil && why.Code != notMet {
				return false
			}
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
	e.Refusal, e.open, e.customs, e.between = nil, nil, Figure{}, false
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
		own := axis{key: key, conds: append([]int(nil), conds...), alike: map[string]int{}, field: byKey[f.keys[key].key]}
		if f.keys[key].key == table.KeyFlag {
			own.field = offer.HS // which has them
		}
		g.axes = append(g.axes, own)
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
