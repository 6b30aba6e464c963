package landed_test

// The second reckoning: both routes once more, from the facts of the law and of the costs, without a line of the
// product's code. It is exact: fractions of decimals, one division a line, in the rounding to the centavo, half away
// from zero. The names of the sections of the facts stand beside every figure: courier.md, import.md, withholding.md,
// costs.md, tariff.csv, tariff-flags.csv.
//
// An unknown line is unknown for whatever sums it, even by a rate of nothing. A line that does not count (a VAT that is
// credited among costs, a line the buyer pays) leaves a sum as known as it is; a total likewise.

import "maps"

// secondOffer is an offer as the reckoning takes it: field name to text, as a seller would write it ("4.20 USD", "0.08",
// "true"). The key "line.freight" replaces that line by an amount per entry.
type secondOffer map[string]string

// secondLine is what the reckoning says of a line. A line that does not apply is known, not applied and 0.
type secondLine struct {
	Known    bool
	Applied  bool
	Centavos int64
}

// secondQuote is one offer on one route at one date.
type secondQuote struct {
	Refused   bool                  // the route cannot be used: refused goods, DDP purchase, over the courier's cap
	Uncovered bool                  // a law has no period for the date
	Lines     map[string]secondLine // by line code, every code of the route, per entry
	Totals    map[string]*int64     // centavos per entry; nil is unknown
	Monthly   map[string]secondLine // of the local warehouse
}

// secondReckoning quotes the offer on one route ("direct-mail" or "local-warehouse") on a date; fx is MXN per unit of a
// currency.
func secondReckoning(o secondOffer, route, asOf string, fx map[string]string) secondQuote {
	s := newSecondSale(o, route, asOf, fx)
	if route == "direct-mail" {
		return s.directMail()
	}
	return s.localWarehouse()
}

// secondSale is an offer on its way through one route.
type secondSale struct {
	offer secondOffer // with the defaults of the route
	mail  bool
	day   string
	fx    map[string]secondExact
	quote secondQuote
}

// The defaults: who stands behind each route, and what is usual.
var (
	secondDefaults = secondOffer{
		"marketplace": "mercadolibre", "listing": "classic", "terms": "ddp", "units_per_order": "1", "pairs_per_unit": "1",
		"ads_rate": "0", "default_rate": "0", "cancel_rate": "0", "instalment_months": "0",
		"origin_certificate": "false", "import_restrictions": "false",
	}
	secondMailDefaults  = secondOffer{"seller": "foreign", "rfc": "false", "account": "foreign"}
	secondLocalDefaults = secondOffer{"seller": "company", "rfc": "true", "account": "mx", "incoterm": "FOB", "freight_mode": "sea-lcl"}
)

func newSecondSale(o secondOffer, route, asOf string, fx map[string]string) *secondSale {
	s := &secondSale{offer: secondOffer{}, mail: route == "direct-mail", day: asOf, fx: map[string]secondExact{}}
	s.quote = secondQuote{Lines: map[string]secondLine{}, Totals: map[string]*int64{}, Monthly: map[string]secondLine{}}
	maps.Copy(s.offer, secondDefaults)
	if s.mail {
		maps.Copy(s.offer, secondMailDefaults)
	} else {
		maps.Copy(s.offer, secondLocalDefaults)
	}
	for key, text := range o {
		if text != "" {
			s.offer[key] = text
		}
	}
	if _, given := s.offer["ships_from"]; !given && s.offer["origin"] != "" {
		s.offer["ships_from"] = s.offer["origin"]
	}
	if _, given := s.offer["fulfilment"]; !given {
		s.offer["fulfilment"] = "marketplace"
		if s.is("marketplace", "own-shop") {
			s.offer["fulfilment"] = "own"
		}
	}
	for currency, rate := range fx {
		s.fx[currency] = exactly(rate)
	}
	s.fx["MXN"] = exactly("1")
	return s
}

// put writes a line, rounded to the centavo, or what the offer puts in its place.
func (s *secondSale) put(code string, amount secondExact) {
	if s.replaced(code) {
		amount = s.money("line."+code, "MXN")
	}
	line := secondLine{Known: amount.known, Applied: true}
	if amount.known {
		line.Centavos = amount.centavos()
	}
	s.quote.Lines[code] = line
}

// putIf writes a line where its condition holds, unknown where that is not known, and one that does not apply otherwise.
func (s *secondSale) putIf(condition secondTruth, code string, amount secondExact) {
	switch {
	case condition == yes || s.replaced(code):
		s.put(code, amount)
	case condition == perhaps:
		s.quote.Lines[code] = secondLine{Applied: true}
	default:
		s.quote.Lines[code] = secondLine{Known: true}
	}
}

func (s *secondSale) replaced(code string) bool {
	return s.offer["line."+code] != ""
}

// of is the sum of earlier lines as they were rounded; a code of no line of the route is a mistake of the reckoning.
func (s *secondSale) of(codes ...string) secondExact {
	var sum int64
	for _, code := range codes {
		line, ok := s.quote.Lines[code]
		if !ok {
			panic("second reckoning: no line " + code)
		}
		if !line.Known {
			return secondExact{}
		}
		sum += line.Centavos
	}
	return exactCentavos(sum)
}

// total writes a total: lines that add less lines that take away.
func (s *secondSale) total(key string, add, take []string) {
	s.quote.Totals[key] = nil
	if sum := s.of(add...).minus(s.of(take...)); sum.known {
		centavos := sum.centavos()
		s.quote.Totals[key] = &centavos
	}
}

// month writes a monthly line where its condition holds.
func (s *secondSale) month(condition bool, code string, amount secondExact) {
	line := secondLine{Known: true}
	if condition {
		line = secondLine{Known: amount.known, Applied: true}
		if amount.known {
			line.Centavos = amount.centavos()
		}
	}
	s.quote.Monthly[code] = line
}

// joined is one list of several.
func joined(lists ...[]string) []string {
	var all []string
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// where is a list where the condition holds, else nothing.
func where(condition bool, codes ...string) []string {
	if condition {
		return codes
	}
	return nil
}
