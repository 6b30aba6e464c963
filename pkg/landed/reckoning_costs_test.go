package landed_test

import (
	"slices"
	"strings"
)

// A card is a list of steps: up to so many kg, inclusive, so much.
type secondStep struct {
	upTo    secondExact
	amounts []secondExact
}

// readSteps reads a card: a line a step, the weight and then the amounts.
func readSteps(text string) []secondStep {
	var steps []secondStep
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 1 {
			step := secondStep{upTo: exactly(fields[0])}
			for _, field := range fields[1:] {
				step.amounts = append(step.amounts, exactly(field))
			}
			steps = append(steps, step)
		}
	}
	return steps
}

// onCard is the amount of a weight, unknown above the card.
func onCard(card []secondStep, kg secondExact, column int) secondExact {
	if !kg.known {
		return secondExact{}
	}
	for _, step := range card {
		if !step.upTo.less(kg) {
			return step.amounts[column]
		}
	}
	return secondExact{}
}

// parcelCard: costs.md, Direct mail from China. MXN a parcel by billable kg.
var parcelCard = readSteps(`
	0.1 69
	0.2 93
	0.3 114
	0.4 134
	0.5 155
	0.6 176
	0.7 197
	0.8 218
	0.9 239
	1   259
	1.5 350
	2   454
	3   616
	4   824
	5   1033
	6   1394
	7   1603
	8   1811
	9   1825
	10  2059
	11  2293
	12  2527
	13  2762
	14  2996
	30  3230`)

// fullCard: costs.md, Marketplace. MXN an order by billable kg; the columns are unit prices.
var fullCard = readSteps(`
	0.3 25 32 35 52.4 65.5 65.5
	0.5 28.5 34 38 56 70 70
	1   33 38 39 59.6 74.5 74.5
	2   35 40 41 67.6 84.5 84.5
	3   37 46 48 76 88.5 95
	4   39 50 54 82.4 95.5 103
	5   40 53 59 88 102.5 110
	7   45 59 70 98 122.5 122.5
	9   51 67 81 111.6 139.5 139.5
	12  59 78 96 129.2 161.5 161.5
	15  69 92 113 152 190 190
	20  81 108 140 178 222.5 222.5
	30  102 137 195 225.2 281.5 281.5
	40  126 170 250 279.2 349 349
	50  163 220 305 361.2 451.5 451.5
	60  183 247 334 405.6 507 507`)

// parcelFreight: volumetric / 8000 only where over 1.5 times actual (costs.md, Direct mail from China).
func (s *secondSale) parcelFreight() secondExact {
	return onCard(parcelCard, s.billableKg("8000", "1.5"), 0)
}

// deliveryByMarket is a marketplace's delivery of one order (costs.md, Marketplace).
func (s *secondSale) deliveryByMarket() secondExact {
	kg := s.billableKg("5000", "1")
	switch s.offer["marketplace"] {
	case "mercadolibre":
		price := s.money("price", "MXN").cents() // as it is charged
		if !price.known {
			return secondExact{}
		}
		column := 0
		for _, from := range []string{"99", "199", "299", "499", "999"} {
			if price.under(from) == no {
				column++
			}
		}
		return onCard(fullCard, kg, column)
	case "amazon":
		if kg.upTo("0.5") == yes {
			return exactly("65")
		}
	}
	return secondExact{}
}

// lastMile of one order: 75 up to 1 kg and 10 for each further kg or part of it, to 30 kg (costs.md, Local warehouse).
func (s *secondSale) lastMile() secondExact {
	kg := s.orderKg()
	if kg.upTo("30") != yes {
		return secondExact{}
	}
	further := kg.minus(exactly("1")).wholeUp().atLeast(exactZero)
	return exactly("75").plus(exactly("10").times(further))
}

// pickAndPack of one order: 30 and 8, 20 % less from 1,500 orders a month, 40 % over 3,000 (costs.md, Local warehouse).
func (s *secondSale) pickAndPack() secondExact {
	orders := s.monthlyOrders()
	switch {
	case !orders.known:
		return secondExact{}
	case orders.under("1500") == yes:
		return exactly("38")
	case orders.upTo("3000") == yes:
		return exactly("38").times(exactly("80%"))
	}
	return exactly("38").times(exactly("60%"))
}

// storage of the consignment (costs.md, Marketplace: Full storage, Amazon; Local warehouse).
func (s *secondSale) storage() secondExact {
	perM3AndMonth := func(pesos string) secondExact { return exactly(pesos).times(s.entryM3(), s.stockMonths()) }
	switch {
	case s.is("fulfilment", "own"):
		return perM3AndMonth("300")
	case s.is("marketplace", "amazon"):
		return perM3AndMonth("450")
	case s.is("marketplace", "mercadolibre"):
		return s.fullStorageADay().times(s.units(), s.stockDays())
	}
	return secondExact{}
}

