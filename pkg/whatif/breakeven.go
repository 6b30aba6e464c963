// Package whatif asks the quote itself what would be: at which volume one
// route overtakes another. It has no formula of its own.
package whatif

import (
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// maxUnits is the monthly volume up to which a break-even is looked for.
const maxUnits = 1_000_000

// BreakEven gives the lowest monthly volume, in units, from which the local
// route leaves at least as much a month as the other, its monthly costs paid;
// set-up costs stay out. ok is false where there is none up to a million units
// or a figure is unknown.
func BreakEven(local, other *route.Plan, o *offer.Offer) (units int64, ok bool) {
	a, b := landed.NewEvaluator(local), landed.NewEvaluator(other)
	return lowest(func(n int64) (wins, known bool) {
		left, okA := at(a, local, o, n)
		rest, okB := at(b, other, o, n)
		return left.Cmp(rest) >= 0, okA && okB
	})
}

// PaysFrom gives the lowest monthly volume, in units, from which the route
// earns its own monthly costs; set-up costs stay out. ok is false where there
// is none up to a million units or a figure is unknown.
func PaysFrom(p *route.Plan, o *offer.Offer) (units int64, ok bool) {
	v := landed.NewEvaluator(p)
	return lowest(func(n int64) (wins, known bool) {
		left, known := at(v, p, o, n)
		return left.Sign() >= 0, known
	})
}

// lowest searches the lowest volume that wins. Stock, storage, discounts and
// minimums move with the volume, so every step is a quote. Volumes grow by half
// and the crossing is then closed in on; between two steps it is taken to be
// crossed once.
func lowest(wins func(n int64) (wins, known bool)) (int64, bool) {
	low, high := int64(0), int64(1)
	for {
		won, known := wins(high)
		if !known || !won && high == maxUnits {
			return 0, false
		}
		if won {
			break
		}
		low, high = high, min(high+1+high/2, maxUnits)
	}
	for high-low > 1 {
		mid := low + (high-low)/2
		won, known := wins(mid)
		if !known {
			return 0, false
		}
		if won {
			high = mid
		} else {
			low = mid
		}
	}
	return high, true
}

// at gives what a route leaves in a month of so many units, in centavos.
func at(v *landed.Evaluator, p *route.Plan, o *offer.Offer, units int64) (money.Ratio, bool) {
	sold := o.For(p.Route.ID) // a volume of the route's own is varied too
	sold.Put(offer.MonthlyUnits, offer.Value{Num: money.Whole(units)})
	q := v.Figures(&sold)
	q.Monthly = v.Monthly()
	return Monthly(q, units)
}

// Monthly gives what a quote leaves in a month of so many units, in centavos:
// the margin of the units less the monthly costs. ok is false where a figure
// is unknown.
func Monthly(q *landed.Quote, units int64) (money.Ratio, bool) {
	if !q.Feasible() || !q.Totals.Margin.Known || q.Units.Sign() <= 0 {
		return money.Ratio{}, false
	}
	month, ok := money.Whole(units).Quo(q.Units)
	if !ok {
		return money.Ratio{}, false
	}
	left, ok := q.Totals.Margin.Amount.Ratio().Mul(month)
	for i := range q.Monthly {
		cost := q.Monthly[i].Cost()
		if !ok || !cost.Known {
			return money.Ratio{}, false
		}
		left, ok = left.Sub(cost.Amount.Ratio())
	}
	return left, ok
}
