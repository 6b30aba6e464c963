package landed

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Needs is the reason of a line that waits for a field of the offer, its first
// argument.
const Needs fault.Code = "R-NEEDS"

// notMet is the reason of a line whose condition does not hold.
const notMet fault.Code = "R-NOT-MET"

// keyFields are the keys that a field of the offer answers as it is.
var keyFields = map[table.Key]offer.Field{
	table.KeyOrigin: offer.Origin, table.KeyShipsFrom: offer.ShipsFrom, table.KeyHS: offer.HS,
	table.KeyCategory: offer.Category, table.KeyMarketplace: offer.Marketplace, table.KeyListing: offer.Listing,
	table.KeyFulfilment: offer.Fulfilment, table.KeySeller: offer.Seller, table.KeyRFC: offer.RFC, table.KeyAccount: offer.Account,
	table.KeyIncoterm: offer.Incoterm, table.KeyTerms: offer.Terms, table.KeyCustomsBasis: offer.CustomsBasis,
	table.KeyFreightMode: offer.FreightMode, table.KeyOriginCertificate: offer.OriginCertificate,
	table.KeyImportRestrictions: offer.ImportRestrictions, table.KeyDuty: offer.Duty,
	table.KeyMonthlyUnits: offer.MonthlyUnits, table.KeyInstalmentMonths: offer.InstalmentMonths, table.KeyUnitKg: offer.WeightKg,
	table.KeyUnitsPerOrder: offer.UnitsPerOrder,
}

// byKey is keyFields for quick reading; NumFields stands for none.
var byKey = func() (fields [256]offer.Field) {
	for i := range fields {
		fields[i] = offer.NumFields
	}
	for k, f := range keyFields {
		fields[k] = f
	}
	return fields
}()

// row gives the row of a table that the offer matches, or the reason why there
// is none. It notes the row as used by the line.
func (e *evaluation) row(view int) (*table.Row, *fault.Fault) {
	f := &e.matches[view]
	if !f.done {
		line, before := e.usedOf, false
		if line != nil {
			before, line.Assumed = line.Assumed, false
		}
		*f = e.match(view)
		// What is missing now may be reckoned later: a value in dollars, the sales of a month.
		f.done = f.fault == nil || f.fault.Code != Needs && f.fault.Code != "R-WAITS"
		if line != nil {
			f.assumed, line.Assumed = line.Assumed, before
		}
	}
	if e.usedOf != nil && f.assumed { // also of a row that an earlier line asked for
		e.usedOf.Assumed = true
	}
	e.stands(e.Plan.Tables[view].ID, f.row)
	return f.row, f.fault
}

// stands notes that the line being evaluated stands on a row.
func (e *evaluation) stands(id string, row *table.Row) {
	if used := (Used{Table: id, Row: row}); row != nil && e.usedOf != nil && !slices.Contains(e.usedOf.Used, used) {
		e.usedOf.Used = append(e.usedOf.Used, used)
	}
}

func (e *evaluation) match(view int) found {
	bound := e.Plan.Tables[view]
	if bound.View == nil {
		return found{done: true, fault: bound.Fault}
	}
	m := bound.View.Match(e)
	switch m.Outcome {
	case table.Matched:
		return e.judged(bound.ID, m.Row)
	case table.Undecided:
		return found{done: true, fault: e.missing(m.Missing)}
	}
	if _, ok := e.Offer.Get(offer.HS); !ok && bound.View.Asks(table.KeyHS) {
		return found{done: true, fault: fault.New(Needs, fault.Place{}, "hs (or duty)")}
	}
	return found{done: true, fault: fault.New("R-NO-ROW", fault.Place{}, bound.ID, e.Plan.Date.String(), e.described(bound.View))}
}

// judged sorts a matched row: one that gives values, refuses, or is unknown.
func (e *evaluation) judged(id string, row *table.Row) found {
	switch {
	case row.Refuse != "":
		return found{done: true, row: nil, fault: fault.New("R-REFUSED", fault.Place{}, row.Refuse)}
	case row.Unknown != "":
		return found{done: true, row: nil, fault: fault.New("R-UNKNOWN", fault.Place{}, id, row.Unknown)}
	}
	return found{done: true, row: row}
}

// missing says what to supply where a table asks for what the offer lacks.
func (e *evaluation) missing(k table.Key) *fault.Fault {
	switch k {
	case table.KeyValueUSD:
		if l := e.Line(customsValue); l != nil && l.Reason != nil {
			return fault.New("R-WAITS", fault.Place{}, customsValue)
		}
	case table.KeyMonthlySales, table.KeyMonthlyOrders:
		return fault.New(Needs, fault.Place{}, "monthly_units and price")
	case table.KeyBillableKg, table.KeyOrderKg:
		return fault.New(Needs, fault.Place{}, "weight_kg")
	case table.KeyUnitLitres:
		return fault.New(Needs, fault.Place{}, "volume_m3 (or length_cm, width_cm and height_cm)")
	}
	return fault.New(Needs, fault.Place{}, k.String())
}

