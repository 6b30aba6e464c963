package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// A year has 365 days, and a month is a twelfth of it.
var (
	daysAYear  = money.Whole(365)
	daysAMonth = money.Ratio{Num: 365, Den: 12}
	perMillion = money.Ratio{Num: 1, Den: 1_000_000}
)

// lacks is a number that waits for a field of the offer.
func lacks(what string) number {
	return number{fault: fault.New(Needs, fault.Place{}, what)}
}

// field is a number that the offer gives.
func (e *evaluation) field(f offer.Field) number {
	v, ok := e.Offer.Get(f)
	if !ok {
		return lacks(f.String())
	}
	e.uses(f)
	return number{value: v.Num}
}

// units of an entry: of an order by parcel, of a shipment by consignment.
func (e *evaluation) units() number {
	if e.Plan.Route.Entry == route.Parcel {
		return e.unitsPerOrder()
	}
	return e.field(offer.UnitsPerShipment)
}

// unitsPerOrder does not mark a line as assumed: that an order is one unit
// where nobody says otherwise is how every figure of a unit is read.
func (e *evaluation) unitsPerOrder() number {
	v, ok := e.Offer.Get(offer.UnitsPerOrder)
	if !ok {
		return lacks(offer.UnitsPerOrder.String())
	}
	return number{value: v.Num}
}

// measure gives a measure of the closed list. Where nothing is noted it is
// reckoned once for an offer.
func (e *evaluation) measure(m route.Measure) number {
	if e.explain {
		return e.measureOf(m)
	}
	if !e.reckoned[m] {
		e.measures[m], e.reckoned[m] = e.measureOf(m), true
	}
	return e.measures[m]
}

func (e *evaluation) measureOf(m route.Measure) number {
	switch m {
	case route.Units:
		return e.units()
	case route.Orders:
		return quo(e.units(), e.unitsPerOrder())
	case route.Entries:
		return number{value: money.One}
	case route.Kg:
		return mul(e.units(), e.field(offer.WeightKg))
	case route.M3:
		return mul(e.units(), e.unitM3())
	case route.Containers:
		if e.Plan.Usable < 0 {
			return lacks("a table of containers on the route")
		}
		usable := e.cell(e.Plan.Usable, e.Plan.UsableCell)
		return quo(e.measure(route.M3), usable)
	case route.Pairs:
		return mul(e.units(), e.field(offer.PairsPerUnit))
	case route.StockDays:
		if days, ok := e.Offer.Get(offer.StockDays); ok {
			return number{value: days.Num}
		}
		return mul(e.measure(route.StockMonths), number{value: daysAMonth})
	case route.StockMonths:
		if days, ok := e.Offer.Get(offer.StockDays); ok {
			return quo(number{value: days.Num}, number{value: daysAMonth})
		}
		// Stock falls evenly from a shipment to nothing, so a unit lies half of the time.
		monthly := e.field(offer.MonthlyUnits)
		if monthly.fault != nil {
			return lacks("monthly_units (or stock_days)")
		}
		return quo(e.units(), mul(number{value: money.Whole(2)}, monthly))
	case route.YearsToPayout:
		return e.years(e.days(leadDays), e.days(payoutDays))
	case route.YearsOrderToPayout:
		return e.years(e.days(transitDays), e.measure(route.StockDays), e.days(payoutDays))
	case route.YearsStockToPayout:
		return e.years(e.measure(route.StockDays), e.days(payoutDays))
	case route.YearsRefund:
		return e.years(e.days(refundDays))
	case route.OddsCancelled:
		cancelled, returned := e.field(offer.CancelRate), e.rateOfReturns()
		return quo(cancelled, mul(rest(cancelled), rest(returned)))
	case route.OddsReturned:
		returned := e.rateOfReturns()
		return quo(returned, rest(returned))
	}
	return number{value: money.Zero}
}

// rateOfReturns says, where it is missing, what the default waits for.
func (e *evaluation) rateOfReturns() number {
	n := e.field(offer.ReturnRate)
	if n.fault != nil {
		return lacks("return_rate (or category)")
	}
	return n
}

// days gives a column of the route's table of days.
func (e *evaluation) days(column int) number { return e.cell(e.Plan.Days, e.Plan.DayCells[column]) }

