package fault

// englishLimits is the texts of faults of rules that are larger than is read, in English.
var englishLimits = map[Code]Text{
	"E-TABLE-COLUMNS": {
		Message: "the head names %[1]d columns, and at most %[2]d are read",
		Hint:    "keep the columns of the table, its conditions, and source, from, to and note",
		Doc:     "The CSV file of a table has more columns than any table needs.",
	},
	"E-TABLE-LINES": {
		Message: "%[1]d lines are more than the %[2]d that are read",
		Hint:    "keep the lines and dates that you need; the whole tariff has some 8,200 lines",
		Doc:     "The CSV file of a table has more lines than are read.",
	},
	"E-TABLE-CODE-ROWS": {
		Message: "%[1]s has more than %[2]d rows",
		Hint:    "keep the rows of the dates that you need",
		Doc:     "A tariff code has more rows in the CSV file of a table than are searched.",
	},
	"E-ROUTE-LONG": {
		Message: "%[1]d in a list are more than the %[2]d that are read",
		Hint:    "sum up what belongs together, or make it a table",
		Doc:     "A route has more charges, or a charge more alternatives, than are read.",
	},
	"E-RULES-MANY": {
		Message: "holds %[1]d files, and at most %[2]d are read",
		Hint:    "give a folder that holds rules alone",
		Doc:     "A folder of rules holds more files than are read.",
	},
}
