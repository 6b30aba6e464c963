package whatif

import (
	"encoding/binary"
	"math/big"
	"math/rand/v2"
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// MaxDraws is how many draws a simulation makes at most.
const MaxDraws = 10_000_000

// Simulation is what came of drawing inputs by chance. Margins are of a unit, in
// hundredths of a centavo, and exact: every draw is a quote.
type Simulation struct {
	Draws  int
	Seed   uint64
	Dists  []*Dist
	Routes []Outcome // by plan
	None   int       // draws in which no route is best: none can be used, or a margin is not known
}

// Outcome is the margins of one route.
type Outcome struct {
	Margins []int64 // of the draws in which the margin is known, ascending
	Losses  int     // of those, under zero
	Best    int     // draws in which the route is best
}

// Simulate draws all inputs, each by itself, and quotes. The draws come in
// blocks, each with a generator of its own made of the seed and the block's
// number, so that the same seed gives the same draws on any number of
// processors. Faults: E-INPUT-TWICE, E-DRAWS and those of a compilation.
func (s *Study) Simulate(dists []*Dist, seed uint64, draws int) (*Simulation, error) {
	if draws < 1 || draws > MaxDraws {
		return nil, fault.New("E-DRAWS", fault.Place{}, draws, MaxDraws)
	}
	var inputs []*Input
	for _, d := range dists {
		inputs = append(inputs, d.Input)
	}
	if i := twice(inputs); i >= 0 {
		return nil, fault.New("E-INPUT-TWICE", fault.Place{}, inputs[i].Name)
	}
	margins := make([][]int64, len(s.Plans)) // by plan and draw
	for plan := range margins {
		margins[plan] = make([]int64, draws)
	}
	best := make([]int8, draws)
	err := s.blocks(draws, inputs, func(b *Bound, from, to int) {
		r := rand.New(generator(seed, uint64(from/blockSize)))
		drawn := make([]offer.Value, 0, together*len(dists))
		for first := from; first < to; first += together {
			n := min(together, to-first)
			drawn = drawn[:0]
			for range n {
				for _, d := range dists {
					drawn = append(drawn, d.Draw(r))
				}
			}
			set := func(draw int) {
				for i := range dists {
					b.Set(i, drawn[draw*len(dists)+i])
				}
			}
			b.Quotes(n, set, func(draw int, quotes []*landed.Quote) {
				for plan, q := range quotes {
					margins[plan][first+draw] = hundredths(q)
				}
				best[first+draw] = -1
				if q := landed.Best(quotes); q != nil {
					best[first+draw] = int8(slices.Index(quotes, q))
				}
			})
		}
	})
	if err != nil {
		return nil, err
	}
	sim := &Simulation{Draws: draws, Seed: seed, Dists: dists, Routes: make([]Outcome, len(s.Plans))}
	for _, plan := range best {
		if plan < 0 {
			sim.None++
		} else {
			sim.Routes[plan].Best++
		}
	}
	for plan := range s.Plans {
		known := slices.DeleteFunc(margins[plan], func(m int64) bool { return m == unknownMargin })
		slices.Sort(known)
		sim.Routes[plan].Margins = known
		sim.Routes[plan].Losses, _ = slices.BinarySearch(known, 0)
	}
	return sim, nil
}

// generator is the source of a block's draws.
func generator(seed, block uint64) *rand.ChaCha8 {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	binary.LittleEndian.PutUint64(key[8:], block)
	return rand.NewChaCha8(key)
}

// unknownMargin is a draw in which the route cannot be used or its margin is
// not known.
const unknownMargin = -1 << 63

// hundredths gives the margin of a unit in hundredths of a centavo, rounded half
// away from zero.
func hundredths(q *landed.Quote) int64 {
	m, ok := perUnit(q)
	if !ok {
		return unknownMargin
	}
	h, ok := money.Reckon(0, m, money.Whole(100), money.One)
	if !ok {
		return unknownMargin
	}
	return int64(h)
}

// Quantile gives the lowest margin that a share of the known draws does not
// exceed; ok is false where none is known.
func (o *Outcome) Quantile(share money.Ratio) (int64, bool) {
	if len(o.Margins) == 0 {
		return 0, false
	}
	at, _ := share.Mul(money.Whole(int64(len(o.Margins))))
	return o.Margins[min(max(at.Ceil(), 1), int64(len(o.Margins)))-1], true
}

// Mean gives the mean of the known margins, rounded to a hundredth of a
// centavo; ok is false where none is known.
func (o *Outcome) Mean() (int64, bool) {
	if len(o.Margins) == 0 {
		return 0, false
	}
	sum, part := new(big.Int), int64(0)
	for _, m := range o.Margins {
		if part > 1<<61 || part < -1<<61 || m > 1<<61 || m < -1<<61 {
			sum.Add(sum, big.NewInt(part))
			part = 0
		}
		part += m
	}
	sum.Add(sum, big.NewInt(part))
	n := big.NewInt(int64(len(o.Margins)))
	twice := sum.Lsh(sum, 1)
	if twice.Sign() < 0 {
		twice.Sub(twice, n)
	} else {
		twice.Add(twice, n)
	}
	return twice.Quo(twice, n.Lsh(n, 1)).Int64(), true
}

// Within gives how many known margins lie from low to before high.
func (o *Outcome) Within(low, high int64) int {
	from, _ := slices.BinarySearch(o.Margins, low)
	to, _ := slices.BinarySearch(o.Margins, high)
	return to - from
}
