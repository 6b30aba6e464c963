// Package tariff answers questions about the Mexican tariff: which lines stand
// under a heading and what their duty is ([Lines]), all that is kept of one
// line ([Find]), a duty for goods of which only the heading is known
// ([Estimate]), and which heading goods belong to ([Index.Search]). [Read] takes
// the tariff over from the workbook of the Secretaría de Economía.
//
// A tariff code is a text of digits: four or six of a heading, eight of a line,
// ten with the NICO.
package tariff

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// The tables that are asked.
const (
	dutyTable        = "law.tariff"
	flagsTable       = "law.flags"
	antiDumpingTable = "law.anti_dumping"
	preferenceTable  = "law.preference"
)

// lineDigits is how many digits a tariff line has; two more are a NICO.
const lineDigits = 8

// Dotted writes a code as it is printed: 6109.10.03, and 6109.10.03.01 with the
// NICO.
func Dotted(code string) string {
	parts := []string{code}
	for _, at := range []int{8, 6, 4} {
		if len(parts[0]) > at {
			parts = slices.Insert(parts, 1, parts[0][at:])
			parts[0] = parts[0][:at]
		}
	}
	return strings.Join(parts, ".")
}

// Line is a tariff line at a date.
type Line struct {
	Code        string
	Description string
	Rate        money.Ratio // of the customs value; where Known
	Known       bool
	Prohibited  bool
	Why         string     // why the rate is not known, or the goods are barred
	Row         *table.Row // that gives the rate or says why not; nil where there is none
}

// Lines gives the tariff lines under a heading of four or six digits, or the one
// line of eight or ten, at a date. Faults: E-TARIFF-CODE where no line is kept,
// and those of the tables.
func Lines(set *table.Set, code string, d table.Date, o table.Options) ([]Line, *fault.Fault) {
	view, fail := set.At(dutyTable, d, o)
	if fail != nil {
		return nil, fail
	}
	rate, ok := view.Table.Column("rate")
	if !ok {
		return nil, fault.New("E-ROUTE-COLUMN", fault.Place{}, dutyTable, "rate")
	}
	codes := view.Table.Lines(code[:min(len(code), lineDigits)])
	if len(codes) == 0 {
		return nil, fault.New("E-TARIFF-CODE", fault.Place{}, Dotted(code))
	}
	lines := make([]Line, len(codes))
	for i, hs := range codes {
		lines[i] = lineAt(view, rate, hs)
	}
	return lines, nil
}

// lineAt gives one line.
func lineAt(view *table.View, rate int, hs string) Line {
	l := Line{Code: hs, Description: describe(view.Table, hs)}
	m := view.Match(goods{hs: hs})
	l.Row = m.Row
	switch {
	case m.Outcome == table.NoRow:
		l.Why = "no rate is kept for " + view.Date.String()
	case m.Outcome == table.Undecided:
		l.Why = "the rate depends on " + m.Missing.String()
	case m.Row.Refuse != "":
		l.Why, l.Prohibited = m.Row.Refuse, true
	case m.Row.Unknown != "":
		l.Why = m.Row.Unknown
	default:
		l.Rate, l.Known = m.Row.Cells[rate].Num, true
	}
	return l
}

// describe gives the description of a line, the newest of the uppermost layer
// that has one.
func describe(t *table.Table, hs string) string {
	found := ""
	layer := ""
	for _, row := range t.History(hs) {
		if row.Description != "" && (found == "" || row.Layer == layer) {
			found, layer = row.Description, row.Layer
		}
	}
	return found
}

// Spread is the lowest, the median and the highest rate of some lines. The
// median of an even number lies in the middle of the two that are nearest to it.
type Spread struct {
	Lowest, Median, Highest money.Ratio
	Of                      int // lines whose rate is known
}

// SpreadOf gives the spread of the rates that are known; ok is false where none
// is.
func SpreadOf(lines []Line) (s Spread, ok bool) {
	var rates []money.Ratio
	for i := range lines {
		if lines[i].Known {
			rates = append(rates, lines[i].Rate)
		}
	}
	if len(rates) == 0 {
		return Spread{}, false
	}
	slices.SortFunc(rates, money.Ratio.Cmp)
	n := len(rates)
	s = Spread{Lowest: rates[0], Median: rates[n/2], Highest: rates[n-1], Of: n}
	if n%2 == 0 {
		sum, fits := rates[n/2-1].Add(rates[n/2])
		if fits {
			s.Median, fits = sum.Quo(money.Whole(2))
		}
		if !fits {
			return Spread{}, false
		}
		s.Median = s.Median.Lowest()
	}
	return s, true
}

// Percent writes a rate as a percentage, of four decimals at most.
func Percent(r money.Ratio) string {
	hundred, ok := r.Mul(money.Whole(100))
	if !ok {
		return r.String()
	}
	text := hundred.Fixed(4)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + "%"
}

// goods is an offer of which the tariff line, its flags and the origin are
// known.
type goods struct {
	hs, origin string
	flags      []string
}

// Text gives the tariff line and the origin. It is part of table.Keys.
func (g goods) Text(k table.Key) (string, bool) {
	switch k {
	case table.KeyHS:
		return g.hs, true
	case table.KeyOrigin:
		return g.origin, g.origin != ""
	}
	return "", false
}

// Number knows none. It is part of table.Keys.
func (g goods) Number(table.Key, *table.Table) (money.Ratio, bool) { return money.Ratio{}, false }

// Has tells whether the line has a flag. It is part of table.Keys.
func (g goods) Has(flag string) bool { return slices.Contains(g.flags, flag) }

// flagsOf gives the flags of a tariff line.
func flagsOf(set *table.Set, hs string, d table.Date, o table.Options) ([]string, *fault.Fault) {
	view, fail := set.At(flagsTable, d, o)
	if fail != nil {
		return nil, fail
	}
	column, ok := view.Table.Column("flags")
	if !ok {
		return nil, fault.New("E-ROUTE-COLUMN", fault.Place{}, flagsTable, "flags")
	}
	m := view.Match(goods{hs: hs})
	if m.Outcome != table.Matched || column >= len(m.Row.Cells) || m.Row.Cells[column].Text == "" {
		return nil, nil
	}
	return strings.Split(m.Row.Cells[column].Text, ";"), nil
}
