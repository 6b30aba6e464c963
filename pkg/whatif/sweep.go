package whatif

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
)

// Sweep is the quotes of every combination of the scans' values; those of the
// last scan move fastest.
type Sweep struct {
	Scans  []*Scan
	Totals []*landed.Total
	Cells  int
	plans  int
	totals []money.Ratio // by cell, plan and total
	best   []int8        // by cell
}

// Sweep quotes every combination. Faults: E-SWEEP-SIZE, E-INPUT-TWICE and those
// of a compilation.
func (s *Study) Sweep(scans []*Scan, totals []*landed.Total) (*Sweep, error) {
	w := &Sweep{Scans: scans, Totals: totals, Cells: 1, plans: len(s.Plans)}
	var inputs []*Input
	for _, scan := range scans {
		inputs = append(inputs, scan.Input)
		if w.Cells *= len(scan.Values); w.Cells > MaxCells {
			return nil, fault.New("E-SWEEP-SIZE", fault.Place{}, scan.Input.Name, MaxCells)
		}
	}
	if i := twice(inputs); i >= 0 {
		return nil, fault.New("E-INPUT-TWICE", fault.Place{}, inputs[i].Name)
	}
	w.totals = make([]money.Ratio, w.Cells*w.plans*len(totals))
	w.best = make([]int8, w.Cells)
	err := s.blocks(w.Cells, inputs, func(b *Bound, from, to int) {
		quotes := make([]*landed.Quote, w.plans)
		for cell := from; cell < to; cell++ {
			w.quote(b, quotes, cell)
		}
	})
	return w, err
}

// quote fills one cell.
func (w *Sweep) quote(b *Bound, quotes []*landed.Quote, cell int) {
	for i, scan := range w.Scans {
		b.Set(i, scan.Values[w.At(cell, i)])
	}
	for plan := range quotes {
		q := b.Quote(plan)
		quotes[plan] = q
		if !q.Feasible() {
			continue
		}
		for i, t := range w.Totals {
			if r, ok := q.PerUnit(t); ok {
				w.totals[(cell*w.plans+plan)*len(w.Totals)+i] = r
			}
		}
	}
	w.best[cell] = -1
	if best := landed.Best(quotes); best != nil {
		w.best[cell] = int8(slices.Index(quotes, best))
	}
}

// At gives which value of a scan a cell has.
func (w *Sweep) At(cell, scan int) int {
	for i := len(w.Scans) - 1; i > scan; i-- {
		cell /= len(w.Scans[i].Values)
	}
	return cell % len(w.Scans[scan].Values)
}

// Total gives a total of a unit of a cell on a plan: centavos, or a fraction; a
// Ratio{} is unknown, as every total is where the route cannot be used.
func (w *Sweep) Total(cell, plan, total int) money.Ratio {
	return w.totals[(cell*w.plans+plan)*len(w.Totals)+total]
}

// Known tells whether any total of any cell is known.
func (w *Sweep) Known() bool {
	return slices.ContainsFunc(w.totals, func(r money.Ratio) bool { return r.Den != 0 })
}

// Best gives the plan with the highest margin in a cell; -1 where none can be
// used or a margin is not known.
func (w *Sweep) Best(cell int) int { return int(w.best[cell]) }

// twice gives an input that stands twice in a list, by its place; -1 where none
// does.
func twice(inputs []*Input) int {
	for i, in := range inputs {
		if slices.ContainsFunc(inputs[:i], func(o *Input) bool { return o.Name == in.Name }) {
			return i
		}
	}
	return -1
}
