package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// limit keeps every amount so far inside 64 bits that no sum of lines can
// leave them: 10^15 MXN.
const limit = money.Amount(100_000_000_000_000_000)

// evaluation is a quote while it is made.
type evaluation struct {
	Quote
	program *program
	finder  *finder  // nil where the quote is explained: every row is then asked in turn
	matches []*found // by table of the plan; nil where not yet matched
	assumed [offer.NumFields]bool
	implied []offer.Implication
	explain bool // note what every line stands on, and say why one does not apply

	measured [route.NumMeasures]number // measures reckoned already, where nothing is noted
	reckoned [route.NumMeasures]bool

	shaped   *shape // of the offer before
	shapedBy uint64 // its key

	currency string      // the last that was exchanged
	exchange money.Ratio // its rate
	dollars  bool        // that dollars were exchanged is noted

	usedOf   *Line        // the line being evaluated, for what it used
	valueUSD *money.Ratio // a customs value asked about instead of the line's
	between  bool         // the price stands between two bands of the courier rate
}

// found is what a table gave for the offer.
type found struct {
	row   *table.Row
	fault *fault.Fault  // why there is no row
	nums  []money.Ratio // the row's cells, money in centavos of MXN; Den is 0 where no rate is known
}

// number is a value that may be missing, with the reason.
type number struct {
	value money.Ratio
	fault *fault.Fault
}

// period says for what time a list of charges is reckoned.
type period uint8

const (
	each  period = iota // an entry
	month               // sums of lines are scaled to the month's units
	once
)

func (e *evaluation) list(lines []line, over period) []Line {
	out := make([]Line, len(lines))
	for i := range lines {
		e.line(&out[i], lines[i], over)
	}
	return out
}

// line takes the first alternative whose conditions hold and reckons it.
func (e *evaluation) line(l *Line, alternatives line, over period) {
	if e.explain {
		e.usedOf = l
	}
	for i := range alternatives {
		alt := &alternatives[i]
		holds, why := e.when(alt.when)
		if holds {
			l.take(alt)
			e.reckon(l, alt, over)
			return
		}
		l.Reason = why
		if why.Code != notMet {
			l.take(&alternatives[0])
			return
		}
		if i < len(alternatives)-1 {
			l.Used = l.Used[:0] // the line does not stand on what another alternative asked
		}
	}
	l.take(&alternatives[0])
	l.State = NotApplied
}

// take makes an alternative that of the line.
func (l *Line) take(alt *alternative) {
	l.State, l.Amount, l.Base = Unknown, 0, 0
	l.Charge, l.alt, l.Credit = alt.charge, alt, NotCredited
	if alt.credit != nil {
		l.Credit = CreditUnknown
	}
}

// reckon applies the one form of a charge. Where it cannot, the line is unknown
// and says why.
func (e *evaluation) reckon(l *Line, alt *alternative, over period) {
	if alt.credit != nil {
		if l.Reason = e.credit(l, alt.credit); l.Reason != nil {
			return
		}
	}
	if applies := e.rates(l, alt); !applies {
		return
	}
	for i := range alt.sum {
		a := &alt.sum[i]
		f := e.counted(&e.Lines[a.Line], alt.count)
		switch {
		case !f.Known:
			l.Reason = e.program.waits(a.Line)
			return
		case a.Negative:
			l.Base -= f.Amount
		default:
			l.Base += f.Amount
		}
	}
	rate, times, per := l.Rate, money.One, money.Zero
	if alt.amount != nil || alt.min != nil || alt.max != nil || e.explain {
		q := e.quantity(alt, over)
		if alt.amount != nil {
			if per, l.Reason = e.centavos(alt.amount); l.Reason != nil {
				return
			}
			l.UnitAmount = per
		}
		if q.fault != nil && (alt.amount != nil || alt.min != nil || alt.max != nil) {
			l.Reason = q.fault
			return
		}
		l.Quantity, times = q.value, q.value
	}
	ok := true
	if over == month && len(alt.sum) > 0 {
		if rate, times, ok = e.monthly(l, rate, times); l.Reason != nil {
			return
		}
	}
	sum := money.Amount(0)
	if ok {
		sum, ok = money.Reckon(l.Base, per, times, rate)
	}
	if ok && (alt.min != nil || alt.max != nil) {
		if sum, ok = e.clamp(l, alt, sum); l.Reason != nil {
			return
		}
	}
	if alt.whole {
		sum = sum.WholePesos()
	}
	if !ok || sum > limit || sum < -limit {
		l.Reason = e.overflow(alt)
		return
	}
	if alt.credit != nil && alt.credit.kind == route.Column && e.usedOf != nil {
		e.stands(alt.credit.source.Table, e.matches[alt.credit.view].row)
	}
	l.State, l.Amount = Known, sum
}

// overflow is the reason of a line that cannot be reckoned in 64 bits.
func (e *evaluation) overflow(alt *alternative) *fault.Fault {
	return fault.New("E-OVERFLOW", fault.Place{}, alt.charge.Code)
}

