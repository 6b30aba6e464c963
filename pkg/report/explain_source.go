package report

import (
	"slices"
	"strings"

	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// sources says what the line stands on in the end: rules with a citation,
// assumptions, and what was given.
func (a *account) sources() {
	seen := map[Source]bool{}
	add := func(s Source) {
		if !seen[s] {
			seen[s] = true
			a.Sources = append(a.Sources, s)
		}
	}
	row := func(u landed.Used) {
		s := Source{Kind: "rule", Of: u.Table, Text: citeText(citation(u.Row.Cite))}
		if assumed(u) {
			s.Kind = "assumption"
		}
		add(s)
	}
	for _, u := range a.line.Used {
		row(u)
	}
	for _, f := range a.asked() {
		if slices.ContainsFunc(a.quote.Assumed, func(as landed.Assumed) bool { return as.Field == f }) {
			a.fieldSource(f, add)
		}
	}
	for _, o := range operands(a.charge) {
		switch o.Kind {
		case route.Field:
			a.fieldSource(o.Field, add)
		case route.Reckoned:
			for _, f := range o.Measure.Fields(a.quote.Plan.Route) {
				a.fieldSource(f, add)
			}
		}
	}
	switch c := a.charge; {
	case strings.HasPrefix(c.Layer, "flag "):
		add(Source{Kind: "given", Of: c.Layer, Text: say("explain.given")})
	case c.Cite != nil:
		add(Source{Kind: "rule", Of: c.Code, Text: citeText(citation(*c.Cite))})
	}
}

// asked lists the fields of the offer that conditions asked for: of the
// alternatives up to the one taken, and of the tables' rows up to theirs.
func (a *account) asked() []offer.Field {
	var fields []offer.Field
	ask := func(c *table.Cond) {
		if spec, ok := offer.ByName(c.Key.String()); ok && !slices.Contains(fields, spec.Field) {
			fields = append(fields, spec.Field)
		}
	}
	for _, charge := range append(a.before, a.charge) {
		for i := range charge.When {
			if w := &charge.When[i]; w.Column.Kind != route.Column {
				ask(&w.Cond)
			}
		}
	}
	for _, u := range a.line.Used {
		if u.Table == a.charge.Credit.Table {
			continue // it decides who bears the amount, not how much it is
		}
		for i := range a.quote.Plan.Tables {
			if bound := &a.quote.Plan.Tables[i]; bound.ID != u.Table || u.Table == route.FXTable {
				continue
			}
			for _, p := range a.quote.Plan.Tables[i].View.Passed(a.witness.Keys(), u.Row) {
				for j := range p.Row.Conds {
					ask(&p.Row.Conds[j])
					if &p.Row.Conds[j] == p.Cond {
						break
					}
				}
			}
			for j := range u.Row.Conds {
				ask(&u.Row.Conds[j])
			}
		}
	}
	return fields
}

// fieldSource says where a field of the offer comes from, if it is there.
func (a *account) fieldSource(f offer.Field, add func(Source)) {
	value, ok := a.quote.Offer.Text(f)
	if !ok {
		return
	}
	s := Source{Kind: "given", Of: "offer." + f.String(), Text: value}
	for _, as := range a.quote.Assumed {
		if as.Field != f {
			continue
		}
		s.Kind = "assumption"
		switch {
		case as.Row != nil:
			s.Text = say("explain.by_row", value, citeText(citation(as.Row.Cite)))
		case as.Because != "":
			s.Text = say("explain.because", value, as.Because)
		default:
			s.Text = say("explain.by_default", value)
		}
	}
	add(s)
}

// citeText writes a citation in one line.
func citeText(c *Cite) string {
	parts := []string{c.Instrument}
	if c.Article != "" {
		parts = append(parts, say("cite.article", c.Article))
	}
	if c.DOF != "" {
		parts = append(parts, say("cite.dof", c.DOF))
	}
	if c.URL != "" {
		parts = append(parts, c.URL)
	}
	return strings.Join(parts, ", ")
}

// ruleRow gives a row of a view as a document has it.
func ruleRow(v *table.View, r *table.Row, on table.Date) *RuleRow {
	u := landed.Used{Table: v.Table.ID, Row: r}
	out := &RuleRow{
		When: r.When(), Says: v.Table.Says(r), From: dateOf(r.From), To: dateOf(r.To),
		Status: r.Status, Confidence: r.Confidence, Cite: citation(r.Cite), Note: r.Note, PeriodNote: r.Period.Note,
		Layer: r.Layer, File: r.File, Line: r.Line, Assumption: assumed(u), Stale: landed.Stale(u, on),
	}
	if r.Period.Checked != 0 {
		out.Checked = r.Period.Checked.String()
	}
	if r.Period.ReviewBy != 0 {
		out.ReviewBy = r.Period.ReviewBy.String()
	}
	return out
}
