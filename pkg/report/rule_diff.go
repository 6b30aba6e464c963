package report

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// RuleDiff is what `aduana rules diff` answers: what changed between two days
// or two folders of rules, and what that does to an offer.
type RuleDiff struct {
	SchemaVersion int            `json:"schema_version"`
	Tool          Tool           `json:"tool"`
	From          RuleSide       `json:"from"`
	To            RuleSide       `json:"to"`
	Tables        []TableDiff    `json:"tables"`
	Charges       []ChargeDiff   `json:"charges"`
	Offer         map[string]any `json:"offer,omitempty"`
	Lines         []LineDiff     `json:"lines"`  // of the offer, that moved
	Totals        []LineDiff     `json:"totals"` // of the offer, that moved
}

// RuleSide is one of the two that are compared.
type RuleSide struct {
	Name   string `json:"name"` // a folder, or the layer of the embedded rules
	AsOf   string `json:"as_of"`
	Digest string `json:"digest"`
}

// TableDiff is a table whose rows changed.
type TableDiff struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	From     *Cite     `json:"from"` // where the rows stood; null where none held
	To       *Cite     `json:"to"`
	Changes  []RowDiff `json:"changes"`
	Confined int       `json:"of_offer"` // how many of the changes come first, since they are for the offer's tariff line; 0 without one
}

// RowDiff is a row that was added, removed or changed.
type RowDiff struct {
	Kind   string   `json:"kind"` // added, removed or changed
	When   string   `json:"when"`
	Before *RuleRow `json:"before"`
	After  *RuleRow `json:"after"`
}

// ChargeDiff is a line of a route that is reckoned otherwise.
type ChargeDiff struct {
	Route  string   `json:"route"`
	Code   string   `json:"code"`
	Before []string `json:"before"` // its alternatives
	After  []string `json:"after"`
}

// LineDiff is a line or a total of an offer that moved: MXN a unit, or a month,
// or once, or a fraction.
type LineDiff struct {
	Route   string   `json:"route"`
	Code    string   `json:"code"`
	Title   string   `json:"title"`
	Before  *string  `json:"before"` // null where it is unknown or was not there
	After   *string  `json:"after"`
	Change  *string  `json:"change"`
	Because []string `json:"because"` // tables and lines that changed, on which it stands
}

// DiffInput is two rulebooks, and an offer's quotes on each, if there is one.
type DiffInput struct {
	Version  string
	FromName string
	ToName   string
	From, To *Rulebook
	Offer    map[string]any
	HS       string // of the offer
	Before   []*landed.Quote
	After    []*landed.Quote
}

// DiffRules makes the answer. Faults: those of the tables.
func DiffRules(in DiffInput) (*RuleDiff, error) {
	d := &RuleDiff{
		SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: in.Version},
		From:   RuleSide{Name: in.FromName, AsOf: in.From.Date.String(), Digest: in.From.Tables.Digest()},
		To:     RuleSide{Name: in.ToName, AsOf: in.To.Date.String(), Digest: in.To.Tables.Digest()},
		Tables: []TableDiff{}, Charges: []ChargeDiff{}, Lines: []LineDiff{}, Totals: []LineDiff{}, Offer: in.Offer,
	}
	ids := append(in.From.Tables.IDs(), in.To.Tables.IDs()...)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if err := d.table(&in, id); err != nil {
			return nil, err
		}
	}
	d.charges(in.From.Routes, in.To.Routes)
	for _, before := range in.Before {
		for _, after := range in.After {
			if after.Plan.Route.ID == before.Plan.Route.ID {
				d.moved(before, after)
			}
		}
	}
	return d, nil
}

// view takes a table as it is in force; nil where nothing is.
func (b *Rulebook) view(id string) (*table.View, *fault.Fault) {
	v, fail := b.Tables.At(id, b.Date, b.Options)
	if fail == nil {
		return v, nil
	}
	switch fail.Code {
	case table.Uncovered, table.ProjectedOnly, table.UnknownTable:
		return nil, nil
	}
	return nil, fail
}

func (d *RuleDiff) table(in *DiffInput, id string) error {
	before, fail := in.From.view(id)
	if fail != nil {
		return fail
	}
	after, fail := in.To.view(id)
	if fail != nil {
		return fail
	}
	changes := table.Diff(before, after)
	if len(changes) == 0 {
		return nil
	}
	out := TableDiff{ID: id, Changes: []RowDiff{}}
	var others []RowDiff
	for _, c := range changes {
		r := RowDiff{Kind: "changed"}
		own := false
		if c.Before == nil {
			r.Kind = "added"
		} else {
			r.When, r.Before, own = c.Before.When(), ruleRow(before, c.Before, in.From.Date), isFor(c.Before, in.HS)
			out.From = r.Before.Cite
		}
		if c.After == nil {
			r.Kind = "removed"
		} else {
			r.When, r.After, own = c.After.When(), ruleRow(after, c.After, in.To.Date), isFor(c.After, in.HS)
			out.To = r.After.Cite
		}
		if own {
			out.Changes = append(out.Changes, r)
		} else {
			others = append(others, r)
		}
	}
	for _, v := range []*table.View{before, after} {
		if v != nil {
			out.Title = v.Table.Title
		}
	}
	out.Confined = len(out.Changes)
	out.Changes = append(out.Changes, others...)
	d.Tables = append(d.Tables, out)
	return nil
}

