package landed

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// result is what is reckoned of an offer by its class.
type result struct {
	class   *class // nil where it has none
	alone   bool   // the offer is reckoned line by line
	sums    [numEntries]money.Amount
	customs money.Amount
	units   money.Ratio
	between bool
}

// Add takes up an offer, to be reckoned together with others: those that are
// alike in all but numbers line by line for all of them, which takes a fraction
// of the time. The offer is not kept.
func (v *Evaluator) Add(o *offer.Offer) {
	e := v.e
	if e.added == len(e.results) {
		e.results = append(e.results, result{})
		for k := range e.kept {
			e.kept[k] = append(e.kept[k], nil)
		}
	}
	r := &e.results[e.added]
	o = e.own(o)
	r.class = e.classOf(o)
	r.alone = r.class == nil || !e.gather(r.class.common, o)
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
	at := len(c.members)
	if at == 0 {
		for _, f := range c.gives {
			c.numbers[f] = e.empty()
		}
		for i := range c.dials {
			c.dialled[i] = e.empty()
		}
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
		c.numbers[f] = append(c.numbers[f][:at], n)
	}
	for i, dial := range c.dials {
		n, why := e.convert(dial.Num, dial.Currency)
		if why != nil {
			return false
		}
		c.dialled[i] = append(c.dialled[i][:at], n)
	}
	if c.exact {
		hs, _ := o.Get(offer.HS)
		c.tariffLines = append(c.tariffLines[:at], e.finder.keys[e.finder.hs].ofValue(&hs))
	}
	if at == 0 {
		e.met = append(e.met, c)
	}
	c.members = append(c.members, e.added)
	return true
}

// empty gives room for numbers, used before by whatever common: there are many,
// and each may be that of most offers once.
func (e *evaluation) empty() []money.Ratio {
	n := len(e.spare)
	if n == 0 {
		return nil
	}
	room := e.spare[n-1]
	e.spare = e.spare[:n-1]
	return room[:0]
}

// Reckon reckons the totals of the offers that were added since it was called
// last.
func (v *Evaluator) Reckon() {
	e := v.e
	for _, c := range e.met {
		e.block.run(e, c)
		for _, f := range c.gives {
			e.spare = append(e.spare, c.numbers[f])
		}
		e.spare = append(e.spare, c.dialled...)
		c.members = c.members[:0]
	}
	e.met, e.added = e.met[:0], 0
}

// Of gives the quote of one of the offers that were reckoned, by the order in
// which they were added: what [Evaluator.Figures] gives, without the lines
// where they were not needed. Again gives the offer again, where it is.
func (v *Evaluator) Of(i int, again func() *offer.Offer) *Quote {
	e := v.e
	e.again, e.at = again, i
	r := &e.results[i]
	if r.alone {
		e.begin(again())
		if r.class != nil {
			e.stock(r.class.shelves)
		}
		return &e.Quote
	}
	e.held = r.class
	e.Refusal, e.open, e.Lines = r.class.refusal, r.class.gaps, nil
	e.Assumed, e.Warnings = e.Assumed[:0], e.Warnings[:0]
	e.customs, e.Units = r.class.customs, r.units
	if !e.customs.Known && r.class.reckons {
		e.customs = Figure{Amount: r.customs, Known: true}
	}
	e.settle(&r.sums, &r.class.open)
	return &e.Quote
}

// recall lays the offer of a quote that Of gave, with the rows that warnings are
// about.
func (e *evaluation) recall() {
	r, refusal, customs := &e.results[e.at], e.Refusal, e.customs
	e.lay(e.own(e.again()))
	for i := range r.class.presets {
		e.Offer.Put(r.class.presets[i].field, r.class.presets[i].value)
	}
	e.Refusal, e.open, e.customs, e.between = refusal, r.class.gaps, customs, r.between
	for k, view := range e.program.kept {
		if f := e.kept[k][e.at]; f != nil {
			e.matches[view] = f
		}
	}
}

// block reckons the offers of one common, a step for all of them and then the
// next. Its numbers are columns.
type block struct {
	*common
	e      *evaluation
	turn   int              // counts the commons
	n      int              // offers
	left   []bool           // by offer: a number of its own leaves a line open
	lines  [][]money.Amount // by line and offer
	base   []money.Amount
	totals [numEntries][]money.Amount
	// The customs values and whether a price stands between two bands; nil before
	// they are reckoned.
	customs []money.Amount
	between []bool
	split   []bool // room for between

	measures [numMeasures]memo
	priced   memo
	dollars  memo
	gaveRows []rowsMemo // by table
	regions  []regionsMemo

	keyed  [][]int // for rows
	counts []int
	room   [][]money.Ratio // for columns
	taken  int
}

// rowsMemo is the rows that a table gave in a turn; nil where it gave none.
type rowsMemo struct {
	turn int
	rows []*found
}

// regionsMemo is the regions of a key in a turn.
type regionsMemo struct {
	turn int
	each []int
}

