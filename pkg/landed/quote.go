// Package landed evaluates a plan on an offer and gives a quote: every line,
// the totals of the definitions, three views that reconcile, and warnings. It
// is pure: no clock, no files, no output; the same plan and offer give the
// same quote.
package landed

import (
	"cmp"
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// State says what is known of a line.
type State uint8

// The states. A line that does not apply counts nothing in a sum; one that is
// unknown makes what sums it unknown.
const (
	Unknown State = iota
	NotApplied
	Known
)

// Figure is an amount that may be unknown.
type Figure struct {
	Amount money.Amount
	Known  bool
}

// Quote is one offer on one route. Amounts are centavos of MXN for one entry.
type Quote struct {
	Plan     *route.Plan
	Offer    offer.Offer // with the route's own fields and its defaults
	Assumed  []Assumed   // fields that nobody gave
	Units    money.Ratio // in the entry; zero Ratio{} where unknown
	Refusal  *fault.Fault
	Lines    []Line
	Monthly  []Line
	Setup    []Line
	Days     *table.Row // lead, transit, pay-out and refund days; nil where unknown
	Used     []Used
	Exchange []string // currencies other than MXN that the quote uses, in the order of use
	Totals   Totals
	Views    Views
	Warnings fault.List

	open []*fault.Fault // what gaps gives where there are no lines
}

// Line is one evaluated charge.
type Line struct {
	Charge *route.Charge // the alternative taken; the first where none is
	State  State
	Amount money.Amount
	Reason *fault.Fault // why the line is not Known
	Credit Credit       // of vat and withheld_isr

	Base       money.Amount // the signed sum
	Rate       money.Ratio  // product of the rates, One where there is none
	Quantity   money.Ratio
	UnitAmount money.Ratio // centavos for each; Den is 0 where there is none
	Min, Max   money.Ratio // centavos for each; Den is 0 where there is none
	Used       []Used      // rows that the line stands on, in the order of use
	Assumed    bool        // stands on a field nobody gave

	alt *alternative
}

// Used is a row of a table that the quote stands on.
type Used struct {
	Table string // id
	Row   *table.Row
}

// Credit says whether the seller gets a tax back.
type Credit uint8

// The credits. A line without a credit rule has none.
const (
	NotCredited Credit = iota
	Credited
	CreditUnknown
	numCredits
)

// Assumed is a field of the offer that the route or a rule of the offer filled.
type Assumed struct {
	Field   offer.Field
	Value   offer.Value
	Because string     // what it follows from, where it is no default of the route
	Row     *table.Row // where the default comes from a table
}

// Figure gives the line's amount; a line that does not apply is zero.
func (l *Line) Figure() Figure { return Figure{Amount: l.Amount, Known: l.State != Unknown} }

// Cost gives what the line costs the seller: nothing for a VAT that is
// credited or for what the buyer pays.
func (l *Line) Cost() Figure {
	if !costsUnder(l.Charge, l.Credit) {
		return Figure{Known: true}
	}
	return l.under(NotCredited)
}

// account gives what the line does in the seller's tax account: what is
// collected, settled, credited or prepaid.
func (l *Line) account() Figure {
	if !accountedUnder(l.Charge, l.Credit) {
		return Figure{Known: true}
	}
	return l.under(Credited)
}

// under gives the amount of a line that counts, or may, under a credit.
func (l *Line) under(c Credit) Figure {
	f := l.Figure()
	if l.Charge.Credit.Kind != route.Absent && l.State != NotApplied && l.Credit != c {
		f.Known = false
	}
	return f
}

// Line finds a line by its code; nil where the route has none.
func (q *Quote) Line(code string) *Line {
	for i := range q.Lines {
		if c := q.Lines[i].Charge; c != nil && c.Code == code { // nil: not yet reckoned
			return &q.Lines[i]
		}
	}
	return nil
}

// Feasible tells whether the route can be used as far as is known.
func (q *Quote) Feasible() bool { return q.Refusal == nil }

// Make evaluates the plan on the offer, and notes what every line stands on.
func Make(p *route.Plan, o *offer.Offer) *Quote {
	e := newEvaluation(newProgram(p, false), true)
	e.begin(o)
	e.Monthly = e.list(e.program.monthly, month)
	e.Setup = e.list(e.program.setup, once)
	e.usedOf = nil
	e.Days, _ = e.row(p.Days)
	for i, m := range e.matches {
		if m != nil && m.row != nil {
			e.Used = append(e.Used, Used{Table: p.Tables[i].ID, Row: m.row})
		}
	}
	e.warn()
	e.warnDefaults()
	e.warnRules()
	return &e.Quote
}

// Figures evaluates the plan on one offer as an [Evaluator] does, with the
// monthly costs.
func Figures(p *route.Plan, o *offer.Offer) *Quote {
	e := NewEvaluator(p)
	q := e.Figures(o)
	q.Monthly = e.Monthly()
	return q
}

// Evaluator evaluates a plan on many offers, one after the other or, several
// times as fast, many together ([Evaluator.Add]): it looks a table up once for
// all offers that the table does not tell apart. What it gives is overwritten by
// the next offer. It serves one goroutine.
type Evaluator struct {
	e     *evaluation
	only  *offer.Offer // of Totals
	again func() *offer.Offer
}

// NewEvaluator makes ready to evaluate a plan many times. Without wanted totals it
// reckons all; with some it leaves the others unknown, which takes less time. Who
// asks for warnings wants [Warned] too.
func NewEvaluator(p *route.Plan, wanted ...*Total) *Evaluator {
	v := &Evaluator{e: newEvaluation(newProgram(p, true, wanted...), false)}
	v.again = func() *offer.Offer { return v.only }
	return v
}

// Figures gives a quote with its lines and totals, the same as of [Make]. A
// line has its charge, state, amount, credit and reason. The quote has no
// monthly and set-up costs, no days, no rules used and no warnings, and does
// not say in words why a line does not apply.
func (v *Evaluator) Figures(o *offer.Offer) *Quote {
	v.e.begin(o)
	return &v.e.Quote
}

// Totals gives what [Evaluator.Figures] does, most often without the lines: that
// of [Evaluator.Of] for one offer.
func (v *Evaluator) Totals(o *offer.Offer) *Quote {
	v.Add(o)
	v.Reckon()
	v.only = o
	return v.Of(0, v.again)
}

// Warn adds the warnings about the last offer, without their words, and gives
// its quote. Those about the rules are given by [Evaluator.Doubts].
func (v *Evaluator) Warn() *Quote {
	if v.e.Lines == nil {
		v.e.warnTogether()
	} else {
		v.e.warn()
	}
	return &v.e.Quote
}

// Doubts gives the warnings about the rules and exchange rates that any of the
// offers so far stands on: old, carried forward, inferred or projected.
func (v *Evaluator) Doubts() fault.List {
	e := evaluation{Quote: Quote{Plan: v.e.Plan, Exchange: v.e.Exchange, Used: v.e.finder.used}, explain: true}
	slices.Sort(e.Exchange)
	slices.SortFunc(e.Used, func(a, b Used) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Row.File, b.Row.File), a.Row.Line-b.Row.Line)
	})
	e.warnRules()
	return e.Warnings
}

