package report

import (
	"slices"
	"strings"
)

// summaryHeads are the heads of the summary's totals.
var summaryHeads = []string{"compare.delivered", "compare.taxes", "compare.margin", "compare.margin_pct", "compare.payout"}

// caseRow is one case on one route.
type caseRow struct {
	name  string
	cells []string // of summary
	best  bool
	note  string // instead of cells: why the route cannot be used
}

// rowsOn gives the cases on a route.
func (c *Comparison) rowsOn(id string) []caseRow {
	var rows []caseRow
	for _, k := range c.all() {
		r := routeByID(k.Quote, id)
		row := caseRow{name: clean(k.Name)}
		switch {
		case r == nil:
			row.note = noneMark
		case !r.Feasible:
			row.note = closedNote(r.Reason)
		default:
			row.cells = summaryCells(&r.TotalsPerUnit)
			row.best = k.Quote.Best != nil && *k.Quote.Best == id
		}
		rows = append(rows, row)
	}
	return rows
}

// closedNote says why a route cannot be used, without what to do about it.
func closedNote(reason string) string {
	first, _, _ := strings.Cut(clean(reason), ";")
	return first
}

// summaryCells writes the totals by which routes are compared.
func summaryCells(t *Totals) []string {
	cells := make([]string, len(summary))
	for i, s := range summary {
		value := s.of(t)
		switch {
		case value == nil:
			cells[i] = unknownMark
		case isShare(s.name):
			cells[i] = share1(value, value, value)
		default:
			cells[i] = grouped(centsOf(value))
		}
	}
	return cells
}

// routes lists the ids of all routes of all cases, with a title for each.
func (c *Comparison) routes() (ids, titles []string) {
	for _, k := range c.all() {
		for i := range k.Quote.Routes {
			if r := &k.Quote.Routes[i]; !slices.Contains(ids, r.ID) {
				ids, titles = append(ids, r.ID), append(titles, clean(r.Title))
			}
		}
	}
	return ids, titles
}

// titleOfRoute names a route in a sentence.
func (c *Comparison) titleOfRoute(id *string) string {
	if id == nil {
		return say("compare.no_best")
	}
	ids, titles := c.routes()
	if i := slices.Index(ids, *id); i >= 0 {
		return lower(titles[i])
	}
	return *id
}

// verdict says which way is the better one in which case.
func (c *Comparison) verdict() string {
	base := c.titleOfRoute(c.Base.Quote.Best)
	var others []string
	same := 0
	for _, k := range c.Cases {
		if k.Changes.Best == nil {
			same++
			continue
		}
		others = append(others, say("compare.other_best", clean(k.Name), c.titleOfRoute(k.Quote.Best)))
	}
	if len(others) == 0 {
		return say("compare.same_best", base)
	}
	return say("compare.base_best", base) + strings.Join(others, "; ") + "."
}

// bestChange says what becomes of the better way; "" where it is the same.
func (c *Comparison) bestChange(k *Case) string {
	if k.Changes.Best == nil {
		return ""
	}
	return say("compare.best_change", c.titleOfRoute(k.Changes.Best.Before), c.titleOfRoute(k.Changes.Best.After))
}

// headOf names a case.
func headOf(k *Case) string {
	head := clean(k.Name)
	if k.Title != "" {
		head += " · " + clean(k.Title)
	}
	if k.Confidence == "low" {
		head += " (" + say("compare.assumption") + ")"
	}
	return head
}

// comparisonTable lays a comparison out for a terminal.
func comparisonTable(c *Comparison, o Options) (string, error) {
	p := newPage(o)
	p.paragraph(titleOf(c.Base.Quote), "")
	p.paragraph(clean(c.verdict()), "", bold)
	p.line("")
	ids, titles := c.routes()
	var tables [][]caseRow
	for _, id := range ids {
		tables = append(tables, c.rowsOn(id))
	}
	p.cases(say("compare.unit"), titles, tables)
	for i := range c.Cases {
		k := &c.Cases[i]
		p.line("")
		p.paragraph(headOf(k), "  ", bold)
		if k.Why != "" {
			p.paragraph(clean(k.Why), "", dim)
		}
		if s := c.bestChange(k); s != "" {
			p.line(p.paint.in(s, bold))
		}
		p.changes(k.Changes)
	}
	p.line("")
	p.paragraph(footerOf(c.Base.Quote), "", dim)
	return p.String(), nil
}

