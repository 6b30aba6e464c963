package landed_test

import (
	"math/rand/v2"
	"testing"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"

	"pgregory.net/rapid"
)

// drawn gives a random quote on either route.
func drawn(t *rapid.T, tb testing.TB, p *product) *landed.Quote {
	seed := rapid.Uint64().Draw(t, "seed")
	a := newDrawer(rand.New(rand.NewPCG(seed, 1))).ask()
	a.route = rapid.SampledFrom([]string{"direct-mail", "local-warehouse"}).Draw(t, "route")
	return p.quote(tb, a)
}

// TestViewsReconcile: what is left in cash is the profit and what the tax
// office is still owed; and the profit is the margin.
func TestViewsReconcile(t *testing.T) {
	p := newProduct(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := drawn(rt, t, p)
		v := q.Views
		if v.Cash.Known && v.PnL.Known && v.Tax.Known && v.Cash.Amount != v.PnL.Amount+v.Tax.Amount {
			rt.Fatalf("cash %s is not profit %s and tax %s", v.Cash.Amount, v.PnL.Amount, v.Tax.Amount)
		}
		if v.PnL != q.Totals.Margin || v.Cash != q.Totals.Cash {
			rt.Fatalf("margin %v, cash %v, views %v", q.Totals.Margin, q.Totals.Cash, v)
		}
	})
}

// TestTotalsAreTheirLines: net revenue less the cost of every stage is the
// margin, and the pay-out is the price less what the marketplace keeps.
func TestTotalsAreTheirLines(t *testing.T) {
	p := newProduct(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := drawn(rt, t, p)
		tot := q.Totals
		if tot.Margin.Known {
			left := tot.NetRevenue.Amount - tot.DeliveredCost.Amount - tot.Fees.Amount - tot.Risk.Amount - tot.Capital.Amount - tot.ISRFinal.Amount
			if left != tot.Margin.Amount {
				rt.Fatalf("net revenue less the stages is %s, margin %s", left, tot.Margin.Amount)
			}
		}
		kept, customs := money.Amount(0), money.Amount(0)
		for i := range q.Lines {
			l := &q.Lines[i]
			if l.Charge.By == "market" {
				kept += l.Amount
			}
			if l.Charge.By == "customs" && l.Charge.Incidence != route.Memo {
				customs += l.Amount
			}
		}
		if tot.Payout.Known && tot.Payout.Amount != tot.Price.Amount-kept {
			rt.Fatalf("pay-out %s, price less fees %s", tot.Payout.Amount, tot.Price.Amount-kept)
		}
		if tot.ImportTaxes.Known && tot.ImportTaxes.Amount != customs {
			rt.Fatalf("import taxes %s, customs is paid %s", tot.ImportTaxes.Amount, customs)
		}
		if tot.VATDue.Known && tot.VATDue.Amount != tot.VATOutput.Amount-tot.VATWithheld.Amount-tot.VATCreditable.Amount {
			rt.Fatalf("VAT due %s", tot.VATDue.Amount)
		}
	})
}

// TestSameQuoteTwice: a quote depends on nothing but its plan and its offer.
func TestSameQuoteTwice(t *testing.T) {
	p := newProduct(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := drawn(rt, t, p)
		again := landed.Make(q.Plan, &q.Offer)
		if again.Totals != q.Totals || again.Views != q.Views {
			rt.Fatalf("%+v, the second time %+v", q.Totals, again.Totals)
		}
		if bare := landed.Figures(q.Plan, &q.Offer); bare.Totals != q.Totals || len(bare.Lines) != len(q.Lines) {
			rt.Fatalf("%+v, without warnings %+v", q.Totals, bare.Totals)
		}
	})
}

