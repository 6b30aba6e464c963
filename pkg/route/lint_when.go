package route

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// when checks conditions: the groups of countries that they name, and the words
// of a table's column.
func (l *linter) when(conds []When, at fault.Place) {
	for i := range conds {
		w := &conds[i]
		if w.Column.Kind != Column {
			cond := w.Cond
			if f := l.tables.Resolve(&cond, table.Date(0)); f != nil && f.Code == "E-TABLE-GROUP" {
				l.faults.Add(f.At(at))
			}
			continue
		}
		at := at
		at.Line = max(at.Line, w.Column.line)
		unit, ok := l.column(&w.Column, at)
		if !ok {
			continue
		}
		given, known := l.said[w.Column.String()]
		if !known {
			given = l.given(&w.Column, unit)
			l.said[w.Column.String()] = given
		}
		for _, word := range w.Words {
			if given != nil && !slices.Contains(given, word) {
				l.fault("E-ROUTE-NEVER-SAID", at, w.Column.String(), word, strings.Join(given, ", "), strict.Suggest(word, given))
			}
		}
	}
}

// given lists what rows of a table say in a column, and what routes below ask
// for. It is nil where that cannot be told, since the table has faults, and of
// the lowest layer, whose routes provide for rows that others lay over.
func (l *linter) given(o *Operand, unit table.Unit) []string {
	if unit == table.UnitFlag {
		return []string{"0", "1"}
	}
	if l.lowest {
		return nil
	}
	given := l.asked(o)
	t, whole := l.tables.Head(o.Table)
	if !whole {
		return nil
	}
	for _, layer := range t.Layers() {
		cell, ok := layer.Column(o.Name)
		if !ok {
			return nil
		}
		for _, row := range layer.Every() {
			if cell >= len(row.Cells) {
				continue
			}
			said := row.Cells[cell].Num.String()
			if unit == table.UnitText {
				said = row.Cells[cell].Text
			}
			if !slices.Contains(given, said) {
				given = append(given, said)
			}
		}
	}
	slices.Sort(given)
	return slices.Compact(given)
}

// asked lists the words that routes of the layers below ask of a column.
func (l *linter) asked(o *Operand) []string {
	var words []string
	for _, r := range l.below {
		for _, c := range r.Charges {
			for i := range c.When {
				if w := &c.When[i]; w.Column.Kind == Column && w.Column.String() == o.String() {
					words = append(words, w.Words...)
				}
			}
		}
	}
	return words
}

// early faults on a table that asks for the customs value before there is one.
func (l *linter) early(c *Charge, at fault.Place) {
	operands := append(slices.Clone(c.Rates), c.Amount, c.Min, c.Max, c.AtLeast, c.Over, c.Step, c.Credit)
	for i := range c.When {
		operands = append(operands, c.When[i].Column)
		if c.When[i].Column.Kind != Column && c.When[i].Cond.Key == table.KeyValueUSD {
			l.fault("E-ROUTE-EARLY", at, "when")
		}
	}
	seen := map[string]bool{}
	for _, o := range operands {
		if o.Kind == Column && !seen[o.Table] && l.asksValue(o.Table) {
			l.fault("E-ROUTE-EARLY", at, o.Table)
		}
		seen[o.Table] = true
	}
}

// asksValue tells whether a row of a table asks for the customs value.
func (l *linter) asksValue(id string) bool {
	asks, known := l.asks[id]
	if !known {
		asks = l.rowsAskValue(id)
		l.asks[id] = asks
	}
	return asks
}

func (l *linter) rowsAskValue(id string) bool {
	t, whole := l.tables.Head(id)
	if !whole || t.ByHS() {
		return false
	}
	for _, layer := range t.Layers() {
		for _, row := range layer.Every() {
			if slices.ContainsFunc(row.Conds, func(c table.Cond) bool { return c.Key == table.KeyValueUSD }) {
				return true
			}
		}
	}
	return false
}
