package landed

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// column is a number of each offer of a block, see [algebra].
type column struct {
	each []money.Ratio // nil where it is the same for all
	one  money.Ratio
	none bool // it is missing
}

func (c *column) at(i int) money.Ratio {
	if c.each == nil {
		return c.one
	}
	return c.each[i]
}

// memo is a column that was reckoned in a turn of a block.
type memo struct {
	turn int
	column
}

func (b *block) once(m *memo, of func() column) column {
	if m.turn != b.turn {
		m.column = of()
		m.turn = b.turn
	}
	return m.column
}

func (b *block) has(f offer.Field) bool {
	_, otherwise := b.otherwise(b.e.program, f)
	return otherwise || b.given&(1<<f) != 0
}

// field is what the offers give, or what all have in its place.
func (b *block) field(f offer.Field) column {
	if f == offer.NumFields || f.Spec().Kind == offer.Money {
		return column{none: true}
	}
	if i := slices.Index(b.gives, f); i >= 0 {
		return column{each: b.offered[i]}
	}
	v, ok := b.otherwise(b.e.program, f)
	return column{one: v.Num, none: !ok}
}

// money is what the offers give, or what all have in its place, in centavos of
// MXN.
func (b *block) money(f offer.Field) column {
	if i := slices.Index(b.gives, f); i >= 0 {
		return column{each: b.offered[i]}
	}
	v, ok := b.otherwise(b.e.program, f)
	if !ok {
		return column{none: true}
	}
	return b.known(b.e.convert(v.Num, v.Text))
}

func (b *block) known(n money.Ratio, why *fault.Fault) column {
	return column{one: n, none: why != nil}
}

func (b *block) unitsPerOrder() column { return b.field(offer.UnitsPerOrder) }

func (b *block) units() column { return b.field(b.e.unitsOf()) }

func (b *block) measure(m route.Measure) column {
	return b.once(&b.measures[m], func() column { return measureOf[column](b, m) })
}

// operand gives a number of a charge.
func (b *block) operand(o *operand) column {
	switch o.kind {
	case route.Literal:
		return column{one: o.num}
	case route.Field:
		return b.field(o.field)
	case route.Reckoned:
		return b.measure(o.measure)
	}
	return b.cells(o.view, o.cell)
}

// centavos gives an amount of money of a charge in centavos of MXN.
func (b *block) centavos(o *operand) column {
	switch o.kind {
	case route.Literal:
		return b.known(b.e.centavos(o))
	case route.Dial:
		return column{each: b.offered[len(b.gives)+slices.Index(b.dials, o.source)]}
	case route.Field:
		return b.money(o.field)
	case route.Reckoned:
		return b.mul(b.measure(o.measure), b.whole(100))
	}
	return b.cells(o.view, o.cell)
}

// cells gathers cells of the rows that a table gives.
func (b *block) cells(view, cell int) column {
	rows := b.rows(view)
	out := column{each: b.fresh()}
	for i, f := range rows {
		if f == nil || cell >= len(f.nums) {
			b.leave(i)
			if l, ok := lackOf(view, f); ok {
				b.lacking[i] = l
			}
			out.each[i] = money.Zero
			continue
		}
		out.each[i] = f.nums[cell]
	}
	return out
}

func (b *block) days(of int) column { return b.cells(b.e.Plan.Days, b.e.Plan.DayCells[of]) }

func (b *block) usable() column { return b.cells(b.e.Plan.Usable, b.e.Plan.UsableCell) }

func (b *block) price() column {
	return b.once(&b.priced, func() column {
		return b.mapped(b.money(offer.Price), func(c money.Ratio) (money.Ratio, bool) {
			a, ok := c.Round()
			return money.Ratio{Num: int64(a), Den: 100}, ok
		})
	})
}

func (b *block) valueUSD() column {
	switch {
	case b.customs != nil:
		return b.once(&b.dollars, func() column {
			out := column{each: b.fresh()}
			for i, a := range b.customs {
				var ok bool
				if out.each[i], ok = b.e.usd(a); !ok {
					b.leave(i)
				}
			}
			return out
		})
	case b.common.customs.Known:
		usd, ok := b.e.usd(b.common.customs.Amount)
		return column{one: usd, none: !ok}
	}
	return column{none: true}
}

// monthlySales is asked by no step, see folding.rates.
func (b *block) monthlySales() column { return column{none: true} }

func (b *block) all(n money.Ratio) column { return column{one: n} }
func (b *block) whole(n int64) column     { return column{one: money.Whole(n)} }
func (b *block) lacks(string) column      { return column{none: true} }

func (b *block) add(x, y column) column { return b.both(x, y, money.Ratio.Add) }
func (b *block) sub(x, y column) column { return b.both(x, y, money.Ratio.Sub) }

func (b *block) mul(x, y column) column {
	switch {
	case y.each == nil && y.one == money.One && !y.none:
		return x
	case x.each == nil && x.one == money.One && !x.none:
		return y
	case x.none || y.none || x.each == nil && y.each == nil:
		return b.both(x, y, money.Ratio.Mul)
	}
	out := column{each: b.fresh()}
	for i := range out.each { // what both does, with a call that the compiler knows: most steps multiply
		var ok bool
		if out.each[i], ok = x.at(i).Mul(y.at(i)); !ok {
			b.leave(i)
			out.each[i] = money.One
		}
	}
	return out
}

func (b *block) quo(x, y column) column {
	if y.each == nil && y.one.Num > 0 {
		return b.mul(x, column{one: money.Ratio{Num: y.one.Den, Den: y.one.Num}, none: y.none})
	}
	return b.both(x, y, money.Ratio.Quo)
}

// both reckons with two columns.
func (b *block) both(x, y column, reckon func(x, y money.Ratio) (money.Ratio, bool)) column {
	switch {
	case x.none || y.none:
		return column{none: true}
	case x.each == nil && y.each == nil:
		n, ok := reckon(x.one, y.one)
		return column{one: n, none: !ok}
	}
	out := column{each: b.fresh()}
	for i := range out.each {
		var ok bool
		if out.each[i], ok = reckon(x.at(i), y.at(i)); !ok {
			b.leave(i)
			out.each[i] = money.One
		}
	}
	return out
}

// mapped reckons with one column.
func (b *block) mapped(x column, reckon func(x money.Ratio) (money.Ratio, bool)) column {
	return b.both(x, x, func(x, _ money.Ratio) (money.Ratio, bool) { return reckon(x) })
}

func (b *block) ceil(x column) column {
	return b.mapped(x, func(x money.Ratio) (money.Ratio, bool) { return money.Whole(x.Ceil()), true })
}

func (b *block) atLeast(x, least column) column {
	return b.both(x, least, func(x, least money.Ratio) (money.Ratio, bool) {
		if x.Cmp(least) < 0 {
			return least, true
		}
		return x, true
	})
}

func (b *block) over(x, than, otherwise column) column {
	if x.none || than.none || otherwise.none {
		return otherwise
	}
	out := column{each: b.fresh()}
	for i := range out.each {
		if out.each[i] = x.at(i); out.each[i].Cmp(than.at(i)) <= 0 {
			out.each[i] = otherwise.at(i)
		}
	}
	return out
}
