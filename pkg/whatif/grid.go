package whatif

import (
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// grid is the steps of an input that a search goes through.
type grid struct {
	in       *Input
	from, to int64
	step     money.Ratio
}

// newGrid gives the steps that an input is solved over: from a step over zero,
// or zero, to a million, of a duty to its bound; an exchange rate from a tenth
// of what it is to ten times that.
func newGrid(s *Study, in *Input) grid {
	g := grid{in: in, step: money.NewRatio(1, power10(in.Places)), from: 1}
	most := money.Whole(1_000_000)
	switch {
	case in.kind == ofRate:
		now := s.Plans[0].Rates[in.currency].Rate
		low, _ := now.Quo(money.Whole(10))
		most, _ = now.Mul(money.Whole(10))
		low, _ = low.Quo(g.step)
		g.from = max(low.Ceil(), 1)
	case in.kind == ofField:
		most = levers[in.field]
		if !in.Spec.Over {
			g.from = 0
		}
	default:
		g.from = 0
	}
	steps, _ := most.Quo(g.step)
	g.to = steps.Ceil()
	return g
}

// power10 is 10^n, n from 0 to 12.
func power10(n int32) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

func (g *grid) value(step int64) money.Ratio { return money.NewRatio(step*g.step.Num, g.step.Den) }

func (g *grid) set(b *Bound, step int64) {
	b.Set(0, offer.Value{Num: g.value(step), Text: g.in.currency})
}

// gridOver gives the steps of a range: those of the input, or finer ones where
// its ends need them.
func gridOver(r *Range) (grid, bool) {
	places := max(r.Input.Places, decimals(r.Low), decimals(r.High))
	if places > 9 {
		return grid{}, false
	}
	g := grid{in: r.Input, step: money.NewRatio(1, power10(places))}
	low, okLow := r.Low.Quo(g.step)
	high, okHigh := r.High.Quo(g.step)
	g.from, g.to = low.Ceil(), high.Ceil()
	return g, okLow && okHigh
}

// decimals gives how many decimals a number has; more than nine where it has no
// end.
func decimals(r money.Ratio) int32 {
	text := r.String()
	_, after, dotted := strings.Cut(text, ".")
	switch {
	case strings.Contains(text, "/"):
		return 10
	case dotted:
		return int32(len(after))
	}
	return 0
}
