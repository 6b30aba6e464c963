package landed_test

// directMail is one order, sent by parcel from abroad to the buyer.
func (s *secondSale) directMail() secondQuote {
	if s.day < vatFrom {
		s.quote.Uncovered = true
		return s.quote
	}
	if s.refusedByMail() {
		s.quote.Refused = true
		return s.quote
	}
	s.put("price", s.money("price", "MXN").times(s.units()))
	s.put("goods", s.money("unit_cost", "USD").times(s.units()))
	s.put("first_mile", exactZero) // costs.md, Direct mail from China: in the card
	s.put("freight", s.parcelFreight())
	s.put("insurance", s.of("goods").times(exactZero)) // the same: not usual
	if !s.mailBorder() {
		s.quote.Refused = true
		return s.quote
	}
	s.mailMarket()
	s.mailRisk()
	s.mailTotals()
	return s.quote
}

// mailBorder writes customs value, courier tax, DTA and handling; false where the parcel is over the courier's cap.
func (s *secondSale) mailBorder() bool {
	parcel := s.courierParcel()
	if parcel.none {
		return false
	}
	s.put("customs_value", parcel.value)
	s.put("courier_tax", s.of("customs_value").times(parcel.rate))
	s.putIf(parcel.exempt, "dta", s.courierDTA())
	s.put("handling", s.of("courier_tax").times(exactly("2%")).atLeast(exactZero)) // costs.md: prepaid-duty handling, economy
	return true
}

func (s *secondSale) mailMarket() {
	price := s.of("price")
	s.put("commission", price.times(s.commissionRate()))
	s.put("item_fee", s.itemFee())
	s.put("instalments", price.times(s.instalmentsRate()))
	s.put("advertising", price.times(s.number("ads_rate")))
	s.put("fees_vat", s.of("commission", "item_fee", "instalments", "advertising").times(s.feesVAT()))
	s.put("vat_withheld", price.times(exactZero)) // withholding.md, Direct mail: the dominant reading
}

// mailSunk is what was paid for a parcel to get to its buyer; a buyer who pays the tax on top pays it to the courier.
func (s *secondSale) mailSunk() secondExact {
	sunk := s.of("goods", "first_mile", "freight", "insurance")
	if !s.is("terms", "dap") {
		sunk = sunk.plus(s.of("courier_tax", "dta", "handling"))
	}
	return sunk
}

// mailRisk: returned and cancelled parcels are lost whole (costs.md, Failed and returned orders); 14 days under way and
// 14 to the pay-out (costs.md, Finance).
func (s *secondSale) mailRisk() {
	s.put("returns.goods", s.mailSunk().times(s.oddsReturned()))
	s.put("returns.cancelled", s.mailSunk().times(s.oddsCancelled()))
	s.put("default", s.of("price").times(s.number("default_rate")))
	s.put("capital.goods", s.mailSunk().times(capital(exactly("28"))))
}

// mailTotals: design.md, Definitions. Nothing is withheld, credited or collected for the tax office by mail.
func (s *secondSale) mailTotals() {
	onTop := s.is("terms", "dap")
	atBorder := []string{"courier_tax", "dta", "handling"}
	landed := joined([]string{"goods", "first_mile", "freight", "insurance"}, where(!onTop, atBorder...))
	fees := []string{"commission", "item_fee", "instalments", "advertising", "vat_withheld", "fees_vat"}
	costs := joined(landed, fees, []string{"returns.goods", "returns.cancelled", "default", "capital.goods"})
	price, nothing := []string{"price"}, []string(nil)

	s.total("customs_value", []string{"customs_value"}, nothing)
	s.total("landed_cost", landed, nothing)
	s.total("delivered_cost", landed, nothing)
	s.total("import_taxes", []string{"courier_tax", "dta"}, nothing)
	s.total("tax_burden", []string{"courier_tax", "dta"}, nothing)
	s.total("net_revenue", price, nothing)
	s.total("fees", fees, nothing)
	s.total("margin", price, costs)
	s.total("buyer_total", joined(price, where(onTop, atBorder...)), nothing)
	s.total("payout", price, fees)
	s.total("cash", price, costs)
	s.total("capital", []string{"capital.goods"}, nothing)
	for _, key := range []string{"vat_output", "vat_withheld", "vat_creditable", "vat_due", "isr_withheld", "isr_final"} {
		s.total(key, nothing, nothing)
	}
}
