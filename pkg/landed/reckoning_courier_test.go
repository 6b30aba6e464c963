package landed_test

// courierBand is one band of the simplified courier procedure: up to a customs value in USD, inclusive.
type courierBand struct {
	group  string // origin: usmca (and sent from there), pacific; empty: any
	clean  bool   // only goods under no non-tariff regulation
	exempt bool   // no IGI, no IVA, but the DTA of the courier's entry
	upTo   string
	rate   string
	last   bool // over it a parcel that may use the band needs a formal import
}

// courierPeriods: courier.md, the table of rates and its bullets Cap and Conditions. The 2020 text has a rate of 20 % for what
// is over USD 1,000, so the cap of 1,000 that the bullet gives it cannot hold: 2,500 is taken for the whole period.
var courierPeriods = []struct {
	from  string
	bands []courierBand
}{
	{"", []courierBand{
		{clean: true, exempt: true, upTo: "50", rate: "0"},
		{upTo: "1000", rate: "16%"},
	}},
	{"2020-07-01", []courierBand{
		{clean: true, exempt: true, upTo: "50", rate: "0"},
		{group: "usmca", clean: true, upTo: "117", rate: "17%"},
		{upTo: "1000", rate: "19%"},
		{upTo: "2500", rate: "20%"},
	}},
	{"2025-01-01", courierBands2025("19%")},
	{"2025-08-15", courierBands2025("33.5%")}, // and carried forward: 2026, and after
}

func courierBands2025(general string) []courierBand {
	return []courierBand{
		{group: "usmca", clean: true, exempt: true, upTo: "50", rate: "0"},
		{group: "usmca", clean: true, upTo: "117", rate: "17%"},
		{group: "usmca", clean: true, upTo: "2500", rate: "19%", last: true},
		{group: "pacific", clean: true, exempt: true, upTo: "1", rate: "0"},
		{upTo: "2500", rate: general},
	}
}

// The origin groups of the rule: courier.md, second paragraph.
var (
	courierUSMCA   = []string{"US", "CA"}
	courierPacific = []string{"PA", "CL", "CO", "PE", "AU", "BN", "JP", "MY", "NZ", "SG", "VN", "GB"}
)

// open says whether a parcel may use the band, whatever its value.
func (b courierBand) open(s *secondSale) secondTruth {
	group := yes
	switch b.group {
	case "usmca": // courier.md, Origin or provenance: both
		group = allOf(s.in("origin", courierUSMCA...), s.in("ships_from", courierUSMCA...))
	case "pacific":
		group = s.in("origin", courierPacific...)
	}
	if b.clean {
		group = allOf(group, s.in("import_restrictions", "false"))
	}
	return group
}

// courierFound is the band a parcel falls in and its customs value in MXN. Over every band: none, the parcel is refused.
type courierFound struct {
	value, rate secondExact
	exempt      secondTruth
	none        bool
}

// courierRate finds the band: the first that is open and holds the value. Where the value follows from the band (the
// price includes the tax) it is reckoned with each band's own rate.
func (s *secondSale) courierRate(valueBy func(rate secondExact) secondExact) courierFound {
	bands := courierPeriods[0].bands
	for _, period := range courierPeriods {
		if period.from <= s.day {
			bands = period.bands
		}
	}
	for _, band := range bands {
		open := band.open(s)
		if open == no {
			continue
		}
		value := valueBy(exactly(band.rate)).cents()
		usd := value.over(s.fx["USD"]).cents()
		if band.last && usd.upTo(band.upTo) == no {
			return courierFound{none: open == yes, exempt: perhaps}
		}
		switch allOf(open, usd.upTo(band.upTo)) {
		case yes:
			return courierFound{value: value, rate: exactly(band.rate), exempt: truthOf(band.exempt)}
		case perhaps:
			return courierFound{exempt: perhaps}
		}
	}
	return courierFound{none: true}
}

// courierParcel is the customs value, by its basis, with the band it falls in (courier.md, Base; design.md, Customs value
// of direct mail).
func (s *secondSale) courierParcel() courierFound {
	price := s.of("price")
	if s.customsBasis() == "retail_ex_tax" && !s.replaced("customs_value") {
		return s.courierRate(func(rate secondExact) secondExact { return price.over(exactly("1").plus(rate)) })
	}
	var value secondExact
	switch s.customsBasis() {
	case "retail":
		value = price
	case "cost":
		value = s.of("goods", "first_mile", "freight", "insurance")
	case "declared":
		value = s.money("declared_value", "MXN").times(s.units())
	}
	if s.replaced("customs_value") {
		value = s.money("line.customs_value", "MXN")
	}
	value = value.cents()
	found := s.courierRate(func(secondExact) secondExact { return value })
	found.value = value
	return found
}

// courierDTA is one parcel's share of the DTA of the courier's entry, 300 parcels (courier.md, Exempt).
func (s *secondSale) courierDTA() secondExact {
	floor := exactly("350") // before 2023, inferred
	if s.day >= "2023-01-01" {
		floor = s.dtaFloor()
	}
	return floor.over(exactly("300"))
}

// refusedByMail: alcohol and tobacco have rates of their own, vapes may not be imported (courier.md, Alcohol and tobacco);
// sweet drinks owe their excise however they come in (import.md, IEPS).
func (s *secondSale) refusedByMail() bool {
	return s.prohibited() || s.hsUnder(alcoholAndTobacco...) || s.hsUnder(sweetDrinks...)
}
