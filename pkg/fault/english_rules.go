package fault

// englishRules is the texts of faults in tables and routes, in English.
var englishRules = map[Code]Text{
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
		Hint:    "mend the name, or add the table to your own rules",
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
	"E-FX-ROW": {
		Message: "a row of cost.fx names the currencies that it is for, and no other condition",
		Hint:    "write {currency: USD, rate: \"17.20\"}",
		Doc:     "An exchange rate has another condition than its currency.",
	},
	"E-ROUTE-NEGATIVE": {
		Message: "%[1]q is below zero",
		Hint:    "a sum subtracts a line by a minus in front of its code: of: [a, -b]",
		Doc:     "A rate, an amount or a quantity of a charge is negative.",
	},
	"E-TABLE-PROJECTED": {
		Message: "%[1]s holds projected rules alone",
		Hint:    "let them count with --allow-projected, or give the table an enacted period",
		Doc:     "A table has no rule that is in force, and projected ones were not allowed.",
	},
	"E-ROUTE-WARNING": {
		Message: "there is no warning %[1]q",
		Hint:    "use a code that aduana has a text for",
		Doc:     "A route names a warning without a text.",
	},
	"E-ROUTE-AFTER": {
		Message: "there is no line %[1]q to come after",
		Hint:    "name a line of the route under `after:`",
		Doc:     "A charge is to be placed after a line that the route does not have.",
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
}
