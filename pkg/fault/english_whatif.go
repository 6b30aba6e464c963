package fault

// englishWhatIf is the texts of faults in scenarios, comparisons and timelines, in English.
var englishWhatIf = map[Code]Text{
	// Scenarios (pkg/whatif).
	"E-SCENARIO": {
		Message: "there is no scenario %[1]q (near: %[3]q)",
		Hint:    "use one of: %[2]s; a file of your own is given by its path, such as ./mine.yaml",
		Doc:     "The scenario that is asked for is neither embedded, nor in scenarios/ of the user's rules.",
	},
	"E-SCENARIO-NONE": {
		Message: "no scenario is given to compare with",
		Hint:    "name one or more of: %[1]s; a file of your own is given by its path, such as ./mine.yaml",
		Doc:     "A comparison has nothing to compare the product with.",
	},
	"E-SCENARIO-NAME": {
		Message: "scenario %[1]q stands in a file named %[2]q",
		Hint:    "name the scenario as its file, without .yaml",
		Doc:     "A scenario's name and its file's name differ.",
	},
	"E-SCENARIO-ON": {
		Message: "a scenario stands on others by their names, and %[1]q is a path",
		Hint:    "put the other one into scenarios/ of a rules folder and name it, or join both on the command line: ./a.yaml+./b.yaml",
		Doc:     "A scenario stands on a file that the command line does not name.",
	},
	"E-SCENARIO-FACTOR": {
		Message: "%[1]q cannot be scaled (near: %[2]q)",
		Hint:    "scale a field of the offer that is a number, or a currency",
		Doc:     "What a scenario scales is no number of the offer and no currency.",
	},
	"E-SCENARIO-RATE": {
		Message: "%[1]q: %[2]q is not an exchange rate",
		Hint:    "write a currency and MXN for one of it, for example USD: \"17.20\"",
		Doc:     "An exchange rate of a scenario is not over zero, or its key is no currency.",
	},
	"E-SCENARIO-SCALE": {
		Message: "scenario %[1]s scales %[2]s, which is not given",
		Hint:    "give the field, or leave the scenario out",
		Doc:     "A scenario multiplies a field that the offer does not give, or a currency without a rate.",
	},
	"E-SCENARIO-CYCLE": {
		Message: "scenario %[1]q stands on itself: %[2]s",
		Hint:    "take one of them out of the other's on:",
		Doc:     "Scenarios stand on one another in a circle.",
	},
	// Saved quotes (pkg/report, pkg/cli).
	"E-DOCUMENT-JSON": {
		Message: "is not JSON: %[1]s",
		Hint:    "give a quote as aduana quote --format json writes it",
		Doc:     "A saved quote cannot be read as JSON.",
	},
	"E-DOCUMENT-KIND": {
		Message: "is not a quote of aduana: %[1]q is missing, or of another kind",
		Hint:    "give a whole quote as aduana quote --format json writes it, without --fields",
		Doc:     "A file that should be a saved quote lacks what every quote has.",
	},
	"E-DOCUMENT-VERSION": {
		Message: "has schema_version %[1]s, and this program reads %[2]d",
		Hint:    "write the quote again with this program, or read it with a newer one",
		Doc:     "A saved quote is of a version of the document that this program does not know.",
	},
	"E-DIFFERS": {
		Message: "%[1]s and %[2]s differ",
		Hint:    "leave --exit-code out where that is no matter",
		Doc:     "Under --exit-code two saved quotes differ.",
	},

	// Timelines (pkg/cli).
	"E-TIMELINE-SPAN": {
		Message: "%[1]s is after %[2]s",
		Hint:    "give the earlier date as --from",
		Doc:     "The first date of a timeline is after its last.",
	},
	"E-TIMELINE-EMPTY": {
		Message: "no route can be reckoned on any of the dates",
		Hint:    "give other dates, or supply what the quote of one date lacks: aduana quote --as-of DATE",
		Doc:     "A timeline has no day on which a route is feasible.",
	},

	// A tax-included door price (pkg/cli, pkg/whatif).
	"E-AGAINST": {
		Message: "%[1]q is not a door price",
		Hint:    "write an amount over zero for a parcel, or for a unit: \"85 MXN\", \"4.50 USD/unit\"",
		Doc:     "What --against is given cannot be read as a price of a parcel or of a unit.",
	},
	"E-AGAINST-ROUTE": {
		Message: "no route by mail is quoted that a door price can be set against",
		Hint:    "leave --route out, or add --route direct-mail",
		Doc:     "A door price is given, and every route that is asked for imports in bulk.",
	},
	"E-AGAINST-UNITS": {
		Message: "a door price for a unit needs the units of an order",
		Hint:    "give units_per_order, or the price of a parcel",
		Doc:     "A door price is given for a unit, and how many units a parcel holds is unknown.",
	},

	"E-PART-ID": {
		Message: "a part of rules: or routes: has no %[1]s: that says what it is",
		Hint:    "begin a part of rules: with table: law.NAME or table: cost.NAME, one of routes: with route: NAME",
		Doc:     "A table or route inside a scenario cannot be told from its first key.",
	},
}
