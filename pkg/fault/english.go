package fault

// nothingNear is how a text offers a near word where there is none.
const nothingNear = ` (near: "")`

// english is the catalogue of every error and warning, in English. A text uses
// the fault's arguments by number: %[1]v.
var english = map[Code]Text{
	// Numbers and money (pkg/money).
	"E-NUMBER": {
		Message: "%[1]q is not a number: %[2]s",
		Hint:    "write a plain decimal such as 12.50, with a dot and at most 18 digits",
		Doc:     "A number could not be read: letters, a thousands separator, an exponent, NaN or infinity, or too many digits.",
	},
	"E-RANGE": {
		Message: "%[1]q is out of range: %[2]s",
		Hint:    "give a value inside the range",
		Doc:     "A number was read but lies outside what the field can mean.",
	},
	"E-CURRENCY": {
		Message: "%[1]q is not money: %[2]s",
		Hint:    "write an amount and an ISO 4217 code, for example \"4.20 USD\"",
		Doc:     "An amount of money has no readable currency code.",
	},
	"E-OVERFLOW": {
		Message: "%[1]s is larger than can be reckoned exactly",
		Hint:    "check the amounts and volumes: a line may be at most 92 billion million MXN",
		Doc:     "An amount does not fit into 64 bits of centavos.",
	},

	// Offers (pkg/offer).
	"E-FIELD": {
		Message: "%[1]q is not a field of an offer%[2]s",
		Hint:    "the fields are %[3]s",
		Doc:     "A flag, key or column names a field that does not exist.",
	},
	"E-EMPTY": {
		Message: "%[1]s has no value",
		Hint:    "write a value, or leave the field out",
		Doc:     "A field of an offer is named but has no value.",
	},
	"E-CHOICE": {
		Message: "%[1]q is not one of %[2]s%[3]s",
		Hint:    "write one of these words",
		Doc:     "A field of an offer takes one of a few words, and this is none of them.",
	},
	"E-NAME": {
		Message: "%[1]q is not a name",
		Hint:    "write at most 40 letters, digits and dashes, for example mercadolibre or own-shop",
		Doc:     "A marketplace has spaces or signs in its name.",
	},
	"E-COUNTRY": {
		Message: "%[1]q is not a country of ISO 3166%[2]s",
		Hint:    "write the two letters of the country, for example CN",
		Doc:     "A country code is malformed or unknown.",
	},
	"E-HS": {
		Message: "%[1]q is not a Mexican tariff line: %[2]s",
		Hint:    "give the eight digits of the line, for example 6109.10.03; leave hs out if you do not know it",
		Doc:     "A tariff code is malformed, or is a heading or subheading instead of a line of eight digits.",
	},
	"E-TEXT": {
		Message: "%[1]q cannot be a %[2]s: %[3]s",
		Hint:    "shorten the text to one plain line",
		Doc:     "A sku or a name is too long, not UTF-8, or more than one line.",
	},
	"E-AS-OF": {
		Message: "%[1]q is not a date from 1990 to 2100",
		Hint:    "write it as YYYY-MM-DD, for example 2026-11-22",
		Doc:     "The date of an offer is malformed, no day of the calendar, or absurd.",
	},
	"E-MANY": {
		Message: "there are more than %[1]v faults; the rest is not shown",
		Hint:    "correct those that are shown first",
		Doc:     "An offer file has more faults than are worth reading.",
	},
	"E-ROUTE-NAME": {
		Message: "%[1]q cannot be a route: %[2]s",
		Hint:    "write route.field, for example direct-mail.seller, or the route's fields in a map under its id",
		Doc:     "What stands before the dot, or over a map in an offer file, cannot be the id of a route.",
	},
	"E-ROUTE-FIELD": {
		Message: "%[1]s belongs to the whole offer, not to a route",
		Hint:    "write it without a route",
		Doc:     "A sku, a name or a date is given for one route alone.",
	},
	"E-ROUTE-MANY": {
		Message: "more than %[1]v routes have values of their own",
		Hint:    "check the ids of the routes",
		Doc:     "An offer has values for more routes than can be.",
	},
	"E-BASIS-DECLARED": {
		Message: "a declared_value is given, but customs_basis is %[1]s",
		Hint:    "leave customs_basis out or write declared; or take declared_value away",
		Doc:     "A declared value is given that the basis of the customs value would not use.",
	},
	"E-BASIS-VALUE": {
		Message: "customs_basis is declared, but there is no declared_value",
		Hint:    "give declared_value, the declared value of a unit",
		Doc:     "The customs value is to be the declared one, which is not given.",
	},
	"E-BASIS-DAP": {
		Message: "customs_basis is retail_ex_tax, but under dap the buyer pays the tax on top of the price",
		Hint:    "leave customs_basis out or write retail; or set terms to ddp",
		Doc:     "The import tax is to be taken out of a price that does not hold it.",
	},
	"E-SIDES": {
		Message: "%[1]s is given without %[2]s",
		Hint:    "give all three sides, or volume_m3 instead",
		Doc:     "One or two of the three sides of a unit are given.",
	},
	"E-VOLUME": {
		Message: "volume_m3 is %[1]s, but %[2]s is a volume more than 1 %% away",
		Hint:    "give the volume or the three sides, or make them agree",
		Doc:     "A volume and three sides are given that contradict each other.",
	},
	"E-UNITS": {
		Message: "units_per_shipment is %[1]s, less than the %[2]s units of one order",
		Hint:    "a shipment fills at least one order",
		Doc:     "A consignment holds fewer units than one order.",
	},

	// Files and YAML (pkg/strict).
	"E-READ": {
		Message: "cannot be read",
		Hint:    "check that the file is there and may be read",
		Doc:     "The system could not open or read a file.",
	},
	"E-TOO-LARGE": {
		Message: "is larger than %[1]s",
		Hint:    "give a smaller file; a catalogue goes to a batch, not into one offer or rule",
		Doc:     "A file is over the size up to which its kind is read.",
	},
	"E-UTF8": {
		Message: "is not UTF-8 text",
		Hint:    "save the file as UTF-8",
		Doc:     "A text file has bytes that are not UTF-8.",
	},
	"E-YAML": {
		Message: "is not YAML: %[1]s",
		Hint:    "check indentation, quotes and brackets at that line",
		Doc:     "The YAML parser could not read the file.",
	},
	"E-YAML-EMPTY": {
		Message: "is empty",
		Hint:    "write at least one key",
		Doc:     "A YAML file holds nothing.",
	},
	"E-YAML-DOCUMENTS": {
		Message: "a second document starts here",
		Hint:    "put one document in a file",
		Doc:     "A YAML file holds more than one document.",
	},
	"E-YAML-DEPTH": {
		Message: "is nested deeper than %[1]s levels",
		Hint:    "flatten the file",
		Doc:     "Maps and lists are nested too deeply.",
	},
	"E-YAML-ALIAS": {
		Message: "anchors and aliases are not read",
		Hint:    "write the value out where it is used",
		Doc:     "A YAML file uses an anchor or an alias.",
	},
	"E-YAML-MAP": {
		Message: "%[1]s must be a map of keys and values",
		Hint:    "write key: value",
		Doc:     "A list or a single value stands where a map is needed.",
	},
	"E-YAML-KEY": {
		Message: "this key is not a plain word",
		Hint:    "write a plain key; merge keys are not read",
		Doc:     "A YAML key is a list, a map or a merge key.",
	},
	"E-YAML-SCALAR": {
		Message: "a single value is needed here",
		Hint:    "write one value instead of a list or a map",
		Doc:     "A list or a map stands where a single value is needed.",
	},
	"E-KEY": {
		Message: "%[1]q is not a known key (near: %[2]q)",
		Hint:    "correct the spelling or delete the key",
		Doc:     "A file has a key that nothing reads.",
	},
	"E-KEY-TWICE": {
		Message: "%[1]q is given twice",
		Hint:    "keep one of the two",
		Doc:     "A map has the same key twice.",
	},
	"E-KEY-MISSING": {
		Message: "%[1]q is missing",
		Hint:    "add the key",
		Doc:     "A key that is needed is not there.",
	},
	"E-UNQUOTED": {
		Message: "%[1]s must be quoted",
		Hint:    "write \"%[1]s\": YAML changes the digits of a bare number",
		Doc:     "A number or a boolean stands in a rule without quotes.",
	},
	"E-WORD": {
		Message: "%[1]q is not one of: %[2]s (near: %[3]q)",
		Hint:    "use one of the words",
		Doc:     "A value is not in the closed list of its key.",
	},

	// Tables (pkg/table).
	"E-DATE": {
		Message: "%[1]q is not a date",
		Hint:    "write year, month and day: 2026-01-31",
		Doc:     "A date is not a day of the calendar in the form YYYY-MM-DD.",
	},
	"E-DATE-UNCOVERED": {
		Message: "%[1]s says nothing of %[2]s",
		Hint:    "it covers %[3]s to %[4]s: ask for a date in that time, or lay a period of your own over the table with --rules",
		Doc:     "A date lies outside all periods of a table of law. Law is not carried to dates that it does not cover.",
	},
	"E-INTERVAL": {
		Message: "%[1]q is not an interval",
		Hint:    "write \"[0,50]\", \"(50,117]\", \"(14,)\", \"(,5]\" or one number; a side without a bound is round",
		Doc:     "A condition on a number cannot be read.",
	},
	"E-INTERVAL-EMPTY": {
		Message: "no number lies in %[1]q",
		Hint:    "write the lower bound first; two equal bounds need square brackets",
		Doc:     "The bounds of an interval are reversed, or leave nothing between them.",
	},
	"E-TABLE-UNKNOWN": {
		Message: "there is no table %[1]q (near: %[2]q)",
		Hint:    "`aduana rules list` names the tables",
		Doc:     "A table is asked for that no layer has.",
	},
	"E-TABLE-PATH": {
		Message: "table %[1]q stands in %[2]s",
		Hint:    "name the table %[3]s, or move the file: law.NAME stands in law/NAME.yaml, cost.NAME in costs/NAME.yaml",
		Doc:     "A table's id and its file's name differ.",
	},
	"E-TABLE-FILE": {
		Message: "no table is read from here",
		Hint:    "put each table into law/NAME.yaml or costs/NAME.yaml, without folders in between",
		Doc:     "A table stands outside law/ and costs/, in a folder inside them, or ends in .yml, and would be passed over.",
	},
	"E-TABLE-COLUMN": {
		Message: "a column cannot be called %[1]q",
		Hint:    "use small letters, digits and _, and no word that a row has a meaning for, such as note or from",
		Doc:     "A column of `gives` has a name that a row cannot use.",
	},
	"E-TABLE-UNIT": {
		Message: "%[1]q is not a unit: %[2]s (near: %[3]q)",
		Hint:    "use one of the units",
		Doc:     "A column of `gives` has an unknown unit.",
	},
	"E-TABLE-GIVES": {
		Message: "the columns differ from those of %[1]s, over which this table lies",
		Hint:    "give the same columns with the same units",
		Doc:     "A table of an upper layer gives other columns than the one below.",
	},
	"E-TABLE-FORM": {
		Message: "a table has either `periods`, or `csv` with `sources`",
		Hint:    "keep one of the two",
		Doc:     "A table mixes rows of its own with those of a CSV file.",
	},
	"E-TABLE-EMPTY": {
		Message: "%[1]s is empty",
		Hint:    "write at least one entry",
		Doc:     "A list or map of a table holds nothing.",
	},
	"E-TABLE-ROWS": {
		Message: "%[1]d rows are more than the %[2]d that are searched one by one",
		Hint:    "put them into a CSV file that begins with the column hs and is sorted by it",
		Doc:     "A period, or a CSV file that is not by tariff line, is too long.",
	},
	"E-TABLE-LIST": {
		Message: "a list of %[1]d values; 1 to %[2]d are read",
		Hint:    "shorten the list, or leave the condition out",
		Doc:     "A condition lists no value, or too many.",
	},
	"E-TABLE-ORDER": {
		Message: "a period from %[1]s stands after one from %[2]s",
		Hint:    "put periods in order of their start; `open` comes first",
		Doc:     "Periods are not in order, or two start on the same day.",
	},
	"E-TABLE-OVERLAP": {
		Message: "starts on %[1]s, yet what comes before lasts to %[2]s",
		Hint:    "end the earlier one the day before",
		Doc:     "Two periods, or two rows of the same conditions in a CSV file, hold on the same day.",
	},
	"E-TABLE-GAP": {
		Message: "nothing covers %[1]s to %[2]s",
		Hint:    "add a period, or mend the dates; where nothing is known, say so in a row with `unknown`",
		Doc:     "Periods of a table of law leave days out.",
	},
	"E-TABLE-END": {
		Message: "from %[1]s to %[2]s ends before it starts",
		Hint:    "swap the dates or mend them",
		Doc:     "A period or a row ends before it starts.",
	},
	"E-TABLE-ROW-DATES": {
		Message: "the row's dates lie outside its period, %[1]s to %[2]s",
		Hint:    "move the row to the period of its dates",
		Doc:     "A row is narrowed to dates that its period does not have.",
	},
	"E-TABLE-CONDITION": {
		Message: "%[1]q is neither a condition nor something that the table gives (near: %[2]q)",
		Hint:    "correct the spelling, or add the column to `gives`",
		Doc:     "A row, a CSV file or a route's `when` has a key that means nothing there.",
	},
	"E-TABLE-WORD": {
		Message: "%[1]q is not a word",
		Hint:    "write small letters, digits, and between them - _ or a dot; put \"!word\" in quotes",
		Doc:     "A value that must be a plain word is none.",
	},
	"E-TABLE-COUNTRY": {
		Message: "%[1]q is neither a country nor a group",
		Hint:    "write the ISO code in two capital letters, such as CN, or the name of a group, such as usmca",
		Doc:     "A condition on a country has something else.",
	},
	"E-TABLE-HS": {
		Message: "%[1]q is not the beginning of a tariff line",
		Hint:    "write its first 2, 4, 6 or 8 digits without dots, in quotes",
		Doc:     "A condition on hs, or the first column of a CSV file, is not 2, 4, 6 or 8 digits.",
	},
	"E-TABLE-NEGATION": {
		Message: "%[1]q is mixed with values of the other kind",
		Hint:    "put ! before all values of the list or before none",
		Doc:     "A list has both values with and without a !.",
	},
	"E-TABLE-GROUP": {
		Message: "there is no group of countries %[1]q",
		Hint:    "add law/group.%[1]s.yaml, or mend the name",
		Doc:     "A condition names a group that has no table.",
	},
	"E-TABLE-MEMBERS": {
		Message: "a group lists countries in `origin` and gives `member`, nothing else",
		Hint:    "write {origin: [US, CA], member: \"1\"} under gives: {member: flag}",
		Doc:     "A table law.group.NAME has another form than a group's.",
	},
	"E-TABLE-VALUE": {
		Message: "%[1]q has no value",
		Hint:    "give every column of `gives`, or `refuse` or `unknown`",
		Doc:     "A row leaves out a column that is neither flag nor text.",
	},
	"E-TABLE-MIXED": {
		Message: "values, `refuse` and `unknown` exclude each other",
		Hint:    "keep one of them",
		Doc:     "A row both gives values and refuses, or is unknown.",
	},
	"E-TABLE-NEVER": {
		Message: "this row can never match: line %[1]d takes all that it could",
		Hint:    "put the narrower row first, or delete it",
		Doc:     "An earlier row has the same or wider conditions, so that a later one is never reached.",
	},
	"E-TABLE-BILLABLE": {
		Message: "`billable` and the condition billable_kg belong together",
		Hint:    "write billable: {divisor: \"5000\", trigger: \"1\"} in the head of a table that asks for billable_kg, and only there",
		Doc:     "A table asks for billable_kg without saying how volume counts, or says so without asking.",
	},
	"E-TABLE-CSV": {
		Message: "the line cannot be read: %[1]s",
		Hint:    "check the commas and quotes of that line; a cell has no line break",
		Doc:     "A line of a CSV file is malformed.",
	},
	"E-TABLE-CSV-NAME": {
		Message: "%[1]q is not the name of a CSV file",
		Hint:    "write a name such as tariff.csv; the file stands beside the table",
		Doc:     "`csv` of a table is a path, or has another ending.",
	},
	"E-TABLE-CSV-MISSING": {
		Message: "there is no file %[1]s",
		Hint:    "put the CSV file beside the table, or mend its name",
		Doc:     "The head of a table names a CSV file that is not there.",
	},
	"E-TABLE-UNSORTED": {
		Message: "%[1]s comes after %[2]s",
		Hint:    "sort the lines by hs, as text",
		Doc:     "A CSV file by tariff line is not in order, so that it cannot be searched.",
	},
	"E-TABLE-SOURCE": {
		Message: "%[1]q is not one of the sources in the table's head",
		Hint:    "add it under `sources`, or mend the cell",
		Doc:     "A line of a CSV file names a source that the head does not have.",
	},
	"E-TABLE-TEXT": {
		Message: "the text is empty or has control characters",
		Hint:    "write it without them, or leave the key out",
		Doc:     "A text for people is empty, or holds characters that a terminal would obey.",
	},
	"E-TABLE-URL": {
		Message: "%[1]q is not a web address",
		Hint:    "begin with https://",
		Doc:     "The url of a citation is none.",
	},
	"E-RULES-FOLDER": {
		Message: "nothing is read from a folder %[1]q (near: %[2]q)",
		Hint:    "rename the folder",
		Doc:     "A folder of rules has a subfolder whose name is close to one that is read.",
	},
	"E-RULES-EMPTY": {
		Message: "has none of the folders law, costs, routes, scenarios, examples",
		Hint:    "name the folder that holds them",
		Doc:     "A folder of rules holds nothing that is read.",
	},

	// Routes (pkg/route).
	"E-ROUTE-PATH": {
		Message: "route %[1]q stands in a file named %[2]q",
		Hint:    "name the file after the route",
		Doc:     "A route's id and its file's name differ.",
	},
	"E-ROUTE-LACKS": {
		Message: "route %[1]q has no %[2]s",
		Hint:    "a new route needs title, entry, stock, days and charges",
		Doc:     "A route that lies over no other lacks a part.",
	},
	"E-ROUTE-OPERAND": {
		Message: "%[1]q is neither a number, offer.<field>, m.<measure> nor <table>.<column> (near: %[2]q)",
		Hint:    "write for example \"0.05\", \"45 MXN\", offer.price, m.stock_months or law.vat.rate",
		Doc:     "A number of a charge cannot be read.",
	},
	"E-ROUTE-COLUMN": {
		Message: "table %[1]s has no column %[2]q",
		Hint:    "name a column that the table gives",
		Doc:     "A route asks a table for a column that is not there.",
	},
	"E-ROUTE-LINE": {
		Message: "no earlier line is called %[1]q",
		Hint:    "a line may sum only lines that stand before it; use `after:` to place it",
		Doc:     "A charge sums a line that is not there or comes later.",
	},
	"E-ROUTE-TWICE": {
		Message: "line %[1]q is given twice",
		Hint:    "put the alternatives of a line under `either:` of one charge",
		Doc:     "Two charges of a route have the same code.",
	},
	"E-ROUTE-EMPTY": {
		Message: "charge %[1]q has neither `of` nor `amount`",
		Hint:    "say what it is reckoned from",
		Doc:     "A charge has nothing to reckon.",
	},

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
		Message: "goods of this tariff line from China are under an anti-dumping measure",
		Hint:    "ask a customs agent for the amount of your exporter and give it with --line anti_dumping=AMOUNT",
		Doc:     "The tariff line is flagged with an anti-dumping measure for the origin.",
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

	// Command line (pkg/cli).
	"E-USAGE": {
		Message: "%[1]s",
		Hint:    "see aduana --help, or --help after a command",
		Doc:     "A command, a flag or an argument is not known or does not fit the others.",
	},
	"E-INTERNAL": {
		Message: "something went wrong inside aduana",
		Hint:    "please report it with the command that you ran",
		Doc:     "An error that aduana did not expect.",
	},
	"E-WRITE": {
		Message: "cannot be written",
		Hint:    "check that the folder is there and may be written; nothing was changed",
		Doc:     "The system could not write the answer. A file is written whole or not at all.",
	},
	"E-EXAMPLE": {
		Message: "there is no example %[1]q (near: %[3]q)",
		Hint:    "use one of: %[2]s",
		Doc:     "The example offer that is asked for does not come with aduana.",
	},
	"E-ASSIGN": {
		Message: "%[1]q is not an assignment",
		Hint:    "write KEY=VALUE",
		Doc:     "A flag that takes KEY=VALUE has no equals sign.",
	},
	"E-FX": {
		Message: "%[1]q is not an exchange rate",
		Hint:    "write CURRENCY=RATE or CURRENCY=RATE@DATE, for example USD=17.20@2026-11-20: MXN for one USD",
		Doc:     "An exchange rate given by hand cannot be read, or is not over zero.",
	},
	"E-BASIS": {
		Message: "%[1]q is not a basis",
		Hint:    "use entry, unit, order, kg, m3, container or pair",
		Doc:     "The basis after the slash of --line is not known.",
	},
	"E-LINE": {
		Message: "no route has a line %[1]q (near: %[2]q)",
		Hint:    "name a line as the quote's JSON does under lines.code",
		Doc:     "The line that --line gives an amount for is on no route.",
	},
	"E-ROUTE": {
		Message: "there is no route %[1]q (near: %[3]q)",
		Hint:    "use one of: %[2]s",
		Doc:     "The route that is asked for does not exist.",
	},
	"E-STRICT": {
		Message: "refused by --strict: %[1]s",
		Hint:    "check the law in force and lay the rule over with --rules, or leave --strict out",
		Doc:     "Under --strict a quote stands on a rule that is stale, projected or unknown.",
	},
	"E-NO-ROUTE": {
		Message: "no route can be used for this offer",
		Hint:    "the reason of each route is in the answer",
		Doc:     "Every route that was asked for is refused.",
	},

	// Reports (pkg/report).
	"E-FORMAT": {
		Message: "%[1]q is not a format (near: %[3]q)",
		Hint:    "use one of: %[2]s",
		Doc:     "The format that is asked for does not exist.",
	},
	"E-FIELDS": {
		Message: "%[1]q is no part of the document (near: %[2]q)",
		Hint:    "what stands there: %[3]s",
		Doc:     "A path given to --fields leads nowhere in the JSON document.",
	},
	"E-FIELDS-FORMAT": {
		Message: "parts of the document can be picked in JSON, not in %[1]q",
		Hint:    "add --format json, or leave --fields out",
		Doc:     "The flag --fields is given with a format other than JSON.",
	},
	"E-DOCUMENT": {
		Message: "%[1]s of the document is %[2]q, which is not an amount",
		Hint:    "amounts are decimal numbers in quotes, of at most two decimals for an entry",
		Doc:     "A document to be written holds an amount that cannot be read.",
	},

	// Settings (pkg/config).
	"E-SETTING": {
		Message: "setting %[1]s is %[2]q: %[3]s",
		Hint:    "correct the value or delete the key",
		Doc:     "A setting cannot be read, or has a value that it cannot have.",
	},
}
