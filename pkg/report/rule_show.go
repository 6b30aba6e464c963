package report

import (
	"strconv"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// RuleTable is what `aduana rules show` answers about a table.
type RuleTable struct {
	SchemaVersion int          `json:"schema_version"`
	Tool          Tool         `json:"tool"`
	AsOf          string       `json:"as_of"`
	ID            string       `json:"id"`
	Title         string       `json:"title"`
	Note          string       `json:"note,omitempty"`
	Gives         []RuleColumn `json:"gives"`
	Replaces      []string     `json:"replaces"`
	Layers        []string     `json:"layers"` // uppermost first: its rows are asked first
	InForce       bool         `json:"in_force"`
	Rows          []RuleRow    `json:"rows"` // in force on the day, in the order in which they are asked
	History       []RulePeriod `json:"history"`
}

// RuleColumn is what a table gives.
type RuleColumn struct {
	Name string `json:"name"`
	Unit string `json:"unit"`
}

// RulePeriod is a stretch of a table's time, or a source of rows that each
// have dates of their own.
type RulePeriod struct {
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
	Status     string `json:"status"`
	Confidence string `json:"confidence"`
	Checked    string `json:"checked"`
	ReviewBy   string `json:"review_by,omitempty"`
	Cite       *Cite  `json:"cite"`
	Note       string `json:"note,omitempty"`
	Layer      string `json:"layer"`
	InForce    bool   `json:"in_force"`
	ByRow      bool   `json:"by_row"` // its rows each say when they hold
}

// ShowTable makes the answer about a table; hs keeps the rows of a tariff line
// or of its first digits. Faults: E-TABLE-UNKNOWN, and those of the table.
func ShowTable(b *Rulebook, id, hs string) (*RuleTable, error) {
	t, fail := b.Tables.Table(id)
	if fail != nil {
		return nil, fail
	}
	out := &RuleTable{
		SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: b.Version}, AsOf: b.Date.String(),
		ID: id, Title: t.Title, Note: t.Note, Replaces: append([]string{}, t.Replaces...), Layers: layersOf(t),
		Gives: []RuleColumn{}, Rows: []RuleRow{}, History: []RulePeriod{},
	}
	for _, c := range t.Columns {
		out.Gives = append(out.Gives, RuleColumn{c.Name, c.Unit.String()})
	}
	current := map[*table.Period]bool{}
	v, fail := b.Tables.At(id, b.Date, b.Options)
	switch {
	case fail == nil:
		out.InForce = true
		for _, r := range v.All(hs) {
			current[r.Period] = true
			out.Rows = append(out.Rows, *ruleRow(v, r, b.Date))
		}
	case fail.Code != table.Uncovered && fail.Code != table.ProjectedOnly:
		return nil, fail
	}
	if hs != "" && !asksHS(t) {
		return nil, fault.New("E-NOT-BY-HS", fault.Place{Flag: "--hs"}, id)
	}
	for _, l := range t.Layers() {
		for _, list := range [][]table.Period{l.Periods, l.Sources} {
			for i := range list {
				p := periodOf(&list[i], l.Layer, current[&list[i]])
				p.ByRow = len(l.Periods) == 0
				out.History = append(out.History, p)
			}
		}
	}
	return out, nil
}

// asksHS tells whether a table is by tariff line.
func asksHS(t *table.Table) bool {
	for _, l := range t.Layers() {
		if l.ByHS() {
			return true
		}
	}
	return false
}

func periodOf(p *table.Period, layer string, current bool) RulePeriod {
	out := RulePeriod{
		From: dateOf(p.From), To: dateOf(p.To), Status: p.Status, Confidence: p.Confidence, Cite: citation(p.Cite), Note: p.Note,
		Layer: layer, InForce: current,
	}
	if p.Checked != 0 {
		out.Checked = p.Checked.String()
	}
	if p.ReviewBy != 0 {
		out.ReviewBy = p.ReviewBy.String()
	}
	return out
}

// mostRows is how many rows people are shown; JSON and CSV have all.
const mostRows = 60

func (t *RuleTable) passages() []passage {
	head := passage{title: say("explain.table", t.ID, clean(t.Title))}
	if t.Note != "" {
		head.text = []string{clean(t.Note)}
	}
	put := func(key string, texts ...string) {
		if len(texts) > 0 && texts[0] != "" {
			head.entries = append(head.entries, entry{say(key), texts})
		}
	}
	var gives []string
	for _, c := range t.Gives {
		gives = append(gives, say("rules.column", c.Name, c.Unit))
	}
	put("rules.gives", strings.Join(gives, ", "))
	put("rules.replaces", strings.Join(t.Replaces, ", "))
	put("rules.over", strings.Join(t.Layers, ", "))
	for _, p := range t.History {
		if p.InForce {
			put("explain.force", p.force()+": "+citeText(p.Cite))
			put("explain.sure", say("explain.confidence", p.Status, p.Confidence, p.Checked))
			put("explain.note", clean(p.Note))
		}
	}
	several := len(t.Layers) > 1
	rows := &list{columns: []listColumn{
		{name: "when", title: say("rules.when"), wide: true, show: whenShown}, {name: "says", title: say("rules.says"), wide: true},
		{name: "from", raw: true}, {name: "to", raw: true}, {name: "status", raw: true}, {name: "confidence", raw: true}, {name: "checked", raw: true},
		{name: "instrument", raw: true}, {name: "article", raw: true}, {name: "dof", raw: true},
		{name: "note", title: say("explain.note"), wide: true}, {name: "layer", title: say("rules.layer"), wide: true, raw: !several},
		{name: "file", raw: true}, {name: "line", title: say("rules.line"), right: true},
	}}
	for i := range t.Rows {
		r := &t.Rows[i]
		rows.rows = append(rows.rows, []string{
			r.When, r.Says, r.From, r.To, r.Status, r.Confidence, r.Checked, r.Cite.Instrument, r.Cite.Article, r.Cite.DOF,
			r.Note, r.Layer, r.File, strconv.Itoa(r.Line),
		})
	}
	rows.most = mostRows
	force := passage{title: say("rules.rows", t.AsOf), list: rows}
	if !t.InForce {
		force = passage{title: say("rules.rows", t.AsOf), text: []string{say("rules.not")}, list: rows}
		rows.told = true
	} else if len(rows.rows) > mostRows {
		force.text = []string{say("rules.more", len(rows.rows), mostRows)}
	}
	return []passage{head, force, {title: say("rules.history"), list: t.history()}}
}

func whenShown(when string) string {
	if when == "" {
		return say("explain.any")
	}
	return when
}

// force says when the rows of a period hold.
func (p *RulePeriod) force() string {
	if p.ByRow {
		return say("rules.by_row")
	}
	return (&RuleRow{From: p.From, To: p.To}).force()
}

func (t *RuleTable) history() *list {
	l := &list{aside: true, columns: []listColumn{
		{title: ""}, {title: say("rules.force"), wide: true}, {title: say("rules.sure"), wide: true}, {title: say("explain.cite"), wide: true}, {title: say("rules.layer"), wide: true, raw: len(t.Layers) < 2},
	}}
	for _, p := range t.History {
		mark := ""
		if p.InForce {
			mark = say("rules.now")
		}
		l.rows = append(l.rows, []string{mark, p.force(), p.Status + " · " + p.Confidence, citeText(p.Cite), p.Layer})
	}
	return l
}
