package money

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/fault"

	"github.com/shopspring/decimal"
)

// Bounds of what is read: enough for any price, rate or volume, and small
// enough that no number can be made to cost time or memory.
const (
	maxText   = 40                        // characters
	maxDigits = 18                        // significant digits
	maxPlaces = 12                        // decimal places
	limit     = 1_000_000_000_000_000_000 // a number is below 10^maxDigits
)

// Money is an amount in the currency it was given in.
type Money struct {
	Value    Ratio  // in whole units of the currency
	Currency string // ISO 4217
}

// ParseRatio reads a decimal ("0.335"), a percentage ("33.5%") or a fraction
// ("1/300") exactly. Faults: E-NUMBER.
func ParseRatio(s string) (Ratio, *fault.Fault) {
	if r, ok := Plain([]byte(s)); ok {
		return r, nil
	}
	text := strings.TrimSpace(s)
	if num, den, ok := strings.Cut(text, "/"); ok {
		n, err := parseDecimal(s, num)
		if err != nil {
			return Ratio{}, err
		}
		d, err := parseDecimal(s, den)
		if err != nil {
			return Ratio{}, err
		}
		if d.Num <= 0 {
			return unread(s, "what stands below the line must be over zero")
		}
		r, ok := n.Quo(d)
		if r = r.Lowest(); !ok || r.Num >= limit || r.Num <= -limit || r.Den >= limit {
			return unread(s, tooLong)
		}
		return r, nil
	}
	if pct, ok := strings.CutSuffix(text, "%"); ok {
		r, err := parseDecimal(s, pct)
		if err != nil {
			return Ratio{}, err
		}
		return NewRatio(r.Num, r.Den*100), nil
	}
	return parseDecimal(s, text)
}

// ParseMoney reads "4.20 USD"; a bare number is in the currency otherwise.
// Faults: E-NUMBER, E-CURRENCY.
func ParseMoney(s, otherwise string) (Money, *fault.Fault) {
	if r, ok := Plain([]byte(s)); ok {
		return Money{Value: r, Currency: otherwise}, nil
	}
	number, currency := strings.TrimSpace(s), otherwise
	if i := strings.LastIndexAny(number, " \t"); i >= 0 {
		number, currency = strings.TrimSpace(number[:i]), number[i+1:]
		if !IsCurrency(currency) {
			return Money{}, fault.New("E-CURRENCY", fault.Place{}, quoted(s), "the currency must be three capital letters")
		}
	}
	v, err := parseDecimal(s, number)
	if err != nil {
		return Money{}, err
	}
	return Money{Value: v, Currency: currency}, nil
}

// IsCurrency tells whether s has the form of an ISO 4217 code.
func IsCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Centavos gives the money in centavos of MXN, unrounded, at fx MXN a unit of
// its currency; ok is false where it does not fit.
func (m Money) Centavos(fx Ratio) (Ratio, bool) {
	r, ok := m.Value.Mul(fx)
	if !ok {
		return Ratio{}, false
	}
	return r.Mul(Whole(100))
}

// String gives "4.20 USD" as it was written, without trailing zeros.
func (m Money) String() string { return m.Value.String() + " " + m.Currency }

// Plain reads digits with at most one dot and one sign in front, as nearly
// every cell of a catalogue is, as [ParseRatio] does and without the library.
// ok is false for any other text, which may be right too.
func Plain(s []byte) (r Ratio, ok bool) {
	digits := s
	if len(s) > 0 && s[0] == '-' {
		digits = s[1:]
	}
	if len(digits) == 0 || len(digits) > maxDigits {
		return Ratio{}, false
	}
	n, places, dot := int64(0), 0, false
	for i := 0; i < len(digits); i++ {
		switch c := digits[i]; {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
			if dot {
				places++
			}
		case c == '.' && !dot && len(digits) > 1:
			dot = true
		default:
			return Ratio{}, false
		}
	}
	if places > maxPlaces {
		return Ratio{}, false
	}
	if len(digits) < len(s) {
		n = -n
	}
	return lowest(n, places), true
}

// lowest gives n/10^places in lowest terms: only twos and fives can go.
func lowest(n int64, places int) Ratio {
	if n == 0 {
		return Zero
	}
	twos := min(places, bits.TrailingZeros64(magnitude(n)))
	fives := 0
	for n >>= twos; fives < places && n%5 == 0; fives++ {
		n /= 5
	}
	den := int64(1) << (places - twos)
	for range places - fives {
		den *= 5
	}
	return Ratio{n, den}
}

// parseDecimal reads text; whole is what the fault quotes.
func parseDecimal(whole, text string) (Ratio, *fault.Fault) {
	text = strings.TrimSpace(text)
	if text == "" {
		return unread(whole, "it is empty")
	}
	if len(text) > maxText {
		return unread(whole, "it is longer than "+strconv.Itoa(maxText)+" characters")
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && !(i == 0 && (c == '-' || c == '+')) {
			return unread(whole, notPlain)
		}
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return unread(whole, notPlain)
	}
	places := -d.Exponent()
	if d.NumDigits() > maxDigits || places > maxPlaces {
		return unread(whole, tooLong)
	}
	return NewRatio(d.CoefficientInt64(), power10(places)), nil
}