// run reckons the members of a common.
func (b *block) run(e *evaluation, c *common) {
	b.e, b.common = e, c
	b.turn++
	b.taken = 0
	b.n = len(c.members)
	n := b.n
	b.left = slices.Grow(b.left[:0], n)[:n]
	clear(b.left)
	b.customs, b.between = nil, nil
	if b.lines == nil {
		b.lines = make([][]money.Amount, len(e.program.lines))
		b.gaveRows = make([]rowsMemo, len(e.matches))
		b.regions = make([]regionsMemo, len(e.finder.keys))
	}
	for _, s := range c.steps {
		b.step(s)
	}
	b.enter()
	b.yield()
}

// fresh gives room for a column.
func (b *block) fresh() []money.Ratio {
	if b.taken == len(b.room) {
		b.room = append(b.room, nil)
	}
	n := b.n
	r := &b.room[b.taken]
	if cap(*r) < n {
		*r = make([]money.Ratio, n, n+n/2)
	}
	b.taken++
	return (*r)[:n]
}

// leave leaves an offer to be reckoned line by line.
func (b *block) leave(i int) { b.left[i] = true }

func (b *block) leaveAll() {
	for i := range b.left {
		b.left[i] = true
	}
}

// line gives room for the amounts of a line.
func (b *block) line(i int) []money.Amount {
	n := b.n
	b.lines[i] = slices.Grow(b.lines[i][:0], n)[:n]
	return b.lines[i]
}

// step reckons one line of all offers.
func (b *block) step(s *step) {
	base, sums := b.sum(s), b.line(s.line)
	switch {
	case s.simple && !s.rated:
		if base == nil {
			clear(sums)
		}
		money.ScaleAll(sums, base, s.rate, b.leave)
		for i := range sums {
			if sums[i] > limit || sums[i] < -limit {
				b.left[i] = true
			}
		}
		if s.floored {
			for i := range sums {
				sums[i] = max(sums[i], s.low)
			}
		}
	default:
		b.form(s.form, base, sums)
	}
	if s.line == b.e.program.customs {
		b.customs = sums
	}
}

// sum gives the base of a step; nil where there is none.
func (b *block) sum(s *step) []money.Amount {
	if len(s.base) == 0 && s.constant == 0 {
		return nil
	}
	if len(s.base) == 1 && s.constant == 0 && !s.base[0].less {
		return b.lines[s.base[0].line]
	}
	n := b.n
	b.base = slices.Grow(b.base[:0], n)[:n]
	base := b.base
	for i := range base {
		base[i] = s.constant
	}
	for _, a := range s.base {
		from := b.lines[a.line][:len(base)]
		if a.less {
			for i := range base {
				base[i] -= from[i]
			}
		} else {
			for i := range base {
				base[i] += from[i]
			}
		}
	}
	return base
}

// form applies a form to its bases.
func (b *block) form(f *form, base, sums []money.Amount) {
	rate, off := b.rate(f, base)
	per, times := b.all(f.per), b.all(f.times)
	if f.amount != nil {
		per = b.centavos(f.amount)
	}
	if f.each != route.NoMeasure && (f.amount != nil || f.min != nil || f.max != nil || f.per.Num != 0) {
		times = quantityOf[column](b, f)
	}
	added := b.mul(per, times)
	if rate.none || added.none {
		b.leaveAll()
		clear(sums)
		return
	}
	switch {
	case base == nil:
		added = b.mul(added, rate)
		for i := range sums {
			var ok bool
			if sums[i], ok = added.at(i).Round(); !ok {
				b.left[i] = true
			}
		}
	case added.each == nil && added.one.Num == 0:
		for i := range sums {
			var ok bool
			if sums[i], ok = base[i].Scale(rate.at(i)); !ok {
				b.left[i] = true
			}
		}
	default:
		for i := range sums {
			var ok bool
			if sums[i], ok = money.Reckon(base[i], added.at(i), money.One, rate.at(i)); !ok {
				b.left[i] = true
			}
		}
	}
	b.clamp(f, times, sums)
	for i := range sums {
		if f.whole {
			sums[i] = sums[i].WholePesos()
		}
		if sums[i] > limit || sums[i] < -limit {
			b.left[i] = true
		}
		if off != nil && off[i] {
			sums[i] = 0
		}
	}
}

// clamp holds amounts between min and max, which are per quantity.
func (b *block) clamp(f *form, times column, sums []money.Amount) {
	for _, bound := range []struct {
		per   *operand
		fixed money.Amount
		known bool
		hold  func(a, bound money.Amount) money.Amount
	}{{f.min, f.low, f.bounds.low, higher}, {f.max, f.high, f.bounds.high, lower}} {
		switch {
		case bound.per != nil:
			at := b.mul(b.centavos(bound.per), times)
			if at.none {
				b.leaveAll()
				return
			}
			for i := range sums {
				a, ok := at.at(i).Round()
				if !ok {
					b.left[i] = true
				}
				sums[i] = bound.hold(sums[i], a)
			}
		case bound.known:
			for i := range sums {
				sums[i] = bound.hold(sums[i], bound.fixed)
			}
		}
	}
}

