package table

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// Interval is a range of numbers. A side without a bound has Has… false; a
// bound is part of the range unless Open… is true.
type Interval struct {
	Low, High         money.Ratio
	HasLow, HasHigh   bool
	OpenLow, OpenHigh bool
}

// ParseInterval reads "[0,50]", "(50,117]", "(14,)", "(,5]", or one number.
// Faults: E-INTERVAL, E-INTERVAL-EMPTY, E-NUMBER.
func ParseInterval(s string) (Interval, *fault.Fault) {
	text := strings.TrimSpace(s)
	if !strings.ContainsAny(text, "[](),") {
		n, f := money.ParseRatio(text)
		if f != nil {
			return Interval{}, f
		}
		return Interval{Low: n, High: n, HasLow: true, HasHigh: true}, nil
	}
	low, high, two := strings.Cut(text, ",")
	low, high = strings.TrimSpace(low), strings.TrimSpace(high)
	if !two || low == "" || high == "" || low[0] != '[' && low[0] != '(' || high[len(high)-1] != ']' && high[len(high)-1] != ')' {
		return Interval{}, fault.New("E-INTERVAL", fault.Place{}, short(s))
	}
	in := Interval{OpenLow: low[0] == '(', OpenHigh: high[len(high)-1] == ')'}
	low, high = strings.TrimSpace(low[1:]), strings.TrimSpace(high[:len(high)-1])
	in.HasLow, in.HasHigh = low != "", high != ""
	// A side without a bound is open, and one side has a bound.
	if !in.HasLow && !in.HasHigh || !in.HasLow && !in.OpenLow || !in.HasHigh && !in.OpenHigh {
		return Interval{}, fault.New("E-INTERVAL", fault.Place{}, short(s))
	}
	var f *fault.Fault
	if in.HasLow {
		if in.Low, f = money.ParseRatio(low); f != nil {
			return Interval{}, f
		}
	}
	if in.HasHigh {
		if in.High, f = money.ParseRatio(high); f != nil {
			return Interval{}, f
		}
	}
	if in.HasLow && in.HasHigh {
		if c := in.Low.Cmp(in.High); c > 0 || c == 0 && (in.OpenLow || in.OpenHigh) {
			return Interval{}, fault.New("E-INTERVAL-EMPTY", fault.Place{}, short(s))
		}
	}
	return in, nil
}

// Contains tells whether the number lies in the range.
func (in Interval) Contains(r money.Ratio) bool {
	if in.HasLow {
		if c := r.Cmp(in.Low); c < 0 || c == 0 && in.OpenLow {
			return false
		}
	}
	if in.HasHigh {
		if c := r.Cmp(in.High); c > 0 || c == 0 && in.OpenHigh {
			return false
		}
	}
	return true
}

// within tells whether every number of the range lies in the other one.
func (in Interval) within(o Interval) bool {
	if o.HasLow {
		if !in.HasLow {
			return false
		}
		if c := in.Low.Cmp(o.Low); c < 0 || c == 0 && o.OpenLow && !in.OpenLow {
			return false
		}
	}
	if o.HasHigh {
		if !in.HasHigh {
			return false
		}
		if c := in.High.Cmp(o.High); c > 0 || c == 0 && o.OpenHigh && !in.OpenHigh {
			return false
		}
	}
	return true
}

// String gives the range as ParseInterval reads it.
func (in Interval) String() string {
	if in.HasLow && in.HasHigh && in.Low.Cmp(in.High) == 0 {
		return in.Low.String()
	}
	var b strings.Builder
	b.WriteByte("[("[index(in.OpenLow || !in.HasLow)])
	if in.HasLow {
		b.WriteString(in.Low.String())
	}
	b.WriteByte(',')
	if in.HasHigh {
		b.WriteString(in.High.String())
	}
	b.WriteByte("])"[index(in.OpenHigh || !in.HasHigh)])
	return b.String()
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

// short cuts a text that a fault quotes.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
