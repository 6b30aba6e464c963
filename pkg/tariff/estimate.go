package tariff

import (
	"fmt"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// The ways to take a duty for a heading.
const (
	Exact  = "exact" // not at all: a line is asked for
	Min    = "min"
	Median = "median"
	Max    = "max"
)

// Ways lists the ways.
func Ways() []string { return []string{Exact, Min, Median, Max} }

// Estimate lays rows for a heading of four or six digits over the tariff: the
// lowest, median or highest rate of its lines at a date, as inferred and of low
// confidence; the flags that all its lines have; and an unknown anti-dumping
// duty where a measure is aimed at some of them. The layer names the flag that
// asked for it. Faults: E-TARIFF-CODE, E-TARIFF-RATES, and those of the tables.
func Estimate(set *table.Set, heading, way, layer string, d table.Date, o table.Options) (*table.Set, *fault.Fault) {
	lines, fail := Lines(set, heading, d, o)
	if fail != nil {
		return nil, fail
	}
	all := len(lines)
	lines = slices.DeleteFunc(lines, func(l Line) bool { return l.Prohibited })
	spread, ok := SpreadOf(lines)
	if !ok {
		return nil, fault.New("E-TARIFF-RATES", fault.Place{}, Dotted(heading), d.String())
	}
	rate := map[string]money.Ratio{Min: spread.Lowest, Median: spread.Median, Max: spread.Highest}[way]
	said := fmt.Sprintf("Estimate: %s of the rates of %d lines under %s, %s to %s", way, spread.Of, Dotted(heading), Percent(spread.Lowest), Percent(spread.Highest))
	if without := all - spread.Of; without > 0 {
		said += fmt.Sprintf("; %d more have none", without)
	}
	e := estimate{set: set, heading: heading, layer: layer, cite: table.Cite{Instrument: said}}
	held := make([][]string, len(lines))
	for i := range lines {
		if held[i], fail = flagsOf(set, lines[i].Code, d, o); fail != nil {
			return nil, fail
		}
	}
	if fail := e.measures(lines, held, d, o); fail != nil {
		return nil, fail
	}
	e.lay(dutyTable, table.Row{Cells: []table.Cell{{Num: rate}}})
	shared := slices.DeleteFunc(slices.Clone(held[0]), func(flag string) bool {
		return slices.ContainsFunc(held, func(flags []string) bool { return !slices.Contains(flags, flag) })
	})
	if len(shared) > 0 {
		e.lay(flagsTable, table.Row{Cells: []table.Cell{{Text: strings.Join(shared, ";"), Num: money.Zero}}})
	}
	return e.set, nil
}

// estimate is rows on their way into the tables.
type estimate struct {
	set            *table.Set
	heading, layer string
	cite           table.Cite
}

// lay puts a row for the heading, and for nothing that stands under it, over a
// table.
func (e *estimate) lay(id string, row table.Row) {
	under := make([]string, 100)
	for i := range under {
		under[i] = fmt.Sprintf("%s%02d", e.heading, i)
	}
	row.Conds = append([]table.Cond{{Key: table.KeyHS, Texts: []string{e.heading}}, {Key: table.KeyHS, Not: true, Texts: under}}, row.Conds...)
	row.Status, row.Confidence, row.Cite = table.Inferred, table.Low, e.cite
	e.set = e.set.Lay(id, e.layer, row)
}

// measures lays an unknown anti-dumping duty for the origins of which a measure
// is aimed at some of the lines, and not at the heading as a whole.
func (e *estimate) measures(lines []Line, held [][]string, d table.Date, o table.Options) *fault.Fault {
	view, fail := e.set.At(antiDumpingTable, d, o)
	if fail != nil {
		return fail
	}
	var rows []table.Row
	for _, row := range view.Rows {
		hit := func(i int) bool { return about(row, lines[i].Code, held[i]) }
		some := false
		for i := range lines {
			some = some || hit(i)
		}
		if !aimed(row) || !some || about(row, e.heading, nil) {
			continue
		}
		rows = append(rows, table.Row{
			Conds:   slices.DeleteFunc(slices.Clone(row.Conds), func(c table.Cond) bool { return c.Key == table.KeyHS || c.Key == table.KeyFlag }),
			Unknown: "an anti-dumping duty exists for some of the lines under " + Dotted(e.heading) + ": give hs to eight digits, or --line anti_dumping=<MXN>/entry",
		})
	}
	for _, row := range slices.Backward(rows) {
		e.lay(antiDumpingTable, row)
	}
	return nil
}
