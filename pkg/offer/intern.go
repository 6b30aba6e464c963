package offer

import (
	"strings"
	"sync"
)

// ids are the texts that have a number of their own.
var (
	ids   = map[string]uint32{}
	idsMu sync.Mutex
)

// mostIDs bounds them: a text beyond has none.
const mostIDs = 1 << 18

// Intern gives a value of words its ID, the same for the same text everywhere
// in the process, so that who sees a text again need not compare it. It is for
// values that are read once and used often.
func Intern(v Value) Value {
	idsMu.Lock()
	defer idsMu.Unlock()
	id, known := ids[v.Text]
	if !known && len(ids) < mostIDs {
		id = uint32(len(ids) + 1)
		ids[strings.Clone(v.Text)] = id
	}
	v.ID = id
	return v
}
