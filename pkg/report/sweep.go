package report

import (
	"encoding/json"
	"strings"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/whatif"
)

// SweepDocument is what `aduana sweep` answers. Totals are of a unit, MXN or a
// fraction.
type SweepDocument struct {
	Head
	Inputs []InputDocument `json:"inputs"`
	Totals []string        `json:"totals"`
	Cells  sweepCells      `json:"cells"`
}

// sweepCell is one combination of the inputs' values.
type sweepCell struct {
	Values map[string]string             `json:"values"` // by input
	Routes map[string]map[string]*string `json:"routes"` // totals by route; null is unknown or not to be used
	Best   *string                       `json:"best"`
}

// sweepCells are the cells, written one after another as they are asked for.
type sweepCells struct {
	study *whatif.Study
	sweep *whatif.Sweep
}

// MarshalJSON writes the cells in order.
func (c sweepCells) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('[')
	for n := range c.sweep.Cells {
		if n > 0 {
			b.WriteByte(',')
		}
		text, err := json.Marshal(c.cell(n))
		if err != nil {
			return nil, err
		}
		b.Write(text)
	}
	b.WriteByte(']')
	return []byte(b.String()), nil
}

func (c sweepCells) cell(n int) sweepCell {
	out := sweepCell{Values: map[string]string{}, Routes: map[string]map[string]*string{}}
	for i, scan := range c.sweep.Scans {
		out.Values[scan.Input.Name] = scan.Input.Text(scan.Values[c.sweep.At(n, i)])
	}
	for plan, p := range c.study.Plans {
		totals := map[string]*string{}
		for i, t := range c.sweep.Totals {
			if value := totalText(t, c.sweep.Total(n, plan, i)); value != "" {
				totals[t.Name] = &value
			} else {
				totals[t.Name] = nil
			}
		}
		out.Routes[p.Route.ID] = totals
	}
	if best := c.sweep.Best(n); best >= 0 {
		out.Best = &c.study.Plans[best].Route.ID
	}
	return out
}

// totalText writes a total as documents do: four decimals, or a fraction of six
// at most; "" where it is unknown.
func totalText(t *landed.Total, r money.Ratio) string {
	switch {
	case r.Den == 0:
		return ""
	case t.Over != nil:
		return trim(r.Fixed(6))
	}
	return money.Decimal(r, 2, 4)
}

// SweepAnswer makes the answer of `aduana sweep`.
func SweepAnswer(from Input, s *whatif.Study, w *whatif.Sweep) *StudyAnswer {
	d := &SweepDocument{Head: HeadOf(from), Cells: sweepCells{s, w}}
	a := &StudyAnswer{Head: d.Head, Document: d}
	list := Grid{Keys: len(w.Scans)}
	for _, scan := range w.Scans {
		d.Inputs = append(d.Inputs, inputOf(scan.Input))
		a.Columns = append(a.Columns, scan.Input.Name)
		list.Head = append(list.Head, inputHead(scan.Input))
	}
	for _, t := range w.Totals {
		d.Totals = append(d.Totals, t.Name)
	}
	for _, p := range s.Plans {
		for _, t := range w.Totals {
			a.Columns = append(a.Columns, p.Route.ID+"."+t.Name)
			list.Head = append(list.Head, p.Route.Title+" "+t.Name)
		}
	}
	a.Columns, list.Head = append(a.Columns, "best"), append(list.Head, say("lead.best"))
	a.Records = func(yield func([]string) bool) {
		for n := range w.Cells {
			if !yield(sweepRecord(s, w, n)) {
				return
			}
		}
	}
	list.Lines = func(yield func([]string) bool) {
		for n := range w.Cells {
			if !yield(sweepRow(s, w, n)) {
				return
			}
		}
	}
	a.Grids = []Grid{list}
	a.Charts, a.Notes = sweepCharts(s, w)
	return a
}

func sweepRecord(s *whatif.Study, w *whatif.Sweep, n int) []string {
	var record []string
	for i, scan := range w.Scans {
		record = append(record, scan.Input.Text(scan.Values[w.At(n, i)]))
	}
	for plan := range s.Plans {
		for i, t := range w.Totals {
			record = append(record, totalText(t, w.Total(n, plan, i)))
		}
	}
	if best := w.Best(n); best >= 0 {
		return append(record, s.Plans[best].Route.ID)
	}
	return append(record, "")
}

func sweepRow(s *whatif.Study, w *whatif.Sweep, n int) []string {
	var row []string
	for i, scan := range w.Scans {
		v := scan.Values[w.At(n, i)]
		if scan.Input.Numeric() {
			row = append(row, numberOf(scan.Input, v.Num))
		} else {
			row = append(row, v.Text)
		}
	}
	for plan := range s.Plans {
		for i, t := range w.Totals {
			cell := unknownMark
			switch r := w.Total(n, plan, i); {
			case r.Den == 0:
			case t.Over != nil:
				cell = percent1(r)
			default:
				cell = pesosText(r)
			}
			row = append(row, cell)
		}
	}
	if best := w.Best(n); best >= 0 {
		return append(row, clean(s.Plans[best].Route.Title))
	}
	return append(row, noneMark)
}

// percent1 writes a fraction as a percentage of one decimal.
func percent1(r money.Ratio) string {
	if hundred, ok := r.Mul(money.Whole(100)); ok {
		return thousands(hundred.Fixed(1)) + "%"
	}
	return r.String()
}

// mostCharts is how many charts a sweep draws.
const mostCharts = 4

// sweepCharts draws the first total over the first scan of numbers, a chart for
// each combination of the others. Where those are too many it says so.
func sweepCharts(s *whatif.Study, w *whatif.Sweep) ([]*Chart, []string) {
	first := w.Scans[0]
	if !first.Input.Numeric() || len(first.Values) < 2 {
		return nil, nil
	}
	others := w.Cells / len(first.Values)
	if others > mostCharts {
		return nil, []string{say("sweep.many", first.Input.Name)}
	}
	var charts []*Chart
	for o := range others {
		c := &Chart{X: inputHead(first.Input), Y: w.Totals[0].Name}
		if w.Totals[0].Over == nil {
			c.Y = say("sweep.y", c.Y)
		} else {
			c.Y = say("sweep.share", c.Y)
		}
		for i, scan := range w.Scans[1:] {
			v := scan.Values[w.At(o, i+1)]
			c.Y += ", " + scan.Input.Name + " " + scan.Input.Text(v)
		}
		for plan := range s.Plans {
			c.Series = append(c.Series, Series{Name: clean(s.Plans[plan].Route.Title)})
		}
		for v := range first.Values {
			at := first.Values[v].Num
			c.Marks = append(c.Marks, Mark{at, thousands(at.String())})
			for plan := range s.Plans {
				value := w.Total(v*others+o, plan, 0)
				if value.Den != 0 {
					if w.Totals[0].Over == nil {
						value, _ = value.Quo(money.Whole(100))
					} else {
						value, _ = value.Mul(money.Whole(100))
					}
				}
				c.Series[plan].Values = append(c.Series[plan].Values, value)
			}
		}
		if ascending(c.Marks) {
			charts = append(charts, c)
		}
	}
	return charts, nil
}

func ascending(marks []Mark) bool {
	for i := 1; i < len(marks); i++ {
		if marks[i-1].At.Cmp(marks[i].At) >= 0 {
			return false
		}
	}
	return true
}
