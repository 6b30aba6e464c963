package batch

import (
	"cmp"
	"slices"
	"strconv"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Options say what is done with a catalogue.
type Options struct {
	Binding *catalog.Binding
	Encoder catalog.Encoder // made for the added columns: Names(Columns), or LongNames with Long
	Columns []Column        // to add to each row, in order
	Long    bool            // a row for every product, route and line instead of Columns
	Gates   []landed.Gate   // counted for every row
	// Plans gives the routes compiled for a row's as_of, "" for that of the run.
	// It is asked by many goroutines, and once for a date by each.
	Plans   func(asOf string) ([]*route.Plan, error)
	From    int64 // first data row to price, from 1; 0: the first
	To      int64 // last data row; 0: the last
	Workers int
	Stop    bool // the first row that is rejected ends the run
}

// pricer prices rows. It serves one goroutine.
type pricer struct {
	o      *Options
	parser *catalog.Parser
	dates  map[string]*dated
	last   *dated     // the date of the row before
	past   fault.List // doubts of dates that are let go
	lines  bool       // the columns show lines, not only totals
	warns  bool       // the columns show warnings
	row    catalog.Row
	priced priced
	values []catalog.Value
	text   []byte
}

// dated is the routes on one date.
type dated struct {
	asOf       string
	plans      []*route.Plan
	evaluators []*landed.Evaluator
	quotes     []*landed.Quote
	faults     fault.List // why there are no plans
}

// MostDates bounds the dates that routes are kept for. Where rows name more, one
// after the other in no order, routes are made anew again and again.
const MostDates = 64

func newPricer(o *Options) *pricer {
	lines := o.Long || slices.ContainsFunc(o.Columns, func(c Column) bool { return c.line })
	warns := !o.Long && slices.ContainsFunc(o.Columns, func(c Column) bool { return c.Name == warningColumn })
	return &pricer{o: o, parser: o.Binding.Parser(), lines: lines, warns: warns, dates: map[string]*dated{}}
}

// block prices the rows of a job's block.
func (p *pricer) block(j *job) {
	j.out, j.rejects, j.tally = j.out[:0], j.rejects[:0], tally{failed: make([]int64, len(p.o.Gates))}
	if j.block.First+int64(j.block.Rows) <= p.o.From {
		return
	}
	for j.block.Scan(&p.row) {
		if p.row.Number < p.o.From {
			continue
		}
		if p.o.To > 0 && p.row.Number > p.o.To {
			break
		}
		if faults := p.price(j); faults != nil {
			j.reject(&p.row, faults)
			if p.o.Stop {
				return
			}
		}
	}
}

// price prices a row and writes it; faults are why it cannot be priced.
func (p *pricer) price(j *job) fault.List {
	o, faults := p.parser.Offer(&p.row)
	if faults != nil {
		return faults
	}
	d := p.on(o.AsOf)
	if d.faults != nil {
		return p.at(d.faults, "as_of")
	}
	for i, plan := range d.plans {
		if faults := landed.Check(plan, o); faults != nil {
			return p.at(faults, "")
		}
		v := d.evaluators[i]
		if p.lines {
			d.quotes[i] = v.Figures(o)
		} else {
			d.quotes[i] = v.Totals(o)
		}
		if p.warns {
			v.Warn()
		}
	}
	if faults := landed.Uncovered(d.quotes); faults != nil {
		return p.at(faults, "as_of")
	}
	p.priced.quotes, p.priced.best = d.quotes, landed.Best(d.quotes)
	p.gates(&j.tally)
	j.tally.count(&p.priced)
	if p.o.Long {
		j.out = p.long(j.out)
	} else {
		j.out = p.wide(j.out)
	}
	return nil
}

// at gives faults the row, and the column of the field: the one that is named
// here, else the one that each of them names.
func (p *pricer) at(faults fault.List, field string) fault.List {
	placed := make(fault.List, len(faults)) // one date's faults are those of many rows
	for i, f := range faults {
		own := *f
		if field != "" {
			own.Place.Field = field
		}
		own.Place.Row, own.Place.Field = int(p.row.Number), p.o.Binding.Column(own.Place.Field)
		placed[i] = &own
	}
	return placed
}

// on gives the routes as they are on a date.
func (p *pricer) on(asOf string) *dated {
	if p.last != nil && p.last.asOf == asOf {
		return p.last
	}
	d := p.dates[asOf]
	if d == nil {
		d = &dated{asOf: asOf}
		plans, err := p.o.Plans(asOf)
		if err != nil {
			if d.faults = fault.From(err); d.faults == nil {
				d.faults = fault.List{fault.Wrap(err, "E-INTERNAL", fault.Place{})}
			}
		}
		for _, plan := range plans {
			d.plans = append(d.plans, plan)
			d.evaluators = append(d.evaluators, landed.NewEvaluator(plan))
		}
		d.quotes = make([]*landed.Quote, len(plans))
		if len(p.dates) == MostDates {
			p.past = p.doubts()
			clear(p.dates)
		}
		p.dates[asOf] = d
	}
	p.last = d
	return d
}

// gates asks the gates about the row.
func (p *pricer) gates(t *tally) {
	p.priced.failed = p.priced.failed[:0]
	failed := false
	for i := range p.o.Gates {
		g := &p.o.Gates[i]
		value, known := g.Value(p.priced.quotes)
		if known && !g.Holds(value) {
			continue
		}
		if failed {
			p.priced.failed = append(p.priced.failed, "; "...)
		}
		p.priced.failed = append(p.priced.failed, g.Text...)
		t.failed[i]++
		failed = true
	}
	if failed {
		t.gated(p.row.Number)
	}
}

// wide writes the row with the columns that were chosen.
func (p *pricer) wide(out []byte) []byte {
	p.values, p.text = p.values[:0], p.text[:0]
	for i := range p.o.Columns {
		c := &p.o.Columns[i]
		from := len(p.text)
		text, known := c.write(p.text, &p.priced)
		p.text = text
		p.add(from, known, c.kind)
	}
	return p.o.Encoder.Row(out, &p.row, p.values)
}

// add takes what was written from a place on as the next value.
func (p *pricer) add(from int, known bool, kind catalog.Kind) {
	if !known {
		kind = catalog.Unknown
	}
	p.values = append(p.values, catalog.Value{Text: p.text[from:len(p.text):len(p.text)], Kind: kind})
}

// LongNames are the columns that a row for each line adds: the number of the
// product's row, where the line is, and its amount in MXN, of an entry and of a
// unit. A line that does not apply has applied=false and 0; one that is not
// known, or of a route that cannot be used, has no amount.
var LongNames = []string{"row", "route", "line", "stage", "by", "incidence", "applied", "amount_entry", "amount_unit"}

// long writes a row for every route and line.
func (p *pricer) long(out []byte) []byte {
	for _, q := range p.priced.quotes {
		for l := range q.Lines {
			p.values, p.text = p.values[:0], p.text[:0]
			line := &q.Lines[l]
			put := func(text string) {
				from := len(p.text)
				p.text = append(p.text, text...)
				p.add(from, true, catalog.Text)
			}
			from := len(p.text)
			p.text = money.AppendDecimal(p.text, money.Whole(p.row.Number), 0, 0)
			p.add(from, true, catalog.Number)
			put(q.Plan.Route.ID)
			put(line.Charge.Code)
			put(string(line.Charge.Stage))
			put(line.Charge.By)
			put(string(line.Charge.Incidence))
			put(strconv.FormatBool(line.State != landed.NotApplied))
			amount := line.Figure()
			from = len(p.text)
			p.text = money.AppendDecimal(p.text, amount.Amount.Ratio(), 2, 2)
			p.add(from, amount.Known && q.Feasible(), catalog.Number)
			each, known := perUnit(q, amount)
			from = len(p.text)
			if known {
				p.text = money.AppendDecimal(p.text, each, 2, 4)
			}
			p.add(from, known && q.Feasible(), catalog.Number)
			out = p.o.Encoder.Row(out, &p.row, p.values)
		}
	}
	return out
}

// doubts gives the warnings about rules that any row stood on, each once.
func (p *pricer) doubts() fault.List {
	all := p.past
	for _, d := range p.dates {
		for _, v := range d.evaluators {
			all = append(all, v.Doubts()...)
		}
	}
	return distinct(all)
}

// distinct puts faults in order and drops those that say the same.
func distinct(all fault.List) fault.List {
	slices.SortFunc(all, func(a, b *fault.Fault) int { return cmp.Compare(a.Error(), b.Error()) })
	return slices.CompactFunc(all, func(a, b *fault.Fault) bool { return a.Error() == b.Error() })
}

// isLaw tells whether a reason is that a law leaves something unknown.
func isLaw(r *fault.Fault) bool {
	switch r.Code {
	case "R-UNKNOWN", "R-NO-ROW", table.Uncovered:
		return true
	}
	return false
}
