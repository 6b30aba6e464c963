package table_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// TestLimits: a folder that is made to cost time or memory is refused, and says
// why.
func TestLimits(t *testing.T) {
	const head = "table: law.t\ntitle: T\ngives: {rate: fraction}\ncsv: t.csv\nsources:\n  S: {status: enacted, confidence: high, checked: 2026-09-01, cite: {instrument: Ours}}\n"
	days := func(n int) string {
		var b strings.Builder
		b.WriteString("hs,from,to,rate\n")
		for i := range n {
			day := time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			fmt.Fprintf(&b, "61091003,%s,%s,0.1\n", day, day)
		}
		return b.String()
	}
	many := fstest.MapFS{}
	for i := range table.MaxFiles + 1 {
		many[fmt.Sprintf("law/t%d.yaml", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	of := func(sheet string) fstest.MapFS {
		return fstest.MapFS{"law/t.yaml": {Data: []byte(head)}, "law/t.csv": {Data: []byte(sheet)}}
	}
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  string // place and code of the last fault, and how many there are
	}{
		{"as many rows of a code as go", of(days(100)), ""},
		{"too many rows of a code", of(days(101)), "mine/law/t.csv:102, hs E-TABLE-CODE-ROWS 1"},
		{"as many columns as go", of("hs,rate" + strings.Repeat(",note", 98) + "\n61,0.1\n"), "mine/law/t.csv:1, note E-KEY-TWICE 97"},
		{"too many columns", of("hs,rate" + strings.Repeat(",a", 99) + "\n61,0.1\n"), "mine/law/t.csv:1 E-TABLE-COLUMNS 1"},
		{"too many lines", of("hs,rate\n" + strings.Repeat("61,0.1\n", 200_001)), "mine/law/t.csv:1 E-TABLE-LINES 1"},
		{"a fault in every line", of("hs,rate\n" + strings.Repeat("x,0.1\n", 5000)), "mine/law/t.csv:1001 E-MANY 1001"},
		{"a fault in every key", fstest.MapFS{"law/t.yaml": {Data: []byte(strings.Replace(head, "S: {", "S: {"+strings.Repeat("? a\n, ", 5000), 1))}}, "mine/law/t.yaml:1004:5 E-MANY 1001"},
		{"too large a CSV file", of("hs,rate\n" + strings.Repeat("6", 16<<20)), "mine/law/t.csv E-TOO-LARGE 1"},
		{"too large a YAML file", fstest.MapFS{"law/t.yaml": {Data: []byte(head + strings.Repeat("#", 1<<20))}}, "mine/law/t.yaml E-TOO-LARGE 1"},
		{"too many files", many, "mine/law E-RULES-MANY 1"},
	} {
		faults := table.Lint(table.Layer{Name: "mine", FS: c.files}, nil)
		got := ""
		if n := len(faults); n > 0 {
			last := faults[n-1]
			got = fmt.Sprintf("%s %s %d", last.Place, last.Code, n)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if got == "" && fault.From(faults.Err()) != nil {
			t.Errorf("%s: %v", c.name, faults)
		}
	}
}
