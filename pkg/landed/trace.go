package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Witness answers about a finished quote what was asked while it was made:
// what the offer says of a key, what a number of a charge was, whether a
// condition held. It is part of how a line is explained.
type Witness struct{ e *evaluation }

// Witness gives the witness of a quote that [Make] made.
func (q *Quote) Witness() *Witness {
	e := newEvaluation(newProgram(q.Plan, false), true)
	e.Quote = *q
	e.Exchange = nil // what is asked now is no use of the quote's
	e.customs = q.Totals.CustomsValue
	for _, u := range q.Used {
		for i := range q.Plan.Tables {
			if q.Plan.Tables[i].ID == u.Table {
				e.matches[i] = &found{row: u.Row}
			}
		}
	}
	return &Witness{e}
}

// Keys gives what tables ask of the offer.
func (w *Witness) Keys() table.Keys { return w.e }

// Said is what the offer says of a key, for people.
func (w *Witness) Said(k table.Key, t *table.Table) string {
	if k == table.KeyBillableKg {
		if n, ok := w.e.Number(k, t); ok {
			return n.String()
		}
	}
	return w.e.said(k)
}

// Number gives a number of a charge as the quote took it: money in whole units
// of the currency, which is "" for another number. The fault says why it is
// unknown.
func (w *Witness) Number(o *route.Operand) (n money.Ratio, currency string, why *fault.Fault) {
	got := w.e.operand(operandOf(o))
	if got.fault != nil {
		return money.Ratio{}, "", got.fault
	}
	switch o.Kind {
	case route.Literal:
		currency = o.Currency
	case route.Field:
		if v, ok := w.e.Offer.Get(o.Field); ok && o.Field.Spec().Kind == offer.Money {
			currency = v.Text
		}
	case route.Column:
		if row, _ := w.e.row(o.View); row != nil && o.Unit == table.UnitMoney {
			currency = row.Cells[o.Cell].Text
		}
	}
	return got.value, currency, nil
}

// Holds tells whether the conditions of an alternative hold; where they do not,
// the fault says which and what the offer says instead.
func (w *Witness) Holds(conds []route.When) (bool, *fault.Fault) {
	return w.e.when(w.e.program.conditions(conds))
}

// Counted gives what a line adds to the sum of another, which counts lines in
// that way.
func (w *Witness) Counted(code string, count route.Count) Figure {
	l := w.e.Line(code)
	switch {
	case l == nil:
		return Figure{}
	case count == route.CountCost:
		return l.Cost()
	case count == route.CountCredit:
		return l.account()
	}
	return l.Figure()
}

// Row gives the row of a table of the plan that the offer matches, or why
// there is none.
func (w *Witness) Row(view int) (*table.Row, *fault.Fault) { return w.e.row(view) }

// Part is what one line does in a figure of the quote.
type Part struct {
	Line   *Line
	Amount money.Amount // as it counts: a cost has a minus in the margin
	Known  bool
}

// Parts takes a figure apart into the lines that it is the sum of. Every figure
// of a quote is a sum over its lines, so what a line alone makes of it is its
// part.
func (q *Quote) Parts(of func(*Quote) Figure) []Part {
	alone := func(lines []Line) Figure {
		e := evaluation{program: new(program), Quote: Quote{Plan: q.Plan, Lines: lines}}
		if len(lines) == 1 && lines[0].Charge.Code == customsValue {
			e.customs = q.Totals.CustomsValue
		}
		e.total()
		return of(&e.Quote)
	}
	nothing := alone(nil)
	var parts []Part
	for i := range q.Lines {
		if f := alone(q.Lines[i : i+1]); f != nothing && q.Lines[i].State != NotApplied {
			parts = append(parts, Part{Line: &q.Lines[i], Amount: f.Amount, Known: f.Known})
		}
	}
	return parts
}
