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
	matches  []found // by table of the plan
	assumed  [offer.NumFields]bool
	explain  bool         // note what every line stands on, and say why one does not apply
	usedOf   *Line        // the line being evaluated, for what it used
	valueUSD *money.Ratio // a customs value asked about instead of the line's
	between  bool         // the price stands between two bands of the courier rate
	guessed  bool         // billable weight was taken as the actual one
}

// found is what a table gave for the offer.
type found struct {
	done    bool
	row     *table.Row
	fault   *fault.Fault // why there is no row
	assumed bool         // a field that nobody gave was asked for
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

func (e *evaluation) list(lines []route.Line, over period) []Line {
	out := make([]Line, len(lines))
	for i := range lines {
		e.line(&out[i], lines[i].Alternatives, over)
	}
	return out
}

// line takes the first alternative whose conditions hold and reckons it.
func (e *evaluation) line(l *Line, alternatives []route.Alternative, over period) {
	if e.explain {
		e.usedOf = l
	}
	l.Charge = alternatives[0].Charge
	if l.Charge.Credit.Kind != route.Absent {
		l.Credit = CreditUnknown
	}
	for i := range alternatives {
		alt := &alternatives[i]
		holds, why := e.when(alt.When)
		if holds {
			l.Charge = alt.Charge
			e.reckon(l, alt, over)
			return
		}
		l.Reason = why
		if why.Code != notMet {
			l.State = Unknown
			return
		}
		if i < len(alternatives)-1 {
			l.Used = l.Used[:0] // the line does not stand on what another alternative asked
		}
	}
	l.State = NotApplied
}

// reckon applies the one form of a charge.
func (e *evaluation) reckon(l *Line, alt *route.Alternative, over period) {
	unknown := func(why *fault.Fault) { l.State, l.Amount, l.Reason = Unknown, 0, why }
	if alt.Credit.Kind != route.Absent {
		if why := e.credit(l, &alt.Credit); why != nil {
			unknown(why)
			return
		}
	}
	l.Rate = money.One
	for i := range alt.Rates {
		r, why := e.rate(alt, i)
		if why != nil {
			if why.Code == notMet {
				l.State, l.Reason = NotApplied, why
				return
			}
			unknown(why)
			return
		}
		product, ok := l.Rate.Mul(r)
		if !ok {
			unknown(fault.New("E-OVERFLOW", fault.Place{}, alt.Code))
			return
		}
		l.Rate = product
	}
	switch alt.Mode {
	case route.Included:
		l.Rate = l.Rate.Included()
	case route.Net:
		l.Rate = l.Rate.Net()
	}
	if l.Rate.Den <= 0 { // the rate is too large for 1 + r
		unknown(fault.New("E-OVERFLOW", fault.Place{}, alt.Code))
		return
	}
	for _, a := range alt.Sum {
		f := e.counted(a.Line, alt.Count)
		if !f.Known {
			unknown(fault.New("R-WAITS", fault.Place{}, e.Lines[a.Line].Charge.Code))
			return
		}
		if a.Negative {
			f.Amount = -f.Amount
		}
		l.Base += f.Amount
	}
	quantity := e.quantity(alt, over)
	amount, why := e.centavos(&alt.Amount)
	if why == nil && quantity.fault != nil && (alt.Amount.Kind != route.Absent || alt.Min.Kind != route.Absent || alt.Max.Kind != route.Absent) {
		why = quantity.fault
	}
	if why != nil {
		unknown(why)
		return
	}
	l.Quantity = quantity.value
	rate, perEntry := l.Rate, l.Quantity
	if over == month && len(alt.Sum) > 0 {
		// A month sees the lines of monthly_units/units entries; the amount is the month's already.
		entries := e.entriesAMonth()
		if entries.fault != nil {
			unknown(entries.fault)
			return
		}
		var okRate, okQuantity bool
		rate, okRate = rate.Mul(entries.value)
		perEntry, okQuantity = perEntry.Quo(entries.value)
		if !okRate || !okQuantity {
			unknown(fault.New("E-OVERFLOW", fault.Place{}, alt.Code))
			return
		}
	}
	total := money.Zero
	if alt.Amount.Kind != route.Absent {
		l.UnitAmount, total = amount, amount
	} else {
		perEntry = money.Zero
	}
	sum, ok := money.Reckon(l.Base, total, perEntry, rate)
	if !ok {
		unknown(fault.New("E-OVERFLOW", fault.Place{}, alt.Code))
		return
	}
	if l.Amount, why = e.clamp(l, alt, sum); why != nil {
		unknown(why)
		return
	}
	if alt.WholePesos {
		l.Amount = l.Amount.WholePesos()
	}
	if l.Amount > limit || l.Amount < -limit {
		unknown(fault.New("E-OVERFLOW", fault.Place{}, alt.Code))
		return
	}
	if alt.Credit.Kind == route.Column {
		e.stands(alt.Credit.Table, e.matches[alt.Credit.View].row)
	}
	l.State = Known
}

// credit finds out whether the seller gets the line back. Its rule is noted
// after those that make the amount, by which a line is cited.
func (e *evaluation) credit(l *Line, o *route.Operand) *fault.Fault {
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
func (e *evaluation) clamp(l *Line, alt *route.Alternative, a money.Amount) (money.Amount, *fault.Fault) {
	bound := func(o *route.Operand, keep *money.Ratio) (money.Amount, *fault.Fault) {
		per, why := e.centavos(o)
		if why != nil {
			return 0, why
		}
		*keep = per
		b, ok := money.Reckon(0, per, l.Quantity, money.One)
		if !ok {
			return 0, fault.New("E-OVERFLOW", fault.Place{}, alt.Code)
		}
		return b, nil
	}
	if alt.Min.Kind != route.Absent {
		low, why := bound(&alt.Min, &l.Min)
		if why != nil {
			return 0, why
		}
		a = max(a, low)
	}
	if alt.Max.Kind != route.Absent {
		high, why := bound(&alt.Max, &l.Max)
		if why != nil {
			return 0, why
		}
		a = min(a, high)
	}
	return a, nil
}

// counted gives what an earlier line adds to a sum.
func (e *evaluation) counted(line int, count route.Count) Figure {
	l := &e.Lines[line]
	switch count {
	case route.CountCost:
		return l.Cost()
	case route.CountCredit:
		return l.account()
	}
	return l.Figure()
}

// rate gives one of the charge's rates. A flag of zero means that the line does
// not apply.
func (e *evaluation) rate(alt *route.Alternative, i int) (money.Ratio, *fault.Fault) {
	o := &alt.Rates[i]
	if alt.Mode == route.Net && alt.Code == customsValue && o.Kind == route.Column {
		if why := e.takeBand(o.View, alt.Sum); why != nil {
			return money.Ratio{}, why
		}
	}
	n := e.operand(o)
	if n.fault == nil && o.Unit == table.UnitFlag && n.value.Num == 0 {
		return money.Ratio{}, e.unmet(o.String, func() string { return "0" })
	}
	return n.value, n.fault
}

// quantity is max(at_least, ceil((measure − over) / step) × step).
func (e *evaluation) quantity(alt *route.Alternative, over period) number {
	if alt.Each == route.NoMeasure || over != each {
		return number{value: money.One}
	}
	q := e.measure(alt.Each)
	if q.fault != nil {
		return q
	}
	ok := true
	if alt.Over.Kind != route.Absent {
		n := e.operand(&alt.Over)
		if n.fault != nil {
			return n
		}
		q.value, ok = q.value.Sub(n.value)
	}
	if ok && alt.Step.Kind != route.Absent {
		n := e.operand(&alt.Step)
		if n.fault != nil {
			return n
		}
		if q.value, ok = q.value.Quo(n.value); ok {
			q.value, ok = money.Whole(q.value.Ceil()).Mul(n.value)
		}
	}
	if !ok {
		return number{fault: fault.New("E-OVERFLOW", fault.Place{}, alt.Code)}
	}
	if alt.AtLeast.Kind != route.Absent {
		n := e.operand(&alt.AtLeast)
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
func (e *evaluation) operand(o *route.Operand) number {
	switch o.Kind {
	case route.Literal:
		return number{value: o.Num}
	case route.Field:
		v, ok := e.Offer.Get(o.Field)
		if !ok {
			return number{fault: fault.New(Needs, fault.Place{}, o.Field.String())}
		}
		e.uses(o.Field)
		return number{value: v.Num}
	case route.Reckoned:
		return e.measure(o.Measure)
	case route.Column:
		row, why := e.row(o.View)
		if why != nil {
			return number{fault: why}
		}
		return number{value: row.Cells[o.Cell].Num}
	}
	return number{value: money.Zero}
}

// centavos gives an amount of money of a charge in centavos of MXN.
func (e *evaluation) centavos(o *route.Operand) (money.Ratio, *fault.Fault) {
	n := e.operand(o)
	if n.fault != nil || o.Kind == route.Absent {
		return money.Zero, n.fault
	}
	currency := o.Currency
	switch o.Kind {
	case route.Field:
		v, _ := e.Offer.Get(o.Field)
		currency = v.Text
	case route.Column:
		row, _ := e.row(o.View)
		currency = row.Cells[o.Cell].Text
	}
	return e.convert(n.value, currency)
}

// convert gives money of a currency in centavos of MXN, unrounded.
func (e *evaluation) convert(value money.Ratio, currency string) (money.Ratio, *fault.Fault) {
	rate := money.One
	if currency != "" && currency != "MXN" {
		fx, ok := e.Plan.Rates[currency]
		if !ok {
			return money.Ratio{}, fault.New("E-CURRENCY-RATE", fault.Place{}, currency)
		}
		rate = fx.Rate
	}
	c, ok := money.Money{Value: value, Currency: currency}.Centavos(rate)
	if !ok {
		return money.Ratio{}, fault.New("E-OVERFLOW", fault.Place{}, currency)
	}
	e.exchanged(currency)
	return c, nil
}

// uses notes that the line stands on a field; one that was assumed marks it.
func (e *evaluation) uses(f offer.Field) {
	if e.usedOf != nil && e.assumed[f] {
		e.usedOf.Assumed = true
	}
}
