package tariff_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/pkg/tariff"
	"aduana/seeds"
)

func layers() []table.Layer {
	return []table.Layer{{Name: "embedded", FS: seeds.FS, Packed: strict.Unpack(seeds.Packed)}}
}

// embedded gives the rules that come with the program.
func embedded(t testing.TB) *table.Set {
	t.Helper()
	set, err := table.Open(layers()...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// everyday gives the index that the program searches.
func everyday(t testing.TB) *tariff.Index {
	t.Helper()
	file, err := seeds.FS.Open("tariff/names.csv")
	if err != nil {
		t.Fatal(err)
	}
	names, err := tariff.ReadNames(file, "names.csv")
	if err != nil {
		t.Fatal(err)
	}
	more, fail := tariff.Descriptions(embedded(t))
	if fail != nil {
		t.Fatal(fail)
	}
	return tariff.NewIndex(append(names, more...))
}

// TestEverydayGoods searches 100 goods as shoppers call them: the right heading
// stands among the first five for at least 90.
func TestEverydayGoods(t *testing.T) {
	text, err := os.ReadFile("../../testdata/tariff/everyday.csv")
	if err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(strings.NewReader(string(text)))
	in.Comment = '#'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	if len(rows) != 100 {
		t.Fatalf("%d goods, want 100", len(rows))
	}
	index := everyday(t)
	first, five := 0, 0
	for _, row := range rows {
		right := strings.Split(row[1], ";")
		at := slices.IndexFunc(index.Search(row[0], 5), func(f tariff.Found) bool { return slices.Contains(right, f.Heading) })
		switch {
		case at == 0:
			first++
			five++
		case at > 0:
			five++
		default:
			t.Logf("missed: %s, which is %s", row[0], row[1])
		}
	}
	t.Logf("first: %d of 100, among the first five: %d", first, five)
	if five < 90 {
		t.Errorf("the right heading is among the first five for %d of 100 goods, want 90", five)
	}
}
