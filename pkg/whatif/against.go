package whatif

import (
	"slices"
	"sort"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Against is a forwarder's tax-included price to the door, set beside what a
// quote by mail reckons for the same. Amounts are centavos of MXN for one
// parcel.
type Against struct {
	Quote     *landed.Quote
	Quotation money.Money // as it was given
	PerUnit   bool        // for a unit, not for a parcel

	Amount     money.Amount
	Freight    landed.Figure
	Tax        landed.Figure
	DTA        landed.Figure
	Handling   landed.Figure
	Own        landed.Figure // the four
	Difference landed.Figure // the quotation less Own
	Left       landed.Figure // of the quotation after the freight
	Value      landed.Figure // the quote's customs value
	// Implied is the largest customs value, up to Value, whose tax, DTA and
	// handling fit into Left; zero where none does.
	Implied landed.Figure
}

// codes of the lines that a door price stands for; the customs value decides
// all but the freight.
var (
	freightCode = "freight"
	valueCode   = "customs_value"
	taxCodes    = []string{"courier_tax", "dta", "handling"}
)

// SetAgainst sets a tax-included door price beside a quote by mail. Faults:
// E-CURRENCY-RATE, E-AGAINST-UNITS, E-OVERFLOW.
func SetAgainst(q *landed.Quote, of *offer.Offer, quotation money.Money, perUnit bool) (*Against, *fault.Fault) {
	a := &Against{Quote: q, Quotation: quotation, PerUnit: perUnit}
	fx, ok := q.Plan.Rates[quotation.Currency]
	if !ok {
		return nil, fault.New("E-CURRENCY-RATE", fault.Place{}, quotation.Currency)
	}
	centavos, ok := quotation.Centavos(fx.Rate)
	if perUnit && ok {
		if q.Units.Sign() <= 0 {
			return nil, fault.New("E-AGAINST-UNITS", fault.Place{})
		}
		centavos, ok = centavos.Mul(q.Units)
	}
	if ok {
		a.Amount, ok = money.Amount(1).Scale(centavos)
	}
	if !ok {
		return nil, fault.New("E-OVERFLOW", fault.Place{}, quotation.String())
	}
	a.Freight, a.Value = figureOf(q, freightCode), figureOf(q, valueCode)
	a.Tax, a.DTA, a.Handling = figureOf(q, taxCodes[0]), figureOf(q, taxCodes[1]), figureOf(q, taxCodes[2])
	a.Own = landed.Figure{Known: true}
	for _, f := range []landed.Figure{a.Freight, a.Tax, a.DTA, a.Handling} {
		a.Own = landed.Figure{Amount: a.Own.Amount + f.Amount, Known: a.Own.Known && f.Known}
	}
	a.Difference = landed.Figure{Amount: a.Amount - a.Own.Amount, Known: a.Own.Known}
	a.Left = landed.Figure{Amount: a.Amount - a.Freight.Amount, Known: a.Freight.Known}
	if a.Left.Known && a.Value.Known {
		a.Implied = a.implied(of)
	}
	return a, nil
}

// figureOf gives a line's amount; a line that the route does not have is
// unknown.
func figureOf(q *landed.Quote, code string) landed.Figure {
	if l := q.Line(code); l != nil {
		return l.Figure()
	}
	return landed.Figure{}
}

// Share gives the implied customs value as a fraction of the quote's.
func (a *Against) Share() (money.Ratio, bool) { return a.Implied.Share(a.Value) }

// implied searches the largest customs value whose charges fit. The charges are
// those of the quote itself, with that value declared. They may fall where a
// band of the courier rate ends, and grow within one, so every band is searched
// by itself, from the highest.
func (a *Against) implied(of *offer.Offer) landed.Figure {
	starts, v := a.bandStarts(), landed.NewEvaluator(a.Quote.Plan)
	for i := len(starts) - 1; i >= 0; i-- {
		low, high := starts[i], a.Value.Amount
		if i+1 < len(starts) {
			high = starts[i+1] - 1
		}
		if !a.fits(v, of, low) {
			continue
		}
		n := sort.Search(int(high-low), func(n int) bool { return !a.fits(v, of, low+money.Amount(n)+1) })
		return landed.Figure{Amount: low + money.Amount(n), Known: true}
	}
	return landed.Figure{Known: true}
}

// fits tells whether the charges on a customs value fit into what is left.
func (a *Against) fits(v *landed.Evaluator, of *offer.Offer, value money.Amount) bool {
	own := of.For(a.Quote.Plan.Route.ID)
	each, ok := money.Ratio{Num: int64(value), Den: 100}.Quo(a.Quote.Units)
	if !ok {
		return false
	}
	own.Put(offer.CustomsBasis, offer.Value{Text: "declared"})
	own.Put(offer.DeclaredValue, offer.Value{Num: each, Text: "MXN"})
	q := v.Figures(&own)
	charges := money.Amount(0)
	for _, code := range taxCodes {
		f := figureOf(q, code)
		if !f.Known {
			return false
		}
		charges += f.Amount
	}
	return q.Feasible() && charges <= a.Left.Amount
}

// bandStarts gives the customs values in centavos, up to the quote's own, with
// which a band begins: zero, and both sides of every bound. Bands are compared
// after rounding to the cent of a dollar, so a bound lies half a cent off.
func (a *Against) bandStarts() []money.Amount {
	starts := []money.Amount{0}
	fx, ok := a.Quote.Plan.Rates["USD"]
	if !ok {
		return starts
	}
	add := func(usd money.Ratio, has bool) {
		if !has {
			return
		}
		for _, half := range []money.Ratio{{Num: -1, Den: 200}, {Num: 1, Den: 200}} {
			edge, ok := usd.Add(half)
			if !ok {
				continue
			}
			if c, ok := (money.Money{Value: edge}).Centavos(fx.Rate); ok {
				if start := money.Amount(c.Ceil()); start > 0 && start <= a.Value.Amount {
					starts = append(starts, start)
				}
			}
		}
	}
	for _, bound := range a.Quote.Plan.Tables {
		if bound.View == nil {
			continue
		}
		for _, row := range bound.View.Rows {
			for _, c := range row.Conds {
				if c.Key == table.KeyValueUSD {
					add(c.In.Low, c.In.HasLow)
					add(c.In.High, c.In.HasHigh)
				}
			}
		}
	}
	slices.Sort(starts)
	return slices.Compact(starts)
}

// Mail tells whether a door price can be set beside a route: an order passes
// customs by itself, and the lines are there.
func Mail(p *route.Plan) bool {
	has := func(code string) bool {
		return slices.ContainsFunc(p.Lines, func(l route.Line) bool { return l.Code == code })
	}
	return p.Route.Entry == route.Parcel && has(freightCode) && has(valueCode) && has(taxCodes[0])
}
