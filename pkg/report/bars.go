package report

import (
	"strings"

	"aduana/pkg/money"
)

// Bars are ranges of an amount in centavos beside each other, and what it is
// now.
type Bars struct {
	Title string
	Base  money.Ratio
	Rows  []Bar
}

// Bar is one range.
type Bar struct {
	Label     string
	Low, High money.Ratio
}

// The signs of a bar: what lies under the base, over it, and the base itself.
const (
	lossGlyph = "▒"
	gainGlyph = "█"
	baseGlyph = "│"
)

// Text draws the bars in so many columns, all on one scale.
func (b *Bars) Text(columns int, colour bool) string {
	low, high := b.Base, b.Base
	label, amount := 0, 0
	for _, r := range b.Rows {
		if r.Low.Cmp(low) < 0 {
			low = r.Low
		}
		if r.High.Cmp(high) > 0 {
			high = r.High
		}
		label = max(label, columnsOf(r.Label))
		amount = max(amount, columnsOf(pesosText(r.Low)), columnsOf(pesosText(r.High)))
	}
	const least = 16
	label = min(label, max(columns-2*amount-least-4, leastText))
	width := max(columns-label-2*amount-4, least)
	at := func(r money.Ratio) int { return int(steps(r, low, high, int64(width-1))) }
	p := paint{colour}
	var out strings.Builder
	out.WriteString(p.in(b.Title, bold) + "\n")
	for _, r := range b.Rows {
		from, base, to := at(r.Low), at(b.Base), at(r.High)
		bar := ""
		for x := range width {
			switch within := from <= x && x <= to; {
			case x == base:
				bar += baseGlyph
			case within && x < base:
				bar += p.in(lossGlyph, red)
			case within:
				bar += p.in(gainGlyph, green)
			default:
				bar += " "
			}
		}
		lines := wrap(r.Label, label)
		for i, line := range lines {
			row := left(line, label)
			if i == 0 {
				row += " " + right(pesosText(r.Low), amount) + " " + bar + " " + right(pesosText(r.High), amount)
			} else {
				row = "  " + line
			}
			out.WriteString(strings.TrimRight(row, " ") + "\n")
		}
	}
	return out.String()
}

// steps gives where a number lies between two others, in so many steps.
func steps(r, low, high money.Ratio, count int64) int64 {
	span, ok := high.Sub(low)
	off, fits := r.Sub(low)
	if !ok || !fits || span.Sign() <= 0 {
		return 0
	}
	share, ok := off.Quo(span)
	if !ok {
		return 0
	}
	n, ok := share.Mul(money.Whole(count))
	half, fits := n.Sub(money.NewRatio(1, 2))
	if !ok || !fits {
		return 0
	}
	return min(max(half.Ceil(), 0), count)
}
