package tariff

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// Record is all that is kept of a tariff line.
type Record struct {
	Line                 // at the date that was asked for
	History     []Rule   // of the duty: the uppermost layer first, in it the oldest first
	Flags       []string // notices, standards and bans, as they are at the date
	AntiDumping []Rule   // of every date
	Preferences []Rule   // by origin, of every date
}

// Rule is a row of a table about a tariff line.
type Rule struct {
	Origins []string          // countries and names of groups; none for every origin
	Values  map[string]string // by column: a rate as a fraction, money with its currency, words; nil where the row gives none
	Row     *table.Row
	Hidden  bool // a layer above has all its dates
}

// Find gives the record of a tariff line of eight or ten digits. Faults:
// E-TARIFF-CODE, and those of the tables.
func Find(set *table.Set, code string, d table.Date, o table.Options) (*Record, *fault.Fault) {
	hs := code[:lineDigits]
	lines, fail := Lines(set, hs, d, o)
	if fail != nil {
		return nil, fail
	}
	r := &Record{Line: lines[0]}
	r.Code = code
	if r.Flags, fail = flagsOf(set, hs, d, o); fail != nil {
		return nil, fail
	}
	duty, fail := set.Table(dutyTable)
	if fail != nil {
		return nil, fail
	}
	for _, row := range duty.History(hs) {
		r.History = append(r.History, ruleOf(duty, row))
	}
	hide(r.History)
	for _, of := range []struct {
		id    string
		rules *[]Rule
		tells func(*table.Row) bool
	}{
		{antiDumpingTable, &r.AntiDumping, aimed},
		{preferenceTable, &r.Preferences, func(row *table.Row) bool { return origins(row) != nil }},
	} {
		t, fail := set.Table(of.id)
		if fail != nil {
			return nil, fail
		}
		for row := range t.All() {
			if of.tells(row) && about(row, hs, r.Flags) {
				*of.rules = append(*of.rules, ruleOf(t, row))
			}
		}
	}
	return r, nil
}

// ruleOf writes down what a row gives.
func ruleOf(t *table.Table, row *table.Row) Rule {
	r := Rule{Row: row, Origins: origins(row)}
	for i, c := range row.Cells {
		if r.Values == nil {
			r.Values = map[string]string{}
		}
		text := c.Num.String()
		switch t.Columns[i].Unit {
		case table.UnitText:
			text = c.Text
		case table.UnitMoney:
			text = money.Money{Value: c.Num, Currency: c.Text}.String()
		}
		r.Values[t.Columns[i].Name] = text
	}
	return r
}

// hide marks the rows whose dates a layer above has.
func hide(rules []Rule) {
	for i := range rules {
		row := rules[i].Row
		for j := range rules[:i] {
			if above := rules[j].Row; above.Layer != row.Layer && above.From <= row.From && above.To >= row.To {
				rules[i].Hidden = true
			}
		}
	}
}

// origins gives the countries and groups that a row is for.
func origins(row *table.Row) []string {
	for i := range row.Conds {
		if c := &row.Conds[i]; c.Key == table.KeyOrigin {
			return c.Texts
		}
	}
	return nil
}

// aimed tells a row that names lines or flags from one for all goods.
func aimed(row *table.Row) bool {
	for i := range row.Conds {
		if k := row.Conds[i].Key; k == table.KeyHS || k == table.KeyFlag {
			return true
		}
	}
	return false
}

// about tells whether a row's conditions on the line and its flags hold.
func about(row *table.Row, hs string, flags []string) bool {
	for i := range row.Conds {
		c := &row.Conds[i]
		if c.Key != table.KeyHS && c.Key != table.KeyFlag {
			continue
		}
		if yes, _ := c.Holds(goods{hs: hs, flags: flags}, nil); !yes {
			return false
		}
	}
	return true
}
