package route_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// TestLimits: routes that are made to cost time are refused, and say why.
func TestLimits(t *testing.T) {
	charges := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "  - {code: c%d, title: C, stage: sale, by: sat, incidence: cost, each: entry, amount: \"1\"}\n", i)
		}
		return b.String()
	}
	alternatives := func(n int) string {
		return "  - {code: x, title: X, stage: sale, by: sat, incidence: cost, each: entry, either: [" + strings.Repeat(`{amount: "1"}, `, n) + "]}\n"
	}
	many := fstest.MapFS{}
	for i := range table.MaxFiles + 1 {
		many[fmt.Sprintf("routes/r%d.yaml", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	hidden := fstest.MapFS{"routes/.r.yaml": {Data: []byte("not: read")}, "routes/r.yaml": {Data: []byte(head + price)}}
	for _, c := range []struct {
		name  string
		layer table.Layer
		want  string // place and code of the last fault, and how many there are
	}{
		{"as many charges as go", over("r", head+charges(500)), ""},
		{"too many charges", over("r", head+charges(501)), "mine/routes/r.yaml:7:3 E-ROUTE-LONG 1"},
		{"as many alternatives as go", over("r", head+alternatives(100)), ""},
		{"too many alternatives", over("r", head+alternatives(101)), "mine/routes/r.yaml:7:85 E-ROUTE-LONG 1"},
		{"a fault in every key", over("r", head+price+strings.Repeat("? a\n: b\n", 5000)), "mine/routes/r.yaml:2006:3 E-MANY 1001"},
		{"too many files", table.Layer{Name: "mine", FS: many}, "mine/routes E-RULES-MANY 1"},
		{"a hidden file, as an editor leaves it", table.Layer{Name: "mine", FS: hidden}, ""},
	} {
		_, err := route.Load(c.layer)
		got := ""
		if faults := fault.From(err); faults != nil {
			last := faults[len(faults)-1]
			got = fmt.Sprintf("%s %s %d", last.Place, last.Code, len(faults))
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
