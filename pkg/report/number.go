package report

import (
	"strconv"
	"strings"

	"aduana/pkg/money"
)

// grouped writes centavos as pesos with two decimals: "1,234.50".
func grouped(cents int64) string {
	return thousands(money.Amount(cents).String())
}

// signed is grouped with a plus sign in front of what is over zero.
func signed(cents int64) string {
	if cents > 0 {
		return "+" + grouped(cents)
	}
	return grouped(cents)
}

// thousands groups the digits before the decimal point.
func thousands(number string) string {
	whole, rest, dotted := strings.Cut(number, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dotted {
		whole += "." + rest
	}
	return sign + whole
}

// percent writes a fraction as a percentage of two decimals at most, or four
// where two would show nothing.
func percent(r money.Ratio) string {
	hundred, ok := r.Mul(money.Whole(100))
	if !ok {
		return r.String()
	}
	s := trim(hundred.Fixed(2))
	if strings.Trim(s, "-0.") == "" && r.Sign() != 0 {
		s = trim(hundred.Fixed(4))
	}
	return thousands(s) + "%"
}

// share1 writes a fraction of the document, that of an amount in a base, as a
// percentage of one decimal. Where there is none it is unknown, or a share of
// nothing.
func share1(fraction, amount, base *string) string {
	switch {
	case fraction == nil && (amount == nil || base == nil):
		return unknownMark
	case fraction == nil:
		return noneMark
	}
	r, f := money.ParseRatio(*fraction)
	if f != nil {
		return *fraction
	}
	if hundred, ok := r.Mul(money.Whole(100)); ok {
		return thousands(hundred.Fixed(1)) + "%"
	}
	return *fraction
}

// shortPesos writes an amount for each: two decimals, four where two would show
// nothing, none where it is whole.
func shortPesos(r money.Ratio) string {
	s := r.Fixed(2)
	if strings.Trim(s, "-0.") == "" && r.Sign() != 0 {
		s = trim(r.Fixed(4))
	}
	return thousands(strings.TrimSuffix(s, ".00"))
}

// rateOfLine says in a few characters how a line is reckoned: "17%",
// "16% inside", "59.60/order", "min 4,500".
func rateOfLine(l *Line) string {
	rate, rated := parsed(l.Rate)
	each, priced := parsed(l.UnitAmount)
	if bound := boundOfLine(l, rate, rated, each, priced); bound != "" {
		return bound
	}
	switch {
	case priced:
		if rated && len(l.Base) == 0 {
			if product, ok := each.Mul(rate); ok {
				each = product
			}
		}
		if l.Each == "" || l.Each == "unit" {
			return "" // it is the amount that is printed anyway
		}
		return shortPesos(each) + "/" + l.Each
	case rated && l.Mode == "included":
		// The document has the share of the whole price; people know the tax's own rate.
		if rest, ok := money.One.Sub(rate); ok {
			if own, ok := rate.Quo(rest); ok {
				return say("rate.inside", percent(own))
			}
		}
		return percent(rate)
	case rated:
		return percent(rate)
	}
	return ""
}

// boundOfLine gives the minimum or maximum that the amount stands at, or "".
func boundOfLine(l *Line, rate money.Ratio, rated bool, each money.Ratio, priced bool) string {
	if l.Min == nil && l.Max == nil || l.Amount == nil {
		return ""
	}
	amount, ok := centavos(*l.Amount)
	if !ok {
		return ""
	}
	base, quantity := int64(0), money.One
	if l.BaseAmount != nil {
		if base, ok = centavos(*l.BaseAmount); !ok {
			return ""
		}
	}
	if q, given := parsed(l.Quantity); given {
		quantity = q
	}
	if !rated {
		rate = money.One
	}
	unit := money.Zero
	if priced {
		if unit, ok = each.Mul(money.Whole(100)); !ok {
			return ""
		}
	}
	free, ok := money.Reckon(money.Amount(base), unit, quantity, rate)
	low, hasLow := parsed(l.Min)
	high, hasHigh := parsed(l.Max)
	switch {
	case !ok:
	case hasLow && money.Amount(amount) > free:
		return say("rate.min", shortPesos(low))
	case hasHigh && money.Amount(amount) < free:
		return say("rate.max", shortPesos(high))
	}
	return ""
}

// ratesOf says how a line is reckoned, from the longest way to the shortest:
// "17% of price" and "17%", "1,098.62/entry" and "1,099/entry".
func ratesOf(l *Line) []string {
	usual := rateOfLine(l)
	switch amount, each, per := strings.Cut(usual, "/"); {
	case usual == "":
		return nil
	case per:
		if whole, _, cents := strings.Cut(amount, "."); cents && len(whole) > 2 {
			r, _ := parsed(l.UnitAmount)
			return []string{usual, thousands(r.Fixed(0)) + "/" + each}
		}
	case strings.HasSuffix(usual, "%"):
		if of := baseOf(l); of != "" {
			return []string{say("rate.of", usual, of), usual}
		}
	}
	return []string{usual}
}

// baseOf names the one or two lines that a rate is taken of; more have no room.
func baseOf(l *Line) string {
	if len(l.Base) == 0 || len(l.Base) > 2 || len(l.Base) == 2 && l.Base[0] == l.Base[1] {
		return ""
	}
	of := ""
	for i, code := range l.Base {
		code, minus := strings.CutPrefix(code, "-")
		switch {
		case minus:
			of += " − "
		case i > 0:
			of += " + "
		}
		of += label("base."+code, strings.ReplaceAll(code, "_", " "))
	}
	return strings.TrimSpace(of)
}

// parsed reads an optional number of the document.
func parsed(text *string) (money.Ratio, bool) {
	if text == nil {
		return money.Ratio{}, false
	}
	r, f := money.ParseRatio(*text)
	return r, f == nil
}

// days writes a number of days, and the range it usually lies in.
func days(d *LeadDays) string {
	if d == nil {
		return unknownMark
	}
	if d.Low == d.High || d.Low == "" || d.High == "" {
		return d.Usual
	}
	return d.Usual + " (" + d.Low + "–" + d.High + ")"
}

// count writes a number of units or days with its digits grouped.
func count(n int64) string { return thousands(strconv.FormatInt(n, 10)) }
