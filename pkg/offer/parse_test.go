package offer_test

import (
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// good lists, for every field, texts and what they are written back as; bad
// lists texts with the code of their fault.
var fields = map[string]struct{ good, bad map[string]string }{
	"hs": {
		good: map[string]string{"6109.10.03": "61091003", "61091003": "61091003", " 61091003 ": "61091003", "6109.10.03 01": "6109100301",
			"6109.10.03.01": "6109100301", "6109100301": "6109100301", "6109": "6109", "6109.10": "610910", "610910": "610910", "01012101": "01012101", "0101.21.01": "01012101", "99010001": "99010001"},
		bad: map[string]string{"610": "E-HS", "61091": "E-HS", "6109.1": "E-HS", "610910.": "E-HS", "1012101": "E-HS", "610910030": "E-HS", "61": "E-HS",
			"61091003011": "E-HS", "6109100A": "E-HS", "shirt": "E-HS", "61.09.10.03": "E-HS", "6109..10.03": "E-HS", ".61091003": "E-HS",
			"6109.10.03.": "E-HS", "6109 10 03": "E-HS", "6109.10.03  01": "E-HS", "-61091003": "E-HS", "00010203": "E-HS", "６１０９１００３": "E-HS", "": "E-EMPTY"},
	},
	"origin":     {good: countries, bad: noCountries},
	"ships_from": {good: countries, bad: noCountries},
	"category": {
		good: map[string]string{"fashion": "fashion", "electronics": "electronics", "personal-care": "personal-care", "toys": "toys", "home": "home", "Other": "other"},
		bad:  map[string]string{"fashon": "E-CHOICE", "fashion,toys": "E-CHOICE", "null": "E-CHOICE", " ": "E-EMPTY"},
	},
	"unit_cost": {
		good: map[string]string{"4.20": "4.2 USD", "4.20 USD": "4.2 USD", "30 CNY": "30 CNY", "0.01": "0.01 USD", "1000000000": "1000000000 USD", "+5": "5 USD"},
		bad: map[string]string{"0": "E-RANGE", "-4.20": "E-RANGE", "1000000000.01": "E-RANGE", "0.00 USD": "E-RANGE", "4.20 usd": "E-CURRENCY", "4.20 dollars": "E-CURRENCY",
			"4,20": "E-NUMBER", "1e3": "E-NUMBER", "$4.20": "E-NUMBER", "USD": "E-NUMBER", "50%": "E-NUMBER", "": "E-EMPTY"},
	},
	"cost_currency": {
		good: map[string]string{"USD": "USD", "eur": "EUR", "Cny": "CNY"},
		bad:  map[string]string{"US": "E-CURRENCY", "dollars": "E-CURRENCY", "U$D": "E-CURRENCY", "ÑÑ": "E-CURRENCY", "": "E-EMPTY"},
	},
	"price": {
		good: map[string]string{"299": "299 MXN", "299.00": "299 MXN", "299.90 MXN": "299.9 MXN", "17 USD": "17 USD", "0.000000000001": "0.000000000001 MXN", "1000000000": "1000000000 MXN"},
		bad: map[string]string{"0": "E-RANGE", "-299": "E-RANGE", "1000000001": "E-RANGE", "1,299.00": "E-NUMBER", "NaN": "E-NUMBER", ".inf": "E-NUMBER", "1e5": "E-NUMBER",
			"0x10": "E-NUMBER", "299MXN": "E-NUMBER", "MXN 299": "E-CURRENCY", "٢٩٩": "E-NUMBER", "": "E-EMPTY"},
	},
	"weight_kg": numbers("30000", "30000.01"),
	"length_cm": numbers("2000", "2000.000000000001"),
	"width_cm":  numbers("2000", "2001"),
	"height_cm": numbers("2000", "2000.1"),
	"volume_m3": numbers("1000", "1000.001"),

	"pairs_per_unit":     units,
	"units_per_order":    units,
	"units_per_shipment": units,
	"monthly_units":      units,

	"seller":  {good: map[string]string{"company": "company", "individual": "individual", "FOREIGN": "foreign"}, bad: map[string]string{"compny": "E-CHOICE", "": "E-EMPTY"}},
	"rfc":     booleans,
	"account": {good: map[string]string{"mx": "mx", "MX": "mx", "foreign": "foreign"}, bad: map[string]string{"us": "E-CHOICE"}},
	"marketplace": {
		good: map[string]string{"mercadolibre": "mercadolibre", "own-shop": "own-shop", "Amazon": "amazon", "a": "a", "4you": "4you", strings.Repeat("m", 40): strings.Repeat("m", 40)},
		bad:  map[string]string{"mercado libre": "E-NAME", "-shop": "E-NAME", "own_shop": "E-NAME", "tienda-ñ": "E-NAME", strings.Repeat("m", 41): "E-NAME", "": "E-EMPTY"},
	},
	"listing":    {good: map[string]string{"classic": "classic", "premium": "premium"}, bad: map[string]string{"gold": "E-CHOICE"}},
	"fulfilment": {good: map[string]string{"marketplace": "marketplace", "own": "own"}, bad: map[string]string{"fba": "E-CHOICE"}},
	"incoterm": {
		good: map[string]string{"EXW": "EXW", "fca": "FCA", "FAS": "FAS", "fob": "FOB", "Cfr": "CFR", "CPT": "CPT", "CIF": "CIF", "CIP": "CIP", "DAP": "DAP", "DPU": "DPU", "DDP": "DDP"},
		bad:  map[string]string{"FOBB": "E-CHOICE", "FOB Shanghai": "E-CHOICE", "DDU": "E-CHOICE", "": "E-EMPTY"},
	},
	"terms": {good: map[string]string{"ddp": "ddp", "DAP": "dap"}, bad: map[string]string{"fob": "E-CHOICE"}},
	"customs_basis": {
		good: map[string]string{"retail_ex_tax": "retail_ex_tax", "retail": "retail", "cost": "cost", "declared": "declared"},
		bad:  map[string]string{"retail-ex-tax": "E-CHOICE", "price": "E-CHOICE"},
	},
	"declared_value": {good: map[string]string{"500": "500 MXN", "500 USD": "500 USD", "0.01": "0.01 MXN", "1000000000 EUR": "1000000000 EUR"},
		bad: map[string]string{"0": "E-RANGE", "-1 USD": "E-RANGE", "1000000000.5": "E-RANGE", "free": "E-NUMBER"}},
	"duty": {good: map[string]string{"0": "0", "0.2": "0.2", "20%": "0.2", "1/3": "1/3", "10": "10", "1000%": "10"},
		bad: map[string]string{"-0.01": "E-RANGE", "10.01": "E-RANGE", "1001%": "E-RANGE", "20 %%": "E-NUMBER", "1/0": "E-NUMBER", "": "E-EMPTY"}},
	"origin_certificate":  booleans,
	"return_rate":         ratesUnder,
	"cancel_rate":         ratesUnder,
	"default_rate":        rates,
	"ads_rate":            rates,
	"instalment_months":   {good: map[string]string{"0": "0", "12": "12", "48": "48"}, bad: map[string]string{"-1": "E-RANGE", "49": "E-RANGE", "1.5": "E-RANGE", "MSI": "E-NUMBER"}},
	"stock_days":          {good: map[string]string{"0": "0", "30.5": "30.5", "3650": "3650"}, bad: map[string]string{"-1": "E-RANGE", "3650.1": "E-RANGE", "1/2": "E-NUMBER"}},
	"freight_mode":        {good: map[string]string{"sea-lcl": "sea-lcl", "sea-20": "sea-20", "sea-40": "sea-40", "AIR": "air"}, bad: map[string]string{"sea": "E-CHOICE"}},
	"import_restrictions": booleans,
}

type texts = struct{ good, bad map[string]string }

var (
	countries   = map[string]string{"CN": "CN", "cn": "CN", "uS": "US", " MX ": "MX", "NO": "NO", "AD": "AD", "ZW": "ZW", "TW": "TW"}
	noCountries = map[string]string{"CHN": "E-COUNTRY", "China": "E-COUNTRY", "UK": "E-COUNTRY", "XX": "E-COUNTRY", "EU": "E-COUNTRY", "C": "E-COUNTRY", "C1": "E-COUNTRY", "Ñ": "E-COUNTRY", "": "E-EMPTY"}
	units       = texts{
		good: map[string]string{"1": "1", "500": "500", "500.0": "500", "0010": "10", "10000000": "10000000"},
		bad:  map[string]string{"0": "E-RANGE", "-1": "E-RANGE", "1.5": "E-RANGE", "10000001": "E-RANGE", "4/2": "E-NUMBER", "100%": "E-NUMBER", "1,000": "E-NUMBER", "many": "E-NUMBER", "": "E-EMPTY"},
	}
	booleans = texts{good: map[string]string{"true": "true", "false": "false", "TRUE": "true", "False": "false"},
		bad: map[string]string{"yes": "E-CHOICE", "1": "E-CHOICE", "tru": "E-CHOICE", "": "E-EMPTY"}}
	rates = texts{good: map[string]string{"0": "0", "0.08": "0.08", "8%": "0.08", "8 %": "0.08", "1/12": "1/12", "1": "1", "100%": "1"},
		bad: map[string]string{"-0.01": "E-RANGE", "8": "E-RANGE", "1.000000000001": "E-RANGE", "101%": "E-RANGE", "%": "E-NUMBER", "-": "E-NUMBER", "": "E-EMPTY"}}
	ratesUnder = texts{good: map[string]string{"0": "0", "0.08": "0.08", "99.99%": "0.9999", "0.999999999999": "0.999999999999"},
		bad: map[string]string{"1": "E-RANGE", "100%": "E-RANGE", "-1%": "E-RANGE", "abc": "E-NUMBER"}}
)

func numbers(most, more string) texts {
	return texts{
		good: map[string]string{"0.25": "0.25", "4.20": "4.2", "0.000000000001": "0.000000000001", most: most},
		bad: map[string]string{"0": "E-RANGE", "0.0": "E-RANGE", "-1": "E-RANGE", more: "E-RANGE", "1/3": "E-NUMBER", "5%": "E-NUMBER", "0.3 kg": "E-NUMBER",
			"1e1": "E-NUMBER", "inf": "E-NUMBER", "1.2.3": "E-NUMBER", "0.0000000000001": "E-NUMBER", "1234567890123456789": "E-NUMBER", "": "E-EMPTY"},
	}
}

func TestEveryFieldIsTested(t *testing.T) {
	if len(fields) != int(offer.NumFields) || len(offer.Specs()) != 36 {
		t.Errorf("%d fields tested, %d in the list, want 36", len(fields), len(offer.Specs()))
	}
	for _, s := range offer.Specs() {
		if f := fields[s.Name]; len(f.good) == 0 || len(f.bad) == 0 {
			t.Errorf("%s is not tested", s.Name)
		}
	}
}

func TestGoodTexts(t *testing.T) {
	for name, f := range fields {
		spec, ok := offer.ByName(name)
		if !ok {
			t.Fatalf("no field %q", name)
		}
		for text, want := range f.good {
			var o offer.Offer
			if f := o.Set(name, text); f != nil {
				t.Errorf("%s = %q: %v", name, text, f)
				continue
			}
			if got, ok := o.Text(spec.Field); !ok || got != want {
				t.Errorf("%s = %q gives %q, want %q", name, text, got, want)
			}
		}
	}
}

func TestBadTexts(t *testing.T) {
	for name, f := range fields {
		spec, _ := offer.ByName(name)
		for text, want := range f.bad {
			var o offer.Offer
			f := o.Set(name, text)
			if f == nil {
				t.Errorf("%s = %q is taken, want %s", name, text, want)
				continue
			}
			if f.Code != fault.Code(want) || f.Place.Field != name {
				t.Errorf("%s = %q: %v, want %s", name, text, f, want)
			}
			if _, given := o.Get(spec.Field); given {
				t.Errorf("%s = %q is refused, yet given", name, text)
			}
		}
	}
}

func TestWhatAFaultSays(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"price", "-299", `price: "-299" is out of range: price must be over 0 and at most 1,000,000,000 MXN [E-RANGE]`},
		{"unit_cost", "0", `unit_cost: "0" is out of range: unit_cost must be over 0 and at most 1,000,000,000 [E-RANGE]`},
		{"weight_kg", "0", `weight_kg: "0" is out of range: weight_kg must be over 0 and at most 30,000 kg [E-RANGE]`},
		{"monthly_units", "1.5", `monthly_units: "1.5" is out of range: monthly_units must be a whole number from 1 to 10,000,000 [E-RANGE]`},
		{"return_rate", "1", `return_rate: "1" is out of range: return_rate must be from 0 to under 1 [E-RANGE]`},
		{"stock_days", "-1", `stock_days: "-1" is out of range: stock_days must be from 0 to 3,650 days [E-RANGE]`},
		{"origin", "CHN", `origin: "CHN" is not a country of ISO 3166; did you mean "CN"? [E-COUNTRY]`},
		{"origin", "uk", `origin: "uk" is not a country of ISO 3166; did you mean "GB"? [E-COUNTRY]`},
		{"origin", "XX", `origin: "XX" is not a country of ISO 3166 [E-COUNTRY]`},
		{"category", "fashon", `category: "fashon" is not one of fashion, electronics, personal-care, toys, home, other; did you mean "fashion"? [E-CHOICE]`},
		{"category", "personal care", `category: "personal care" is not one of fashion, electronics, personal-care, toys, home, other; did you mean "personal-care"? [E-CHOICE]`},
		{"rfc", "yes", `rfc: "yes" is not one of true, false [E-CHOICE]`},
		{"hs", "61091", `hs: "61091" is not a Mexican tariff line: it has 5 digits [E-HS]`},
		{"hs", "1012101", `hs: "1012101" is not a Mexican tariff line: it has 7 digits; a spreadsheet may have dropped a zero in front [E-HS]`},
		{"price", "", `price: price has no value [E-EMPTY]`},
		{"as_of", "2026-02-30", `as_of: "2026-02-30" is not a date from 1990 to 2100 [E-AS-OF]`},
	} {
		var o offer.Offer
		if f := o.Set(c.name, c.text); f == nil || f.Error() != c.want {
			t.Errorf("%s = %q\n got %v\nwant %s", c.name, c.text, f, c.want)
		}
	}
}

