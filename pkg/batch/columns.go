package batch

import (
	"slices"
	"strings"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/strict"
)

// Column is a column that pricing adds to a catalogue. Amounts are MXN for one
// unit with four decimals, shares are fractions with up to six. A figure is
// empty where it is unknown, and where the route cannot be used.
type Column struct {
	Name, Doc string

	kind  catalog.Kind
	total *landed.Total // of a route, where it is one
	route int
	line  bool // reads a line of a quote, not only its totals
	value func(dst []byte, r *priced) (out []byte, known bool)
}

// priced is the quotes of one row.
type priced struct {
	quotes []*landed.Quote // in the order of the routes
	best   *landed.Quote
	failed []byte // the gates that failed, parted by semicolons
}

// summary is the totals that are shown unasked.
var summary = []string{"delivered_cost", "import_taxes", "margin", "margin_pct", "payout"}

// docs says what the totals are.
var docs = map[string]string{
	"customs_value": "customs value", "landed_cost": "goods, transport and border, up to the warehouse or the door",
	"delivered_cost": "landed cost, storage and delivery", "import_taxes": "all that customs is paid",
	"tax_burden":  "import taxes, VAT inside the price and final income tax, less import VAT credited",
	"net_revenue": "price less VAT", "fees": "marketplace fees not credited", "margin": "before income tax",
	"buyer_total": "price and what the buyer pays on top", "payout": "price less what the marketplace keeps",
	"cash": "cash before the VAT return", "capital": "cost of the capital tied up",
	"import_tax_pct": "import taxes over customs value, a fraction", "tax_burden_pct": "tax burden over price, a fraction",
	"margin_pct": "margin over price, a fraction",
}

// Columns lists all columns that pricing on these routes can add, in order.
func Columns(plans []*route.Plan) []Column {
	var all []Column
	for i, p := range plans {
		id := p.Route.ID
		totals := landed.NamedTotals()
		for t := range totals {
			all = append(all, ofTotal(i, id, &totals[t]))
		}
		for l := range p.Lines {
			all = append(all, ofLine(i, id, l, &p.Lines[l]))
		}
		all = append(all,
			Column{Name: id + ".feasible", Doc: "whether the route can be used", kind: catalog.Text, value: func(dst []byte, r *priced) ([]byte, bool) {
				if r.quotes[i].Feasible() {
					return append(dst, "true"...), true
				}
				return append(dst, "false"...), true
			}},
			Column{Name: id + ".reason", Doc: "why it cannot", kind: catalog.Text, value: func(dst []byte, r *priced) ([]byte, bool) {
				if q := r.quotes[i]; !q.Feasible() {
					return append(dst, q.Refusal.Message()...), true
				}
				return dst, true
			}},
			Column{Name: id + ".needs", Doc: "fields to supply, so that every line is known", kind: catalog.Text, value: func(dst []byte, r *priced) ([]byte, bool) {
				return append(dst, strings.Join(r.quotes[i].Needs(), "; ")...), true
			}})
	}
	return append(all,
		Column{Name: "best", Doc: "route with the highest margin a unit; empty where one is not known", kind: catalog.Text, value: func(dst []byte, r *priced) ([]byte, bool) {
			if r.best == nil {
				return dst, false
			}
			return append(dst, r.best.Plan.Route.ID...), true
		}},
		Column{Name: "difference", Doc: "margin of the local warehouse less that of direct mail", kind: catalog.Number, value: func(dst []byte, r *priced) ([]byte, bool) {
			diff, ok := landed.Difference(r.quotes, margin)
			if !ok {
				return dst, false
			}
			return money.AppendDecimal(dst, diff, 2, 4), true
		}},
		Column{Name: warningColumn, Doc: "codes of the warnings about the row", kind: catalog.Text, value: warnings},
		Column{Name: gateColumn, Doc: "the gates of --fail-if that failed", kind: catalog.Text, value: func(dst []byte, r *priced) ([]byte, bool) {
			return append(dst, r.failed...), true
		}})
}

var margin, _ = landed.TotalByName("margin")

func ofTotal(i int, id string, t *landed.Total) Column {
	return Column{Name: id + "." + t.Name, Doc: docs[t.Name], kind: catalog.Number, total: t, route: i}
}

