package fault

// englishCatalog is the texts of faults in the rows of catalogues, in English.
var englishCatalog = map[Code]Text{
	// Files (pkg/catalog).
	"E-FILE-EMPTY": {
		Message: "is empty",
		Hint:    "the first row must name the columns, for example sku,price,unit_cost",
		Doc:     "A catalogue holds not even a header.",
	},
	"E-FILE-KIND": {
		Message: "is read as %[1]s, but begins as a file of another kind does: %[2]s",
		Hint:    "give the file the suffix of what it is, or save it as CSV",
		Doc:     "The first bytes of a catalogue do not fit its suffix or the format that was asked for.",
	},
	"E-UTF16": {
		Message: "is UTF-16 text, and UTF-8 is needed",
		Hint:    "save it as CSV UTF-8, or run iconv -f UTF-16 -t UTF-8 IN >OUT",
		Doc:     "A catalogue begins with the mark of UTF-16, as some spreadsheets write it.",
	},
	"E-DAMAGED": {
		Message: "is damaged or cut off",
		Hint:    "get the file once more; the rows before this place were read",
		Doc:     "A compressed catalogue or a workbook cannot be unpacked.",
	},
	"E-XLSX": {
		Message: "is no workbook that can be read: %[1]s",
		Hint:    "save it once more as .xlsx, or as CSV UTF-8",
		Doc:     "An XLSX file is not the ZIP archive, or lacks the parts, that a workbook has.",
	},
	"E-LINE-END": {
		Message: "the lines end in a carriage return alone",
		Hint:    "save the file once more with ordinary line ends: mac2unix, or tr '\\r' '\\n' <IN >OUT",
		Doc:     "A catalogue has the line ends of old Macintosh programs, so that all of it is one line.",
	},
	"E-SEPARATOR": {
		Message: "is read as %[1]s and has one column, whose name holds %[2]q",
		Hint:    "separate the cells by commas, or by tabs in a file that ends in .tsv",
		Doc:     "A catalogue seems to separate its cells by another sign than its format does.",
	},
	"E-COLUMN-EMPTY": {
		Message: "column %[1]v has no name",
		Hint:    "name it in the first row, or delete the column",
		Doc:     "A name in the header of a catalogue is empty.",
	},
	"E-COLUMN-TWICE": {
		Message: "%[1]q names both column %[2]v and column %[3]v",
		Hint:    "rename or delete one of the two",
		Doc:     "Two columns of a catalogue have the same name.",
	},
	"E-COLUMNS-MANY": {
		Message: "there are more than %[1]v columns",
		Hint:    "look at the separators and the first row",
		Doc:     "The header of a catalogue has more columns than a sheet can hold.",
	},
	"E-ROW-LONG": {
		Message: "the row that begins here is longer than %[1]v MiB",
		Hint:    "look for a quote that is not closed, or line ends that are missing",
		Doc:     "A row of a catalogue is longer than is read.",
	},
	"E-QUOTE-OPEN": {
		Message: "the quote that opens here is never closed",
		Hint:    "close it, or write two quotes for one that belongs to the text",
		Doc:     "A quoted cell runs to the end of the file, so that where its row ends cannot be known.",
	},
	"E-JSON-ARRAY": {
		Message: "is one JSON array, and one object a line is needed",
		Hint:    "run jq -c '.[]' IN >OUT.jsonl",
		Doc:     "A file is read as JSON Lines, but holds an array.",
	},

	// Rows (pkg/catalog).
	"E-JSON": {
		Message: "the row is not a JSON object: %[1]s",
		Hint:    "write one object a line, such as {\"sku\": \"A1\", \"price\": \"349\"}",
		Doc:     "A row of JSON Lines is not the text of one JSON object.",
	},
	"E-JSON-NESTED": {
		Message: "a list or an object stands where a single value is needed",
		Hint:    "flatten the row: one value a key",
		Doc:     "A value of a JSON Lines row is itself a list or an object.",
	},
	"E-JSON-TWICE": {
		Message: "the key %[1]q is given twice",
		Hint:    "keep one of the two",
		Doc:     "An object of JSON Lines has the same key twice.",
	},
	"E-JSON-KEY": {
		Message: "a key is empty",
		Hint:    "name the value, or leave it out",
		Doc:     "An object of JSON Lines has a value under the key \"\".",
	},
	"E-COLUMN-LATE": {
		Message: "the key %[1]q is in none of the first rows",
		Hint:    "give it in the first row, with null where it is unknown",
		Doc:     "A row of JSON Lines has a key that the first rows, by which the columns are known, do not have.",
	},
	"E-ENCODING": {
		Message: "byte %[1]s is not UTF-8: the text looks like %[2]s",
		Hint:    "convert the file with iconv -f %[2]s -t UTF-8 IN >OUT",
		Doc:     "A row is not UTF-8 text. Files of older programs in Spanish are often Latin-1 or Windows-1252.",
	},
	"E-CELLS": {
		Message: "the row has %[1]v cells, and the header %[2]v columns",
		Hint:    "look for a missing or a superfluous separator, or a separator that needs quotes around its cell",
		Doc:     "A row has more or fewer cells than the header has columns.",
	},
	"E-QUOTE-BARE": {
		Message: "a quote stands inside the cell %[1]q, which has none around it",
		Hint:    "put quotes around the cell and write two for each one inside",
		Doc:     "A cell of a CSV row that is not quoted holds a quote.",
	},
	"E-QUOTE-AFTER": {
		Message: "text follows the closing quote of %[1]q",
		Hint:    "write two quotes for each one inside a quoted cell",
		Doc:     "Something else than a separator or the end of the row stands after a closing quote.",
	},
	"E-SHEET": {
		Message: "no sheet is named %[1]q",
		Hint:    "the sheets are %[2]s",
		Doc:     "A workbook has no sheet of the name that was asked for, or none that is visible.",
	},
	"E-CELL-FORMULA": {
		Message: "the formula of this cell has no stored value",
		Hint:    "open the workbook in a spreadsheet and save it, or paste the values",
		Doc:     "A program wrote a formula into a workbook without the value that it gives. Formulas are not run.",
	},
	"E-CELL-ERROR": {
		Message: "the cell holds an error: %[1]s",
		Hint:    "correct the formula in the workbook",
		Doc:     "A cell of a workbook shows an error such as #N/A.",
	},
	"E-CELL-MERGED": {
		Message: "the cell is merged with %[1]s, which alone holds the value",
		Hint:    "unmerge the cells and fill the value into each",
		Doc:     "A row of a workbook shows a value that another cell holds. It is not guessed for which rows it was meant.",
	},
	"E-SHEET-ROWS": {
		Message: "a sheet holds at most %[1]v rows, the header included",
		Hint:    "write CSV or JSON Lines instead, or several files with --shard",
		Doc:     "More rows are written as XLSX than a sheet can have.",
	},
	"E-SHEET-TEXT": {
		Message: "a cell of a sheet holds at most %[1]v characters",
		Hint:    "write CSV or JSON Lines instead, or shorten the text",
		Doc:     "A text is written as XLSX that is longer than a cell can be.",
	},
}