// rates multiplies the rates. It is false where the line does not apply, or
// where it is unknown.
func (e *evaluation) rates(l *Line, alt *alternative) bool {
	l.Rate = money.One
	for i := range alt.rates {
		o := &alt.rates[i]
		if alt.band && o.kind == route.Column {
			if l.Reason = e.takeBand(o.view, alt.sum); l.Reason != nil {
				return false
			}
		}
		n := e.operand(o)
		switch {
		case n.fault != nil:
			l.Reason = n.fault
			return false
		case o.flag && n.value.Num == 0:
			l.State, l.Reason = NotApplied, e.unmet(o.source.String, func() string { return "0" })
			return false
		case i == 0:
			l.Rate = n.value
			continue
		}
		var ok bool
		if l.Rate, ok = l.Rate.Mul(n.value); !ok {
			l.Reason = e.overflow(alt)
			return false
		}
	}
	switch alt.mode {
	case included:
		l.Rate = l.Rate.Included()
	case net:
		l.Rate = l.Rate.Net()
	}
	if l.Rate.Den <= 0 { // the rate is too large for 1 + r
		l.Reason = e.overflow(alt)
		return false
	}
	return true
}

// monthly scales what is per entry to the month. A month sees the lines of
// monthly_units/units entries; an amount is the month's already.
func (e *evaluation) monthly(l *Line, rate, times money.Ratio) (r, t money.Ratio, ok bool) {
	entries := e.entriesAMonth()
	if entries.fault != nil {
		l.Reason = entries.fault
		return rate, times, false
	}
	if rate, ok = rate.Mul(entries.value); ok {
		times, ok = times.Quo(entries.value)
	}
	return rate, times, ok
}

// credit finds out whether the seller gets the line back. Its rule is noted
// after those that make the amount, by which a line is cited.
func (e *evaluation) credit(l *Line, o *operand) *fault.Fault {
	held := e.usedOf
	e.usedOf = nil
	n := e.operand(o)
	e.usedOf = held
	if n.fault != nil {
		return n.fault
	}
	l.Credit = NotCredited
	if n.value.Num != 0 {
		l.Credit = Credited
	}
	return nil
}

// clamp holds the amount between min and max, which are per quantity.
func (e *evaluation) clamp(l *Line, alt *alternative, a money.Amount) (money.Amount, bool) {
	bound := func(o *operand, keep *money.Ratio) (b money.Amount, ok bool) {
		if *keep, l.Reason = e.centavos(o); l.Reason != nil {
			return 0, false
		}
		return money.Reckon(0, *keep, l.Quantity, money.One)
	}
	if alt.min != nil {
		low, ok := bound(alt.min, &l.Min)
		if !ok {
			return 0, false
		}
		a = max(a, low)
	}
	if alt.max != nil {
		high, ok := bound(alt.max, &l.Max)
		if !ok {
			return 0, false
		}
		a = min(a, high)
	}
	return a, true
}

// counted gives what an earlier line adds to a sum.
func (e *evaluation) counted(l *Line, what count) Figure {
	switch {
	case l.State == NotApplied:
		return Figure{Known: true}
	case what == countCost && !l.alt.costs[l.Credit], what == countCredit && !l.alt.accounted[l.Credit]:
		return Figure{Known: true}
	case what != countAll && l.Credit == CreditUnknown:
		return Figure{}
	}
	return Figure{Amount: l.Amount, Known: l.State == Known}
}

// quantity is max(at_least, ceil((measure − over) / step) × step).
func (e *evaluation) quantity(alt *alternative, over period) number {
	if alt.each == route.NoMeasure || over != each {
		return number{value: money.One}
	}
	q := e.measure(alt.each)
	if q.fault != nil {
		return q
	}
	ok := true
	if alt.over != nil {
		n := e.operand(alt.over)
		if n.fault != nil {
			return n
		}
		q.value, ok = q.value.Sub(n.value)
	}
	if ok && alt.step != nil {
		n := e.operand(alt.step)
		if n.fault != nil {
			return n
		}
		if q.value, ok = q.value.Quo(n.value); ok {
			q.value, ok = money.Whole(q.value.Ceil()).Mul(n.value)
		}
	}
	if !ok {
		return number{fault: e.overflow(alt)}
	}
	if alt.atLeast != nil {
		n := e.operand(alt.atLeast)
		if n.fault != nil {
			return n
		}
		if q.value.Cmp(n.value) < 0 {
			q.value = n.value
		}
	}
	return q
}

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
	if f := e.matches[o.view]; f != nil && f.row != nil && e.usedOf == nil {
		return number{value: f.row.Cells[o.cell].Num}
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
	case route.Field:
		v, ok := e.Offer.Get(o.field)
		if !ok {
			return money.Ratio{}, fault.New(Needs, fault.Place{}, o.field.String())
		}
		e.uses(o.field)
		return e.convert(v.Num, v.Text)
	case route.Column:
		if f := e.matches[o.view]; f != nil && f.nums != nil && e.usedOf == nil && f.nums[o.cell].Den != 0 {
			return f.nums[o.cell], nil
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

// uses notes that the line stands on a field; one that was assumed marks it.
func (e *evaluation) uses(f offer.Field) {
	if e.usedOf != nil && e.assumed[f] {
		e.usedOf.Assumed = true
	}
}
