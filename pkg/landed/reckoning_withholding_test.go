package landed_test

import "strings"

// withholdingRows: withholding.md, the table, by seller, rfc and account ("" is any). What is said of each period: the
// share of the output VAT, and the rate of ISR.
var withholdingRows = []struct {
	seller, rfc, account           string
	of2020, of2021, of2025, of2026 string
}{
	{"individual", "true", "mx", "half table", "half 1%", "half 1%", "half 2.5%"},
	{"individual", "true", "foreign", "half table", "half 1%", "all 1%", "all 2.5%"},
	{"individual", "false", "", "all 20%", "all 20%", "all 20%", "all 20%"},
	{"company", "true", "mx", "none 0", "none 0", "none 0", "half 2.5%"},
	{"company", "true", "foreign", "none 0", "none 0", "all 0", "all 2.5%"},
	{"company", "false", "", "all 20%", "all 20%", "all 20%", "all 20%"},
	{"foreign", "true", "mx", "none 0", "none 0", "none 0", "all 0"},
	{"foreign", "true", "foreign", "none 0", "none 0", "all 0", "all 0"},
	{"foreign", "false", "", "all 20%", "all 20%", "all 20%", "all 20%"},
}

// withholding is what a platform withholds of goods that are in Mexico when shipped: a share of the output VAT, and ISR
// as a rate of the price without VAT. A shop of one's own is no platform (withholding.md, title and basis). 2026 carries
// forward.
func (s *secondSale) withholding(monthlySales secondExact) (vatShare, isrRate secondExact) {
	if s.day < "2020-06-01" || s.is("marketplace", "own-shop") {
		return exactZero, exactZero
	}
	for _, row := range withholdingRows {
		if !s.is("seller", row.seller) || !s.is("rfc", row.rfc) || row.account != "" && !s.is("account", row.account) {
			continue
		}
		text := row.of2020
		switch {
		case s.day >= "2026-01-01":
			text = row.of2026
		case s.day >= "2025-01-01":
			text = row.of2025
		case s.day >= "2021-01-01":
			text = row.of2021
		}
		share, rate, _ := strings.Cut(text, " ")
		vatShare = map[string]secondExact{"none": exactZero, "half": exactly("1/2"), "all": exactly("1")}[share]
		if rate == "table" {
			return vatShare, isrOf2020(monthlySales)
		}
		return vatShare, exactly(rate)
	}
	return secondExact{}, secondExact{}
}

// isrOf2020: withholding.md, the note *: one rate on the whole month's income before VAT.
func isrOf2020(monthlySales secondExact) secondExact {
	if !monthlySales.known {
		return secondExact{}
	}
	for _, b := range []struct{ upTo, rate string }{
		{"1500", "0.4%"}, {"5000", "0.5%"}, {"10000", "0.9%"}, {"25000", "1.1%"}, {"100000", "2%"},
	} {
		if monthlySales.upTo(b.upTo) == yes {
			return exactly(b.rate)
		}
	}
	return exactly("5.4%")
}

// isrCredited: with an RFC it is a prepayment (withholding.md, Cost or cash?).
func (s *secondSale) isrCredited() bool { return s.is("rfc", "true") }

// feesVAT: 16 % to sellers in Mexico; Amazon charges none to sellers abroad (withholding.md, Price always includes VAT).
func (s *secondSale) feesVAT() secondExact {
	if s.is("seller", "foreign") && s.is("marketplace", "amazon") {
		return exactZero
	}
	return exactly("16%")
}
