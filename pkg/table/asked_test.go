package table_test

import (
	"slices"
	"strings"
	"testing"

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

func (a asked) Number(k table.Key, t *table.Table) (money.Ratio, bool) {
	s, ok := a.numbers[k]
	if !ok {
		return money.Ratio{}, false
	}
	n, f := money.ParseRatio(s)
	if k == table.KeyBillableKg { // as if it were all volume
		n, _ = n.Quo(t.Billable.Divisor)
	}
	return n, f == nil
}

func (a asked) Has(flag string) bool { return slices.Contains(a.flags, flag) }

// offer reads "origin=CN value_usd=50 flag=nom" as an offer.
func offer(t testing.TB, text string) asked {
	t.Helper()
	a := asked{texts: map[table.Key]string{}, numbers: map[table.Key]string{}}
	for _, pair := range split(text) {
		name, value, _ := strings.Cut(pair, "=")
		key, ok := table.KeyByName(name)
		if !ok {
			t.Fatalf("no key %q", name)
		}
		switch key.Kind() {
		case table.KindSet:
			a.flags = append(a.flags, value)
		case table.KindNumber, table.KindPresence:
			a.numbers[key] = value
		default:
			a.texts[key] = value
		}
	}
	return a
}

// before gives what stands before a mark in a text, and from the rest.
func before(text, mark string) string {
	head, _, _ := strings.Cut(text, mark)
	return head
}

func from(text, mark string) string { return strings.TrimPrefix(text, before(text, mark)) }

func split(s string) []string { return strings.Fields(s) }

func day(t testing.TB, s string) table.Date {
	t.Helper()
	if s == "open" {
		return table.OpenStart
	}
	d, f := table.ParseDate(s)
	if f != nil {
		t.Fatal(f)
	}
	return d
}

func open(t testing.TB, layers ...table.Layer) *table.Set {
	t.Helper()
	set, err := table.Open(layers...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func at(t testing.TB, set *table.Set, id, date string, o table.Options) *table.View {
	t.Helper()
	v, f := set.At(id, day(t, date), o)
	if f != nil {
		t.Fatal(f)
	}
	return v
}

// answer gives what an offer gets of a table's first column: the number, the
// reason of a refusal after "refuse:", and so on.
func answer(v *table.View, k table.Keys) string {
	m := v.Match(k)
	switch {
	case m.Outcome == table.NoRow:
		return "no row"
	case m.Outcome == table.Undecided:
		return "undecided: " + m.Missing.String()
	case m.Row.Refuse != "":
		return "refuse: " + m.Row.Refuse
	case m.Row.Unknown != "":
		return "unknown: " + m.Row.Unknown
	}
	return m.Row.Cells[0].Num.String()
}