// described names the hs code in a message about a table that asks for it.
func (e *evaluation) described(v *table.View) string {
	if hs, ok := e.Offer.Get(offer.HS); ok && v.Asks(table.KeyHS) {
		return "hs " + hs.Text
	}
	return "this offer"
}

// when tells whether all conditions hold. Where they do not, why is notMet; any
// other reason means that it cannot be told.
func (e *evaluation) when(conds []route.When) (bool, *fault.Fault) {
	for i := range conds {
		w := &conds[i]
		if w.Column.Kind == route.Column {
			row, why := e.row(w.Column.View)
			if why != nil {
				return false, why
			}
			cell := row.Cells[w.Column.Cell]
			word := cell.Text
			if w.Column.Unit != table.UnitText {
				word = cell.Num.String()
			}
			if slices.Contains(w.Words, word) == w.Not {
				return false, e.unmet(w.Column.String, func() string { return word })
			}
			continue
		}
		holds, known := w.Cond.Holds(e, nil)
		if !known {
			return false, e.missing(w.Cond.Key)
		}
		if !holds {
			return false, e.unmet(w.Cond.Key.String, func() string { return e.said(w.Cond.Key) })
		}
		if f := byKey[w.Cond.Key]; f != offer.NumFields {
			e.uses(f)
		}
	}
	return true, nil
}

// silent is the reason of a line that does not apply, where nobody reads it.
var silent = fault.New(notMet, fault.Place{}, "a condition", "not met")

// unmet is the reason of a condition that does not hold: what it is about, and
// what that is.
func (e *evaluation) unmet(what, is func() string) *fault.Fault {
	if !e.explain {
		return silent
	}
	return fault.New(notMet, fault.Place{}, what(), is())
}

// said is what the offer says of a key, for people.
func (e *evaluation) said(k table.Key) string {
	if t, ok := e.Text(k); ok {
		return t
	}
	if n, ok := e.Number(k, nil); ok {
		return n.String()
	}
	return "not given"
}

// Text answers a table's question for a word. It is part of table.Keys.
func (e *evaluation) Text(k table.Key) (string, bool) {
	if k == table.KeyStock {
		return e.Plan.Route.Stock, true
	}
	f := byKey[k]
	v, ok := e.Offer.Get(f)
	if ok {
		e.uses(f)
	}
	return v.Text, ok
}

// Has tells whether the tariff line has a flag. It is part of table.Keys.
func (e *evaluation) Has(flag string) bool {
	held := e.usedOf
	e.usedOf = nil // a flag is asked for by many rows and settles no figure
	defer func() { e.usedOf = held }()
	row, why := e.row(e.Plan.Flags)
	if why != nil {
		return false
	}
	return row.HasWord(e.Plan.FlagsCell, flag)
}

// Number answers a table's question for a number. It is part of table.Keys.
func (e *evaluation) Number(k table.Key, t *table.Table) (money.Ratio, bool) {
	var n number
	switch k {
	case table.KeyValueUSD:
		if e.valueUSD != nil {
			return *e.valueUSD, true
		}
		l := e.Line(customsValue)
		if l == nil || l.State != Known {
			return money.Ratio{}, false
		}
		return e.usd(l.Amount)
	case table.KeyPrice:
		v, ok := e.Offer.Get(offer.Price)
		if !ok {
			return money.Ratio{}, false
		}
		c, why := e.convert(v.Num, v.Text)
		if why != nil {
			return money.Ratio{}, false
		}
		// To the centavo, so that a price in a foreign currency meets a bound as it is charged.
		a, ok := money.Reckon(0, c, money.One, money.One)
		return money.Ratio{Num: int64(a), Den: 100}, ok
	case table.KeyBillableKg:
		n = e.billable(t)
	case table.KeyOrderKg:
		n = e.orderKg()
	case table.KeyUnitLitres:
		n = mul(e.unitM3(), number{value: money.Whole(1000)})
	case table.KeyMonthlyOrders:
		n = e.monthlyOrders()
	case table.KeyMonthlySales:
		n = e.monthlySales()
	default:
		f := byKey[k]
		v, ok := e.Offer.Get(f)
		if ok {
			e.uses(f)
		}
		return v.Num, ok
	}
	return n.value, n.fault == nil
}
