package rows_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"strings"
	"testing"

	"aduana/testdata/bench/rows"
)

func catalogue(t *testing.T) *rows.Catalogue {
	t.Helper()
	c, err := rows.New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The sum changes with the tariff and with what makes rows. It holds on every
// machine.
func TestSameBytesEverywhere(t *testing.T) {
	const want = "2cc18e73cdd2d82228976825f1d31a80051a419d0bf8b64beb4353c4984f98fd"
	c := catalogue(t)
	var b []byte
	for n := int64(1); n <= 10_000; n++ {
		b = c.Append(b, n)
	}
	sum := sha256.Sum256(b)
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("sha256 of 10,000 rows is %s, want %s", got, want)
	}
}

// The benchmark asks for 1,000 tariff lines, 5 origins, 3 sellers and 4
// marketplaces.
func TestVariety(t *testing.T) {
	c := catalogue(t)
	b := []byte(rows.Header + "\n")
	for n := int64(1); n <= 20_000; n++ {
		b = c.Append(b, n)
	}
	records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for column, want := range map[string]int{
		"sku": 20_000, "hs": rows.Lines, "origin": 5, "category": 6, "seller": 3, "marketplace": 4, "fulfilment": 2,
	} {
		at := 0
		for records[0][at] != column {
			at++
		}
		seen := map[string]bool{}
		for _, r := range records[1:] {
			seen[r[at]] = true
		}
		if len(seen) != want {
			t.Errorf("%d values of %s, want %d", len(seen), column, want)
		}
	}
	var commas, quotes int
	for _, r := range records[1:] {
		commas += strings.Count(r[1], ",")
		quotes += strings.Count(r[1], `"`)
	}
	if commas == 0 || quotes == 0 {
		t.Errorf("names have %d commas and %d quotes, want some of both", commas, quotes)
	}
}

// A spoiled row differs from the good one in the named cell alone.
func TestPlant(t *testing.T) {
	c := catalogue(t)
	kinds := map[string]bool{}
	for n := int64(1); n <= int64(rows.Kinds())*rows.Every; n++ {
		good := string(c.Append(nil, n))
		got, fault := c.Plant(nil, n)
		switch {
		case fault == nil && string(got) != good:
			t.Fatalf("row %d is said to be good and is %q, want %q", n, got, good)
		case fault == nil:
			continue
		case fault.Row != n || fault.Code == "":
			t.Fatalf("row %d: %+v", n, fault)
		case fault.Column == "" && len(good) == len(got):
			t.Fatalf("row %d has no cell too few or too many: %q", n, got)
		case fault.Column != "":
			before, after := cut(good, fault.Column)
			if !strings.HasPrefix(string(got), before) || !strings.HasSuffix(string(got), after) || string(got) == good {
				t.Fatalf("row %d, %s: %q is not spoiled in %s alone: %q", n, fault.Kind, good, fault.Column, got)
			}
		}
		kinds[fault.Kind] = true
	}
	if len(kinds) != rows.Kinds() {
		t.Errorf("%d kinds were planted, want %d", len(kinds), rows.Kinds())
	}
}

// cut gives what stands before and behind a cell. Only the second one, name,
// may hold a comma.
func cut(row, column string) (before, after string) {
	header := strings.Split(rows.Header, ",")
	at := 0
	for header[at] != column {
		at++
	}
	cells := strings.Split(row, ",")
	if extra := len(cells) - len(header); extra > 0 {
		cells = append([]string{cells[0], strings.Join(cells[1:2+extra], ",")}, cells[2+extra:]...)
	}
	return strings.Join(append(cells[:at:at], ""), ","), strings.Join(append([]string{""}, cells[at+1:]...), ",")
}

func BenchmarkAppend(b *testing.B) {
	c, err := rows.New()
	if err != nil {
		b.Fatal(err)
	}
	var row []byte
	b.ReportAllocs()
	for n := int64(1); b.Loop(); n++ {
		row = c.Append(row[:0], n)
	}
	b.SetBytes(int64(len(row)))
}
