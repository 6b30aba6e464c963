package report

import (
	"slices"
	"strings"
	"time"

	"aduana/pkg/money"
)

// NoChart is the chart that is none.
const NoChart = "none"

// Charts lists the totals that a timeline can draw.
func Charts() []string {
	names := make([]string, len(summary))
	for i, s := range summary {
		names[i] = s.name
	}
	return names
}

// chartRows is how many rows a chart has between its lowest and highest value.
const chartRows = 12

// strokes are how the line of a route is drawn: along, up and down, and its
// corners, named by where they lead from and to. A fourth route starts over.
var strokes = []struct{ along, across, down, fromAbove, up, fromBelow string }{
	{"─", "│", "┐", "└", "┘", "┌"},
	{"═", "║", "╗", "╚", "╝", "╔"},
	{"━", "┃", "┓", "┗", "┛", "┏"},
}

// chartColours are the colours of the routes, in the same order.
var chartColours = []string{cyan, green, red}

// stroke is what stands in one place of a chart.
type stroke struct {
	text   string
	series int
}

// draw draws a total of every route over time, each as a line that steps where
// the law changed; nil where nothing is to be drawn. What is not known leaves a
// gap.
func (t *Timeline) draw(total string, width int, ink paint) []string {
	i := slices.IndexFunc(summary, func(s struct {
		name string
		of   func(*Totals) *string
	}) bool {
		return s.name == total
	})
	if i < 0 || len(t.Entries) < 2 {
		return nil
	}
	ids, titles := t.routes()
	scale := newScale(t, summary[i].of, isShare(total))
	if scale == nil {
		return nil
	}
	margin := scale.labels()
	first, last := t.years()
	columns := width - margin - 2
	plot := make([][]stroke, chartRows+1)
	for r := range plot {
		plot[r] = make([]stroke, columns)
	}
	for s, id := range ids {
		previous := -1
		for x := range columns {
			row := -1
			// The state at the end of the column's stretch of time.
			if m := t.on(first + (last-first)*(x+1)/columns); m != nil {
				if r := m.route(id); r != nil && r.Feasible {
					row = scale.row(summary[i].of(&r.TotalsPerUnit))
				}
			}
			step(plot, x, previous, row, s)
			previous = row
		}
	}
	return t.printed(plot, scale, titles, say("chart."+total), first, last, ink)
}

// step draws one column of a line that comes from a row and goes on in another.
func step(plot [][]stroke, x, from, to, series int) {
	k := strokes[series%len(strokes)]
	put := func(row int, text string) { plot[row][x] = stroke{text, series} }
	switch {
	case to < 0:
	case from < 0 || from == to:
		put(to, k.along)
	case from < to: // rows count downwards
		put(from, k.down)
		put(to, k.fromAbove)
	default:
		put(from, k.up)
		put(to, k.fromBelow)
	}
	if from < 0 || to < 0 {
		return
	}
	for r := min(from, to) + 1; r < max(from, to); r++ {
		put(r, k.across)
	}
}

