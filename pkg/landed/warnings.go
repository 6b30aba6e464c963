package landed

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// staleDays is the age in days from which an exchange rate is called old.
const staleDays = 7

// nearness is how close to the bound of a band a customs value is called near.
var nearness = money.Ratio{Num: 5, Den: 100}

// warn gathers what the seller should know, in a fixed order.
func (e *evaluation) warn() {
	e.usedOf = nil
	if e.Refusal != nil {
		e.Warnings.Add(fault.New("W-REFUSED", fault.Place{}, e.Refusal.Message()))
	}
	e.warnValue()
	for i := range e.Plan.Warnings {
		n := &e.Plan.Warnings[i]
		if holds, _ := e.when(n.When); holds {
			e.Warnings.Add(fault.New(fault.Code(n.Code), fault.Place{}))
		}
	}
	if e.Totals.VATDue.Known && e.Totals.VATDue.Amount < 0 {
		e.Warnings.Add(fault.New("W-VAT-FAVOUR", fault.Place{}, e.perUnit(-e.Totals.VATDue.Amount)))
	}
	e.warnInput()
	e.warnRules()
}

// warnValue warns about the customs value: its band, and what is declared.
func (e *evaluation) warnValue() {
	l := e.Line(customsValue)
	if l == nil || l.State != Known {
		return
	}
	usd, ok := e.usd(l.Amount)
	if !ok {
		return
	}
	if e.between {
		e.Warnings.Add(fault.New("W-BETWEEN-BANDS", fault.Place{}, usd.Fixed(2)))
	}
	for view := range e.matches {
		row := e.matches[view].row
		if row == nil {
			continue
		}
		for i := range row.Conds {
			if c := &row.Conds[i]; c.Key == table.KeyValueUSD {
				e.warnNear(usd, c.In)
				e.warnSplit(view, row, usd)
			}
		}
	}
	declared, given := e.Offer.Get(offer.DeclaredValue)
	cost, known := e.Offer.Get(offer.UnitCost)
	if given && known {
		d, why := e.convert(declared.Num, declared.Text)
		c, whyCost := e.convert(cost.Num, cost.Text)
		if why == nil && whyCost == nil && d.Cmp(c) < 0 {
			e.Warnings.Add(fault.New("W-DECLARED-UNDER-COST", fault.Place{}, money.Decimal(d, 2, 2), money.Decimal(c, 2, 2)))
		}
	}
}

// warnNear warns where the value is within five percent of a bound of its band.
func (e *evaluation) warnNear(usd money.Ratio, in table.Interval) {
	near := func(bound money.Ratio, has bool) {
		if !has || bound.Sign() <= 0 {
			return
		}
		gap, ok := usd.Sub(bound)
		if !ok {
			return
		}
		if gap.Num < 0 {
			gap.Num = -gap.Num
		}
		if limit, ok := bound.Mul(nearness); ok && gap.Cmp(limit) <= 0 {
			e.Warnings.Add(fault.New("W-NEAR-THRESHOLD", fault.Place{}, usd.Fixed(2), bound.String()))
		}
	}
	near(in.Low, in.HasLow)
	near(in.High, in.HasHigh)
}

// warnSplit warns where one unit alone would fall into a cheaper band than the
// parcel: dividing the order to get there is treated as smuggling.
func (e *evaluation) warnSplit(view int, row *table.Row, usd money.Ratio) {
	column, ok := e.Plan.Tables[view].View.Table.Column("rate")
	if !ok || e.Units.Cmp(money.One) <= 0 {
		return
	}
	one, ok := usd.Quo(e.Units)
	if !ok {
		return
	}
	alone := e.wouldBe(view, one)
	if alone != nil && len(alone.Cells) > 0 && alone.Cells[column].Num.Cmp(row.Cells[column].Num) < 0 {
		e.Warnings.Add(fault.New("W-SPLITTING", fault.Place{}))
	}
}

// warnInput warns about what the offer left open.
func (e *evaluation) warnInput() {
	switch hs, ok := e.Offer.Get(offer.HS); {
	case !ok:
		e.Warnings.Add(fault.New("W-NO-HS", fault.Place{}))
	case hs.IsHeading():
		e.Warnings.Add(fault.New("W-HS-HEADING", fault.Place{}, hs.Text))
	}
	if e.guessed {
		e.Warnings.Add(fault.New("W-NO-DIMENSIONS", fault.Place{}))
	}
	if len(e.Assumed) > 0 {
		names := make([]string, len(e.Assumed))
		for i, a := range e.Assumed {
			names[i] = a.Field.String()
		}
		e.Warnings.Add(fault.New("W-DEFAULTS", fault.Place{}, strings.Join(names, ", ")))
	}
}

// warnRules warns about old exchange rates and about rules that are carried
// forward, inferred or projected.
func (e *evaluation) warnRules() {
	for _, currency := range e.Exchange {
		row := e.Plan.Rates[currency].Row
		switch age := int(e.Plan.Date) - int(row.From); {
		case age > staleDays:
			e.Warnings.Add(fault.New("W-STALE-FX", fault.Place{}, currency, row.From.String(), age))
		case age < -staleDays:
			e.Warnings.Add(fault.New("W-LATER-FX", fault.Place{}, currency, row.From.String(), -age))
		}
	}
	for _, u := range e.Used {
		if !isLaw(u.Table) {
			continue
		}
		if Stale(u, e.Plan.Date) {
			e.Warnings.Add(fault.New("W-STALE-RULE", fault.Place{}, u.Table, u.Row.Period.ReviewBy.String()))
		}
		switch u.Row.Status {
		case "inferred":
			e.Warnings.Add(fault.New("W-INFERRED-RULE", fault.Place{}, u.Table))
		case "projected":
			e.Warnings.Add(fault.New("W-PROJECTED-RULE", fault.Place{}, u.Table))
		}
	}
}

// Stale tells whether a rule is used after the day it had to be reviewed by.
func Stale(u Used, on table.Date) bool {
	by := u.Row.Period.ReviewBy
	return isLaw(u.Table) && by != 0 && on > by
}

// perUnit gives an entry's amount for one unit, two decimals.
func (e *evaluation) perUnit(a money.Amount) string {
	r, ok := a.Ratio().Quo(e.Units)
	if !ok {
		return a.String()
	}
	return money.Decimal(r, 2, 2)
}

// exchanged notes that a currency's rate was used, by the quote and the line.
func (e *evaluation) exchanged(currency string) {
	if !e.explain {
		return
	}
	row := e.Plan.Rates[currency].Row
	if row == nil {
		return
	}
	if !slices.Contains(e.Exchange, currency) {
		e.Exchange = append(e.Exchange, currency)
	}
	e.stands(route.FXTable, row)
}
