package batch

import (
	"cmp"
	"slices"
	"strconv"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
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
	rows   []pending
	most   int                 // rows that are reckoned together now
	offer  offer.Offer         // that was read last
	read   *pending            // its row
	again  func() *offer.Offer // reads the row that is finished again
	done   *pending            // the row that is finished
	priced priced
	values []catalog.Value
	text   []byte
	wanted []*landed.Total // nil: all
}

// pending is a row that waits to be reckoned together with others.
type pending struct {
	row    catalog.Row
	faults fault.List // why it cannot be priced
	date   *dated
	at     int // among those of the date that are reckoned
}

// Rows are reckoned together: few at first, since a table's row is looked up for
// every offer until one of them is done, and then so many that some are alike.
const (
	fewPending  = 32
	mostPending = 4096
)

// dated is the routes on one date.
type dated struct {
	asOf       string
	plans      []*route.Plan
	evaluators []*landed.Evaluator
	quotes     []*landed.Quote
	added      int        // rows that wait
	faults     fault.List // why there are no plans
}

// MostDates bounds the dates that routes are kept for. Where rows name more, one
// after the other in no order, routes are made anew again and again.
const MostDates = 64

func newPricer(o *Options) *pricer {
	lines := o.Long || slices.ContainsFunc(o.Columns, func(c Column) bool { return c.line })
	warns := !o.Long && slices.ContainsFunc(o.Columns, func(c Column) bool { return c.Name == warningColumn })
	p := &pricer{o: o, parser: o.Binding.Parser(), lines: lines, warns: warns, most: fewPending, dates: map[string]*dated{}}
	if !lines {
		p.wanted = wanted(o, warns)
	}
	p.again = func() *offer.Offer {
		if p.read != p.done {
			_ = p.parse(p.done) // it could be read before
		}
		return &p.offer
	}
	return p
}

// wanted lists the totals that the output is made from.
func wanted(o *Options, warns bool) []*landed.Total {
	all := []*landed.Total{margin} // the best route is counted by it
	if warns {
		all = append(all, landed.Warned)
	}
	for i := range o.Columns {
		if t := o.Columns[i].total; t != nil {
			all = append(all, t)
		}
	}
	for i := range o.Gates {
		all = append(all, o.Gates[i].Total)
	}
	return all
}

// block prices the rows of a job's block.
func (p *pricer) block(j *job) {
	j.out, j.rejects, j.tally = j.out[:0], j.rejects[:0], tally{failed: make([]int64, len(p.o.Gates))}
	if j.block.First+int64(j.block.Rows) <= p.o.From {
		return
	}
	if j.out == nil {
		j.out = make([]byte, 0, 3*j.block.Size()) // most often enough, so that it does not grow by and by
	}
	for n := 0; ; {
		if n == len(p.rows) {
			p.rows = append(p.rows, make([]pending, max(fewPending, n))...)
		}
		r := &p.rows[n]
		if !j.block.Scan(&r.row) || p.o.To > 0 && r.row.Number > p.o.To {
			p.price(j, p.rows[:n])
			return
		}
		if r.row.Number < p.o.From {
			continue
		}
		r.faults = p.parse(r)
		if n == p.most || n > 0 && r.faults == nil && p.evicts(p.offer.AsOf) {
			if !p.price(j, p.rows[:n]) {
				return
			}
			p.most = min(2*p.most, mostPending)
			p.rows[0], p.rows[n] = p.rows[n], p.rows[0]
			r, n = &p.rows[0], 0
			r.faults = p.parse(r) // others may have been read again since
		}
		p.take(r)
		n++
	}
}

// parse reads a row as an offer.
func (p *pricer) parse(r *pending) fault.List {
	p.read = r
	return p.parser.Offer(&r.row, &p.offer)
}

// take takes up the row that was read.
func (p *pricer) take(r *pending) {
	if r.faults != nil {
		return
	}
	d := p.on(p.offer.AsOf)
	r.date = d
	if d.faults != nil {
		r.faults = p.at(r, d.faults, "as_of")
		return
	}
	for _, plan := range d.plans {
		if faults := landed.Check(plan, &p.offer); faults != nil {
			r.faults = p.at(r, faults, "")
			return
		}
	}
	r.at = d.added
	d.added++
	if !p.lines {
		for _, v := range d.evaluators {
			v.Add(&p.offer)
		}
	}
}

// price prices rows that were added and writes them; it is false where the run
// ends.
func (p *pricer) price(j *job, rows []pending) bool {
	for _, d := range p.dates {
		if d.added == 0 {
			continue
		}
		for _, v := range d.evaluators {
			v.Reckon()
		}
		d.added = 0
	}
	for i := range rows {
		r := &rows[i]
		if r.faults == nil {
			r.faults = p.finish(j, r)
		}
		if r.faults != nil {
			j.reject(&r.row, r.faults)
			if p.o.Stop {
				return false
			}
		}
	}
	return true
}

// finish writes a row that is reckoned; faults are why it cannot be priced.
func (p *pricer) finish(j *job, r *pending) fault.List {
	p.done = r
	d := r.date
	for i, v := range d.evaluators {
		if p.lines {
			d.quotes[i] = v.Figures(p.again())
		} else {
			d.quotes[i] = v.Of(r.at, p.again)
		}
		if p.warns {
			v.Warn()
		}
	}
	if faults := landed.Uncovered(d.quotes); faults != nil {
		return p.at(r, faults, "as_of")
	}
	p.priced.quotes, p.priced.best = d.quotes, landed.Best(d.quotes)
	p.gates(&r.row, &j.tally)
	j.tally.count(&p.priced)
	if p.o.Long {
		j.out = p.long(j.out, &r.row)
	} else {
		j.out = p.wide(j.out, &r.row)
	}
	return nil
}

// at gives faults the row, and the column of the field: the one that is named
// here, else the one that each of them names.
func (p *pricer) at(r *pending, faults fault.List, field string) fault.List {
	placed := make(fault.List, len(faults)) // one date's faults are those of many rows
	for i, f := range faults {
		own := *f
		if field != "" {
			own.Place.Field = field
		}
		own.Place.Row, own.Place.Field = int(r.row.Number), p.o.Binding.Column(own.Place.Field)
		placed[i] = &own
	}
	return placed
}

// evicts tells whether the routes on a date take the place of those on others.
func (p *pricer) evicts(asOf string) bool {
	return len(p.dates) == MostDates && p.dates[asOf] == nil
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
			d.evaluators = append(d.evaluators, landed.NewEvaluator(plan, p.wanted...))
		}
		d.quotes = make([]*landed.Quote, len(plans))
		if p.evicts(asOf) {
			p.past = p.doubts()
			clear(p.dates)
		}
		p.dates[asOf] = d
	}
	p.last = d
	return d
}

// gates asks the gates about the row.
func (p *pricer) gates(row *catalog.Row, t *tally) {
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
		t.gated(row.Number)
	}
}

// wide writes the row with the columns that were chosen.
func (p *pricer) wide(out []byte, row *catalog.Row) []byte {
	p.values, p.text = p.values[:0], p.text[:0]
	for i := range p.o.Columns {
		c := &p.o.Columns[i]
		from := len(p.text)
		text, known := c.write(p.text, &p.priced)
		p.text = text
		p.add(from, known, c.kind)
	}
	return p.o.Encoder.Row(out, row, p.values)
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
func (p *pricer) long(out []byte, row *catalog.Row) []byte {
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
			p.text = money.AppendDecimal(p.text, money.Whole(row.Number), 0, 0)
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
			out = p.o.Encoder.Row(out, row, p.values)
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
