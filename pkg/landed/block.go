package landed

import (
	"slices"

	"aduana/pkg/money"
	"aduana/pkg/route"
)

// block reckons the offers of one common, a step for all of them and then the
// next. Its numbers are columns.
type block struct {
	*common
	e           *evaluation
	turn        int             // counts the commons
	n           int             // offers
	offered     [][]money.Ratio // by numbers that are gathered and offer
	tariffLines []int
	left        []bool           // by offer: a number of its own leaves a line open
	lacking     []lack           // by offer: the row that does
	lines       [][]money.Amount // by line and offer
	base        []money.Amount
	totals      [numEntries][]money.Amount
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
	b.lacking = slices.Grow(b.lacking[:0], n)[:n]
	clear(b.lacking)
	b.customs, b.between = nil, nil
	if b.lines == nil {
		b.lines = make([][]money.Amount, len(e.program.lines))
		b.gaveRows = make([]rowsMemo, len(e.matches))
		b.regions = make([]regionsMemo, len(e.finder.keys))
	}
	b.lay()
	for _, s := range c.steps {
		b.step(s)
	}
	b.enter()
	b.yield()
}

// lay lays the numbers of the offers in columns.
func (b *block) lay() {
	width := len(b.gives) + len(b.dials)
	b.offered = b.offered[:0]
	for range width {
		b.offered = append(b.offered, b.fresh())
	}
	b.tariffLines = slices.Grow(b.tariffLines[:0], b.n)[:b.n]
	for i, m := range b.members {
		numbers := b.e.numbers[m.from:]
		for k, column := range b.offered {
			column[i] = numbers[k]
		}
		if b.exact {
			b.tariffLines[i] = int(numbers[width].Num)
		}
	}
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
	case s.simple:
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
	}
	for i, is := range off {
		if is {
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

// rate multiplies the rates; off tells of which offers a flag is not set, where
// there is one.
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
		rate = b.mapped(rate, func(r money.Ratio) (money.Ratio, bool) {
			r = f.mode.of(r)
			return r, r.Den > 0
		})
	}
	return rate, off
}

// enter enters the amounts of all lines in the sums, those together that are
// entered in the same.
func (b *block) enter() {
	n := b.n
	for _, in := range b.e.program.wants {
		b.totals[in] = slices.Grow(b.totals[in][:0], n)[:n]
		for i := range b.totals[in] {
			b.totals[in][i] = b.sums[in]
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
	units, wants := b.units(), b.e.program.wants
	for i, m := range b.members {
		r := &b.e.results[m.at]
		if r.alone = b.left[i]; r.alone {
			r.lack = b.lacking[i]
			if v := b.variant(r.lack); v != nil && !v.one {
				b.e.enters(v, m)
				r.common = v
			}
			continue
		}
		r.units = money.Ratio{}
		if !units.none {
			r.units = units.at(i)
		}
		if b.customs != nil {
			r.customs = b.customs[i]
		}
		r.between = len(b.between) > i && b.between[i]
		sums := b.e.sums[m.at*len(wants):]
		for k, in := range wants {
			sums[k] = b.totals[in][i]
		}
	}
	for k, view := range b.e.program.kept {
		rows := b.gaveRows[view]
		for i, m := range b.members {
			b.e.kept[k][m.at] = nil
			if rows.turn == b.turn {
				b.e.kept[k][m.at] = rows.rows[i]
			}
		}
	}
}
