package table_test

import (
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

func number(t testing.TB, s string) money.Ratio {
	t.Helper()
	n, f := money.ParseRatio(s)
	if f != nil {
		t.Fatal(f)
	}
	return n
}

func TestIntervalBounds(t *testing.T) {
	for _, c := range []struct{ in, inside, outside string }{
		{"[0,50]", "0 0.01 49.99 50", "-0.01 50.01"},
		{"(50,117]", "50.01 117", "50 117.01"},
		{"[299,499)", "299 498.99", "298.99 499"},
		{"(14,)", "14.000000000001 1000000", "14 0"},
		{"[14,)", "14 15", "13.99"},
		{"(,5]", "-3 5", "5.01"},
		{"(,5)", "-3 4.99", "5"},
		{"3", "3", "2.99 3.01"},
		{"1/3", "1/3", "0.333333333333 0.333333333334"},
		{" [ 1 , 1 ] ", "1", "0.99 1.01"},
		{"(-2,-1)", "-1.5", "-2 -1"},
		{"[5%,10%]", "0.05 0.1", "0.0499 0.1001"},
	} {
		in, f := table.ParseInterval(c.in)
		if f != nil {
			t.Errorf("%s: %v", c.in, f)
			continue
		}
		for _, want := range []struct {
			list string
			yes  bool
		}{{c.inside, true}, {c.outside, false}} {
			for _, s := range split(want.list) {
				if got := in.Contains(number(t, s)); got != want.yes {
					t.Errorf("%s contains %s: %v", c.in, s, got)
				}
			}
		}
		again, f := table.ParseInterval(in.String())
		if f != nil || again != in {
			t.Errorf("%s is written %s, which reads as %v (%v)", c.in, in, again, f)
		}
	}
}

func TestBadIntervals(t *testing.T) {
	for text, code := range map[string]fault.Code{
		"": "E-NUMBER", "x": "E-NUMBER", "[x,1]": "E-NUMBER", "[1,x]": "E-NUMBER", "[1,2,3]": "E-NUMBER", "[[1,2]": "E-NUMBER",
		"1,2": "E-INTERVAL", "[1,2": "E-INTERVAL", "1,2]": "E-INTERVAL", "[1]": "E-INTERVAL", ",": "E-INTERVAL", "[,": "E-INTERVAL",
		"(,)": "E-INTERVAL", "[,5]": "E-INTERVAL", "[5,]": "E-INTERVAL", "]1,2[": "E-INTERVAL",
		"[2,1]": "E-INTERVAL-EMPTY", "(1,1]": "E-INTERVAL-EMPTY", "[1,1)": "E-INTERVAL-EMPTY", "(1,1)": "E-INTERVAL-EMPTY",
	} {
		in, f := table.ParseInterval(text)
		if f == nil || f.Code != code {
			t.Errorf("%q: got %v, %v; want %s", text, in, f, code)
		}
		if in != (table.Interval{}) {
			t.Errorf("%q: a fault comes with %v", text, in)
		}
	}
}
