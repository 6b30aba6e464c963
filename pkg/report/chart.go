package report

import (
	"slices"
	"strings"

	"aduana/pkg/money"
)

// Chart is figures drawn over an axis, for a terminal.
type Chart struct {
	X, Y   string // what the axes are, with their units
	Marks  []Mark // places on the x axis, ascending
	Series []Series
	Step   bool // a figure holds up to the next mark, instead of moving evenly towards it
}

// Mark is a place on the x axis: a price, a volume, a number of days.
type Mark struct {
	At    money.Ratio
	Label string
}

// Series is one figure at each mark, in whole units of the y axis. A Ratio{} is
// unknown and leaves a gap.
type Series struct {
	Name   string
	Values []money.Ratio
}

// glyphs tell series apart without colour; those of one cell stand as both.
var glyphs = []rune{'●', '▲', '■', '◆', '○', '△', '□', '◇'}

const (
	bothGlyph = '✱'
	pathGlyph = '·'
	zeroGlyph = '┄'
)

// hues are the series' colours on a terminal.
var hues = []string{"36", "33", "35", "32", "34", "31", "36", "33"}

// chartHeight is the rows of a plot.
const chartHeight = 15

// chartScale is the precision that a chart is reckoned in: a ten thousandth.
const chartScale = 10_000

// unknownValue is a figure that is not drawn.
const unknownValue = int64(-1) << 63

