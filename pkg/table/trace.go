package table

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// Passed is a row that was asked before the one that was taken.
type Passed struct {
	Row   *Row
	Cond  *Cond // the first condition that does not hold, or is open; nil where all hold
	Known bool  // false where the offer lacks what Cond asks for
}

// Passed lists the rows that stand in match order before a row of the view,
// and why each was passed over; all candidates where the row is nil.
func (v *View) Passed(k Keys, until *Row) []Passed {
	var passed []Passed
	for row, t := range v.Candidates(k) {
		if row == until {
			break
		}
		p := Passed{Row: row, Known: true}
		for i := range row.Conds {
			yes, known := row.Conds[i].Holds(k, t)
			if known && !yes {
				p.Cond, p.Known = &row.Conds[i], true
				break
			}
			if !known && p.Cond == nil {
				p.Cond, p.Known = &row.Conds[i], false
			}
		}
		passed = append(passed, p)
	}
	return passed
}

// All gives every row of the view in match order, those of a CSV file by hs
// too, which begin with the digits of a tariff line; no digits give them all.
func (v *View) All(hs string) []*Row {
	var all []*Row
	for i := range v.parts {
		p := &v.parts[i]
		rows := p.rows
		if p.found != nil {
			rows = p.table.ofSheet(p.table.sheet.all(hs), v.Date, v.options)
			for j := range rows {
				if row, fail := v.resolved(rows[j]); fail == nil {
					rows[j] = row
				}
			}
		}
		all = append(all, rows...)
	}
	return all
}

// all parses the lines of a sheet by hs whose code begins with the digits, or
// is the beginning of them. A line with a fault gives no row.
func (s *sheet) all(hs string) []Row {
	var rows []Row
	for from := 0; from < len(s.lines); {
		to := from
		for to < len(s.lines) && (strings.HasPrefix(s.code(s.lines[to]), hs) || strings.HasPrefix(hs, s.code(s.lines[to]))) {
			to++
		}
		r := s.reader
		var faults fault.List
		rows = append(rows, s.parse(from, to, &r, &faults)...)
		from = to + 1
	}
	return rows
}

// Every gives the rows of all periods of the table's own layer. Rows with a
// fault are left out.
func (t *Table) Every() []*Row {
	var every []*Row
	if t.sheet != nil {
		rows := t.sheet.rows
		if t.sheet.byHS {
			rows = t.sheet.all("")
		}
		for i := range rows {
			every = append(every, &rows[i])
		}
	}
	for i := range t.Periods {
		for j := range t.Periods[i].Rows {
			every = append(every, &t.Periods[i].Rows[j])
		}
	}
	return every
}

// ByHS tells whether the rows stand in a CSV file that is searched by tariff
// line.
func (t *Table) ByHS() bool { return t.sheet != nil && t.sheet.byHS }

// When gives the row's conditions as they are written, "origin usmca,
// value_usd (50,117]"; "" for a row without.
func (r *Row) When() string {
	conds := make([]string, len(r.Conds))
	for i := range r.Conds {
		conds[i] = r.Conds[i].String()
	}
	return strings.Join(conds, ", ")
}

// Says gives what a row of the table says: its values, "0.17" or "rate 0.02,
// min 0 MXN", or what it refuses or leaves unknown.
func (t *Table) Says(r *Row) string {
	switch {
	case r.Refuse != "":
		return "refuse: " + r.Refuse
	case r.Unknown != "":
		return "unknown: " + r.Unknown
	}
	parts := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		parts[i] = c.Num.String()
		switch t.Columns[i].Unit {
		case UnitText:
			parts[i] = c.Text
		case UnitMoney:
			parts[i] = money.Money{Value: c.Num, Currency: c.Text}.String()
		}
		if len(t.Columns) > 1 {
			parts[i] = t.Columns[i].Name + " " + parts[i]
		}
	}
	return strings.Join(parts, ", ")
}

// Covers tells whether every offer for which another condition holds makes
// this one hold too.
func (c *Cond) Covers(other *Cond) bool { return c.covers(other) }

// Layers lists the table and those under it, uppermost first.
func (t *Table) Layers() []*Table {
	var layers []*Table
	for ; t != nil; t = t.Under {
		layers = append(layers, t)
	}
	return slices.Clip(layers)
}