func TestALongTextIsCutInItsFault(t *testing.T) {
	long := strings.Repeat("ñ", 1<<20)
	for _, name := range append(offer.Names(), "sku", "name", "as_of", long, long+".price", "direct-mail."+long) {
		var o offer.Offer
		f := o.Set(name, long)
		if f == nil {
			t.Fatalf("%.20s takes a megabyte", name)
		}
		if n := len(f.Error()); n > 400 {
			t.Errorf("%.20s: the fault has %d bytes", name, n)
		}
	}
}

func TestBoolIsANumberToo(t *testing.T) {
	var o offer.Offer
	for text, want := range map[string]money.Ratio{"true": money.One, "FALSE": money.Zero} {
		if f := o.Set("rfc", text); f != nil {
			t.Fatal(f)
		}
		if v, _ := o.Get(offer.RFC); v.Num != want || v.Text != strings.ToLower(text) {
			t.Errorf("rfc = %s gives %v", text, v)
		}
	}
}

func TestSpecs(t *testing.T) {
	want := strings.Fields(`hs origin ships_from category unit_cost cost_currency price weight_kg length_cm width_cm height_cm volume_m3 pairs_per_unit
		units_per_order units_per_shipment monthly_units seller rfc account marketplace listing fulfilment incoterm terms customs_basis declared_value duty
		origin_certificate return_rate cancel_rate default_rate instalment_months ads_rate stock_days freight_mode import_restrictions`)
	if !slices.Equal(offer.Names(), want) {
		t.Errorf("the fields are %v", offer.Names())
	}
	for i, s := range offer.Specs() {
		f := offer.Field(i)
		named, ok := offer.ByName(s.Name)
		if s.Field != f || !ok || named.Field != f || f.String() != s.Name || f.Spec().Name != s.Name {
			t.Errorf("%s is field %d and %d", s.Name, s.Field, named.Field)
		}
		if s.Doc == "" || (s.Kind == offer.Word) != (len(s.Choices) > 0) {
			t.Errorf("%s: doc %q, choices %v", s.Name, s.Doc, s.Choices)
		}
		if s.Kind >= offer.Money && s.Kind <= offer.Whole && s.Min.Cmp(s.Max) >= 0 {
			t.Errorf("%s has no range", s.Name)
		}
	}
	for _, s := range offer.Labels() {
		if _, ok := offer.ByName(s.Name); ok || s.Field != offer.NumFields || s.Doc == "" {
			t.Errorf("label %s is a field", s.Name)
		}
	}
	if offer.NumFields.Spec() != nil || offer.NumFields.String() != "" {
		t.Error("NumFields is taken for a field")
	}
	if offer.Word.String() != "word" || offer.Bool.String() != "bool" || offer.Date.String() != "date" {
		t.Error("a kind has a wrong name")
	}
}
