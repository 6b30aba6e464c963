package fault

// englishRulebook is the texts of faults of explanations and of commands about
// rules, in English.
var englishRulebook = map[Code]Text{
	"E-EXPLAIN": {
		Message: "nothing is called %[1]q (near: %[2]q)",
		Hint:    "name a line, a total, a code such as E-HS, or `seller`; lines and totals are: %[3]s",
		Doc:     "What is to be explained is no line, total or code, or not on that route.",
	},
	"E-CODE": {
		Message: "there is no code %[1]q (near: %[2]q)",
		Hint:    "list them with `aduana explain codes`",
		Doc:     "The code of an error, warning or reason that is asked about does not exist.",
	},
}
