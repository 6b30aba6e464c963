package table_test

import (
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// placed fails on a fault without a file, or with texts that lack an argument.
func placed(t *testing.T, faults fault.List) {
	t.Helper()
	for _, f := range faults {
		if f.Place.File == "" {
			t.Errorf("no place: %v", f)
		}
		if _, ok := fault.TextOf(f.Code); !ok {
			t.Errorf("no text: %s", f.Code)
		}
	}
}

// resolve takes every table of a set at a few dates and matches an offer.
func resolve(t *testing.T, set *table.Set) {
	t.Helper()
	k := offer(t, "hs=61091003 origin=US price=5 seller=company flag=nom")
	for _, id := range set.IDs() {
		for _, d := range []table.Date{table.OpenStart, 0, 20000, table.Forever} {
			v, f := set.At(id, d, table.Options{Projected: d == 0})
			if f != nil {
				placed(t, fault.List{f.At(fault.Place{File: id})})
				continue
			}
			v.Match(k)
		}
	}
}

func FuzzTable(f *testing.F) {
	for _, text := range []string{law, group, cost, dated, bands, mine, card} {
		f.Add(text)
	}
	f.Add("table: law.x\nrows: !!map [&a *a, <<: {}]\n")
	f.Add("gives: {amount: money}\ncsv: y.csv\nsources:")
	f.Add("? [a]\n: {b: \"\\e\"}\n")
	f.Fuzz(func(t *testing.T, text string) {
		files := map[string]string{"law/f.yaml": strings.Replace(text, "law.x", "law.f", 1), "law/group.usmca.yaml": group, "law/y.csv": costCSV}
		placed(t, table.Lint(layer("r", files), nil))
		placed(t, table.Lint(layer("r", files), open(t, layer("embedded", map[string]string{"law/f.yaml": law}))))
		resolve(t, open(t, layer("embedded", files)))
	})
}

func FuzzCSV(f *testing.F) {
	f.Add(costCSV, true)
	f.Add("hs,amount,source\n\"61\",1,A\r\n\r\n62,\"1\n\",B", true)
	f.Add("marketplace,billable_kg,amount,source\nx,\"[0,1]\",1,A\n", false)
	f.Add("hs,amount,source\n62,1,A\n6,\xff,A\n", true)
	f.Fuzz(func(t *testing.T, text string, law bool) {
		files := map[string]string{"costs/y.yaml": cost, "costs/y.csv": text}
		if law {
			files = map[string]string{"law/y.yaml": strings.Replace(cost, "cost.y", "law.y", 1), "law/y.csv": text}
		}
		placed(t, table.Lint(layer("r", files), nil))
		resolve(t, open(t, layer("embedded", files)))
	})
}

func FuzzInterval(f *testing.F) {
	for _, s := range []string{"[0,50]", "(50,117]", "(14,)", "(,5]", "3", "1/3", "[5%,(10%]", "[[1,2]]", "(,)", "é,é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		in, fail := table.ParseInterval(s)
		if fail != nil {
			placed(t, fault.List{fail.At(fault.Place{File: "x"})})
			return
		}
		again, fail := table.ParseInterval(in.String())
		if fail != nil {
			t.Fatalf("%q is written %s: %v", s, in, fail)
		}
		for _, n := range []string{"-1", "0", "1", "3", "50", "50.01"} {
			if r := number(t, n); in.Contains(r) != again.Contains(r) {
				t.Errorf("%q and %s differ at %s", s, in, n)
			}
		}
		if in.HasLow && in.Contains(in.Low) == in.OpenLow || in.HasHigh && in.Contains(in.High) == in.OpenHigh {
			t.Errorf("%q: its bounds are not as they say", s)
		}
	})
}
