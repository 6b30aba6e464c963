package table

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/strict"
)

// Sizes in bytes up to which a file is read.
const (
	maxYAML = 1 << 20
	maxCSV  = 16 << 20
)

// Bounds of a CSV file: lines, columns, and lines of one tariff code.
const (
	maxLines   = 200_000
	maxColumns = 100
	maxOfCode  = 100
)

// maxFaults is how many faults of a file are kept.
const maxFaults = 1000

// maxRows is how many rows are searched one by one: those of a period, and
// those of a CSV file that is not sorted by hs.
const maxRows = 5000

// reader reads one file.
type reader struct {
	folder   *folder
	table    *Table
	base     *Table                 // what it is laid over, or nil
	group    func(name string) bool // whether there is such a group
	thorough bool                   // find gaps and rows that never match, too
	billed   bool                   // a condition asks for billable_kg
	named    map[string]*Period     // sources of a CSV file by name
	faults   fault.List
}

// readTable reads the table of an id. Faults are in the order of the file.
func readTable(f *folder, id string, base *Table, group func(string) bool, thorough bool) (*Table, fault.List) {
	name := pathOf(id)
	r := reader{folder: f, base: base, group: group, thorough: thorough}
	r.table = &Table{ID: id, Layer: f.Name, File: f.Shown(name), Under: base}
	if top := f.Document(name, &r.faults); top != nil {
		r.read(top)
	}
	sortFaults(r.faults)
	return r.table, r.faults.Cut(maxFaults)
}

func (r *reader) read(top *strict.Node) {
	t := r.table
	m := top.Map("table", "title", "note", "gives", "replaces", "billable", "csv", "sources", "periods")
	if n := need(top, m, "table"); n != nil {
		if s, ok := scalar(n); ok && s.text != t.ID {
			n.Fault("E-TABLE-PATH", short(s.text), t.File, t.ID)
		}
	}
	t.Title = prose(need(top, m, "title"))
	t.Note = prose(m["note"])
	if n := need(top, m, "gives"); n != nil {
		r.gives(n)
	}
	if n := m["replaces"]; n != nil {
		for _, item := range n.List() {
			t.Replaces = append(t.Replaces, word(item))
		}
	}
	if n := m["billable"]; n != nil {
		t.Billable = billable(n)
	}
	switch {
	case m["csv"] != nil && m["periods"] != nil:
		m["periods"].Fault("E-TABLE-FORM")
	case m["sources"] != nil && m["csv"] == nil:
		m["sources"].Fault("E-TABLE-FORM")
	case m["csv"] != nil:
		if n := need(top, m, "sources"); n != nil && r.sources(n) {
			r.csv(m["csv"])
		}
	default:
		if n := need(top, m, "periods"); n != nil {
			r.periods(n)
		}
	}
	r.heads(top, m["billable"], m["csv"])
}

// heads checks what the head and the rows say of each other, and takes from
// the layer below what the head leaves out.
func (r *reader) heads(top, billable, csv *strict.Node) {
	t := r.table
	if csv != nil && isGroup(t.ID) {
		csv.Fault("E-TABLE-MEMBERS")
	}
	if r.base != nil {
		if t.Billable == nil {
			t.Billable = r.base.Billable
		}
		if t.Replaces == nil {
			t.Replaces = r.base.Replaces
		}
	}
	switch {
	case r.billed && t.Billable == nil:
		top.Fault("E-TABLE-BILLABLE")
	case billable != nil && !r.billed && r.base == nil:
		billable.Fault("E-TABLE-BILLABLE")
	}
}

