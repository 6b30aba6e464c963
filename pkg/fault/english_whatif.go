package fault

// englishWhatIf is the texts of faults in scenarios, comparisons and timelines, in English.
var englishWhatIf = map[Code]Text{
	// Scenarios (pkg/table).
	"E-PART-ID": {
		Message: "a part of rules: or routes: has no %[1]s: that says what it is",
		Hint:    "begin a part of rules: with table: law.NAME or table: cost.NAME, one of routes: with route: NAME",
		Doc:     "A table or route inside a scenario cannot be told from its first key.",
	},
}
