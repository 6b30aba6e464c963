package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// form is the one form of a charge:
//
//	amount   = round( clamp( (product of rates) × (base + per × quantity), min, max ) )
//	quantity = max( at_least, ceil((measure − over) / step) × step )
//
// What is the same for many offers can be folded into it.
type form struct {
	code  string
	fixed money.Ratio // what rates were folded into; One where none was
	rates []operand
	mode  mode // done already where no rates are left
	band  bool // the rate depends on the amount that it makes: the customs value

	summed bool // earlier lines are its base

	per    money.Ratio // centavos for each; Zero where there is none
	amount *operand    // instead of per; nil where that is known
	times  money.Ratio // the quantity
	each   route.Measure
	low    money.Amount // min × quantity
	high   money.Amount
	bounds bounds
	whole  bool // rounded to whole pesos, 50 centavos down

	min, max, atLeast, over, step *operand // nil where there is none
}

// bounds says which of low and high are known.
type bounds struct{ low, high bool }

// mode is that of a route as a number.
type mode uint8

const (
	plain mode = iota
	included
	net
)

func (m mode) of(r money.Ratio) money.Ratio {
	switch m {
	case included:
		return r.Included()
	case net:
		return r.Net()
	}
	return r
}

// operand is a number of a charge.
type operand struct {
	kind       route.OperandKind
	flag       bool // of zero: the line does not apply
	field      offer.Field
	measure    route.Measure
	view, cell int
	num        money.Ratio
	currency   string
	source     *route.Operand // for people
}

// rate multiplies the rates. The reason is notMet where the line does not
// apply.
func (e *evaluation) rate(f *form, base money.Amount) (rate money.Ratio, why *fault.Fault) {
	rate = f.fixed
	for i := range f.rates {
		o := &f.rates[i]
		if f.band && o.kind == route.Column {
			if why := e.takeBand(o.view, base); why != nil {
				return rate, why
			}
		}
		n := e.operand(o)
		switch {
		case n.fault != nil:
			return rate, n.fault
		case o.flag && n.value.Num == 0:
			return rate, e.unmet(o.source.String, func() string { return "0" })
		case rate == money.One:
			rate = n.value
			continue
		}
		var ok bool
		if rate, ok = rate.Mul(n.value); !ok {
			return rate, f.overflow()
		}
	}
	if f.mode != plain {
		if rate = f.mode.of(rate); rate.Den <= 0 { // the rate is too large for 1 + r
			return rate, f.overflow()
		}
	}
	return rate, nil
}

// amount applies the form to its base and rate. The detail is a line that keeps
// what the amount is made of; nil keeps nothing.
func (e *evaluation) amount(f *form, base money.Amount, rate money.Ratio, over period, detail *Line) (money.Amount, *fault.Fault) {
	per, times := f.per, f.times
	if over == each && f.each != route.NoMeasure && (f.amount != nil || f.min != nil || f.max != nil || per.Num != 0 || detail != nil) {
		q := quantityOf[number](e, f)
		if q.fault != nil && (f.amount != nil || f.min != nil || f.max != nil || per.Num != 0) {
			return 0, e.unknownOf(f, q.fault)
		}
		times = q.value
	}
	if f.amount != nil {
		var why *fault.Fault
		if per, why = e.centavos(f.amount); why != nil {
			return 0, why
		}
	}
	if detail != nil {
		detail.Quantity = times
		if f.amount != nil {
			detail.UnitAmount = per
		}
	}
	quantity := times
	if over == month && f.summed {
		// A month sees the lines of monthly_units/units entries; an amount is the month's already.
		entries := entriesAMonth[number](e)
		if entries.fault != nil {
			return 0, entries.fault
		}
		var okRate, okTimes bool
		rate, okRate = rate.Mul(entries.value)
		if times, okTimes = times.Quo(entries.value); !okRate || !okTimes {
			return 0, f.overflow()
		}
	}
	sum, ok := money.Reckon(base, per, times, rate)
	if ok && (f.bounds != bounds{} || f.min != nil || f.max != nil) {
		var why *fault.Fault
		if sum, ok, why = e.clamp(f, sum, quantity, detail); why != nil {
			return 0, why
		}
	}
	if f.whole {
		sum = sum.WholePesos()
	}
	if !ok || sum > limit || sum < -limit {
		return 0, f.overflow()
	}
	return sum, nil
}

