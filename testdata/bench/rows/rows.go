// Package rows makes the catalogue that benchmarks and batch tests price: any
// number of rows, each a plausible product, the same bytes on every machine. A
// row depends on its number alone, so a part of a catalogue is the part of the
// whole. [Plant] spoils some rows on purpose and says how.
package rows

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"aduana/seeds"
)

// Header is the first line: fields of an offer, without the line's end.
const Header = "sku,name,hs,origin,category,unit_cost,price,weight_kg,length_cm,width_cm,height_cm," +
	"units_per_shipment,monthly_units,seller,marketplace,fulfilment"

// Lines is how many tariff lines the rows use.
const Lines = 1_000

// AsOf is the day on which every line of the rows has a known duty.
const AsOf = "2026-09-01"

// line is a tariff line with what is sold under it.
type line struct {
	hs       string
	category string
	nouns    []string
}

// Catalogue makes rows.
type Catalogue struct {
	lines []line
}

// New reads the tariff that comes with the program. It fails where that has
// fewer than [Lines] lines of a known duty on [AsOf].
func New() (*Catalogue, error) {
	file, err := seeds.FS.Open("law/tariff.csv")
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, name := range records[0] {
		at[name] = i
	}
	var known []string
	for _, r := range records[1:] {
		begun := r[at["from"]] <= AsOf
		ended := r[at["to"]] != "" && r[at["to"]] < AsOf
		if begun && !ended && r[at["rate"]] != "" {
			known = append(known, r[at["hs"]])
		}
	}
	if len(known) < Lines {
		return nil, fmt.Errorf("tariff.csv has %d lines of a known duty on %s, %d are needed", len(known), AsOf, Lines)
	}
	c := &Catalogue{lines: make([]line, Lines)}
	for i := range c.lines {
		hs := known[i*len(known)/Lines] // spread over the chapters
		category := categoryOf(hs[:2])
		c.lines[i] = line{hs: hs, category: category, nouns: nouns[category]}
	}
	return c, nil
}

// categoryOf sorts a chapter of the tariff as marketplaces sort goods.
func categoryOf(chapter string) string {
	for category, chapters := range map[string]string{
		"fashion":       "42 43 61 62 64 65 66 71 91",
		"electronics":   "84 85 90",
		"personal-care": "33 34",
		"toys":          "95",
		"home":          "44 46 57 58 63 68 69 70 73 76 82 83 94",
	} {
		if strings.Contains(chapters, chapter) {
			return category
		}
	}
	return "other"
}

var nouns = map[string][]string{
	"fashion":       {"T-shirt", "Dress", "Sneakers", "Handbag", "Belt", "Cap", "Sunglasses", "Jacket"},
	"electronics":   {"Earbuds", "USB charger", "LED strip", "Blender", "Desk lamp", "Power bank", "Webcam", "Speaker"},
	"personal-care": {"Face cream", "Shampoo", "Lip balm", "Hand soap", "Perfume", "Hair mask"},
	"toys":          {"Building blocks", "Puzzle", "Doll", "Kite", "Board game", "Toy car"},
	"home":          {"Storage box", "Bath towel", "Mug", "Bed sheet", "Kitchen knife", "Picture frame", "Cushion"},
	"other":         {"Phone case", "Notebook", "Pet brush", "Bicycle bell", "Tool set", "Gift bag"},
}

var adjectives = []string{"Cotton", "Classic", "Portable", "Large", "Mini", "Foldable", "Blue", "Niño", "Soft", "Steel", "Premium", "Light"}

// Append adds row n, counted from 1, with a line feed at its end.
func (c *Catalogue) Append(b []byte, n int64) []byte {
	r := newRandom(n)
	l := &c.lines[r.below(Lines)]
	price := r.price()
	grams := r.grams()

	b = append(b, "SKU-"...)
	b = padded(b, n, 8)
	b = append(b, ',')
	b = r.name(b, l)
	b = word(b, l.hs)
	b = word(b, pick(r.below(100), shares{{70, "CN"}, {80, "VN"}, {88, "IN"}, {95, "US"}, {100, "JP"}}))
	b = word(b, l.category)
	b = append(b, ',')
	// The factory asks for 6 to 35 % of the price; USD at some 17 MXN.
	b = fixed(b, max(5, price*r.between(6, 35)/1700), 2)
	b = append(b, ',')
	b = fixed(b, price, 2)
	b = append(b, ',')
	b = fixed(b, grams, 3)
	for _, side := range r.sides(grams) {
		b = append(b, ',')
		b = fixed(b, side, 1)
	}
	b = append(b, ',')
	b = strconv.AppendInt(b, r.units(grams), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, r.monthly(), 10)
	b = word(b, pick(r.below(100), shares{{70, "company"}, {90, "individual"}, {100, "foreign"}}))
	marketplace := pick(r.below(100), shares{{55, "mercadolibre"}, {75, "amazon"}, {90, "tiktok"}, {100, "own-shop"}})
	b = word(b, marketplace)
	b = word(b, r.fulfilment(marketplace, grams))
	return append(b, '\n')
}

