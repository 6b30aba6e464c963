package cli

import (
	"testing"

	"github.com/xuri/excelize/v2"
)

// writeWorkbook writes a workbook of one tariff line.
func writeWorkbook(t *testing.T, path string) {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	for cell, text := range map[string]string{"A1": "Base Única LIGIE", "A3": "Fracción", "B3": "Descripción", "C3": "Impuesto de importación", "A4": "6109.10.03", "B4": "Camisetas", "C4": "35"} {
		if err := book.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}
