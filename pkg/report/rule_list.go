package report

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Rulebook is the rules in force on a day, for answers about them.
type Rulebook struct {
	Version string
	Tables  *table.Set
	Routes  []*route.Route
	Date    table.Date
	Options table.Options
}

// RuleList is what `aduana rules list` answers.
type RuleList struct {
	SchemaVersion int         `json:"schema_version"`
	Tool          Tool        `json:"tool"`
	AsOf          string      `json:"as_of"`
	Rules         Rules       `json:"rules"`
	Tables        []RuleHead  `json:"tables"`
	Routes        []RouteHead `json:"routes"`
}

// RuleHead is a table as it is in force on the day. Where rows differ, the
// status and the confidence are all of theirs, and the dates are the tightest.
type RuleHead struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	InForce    bool     `json:"in_force"`
	From       string   `json:"from,omitempty"`
	To         string   `json:"to,omitempty"`
	Status     []string `json:"status"`
	Confidence []string `json:"confidence"`
	Checked    string   `json:"checked,omitempty"` // the day on which the oldest source was read
	ReviewBy   string   `json:"review_by,omitempty"`
	Stale      bool     `json:"stale"`
	Rows       int      `json:"rows"`
	Layers     []string `json:"layers"` // uppermost first
}

// RouteHead is a route.
type RouteHead struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Entry  string   `json:"entry"`
	Lines  int      `json:"lines"`
	Layers []string `json:"layers"` // of its lines, lowest first
}

// ListRules makes the answer. Faults: those of the tables.
func ListRules(b *Rulebook) (*RuleList, error) {
	out := &RuleList{
		SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: b.Version}, AsOf: b.Date.String(),
		Rules: Rules{Digest: b.Tables.Digest(), Stale: []string{}}, Tables: []RuleHead{}, Routes: []RouteHead{},
	}
	for _, id := range b.Tables.IDs() {
		head, fail := b.head(id)
		if fail != nil {
			return nil, fail
		}
		if head.Stale {
			out.Rules.Stale = append(out.Rules.Stale, id)
		}
		out.Tables = append(out.Tables, *head)
	}
	for _, r := range b.Routes {
		out.Routes = append(out.Routes, routeHead(r))
	}
	return out, nil
}

func routeHead(r *route.Route) RouteHead {
	h := RouteHead{ID: r.ID, Title: r.Title, Entry: string(r.Entry), Layers: []string{}}
	last := ""
	for _, c := range slices.Concat(r.Charges, r.Monthly, r.Setup) {
		if c.Code != last {
			h.Lines++
		}
		last = c.Code
		if !slices.Contains(h.Layers, c.Layer) {
			h.Layers = append(h.Layers, c.Layer)
		}
	}
	return h
}

// head says how a table stands on the day.
func (b *Rulebook) head(id string) (*RuleHead, *fault.Fault) {
	t, fail := b.Tables.Table(id)
	if fail != nil {
		return nil, fail
	}
	h := &RuleHead{ID: id, Title: t.Title, Status: []string{}, Confidence: []string{}, Layers: layersOf(t)}
	v, fail := b.Tables.At(id, b.Date, b.Options)
	if fail != nil && fail.Code != table.Uncovered && fail.Code != table.ProjectedOnly {
		return nil, fail
	}
	if fail != nil {
		return h, nil
	}
	rows := v.All("")
	h.InForce, h.Rows = len(rows) > 0, len(rows)
	from, to, checked, review := table.OpenStart, table.Forever, table.Forever, table.Forever
	for _, r := range rows {
		from, to = max(from, r.Period.From), min(to, r.Period.To)
		if r.Period.Checked != 0 {
			checked = min(checked, r.Period.Checked)
		}
		if r.Period.ReviewBy != 0 {
			review = min(review, r.Period.ReviewBy)
		}
		if !slices.Contains(h.Status, r.Status) {
			h.Status = append(h.Status, r.Status)
		}
		if !slices.Contains(h.Confidence, r.Confidence) {
			h.Confidence = append(h.Confidence, r.Confidence)
		}
	}
	h.From, h.To, h.Checked, h.ReviewBy = dateOf(from), dateOf(to), dateOf(checked), dateOf(review)
	h.Stale = strings.HasPrefix(id, "law.") && review < b.Date
	return h, nil
}

func (r *RuleList) passages() []passage {
	layered := len(r.layers()) > 1
	tables := &list{columns: []listColumn{
		{title: say("rules.table"), wide: true, words: true}, {name: "id", raw: true}, {name: "title", raw: true},
		{name: "in_force", raw: true}, {name: "from", title: say("rules.since"), show: sinceShown}, {name: "to", raw: true},
		{title: say("rules.sure"), wide: true, words: true}, {name: "status", raw: true}, {name: "confidence", raw: true},
		{name: "checked", title: say("rules.read")}, {name: "review_by", title: say("rules.review")}, {name: "stale", raw: true},
		{name: "layers", title: say("rules.layers"), wide: true, raw: !layered},
	}}
	for _, t := range r.Tables {
		from := t.From
		if !t.InForce {
			from = say("rules.never")
		}
		tables.rows = append(tables.rows, []string{
			say("explain.table", t.ID, t.Title), t.ID, t.Title, flagged(&t.InForce), from, t.To,
			t.sure(), strings.Join(t.Status, " "), strings.Join(t.Confidence, " "), t.Checked, t.review(), flagged(&t.Stale), strings.Join(t.Layers, " "),
		})
	}
	routes := &list{aside: true, columns: []listColumn{{title: say("rules.id")}, {title: say("rules.title"), wide: true}, {title: say("rules.entry")}, {title: say("rules.lines"), right: true}, {title: say("rules.layers"), wide: true}}}
	for _, rt := range r.Routes {
		routes.rows = append(routes.rows, []string{rt.ID, rt.Title, rt.Entry, count(int64(rt.Lines)), strings.Join(rt.Layers, " ")})
	}
	return []passage{
		{title: say("rules.list", r.AsOf, len(r.Tables), len(r.Routes)), list: tables},
		{title: say("rules.routes"), list: routes},
	}
}

// layers lists the layers that any table has.
func (r *RuleList) layers() []string {
	var all []string
	for _, t := range r.Tables {
		for _, l := range t.Layers {
			if !slices.Contains(all, l) {
				all = append(all, l)
			}
		}
	}
	return all
}

// sinceShown writes the first day of what is in force.
func sinceShown(from string) string {
	if from == "" {
		return say("rules.always")
	}
	return from
}

// sure says how sure the rows are, and their status where it is not enacted.
func (h *RuleHead) sure() string {
	words := slices.DeleteFunc(slices.Clone(h.Status), func(s string) bool { return s == table.Enacted && len(h.Status) == 1 })
	return strings.Join(append(words, h.Confidence...), " ")
}

// review marks a day that has passed.
func (h *RuleHead) review() string {
	if h.Stale {
		return h.ReviewBy + " " + say("rules.stale")
	}
	return h.ReviewBy
}
