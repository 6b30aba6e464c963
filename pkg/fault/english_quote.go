package fault

// englishQuote is the texts of the reasons and warnings of a quote, in English.
var englishQuote = map[Code]Text{
	// Reasons of a line that has no amount (pkg/landed).
	"R-NOT-MET": {
		Message: "%[1]s is %[2]s",
		Doc:     "A condition of the line does not hold, so the line does not apply.",
	},
	"R-NEEDS": {
		Message: "%[1]s is not given",
		Hint:    "supply %[1]s",
		Doc:     "The line needs a field that the offer lacks.",
	},
	"R-WAITS": {
		Message: "%[1]s is not known",
		Doc:     "The line sums another line that is not known.",
	},
	"R-UNKNOWN": {
		Message: "%[1]s does not know it: %[2]s",
		Doc:     "The table has a row for the offer that says the value is unknown, and what to supply.",
	},
	"R-NO-ROW": {
		Message: "%[1]s has no row for %[3]s on %[2]s",
		Hint:    "supply the value (--set duty=… for a duty, --line CODE=… for a charge) or lay a row over the table with --rules",
		Doc:     "No row of the table matches the offer, so the value is unknown.",
	},
	"R-REFUSED": {
		Message: "%[1]s",
		Doc:     "A rule refuses the goods or the way they are bought or sent.",
	},
	"E-CURRENCY-RATE": {
		Message: "there is no exchange rate for %[1]s",
		Hint:    "give one: --fx %[1]s=RATE (MXN for one %[1]s)",
		Doc:     "Money is in a currency that no rate is known for.",
	},

	// Warnings (pkg/landed and the routes).
	"W-REFUSED": {
		Message: "this route cannot be used: %[1]s",
		Doc:     "The route is refused for this offer; the reason is in the text.",
	},
	"W-BETWEEN-BANDS": {
		Message: "the price stands between two bands: without its tax the value is USD %[1]s, in the lower band, yet the lower band's tax does not make up the price",
		Hint:    "the higher band's rate is used; a slightly lower price may earn more",
		Doc:     "A price with the tax inside fits no band exactly; the upper band's rate is used.",
	},
	"W-NEAR-THRESHOLD": {
		Message: "the customs value of USD %[1]s is within 5 %% of a threshold at USD %[2]s",
		Hint:    "a small change of price or exchange rate changes the tax",
		Doc:     "The customs value is close to the bound of a band.",
	},
	"W-SPLITTING": {
		Message: "one unit alone would fall into a cheaper band than this parcel",
		Hint:    "do not divide an order to stay under a threshold: it is treated as smuggling",
		Doc:     "A parcel of several units pays a higher rate than each unit would alone.",
	},
	"W-DECLARED-UNDER-COST": {
		Message: "the declared value of %[1]s MXN a unit is under the cost of %[2]s MXN",
		Hint:    "declare the price paid: a value of half or less of identical goods can be seized (Ley Aduanera art. 151 VII)",
		Doc:     "The declared value is lower than what the goods cost.",
	},
	"W-COURIER-RESTRICTED": {
		Message: "goods under a non-tariff regulation do not get the lower bands by courier and may need a formal import",
		Doc:     "The offer says that import restrictions apply and goes by courier.",
	},
	"W-COURIER-NOM": {
		Message: "the tariff line is under a notice or a NOM, which courier parcels for personal use are usually spared",
		Hint:    "where it applies to yours, set import_restrictions=true: the exempt and USMCA bands are then closed",
		Doc:     "A courier parcel's tariff line is flagged with a NOM or an automatic notice.",
	},
	"W-PROVENANCE": {
		Message: "the goods are sent from USMCA but do not originate there: the general rate is used",
		Hint:    "the lower bands need origin and dispatch in USMCA; couriers charge the full rate otherwise",
		Doc:     "Dispatch, but not origin, is in the USMCA region.",
	},
	"W-PERSONAL-USE": {
		Message: "the simplified procedure is meant for personal use; several units of a kind look like resale",
		Doc:     "A courier parcel holds five units or more.",
	},
	"W-AUTOMATIC-NOTICE": {
		Message: "this tariff line needs an automatic import notice of the Secretaría de Economía before it arrives",
		Doc:     "The tariff line is flagged with an automatic notice.",
	},
	"W-NOM": {
		Message: "this tariff line is under a NOM: labels or a certificate are needed before it is sold",
		Doc:     "The tariff line is flagged with an official standard.",
	},
	"W-ANTI-DUMPING": {
		Message: "these goods are under an anti-dumping measure, reckoned at the highest amount known",
		Hint:    "ask a customs agent for the amount of your exporter and give it, for example --line anti_dumping=\"3.20 USD/pair\"",
		Doc:     "The table of anti-dumping duties has a measure for the tariff line, the origin and the date.",
	},
	"W-ANTI-DUMPING-UNKNOWN": {
		Message: "goods of this tariff line from China are under an anti-dumping measure whose amount is not known here",
		Hint:    "ask a customs agent for the amount and give it, for example --line anti_dumping=\"2 USD/kg\"",
		Doc:     "The tariff line is flagged with an anti-dumping measure, and the table has no amount.",
	},
	"W-EXW": {
		Message: "bought EXW, collection and export clearance at the origin are yours, and no card here holds them",
		Hint:    "add them, for example --line packing=\"150 USD/entry\"",
		Doc:     "The purchase is EXW, whose costs at the origin are in no table.",
	},
	"W-FREIGHT-CARD": {
		Message: "the freight cards are for goods sent from China; these are sent from elsewhere",
		Hint:    "give your own freight, for example --line freight=\"12 USD/order\"",
		Doc:     "Goods are sent from another country than the freight cards are for.",
	},
	"W-LATER-FX": {
		Message: "the exchange rate of %[1]s is of %[2]s, %[3]d days after the date of the quote: no older one is known",
		Hint:    "give that day's: --fx %[1]s=RATE",
		Doc:     "An exchange rate is over seven days newer than the date of the quote.",
	},
	"W-ESTIMATED-PRICE": {
		Message: "textiles, garments and footwear have estimated prices: a guarantee is due where the declared value is under the listed one",
		Doc:     "The chapter has estimated prices.",
	},
	"W-PERMANENT-ESTABLISHMENT": {
		Message: "stock in Mexico of a foreign seller can make a permanent establishment, with income tax on its profit",
		Hint:    "ask a tax adviser before sending stock",
		Doc:     "A foreign seller keeps stock in Mexico.",
	},
	"W-IMPORT-RESTRICTED": {
		Message: "the goods are under a non-tariff regulation: permits are needed before the entry",
		Doc:     "The offer says that import restrictions apply.",
	},
	"W-VAT-FAVOUR": {
		Message: "VAT runs in favour by %[1]s MXN with every unit sold: it is structural and does not come back by itself",
		Hint:    "plan for refunds, or carry the balance forward",
		Doc:     "VAT withheld and creditable is more than VAT collected, for every unit.",
	},
	"W-NO-HS": {
		Message: "no tariff code is given: prohibitions, notices and anti-dumping duties were not checked",
		Hint:    "supply hs",
		Doc:     "The offer has no tariff code.",
	},
	"W-NO-DIMENSIONS": {
		Message: "no dimensions are given: the billable weight is taken as the actual one",
		Hint:    "supply length_cm, width_cm and height_cm, or volume_m3",
		Doc:     "Volumetric weight could not be reckoned.",
	},
	"W-DEFAULTS": {
		Message: "assumed, since not given: %[1]s",
		Hint:    "set what differs for you",
		Doc:     "Fields of the offer were filled by defaults.",
	},
	"W-STALE-FX": {
		Message: "the exchange rate of %[1]s is of %[2]s, %[3]d days before the quote",
		Hint:    "give a newer one: --fx %[1]s=RATE",
		Doc:     "An exchange rate is over seven days older than the date of the quote.",
	},
	"W-STALE-RULE": {
		Message: "%[1]s was to be reviewed by %[2]s: last year's rule is carried forward",
		Hint:    "check the law in force; --strict refuses such a quote",
		Doc:     "A rule of law is used after the date by which it had to be reviewed.",
	},
	"W-INFERRED-RULE": {
		Message: "%[1]s stands on an inferred rule, not on the text of the law",
		Doc:     "A rule that is used was inferred.",
	},
	"W-PROJECTED-RULE": {
		Message: "%[1]s stands on a projected rule that is not law",
		Doc:     "A projected rule was allowed and is used.",
	},
}
