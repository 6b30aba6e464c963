package fault

// englishSolve is the texts of faults about inputs that are solved for or
// varied, in English.
var englishSolve = map[Code]Text{
	"E-INPUT": {
		Message: "there is no input %[1]q (near: %[2]q)",
		Hint:    "name a field of the offer (price), a line (freight), an exchange rate (fx.USD) or a column of a table (cost.days.lead), with a route in front where it is of one route (direct-mail.price)",
		Doc:     "What is to be solved for or varied is no input of a quote.",
	},
	"E-INPUT-UNUSED": {
		Message: "nothing in the quotes of this offer stands on %[1]s",
		Hint:    "name what the quote's JSON shows under lines, or change the offer so that it counts",
		Doc:     "An input to be varied is a line that does not apply or has no amount of its own, or a table that no line of the offer stands on.",
	},
	"E-INPUT-UNIT": {
		Message: "%[1]s is not given in %[2]q but in %[3]q",
		Hint:    "leave the unit out, or set the line first with --line, for example --line freight=\"1200 USD/entry\"",
		Doc:     "An input is given in a unit that it does not have.",
	},
	"E-INPUT-COLUMN": {
		Message: "table %[1]s has no column of numbers %[2]q",
		Hint:    "use one of: %[3]s",
		Doc:     "An input names a column that the table does not have, or one that holds no numbers.",
	},
	"E-INPUT-TWICE": {
		Message: "%[1]s is given twice",
		Hint:    "give each input once",
		Doc:     "Two scans, ranges or distributions are of the same input.",
	},
	"E-VALUES": {
		Message: "%[1]q cannot be read: %[2]s",
		Hint:    "a scan is price=200:600:10 or origin=CN,US, a range freight=60..95, a distribution cancel_rate=tri(0,0.05,0.43); a unit may stand behind, as in freight=\"60..95 USD/m3\"",
		Doc:     "The values of an input that is varied do not have the form that the flag takes.",
	},
	"E-SWEEP-SIZE": {
		Message: "%[1]s makes more than %[2]d combinations",
		Hint:    "take larger steps or fewer inputs",
		Doc:     "A sweep has more combinations than are quoted at once.",
	},
	"E-DRAWS": {
		Message: "%[1]d draws cannot be made",
		Hint:    "draw from 1 to %[2]d times",
		Doc:     "A simulation is asked for too many draws, or for none.",
	},
	"E-SOLVE-INPUT": {
		Message: "%[1]s cannot be solved for",
		Hint:    "use price, unit_cost, duty, fx, fx.CURRENCY or a line such as freight; scan anything else with aduana sweep",
		Doc:     "An input is asked for that the margin is no straight line of.",
	},
	"E-SOLVE-FLAT": {
		Message: "the margin hardly moves with %[1]s, so rounding alone decides at too many steps",
		Hint:    "ask for a margin a centavo higher or lower",
		Doc:     "The target lies on a stretch on which the input changes nothing but the rounding.",
	},
	"E-NO-ANSWER": {
		Message: "no answer: %[1]s",
		Hint:    "what comes nearest is in the answer, where anything does",
		Doc:     "Nothing that was searched answers the question.",
	},
}
