package table

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/money"

	"pgregory.net/rapid"
)

// someone is an offer that says everything.
type someone struct {
	texts  map[Key]string
	number money.Ratio
	given  bool
	flags  []string
}

func (s someone) Text(k Key) (string, bool) { t, ok := s.texts[k]; return t, ok }
func (s someone) Number(k Key, _ *Table) (money.Ratio, bool) {
	return s.number, k != KeyDuty || s.given
}
func (s someone) Has(flag string) bool { return slices.Contains(s.flags, flag) }

func anyCond(t *rapid.T) Cond {
	c := Cond{Key: rapid.SampledFrom([]Key{KeyOrigin, KeySeller, KeyHS, KeyFlag, KeyDuty, KeyPrice}).Draw(t, "key"), Not: rapid.Bool().Draw(t, "not")}
	words := map[Key][]string{
		KeyOrigin: {"CN", "US", "JP", "usmca"}, KeySeller: c.Key.Words(), KeyHS: {"61", "6109", "62", "61091003"}, KeyFlag: {"a", "b", "c"}, KeyDuty: presence,
	}[c.Key]
	if words != nil {
		c.Texts = rapid.SliceOfNDistinct(rapid.SampledFrom(words), 1, 2, rapid.ID).Draw(t, "texts")
		if i := slices.Index(c.Texts, "usmca"); i >= 0 {
			c.members = append(slices.Delete(slices.Clone(c.Texts), i, i+1), "US", "CA")
		}
		return c
	}
	c.Not = false
	for !c.In.HasLow && !c.In.HasHigh {
		c.In = Interval{HasLow: rapid.Bool().Draw(t, "haslow"), HasHigh: rapid.Bool().Draw(t, "hashigh"), OpenLow: rapid.Bool().Draw(t, "openlow"), OpenHigh: rapid.Bool().Draw(t, "openhigh")}
	}
	c.In.Low, c.In.High = money.Whole(rapid.Int64Range(0, 3).Draw(t, "low")), money.Whole(rapid.Int64Range(3, 5).Draw(t, "high"))
	return c
}

// TestCoversIsNeverWrong checks that a row is called unreachable only where
// every offer that it is for meets the earlier one.
func TestCoversIsNeverWrong(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		conds := rapid.SliceOfN(rapid.Custom(anyCond), 0, 2)
		a, b := Row{Conds: conds.Draw(t, "a")}, Row{Conds: conds.Draw(t, "b")}
		if !a.covers(&b) {
			return
		}
		found++
		k := someone{
			texts: map[Key]string{
				KeyOrigin: rapid.SampledFrom([]string{"CN", "US", "CA", "JP", "VN"}).Draw(t, "origin"),
				KeySeller: rapid.SampledFrom(KeySeller.Words()).Draw(t, "seller"),
				KeyHS:     rapid.SampledFrom([]string{"61091003", "61101003", "61091001", "62091003", "63091003"}).Draw(t, "hs"),
			},
			number: money.NewRatio(rapid.Int64Range(-1, 12).Draw(t, "number"), 2),
			given:  rapid.Bool().Draw(t, "given"),
			flags:  rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "c", "d"})).Draw(t, "flags"),
		}
		first, _ := a.meets(k, nil)
		if second, _ := b.meets(k, nil); second && !first {
			t.Fatalf("%v covers %v, but not for %+v", a.Conds, b.Conds, k)
		}
	})
	if found == 0 {
		t.Error("no row ever covered another")
	}
}

