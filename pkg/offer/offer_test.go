package offer_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// made sets pairs of name and text.
func made(t *testing.T, pairs ...string) *offer.Offer {
	t.Helper()
	var o offer.Offer
	for i := 0; i < len(pairs); i += 2 {
		if f := o.Set(pairs[i], pairs[i+1]); f != nil {
			t.Fatal(f)
		}
	}
	return &o
}

// all writes down the fields that are given.
func all(o *offer.Offer) string {
	var parts []string
	for _, s := range offer.Specs() {
		if text, ok := o.Text(s.Field); ok {
			parts = append(parts, s.Name+"="+text)
		}
	}
	return strings.Join(parts, " ")
}

func TestGetPutUnset(t *testing.T) {
	var o offer.Offer
	if v, ok := o.Get(offer.Price); ok || v != (offer.Value{}) {
		t.Errorf("an empty offer gives a price: %v", v)
	}
	o.Put(offer.Price, offer.Value{Num: money.Whole(299)})
	if v, ok := o.Get(offer.Price); !ok || v != (offer.Value{Num: money.Whole(299), Text: "MXN"}) {
		t.Errorf("price = %v, %v", v, ok)
	}
	o.Put(offer.Price, offer.Value{Num: money.Whole(17), Text: "USD"})
	o.Put(offer.ImportRestrictions, offer.Value{Text: "true", Num: money.One})
	o.Put(offer.HS, offer.Value{Text: "61091003"})
	if got := all(&o); got != "hs=61091003 price=17 USD import_restrictions=true" {
		t.Error(got)
	}
	o.Put(offer.NumFields, offer.Value{Text: "x"})
	if got := all(&o); got != "hs=61091003 price=17 USD import_restrictions=true" {
		t.Error(got)
	}
	if v, ok := o.Get(offer.NumFields); ok || v.Text != "" {
		t.Error("NumFields holds a value")
	}
	if got := offer.NumFields.Format(offer.Value{Text: "x"}); got != "x" {
		t.Error(got)
	}
}

func TestBareUnitCostTakesTheCostCurrency(t *testing.T) {
	for _, c := range []struct{ pairs, want string }{
		{"unit_cost 4.20", "4.2 USD"},
		{"unit_cost 4.20 cost_currency CNY", "4.2 CNY"},
		{"cost_currency CNY unit_cost 4.20", "4.2 CNY"},
	} {
		o := made(t, strings.Fields(c.pairs)...)
		if got, _ := o.Text(offer.UnitCost); got != c.want {
			t.Errorf("%s: %s, want %s", c.pairs, got, c.want)
		}
	}
	o := made(t, "cost_currency", "CNY", "unit_cost", "4.20 EUR")
	if v, _ := o.Get(offer.UnitCost); v.Text != "EUR" {
		t.Errorf("a unit_cost with its own currency became %s", v.Text)
	}
	o = made(t, "unit_cost", "4.20", "local-warehouse.cost_currency", "EUR")
	on := o.For("local-warehouse")
	if got, _ := on.Text(offer.UnitCost); got != "4.2 EUR" {
		t.Errorf("on the route: %s", got)
	}
	o.Put(offer.UnitCost, offer.Value{Num: money.Whole(9)})
	if got, _ := o.Text(offer.UnitCost); got != "9 USD" {
		t.Errorf("put: %s", got)
	}
}

func TestRoutesOfTheirOwn(t *testing.T) {
	o := made(t, "price", "299", "seller", "individual", "local-warehouse.seller", "company", "direct-mail.seller", "foreign",
		"local-warehouse.freight_mode", "air", "direct-mail.price", "279", "sku", "A-1", "as_of", "2026-11-22")
	if got := o.Routes(); !slices.Equal(got, []string{"direct-mail", "local-warehouse"}) {
		t.Errorf("routes: %v", got)
	}
	for id, want := range map[string]string{
		"local-warehouse": "price=299 MXN seller=company freight_mode=air",
		"direct-mail":     "price=279 MXN seller=foreign",
		"another":         "price=299 MXN seller=individual",
	} {
		on := o.For(id)
		if got := all(&on); got != want || on.SKU != "A-1" || on.AsOf != "2026-11-22" || len(on.Routes()) != 0 {
			t.Errorf("on %s: %s, want %s", id, got, want)
		}
	}
	for id, want := range map[string]string{"local-warehouse": "seller=company freight_mode=air", "direct-mail": "price=279 MXN seller=foreign", "another": ""} {
		if got := all(o.Own(id)); got != want {
			t.Errorf("%s has %q of its own, want %q", id, got, want)
		}
	}
	if got := all(o); got != "price=299 MXN seller=individual" {
		t.Errorf("the common values are %s", got)
	}
}

