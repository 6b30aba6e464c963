package route

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// FXTable is the id of the exchange rates: MXN for one unit of `currency`.
const FXTable = "cost.fx"

// flagsTable holds the flags of tariff lines, which conditions ask for.
const flagsTable = "law.flags"

// usableColumn is the column of a table of containers.
const usableColumn = "usable_m3"

// DayColumns are the columns of a route's table of days.
var DayColumns = [...]string{"lead", "lead_low", "lead_high", "transit", "payout", "refund"}

// Plan is a route bound to the tables of one date. It is never changed after
// [Compile], so any number of goroutines may evaluate it.
type Plan struct {
	Route      *Route
	Date       table.Date
	Tables     []Bound
	Lines      []Line
	Monthly    []Line
	Setup      []Line
	With       []Default
	Warnings   []Notice
	Refusals   []Notice
	Requires   []int // indices in Tables
	Days       int   // index in Tables
	DayCells   [len(DayColumns)]int
	Usable     int // index in Tables of the container's usable m3, or -1
	UsableCell int
	Flags      int // index in Tables of the tariff lines' flags
	FlagsCell  int
	Rates      map[string]Rate
}

// Bound is a table at the plan's date. Where the date is not covered, View is
// nil and Fault says so.
type Bound struct {
	ID    string
	View  *table.View
	Fault *fault.Fault
}

// Rate is an exchange rate: MXN for one unit of a currency.
type Rate struct {
	Rate money.Ratio
	Row  *table.Row
}

// Line is the alternatives of one line code.
type Line struct {
	Code         string
	Alternatives []Alternative
}

// Alternative is a charge with its sum bound to the plan's lines.
type Alternative struct {
	*Charge
	Sum        []Addend
	WholePesos bool // the line is rounded to pesos, 50 centavos down
}

// Addend is an earlier line of the plan in a sum.
type Addend struct {
	Line     int
	Negative bool
}

// Override is an amount that the user gives for a line (--line).
type Override struct {
	Route  string // empty: every route that has the line
	Code   string
	Amount money.Money
	Each   Measure
	Layer  string
}

// Options of a compilation.
type Options struct {
	Date      table.Date
	Projected bool // use projected rules where there are any
	// ProjectedTables are the ids of tables whose projected rules are used,
	// where not all are.
	ProjectedTables []string
	// Cards is the day of the cost cards and exchange rates, where it is not
	// Date: law is dated, and a timeline holds costs still. 0 is Date.
	Cards table.Date
	// WholePesos rounds what customs is paid on a formal entry to pesos, 50
	// centavos down, as it is paid (Código Fiscal art. 20).
	WholePesos bool
	Overrides  []Override
}

// LookUp says how a table is looked up.
func (o *Options) LookUp(id string) table.Options {
	return table.Options{Projected: o.Projected || slices.Contains(o.ProjectedTables, id), Cards: o.Cards}
}

// Compile binds a route to its tables. Faults of the route itself (a table, a
// column or a line that is not there) are returned all at once; a law table
// that does not cover the date is not a fault of the route and stays in the
// plan.
func Compile(r *Route, tables *table.Set, o Options) (*Plan, error) {
	c := compiler{
		tables: tables, options: o, views: map[string]int{},
		plan: &Plan{Route: r, Date: o.Date, Usable: -1},
	}
	c.rates()
	p := c.plan
	p.Days = c.bind(r.Days, fault.Place{File: r.File})
	for i, name := range DayColumns {
		p.DayCells[i], _ = c.column(r.Days, name, fault.Place{File: r.File})
	}
	p.Flags = c.bind(flagsTable, fault.Place{})
	p.FlagsCell, _ = c.column(flagsTable, "flags", fault.Place{})
	if r.Container != "" {
		p.Usable = c.bind(r.Container, fault.Place{File: r.File})
		p.UsableCell, _ = c.column(r.Container, usableColumn, fault.Place{File: r.File})
	}
	for _, id := range r.Requires {
		p.Requires = append(p.Requires, c.bind(id, fault.Place{File: r.File}))
	}
	p.With = slices.Clone(r.With)
	for i := range p.With {
		c.operand(&p.With[i].Value, fault.Place{File: r.File, Field: p.With[i].Field.String()})
	}
	p.Warnings, p.Refusals = c.notices(r.Warnings), c.notices(r.Refusals)
	p.Lines = c.lines(c.overridden(r.Charges))
	p.Monthly = c.lines(c.overridden(r.Monthly), p.Lines...)
	p.Setup = c.lines(c.overridden(r.Setup), p.Lines...)
	return p, c.faults.Err()
}