// The columns of a table of days, by their place in route.DayColumns.
const (
	leadDays = iota
	leadLow
	leadHigh
	transitDays
	payoutDays
	refundDays
)

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

// years turns a sum of days into years.
func (e *evaluation) years(days ...number) number {
	sum := number{value: money.Zero}
	for _, d := range days {
		if d.fault != nil {
			return d
		}
		var ok bool
		if sum.value, ok = sum.value.Add(d.value); !ok {
			return number{fault: fault.New("E-OVERFLOW", fault.Place{}, "days")}
		}
	}
	return quo(sum, number{value: daysAYear})
}

// unitM3 is the volume of a unit. It is reckoned once for an offer.
func (e *evaluation) unitM3() number {
	if !e.volumed {
		e.volume, e.volumed = e.volumeOf(), true
	}
	return e.volume
}

// volumeOf is volume_m3, else the product of the sides in cm.
func (e *evaluation) volumeOf() number {
	if v, ok := e.Offer.Get(offer.VolumeM3); ok {
		return number{value: v.Num}
	}
	l, okL := e.Offer.Get(offer.LengthCm)
	w, okW := e.Offer.Get(offer.WidthCm)
	h, okH := e.Offer.Get(offer.HeightCm)
	if !okL || !okW || !okH {
		return lacks("volume_m3 (or length_cm, width_cm and height_cm)")
	}
	cm3 := mul(number{value: l.Num}, mul(number{value: w.Num}, number{value: h.Num}))
	return mul(cm3, number{value: perMillion})
}

// orderKg is the actual weight of one order.
func (e *evaluation) orderKg() number {
	return mul(e.unitsPerOrder(), e.field(offer.WeightKg))
}

// billable is the weight of one order that a freight card charges for: the
// volumetric weight where it is over trigger times the actual one.
func (e *evaluation) billable(t *table.Table) number {
	actual := e.orderKg()
	if actual.fault != nil || t == nil || t.Billable == nil {
		return actual
	}
	m3 := e.unitM3()
	if m3.fault != nil {
		return actual
	}
	cm3 := mul(mul(e.unitsPerOrder(), m3), number{value: money.Whole(1_000_000)})
	volumetric := quo(cm3, number{value: t.Billable.Divisor})
	threshold := mul(actual, number{value: t.Billable.Trigger})
	if volumetric.fault != nil || threshold.fault != nil || volumetric.value.Cmp(threshold.value) <= 0 {
		return actual
	}
	return volumetric
}

// monthlyOrders is monthly_units over units_per_order.
func (e *evaluation) monthlyOrders() number {
	return quo(e.field(offer.MonthlyUnits), e.unitsPerOrder())
}

// entriesAMonth is monthly_units over the units of an entry.
func (e *evaluation) entriesAMonth() number { return quo(e.field(offer.MonthlyUnits), e.units()) }

// monthlySales is what the month's units bring before VAT, in MXN.
func (e *evaluation) monthlySales() number {
	sum := money.Amount(0)
	for i := range e.Plan.Lines {
		code := e.Plan.Lines[i].Alternatives[0]
		if code.Incidence != route.Revenue && code.Incidence != route.Passthrough {
			continue
		}
		if i >= len(e.Lines) || e.Lines[i].State == Unknown { // or not yet reckoned
			return lacks("price")
		}
		if code.Incidence == route.Revenue {
			sum += e.Lines[i].Amount
		} else {
			sum -= e.Lines[i].Amount
		}
	}
	return mul(number{value: money.NewRatio(int64(sum), 100)}, e.entriesAMonth())
}

func mul(a, b number) number {
	if a.fault != nil || b.fault != nil {
		return first(a, b)
	}
	return fits(a.value.Mul(b.value))
}

func quo(a, b number) number {
	if a.fault != nil || b.fault != nil {
		return first(a, b)
	}
	return fits(a.value.Quo(b.value))
}

// rest is 1 − n.
func rest(n number) number {
	if n.fault != nil {
		return n
	}
	return fits(money.One.Sub(n.value))
}

// first gives the first of two numbers that is missing.
func first(a, b number) number {
	if a.fault != nil {
		return a
	}
	return b
}

func fits(r money.Ratio, ok bool) number {
	if !ok {
		return number{fault: fault.New("E-OVERFLOW", fault.Place{}, "a quantity")}
	}
	return number{value: r}
}
