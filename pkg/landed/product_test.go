package landed_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/seeds"
)

// product is aduana as it is shipped, with its plans kept by what they were
// compiled for.
type product struct {
	tables *table.Set
	routes []*route.Route
	plans  map[string]*route.Plan
}

func newProduct(t testing.TB) *product {
	t.Helper()
	layer := table.Layer{Name: "embedded", FS: seeds.FS}
	tables, err := table.Open(layer)
	if err != nil {
		t.Fatal(err)
	}
	routes, err := route.Load(layer)
	if err != nil {
		t.Fatal(err)
	}
	return &product{tables: tables, routes: routes, plans: map[string]*route.Plan{}}
}

// ask is one question to the product: fields as a seller writes them.
type ask struct {
	fields map[string]string
	route  string
	asOf   string
	fx     map[string]string // MXN for one unit
	lines  map[string]string // amounts an entry
}

// quote answers a question through the same doors as the command line.
func (p *product) quote(t testing.TB, a ask) *landed.Quote {
	t.Helper()
	var o offer.Offer
	for _, name := range slices.Sorted(maps.Keys(a.fields)) {
		if f := o.Set(name, a.fields[name]); f != nil {
			t.Fatalf("offer %v: %v", a.fields, f)
		}
	}
	plan := p.plan(t, a)
	if faults := landed.Check(plan, &o); faults != nil {
		t.Fatalf("offer %v: %v", a.fields, faults)
	}
	return landed.Make(plan, &o)
}

func (p *product) plan(t testing.TB, a ask) *route.Plan {
	t.Helper()
	key := a.route + a.asOf
	for _, m := range []map[string]string{a.fx, a.lines} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			key += " " + k + "=" + m[k]
		}
	}
	if plan, ok := p.plans[key]; ok {
		return plan
	}
	date, f := table.ParseDate(a.asOf)
	must(t, f)
	tables := p.tables
	for _, currency := range slices.Sorted(maps.Keys(a.fx)) {
		rate, f := money.ParseRatio(a.fx[currency])
		must(t, f)
		tables = tables.Lay(route.FXTable, "--fx", table.Row{
			Conds: []table.Cond{{Key: table.KeyCurrency, Texts: []string{currency}}}, Cells: []table.Cell{{Num: rate}},
			From: date, To: table.Forever, Status: "enacted", Confidence: "high", Period: &table.Period{From: date, To: table.Forever},
		})
	}
	var overrides []route.Override
	for _, code := range slices.Sorted(maps.Keys(a.lines)) {
		amount, f := money.ParseMoney(a.lines[code], "MXN")
		must(t, f)
		overrides = append(overrides, route.Override{Code: code, Amount: amount, Each: route.Entries, Layer: "--line"})
	}
	i := slices.IndexFunc(p.routes, func(r *route.Route) bool { return r.ID == a.route })
	if i < 0 {
		t.Fatalf("no route %q", a.route)
	}
	plan, err := route.Compile(p.routes[i], tables, route.Options{Date: date, Overrides: overrides})
	if err != nil {
		t.Fatal(err)
	}
	p.plans[key] = plan
	return plan
}

// line gives a line's amount as text, "" where it is unknown.
func line(t testing.TB, q *landed.Quote, code string) string {
	t.Helper()
	l := q.Line(code)
	if l == nil {
		t.Fatalf("%s has no line %q", q.Plan.Route.ID, code)
	}
	if l.State == landed.Unknown {
		return ""
	}
	return l.Amount.String()
}

func figure(f landed.Figure) string {
	if !f.Known {
		return ""
	}
	return f.Amount.String()
}

func warned(q *landed.Quote, code fault.Code) bool {
	return slices.ContainsFunc(q.Warnings, func(f *fault.Fault) bool { return f.Code == code })
}

func must(t testing.TB, f *fault.Fault) {
	t.Helper()
	if f != nil {
		t.Fatal(f)
	}
}

// fields reads "price=299, rfc=true" as the fields of an offer.
func fields(text string) map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Split(text, ",") {
		if k, v, ok := strings.Cut(pair, "="); ok {
			m[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	return m
}
