package report

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/strict"
)

// TotalAccount explains a total of one route: the lines that it is the sum of,
// or the two totals that it is a share of.
type TotalAccount struct {
	Route      string  `json:"route"`
	RouteTitle string  `json:"route_title"`
	Name       string  `json:"name"`
	Title      string  `json:"title"`
	Amount     *string `json:"amount"`         // MXN an entry, or a fraction; null where it is unknown
	PerUnit    *string `json:"per_unit"`       // of an amount
	Of         string  `json:"of,omitempty"`   // of a share: the total that is divided
	Over       string  `json:"over,omitempty"` // and the one that it is divided by
	Parts      []Part  `json:"parts"`
}

// Part is what a line counts in a total.
type Part struct {
	Code    string  `json:"code"`
	Title   string  `json:"title"`
	Amount  *string `json:"amount"` // MXN an entry, with its sign
	PerUnit *string `json:"per_unit"`
	Effect  string  `json:"effect"`
}

// figureOf is a figure of a quote that can be explained by name.
type figureOf struct {
	name string
	of   func(*landed.Quote) landed.Figure
	over string // of a share
}

// figures lists what can be explained beside the lines.
func figures() []figureOf {
	var all []figureOf
	for _, t := range landed.NamedTotals() {
		f := figureOf{name: t.Name, of: func(q *landed.Quote) landed.Figure { return t.Of(&q.Totals) }}
		if t.Over != nil {
			f.over = overOf[t.Name]
		}
		all = append(all, f)
	}
	return append(all,
		figureOf{name: "vat.output", of: func(q *landed.Quote) landed.Figure { return q.Totals.VATOutput }},
		figureOf{name: "vat.withheld", of: func(q *landed.Quote) landed.Figure { return q.Totals.VATWithheld }},
		figureOf{name: "vat.creditable", of: func(q *landed.Quote) landed.Figure { return q.Totals.VATCreditable }},
		figureOf{name: "vat.due", of: func(q *landed.Quote) landed.Figure { return q.Totals.VATDue }},
		figureOf{name: "isr.withheld", of: func(q *landed.Quote) landed.Figure { return q.Totals.ISRWithheld }},
		figureOf{name: "isr.final", of: func(q *landed.Quote) landed.Figure { return q.Totals.ISRFinal }},
		figureOf{name: "views.tax", of: func(q *landed.Quote) landed.Figure { return q.Views.Tax }},
	)
}

// overOf names what a share is a share of, and of what.
var overOf = map[string]string{
	"import_tax_pct": "customs_value", "tax_burden_pct": "price", "margin_pct": "price",
}

// TotalNames lists the totals that can be explained.
func TotalNames() []string {
	var names []string
	for _, f := range figures() {
		names = append(names, f.name)
	}
	return names
}

// pick explains what is asked for.
func (x *Explanation) pick(quotes []*landed.Quote, what []string) error {
	var faults fault.List
	witnesses := make([]*landed.Witness, len(quotes))
	for i, q := range quotes {
		witnesses[i] = q.Witness()
	}
	if len(what) == 0 {
		for i, q := range quotes {
			x.lines(q, witnesses[i], func(string) bool { return true })
		}
		return nil
	}
	for _, name := range what {
		found := false
		for i, q := range quotes {
			code, scoped := strings.CutPrefix(name, q.Plan.Route.ID+".")
			if !scoped && slices.ContainsFunc(quotes, func(q *landed.Quote) bool { return strings.HasPrefix(name, q.Plan.Route.ID+".") }) {
				continue
			}
			found = x.named(q, witnesses[i], code) || found
		}
		if !found {
			known := append(codesOfQuotes(quotes), TotalNames()...)
			faults.Add(fault.New("E-EXPLAIN", fault.Place{}, name, strict.Suggest(name, known), strings.Join(known, ", ")))
		}
	}
	return faults.Err()
}

// named explains a line, else a total, else the lines that share the beginning
// of their code.
func (x *Explanation) named(q *landed.Quote, w *landed.Witness, code string) bool {
	if x.lines(q, w, func(c string) bool { return c == code }) {
		return true
	}
	for _, f := range figures() {
		if f.name == code {
			x.Totals = append(x.Totals, explainTotal(q, &f))
			return true
		}
	}
	return x.lines(q, w, func(c string) bool { return strings.HasPrefix(c, code+".") })
}

// lines explains the lines of a quote that are wanted, and tells whether there
// are any.
func (x *Explanation) lines(q *landed.Quote, w *landed.Witness, wanted func(code string) bool) bool {
	found := false
	for _, list := range []struct {
		kind  string
		lines []landed.Line
		plan  []route.Line
	}{{"entry", q.Lines, q.Plan.Lines}, {"month", q.Monthly, q.Plan.Monthly}, {"once", q.Setup, q.Plan.Setup}} {
		for i := range list.lines {
			if wanted(list.plan[i].Code) {
				found = true
				x.Lines = append(x.Lines, explainLine(q, w, &list.lines[i], &list.plan[i], list.kind))
			}
		}
	}
	return found
}

func codesOfQuotes(quotes []*landed.Quote) []string {
	var codes []string
	for _, q := range quotes {
		for _, lines := range [][]route.Line{q.Plan.Lines, q.Plan.Monthly, q.Plan.Setup} {
			for i := range lines {
				if !slices.Contains(codes, lines[i].Code) {
					codes = append(codes, lines[i].Code)
				}
			}
		}
	}
	return codes
}

func explainTotal(q *landed.Quote, f *figureOf) TotalAccount {
	t := TotalAccount{
		Route: q.Plan.Route.ID, RouteTitle: q.Plan.Route.Title, Name: f.name, Title: say("name." + f.name), Parts: []Part{},
	}
	if f.over != "" {
		t.Over = f.over
		t.Of = strings.TrimSuffix(f.name, "_pct")
		if t.Of == "import_tax" {
			t.Of = "import_taxes"
		}
		if total, ok := landed.TotalByName(f.name); ok {
			if r, ok := q.PerUnit(total); ok {
				t.Amount = text(trim(r.Fixed(6)))
			}
		}
	} else {
		t.Amount, t.PerUnit = entryAmount(f.of(q)), unitAmount(q, f.of(q))
	}
	for _, p := range q.Parts(f.of) {
		figure := landed.Figure{Amount: p.Amount, Known: p.Known}
		t.Parts = append(t.Parts, Part{
			Code: p.Line.Charge.Code, Title: p.Line.Charge.Title,
			Amount: entryAmount(figure), PerUnit: unitAmount(q, figure), Effect: effectOf(q, p.Line),
		})
	}
	return t
}

func effectOf(q *landed.Quote, l *landed.Line) string {
	a := account{quote: q, line: l, charge: l.Charge, LineAccount: LineAccount{Line: lineOf(q, l)}}
	return a.effect()
}

// fraction writes a share of the document as a percentage; nil is unknown.
func fraction(text *string) string {
	if text == nil {
		return unknownMark
	}
	r, f := money.ParseRatio(*text)
	if f != nil {
		return *text
	}
	return percent(r)
}
