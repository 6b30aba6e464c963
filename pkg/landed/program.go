package landed

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// program is a plan with what every evaluation of it needs worked out once.
type program struct {
	plan     *route.Plan
	lines    []line
	monthly  []line
	setup    []line
	refusals [][]condition
	warnings [][]condition
	banded   []int       // tables that ask for the customs value
	weighed  []int       // tables that ask for the billable weight
	kept     []int       // both, where warnings are wanted
	customs  int         // the line of the customs value, or -1
	usd      money.Ratio // US dollars for a centavo of MXN in cents; Den is 0 where no rate is known
	finder   *finder     // nil where offers are quoted one by one
	presets  map[tabled]offer.Value
	bare     fault.List         // warnings without words
	axes     []axis             // the keys that tell classes apart
	warns    bool               // warnings are wanted
	classes  int                // how many
	variants int                // of commons
	steps    map[string]*step   // of all classes
	commons  map[string]*common // of all classes
	shelves  map[string]*shelf  // of all classes
	key      []byte             // room for that of a step
	waiting  []*fault.Fault     // by line: that another waits for it
	given    offer.Offer        // the defaults that the route gives itself
	unwanted [numEntries]bool   // sums that no total wants
	wants    []entry            // the others
}

// tabled is a default that a row of a table gives.
type tabled struct {
	field offer.Field
	row   *table.Row
}

// line is the alternatives of a line of the plan.
type line []alternative

// alternative is a charge of a line, laid out for quick reading: a charge holds
// much that only people ask for.
type alternative struct {
	form
	charge *route.Charge
	place  int // among those of its line
	when   []condition
	credit *operand // nil where there is none
	sum    []route.Addend
	count  count

	effects   [numCredits][]effect
	costs     [numCredits]bool // what costsUnder says
	accounted [numCredits]bool // what accountedUnder says
}

// count is that of a route as a number.
type count uint8

const (
	countAll count = iota
	countCost
	countCredit
)

// condition is one condition of a charge or a notice.
type condition struct {
	column     bool // on a column of a table, else on a key of the offer
	not        bool
	view, cell int
	key, cond  int           // of the finder; the condition among those of the key
	numbers    []money.Ratio // of a column of numbers, what the words say
	source     *route.When
}

// newProgram works out a plan, with a finder for who asks many times, for the
// totals that are wanted; none: for all.
func newProgram(p *route.Plan, often bool, wanted ...*Total) *program {
	g := &program{plan: p, steps: map[string]*step{}, commons: map[string]*common{}, shelves: map[string]*shelf{}, presets: map[tabled]offer.Value{}}
	g.unwanted = unwanted(wanted)
	for in, not := range g.unwanted {
		if !not {
			g.wants = append(g.wants, entry(in))
		}
	}
	if often {
		g.finder = newFinder(p)
	}
	for i := range p.With {
		if d := &p.With[i]; d.Value.Kind != route.Column {
			g.given.Put(d.Field, d.Parsed)
		}
	}
	g.waiting = make([]*fault.Fault, len(p.Lines))
	g.lines, g.monthly, g.setup = g.list(p.Lines), g.list(p.Monthly), g.list(p.Setup)
	for i := range p.Refusals {
		g.refusals = append(g.refusals, g.conditions(p.Refusals[i].When))
	}
	for i := range p.Warnings {
		g.warnings = append(g.warnings, g.conditions(p.Warnings[i].When))
	}
	for i := range p.Tables {
		v := p.Tables[i].View
		if v != nil && v.Asks(table.KeyValueUSD) {
			g.banded = append(g.banded, i)
		}
		if v != nil && v.Asks(table.KeyBillableKg) {
			g.weighed = append(g.weighed, i)
		}
	}
	if g.warns = len(wanted) == 0 || slices.Contains(wanted, Warned); g.warns {
		g.kept = slices.Compact(slices.Sorted(slices.Values(slices.Concat(g.banded, g.weighed))))
	}
	g.customs = slices.IndexFunc(p.Lines, func(l route.Line) bool { return l.Code == customsValue })
	g.dollars()
	if often {
		g.finder.ready()
		g.classAxes()
	}
	return g
}