// TestScaling: what is so much a unit or a share of the value grows with the
// consignment, up to the rounding of each line.
func TestScaling(t *testing.T) {
	p := newProduct(t)
	rapid.Check(t, func(rt *rapid.T) {
		k := rapid.Int64Range(2, 50).Draw(rt, "k")
		cents := rapid.Int64Range(1, 1_000_000).Draw(rt, "cost")
		base := fields("hs=39269099, origin=CN, category=home, price=299, weight_kg=0.2, volume_m3=0.05, incoterm=CIF, duty=0.15, monthly_units=1000")
		base["unit_cost"] = money.Decimal(money.Whole(cents), 2, 2) + " USD"
		base["units_per_shipment"] = "1000"
		small := p.quote(t, ask{fields: base, route: "local-warehouse", asOf: "2026-03-01", fx: at20})
		base["units_per_shipment"] = money.Whole(1000 * k).String()
		large := p.quote(t, ask{fields: base, route: "local-warehouse", asOf: "2026-03-01", fx: at20})
		for _, code := range []string{"price", "goods", "customs_value", "igi", "commission", "delivery"} {
			off := large.Line(code).Amount - small.Line(code).Amount*money.Amount(k)
			if off < 0 {
				off = -off
			}
			if off > money.Amount(k) {
				rt.Fatalf("%s: %s of %d units, %s of 1000", code, large.Line(code).Amount, 1000*k, small.Line(code).Amount)
			}
		}
	})
}

// TestMarginRisesWithPrice: inside one band of the courier rate a higher price
// leaves more, but for a few centavos of rounding.
func TestMarginRisesWithPrice(t *testing.T) {
	p := newProduct(t)
	rapid.Check(t, func(rt *rapid.T) {
		cents := rapid.Int64Range(10_000, 4_000_000).Draw(rt, "price")
		f := fields("hs=61091003, origin=CN, category=fashion, unit_cost=3 USD, weight_kg=0.2, volume_m3=0.001")
		quote := func(cents int64) *landed.Quote {
			f["price"] = money.Decimal(money.Whole(cents), 2, 2)
			return p.quote(t, ask{fields: f, route: "direct-mail", asOf: "2026-03-01", fx: at20})
		}
		low, high := quote(cents), quote(cents+100)
		if high.Totals.Margin.Amount < low.Totals.Margin.Amount-5 {
			rt.Fatalf("price %d: margin %s, and %s a peso dearer", cents, low.Totals.Margin.Amount, high.Totals.Margin.Amount)
		}
	})
}

// TestDutyWins: the seller's own duty lies over preference and tariff, and a
// missing one never counts as none.
func TestDutyWins(t *testing.T) {
	p := newProduct(t)
	for _, c := range []struct{ fields, want string }{
		{"duty=0.12, origin_certificate=true, origin=DE", "12000.00"},
		{"origin_certificate=true, origin=DE", "0.00"},
		{"origin=DE", "35000.00"},
		{"origin=DE, hs=01012101", ""},
		{"origin=DE, hs=01012101, duty=0", "0.00"},
	} {
		f := fields("hs=61091003, units_per_shipment=1, incoterm=CIF, unit_cost=100000 MXN, " + c.fields)
		q := p.quote(t, ask{fields: f, route: "local-warehouse", asOf: "2026-03-01", fx: at20})
		if got := line(t, q, "igi"); got != c.want {
			t.Errorf("%s: igi %q, want %q", c.fields, got, c.want)
		}
	}
}

// TestPutIsSet: an evaluator asked through typed values gives what the text
// gives.
func TestPutIsSet(t *testing.T) {
	p := newProduct(t)
	text := fields("origin=CN, price=299, hs=61091003")
	q := p.quote(t, ask{fields: text, route: "direct-mail", asOf: "2026-03-01", fx: at20})
	var o offer.Offer
	o.Put(offer.Origin, offer.Value{Text: "CN"})
	o.Put(offer.HS, offer.Value{Text: "61091003"})
	o.Put(offer.Price, offer.Value{Num: money.Whole(299)})
	if typed := landed.Make(q.Plan, &o); typed.Totals != q.Totals {
		t.Errorf("typed %+v, text %+v", typed.Totals, q.Totals)
	}
}
