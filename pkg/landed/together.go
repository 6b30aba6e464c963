package landed

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// gathered is the offers that an evaluation reckons together.
type gathered struct {
	added int       // how many wait to be reckoned
	met   []*common // of them
	// Of one offer behind those of the other: what it gives, money in centavos of MXN;
	// what dials stood at; the region of its tariff line, where its class asks for it.
	numbers []money.Ratio
	block   block
	results []result       // by offer
	sums    []money.Amount // by offer and sum that is wanted
	kept    [][]*found     // by table that warnings ask about and offer, its row

	// Of the quote that Of gave.
	at    int
	held  *class
	again func() *offer.Offer // gives its offer again
}

// result is what is reckoned of an offer by its class.
type result struct {
	class   *class  // nil where it has none
	common  *common // that it is reckoned by
	lack    lack    // why it is alone, where that is a row
	alone   bool    // the offer is reckoned line by line
	customs money.Amount
	units   money.Ratio
	between bool
	heading bool // the tariff code is that of a heading
}

// Add takes up an offer, to be reckoned together with others: those that are
// alike in all but numbers line by line for all of them, which takes a fraction
// of the time. The offer is not kept.
func (v *Evaluator) Add(o *offer.Offer) {
	e := v.e
	if more := max(32, e.added); e.added == len(e.results) {
		e.results = append(e.results, make([]result, more)...)
		e.sums = append(e.sums, make([]money.Amount, more*len(e.program.wants))...)
		for k := range e.kept {
			e.kept[k] = append(e.kept[k], make([]*found, more)...)
		}
	}
	r := &e.results[e.added]
	o = e.own(o)
	r.class, r.common, r.lack = e.classOf(o), nil, lack{}
	hs, coded := o.Get(offer.HS)
	r.heading = coded && hs.IsHeading()
	if r.class != nil {
		r.common = r.class.common
	}
	r.alone = r.class == nil || !e.gather(r.common, o)
	e.added++
}

// own gives the offer as it is on the route.
func (e *evaluation) own(o *offer.Offer) *offer.Offer {
	if !o.Differs() {
		return o
	}
	on := o.For(e.Plan.Route.ID)
	return &on
}

// gather takes the numbers of an offer. It is false where money cannot be
// converted.
func (e *evaluation) gather(c *common, o *offer.Offer) bool {
	numbers, from := e.numbers, len(e.numbers)
	if most := len(c.gives) + len(c.dials) + 1; cap(numbers)-from < most {
		numbers = slices.Grow(numbers, from+most) // twice the room: append would make it anew more often
	}
	for _, f := range c.gives {
		n := o.Num(f)
		if f.Spec().Kind == offer.Money {
			v, _ := o.Get(f)
			var why *fault.Fault
			if n, why = e.convert(v.Num, v.Text); why != nil {
				return false
			}
		}
		numbers = append(numbers, n)
	}
	for _, dial := range c.dials {
		n, why := e.convert(dial.Num, dial.Currency)
		if why != nil {
			return false
		}
		numbers = append(numbers, n)
	}
	if c.exact {
		hs, _ := o.Get(offer.HS)
		line := e.finder.keys[e.finder.hs].ofValue(&hs)
		numbers = append(numbers, money.Whole(int64(line)))
		e.ask(c.byLine, o, line)
	}
	e.numbers = numbers
	e.enters(c, member{e.added, from})
	return true
}

// enters makes an offer, whose numbers are there, one of a common.
func (e *evaluation) enters(c *common, m member) {
	if len(c.members) == 0 {
		e.met = append(e.met, c)
	}
	c.members = append(c.members, m)
}

// Reckon reckons the totals of the offers that were added since it was called
// last.
func (v *Evaluator) Reckon() {
	e := v.e
	for i := 0; i < len(e.met); i++ { // more may be met by what is reckoned
		c := e.met[i]
		e.block.run(e, c)
		c.members = c.members[:0]
	}
	e.met, e.numbers, e.added = e.met[:0], e.numbers[:0], 0
}

// Of gives the quote of one of the offers that Reckon reckoned, counted from 0 as
// they were added: what [Evaluator.Figures] gives, most often without the lines.
// Again is asked for the same offer, where more than its numbers is needed.
func (v *Evaluator) Of(i int, again func() *offer.Offer) *Quote {
	e := v.e
	e.again, e.at = again, i
	r := &e.results[i]
	if r.alone {
		if r.lack.found != nil {
			e.vary(r.common, r.lack)
		}
		e.begin(again())
		if r.class != nil {
			e.stock(r.common.shelves)
		}
		return &e.Quote
	}
	e.held = r.class
	e.Refusal, e.open, e.Lines = r.common.refusal, r.common.gaps, nil
	e.Assumed, e.Warnings = e.Assumed[:0], e.Warnings[:0]
	e.customs, e.Units = r.common.customs, r.units
	if !e.customs.Known && r.common.reckons {
		e.customs = Figure{Amount: r.customs, Known: true}
	}
	var sums [numEntries]money.Amount
	for k, in := range e.program.wants {
		sums[in] = e.sums[i*len(e.program.wants)+k]
	}
	e.settle(&sums, &r.common.open)
	return &e.Quote
}

// mostVariants bounds the memory that variants take.
const mostVariants = 1_000

// vary makes the variant of a common for the offers that have a row as that of the
// offer at hand is, which leaves a line open.
func (e *evaluation) vary(c *common, l lack) {
	if c.variant(l) != nil || e.program.variants >= mostVariants {
		return
	}
	e.program.variants++
	o := e.own(e.again())
	e.clear(o)
	variant := e.foldingOf().common(o.Given(), append(slices.Clone(c.lacks), l))
	without := func(o *route.Operand) bool { return !slices.Contains(c.dials, o) }
	if variant.exact && !c.exact || slices.ContainsFunc(variant.dials, without) {
		variant = &common{one: true} // it would need numbers that are not gathered
	}
	variant.dials = c.dials // as their numbers lie
	if c.variants == nil {
		c.variants = map[lackKey]*common{}
	}
	c.variants[l.key()] = variant
}

// warnTogether warns about a quote that Of gave. The offer is asked for again
// only where the warnings depend on more of it than is kept.
func (e *evaluation) warnTogether() {
	r, c := &e.results[e.at], e.held
	if c.whole {
		e.recall()
		e.warn()
		return
	}
	clear(e.matches)
	e.rowsAgain()
	e.between = r.between
	e.warnOf(goods{coded: c.given&(1<<offer.HS) != 0, heading: r.heading, measured: true})
}

// recall lays the offer of a quote that Of gave.
func (e *evaluation) recall() {
	r, refusal, customs := &e.results[e.at], e.Refusal, e.customs
	e.lay(e.own(e.again()))
	for _, p := range r.common.presets {
		e.Offer.Put(p.field, p.value)
	}
	e.Refusal, e.open, e.customs, e.between = refusal, r.common.gaps, customs, r.between
	e.rowsAgain()
}

// rowsAgain gives the rows back that warnings are about.
func (e *evaluation) rowsAgain() {
	for k, view := range e.program.kept {
		if f := e.kept[k][e.at]; f != nil {
			e.matches[view] = f
		}
	}
}