// dollars works out the rate of US dollars.
func (g *program) dollars() {
	if fx, ok := g.plan.Rates["USD"]; ok {
		if cents, ok := money.One.Quo(fx.Rate); ok {
			g.usd = cents
		}
	}
}

func (g *program) list(lines []route.Line) []line {
	out := make([]line, len(lines))
	for i := range lines {
		out[i] = make(line, len(lines[i].Alternatives))
		for j := range lines[i].Alternatives {
			g.alternative(&out[i][j], &lines[i].Alternatives[j], j)
		}
	}
	return out
}

func (g *program) alternative(to *alternative, from *route.Alternative, place int) {
	c := from.Charge
	*to = alternative{
		charge: c, place: place, when: g.conditions(c.When), sum: from.Sum, credit: operandOf(&c.Credit), effects: g.effectsOf(c),
		count: map[route.Count]count{route.CountCost: countCost, route.CountCredit: countCredit}[c.Count],
		form: form{
			code: c.Code, fixed: money.One, summed: len(from.Sum) > 0, each: c.Each, per: money.Zero, times: money.One, whole: from.WholePesos,
			mode:   map[route.Mode]mode{route.Included: included, route.Net: net}[c.Mode],
			amount: operandOf(&c.Amount), min: operandOf(&c.Min), max: operandOf(&c.Max),
			atLeast: operandOf(&c.AtLeast), over: operandOf(&c.Over), step: operandOf(&c.Step),
		},
	}
	for i := range c.Rates {
		to.rates = append(to.rates, *operandOf(&c.Rates[i]))
	}
	to.band = to.mode == net && c.Code == customsValue
	for credit := range numCredits {
		to.costs[credit], to.accounted[credit] = costsUnder(c, credit), accountedUnder(c, credit)
	}
}

func operandOf(o *route.Operand) *operand {
	if o.Kind == route.Absent {
		return nil
	}
	return &operand{
		kind: o.Kind, flag: o.Kind == route.Column && o.Unit == table.UnitFlag, field: o.Field, measure: o.Measure, view: o.View, cell: o.Cell,
		num: o.Num, currency: o.Currency, source: o,
	}
}

func (g *program) conditions(whens []route.When) []condition {
	out := make([]condition, len(whens))
	for i := range whens {
		w := &whens[i]
		c := &out[i]
		*c = condition{column: w.Column.Kind == route.Column, not: w.Not, view: w.Column.View, cell: w.Column.Cell, source: w}
		if c.column {
			for _, word := range w.Words {
				if n, f := money.ParseRatio(word); f == nil && w.Column.Unit != table.UnitText {
					c.numbers = append(c.numbers, n)
				}
			}
		} else if g.finder != nil {
			c.key = g.finder.key(w.Cond.Key, nil)
			c.cond = g.finder.keys[c.key].add(&w.Cond)
		}
	}
	return out
}

// preset reads the default that a table's row gives for a field; can is false
// where the field cannot be that.
func (g *program) preset(d *route.Default, row *table.Row) (value offer.Value, can bool) {
	key := tabled{d.Field, row}
	if value, can = g.presets[key]; can {
		return value, true
	}
	cell := &row.Cells[d.Value.Cell]
	value, f := d.Field.Spec().Parse(d.Field.Format(offer.Value{Num: cell.Num, Text: cell.Text}))
	if f == nil {
		g.presets[key] = value
	}
	return value, f == nil
}

// waits is the reason of a line that sums one that is unknown. It is the same
// for every offer.
func (g *program) waits(line int) *fault.Fault {
	if g.waiting[line] == nil {
		g.waiting[line] = fault.New("R-WAITS", fault.Place{}, g.plan.Lines[line].Code)
	}
	return g.waiting[line]
}
