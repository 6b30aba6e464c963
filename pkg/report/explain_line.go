package report

import (
	"slices"
	"strings"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// account is the making of one line's explanation.
type account struct {
	LineAccount
	quote   *landed.Quote
	witness *landed.Witness
	line    *landed.Line
	charge  *route.Charge
	before  []*route.Charge // alternatives that were passed over
}

// explainLine explains a line; kind says which list of the quote it is from.
func explainLine(q *landed.Quote, w *landed.Witness, l *landed.Line, plan *route.Line, kind string) LineAccount {
	a := account{
		quote: q, witness: w, line: l, charge: l.Charge,
		LineAccount: LineAccount{
			Route: q.Plan.Route.ID, RouteTitle: q.Plan.Route.Title, Kind: kind,
			Entry: Entry{Kind: string(q.Plan.Route.Entry)},
			Line:  lineOf(q, l), Count: string(l.Charge.Count), File: l.Charge.File, FileLine: l.Charge.Line,
			Terms: []Term{}, Numbers: []Number{}, Passed: []Alternative{}, Tables: []TableUse{}, Sources: []Source{},
			Rounding: "centavo",
		},
	}
	if len(l.Charge.When) > 0 {
		a.When = whenText(l.Charge.When)
	}
	if kind != "entry" {
		a.Line.PerUnit = nil
	}
	if q.Units.Sign() > 0 {
		a.Entry.Units = text(q.Units.String())
	}
	taken := len(plan.Alternatives)
	for i := range plan.Alternatives {
		if plan.Alternatives[i].Charge == l.Charge {
			taken = i
			if plan.Alternatives[i].WholePesos {
				a.Rounding = "peso"
			}
		}
	}
	if l.State == landed.NotApplied {
		taken = len(plan.Alternatives)
	}
	for i := range min(taken, len(plan.Alternatives)) {
		alt := &plan.Alternatives[i]
		a.before = append(a.before, alt.Charge)
		if holds, why := w.Holds(alt.When); !holds && why != nil {
			a.Passed = append(a.Passed, Alternative{When: whenText(alt.When), Why: why.Message()})
		}
	}
	a.terms()
	a.numbers()
	a.tables(plan)
	a.Effect = a.effect()
	a.sources()
	return a.LineAccount
}

// terms lists what the line sums.
func (a *account) terms() {
	for _, t := range a.charge.Of {
		l := a.quote.Line(t.Code)
		term := Term{Code: t.Code, Negative: t.Negative}
		if l != nil {
			term.Title = l.Charge.Title
			term.Amount = entryAmount(a.witness.Counted(t.Code, a.charge.Count))
		}
		a.Terms = append(a.Terms, term)
	}
}

// operand is a number of a charge, and what it is there for.
type operand struct {
	role string
	route.Operand
}

// operands lists the numbers of a charge that are there.
func operands(c *route.Charge) []operand {
	var all []operand
	for _, o := range c.Rates {
		all = append(all, operand{"rate", o})
	}
	all = append(all, operand{"amount", c.Amount})
	if c.Each > route.Entries && (c.Amount.Kind != route.Absent || c.Min.Kind != route.Absent || c.Max.Kind != route.Absent) {
		all = append(all, operand{"quantity", route.Operand{Kind: route.Reckoned, Measure: c.Each}})
	}
	all = append(all, operand{"over", c.Over}, operand{"step", c.Step}, operand{"at_least", c.AtLeast},
		operand{"min", c.Min}, operand{"max", c.Max}, operand{"credit", c.Credit})
	return slices.DeleteFunc(all, func(o operand) bool { return o.Kind == route.Absent })
}

// numbers says what each number of the charge is.
func (a *account) numbers() {
	for _, o := range operands(a.charge) {
		out := Number{Role: o.role, Source: o.String()}
		if o.Kind == route.Reckoned {
			out.measure = o.Measure.String()
		}
		value, currency, why := a.witness.Number(&o.Operand)
		if why != nil {
			out.Why = why.Message()
		} else {
			out.Value, out.Currency = text(exact(value)), currency
			out.MXN = a.inMXN(value, currency)
		}
		a.Numbers = append(a.Numbers, out)
	}
}

// exact writes a number as it is, or with eight decimals where it never ends.
func exact(r money.Ratio) string {
	if s := r.String(); !strings.Contains(s, "/") {
		return s
	}
	return trim(r.Fixed(8))
}

// inMXN gives an amount of another currency in MXN.
func (a *account) inMXN(value money.Ratio, currency string) *string {
	fx, ok := a.quote.Plan.Rates[currency]
	if currency == "" || currency == "MXN" || !ok {
		return nil
	}
	centavos, ok := money.Money{Value: value, Currency: currency}.Centavos(fx.Rate)
	if !ok {
		return nil
	}
	return pesos(centavos)
}

// tables says which rows the line stands on, and where it has no figure, which
// it asked in vain.
func (a *account) tables(plan *route.Line) {
	seen := map[string]bool{}
	use := func(id string, row *table.Row) {
		if seen[id] {
			return
		}
		for i := range a.quote.Plan.Tables {
			if bound := &a.quote.Plan.Tables[i]; bound.ID == id && bound.View != nil {
				seen[id] = true
				a.Tables = append(a.Tables, a.tableUse(bound.View, row))
			}
		}
	}
	for _, u := range a.line.Used {
		use(u.Table, u.Row)
	}
	if a.line.State == landed.Known {
		return
	}
	for i := range plan.Alternatives {
		for _, w := range plan.Alternatives[i].When {
			if w.Column.Kind == route.Column {
				row, _ := a.witness.Row(w.Column.View)
				use(w.Column.Table, row)
			}
		}
	}
	if a.line.State == landed.Unknown {
		for _, o := range operands(a.charge) {
			if o.Kind == route.Column {
				row, _ := a.witness.Row(o.View)
				use(o.Table, row)
			}
		}
	}
}

func (a *account) tableUse(v *table.View, row *table.Row) TableUse {
	u := TableUse{ID: v.Table.ID, Title: v.Table.Title, Passed: []Skipped{}, Layers: layersOf(v.Table)}
	until := row
	if until == nil { // one that refuses or is unknown gives no row, and still matches
		if m := v.Match(a.witness.Keys()); m.Outcome == table.Matched {
			until = m.Row
		}
	}
	if until != nil {
		u.Row = ruleRow(v, until, a.quote.Plan.Date)
	}
	if v.Table.ID == route.FXTable {
		return u // the currency of each amount decides, which no offer says
	}
	for _, p := range v.Passed(a.witness.Keys(), until) {
		s := Skipped{When: p.Row.When(), Says: v.Table.Says(p.Row), Line: p.Row.Line}
		if p.Cond != nil {
			s.Cond = p.Cond.String()
			if p.Known {
				s.Is = a.witness.Said(p.Cond.Key, v.Table)
			}
		}
		u.Passed = append(u.Passed, s)
	}
	return u
}

func layersOf(t *table.Table) []string {
	var names []string
	for _, l := range t.Layers() {
		names = append(names, l.Layer)
	}
	return names
}

// effect says what the line is for the seller.
func (a *account) effect() string {
	if a.line.State == landed.Known && a.line.Credit == landed.CreditUnknown && a.charge.Credit.Kind != route.Absent {
		return "open"
	}
	switch roleOf(&a.Line) {
	case revenue:
		return "revenue"
	case passed:
		return "passed"
	case settled:
		return "settled"
	case credited:
		return "credited"
	case prepaid:
		return "prepaid"
	case final:
		return "final"
	case byBuyer:
		return "buyer"
	case memo:
		return "memo"
	}
	if a.charge.Incidence == route.VAT {
		return "vat"
	}
	return "cost"
}

// whenText writes conditions as a route file has them.
func whenText(conds []route.When) string {
	parts := make([]string, len(conds))
	for i := range conds {
		w := &conds[i]
		if w.Column.Kind != route.Column {
			parts[i] = w.Cond.String()
			continue
		}
		sign := ""
		if w.Not {
			sign = "!"
		}
		parts[i] = w.Column.String() + " " + sign + strings.Join(w.Words, ", "+sign)
	}
	if len(parts) == 0 {
		return say("explain.any")
	}
	return strings.Join(parts, ", ")
}
