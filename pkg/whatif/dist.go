package whatif

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// Dist is how an input is distributed. Draws stand on a grid: money on its
// cents, whole numbers on themselves, all else on a thousandth of the span or
// finer, so that every draw is an exact number.
type Dist struct {
	Input *Input
	Text  string // as it was given

	shape           shape
	grid            grid
	low, mode, high int64 // steps of the grid
	values          []offer.Value
	upTo            []uint64 // of values: the sum of the weights up to each
}

type shape uint8

const (
	uniform  shape = iota // each step of the grid is as likely
	triangle              // from low to high, most likely at the mode
	listed                // values with weights
)

// Bounds of a list of values.
const (
	mostListed  = 1000
	mostWeights = 1_000_000_000
)

// Dist reads "freight=60..95" (each value as likely),
// "cancel_rate=tri(0,0.05,0.43)" (low, most likely, high), or
// "freight_mode=sea-lcl@0.7,air@0.3" (values with weights; without, each is as
// likely). A unit may stand behind. Faults: E-VALUES, those of [Study.Input] and
// of the input's values.
func (s *Study) Dist(text string) (*Dist, *fault.Fault) {
	in, body, f := s.spec(text)
	if f != nil {
		return nil, f
	}
	d := &Dist{Input: in, Text: text}
	switch inside, isTri := strings.CutPrefix(body, "tri("); {
	case isTri:
		inside, closed := strings.CutSuffix(inside, ")")
		points, f := in.threePoints(text, inside)
		if f != nil || !closed {
			return nil, orValues(f, text, "a triangle is tri(LOW,MODE,HIGH)")
		}
		d.shape = triangle
		if f := d.on(text, points[0], points[1], points[2]); f != nil {
			return nil, f
		}
	case strings.Contains(body, ".."):
		low, high, f := in.ends(text, body)
		if f != nil {
			return nil, f
		}
		if f := d.on(text, low, low, high); f != nil {
			return nil, f
		}
	default:
		d.shape = listed
		f := d.list(text, body)
		return d, f
	}
	return d, nil
}

func orValues(f *fault.Fault, text, why string) *fault.Fault {
	if f != nil {
		return f
	}
	return fault.New("E-VALUES", fault.Place{}, text, why)
}

// threePoints reads LOW,MODE,HIGH.
func (in *Input) threePoints(text, body string) ([]money.Ratio, *fault.Fault) {
	parts := strings.Split(body, ",")
	points, f := in.numbers(text, parts)
	if f != nil {
		return nil, f
	}
	if len(points) != 3 || points[0].Cmp(points[1]) > 0 || points[1].Cmp(points[2]) > 0 || points[0].Cmp(points[2]) == 0 {
		return nil, fault.New("E-VALUES", fault.Place{}, text, "a triangle is tri(LOW,MODE,HIGH), each at least the one before")
	}
	_, f = in.value(parts[2])
	return points, f
}

// on puts the points on the grid of the draws.
func (d *Dist) on(text string, low, mode, high money.Ratio) *fault.Fault {
	const fine = 1000
	places := max(decimals(low), decimals(mode), decimals(high))
	span, _ := high.Sub(low)
	switch d.Input.Spec.Kind {
	case offer.Whole:
	case offer.Money:
		places = max(places, moneyPlaces)
	default:
		places = max(places, d.Input.Places)
		for ; places <= 9; places++ {
			if steps, ok := span.Mul(money.Whole(power10(places))); !ok || steps.Cmp(money.Whole(fine)) >= 0 {
				break
			}
		}
	}
	if places > 9 {
		return fault.New("E-VALUES", fault.Place{}, text, "its ends are decimals of at most nine places, and not closer than a millionth")
	}
	d.grid = grid{in: d.Input, step: money.NewRatio(1, power10(places))}
	at := func(r money.Ratio) int64 {
		steps, ok := r.Quo(d.grid.step)
		if !ok {
			return math.MaxInt64
		}
		return steps.Ceil()
	}
	if d.low, d.mode, d.high = at(low), at(mode), at(high); d.high > math.MaxInt64/4 {
		return fault.New("E-VALUES", fault.Place{}, text, "its span is too large for its decimals")
	}
	return nil
}

// list reads values with weights.
func (d *Dist) list(text, body string) *fault.Fault {
	sum := uint64(0)
	for item := range strings.SplitSeq(body, ",") {
		value, weight, weighted := strings.Cut(item, "@")
		v, f := d.Input.value(value)
		if f != nil {
			return f
		}
		w := money.One
		if weighted {
			if w, f = money.ParseRatio(weight); f != nil {
				return f
			}
		}
		parts, ok := w.Mul(money.Whole(1_000_000))
		if parts = parts.Lowest(); !ok || parts.Den != 1 || parts.Num <= 0 || w.Cmp(money.Whole(mostWeights)) > 0 {
			return fault.New("E-VALUES", fault.Place{}, text, "a weight is over zero and has at most six decimals")
		}
		sum += uint64(parts.Num)
		d.values, d.upTo = append(d.values, v), append(d.upTo, sum)
		if len(d.values) > mostListed {
			return fault.New("E-VALUES", fault.Place{}, text, "a list has at most 1000 values")
		}
	}
	return nil
}

// Draw gives a value by chance.
func (d *Dist) Draw(r *rand.Rand) offer.Value {
	switch d.shape {
	case listed:
		at := r.Uint64N(d.upTo[len(d.upTo)-1])
		i, on := slices.BinarySearch(d.upTo, at)
		if on {
			i++ // upTo is the first draw of the next value
		}
		return d.values[i]
	case triangle:
		return d.at(d.triangle(r.Float64()))
	}
	return d.at(d.low + r.Int64N(d.high-d.low+1))
}

// triangle gives the step under which a share of the triangle lies. Products
// are rounded by themselves, so that every machine draws the same.
func (d *Dist) triangle(share float64) int64 {
	span, left, right := float64(d.high-d.low), float64(d.mode-d.low), float64(d.high-d.mode)
	if float64(share*span) < left {
		return d.low + int64(math.Round(math.Sqrt(float64(float64(share*span)*left))))
	}
	return d.high - int64(math.Round(math.Sqrt(float64(float64((1-share)*span)*right))))
}

func (d *Dist) at(step int64) offer.Value {
	return offer.Value{Num: money.Ratio{Num: step * d.grid.step.Num, Den: d.grid.step.Den}, Text: d.Input.currency}
}
