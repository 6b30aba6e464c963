package report

import "strings"

// The width of a table where none is known, and the least that is laid out.
const (
	usualWidth = 100
	leastWidth = 60
)

// tableOf lays the document out for a terminal.
func tableOf(doc *Document, o Options) (string, error) {
	s, err := compose(doc)
	if err != nil {
		return "", err
	}
	p := newPage(o)
	p.paragraph(s.title, "")
	p.paragraph(clean(s.verdict()), "", bold)
	for _, g := range p.beside(s) {
		p.line("")
		p.grid(g)
	}
	for _, n := range s.notes {
		p.line("")
		p.note(n)
	}
	p.line("")
	p.paragraph(s.footer, "", dim)
	return p.String(), nil
}

// page is text under way to a terminal.
type page struct {
	strings.Builder
	width int
	paint paint
}

// newPage gives an empty page as wide as is asked for.
func newPage(o Options) *page {
	p := &page{width: max(o.Width, leastWidth), paint: paint{o.Colour}}
	if o.Width == 0 {
		p.width = usualWidth
	}
	return p
}

func (p *page) line(s string) {
	p.WriteString(strings.TrimRight(s, " "))
	p.WriteByte('\n')
}

// paragraph writes wrapped text; lines after the first are indented.
func (p *page) paragraph(s, indent string, codes ...string) {
	for i, line := range wrap(s, p.width-columnsOf(indent)) {
		if i > 0 {
			line = indent + line
		}
		p.line(p.paint.in(line, codes...))
	}
}

// note writes a list with its head.
func (p *page) note(n note) {
	codes := []string{bold}
	if n.tone == bad {
		codes = append(codes, red)
	}
	p.line(p.paint.in(n.head, codes...))
	for _, item := range n.items {
		mark := left(n.mark, 2)
		for i, line := range wrap(item, p.width-2) {
			if i > 0 {
				mark = "  "
			}
			p.line(p.paint.in(mark, bold) + line)
		}
	}
}

// beside divides the routes into grids that fit the page.
func (p *page) beside(s *sheet) []*grid {
	all := len(s.doc.Routes)
	for n := all; ; n-- {
		var grids []*grid
		fit := true
		for at := 0; at < all; at += n {
			g := s.grid(at, min(at+n, all))
			_, ok := p.measure(g)
			grids, fit = append(grids, g), fit && ok
		}
		if fit || n <= 1 {
			return grids
		}
	}
}

// layout is the widths in columns of a grid's parts.
type layout struct {
	label, to, rate, amount, less int
	long                          bool // rates say what they are taken of
}

// The least widths of a label, of a rate, and of one in its long form.
const (
	leastLabel = 26
	leastRate  = 8
	leastLong  = 18
)

// whole gives the width of the grid.
func (l layout) whole(routes int) int {
	n := l.label + 1 + l.to + routes*(l.route()+2)
	if l.less > 0 {
		n += 1 + l.less
	}
	return n
}

// route gives the width of a route's rate and amount.
func (l layout) route() int { return l.rate + 1 + l.amount }

// measure finds the widths of a grid: the longest rates and the difference
// where there is room, shorter rates and labels that wrap where there is
// little. ok is false where even that does not fit.
func (p *page) measure(g *grid) (l layout, ok bool) {
	routes := len(g.columns)
	l = layout{label: columnsOf(say("column.unit")), to: columnsOf(say("column.to")), amount: columnsOf("999.00")}
	long, usual, short, less, widest := leastRate, leastRate, leastRate, 0, 0
	for _, c := range g.columns {
		widest = max(widest, columnsOf(c.title), columnsOf(c.entry))
	}
	for _, r := range g.rows {
		l.label = max(l.label, columnsOf(indented(r)))
		l.to = max(l.to, columnsOf(r.to))
		less = max(less, columnsOf(r.less))
		for _, c := range r.cells {
			if len(c.rates) == 0 { // it may spread over the rate's place
				widest = max(widest, columnsOf(c.amount))
				continue
			}
			l.amount = max(l.amount, columnsOf(c.amount))
			long, short = max(long, columnsOf(c.rates[0])), max(short, columnsOf(c.rates[len(c.rates)-1]))
			usual = max(usual, columnsOf(ways(c, false)[0]))
		}
	}
	if less > 0 {
		less = max(less, columnsOf(say("column.less")), columnsOf(say("column.less.sub")))
	}
	floor := widest - l.amount - 1
	for _, try := range []struct {
		least, most, less int
		long              bool
	}{
		{min(long, leastLong), long, less, true}, {short, usual, less, false}, {min(long, leastLong), long, 0, true}, {short, usual, 0, false},
	} {
		l.rate, l.less, l.long = max(try.least, floor), try.less, try.long
		if room := p.width - l.whole(routes); room >= 0 {
			l.rate = max(l.rate, min(try.most, l.rate+room/routes))
			return l, true
		}
	}
	// Labels wrap, and at last rates are cut.
	most := l.label
	l.label = max(most-(l.whole(routes)-p.width), min(most, leastLabel))
	if over := l.whole(routes) - p.width; over > 0 {
		l.rate -= (over + routes - 1) / routes
	}
	return l, l.rate >= max(leastRate, floor)
}

