package catalog

import (
	"bytes"
	"slices"
	"testing"

	"aduana/pkg/fault"

	"github.com/xuri/excelize/v2"
)

// TestShown: every sheet from its first row, percentages with their sign and
// every digit.
func TestShown(t *testing.T) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if _, err := f.NewSheet("Second"); err != nil {
		t.Fatal(err)
	}
	whole, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	form := `0.0" of "%`
	own, err := f.NewStyle(&excelize.Style{CustomNumFmt: &form})
	if err != nil {
		t.Fatal(err)
	}
	quoted := `0"%"`
	text, err := f.NewStyle(&excelize.Style{CustomNumFmt: &quoted})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sheet, cell, value string
		style              int
	}{
		{"Sheet1", "A1", "Title", 0}, {"Sheet1", "A3", "0.125", whole}, {"Sheet1", "B3", "1", whole}, {"Sheet1", "C3", "0.35", own},
		{"Sheet1", "D3", "35", text}, {"Sheet1", "E3", "0.35", 0}, {"Second", "B1", "x", 0},
	} {
		if err := f.SetCellDefault(c.sheet, c.cell, c.value); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle(c.sheet, c.cell, c.cell, c.style); err != nil {
			t.Fatal(err)
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := Shown(bytes.NewReader(data.Bytes()), "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	want := [][][]string{{{"Title"}, nil, {"12.5%", "100%", "35%", "35", "0.35"}}, {{"", "x"}}}
	if len(sheets) != len(want) {
		t.Fatalf("%d sheets, want %d", len(sheets), len(want))
	}
	for i, rows := range sheets {
		var got [][]string
		for cells, err := range rows {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, cells)
		}
		if !slices.EqualFunc(got, want[i], slices.Equal) {
			t.Errorf("sheet %d: %q, want %q", i+1, got, want[i])
		}
	}
	if _, err := Shown(bytes.NewReader([]byte("text")), "x.xlsx"); fault.From(err) == nil || fault.From(err)[0].Code != "E-XLSX" {
		t.Errorf("text is a workbook: %v", err)
	}
}
