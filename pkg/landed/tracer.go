package landed

import (
	"slices"

	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Tracer evaluates a plan on many offers, and tells what each quote stands on. A
// quote of it stays as it is. It serves one goroutine.
type Tracer struct{ program *program }

// Changed tells that exchange rates of the plan, or numbers of its tables' rows,
// are others now. A [route.Dial] may change without.
func (t *Tracer) Changed() {
	clear(t.program.presets)
	t.program.dollars()
}

// Totals gives a quote with its lines and totals alone.
func (t *Tracer) Totals(o *offer.Offer) *Quote {
	e := newEvaluation(t.program, false)
	e.begin(o)
	return &e.Quote
}

// NewTracer makes ready to trace a plan.
func NewTracer(p *route.Plan) *Tracer { return &Tracer{newProgram(p, false)} }

// Trace is a quote with its lines, totals and monthly costs, and what it stands
// on.
type Trace struct {
	*Quote
	Rows []*table.Row // by table of the plan; nil where none was asked for or matched
	e    *evaluation
}

// Trace quotes an offer.
func (t *Tracer) Trace(o *offer.Offer) *Trace {
	e := newEvaluation(t.program, false)
	e.detail = true
	e.begin(o)
	e.Monthly = e.list(t.program.monthly, month)
	rows := make([]*table.Row, len(e.matches))
	for i, m := range e.matches {
		if m != nil {
			rows[i] = m.row
		}
	}
	return &Trace{Quote: &e.Quote, Rows: rows, e: e}
}

// Number gives the number that a threshold is about, as [Quote.Number] does.
func (t *Trace) Number(of Threshold) (n money.Ratio, ok bool) { return t.e.number(of) }

// Threshold is a bound of a number that a rule asks for. A quote can jump where
// the number passes it.
type Threshold struct {
	Table int // index in the plan's tables; -1 for a condition of the route itself
	Key   table.Key
	Bound money.Ratio
}

// Thresholds lists the bounds of all numbers that the plan's rules ask the offer
// for, in the order of tables and rows, each once.
func Thresholds(q *Quote) []Threshold {
	e := asking(q)
	var all []Threshold
	add := func(view int, c *table.Cond) {
		if c.Key == 0 || c.Key.Kind() != table.KindNumber { // no key: a condition on a column
			return
		}
		if c.In.HasLow {
			all = append(all, Threshold{view, c.Key, c.In.Low})
		}
		if c.In.HasHigh {
			all = append(all, Threshold{view, c.Key, c.In.High})
		}
	}
	for i, bound := range q.Plan.Tables {
		if bound.View == nil {
			continue
		}
		for row := range bound.View.Candidates(e) {
			for j := range row.Conds {
				add(i, &row.Conds[j])
			}
		}
	}
	for _, lines := range [][]route.Line{q.Plan.Lines, q.Plan.Monthly, q.Plan.Setup} {
		for _, l := range lines {
			for _, alt := range l.Alternatives {
				for i := range alt.When {
					add(-1, &alt.When[i].Cond)
				}
			}
		}
	}
	for _, r := range q.Plan.Refusals {
		for i := range r.When {
			add(-1, &r.When[i].Cond)
		}
	}
	seen := map[Threshold]bool{}
	return slices.DeleteFunc(all, func(t Threshold) bool {
		t.Bound = t.Bound.Lowest()
		twice := seen[t]
		seen[t] = true
		return twice
	})
}

// asking is an evaluation that answers for a quote that is made.
func asking(q *Quote) *evaluation {
	e := newEvaluation(newProgram(q.Plan, false), false)
	e.Quote = *q
	if i := e.program.customs; i >= 0 && i < len(q.Lines) && q.Lines[i].State == Known {
		e.customs = Figure{Amount: q.Lines[i].Amount, Known: true}
	}
	return e
}

// Number gives the number that a threshold is about, as it is in the quote; ok
// is false where it is not known.
func (q *Quote) Number(t Threshold) (n money.Ratio, ok bool) {
	return asking(q).number(t)
}

func (e *evaluation) number(t Threshold) (n money.Ratio, ok bool) {
	var asked *table.Table
	if t.Table >= 0 {
		asked = e.Plan.Tables[t.Table].View.Table
	}
	return e.Number(t.Key, asked)
}

// Bound says which of a line's bounds its amount stands at: -1 its least, 1 its
// most, 0 neither.
func (l *Line) Bound() int {
	stands := func(per money.Ratio) bool {
		if per.Den == 0 || l.State != Known {
			return false
		}
		at, ok := money.Reckon(0, per, l.Quantity, money.One)
		return ok && (l.Amount == at || l.Amount == at.WholePesos())
	}
	switch {
	case stands(l.Min):
		return -1
	case stands(l.Max):
		return 1
	}
	return 0
}
