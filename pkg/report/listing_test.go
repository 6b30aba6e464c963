package report_test

import (
	"strings"
	"testing"

	"aduana/pkg/report"

	"golang.org/x/text/width"
)

func listing() *report.Listing {
	return &report.Listing{
		Title: "Goods", Head: []string{"Two of them"},
		Columns: []report.ListColumn{{Key: "raw", Data: true}, {Key: "code", Title: "Code"}, {Key: "name", Title: "Name", Wraps: true}, {Key: "duty", Title: "Duty", Right: true}},
		Rows: [][]string{
			{"1", "8518", "蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机", "5%"},
			{"2", "6109", "=playera de algodón | \x1b[31mroja, una descripción que no cabe en la página de sesenta columnas", "35%"},
		},
		Notes: []string{"A note"},
		JSON:  struct{ A int }{1},
	}
}

// TestListing: every format, and lines that fit the page with wide characters.
func TestListing(t *testing.T) {
	for format, want := range map[string]string{
		"table": `Goods
Two of them

Code  Name                                              Duty
────────────────────────────────────────────────────────────
8518  蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机    5%
      蓝牙耳机蓝牙耳机
6109  =playera de algodón | [31mroja, una descripción    35%
      que no cabe en la página de sesenta columnas

A note
`,
		"json": "{\n  \"A\": 1\n}\n",
		"csv": "raw,code,name,duty\n1,8518,蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机,5%\n" +
			"2,6109,\"'=playera de algodón | \x1b[31mroja, una descripción que no cabe en la página de sesenta columnas\",35%\n",
		"md": `## Goods

Two of them

| Code | Name | Duty |
|---|---|---:|
| 8518 | 蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机蓝牙耳机 | 5% |
| 6109 | =playera de algodón \|  \[31mroja, una descripción que no cabe en la página de sesenta columnas | 35% |

A note
`,
	} {
		var b strings.Builder
		if err := report.RenderListing(&b, format, listing(), report.Options{Width: 60}); err != nil || b.String() != want {
			t.Errorf("%s, %v:\n%s\nwant\n%s", format, err, b.String(), want)
		}
		if format != "table" {
			continue
		}
		for _, line := range strings.Split(b.String(), "\n") {
			n := 0
			for _, r := range line {
				if n++; width.LookupRune(r).Kind() == width.EastAsianWide {
					n++
				}
			}
			if n > 60 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
	var b strings.Builder
	if err := report.RenderListing(&b, "xml", listing(), report.Options{}); err == nil || !strings.Contains(err.Error(), "E-FORMAT") || b.Len() > 0 {
		t.Errorf("%v, %s", err, b.String())
	}
	b.Reset()
	if err := report.RenderListing(&b, "table", listing(), report.Options{Colour: true}); err != nil || !strings.Contains(b.String(), "\x1b[1mGoods\x1b[0m") {
		t.Errorf("in colour: %v\n%q", err, b.String())
	}
}