// Monthly gives the monthly costs of the last offer.
func (v *Evaluator) Monthly() []Line { return v.e.list(v.e.program.monthly, month) }

func newEvaluation(g *program, explain bool) *evaluation {
	return &evaluation{
		explain:  explain,
		detail:   explain,
		program:  g,
		finder:   g.finder,
		Quote:    Quote{Plan: g.plan},
		room:     make([]Line, len(g.lines)),
		gathered: gathered{kept: make([][]*found, len(g.kept))},
		outlines: map[uint64]*outline{},
		matches:  make([]*found, len(g.plan.Tables)),
	}
}

// begin evaluates the lines of an offer and sums them.
func (e *evaluation) begin(o *offer.Offer) {
	e.clear(o)
	e.Lines = e.room
	e.fill()
	e.refusals()
	e.Units = e.units().value
	e.lines()
	e.total()
	e.unusable()
}

// lines reckons the lines of an offer, one after the other.
func (e *evaluation) lines() {
	for i := range e.Lines {
		l := &e.Lines[i]
		e.line(l, e.program.lines[i], each)
		if i == e.program.customs && l.State == Known {
			e.customs = Figure{Amount: l.Amount, Known: true}
		}
	}
}

// Needs lists what the offer lacks for the lines that wait for it, each once.
func (q *Quote) Needs() []string {
	var fields []string
	for _, why := range q.gaps() {
		if field, ok := fieldOf(why); ok && !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	return fields
}

// Uncarded gives the reasons why the cost cards leave lines unknown, each once.
func (q *Quote) Uncarded() fault.List {
	var all fault.List
	for _, why := range q.gaps() {
		if why.Code != "R-UNKNOWN" && why.Code != "R-NO-ROW" {
			continue
		}
		if id, _ := why.Args[0].(string); isLaw(id) {
			continue
		}
		if !slices.ContainsFunc(all, func(f *fault.Fault) bool { return f == why || f.Message() == why.Message() }) {
			all = append(all, why)
		}
	}
	return all
}

// gaps gives the reasons of the lines that are unknown for one of their own.
func (q *Quote) gaps() []*fault.Fault {
	if q.Lines == nil {
		return q.open
	}
	var all []*fault.Fault
	for i := range q.Lines {
		if l := &q.Lines[i]; l.State == Unknown && l.Reason.Code != "R-WAITS" {
			all = append(all, l.Reason)
		}
	}
	return all
}

// fieldOf gives the field that a reason waits for.
func fieldOf(why *fault.Fault) (string, bool) {
	if why.Code != Needs {
		return "", false
	}
	field, ok := why.Args[0].(string)
	return field, ok
}

// Refused tells whether a rule refuses the route; where the route is barred and
// not refused, a rule that it needs is unknown.
func (q *Quote) Refused() bool { return q.Refusal != nil && q.Refusal.Code == "R-REFUSED" }

// Doubts gives the warnings about rules that a strict reader does not take:
// carried forward past their review, or projected; and what law leaves unknown.
func (q *Quote) Doubts() fault.List {
	var doubts fault.List
	for _, w := range q.Warnings {
		if w.Code == "W-STALE-RULE" || w.Code == "W-PROJECTED-RULE" {
			doubts.Add(w)
		}
	}
	for i := range q.Lines {
		r := q.Lines[i].Reason
		if q.Lines[i].State != Unknown {
			continue
		}
		switch r.Code {
		case "R-UNKNOWN", "R-NO-ROW", table.Uncovered:
			if id, _ := r.Args[0].(string); isLaw(id) && !slices.Contains(doubts, r) {
				doubts.Add(r)
			}
		}
	}
	return doubts
}
