// Package money holds exact amounts and rates. An [Amount] is whole centavos
// of a Mexican peso; a [Ratio] is an exact fraction. There is no float here,
// and text becomes a number or a number text nowhere else.
package money

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
)

// Amount is money in centavos of MXN.
type Amount int64

// Ratio is the exact fraction Num/Den. Den is over zero, except in the zero
// Ratio{}, which no valid value has.
type Ratio struct {
	Num, Den int64
}

// Zero and One are the two fractions that every package needs.
var (
	Zero = Ratio{0, 1}
	One  = Ratio{1, 1}
)

// Whole gives n as a fraction.
func Whole(n int64) Ratio { return Ratio{n, 1} }

// NewRatio gives num/den in lowest terms; den must be neither zero nor the
// lowest int64.
func NewRatio(num, den int64) Ratio {
	if den < 0 {
		num, den = -num, -den
	}
	if g := gcd(num, den); g > 1 {
		num, den = num/g, den/g
	}
	return Ratio{num, den}
}

// Sign is -1, 0 or 1.
func (r Ratio) Sign() int {
	switch {
	case r.Num < 0:
		return -1
	case r.Num > 0:
		return 1
	}
	return 0
}

// Cmp compares r with s: -1, 0 or 1.
func (r Ratio) Cmp(s Ratio) int {
	switch {
	case small(r, s):
		return cmp.Compare(r.Num*s.Den, s.Num*r.Den)
	case r.Den == s.Den:
		return cmp.Compare(r.Num, s.Num)
	}
	if rs, ss := r.Sign(), s.Sign(); rs != ss {
		if rs < ss {
			return -1
		}
		return 1
	}
	ah, al := bits.Mul64(magnitude(r.Num), magnitude(s.Den))
	bh, bl := bits.Mul64(magnitude(s.Num), magnitude(r.Den))
	c := 0
	switch {
	case ah < bh || ah == bh && al < bl:
		c = -1
	case ah > bh || ah == bh && al > bl:
		c = 1
	}
	if r.Num < 0 {
		return -c
	}
	return c
}

// Mul gives r × s; ok is false where it does not fit.
func (r Ratio) Mul(s Ratio) (Ratio, bool) {
	if small(r, s) {
		return Ratio{r.Num * s.Num, r.Den * s.Den}, true
	}
	if n, ok := mul(r.Num, s.Num); ok {
		if d, ok := mul(r.Den, s.Den); ok {
			return Ratio{n, d}, true
		}
	}
	return reduced(new(big.Rat).Mul(r.rat(), s.rat()))
}

// small tells whether products of the parts of two fractions fit: none of them
// is below zero, or of more than 31 bits.
func small(r, s Ratio) bool { return uint64(r.Num|r.Den|s.Num|s.Den)>>31 == 0 }

// Quo gives r ÷ s; ok is false where s is zero or the result does not fit.
func (r Ratio) Quo(s Ratio) (Ratio, bool) {
	switch {
	case s.Num == 0:
		return Ratio{}, false
	case s.Num == math.MinInt64: // its negative does not fit
		return reduced(new(big.Rat).Quo(r.rat(), s.rat()))
	case s.Num < 0:
		return r.Mul(Ratio{-s.Den, -s.Num})
	}
	return r.Mul(Ratio{s.Den, s.Num})
}

// Add gives r + s; ok is false where it does not fit.
func (r Ratio) Add(s Ratio) (Ratio, bool) {
	if r.Den == s.Den {
		if n := r.Num + s.Num; (n > r.Num) == (s.Num > 0) {
			return Ratio{n, r.Den}, true
		}
	}
	if a, ok := mul(r.Num, s.Den); ok {
		if b, ok := mul(s.Num, r.Den); ok {
			if d, ok := mul(r.Den, s.Den); ok {
				if n := a + b; (n > a) == (b > 0) {
					return Ratio{n, d}, true
				}
			}
		}
	}
	return reduced(new(big.Rat).Add(r.rat(), s.rat()))
}

// Sub gives r - s; ok is false where it does not fit.
func (r Ratio) Sub(s Ratio) (Ratio, bool) {
	if s.Num == math.MinInt64 { // its negative does not fit
		return reduced(new(big.Rat).Sub(r.rat(), s.rat()))
	}
	return r.Add(Ratio{-s.Num, s.Den})
}

// Ceil gives the lowest whole number that is not below r.
func (r Ratio) Ceil() int64 {
	q := r.Num / r.Den
	if r.Num%r.Den > 0 {
		q++
	}
	return q
}

// Lowest gives r in lowest terms.
func (r Ratio) Lowest() Ratio { return NewRatio(r.Num, r.Den) }

// Included gives r/(1+r): the share of a price that is a tax of rate r inside it.
func (r Ratio) Included() Ratio { return Ratio{r.Num, r.Den + r.Num} }

// Net gives 1/(1+r): the share of a price that is left without a tax of rate r.
func (r Ratio) Net() Ratio { return Ratio{r.Den, r.Den + r.Num} }

