package offer

import (
	"strings"
	"sync"

	"aduana/pkg/money"
)

// ids are the texts that have a number of their own.
var (
	ids   = map[string]int64{}
	idsMu sync.Mutex
)

// mostIDs bounds them: a text beyond has none.
const mostIDs = 1 << 18

// Intern gives a value of words an ID, the same for the same text everywhere in
// the process, so that who sees a text again need not compare it. It is for
// values that are read once and used often.
func Intern(v Value) Value {
	if v.Num.Den != 0 {
		return v // a number
	}
	idsMu.Lock()
	defer idsMu.Unlock()
	id, known := ids[v.Text]
	if !known && len(ids) < mostIDs {
		id = int64(len(ids) + 1)
		ids[strings.Clone(v.Text)] = id
	}
	v.Num = money.Ratio{Num: id} // no fraction, so that a value has no more than two words of each
	return v
}

// Intern gives the values of words of the offer their IDs, see the function.
func (o *Offer) Intern() {
	for f := range NumFields {
		if o.given&(1<<f) != 0 {
			o.values[f] = Intern(o.values[f])
		}
	}
}

// ID stands for the text where [Intern] gave it; 0 is none.
func (v *Value) ID() int {
	if v.Num.Den != 0 {
		return 0
	}
	return int(v.Num.Num)
}
