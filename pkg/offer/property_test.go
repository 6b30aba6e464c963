package offer_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/offer"

	"pgregory.net/rapid"
)

// texts of every kind of field that are inside the ranges of all fields.
func textOf(s offer.Spec) *rapid.Generator[string] {
	switch s.Kind {
	case offer.Word:
		return rapid.SampledFrom(s.Choices)
	case offer.Bool:
		return rapid.SampledFrom([]string{"true", "FALSE"})
	case offer.Name:
		return rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9-]{0,39}`)
	case offer.Country:
		return rapid.SampledFrom([]string{"CN", "us", "MX", "vN", "ZW"})
	case offer.Currency:
		return rapid.StringMatching(`[A-Za-z]{3}`)
	case offer.Code:
		return rapid.StringMatching(`[1-9][0-9]{3}\.?[0-9]{2}\.?[0-9]{2}([. ]?[0-9]{2})?`)
	case offer.Money:
		return rapid.StringMatching(`[0-9]{0,4}[1-9](\.[0-9]{1,12})?( ?|  *[A-Z]{3})`)
	case offer.Rate:
		return rapid.StringMatching(`0?\.[0-9]{1,12}|[0-9]{1,2}(\.[0-9]{1,12})? ?%|[0-9]{1,5}/[1-9][0-9]{5,12}`)
	case offer.Whole:
		return rapid.StringMatching(`0{0,3}([1-9]|[1-3][0-9])(\.0{1,12})?`)
	}
	return rapid.StringMatching(`[1-9][0-9]{0,2}(\.[0-9]{1,12})?`)
}

// What Set reads and Text writes, Set reads again as the same value.
func TestSetAndTextAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := rapid.SampledFrom(offer.Specs()).Draw(t, "field")
		text := textOf(spec).Draw(t, "text")
		route := rapid.SampledFrom([]string{"", "direct-mail."}).Draw(t, "route")
		var first, second offer.Offer
		if f := first.Set(route+spec.Name, text); f != nil {
			t.Fatal(f)
		}
		on := first.For("direct-mail")
		v, ok := on.Get(spec.Field)
		if !ok {
			t.Fatalf("%s = %q is set, but not given", spec.Name, text)
		}
		written, _ := on.Text(spec.Field)
		if f := second.Set(spec.Name, written); f != nil {
			t.Fatalf("%q was written as %q: %v", text, written, f)
		}
		if again, _ := second.Get(spec.Field); again != v {
			t.Fatalf("%q was written as %q and read as %v, not %v", text, written, again, v)
		}
	})
}

// Whatever the order in which values come, a route's own lie over the common ones.
func TestForLaysOwnValuesOverCommonOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var o offer.Offer
		common, own := map[string]int{}, map[string]int{}
		for i := range rapid.IntRange(0, 20).Draw(t, "values") {
			name := rapid.SampledFrom([]string{"units_per_order", "units_per_shipment", "monthly_units"}).Draw(t, "field")
			n := i + 1
			switch rapid.IntRange(0, 2).Draw(t, "where") {
			case 0:
				common[name] = n
			case 1:
				own[name] = n
				name = "a." + name
			case 2:
				name = "b." + name
			}
			if f := o.Set(name, strconv.Itoa(n)); f != nil {
				t.Fatal(f)
			}
		}
		on := o.For("a")
		for _, f := range []offer.Field{offer.UnitsPerOrder, offer.UnitsPerShipment, offer.MonthlyUnits} {
			want, given := own[f.String()]
			if !given {
				want, given = common[f.String()]
			}
			if v, ok := on.Get(f); ok != given || ok && (v.Num.Num != int64(want) || v.Num.Den != 1) {
				t.Fatalf("%s on a is %v, want %d", f, v, want)
			}
		}
	})
}

// sound fails for a fault that nobody could read or look up.
func sound(t *testing.T, list fault.List) {
	t.Helper()
	for _, f := range list {
		text, ok := fault.TextOf(f.Code)
		if !ok || text.Doc == "" || f.Message() == "" || strings.Contains(f.Message()+f.Hint(), "(BADINDEX)") {
			t.Errorf("%s says %q, %q", f.Code, f.Message(), f.Hint())
		}
		if len(f.Message()) > 1000 {
			t.Errorf("%s says %d bytes", f.Code, len(f.Message()))
		}
	}
}

// examples reads the offers that come with the program, by name of file.
func examples(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("../../seeds/examples/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	all := map[string][]byte{}
	for _, name := range names {
		if all[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestExamples(t *testing.T) {
	for name, data := range examples(t) {
		o, err := offer.Decode(strings.NewReader(string(data)), name)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if faults := o.Check(); faults != nil {
			t.Errorf("%s: %v", name, faults)
		}
		for _, f := range []offer.Field{offer.HS, offer.Origin, offer.Price, offer.UnitCost, offer.WeightKg} {
			if _, ok := o.Get(f); !ok || o.SKU == "" {
				t.Errorf("%s has no sku or no %s", name, f)
			}
		}
	}
}

func FuzzSet(f *testing.F) {
	for name, field := range fields {
		for text := range field.good {
			f.Add(name, text)
		}
		for text := range field.bad {
			f.Add("direct-mail."+name, text)
		}
	}
	f.Add("as_of", "2026-02-30")
	f.Add("a.b.c", "\xff")
	f.Fuzz(func(t *testing.T, name, text string) {
		var o offer.Offer
		if bad := o.Set(name, text); bad != nil {
			sound(t, fault.List{bad})
			if all(&o) != "" || len(o.Routes()) != 0 || o.SKU+o.Name+o.AsOf != "" {
				t.Error("refused, yet set")
			}
			return
		}
		sound(t, o.Check())
		key := name[strings.LastIndexByte(name, '.')+1:]
		spec, ok := offer.ByName(key)
		if !ok {
			return
		}
		for _, id := range append(o.Routes(), "another") {
			on := o.For(id)
			written, given := on.Text(spec.Field)
			if !given {
				continue
			}
			var again offer.Offer
			if bad := again.Set(key, written); bad != nil {
				t.Fatalf("%q is written as %q: %v", text, written, bad)
			}
			if second, _ := again.Text(spec.Field); second != written {
				t.Errorf("%q is written as %q, then as %q", text, written, second)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, data := range examples(f) {
		f.Add(data)
	}
	for _, text := range []string{
		"price: 299\ndirect-mail: {seller: foreign}\n", `{"name":"\ud83d\ude00 \/","price":"299 MXN"}`, "? [a]\n: *b", "a: &a [*a]", "%YAML 1.1\n---\n!!map {? price : 3}\n",
		"<<: {price: 3}", "price: |\n 3\n", "- - -", "{{{", "\xff\xfe", "price: 1\n---\n", "direct-mail.price: 0x10", "hs: 01012101", "\"\\", "as_of: 2026-11-22\nname: ~",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := offer.Decode(strings.NewReader(string(data)), "fuzz.yaml")
		list := fault.From(err)
		if (err == nil) != (o != nil) || (err == nil) != (len(list) == 0) {
			t.Fatalf("an offer %v with %v", o, err)
		}
		sound(t, list)
		for _, bad := range list {
			if bad.Place.File != "fuzz.yaml" {
				t.Errorf("%v has no place", bad)
			}
		}
		if o != nil {
			sound(t, o.Check())
		}
	})
}
