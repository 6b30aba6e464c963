package catalog

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
)

// TestExports: a file of each export is read, its mapping names columns that it
// has, and nothing but fields of an offer.
func TestExports(t *testing.T) {
	for _, tc := range []struct {
		file, mapping string
		o             ReadOptions
		first         string // cells of the first row by the mapping, as field=cell
		rows          int
	}{
		{"shopify.csv", "shopify", ReadOptions{}, "sku=EJ-PL-CH name=Playera lisa price=249.00 unit_cost=75.50 weight_kg=180.0", 4},
		{"shopify-new.csv", "shopify", ReadOptions{}, "sku=EJ-PL-CH name=Playera lisa price=249.00 unit_cost=75.50 weight_kg=180", 1},
		{"amazon.txt", "amazon", ReadOptions{}, `sku=EJ-SARTEN-10 name=Sartén de aluminio 10" con tapa price=399`, 2},
		{"mercadolibre.xlsx", "mercadolibre", ReadOptions{Sheet: "Publicaciones", HeaderLine: 1, DataLine: 6},
			"sku=EJ-PL-CH name=Playera Lisa De Algodón Talla Chica price=249.9", 3},
	} {
		text, err := os.ReadFile("../../seeds/mappings/" + tc.mapping + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var faults fault.List
		top := strict.Parse(text, tc.mapping, &faults).Map("mapping", "title", "source", "sheet", "header_line", "data_line", "columns", "set", "note")
		file, err := os.Open("../../testdata/catalog/" + tc.file)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = file.Close() })
		tc.o.Name = tc.file
		tc.o.Format, tc.o.Compression, _ = FormatOf(tc.file)
		in, err := Open(file, tc.o)
		if err != nil {
			t.Fatal(err)
		}
		var b Block
		var row Row
		if err := in.Next(&b); err != nil || b.Rows != tc.rows || !b.Scan(&row) || row.Fault != nil {
			t.Fatalf("%s: %d rows, %v %v", tc.file, b.Rows, row.Fault, err)
		}
		var got []string
		for _, e := range top["columns"].Entries() {
			named := e.Value
			if named.IsMap() {
				named = named.Map("field", "divide")["field"]
			}
			field, _ := named.Scalar()
			if _, ok := offer.ByName(field); !ok && field != "sku" && field != "name" {
				t.Errorf("%s: %q is no field", tc.mapping, field)
			}
			if i := slices.Index(in.Header(), e.Key); i >= 0 {
				got = append(got, fmt.Sprintf("%s=%s", field, row.Cells()[i]))
			}
		}
		if faults != nil || strings.Join(got, " ") != tc.first {
			t.Errorf("%s: %s %v", tc.file, strings.Join(got, " "), faults)
		}
		for b.Scan(&row) {
			if row.Fault != nil {
				t.Errorf("%s: %v", tc.file, row.Fault)
			}
		}
	}
}