func TestCopiesAreIndependent(t *testing.T) {
	o := made(t, "price", "299", "direct-mail.seller", "foreign", "direct-mail.rfc", "false", "direct-mail.account", "foreign")
	clone, plain := o.Clone(), *o
	for _, pair := range [][2]string{{"direct-mail.seller", "company"}, {"direct-mail.account", "mx"}, {"z.rfc", "true"}, {"price", "1"}, {"sku", "B"}} {
		if f := o.Set(pair[0], pair[1]); f != nil {
			t.Fatal(f)
		}
	}
	for i, c := range []*offer.Offer{&clone, &plain} {
		if f := c.Set("y.price", strconv.Itoa(i+1)); f != nil {
			t.Fatal(f)
		}
	}
	for want, c := range map[string]*offer.Offer{
		"price=299 MXN seller=foreign rfc=false account=foreign; price=1 MXN; direct-mail y": &clone,
		"price=299 MXN seller=foreign rfc=false account=foreign; price=2 MXN; direct-mail y": &plain,
		"price=1 MXN seller=company rfc=false account=mx; ; direct-mail z":                   o,
	} {
		on := c.For("direct-mail")
		if got := all(&on) + "; " + all(c.Own("y")) + "; " + strings.Join(c.Routes(), " "); got != want {
			t.Errorf("a copy became %s\nwant %s", got, want)
		}
	}
	if clone.SKU != "" || plain.SKU != "" {
		t.Error("a copy took a sku over")
	}
}

func TestLabels(t *testing.T) {
	o := made(t, "sku", " A-1 ", "name", "Camiseta de algodón 😀", "as_of", "2024-02-29")
	if o.SKU != "A-1" || o.Name != "Camiseta de algodón 😀" || o.AsOf != "2024-02-29" {
		t.Errorf("%q %q %q", o.SKU, o.Name, o.AsOf)
	}
	for _, text := range []string{"1990-01-01", "2100-12-31", "2000-02-29", "2026-04-30"} {
		if f := o.Set("as_of", text); f != nil || o.AsOf != text {
			t.Errorf("%s: %v", text, f)
		}
	}
	for _, c := range []struct {
		name, text string
		code       fault.Code
	}{
		{"as_of", "2026-1-2", "E-AS-OF"}, {"as_of", "22/11/2026", "E-AS-OF"}, {"as_of", "2026-13-01", "E-AS-OF"}, {"as_of", "2026-00-01", "E-AS-OF"},
		{"as_of", "2026-04-31", "E-AS-OF"}, {"as_of", "2025-02-29", "E-AS-OF"}, {"as_of", "2100-02-29", "E-AS-OF"}, {"as_of", "1989-12-31", "E-AS-OF"},
		{"as_of", "2101-01-01", "E-AS-OF"}, {"as_of", "2026-01-00", "E-AS-OF"}, {"as_of", "2026-01-32", "E-AS-OF"}, {"as_of", "today", "E-AS-OF"},
		{"as_of", "20a6-01-01", "E-AS-OF"}, {"as_of", "2026-01-01T00:00:00Z", "E-AS-OF"}, {"as_of", "", "E-EMPTY"},
		{"sku", "", "E-EMPTY"}, {"sku", strings.Repeat("x", 201), "E-TEXT"}, {"name", strings.Repeat("ñ", 501), "E-TEXT"},
		{"name", "two\nlines", "E-TEXT"}, {"name", "bell\a", "E-TEXT"}, {"name", "not\xffutf", "E-TEXT"},
	} {
		before := *o
		f := o.Set(c.name, c.text)
		if f == nil || f.Code != c.code || f.Place.Field != c.name {
			t.Errorf("%s = %.40q: %v, want %s", c.name, c.text, f, c.code)
		}
		if o.SKU != before.SKU || o.Name != before.Name || o.AsOf != before.AsOf {
			t.Errorf("%s = %.40q is refused, yet set", c.name, c.text)
		}
	}
	made(t, "sku", strings.Repeat("ñ", 200), "name", strings.Repeat("x", 500))
}

