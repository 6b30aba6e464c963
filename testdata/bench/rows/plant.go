package rows

import (
	"bytes"
	"strings"

	"aduana/pkg/fault"
)

// Fault is a planted fault: what a reader of the catalogue must find.
type Fault struct {
	Row    int64  // counted from 1, the header not counted
	Kind   string // in words
	Column string // empty where the row as a whole is wrong
	Code   fault.Code
}

// Every is the distance from one spoiled row to the next.
const Every = 100

// cell is one way to spoil a cell: what stands between its two commas instead.
type cell struct {
	kind, column, raw string
	code              fault.Code
}

var cells = []cell{
	{"letters for a number", "price", "abc", "E-NUMBER"},
	{"decimal comma", "unit_cost", `"12,50"`, "E-NUMBER"},
	{"thousands set apart", "price", `"1,299.00"`, "E-NUMBER"},
	{"two decimal points", "price", "1.299.00", "E-NUMBER"},
	{"not a number", "weight_kg", "NaN", "E-NUMBER"},
	{"a unit behind the number", "weight_kg", "0.5kg", "E-NUMBER"},
	{"a fraction for a number", "length_cm", "1/2", "E-NUMBER"},
	{"a percentage for a number", "height_cm", "50%", "E-NUMBER"},
	{"a formula", "price", "=A1*2", "E-NUMBER"},
	{"a currency in small letters", "unit_cost", "3.10 usd", "E-CURRENCY"},
	{"a currency sign", "unit_cost", "3.10 $", "E-CURRENCY"},
	{"a currency without a rate", "unit_cost", "3.10 ZZZ", "E-CURRENCY-RATE"},
	{"price of zero", "price", "0.00", "E-RANGE"},
	{"price below zero", "price", "-5", "E-RANGE"},
	{"price too high", "price", "1000000000.01", "E-RANGE"},
	{"cost of zero", "unit_cost", "0", "E-RANGE"},
	{"no weight", "weight_kg", "0.000", "E-RANGE"},
	{"side too long", "length_cm", "2000.1", "E-RANGE"},
	{"side below zero", "width_cm", "-1.0", "E-RANGE"},
	{"no units", "units_per_shipment", "0", "E-RANGE"},
	{"half a unit", "units_per_shipment", "2.5", "E-RANGE"},
	{"too many units", "monthly_units", "10000001", "E-RANGE"},
	{"unknown category", "category", "fashon", "E-CHOICE"},
	{"unknown seller", "seller", "firm", "E-CHOICE"},
	{"unknown fulfilment", "fulfilment", "fba", "E-CHOICE"},
	{"marketplace of two words", "marketplace", "mercado libre", "E-NAME"},
	{"unknown country", "origin", "XX", "E-COUNTRY"},
	{"country by another name", "origin", "Chna", "E-COUNTRY"},
	{"heading for a tariff line", "hs", "6109", "E-HS"},
	{"tariff line of seven digits", "hs", "9012199", "E-HS"},
	{"letter in a tariff line", "hs", "61O91003", "E-HS"},
	{"dots in wrong places", "hs", "610.91.003", "E-HS"},
	{"chapter 00", "hs", "00129999", "E-HS"},
	{"tariff line too long", "hs", "610910030099", "E-HS"},
	{"two of three sides", "width_cm", "", "E-SIDES"},
	{"Latin-1", "name", "Ni\xf1o", "E-ENCODING"},
	{"bytes that are no text", "name", "\xff\xfe\x80", "E-ENCODING"},
	{"bare quote", "name", `TV 12" wide`, "E-QUOTE-BARE"},
	{"text behind a quote", "name", `"TV" wide`, "E-QUOTE-AFTER"},
}

// The kinds that spoil the row and no cell.
const (
	tooFew  = "one cell too few"
	tooMany = "one cell too many"
)

// Plant adds row n, and spoils every hundredth one, each in another way. It
// gives the fault, nil where the row is good.
func (c *Catalogue) Plant(b []byte, n int64) ([]byte, *Fault) {
	start := len(b)
	b = c.Append(b, n)
	if n%Every != Every/2 {
		return b, nil
	}
	row := b[start : len(b)-1]
	switch kind := int(n / Every % int64(len(cells)+2)); kind {
	case len(cells):
		last := bytes.LastIndexByte(row, ',')
		return append(b[:start+last], '\n'), &Fault{Row: n, Kind: tooFew, Code: "E-CELLS"}
	case len(cells) + 1:
		return append(b[:len(b)-1], ",more\n"...), &Fault{Row: n, Kind: tooMany, Code: "E-CELLS"}
	default:
		s := &cells[kind]
		from, to := bounds(row, s.column)
		rest := bytes.Clone(row[to:])
		b = append(b[:start+from], s.raw...)
		b = append(b, rest...)
		return append(b, '\n'), &Fault{Row: n, Kind: s.kind, Column: s.column, Code: s.code}
	}
}

// Kinds is how many ways there are to spoil a row.
func Kinds() int { return len(cells) + 2 }

// bounds finds the cell of a column in a row of CSV.
func bounds(row []byte, column string) (from, to int) {
	for _, name := range strings.Split(Header, ",") {
		open := false
		to = from
		for to < len(row) && (open || row[to] != ',') {
			open = open != (row[to] == '"')
			to++
		}
		if name == column {
			return from, to
		}
		from = to + 1
	}
	return from, to
}
