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

// warn gathers what the seller should know of the offer, in a fixed order.
func (e *evaluation) warn() {
	hs, given := e.Offer.Get(offer.HS)
	e.warnOf(goods{coded: given, heading: given && hs.IsHeading(), measured: e.measure(unitM3).fault == nil, declared: e.Offer.Has(offer.DeclaredValue)})
}

// goods is what warnings ask of an offer itself.
type goods struct {
	coded    bool // a tariff code is given
	heading  bool // and is that of a heading
	measured bool // the volume is known
	declared bool // a value to declare is given
}

func (e *evaluation) warnOf(g goods) {
	e.usedOf = nil
	if e.Refusal != nil {
		e.warning("W-REFUSED", func() []any { return []any{e.Refusal.Message()} })
	}
	e.warnValue()
	if g.declared && e.customs.Known {
		e.warnDeclared()
	}
	if e.Lines == nil {
		e.Warnings = append(e.Warnings, e.held.due...)
	}
	for i, conds := range e.program.warnings {
		if e.Lines == nil && i < e.held.asked {
			continue
		}
		if holds, _ := e.when(conds); holds {
			e.warning(fault.Code(e.Plan.Warnings[i].Code), nothing)
		}
	}
	if e.Totals.VATDue.Known && e.Totals.VATDue.Amount < 0 {
		e.warning("W-VAT-FAVOUR", func() []any { return []any{e.perUnit(-e.Totals.VATDue.Amount)} })
	}
	switch {
	case !g.coded:
		e.warning("W-NO-HS", nothing)
	case g.heading:
		e.warning("W-HS-HEADING", func() []any {
			hs, _ := e.Offer.Get(offer.HS)
			return []any{hs.Text}
		})
	}
	if !g.measured && e.unmeasured() {
		e.warning("W-NO-DIMENSIONS", nothing)
	}
}

// unmeasured tells whether a freight card was read by the actual weight because
// the volume is not known.
func (e *evaluation) unmeasured() bool {
	return slices.ContainsFunc(e.program.weighed, func(view int) bool {
		f := e.matches[view]
		return f != nil && f.row != nil && slices.ContainsFunc(f.row.Conds, func(c table.Cond) bool { return c.Key == table.KeyBillableKg })
	})
}

// warning adds a warning. Where nothing is explained it is the bare code, the
// same fault for every offer.
func (e *evaluation) warning(code fault.Code, args func() []any) {
	if e.explain {
		e.Warnings.Add(fault.New(code, fault.Place{}, args()...))
		return
	}
	e.Warnings = append(e.Warnings, e.program.warningOf(code))
}

// warningOf gives a warning without its words, always the same.
func (g *program) warningOf(code fault.Code) *fault.Fault {
	for _, bare := range g.bare {
		if bare.Code == code {
			return bare
		}
	}
	g.bare = append(g.bare, fault.New(code, fault.Place{}))
	return g.bare[len(g.bare)-1]
}

func nothing() []any { return nil }

// warnValue warns about the band of the customs value.
func (e *evaluation) warnValue() {
	if !e.customs.Known {
		return
	}
	usd, ok := e.usd(e.customs.Amount)
	if !ok {
		return
	}
	if e.between {
		e.warning("W-BETWEEN-BANDS", func() []any { return []any{usd.Fixed(2)} })
	}
	for _, view := range e.program.banded {
		if e.matches[view] == nil || e.matches[view].row == nil {
			continue
		}
		row, bounds := e.matches[view].row, e.matches[view].near
		if e.explain {
			bounds = nearBounds(row)
		}
		e.warnNear(usd, bounds)
		if e.Units.Cmp(money.One) > 0 && slices.ContainsFunc(row.Conds, func(c table.Cond) bool { return c.Key == table.KeyValueUSD }) {
			e.warnSplit(view, row, usd)
		}
	}
}

// warnDeclared warns where less is declared than the goods cost.
func (e *evaluation) warnDeclared() {
	declared, given := e.Offer.Get(offer.DeclaredValue)
	cost, known := e.Offer.Get(offer.UnitCost)
	if given && known {
		d, why := e.convert(declared.Num, declared.Text)
		c, whyCost := e.convert(cost.Num, cost.Text)
		if why == nil && whyCost == nil && d.Cmp(c) < 0 {
			e.warning("W-DECLARED-UNDER-COST", func() []any { return []any{money.Decimal(d, 2, 2), money.Decimal(c, 2, 2)} })
		}
	}
}

// warnNear warns where the value is within five percent of a bound of its band.
func (e *evaluation) warnNear(usd money.Ratio, bounds []cents) {
	for i := range bounds {
		if b := &bounds[i]; usd.Num >= b.from && usd.Num <= b.to { // usd is cents over 100
			e.warning("W-NEAR-THRESHOLD", func() []any { return []any{usd.Fixed(2), b.bound.String()} })
		}
	}
}

// nearBounds gives what is near the bounds of a row's band of customs values.
func nearBounds(row *table.Row) []cents {
	var all []cents
	for i := range row.Conds {
		c := &row.Conds[i]
		if c.Key != table.KeyValueUSD {
			continue
		}
		for _, bound := range []struct {
			at  money.Ratio
			has bool
		}{{c.In.Low, c.In.HasLow}, {c.In.High, c.In.HasHigh}} {
			if !bound.has || bound.at.Sign() <= 0 {
				continue
			}
			if gap, ok := bound.at.Mul(nearness); ok {
				low, okLow := bound.at.Sub(gap)
				high, okHigh := bound.at.Add(gap)
				inCents, okIn := low.Mul(money.Whole(100))
				toCents, okTo := high.Mul(money.Whole(100))
				if okLow && okHigh && okIn && okTo {
					all = append(all, cents{from: inCents.Ceil(), to: toCents.Num / toCents.Den, bound: bound.at})
				}
			}
		}
	}
	return all
}

// warnSplit warns where one unit alone would fall into a cheaper band than the
// parcel: dividing the order to get there is treated as smuggling.
func (e *evaluation) warnSplit(view int, row *table.Row, usd money.Ratio) {
	column, ok := e.Plan.Tables[view].View.Table.Column("rate")
	if !ok {
		return
	}
	one, ok := usd.Quo(e.Units)
	if !ok {
		return
	}
	alone := e.wouldBe(view, one)
	if alone != nil && len(alone.Cells) > 0 && alone.Cells[column].Num.Cmp(row.Cells[column].Num) < 0 {
		e.warning("W-SPLITTING", nothing)
	}
}

// warnDefaults says which fields nobody gave.
func (e *evaluation) warnDefaults() {
	if len(e.Assumed) == 0 {
		return
	}
	names := make([]string, len(e.Assumed))
	for i, a := range e.Assumed {
		names[i] = a.Field.String()
	}
	e.Warnings.Add(fault.New("W-DEFAULTS", fault.Place{}, strings.Join(names, ", ")))
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
	if !e.explain && slices.Contains(e.Exchange, currency) {
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
