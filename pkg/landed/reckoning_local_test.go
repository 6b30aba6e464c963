package landed_test

// localWarehouse is one consignment, imported formally and sold from Mexico.
func (s *secondSale) localWarehouse() secondQuote {
	if s.day < formalFrom {
		s.quote.Uncovered = true
		return s.quote
	}
	if s.refusedByEntry() {
		s.quote.Refused = true
		return s.quote
	}
	s.put("price", s.money("price", "MXN").times(s.units()))
	s.put("output_vat", s.of("price").times(exactly("16/116")))
	s.localGoods()
	s.localBorder()
	s.localDelivery()
	s.localMarket()
	s.localRisk()
	s.localTotals()
	s.localMonth()
	return s.quote
}

// localGoods: the incoterm decides which lines are the buyer's (import.md, Incoterm; costs.md, Bulk freight).
func (s *secondSale) localGoods() {
	s.put("goods", s.money("unit_cost", "USD").times(s.units()))
	s.put("packing", exactZero)
	s.putIf(s.buys("EXW", "FCA", "FAS", "FOB"), "freight", s.mainFreight())
	s.putIf(s.buys("EXW", "FCA", "FAS", "FOB", "CFR", "CPT"), "insurance", s.of("goods", "freight").times(exactly("0.4%")))

	paid := s.of("goods")
	if s.customsBasis() == "declared" {
		paid = s.money("declared_value", "MXN").times(s.units())
	}
	s.put("customs_value", paid.plus(s.of("packing", "freight", "insurance")))
}

// localBorder: import.md, the formula, its bullets and Broker.
func (s *secondSale) localBorder() {
	value := s.of("customs_value")
	s.put("igi", value.times(s.dutyRate()))
	applies, amount := s.antiDumping()
	s.putIf(applies, "anti_dumping", amount)
	s.put("dta", s.dtaOfEntry())
	s.put("import_vat", s.of("customs_value", "igi", "anti_dumping", "dta").times(importVAT()))
	s.put("prv", s.prv())
	s.put("broker", value.times(exactly("0.45%")).atLeast(exactly("4500")))
	s.putIf(s.in("seller", "foreign"), "importer", value.times(exactly("8%")))
	s.put("terminal", s.terminal())
	s.putIf(s.buys("DAP", "DPU").not(), "inland", s.inlandFreight())
}

// localDelivery: costs.md, Local warehouse and Marketplace; never both.
func (s *secondSale) localDelivery() {
	own := s.in("fulfilment", "own")
	s.putIf(own, "receiving", exactly("3").times(s.units()))
	s.put("storage", s.storage())
	s.putIf(own, "pick_pack", s.pickAndPack().times(s.orders()))
	s.putIf(own, "last_mile", s.lastMile().times(s.orders()))
	s.putIf(own, "remote", exactZero.times(s.orders())) // costs.md, Local warehouse: 249 an order, of a share that nobody gives
	s.putIf(s.in("fulfilment", "marketplace"), "delivery", s.deliveryByMarket().times(s.orders()))
}

// localMarket: fees, VAT on fees and services, and what the platform withholds.
func (s *secondSale) localMarket() {
	price := s.of("price")
	s.put("commission", price.times(s.commissionRate()))
	s.put("item_fee", s.itemFee())
	s.put("instalments", price.times(s.instalmentsRate()))
	s.put("advertising", price.times(s.number("ads_rate")))
	s.put("fees_vat", s.of("delivery", "commission", "item_fee", "instalments", "advertising").times(s.feesVAT()))
	s.put("services_vat", s.of("prv", "broker", "importer", "terminal", "inland", "receiving", "storage", "pick_pack", "last_mile", "remote").times(importVAT()))

	vatShare, isrRate := s.withholding(s.monthlySales())
	s.put("vat_withheld", s.of("output_vat").times(vatShare))
	s.put("isr_withheld", s.netPrice().times(isrRate))
	favour := s.of("vat_withheld").minus(s.of("output_vat"))
	if s.importVATCredited() {
		favour = favour.plus(s.of("import_vat"))
	}
	if s.servicesVATCredited() {
		favour = favour.plus(s.of("fees_vat", "services_vat"))
	}
	s.put("vat_favour", favour.atLeast(exactZero))
}

func (s *secondSale) netPrice() secondExact { return s.of("price").minus(s.of("output_vat")) }

// monthlySales before VAT, MXN: the consignment's by the unit, times the month's units.
func (s *secondSale) monthlySales() secondExact {
	return s.netPrice().times(s.number("monthly_units")).over(s.units())
}

// atBorder are the costs of an entry that a return loses a share of and that capital waits for.
func (s *secondSale) atBorder() secondExact {
	sum := s.of("igi", "anti_dumping", "dta", "prv", "broker", "importer", "terminal", "inland", "receiving")
	if !s.importVATCredited() {
		sum = sum.plus(s.of("import_vat"))
	}
	return sum
}

