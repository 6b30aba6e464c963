package landed

import (
	"aduana/pkg/money"
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
	a := account{unknown: e.program.unwanted}
	for i := range e.Lines {
		switch l := &e.Lines[i]; {
		case l.State == Unknown:
			a.leave(l.alt.effects[l.Credit])
		case l.Amount != 0:
			a.enter(l.Amount, l.alt.effects[l.Credit])
		}
	}
	e.settle(&a.sums, &a.unknown)
}

// settle makes totals and views of the sums.
func (e *evaluation) settle(sums *[numEntries]money.Amount, unknown *[numEntries]bool) {
	t, v := &e.Totals, &e.Views
	of := func(in entry) Figure { return Figure{Amount: sums[in], Known: !unknown[in]} }
	t.CustomsValue = e.customs
	t.Price, t.LandedCost, t.DeliveredCost = of(price), of(landedCost), of(deliveredCost)
	t.ImportTaxes, t.TaxBurden, t.Fees = of(importTaxes), of(taxBurden), of(fees)
	t.Risk, t.Capital, t.BuyerTotal, t.Payout = of(risk), of(capital), of(buyerTotal), of(payout)
	t.VATOutput, t.VATWithheld, t.VATCreditable = of(vatOutput), of(vatWithheld), of(vatCreditable)
	t.ISRWithheld, t.ISRFinal = of(isrWithheld), of(isrFinal)
	v.PnL, v.Cash, v.Tax = of(pnl), of(cash), of(tax)
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
