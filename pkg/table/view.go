package table

import (
	"iter"
	"slices"
	"sync"

	"aduana/pkg/fault"
)

// Options of a look-up.
type Options struct {
	Projected bool // projected rows count, and come first
	Cards     Date // the day that costs are taken at, where it is another; 0: the look-up's
}

// View is a table at a date. Any number of goroutines may match it.
type View struct {
	Table *Table // of the uppermost layer
	Date  Date
	Rows  []*Row // in match order; without those of a CSV file by hs, which are looked up

	set     *Set
	options Options
	parts   []part
}

// part is what a layer gives to a view.
type part struct {
	table *Table
	rows  []*Row
	found *sync.Map // of a CSV file by hs: the rows of a tariff line
}

// Outcome is what came of a match.
type Outcome uint8

// The outcomes.
const (
	NoRow     Outcome = iota
	Matched           // the row gives values, refuses, or says that the value is unknown
	Undecided         // the row would match if the offer had the missing key
)

// Match is the first row that an offer matches.
type Match struct {
	Row     *Row
	Outcome Outcome
	Missing Key // of Undecided
}

// At gives a table at a date. Faults: E-TABLE-UNKNOWN, E-DATE-UNCOVERED,
// E-TABLE-PROJECTED, E-TABLE-GROUP, and those of the file.
func (s *Set) At(id string, d Date, o Options) (*View, *fault.Fault) {
	top, fail := s.Table(id)
	if fail != nil {
		return nil, fail
	}
	if isCost(id) && o.Cards != 0 {
		d = o.Cards
	}
	v := &View{Table: top, Date: d, set: s, options: o}
	covered := false
	for t := top; t != nil; t = t.Under {
		rows, ok := t.inForce(d, o)
		covered = covered || ok
		for i := range rows {
			if rows[i], fail = v.resolved(rows[i]); fail != nil {
				return nil, fail
			}
		}
		p := part{table: t, rows: rows}
		if t.sheet != nil && t.sheet.byHS {
			p.found = new(sync.Map)
		}
		v.parts = append(v.parts, p)
		v.Rows = append(v.Rows, rows...)
	}
	if !covered {
		first, last := top.span(o)
		if first > last {
			return nil, fault.New(ProjectedOnly, fault.Place{}, id)
		}
		return nil, fault.New(Uncovered, fault.Place{}, id, d.String(), first.String(), last.String())
	}
	return v, nil
}

// Candidates gives the rows in match order, each with its layer's table; of a
// CSV file by hs only those of the offer's tariff line.
func (v *View) Candidates(k Keys) iter.Seq2[*Row, *Table] {
	return func(yield func(*Row, *Table) bool) {
		for i := range v.parts {
			p := &v.parts[i]
			rows := p.rows
			if p.found != nil {
				hs, ok := k.Text(KeyHS)
				if !ok {
					continue
				}
				rows = v.find(p, hs)
			}
			for _, row := range rows {
				if !yield(row, p.table) {
					return
				}
			}
		}
	}
}

// Match finds the first row whose conditions hold.
func (v *View) Match(k Keys) Match {
	for row, t := range v.Candidates(k) {
		switch yes, missing := row.meets(k, t); {
		case missing != 0:
			return Match{Row: row, Outcome: Undecided, Missing: missing}
		case yes:
			return Match{Row: row, Outcome: Matched}
		}
	}
	return Match{}
}

// meets tells whether the row's conditions hold; missing is the first key that
// leaves it open, where the others hold.
func (r *Row) meets(k Keys, t *Table) (yes bool, missing Key) {
	for i := range r.Conds {
		c := &r.Conds[i]
		switch holds, known := c.Holds(k, t); {
		case !known && missing == 0:
			missing = c.Key
		case known && !holds:
			return false, 0
		}
	}
	return missing == 0, missing
}

// Asks tells whether any condition asks for a key.
func (v *View) Asks(key Key) bool {
	for _, row := range v.Rows {
		for i := range row.Conds {
			if row.Conds[i].Key == key {
				return true
			}
		}
	}
	return slices.ContainsFunc(v.parts, func(p part) bool {
		return p.found != nil && slices.ContainsFunc(p.table.sheet.columns, func(c column) bool { return c.key == key })
	})
}

// Conditions gives the conditions of the view's rows, each with its layer's
// table; of a CSV file by hs none, see [View.ByLine].
func (v *View) Conditions() iter.Seq2[*Cond, *Table] {
	return func(yield func(*Cond, *Table) bool) {
		for i := range v.parts {
			for _, row := range v.parts[i].rows {
				for j := range row.Conds {
					if !yield(&row.Conds[j], v.parts[i].table) {
						return
					}
				}
			}
		}
	}
}

// ByLine tells whether rows are looked up in a CSV file by the whole tariff
// line, and whether that is all that such rows ask for.
func (v *View) ByLine() (looked, alone bool) {
	alone = true
	for i := range v.parts {
		if p := &v.parts[i]; p.found != nil {
			looked = true
			alone = alone && !slices.ContainsFunc(p.table.sheet.columns, func(c column) bool { return c.key != 0 && c.key != KeyHS })
		}
	}
	return looked, alone
}

// HasLine tells whether a CSV file by hs has rows for a tariff line.
func (v *View) HasLine(hs string) bool {
	return slices.ContainsFunc(v.parts, func(p part) bool { return p.found != nil && len(v.find(&p, hs)) > 0 })
}