// leastName is the least width of a case's name.
const leastName = 12

// cases writes a table of cases for each route, all with the same columns: as
// many of them as have room.
func (p *page) cases(corner string, titles []string, tables [][]caseRow) {
	widths := make([]int, len(summaryHeads))
	for i, key := range summaryHeads {
		widths[i] = columnsOf(say(key))
	}
	name := columnsOf(corner)
	for _, rows := range tables {
		for _, r := range rows {
			name = max(name, columnsOf(r.name)+2)
			for i, c := range r.cells {
				widths[i] = max(widths[i], columnsOf(c))
			}
		}
	}
	best := say("compare.best")
	room := func(gap int) int {
		n := p.width - 1 - columnsOf(best)
		for _, w := range widths {
			n -= w + gap
		}
		return n
	}
	gap := 2
	if room(gap) < leastName {
		gap = 1
	}
	for room(gap) < leastName && len(widths) > 1 {
		widths = widths[:len(widths)-1]
	}
	name = min(name, max(room(gap), leastName))
	head := left(cut(corner, name), name)
	for i, w := range widths {
		head += blanks(gap) + right(say(summaryHeads[i]), w)
	}
	p.line(p.paint.in(head, dim))
	rule := p.paint.in(strings.Repeat("─", columnsOf(head)+1+columnsOf(best)), dim)
	p.line(rule)
	for t, rows := range tables {
		p.line(p.paint.in(titles[t], bold, cyan))
		for _, r := range rows {
			s := left("  "+cut(r.name, name-2), name)
			if r.cells == nil {
				p.line(s + "  " + p.paint.in(cut(r.note, p.width-name-2), dim))
				continue
			}
			for i, w := range widths {
				s += blanks(gap) + right(r.cells[i], w)
			}
			if r.best {
				s += " " + p.paint.in(best, bold, green)
			}
			p.line(s)
		}
	}
	p.line(rule)
}

// changes writes what changed.
func (p *page) changes(c *Changes) {
	if c.Empty() {
		p.line(say("compare.none"))
		return
	}
	for _, b := range blocksOf(c, true) {
		p.block(b)
	}
}

// leastChange is the least width of the label of a change.
const leastChange = 18

// block writes the changes under one head. A label too long goes on below.
func (p *page) block(b changeBlock) {
	p.line(p.paint.in(b.head, bold, cyan))
	if b.note != "" {
		for _, line := range wrap(b.note, p.width-2) {
			p.line("  " + line)
		}
	}
	var label, before, after, diff, share int
	for _, r := range b.rows {
		label = max(label, columnsOf(r.label))
		before, after = max(before, columnsOf(r.before)), max(after, columnsOf(r.after))
		diff, share = max(diff, columnsOf(r.diff)), max(share, columnsOf(r.share))
	}
	const gaps = len("~ ") + len("  ") + len(" > ") + len("  ") + len("  ")
	label = min(label, max(p.width-gaps-before-after-diff-share, leastChange))
	for _, r := range b.rows {
		lines := wrap(r.label, label)
		s := p.paint.in(r.sign, bold) + " " + left(lines[0], label) + "  "
		if r.text != "" {
			for i, more := range wrap(r.text, p.width-label-4) {
				if i > 0 {
					s = blanks(label + 4)
				}
				p.line(s + more)
			}
			continue
		}
		s += right(r.before, before) + p.paint.in(" → ", dim) + right(r.after, after) + "  " + right(r.diff, diff) + "  " + right(r.share, share)
		p.line(s)
		for _, more := range lines[1:] {
			p.line("  " + more)
		}
		if r.why != "" {
			for _, line := range wrap(r.why, p.width-4) {
				p.line("    " + p.paint.in(line, dim))
			}
		}
	}
}
