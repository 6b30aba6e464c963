package whatif

import (
	"iter"
	"slices"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// search finds where, along the steps of one number, an answer holds, without
// quoting every step and without missing one.
//
// While no rule switches, every line is a straight line of the number, rounded
// once. So two steps between which no rule switches, and at which the answer is
// the same by more than rounding can undo, settle all steps between them; what
// they leave open is halved. Whether a rule switches is seen from the rows that
// matched, the conditions that held, the bounds that amounts stand at, and the
// place of every number among the thresholds of the rules: each of these moves
// one way along a straight line, so that where it is the same at both ends it is
// the same between.
type search struct {
	bound *Bound
	plans []int // of the bound, that the answer is about
	set   func(*Bound, int64)
	judge func(*probe)
	// inMonth tells that the answer is about a month of so many units, the step.
	inMonth bool
	marks   [][]mark         // by plan of plans
	known   map[int64]*probe // what was quoted; shared by searches of other answers
	spent   int              // steps quoted
	flat    bool             // given up: the answer hangs on rounding over too many steps
}

// maxProbes is how many steps are quoted for one answer.
const maxProbes = 20_000

// mark is the thresholds of one number.
type mark struct {
	of     landed.Threshold
	bounds []money.Ratio // ascending
}

// probe is the quotes at one step, with what the answer is there.
type probe struct {
	at     int64
	quotes []*landed.Quote // by plan of the search's plans
	rows   [][]*table.Row
	ranks  [][]int

	class int         // what the answer is
	open  bool        // the class would change with an amount: by slack
	slack money.Ratio // centavos, zero or more
}

// run is steps on end of the same class.
type run struct {
	class       int
	first, last *probe
}

func newSearch(b *Bound, set func(*Bound, int64), judge func(*probe), plans ...int) *search {
	s := &search{bound: b, plans: plans, set: set, judge: judge, marks: make([][]mark, len(plans)), known: map[int64]*probe{}}
	for i, plan := range plans {
		for _, t := range landed.Thresholds(b.trace(plan).Quote) {
			at := slices.IndexFunc(s.marks[i], func(m mark) bool {
				return m.of.Key == t.Key && (m.of.Table == t.Table || t.Key != table.KeyBillableKg)
			})
			if at < 0 {
				at, s.marks[i] = len(s.marks[i]), append(s.marks[i], mark{of: t})
			}
			s.marks[i][at].bounds = append(s.marks[i][at].bounds, t.Bound)
		}
		for _, m := range s.marks[i] {
			slices.SortFunc(m.bounds, money.Ratio.Cmp)
		}
	}
	return s
}

// with gives a search for another answer over the same steps.
func (s *search) with(judge func(*probe)) *search {
	other := *s
	other.judge, other.spent, other.flat = judge, 0, false
	return &other
}

// at quotes one step.
func (s *search) at(step int64) *probe {
	if p := s.known[step]; p != nil {
		own := *p
		s.judge(&own)
		return &own
	}
	s.spent++
	s.set(s.bound, step)
	p := &probe{at: step}
	for i, plan := range s.plans {
		trace := s.bound.trace(plan)
		ranks := make([]int, len(s.marks[i]))
		for j, m := range s.marks[i] {
			ranks[j] = -1
			if n, ok := trace.Number(m.of); ok {
				ranks[j] = rank(n, m.bounds)
			}
		}
		p.quotes, p.rows, p.ranks = append(p.quotes, trace.Quote), append(p.rows, trace.Rows), append(p.ranks, ranks)
	}
	s.known[step] = p
	own := *p
	s.judge(&own)
	return &own
}

// rank is the place of a number among bounds: even between two, odd on one.
func rank(n money.Ratio, bounds []money.Ratio) int {
	at, on := slices.BinarySearchFunc(bounds, n, money.Ratio.Cmp)
	if on {
		return 2*at + 1
	}
	return 2 * at
}

// runs gives the runs of the steps from lo to hi, in order. Neighbours differ in
// class.
func (s *search) runs(lo, hi int64) iter.Seq[run] {
	return merged(s.pieces(lo, hi), func(a, b run) bool { return a.class == b.class })
}

// stretches gives the steps from lo to hi in pieces in which no rule switches.
func (s *search) stretches(lo, hi int64) iter.Seq[run] {
	return merged(s.pieces(lo, hi), func(a, b run) bool { return a.class == b.class && same(a.last, b.first) })
}

func merged(pieces iter.Seq[run], joins func(a, b run) bool) iter.Seq[run] {
	return func(yield func(run) bool) {
		var held run
		for r := range pieces {
			switch {
			case held.first == nil:
				held = r
			case joins(held, r):
				held.last = r.last
			default:
				if !yield(held) {
					return
				}
				held = r
			}
		}
		if held.first != nil {
			yield(held)
		}
	}
}

// pieces halves what two steps do not settle. A piece begins at the step at
// which the one before it ends.
func (s *search) pieces(lo, hi int64) iter.Seq[run] {
	return func(yield func(run) bool) {
		if lo <= hi {
			s.halve(s.at(lo), s.at(hi), yield)
		}
	}
}

func (s *search) halve(a, b *probe, yield func(run) bool) bool {
	if a.at == b.at {
		return yield(run{a.class, a, a})
	}
	if s.spent > maxProbes {
		s.flat = true
		return false
	}
	if s.settled(a, b) {
		return yield(run{a.class, a, b})
	}
	if b.at-a.at == 1 {
		return yield(run{a.class, a, a}) && yield(run{b.class, b, b})
	}
	mid := s.at(a.at + (b.at-a.at)/2)
	return s.halve(a, mid, yield) && s.halve(mid, b, yield)
}

// settled tells whether two steps settle all those between them.
func (s *search) settled(a, b *probe) bool {
	if a.class != b.class || !same(a, b) {
		return false
	}
	if !a.open && !b.open {
		return true
	}
	most, ok := s.rounding(a, b).Mul(money.Whole(2))
	if most.Sign() == 0 { // nothing moves
		return ok
	}
	return ok && a.open && b.open && a.slack.Cmp(most) > 0 && b.slack.Cmp(most) > 0
}

// same tells whether no rule switches between two probes.
func same(a, b *probe) bool {
	for i := range a.quotes {
		if !slices.Equal(a.ranks[i], b.ranks[i]) || !slices.Equal(a.rows[i], b.rows[i]) {
			return false
		}
		qa, qb := a.quotes[i], b.quotes[i]
		if qa.Feasible() != qb.Feasible() || !slices.EqualFunc(qa.Lines, qb.Lines, alike) || !slices.EqualFunc(qa.Monthly, qb.Monthly, alike) {
			return false
		}
	}
	return true
}

func alike(a, b landed.Line) bool {
	return a.Charge == b.Charge && a.State == b.State && a.Credit == b.Credit && a.Bound() == b.Bound()
}

// rounding bounds what the rounding of lines can do to the answer between two
// probes, in centavos of a unit or of a month.
func (s *search) rounding(a, b *probe) money.Ratio {
	sum := money.Zero
	add := func(thousandths int64, times money.Ratio) {
		r, ok := money.Ratio{Num: thousandths, Den: 1000}.Mul(times)
		if next, fits := sum.Add(r); ok && fits {
			sum = next
		} else {
			sum = money.Whole(1 << 60) // nothing is settled then
		}
	}
	for i, plan := range s.plans {
		qa, qb := a.quotes[i], b.quotes[i]
		if qa.Units.Sign() <= 0 || qb.Units.Sign() <= 0 {
			continue
		}
		times, _ := money.One.Quo(qa.Units)
		if s.inMonth {
			times, _ = money.Whole(max(a.at, b.at)).Quo(qa.Units)
		}
		errors := roundings(s.bound.Plans[plan].Lines, qa.Lines, qb.Lines, nil, money.One)
		for j := range errors {
			if counts(qa.Lines[j].Charge.Incidence) {
				add(errors[j], times)
			}
		}
		if s.inMonth {
			for _, e := range roundings(s.bound.Plans[plan].Monthly, qa.Monthly, qb.Monthly, errors, times) {
				add(e, money.One)
			}
		}
	}
	return sum
}

// counts tells whether a line of an incidence can be a part of the margin.
func counts(i route.Incidence) bool {
	return i != route.Memo && i != route.Buyer && i != route.WithheldVAT
}

// roundings bounds, for each line, how far it can be from its straight line, in
// thousandths of a centavo: nothing where it does not move, else half a centavo
// of its own and what the lines that it sums are off. Sums are of the lines
// before, or of others with their errors and how often they are counted.
func roundings(lines []route.Line, a, b []landed.Line, others []int64, times money.Ratio) []int64 {
	errors := make([]int64, len(lines))
	within := others
	if within == nil {
		within = errors
	}
	for i := range lines {
		la, lb := &a[i], &b[i]
		alt := taken(&lines[i], la)
		if alt == nil || la.State != landed.Known {
			continue
		}
		off := int64(0)
		for _, addend := range alt.Sum {
			off += within[addend.Line]
		}
		moves := la.UnitAmount != lb.UnitAmount || la.Rate != lb.Rate || la.Quantity != lb.Quantity || la.Min != lb.Min || la.Max != lb.Max
		if off == 0 && !moves && others == nil {
			continue
		}
		rate := la.Rate
		if rate.Cmp(lb.Rate) < 0 {
			rate = lb.Rate
		}
		if others != nil {
			rate, _ = rate.Mul(times)
		}
		carried, ok := rate.Mul(money.Whole(off))
		if !ok || carried.Den == 0 {
			carried = money.Whole(1 << 50)
		}
		errors[i] = 500 + carried.Ceil()
		if alt.WholePesos {
			errors[i] += 50_000
		}
	}
	return errors
}

// taken gives the alternative that an evaluated line took.
func taken(l *route.Line, got *landed.Line) *route.Alternative {
	for i := range l.Alternatives {
		if l.Alternatives[i].Charge == got.Charge {
			return &l.Alternatives[i]
		}
	}
	return nil
}
