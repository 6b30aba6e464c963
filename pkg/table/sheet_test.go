package table_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"aduana/pkg/table"

	"pgregory.net/rapid"
)

// sheetHead is the head of a table of law whose rows stand in a CSV file.
func sheetHead(id, file string) string {
	return "table: " + id + "\ntitle: A sheet\ngives: {rate: fraction, due: flag}\ncsv: " + file + `
sources:
  A: {status: enacted, confidence: low, cite: {instrument: A}, checked: 2026-01-02}
  P: {status: projected, confidence: low, cite: {instrument: P}, checked: 2026-01-02}
`
}

// line is a row of a sheet.
type line struct{ hs, origin, from, to, rate, source, unknown string }

func anyLine(t *rapid.T) line {
	l := line{
		hs:     rapid.StringMatching(`(61|62)(0[12](0[12](0[12])?)?)?`).Draw(t, "hs"),
		origin: rapid.SampledFrom([]string{"", "", "CN", "!CN;VN", "US;g"}).Draw(t, "origin"),
		from:   rapid.SampledFrom([]string{"", "2025-01-01", "2025-06-01"}).Draw(t, "from"),
		to:     rapid.SampledFrom([]string{"", "2025-12-31", "2025-06-30"}).Draw(t, "to"),
		source: rapid.SampledFrom([]string{"A", "A", "P"}).Draw(t, "source"),
	}
	l.origin = strings.Replace(l.origin, "!CN;VN", "!CN;!VN", 1)
	if rapid.Bool().Draw(t, "gives") {
		l.rate = fmt.Sprintf("%d%%", rapid.IntRange(0, 99).Draw(t, "rate"))
	} else {
		l.unknown = rapid.SampledFrom([]string{"ask, please", `say "duty"`}).Draw(t, "unknown")
	}
	return l
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// TestLookUpEqualsAFullParse compares a sheet by tariff line, which is searched
// and read in part, with the same sheet under another first column, which is
// read whole.
func TestLookUpEqualsAFullParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.Custom(anyLine), 1, 30).Draw(t, "lines")
		slices.SortStableFunc(lines, func(a, b line) int { return strings.Compare(a.hs, b.hs) })
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\n\n"}).Draw(t, "end")
		searched := "hs,origin,from,to,rate,source,unknown" + end
		whole := "description,hs,origin,from,to,rate,source,unknown" + end
		for _, l := range lines {
			hs := l.hs
			if rapid.Bool().Draw(t, "quotes") {
				hs = quoted(hs)
			}
			row := strings.Join([]string{hs, l.origin, l.from, l.to, l.rate, l.source, quoted(l.unknown)}, ",") + end
			searched += row
			whole += "x," + row
		}
		set, err := table.Open(layer("embedded", map[string]string{
			"law/s.yaml": sheetHead("law.s", "s.csv"), "law/s.csv": searched,
			"law/w.yaml": sheetHead("law.w", "w.csv"), "law/w.csv": "\ufeff" + whole,
			"law/group.g.yaml": strings.Replace(group, "usmca", "g", 1),
		}))
		if err != nil {
			t.Fatal(err)
		}
		o := table.Options{Projected: rapid.Bool().Draw(t, "projected")}
		day := rapid.SampledFrom([]string{"2024-12-31", "2025-01-01", "2025-06-01", "2025-06-30", "2025-07-01", "2026-01-01"}).Draw(t, "day")
		d, _ := table.ParseDate(day)
		s, f := set.At("law.s", d, o)
		if f != nil {
			t.Fatal(f)
		}
		w, f := set.At("law.w", d, o)
		if f != nil {
			t.Fatal(f)
		}
		for range 5 {
			k := asked{texts: map[table.Key]string{}}
			for key, value := range map[table.Key]string{
				table.KeyHS:     rapid.StringMatching(`(6[123]0[123]0[123]0[123])?`).Draw(t, "hs"),
				table.KeyOrigin: rapid.SampledFrom([]string{"", "CN", "VN", "US"}).Draw(t, "from"),
			} {
				if value != "" {
					k.texts[key] = value
				}
			}
			a, b := s.Match(k), w.Match(k)
			if a.Outcome != b.Outcome || a.Missing != b.Missing || (a.Row == nil) != (b.Row == nil) {
				t.Fatalf("%v: searched %+v, whole %+v", k.texts, a, b)
			}
			if a.Row == nil {
				continue
			}
			if a.Row.Line != b.Row.Line || a.Row.From != b.Row.From || a.Row.To != b.Row.To || a.Row.Unknown != b.Row.Unknown ||
				a.Row.Status != b.Row.Status || a.Row.Cite != b.Row.Cite || !slices.Equal(a.Row.Cells, b.Row.Cells) {
				t.Fatalf("%v: searched %+v, whole %+v", k.texts, a.Row, b.Row)
			}
		}
	})
}

