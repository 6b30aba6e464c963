package tariff_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// officialLines is how many lines the tariff of 2026 has.
const officialLines = 8183

// officialRow gives the row of a made-up line: its code with dots, what the cell
// of the duty says, and what it means.
func officialRow(i int) (code, description, duty, says string) {
	n := 1_010_000 + i*11_003 // rising, in chapters 01 to 91
	code = fmt.Sprintf("%08d", n)
	code = code[:4] + "." + code[4:6] + "." + code[6:]
	description = fmt.Sprintf("Los demás artículos, número %d, incluso los \"especiales\"; de uso doméstico.", i)
	switch i % 10 {
	case 0:
		return code, description, "Ex.", "0%"
	case 1:
		return code, description, "5", "5%"
	case 2:
		return code, description, "35", "35%"
	case 3:
		return code, description, "15 + 0.36 USD/kg", "unknown"
	case 4:
		return code, description, "12.5", "12.5%"
	case 5:
		if i == 5 {
			return code, description, "Prohibida", "prohibited"
		}
		return code, description, "Exenta", "0%"
	}
	return code, description, "25", "25%"
}

// official writes a workbook in the form of the official one: a title, heads in
// two rows, headings between the lines, and the NICO below each line.
func official(t testing.TB, lines int) string {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	if err := book.SetSheetName("Sheet1", "LIGIE"); err != nil {
		t.Fatal(err)
	}
	w, err := book.NewStreamWriter("LIGIE")
	if err != nil {
		t.Fatal(err)
	}
	row := 0
	add := func(cells ...any) {
		row++
		if err := w.SetRow(fmt.Sprintf("A%d", row), cells); err != nil {
			t.Fatal(err)
		}
	}
	add("SECRETARÍA DE ECONOMÍA")
	add("Base Única LIGIE")
	add()
	add("FRACCIÓN", "NICO", "DESCRIPCIÓN", "UNIDAD DE MEDIDA", "IMPUESTO", "")
	add("", "", "", "", "IMP.", "EXP.")
	chapter := ""
	for i := range lines {
		code, description, duty, _ := officialRow(i)
		if code[:2] != chapter {
			chapter = code[:2]
			add("Capítulo "+chapter, "", "Artículos del capítulo")
			add(code[:2]+"."+code[2:4], "", "Partida")
		}
		add(code, "", description, "Kg", duty, "Ex.")
		add(code, "00", description, "Kg", duty, "Ex.")
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ligie.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}
