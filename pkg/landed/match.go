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
	f := e.column(view)
	if e.usedOf != nil {
		e.stands(e.Plan.Tables[view].ID, f.row)
		e.usedOf.Assumed = e.usedOf.Assumed || f.assumed // also of a row that an earlier line asked for
	}
	return f.row, f.fault
}

// column is row for who notes nothing. What is missing now may be reckoned
// later: a value in dollars, the sales of a month.
func (e *evaluation) column(view int) *found {
	if f := e.matches[view]; f != nil {
		return f
	}
	line, before := e.usedOf, false
	if line != nil {
		before, line.Assumed = line.Assumed, false
	}
	f := e.find(view)
	if line != nil {
		f.assumed, line.Assumed = line.Assumed, before
	}
	if f.fault == nil || f.fault.Code != Needs && f.fault.Code != "R-WAITS" {
		e.matches[view] = f
	}
	return f
}

// stands notes that the line being evaluated stands on a row.
func (e *evaluation) stands(id string, row *table.Row) {
	if used := (Used{Table: id, Row: row}); row != nil && e.usedOf != nil && !slices.Contains(e.usedOf.Used, used) {
		e.usedOf.Used = append(e.usedOf.Used, used)
	}
}

// find gives what a table says of the offer: from the rows found before, where
// the evaluation keeps them. What depends on more than the regions of the
// offer's answers is not kept.
func (e *evaluation) find(view int) *found {
	bound := &e.Plan.Tables[view]
	if bound.View == nil {
		return &found{fault: bound.Fault}
	}
	if e.finder == nil {
		f, _ := e.match(bound)
		return &f
	}
	if e.finder.tables[view].direct {
		f, _ := e.match(bound)
		e.finder.note(bound.ID, f.row)
		return &f
	}
	cell := e.slot(&e.finder.tables[view])
	if *cell != nil {
		return *cell
	}
	f, kept := e.match(bound)
	if kept {
		f.prepare(e, bound.View.Table)
		*cell = &f
		if e.finder.same(&e.finder.tables[view]) {
			e.finder.fixed[view] = &f
		}
		e.finder.note(bound.ID, f.row)
	}
	return &f
}

// prepare works out of a row what many offers ask of it.
func (f *found) prepare(e *evaluation, t *table.Table) {
	if f.row == nil {
		return
	}
	f.near = nearBounds(f.row)
	nums := make([]money.Ratio, len(f.row.Cells))
	for i, c := range t.Columns {
		nums[i] = f.row.Cells[i].Num
		if c.Unit != table.UnitMoney {
			continue
		}
		centavos, why := e.convert(f.row.Cells[i].Num, f.row.Cells[i].Text)
		if why != nil {
			return
		}
		nums[i] = centavos.Lowest()
	}
	f.nums = nums
}

// match asks the rows of a table in turn. The answer is to be kept unless it
// quotes the offer.
func (e *evaluation) match(bound *route.Bound) (f found, kept bool) {
	m := bound.View.Match(e)
	switch m.Outcome {
	case table.Matched:
		return judged(bound.ID, m.Row), true
	case table.Undecided:
		return found{fault: e.missing(m.Missing)}, false
	}
	if _, ok := e.Offer.Get(offer.HS); !ok && bound.View.Asks(table.KeyHS) {
		return found{fault: fault.New(Needs, fault.Place{}, "hs (or duty)")}, false
	}
	return found{fault: fault.New("R-NO-ROW", fault.Place{}, bound.ID, e.Plan.Date.String(), e.described(bound.View))}, e.itself()
}

// itself tells whether the offer's tariff line is the only one of its region,
// so that what quotes it may be kept.
func (e *evaluation) itself() bool {
	if e.finder == nil {
		return false
	}
	hs, ok := e.Offer.Get(offer.HS)
	r := e.finder.keys[e.finder.hs]
	return ok && r.own != nil && r.own(hs.Text)
}

// judged sorts a matched row: one that gives values, refuses, or is unknown.
func judged(id string, row *table.Row) found {
	switch {
	case row.Refuse != "":
		return found{fault: fault.New("R-REFUSED", fault.Place{}, row.Refuse)}
	case row.Unknown != "":
		return found{fault: fault.New("R-UNKNOWN", fault.Place{}, id, row.Unknown)}
	}
	return found{row: row}
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
func (e *evaluation) when(conds []condition) (bool, *fault.Fault) {
	for i := range conds {
		c := &conds[i]
		if c.column {
			row, why := e.row(c.view)
			if why != nil {
				return false, why
			}
			if cell := &row.Cells[c.cell]; c.says(cell) == c.not {
				return false, e.unmet(c.source.Column.String, func() string { return c.word(cell) })
			}
			continue
		}
		key := c.source.Cond.Key
		switch e.truth(c) {
		case undecided:
			return false, e.missing(key)
		case fails:
			return false, e.unmet(key.String, func() string { return e.said(key) })
		}
		if e.explain {
			if f := byKey[key]; f != offer.NumFields {
				e.uses(f)
			}
		}
	}
	return true, nil
}

// truth tells what is known of a condition on the offer.
func (e *evaluation) truth(c *condition) truth {
	if e.finder != nil {
		return e.finder.keys[c.key].truths[e.region(c.key)][c.cond]
	}
	switch yes, known := c.source.Cond.Holds(e, nil); {
	case !known:
		return undecided
	case yes:
		return holds
	}
	return fails
}

// says tells whether a cell is one of the condition's words.
func (c *condition) says(cell *table.Cell) bool {
	if c.source.Column.Unit == table.UnitText {
		return slices.Contains(c.source.Words, cell.Text)
	}
	return slices.ContainsFunc(c.numbers, func(n money.Ratio) bool { return n.Cmp(cell.Num) == 0 })
}

// word writes a cell as the words of the condition are written.
func (c *condition) word(cell *table.Cell) string {
	if c.source.Column.Unit == table.UnitText {
		return cell.Text
	}
	return cell.Num.String()
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
