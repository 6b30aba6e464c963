package fault

// englishLock is the texts of faults in locked quotes, in English.
var englishLock = map[Code]Text{
	// Locked quotes (pkg/lock).
	"E-LOCK-JSON": {
		Message: "is not whole: %[1]s",
		Hint:    "take the file from where it was kept, or write it anew with aduana lock",
		Doc:     "A locked quote is no JSON: it was cut off or changed.",
	},
	"E-LOCK-FORM": {
		Message: "is not a locked quote",
		Hint:    "give a file that aduana lock has written",
		Doc:     "A file given to verify is JSON, but lacks what a locked quote has, or has it in another form.",
	},
	"E-LOCK-VERSION": {
		Message: "is a locked quote of schema version %[1]v, and this program reads %[2]v",
		Hint:    "use the version of aduana that wrote the file, or a newer one",
		Doc:     "A locked quote is of a schema version that this program does not know.",
	},
	"E-LOCK-DIGEST": {
		Message: "was changed after it was written: its digest says %[1]q, its content is %[2]q",
		Hint:    "take the file from where it was kept; a digest finds changes, it does not prove who wrote the file",
		Doc:     "The content of a locked quote does not have the digest that stands in the file.",
	},
	"E-LOCK-CHANGED": {
		Message: "the rules changed while they were read: %[1]s",
		Hint:    "run the command again when nobody writes to the rules folder",
		Doc:     "The quote and the copy of its rules do not agree when a quote is to be locked.",
	},

	// Verification (pkg/cli).
	"E-VERIFY-PROGRAM": {
		Message: "this program reckons otherwise from the rules of the file: %[1]s",
		Hint:    "the file was written by aduana %[2]s, this is %[3]s; please report it with the file",
		Doc:     "A locked quote gives other figures from its own rules than when it was written.",
	},
	"E-VERIFY-RULES": {
		Message: "the rules in force give other figures: %[1]s; %[2]s",
		Hint:    "the file still holds what was reckoned; --locked checks it against its own rules alone",
		Doc:     "A locked quote gives other figures from the rules in force than when it was written, or cannot be reckoned from them.",
	},
}
