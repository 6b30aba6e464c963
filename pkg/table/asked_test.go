package table_test

import (
	"slices"

	"aduana/pkg/money"
	"aduana/pkg/table"
)

// asked is an offer.
type asked struct {
	texts   map[table.Key]string
	numbers map[table.Key]string
	flags   []string
}

func (a asked) Text(k table.Key) (string, bool) {
	s, ok := a.texts[k]
	return s, ok
}

func (a asked) Number(k table.Key, _ *table.Table) (money.Ratio, bool) {
	s, ok := a.numbers[k]
	if !ok {
		return money.Ratio{}, false
	}
	n, f := money.ParseRatio(s)
	return n, f == nil
}

func (a asked) Has(flag string) bool { return slices.Contains(a.flags, flag) }