// Reckon gives rate × (sum + amount × quantity), rounded once to the centavo,
// half away from zero. The amount is in centavos per quantity. ok is false
// where the result does not fit into an Amount.
func Reckon(sum Amount, amount, quantity, rate Ratio) (Amount, bool) {
	if amount.Num == 0 {
		return scale(int64(sum), rate)
	}
	if per, ok := amount.Mul(quantity); ok {
		if sum == 0 {
			if r, ok := per.Mul(rate); ok {
				return scale(1, r)
			}
		} else if base, ok := mul(int64(sum), per.Den); ok {
			if n := base + per.Num; (n > base) == (per.Num > 0) {
				if r, ok := rate.Mul(Ratio{1, per.Den}); ok {
					return scale(n, r)
				}
			}
		}
	}
	x := new(big.Rat).Mul(amount.rat(), quantity.rat())
	x.Add(x, new(big.Rat).SetInt64(int64(sum)))
	return round(x.Mul(x, rate.rat()))
}

// Round gives r rounded to a whole centavo, half away from zero, of a fraction of
// centavos; ok is false where it does not fit.
func (r Ratio) Round() (Amount, bool) { return scale(1, r) }

// Scale gives a × r, rounded to the centavo, half away from zero.
func (a Amount) Scale(r Ratio) (Amount, bool) { return scale(int64(a), r) }

// ScaleAll is [Amount.Scale] of many amounts by one r, into out; those that do not
// fit are given to unfit by their index.
func ScaleAll(out, amounts []Amount, r Ratio, unfit func(i int)) {
	out = out[:len(amounts)]
	num, den := uint64(r.Num), uint64(r.Den)
	for i, a := range amounts {
		if (uint64(a)|num)>>31 == 0 { // as in scale
			out[i] = nearest(uint64(a)*num, den)
			continue
		}
		var ok bool
		if out[i], ok = scale(int64(a), r); !ok {
			unfit(i)
		}
	}
}

// WholePesos rounds to pesos as contributions are paid: up to 50 centavos down,
// from 51 up (Código Fiscal de la Federación art. 20).
func (a Amount) WholePesos() Amount {
	if a < 0 {
		return -(-a).WholePesos()
	}
	return (a + 49) / 100 * 100
}

// Over gives the amount as a fraction of b; ok is false where b is zero.
func (a Amount) Over(b Amount) (Ratio, bool) {
	switch {
	case b == 0:
		return Ratio{}, false
	case b < 0:
		a, b = -a, -b
	}
	return Ratio{int64(a), int64(b)}, true
}

// Ratio gives the amount as a fraction of centavos.
func (a Amount) Ratio() Ratio { return Ratio{int64(a), 1} }

// scale gives n × r in 128 bits, rounded half away from zero.
func scale(n int64, r Ratio) (Amount, bool) {
	if n == 0 || r.Num == 0 {
		return 0, true
	}
	den := uint64(r.Den)
	if uint64(n|r.Num)>>31 == 0 { // neither is below zero, and the product fits: one division in 64 bits
		return nearest(uint64(n)*uint64(r.Num), den), true
	}
	hi, lo := bits.Mul64(magnitude(n), magnitude(r.Num))
	if hi >= den {
		return round(new(big.Rat).Mul(Ratio{n, 1}.rat(), r.rat()))
	}
	q, rem := bits.Div64(hi, lo, den)
	if q > math.MaxInt64 {
		return 0, false
	}
	if rem >= den-rem {
		q++ // at most 2^63, which does not wrap
	}
	if q > math.MaxInt64 {
		return 0, false
	}
	if (n < 0) != (r.Num < 0) {
		return -Amount(q), true
	}
	return Amount(q), true
}

// nearest is n/den of 62 bits, rounded half up.
func nearest(n, den uint64) Amount {
	q := n / den
	if rem := n - q*den; rem >= den-rem {
		q++
	}
	return Amount(q)
}

// round is scale for what 128 bits do not hold.
func round(x *big.Rat) (Amount, bool) {
	num, den := new(big.Int).Abs(x.Num()), x.Denom()
	q, rem := new(big.Int).QuoRem(num, den, new(big.Int))
	if rem.Lsh(rem, 1).Cmp(den) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if !q.IsInt64() {
		return 0, false
	}
	if x.Sign() < 0 {
		return -Amount(q.Int64()), true
	}
	return Amount(q.Int64()), true
}

func (r Ratio) rat() *big.Rat { return big.NewRat(r.Num, r.Den) }

func reduced(x *big.Rat) (Ratio, bool) {
	if !x.Num().IsInt64() || !x.Denom().IsInt64() {
		return Ratio{}, false
	}
	return Ratio{x.Num().Int64(), x.Denom().Int64()}, true
}

func mul(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

// magnitude is |n|, right for the lowest int64 too.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func gcd(a, b int64) int64 {
	x, y := magnitude(a), magnitude(b)
	for y != 0 {
		x, y = y, x%y
	}
	return int64(x)
}