// isFor tells whether a row is for a tariff line.
func isFor(r *table.Row, hs string) bool {
	if hs == "" || len(r.Conds) == 0 || r.Conds[0].Key != table.KeyHS {
		return false
	}
	line := table.Cond{Key: table.KeyHS, Texts: []string{hs}}
	return r.Conds[0].Covers(&line)
}

// charges finds lines that are reckoned otherwise.
func (d *RuleDiff) charges(before, after []*route.Route) {
	forms := func(routes []*route.Route) (all map[[2]string][]string, order [][2]string) {
		all = map[[2]string][]string{}
		for _, r := range routes {
			for _, c := range slices.Concat(r.Charges, r.Monthly, r.Setup) {
				key := [2]string{r.ID, c.Code}
				if all[key] == nil {
					order = append(order, key)
				}
				form := formOf(&c) + " → " + c.By
				if len(c.When) > 0 {
					form += ", " + whenText(c.When)
				}
				all[key] = append(all[key], form)
			}
		}
		return all, order
	}
	old, order := forms(before)
	now, added := forms(after)
	for _, key := range added {
		if old[key] == nil {
			order = append(order, key)
		}
	}
	for _, key := range order {
		if !slices.Equal(old[key], now[key]) {
			d.Charges = append(d.Charges, ChargeDiff{Route: key[0], Code: key[1], Before: append([]string{}, old[key]...), After: append([]string{}, now[key]...)})
		}
	}
}

// moved finds the lines and totals of an offer that changed on a route.
func (d *RuleDiff) moved(before, after *landed.Quote) {
	moved := map[string]bool{}
	perUnit := func(q *landed.Quote, l *landed.Line) *string { return unitAmount(q, l.Figure()) }
	whole := func(_ *landed.Quote, l *landed.Line) *string { return entryAmount(l.Figure()) }
	for _, lists := range []struct {
		was, now []landed.Line
		show     func(*landed.Quote, *landed.Line) *string
	}{{before.Lines, after.Lines, perUnit}, {before.Monthly, after.Monthly, whole}, {before.Setup, after.Setup, whole}} {
		for i := range lists.now {
			now := &lists.now[i]
			was := lineByCode(lists.was, now.Charge.Code)
			show := func(q *landed.Quote, l *landed.Line) *string {
				if l == nil {
					return nil
				}
				return lists.show(q, l)
			}
			diff := LineDiff{Route: after.Plan.Route.ID, Code: now.Charge.Code, Title: now.Charge.Title, Before: show(before, was), After: show(after, now)}
			if orEmpty(diff.Before) == orEmpty(diff.After) {
				continue
			}
			moved[diff.Code] = true
			diff.Change = less(diff.After, diff.Before)
			diff.Because = d.because(was, now, moved)
			d.Lines = append(d.Lines, diff)
		}
	}
	for _, t := range landed.NamedTotals() {
		show := func(q *landed.Quote) *string {
			r, ok := q.PerUnit(&t)
			switch {
			case !ok:
				return nil
			case t.Over != nil:
				return text(trim(r.Fixed(6)))
			}
			return unitAmount(q, t.Of(&q.Totals))
		}
		diff := LineDiff{Route: after.Plan.Route.ID, Code: t.Name, Title: say("name." + t.Name), Before: show(before), After: show(after), Because: []string{}}
		if orEmpty(diff.Before) != orEmpty(diff.After) {
			diff.Change = less(diff.After, diff.Before)
			d.Totals = append(d.Totals, diff)
		}
	}
}

func lineByCode(lines []landed.Line, code string) *landed.Line {
	i := slices.IndexFunc(lines, func(l landed.Line) bool { return l.Charge.Code == code })
	if i < 0 {
		return nil
	}
	return &lines[i]
}

// less subtracts two amounts of a document; nil where one is unknown.
func less(a, b *string) *string {
	x, okX := parsed(a)
	y, okY := parsed(b)
	if !okX || !okY {
		return nil
	}
	r, ok := x.Sub(y)
	if !ok {
		return nil
	}
	return text(r.String())
}

// because names what a line that moved stands on: tables that changed, its own
// form, and lines that moved before it.
func (d *RuleDiff) because(was, now *landed.Line, moved map[string]bool) []string {
	why := []string{}
	add := func(s string) {
		if !slices.Contains(why, s) {
			why = append(why, s)
		}
	}
	for _, l := range []*landed.Line{was, now} {
		if l == nil {
			continue
		}
		for _, u := range l.Used {
			if slices.ContainsFunc(d.Tables, func(t TableDiff) bool { return t.ID == u.Table }) {
				add(u.Table)
			}
		}
		if l.Reason != nil {
			if id, ok := firstArg(l); ok && slices.ContainsFunc(d.Tables, func(t TableDiff) bool { return t.ID == id }) {
				add(id)
			}
		}
	}
	if slices.ContainsFunc(d.Charges, func(c ChargeDiff) bool { return c.Code == now.Charge.Code }) {
		add(say("diff.form"))
	}
	for _, t := range now.Charge.Of {
		if moved[t.Code] {
			add(t.Code)
		}
	}
	return why
}

// firstArg gives the table that a line's reason is about.
func firstArg(l *landed.Line) (string, bool) {
	if len(l.Reason.Args) == 0 {
		return "", false
	}
	id, ok := l.Reason.Args[0].(string)
	return id, ok
}