// gives reads the columns. A table that is laid over another gives the same
// ones, and takes their order from there.
func (r *reader) gives(n *strict.Node) {
	for _, e := range n.Entries() {
		if !isWord(e.Key) || slices.Contains(rowWords, e.Key) || slices.Contains(sheetWords, e.Key) {
			e.At.Fault("E-TABLE-COLUMN", short(e.Key))
		}
		s, ok := scalar(e.Value)
		unit := slices.Index(unitNames, s.text)
		if unit < 0 {
			unit = int(UnitText)
			if ok {
				e.Value.Fault("E-TABLE-UNIT", short(s.text), strings.Join(unitNames, ", "), nearest(s.text, unitNames))
			}
		}
		r.table.Columns = append(r.table.Columns, Column{Name: e.Key, Unit: Unit(unit)})
	}
	columns := r.table.Columns
	switch {
	case len(columns) == 0 && n.IsMap():
		n.Fault("E-TABLE-EMPTY", "gives")
	case isGroup(r.table.ID) && !slices.Equal(columns, memberColumns):
		n.Fault("E-TABLE-MEMBERS")
	case r.base != nil:
		for _, c := range r.base.Columns {
			if len(columns) != len(r.base.Columns) || !slices.Contains(columns, c) {
				n.Fault("E-TABLE-GIVES", r.base.File)
				return
			}
		}
		r.table.Columns = r.base.Columns
	}
}

// unended stands for the end of a period that does not say when it ends.
const unended = OpenStart

// periods reads periods in order, and ends each where the next one starts.
func (r *reader) periods(n *strict.Node) {
	items := n.List()
	if len(items) == 0 {
		n.Fault("E-TABLE-EMPTY", "periods")
	}
	r.table.Periods = make([]Period, len(items))
	starts := make([]*strict.Node, len(items))
	for i, item := range items {
		p := &r.table.Periods[i]
		m := item.Map("from", "to", "status", "confidence", "cite", "checked", "review_by", "note", "rows")
		r.source(p, item, m)
		p.From, p.To = OpenStart, unended
		if n := need(item, m, "from"); n != nil {
			if s, ok := scalar(n); ok && (s.text == OpenStart.String() || dateAt(&p.From, s)) {
				starts[i] = n
			}
		}
		if n := m["to"]; readDate(&p.To, n) && p.To < p.From {
			n.Fault("E-TABLE-END", p.From.String(), p.To.String())
			p.To = unended
		}
		if rows := need(item, m, "rows"); rows != nil {
			r.rows(p, rows)
		}
	}
	r.join(starts)
	for i := range r.table.Periods {
		r.narrow(&r.table.Periods[i])
	}
}

// join ends periods where the next one starts, and finds those out of order,
// overlaps and gaps. Projected periods are a sequence of their own.
func (r *reader) join(starts []*strict.Node) {
	law := !isCost(r.table.ID)
	for _, projected := range []bool{false, true} {
		var last *Period
		for i := range r.table.Periods {
			p, at := &r.table.Periods[i], starts[i]
			if (p.Status == Projected) != projected || at == nil {
				continue
			}
			switch {
			case last == nil:
			case p.From <= last.From:
				at.Fault("E-TABLE-ORDER", p.From.String(), last.From.String())
			case last.To == unended:
				last.To = p.From.Add(-1)
			case law && p.From <= last.To:
				at.Fault("E-TABLE-OVERLAP", p.From.String(), last.To.String())
			case law && r.thorough && r.base == nil && !projected && p.From > last.To.Add(1):
				at.Fault("E-TABLE-GAP", last.To.Add(1).String(), p.From.Add(-1).String())
			}
			last = p
		}
	}
	for i := range r.table.Periods {
		if p := &r.table.Periods[i]; p.To == unended {
			p.To = Forever
		}
	}
}

// narrow gives the period's rows their dates.
func (r *reader) narrow(p *Period) {
	for i := range p.Rows {
		row := &p.Rows[i]
		row.From, row.To = max(row.From, p.From), min(row.To, p.To)
		if row.From > row.To {
			r.faults.Add(fault.New("E-TABLE-ROW-DATES", fault.Place{File: row.File, Line: row.Line}, p.From.String(), p.To.String()))
		}
	}
	if r.thorough {
		r.neverMatching(p.Rows)
	}
}

// source reads what stands behind rows: of a period, or of a CSV file.
func (r *reader) source(p *Period, at *strict.Node, m map[string]*strict.Node) {
	p.Status = oneOf(need(at, m, "status"), statuses)
	p.Confidence = oneOf(need(at, m, "confidence"), confidences)
	if n := need(at, m, "cite"); n != nil {
		p.Cite = ReadCite(n)
	}
	readDate(&p.Checked, need(at, m, "checked"))
	readDate(&p.ReviewBy, m["review_by"])
	p.Note = prose(m["note"])
}

