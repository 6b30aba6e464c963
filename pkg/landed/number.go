package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// number is a value that may be missing, with the reason. An evaluation is the
// algebra of numbers.
type number struct {
	value money.Ratio
	fault *fault.Fault
}

// lacks is a number that waits for a field of the offer.
func (e *evaluation) lacks(what string) number {
	return number{fault: fault.New(Needs, fault.Place{}, what)}
}

func (e *evaluation) has(f offer.Field) bool { return e.Offer.Has(f) }

// field is a number that the offer gives.
func (e *evaluation) field(f offer.Field) number {
	if v, ok := e.Offer.Get(f); ok {
		e.uses(f)
		return number{value: v.Num}
	}
	return needing[f]
}

// needing are the numbers that wait for a field.
var needing = func() (all [offer.NumFields + 1]number) {
	for f := range all {
		all[f] = number{fault: fault.New(Needs, fault.Place{}, offer.Field(f).String())}
	}
	return all
}()

// units of an entry: of an order by parcel, of a shipment by consignment.
func (e *evaluation) units() number {
	if f := e.unitsOf(); f != offer.UnitsPerOrder {
		return e.field(f)
	}
	return e.unitsPerOrder()
}

// unitsOf is the field that gives the units of an entry.
func (e *evaluation) unitsOf() offer.Field {
	if e.Plan.Route.Entry == route.Parcel {
		return offer.UnitsPerOrder
	}
	return offer.UnitsPerShipment
}

// unitsPerOrder does not mark a line as assumed: that an order is one unit
// where nobody says otherwise is how every figure of a unit is read.
func (e *evaluation) unitsPerOrder() number {
	if v, ok := e.Offer.Get(offer.UnitsPerOrder); ok {
		return number{value: v.Num}
	}
	return needing[offer.UnitsPerOrder]
}

// measure gives a measure of the closed list. Where nothing is noted it is
// reckoned once for an offer.
func (e *evaluation) measure(m route.Measure) number {
	if e.explain {
		return measureOf[number](e, m)
	}
	if !e.reckoned[m] {
		e.measures[m], e.reckoned[m] = measureOf[number](e, m), true
	}
	return e.measures[m]
}

func (e *evaluation) days(of int) number { return e.cell(e.Plan.Days, e.Plan.DayCells[of]) }

func (e *evaluation) usable() number {
	if e.Plan.Usable < 0 {
		return e.lacks("a table of containers on the route")
	}
	return e.cell(e.Plan.Usable, e.Plan.UsableCell)
}

func (e *evaluation) cell(view, column int) number {
	if f := e.matches[view]; f != nil && f.row != nil && e.usedOf == nil {
		return number{value: f.row.Cells[column].Num}
	}
	row, why := e.row(view)
	if why != nil {
		return number{fault: why}
	}
	return number{value: row.Cells[column].Num}
}

// price is to the centavo, so that one in a foreign currency meets a bound as it
// is charged.
func (e *evaluation) price() number {
	v, ok := e.Offer.Get(offer.Price)
	if !ok {
		return needing[offer.Price]
	}
	c, why := e.convert(v.Num, v.Text)
	if why != nil {
		return number{fault: why}
	}
	a, ok := money.Reckon(0, c, money.One, money.One)
	return fits(money.Ratio{Num: int64(a), Den: 100}, ok)
}

func (e *evaluation) valueUSD() number {
	switch {
	case e.valuedUSD != nil:
		return number{value: *e.valuedUSD}
	case !e.customs.Known:
		return e.lacks(customsValue)
	}
	return fits(e.usd(e.customs.Amount))
}

func (e *evaluation) monthlySales() number {
	sum := money.Amount(0)
	for i := range e.Plan.Lines {
		code := e.Plan.Lines[i].Alternatives[0]
		if code.Incidence != route.Revenue && code.Incidence != route.Passthrough {
			continue
		}
		if i >= len(e.Lines) || e.Lines[i].State == Unknown { // or not yet reckoned
			return needing[offer.Price]
		}
		if code.Incidence == route.Revenue {
			sum += e.Lines[i].Amount
		} else {
			sum -= e.Lines[i].Amount
		}
	}
	return e.mul(number{value: money.NewRatio(int64(sum), 100)}, entriesAMonth[number](e))
}

func (e *evaluation) all(n money.Ratio) number { return number{value: n} }
func (e *evaluation) whole(n int64) number     { return number{value: money.Whole(n)} }

func (e *evaluation) add(a, b number) number { return both(a, b, money.Ratio.Add) }
func (e *evaluation) sub(a, b number) number { return both(a, b, money.Ratio.Sub) }
func (e *evaluation) mul(a, b number) number { return both(a, b, money.Ratio.Mul) }
func (e *evaluation) quo(a, b number) number { return both(a, b, money.Ratio.Quo) }

// both reckons with two numbers; of two that are missing the first says why.
func both(a, b number, reckon func(a, b money.Ratio) (money.Ratio, bool)) number {
	switch {
	case a.fault != nil:
		return a
	case b.fault != nil:
		return b
	}
	return fits(reckon(a.value, b.value))
}

func fits(r money.Ratio, ok bool) number {
	if !ok {
		return number{fault: fault.New("E-OVERFLOW", fault.Place{}, "a quantity")}
	}
	return number{value: r}
}

func (e *evaluation) ceil(a number) number {
	if a.fault != nil {
		return a
	}
	return e.whole(a.value.Ceil())
}

func (e *evaluation) atLeast(a, least number) number {
	switch {
	case a.fault != nil:
		return a
	case least.fault != nil || a.value.Cmp(least.value) < 0:
		return least
	}
	return a
}

func (e *evaluation) over(a, than, otherwise number) number {
	if a.fault != nil || than.fault != nil || a.value.Cmp(than.value) <= 0 {
		return otherwise
	}
	return a
}

// Number answers a table's question for a number. It is part of table.Keys.
func (e *evaluation) Number(k table.Key, t *table.Table) (money.Ratio, bool) {
	n := numberOf[number](e, k, t)
	return n.value, n.fault == nil
}
