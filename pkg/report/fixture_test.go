package report

import (
	"aduana/pkg/money"
)

// line makes a line of a fixture; the options fill in the rest.
func line(code, title, stage, by, incidence, amount string, options ...func(*Line)) Line {
	l := Line{Code: code, Key: "line." + code, Title: title, Stage: stage, By: by, Incidence: incidence, Amount: &amount, Applied: true}
	for _, set := range options {
		set(&l)
	}
	return l
}

func assumedLine(l *Line) { l.Assumed = true }

func rate(r string, base ...string) func(*Line) {
	return func(l *Line) { l.Rate, l.Base = &r, base }
}

func baseAmount(amount string) func(*Line) { return func(l *Line) { l.BaseAmount = &amount } }

func inside(l *Line) { l.Mode = "included" }

func forEach(amount, measure, quantity string) func(*Line) {
	return func(l *Line) { l.UnitAmount, l.Each, l.Quantity = &amount, measure, &quantity }
}

func atLeast(amount string) func(*Line) { return func(l *Line) { l.Min = &amount } }

func credit(back bool) func(*Line) { return func(l *Line) { l.Credited = &back } }

func unknownFor(reason string) func(*Line) {
	return func(l *Line) { l.Amount, l.Reason = nil, reason }
}

func notApplied(reason string) func(*Line) {
	return func(l *Line) { l.Applied, l.Reason = false, reason }
}

// tally reckons the totals of a route from its lines, by the definitions and
// apart from the renderers.
func tally(r *Route) {
	sums := map[string]int64{}
	unknown := map[string]bool{}
	into := func(l *Line, names ...string) {
		for _, n := range names {
			sign := int64(1)
			if n[0] == '-' {
				sign, n = -1, n[1:]
			}
			if l.Amount == nil {
				unknown[n] = true
				continue
			}
			cents, _ := centavos(*l.Amount)
			sums[n] += sign * cents
		}
	}
	costs := func(l *Line) {
		into(l, "-margin", "-cash")
		switch l.Stage {
		case "source", "transport", "border":
			into(l, "landed", "delivered")
		case "delivery":
			into(l, "delivered")
		case "market":
			if l.Incidence != "withheld_isr" {
				into(l, "fees")
			}
		case "capital":
			into(l, "capital")
		}
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		back := l.Credited != nil && *l.Credited
		if l.Code == "customs_value" {
			into(l, "customs")
		}
		if l.Incidence != "memo" && l.By == "customs" {
			into(l, "import", "burden")
			if back {
				into(l, "-burden")
			}
		}
		if l.Incidence != "memo" && l.By == "market" {
			into(l, "-payout")
		}
		switch l.Incidence {
		case "revenue":
			into(l, "price", "net", "margin", "cash", "payout", "buyer")
		case "passthrough":
			into(l, "output", "-net", "-margin", "due", "burden")
		case "cost":
			costs(l)
		case "vat":
			if back || l.Amount == nil {
				into(l, "creditable", "-due", "-cash")
			}
			if !back {
				costs(l)
			}
		case "withheld_vat":
			into(l, "withheld", "-due", "-cash")
		case "withheld_isr":
			into(l, "isr")
			if back {
				into(l, "-cash")
			} else {
				into(l, "final", "burden")
				costs(l)
			}
		case "buyer":
			into(l, "buyer")
		}
	}
	of := func(n string) *string {
		if unknown[n] {
			return nil
		}
		return text(money.Amount(sums[n]).String())
	}
	pct := func(a, b string) *string {
		if r, ok := money.Amount(sums[a]).Over(money.Amount(sums[b])); ok && !unknown[a] && !unknown[b] {
			return text(trim(r.Fixed(6)))
		}
		return nil
	}
	r.Totals = Totals{
		CustomsValue: of("customs"), LandedCost: of("landed"), DeliveredCost: of("delivered"), ImportTaxes: of("import"),
		ImportTaxPct: pct("import", "customs"), TaxBurden: of("burden"), TaxBurdenPct: pct("burden", "price"), NetRevenue: of("net"),
		Fees: of("fees"), Margin: of("margin"), MarginPct: pct("margin", "price"), BuyerTotal: of("buyer"), Payout: of("payout"),
		Cash: of("cash"), Capital: of("capital"),
		VAT: VATTotals{Output: of("output"), Withheld: of("withheld"), Creditable: of("creditable"), Due: of("due")},
		ISR: ISRTotals{Withheld: of("isr"), Final: of("final")},
	}
}

