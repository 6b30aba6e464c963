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
	for i := range rows {
		name := "T-shirt " + strconv.Itoa(i%97)
		if quoted {
			name += ", \"cotton\""
		}
		out = e.Row(out, rowOf("SKU"+strconv.Itoa(i), name, "61091003", "CN", "fashion", "4.20", "349.00", "0.2", "30", "25", "2", "1000", "300", "company", "mercadolibre", "0.08", "2026-11-22"), nil)
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
						for more := scan; more; {
							more = block.Scan(&row)
						}
					}
				}
			})
		}
	}
}

// BenchmarkEncode measures the bytes written for a row of 17 cells and the 15
// figures of a summary.
func BenchmarkEncode(b *testing.B) {
	values := make([]Value, 15)
	names := make([]string, len(values))
	for i := range values {
		values[i], names[i] = Value{Text: []byte("-123.45"), Kind: Number}, "direct-mail.figure_"+strconv.Itoa(i)
	}
	values[12], values[13], values[14] = Value{Text: []byte("local-warehouse")}, Value{Kind: Unknown}, Value{Text: []byte("W-STALE-RULE W-FREIGHT-CARD")}
	for _, in := range []Format{CSV, JSONL} {
		reader, err := Open(bytes.NewReader(sample(in, 500, true)), ReadOptions{Format: in})
		if err != nil {
			b.Fatal(err)
		}
		var block Block
		var row Row
		if err := reader.Next(&block); err != nil || !block.Scan(&row) {
			b.Fatal(err)
		}
		for _, out := range []Format{CSV, TSV, JSONL, XLSX} {
			b.Run(in.String()+"-"+out.String(), func(b *testing.B) {
				e := NewEncoder(out, reader.Header(), in, names)
				text := e.Row(nil, &row, values)
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					text = e.Row(text[:0], &row, values)
				}
			})
		}
	}
}

// BenchmarkBook measures a workbook of 20,000 rows, read and written.
func BenchmarkBook(b *testing.B) {
	reader, err := Open(bytes.NewReader(sample(CSV, 20_000, true)), ReadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	e := NewEncoder(XLSX, reader.Header(), CSV, nil)
	rows := e.Header(nil)
	var block Block
	var row Row
	for reader.Next(&block) == nil {
		for block.Scan(&row) {
			rows = e.Row(rows, &row, nil)
		}
	}
	var out bytes.Buffer
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			out.Reset()
			s, err := NewSink(&out, XLSX, None)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.Write(rows); err != nil {
				b.Fatal(err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if n, err := CountRows(bytes.NewReader(out.Bytes()), ReadOptions{Format: XLSX}); n != 20_000 || err != nil {
				b.Fatal(n, err)
			}
		}
		b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
