package report

import "strings"

// mostChanges is how many rows of a table people are shown.
const mostChanges = 8

func (d *RuleDiff) passages() []passage {
	all := []passage{{title: say("diff.title", d.From.words(d), d.To.words(d))}}
	if len(d.Tables)+len(d.Charges) == 0 {
		all[0].text = []string{say("diff.none")}
	}
	for i := range d.Tables {
		all = append(all, d.Tables[i].passage())
	}
	if len(d.Charges) > 0 {
		p := passage{title: say("diff.charges"), deep: true}
		for _, c := range d.Charges {
			var texts []string
			for _, s := range c.Before {
				texts = append(texts, "− "+s)
			}
			for _, s := range c.After {
				texts = append(texts, "+ "+s)
			}
			p.entries = append(p.entries, entry{c.Route + "." + c.Code, texts})
		}
		all = append(all, p)
	}
	all = append(all, d.rowsForMachines())
	if d.Offer == nil {
		return all
	}
	name, _ := d.Offer["name"].(string)
	if name = clean(name); name == "" {
		name = say("seller.product")
	}
	if len(d.Lines)+len(d.Totals) == 0 {
		return append(all, passage{title: say("diff.still", name)})
	}
	return append(all,
		passage{title: say("diff.lines", name), list: linesDiffer(d.Lines, true)},
		passage{title: say("diff.totals"), list: linesDiffer(d.Totals, false)},
	)
}

func linesDiffer(lines []LineDiff, because bool) *list {
	l := &list{aside: true, columns: []listColumn{
		{title: say("diff.route"), wide: true}, {title: say("column.line")},
		{title: say("diff.before"), right: true, show: figureText}, {title: say("diff.after"), right: true, show: figureText},
		{title: say("diff.change"), right: true, show: figureText}, {title: say("diff.because"), wide: true, raw: !because},
	}}
	for _, m := range lines {
		l.rows = append(l.rows, []string{m.Route, m.Code, orEmpty(m.Before), orEmpty(m.After), orEmpty(m.Change), strings.Join(m.Because, ", ")})
	}
	return l
}

// words names a side: by its day where the days differ, else by its folder.
func (s *RuleSide) words(d *RuleDiff) string {
	if d.From.AsOf != d.To.AsOf {
		return s.AsOf
	}
	return s.Name
}

func (t *TableDiff) passage() passage {
	p := passage{title: say("explain.table", t.ID, clean(t.Title)), deep: true}
	put := func(key string, c *Cite) {
		if c != nil {
			p.entries = append(p.entries, entry{say(key), []string{citeText(c)}})
		}
	}
	put("diff.was", t.From)
	put("diff.is", t.To)
	most := mostChanges
	if t.Confined > 0 {
		most = min(most, t.Confined)
	}
	var texts []string
	for i, c := range t.Changes {
		if i == most && len(t.Changes) > most+1 {
			texts = append(texts, say("diff.more", len(t.Changes)-i))
			break
		}
		when := whenShown(c.When)
		switch c.Kind {
		case "added":
			texts = append(texts, "+ "+rowText(when, c.After.Says))
		case "removed":
			texts = append(texts, "− "+rowText(when, c.Before.Says))
		default:
			texts = append(texts, "~ "+rowText(when, say("diff.changed", c.Before.Says, c.After.Says)))
		}
	}
	p.entries = append(p.entries, entry{say("diff.rows"), texts})
	return p
}

// rowsForMachines is the changes as the CSV has them: of rows, and of the
// offer's lines and totals.
func (d *RuleDiff) rowsForMachines() passage {
	l := &list{told: true, columns: []listColumn{
		{name: "kind"}, {name: "of"}, {name: "what"}, {name: "before"}, {name: "after"}, {name: "change"}, {name: "because"},
	}}
	says := func(r *RuleRow) string {
		if r == nil {
			return ""
		}
		return r.Says
	}
	for _, t := range d.Tables {
		for _, c := range t.Changes {
			l.rows = append(l.rows, []string{"row " + c.Kind, t.ID, c.When, says(c.Before), says(c.After), "", ""})
		}
	}
	for _, c := range d.Charges {
		l.rows = append(l.rows, []string{"charge", c.Route, c.Code, strings.Join(c.Before, "; "), strings.Join(c.After, "; "), "", ""})
	}
	for _, group := range []struct {
		kind  string
		lines []LineDiff
	}{{"line", d.Lines}, {"total", d.Totals}} {
		for _, m := range group.lines {
			l.rows = append(l.rows, []string{group.kind, m.Route, m.Code, orEmpty(m.Before), orEmpty(m.After), orEmpty(m.Change), strings.Join(m.Because, " ")})
		}
	}
	return passage{list: l}
}
