package report

import "fmt"

// english holds every text of the table and of Markdown, by key. The title of a
// line comes with the rules.
var english = map[string]string{
	// Who is paid.
	"by.supplier":  "supplier",
	"by.carrier":   "carrier",
	"by.customs":   "customs",
	"by.broker":    "broker",
	"by.warehouse": "warehouse",
	"by.market":    "market",
	"by.bank":      "lender",
	"by.risk":      "lost",
	"by.sat":       "SAT",
	"by.buyer":     "",
	"by.adviser":   "adviser",

	// Lines that routes call by different names.
	"line.freight":       "Freight",
	"line.insurance":     "Insurance",
	"line.returns.goods": "Returned goods",
	"line.capital.goods": "Capital in goods and transport",

	// What a rate is taken of, where the line's code does not read well.
	"base.dta":        "DTA",
	"base.fees_vat":   "VAT on fees",
	"base.igi":        "IGI",
	"base.import_vat": "import VAT",
	"base.output_vat": "output VAT",
	"base.vat_favour": "VAT in favour",

	// How a line is reckoned.
	"rate.inside": "%s inside",
	"rate.min":    "min %s",
	"rate.max":    "max %s",
	"rate.of":     "%s of %s",

	// Charts.
	"chart.both": "both",

	// Solving.
	"solve.route":     "Route",
	"solve.from":      "from",
	"solve.to":        "to",
	"solve.margin":    "margin MXN there",
	"solve.share":     "of the price",
	"solve.open":      "and on",
	"solve.any":       "any",
	"solve.of_price":  "%s of the price",
	"solve.reached":   "Where %s keeps %s",
	"solve.traps":     "Prices that keep less than a lower one",
	"solve.least":     "keeps MXN at least",
	"solve.better":    "than at",
	"solve.keeps":     "which keeps MXN",
	"solve.because":   "%s: %s (%s) changes at %s",
	"solve.switches":  "%s: %s (%s) changes",
	"solve.falls":     "%s from %s: every peso more costs more than it brings",
	"solve.holes":     "%s steps inside miss the target by rounding alone, by 0.05 MXN at most; they are counted as reached.",
	"solve.searched":  "Every step of %s from %s to %s was settled; what is stated holds to the step.",
	"solve.lowest":    "%s keeps %s from %s%s.",
	"solve.highest":   "%s still keeps %s with %s at %s%s.",
	"solve.none":      "%s never keeps %s, whatever %s is. Nearest: %s keeps %s MXN, %s of the price.",
	"solve.fixed.yes": "%s keeps %s, whatever %s is.",
	"solve.fixed.no":  "%s does not keep %s, and %s changes nothing there.",
	"solve.unknown":   "%s: the margin is not known, or the route cannot be used.",
	"solve.gap":       ", but not between %s and %s",
	"solve.stretches": ", in %s stretches",
	"solve.until":     " up to %s",
	"lead.nearest":    "They come nearest at %s: %s MXN a unit.",
	"lead.best":       "Best route",
	"lead.margin":     "%s keeps there",
	"lead.none":       "none, or not known",
	"lead.always":     "%s is the best route, whatever %s is.",
	"lead.slivers":    "At %s steps beside a change rounding alone puts the other route ahead; they are left out.",
	"lead.open":       "From %s %s on what is known changes.",
	"lead.jump":       "%s is best with %s from %s on, where %s changes.",
	"lead.meet":       "%s is best with %s from %s on, where both routes keep the same, %s MXN a unit.",

	// Break-even.
	"even.from":            "%s is ahead of %s",
	"even.every":           " at every volume up to a million units a month",
	"even.on":              " from %s units a month on",
	"even.between":         " at %s to %s units a month",
	"even.again":           ", and again",
	"even.none":            "%s is never ahead of %s, at any volume up to %s units a month.",
	"even.unknown":         "No break-even: a figure of %s is not known; aduana quote says what to supply.",
	"even.pays":            "It earns its own monthly costs from %s units on.",
	"even.never_pays":      "It never earns its own monthly costs.",
	"even.payback":         "At the offer's volume the set-up costs of %s MXN come back in %s months: it leaves %s MXN more a month.",
	"even.payback.never":   "At the offer's volume the set-up costs of %s MXN never come back.",
	"even.payback.unknown": "How long set-up costs take to come back is not known: give monthly_units.",
	"even.within":          "Set-up costs come back within %s months from %s units a month on.",
	"even.never_within":    "Set-up costs come back within %s months at no volume.",
	"even.costs":           "What does not hang on the units, in MXN",
	"even.line":            "Cost",
	"even.monthly":         "%s, each month",
	"even.once":            "%s, once",
	"even.ahead":           "ahead from, units a month",
	"even.never":           "never",
	"even.x":               "units a month",
	"even.y":               "what is left a month, in MXN, monthly costs paid",
	"even.note":            "Set-up costs stand in the payback alone. Every volume was settled with the quote itself.",

	// Sweeps.
	"sweep.y":     "%s in MXN a unit",
	"sweep.share": "%s in %%",
	"sweep.many":  "No chart: over %s there would be more than four.",

	// Tornado.
	"tornado.title":   "%s: margin of a unit, now %s MXN",
	"tornado.most":    "%s: %s moves the margin most, by %s MXN a unit.",
	"tornado.still":   "%s: nothing moves with %s.",
	"tornado.open":    "%s: not known over the whole range of %s.",
	"tornado.sources": "Ranges",
	"tornado.input":   "Input",
	"tornado.range":   "from and to",
	"tornado.source":  "source",
	"tornado.yours":   "given by --range",
	"tornado.note":    "Each input is moved alone over its range, and the lowest and the highest margin anywhere in it are shown; a threshold can put them between its ends.",

	// Simulations.
	"sim.title":   "Margin of a unit in MXN, over %s draws",
	"sim.mean":    "mean",
	"sim.median":  "median",
	"sim.loss":    "chance of a loss",
	"sim.best":    "chance to be best",
	"sim.drawn":   "Drawn by chance, each by itself",
	"sim.as":      "as",
	"sim.verdict": "%s: half of the draws keep %s MXN a unit or less, nine in ten %s to %s; a loss in %s, the best route in %s.",
	"sim.none":    "%s: the margin is known in no draw.",
	"sim.unknown": "%s: in %s draws it cannot be used or its margin is not known; they are left out of its figures.",
	"sim.x":       "margin in MXN a unit",
	"sim.y":       "% of the draws",
	"sim.note":    "Every draw is a quote. Seed %s: the same command gives the same bytes.",

	// Sections of costs, by stage.
	"stage.sale":      "Other costs of the sale",
	"stage.source":    "Goods",
	"stage.transport": "Transport",
	"stage.border":    "Border",
	"stage.delivery":  "Storage and delivery",
	"stage.market":    "Marketplace",
	"stage.tax":       "Income tax (ISR), final",
	"stage.risk":      "Returns and losses",
	"stage.capital":   "Capital tied up",

	// Totals and accounts.
	"total.net_revenue":    "Net revenue",
	"total.landed_cost":    "Landed cost",
	"total.delivered_cost": "Delivered cost",
	"total.margin":         "Margin",
	"total.margin_pct":     "of the price",
	"head.taxes":           "Taxes",
	"total.customs_value":  "Customs value",
	"total.import_taxes":   "Import taxes",
	"total.import_tax_pct": "of the customs value",
	"total.burden_pct":     "All taxes, of the price",
	"head.vat":             "VAT account",
	"total.vat_due":        "VAT to pay",
	"total.vat_favour":     "VAT in favour",
	"head.payout":          "Pay-out",
	"total.price":          "Price paid by the buyer",
	"total.kept":           "Kept by the marketplace",
	"total.payout":         "Pay-out",
	"total.cash":           "Cash before the VAT return",
	"head.buyer":           "Paid by the buyer on top of the price",
	"total.buyer":          "Buyer pays in all",
	"head.days":            "Days",
	"days.lead":            "From the order to the door",
	"days.restock":         "To bring a consignment into stock",
	"head.monthly":         "Each month, in MXN",
	"head.setup":           "Once, in MXN",

	// Words in a column.
	"cell.credited":    "credited",
	"cell.buyer":       "by buyer",
	"load.parcel":      "parcel of %s",
	"load.consignment": "shipment of %s",
	"load.unknown":     "units not given",
	"route.closed":     "NOT POSSIBLE",
	"route.unknown":    "RULE UNKNOWN",
	"column.unit":      "MXN for one unit",
	"column.to":        "to",
	"column.rate":      "rate",
	"column.less":      "difference",
	"column.less.sub":  "right − left",

	// The first line.
	"title.hs":   "HS %s",
	"title.from": "from %s",
	"title.none": "Quote",

	// The verdict.
	"verdict.more":        "%s keeps %s MXN more a unit than %s.",
	"verdict.loses_less":  "%s loses %s MXN less a unit than %s; neither earns money.",
	"verdict.same":        "%s and %s keep the same: %s MXN a unit.",
	"verdict.keeps":       "%s keeps %s MXN a unit, %s of the price.",
	"verdict.loses":       "%s loses %s MXN a unit.",
	"verdict.only":        "Only %s can be used.",
	"verdict.it":          "It",
	"verdict.none":        "No route can be used.",
	"verdict.open":        "No verdict: the margin of %s is not known.",
	"verdict.supply":      " To know it, supply %s.",
	"verdict.ahead":       "It is ahead from about %s units a month%s.",
	"verdict.pays":        ", and earns its own monthly costs from about %s",
	"verdict.never_pays":  ", but never earns its own monthly costs",
	"verdict.other_ahead": "%s is ahead from about %s units a month%s.",

	// What stands below.
	"note.closed":       "%s cannot be used",
	"note.unknown_rule": "%s cannot be reckoned: a rule is not known",
	"note.unknown":      "Not known (?)",
	"note.warnings":     "Warnings",
	"note.assumed":      "Assumed (*)",
	"note.stale":        "Past their date of review",
	"note.estimate":     "An estimate, not legal or tax advice.",
	"note.as_of":        "As of %s",
	"note.rules":        "rules %s",
	"note.rate":         "1 %s = %s %s (%s)",
	"assumed.all":       "Every route",
	"assumed.costs":     "Cost cards",
	"assumed.rules":     "Rules",
	"confidence.low":    "low confidence",
}

// say gives the text of a key, with its arguments in place.
func say(key string, args ...any) string {
	if len(args) == 0 {
		return english[key]
	}
	return fmt.Sprintf(english[key], args...)
}

// label gives the text of a key, or otherwise what is given in its stead.
func label(key, otherwise string) string {
	if text, ok := english[key]; ok {
		return text
	}
	return otherwise
}
