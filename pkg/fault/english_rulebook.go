package fault

// englishRulebook is the texts of faults of explanations and of commands about
// rules, in English.
var englishRulebook = map[Code]Text{
	"E-EXPLAIN": {
		Message: "nothing is called %[1]q (near: %[2]q)",
		Hint:    "name a line, a total, a code such as E-HS, or `seller`; lines and totals are: %[3]s",
		Doc:     "What is to be explained is no line, total or code, or not on that route.",
	},
	"E-NOT-BY-HS": {
		Message: "the rows of %[1]s are not by tariff line",
		Hint:    "leave --hs out",
		Doc:     "Rows of a tariff line are asked of a table that is not searched by tariff line.",
	},
	"E-RULE": {
		Message: "there is no table or route %[1]q (near: %[2]q)",
		Hint:    "list them with `aduana rules list`",
		Doc:     "The table or route that is to be shown does not exist.",
	},
	"E-ROUTE-UNIT": {
		Message: "%[1]s is %[2]s, and %[3]s takes %[4]s",
		Hint:    "name a column, field or number of that kind",
		Doc:     "A number of a charge is of another kind than its key takes, such as money as a rate.",
	},
	"E-ROUTE-NEVER-SAID": {
		Message: "%[1]s is never %[2]q (near: %[4]q)",
		Hint:    "the rows of the table say: %[3]s",
		Doc:     "A condition on a table's column asks for a word that no row of the table gives.",
	},
	"E-ROUTE-NEVER": {
		Message: "this alternative is never taken: the one of line %[1]d holds wherever it would",
		Hint:    "put the narrower alternative first, give the earlier one a `when`, or delete this one",
		Doc:     "An earlier alternative of a line has the same or wider conditions.",
	},
	"E-ROUTE-IDLE": {
		Message: "%[1]s does nothing without %[2]s",
		Hint:    "add %[2]s, or delete the key",
		Doc:     "A key of a charge acts only together with another, which is not there.",
	},
	"E-ROUTE-STEP": {
		Message: "a step of zero divides by zero",
		Hint:    "leave step out, or write the size of a step such as \"1\"",
		Doc:     "A charge rounds its quantity up to steps of nothing.",
	},
	"E-ROUTE-EARLY": {
		Message: "%[1]s asks for the customs value before it is reckoned",
		Hint:    "ask for value_usd only in lines after customs_value, and not in `requires` or `with`",
		Doc:     "A table or condition asks for value_usd where the customs value is not yet known, so that the line would never be known.",
	},
	"E-ROUTE-FILE": {
		Message: "no route is read from here",
		Hint:    "put each route into routes/NAME.yaml, without folders in between",
		Doc:     "Among the routes stands a file with another ending, or a folder, which would be passed over.",
	},
	"E-LINT": {
		Message: "%[2]s has faults: %[1]d",
		Hint:    "the answer has each with its place and what to do",
		Doc:     "A folder of rules has faults.",
	},
	"E-EXISTS": {
		Message: "is there already",
		Hint:    "name a folder or file that is not there; nothing was changed",
		Doc:     "What is to be written stands already, and is not written over.",
	},
	"E-NEW-ID": {
		Message: "%[1]q can be neither a table nor a route",
		Hint:    "write law.NAME or cost.NAME for a table, NAME for a route: small letters, digits and - _",
		Doc:     "The id of a new rule has signs that no file name of rules has.",
	},
	"E-CODE": {
		Message: "there is no code %[1]q (near: %[2]q)",
		Hint:    "list them with `aduana explain codes`",
		Doc:     "The code of an error, warning or reason that is asked about does not exist.",
	},
}