// What is wrong with a number that cannot be read.
const (
	notPlain = "only digits, one dot and a leading sign are read"
	tooLong  = "it has more than 18 digits or 12 decimals"
)

func unread(whole, why string) (Ratio, *fault.Fault) {
	return Ratio{}, fault.New("E-NUMBER", fault.Place{}, quoted(whole), why)
}

// quoted keeps a fault short, however long the text it quotes.
func quoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "…"
}

func power10(n int32) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

// String gives an amount with two decimals: "-1234.50".
func (a Amount) String() string {
	var digits [24]byte
	n := magnitude(int64(a))
	out := digits[:0]
	if a < 0 {
		out = append(out, '-')
	}
	out = strconv.AppendUint(out, n/100, 10)
	return string(append(out, '.', byte('0'+n%100/10), byte('0'+n%10)))
}

// String gives the fraction as a decimal where it ends within twelve places and
// has at most 18 digits, else as "1/300": ParseRatio reads the same fraction back.
func (r Ratio) String() string {
	low := r.Lowest()
	if low.Den == 1 {
		return strconv.FormatInt(low.Num, 10)
	}
	for places := int32(1); places <= maxPlaces; places++ {
		if p := power10(places); p%low.Den == 0 {
			if n, ok := mul(low.Num, p/low.Den); ok && n < limit && n > -limit {
				return decimal.New(n, -places).String()
			}
			break
		}
	}
	return strconv.FormatInt(low.Num, 10) + "/" + strconv.FormatInt(low.Den, 10)
}

// Fixed gives the fraction rounded to so many decimals, half away from zero.
func (r Ratio) Fixed(places int32) string {
	return Decimal(r, 0, places)
}

// Decimal gives r divided by 10^shift, rounded to so many decimals, half away
// from zero: centavos as pesos with a shift of 2.
func Decimal(r Ratio, shift, places int32) string {
	return string(AppendDecimal(nil, r, shift, places))
}

// AppendDecimal is [Decimal] behind what is there.
func AppendDecimal(dst []byte, r Ratio, shift, places int32) []byte {
	n, ok := Amount(0), places >= shift && places <= maxPlaces
	switch {
	case !ok:
	case r.Den == 1 && magnitude(r.Num) < limit/1_000_000 && places-shift <= 6:
		n = Amount(r.Num * power10(places-shift))
	default:
		n, ok = scale(power10(places-shift), r)
	}
	if !ok {
		return append(dst, longDecimal(r, shift, places)...)
	}
	if n < 0 {
		dst = append(dst, '-')
	}
	return appendFixed(dst, magnitude(int64(n)), int(places))
}

// appendFixed writes n / 10^places with so many decimals: from the end, in room that
// is measured before, since a batch writes a dozen numbers a row.
func appendFixed(dst []byte, n uint64, places int) []byte {
	digits := max(digitsOf(n), places+1)
	if places > 0 {
		digits++ // the dot
	}
	dst = slices.Grow(dst, digits)[:len(dst)+digits]
	at := len(dst)
	for ; places > 1; places -= 2 {
		rest := n / 100
		two := 2 * (n - 100*rest)
		at, n = at-2, rest
		dst[at], dst[at+1] = pairs[two], pairs[two+1]
	}
	if places == 1 {
		at--
		dst[at] = byte('0' + n%10)
		n /= 10
	}
	if at < len(dst) {
		at--
		dst[at] = '.'
	}
	for n >= 10 {
		rest := n / 100
		two := 2 * (n - 100*rest)
		at, n = at-2, rest
		dst[at], dst[at+1] = pairs[two], pairs[two+1]
	}
	if at > len(dst)-digits {
		dst[at-1] = byte('0' + n)
	}
	return dst
}

// digitsOf counts the digits of n.
func digitsOf(n uint64) int {
	digits := 1
	for ; n >= 10_000; n /= 10_000 {
		digits += 4
	}
	switch {
	case n >= 1000:
		return digits + 3
	case n >= 100:
		return digits + 2
	case n >= 10:
		return digits + 1
	}
	return digits
}

// pairs are the numbers below a hundred, in two digits each.
const pairs = "00010203040506070809101112131415161718192021222324" +
	"25262728293031323334353637383940414243444546474849" +
	"50515253545556575859606162636465666768697071727374" +
	"75767778798081828384858687888990919293949596979899"

// longDecimal is for what 64 bits do not hold.
func longDecimal(r Ratio, shift, places int32) string {
	d := decimal.NewFromInt(r.Den).Shift(shift)
	return decimal.NewFromInt(r.Num).DivRound(d, places).StringFixed(places)
}
