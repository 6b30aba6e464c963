package table_test

import (
	"fmt"
	"strings"
	"testing"

	"aduana/pkg/table"
)

const historyHead = `table: law.tariff
title: Duty
gives: {rate: fraction}
`

const historySources = `csv: tariff.csv
sources:
  A: {status: enacted, confidence: high, checked: 2026-01-02, cite: {instrument: A law}}
`

func histories(t *testing.T) *table.Table {
	t.Helper()
	set := open(t,
		layer("low", map[string]string{"law/tariff.yaml": historyHead + historySources, "law/tariff.csv": "hs,from,to,rate,source\n" +
			"6109,,2023-12-31,0.1,A\n61091003,2024-01-01,2025-12-31,0.2,A\n61091003,2026-01-01,,0.35,A\n61099004,2026-01-01,,0.3,A\n"}),
		layer("high", map[string]string{"law/tariff.yaml": historyHead + "periods:\n  - from: 2026-03-01\n" + head +
			"    rows: [{hs: \"61\", rate: \"0.4\"}, {hs: \"62\", rate: \"0.5\"}]\n"}),
	)
	tab, f := set.Table("law.tariff")
	if f != nil {
		t.Fatal(f)
	}
	return tab
}

// TestHistory: the rows for a line in every layer, whatever their date.
func TestHistory(t *testing.T) {
	var got []string
	for _, row := range histories(t).History("6109100301") {
		got = append(got, fmt.Sprintf("%s %s %s %s", row.Layer, row.From, row.To, row.Cells[0].Num))
	}
	if want := "high 2026-03-01 forever 0.4, low open 2023-12-31 0.1, low 2024-01-01 2025-12-31 0.2, low 2026-01-01 forever 0.35"; strings.Join(got, ", ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, ", "), want)
	}
	if rows := histories(t).History("63010101"); len(rows) != 0 {
		t.Errorf("a line of which nothing is kept has %d rows", len(rows))
	}
}

func TestLines(t *testing.T) {
	for prefix, want := range map[string]string{"": "61091003 61099004", "6109": "61091003 61099004", "610910": "61091003", "61091003": "61091003", "62": ""} {
		if got := strings.Join(histories(t).Lines(prefix), " "); got != want {
			t.Errorf("under %q stand %q, want %q", prefix, got, want)
		}
	}
}

func TestDescriptions(t *testing.T) {
	set := open(t,
		layer("low", map[string]string{"law/tariff.yaml": historyHead + historySources, "law/tariff.csv": "hs,description,from,to,rate,source\n" +
			"6109,Heading,,,0.1,A\n61091003,Old,,2025-12-31,0.2,A\n61091003,New,2026-01-01,,0.35,A\n61099004,Low,,,0.3,A\n61099099,,,,0.3,A\n"}),
		layer("high", map[string]string{"law/tariff.yaml": historyHead + historySources, "law/tariff.csv": "hs,description,from,to,rate,source\n61099004,High,2026-01-01,,0.4,A\n"}),
	)
	tab, f := set.Table("law.tariff")
	if f != nil {
		t.Fatal(f)
	}
	if got, want := fmt.Sprint(tab.Descriptions()), "map[61091003:New 61099004:High]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
