package tariff

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// Index finds the headings that goods may belong to. How it ranks is told at
// [Index.Search].
type Index struct {
	names    []entry
	byTerm   map[term][]int    // places in names, of terms and of what two make
	headings map[term]int      // how many headings use a term
	all      int               // headings
	terms    map[string][]term // of a heading: its terms in order
}

// entry is a name with its words, each once.
type entry struct {
	Name
	words []word
}

// NewIndex makes an index of names.
func NewIndex(names []Name) *Index {
	x := &Index{byTerm: map[term][]int{}, headings: map[term]int{}, terms: map[string][]term{}}
	used := map[string]map[term]bool{}
	for _, n := range names {
		e := entry{Name: n}
		for _, w := range words(n.Text) {
			if !w.idle() && !slices.ContainsFunc(e.words, func(o word) bool { return o.term == w.term }) {
				e.words = append(e.words, w)
			}
		}
		if len(e.words) == 0 {
			continue
		}
		heading := n.Code[:4]
		if used[heading] == nil {
			used[heading] = map[term]bool{}
		}
		for _, w := range e.words {
			used[heading][w.term] = true
			x.byTerm[w.term] = append(x.byTerm[w.term], len(x.names))
			if w.joined != "" {
				x.byTerm[w.joined] = append(x.byTerm[w.joined], len(x.names))
			}
		}
		x.names = append(x.names, e)
	}
	x.all = len(used)
	for heading, terms := range used {
		x.terms[heading] = slices.Sorted(maps.Keys(terms))
		for t := range terms {
			x.headings[t]++
		}
	}
	return x
}

// weight is what a term counts: 1 where every heading uses it, one more each
// time that half as many do.
func (x *Index) weight(t term) int { return bits.Len(uint(x.all / max(x.headings[t], 1))) }

// Found is a heading that a query may mean.
type Found struct {
	Heading string   // four digits
	Code    string   // of the name: that of the heading or of something under it
	Name    string   // that fits best
	Words   []string // of the name that the query has, in small letters without accents
	Score   int
}

// Search gives the headings that a query may mean, the best first, at most so
// many. A term counts by how few headings use it, see [Index.weight]. A name
// scores what its terms count that the query has, times the share of the name
// that they are; what else the query says does not matter. To the best name of a
// heading comes a quarter of what the query's terms count that the heading uses
// anywhere. Headings of the same score stand in order of their code.
func (x *Index) Search(query string, most int) []Found {
	asked := map[term]bool{}
	for _, w := range words(query) {
		if !w.idle() {
			asked[w.term] = true
		}
		if w.joined != "" {
			asked[w.joined] = true
		}
	}
	best := map[string]Found{}
	for _, i := range x.candidates(asked) {
		e := &x.names[i]
		f := Found{Heading: e.Code[:4], Code: e.Code, Name: e.Text}
		has, whole := 0, 0
		for j, w := range e.words {
			counts := x.weight(w.term)
			whole += counts
			if asked[w.term] || asked[w.joined] || j > 0 && asked[e.words[j-1].joined] {
				has += counts
				f.Words = append(f.Words, w.text)
			}
		}
		f.Score = scale * has * has / whole
		if known, ok := best[f.Heading]; !ok || better(f, known) {
			best[f.Heading] = f
		}
	}
	found := make([]Found, 0, len(best))
	for heading, f := range best {
		for _, t := range x.terms[heading] {
			if asked[t] {
				f.Score += scale * x.weight(t) / 4
			}
		}
		found = append(found, f)
	}
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(b.Score-a.Score, strings.Compare(a.Heading, b.Heading))
	})
	return found[:min(most, len(found))]
}

// scale keeps the remainders of divisions in the score.
const scale = 100

// better tells whether a name of the same heading fits better: one that scores
// more, else a shorter one, else the one whose code and text come first.
func better(a, b Found) bool {
	return cmp.Or(b.Score-a.Score, len(a.Name)-len(b.Name), strings.Compare(a.Code, b.Code), strings.Compare(a.Name, b.Name)) < 0
}

// candidates gives the names that have any of the terms, in order.
func (x *Index) candidates(asked map[term]bool) []int {
	var all []int
	for t := range asked {
		all = append(all, x.byTerm[t]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
