package report

import (
	"slices"
	"strings"
)

// rowsOn gives the days of a route as cases.
func (t *Timeline) rowsOn(id string) []caseRow {
	var rows []caseRow
	for i := range t.Entries {
		m := &t.Entries[i]
		r := m.route(id)
		row := caseRow{name: m.Date}
		switch {
		case r == nil:
			row.note = noneMark
		case r.Feasible:
			row.cells = summaryCells(&r.TotalsPerUnit)
			row.best = m.Best != nil && *m.Best == id
		default:
			row.note = closedNote(r.Reason)
		}
		rows = append(rows, row)
	}
	return rows
}

func (m *Moment) route(id string) *MomentRoute {
	i := slices.IndexFunc(m.Routes, func(r MomentRoute) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &m.Routes[i]
}

// routes lists the routes of all days.
func (t *Timeline) routes() (ids, titles []string) {
	for i := range t.Entries {
		for _, r := range t.Entries[i].Routes {
			if !slices.Contains(ids, r.ID) {
				ids, titles = append(ids, r.ID), append(titles, clean(r.Title))
			}
		}
	}
	return ids, titles
}

func (t *Timeline) titleOfRoute(id *string) string {
	if id == nil {
		return say("compare.no_best")
	}
	ids, titles := t.routes()
	if i := slices.Index(ids, *id); i >= 0 {
		return lower(titles[i])
	}
	return *id
}

// verdict says since when which way is the better one.
func (t *Timeline) verdict() string {
	var parts []string
	for i := range t.Entries {
		m := &t.Entries[i]
		if m.Best != nil && (len(parts) == 0 || m.Flipped) {
			parts = append(parts, say("timeline.since", t.titleOfRoute(m.Best), m.Date))
		}
	}
	switch {
	case parts == nil:
		return say("timeline.no_best")
	case t.Entries[0].Best == nil:
		return say("timeline.best_later", strings.Join(parts, ", "))
	}
	return say("timeline.best", strings.Join(parts, ", "))
}

// head names a day, and says what became of the better way.
func (t *Timeline) head(i int) string {
	m := &t.Entries[i]
	switch {
	case i == 0:
		return m.Date + " · " + say("timeline.start")
	case m.Flipped:
		return m.Date + " · " + say("timeline.flip", t.titleOfRoute(m.BestBefore), t.titleOfRoute(m.Best))
	case m.BestBefore == nil && m.Best != nil:
		return m.Date + " · " + say("timeline.known", t.titleOfRoute(m.Best))
	}
	return m.Date
}

// footer says what was held still.
func (t *Timeline) footer() string {
	doc := &Document{AsOf: t.CostsAsOf, Rules: t.Rules, FX: t.FX, Tool: t.Tool}
	return say("timeline.still", t.CostsAsOf) + " " + footerOf(doc)
}

// lawMark stands in front of a rule that holds from a day.
const lawMark = "§ "

// timelineTable lays a timeline out for a terminal.
func timelineTable(t *Timeline, chart string, o Options) (string, error) {
	p := newPage(o)
	p.paragraph(titleOf(&Document{Offer: t.Offer}), "")
	p.paragraph(clean(t.verdict()), "", bold)
	if lines := t.draw(chart, p.width, p.paint); lines != nil {
		p.line("")
		for _, line := range lines {
			p.line(line)
		}
	}
	p.line("")
	ids, titles := t.routes()
	var tables [][]caseRow
	for _, id := range ids {
		tables = append(tables, t.rowsOn(id))
	}
	p.cases(say("compare.unit"), titles, tables)
	for i := range t.Entries {
		m := &t.Entries[i]
		p.line("")
		p.paragraph(t.head(i), "  ", bold)
		for j := range m.Law {
			p.paragraph(lawMark+clean(m.Law[j].String()), "  ", dim)
		}
		blocks := blocksOf(&Changes{Routes: m.Changes}, false)
		for _, b := range blocks {
			p.block(b)
		}
		if blocks == nil && i > 0 {
			p.line(say("timeline.same"))
		}
	}
	p.line("")
	p.paragraph(t.footer(), "", dim)
	return p.String(), nil
}

// timelineMarkdown writes a timeline as GitHub-flavoured Markdown.
func timelineMarkdown(t *Timeline, chart string) (string, error) {
	var b strings.Builder
	b.WriteString("## " + escape(titleOf(&Document{Offer: t.Offer})) + "\n\n**" + escape(clean(t.verdict())) + "**\n")
	if lines := t.draw(chart, leastWidth+20, paint{}); lines != nil {
		b.WriteString("\n```text\n" + strings.Join(lines, "\n") + "\n```\n")
	}
	ids, titles := t.routes()
	for i, id := range ids {
		b.WriteString("\n" + casesMarkdown(titles[i], t.rowsOn(id)))
	}
	for i := range t.Entries {
		m := &t.Entries[i]
		b.WriteString("\n### " + escape(t.head(i)) + "\n")
		for j := range m.Law {
			if j == 0 {
				b.WriteString("\n")
			}
			b.WriteString("- " + escape(clean(m.Law[j].String())) + "\n")
		}
		blocks := blocksOf(&Changes{Routes: m.Changes}, false)
		if blocks == nil && i > 0 {
			b.WriteString("\n" + escape(say("timeline.same")) + "\n")
		}
		b.WriteString(blocksMarkdown(blocks))
	}
	b.WriteString("\n" + escape(t.footer()) + "\n")
	return b.String(), nil
}

// timelineCSV writes one row a day, route and total, then one a changed line.
func timelineCSV(t *Timeline, _ Options) (string, error) {
	out := newRecords(append([]string{"date", "route"}, changeColumns...))
	for i := range t.Entries {
		m := &t.Entries[i]
		changes := &Changes{Routes: m.Changes}
		for j := range m.Routes {
			r := &m.Routes[j]
			for _, s := range summary {
				value := s.of(&r.TotalsPerUnit)
				change := &Change{Code: s.name, Before: value, After: value}
				if found := changeOf(changes, r.ID, s.name); found != nil {
					change = found
				}
				if i == 0 {
					change.Before = nil // where it begins
				}
				out.add(append([]string{m.Date, r.ID}, changeRecord(kindTotal, change)...))
			}
		}
		for j := range m.Law {
			out.add(append([]string{m.Date, ""}, changeRecord(kindLaw, &Change{Sign: signNew, Code: m.Law[j].Table, Rule: &m.Law[j]})...))
		}
		out.add(append([]string{m.Date, ""}, changeRecord(kindBest, &Change{Code: kindBest, Before: m.BestBefore, After: m.Best})...))
		out.changes(m.Date, changes)
	}
	return out.text()
}
