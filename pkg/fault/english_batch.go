package fault

// englishBatch is the texts of faults in pricing a catalogue, in English.
var englishBatch = map[Code]Text{
	"E-MAP": {
		Message: "%[1]q does not say which column is which field",
		Hint:    "write THEIRS=OURS, for example --map \"Precio=price\"",
		Doc:     "What --map is given has no equals sign, or nothing on a side of it.",
	},
	"E-MAP-FIELD": {
		Message: "%[1]q is not a field of an offer (near: %[2]q)",
		Hint:    "aduana quote --help lists the fields; one of a route alone is ROUTE.FIELD",
		Doc:     "A mapping sends a column to a field that does not exist.",
	},
	"E-MAP-COLUMN": {
		Message: "the file has no column %[1]q (near: %[2]q)",
		Hint:    "its columns are: %[3]s",
		Doc:     "A mapping names a column that the file does not have.",
	},
	"E-MAPPING": {
		Message: "there is no mapping %[1]q (near: %[3]q)",
		Hint:    "use one of %[2]s, or name a YAML file",
		Doc:     "The saved mapping that is asked for does not come with aduana.",
	},
	"E-FIELD-TWICE": {
		Message: "the columns %[1]q and %[2]q are both %[3]s",
		Hint:    "map one of them to something else, or leave it out of the file",
		Doc:     "Two columns of a catalogue stand for the same field.",
	},
	"E-NO-COLUMN": {
		Message: "no column is a field of an offer: %[1]s",
		Hint:    "name them with --map THEIRS=OURS or --mapping; the fields are %[2]s",
		Doc:     "None of a catalogue's columns says anything about an offer.",
	},
	"E-COLUMN": {
		Message: "there is no column %[1]q to add (near: %[2]q)",
		Hint:    "aduana batch --columns help lists them",
		Doc:     "The columns that are asked for name one that does not exist.",
	},
	"E-COLUMN-THERE": {
		Message: "the file has a column %[1]q already",
		Hint:    "take the column out of the file, or choose others with --columns",
		Doc:     "A catalogue that was priced before would get a column twice.",
	},
	"E-FORMAT-UNKNOWN": {
		Message: "the name does not say in which format it is",
		Hint:    "give it a suffix, or say --in-format or --format: %[1]s",
		Doc:     "A catalogue's name has none of the suffixes that tell its format.",
	},
	"E-REJECTED": {
		Message: "%[1]d of %[2]d rows were rejected",
		Hint:    "the rejects say the row, the column and why; the other rows are priced",
		Doc:     "A batch finished, and some rows could not be priced.",
	},
	"E-INTERRUPTED": {
		Message: "interrupted",
		Hint:    "files are as they were; what went to standard output is not the whole",
		Doc:     "The user broke a run off with Ctrl-C, or the system ended it.",
	},
	"E-SHARD": {
		Message: "%[1]q is not a part of the rows",
		Hint:    "write I/N with I from 1 to N, for example --shard 1/4",
		Doc:     "What --shard is given cannot be read.",
	},
	"E-SHARD-INPUT": {
		Message: "a part of standard input cannot be found",
		Hint:    "name a file: its rows are counted first",
		Doc:     "A shard is asked of a stream, whose length is not known.",
	},
	"E-SHARD-XLSX": {
		Message: "workbooks cannot be put one behind the other",
		Hint:    "write the parts as csv, tsv or jsonl",
		Doc:     "A shard is to be written as a workbook.",
	},
}
