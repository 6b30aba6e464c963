package offer

import (
	"strings"

	"aduana/pkg/strict"
)

// near gives the known word that text most likely means, or "": the same in
// another spelling, one that is a slip away, or one that has a part in common
// ("hs_code", "wieght").
func near(text string, known []string) string {
	if len(text) > maxWord {
		return ""
	}
	text = plain(text)
	var parts []string
	partOf := map[string]string{}
	for _, k := range known {
		if plain(k) == text {
			return k
		}
		for _, p := range strings.Split(plain(k), "_") {
			if _, there := partOf[p]; !there && len(p) > 1 {
				parts, partOf[p] = append(parts, p), k
			}
		}
	}
	if k := strict.Suggest(text, known); k != "" {
		return k
	}
	for _, p := range strings.Split(text, "_") {
		if k, ok := partOf[p]; ok {
			return k
		}
	}
	if p := strict.Suggest(text, parts); len(p) > 3 {
		return partOf[p]
	}
	return ""
}

// plain writes a word in small letters with underscores.
func plain(s string) string {
	return strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(s))
}

// didYouMean is the end of a message that offers another word.
func didYouMean(word string) string {
	if word == "" {
		return ""
	}
	return "; did you mean \"" + word + "\"?"
}

// maxQuote is how much of a text a fault quotes.
const maxQuote = 60 // bytes

// quoted keeps a fault short, however long the text it quotes.
func quoted(s string) string {
	if len(s) <= maxQuote {
		return s
	}
	return strings.ToValidUTF8(s[:maxQuote], "") + "…"
}