// indented gives a row's label behind its sign, or behind the section's.
func indented(r row) string {
	switch {
	case r.kind == part:
		return "    " + r.label
	case r.kind == heading, r.kind == section && r.sign == "":
		return r.label
	case r.sign == "":
		return "  " + r.label
	}
	return r.sign + " " + r.label
}

// grid writes the head and the rows.
func (p *page) grid(g *grid) {
	l, _ := p.measure(g)
	head := func(first, to string, of func(column) string, less string, codes ...string) {
		s := left(first, l.label) + " " + left(to, l.to)
		for _, c := range g.columns {
			text := cut(of(c), l.route())
			own := codes
			if c.closed != "" && text == cut(c.closed, l.route()) {
				own = []string{bold, red}
			}
			s += " " + p.paint.in(right(text, l.route()), own...) + " "
		}
		if l.less > 0 {
			s += " " + p.paint.in(right(less, l.less), dim)
		}
		p.line(s)
	}
	head("", "", func(c column) string { return c.title }, say("column.less"), bold, cyan)
	head(say("column.unit"), say("column.to"), func(c column) string { return c.entry }, say("column.less.sub"), dim)
	for _, c := range g.columns {
		if c.closed != "" {
			head("", "", func(c column) string { return c.closed }, "")
			break
		}
	}
	rule := p.paint.in(strings.Repeat("─", l.whole(len(g.columns))), dim)
	p.line(rule)
	for _, r := range g.rows {
		if r.kind == bottom {
			p.line(rule)
		}
		p.row(l, r)
	}
	p.line(rule)
}

// row writes one row; a label too long goes on below.
func (p *page) row(l layout, r row) {
	if r.kind == gap {
		p.line("")
		return
	}
	label := indented(r)
	indent := blanks(columnsOf(label) - columnsOf(r.label))
	lines := wrap(r.label, l.label-columnsOf(indent))
	var codes []string
	switch r.kind {
	case heading, section, result, bottom:
		codes = []string{bold}
	case subtotal:
		codes = []string{bold}
	}
	s := p.paint.in(left(strings.TrimSuffix(label, r.label)+lines[0], l.label), codes...) + " " + p.paint.in(left(cut(r.to, l.to), l.to), dim)
	for _, c := range r.cells {
		mark := " "
		if c.assumed {
			mark = "*"
		}
		s += " " + p.rate(l, c) + p.amount(c, codes) + p.paint.in(mark, dim)
	}
	if l.less > 0 {
		s += " " + p.paint.in(right(r.less, l.less), dim)
	}
	p.line(s)
	for _, more := range lines[1:] {
		p.line(p.paint.in(indent+more, codes...))
	}
}

// rate writes the longest way of saying a rate that has room, and the blanks
// up to the amount.
func (p *page) rate(l layout, c cell) string {
	room := max(l.route()-max(columnsOf(c.amount), l.amount)-1, 0)
	text := ""
	for _, text = range ways(c, l.long) {
		if columnsOf(text) <= room {
			break
		}
	}
	text = right(cut(text, room), room)
	return p.paint.in(text, dim) + blanks(l.route()-columnsOf(text)-columnsOf(c.amount))
}

// ways gives the ways of saying a rate: without what it is taken of, unless
// asked for, since a few that have room among many that have not look odd.
func ways(c cell, long bool) []string {
	if !long && len(c.rates) > 1 && strings.HasSuffix(c.rates[1], "%") {
		return c.rates[1:]
	}
	return c.rates
}

func (p *page) amount(c cell, codes []string) string {
	switch c.tone {
	case faint:
		codes = []string{dim}
	case good:
		codes = append([]string{green}, codes...)
	case bad:
		codes = append([]string{red}, codes...)
	}
	return p.paint.in(c.amount, codes...)
}
