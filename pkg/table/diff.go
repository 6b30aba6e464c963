package table

import "slices"

// Change is a row that one of two views has and the other has not, or has
// otherwise.
type Change struct {
	Before, After *Row // one is nil where the row was added or taken away
}

// Diff compares two views of a table, row by row: those with the same
// conditions are the same row. Rows that an earlier one hides do not count. Changes stand in the order of the first view, rows that
// only the second one has at the place where they stand there.
func Diff(before, after *View) []Change {
	olds, news := first(before), first(after)
	byWhen := make(map[string]*Row, len(news))
	for _, row := range news {
		byWhen[row.When()] = row
	}
	kept := make(map[string]bool, len(olds))
	var changes []Change
	for _, old := range olds {
		when := old.When()
		kept[when] = true
		now := byWhen[when]
		if now == nil || before.Table.Says(old) != after.Table.Says(now) {
			changes = append(changes, Change{Before: old, After: now})
		}
	}
	for _, now := range news {
		if !kept[now.When()] {
			changes = append(changes, Change{After: now})
		}
	}
	return changes
}

// mostHidden is how many rows are held against each other, to find those that
// a wider one hides. Rows by tariff line, of which there are more, are hidden
// by the same line alone.
const mostHidden = 1000

// first gives a view's rows without those that an earlier one hides; of no view
// none.
func first(v *View) []*Row {
	if v == nil {
		return nil
	}
	seen := map[string]bool{}
	all := v.All("")
	rows := make([]*Row, 0, len(all))
	for _, row := range all {
		when := row.When()
		if seen[when] || len(all) <= mostHidden && slices.ContainsFunc(rows, func(e *Row) bool { return e.wider(row) }) {
			continue
		}
		seen[when] = true
		rows = append(rows, row)
	}
	return rows
}
