package table

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"

	"aduana/pkg/fault"
)

// All gives the rows of every date, those of the uppermost layer first; of a
// CSV file by hs none, see [Table.History].
func (t *Table) All() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for ; t != nil; t = t.Under {
			for row := range t.Own() {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// Own is All of the table's own layer.
func (t *Table) Own() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for i := range t.Periods {
			for j := range t.Periods[i].Rows {
				if !yield(&t.Periods[i].Rows[j]) {
					return
				}
			}
		}
		if t.sheet == nil {
			return
		}
		for i := range t.sheet.rows {
			if !yield(&t.sheet.rows[i]) {
				return
			}
		}
	}
}

// History gives the rows for a tariff line at every date: of each layer in
// order of the day from which they hold, the uppermost layer first. Conditions
// on anything but the line are not looked at.
func (t *Table) History(hs string) []*Row {
	var rows []*Row
	for ; t != nil; t = t.Under {
		from := len(rows)
		if t.sheet != nil && t.sheet.byHS {
			found := t.sheet.find(hs)
			for i := range found {
				rows = append(rows, &found[i])
			}
		}
		for row := range t.Own() {
			if row.allows(hs) {
				rows = append(rows, row)
			}
		}
		slices.SortStableFunc(rows[from:], func(a, b *Row) int { return cmp.Compare(a.From, b.From) })
	}
	return rows
}

// Descriptions gives what each tariff line of eight digits is called: the
// description of the last row that a CSV file by hs has for it, in the uppermost
// layer that has one.
func (t *Table) Descriptions() map[string]string {
	all := map[string]string{}
	for ; t != nil; t = t.Under {
		if t.sheet == nil || !t.sheet.byHS {
			continue
		}
		own := map[string]string{}
		r := t.sheet.reader
		var faults fault.List // Lint names them
		rows := t.sheet.parse(0, len(t.sheet.lines), &r, &faults)
		for i := range rows {
			if hs := rows[i].Conds[0].Texts[0]; len(hs) == 8 && rows[i].Description != "" {
				own[hs] = rows[i].Description
			}
		}
		for hs, text := range own {
			if _, decided := all[hs]; !decided {
				all[hs] = text
			}
		}
	}
	return all
}

// allows tells whether the row's conditions on the tariff line hold for one.
func (r *Row) allows(hs string) bool {
	for i := range r.Conds {
		c := &r.Conds[i]
		if c.Key == KeyHS && slices.ContainsFunc(c.Texts, func(p string) bool { return strings.HasPrefix(hs, p) }) == c.Not {
			return false
		}
	}
	return true
}

// Lines lists the tariff lines of eight digits that begin with a prefix and
// that a CSV file by hs has rows for, in any layer, in order.
func (t *Table) Lines(prefix string) []string {
	var codes []string
	for ; t != nil; t = t.Under {
		if t.sheet == nil || !t.sheet.byHS {
			continue
		}
		lines := t.sheet.lines
		at := sort.Search(len(lines), func(i int) bool { return t.sheet.code(lines[i]) >= prefix })
		for ; at < len(lines); at++ {
			code := t.sheet.code(lines[at])
			if !strings.HasPrefix(code, prefix) {
				break
			}
			if len(code) == 8 {
				codes = append(codes, code)
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
