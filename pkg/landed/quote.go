// Package landed evaluates a plan on an offer and gives a quote: every line,
// the totals of the definitions, three views that reconcile, and warnings. It
// is pure: no clock, no files, no output; the same plan and offer give the
// same quote.
package landed

import (
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
	switch l.Charge.Incidence {
	case route.Cost:
		return l.Figure()
	case route.VAT, route.WithheldISR:
		return l.share(NotCredited)
	}
	return Figure{Known: true}
}

// account gives what the line does in the seller's tax account: what is
// collected, settled, credited or prepaid.
func (l *Line) account() Figure {
	switch l.Charge.Incidence {
	case route.Passthrough, route.WithheldVAT:
		return l.Figure()
	case route.VAT, route.WithheldISR:
		return l.share(Credited)
	}
	return Figure{Known: true}
}

// share gives the amount where the line has that credit, else nothing.
func (l *Line) share(c Credit) Figure {
	switch l.Credit {
	case c:
		return l.Figure()
	case CreditUnknown:
		return Figure{}
	}
	return Figure{Known: true}
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

// Make evaluates the plan on the offer.
func Make(p *route.Plan, o *offer.Offer) *Quote {
	e := reckoned(p, o, true)
	e.Setup = e.list(p.Setup, once)
	e.usedOf = nil
	e.Days, _ = e.row(p.Days)
	for i, m := range e.matches {
		if m.row != nil {
			e.Used = append(e.Used, Used{Table: p.Tables[i].ID, Row: m.row})
		}
	}
	e.warn()
	return &e.Quote
}

// Figures evaluates the plan on the offer for who asks many times: a quote
// with its lines, totals and monthly costs, and without set-up costs, days,
// rules used, warnings, and in words why a line does not apply.
func Figures(p *route.Plan, o *offer.Offer) *Quote { return &reckoned(p, o, false).Quote }

func reckoned(p *route.Plan, o *offer.Offer, explain bool) *evaluation {
	e := &evaluation{
		explain: explain,
		Quote:   Quote{Plan: p, Offer: o.For(p.Route.ID)},
		matches: make([]found, len(p.Tables)),
	}
	e.fill()
	e.refusals()
	e.Units = e.units().value
	e.Lines = make([]Line, len(p.Lines))
	for i := range p.Lines {
		e.line(&e.Lines[i], p.Lines[i].Alternatives, each)
	}
	e.Monthly = e.list(p.Monthly, month)
	e.total()
	e.unusable()
	return e
}

// Refused tells whether a rule refuses the route; where the route is barred and
// not refused, a rule that it needs is unknown.
func (q *Quote) Refused() bool { return q.Refusal != nil && q.Refusal.Code == "R-REFUSED" }

// Check finds what keeps an offer from being quoted at all on the plan's
// route: money in a currency that no rate is known for.
func Check(p *route.Plan, o *offer.Offer) fault.List {
	var faults fault.List
	own := o.For(p.Route.ID)
	for _, spec := range offer.Specs() {
		v, given := own.Get(spec.Field)
		if !given || spec.Kind != offer.Money || v.Text == "" {
			continue
		}
		if _, ok := p.Rates[v.Text]; !ok {
			faults.Add(fault.New("E-CURRENCY-RATE", fault.Place{Field: spec.Name}, v.Text))
		}
	}
	return faults
}

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
