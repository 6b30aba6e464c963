package report

import (
	"strings"
)

// comparisonMarkdown writes a comparison as GitHub-flavoured Markdown.
func comparisonMarkdown(c *Comparison, _ Options) (string, error) {
	var b strings.Builder
	b.WriteString("## " + escape(titleOf(c.Base.Quote)) + "\n\n**" + escape(clean(c.verdict())) + "**\n")
	ids, titles := c.routes()
	for i, id := range ids {
		b.WriteString("\n" + casesMarkdown(titles[i], c.rowsOn(id)))
	}
	for i := range c.Cases {
		k := &c.Cases[i]
		b.WriteString("\n### " + escape(headOf(k)) + "\n")
		if k.Why != "" {
			b.WriteString("\n" + escape(clean(k.Why)) + "\n")
		}
		if s := c.bestChange(k); s != "" {
			b.WriteString("\n**" + escape(s) + "**\n")
		}
		b.WriteString(changesMarkdown(k.Changes))
	}
	b.WriteString("\n" + escape(footerOf(c.Base.Quote)) + "\n")
	return b.String(), nil
}

// casesMarkdown writes the cases on one route.
func casesMarkdown(title string, rows []caseRow) string {
	s, rule := "| "+escape(title)+" |", "|---|"
	for _, key := range summaryHeads {
		s, rule = s+" "+say(key)+" |", rule+"---:|"
	}
	s += " |\n" + rule + "---|\n"
	for _, r := range rows {
		s += "| " + escape(r.name) + " |"
		best := ""
		if r.best {
			best = " **" + say("compare.best") + "**"
		}
		if r.cells == nil {
			s += " " + escape(r.note) + " |" + strings.Repeat(" |", len(summaryHeads)) + "\n"
			continue
		}
		for _, c := range r.cells {
			s += " " + escape(c) + " |"
		}
		s += best + " |\n"
	}
	return s
}

// changesMarkdown writes changes as tables, one a route.
func changesMarkdown(c *Changes) string {
	if c.Empty() {
		return "\n" + escape(say("compare.none")) + "\n"
	}
	return blocksMarkdown(blocksOf(c, true))
}

func blocksMarkdown(blocks []changeBlock) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString("\n**" + escape(block.head) + "**\n")
		if block.note != "" {
			b.WriteString("\n" + escape(block.note) + "\n")
		}
		b.WriteString("\n")
		for i, r := range block.rows {
			if r.text != "" {
				b.WriteString("- " + escape(r.sign+" "+r.label+": "+r.text) + "\n")
				continue
			}
			if i == 0 {
				b.WriteString("| | | " + say("change.before") + " | " + say("change.after") + " | " + say("change.difference") + " | % | " + say("change.why") + " |\n|---|---|---:|---:|---:|---:|---|\n")
			}
			b.WriteString("|")
			for _, cell := range []string{r.sign, r.label, r.before, r.after, r.diff, r.share, r.why} {
				b.WriteString(" " + escape(cell) + " |")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// changeColumns are the columns of changes in CSV behind the case and the
// route; new ones go to the end.
var changeColumns = []string{
	"kind", "sign", "code", "title", "before", "after", "difference", "percent",
	"table", "layer", "from", "status", "confidence", "instrument", "article", "dof", "url",
}

// changeRecord writes a change for CSV.
func changeRecord(kind string, c *Change) []string {
	r := c.Rule
	if r == nil {
		r = &Rule{}
	}
	cite := citeOf(r)
	return []string{
		kind, c.Sign, c.Code, c.Title, orEmpty(c.Before), orEmpty(c.After), orEmpty(c.Difference), orEmpty(c.Percent),
		r.Table, r.Layer, r.From, r.Status, r.Confidence, cite.Instrument, cite.Article, cite.DOF, cite.URL,
	}
}

// Kinds of records beside those of lines.
const (
	kindInput  = "input"
	kindBest   = "best"
	kindTotal  = "total"
	kindLaw    = "law"
	kindVolume = "volume"
)

// comparisonCSV writes one row a case, route and total, with what it was in the
// base; then one a change of what was given and of a line.
func comparisonCSV(c *Comparison, _ Options) (string, error) {
	t := newRecords(append([]string{"case", "route"}, changeColumns...))
	for _, k := range c.all() {
		for i := range k.Quote.Routes {
			r := &k.Quote.Routes[i]
			old := routeByID(c.Base.Quote, r.ID)
			for _, s := range summary {
				change := Change{Code: s.name, After: s.of(&r.TotalsPerUnit)}
				if old != nil && k.Changes != nil {
					change.Before = s.of(&old.TotalsPerUnit)
					if found := changeOf(k.Changes, r.ID, s.name); found != nil {
						change = *found
					}
				}
				t.add(append([]string{k.Name, r.ID}, changeRecord(kindTotal, &change)...))
			}
		}
		best := &Change{Code: kindBest, After: k.Quote.Best, Before: c.Base.Quote.Best}
		if k.Changes == nil {
			best.Before = nil
		}
		t.add(append([]string{k.Name, ""}, changeRecord(kindBest, best)...))
		if k.Changes != nil {
			t.changes(k.Name, k.Changes)
		}
	}
	return t.text()
}

// changeOf finds the change of a route's total.
func changeOf(c *Changes, route, total string) *Change {
	for i := range c.Routes {
		if c.Routes[i].ID != route {
			continue
		}
		for j := range c.Routes[i].Totals {
			if t := &c.Routes[i].Totals[j]; t.Code == total {
				return t
			}
		}
	}
	return nil
}

// changes writes the changes of what was given, of volumes and of lines.
func (t *records) changes(name string, c *Changes) {
	for i := range c.Inputs {
		t.add(append([]string{name, ""}, changeRecord(kindInput, &c.Inputs[i])...))
	}
	for i := range c.Volumes {
		t.add(append([]string{name, ""}, changeRecord(kindVolume, &c.Volumes[i])...))
	}
	for i := range c.Routes {
		r := &c.Routes[i]
		for j := range r.Lines {
			t.add(append([]string{name, r.ID}, changeRecord(r.Lines[j].Kind, &r.Lines[j])...))
		}
	}
}
