package landed_test

import (
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
)

// at20 is an exchange rate at which dollars and pesos are easily told.
var at20 = map[string]string{"USD": "20", "CNY": "2.80"}

// TestRulesAroundTheirDates pins each rule on the day before a change, on the
// day and on the day after. Sources: facts on the courier procedure, formal
// import and withholding, with the instruments that the seeds cite.
func TestRulesAroundTheirDates(t *testing.T) {
	parcel := func(usd, origin string) string {
		return "declared_value=" + usd + " USD, units_per_order=1, origin=" + origin + ", ships_from=" + origin
	}
	entry := "unit_cost=100000 MXN, units_per_shipment=1, incoterm=CIF, origin=CN, hs=61091003"
	small := "unit_cost=10000 MXN, units_per_shipment=1, incoterm=CIF, origin=CN, duty=0"
	sale := "price=1160, units_per_shipment=1, account=mx, rfc=true, seller="
	foreign := "price=1160, units_per_shipment=1, account=foreign, rfc=true, seller="
	tests := []struct {
		name, route, fields, line string
		on                        map[string]string // date: amount
	}{
		{"courier, USD 40 from CN: exempt until 2024", "direct-mail", parcel("40", "CN"), "courier_tax", map[string]string{
			"2020-06-30": "0.00", "2020-07-01": "0.00", "2024-12-30": "0.00", "2024-12-31": "0.00",
			"2025-01-01": "152.00", "2025-01-02": "152.00", "2025-08-14": "152.00", "2025-08-15": "268.00", "2025-08-16": "268.00", "2026-01-01": "268.00"}},
		{"courier, USD 100 from CN", "direct-mail", parcel("100", "CN"), "courier_tax", map[string]string{
			"2019-06-01": "320.00", "2020-06-30": "320.00", "2020-07-01": "380.00", "2020-07-02": "380.00", "2025-08-14": "380.00", "2025-08-15": "670.00",
			"2025-12-31": "670.00", "2026-01-01": "670.00"}},
		{"courier, USD 100 from US", "direct-mail", parcel("100", "US"), "courier_tax", map[string]string{
			"2020-06-30": "320.00", "2020-07-01": "340.00", "2024-12-31": "340.00", "2025-01-01": "340.00", "2025-08-15": "340.00", "2026-06-01": "340.00"}},
		{"courier, USD 1 from CL", "direct-mail", parcel("1", "CL"), "courier_tax", map[string]string{
			"2024-12-31": "0.00", "2025-01-01": "0.00", "2025-08-15": "0.00"}},
		{"DTA of an exempt parcel", "direct-mail", parcel("40", "US"), "dta", map[string]string{
			"2022-12-31": "1.17", "2023-01-01": "1.36", "2023-12-31": "1.36", "2024-01-01": "1.42", "2024-12-31": "1.42", "2025-01-01": "1.48", "2025-12-31": "1.48", "2026-01-01": "1.54"}},
		{"duty of a cotton T-shirt", "local-warehouse", entry, "igi", map[string]string{
			"2024-04-23": "25000.00", "2024-12-19": "25000.00", "2024-12-20": "35000.00", "2024-12-21": "35000.00", "2025-12-31": "35000.00", "2026-01-01": "35000.00"}},
		{"DTA of an entry, the floor", "local-warehouse", small, "dta", map[string]string{
			"2023-01-01": "408.00", "2023-12-31": "408.00", "2024-01-01": "425.00", "2024-12-31": "425.00", "2025-01-01": "445.00", "2025-12-31": "445.00", "2026-01-01": "461.61"}},
		{"prevalidation", "local-warehouse", small, "prv", map[string]string{
			"2023-01-01": "310.00", "2025-12-31": "310.00", "2026-01-01": "350.00", "2026-01-02": "350.00"}},
		{"VAT withheld from a company", "local-warehouse", sale + "company", "vat_withheld", map[string]string{
			"2020-05-31": "0.00", "2025-12-31": "0.00", "2026-01-01": "80.00", "2026-01-02": "80.00"}},
		{"income tax withheld from a company", "local-warehouse", sale + "company", "isr_withheld", map[string]string{
			"2025-12-31": "0.00", "2026-01-01": "25.00", "2026-01-02": "25.00"}},
		{"VAT withheld from a company with an account abroad", "local-warehouse", foreign + "company", "vat_withheld", map[string]string{
			"2024-12-31": "0.00", "2025-01-01": "160.00", "2025-12-31": "160.00", "2026-01-01": "160.00"}},
		{"income tax withheld from an individual", "local-warehouse", sale + "individual", "isr_withheld", map[string]string{
			"2020-05-31": "0.00", "2020-12-31": "", "2021-01-01": "10.00", "2025-12-31": "10.00", "2026-01-01": "25.00"}},
		{"VAT withheld from an individual", "local-warehouse", sale + "individual", "vat_withheld", map[string]string{
			"2020-05-31": "0.00", "2021-01-01": "80.00", "2026-01-01": "80.00"}},
		{"income tax withheld from a foreign seller", "local-warehouse", sale + "foreign", "isr_withheld", map[string]string{
			"2025-12-31": "0.00", "2026-01-01": "0.00"}},
		{"VAT withheld from a foreign seller", "local-warehouse", sale + "foreign", "vat_withheld", map[string]string{
			"2025-12-31": "0.00", "2026-01-01": "160.00"}},
		{"footwear anti-dumping", "local-warehouse", "unit_cost=10 USD, units_per_shipment=100, incoterm=CIF, origin=CN, hs=64041117, duty=0", "anti_dumping", map[string]string{
			"2025-09-03": "0.00", "2025-09-04": "25160.00", "2025-09-05": "25160.00", "2030-09-03": "25160.00", "2030-09-04": "0.00"}},
	}
	p := newProduct(t)
	for _, c := range tests {
		for date, want := range c.on {
			q := p.quote(t, ask{fields: fields(c.fields), route: c.route, asOf: date, fx: at20})
			if got := line(t, q, c.line); got != want {
				t.Errorf("%s on %s: %s = %q, want %q", c.name, date, c.line, got, want)
			}
		}
	}
}

