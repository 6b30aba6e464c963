package tariff

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What is read of a text: more would only cost time.
const (
	longestText = 500 // characters
	longestWord = 40  // characters
)

// term is a word as it is compared.
type term = string

// word is a word of a text.
type word struct {
	text   string // in small letters, without accents
	term   term
	joined term // of the word and the next one as one; empty for Chinese
}

// idle tells words that say nothing of goods.
func (w word) idle() bool { return slices.Contains(idle, w.term) }

// words divides a text into terms. Letters and digits make a word; accents,
// capitals, hyphens, apostrophes and the plurals of English and Spanish do not
// count. Chinese is divided into pairs of neighbouring characters, a character
// that stands alone is a word.
//
// Two neighbours may be one word that is written apart: "t shirt" is a "t-shirt".
func words(text string) []word {
	var raw []string
	for _, run := range runs(text) {
		if !unicode.Is(unicode.Han, run[0]) {
			raw = append(raw, string(run))
			continue
		}
		if len(run) == 1 {
			raw = append(raw, string(run))
		}
		for i := 1; i < len(run); i++ {
			raw = append(raw, string(run[i-1:i+1]))
		}
	}
	all := make([]word, len(raw))
	for i, w := range raw {
		all[i] = word{text: w, term: fold(w)}
		if i+1 < len(raw) && !isHan(w) && !isHan(raw[i+1]) {
			all[i].joined = fold(w + raw[i+1])
		}
	}
	return all
}

// runs gives the words of a text, and of Chinese the stretches without a break.
func runs(text string) [][]rune {
	var all [][]rune
	var run []rune
	end := func() {
		if len(run) > 0 && len(run) <= longestWord {
			all = append(all, run)
		}
		run = nil
	}
	n := 0
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, " ")) {
		if n++; n > longestText {
			break
		}
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r), r == '-', r == '\'', r == '’':
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end()
		default:
			if len(run) > 0 && unicode.Is(unicode.Han, r) != unicode.Is(unicode.Han, run[0]) {
				end()
			}
			run = append(run, r)
		}
	}
	end()
	return all
}

func isHan(w string) bool {
	for _, r := range w {
		return unicode.Is(unicode.Han, r)
	}
	return false
}

// shortest is the length that is left of a word whose plural is folded.
const shortest = 3

// irregular are plurals that no ending tells.
var irregular = map[string]string{"men": "man", "mens": "man", "women": "woman", "womens": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse"}

// dropsE are the letters behind which an e belongs to the plural of some word:
// box-es, pantalon-es. It goes from the others of them too, so that phone and
// phones stay together; tape and tap stay apart.
const dropsE = "cdfhijlnrsvxz"

// fold takes the ending of a plural off, and writes alike what the ending
// changes: boxes and box, batteries and battery, knives and knife, lápices and
// lápiz come out the same. What comes out need not be a word.
func fold(w string) term {
	if one, ok := irregular[w]; ok {
		w = one
	}
	for len(w) > shortest {
		last, before := w[len(w)-1], w[len(w)-2]
		if (last != 's' || before == 's') && (last != 'e' || strings.IndexByte(dropsE, before) < 0) {
			break
		}
		w = w[:len(w)-1]
	}
	if len(w) < shortest {
		return w
	}
	switch head := w[:len(w)-1]; w[len(w)-1] {
	case 'y':
		return head + "i"
	case 'v':
		return head + "f"
	case 'z':
		return head + "c"
	}
	return w
}

// idle are words that say nothing of goods.
var idle = []string{"a", "an", "and", "the", "of", "for", "with", "to", "in", "or", "de", "del", "el", "la", "los", "las", "para", "con", "por", "y", "o", "un", "una", "en"}
