package landed

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// fill lays the route's defaults under the offer, then what follows from the
// fields themselves. Every field filled is an assumption that the quote shows.
func (e *evaluation) fill() {
	own := e.Offer.Given()
	e.Offer.Under(&e.program.given)
	for i := range e.Plan.With {
		d := &e.Plan.With[i]
		switch {
		case own&(1<<d.Field) != 0:
		case d.Value.Kind == route.Column:
			row, why := e.row(d.Value.View)
			if why != nil {
				continue // the lines that need the field say what is missing
			}
			if value, can := e.program.preset(d, row); can { // else the field cannot be that, and stays unknown
				e.assume(Assumed{Field: d.Field, Value: value, Row: row})
			}
		case e.explain:
			e.assume(Assumed{Field: d.Field, Value: d.Parsed})
		}
	}
	e.imply()
}

// imply lays what follows from the fields under the offer.
func (e *evaluation) imply() {
	e.implied = e.Offer.Implied(e.implied[:0])
	for i := range e.implied {
		im := &e.implied[i]
		if !e.explain {
			e.Offer.Put(im.Field, im.Value)
			continue
		}
		e.assume(Assumed{Field: im.Field, Value: im.Value, Because: im.Because})
	}
}

func (e *evaluation) assume(a Assumed) {
	e.Offer.Put(a.Field, a.Value)
	if e.explain {
		e.assumed[a.Field] = true
		e.Assumed = append(e.Assumed, a)
	}
}

// refusals finds out whether the route can be used at all: the tables it
// requires must admit the goods, and none of its refusals may hold.
func (e *evaluation) refusals() {
	for _, view := range e.Plan.Requires {
		if _, why := e.row(view); why != nil && why.Code != Needs {
			e.refuse(why)
		}
	}
	for i, conds := range e.program.refusals {
		if holds, _ := e.when(conds); holds {
			e.refuse(fault.New("R-REFUSED", fault.Place{}, e.Plan.Refusals[i].Reason))
		}
	}
}

// refuse keeps the first reason.
func (e *evaluation) refuse(why *fault.Fault) {
	if e.Refusal == nil {
		e.Refusal = why
	}
}

// unusable refuses the route where a line met a law that refuses, is unknown
// or does not cover the date. An unknown cost or a missing field only leaves
// figures open.
func (e *evaluation) unusable() {
	var reasons []*fault.Fault
	for i := range e.Lines {
		if l := &e.Lines[i]; l.State == Unknown {
			reasons = append(reasons, l.Reason)
		}
	}
	if why := barring(reasons); why != nil {
		e.refuse(why)
	}
}

// barring gives the reason why a route cannot be used, nil where it can. That a
// date is not covered comes first, since it explains the others.
func barring(reasons []*fault.Fault) *fault.Fault {
	for _, why := range reasons {
		if why != nil && why.Code == table.Uncovered {
			return why
		}
	}
	for _, why := range reasons {
		if why == nil {
			continue
		}
		switch why.Code {
		case "R-REFUSED":
			return why
		case "R-UNKNOWN", "R-NO-ROW":
			if id, _ := why.Args[0].(string); isLaw(id) {
				return why
			}
		}
	}
	return nil
}

// isLaw tells law from costs by the id of a table.
func isLaw(id string) bool { return strings.HasPrefix(id, "law.") }