// TestBracketsOf2020 pins the one rate on the month's income of an individual,
// at each bound and one centavo above (LISR 113-A as of 2020).
func TestBracketsOf2020(t *testing.T) {
	tests := []struct{ price, want string }{ // one unit a month; ISR on the price before VAT
		{"1740", "6.00"}, {"1740.02", "7.50"}, // 1,500 and 1,500.02
		{"5800", "25.00"}, {"5800.02", "45.00"},
		{"11600", "90.00"}, {"11600.02", "110.00"},
		{"29000", "275.00"}, {"29000.02", "500.00"},
		{"116000", "2000.00"}, {"116000.02", "5400.00"},
	}
	p := newProduct(t)
	for _, c := range tests {
		q := p.quote(t, ask{
			fields: fields("seller=individual, rfc=true, account=mx, units_per_shipment=1, monthly_units=1, price=" + c.price),
			route:  "local-warehouse", asOf: "2020-10-01", fx: at20,
		})
		if got := line(t, q, "isr_withheld"); got != c.want {
			t.Errorf("price %s: isr_withheld = %s, want %s", c.price, got, c.want)
		}
	}
}

// TestCourierBands pins every band at its bound and a US cent above it.
func TestCourierBands(t *testing.T) {
	tests := []struct{ asOf, origin, usd, want string }{
		{"2019-01-01", "CN", "50", "0.00"}, {"2019-01-01", "CN", "50.01", "160.03"},
		{"2019-01-01", "CN", "1000", "3200.00"}, {"2019-01-01", "CN", "1000.01", "refused"},
		{"2024-06-01", "CN", "50", "0.00"}, {"2024-06-01", "CN", "50.01", "190.04"},
		{"2024-06-01", "US", "50", "0.00"}, {"2024-06-01", "US", "50.01", "170.03"},
		{"2024-06-01", "US", "117", "397.80"}, {"2024-06-01", "US", "117.01", "444.64"},
		{"2024-06-01", "CN", "1000", "3800.00"}, {"2024-06-01", "CN", "1000.01", "4000.04"},
		{"2024-06-01", "CN", "2500", "10000.00"}, {"2024-06-01", "CN", "2500.01", "refused"},
		{"2026-03-01", "US", "50", "0.00"}, {"2026-03-01", "US", "50.01", "170.03"},
		{"2026-03-01", "US", "117", "397.80"}, {"2026-03-01", "US", "117.01", "444.64"},
		{"2026-03-01", "US", "2500", "9500.00"}, {"2026-03-01", "US", "2500.01", "refused"},
		{"2026-03-01", "GB", "1", "0.00"}, {"2026-03-01", "GB", "1.01", "6.77"},
		{"2026-03-01", "DE", "1", "6.70"},
		{"2026-03-01", "CN", "2500", "16750.00"}, {"2026-03-01", "CN", "2500.01", "refused"},
	}
	p := newProduct(t)
	for _, c := range tests {
		q := p.quote(t, ask{
			fields: fields("units_per_order=1, origin=" + c.origin + ", ships_from=" + c.origin + ", declared_value=" + c.usd + " USD"),
			route:  "direct-mail", asOf: c.asOf, fx: at20,
		})
		got := line(t, q, "courier_tax")
		if q.Refusal != nil && q.Refusal.Code == "R-REFUSED" {
			got = "refused"
		}
		if got != c.want {
			t.Errorf("%s, USD %s from %s: %s, want %s", c.asOf, c.usd, c.origin, got, c.want)
		}
	}
}

