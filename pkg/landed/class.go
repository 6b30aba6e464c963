package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// class is what offers have in common that give the same fields and answer
// alike to all that is not a number: which lines apply, the rows of most
// tables, and all that these fix of the other lines. What is left for an offer
// are a few steps on its own numbers.
type class struct {
	*common
	due   fault.List // warnings of the plan, bare, that are due for all
	asked int        // warnings of the plan from this on are asked for each: its numbers decide
	whole bool       // warnings depend on the whole of an offer
}

// common is what many classes have in common, kept once: their offers are
// reckoned together.
type common struct {
	one     bool                     // nothing is in common: offers are reckoned line by line
	given   uint64                   // the fields that the offers give
	presets []preset                 // defaults that tables give
	refusal *fault.Fault             // why the route cannot be used
	customs Figure                   // the customs value, where it is the same for all
	reckons bool                     // a step reckons the customs value
	gaps    []*fault.Fault           // why lines are unknown, see [Quote.gaps]
	steps   []*step                  // in the order of the lines
	sums    [numEntries]money.Amount // what the lines come to that are the same for all
	open    [numEntries]bool         // sums that are unknown
	shelves []*shelf                 // by table of the plan; nil where no step asks it
	entries []entered                // what the steps are entered in

	lacks    []lack              // rows that all have, and that leave lines open
	variants map[lackKey]*common // of the offers that have such a row besides, by that

	gives  []offer.Field    // the numbers that the offers give
	dials  []*route.Operand // that steps read
	exact  bool             // a step asks a table by the tariff line
	byLine []*shelf         // of tables of which nothing else decides the row

	members []member // the offers that are reckoned now
}

// member is an offer of a common.
type member struct {
	at   int // among those that are reckoned now
	from int // where its numbers begin
}

// lack is what a table gave an offer by a row that refuses the route, or does not
// know what is asked.
type lack struct {
	view  int
	found *found
}

// lackKey tells lacks apart that leave open different things.
type lackKey struct {
	view int
	code fault.Code
	why  string // as the row says it
}

// lackOf gives the lack that a row is; ok is false for what is found otherwise.
func lackOf(view int, f *found) (l lack, ok bool) {
	if f == nil || f.fault == nil || f.fault.Code != "R-UNKNOWN" && f.fault.Code != "R-REFUSED" {
		return lack{}, false
	}
	return lack{view, f}, true
}

func (l lack) key() lackKey {
	args := l.found.fault.Args
	why, _ := args[len(args)-1].(string)
	return lackKey{l.view, l.found.fault.Code, why}
}

// variant gives what the offers that have a row besides have in common; nil where
// that is not made, or there is no row.
func (c *common) variant(l lack) *common {
	if l.found == nil {
		return nil
	}
	return c.variants[l.key()]
}

// otherwise gives what the offers have of a field that they do not give.
func (c *common) otherwise(g *program, f offer.Field) (offer.Value, bool) {
	for i := range c.presets {
		if c.presets[i].field == f {
			return c.presets[i].value, true
		}
	}
	return g.given.Get(f)
}

// step reckons one line.
type step struct {
	id       int  // among those of the program
	simple   bool // a rate of the base that is the same for all, and at most a lower bound
	floored  bool // there is one
	looksUp  bool // it asks a table for a row of an offer's own
	line     int
	constant money.Amount // of lines that are the same for all offers of the class
	base     []addend
	rate     money.Ratio // of a simple one
	low      money.Amount
	effects  []effect
	form     *form // of any other
}

// entered is lines of steps that are entered in the same sums.
type entered struct {
	effects []effect
	lines   []int
}

// addend is a line in the sum of another.
type addend struct {
	line int
	less bool // is taken off
}

// preset is a default that a table gives.
type preset struct {
	field offer.Field
	value offer.Value
}

// clear begins an offer.
func (e *evaluation) clear(o *offer.Offer) {
	e.Refusal, e.open, e.customs, e.between = nil, nil, Figure{}, false
	e.Assumed, e.Warnings = e.Assumed[:0], e.Warnings[:0]
	o.Lay(e.Plan.Route.ID, &e.Offer)
	clear(e.reckoned[:])
	if e.finder == nil {
		clear(e.matches)
		return
	}
	e.finder.forget()
	copy(e.matches, e.finder.fixed)
}

// lay begins an offer that is asked about, with its defaults but for those that
// tables give.
func (e *evaluation) lay(o *offer.Offer) {
	e.clear(o)
	e.Offer.Under(&e.program.given)
	e.imply()
}

// common tells whether a table can give the same for all offers of a class.
func (f *finder) common(x *index) bool {
	if x.direct {
		return false
	}
	for _, a := range x.axes {
		if k := f.keys[a.key].key; a.exact || k.Kind() == table.KindNumber && byKey[k] == offer.NumFields {
			return false
		}
	}
	return true
}
