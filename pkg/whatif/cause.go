package whatif

import (
	"slices"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// Cause is a threshold of a rule that makes a quote jump. Without a Key the
// table's row changes by no number of its own.
type Cause struct {
	Line  string // code
	Table string // id
	Key   table.Key
	Bound money.Ratio
}

// causes names what switches from one probe to the next: for each table whose
// row changes and that a line of the margin stands on, the threshold that is
// passed.
func causes(s *search, a, b *probe) []Cause {
	if a == nil || b == nil {
		return nil
	}
	var out []Cause
	for i, plan := range s.plans {
		p := s.bound.Plans[plan]
		for view := range a.rows[i] {
			if a.rows[i][view] == b.rows[i][view] {
				continue
			}
			line := standing(p.Lines, a.quotes[i], b.quotes[i], view)
			if line == "" {
				continue
			}
			c := Cause{Line: line, Table: p.Tables[view].ID}
			c.passed(a, b, i, view)
			out = append(out, c)
		}
	}
	named := slices.DeleteFunc(slices.Clone(out), func(c Cause) bool { return c.Key == 0 })
	if len(named) > 0 { // what else switches follows from it
		return named
	}
	return out
}

// passed finds the threshold of a table that lies nearest to what its number
// is, of those whose number moves.
func (c *Cause) passed(a, b *probe, plan, view int) {
	var off money.Ratio
	for _, t := range landed.Thresholds(b.quotes[plan]) {
		if t.Table != view {
			continue
		}
		before, okA := a.quotes[plan].Number(t)
		after, okB := b.quotes[plan].Number(t)
		switch {
		case !okA && !okB, okA && okB && before.Cmp(after) == 0:
			continue
		case !okB: // a rule that refuses leaves its number unknown
			after = before
		}
		d, ok := after.Sub(t.Bound)
		if d.Num < 0 {
			d.Num = -d.Num
		}
		if ok && (c.Key == 0 || d.Cmp(off) < 0) {
			c.Key, c.Bound, off = t.Key, t.Bound, d
		}
	}
}

// standing gives the first line that stands on a table in either of two quotes
// and differs in more than its sum; "" where none does.
func standing(lines []route.Line, a, b *landed.Quote, view int) string {
	for i := range lines {
		la, lb := &a.Lines[i], &b.Lines[i]
		if la.Charge == lb.Charge && la.State == lb.State && la.Rate == lb.Rate && la.UnitAmount == lb.UnitAmount &&
			la.Min == lb.Min && la.Max == lb.Max && la.Credit == lb.Credit {
			continue
		}
		for _, l := range []*landed.Line{la, lb} {
			if alt := taken(&lines[i], l); alt != nil && standsOn(alt, view) {
				return alt.Code
			}
		}
	}
	return ""
}

// standsOn tells whether a charge takes a number from a table.
func standsOn(alt *route.Alternative, view int) bool {
	for _, o := range append([]route.Operand{alt.Amount, alt.Min, alt.Max, alt.AtLeast, alt.Over, alt.Step, alt.Credit}, alt.Rates...) {
		if o.Kind == route.Column && o.View == view {
			return true
		}
	}
	return false
}