func TestSheets(t *testing.T) {
	set := open(t, layer("r", rules()))
	v := at(t, set, "cost.y", "2026-01-01", table.Options{})
	for given, want := range map[string]string{
		"hs=61091003":          "5",
		"hs=62034201 price=98": "6",
		"hs=62034201 price=99": "unknown: ask",
		"hs=62034201":          "undecided: price",
		"hs=62044201 price=1":  "no row",
		"hs=6":                 "no row",
		"price=1":              "no row",
	} {
		for range 2 { // the second time it is known
			if got := answer(v, offer(t, given)); got != want {
				t.Errorf("%s: got %s, want %s", given, got, want)
			}
		}
	}
	row := v.Match(offer(t, "hs=62034201 price=1")).Row
	if row.File != "r/costs/y.csv" || row.Line != 3 || row.Layer != "r" || row.Cite.Instrument != "B card" || row.Period.Checked != day(t, "2026-01-02") {
		t.Errorf("%+v", row)
	}
	if !v.Asks(table.KeyHS) || !v.Asks(table.KeyPrice) || v.Asks(table.KeyOrigin) || len(v.Rows) != 0 {
		t.Error("a sheet asks for the conditions in its first line")
	}
}

func TestCardsInSheets(t *testing.T) {
	head := strings.Join(strings.SplitAfter(cost, "\n")[:6], "")
	for _, sheet := range []string{
		"hs,from,amount\n61,2025-01-01,1\n61,2026-01-01,2\n61,2024-06-01,3\n",
		"marketplace,from,amount\n,2025-01-01,1\n,2026-01-01,2\n,2024-06-01,3\n",
	} {
		rules := layer("r", map[string]string{"costs/y.yaml": head, "costs/y.csv": sheet})
		if faults := table.Lint(rules, nil); faults != nil {
			t.Error(faults) // the cards of a sheet do not stand in each other's way
		}
		set := open(t, rules)
		for date, want := range map[string]string{
			"2020-01-01": "3", "2024-06-01": "3", "2024-12-31": "3", "2025-01-01": "1", "2025-12-31": "1", "2026-01-01": "2", "2030-01-01": "2",
		} {
			if got := answer(at(t, set, "cost.y", date, table.Options{}), offer(t, "hs=61091003 marketplace=x")); got != want {
				t.Errorf("%s: got %s, want %s", date, got, want)
			}
		}
	}
}

func TestProjectedRowsOfASheet(t *testing.T) {
	set := open(t, layer("r", map[string]string{
		"law/s.yaml": sheetHead("law.s", "s.csv"), "law/s.csv": "hs,from,to,rate,source\n61,,,0.1,A\n61,2026-01-01,2026-12-31,0.2,P\n",
	}))
	for date, want := range map[string]string{"2025-12-31": "0.1", "2026-01-01": "0.2", "2026-12-31": "0.2", "2027-01-01": "0.1"} {
		if got := answer(at(t, set, "law.s", date, table.Options{Projected: true}), offer(t, "hs=61091003")); got != want {
			t.Errorf("%s: got %s, want %s", date, got, want)
		}
		if got := answer(at(t, set, "law.s", date, table.Options{}), offer(t, "hs=61091003")); got != "0.1" {
			t.Errorf("%s, not asked for: got %s", date, got)
		}
	}
}

func TestManyReadersOfASheet(t *testing.T) {
	set := open(t, layer("r", rules()))
	v := at(t, set, "cost.y", "2026-01-01", table.Options{})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 200 {
				want := "no row"
				if (i+j)%100 == 61 {
					want = "5"
				}
				if got := answer(v, offer(t, fmt.Sprintf("hs=%02d091003", (i+j)%100))); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	all.Wait()
}
