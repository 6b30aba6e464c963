package report

import (
	"slices"
	"strings"
)

// codes lists the lines that have one of the roles and apply on a route, stage
// by stage. A line that is assumed to be nothing everywhere is left out: it
// stands among the assumptions.
func (c *composer) codes(roles ...role) []string {
	var codes []string
	for _, lists := range c.staged {
		codes = append(codes, codesOf(lists, func(l *Line) bool { return slices.Contains(roles, roleOf(l)) })...)
	}
	return codes
}

// pointers gives a list without copying its lines about.
func pointers(lines []Line) []*Line {
	out := make([]*Line, len(lines))
	for i := range lines {
		out[i] = &lines[i]
	}
	return out
}

// byStage sorts the routes' lines by stage, each stage with a list a route.
func byStage(routes [][]*Line) [][][]*Line {
	staged := make([][][]*Line, len(stages))
	for s, stage := range stages {
		staged[s] = make([][]*Line, len(routes))
		for i, lines := range routes {
			for _, l := range lines {
				if l.Stage == stage || stage == saleStage && !slices.Contains(stages, l.Stage) {
					staged[s][i] = append(staged[s][i], l)
				}
			}
		}
	}
	return staged
}

// codesOf merges the codes of several lists of lines, and keeps those of lines
// that apply somewhere and are wanted there. What only one list has stands
// before the next line that others have too.
func codesOf(lists [][]*Line, wanted func(*Line) bool) []string {
	var codes []string
	keep := map[string]bool{}
	for _, lines := range lists {
		var own []string
		for _, l := range lines {
			keep[l.Code] = keep[l.Code] || l.Applied && wanted(l) && shown(lists, l.Code)
			if at := slices.Index(codes, l.Code); at >= 0 {
				codes, own = slices.Insert(codes, at, own...), nil
				continue
			}
			own = append(own, l.Code)
		}
		codes = append(codes, own...)
	}
	return slices.DeleteFunc(codes, func(code string) bool { return !keep[code] })
}

// shown tells whether a line is more than an assumption of nothing.
func shown(lists [][]*Line, code string) bool {
	for _, lines := range lists {
		for _, l := range lines {
			if l.Code == code && l.Applied && !(l.Assumed && l.Amount != nil && isZero(*l.Amount)) {
				return true
			}
		}
	}
	return false
}

func isZero(amount string) bool {
	cents, ok := centavos(amount)
	return ok && cents == 0
}

func isCost(l *Line) bool { return roleOf(l) == cost || roleOf(l) == final }

// inAccount tells whether a line stands in the seller's VAT account.
func inAccount(l *Line) bool {
	is := roleOf(l)
	return is == passed || is == settled || is == credited
}

// find gives a route's line; nil where it has none.
func find(lines []*Line, code string) *Line {
	for _, l := range lines {
		if l.Code == code {
			return l
		}
	}
	return nil
}

// any tells whether a line that applies on some route is as asked.
func (c *composer) any(code string, is func(*Line) bool) bool {
	for i := range c.routes {
		if c.has(i, func(l *Line) bool { return l.Code == code && is(l) }) {
			return true
		}
	}
	return false
}

// has tells whether a route has a line that applies and is as asked.
func (c *composer) has(i int, is func(*Line) bool) bool {
	lines := c.routes[i].Lines
	for j := range lines { // a line is too large to be copied for each question
		if lines[j].Applied && is(&lines[j]) {
			return true
		}
	}
	return false
}

// title gives the label of a line: that of the first route it applies on.
func (c *composer) title(code string) string {
	name, _ := named(c.lines, code)
	return name
}

// named gives the label of a line, and who is paid. Where the routes call a
// line by different names, the label is the one of the catalogue, or all of
// them.
func named(lists [][]*Line, code string) (name, to string) {
	var names []string
	for _, lines := range lists {
		l := find(lines, code)
		if l == nil || !l.Applied {
			continue
		}
		if name := clean(l.Title); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if to == "" {
			to = label("by."+l.By, clean(l.By))
		}
	}
	if len(names) == 1 {
		return names[0], to
	}
	return label("line."+code, strings.Join(names, " / ")), to
}

