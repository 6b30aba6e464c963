package landed

import (
	"slices"

	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// regions sorts what offers answer to one key into regions: answers that no
// condition of the plan tells apart. What was found out for one answer then
// holds for its whole region. Region 0 is no answer.
type regions struct {
	key    table.Key
	kind   table.Kind
	field  offer.Field  // that answers; NumFields where more is asked
	head   *table.Table // decides billable_kg; nil for other keys
	conds  []*table.Cond
	truths [][]truth            // by region, of each condition
	bounds []money.Ratio        // of a number, ascending
	texts  map[string]int       // of any other key: the region of an answer
	alike  map[string]int       // the region of what a text's conditions come to
	own    func(hs string) bool // whether a tariff line has a region of its own; nil: none has
	reps   []answer             // by region, an answer in it

	last   string // the text before, which is often the same again
	lastIn int    // its region; 0 where there was none
	byID   []int  // the region of a text that has an ID; 0 where none is known
}

// truth is what is known of a condition.
type truth uint8

const (
	holds truth = iota
	fails
	undecided // the offer lacks the key
)

// mostTexts bounds the answers that are remembered, since an offer may name any
// marketplace or tariff line. One that is not remembered is sorted each time.
const mostTexts = 50_000

// answer is what an offer says to one key. It stands for the offer where a
// condition on that key is asked.
type answer struct {
	key   table.Key
	text  string
	num   money.Ratio
	given bool
}

// Text is part of table.Keys. The flags of a tariff line are asked together
// with whether there is one.
func (a *answer) Text(table.Key) (string, bool) { return a.text, a.given }

// Number is part of table.Keys.
func (a *answer) Number(table.Key, *table.Table) (money.Ratio, bool) { return a.num, a.given }

// Has is part of table.Keys.
func (a *answer) Has(flag string) bool { return table.HasWord(a.text, flag) }

func newRegions(key table.Key, head *table.Table) *regions {
	return &regions{key: key, kind: key.Kind(), field: byKey[key], head: head, texts: map[string]int{}, alike: map[string]int{}}
}

// add takes up a condition, and gives its index. Regions are made when all are
// there.
func (r *regions) add(c *table.Cond) int {
	if i := slices.Index(r.conds, c); i >= 0 {
		return i
	}
	r.conds = append(r.conds, c)
	return len(r.conds) - 1
}

// divide makes the regions that are known before the first offer: no answer,
// an answer of which only the presence counts, and for a number those on and
// between the bounds.
func (r *regions) divide() {
	r.region(answer{key: r.key})
	if r.key.Kind() == table.KindPresence {
		r.region(answer{key: r.key, given: true})
	}
	if r.key.Kind() != table.KindNumber {
		return
	}
	for _, c := range r.conds {
		if c.In.HasLow {
			r.bounds = append(r.bounds, c.In.Low)
		}
		if c.In.HasHigh {
			r.bounds = append(r.bounds, c.In.High)
		}
	}
	slices.SortFunc(r.bounds, money.Ratio.Cmp)
	r.bounds = slices.CompactFunc(r.bounds, func(a, b money.Ratio) bool { return a.Cmp(b) == 0 })
	at := func(n money.Ratio, ok bool) {
		if !ok { // bounds this far apart stand in no table: the region says nothing
			n = r.bounds[0]
		}
		r.region(answer{key: r.key, num: n, given: true})
	}
	for i, bound := range r.bounds {
		if i == 0 {
			at(bound.Sub(money.One))
		} else if sum, ok := r.bounds[i-1].Add(bound); ok {
			at(sum.Quo(money.Whole(2)))
		}
		at(bound, true)
	}
	if n := len(r.bounds); n > 0 {
		at(r.bounds[n-1].Add(money.One))
	} else {
		at(money.Zero, true)
	}
}

// region makes a region for an answer that none has, and gives it.
func (r *regions) region(a answer) int {
	truths := make([]truth, len(r.conds))
	for i, c := range r.conds {
		switch yes, known := c.Holds(&a, r.head); {
		case !known:
			truths[i] = undecided
		case yes:
			truths[i] = holds
		default:
			truths[i] = fails
		}
	}
	r.truths, r.reps = append(r.truths, truths), append(r.reps, a)
	return len(r.truths) - 1
}

// ofNumber finds the region of a number: between two bounds, or on one.
func (r *regions) ofNumber(n money.Ratio) int {
	low, high := 0, len(r.bounds)
	for low < high {
		mid := int(uint(low+high) >> 1)
		switch c := n.Cmp(r.bounds[mid]); {
		case c == 0:
			return 2 + 2*mid
		case c < 0:
			high = mid
		default:
			low = mid + 1
		}
	}
	return 1 + 2*low
}

// count is how many regions a number has.
func (r *regions) count() int { return 2 + 2*len(r.bounds) }

// ofValue finds the region of a field's value.
func (r *regions) ofValue(v *offer.Value) int {
	id := v.ID()
	if id == 0 {
		return r.ofText(v.Text)
	}
	if id < len(r.byID) && r.byID[id] != 0 {
		return r.byID[id]
	}
	region := r.ofText(v.Text)
	for len(r.byID) <= id {
		r.byID = append(r.byID, 0)
	}
	r.byID[id] = region
	return region
}

// ofText finds the region of a word, a country, a tariff line or its flags.
func (r *regions) ofText(text string) int {
	if text == r.last && r.lastIn != 0 {
		return r.lastIn
	}
	region, ok := r.texts[text]
	if !ok {
		region = r.sort(text)
	}
	r.last, r.lastIn = text, region
	return region
}

// sort finds the region of a text that was not met before.
func (r *regions) sort(text string) int {
	a := answer{key: r.key, text: text, given: true}
	region := r.region(a)
	like := string(r.signature(region, nil))
	if r.own != nil && r.own(text) {
		like = text
	}
	if known, ok := r.alike[like]; ok {
		r.truths, r.reps = r.truths[:region], r.reps[:region]
		region = known
	}
	r.alike[like] = region
	if len(r.texts) < mostTexts {
		r.texts[text] = region
	}
	return region
}

// signature is what the conditions of a region come to, of all or of some.
func (r *regions) signature(region int, some []int) []byte {
	truths := r.truths[region]
	if some == nil {
		out := make([]byte, len(truths))
		for i, t := range truths {
			out[i] = byte(t)
		}
		return out
	}
	out := make([]byte, len(some))
	for i, c := range some {
		out[i] = byte(truths[c])
	}
	return out
}
