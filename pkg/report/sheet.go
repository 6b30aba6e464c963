package report

import "fmt"

// sheet is what people read, before it is laid out as text or as Markdown.
type sheet struct {
	doc    *Document
	books  []*book // one a route
	title  string
	notes  []note
	footer string
}

// grid is the figures of some routes beside each other.
type grid struct {
	columns []column // one a route
	rows    []row
}

// column is the head of a route.
type column struct {
	title, entry string
	closed       string // why the route cannot be used, in a word or two; empty where it can
}

// kind is how a row is set.
type kind uint8

const (
	gap      kind = iota // an empty row
	heading              // a block's name
	part                 // one of several that a section sums
	section              // a sum of costs, subtracted on the way to the margin
	subtotal             // the costs so far
	plain                // a figure of its own
	result               // a result of the rows above
	bottom               // the margin
)

// row is one line of the sheet, with a cell for each route.
type row struct {
	kind  kind
	sign  string // "−" and "=" in front of the label
	label string
	to    string
	cells []cell
	less  string // second route less the first, where both are known
}

// tone is what a cell is, for its colour.
type tone uint8

const (
	usual tone = iota
	faint
	good
	bad
)

// cell is what a row has to say of one route.
type cell struct {
	rates   []string // how it is reckoned, from the longest way of saying so to the shortest; may be empty
	amount  string
	assumed bool
	tone    tone
}

const (
	unknownMark = "?"
	noneMark    = "–"
)

// none is the cell of what a route does not have.
var none = cell{amount: noneMark, tone: faint}

// note is a list below the figures.
type note struct {
	head  string
	mark  string // in front of every item
	items []string
	tone  tone
}

// compose makes the sheet of a document. Faults: E-DOCUMENT.
func compose(doc *Document) (*sheet, error) {
	s := &sheet{doc: doc, title: titleOf(doc), footer: footerOf(doc)}
	for i := range doc.Routes {
		b, err := open(&doc.Routes[i])
		if err != nil {
			return nil, err
		}
		s.books = append(s.books, b)
	}
	s.closed()
	s.unknown()
	s.against()
	s.warnings()
	s.assumptions()
	s.stale()
	return s, nil
}

// closedOf says in a word or two why a route cannot be used; "" where it can.
func closedOf(r *Route) string {
	switch {
	case r.Feasible:
		return ""
	case r.Barred == barredUnknown:
		return say("route.unknown")
	}
	return say("route.closed")
}

// grid writes the figures of the routes from one to before another.
func (s *sheet) grid(from, to int) *grid {
	c := composer{routes: s.doc.Routes[from:to], books: s.books[from:to]}
	for i := range c.routes {
		r := &c.routes[i]
		c.columns = append(c.columns, column{title: clean(r.Title), entry: entryOf(&r.Entry), closed: closedOf(r)})
		c.lines = append(c.lines, pointers(r.Lines))
	}
	c.staged = byStage(c.lines)
	c.margin()
	c.taxes()
	c.payout()
	c.daysAndMonths()
	return &c.grid
}

func entryOf(e *Entry) string {
	if e.Units == nil {
		return say("load.unknown")
	}
	return fmt.Sprintf(label("load."+e.Kind, e.Kind+" %s"), thousands(*e.Units))
}

// composer writes the rows of a grid.
type composer struct {
	routes []Route
	books  []*book
	lines  [][]*Line   // by route
	staged [][][]*Line // by stage and route
	grid
}

// margin writes the way from the price to the margin.
func (c *composer) margin() {
	for _, code := range c.codes(revenue) {
		c.lineRow(plain, "", code, revenue)
	}
	for _, code := range c.codes(passed) {
		c.lineRow(plain, "−", code, passed)
	}
	c.totalRow(result, "=", "net_revenue")
	c.gap()
	for _, stage := range stages {
		c.costs(stage)
		switch stage {
		case "border":
			c.totalRow(subtotal, "", "landed_cost")
		case "delivery":
			c.totalRow(subtotal, "", "delivered_cost")
		}
	}
	c.totalRow(bottom, "=", "margin")
	c.textRow(part, "total.margin_pct", func(r *Route) string { return share1(r.Totals.MarginPct, r.Totals.Margin, r.Totals.NetRevenue) })
}