// Text draws the chart in so many columns: the y axis with its label, the plot,
// the x axis with its labels, and what each sign is. It is empty without two
// marks or without a figure.
func (c *Chart) Text(columns int, colour bool) string {
	low, high, some := c.extent()
	if len(c.Marks) < 2 || !some {
		return ""
	}
	step := tick(high - low)
	low, high = floorTo(low, step), -floorTo(-high, step)
	if low == high {
		high += step
	}
	labels := make([]string, chartHeight)
	wide := 0
	for v := low; v <= high; v += step {
		at := rowOf(v, low, high)
		labels[at] = tickLabel(v, step)
		wide = max(wide, columnsOf(labels[at]))
	}
	width := max(columns-wide-3, 10)
	plot := c.plot(width, low, high)
	var b strings.Builder
	p := paint{colour}
	b.WriteString(c.Y + "\n")
	for row := chartHeight - 1; row >= 0; row-- {
		edge := "│"
		if labels[row] != "" {
			edge = "┤"
		}
		line := right(labels[row], wide) + " " + edge
		for _, g := range plot[row] {
			line += p.in(string(g.sign), g.hue...)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	axis, names := c.axis(width)
	b.WriteString(blanks(wide+1) + "└" + axis + "\n")
	b.WriteString(strings.TrimRight(blanks(wide+2)+names, " ") + "\n")
	b.WriteString(blanks(wide+2) + right(c.X, width) + "\n")
	var legend []string
	for i, s := range c.Series {
		legend = append(legend, p.in(string(glyphs[i%len(glyphs)]), hues[i%len(hues)])+" "+s.Name)
	}
	if twoInOne(plot) {
		legend = append(legend, string(bothGlyph)+" "+say("chart.both"))
	}
	b.WriteString(strings.Join(legend, "   ") + "\n")
	return b.String()
}

// dot is a cell of the plot.
type dot struct {
	sign rune
	hue  []string
}

// twoInOne tells whether two series stand in one cell of the plot.
func twoInOne(plot [][]dot) bool {
	return slices.ContainsFunc(plot, func(row []dot) bool {
		return slices.ContainsFunc(row, func(d dot) bool { return d.sign == bothGlyph })
	})
}

// plot sets the series into rows from the lowest up.
func (c *Chart) plot(width int, low, high int64) [][]dot {
	plot := make([][]dot, chartHeight)
	for row := range plot {
		plot[row] = slices.Repeat([]dot{{sign: ' '}}, width)
	}
	if low < 0 && high > 0 {
		for x := range plot[rowOf(0, low, high)] {
			plot[rowOf(0, low, high)][x] = dot{zeroGlyph, []string{dim}}
		}
	}
	crowded := len(c.Marks) > width/3
	for i := range c.Series {
		sign, hue := glyphs[i%len(glyphs)], []string{hues[i%len(hues)]}
		put := func(x int, value int64, sign rune) {
			if value == unknownValue {
				return
			}
			cell := &plot[rowOf(value, low, high)][x]
			switch {
			case sign == pathGlyph && cell.sign != ' ' && cell.sign != zeroGlyph:
			case sign != pathGlyph && slices.Contains(glyphs, cell.sign) && cell.sign != sign:
				*cell = dot{sign: bothGlyph}
			case cell.sign != bothGlyph:
				*cell = dot{sign, hue}
			}
		}
		for x := range width {
			if crowded {
				put(x, c.value(i, x, width), sign)
			} else {
				put(x, c.value(i, x, width), pathGlyph)
			}
		}
		for m := range c.Marks {
			put(c.columnOf(m, width), fixedPoint(c.Series[i].Values[m]), sign)
		}
	}
	return plot
}

// value gives a series' figure at a column of the plot: between two marks, of
// which one may be unknown.
func (c *Chart) value(series, x, width int) int64 {
	first, last := c.at(0), c.at(len(c.Marks)-1)
	at := first + (last-first)/int64(width-1)*int64(x) + (last-first)%int64(width-1)*int64(x)/int64(width-1)
	m := 0
	for m < len(c.Marks)-2 && c.at(m+1) <= at {
		m++
	}
	a, b := fixedPoint(c.Series[series].Values[m]), fixedPoint(c.Series[series].Values[m+1])
	switch {
	case a == unknownValue || at >= c.at(m+1):
		return b
	case c.Step:
		return a
	case b == unknownValue:
		return unknownValue
	}
	moved, _ := money.Whole(b - a).Mul(money.NewRatio(at-c.at(m), c.at(m+1)-c.at(m)))
	return a + moved.Ceil()
}

func (c *Chart) at(mark int) int64 { return fixedPoint(c.Marks[mark].At) }

// columnOf gives the column of a mark.
func (c *Chart) columnOf(mark, width int) int {
	first, last := c.at(0), c.at(len(c.Marks)-1)
	if first == last {
		return 0
	}
	share, _ := money.NewRatio(c.at(mark)-first, last-first).Mul(money.Whole(int64(width - 1)))
	half, _ := share.Sub(money.NewRatio(1, 2))
	return int(max(half.Ceil(), 0))
}

// axis draws the x axis, and as many of the marks' labels as have room.
func (c *Chart) axis(width int) (axis, names string) {
	line, text := slices.Repeat([]rune{'─'}, width), slices.Repeat([]rune{' '}, width)
	free := 0
	last := len(c.Marks) - 1
	end := []rune(c.Marks[last].Label)
	endAt := max(width-len(end), 0)
	set := func(mark, at int, label []rune) {
		line[c.columnOf(mark, width)] = '┴'
		copy(text[at:], label)
		free = at + len(label) + 2
	}
	for m := range last {
		label := []rune(c.Marks[m].Label)
		at := max(c.columnOf(m, width)-len(label)/2, 0)
		if at >= free && at+len(label)+2 <= endAt {
			set(m, at, label)
		}
	}
	set(last, endAt, end[:min(len(end), width)])
	return string(line), string(text)
}

// extent gives the lowest and the highest figure.
func (c *Chart) extent() (low, high int64, some bool) {
	for _, s := range c.Series {
		for _, r := range s.Values {
			v := fixedPoint(r)
			if v == unknownValue {
				continue
			}
			if !some {
				low, high, some = v, v, true
			}
			low, high = min(low, v), max(high, v)
		}
	}
	return low, high, some
}

// rowOf gives the row of a figure, the lowest 0.
func rowOf(v, low, high int64) int {
	share, _ := money.NewRatio(v-low, high-low).Mul(money.Whole(chartHeight - 1))
	half, _ := share.Sub(money.NewRatio(1, 2))
	return int(min(max(half.Ceil(), 0), chartHeight-1))
}

// tick gives a round step that divides a span in four to nine or so.
func tick(span int64) int64 {
	step := int64(1)
	for {
		for _, by := range []int64{1, 2, 5} {
			if span/(step*by) <= 6 {
				return step * by
			}
		}
		step *= 10
	}
}

func floorTo(v, step int64) int64 {
	q := v / step
	if v%step < 0 {
		q--
	}
	return q * step
}

func tickLabel(v, step int64) string {
	places := int32(0)
	for unit := int64(chartScale); step%unit != 0 && places < 4; unit /= 10 {
		places++
	}
	return thousands(money.NewRatio(v, chartScale).Fixed(places))
}

// fixedPoint gives a figure in ten thousandths, or unknownValue.
func fixedPoint(r money.Ratio) int64 {
	if r.Den == 0 {
		return unknownValue
	}
	v, ok := r.Mul(money.Whole(chartScale))
	if !ok {
		return unknownValue
	}
	return v.Ceil()
}