// lineRow writes a line of the routes; where its role on a route is another
// than those asked for, the cell says so instead of an amount.
func (c *composer) lineRow(k kind, sign, code string, roles ...role) {
	r := row{kind: k, sign: sign}
	r.label, r.to = named(c.lines, code)
	c.put(r, func(i int) (cell, int64, bool) {
		l := find(c.lines[i], code)
		if l == nil || !l.Applied {
			return none, 0, false
		}
		if is := roleOf(l); !slices.Contains(roles, is) {
			return cell{amount: elsewhere(is), tone: faint}, 0, false
		}
		out, cents, known := amountCell(c.books[i].line[code])
		out.rates, out.assumed = ratesOf(l), l.Assumed && known
		return out, cents, known
	})
}

// elsewhere says where a line stands that is no cost of this route.
func elsewhere(is role) string {
	switch is {
	case credited, prepaid, settled:
		return say("cell.credited")
	case byBuyer:
		return say("cell.buyer")
	}
	return noneMark
}

// totalRow writes a total of the routes.
func (c *composer) totalRow(k kind, sign, name string) {
	c.figureRow(k, sign, say("total."+name), func(i int) *figure { return c.books[i].total[name] })
}

// figureRow writes a figure of each route.
func (c *composer) figureRow(k kind, sign, name string, of func(int) *figure) {
	c.pick(k, sign, name, func(i int) (cell, int64, bool) {
		out, cents, known := amountCell(of(i))
		switch {
		case k != bottom || !known:
		case !c.routes[i].Feasible:
			out.tone = faint
		case cents < 0:
			out.tone = bad
		default:
			out.tone = good
		}
		return out, cents, known
	})
}

// textRow writes a text for each route under a label.
func (c *composer) textRow(k kind, key string, of func(*Route) string) {
	r := row{kind: k, label: say(key)}
	for i := range c.routes {
		r.cells = append(r.cells, cell{amount: of(&c.routes[i])})
	}
	c.rows = append(c.rows, r)
}

// pick writes a row that nobody in particular is paid.
func (c *composer) pick(k kind, sign, name string, of func(int) (cell, int64, bool)) {
	c.put(row{kind: k, sign: sign, label: name}, of)
}

// put fills a row's cells, and the difference where there are two routes.
func (c *composer) put(r row, of func(int) (cell, int64, bool)) {
	var cents []int64
	for i := range c.routes {
		out, n, known := of(i)
		r.cells = append(r.cells, out)
		if known {
			cents = append(cents, n)
		}
	}
	if len(c.routes) == 2 && len(cents) == 2 && r.kind != part {
		r.less = signed(cents[1] - cents[0])
	}
	c.rows = append(c.rows, r)
}

// amountCell writes a figure for a unit.
func amountCell(f *figure) (cell, int64, bool) {
	if !f.known {
		return cell{amount: unknownMark, tone: bad}, 0, false
	}
	return cell{amount: grouped(f.unit())}, f.unit(), true
}

func (c *composer) gap() { c.rows = append(c.rows, row{kind: gap}) }

func (c *composer) head(key string) {
	c.gap()
	c.rows = append(c.rows, row{kind: heading, label: say(key)})
}

// standing writes costs that come each month or once, with their sum.
func (c *composer) standing(key string, of func(*Route) []Line) {
	lists := make([][]*Line, len(c.routes))
	for i := range c.routes {
		lists[i] = pointers(of(&c.routes[i]))
	}
	codes := codesOf(lists, func(*Line) bool { return true })
	if len(codes) == 0 {
		return
	}
	c.gap()
	whole := func(l *Line) (int64, bool) {
		if l == nil || !l.Applied {
			return 0, true
		}
		if l.Amount == nil {
			return 0, false
		}
		return centavos(*l.Amount)
	}
	c.pick(section, "", say(key), func(i int) (cell, int64, bool) {
		if !slices.ContainsFunc(lists[i], func(l *Line) bool { return l.Applied }) {
			return none, 0, true
		}
		sum, known := int64(0), true
		for j := range lists[i] {
			n, ok := whole(lists[i][j])
			sum, known = sum+n, known && ok
		}
		return amountCell(&figure{floor: sum, known: known})
	})
	for _, code := range codes {
		r := row{kind: part}
		r.label, r.to = named(lists, code)
		c.put(r, func(i int) (cell, int64, bool) {
			l := find(lists[i], code)
			if l == nil || !l.Applied {
				return none, 0, false
			}
			n, known := whole(l)
			out, cents, known := amountCell(&figure{floor: n, known: known})
			out.rates, out.assumed = ratesOf(l), l.Assumed && known
			return out, cents, known
		})
	}
}