// TestPriceWithTheTaxInside pins the band of a price that holds its tax: the
// lowest in whose upper bound price / (1 + rate) fits.
func TestPriceWithTheTaxInside(t *testing.T) {
	tests := []struct {
		asOf, price, value, tax string
		between                 bool
	}{
		{"2024-06-01", "1000", "1000.00", "0.00", false},      // USD 50: exempt
		{"2024-06-01", "1000.20", "840.50", "159.70", true},   // USD 50.01: 19 %, and a value of USD 42.03
		{"2024-06-01", "1190", "1000.00", "190.00", true},     // USD 50.00 after tax: still between
		{"2024-06-01", "1190.24", "1000.20", "190.04", false}, // USD 50.01 after tax
		{"2024-06-01", "23800", "20000.00", "3800.00", false}, // USD 1,000 after tax
		{"2024-06-01", "23800.30", "19833.58", "3966.72", true},
		{"2025-03-01", "1190", "1000.00", "190.00", false},
		{"2026-03-01", "1335", "1000.00", "335.00", false},
	}
	p := newProduct(t)
	for _, c := range tests {
		q := p.quote(t, ask{fields: fields("origin=CN, ships_from=CN, units_per_order=1, price=" + c.price), route: "direct-mail", asOf: c.asOf, fx: at20})
		if got := line(t, q, "customs_value"); got != c.value {
			t.Errorf("%s at %s: customs value %s, want %s", c.price, c.asOf, got, c.value)
		}
		if got := line(t, q, "courier_tax"); got != c.tax {
			t.Errorf("%s at %s: courier tax %s, want %s", c.price, c.asOf, got, c.tax)
		}
		if got := warned(q, "W-BETWEEN-BANDS"); got != c.between {
			t.Errorf("%s at %s: between bands %v, want %v", c.price, c.asOf, got, c.between)
		}
	}
}

// TestPaperClaims shows P1 to P4 of the paper.
func TestPaperClaims(t *testing.T) {
	p := newProduct(t)
	rate := func(asOf string) string { // P1: a USD 20 parcel from CN
		q := p.quote(t, ask{fields: fields("declared_value=20 USD, units_per_order=1, origin=CN"), route: "direct-mail", asOf: asOf, fx: at20})
		r, ok := q.Line("courier_tax").Figure().Share(q.Totals.CustomsValue)
		if !ok {
			t.Fatalf("no rate on %s", asOf)
		}
		return r.String()
	}
	for asOf, want := range map[string]string{"2024-06-01": "0", "2025-01-15": "0.19", "2025-08-14": "0.19", "2025-08-15": "0.335", "2026-02-01": "0.335"} {
		if got := rate(asOf); got != want {
			t.Errorf("P1: rate on %s = %s, want %s", asOf, got, want)
		}
	}
	share := func(value string) string { // P2, P4: import taxes of cotton T-shirts in 2026
		q := p.quote(t, ask{
			fields: fields("origin=CN, hs=61091003, incoterm=CIF, units_per_shipment=1, unit_cost=" + value + " MXN"),
			route:  "local-warehouse", asOf: "2026-02-01", fx: at20,
		})
		r, ok := q.Totals.ImportTaxes.Share(q.Totals.CustomsValue)
		if !ok {
			t.Fatalf("no import taxes at %s", value)
		}
		return r.Fixed(6)
	}
	for value, want := range map[string]string{
		"57701.25": "0.575280", "100000": "0.575280", "1000000": "0.575280", // 0.35 + 0.008 + 0.16 × 1.358
		"57000": "0.575394", "20000": "0.592774", "10000": "0.619547", // the DTA floor of 461.61 binds
	} {
		if got := share(value); got != want {
			t.Errorf("P4: import taxes of %s MXN = %s of the customs value, want %s", value, got, want)
		}
	}
	withheld := func(asOf string) [2]string { // P3
		q := p.quote(t, ask{fields: fields("price=1160, units_per_shipment=1"), route: "local-warehouse", asOf: asOf, fx: at20})
		return [2]string{line(t, q, "vat_withheld"), line(t, q, "isr_withheld")}
	}
	if got := withheld("2025-12-31"); got != [2]string{"0.00", "0.00"} {
		t.Errorf("P3: a company in 2025 has %v withheld, want nothing", got)
	}
	if got := withheld("2026-01-01"); got != [2]string{"80.00", "25.00"} {
		t.Errorf("P3: a company in 2026 has %v withheld, want half the VAT and 2.5 %%", got)
	}
}

