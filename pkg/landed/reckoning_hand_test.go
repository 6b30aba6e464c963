package landed_test

import (
	"maps"
	"testing"
)

// wantLine compares a line with a figure worked by hand: "12.34", "unknown" or "none" (it does not apply).
func wantLine(t *testing.T, lines map[string]secondLine, code, want string) {
	t.Helper()
	line, ok := lines[code]
	got := "unknown"
	switch {
	case !ok:
		got = "missing"
	case line.Known && !line.Applied:
		got = "none"
	case line.Known:
		got = exactCentavos(line.Centavos).n.StringFixed(2)
	}
	if got != want {
		t.Errorf("%s = %s, want %s", code, got, want)
	}
}

// offerWith is an offer with some fields changed.
func offerWith(base secondOffer, changes secondOffer) secondOffer {
	o := maps.Clone(base)
	maps.Copy(o, changes)
	return o
}

// TestSecondReckoningCourierBands: each band at its bound and one US cent above, 20 MXN a dollar; worked by hand.
func TestSecondReckoningCourierBands(t *testing.T) {
	for _, c := range []struct{ day, origin, shipsFrom, usd, tax, dta string }{
		{"2020-06-30", "CN", "", "50", "0.00", "1.17"},
		{"2020-06-30", "CN", "", "50.01", "160.03", "none"},
		{"2020-06-30", "US", "", "117", "374.40", "none"},
		{"2020-06-30", "CN", "", "1000", "3200.00", "none"},
		{"2020-06-30", "CN", "", "1000.01", "refused", ""},

		{"2020-07-01", "CN", "", "50", "0.00", "1.17"},
		{"2020-07-01", "CN", "", "50.01", "190.04", "none"},
		{"2020-07-01", "CN", "", "1000", "3800.00", "none"},
		{"2020-07-01", "CN", "", "1000.01", "4000.04", "none"},
		{"2020-07-01", "CN", "", "2500", "10000.00", "none"},
		{"2020-07-01", "CN", "", "2500.01", "refused", ""},
		{"2020-07-01", "US", "", "50", "0.00", "1.17"},
		{"2020-07-01", "US", "", "50.01", "170.03", "none"},
		{"2020-07-01", "US", "", "117", "397.80", "none"},
		{"2020-07-01", "US", "", "117.01", "444.64", "none"},
		{"2020-07-01", "US", "CN", "117", "444.60", "none"},
		{"2023-01-01", "CN", "", "50", "0.00", "1.36"},
		{"2024-12-31", "JP", "", "50", "0.00", "1.42"},

		{"2025-01-01", "CN", "", "0.01", "0.04", "none"},
		{"2025-08-14", "CN", "", "2500", "9500.00", "none"},
		{"2025-08-14", "CN", "", "2500.01", "refused", ""},
		{"2025-01-01", "JP", "", "1", "0.00", "1.48"},
		{"2025-01-01", "JP", "", "1.01", "3.84", "none"},
		{"2025-01-01", "CA", "", "50", "0.00", "1.48"},
		{"2025-01-01", "CA", "", "50.01", "170.03", "none"},
		{"2025-01-01", "CA", "", "117.01", "444.64", "none"},

		{"2025-08-15", "CN", "", "0.01", "0.07", "none"},
		{"2025-08-15", "CN", "", "2500", "16750.00", "none"},
		{"2025-08-15", "CN", "", "2500.01", "refused", ""},
		{"2025-08-15", "VN", "", "1", "0.00", "1.48"},
		{"2025-08-15", "VN", "", "1.01", "6.77", "none"},
		{"2025-08-15", "US", "", "50", "0.00", "1.48"},
		{"2025-08-15", "US", "", "50.01", "170.03", "none"},
		{"2025-08-15", "US", "", "117", "397.80", "none"},
		{"2025-08-15", "US", "", "117.01", "444.64", "none"},
		{"2025-08-15", "US", "", "2500", "9500.00", "none"},
		{"2025-08-15", "US", "", "2500.01", "refused", ""},
		{"2026-03-01", "US", "", "50", "0.00", "1.54"},
		{"2026-03-01", "CN", "US", "50", "335.00", "none"},
		{"2026-03-01", "US", "CN", "50", "335.00", "none"},
		{"2027-03-01", "DE", "", "117", "783.90", "none"},
	} {
		t.Run(c.day+" "+c.origin+c.shipsFrom+" "+c.usd, func(t *testing.T) {
			o := secondOffer{"origin": c.origin, "ships_from": c.shipsFrom, "declared_value": c.usd + " USD"}
			q := secondReckoning(o, "direct-mail", c.day, map[string]string{"USD": "20"})
			if q.Refused != (c.tax == "refused") {
				t.Fatalf("refused %t", q.Refused)
			}
			if !q.Refused {
				wantLine(t, q.Lines, "courier_tax", c.tax)
				wantLine(t, q.Lines, "dta", c.dta)
			}
		})
	}
}

