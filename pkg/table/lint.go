package table

import (
	"strings"

	"aduana/pkg/fault"
)

// covers tells whether every offer and day that o is for is this row's too.
func (r *Row) covers(o *Row) bool {
	return r.projected() == o.projected() && r.From <= o.From && r.To >= o.To && r.wider(o)
}

// wider tells whether every offer for which o's conditions hold meets this
// row's too.
func (r *Row) wider(o *Row) bool {
	for i := range r.Conds {
		if !r.Conds[i].coversAny(o.Conds) {
			return false
		}
	}
	return true
}

// maxCompared bounds the search for rows that never match: the words of all
// conditions, squared. A table of more is not searched, so that no file within
// the limits can be made to cost minutes.
const maxCompared = 400_000_000

// searchable tells whether the rows are few enough to be held against each
// other.
func searchable(rows []Row) bool {
	words := 0
	for i := range rows {
		for j := range rows[i].Conds {
			words += 1 + len(rows[i].Conds[j].Texts)
		}
	}
	return words*words <= maxCompared
}

// neverMatching faults on rows of a period that an earlier one covers.
func (r *reader) neverMatching(rows []Row) {
	if !searchable(rows) {
		return
	}
	for i := range rows {
		if rows[i].From > rows[i].To {
			continue // its dates are at fault already
		}
		for j := range rows[:i] {
			if rows[j].covers(&rows[i]) {
				r.never(&rows[i], &rows[j])
				break
			}
		}
	}
}

func (r *reader) never(row, earlier *Row) {
	r.faults.Add(fault.New("E-TABLE-NEVER", fault.Place{File: row.File, Line: row.Line}, earlier.Line))
}

// checkSheet finds what only the whole sheet shows: lines out of order, rows
// that never match, and rows of law that overlap.
func (r *reader) checkSheet(s *sheet, rows []Row) {
	last := ""
	for _, l := range s.lines {
		code := s.code(l)
		if s.byHS && code < last {
			r.faults.Add(fault.New("E-TABLE-UNSORTED", fault.Place{File: s.file, Line: int(l.number), Field: "hs"}, short(code), short(last)))
			return
		}
		last = code
	}
	// Of a sheet by hs only rows of the same code, or of its first digits, can
	// stand in the way.
	if !s.byHS && !searchable(rows) {
		return
	}
	var earlier []*Row
	for i := range rows {
		row := &rows[i]
		for s.byHS && len(earlier) > 0 && !strings.HasPrefix(row.Conds[0].Texts[0], earlier[len(earlier)-1].Conds[0].Texts[0]) {
			earlier = earlier[:len(earlier)-1]
		}
		if s.byHS && len(earlier) >= maxOfCode && earlier[len(earlier)-maxOfCode].Conds[0].Texts[0] == row.Conds[0].Texts[0] {
			r.faults.Add(fault.New("E-TABLE-CODE-ROWS", fault.Place{File: row.File, Line: row.Line, Field: "hs"}, row.Conds[0].Texts[0], maxOfCode))
			return
		}
		r.overlap(row, earlier)
		earlier = append(earlier, row)
	}
}

// overlap faults on a row of a sheet that earlier ones leave no room for. The
// rows of a card share its date; those of law each have their own.
func (r *reader) overlap(row *Row, earlier []*Row) {
	card := isCost(r.table.ID)
	for _, e := range earlier {
		switch {
		case e.projected() != row.projected() || card && e.From != row.From || !e.wider(row):
		case card || e.From <= row.From && e.To >= row.To:
			r.never(row, e)
			return
		case e.From <= row.To && row.From <= e.To && row.wider(e):
			r.faults.Add(fault.New("E-TABLE-OVERLAP", fault.Place{File: row.File, Line: row.Line}, row.From.String(), e.To.String()))
			return
		}
	}
}
