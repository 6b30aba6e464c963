package landed

import (
	"aduana/pkg/money"
	"aduana/pkg/route"
)

// Totals are the figures of the definitions, in centavos of MXN for one entry.
// One that needs an unknown line is unknown.
type Totals struct {
	Price         Figure
	CustomsValue  Figure
	LandedCost    Figure // goods, transport and border costs not credited: up to the warehouse or, by mail, the door
	DeliveredCost Figure // landed cost, delivery and warehouse costs not credited
	ImportTaxes   Figure // all that customs is paid
	TaxBurden     Figure // import taxes + output VAT − import VAT credited + income tax that is final
	NetRevenue    Figure // price − output VAT
	Fees          Figure // marketplace costs not credited
	Risk          Figure // returns, cancellations, buyers who do not pay
	Capital       Figure
	Margin        Figure // before income tax
	BuyerTotal    Figure // price and what the buyer pays on top
	Payout        Figure // price − all that the marketplace keeps
	Cash          Figure // before the VAT return

	VATOutput     Figure
	VATWithheld   Figure
	VATCreditable Figure
	VATDue        Figure // below zero: in favour
	ISRWithheld   Figure
	ISRFinal      Figure
}

// Views are the three accounts of the same lines. Cash is PnL plus Tax.
type Views struct {
	PnL  Figure // margin, before income tax
	Cash Figure // before the VAT return
	Tax  Figure // owed to the tax office, less what it holds for the seller
}

// total sums the lines into totals and views.
func (e *evaluation) total() {
	t, v := &e.Totals, &e.Views
	zero := Figure{Known: true}
	*t = Totals{
		Price: zero, LandedCost: zero, DeliveredCost: zero, ImportTaxes: zero, TaxBurden: zero, Fees: zero, Risk: zero, Capital: zero,
		BuyerTotal: zero, Payout: zero, VATOutput: zero, VATWithheld: zero, VATCreditable: zero, ISRWithheld: zero, ISRFinal: zero,
	}
	*v = Views{PnL: zero, Cash: zero, Tax: zero}
	for i := range e.Lines {
		l := &e.Lines[i]
		full, cost := l.Figure(), l.Cost()
		if l.Charge.Code == customsValue {
			t.CustomsValue = full
			t.CustomsValue.Known = l.State == Known
		}
		e.byStage(l.Charge, cost)
		e.byIncidence(l, full, cost)
		if l.Charge.Incidence == route.Memo {
			continue
		}
		if l.Charge.By == "customs" {
			t.ImportTaxes.add(full)
			t.TaxBurden.add(full)
			if l.Charge.Incidence == route.VAT {
				t.TaxBurden.sub(l.account())
			}
		}
		if l.Charge.By == "market" {
			t.Payout.sub(full)
		}
	}
	t.Payout.add(t.Price)
	t.BuyerTotal.add(t.Price)
	t.DeliveredCost.add(t.LandedCost)
	t.NetRevenue = t.Price
	t.NetRevenue.sub(t.VATOutput)
	t.VATDue = t.VATOutput
	t.VATDue.sub(t.VATWithheld)
	t.VATDue.sub(t.VATCreditable)
	t.TaxBurden.add(t.VATOutput)
	t.TaxBurden.add(t.ISRFinal)
	t.Margin, t.Cash = v.PnL, v.Cash
}

// byStage adds what the line costs the seller to its stage's total.
func (e *evaluation) byStage(c *route.Charge, cost Figure) {
	t := &e.Totals
	switch c.Stage {
	case route.Source, route.Transport, route.Border:
		t.LandedCost.add(cost)
	case route.Delivery:
		t.DeliveredCost.add(cost)
	case route.Market:
		if c.Incidence != route.WithheldISR { // a tax, not a fee
			t.Fees.add(cost)
		}
	case route.Risk:
		t.Risk.add(cost)
	case route.Capital:
		t.Capital.add(cost)
	}
}

// byIncidence enters the line in the three views and the tax accounts.
func (e *evaluation) byIncidence(l *Line, full, cost Figure) {
	t, v := &e.Totals, &e.Views
	switch l.Charge.Incidence {
	case route.Revenue:
		t.Price.add(full)
		v.PnL.add(full)
		v.Cash.add(full)
	case route.Cost:
		v.PnL.sub(cost)
		v.Cash.sub(full)
	case route.Passthrough:
		t.VATOutput.add(full)
		v.PnL.sub(full)
		v.Tax.add(full)
	case route.VAT:
		v.PnL.sub(cost)
		v.Cash.sub(full)
		t.VATCreditable.add(l.account())
		v.Tax.sub(l.account())
	case route.WithheldVAT:
		t.VATWithheld.add(full)
		v.Cash.sub(full)
		v.Tax.sub(full)
	case route.WithheldISR:
		t.ISRWithheld.add(full)
		t.ISRFinal.add(cost)
		v.PnL.sub(cost)
		v.Cash.sub(full)
		v.Tax.sub(l.account())
	case route.Buyer:
		t.BuyerTotal.add(full)
	}
}

func (f *Figure) add(g Figure) { f.Amount, f.Known = f.Amount+g.Amount, f.Known && g.Known }
func (f *Figure) sub(g Figure) { f.Amount, f.Known = f.Amount-g.Amount, f.Known && g.Known }

// Share gives f as a fraction of g; ok is false where either is unknown or g is
// zero.
func (f Figure) Share(g Figure) (r money.Ratio, ok bool) {
	if !f.Known || !g.Known {
		return money.Ratio{}, false
	}
	return f.Amount.Over(g.Amount)
}
