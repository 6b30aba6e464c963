package table

import (
	"slices"

	"aduana/pkg/fault"
)

// Dates gives the days on which what a table says can change, in order: the
// first day of each of its periods and rows, and the day after the last one, in
// all layers. Of a CSV file by hs only the rows of that tariff line count.
// Projected periods and rows count only where they are asked for. Faults: those
// of [Set.Table].
func (s *Set) Dates(id, hs string, o Options) ([]Date, *fault.Fault) {
	top, fail := s.Table(id)
	if fail != nil {
		return nil, fail
	}
	var days []Date
	add := func(status string, from, to Date) {
		if status == Projected && !o.Projected {
			return
		}
		if from != OpenStart {
			days = append(days, from)
		}
		if to != Forever {
			days = append(days, to.Add(1))
		}
	}
	for t := top; t != nil; t = t.Under {
		rows := []Row(nil)
		if t.sheet != nil {
			if rows = t.sheet.rows; t.sheet.byHS {
				rows = t.sheet.find(hs)
			}
		}
		for i := range t.Periods {
			p := &t.Periods[i]
			add(p.Status, p.From, p.To)
			rows = append(rows, p.Rows...)
		}
		for i := range rows {
			add(rows[i].Status, rows[i].From, rows[i].To)
		}
	}
	slices.Sort(days)
	return slices.Compact(days), nil
}