// write writes the column's value of a row; known is false where there is none.
func (c *Column) write(dst []byte, r *priced) (out []byte, known bool) {
	if c.total == nil {
		return c.value(dst, r)
	}
	q := r.quotes[c.route]
	if !q.Feasible() {
		return dst, false
	}
	value, ok := q.PerUnit(c.total)
	switch {
	case !ok:
		return dst, false
	case c.total.Over != nil:
		return appendFraction(dst, value), true
	}
	return money.AppendDecimal(dst, value, 2, 4), true
}

// appendFraction writes a fraction with up to six decimals.
func appendFraction(dst []byte, r money.Ratio) []byte {
	from := len(dst)
	dst = money.AppendDecimal(dst, r, 0, 6)
	for dst[len(dst)-1] == '0' && len(dst) > from+2 {
		dst = dst[:len(dst)-1]
	}
	if dst[len(dst)-1] == '0' && dst[len(dst)-2] == '.' {
		return dst[:len(dst)-2]
	}
	return dst
}

func ofLine(i int, id string, l int, of *route.Line) Column {
	c := of.Alternatives[0].Charge
	return Column{Name: id + ".line." + c.Code, Doc: "line: " + c.Title, kind: catalog.Number, line: true, value: func(dst []byte, r *priced) ([]byte, bool) {
		q := r.quotes[i]
		each, ok := perUnit(q, q.Lines[l].Figure())
		if !ok || !q.Feasible() {
			return dst, false
		}
		return money.AppendDecimal(dst, each, 2, 4), true
	}}
}

// perUnit gives an amount of an entry for one unit, in centavos.
func perUnit(q *landed.Quote, f landed.Figure) (money.Ratio, bool) {
	return q.PerUnit(&landed.Total{Of: func(*landed.Totals) landed.Figure { return f }})
}

// warnings writes each code once.
func warnings(dst []byte, r *priced) ([]byte, bool) {
	from := len(dst)
	for i, q := range r.quotes {
		for j, w := range q.Warnings {
			if twice(r.quotes[:i], q.Warnings[:j], w.Code) {
				continue
			}
			if len(dst) > from {
				dst = append(dst, ' ')
			}
			dst = append(dst, w.Code...)
		}
	}
	return dst, true
}

// twice tells whether a code was written already.
func twice(quotes []*landed.Quote, same fault.List, code fault.Code) bool {
	is := func(w *fault.Fault) bool { return w.Code == code }
	return slices.ContainsFunc(same, is) ||
		slices.ContainsFunc(quotes, func(q *landed.Quote) bool { return slices.ContainsFunc(q.Warnings, is) })
}

// The words of a choice of columns.
const (
	Summary = "summary"
	All     = "all"
)

// Choose picks columns: the summary, all, or a list of names parted by commas.
// The gates' column is shown where there are gates. Faults: E-COLUMN,
// E-COLUMN-TWICE.
func Choose(all []Column, list string, gated bool) ([]Column, error) {
	if list == All {
		return slices.DeleteFunc(slices.Clone(all), func(c Column) bool { return c.Name == gateColumn && !gated }), nil
	}
	if list == Summary {
		list = summarised(all, gated)
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Name
	}
	var chosen []Column
	var faults fault.List
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		i := slices.Index(names, name)
		if i < 0 {
			faults.Add(fault.New("E-COLUMN", fault.Place{Flag: "--columns"}, name, strict.Suggest(name, names)))
			continue
		}
		if at := slices.IndexFunc(chosen, func(c Column) bool { return c.Name == name }); at >= 0 {
			faults.Add(fault.New("E-COLUMN-TWICE", fault.Place{Flag: "--columns"}, name, at+1, len(chosen)+1))
			continue
		}
		chosen = append(chosen, all[i])
	}
	return chosen, faults.Err()
}

// summarised lists the columns of the summary: by route those totals, then what
// compares the routes.
func summarised(all []Column, gated bool) string {
	var names, after []string
	seen := map[string]bool{}
	for _, c := range all {
		id, _, ofRoute := strings.Cut(c.Name, ".")
		switch {
		case !ofRoute && (c.Name != gateColumn || gated):
			after = append(after, c.Name)
		case ofRoute && !seen[id]:
			seen[id] = true
			for _, total := range summary {
				names = append(names, id+"."+total)
			}
		}
	}
	return strings.Join(append(names, after...), ",")
}

// warningColumn has the warnings, which are not looked for where nobody asks.
const warningColumn = "warnings"

// gateColumn is shown unasked where there are gates only.
const gateColumn = "failed"

// Names gives the names of columns in order.
func Names(columns []Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}
