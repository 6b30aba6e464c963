package table_test

import (
	"testing"

	"aduana/pkg/table"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]table.Date{
		"1970-01-01": 0, "1969-12-31": -1, "1970-02-01": 31, "2000-03-01": 11017, "2024-02-29": 19782, "0001-01-01": -719162, "9999-12-31": 2932896,
	} {
		got, f := table.ParseDate(text)
		if f != nil || got != want || got.String() != text {
			t.Errorf("%s: got %d (%s), %v; want %d", text, got, got, f, want)
		}
	}
	for _, text := range []string{"", "2025", "2025-1-1", "2025-02-29", "2025-13-01", "2025-00-10", "25-01-01", "2025-01-01 ", "2025-01-01T00:00:00Z", "open", "２025-01-01"} {
		if got, f := table.ParseDate(text); f == nil || f.Code != "E-DATE" {
			t.Errorf("%q: got %v, %v", text, got, f)
		}
	}
}

func TestAddKeepsWithinTheCalendar(t *testing.T) {
	d, _ := table.ParseDate("2024-12-31")
	if got := d.Add(1).String(); got != "2025-01-01" {
		t.Error(got)
	}
	if got := d.Add(-366).String(); got != "2023-12-31" {
		t.Error(got)
	}
	if table.OpenStart.Add(-1) != table.OpenStart || table.Forever.Add(1) != table.Forever {
		t.Error("a date without bound must stay")
	}
	if table.OpenStart.String() != "open" || table.Forever.String() != "forever" {
		t.Error(table.OpenStart.String(), table.Forever.String())
	}
}