func TestNamesThatSetRefuses(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"prize", `prize: "prize" is not a field of an offer; did you mean "price"? [E-FIELD]`},
		{"weight-kg", `weight-kg: "weight-kg" is not a field of an offer; did you mean "weight_kg"? [E-FIELD]`},
		{"Price", `Price: "Price" is not a field of an offer; did you mean "price"? [E-FIELD]`},
		{"wieght", `wieght: "wieght" is not a field of an offer; did you mean "weight_kg"? [E-FIELD]`},
		{"hs_code", `hs_code: "hs_code" is not a field of an offer; did you mean "hs"? [E-FIELD]`},
		{"cost", `cost: "cost" is not a field of an offer; did you mean "unit_cost"? [E-FIELD]`},
		{"fulfillment", `fulfillment: "fulfillment" is not a field of an offer; did you mean "fulfilment"? [E-FIELD]`},
		{"asof", `asof: "asof" is not a field of an offer; did you mean "as_of"? [E-FIELD]`},
		{"zzzzzzzz", `zzzzzzzz: "zzzzzzzz" is not a field of an offer [E-FIELD]`},
		{"", `"" is not a field of an offer [E-FIELD]`},
		{"direct-mail.prize", `direct-mail.prize: "prize" is not a field of an offer; did you mean "price"? [E-FIELD]`},
		{"direct-mail.sku", `direct-mail.sku: sku belongs to the whole offer, not to a route [E-ROUTE-FIELD]`},
		{"direct-mail.as_of", `direct-mail.as_of: as_of belongs to the whole offer, not to a route [E-ROUTE-FIELD]`},
		{"direct mail.price", `direct mail.price: "direct mail" cannot be a route: a route is letters, digits and dashes, at most 40 [E-ROUTE-NAME]`},
		{".price", `.price: "" cannot be a route: a route is letters, digits and dashes, at most 40 [E-ROUTE-NAME]`},
		{"-a.price", `-a.price: "-a" cannot be a route: a route is letters, digits and dashes, at most 40 [E-ROUTE-NAME]`},
		{"seller.price", `seller.price: "seller" cannot be a route: it is a field of the offer [E-ROUTE-NAME]`},
		{"name.price", `name.price: "name" cannot be a route: it is a field of the offer [E-ROUTE-NAME]`},
		{"a.b.price", `a.b.price: "b.price" is not a field of an offer; did you mean "price"? [E-FIELD]`},
	} {
		var o offer.Offer
		if f := o.Set(c.name, "1"); f == nil || f.Error() != c.want {
			t.Errorf("%q\n got %v\nwant %s", c.name, f, c.want)
		}
		if len(o.Routes()) != 0 || all(&o) != "" {
			t.Errorf("%q is refused, yet set", c.name)
		}
	}
	if f := made(t).Set("zzzzzzzz", "1"); !strings.HasPrefix(f.Hint(), "the fields are sku, name, as_of, hs, origin, ") {
		t.Error(f.Hint())
	}
}

func TestThirtyTwoRoutes(t *testing.T) {
	var o offer.Offer
	for i := range 32 {
		if f := o.Set("r"+strconv.Itoa(i)+".price", "1"); f != nil {
			t.Fatal(f)
		}
	}
	if f := o.Set("r32.price", "1"); f == nil || f.Code != "E-ROUTE-MANY" || f.Place.Field != "r32.price" {
		t.Errorf("a 33rd route: %v", f)
	}
	if f := o.Set("r31.rfc", "true"); f != nil || len(o.Routes()) != 32 {
		t.Errorf("a second value of the 32nd route: %v", f)
	}
}

func TestAnOfferIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(offer.Offer{}); size > 2048 {
		t.Errorf("an offer has %d bytes", size)
	}
}

func TestSetAllocatesLittle(t *testing.T) {
	var o offer.Offer
	for name, most := range map[string]int{"category": 0, "rfc": 0, "origin": 0, "marketplace": 0, "hs": 1, "price": 4, "weight_kg": 4} {
		text := map[string]string{"category": "other", "rfc": "TRUE", "origin": "cn", "marketplace": "amazon", "hs": "6109.10.03", "price": "299.90", "weight_kg": "0.25"}[name]
		got := int(testing.AllocsPerRun(100, func() {
			if f := o.Set(name, text); f != nil {
				t.Fatal(f)
			}
		}))
		if got > most {
			t.Errorf("%s = %s allocates %d times, want at most %d", name, text, got, most)
		}
	}
	if n := testing.AllocsPerRun(100, func() {
		v, _ := o.Get(offer.Price)
		o.Put(offer.Price, v)
	}); n > 0 {
		t.Error("Get and Put allocate")
	}
}

func BenchmarkSet(b *testing.B) {
	for _, c := range [][2]string{{"category", "other"}, {"origin", "CN"}, {"hs", "6109.10.03"}, {"price", "299.90"}, {"ads_rate", "8%"}} {
		b.Run(c[0], func(b *testing.B) {
			b.ReportAllocs()
			var o offer.Offer
			for b.Loop() {
				if f := o.Set(c[0], c[1]); f != nil {
					b.Fatal(f)
				}
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	var o offer.Offer
	if !o.Empty() {
		t.Error("an offer that gives nothing is not empty")
	}
	if f := o.Set("direct-mail.seller", "company"); f != nil || o.Empty() {
		t.Errorf("an offer with a value on one route is empty (%v)", f)
	}
}
