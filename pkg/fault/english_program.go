package fault

// englishProgram is the texts of faults in reports, settings and the command line, in English.
var englishProgram = map[Code]Text{
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
	"E-NO-OFFER": {
		Message: "no product is given to quote",
		Hint:    "name an example (--example %[1]s), a file (-f offer.yaml, - for standard input), or fields such as --price 299 --origin CN",
		Doc:     "Neither an example, a file nor a field of the offer is given.",
	},
	"E-WRITE-FOLDER": {
		Message: "is a folder",
		Hint:    "name a file",
		Doc:     "The answer is to be written to a folder.",
	},
	"E-WRITE-INPUT": {
		Message: "is the file that the offer is read from",
		Hint:    "name another file",
		Doc:     "The answer would be written over the offer.",
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
	"E-BASIS-MONTH": {
		Message: "%[1]s is an amount a month or once, and takes no basis %[2]q",
		Hint:    "give the amount alone",
		Doc:     "A monthly or set-up cost is given with a basis.",
	},
	"E-NOT-FOLDER": {
		Message: "%[1]q is not a folder",
		Hint:    "give the folder that holds law/, costs/ or routes/",
		Doc:     "The rules that are asked for are no folder.",
	},
	"E-LINE": {
		Message: "no route has a line %[1]q (near: %[2]q)",
		Hint:    "name a line as the quote's JSON does under lines.code",
		Doc:     "The line that --line gives an amount for is on no route.",
	},
	"E-GATE": {
		Message: "%[1]q is not a gate",
		Hint:    "write a total, a comparison and a number, for example \"margin_pct < 0.10\" or \"local-warehouse.margin < 25\"",
		Doc:     "What --fail-if is given cannot be read.",
	},
	"E-GATE-TOTAL": {
		Message: "there is no total %[1]q (near: %[3]q)",
		Hint:    "use one of: %[2]s",
		Doc:     "A gate names a total that quotes do not have.",
	},
	"E-GATE-FAILED": {
		Message: "the gate %[1]q failed: %[2]s",
		Hint:    "change the offer, or the bound; an unknown figure passes no gate",
		Doc:     "A comparison given by --fail-if holds, or cannot be decided because the figure is unknown.",
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