func mailRoute() Route {
	r := Route{
		ID: "direct-mail", Title: "Direct mail", Feasible: true,
		LeadDays: &LeadDays{Usual: "14", Low: "7", High: "25", Restock: "0"},
		Entry:    Entry{Kind: "parcel", Units: text("1")},
		Lines: []Line{
			line("price", "Price paid by the buyer", "sale", "buyer", "revenue", "299.00", forEach("299.00", "unit", "1")),
			line("goods", "Goods", "source", "supplier", "cost", "52.40", forEach("52.39558", "unit", "1")),
			line("first_mile", "Collection in China", "transport", "carrier", "cost", "0.00", forEach("0.00", "order", "1"), assumedLine),
			line("freight", "Parcel freight to the door", "transport", "carrier", "cost", "93.00", forEach("93.00", "order", "1"), assumedLine),
			line("insurance", "Parcel insurance", "transport", "carrier", "cost", "0.00", rate("0", "goods"), assumedLine),
			line("customs_value", "Customs value", "border", "customs", "memo", "223.97", rate("200/267", "price")),
			line("courier_tax", "Courier tax (global rate)", "border", "customs", "cost", "75.03", rate("0.335", "customs_value"), func(l *Line) {
				l.Table, l.Layer, l.From, l.Status, l.Confidence = "law.courier", "embedded", "2025-08-15", "enacted", "high"
				l.Cite = &Cite{Instrument: "RGCE 2025, 4th Resolution", Article: "3.7.35", DOF: "2025-07-28", URL: "https://www.dof.gob.mx/"}
				l.Formula = "0.335 × 223.97"
			}),
			line("dta", "Customs processing fee (DTA)", "border", "customs", "cost", "0.00", notApplied("law.courier.dta_due is 0")),
			line("handling", "Courier's handling of prepaid tax", "border", "carrier", "cost", "1.50", rate("0.02", "courier_tax"), baseAmount("75.03"), atLeast("0.00"), assumedLine),
			line("commission", "Marketplace commission", "market", "market", "cost", "50.83", rate("0.17", "price"), assumedLine),
			line("item_fee", "Fixed fee", "market", "market", "cost", "0.00", forEach("0.00", "unit", "1"), assumedLine),
			line("instalments", "Instalments without interest", "market", "market", "cost", "0.00", rate("0", "price"), assumedLine),
			line("advertising", "Advertising", "market", "market", "cost", "0.00", rate("0", "price"), assumedLine),
			line("fees_vat", "VAT on fees", "market", "market", "vat", "8.13", rate("0.16", "commission", "item_fee", "instalments", "advertising"), credit(false)),
			line("vat_withheld", "VAT withheld by the platform", "market", "market", "cost", "41.24", rate("4/29", "price"), inside),
			line("returns.goods", "Returned orders", "risk", "risk", "cost", "24.66", rate("1/9", "goods", "freight", "courier_tax", "handling"), assumedLine),
			line("returns.cancelled", "Cancelled orders", "risk", "risk", "cost", "0.00", rate("0", "goods", "freight"), assumedLine),
			line("default", "Buyers who do not pay", "risk", "risk", "cost", "0.00", rate("0", "price"), assumedLine),
			line("capital.goods", "Capital until pay-out", "capital", "bank", "cost", "3.06", rate("63/4562", "goods", "freight", "courier_tax", "handling"), assumedLine),
		},
		Monthly: []Line{}, Setup: []Line{},
		Warnings: []Warning{
			{Code: "W-DEFAULTS", Key: "warning.W-DEFAULTS", Message: "assumed, since not given: seller, rfc", Hint: "set what differs for you"},
			{Code: "W-STALE-FX", Key: "warning.W-STALE-FX", Message: "the exchange rate of USD is of 2026-08-24, 91 days before the quote", Hint: "give a newer one: --fx USD=RATE"},
		},
	}
	tally(&r)
	return r
}