// TestWarnings raises each warning, and each stays silent without its cause.
func TestWarnings(t *testing.T) {
	whole := "hs=61091003, origin=CN, ships_from=CN, category=fashion, price=299, unit_cost=3 USD, weight_kg=0.2, length_cm=30, width_cm=20, height_cm=2, units_per_shipment=500, monthly_units=200"
	tests := []struct {
		code                          fault.Code
		route, asOf, causes, innocent string
	}{
		{"W-BETWEEN-BANDS", "direct-mail", "2024-06-01", whole + ", price=1100", whole + ", price=900"},
		{"W-NEAR-THRESHOLD", "direct-mail", "2024-06-01", whole + ", price=950", whole + ", price=940"},
		{"W-DECLARED-UNDER-COST", "direct-mail", "2026-03-01", whole + ", declared_value=2.99 USD", whole + ", declared_value=3 USD"},
		{"W-SPLITTING", "direct-mail", "2024-06-01", whole + ", price=600, units_per_order=2", whole + ", price=400, units_per_order=2"},
		{"W-COURIER-RESTRICTED", "direct-mail", "2026-03-01", whole + ", import_restrictions=true", whole},
		{"W-PROVENANCE", "direct-mail", "2026-03-01", whole + ", ships_from=US", whole},
		{"W-PERSONAL-USE", "direct-mail", "2026-03-01", whole + ", units_per_order=5", whole + ", units_per_order=4"},
		{"W-AUTOMATIC-NOTICE", "local-warehouse", "2026-03-01", whole, whole + ", hs=39269099"},
		{"W-NOM", "local-warehouse", "2026-03-01", whole, whole + ", hs=48010001"},
		{"W-ANTI-DUMPING", "local-warehouse", "2026-03-01", whole + ", hs=64041117", whole},
		{"W-ANTI-DUMPING", "local-warehouse", "2026-03-01", whole + ", hs=69120099", whole + ", hs=95030023"},
		{"W-ANTI-DUMPING-UNKNOWN", "local-warehouse", "2026-03-01", whole + ", hs=95030023", whole + ", hs=69120099"},
		{"W-EXW", "local-warehouse", "2026-03-01", whole + ", incoterm=EXW", whole + ", incoterm=FOB"},
		{"W-FREIGHT-CARD", "local-warehouse", "2026-03-01", whole + ", ships_from=VN", whole + ", ships_from=VN, incoterm=CIF"},
		{"W-FREIGHT-CARD", "direct-mail", "2026-03-01", whole + ", ships_from=US", whole},
		{"W-ESTIMATED-PRICE", "local-warehouse", "2026-03-01", whole, whole + ", hs=39269099"},
		{"W-PERMANENT-ESTABLISHMENT", "local-warehouse", "2026-03-01", whole + ", seller=foreign", whole},
		{"W-IMPORT-RESTRICTED", "local-warehouse", "2026-03-01", whole + ", import_restrictions=true", whole},
		{"W-VAT-FAVOUR", "local-warehouse", "2026-03-01", whole + ", price=99", whole + ", price=2999, account=mx"},
		{"W-NO-HS", "direct-mail", "2026-03-01", "price=299, origin=CN", whole},
		{"W-NO-DIMENSIONS", "direct-mail", "2026-03-01", "price=299, origin=CN, weight_kg=0.2", whole},
		{"W-DEFAULTS", "direct-mail", "2026-03-01", whole, ""},
		{"W-STALE-RULE", "direct-mail", "2027-01-01", whole, ""},
		{"W-INFERRED-RULE", "local-warehouse", "2025-03-01", whole, whole + ", duty=0.35"},
		{"W-REFUSED", "direct-mail", "2026-03-01", whole + ", hs=85434001", whole},
		{"W-REFUSED", "local-warehouse", "2026-03-01", whole + ", incoterm=DDP", whole},
	}
	p := newProduct(t)
	for _, c := range tests {
		q := p.quote(t, ask{fields: fields(c.causes), route: c.route, asOf: c.asOf, fx: at20})
		if !warned(q, c.code) {
			t.Errorf("%s is not raised by %s (%s, %s)", c.code, c.causes, c.route, c.asOf)
		}
		if c.innocent == "" {
			continue
		}
		q = p.quote(t, ask{fields: fields(c.innocent), route: c.route, asOf: c.asOf, fx: at20})
		if warned(q, c.code) {
			t.Errorf("%s is raised by %s (%s, %s)", c.code, c.innocent, c.route, c.asOf)
		}
	}
	// The days of a review and of an exchange rate: on the day, and the day after.
	for date, want := range map[string]bool{"2026-12-31": false, "2027-01-01": true} {
		q := p.quote(t, ask{fields: fields(whole), route: "direct-mail", asOf: date, fx: at20})
		if got := warned(q, "W-STALE-RULE"); got != want {
			t.Errorf("W-STALE-RULE on %s = %v, want %v", date, got, want)
		}
	}
	for date, want := range map[string]bool{"2025-11-20": true, "2025-11-21": false, "2025-11-28": false} {
		q := p.quote(t, ask{fields: fields(whole), route: "direct-mail", asOf: date})
		if got := warned(q, "W-LATER-FX"); got != want {
			t.Errorf("W-LATER-FX on %s = %v, want %v", date, got, want)
		}
	}
	for date, want := range map[string]bool{"2026-08-31": false, "2026-09-01": true} {
		q := p.quote(t, ask{fields: fields(whole), route: "direct-mail", asOf: date})
		if got := warned(q, "W-STALE-FX"); got != want {
			t.Errorf("W-STALE-FX on %s = %v, want %v", date, got, want)
		}
	}
}