func TestCovers(t *testing.T) {
	row := func(text string) *Row {
		r := &Row{}
		var faults fault.List
		for part := range strings.SplitSeq(text, "; ") {
			name, value, ok := strings.Cut(part, " ")
			if !ok {
				continue
			}
			key, _ := KeyByName(name)
			var list []said
			for v := range strings.SplitSeq(value, "|") {
				list = append(list, said{v, place{faults: &faults}})
			}
			c, _ := parseCond(key, list)
			r.Conds = append(r.Conds, c)
		}
		if faults != nil {
			t.Fatal(faults)
		}
		return r
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "origin CN", true}, {"origin CN", "", false}, {"origin CN", "origin CN", true},
		{"origin CN|US", "origin US", true}, {"origin US", "origin CN|US", false},
		{"origin !CN", "origin US", true}, {"origin !CN", "origin CN", false}, {"origin !CN", "origin !CN|!US", true}, {"origin !CN|!US", "origin !CN", false},
		{"origin usmca", "origin US", false}, {"origin usmca", "origin usmca", true}, {"origin !usmca", "origin pacific", false}, {"origin !usmca", "origin CN", false},
		{"hs 61", "hs 6109", true}, {"hs 6109", "hs 61", false}, {"hs !6109", "hs 61", false}, {"hs !6109", "hs 62", true}, {"hs !6109", "hs !61", true}, {"hs !61", "hs !6109", false},
		{"flag a|b", "flag a", true}, {"flag !a", "flag b", false}, {"flag !a", "flag !a|!b", true}, {"flag !a|!b", "flag !a", false},
		{"price [0,5]", "price (0,5)", true}, {"price (0,5]", "price [0,5]", false}, {"price [0,)", "price 3", true}, {"price (,5)", "price [1,5]", false},
		{"duty given", "duty absent", false}, {"seller company", "rfc true; seller company", true}, {"seller company; rfc true", "seller company", false},
	} {
		if got := row(c.a).covers(row(c.b)); got != c.want {
			t.Errorf("%q covers %q: %v", c.a, c.b, got)
		}
	}
}

// TestUnknownTariffLinesAreNotKept checks that a batch of wrong codes does not
// fill the memory.
func TestUnknownTariffLinesAreNotKept(t *testing.T) {
	set, err := Open(Layer{Name: "r", FS: fstest.MapFS{
		"law/s.csv": {Data: []byte("hs,rate\n61,0.1\n")},
		"law/s.yaml": {Data: []byte("table: law.s\ntitle: S\ngives: {rate: fraction}\ncsv: s.csv\n" +
			"sources: {A: {status: enacted, confidence: low, cite: {instrument: A}, checked: 2026-01-02}}\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	v, f := set.At("law.s", 0, Options{})
	if f != nil {
		t.Fatal(f)
	}
	for _, hs := range []string{"61091003", "62091003", "63091003", "61091003"} {
		v.Match(someone{texts: map[Key]string{KeyHS: hs}})
	}
	kept := 0
	v.parts[0].found.Range(func(any, any) bool { kept++; return true })
	if kept != 1 {
		t.Errorf("%d tariff lines are kept", kept)
	}
}

// TestLargeTablesAreNotSearchedForever: a file within the limits, made to cost
// time, is read in moments; else the test would not end.
func TestLargeTablesAreNotSearchedForever(t *testing.T) {
	names := make([]string, 300)
	for i := range names {
		names[i] = "shop-" + strconv.Itoa(i)
	}
	var rows strings.Builder
	rows.WriteString("marketplace,price,amount\n")
	for i := range 4000 {
		rows.WriteString(strings.Join(names, ";") + ",\"[" + strconv.Itoa(i) + "," + strconv.Itoa(i+1) + ")\",1\n")
	}
	head := "table: cost.x\ntitle: X\ngives: {amount: money}\ncsv: x.csv\n" +
		"sources: {A: {status: enacted, confidence: low, checked: 2026-01-01, cite: {instrument: X}}}\n"
	files := fstest.MapFS{"costs/x.yaml": {Data: []byte(head)}, "costs/x.csv": {Data: []byte(rows.String())}}
	if faults := Lint(Layer{Name: "r", FS: files}, nil); faults != nil {
		t.Errorf("%v", faults[0])
	}
}
