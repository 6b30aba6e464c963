package table

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/strict"
)

// Keys is what a match asks of an offer.
type Keys interface {
	// Text gives a word, a country or the tariff line; false where the offer
	// does not say.
	Text(Key) (string, bool)
	// Number gives a number; false where it is not known. The table is given
	// because billable_kg depends on its head.
	Number(Key, *Table) (money.Ratio, bool)
	// Has tells whether the offer's tariff line has a flag.
	Has(flag string) bool
}

// Cond is one condition of a row, or of a route's charge.
type Cond struct {
	Key     Key
	Not     bool     // none of Texts may match
	Texts   []string // any of them matches; of a KindNumber none
	In      Interval // of a KindNumber
	members []string // Texts with the groups resolved; nil where there is none
}

// Bounds of what one condition may say.
const (
	longestWord = 60  // characters
	mostTexts   = 300 // words of a list
)

// spot is a place that faults are put at: a node of a YAML file or a cell of a
// CSV file.
type spot interface {
	Fault(code fault.Code, args ...any)
	Add(f *fault.Fault)
}

// said is a text with its place.
type said struct {
	text string
	at   spot
}

// ReadCond reads an entry of a row, or of a route's `when:`, as a condition; ok
// is false where it is none. Groups of countries are not resolved, see
// [Set.Resolve]. Faults: E-TABLE-CONDITION and those of the values.
func ReadCond(e strict.Entry) (Cond, bool) {
	key, ok := KeyByName(e.Key)
	if !ok {
		e.At.Fault("E-TABLE-CONDITION", short(e.Key), nearest(e.Key, KeyNames()))
		return Cond{}, false
	}
	return readCond(key, e.Value)
}

func readCond(key Key, n *strict.Node) (Cond, bool) {
	if key.Kind() == KindNumber {
		s, ok := scalar(n)
		if !ok {
			return Cond{Key: key}, false
		}
		return parseCond(key, []said{s})
	}
	items := n.List()
	if len(items) == 0 || len(items) > mostTexts {
		n.Fault("E-TABLE-LIST", len(items), mostTexts)
		return Cond{Key: key}, false
	}
	list := make([]said, 0, len(items))
	for _, item := range items {
		if s, ok := scalar(item); ok {
			list = append(list, s)
		}
	}
	if len(list) < len(items) {
		return Cond{Key: key}, false
	}
	return parseCond(key, list)
}

// parseCond makes a condition of its texts, of which there is at least one.
func parseCond(key Key, list []said) (Cond, bool) {
	c := Cond{Key: key}
	if key.Kind() == KindNumber {
		in, f := ParseInterval(list[0].text)
		list[0].at.Add(f)
		c.In = in
		return c, f == nil
	}
	ok := true
	c.Texts = make([]string, len(list))
	for i, item := range list {
		text, not := strings.CutPrefix(item.text, "!")
		if i == 0 {
			c.Not = not
		} else if not != c.Not {
			item.at.Fault("E-TABLE-NEGATION", short(item.text))
			ok = false
		}
		ok = key.check(text, item.at) && ok
		c.Texts[i] = text
	}
	return c, ok
}

// check faults on a text that no offer can have.
func (k Key) check(text string, at spot) bool {
	words := k.Words()
	switch {
	case words != nil:
		if !slices.Contains(words, text) {
			at.Fault("E-WORD", short(text), strings.Join(words, ", "), nearest(text, words))
			return false
		}
	case k == KeyCurrency:
		if !money.IsCurrency(text) {
			at.Fault("E-CURRENCY", short(text), "the currency must be three capital letters")
			return false
		}
	case k.Kind() == KindCountry:
		if !isCountry(text) && !isWord(text) {
			at.Fault("E-TABLE-COUNTRY", short(text))
			return false
		}
	case k.Kind() == KindPrefix:
		if len(text) == 0 || len(text) > 8 || len(text)%2 != 0 || strings.Trim(text, "0123456789") != "" {
			at.Fault("E-TABLE-HS", short(text))
			return false
		}
	case !isWord(text):
		at.Fault("E-TABLE-WORD", short(text))
		return false
	}
	return true
}

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// isWord tells a plain word: small letters, digits, and between them . - _.
func isWord(s string) bool {
	if s == "" || len(s) > longestWord {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (i == 0 || c != '-' && c != '_' && c != '.') {
			return false
		}
	}
	return true
}

