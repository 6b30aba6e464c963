package catalog

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"
)

// sample is a catalogue of 17 columns with short cells; the names of some rows
// are quoted.
func sample(f Format, rows int, quoted bool) []byte {
	names := []string{"sku", "name", "hs", "origin", "category", "unit_cost", "price", "weight_kg", "length_cm", "width_cm", "height_cm", "units_per_shipment", "monthly_units", "seller", "marketplace", "return_rate", "as_of"}
	e := NewEncoder(f, names, XLSX, nil) // cells as given, never a row's own bytes
	out := e.Header(nil)
	row := Row{Cells: make([][]byte, len(names))}
	for i := range rows {
		name := "T-shirt " + strconv.Itoa(i%97)
		if quoted {
			name += ", \"cotton\""
		}
		for j, s := range []string{"SKU" + strconv.Itoa(i), name, "61091003", "CN", "fashion", "4.20", "349.00", "0.2", "30", "25", "2", "1000", "300", "company", "mercadolibre", "0.08", "2026-11-22"} {
			row.Cells[j] = []byte(s)
		}
		out = e.Row(out, &row, nil)
	}
	return out
}

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct {
		name string
		f    Format
		text []byte
	}{
		{"csv", CSV, sample(CSV, 100_000, false)},
		{"csv-quoted", CSV, sample(CSV, 100_000, true)},
		{"jsonl", JSONL, sample(JSONL, 50_000, false)},
	} {
		for _, scan := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/scan=%t", c.name, scan), func(b *testing.B) {
				b.SetBytes(int64(len(c.text)))
				b.ReportAllocs()
				var block Block
				var row Row
				for b.Loop() {
					in, err := Open(bytes.NewReader(c.text), ReadOptions{Format: c.f})
					if err != nil {
						b.Fatal(err)
					}
					for in.Next(&block) == nil {
						for scan && block.Scan(&row) {
						}
					}
				}
			})
		}
	}
}