// printed writes a chart with its axes.
func (t *Timeline) printed(plot [][]stroke, scale *valueScale, titles []string, name string, first, last int, ink paint) []string {
	margin := scale.labels()
	keys := make([]string, len(titles))
	for s, title := range titles {
		keys[s] = ink.in(strings.Repeat(strokes[s%len(strokes)].along, 3), chartColours[s%len(chartColours)]) + " " + title
	}
	lines := []string{blanks(margin+2) + name}
	for _, key := range keys {
		lines = append(lines, blanks(margin+2)+key)
	}
	for r, row := range plot {
		axis := "│"
		if scale.mark(r) != "" {
			axis = "┤"
		}
		s := right(scale.mark(r), margin) + " " + axis
		for _, c := range row {
			switch {
			case c.text != "":
				s += ink.in(c.text, chartColours[c.series%len(chartColours)])
			case r == scale.zero:
				s += ink.in("·", dim)
			default:
				s += " "
			}
		}
		lines = append(lines, strings.TrimRight(s, " "))
	}
	columns := len(plot[0])
	axis, label := []rune(strings.Repeat("─", columns)), []rune(blanks(columns+4))
	for year := yearOf(first); year <= yearOf(last); year++ {
		x := (dayOf(year) - first) * columns / (last - first)
		if x < 0 || x >= columns {
			continue
		}
		axis[x] = '┬'
		text := []rune(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006"))
		if x == 0 || label[x-1] == ' ' {
			copy(label[x:], text)
		}
	}
	return append(lines, blanks(margin+1)+"└"+string(axis), strings.TrimRight(blanks(margin+2)+string(label), " "))
}

// on gives the entry that holds on a day; nil before the first.
func (t *Timeline) on(day int) *Moment {
	var at *Moment
	for i := range t.Entries {
		if dayNumber(t.Entries[i].Date) <= day {
			at = &t.Entries[i]
		}
	}
	return at
}

// years gives the days that a chart reaches from and to: whole years around
// what changed.
func (t *Timeline) years() (first, last int) {
	return dayOf(yearOf(dayNumber(t.Entries[1].Date))), dayOf(yearOf(dayNumber(t.Entries[len(t.Entries)-1].Date)) + 1)
}

const daySeconds = 24 * 60 * 60

func dayNumber(date string) int {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return int(day.Unix() / daySeconds)
}

func dayOf(year int) int {
	return int(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / daySeconds)
}

func yearOf(day int) int { return time.Unix(int64(day)*daySeconds, 0).UTC().Year() }

// valueScale places values on the rows of a chart. Values are hundredths: of a
// peso, or of a percent.
type valueScale struct {
	low, high int64
	share     bool
	zero      int // the row of zero, -1 where it is outside
}

// newScale gives a scale from the lowest to the highest value; nil where there
// is none.
func newScale(t *Timeline, of func(*Totals) *string, share bool) *valueScale {
	s := &valueScale{share: share, zero: -1}
	found := false
	for i := range t.Entries {
		for j := range t.Entries[i].Routes {
			r := &t.Entries[i].Routes[j]
			v, ok := s.value(of(&r.TotalsPerUnit))
			if !ok || !r.Feasible {
				continue
			}
			if !found {
				s.low, s.high, found = v, v, true
			}
			s.low, s.high = min(s.low, v), max(s.high, v)
		}
	}
	if !found {
		return nil
	}
	if s.low == s.high {
		s.low, s.high = s.low-100, s.high+100
	}
	if s.low <= 0 && s.high >= 0 {
		s.zero = s.at(0)
	}
	return s
}

func (s *valueScale) value(total *string) (int64, bool) {
	r, ok := parsed(total)
	if !ok {
		return 0, false
	}
	if s.share {
		r, ok = r.Mul(money.Whole(100))
	}
	return centsOf(text(r.Fixed(4))), ok
}

// row gives the row of a value, -1 where it is unknown.
func (s *valueScale) row(total *string) int {
	v, ok := s.value(total)
	if !ok {
		return -1
	}
	return s.at(v)
}

func (s *valueScale) at(v int64) int {
	span := s.high - s.low
	return int(((s.high-v)*chartRows + span/2) / span)
}

// mark gives the label of a row: at the top, the bottom and zero.
func (s *valueScale) mark(row int) string {
	v := int64(0)
	switch {
	case row == s.zero:
	case row == 0:
		v = s.high
	case row == chartRows:
		v = s.low
	default:
		return ""
	}
	if s.share {
		return thousands(money.Decimal(money.Whole(v), 2, 1)) + "%"
	}
	return grouped(v)
}

// labels is the width of the labels.
func (s *valueScale) labels() int {
	n := 0
	for r := range chartRows + 1 {
		n = max(n, columnsOf(s.mark(r)))
	}
	return n
}
