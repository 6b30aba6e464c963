package whatif

import (
	"iter"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// MaxUnits is the monthly volume up to which a break-even is looked for.
const MaxUnits = 1_000_000

// BreakEven gives the lowest monthly volume, in units, at which the local
// route leaves at least as much a month as the other, its monthly costs paid;
// set-up costs stay out. ok is false where there is none up to a million units.
// Volumes at which a figure is unknown are passed over. At higher volumes the
// other route can be ahead again, see [Ahead].
func BreakEven(local, other *route.Plan, o *offer.Offer) (units int64, ok bool) {
	return lowest(Ahead(local, other, o))
}

// PaysFrom gives the lowest monthly volume, in units, at which the route earns
// its own monthly costs; set-up costs stay out. ok is false where there is none
// up to a million units.
func PaysFrom(p *route.Plan, o *offer.Offer) (units int64, ok bool) {
	return lowest(pairOf(o, p).volumes(func(q []*landed.Quote, units int64) (money.Ratio, bool) { return Monthly(q[0], units) }))
}

func lowest(all iter.Seq[Volumes]) (int64, bool) {
	for v := range all {
		if v.Won {
			return v.From, true
		}
	}
	return 0, false
}

// Volumes are monthly volumes on end, in units, at which a route wins, or does
// not.
type Volumes struct {
	From, To int64
	Won      bool
	Unknown  bool // whether it wins is not known
}

// Ahead gives the monthly volumes from 1 to a million, in order, by whether
// the local route leaves at least as much a month as the other, monthly costs
// paid. Stock, storage, discounts and minimums move with the volume, so that the
// lead can change more than once.
func Ahead(local, other *route.Plan, o *offer.Offer) iter.Seq[Volumes] {
	return pairOf(o, local, other).volumes(lead)
}

// pairOf binds an offer to plans, without an input.
func pairOf(o *offer.Offer, plans ...*route.Plan) *Bound {
	b := bound(plans)
	for i, p := range plans {
		b.offers[i] = o.For(p.Route.ID) // a volume of the route's own is varied too
		b.offers[i].Intern()
	}
	return b
}

// lead is how much more the first of two quotes leaves in a month, in centavos.
func lead(q []*landed.Quote, units int64) (money.Ratio, bool) {
	a, okA := Monthly(q[0], units)
	b, okB := Monthly(q[1], units)
	by, ok := a.Sub(b)
	return by, ok && okA && okB
}

// The classes of a volume.
const (
	unknown = iota - 1
	behind
	ahead
)

// volumes sorts the monthly volumes by the sign of a monthly amount of the
// bound's quotes.
func (b *Bound) volumes(amount func(q []*landed.Quote, units int64) (money.Ratio, bool)) iter.Seq[Volumes] {
	return func(yield func(Volumes) bool) {
		all := make([]int, len(b.Plans))
		for i := range all {
			all[i] = i
		}
		s := newSearch(b, setUnits, func(p *probe) {
			left, ok := amount(p.quotes, p.at)
			p.judge(left, ok)
		}, all...)
		s.inMonth = true
		for r := range s.runs(1, MaxUnits) {
			if !yield(Volumes{From: r.first.at, To: r.last.at, Won: r.class == ahead, Unknown: r.class == unknown}) {
				return
			}
		}
	}
}

func setUnits(b *Bound, units int64) {
	for i := range b.offers {
		b.offers[i].Put(offer.MonthlyUnits, offer.Value{Num: money.Whole(units)})
	}
}

// judge sorts a probe by the sign of an amount: ahead from zero on.
func (p *probe) judge(amount money.Ratio, known bool) {
	switch {
	case !known:
		p.class, p.open = unknown, false
	case amount.Sign() < 0:
		p.class, p.open, p.slack = behind, true, money.Ratio{Num: -amount.Num, Den: amount.Den}
	default:
		p.class, p.open, p.slack = ahead, true, amount
	}
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

// MonthlyAt is [Monthly] of an offer that sells so many units a month.
func MonthlyAt(p *route.Plan, o *offer.Offer, units int64) (money.Ratio, bool) {
	b := pairOf(o, p)
	setUnits(b, units)
	left, ok := Monthly(b.trace(0).Quote, units)
	if !ok {
		return money.Ratio{}, false
	}
	return left, true
}
