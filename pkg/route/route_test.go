package route_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/seeds"
)

var embedded = table.Layer{Name: "embedded", FS: seeds.FS}

// over gives a layer with one route file.
func over(name, text string) table.Layer {
	return table.Layer{Name: "mine", FS: fstest.MapFS{"routes/" + name + ".yaml": {Data: []byte(text)}}}
}

const head = "route: r\ntitle: R\nentry: parcel\nstock: abroad\ndays: cost.days\ncharges:\n"

const price = "  - {code: price, title: Price, stage: sale, by: buyer, incidence: revenue, each: unit, amount: offer.price}\n"

// TestFaultsOfARouteFile has each fault once, at its line.
func TestFaultsOfARouteFile(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a good file", head + price, ""},
		{"unknown key", head + price + "chargse: []", "8 E-KEY"},
		{"lacks its parts", "route: r\ntitle: R\ncharges:\n" + price, "1 E-ROUTE-LACKS; 1 E-ROUTE-LACKS; 1 E-ROUTE-LACKS"},
		{"named otherwise", strings.Replace(head, "route: r", "route: q", 1) + price, "1 E-ROUTE-PATH"},
		{"unknown stage", head + strings.Replace(price, "stage: sale", "stage: sail", 1), "7 E-WORD"},
		{"unknown incidence", head + strings.Replace(price, "revenue", "income", 1), "7 E-WORD"},
		{"unknown entry", strings.Replace(head, "parcel", "box", 1) + price, "3 E-WORD"},
		{"no stage", head + strings.Replace(price, "stage: sale, ", "", 1), "7 E-KEY-MISSING"},
		{"nobody is paid", head + strings.Replace(price, "by: buyer, ", "", 1), "7 E-KEY-MISSING"},
		{"no basis of an amount", head + strings.Replace(price, "each: unit, ", "", 1), "7 E-KEY-MISSING"},
		{"nothing to reckon", head + strings.Replace(price, ", each: unit, amount: offer.price", "", 1), "7 E-ROUTE-EMPTY"},
		{"unknown field", head + strings.Replace(price, "offer.price", "offer.pirce", 1), "7 E-ROUTE-OPERAND"},
		{"unknown measure", head + strings.Replace(price, "each: unit", "each: box", 1), "7 E-ROUTE-OPERAND"},
		{"a rate is no quantity", head + strings.Replace(price, "each: unit", "each: odds_returned", 1), "7 E-ROUTE-OPERAND"},
		{"not a number", head + strings.Replace(price, "offer.price", "dear", 1), "7 E-ROUTE-OPERAND"},
		{"unquoted number", head + strings.Replace(price, "offer.price", "12.50", 1), "7 E-UNQUOTED"},
		{"a VAT without its credit", head + strings.Replace(price, "revenue", "vat", 1), "7 E-KEY-MISSING"},
		{"unknown condition", head + strings.Replace(price, "}", ", when: {colour: red}}", 1), "7 E-TABLE-CONDITION"},
		{"unknown default", head + price + "with: {colour: red}", "8 E-KEY"},
		{"a default that the field does not take", head + price + "with: {seller: nobody}", "8 E-CHOICE"},
		{"a line twice", head + price + "  - {code: x, title: X, stage: sale, by: buyer, incidence: cost, of: [price]}\n" + price, "9 E-ROUTE-TWICE"},
		{"after no line", head + price + "  - {code: x, title: X, stage: sale, by: sat, incidence: cost, of: [price], after: prise}\n", "8 E-ROUTE-AFTER"},
		{"no alternative", head + price + "  - {code: x, title: X, stage: sale, by: sat, incidence: cost, either: []}\n", "8 E-ROUTE-EMPTY"},
		{"no charge", strings.Replace(head, "charges:", "charges: []", 1), "6 E-ROUTE-EMPTY"},
		{"a negative rate", head + price + "  - {code: x, title: X, stage: sale, by: sat, incidence: cost, of: [price], rate: [\"-1\"]}\n", "8 E-ROUTE-NEGATIVE"},
		{"a warning without a text", head + price + "warn:\n  - {code: W-MINE, when: {seller: foreign}}", "9 E-ROUTE-WARNING"},
		{"two faults at once", head + strings.Replace(strings.Replace(price, "sale", "sail", 1), "revenue", "income", 1), "7 E-WORD; 7 E-WORD"},
	}
	for _, c := range tests {
		_, err := route.Load(over("r", c.text))
		var got []string
		for _, f := range fault.From(err) {
			got = append(got, fmt.Sprintf("%d %s", f.Place.Line, f.Code))
			if f.Place.File != "mine/routes/r.yaml" {
				t.Errorf("%s: the fault names %q", c.name, f.Place.File)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q (%v)", c.name, strings.Join(got, "; "), c.want, err)
		}
	}
}