// TestSecondReckoningRestrictions: goods under a non-tariff regulation have the general rate only.
func TestSecondReckoningRestrictions(t *testing.T) {
	for day, tax := range map[string]string{"2020-06-30": "160.00", "2021-01-01": "190.00", "2025-01-01": "190.00", "2026-01-01": "335.00"} {
		o := secondOffer{"origin": "US", "declared_value": "50 USD", "import_restrictions": "true"}
		q := secondReckoning(o, "direct-mail", day, map[string]string{"USD": "20"})
		wantLine(t, q.Lines, "courier_tax", tax)
		wantLine(t, q.Lines, "dta", "none")
	}
}

// TestSecondReckoningTaxInThePrice: the band is the first that holds the value that is left without its own tax.
func TestSecondReckoningTaxInThePrice(t *testing.T) {
	for _, c := range []struct{ price, terms, value, tax string }{
		{"1000", "ddp", "1000.00", "0.00"},      // USD 50
		{"1000.09", "ddp", "1000.09", "0.00"},   // USD 50.0045, to the cent 50.00
		{"1000.10", "ddp", "854.79", "145.31"},  // USD 50.005 is 50.01: with 17 % inside, USD 42.74
		{"2737.80", "ddp", "2340.00", "397.80"}, // USD 117 and 17 %
		{"2738.10", "ddp", "2300.92", "437.17"}, // USD 117.01 with 17 %, so 19 % inside
		{"59500", "ddp", "50000.00", "9500.00"}, // USD 2,500 and 19 %
		{"59500.24", "ddp", "refused", ""},      // over the cap with 19 %
		{"2340.20", "dap", "2340.20", "444.64"}, // the tax comes on top of the whole price
	} {
		o := secondOffer{"origin": "US", "price": c.price, "terms": c.terms}
		q := secondReckoning(o, "direct-mail", "2026-03-01", map[string]string{"USD": "20"})
		if q.Refused != (c.value == "refused") {
			t.Fatalf("%s: refused %t", c.price, q.Refused)
		}
		if !q.Refused {
			wantLine(t, q.Lines, "customs_value", c.value)
			wantLine(t, q.Lines, "courier_tax", c.tax)
		}
	}
}

// TestSecondReckoningWithholding: each class and period, P = 1,160, so 160 of VAT on 1,000.
func TestSecondReckoningWithholding(t *testing.T) {
	days := []string{"2020-05-31", "2020-06-01", "2021-01-01", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", "2027-06-30"}
	for _, c := range []struct {
		seller, rfc, account string
		want                 string // VAT withheld and ISR withheld on each of the days
	}{
		{"individual", "true", "mx", "0+0 80+20 80+10 80+10 80+10 80+10 80+25 80+25"},
		{"individual", "true", "foreign", "0+0 80+20 80+10 80+10 160+10 160+10 160+25 160+25"},
		{"individual", "false", "mx", "0+0 160+200 160+200 160+200 160+200 160+200 160+200 160+200"},
		{"individual", "false", "foreign", "0+0 160+200 160+200 160+200 160+200 160+200 160+200 160+200"},
		{"company", "true", "mx", "0+0 0+0 0+0 0+0 0+0 0+0 80+25 80+25"},
		{"company", "true", "foreign", "0+0 0+0 0+0 0+0 160+0 160+0 160+25 160+25"},
		{"company", "false", "mx", "0+0 160+200 160+200 160+200 160+200 160+200 160+200 160+200"},
		{"foreign", "true", "mx", "0+0 0+0 0+0 0+0 0+0 0+0 160+0 160+0"},
		{"foreign", "true", "foreign", "0+0 0+0 0+0 0+0 160+0 160+0 160+0 160+0"},
		{"foreign", "false", "foreign", "0+0 160+200 160+200 160+200 160+200 160+200 160+200 160+200"},
	} {
		got := ""
		for _, day := range days {
			o := secondOffer{"seller": c.seller, "rfc": c.rfc, "account": c.account}
			vat, isr := newSecondSale(o, "local-warehouse", day, nil).withholding(exactly("50000"))
			if !vat.known || !isr.known {
				t.Fatalf("%s %s %s on %s: unknown", c.seller, c.rfc, c.account, day)
			}
			got += " " + exactly("160").times(vat).cents().n.String() + "+" + exactly("1000").times(isr).cents().n.String()
		}
		if got[1:] != c.want {
			t.Errorf("%s, rfc %s, account %s:\n got %s\nwant %s", c.seller, c.rfc, c.account, got[1:], c.want)
		}
	}
}

// TestSecondReckoningISR2020: the table of 2020 at each bound and a centavo above.
func TestSecondReckoningISR2020(t *testing.T) {
	for sales, want := range map[string]string{
		"1500": "0.4%", "1500.01": "0.5%", "5000": "0.5%", "5000.01": "0.9%", "10000": "0.9%", "10000.01": "1.1%",
		"25000": "1.1%", "25000.01": "2%", "100000": "2%", "100000.01": "5.4%",
	} {
		if got := isrOf2020(exactly(sales)); got.minus(exactly(want)).n.Sign() != 0 {
			t.Errorf("%s a month: %s, want %s", sales, shown(got, got.known), want)
		}
	}
	if isrOf2020(secondExact{}).known {
		t.Error("a rate without the month's sales")
	}
}
