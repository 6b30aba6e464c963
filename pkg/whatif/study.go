// Package whatif asks the quote itself what would be: at which price a margin is
// reached, at which volume one route overtakes another, how a margin moves with
// what it stands on, how it is distributed, what a scenario changes, on which
// dates the law changed, and what a door price stands for. It has no formula of
// its own.
package whatif

import (
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Study is an offer on some routes, of which inputs are varied.
type Study struct {
	Routes  []*route.Route
	Tables  *table.Set
	Options route.Options
	Offer   *offer.Offer
	Plans   []*route.Plan   // one a route, as nothing is varied
	Base    []*landed.Quote // of the plans
}

// NewStudy compiles the routes and quotes the offer as it is.
func NewStudy(routes []*route.Route, tables *table.Set, options route.Options, o *offer.Offer) (*Study, error) {
	s := &Study{Routes: routes, Tables: tables, Options: options, Offer: o}
	var faults fault.List
	for _, r := range routes {
		p, err := route.Compile(r, tables, options)
		if err != nil {
			faults = append(faults, fault.From(err)...)
			continue
		}
		faults = append(faults, landed.Check(p, o)...)
		s.Plans = append(s.Plans, p)
		s.Base = append(s.Base, landed.Make(p, o))
	}
	return s, faults.Err()
}

// Bound is a study whose inputs can be set, over and over, without compiling
// the routes anew. It is of one goroutine: its plans are its own and change.
type Bound struct {
	Plans      []*route.Plan
	offers     []offer.Offer // one a plan
	set        []func(offer.Value)
	evaluators []*landed.Evaluator // one a plan; nil before it is asked
	tracers    []*landed.Tracer    // the same
	apart      bool                // some input is a rate or a row, which no evaluator takes: each quote is made by itself
	changes    []bool              // by plan: rates or rows of it are set, which no evaluator takes
}

// Bind makes the inputs settable. Faults are those of a compilation.
func (s *Study) Bind(inputs ...*Input) (*Bound, error) {
	b := bound(make([]*route.Plan, len(s.Routes)))
	b.set = make([]func(offer.Value), len(inputs))
	setters := make([][]func(offer.Value), len(inputs))
	for i, r := range s.Routes {
		tables, after := s.Tables, []func(*route.Plan){}
		for k, in := range inputs {
			if !in.on[i] {
				continue
			}
			b.apart = b.apart || in.kind == ofColumn || in.kind == ofRate
			keep := func(set func(offer.Value)) { setters[k] = append(setters[k], set) }
			switch in.kind {
			case ofField:
				keep(func(v offer.Value) { b.offers[i].Put(in.field, v) })
			case ofColumn:
				row := s.row(i, in.table)
				own := *row
				own.Cells = append([]table.Cell(nil), row.Cells...)
				tables = tables.Lay(in.table, "input", own)
				keep(func(v offer.Value) {
					own.Cells[in.cell].Num, own.Cells[in.cell].Text = v.Num, v.Text
					b.changed(i)
				})
			case ofRate:
				after = append(after, func(p *route.Plan) {
					keep(func(v offer.Value) {
						rate := p.Rates[in.currency]
						rate.Rate = v.Num
						p.Rates[in.currency] = rate
						b.changed(i)
					})
				})
			case ofLine:
				after = append(after, func(p *route.Plan) {
					at := in.lines[i]
					dial := &at.of(p)[at.line].Alternatives[at.alternative].Amount
					now, _ := s.amount(i, &at.of(s.Plans[i])[at.line].Alternatives[at.alternative])
					*dial = route.Operand{Kind: route.Dial, Num: now.Num, Currency: now.Text}
					keep(func(v offer.Value) { dial.Num, dial.Currency = v.Num, v.Text })
				})
			}
		}
		p, err := route.Compile(r, tables, s.Options)
		if err != nil {
			return nil, err
		}
		for _, f := range after {
			f(p)
		}
		b.Plans[i], b.offers[i] = p, s.Offer.For(r.ID)
		b.offers[i].Intern()
	}
	for k := range inputs {
		b.set[k] = func(v offer.Value) {
			for _, set := range setters[k] {
				set(v)
			}
		}
	}
	return b, nil
}

// Set gives an input a value, on every route that has it. Nothing is checked.
func (b *Bound) Set(input int, v offer.Value) { b.set[input](v) }

// changed tells that rates or rows of a plan are others now.
func (b *Bound) changed(plan int) {
	b.changes[plan] = true
	if b.tracers[plan] != nil {
		b.tracers[plan].Changed()
	}
}

// Quote gives the totals of a plan with the inputs as they are set. The next
// quote of the plan may overwrite it.
func (b *Bound) Quote(plan int) *landed.Quote {
	if b.changes[plan] {
		return b.tracer(plan).Totals(&b.offers[plan])
	}
	return b.evaluator(plan).Totals(&b.offers[plan])
}

func (b *Bound) evaluator(plan int) *landed.Evaluator {
	if b.evaluators[plan] == nil {
		b.evaluators[plan] = landed.NewEvaluator(b.Plans[plan])
	}
	return b.evaluators[plan]
}

// together is how many quotes are made together: their numbers stay near the
// processor.
const together = 512

// Quotes quotes all plans with inputs that are set n times, and reckons them
// together where that is possible. Set sets them; it may be asked for the same
// again.
func (b *Bound) Quotes(n int, set func(i int), take func(i int, quotes []*landed.Quote)) {
	quotes := make([]*landed.Quote, len(b.Plans))
	if b.apart {
		for i := range n {
			set(i)
			for plan := range quotes {
				quotes[plan] = b.Quote(plan)
			}
			take(i, quotes)
		}
		return
	}
	for i := range n {
		set(i)
		for plan := range quotes {
			b.evaluator(plan).Add(&b.offers[plan])
		}
	}
	for plan := range quotes {
		b.evaluator(plan).Reckon()
	}
	at := 0
	again := make([]func() *offer.Offer, len(quotes))
	for plan := range again {
		again[plan] = func() *offer.Offer {
			set(at)
			return &b.offers[plan]
		}
	}
	for ; at < n; at++ {
		for plan := range quotes {
			quotes[plan] = b.evaluator(plan).Of(at, again[plan])
		}
		take(at, quotes)
	}
}

// trace gives a quote of a plan with all that it stands on.
func (b *Bound) trace(plan int) *landed.Trace { return b.tracer(plan).Trace(&b.offers[plan]) }

func (b *Bound) tracer(plan int) *landed.Tracer {
	if b.tracers[plan] == nil {
		b.tracers[plan] = landed.NewTracer(b.Plans[plan])
	}
	return b.tracers[plan]
}

// bound gives room for so many plans.
func bound(plans []*route.Plan) *Bound {
	n := len(plans)
	return &Bound{
		Plans: plans, offers: make([]offer.Offer, n),
		evaluators: make([]*landed.Evaluator, n), tracers: make([]*landed.Tracer, n), changes: make([]bool, n),
	}
}

// Offer gives the offer of a plan with the inputs as they are set.
func (b *Bound) Offer(plan int) *offer.Offer { return &b.offers[plan] }

// row gives the row of a table that a route's quote stands on; nil where none.
func (s *Study) row(plan int, id string) *table.Row {
	for _, u := range s.Base[plan].Used {
		if u.Table == id {
			return u.Row
		}
	}
	return nil
}

// margin is the total that answers are about.
var margin = func() *landed.Total {
	t, _ := landed.TotalByName("margin")
	return t
}()

// perUnit gives the margin of a unit in centavos; ok is false where the route
// cannot be used or the margin is not known.
func perUnit(q *landed.Quote) (money.Ratio, bool) {
	if !q.Feasible() {
		return money.Ratio{}, false
	}
	return q.PerUnit(margin)
}
