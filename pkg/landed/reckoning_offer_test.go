package landed_test

import (
	"slices"
	"strings"
)

// is says whether a field is given and has the value.
func (s *secondSale) is(field, value string) bool {
	return s.offer[field] == value
}

// in says whether a field has one of the values; a field that is missing leaves it open.
func (s *secondSale) in(field string, values ...string) secondTruth {
	text, given := s.offer[field]
	if !given {
		return perhaps
	}
	return truthOf(slices.Contains(values, text))
}

func (s *secondSale) number(field string) secondExact {
	text, given := s.offer[field]
	if !given {
		return secondExact{}
	}
	return exactly(text)
}

// money is a field in MXN, not rounded: "4.20 USD", or a bare number of the currency named.
func (s *secondSale) money(field, bare string) secondExact {
	text, given := s.offer[field]
	if !given {
		return secondExact{}
	}
	number, currency, named := strings.Cut(strings.TrimSpace(text), " ")
	if !named {
		currency = bare
	}
	return s.inPesos(number, strings.TrimSpace(currency))
}

func (s *secondSale) inPesos(number, currency string) secondExact {
	return exactly(number).times(s.fx[currency])
}

// hs is the tariff code without its points; empty matches nothing.
func (s *secondSale) hs() string {
	return strings.ReplaceAll(s.offer["hs"], ".", "")
}

// hsUnder says whether the code stands under one of the prefixes.
func (s *secondSale) hsUnder(prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s.hs(), p) })
}

// units of an entry: a parcel is one order, a consignment one shipment.
func (s *secondSale) units() secondExact {
	if s.mail {
		return s.number("units_per_order")
	}
	return s.number("units_per_shipment")
}

func (s *secondSale) orders() secondExact {
	return s.units().over(s.number("units_per_order"))
}

func (s *secondSale) monthlyOrders() secondExact {
	return s.number("monthly_units").over(s.number("units_per_order"))
}

func (s *secondSale) entryKg() secondExact {
	return s.number("weight_kg").times(s.units())
}

func (s *secondSale) orderKg() secondExact {
	return s.number("weight_kg").times(s.number("units_per_order"))
}

// unitM3 is the volume given, else that of the three sides in cm.
func (s *secondSale) unitM3() secondExact {
	if volume := s.number("volume_m3"); volume.known {
		return volume
	}
	return s.number("length_cm").times(s.number("width_cm"), s.number("height_cm"), exactly("0.000001"))
}

func (s *secondSale) unitLitres() secondExact {
	return s.unitM3().times(exactly("1000"))
}

func (s *secondSale) entryM3() secondExact {
	return s.unitM3().times(s.units())
}

// billableKg of one order: volumetric (cm3 / divisor) where that is over trigger x actual; actual where no volume is known.
func (s *secondSale) billableKg(divisor, trigger string) secondExact {
	actual := s.orderKg()
	volumetric := s.unitM3().times(s.number("units_per_order"), exactly("1000000")).over(exactly(divisor))
	if actual.known && volumetric.known && actual.times(exactly(trigger)).less(volumetric) {
		return volumetric
	}
	return actual
}

// containers: 28 m3 in 20 feet, 58 in 40 (costs.md, Bulk freight).
func (s *secondSale) containers() secondExact {
	if s.is("freight_mode", "sea-20") {
		return s.entryM3().over(exactly("28")).wholeUp()
	}
	return s.entryM3().over(exactly("58")).wholeUp()
}

// stockMonths: half the consignment at the month's units, unless stock_days is given (costs.md, Local warehouse).
func (s *secondSale) stockMonths() secondExact {
	if days := s.number("stock_days"); days.known {
		return days.times(exactly("12/365"))
	}
	return s.units().over(exactly("2").times(s.number("monthly_units")))
}

func (s *secondSale) stockDays() secondExact {
	if days := s.number("stock_days"); days.known {
		return days
	}
	return s.stockMonths().times(exactly("365/12"))
}

// returnRate: fashion 10 %, other 8 % (costs.md, Failed and returned orders).
func (s *secondSale) returnRate() secondExact {
	if given := s.number("return_rate"); given.known {
		return given
	}
	return s.byCategory("fashion", "0.10", "0.08")
}

// byCategory is the figure of one category, or of all others.
func (s *secondSale) byCategory(category, figure, others string) secondExact {
	switch s.in("category", category) {
	case yes:
		return exactly(figure)
	case no:
		return exactly(others)
	}
	return secondExact{}
}

// oddsReturned and oddsCancelled are orders per kept sale (design.md, Cancelled is not returned).
func (s *secondSale) oddsReturned() secondExact {
	r := s.returnRate()
	return r.over(exactly("1").minus(r))
}

func (s *secondSale) oddsCancelled() secondExact {
	c, kept := s.number("cancel_rate"), exactly("1").minus(s.returnRate())
	return c.over(exactly("1").minus(c).times(kept))
}

// customsBasis: declared where a value is declared, the whole price where the tax comes on top, else the price without it.
func (s *secondSale) customsBasis() string {
	switch {
	case s.offer["customs_basis"] != "":
		return s.offer["customs_basis"]
	case s.offer["declared_value"] != "":
		return "declared"
	case s.is("terms", "dap"):
		return "retail"
	}
	return "retail_ex_tax"
}
