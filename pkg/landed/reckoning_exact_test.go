package landed_test

import (
	"strings"

	"github.com/shopspring/decimal"
)

// secondExact is a rational number n/d with d > 0, or unknown (the zero value). Every operation passes the unknown on,
// and none divides: the one division is the rounding.
type secondExact struct {
	n, d  decimal.Decimal
	known bool
}

var (
	exactOne    = decimal.New(1, 0)
	exactOneHun = decimal.New(100, 0)
	exactZero   = exactly("0")
)

// exactly reads "0.335", "33.5%" or "1/300"; anything else is a mistake of the test.
func exactly(text string) secondExact {
	text = strings.TrimSpace(text)
	if share, ok := strings.CutSuffix(text, "%"); ok {
		return secondExact{decimal.RequireFromString(strings.TrimSpace(share)), exactOneHun, true}
	}
	if above, below, ok := strings.Cut(text, "/"); ok {
		return exactly(above).over(exactly(below))
	}
	return secondExact{decimal.RequireFromString(text), exactOne, true}
}

// exactCentavos is an amount of centavos in MXN.
func exactCentavos(centavos int64) secondExact {
	return secondExact{decimal.New(centavos, -2), exactOne, true}
}

func (a secondExact) plus(b secondExact) secondExact {
	if !a.known || !b.known {
		return secondExact{}
	}
	if a.d.Equal(b.d) {
		return secondExact{a.n.Add(b.n), a.d, true}
	}
	return secondExact{a.n.Mul(b.d).Add(b.n.Mul(a.d)), a.d.Mul(b.d), true}
}

func (a secondExact) minus(b secondExact) secondExact {
	return a.plus(secondExact{b.n.Neg(), b.d, b.known})
}

func (a secondExact) times(factors ...secondExact) secondExact {
	for _, b := range factors {
		if !a.known || !b.known {
			return secondExact{}
		}
		a = secondExact{a.n.Mul(b.n), a.d.Mul(b.d), true}
	}
	return a
}

// over divides; by nothing is unknown.
func (a secondExact) over(b secondExact) secondExact {
	if !a.known || !b.known || b.n.IsZero() {
		return secondExact{}
	}
	n, d := a.n.Mul(b.d), a.d.Mul(b.n)
	if d.IsNegative() {
		n, d = n.Neg(), d.Neg()
	}
	return secondExact{n, d, true}
}

// less says whether a < b; both are to be known.
func (a secondExact) less(b secondExact) bool {
	return a.n.Mul(b.d).LessThan(b.n.Mul(a.d))
}

// under, from: comparisons of numbers that may be missing.
func (a secondExact) under(text string) secondTruth {
	if !a.known {
		return perhaps
	}
	return truthOf(a.less(exactly(text)))
}

func (a secondExact) upTo(text string) secondTruth {
	if !a.known {
		return perhaps
	}
	return truthOf(!exactly(text).less(a))
}

func (a secondExact) atLeast(b secondExact) secondExact {
	if a.known && b.known && a.less(b) || !b.known {
		return b
	}
	return a
}

func (a secondExact) atMost(b secondExact) secondExact {
	if a.known && b.known && b.less(a) || !b.known {
		return b
	}
	return a
}

// wholeUp rounds up to a whole number.
func (a secondExact) wholeUp() secondExact {
	if !a.known {
		return a
	}
	q, r := a.n.QuoRem(a.d, 0)
	if r.IsPositive() {
		q = q.Add(exactOne)
	}
	return secondExact{q, exactOne, true}
}

// cents rounds to two decimals, half away from zero.
func (a secondExact) cents() secondExact {
	if !a.known {
		return a
	}
	return secondExact{a.n.DivRound(a.d, 2), exactOne, true}
}

// centavos is a rounded amount as a whole number of centavos.
func (a secondExact) centavos() int64 {
	return a.cents().n.Shift(2).IntPart()
}

// secondTruth is what can be said of a condition whose field may be missing.
type secondTruth int

const (
	no secondTruth = iota
	perhaps
	yes
)

func truthOf(b bool) secondTruth {
	if b {
		return yes
	}
	return no
}

func (t secondTruth) not() secondTruth { return yes - t }

// allOf: one that fails decides, one that is missing leaves it open.
func allOf(truths ...secondTruth) secondTruth {
	least := yes
	for _, t := range truths {
		least = min(least, t)
	}
	return least
}
