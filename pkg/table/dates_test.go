package table_test

import (
	"strings"
	"testing"

	"aduana/pkg/table"
	"aduana/seeds"
)

// TestDatesOfChange: the days are those that the files of the rules print.
func TestDatesOfChange(t *testing.T) {
	set := open(t, table.Layer{Name: "embedded", FS: seeds.FS})
	for _, c := range []struct {
		id, hs    string
		projected bool
		want      string
	}{
		{"law.courier", "", false, "2020-07-01 2025-01-01 2025-08-15 2026-01-01"},
		{"law.dta", "", false, "2023-01-01 2024-01-01 2025-01-01 2026-01-01"},
		{"law.platform", "61091003", false, "2020-06-01 2021-01-01 2025-01-01 2026-01-01"},
		{"law.platform_abroad", "", false, ""},
		{"law.platform_abroad", "", true, "2025-01-01"},
		{"law.tariff", "61091003", false, "2024-04-23 2024-12-20 2026-01-01"},
		{"law.tariff", "99999999", false, ""},
		{"law.group.cptpp", "", false, "2018-12-30 2019-01-14 2021-09-19 2022-11-29 2023-02-21 2023-07-12 2024-12-15"},
	} {
		days, f := set.Dates(c.id, c.hs, table.Options{Projected: c.projected})
		if f != nil {
			t.Fatal(f)
		}
		got := make([]string, len(days))
		for i, d := range days {
			got[i] = d.String()
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s of %q: %s, want %s", c.id, c.hs, s, c.want)
		}
	}
	if _, f := set.Dates("law.courir", "", table.Options{}); f == nil || f.Code != "E-TABLE-UNKNOWN" {
		t.Errorf("a table that is not there: %v", f)
	}
}

// TestCardsOfAnotherDay: with a day for costs, law is of the look-up's date and costs are of
// that day.
func TestCardsOfAnotherDay(t *testing.T) {
	set := open(t, table.Layer{Name: "embedded", FS: seeds.FS})
	o := table.Options{Cards: day(t, "2025-12-01")}
	if v := at(t, set, "cost.fx", "2026-09-01", o); v.Rows[0].Cells[0].Num.String() != "18.3467" {
		t.Errorf("the dollar is at %s, want the rate of 2025-11-28", v.Rows[0].Cells[0].Num)
	}
	if v := at(t, set, "law.dta", "2026-09-01", o); v.Rows[0].From != day(t, "2026-01-01") {
		t.Errorf("the law is of %s", v.Rows[0].From)
	}
}