// costs writes a section: its sum, and the lines in it.
func (c *composer) costs(stage string) {
	var codes []string
	for _, code := range c.codes(cost, final) {
		if c.any(code, func(l *Line) bool { return isCost(l) && stageOf(l) == stage }) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		return
	}
	name := label("stage."+stage, stage)
	if len(codes) == 1 && c.title(codes[0]) == name {
		c.lineRow(section, "−", codes[0], cost, final)
		return
	}
	c.pick(section, "−", name, func(i int) (cell, int64, bool) {
		if !c.has(i, func(l *Line) bool { return isCost(l) && stageOf(l) == stage }) {
			return none, 0, true
		}
		return amountCell(c.books[i].section[stage])
	})
	for _, code := range codes {
		c.lineRow(part, "", code, cost, final)
	}
}

// taxes writes what customs is paid, and the seller's VAT account.
func (c *composer) taxes() {
	c.head("head.taxes")
	c.totalRow(plain, "", "customs_value")
	c.totalRow(plain, "", "import_taxes")
	c.textRow(part, "total.import_tax_pct", func(r *Route) string {
		return share1(r.Totals.ImportTaxPct, r.Totals.ImportTaxes, r.Totals.CustomsValue)
	})
	c.textRow(plain, "total.burden_pct", func(r *Route) string { return share1(r.Totals.TaxBurdenPct, r.Totals.TaxBurden, r.Totals.NetRevenue) })

	account := c.codes(settled, credited)
	if len(c.codes(passed)) == 0 && len(account) == 0 {
		return
	}
	c.head("head.vat")
	for _, code := range c.codes(passed) {
		c.lineRow(plain, "", code, passed)
	}
	for _, code := range account {
		c.lineRow(plain, "−", code, settled, credited)
	}
	due := func(i int) *figure { return c.books[i].total["vat.due"] }
	toPay, inFavour := false, false
	for i := range c.books {
		favour := due(i).known && due(i).unit() < 0
		inFavour = inFavour || favour
		toPay = toPay || !favour && c.has(i, inAccount)
	}
	sides := []struct {
		used bool
		name string
		sign int64
	}{{toPay, "total.vat_due", 1}, {inFavour, "total.vat_favour", -1}}
	for _, side := range sides {
		if !side.used {
			continue
		}
		c.pick(result, "=", say(side.name), func(i int) (cell, int64, bool) {
			f := due(i)
			if f.known && (f.unit() < 0) != (side.sign < 0) || !c.has(i, inAccount) {
				return none, 0, false
			}
			out, n, known := amountCell(f)
			if side.sign < 0 {
				out, n = cell{amount: grouped(-n)}, -n
			}
			return out, n, known
		})
	}
}

// payout writes what the marketplace pays out, what the buyer pays on top, and
// what is in hand before the VAT return.
func (c *composer) payout() {
	if codes := c.codes(byBuyer); len(codes) > 0 {
		c.head("head.buyer")
		for _, code := range codes {
			c.lineRow(plain, "", code, byBuyer)
		}
		// Reckoned from what is printed above it.
		c.pick(result, "=", say("total.buyer"), func(i int) (cell, int64, bool) {
			sum := figure{known: true}
			for j := range c.routes[i].Lines {
				l := &c.routes[i].Lines[j]
				if is := roleOf(l); is == revenue || is == byBuyer {
					f := c.books[i].line[l.Code]
					sum.known = sum.known && f.known
					sum.floor += f.unit()
				}
			}
			return amountCell(&sum)
		})
	}
	c.head("head.payout")
	c.pick(plain, "", say("total.price"), func(i int) (cell, int64, bool) {
		sum := figure{known: true}
		for j := range c.routes[i].Lines {
			if l := &c.routes[i].Lines[j]; roleOf(l) == revenue {
				f := c.books[i].line[l.Code]
				sum.known = sum.known && f.known
				sum.floor += f.unit()
			}
		}
		return amountCell(&sum)
	})
	c.totalRow(plain, "−", "kept")
	for _, code := range c.codes(prepaid) { // part of what is kept
		c.lineRow(part, "", code, prepaid)
	}
	c.totalRow(result, "=", "payout")
	c.totalRow(plain, "", "cash")
}

// daysAndMonths writes lead times, and costs that are not for a unit.
func (c *composer) daysAndMonths() {
	c.head("head.days")
	c.textRow(plain, "days.lead", func(r *Route) string { return days(r.LeadDays) })
	c.textRow(plain, "days.restock", func(r *Route) string {
		switch {
		case r.LeadDays == nil:
			return unknownMark
		case r.LeadDays.Restock == "0":
			return noneMark
		}
		return r.LeadDays.Restock
	})
	c.standing("head.monthly", func(r *Route) []Line { return r.Monthly })
	c.standing("head.setup", func(r *Route) []Line { return r.Setup })
}
