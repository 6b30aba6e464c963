package landed

import (
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// algebra reckons with the numbers of one offer, or of many at once. What a
// measure, a quantity or a key of a table is stands here once for both: N is a
// [number] or a [column]. A number that is missing makes missing what is
// reckoned from it.
type algebra[N any] interface {
	has(f offer.Field) bool
	field(f offer.Field) N
	unitsPerOrder() N
	units() N // of an entry
	measure(m route.Measure) N
	operand(o *operand) N
	days(of int) N // a column of the route's table of days
	usable() N     // m3 of a container
	price() N      // MXN, to the centavo as it is charged
	valueUSD() N
	monthlySales() N     // before VAT, MXN
	all(n money.Ratio) N // the same number for all
	whole(n int64) N
	lacks(what string) N
	add(a, b N) N
	sub(a, b N) N
	mul(a, b N) N
	quo(a, b N) N
	ceil(a N) N
	atLeast(a, least N) N
	over(a, than, otherwise N) N // a where it is over than; otherwise where it is not, or either is missing
}

// unitM3 is the volume of a unit, a measure that only others are reckoned from.
const (
	unitM3 = route.NumMeasures + iota
	numMeasures
)

// A year has 365 days, and a month is a twelfth of it.
const (
	daysAYear   = 365
	monthsAYear = 12
)

const cm3AM3 = 1_000_000

// measureOf gives a measure of the closed list.
func measureOf[N any](a algebra[N], m route.Measure) N {
	switch m {
	case route.Units:
		return a.units()
	case route.Orders:
		return a.quo(a.units(), a.unitsPerOrder())
	case route.Entries:
		return a.whole(1)
	case route.Kg:
		return a.mul(a.units(), a.field(offer.WeightKg))
	case route.M3:
		return a.mul(a.units(), a.measure(unitM3))
	case route.Containers:
		return a.quo(a.measure(route.M3), a.usable())
	case route.Pairs:
		return a.mul(a.units(), a.field(offer.PairsPerUnit))
	case route.StockDays:
		if a.has(offer.StockDays) {
			return a.field(offer.StockDays)
		}
		return a.quo(a.mul(a.measure(route.StockMonths), a.whole(daysAYear)), a.whole(monthsAYear))
	case route.StockMonths:
		switch {
		case a.has(offer.StockDays):
			return a.quo(a.mul(a.field(offer.StockDays), a.whole(monthsAYear)), a.whole(daysAYear))
		case !a.has(offer.MonthlyUnits):
			return a.lacks("monthly_units (or stock_days)")
		}
		// Stock falls evenly from a shipment to nothing, so a unit lies half of the time.
		return a.quo(a.units(), a.mul(a.whole(2), a.field(offer.MonthlyUnits)))
	case route.YearsToPayout:
		return years(a, a.add(a.days(leadDays), a.days(payoutDays)))
	case route.YearsOrderToPayout:
		return years(a, a.add(a.add(a.days(transitDays), a.measure(route.StockDays)), a.days(payoutDays)))
	case route.YearsStockToPayout:
		return years(a, a.add(a.measure(route.StockDays), a.days(payoutDays)))
	case route.YearsRefund:
		return years(a, a.days(refundDays))
	case route.OddsCancelled:
		cancelled := a.field(offer.CancelRate)
		return a.quo(cancelled, a.mul(rest(a, cancelled), rest(a, returned(a))))
	case route.OddsReturned:
		return a.quo(returned(a), rest(a, returned(a)))
	case unitM3:
		return volume(a)
	}
	return a.whole(0)
}

// The columns of a table of days, by their place in route.DayColumns.
const (
	leadDays = iota
	leadLow
	leadHigh
	transitDays
	payoutDays
	refundDays
)

func years[N any](a algebra[N], days N) N { return a.quo(days, a.whole(daysAYear)) }

// rest is 1 − n.
func rest[N any](a algebra[N], n N) N { return a.sub(a.whole(1), n) }

// returned says, where the rate of returns is missing, what its default waits for.
func returned[N any](a algebra[N]) N {
	if !a.has(offer.ReturnRate) {
		return a.lacks("return_rate (or category)")
	}
	return a.field(offer.ReturnRate)
}

// volume is volume_m3, else the product of the sides in cm.
func volume[N any](a algebra[N]) N {
	switch {
	case a.has(offer.VolumeM3):
		return a.field(offer.VolumeM3)
	case !a.has(offer.LengthCm) || !a.has(offer.WidthCm) || !a.has(offer.HeightCm):
		return a.lacks("volume_m3 (or length_cm, width_cm and height_cm)")
	}
	cm3 := a.mul(a.field(offer.LengthCm), a.mul(a.field(offer.WidthCm), a.field(offer.HeightCm)))
	return a.quo(cm3, a.whole(cm3AM3))
}

// orderKg is the actual weight of one order.
func orderKg[N any](a algebra[N]) N { return a.mul(a.unitsPerOrder(), a.field(offer.WeightKg)) }

// billable is the weight of one order that a freight card charges for: the
// volumetric weight where it is over trigger times the actual one.
func billable[N any](a algebra[N], t *table.Table) N {
	actual := orderKg(a)
	if t == nil || t.Billable == nil {
		return actual
	}
	cm3 := a.mul(a.mul(a.unitsPerOrder(), a.measure(unitM3)), a.whole(cm3AM3))
	volumetric := a.quo(cm3, a.all(t.Billable.Divisor))
	return a.over(volumetric, a.mul(actual, a.all(t.Billable.Trigger)), actual)
}

// entriesAMonth is monthly_units over the units of an entry.
func entriesAMonth[N any](a algebra[N]) N { return a.quo(a.field(offer.MonthlyUnits), a.units()) }

// numberOf answers a table's question for a number; t is the table whose head
// decides the answer.
func numberOf[N any](a algebra[N], k table.Key, t *table.Table) N {
	switch k {
	case table.KeyValueUSD:
		return a.valueUSD()
	case table.KeyPrice:
		return a.price()
	case table.KeyBillableKg:
		return billable(a, t)
	case table.KeyOrderKg:
		return orderKg(a)
	case table.KeyUnitLitres:
		return a.mul(a.measure(unitM3), a.whole(1000))
	case table.KeyMonthlyOrders:
		return a.quo(a.field(offer.MonthlyUnits), a.unitsPerOrder())
	case table.KeyMonthlySales:
		return a.monthlySales()
	}
	return a.field(byKey[k])
}

// quantityOf is max(at_least, ceil((measure − over) / step) × step).
func quantityOf[N any](a algebra[N], f *form) N {
	q := a.measure(f.each)
	if f.over != nil {
		q = a.sub(q, a.operand(f.over))
	}
	if f.step != nil {
		step := a.operand(f.step)
		q = a.mul(a.ceil(a.quo(q, step)), step)
	}
	if f.atLeast != nil {
		q = a.atLeast(q, a.operand(f.atLeast))
	}
	return q
}