// TestFaultsOfCompiling has each fault that only the tables show.
func TestFaultsOfCompiling(t *testing.T) {
	tables, err := table.Open(embedded)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, charge string
		want         fault.Code
	}{
		{"no such table", strings.Replace(price, "offer.price", "law.nothing.rate", 1), "E-TABLE-UNKNOWN"},
		{"no such column", strings.Replace(price, "offer.price", "law.vat.height", 1), "E-ROUTE-COLUMN"},
		{"no such line", price + "  - {code: x, title: X, stage: sale, by: buyer, incidence: cost, of: [later], rate: [\"0.1\"]}\n", "E-ROUTE-LINE"},
		{"a later line", "  - {code: x, title: X, stage: sale, by: buyer, incidence: cost, of: [price], rate: [\"0.1\"]}\n" + price, "E-ROUTE-LINE"},
		{"no such group", price + "  - {code: x, title: X, stage: sale, by: buyer, incidence: cost, of: [price], when: {origin: nowhere}}\n", "E-TABLE-GROUP"},
	}
	for _, c := range tests {
		routes, err := route.Load(over("r", head+c.charge))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		_, err = route.Compile(routes[0], tables, route.Options{Date: date(t, "2026-03-01")})
		if faults := fault.From(err); len(faults) != 1 || faults[0].Code != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// TestLayers: a charge of an upper layer takes the place of that below, with
// all its alternatives; a new one comes where it says, else last in its stage;
// and the layer below stays as it was.
func TestLayers(t *testing.T) {
	tests := []struct{ name, charge, want string }{
		{"replaced in place", "{code: goods, title: G, stage: source, by: supplier, incidence: cost, each: unit, amount: \"1\"}", "price goods first_mile"},
		{"after its line", "{code: x, title: X, stage: sale, by: sat, incidence: cost, of: [price], after: price}", "price x goods first_mile"},
		{"last in its stage", "{code: x, title: X, stage: source, by: sat, incidence: cost, of: [price]}", "price goods x first_mile"},
	}
	for _, c := range tests {
		routes, err := route.Load(embedded, over("direct-mail", "route: direct-mail\ncharges:\n  - "+c.charge))
		if err != nil {
			t.Fatal(err)
		}
		mail := routes[slices.IndexFunc(routes, func(r *route.Route) bool { return r.ID == "direct-mail" })]
		var codes []string
		for _, ch := range mail.Charges {
			codes = append(codes, ch.Code)
		}
		if got := strings.Join(codes, " "); !strings.HasPrefix(got, c.want+" ") {
			t.Errorf("%s: %s, want it to begin with %s", c.name, got, c.want)
		}
		if i := slices.Index(codes, "x"); i >= 0 && mail.Charges[i].Layer != "mine" {
			t.Errorf("%s: the charge is of layer %q", c.name, mail.Charges[i].Layer)
		}
	}
	before, err := route.Load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(before); n != 2 {
		t.Errorf("%d embedded routes, want 2", n)
	}
}

// TestCompileTwice: one route may be compiled for two dates at once; the plans
// do not share what they bind.
func TestCompileTwice(t *testing.T) {
	tables, err := table.Open(embedded)
	if err != nil {
		t.Fatal(err)
	}
	routes, err := route.Load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	first, err := route.Compile(routes[0], tables, route.Options{Date: date(t, "2024-12-31")})
	if err != nil {
		t.Fatal(err)
	}
	courier := func(p *route.Plan) table.Date {
		i := slices.IndexFunc(p.Tables, func(b route.Bound) bool { return b.ID == "law.courier" })
		return p.Tables[i].View.Rows[0].Period.From
	}
	was := courier(first)
	second, err := route.Compile(routes[0], tables, route.Options{Date: date(t, "2025-01-01")})
	if err != nil {
		t.Fatal(err)
	}
	if courier(first) != was || courier(second) == was {
		t.Errorf("first plan %v, then %v; second %v", was, courier(first), courier(second))
	}
}

func date(t *testing.T, s string) table.Date {
	t.Helper()
	d, f := table.ParseDate(s)
	if f != nil {
		t.Fatal(f)
	}
	return d
}

// FuzzLoad: whatever the file, no panic, and every fault has a place.
func FuzzLoad(f *testing.F) {
	files, err := fs.Glob(seeds.FS, "routes/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(seeds.FS, name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(head + price)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := route.Load(over("r", text))
		for _, f := range fault.From(err) {
			if f.Place.File == "" || f.Message() == "" {
				t.Fatalf("a fault without file or message: %+v", f)
			}
		}
	})
}
