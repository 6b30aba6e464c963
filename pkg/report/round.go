package report

import (
	"math/bits"

	"aduana/pkg/money"
)

// figure is one amount of a route: exact for the entry, and for a unit as one
// of the two whole centavos that its exact value lies between.
type figure struct {
	cents   int64 // of the entry
	known   bool
	floor   int64 // centavos a unit, rounded down
	part    int64 // what rounding down cuts off, in 1/scale of a centavo
	up      bool  // printed one centavo above the floor
	weight  int64 // what an error of this figure counts beside one of a line
	in, out int   // the sum it adds to, and the one it is taken from; 0 for none
}

// scale is the parts that a centavo is cut into to compare what is cut off.
const scale = 1 << 32

// unit gives the centavos that are printed for a unit.
func (f *figure) unit() int64 {
	if f.up {
		return f.floor + 1
	}
	return f.floor
}

// raise is the change in error when the figure moves to its other neighbour.
func (f *figure) raise() int64 {
	cost := f.weight * (scale - 2*f.part)
	if f.up {
		return -cost
	}
	return cost
}

// ledger makes the figures of one route add up in print.
//
// A figure may be rounded up or down only. It stands in two sums at most, once
// on each side, so that raising it by a centavo moves that centavo from one sum
// to the other: sums are the nodes of a network, figures its arcs, and since
// the exact figures balance everywhere, a rounding that balances everywhere
// exists. The one with the least total error is taken, which for a single sum
// is the method of largest remainders.
type ledger struct {
	units   money.Ratio // in the entry; not over zero where unknown
	figures []*figure
	sums    int
}

// add takes a figure up; unit figures need the number of units.
func (l *ledger) add(cents int64, known bool, weight int64) *figure {
	f := &figure{cents: cents, known: known, weight: weight}
	l.figures = append(l.figures, f)
	if !known {
		return f
	}
	each, ok := money.Whole(cents).Quo(l.units)
	if f.known = ok && l.units.Sign() > 0; !f.known {
		return f
	}
	f.floor = each.Num / each.Den
	rest := each.Num % each.Den
	if rest < 0 {
		f.floor, rest = f.floor-1, rest+each.Den
	}
	if rest > 0 {
		hi, lo := bits.Mul64(uint64(rest), scale)
		part, _ := bits.Div64(hi, lo, uint64(each.Den))
		f.part = max(int64(part), 1)
	}
	// The nearest centavo to begin with, half away from zero.
	f.up = 2*f.part > scale || 2*f.part == scale && cents > 0
	return f
}

// sum demands that the printed figures of in add up to those of out. What does
// not hold exactly in the entry, or is not known, is not demanded.
func (l *ledger) sum(in, out []*figure) {
	balance := int64(0)
	for _, f := range in {
		if !f.known || f.in != 0 {
			return
		}
		balance += f.cents
	}
	for _, f := range out {
		if !f.known || f.out != 0 {
			return
		}
		balance -= f.cents
	}
	if balance != 0 {
		return
	}
	l.sums++
	for _, f := range in {
		f.in = l.sums
	}
	for _, f := range out {
		f.out = l.sums
	}
}

// settle moves figures to their other neighbour until every sum holds, always
// along the chain of figures that adds the least error.
func (l *ledger) settle() {
	excess := make([]int64, l.sums+1)
	for _, f := range l.figures {
		if f.known {
			excess[f.in] += f.unit()
			excess[f.out] -= f.unit()
		}
	}
	for {
		chain, from, to := l.cheapest(excess)
		if chain == nil {
			return
		}
		for _, f := range chain {
			f.up = !f.up
		}
		excess[from]--
		excess[to]++
	}
}

// cheapest finds the chain of moves that takes a centavo from a sum with too
// much to one with too little, by Bellman and Ford; nil where all sums hold.
func (l *ledger) cheapest(excess []int64) (chain []*figure, from, to int) {
	const far = int64(1) << 62
	cost, by := make([]int64, len(excess)), make([]*figure, len(excess))
	for i := range cost {
		if excess[i] <= 0 {
			cost[i] = far
		}
	}
	for changed := true; changed; {
		changed = false
		for _, f := range l.figures {
			if !f.known || f.part == 0 || f.in == f.out {
				continue
			}
			// Raising it takes a centavo from the sum it leaves to the one it enters.
			a, b := f.out, f.in
			if f.up {
				a, b = b, a
			}
			if cost[a] < far && cost[a]+f.raise() < cost[b] {
				cost[b], by[b], changed = cost[a]+f.raise(), f, true
			}
		}
	}
	to = -1
	for i := range excess {
		if excess[i] < 0 && cost[i] < far && (to < 0 || cost[i] < cost[to]) {
			to = i
		}
	}
	if to < 0 {
		return nil, 0, 0
	}
	for from = to; by[from] != nil; {
		f := by[from]
		chain = append(chain, f)
		from = f.in + f.out - from
	}
	return chain, from, to
}
