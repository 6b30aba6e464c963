package report

import (
	"slices"
	"strings"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Explanation is what `aduana explain` answers about lines and totals of a
// quote: where every number comes from. Money and rates are decimal strings;
// amounts are MXN.
type Explanation struct {
	SchemaVersion int            `json:"schema_version"`
	Tool          Tool           `json:"tool"`
	AsOf          string         `json:"as_of"`
	Rules         Rules          `json:"rules"`
	Lines         []LineAccount  `json:"lines"`
	Totals        []TotalAccount `json:"totals"`
}

// LineAccount explains one line of one route.
type LineAccount struct {
	Route      string        `json:"route"`
	RouteTitle string        `json:"route_title"`
	Kind       string        `json:"kind"` // entry, month or once
	Entry      Entry         `json:"entry"`
	Line       Line          `json:"line"`            // as the quote has it
	Count      string        `json:"count,omitempty"` // what of the terms is summed: cost, credit; "" for all
	Terms      []Term        `json:"terms"`
	Numbers    []Number      `json:"numbers"`
	Passed     []Alternative `json:"passed"` // other ways to reckon the line, whose conditions do not hold
	Tables     []TableUse    `json:"tables"`
	Rounding   string        `json:"rounding"` // centavo or peso
	Effect     string        `json:"effect"`   // what the line is for the seller: revenue, cost, vat, passed, settled, credited, prepaid, final, buyer, memo, open
	Sources    []Source      `json:"sources"`
}

// Term is an earlier line in the sum of another.
type Term struct {
	Code     string  `json:"code"`
	Title    string  `json:"title"`
	Negative bool    `json:"negative"`
	Amount   *string `json:"amount"`
}

// Number is one number of a charge: a rate, an amount, a bound.
type Number struct {
	Role     string  `json:"role"`   // rate, amount, min, max, quantity, at_least, over, step, credit
	Source   string  `json:"source"` // as a route file writes it: law.tariff.rate, offer.price, m.kg, 0.02
	Value    *string `json:"value"`  // null where it is unknown
	Currency string  `json:"currency,omitempty"`
	MXN      *string `json:"mxn,omitempty"` // of an amount in another currency
	Why      string  `json:"why,omitempty"` // it is unknown

	measure string
}

// Alternative is another way to reckon a line.
type Alternative struct {
	When string `json:"when"`
	Why  string `json:"why"` // it does not hold
}

// TableUse is a table that a line asked, the row it took, and those it passed
// over before.
type TableUse struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Row    *RuleRow  `json:"row"` // null where none matches
	Passed []Skipped `json:"passed"`
	Layers []string  `json:"layers"` // that have the table, uppermost first
}

// Skipped is a row that was passed over.
type Skipped struct {
	When string `json:"when"`
	Says string `json:"says"`
	Line int    `json:"line"`
	Cond string `json:"condition"` // the first that does not hold; "" where all do
	Is   string `json:"is"`        // what the offer says instead; "" where it does not say
}