type compiler struct {
	tables  *table.Set
	options Options
	plan    *Plan
	views   map[string]int
	faults  fault.List
}

// bind gives the index of a table in the plan.
func (c *compiler) bind(id string, at fault.Place) int {
	if i, ok := c.views[id]; ok {
		return i
	}
	view, f := c.tables.At(id, c.options.Date, c.options.LookUp(id))
	if f != nil && f.Code != table.Uncovered {
		c.faults.Add(f.At(at))
	}
	i := len(c.plan.Tables)
	c.plan.Tables = append(c.plan.Tables, Bound{ID: id, View: view, Fault: f})
	c.views[id] = i
	return i
}

// column gives the index of a column, and its unit.
func (c *compiler) column(id, name string, at fault.Place) (int, table.Unit) {
	t, f := c.tables.Table(id)
	if f != nil {
		return 0, 0 // bind has said so
	}
	cell, ok := t.Column(name)
	if !ok {
		c.faults.Add(fault.New("E-ROUTE-COLUMN", at, id, name))
		return 0, 0
	}
	return cell, t.Columns[cell].Unit
}

func (c *compiler) operand(o *Operand, at fault.Place) {
	if o.Kind != Column {
		return
	}
	o.View = c.bind(o.Table, at)
	o.Cell, o.Unit = c.column(o.Table, o.Name, at)
}

// notices gives a copy of the notices, bound.
func (c *compiler) notices(list []Notice) []Notice {
	out := slices.Clone(list)
	for i := range out {
		out[i].When = c.when(out[i].When, fault.Place{File: c.plan.Route.File})
	}
	return out
}

// when gives a copy of the conditions, bound.
func (c *compiler) when(list []When, at fault.Place) []When {
	conds := slices.Clone(list)
	for i := range conds {
		c.operand(&conds[i].Column, at)
		if f := c.tables.Resolve(&conds[i].Cond, c.options.Date); f != nil {
			c.faults.Add(f.At(at))
		}
	}
	return conds
}

// lines groups charges by code and binds their sums: to earlier lines of the
// same list, or, of the month and the set-up, to the lines of the entry.
func (c *compiler) lines(charges []Charge, before ...Line) []Line {
	var lines []Line
	index := map[string]int{}
	for i, l := range before {
		index[l.Code] = i
	}
	for _, own := range charges {
		ch := &own
		at := fault.Place{File: ch.File, Line: ch.Line, Field: ch.Code}
		for _, o := range []*Operand{&ch.Credit, &ch.Amount, &ch.Min, &ch.Max, &ch.AtLeast, &ch.Over, &ch.Step} {
			c.operand(o, at)
		}
		ch.Rates = slices.Clone(ch.Rates)
		for j := range ch.Rates {
			c.operand(&ch.Rates[j], at)
		}
		ch.When = c.when(ch.When, at)
		alt := Alternative{Charge: ch}
		alt.WholePesos = c.options.WholePesos && c.plan.Route.Entry == Consignment && ch.By == "customs" && ch.Incidence != Memo
		for _, t := range ch.Of {
			n, ok := index[t.Code]
			if !ok {
				c.faults.Add(fault.New("E-ROUTE-LINE", at, t.Code))
			}
			alt.Sum = append(alt.Sum, Addend{Line: n, Negative: t.Negative})
		}
		if n := len(lines); n > 0 && lines[n-1].Code == ch.Code {
			lines[n-1].Alternatives = append(lines[n-1].Alternatives, alt)
			continue
		}
		if len(before) == 0 {
			index[ch.Code] = len(lines)
		}
		lines = append(lines, Line{Code: ch.Code, Alternatives: []Alternative{alt}})
	}
	return lines
}