// TestUnknownStaysUnknown checks that what is missing is neither zero nor a
// reason to refuse, and that what the law does not know bars the route.
func TestUnknownStaysUnknown(t *testing.T) {
	p := newProduct(t)
	local := func(text string) *landed.Quote {
		return p.quote(t, ask{fields: fields(text), route: "local-warehouse", asOf: "2026-03-01", fx: at20})
	}
	q := local("price=299, origin=CN, hs=61091003, unit_cost=3 USD, units_per_shipment=100")
	if q.Totals.Margin.Known || !q.Feasible() {
		t.Errorf("without volume: margin known %v, feasible %v; want an open margin on a feasible route", q.Totals.Margin.Known, q.Feasible())
	}
	if got := line(t, q, "vat_withheld"); got == "" {
		t.Error("a line that needs nothing more than the price is unknown too")
	}
	q = local("price=299, origin=CN, hs=01012101, unit_cost=3 USD, units_per_shipment=100, incoterm=CIF")
	if q.Feasible() || q.Refusal.Code != "R-NO-ROW" {
		t.Errorf("a code that is not embedded: refusal %v, want R-NO-ROW", q.Refusal)
	}
	q = local("price=299, origin=CN, hs=95030023, unit_cost=3 USD, units_per_shipment=100, incoterm=CIF")
	if q.Feasible() || q.Refusal.Code != "R-UNKNOWN" {
		t.Errorf("anti-dumping of unknown amount: refusal %v, want R-UNKNOWN", q.Refusal)
	}
	q = local("price=299, origin=VN, hs=61091003, origin_certificate=true, unit_cost=3 USD, units_per_shipment=100, incoterm=CIF")
	if l := q.Line("igi"); l.State != landed.Unknown || l.Reason.Code != "R-UNKNOWN" {
		t.Errorf("a preference in phases: igi %v %v, want unknown", l.State, l.Reason)
	}
	q = p.quote(t, ask{fields: fields("price=299, origin=CN, hs=61091003"), route: "local-warehouse", asOf: "2022-12-31", fx: at20})
	if q.Feasible() || q.Refusal.Code != "E-DATE-UNCOVERED" {
		t.Errorf("formal import before 2023: refusal %v, want E-DATE-UNCOVERED", q.Refusal)
	}
}