// find gives the rows of a CSV file that are for a tariff line.
func (v *View) find(p *part, hs string) []*Row {
	if known, ok := p.found.Load(hs); ok {
		rows, _ := known.([]*Row)
		return rows
	}
	all := p.table.sheet.find(hs)
	rows := p.table.ofSheet(all, v.Date, v.options)
	for i := range rows {
		if row, fail := v.resolved(rows[i]); fail == nil {
			rows[i] = row
		}
	}
	if len(all) > 0 { // what is not there is not kept: there is no end of it
		p.found.Store(hs, rows)
	}
	return rows
}

// inForce gives the rows of one layer at a date, projected ones first; covered
// is false where no period is of the date.
func (t *Table) inForce(d Date, o Options) (rows []*Row, covered bool) {
	if t.sheet != nil {
		return t.ofSheet(t.sheet.rows, d, o), true
	}
	card := cardDate(func(yield func(Date, bool) bool) {
		for i := range t.Periods {
			if p := &t.Periods[i]; !yield(p.From, p.Status == Projected) {
				return
			}
		}
	}, d)
	var projected []*Row
	for i := range t.Periods {
		p := &t.Periods[i]
		day := d
		switch {
		case p.Status == Projected && !o.Projected:
			continue
		case p.Status != Projected && isCost(t.ID):
			if p.From != card {
				continue
			}
			day = min(max(d, p.From), p.To) // a card out of its time is used as at the nearest day of it
		case d < p.From || d > p.To:
			continue
		}
		covered = covered || !t.laid
		for j := range p.Rows {
			row := &p.Rows[j]
			if (day < row.From || day > row.To) && !(t.laid && isCost(t.ID)) {
				continue
			}
			covered = true
			switch {
			case !row.projected():
				rows = append(rows, row)
			case o.Projected:
				projected = append(projected, row)
			}
		}
	}
	return append(projected, rows...), covered
}

// ofSheet is inForce for rows that each have dates of their own.
func (t *Table) ofSheet(all []Row, d Date, o Options) []*Row {
	var projected, rows []*Row
	card := cardDate(func(yield func(Date, bool) bool) {
		for i := range all {
			if !yield(all[i].From, all[i].projected()) {
				return
			}
		}
	}, d)
	for i := range all {
		row := &all[i]
		switch {
		case row.projected():
			if o.Projected && row.From <= d && d <= row.To {
				projected = append(projected, row)
			}
		case isCost(t.ID) && row.From == card, !isCost(t.ID) && row.From <= d && d <= row.To:
			rows = append(rows, row)
		}
	}
	return append(projected, rows...)
}

// cardDate picks the card of costs: the newest that starts on or before the
// date, else the oldest. Projected ones are none.
func cardDate(starts iter.Seq2[Date, bool], d Date) (card Date) {
	ok := false
	for from, projected := range starts {
		switch {
		case projected:
		case !ok, from <= d && (from > card || card > d), from > d && from < card:
			card, ok = from, true
		}
	}
	return card
}

// span gives the first and the last day that the table speaks of.
func (t *Table) span(o Options) (first, last Date) {
	first, last = Forever, OpenStart
	for ; t != nil; t = t.Under {
		for i := range t.Periods {
			if p := &t.Periods[i]; p.Status != Projected || o.Projected {
				first, last = min(first, p.From), max(last, p.To)
			}
		}
	}
	return first, last
}

// resolved gives the row with its groups of countries resolved at the view's
// date.
func (v *View) resolved(row *Row) (*Row, *fault.Fault) {
	if !row.groups() {
		return row, nil
	}
	own := *row
	own.Conds = slices.Clone(row.Conds)
	for i := range own.Conds {
		if fail := v.set.resolve(&own.Conds[i], v.Date, v.options); fail != nil {
			return nil, fail.At(fault.Place{File: row.File, Line: row.Line})
		}
	}
	return &own, nil
}

// Resolve looks up the groups of countries that a condition names, as they are
// at a date; a condition without any stays as it is. Faults: E-TABLE-GROUP.
func (s *Set) Resolve(c *Cond, d Date) *fault.Fault { return s.resolve(c, d, Options{}) }

func (s *Set) resolve(c *Cond, d Date, o Options) *fault.Fault {
	if !c.groups() {
		return nil
	}
	countries := make([]string, 0, len(c.Texts))
	for _, name := range c.Texts {
		if isCountry(name) {
			countries = append(countries, name)
			continue
		}
		members, fail := s.members(name, d, o)
		if fail != nil {
			return fail
		}
		countries = append(countries, members...)
	}
	c.members = countries
	return nil
}

// members gives the countries of a group at a date: none before its first
// period. The first row that names a country decides.
func (s *Set) members(group string, d Date, o Options) ([]string, *fault.Fault) {
	t, fail := s.Table(groupPrefix + group)
	if fail != nil && fail.Code == UnknownTable {
		return nil, fault.New("E-TABLE-GROUP", fault.Place{}, group)
	}
	if fail != nil {
		return nil, fail
	}
	var members []string
	decided := map[string]bool{}
	for ; t != nil; t = t.Under {
		rows, _ := t.inForce(d, o)
		for _, row := range rows {
			if !isMemberRow(row) {
				continue
			}
			for _, country := range row.Conds[0].Texts {
				if !decided[country] && row.Cells[0].Num.Sign() > 0 {
					members = append(members, country)
				}
				decided[country] = true
			}
		}
	}
	return members, nil
}