func localRoute() Route {
	r := Route{
		ID: "local-warehouse", Title: "Local warehouse", Feasible: true,
		LeadDays: &LeadDays{Usual: "3", Low: "3", High: "3", Restock: "40"},
		Entry:    Entry{Kind: "consignment", Units: text("2000")},
		Lines: []Line{
			line("price", "Price paid by the buyer", "sale", "buyer", "revenue", "598000.00", forEach("299.00", "unit", "2000")),
			line("output_vat", "VAT inside the price", "sale", "sat", "passthrough", "82482.76", rate("4/29", "price"), inside),
			line("goods", "Goods", "source", "supplier", "cost", "104791.16", forEach("52.39558", "unit", "2000")),
			line("packing", "Export packing", "source", "supplier", "cost", "0.00", forEach("0.00", "entry", "1"), assumedLine),
			line("freight", "Main freight", "transport", "carrier", "cost", "4867.72", forEach("1690.18", "m3", "2.88"), assumedLine),
			line("insurance", "Cargo insurance", "transport", "carrier", "cost", "438.64", rate("0.004", "goods", "freight"), assumedLine),
			line("customs_value", "Customs value", "border", "customs", "memo", "110097.52"),
			line("igi", "Import duty (IGI)", "border", "customs", "cost", "38534.13", rate("0.35", "customs_value")),
			line("anti_dumping", "Anti-dumping duty", "border", "customs", "cost", "0.00", notApplied("law.anti_dumping.method is none")),
			line("dta", "Customs processing fee (DTA)", "border", "customs", "cost", "880.78", rate("0.008", "customs_value"), baseAmount("110097.52"), atLeast("445.00")),
			line("import_vat", "Import VAT", "border", "customs", "vat", "23921.99", rate("0.16", "customs_value", "igi", "anti_dumping", "dta"), credit(true)),
			line("prv", "Prevalidation (PRV)", "border", "broker", "cost", "350.00", forEach("350.00", "entry", "1")),
			line("broker", "Customs broker", "border", "broker", "cost", "4500.00", rate("0.0045", "customs_value"), baseAmount("110097.52"), atLeast("4500.00"), assumedLine),
			line("terminal", "Terminal and handling", "border", "broker", "cost", "1098.62", forEach("1098.617", "entry", "1"), assumedLine),
			line("inland", "Inland freight", "transport", "carrier", "cost", "3894.17", forEach("1352.144", "m3", "2.88"), assumedLine),
			line("storage", "Storage", "delivery", "warehouse", "cost", "760.42", forEach("0.01", "unit", "2000"), rate("38.020833"), assumedLine),
			line("delivery", "Delivery by the marketplace", "delivery", "market", "cost", "104800.00", forEach("52.40", "order", "2000"), assumedLine),
			line("commission", "Marketplace commission", "market", "market", "cost", "101660.00", rate("0.17", "price"), assumedLine),
			line("item_fee", "Fixed fee", "market", "market", "cost", "0.00", forEach("0.00", "unit", "2000"), assumedLine),
			line("fees_vat", "VAT on fees", "market", "market", "vat", "33033.60", rate("0.16", "delivery", "commission", "item_fee"), credit(true)),
			line("services_vat", "VAT on services", "delivery", "warehouse", "vat", "1696.51", rate("0.16", "prv", "broker", "terminal", "inland", "storage"), credit(true)),
			line("vat_withheld", "VAT withheld by the platform", "market", "market", "withheld_vat", "41241.38", rate("0.5", "output_vat")),
			line("isr_withheld", "Income tax (ISR) withheld by the platform", "market", "market", "withheld_isr", "12887.93", rate("0.025", "price", "-output_vat"), credit(true)),
			line("vat_favour", "VAT in favour", "capital", "sat", "memo", "17410.72"),
			line("returns.goods", "Returned goods", "risk", "risk", "cost", "6197.15", rate("7/180", "goods", "freight", "igi"), assumedLine),
			line("returns.delivery", "Returned orders", "risk", "risk", "cost", "23288.89", rate("1/9", "delivery", "delivery"), assumedLine),
			line("capital.goods", "Capital in goods and freight", "capital", "bank", "cost", "4996.11", rate("0.045380", "goods", "freight"), assumedLine),
			line("capital.border", "Capital in border costs", "capital", "bank", "cost", "1263.77", rate("0.025654", "igi", "dta"), assumedLine),
			line("capital.vat", "Capital in VAT in favour", "capital", "bank", "cost", "1545.50", rate("0.088767", "vat_favour"), assumedLine),
		},
		Monthly: []Line{line("accounting", "Accounting", "", "adviser", "cost", "6000.00", forEach("6000.00", "", "1"), assumedLine)},
		Setup: []Line{
			line("company", "Mexican company (S. de R.L. de C.V.)", "", "adviser", "cost", "59156.30", assumedLine),
			line("labels", "Label verification", "", "adviser", "cost", "4000.00", assumedLine),
			line("trademark", "Trademark in one class", "", "sat", "cost", "2813.77", assumedLine),
		},
		Warnings: []Warning{
			{Code: "W-ESTIMATED-PRICE", Key: "warning.W-ESTIMATED-PRICE", Message: "textiles, garments and footwear have estimated prices: a guarantee is due where the declared value is under the listed one"},
			{Code: "W-VAT-FAVOUR", Key: "warning.W-VAT-FAVOUR", Message: "VAT runs in favour by 8.71 MXN with every unit sold: it is structural and does not come back by itself", Hint: "plan for refunds, or carry the balance forward"},
			{Code: "W-STALE-FX", Key: "warning.W-STALE-FX", Message: "the exchange rate of USD is of 2026-08-24, 91 days before the quote", Hint: "give a newer one: --fx USD=RATE"},
		},
	}
	tally(&r)
	return r
}

