package fault

import "maps"

// nothingNear is how a text offers a near word where there is none.
const nothingNear = ` (near: "")`

// english is the catalogue of every error, reason and warning, in English. A
// text uses the fault's arguments by number: %[1]v. Another language is
// another set of english_*.go.
var english = catalogue(parts...)

// parts are the catalogue, one part a subject.
var parts = []map[Code]Text{
	englishInput, englishRules, englishQuote, englishProgram, englishCatalog, englishBatch, englishWhatIf, englishRulebook,
	englishLock, englishSetup, englishLimits, englishTariff, englishSolve,
}

// catalogue joins parts of the catalogue; a code in two of them is a mistake
// that TestCatalogueHasNoCodeTwice finds.
func catalogue(parts ...map[Code]Text) map[Code]Text {
	all := map[Code]Text{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