// fullStorageADay of a unit: small, medium or large (costs.md, Full's sizes).
func (s *secondSale) fullStorageADay() secondExact {
	litres, kg := s.unitLitres(), s.number("weight_kg")
	for _, size := range []struct {
		fits  secondTruth
		pesos string
	}{
		{allOf(litres.under("12"), kg.under("5")), "0.010"},
		{allOf(litres.upTo("60"), kg.upTo("20")), "0.023"},
	} {
		switch size.fits {
		case yes:
			return exactly(size.pesos)
		case perhaps:
			return secondExact{}
		}
	}
	return exactly("0.333")
}

// commissionRate: costs.md, Marketplace.
func (s *secondSale) commissionRate() secondExact {
	switch s.offer["marketplace"] {
	case "mercadolibre":
		rate := s.byCategory("fashion", "17%", "16.5%")
		if s.is("category", "electronics") {
			rate = exactly("15%")
		}
		if s.is("listing", "premium") {
			rate = rate.plus(exactly("4.5%"))
		}
		return rate
	case "amazon":
		return s.byCategory("electronics", "10%", "15%")
	case "tiktok":
		return exactly("6%")
	case "shein":
		return exactly("16%")
	case "temu":
		return exactZero
	case "own-shop":
		return exactly("3.4%")
	case "walmart":
		return exactly("12%")
	}
	return secondExact{}
}

// itemFee of the entry: TikTok 6 an item, a card payment in one's own shop 3 an order (costs.md, Marketplace).
func (s *secondSale) itemFee() secondExact {
	switch s.offer["marketplace"] {
	case "tiktok":
		return exactly("6").times(s.units())
	case "own-shop":
		return exactly("3").times(s.orders())
	case "mercadolibre", "amazon", "shein", "temu", "walmart":
		return exactZero.times(s.units())
	}
	return secondExact{}
}

// instalmentsRate: a premium listing on Mercado Libre includes 3 to 6 months (costs.md, Marketplace).
func (s *secondSale) instalmentsRate() secondExact {
	months := s.number("instalment_months")
	if s.is("marketplace", "mercadolibre") && s.is("listing", "premium") && months.under("3") == no && months.upTo("6") == yes {
		return exactZero
	}
	for _, plan := range []struct{ months, rate string }{{"0", "0"}, {"3", "5%"}, {"6", "7.5%"}, {"9", "10%"}, {"12", "12.5%"}} {
		if months.under(plan.months) == no && months.upTo(plan.months) == yes {
			return exactly(plan.rate)
		}
	}
	return secondExact{}
}

// buys says whether the purchase incoterm leaves a line to the buyer (import.md, Incoterm).
func (s *secondSale) buys(incoterms ...string) secondTruth {
	return s.in("incoterm", incoterms...)
}

// byFreightMode is the figure of the freight mode: a cubic metre at least one, a container, or a kg.
func (s *secondSale) byFreightMode(m3, container20, container40, kg secondExact) secondExact {
	switch s.offer["freight_mode"] {
	case "sea-lcl":
		return m3.times(s.entryM3().atLeast(exactly("1")))
	case "sea-20":
		return container20.times(s.containers())
	case "sea-40":
		return container40.times(s.containers())
	case "air":
		return kg.times(s.entryKg())
	}
	return secondExact{}
}

// mainFreight: costs.md, Bulk freight China to Mexico.
func (s *secondSale) mainFreight() secondExact {
	return s.byFreightMode(s.inPesos("100", "USD"), s.inPesos("2250", "USD"), s.inPesos("3600", "USD"), s.inPesos("8", "USD"))
}

// inlandFreight: costs.md, Bulk freight; by air it is taken as inside the card.
func (s *secondSale) inlandFreight() secondExact {
	if s.is("freight_mode", "air") {
		return exactZero
	}
	return s.byFreightMode(s.inPesos("80", "USD"), exactly("42000"), exactly("42000"), exactZero)
}

// terminal: deconsolidation (costs.md, Bulk freight), or a container's handling (import.md, Broker).
func (s *secondSale) terminal() secondExact {
	switch s.offer["freight_mode"] {
	case "sea-lcl":
		return s.inPesos("65", "USD")
	case "air":
		return exactZero
	}
	return s.byFreightMode(secondExact{}, s.inPesos("200", "USD"), s.inPesos("300", "USD"), secondExact{})
}

// transitDays to the door: 40 by sea, 4 by air (costs.md, Bulk freight).
func (s *secondSale) transitDays() secondExact {
	switch {
	case s.is("freight_mode", "air"):
		return exactly("4")
	case slices.Contains([]string{"sea-lcl", "sea-20", "sea-40"}, s.offer["freight_mode"]):
		return exactly("40")
	}
	return secondExact{}
}

// capital is 18 % a year for so many days (costs.md, Finance).
func capital(days secondExact) secondExact {
	return exactly("18%").times(days, exactly("1/365"))
}