// tshirt is the fixture that the goldens show.
func tshirt() *Document {
	units, pays := int64(118), int64(131)
	return &Document{
		SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: "0.1.0"}, AsOf: "2026-11-23",
		Rules: Rules{Digest: "3f2a9c01b7d4e6f8", Stale: []string{}},
		FX:    []Rate{{Pair: "USD/MXN", Rate: "16.9018", Date: "2026-08-24", Source: "DOF"}},
		Offer: map[string]any{
			"name": "Cotton T-shirt", "sku": "EX-TSHIRT", "hs": "61091003", "origin": "CN", "price": "299 MXN",
			"direct-mail": map[string]any{"seller": "foreign"},
		},
		Routes: []Route{mailRoute(), localRoute()}, Best: text("local-warehouse"),
		Difference: map[string]string{"margin": "122.1010"}, BreakEvenUnits: &units, PaysFromUnits: &pays,
		Assumptions: []Assumption{
			{Code: "direct-mail.rfc", Value: "false"},
			{Code: "direct-mail.account", Value: "foreign"},
			{Code: "direct-mail.return_rate", Value: "0.1", Date: "2026-01-01", Confidence: "low"},
			{Code: "cost.freight.parcel", Value: "93 MXN", Date: "2026-01-01", Confidence: "medium"},
			{Code: "cost.commission", Value: "0.17", Date: "2026-04-01", Confidence: "medium"},
			{Code: "cost.disbursement", Value: "rate 0.02, min 0 USD", Date: "2026-01-01", Confidence: "low"},
			{Code: "local-warehouse.seller", Value: "company"},
			{Code: "local-warehouse.incoterm", Value: "FOB"},
			{Code: "local-warehouse.freight_mode", Value: "sea-lcl"},
			{Code: "cost.freight.lcl", Value: "100 USD", Date: "2026-01-01", Confidence: "medium"},
			{Code: "cost.broker", Value: "rate 0.0045, min 4500 MXN", Date: "2026-01-01", Confidence: "low"},
		},
	}
}

// closed is a fixture with a route that cannot be used, figures that are not
// known, a name in Chinese, and what a hostile catalogue might hold.
func closed() *Document {
	d := tshirt()
	d.Offer = map[string]any{"name": "无线\x1b[31m耳机 | <b>=HYPERLINK</b>", "sku": "@SUM(1)", "origin": "CN"}
	d.Best, d.BreakEvenUnits, d.PaysFromUnits, d.Difference = nil, nil, nil, map[string]string{}
	d.Rules.Stale = []string{"law.courier"}
	r := &d.Routes[1]
	r.Feasible, r.Reason, r.Barred = false, "law.tariff has no row for hs on 2026-11-23", barredUnknown
	r.Warnings = append(r.Warnings, Warning{Code: "W-REFUSED", Message: "this route cannot be used: law.tariff has no row"})
	for i := range r.Lines {
		l := &r.Lines[i]
		switch l.Code {
		case "igi":
			unknownFor("law.tariff has no row for hs on 2026-11-23")(l)
		case "import_vat":
			unknownFor("igi is not known")(l)
			l.Credited = nil
		case "returns.goods", "capital.border":
			unknownFor("igi is not known")(l)
		case "inland":
			l.Title = "=cmd|' /C calc'!A0"
		}
	}
	unknownFor("cost.company does not know it: ask a notary")(&r.Setup[0])
	tally(r)
	return d
}
