package landed_test

import (
	"encoding/csv"
	"os"
	"slices"
	"sync"
)

const formalFrom = "2023-01-01" // import.md: before 2023 the DTA floor and PRV are not known

// alcoholAndTobacco, sweetDrinks: import.md, IEPS, and courier.md. The facts name goods; these are their headings.
var (
	alcoholAndTobacco = []string{"2203", "2204", "2205", "2206", "2207", "2208", "2401", "2402", "2403"}
	sweetDrinks       = []string{"2202"}
)

// refusedByEntry: goods out of scope or prohibited, and a DDP purchase, whose importer is another (import.md, IEPS).
func (s *secondSale) refusedByEntry() bool {
	return s.prohibited() || s.hsUnder(alcoholAndTobacco...) || s.hsUnder(sweetDrinks...) || s.is("incoterm", "DDP")
}

// prohibited: tariff-flags.csv, flag prohibited.
func (s *secondSale) prohibited() bool {
	return slices.Contains(secondFlags()[s.hs()], "prohibited")
}

// importVAT is 16 % since 2010 (import.md, IVA).
func importVAT() secondExact { return exactly("16%") }

const vatFrom = "2010-01-01"

// dtaFloor is the DTA floor, MXN an entry (import.md, table of items).
func (s *secondSale) dtaFloor() secondExact {
	return s.since([]since{{"2023-01-01", "408"}, {"2024-01-01", "425"}, {"2025-01-01", "445"}, {"2026-01-01", "461.61"}})
}

// prv is prevalidation with its counter-payment, MXN an entry (import.md, table of items).
func (s *secondSale) prv() secondExact {
	return s.since([]since{{"2023-01-01", "310"}, {"2026-01-01", "350"}})
}

// since is a figure from a day on.
type since struct{ from, figure string }

func (s *secondSale) since(figures []since) secondExact {
	var found secondExact
	for _, f := range figures {
		if f.from <= s.day {
			found = exactly(f.figure)
		}
	}
	return found
}

// dtaOfEntry: 0.8 % of V, at least the floor; none for goods of USMCA origin (import.md, formula and the floor's bullet).
func (s *secondSale) dtaOfEntry() secondExact {
	value := s.of("customs_value")
	switch allOf(s.in("origin_certificate", "true"), s.in("origin", "US", "CA")) {
	case yes:
		return value.times(exactZero)
	case no:
		return value.times(exactly("0.8%")).atLeast(s.dtaFloor())
	}
	return secondExact{}
}

// treaties: import.md, Preferential origin.
var treaties = []struct {
	from    string
	members []string
}{
	{"1995-01-01", []string{"CO"}},
	{"1999-08-01", []string{"CL"}},
	{"2000-07-01", []string{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}},
	{"2000-07-01", []string{"IL"}},
	{"2001-10-01", []string{"IS", "LI", "NO", "CH"}},
	{"2004-07-15", []string{"UY"}},
	{"2005-04-01", []string{"JP"}},
	{"2012-02-01", []string{"PE"}},
	{"2013-07-01", []string{"CR", "SV", "GT", "HN", "NI"}},
	{"2015-07-01", []string{"PA"}},
	{"2016-05-01", []string{"CO", "CL", "PE"}},
	{"2018-12-30", []string{"AU", "CA", "JP", "NZ", "SG"}},
	{"2019-01-14", []string{"VN"}},
	{"2020-07-01", []string{"US", "CA"}},
	{"2021-09-19", []string{"PE"}},
	{"2022-11-29", []string{"MY"}},
	{"2023-02-21", []string{"CL"}},
	{"2023-07-12", []string{"BN"}},
	{"2024-12-15", []string{"GB"}},
}

// dutyRate: the seller's own rate, else a preference, else the tariff, else unknown.
func (s *secondSale) dutyRate() secondExact {
	if own := s.number("duty"); own.known {
		return own
	}
	if s.is("origin_certificate", "true") {
		if s.offer["origin"] == "" {
			return secondExact{}
		}
		for _, treaty := range treaties {
			if treaty.from <= s.day && slices.Contains(treaty.members, s.offer["origin"]) {
				return s.treatyRate()
			}
		}
	}
	return s.tariffRate()
}