// groups tells whether the condition names a group of countries.
func (c *Cond) groups() bool {
	return c.Key.Kind() == KindCountry && slices.ContainsFunc(c.Texts, func(t string) bool { return !isCountry(t) })
}

// Holds tells whether the condition holds for an offer. It is not known where
// the offer lacks the key; a missing tariff line just does not match. The table
// may be nil where the condition stands in none.
func (c *Cond) Holds(k Keys, t *Table) (yes, known bool) {
	switch c.Key.Kind() {
	case KindNumber:
		n, ok := k.Number(c.Key, t)
		return ok && c.In.Contains(n), ok
	case KindPresence:
		_, given := k.Number(c.Key, t)
		return slices.Contains(c.Texts, presence[index(!given)]) != c.Not, true
	case KindSet:
		if _, ok := k.Text(KeyHS); !ok {
			return false, true
		}
		return slices.ContainsFunc(c.Texts, k.Has) != c.Not, true
	case KindPrefix:
		hs, ok := k.Text(c.Key)
		return ok && slices.ContainsFunc(c.Texts, func(p string) bool { return strings.HasPrefix(hs, p) }) != c.Not, true
	}
	text, ok := k.Text(c.Key)
	if !ok {
		return false, false
	}
	texts := c.Texts
	if c.members != nil {
		texts = c.members
	}
	return slices.Contains(texts, text) != c.Not, true
}

// String gives the condition as it is written: "origin usmca",
// "value_usd (50,117]", "incoterm !DAP, !DPU".
func (c Cond) String() string {
	if c.Key.Kind() == KindNumber {
		return c.Key.String() + " " + c.In.String()
	}
	sign := ""
	if c.Not {
		sign = "!"
	}
	return c.Key.String() + " " + sign + strings.Join(c.Texts, ", "+sign)
}

// covers tells whether every offer for which o holds makes c hold too. Names of
// groups are compared as names, since their members change.
func (c *Cond) covers(o *Cond) bool {
	if c.Key != o.Key {
		return false
	}
	switch c.Key.Kind() {
	case KindNumber:
		return o.In.within(c.In)
	case KindPrefix:
		return c.coversSets(o, func(text, in string) bool { return strings.HasPrefix(text, in) })
	case KindSet:
		// A line may have several flags, so that having one says nothing of others.
		return c.Not == o.Not && c.coversSets(o, func(text, in string) bool { return text == in })
	}
	if c.Not != o.Not && (c.groups() || o.groups()) {
		return false
	}
	return c.coversSets(o, func(text, in string) bool { return text == in })
}

// coversAny tells whether the condition covers one of others.
func (c *Cond) coversAny(others []Cond) bool {
	for i := range others {
		if c.covers(&others[i]) {
			return true
		}
	}
	return false
}

// coversSets is covers for texts, each of which stands for a set; within tells
// whether the first's set lies in the second's, and sets are otherwise apart or
// the other way round.
func (c *Cond) coversSets(o *Cond, within func(text, in string) bool) bool {
	every := func(texts, in []string) bool {
		for _, t := range texts {
			if !slices.ContainsFunc(in, func(i string) bool { return within(t, i) }) {
				return false
			}
		}
		return true
	}
	apart := func(a, b []string) bool {
		for _, t := range a {
			if slices.ContainsFunc(b, func(i string) bool { return within(t, i) || within(i, t) }) {
				return false
			}
		}
		return true
	}
	switch {
	case !c.Not && !o.Not:
		return every(o.Texts, c.Texts)
	case c.Not && o.Not:
		return every(c.Texts, o.Texts)
	}
	return c.Not && apart(o.Texts, c.Texts)
}
