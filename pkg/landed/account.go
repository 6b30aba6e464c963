package landed

import (
	"slices"

	"aduana/pkg/money"
	"aduana/pkg/route"
)

// entry is a sum that lines are entered in.
type entry uint8

const (
	price entry = iota
	landedCost
	deliveredCost // without what is landed
	importTaxes
	taxBurden // without output VAT and final income tax
	fees
	risk
	capital
	buyerTotal // without the price
	payout     // without the price
	vatOutput
	vatWithheld
	vatCreditable
	isrWithheld
	isrFinal
	pnl
	cash
	tax
	numEntries
)

// account is the sums while they are made.
type account struct {
	sums    [numEntries]money.Amount
	unknown [numEntries]bool
}

// effect enters a line's amount in a sum.
type effect struct {
	in   entry
	less bool // is taken off
}

// enter enters an amount.
func (a *account) enter(amount money.Amount, effects []effect) {
	for _, f := range effects {
		if f.less {
			a.sums[f.in] -= amount
		} else {
			a.sums[f.in] += amount
		}
	}
}

// leave leaves open what an unknown line is entered in.
func (a *account) leave(effects []effect) {
	for _, f := range effects {
		a.unknown[f.in] = true
	}
}

// unwanted tells which sums none of the totals depends on; without any, all sums
// are wanted.
func unwanted(wanted []*Total) (out [numEntries]bool) {
	if len(wanted) == 0 {
		return out
	}
	e := evaluation{customs: Figure{Known: true}}
	for in := range out {
		var a account
		a.unknown[in] = true
		e.settle(&a.sums, &a.unknown)
		out[in] = !slices.ContainsFunc(wanted, func(t *Total) bool {
			return !t.Of(&e.Totals).Known || t.Over != nil && !t.Over(&e.Totals).Known
		})
	}
	return out
}

// effectsOf says what a charge does to the sums that are wanted, by whether it is
// credited. Where that is unknown so is every sum that depends on it.
func (g *program) effectsOf(c *route.Charge) (by [numCredits][]effect) {
	for credit := range numCredits {
		by[credit] = slices.DeleteFunc(effectsUnder(c, credit), func(f effect) bool { return g.unwanted[f.in] })
	}
	return by
}

func effectsUnder(c *route.Charge, credit Credit) (all []effect) {
	add := func(in entry) { all = append(all, effect{in: in}) }
	less := func(in entry) { all = append(all, effect{in: in, less: true}) }
	costs, accounted := costsUnder(c, credit), accountedUnder(c, credit)
	if costs {
		switch c.Stage {
		case route.Source, route.Transport, route.Border:
			add(landedCost)
		case route.Delivery:
			add(deliveredCost)
		case route.Market:
			if c.Incidence != route.WithheldISR { // a tax, not a fee
				add(fees)
			}
		case route.Risk:
			add(risk)
		case route.Capital:
			add(capital)
		}
		less(pnl)
	}
	switch c.Incidence {
	case route.Revenue:
		add(price)
		add(pnl)
		add(cash)
	case route.Cost:
		less(cash)
	case route.Passthrough:
		add(vatOutput)
		less(pnl)
		add(tax)
	case route.VAT:
		less(cash)
		if accounted {
			add(vatCreditable)
			less(tax)
		}
	case route.WithheldVAT:
		add(vatWithheld)
		less(cash)
		less(tax)
	case route.WithheldISR:
		add(isrWithheld)
		less(cash)
		if costs {
			add(isrFinal)
		}
		if accounted {
			less(tax)
		}
	case route.Buyer:
		add(buyerTotal)
	case route.Memo:
		return all
	}
	if c.By == "customs" {
		add(importTaxes)
		add(taxBurden)
		if c.Incidence == route.VAT && accounted {
			less(taxBurden)
		}
	}
	if c.By == "market" {
		less(payout)
	}
	return all
}

// costsUnder tells whether a charge costs the seller, or may.
func costsUnder(c *route.Charge, credit Credit) bool {
	switch c.Incidence {
	case route.Cost:
		return true
	case route.VAT, route.WithheldISR:
		return credit != Credited
	}
	return false
}

// accountedUnder tells whether a charge stands in the seller's tax account, or
// may: what is collected, settled, credited or prepaid.
func accountedUnder(c *route.Charge, credit Credit) bool {
	switch c.Incidence {
	case route.Passthrough, route.WithheldVAT:
		return true
	case route.VAT, route.WithheldISR:
		return credit != NotCredited
	}
	return false
}