// treatyRate: 0, but for apparel and footwear of VN and MY, which CPTPP phases in.
func (s *secondSale) treatyRate() secondExact {
	if s.in("origin", "VN", "MY") == yes && s.hsUnder("61", "62", "63", "64") {
		return secondExact{}
	}
	return exactZero
}

// tariffRate: tariff.csv, "from" and "to" inclusive, empty open; an empty rate, or no row, is unknown.
func (s *secondSale) tariffRate() secondExact {
	for _, row := range secondTariff()[s.hs()] {
		if row.from <= s.day && (row.to == "" || s.day <= row.to) && row.ratePct != "" {
			return exactly(row.ratePct + "%")
		}
	}
	return secondExact{}
}

// antiDumping is the duty on goods of origin CN, and whether there is one (import.md, Anti-dumping).
func (s *secondSale) antiDumping() (applies secondTruth, amount secondExact) {
	pesos := func(usd string) secondExact { return s.inPesos(usd, "USD") }
	value := s.of("customs_value")
	switch {
	case s.hsUnder("6402", "6404"):
		applies = truthOf(s.day >= "2025-09-04" && s.day <= "2030-09-03")
		pairs := s.number("pairs_per_unit").times(s.units())
		amount = pesos("22.58").times(pairs).minus(value).atLeast(exactZero).atMost(pesos("22.50").times(pairs))
	case slices.Contains([]string{"69111001", "69120099"}, s.hs()):
		applies = truthOf(s.day >= "2014-01-14")
		amount = pesos("2.61").times(s.entryKg()).minus(value).atLeast(exactZero)
	case s.hs() == "87120005":
		applies = truthOf(s.day >= "2015-12-22")
		amount = pesos("13.12").times(s.units())
	default: // a measure whose amount was not found
		applies = truthOf(slices.Contains(secondFlags()[s.hs()], "anti-dumping"))
	}
	return allOf(applies, s.in("origin", "CN")), amount
}

// importVATCredited: by an importer with an RFC, on an entry in its own name (import.md, Import VAT is creditable).
func (s *secondSale) importVATCredited() bool {
	return s.is("rfc", "true") && (s.is("seller", "company") || s.is("seller", "individual"))
}

// servicesVATCredited: with an RFC, and never by who only mails from abroad (import.md, Credit of VAT on Mexican fees).
func (s *secondSale) servicesVATCredited() bool {
	return !s.mail && s.is("rfc", "true")
}

type secondTariffRow struct{ from, to, ratePct string }

const factsFolder = "../../testdata/facts/"

// secondTariff is tariff.csv by code.
var secondTariff = sync.OnceValue(func() map[string][]secondTariffRow {
	rows := map[string][]secondTariffRow{}
	for _, r := range readFacts("tariff.csv", "hs", "description", "from", "to", "rate_pct", "source", "note") {
		rows[r[0]] = append(rows[r[0]], secondTariffRow{r[2], r[3], r[4]})
	}
	return rows
})

// secondFlags is tariff-flags.csv by code.
var secondFlags = sync.OnceValue(func() map[string][]string {
	flags := map[string][]string{}
	for _, r := range readFacts("tariff-flags.csv", "hs", "flag") {
		flags[r[0]] = append(flags[r[0]], r[1])
	}
	return flags
})

// readFacts reads a facts file with exactly these columns; a reckoning without its facts is none.
func readFacts(name string, columns ...string) [][]string {
	file, err := os.Open(factsFolder + name)
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(file).ReadAll()
	if err := file.Close(); err != nil {
		panic(err)
	}
	if err != nil || !slices.Equal(rows[0], columns) {
		panic("second reckoning: " + name + " has other columns")
	}
	return rows[1:]
}