// RuleRow is a row of a table, with all that stands behind it.
type RuleRow struct {
	When       string `json:"when"` // its conditions
	Says       string `json:"says"` // its values, or what it refuses or leaves unknown
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
	Status     string `json:"status"`
	Confidence string `json:"confidence"`
	Checked    string `json:"checked"`
	ReviewBy   string `json:"review_by,omitempty"`
	Stale      bool   `json:"stale"`
	Cite       *Cite  `json:"cite"`
	Note       string `json:"note,omitempty"`
	PeriodNote string `json:"period_note,omitempty"` // of all rows of its time
	Layer      string `json:"layer"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Assumption bool   `json:"assumption"`
}

// Source is what a line stands on in the end.
type Source struct {
	Kind string `json:"kind"` // rule, assumption, given
	Of   string `json:"of"`   // a table, a field of the offer, a flag, or the route itself
	Text string `json:"text"` // the citation, or what was assumed
}

// Explain makes the explanation of lines and totals of quotes. What is a list
// of line codes and names of totals, each for one route where the route's id
// and a dot stand in front; empty, it is every line. Faults: E-EXPLAIN.
func Explain(in Input, what []string) (*Explanation, error) {
	x := &Explanation{
		SchemaVersion: SchemaVersion,
		Tool:          Tool{Name: "aduana", Version: in.Version},
		Rules:         Rules{Digest: in.Digest, Stale: []string{}},
		Lines:         []LineAccount{}, Totals: []TotalAccount{},
	}
	if err := x.pick(in.Quotes, what); err != nil {
		return nil, err
	}
	for _, q := range in.Quotes {
		x.AsOf = q.Plan.Date.String()
	}
	return x, nil
}

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
			Line:  lineOf(q, l), Count: string(l.Charge.Count),
			Terms: []Term{}, Numbers: []Number{}, Passed: []Alternative{}, Tables: []TableUse{}, Sources: []Source{},
			Rounding: "centavo",
		},
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

// operands lists the numbers of the charge by their role.
func operands(c *route.Charge) []struct {
	role string
	o    route.Operand
} {
	type numbered = struct {
		role string
		o    route.Operand
	}
	var all []numbered
	for _, o := range c.Rates {
		all = append(all, numbered{"rate", o})
	}
	all = append(all, numbered{"amount", c.Amount})
	if c.Each > route.Entries && (c.Amount.Kind != route.Absent || c.Min.Kind != route.Absent || c.Max.Kind != route.Absent) {
		all = append(all, numbered{"quantity", route.Operand{Kind: route.Reckoned, Measure: c.Each}})
	}
	return append(all, numbered{"over", c.Over}, numbered{"step", c.Step}, numbered{"at_least", c.AtLeast},
		numbered{"min", c.Min}, numbered{"max", c.Max}, numbered{"credit", c.Credit})
}

// numbers says what each number of the charge is.
func (a *account) numbers() {
	for _, n := range operands(a.charge) {
		if n.o.Kind == route.Absent {
			continue
		}
		out := Number{Role: n.role, Source: n.o.String()}
		if n.o.Kind == route.Reckoned {
			out.measure = n.o.Measure.String()
		}
		value, currency, why := a.witness.Number(&n.o)
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
		for _, n := range operands(a.charge) {
			if n.o.Kind == route.Column {
				row, _ := a.witness.Row(n.o.View)
				use(n.o.Table, row)
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

// sources says what the line stands on in the end: rules with a citation,
// assumptions, and what was given.
func (a *account) sources() {
	seen := map[Source]bool{}
	add := func(s Source) {
		if !seen[s] {
			seen[s] = true
			a.Sources = append(a.Sources, s)
		}
	}
	row := func(u landed.Used) {
		s := Source{Kind: "rule", Of: u.Table, Text: citeText(citation(u.Row.Cite))}
		if assumed(u) {
			s.Kind = "assumption"
		}
		add(s)
	}
	for _, u := range a.line.Used {
		row(u)
	}
	for _, f := range a.asked() {
		if slices.ContainsFunc(a.quote.Assumed, func(as landed.Assumed) bool { return as.Field == f }) {
			a.fieldSource(f, add)
		}
	}
	for _, n := range operands(a.charge) {
		switch n.o.Kind {
		case route.Field:
			a.fieldSource(n.o.Field, add)
		case route.Reckoned:
			for _, f := range n.o.Measure.Fields(a.quote.Plan.Route) {
				a.fieldSource(f, add)
			}
		}
	}
	switch c := a.charge; {
	case strings.HasPrefix(c.Layer, "flag "):
		add(Source{Kind: "given", Of: c.Layer, Text: say("explain.given")})
	case c.Cite != nil:
		add(Source{Kind: "rule", Of: c.Code, Text: citeText(citation(*c.Cite))})
	}
}

// asked lists the fields of the offer that conditions asked for: of the
// alternatives up to the one taken, and of the tables' rows up to theirs.
func (a *account) asked() []offer.Field {
	var fields []offer.Field
	ask := func(c *table.Cond) {
		if spec, ok := offer.ByName(c.Key.String()); ok && !slices.Contains(fields, spec.Field) {
			fields = append(fields, spec.Field)
		}
	}
	for _, charge := range append(a.before, a.charge) {
		for i := range charge.When {
			if w := &charge.When[i]; w.Column.Kind != route.Column {
				ask(&w.Cond)
			}
		}
	}
	for _, u := range a.line.Used {
		if u.Table == a.charge.Credit.Table {
			continue // it decides who bears the amount, not how much it is
		}
		for i := range a.quote.Plan.Tables {
			if bound := &a.quote.Plan.Tables[i]; bound.ID != u.Table || u.Table == route.FXTable {
				continue
			}
			for _, p := range a.quote.Plan.Tables[i].View.Passed(a.witness.Keys(), u.Row) {
				for j := range p.Row.Conds {
					ask(&p.Row.Conds[j])
					if &p.Row.Conds[j] == p.Cond {
						break
					}
				}
			}
			for j := range u.Row.Conds {
				ask(&u.Row.Conds[j])
			}
		}
	}
	return fields
}

// fieldSource says where a field of the offer comes from, if it is there.
func (a *account) fieldSource(f offer.Field, add func(Source)) {
	value, ok := a.quote.Offer.Text(f)
	if !ok {
		return
	}
	s := Source{Kind: "given", Of: "offer." + f.String(), Text: value}
	for _, as := range a.quote.Assumed {
		if as.Field != f {
			continue
		}
		s.Kind = "assumption"
		switch {
		case as.Row != nil:
			s.Text = say("explain.by_row", value, citeText(citation(as.Row.Cite)))
		case as.Because != "":
			s.Text = say("explain.because", value, as.Because)
		default:
			s.Text = say("explain.by_default", value)
		}
	}
	add(s)
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

// citeText writes a citation in one line.
func citeText(c *Cite) string {
	parts := []string{c.Instrument}
	if c.Article != "" {
		parts = append(parts, say("cite.article", c.Article))
	}
	if c.DOF != "" {
		parts = append(parts, say("cite.dof", c.DOF))
	}
	if c.URL != "" {
		parts = append(parts, c.URL)
	}
	return strings.Join(parts, ", ")
}

// ruleRow gives a row of a view as a document has it.
func ruleRow(v *table.View, r *table.Row, on table.Date) *RuleRow {
	u := landed.Used{Table: v.Table.ID, Row: r}
	out := &RuleRow{
		When: r.When(), Says: v.Table.Says(r), From: dateOf(r.From), To: dateOf(r.To),
		Status: r.Status, Confidence: r.Confidence, Cite: citation(r.Cite), Note: r.Note, PeriodNote: r.Period.Note,
		Layer: r.Layer, File: r.File, Line: r.Line, Assumption: assumed(u), Stale: landed.Stale(u, on),
	}
	if r.Period.Checked != 0 {
		out.Checked = r.Period.Checked.String()
	}
	if r.Period.ReviewBy != 0 {
		out.ReviewBy = r.Period.ReviewBy.String()
	}
	return out
}