// shares are words with their cumulated share of a hundred.
type shares []struct {
	upTo int64
	word string
}

func pick(n int64, s shares) string {
	for i := range s {
		if n < s[i].upTo {
			return s[i].word
		}
	}
	return ""
}

// name is plain, or now and then has a comma and quotes, so that the reader of
// CSV has something to do.
func (r *random) name(b []byte, l *line) []byte {
	adjective, noun := adjectives[r.below(int64(len(adjectives)))], l.nouns[r.below(int64(len(l.nouns)))]
	kind := r.below(200)
	if kind < 5 {
		b = append(b, '"')
	}
	b = append(b, adjective...)
	b = append(b, ' ')
	b = append(b, noun...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, r.between(100, 9_999), 10)
	switch {
	case kind == 0:
		b = append(b, ` 12"" wide, black"`...)
	case kind < 5:
		b = append(b, `, black"`...)
	}
	return b
}

// price in centavos, over all bands of delivery fees, over those of the courier
// rule, and now and then exactly on a bound.
func (r *random) price() int64 {
	bounds := []int64{9_900, 19_900, 29_900, 49_900, 99_900, 200_000}
	if r.below(25) == 0 {
		return bounds[r.below(int64(len(bounds)))]
	}
	var low, high int64
	switch n := r.below(1_000); {
	case n < 4:
		low, high = 8, 40
	case n < 150:
		low, high = 40, 99
	case n < 350:
		low, high = 99, 199
	case n < 500:
		low, high = 199, 299
	case n < 740:
		low, high = 299, 499
	case n < 880:
		low, high = 499, 999
	case n < 990:
		low, high = 999, 6_000
	default:
		low, high = 6_000, 90_000
	}
	pesos := r.between(low, high-1) * 100
	switch r.below(4) {
	case 0:
		return pesos
	case 1:
		return pesos + 90
	case 2:
		return pesos + 99
	}
	return pesos + r.below(100)
}

// grams of a packed unit: most are light, a few are over what a parcel may be.
func (r *random) grams() int64 {
	switch n := r.below(1_000); {
	case n < 50:
		return 50 * r.between(1, 40) // on the bounds of the cards
	case n < 600:
		return r.between(20, 500)
	case n < 850:
		return r.between(500, 2_000)
	case n < 970:
		return r.between(2_000, 10_000)
	case n < 995:
		return r.between(10_000, 30_000)
	}
	return r.between(30_000, 70_000)
}

// sides in mm of a unit of one to nine cm3 a gram, so that the volumetric
// weight counts for some.
func (r *random) sides(grams int64) [3]int64 {
	mm3 := grams * r.between(1_000, 9_000)
	cube := int64(1)
	for cube*cube*cube < mm3 {
		cube += 1 + cube/16
	}
	length := cube * r.between(100, 180) / 100
	width := max(1, cube*r.between(70, 110)/100)
	return [3]int64{length, width, max(5, mm3/(length*width))}
}

// units of a consignment.
func (r *random) units(grams int64) int64 {
	if grams > 5_000 {
		return 10 * r.between(1, 30)
	}
	return 50 * r.between(1, 100)
}

// monthly units, now and then on the bounds of the handling discount.
func (r *random) monthly() int64 {
	if r.below(50) == 0 {
		return 1_500 * r.between(1, 2)
	}
	return r.between(20, 4_000)
}

// fulfilment is mostly one whose costs are known, and now and then not.
func (r *random) fulfilment(marketplace string, grams int64) string {
	own := int64(0)
	switch {
	case marketplace == "mercadolibre":
		own = 15
	case marketplace == "amazon" && grams <= 500:
		own = 10
	case marketplace == "amazon":
		own = 90
	case marketplace == "tiktok":
		own = 95
	default:
		own = 100
	}
	if r.below(100) < own {
		return "own"
	}
	return "marketplace"
}

// random is SplitMix64 seeded with the row's number.
type random struct {
	state uint64
}

func newRandom(n int64) random { return random{state: uint64(n) * 0xd1342543de82ef95} }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below gives a number from 0 to n-1. Its bias is far under what a benchmark sees.
func (r *random) below(n int64) int64 { return int64(r.next() >> 33 * uint64(n) >> 31) }

// between gives a number from low to high, both included.
func (r *random) between(low, high int64) int64 { return low + r.below(high-low+1) }

// word adds a comma and the word.
func word(b []byte, s string) []byte { return append(append(b, ','), s...) }

// fixed writes n as a decimal number of so many places: 1234 with two as 12.34.
func fixed(b []byte, n int64, places int) []byte {
	whole := int64(1)
	for range places {
		whole *= 10
	}
	b = strconv.AppendInt(b, n/whole, 10)
	b = append(b, '.')
	return padded(b, n%whole, places)
}

// padded writes n with at least so many digits.
func padded(b []byte, n int64, digits int) []byte {
	for limit := int64(10); digits > 1; digits, limit = digits-1, limit*10 {
		if n < limit {
			for range digits - 1 {
				b = append(b, '0')
			}
			break
		}
	}
	return strconv.AppendInt(b, n, 10)
}
