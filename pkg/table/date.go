package table

import (
	"math"
	"time"

	"aduana/pkg/fault"
)

// Date is a calendar day, as days since 1970-01-01.
type Date int32

// OpenStart is the start of a period whose start is not known, Forever the end
// of one that does not end.
const (
	OpenStart Date = math.MinInt32
	Forever   Date = math.MaxInt32
)

const daySeconds = 24 * 60 * 60

// ParseDate reads a day in the form 2026-01-31. Faults: E-DATE.
func ParseDate(s string) (Date, *fault.Fault) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fault.New("E-DATE", fault.Place{}, short(s))
	}
	return Date(t.Unix() / daySeconds), nil
}

// String gives the day as 2026-01-31, "open" for OpenStart and "forever" for
// Forever.
func (d Date) String() string {
	switch d {
	case OpenStart:
		return "open"
	case Forever:
		return "forever"
	}
	return time.Unix(int64(d)*daySeconds, 0).UTC().Format(time.DateOnly)
}

// Add gives the day so many days later; OpenStart and Forever stay themselves.
func (d Date) Add(days int) Date {
	if d == OpenStart || d == Forever {
		return d
	}
	return d + Date(days)
}
