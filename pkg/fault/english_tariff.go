package fault

// englishTariff is the texts of faults of the tariff and of exchange rates, in English.
var englishTariff = map[Code]Text{
	// Tariff (pkg/tariff, pkg/cli).
	"E-TARIFF-CODE": {
		Message: "no tariff line under %[1]s is kept here",
		Hint:    "find the heading with aduana tariff search, or take over the whole tariff with aduana tariff import",
		Doc:     "The tariff that is embedded holds consumer goods; the code that is asked for is not among them.",
	},
	"E-TARIFF-RATES": {
		Message: "no line under %[1]s has a rate that is known on %[2]s",
		Hint:    "give duty as one rate",
		Doc:     "A duty is to be estimated for a heading, but its lines are prohibited or their rates are not known.",
	},
	"E-TARIFF-WAY": {
		Message: "%[1]q is no way to take a duty for a heading (near: %[3]q)",
		Hint:    "use one of: %[2]s",
		Doc:     "What --tariff is given does not exist.",
	},
	"E-TARIFF-LINES": {
		Message: "%[1]s is a heading, and its lines have duties of their own: %[2]s",
		Hint:    "give one of them as hs, or estimate the duty with --tariff min, median or max",
		Doc:     "A quote needs a tariff line of eight digits, and the offer has a heading.",
	},
	"E-TARIFF-NOTHING": {
		Message: "no heading is found for %[1]q",
		Hint:    "name the goods in plain words, in English, Spanish or Chinese, for example \"phone case\"",
		Doc:     "No word of the search stands in a description or an everyday name.",
	},
	"E-NAMES-HEAD": {
		Message: "the columns are %[1]q",
		Hint:    "they must be code,en,es,zh",
		Doc:     "A file of everyday names has other columns than it must have.",
	},
	"E-NAMES-CODE": {
		Message: "%[1]q is not a tariff code of 4, 6 or 8 digits",
		Hint:    "write the digits without dots",
		Doc:     "A row of everyday names has a malformed tariff code.",
	},
	"E-NAMES-EMPTY": {
		Message: "a name is empty",
		Hint:    "give a name in each language; names are parted by semicolons",
		Doc:     "A row of everyday names lacks a name.",
	},

	// Import of the tariff (pkg/tariff, pkg/cli).
	"E-BOOK-KIND": {
		Message: "the kind of file %[1]q is not read",
		Hint:    "give a workbook (.xlsx) or a CSV file (.csv)",
		Doc:     "The tariff is to be imported from a file of an unknown kind.",
	},
	"E-BOOK-HEAD": {
		Message: "no header of a tariff is found",
		Hint:    "one of the first 40 rows must name the columns: Fracción (or Código), Descripción, and Impuesto de importación (or Arancel, IGI, Imp.)",
		Doc:     "The file has no row that names the columns of the code, the description and the duty.",
	},
	"E-BOOK-CODE": {
		Message: "%[1]s is not a tariff code",
		Hint:    "write the digits, with or without dots",
		Doc:     "A row of the file has a duty, and a code that cannot be read.",
	},
	"E-BOOK-TWICE": {
		Message: "%[1]s has another duty than in row %[2]s",
		Hint:    "leave the row that does not hold out of the file",
		Doc:     "A tariff line stands in the file twice with different duties.",
	},
	"E-BOOK-ROWS": {
		Message: "the sheet has more than %[1]d rows, or a row of more than %[2]d cells",
		Hint:    "leave what is not the tariff out of the file",
		Doc:     "The file is larger than a tariff can be.",
	},
	"E-BOOK-EMPTY": {
		Message: "no tariff line of eight digits stands below the header",
		Hint:    "check that the column of the codes is the right one",
		Doc:     "The file has a header and no lines.",
	},
	"E-IMPORT-FOLDER": {
		Message: "no folder of rules is named to write to",
		Hint:    "give --rules DIR, or rules in aduana.yaml",
		Doc:     "A command that writes rules does not know where to.",
	},
	"E-IMPORT-EXISTS": {
		Message: "is there already",
		Hint:    "give --replace to write over it, or another folder",
		Doc:     "An import would write over a tariff that the folder holds.",
	},
	"E-IMPORT-NEEDS": {
		Message: "--%[1]s is not given",
		Hint:    "%[2]s",
		Doc:     "A flag without which an import would have no date or no source is missing.",
	},
	"E-IMPORT-SOURCE": {
		Message: "the source %[1]q is no plain text of one line",
		Hint:    "name the law or the publication, for example \"LIGIE, Base Única of SNICE\"",
		Doc:     "The source of rules that are written is empty, too long, or has control characters.",
	},

	// Banco de México's web service (pkg/banxico).
	"E-SIE-TOKEN": {
		Message: "there is no token for the web service of Banco de México",
		Hint:    "ask for one at https://www.banxico.org.mx/SieAPIRest/service/v1/token and put it into the environment as ADUANA_BANXICO_TOKEN or BMX_TOKEN, or into the settings as banxico_token; or give a rate by hand: aduana fx set USD=RATE",
		Doc:     "Exchange rates are to be fetched, and no token is given.",
	},
	"E-SIE-REFUSED": {
		Message: "Banco de México does not accept the token: %[1]s",
		Hint:    "check the token, and that the computer may reach www.banxico.org.mx; the token is not shown here",
		Doc:     "The web service answers that the token is wrong, or that it may not be used.",
	},
	"E-SIE-SERIES": {
		Message: "Banco de México does not know one of the series that were asked for",
		Hint:    "a newer aduana may know its new number; give the rate by hand: aduana fx set USD=RATE",
		Doc:     "The web service answers that it has no such series.",
	},
	"E-SIE-BUSY": {
		Message: "Banco de México asks for fewer questions",
		Hint:    "try again in some minutes",
		Doc:     "The web service answers that too much was asked with this token.",
	},
	"E-SIE-SERVICE": {
		Message: "the web service of Banco de México fails with status %[1]s",
		Hint:    "try again later, or give the rate by hand: aduana fx set USD=RATE",
		Doc:     "The web service answers with an error of its own, several times.",
	},
	"E-SIE-NETWORK": {
		Message: "Banco de México cannot be reached",
		Hint:    "check the network, or give the rate by hand: aduana fx set USD=RATE",
		Doc:     "There is no connection to the web service, or no answer in time, several times.",
	},
	"E-SIE-ANSWER": {
		Message: "the answer of Banco de México cannot be read: %[1]s",
		Hint:    "try again later, or give the rate by hand: aduana fx set USD=RATE",
		Doc:     "The web service answers in another form than it describes.",
	},
	"E-SIE-NO-DATA": {
		Message: "Banco de México has no rate in series %[1]s for these days",
		Hint:    "ask for another day, or give the rate by hand: aduana fx set USD=RATE",
		Doc:     "The series has no observation on the day that is asked for, nor in the two weeks before.",
	},
	"E-FX-FILE": {
		Message: "cannot be completed: %[1]s",
		Hint:    "correct the file, or move it away and run the command again",
		Doc:     "The file of exchange rates in the folder of rules does not have the form in which rates are added.",
	},

	// Warnings of a quote (pkg/landed).
	"W-HS-HEADING": {
		Message: "%[1]s is a heading of several tariff lines: the duty is an estimate, and prohibitions, notices and standards of single lines were not checked",
		Hint:    "give hs to eight digits",
		Doc:     "The offer has a heading of four or six digits, and a duty was estimated for it.",
	},
}