// localRisk: a returned order loses 35 % of the goods and the way out and back, a cancelled one its picking (costs.md,
// Failed and returned orders; design.md, Cancelled is not returned); capital by moment of payment (costs.md, Finance).
func (s *secondSale) localRisk() {
	goods := s.of("goods", "packing", "freight", "insurance")
	s.put("returns.goods", goods.plus(s.atBorder()).times(s.oddsReturned(), exactly("35%")))
	s.put("returns.delivery", s.of("delivery", "delivery", "last_mile", "last_mile", "remote", "remote", "pick_pack").times(s.oddsReturned()))
	s.put("returns.cancelled", s.of("pick_pack").times(s.oddsCancelled()))
	s.put("default", s.netPrice().times(s.number("default_rate")))

	inStock := s.stockDays().plus(exactly("14"))
	s.put("capital.goods", goods.times(capital(s.transitDays().plus(inStock))))
	s.put("capital.border", s.atBorder().times(capital(inStock)))
	s.put("capital.vat", s.of("vat_favour").times(capital(exactly("180"))))
}

// localTotals: design.md, Definitions and the three views.
func (s *secondSale) localTotals() {
	importCredited, servicesCredited := s.importVATCredited(), s.servicesVATCredited()
	price, vat, nothing := []string{"price"}, []string{"output_vat"}, []string(nil)
	importTaxes := []string{"igi", "anti_dumping", "dta", "import_vat"}
	paidVAT := []string{"import_vat", "fees_vat", "services_vat"}
	withheld := []string{"vat_withheld", "isr_withheld"}
	creditable := joined(where(importCredited, "import_vat"), where(servicesCredited, "fees_vat", "services_vat"))
	finalISR := where(!s.isrCredited(), "isr_withheld")

	// Costs by stage, without VAT; then with the VAT that stays with the seller.
	toBorder := []string{"goods", "packing", "freight", "insurance", "inland", "igi", "anti_dumping", "dta", "prv", "broker", "importer", "terminal"}
	toBuyer := []string{"receiving", "storage", "pick_pack", "last_mile", "remote", "delivery"}
	market := []string{"commission", "item_fee", "instalments", "advertising"}
	risk := []string{"returns.goods", "returns.delivery", "returns.cancelled", "default"}
	capital := []string{"capital.goods", "capital.border", "capital.vat"}
	landed := joined(toBorder, where(!importCredited, "import_vat"))
	delivered := joined(landed, toBuyer, where(!servicesCredited, "services_vat"))
	fees := joined(market, where(!servicesCredited, "fees_vat"))

	s.total("customs_value", []string{"customs_value"}, nothing)
	s.total("landed_cost", landed, nothing)
	s.total("delivered_cost", delivered, nothing)
	s.total("import_taxes", importTaxes, nothing)
	s.total("tax_burden", joined(importTaxes, vat, finalISR), where(importCredited, "import_vat"))
	s.total("net_revenue", price, vat)
	s.total("fees", fees, nothing)
	s.total("margin", price, joined(vat, delivered, fees, risk, capital, finalISR))
	s.total("buyer_total", price, nothing)
	s.total("payout", price, joined([]string{"delivery"}, market, []string{"fees_vat"}, withheld))
	s.total("cash", price, joined(toBorder, toBuyer, market, risk, capital, paidVAT, withheld))
	s.total("vat_output", vat, nothing)
	s.total("vat_withheld", []string{"vat_withheld"}, nothing)
	s.total("vat_creditable", creditable, nothing)
	s.total("vat_due", vat, joined([]string{"vat_withheld"}, creditable))
	s.total("isr_withheld", []string{"isr_withheld"}, nothing)
	s.total("isr_final", finalISR, nothing)
	s.total("capital", capital, nothing)
}

// localMonth: costs.md, Entry costs, Marketplace (Amazon's plan) and Local warehouse (the monthly minimum, a top-up).
func (s *secondSale) localMonth() {
	s.month(true, "accounting", exactly("6000"))

	sales := s.monthlySales()
	plan := exactly("600")
	switch sales.under("26000") {
	case yes:
		plan = exactly("75")
	case perhaps:
		plan = secondExact{}
	}
	s.month(s.is("marketplace", "amazon"), "marketplace_plan", plan)

	billed := s.of("receiving", "storage", "pick_pack").times(s.number("monthly_units")).over(s.units())
	s.month(s.is("fulfilment", "own"), "warehouse_minimum", exactly("10000").minus(billed).atLeast(exactZero))
	s.month(s.is("seller", "foreign"), "legal_representative", exactly("6000/12"))
}