// overridden replaces the lines that the user gives an amount for: the amount
// keeps the line's place, stage and incidence. It is without conditions, but
// for those that decide who pays.
func (c *compiler) overridden(charges []Charge) []Charge {
	out := slices.Clone(charges)
	for _, o := range c.options.Overrides {
		if o.Route != "" && o.Route != c.plan.Route.ID {
			continue
		}
		var kept []Charge
		for i, ch := range out {
			switch {
			case ch.Code != o.Code:
				kept = append(kept, ch)
			case i+1 < len(out) && out[i+1].Code == o.Code && out[i+1].Incidence == ch.Incidence:
				// The next alternative is the same people's money: the last one stands for both.
			default:
				own := Charge{
					Code: ch.Code, Title: ch.Title, Stage: ch.Stage, By: ch.By, Incidence: ch.Incidence, Credit: ch.Credit,
					Each:   o.Each,
					Amount: Operand{Kind: Literal, Num: o.Amount.Value, Currency: o.Amount.Currency},
					Layer:  o.Layer, File: ch.File, Line: ch.Line,
				}
				if i+1 < len(out) && out[i+1].Code == o.Code {
					own.When = ch.When // who pays depends on it: the buyer, under DAP
				}
				kept = append(kept, own)
			}
		}
		out = kept
	}
	return out
}

// isRate tells a row that is for currencies and nothing else.
func isRate(row *table.Row) bool {
	return len(row.Conds) == 1 && row.Conds[0].Key == table.KeyCurrency && !row.Conds[0].Not
}

// rates reads every currency of the exchange rate table. Each has a date of its
// own: of the uppermost layer that has the currency, the newest rate on or before
// the plan's date, or that of its cards, else the oldest.
func (c *compiler) rates() {
	c.plan.Rates = map[string]Rate{"MXN": {Rate: money.One}}
	if c.plan.Tables[c.bind(FXTable, fault.Place{})].View == nil {
		return
	}
	cell, _ := c.column(FXTable, "rate", fault.Place{})
	t, _ := c.tables.Table(FXTable) // it is bound
	decided, projected := map[string]bool{"MXN": true}, c.options.LookUp(FXTable).Projected
	for ; t != nil; t = t.Under {
		newest := map[string]*table.Row{}
		for row := range t.Own() {
			switch {
			case !isRate(row):
				c.faults.Add(fault.New("E-FX-ROW", fault.Place{File: row.File, Line: row.Line}))
				continue
			case row.Status == table.Projected && !projected:
				continue
			}
			for _, currency := range row.Conds[0].Texts {
				if before := newest[currency]; before == nil || c.nearer(row.From, before.From) {
					newest[currency] = row
				}
			}
		}
		for currency, row := range newest {
			// A row that gives no rate leaves the currency without.
			if !decided[currency] && len(row.Cells) > 0 && row.Cells[cell].Num.Sign() > 0 {
				c.plan.Rates[currency] = Rate{Rate: row.Cells[cell].Num, Row: row}
			}
			decided[currency] = true
		}
	}
}

// nearer tells whether a rate of day a is taken before one of day b.
func (c *compiler) nearer(a, b table.Date) bool {
	on := c.options.Date
	if c.options.Cards != 0 {
		on = c.options.Cards
	}
	if a <= on && b <= on {
		return a > b
	}
	return a < b
}