// ReadCite reads a citation. Faults: E-KEY-MISSING, E-KEY, E-DATE,
// E-TABLE-URL, E-TABLE-TEXT.
func ReadCite(n *strict.Node) Cite {
	m := n.Map("instrument", "article", "dof", "url")
	c := Cite{Instrument: prose(need(n, m, "instrument")), Article: prose(m["article"]), URL: prose(m["url"])}
	if dof := m["dof"]; dof != nil {
		var d Date
		if readDate(&d, dof) {
			c.DOF = d.String()
		}
	}
	if c.URL != "" && !strings.HasPrefix(c.URL, "https://") && !strings.HasPrefix(c.URL, "http://") {
		m["url"].Fault("E-TABLE-URL", short(c.URL))
	}
	return c
}

// billable reads how volume counts as weight.
func billable(n *strict.Node) *Billable {
	m := n.Map("divisor", "trigger")
	b := &Billable{Divisor: money.One, Trigger: money.One}
	if d := need(n, m, "divisor"); d != nil {
		b.Divisor = positive(d)
	}
	if t := m["trigger"]; t != nil {
		b.Trigger = positive(t)
	}
	return b
}

func positive(n *strict.Node) money.Ratio {
	s, ok := scalar(n)
	if !ok {
		return money.One
	}
	v, f := money.ParseRatio(s.text)
	if f == nil && v.Sign() <= 0 {
		f = fault.New("E-RANGE", fault.Place{}, short(s.text), "it must be over zero")
	}
	n.Add(f)
	return v
}

// need gives the value of a key, and faults where there is none.
func need(at *strict.Node, m map[string]*strict.Node, key string) *strict.Node {
	n := m[key]
	if n == nil && at.IsMap() {
		at.Fault("E-KEY-MISSING", key)
	}
	return n
}

// readDate reads a date, if there is a node.
func readDate(d *Date, n *strict.Node) bool {
	if n == nil {
		return false
	}
	s, ok := scalar(n)
	return ok && dateAt(d, s)
}

// dateAt reads a date; where it faults, d stays as it was.
func dateAt(d *Date, s said) bool {
	day, f := ParseDate(s.text)
	if f != nil {
		s.at.Add(f)
		return false
	}
	*d = day
	return true
}

// scalar gives a single value; ok is false where there is a list or a map.
func scalar(n *strict.Node) (said, bool) {
	if n.IsMap() || n.IsList() {
		n.Scalar()
		return said{}, false
	}
	return said{n.Text(), n}, true
}

// oneOf reads one of a closed list of words; "" where there is no node.
func oneOf(n *strict.Node, words []string) string {
	if n == nil {
		return ""
	}
	s, ok := scalar(n)
	if !ok {
		return ""
	}
	return oneOfAt(s, words)
}

func oneOfAt(s said, words []string) string {
	if !slices.Contains(words, s.text) {
		s.at.Fault("E-WORD", short(s.text), strings.Join(words, ", "), nearest(s.text, words))
	}
	return s.text
}

func word(n *strict.Node) string {
	s, ok := scalar(n)
	if ok && !isWord(s.text) {
		n.Fault("E-TABLE-WORD", short(s.text))
	}
	return s.text
}

// prose reads a text for people; "" where there is no node.
func prose(n *strict.Node) string {
	if n == nil {
		return ""
	}
	s, ok := scalar(n)
	if !ok {
		return ""
	}
	return proseAt(s)
}

// proseAt faults on an empty text, and on control characters, which a terminal
// would obey.
func proseAt(s said) string {
	text := strings.TrimSpace(s.text)
	if text == "" || strings.ContainsFunc(text, control) {
		s.at.Fault("E-TABLE-TEXT")
	}
	return text
}

func control(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0
}

// sortFaults orders faults by file, line and column.
func sortFaults(faults fault.List) {
	slices.SortStableFunc(faults, func(a, b *fault.Fault) int {
		if c := strings.Compare(a.Place.File, b.Place.File); c != 0 {
			return c
		}
		if c := a.Place.Line - b.Place.Line; c != 0 {
			return c
		}
		return a.Place.Column - b.Place.Column
	})
}