func higher(a, b money.Amount) money.Amount { return max(a, b) }
func lower(a, b money.Amount) money.Amount  { return min(a, b) }

// rate multiplies the rates; off tells of which offers a flag is not set.
func (b *block) rate(f *form, base []money.Amount) (rate column, off []bool) {
	rate = b.all(f.fixed)
	for j := range f.rates {
		o := &f.rates[j]
		if f.band && o.kind == route.Column {
			b.band(o.view, base)
		}
		n := b.operand(o)
		if o.flag {
			if off == nil {
				off = make([]bool, b.n)
			}
			for i := range off {
				off[i] = off[i] || n.at(i).Num == 0
			}
		}
		if j == 0 && f.fixed == money.One {
			rate = n
		} else {
			rate = b.mul(rate, n)
		}
	}
	if f.mode != plain {
		rate = b.map1(rate, func(r money.Ratio) (money.Ratio, bool) {
			r = f.mode.of(r)
			return r, r.Den > 0
		})
	}
	return rate, off
}

// rows gives the rows of a table that the offers match.
func (b *block) rows(view int) []*found {
	m := &b.gaveRows[view]
	if m.turn == b.turn {
		return m.rows
	}
	n := b.n
	m.turn, m.rows = b.turn, slices.Grow(m.rows[:0], n)[:n]
	s := b.shelves[view]
	var lines []int
	if s.exact {
		lines = b.tariffLines
	}
	keyed, counts := b.keyed[:0], b.counts[:0]
	for _, key := range s.keys {
		keyed, counts = append(keyed, b.regionsOf(key)), append(counts, b.e.finder.keys[key].count())
	}
	b.keyed, b.counts = keyed, counts
	s.rows(m.rows, lines, keyed, counts)
	return m.rows
}

// regionsOf gives the regions of the numbers that the offers answer to a key.
func (b *block) regionsOf(key int) []int {
	m := &b.regions[key]
	if m.turn == b.turn {
		return m.each
	}
	n := b.n
	m.turn, m.each = b.turn, slices.Grow(m.each[:0], n)[:n]
	r := b.e.finder.keys[key]
	number := numberOf[column](b, r.key, r.head)
	switch {
	case number.none:
		clear(m.each)
	case number.each == nil:
		region := r.ofNumber(number.one)
		for i := range m.each {
			m.each[i] = region
		}
	default:
		for i := range m.each {
			m.each[i] = r.ofNumber(number.each[i])
		}
	}
	return m.each
}

// band finds the rows of the courier rate for prices that hold the tax inside,
// see takeBand.
func (b *block) band(view int, prices []money.Amount) {
	bands := b.shelves[view].bands
	if bands == nil || prices == nil {
		return
	}
	m, n := &b.gaveRows[view], b.n
	m.turn, m.rows = b.turn, slices.Grow(m.rows[:0], n)[:n]
	b.split = slices.Grow(b.split[:0], n)[:n]
	b.between = b.split
	for i := range m.rows {
		m.rows[i] = nil
		chosen, between, why := b.e.band(bands, prices[i])
		if why != nil || chosen == nil || chosen.missing != 0 {
			b.leave(i)
			continue
		}
		b.e.noteBand(view, chosen)
		m.rows[i], b.between[i] = &chosen.found, between
	}
}

// enter enters the amounts of all lines in the sums, those together that are
// entered in the same.
func (b *block) enter() {
	n := b.n
	for in := range b.totals {
		if b.entered[in] {
			b.totals[in] = slices.Grow(b.totals[in][:0], n)[:n]
			for i := range b.totals[in] {
				b.totals[in][i] = b.sums[in]
			}
		}
	}
	for _, g := range b.entries {
		amounts := b.lines[g.lines[0]][:n]
		for j, line := range g.lines[1:] {
			if j == 0 {
				b.base = append(b.base[:0], amounts...)
				amounts = b.base
			}
			for i, a := range b.lines[line][:n] {
				amounts[i] += a
			}
		}
		for _, f := range g.effects {
			total := b.totals[f.in][:n]
			if f.less {
				for i := range total {
					total[i] -= amounts[i]
				}
			} else {
				for i := range total {
					total[i] += amounts[i]
				}
			}
		}
	}
}

// yield hands the results on.
func (b *block) yield() {
	units := b.units()
	for i, at := range b.members {
		r := &b.e.results[at]
		if r.alone = b.left[i]; r.alone {
			continue
		}
		r.sums = b.sums
		for in := range b.totals {
			if b.entered[in] {
				r.sums[in] = b.totals[in][i]
			}
		}
		r.units = money.Ratio{}
		if !units.none {
			r.units = units.at(i)
		}
		if b.customs != nil {
			r.customs = b.customs[i]
		}
		r.between = b.between != nil && b.between[i]
	}
	for k, view := range b.e.program.kept {
		rows := b.gaveRows[view]
		for i, at := range b.members {
			b.e.kept[k][at] = nil
			if rows.turn == b.turn {
				b.e.kept[k][at] = rows.rows[i]
			}
		}
	}
}
