package report

import (
	"fmt"
	"maps"
)

// english holds every text of the reports, by key. The title of a line comes
// with the rules.
var english = texts(englishQuote, englishWhatIf, englishExplain, englishRules, englishStudy)

// texts joins the texts of several subjects.
func texts(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// englishQuote is the texts of a quote in a table and in Markdown.
var englishQuote = map[string]string{
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
