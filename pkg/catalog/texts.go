package catalog

import (
	"encoding/binary"

	"aduana/pkg/offer"
)

// texts are what the texts of a column were read as. It is a hash table in place
// of a map, since most cells are words of a few bytes: two numbers stand for such
// a word, by which a batch takes 4 % less time.
type texts struct {
	slots []known // a power of two, at least half of them free: without text
	kept  int
}

// known is a text and what it was read as.
type known struct {
	word  word
	text  string
	value offer.Value
}

// word is the first and the last eight bytes of a text: all of one that has at
// most sixteen.
type word struct{ first, last uint64 }

// longWord is how many bytes a word holds.
const longWord = 16

// mostKnown bounds the texts of a column that are remembered.
const mostKnown = 50_000

func wordOf(text []byte) (w word) {
	switch n := len(text); {
	case n >= 8:
		w.first, w.last = binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[n-8:])
	case n >= 4:
		w.first, w.last = uint64(binary.LittleEndian.Uint32(text)), uint64(binary.LittleEndian.Uint32(text[n-4:]))
	case n > 0:
		w.first = uint64(text[0]) | uint64(text[n/2])<<8 | uint64(text[n-1])<<16
	}
	return w
}

// slot gives the slot from which on a word is looked for.
func (t *texts) slot(w word) int {
	const odd = 0x9e3779b97f4a7c15 // spreads the bits: 2^64 divided by the golden ratio
	return int((w.first^w.last*odd)*odd>>32) & (len(t.slots) - 1)
}

// find gives what a text was read as; nil where it is not known.
func (t *texts) find(text []byte) *offer.Value {
	if t.kept == 0 {
		return nil
	}
	w := wordOf(text)
	for at := t.slot(w); ; at = (at + 1) & (len(t.slots) - 1) {
		switch k := &t.slots[at]; {
		case k.text == "":
			return nil
		case k.word == w && len(k.text) == len(text) && (len(text) <= longWord || k.text == string(text)):
			return &k.value
		}
	}
}

// add remembers a text that is not known and not empty.
func (t *texts) add(text string, v offer.Value) {
	if t.kept == mostKnown {
		return
	}
	if 2*t.kept >= len(t.slots) {
		before := t.slots
		t.slots = make([]known, max(16, 2*len(before)))
		for i := range before {
			t.put(before[i])
		}
	}
	t.put(known{wordOf([]byte(text)), text, v})
	t.kept++
}

func (t *texts) put(k known) {
	if k.text == "" {
		return
	}
	at := t.slot(k.word)
	for t.slots[at].text != "" {
		at = (at + 1) & (len(t.slots) - 1)
	}
	t.slots[at] = k
}