// unknownOf gives the reason of a form whose quantity is unknown: an unknown
// amount comes first.
func (e *evaluation) unknownOf(f *form, quantity *fault.Fault) *fault.Fault {
	if f.amount != nil {
		if _, why := e.centavos(f.amount); why != nil {
			return why
		}
	}
	return quantity
}

// clamp holds the amount between min and max, which are per quantity.
func (e *evaluation) clamp(f *form, a money.Amount, quantity money.Ratio, detail *Line) (money.Amount, bool, *fault.Fault) {
	low, high, known := f.low, f.high, f.bounds
	var ok bool
	if f.min != nil {
		per, why := e.centavos(f.min)
		if why != nil {
			return 0, false, why
		}
		if detail != nil {
			detail.Min = per
		}
		if low, ok = money.Reckon(0, per, quantity, money.One); !ok {
			return 0, false, nil
		}
		known.low = true
	}
	if f.max != nil {
		per, why := e.centavos(f.max)
		if why != nil {
			return 0, false, why
		}
		if detail != nil {
			detail.Max = per
		}
		if high, ok = money.Reckon(0, per, quantity, money.One); !ok {
			return 0, false, nil
		}
		known.high = true
	}
	if known.low {
		a = max(a, low)
	}
	if known.high {
		a = min(a, high)
	}
	return a, true, nil
}

// overflow is the reason of a line that cannot be reckoned in 64 bits.
func (f *form) overflow() *fault.Fault { return fault.New("E-OVERFLOW", fault.Place{}, f.code) }

// operand gives a number of a charge.
func (e *evaluation) operand(o *operand) number {
	switch o.kind {
	case route.Literal:
		return number{value: o.num}
	case route.Field:
		return e.field(o.field)
	case route.Reckoned:
		return e.measure(o.measure)
	}
	if e.finder != nil {
		switch f := e.column(o.view); {
		case f.nums != nil:
			return number{value: f.nums[o.cell]}
		case f.fault != nil:
			return number{fault: f.fault}
		}
	}
	row, why := e.row(o.view)
	if why != nil {
		return number{fault: why}
	}
	return number{value: row.Cells[o.cell].Num}
}

// centavos gives an amount of money of a charge in centavos of MXN.
func (e *evaluation) centavos(o *operand) (money.Ratio, *fault.Fault) {
	switch o.kind {
	case route.Literal:
		return e.convert(o.num, o.currency)
	case route.Dial:
		return e.convert(o.source.Num, o.source.Currency)
	case route.Field:
		v, ok := e.Offer.Get(o.field)
		if !ok {
			return money.Ratio{}, fault.New(Needs, fault.Place{}, o.field.String())
		}
		e.uses(o.field)
		return e.convert(v.Num, v.Text)
	case route.Column:
		if e.finder != nil {
			switch f := e.column(o.view); {
			case f.nums != nil:
				return f.nums[o.cell], nil
			case f.fault != nil:
				return money.Ratio{}, f.fault
			}
		}
		row, why := e.row(o.view)
		if why != nil {
			return money.Ratio{}, why
		}
		cell := &row.Cells[o.cell]
		return e.convert(cell.Num, cell.Text)
	}
	n := e.measure(o.measure)
	if n.fault != nil {
		return money.Ratio{}, n.fault
	}
	return e.convert(n.value, "")
}

// convert gives money of a currency in centavos of MXN, unrounded.
func (e *evaluation) convert(value money.Ratio, currency string) (money.Ratio, *fault.Fault) {
	rate := money.One
	if currency != "" && currency != "MXN" {
		if currency != e.currency || e.explain {
			fx, ok := e.Plan.Rates[currency]
			if !ok {
				return money.Ratio{}, fault.New("E-CURRENCY-RATE", fault.Place{}, currency)
			}
			e.currency, e.exchange = currency, fx.Rate
			e.exchanged(currency)
		}
		rate = e.exchange
	}
	c, ok := money.Money{Value: value, Currency: currency}.Centavos(rate)
	if !ok {
		return money.Ratio{}, fault.New("E-OVERFLOW", fault.Place{}, currency)
	}
	return c, nil
}
