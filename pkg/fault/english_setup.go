package fault

// englishSetup is the texts of faults of `aduana config` and `aduana doctor`, in English.
var englishSetup = map[Code]Text{
	"E-CONFIG-EXISTS": {
		Message: "is there already",
		Hint:    "it stays as it is; edit it, or move it away first",
		Doc:     "A settings file is to be begun where there is one.",
	},
	"E-CONFIG-HOME": {
		Message: "there is no folder for your settings",
		Hint:    "set HOME, or keep settings in aduana.yaml of a folder: aduana config init --here",
		Doc:     "The system names no config folder of the user.",
	},
	"E-DOCTOR": {
		Message: "%[1]v of %[2]v checks failed",
		Hint:    "each says what to do",
		Doc:     "Something that aduana doctor looks at keeps quotes from being made.",
	},
}
