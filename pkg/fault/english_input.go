package fault

// englishInput is the texts of faults in numbers, offers and files, in English.
var englishInput = map[Code]Text{
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
		Doc:     "A file has more faults than are worth reading.",
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
		Hint:    "give a smaller file; one offer or one rule is a few lines",
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
}
