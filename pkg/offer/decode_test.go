package offer_test

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "hs: 01012101\norigin: NO\nunit_cost: 4.20\nprice: 299.00 MXN\nduty: 1/3\n", "hs=01012101 origin=NO unit_cost=4.2 USD price=299 MXN duty=1/3"},
		{"quoted", "hs: \"0101.21.01\"\nrfc: 'TRUE'\nseller: \"company\"\n", "hs=01012101 seller=company rfc=true"},
		{"octal and sign", "units_per_order: 0010\nprice: +5\n", "price=5 MXN units_per_order=10"},
		{"digits", "weight_kg: 0.123456789012\n", "weight_kg=0.123456789012"},
		{"JSON", `{"origin":"CN","declared_value":"500 USD","price":299.00,"rfc":true}`, "origin=CN price=299 MXN rfc=true declared_value=500 USD"},
		{"JSON with tabs", "{\n\t\"origin\": \"CN\",\n\t\"price\": 299\n}\n", "origin=CN price=299 MXN"},
		{"mark of UTF-8", "\ufeffprice: 299\n", "price=299 MXN"},
		{"line ends of Windows", "price: 299\r\nrfc: true\r\n", "price=299 MXN rfc=true"},
		{"comments", "# a shirt\nprice: 299 # with VAT\n", "price=299 MXN"},
		{"document marks", "---\nprice: 299\n...\n", "price=299 MXN"},
		{"block text", "price: >-\n  299\n  MXN\n", "price=299 MXN"},
		{"an empty map", "{}", ""},
	} {
		o, err := offer.Decode(strings.NewReader(c.text), "o.yaml")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := all(o); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDecodeRoutes(t *testing.T) {
	o, err := offer.Decode(strings.NewReader(`
sku: 00123
name: "null and ~ are words inside a text"
as_of: 2026-11-22
price: 299
direct-mail: {seller: foreign, price: 279}
local-warehouse:
  freight_mode: air
local-warehouse.seller: company
empty: {}
`), "o.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if o.SKU != "00123" || o.Name != "null and ~ are words inside a text" || o.AsOf != "2026-11-22" || strings.Join(o.Routes(), " ") != "direct-mail local-warehouse" {
		t.Errorf("%q %q %q %v", o.SKU, o.Name, o.AsOf, o.Routes())
	}
	for id, want := range map[string]string{"direct-mail": "price=279 MXN seller=foreign", "local-warehouse": "seller=company freight_mode=air"} {
		if got := all(o.Own(id)); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestDecodeReadsTheEscapesOfJSON(t *testing.T) {
	o, err := offer.Decode(strings.NewReader(`{"name":"caf\u00e9 \ud83d\ude00 \uD83D\uDE00 1\/2 \\\/ \\ud83d\\ude00 \"x\"","sku":"a\\/b"}`), "o.json")
	if err != nil {
		t.Fatal(err)
	}
	if o.Name != `café 😀 😀 1/2 \/ \ud83d\ude00 "x"` || o.SKU != `a\/b` {
		t.Errorf("%q %q", o.Name, o.SKU)
	}
	if _, err := offer.Decode(strings.NewReader(`{"name":"half \ud83d"}`), "o.json"); err == nil {
		t.Error("half a pair is taken")
	}
}

func TestDecodeFindsEveryFaultWithItsPlace(t *testing.T) {
	o, err := offer.Decode(strings.NewReader(`price: -1
prize: 3
hs: 61091
price: 2
direct-mail: {seller: compny, sku: 3, rfc: {a: b}, seller: x}
direct-mail.rfc: yes
origin: {a: b}
duty:
listing: null
stock_days: ~
terms: [ddp]
no route: {price: 3}
unit_cost: 1e5
ads_rate: .inf
? [a]
: 3
<<: {price: 3}
`), "o.yaml")
	if o != nil {
		t.Error("a faulty file gives an offer")
	}
	want := `o.yaml:1:8, price: "-1" is out of range: price must be over 0 and at most 1,000,000,000 MXN [E-RANGE]
o.yaml:2:1, prize: "prize" is not a field of an offer; did you mean "price"? [E-FIELD]
o.yaml:3:5, hs: "61091" is not a Mexican tariff line: it has 5 digits [E-HS]
o.yaml:4:1: "price" is given twice [E-KEY-TWICE]
o.yaml:5:23, direct-mail.seller: "compny" is not one of company, individual, foreign; did you mean "company"? [E-CHOICE]
o.yaml:5:31, direct-mail.sku: sku belongs to the whole offer, not to a route [E-ROUTE-FIELD]
o.yaml:5:44: a single value is needed here [E-YAML-SCALAR]
o.yaml:5:52: "seller" is given twice [E-KEY-TWICE]
o.yaml:6:1: "direct-mail.rfc" is given twice [E-KEY-TWICE]
o.yaml:7:9: a single value is needed here [E-YAML-SCALAR]
o.yaml:8:6, duty: duty has no value [E-EMPTY]
o.yaml:9:10, listing: listing has no value [E-EMPTY]
o.yaml:10:13, stock_days: stock_days has no value [E-EMPTY]
o.yaml:11:8: a single value is needed here [E-YAML-SCALAR]
o.yaml:12:1: "no route" cannot be a route: a route is letters, digits and dashes, at most 40 [E-ROUTE-NAME]
o.yaml:13:12, unit_cost: "1e5" is not a number: only digits, one dot and a leading sign are read [E-NUMBER]
o.yaml:14:11, ads_rate: ".inf" is not a number: only digits, one dot and a leading sign are read [E-NUMBER]
o.yaml:15:3: this key is not a plain word [E-YAML-KEY]
o.yaml:17:1: this key is not a plain word [E-YAML-KEY]`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestDecodeRefusesWhatIsNoOffer(t *testing.T) {
	for _, c := range []struct {
		name, text string
		code       fault.Code
		line       int
	}{
		{"nothing", "", "E-YAML-EMPTY", 0},
		{"a comment", "# nothing\n", "E-YAML-EMPTY", 0},
		{"a list", "- price: 3\n", "E-YAML-MAP", 1},
		{"a word", "price\n", "E-YAML-MAP", 1},
		{"two documents", "price: 3\n---\nprice: 4\n", "E-YAML-DOCUMENTS", 2},
		{"an anchor", "price: 3\nname: &a x\n", "E-YAML-ALIAS", 2},
		{"an alias", "price: &a 3\nunit_cost: *a\n", "E-YAML-ALIAS", 1},
		{"an unknown alias", "price: *a\n", "E-YAML", 0},
		{"bytes that are not UTF-8", "name: caf\xe9\n", "E-UTF8", 0},
		{"UTF-16", "\xff\xfep\x00r\x00", "E-UTF8", 0},
		{"a broken map", "price: 3\n  rfc: true\n", "E-YAML", 2},
		{"an open bracket", "{price: 3\n", "E-YAML", 0},
		{"nested maps", "a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: 1}}}}}}}}}}}}\n", "E-YAML-DEPTH", 1},
	} {
		o, err := offer.Decode(strings.NewReader(c.text), "o.yaml")
		list := fault.From(err)
		if o != nil || len(list) != 1 {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if f := list[0]; f.Code != c.code || f.Place.File != "o.yaml" || c.line > 0 && f.Place.Line != c.line {
			t.Errorf("%s: %v, want %s in line %d", c.name, f, c.code, c.line)
		}
	}
}

func TestDecodePassesTheErrorOfTheSystemOn(t *testing.T) {
	_, err := offer.Decode(iotest.ErrReader(io.ErrClosedPipe), "o.yaml")
	if list := fault.From(err); !errors.Is(err, io.ErrClosedPipe) || len(list) != 1 || list[0].Code != "E-READ" {
		t.Errorf("%v", err)
	}
}

func TestDecodeShowsAHundredFaults(t *testing.T) {
	text := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("zzzzzzz" + strconv.Itoa(i) + ": 1\n")
		}
		return b.String()
	}
	for n, want := range map[int]int{99: 99, 100: 100, 101: 101, 9000: 101} {
		_, err := offer.Decode(strings.NewReader(text(n)), "o.yaml")
		list := fault.From(err)
		if len(list) != want || (list[len(list)-1].Code == "E-MANY") != (n > 100) {
			t.Errorf("%d faults: %d are shown, the last is %v", n, len(list), list[len(list)-1])
		}
	}
}

// endless reads the same byte for ever and counts.
type endless struct {
	char byte
	read int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.char
	}
	e.read += len(p)
	return len(p), nil
}

func TestDecodeStopsReadingAtItsLimit(t *testing.T) {
	for _, char := range []byte{'0', ' ', '\n', '#', '[', 0} {
		r := &endless{char: char}
		_, err := offer.Decode(io.LimitReader(r, 100<<20), "o.yaml")
		list := fault.From(err)
		if len(list) != 1 || list[0].Code != "E-TOO-LARGE" || list[0].Message() != "is larger than 1024 KiB" {
			t.Errorf("%q: %v", char, err)
		}
		if r.read > 4<<20 {
			t.Errorf("%q: %d bytes were read", char, r.read)
		}
	}
	comment := "price: 3\n#" + strings.Repeat("x", 1<<20-10)
	if o, err := offer.Decode(strings.NewReader(comment), "o.yaml"); err != nil || all(o) != "price=3 MXN" {
		t.Errorf("just a MiB: %v", err)
	}
	if _, err := offer.Decode(strings.NewReader(comment+"x"), "o.yaml"); err == nil {
		t.Error("a byte over a MiB is taken")
	}
}

// Files made to cost time or memory are refused at once.
func TestDecodeBombs(t *testing.T) {
	const mib = 1 << 20
	laughs := "a: &a [lol, lol]\n"
	for c := 'b'; c <= 'z'; c++ {
		p := string(c - 1)
		laughs += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+p+", ", 9) + "*" + p + "]\n"
	}
	numbered := func(format string, size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.ReplaceAll(format, "%", strconv.Itoa(i)))
		}
		return b.String()
	}
	bombs := map[string]string{
		"billion laughs":    laughs,
		"brackets":          strings.Repeat("[", mib),
		"brackets in value": "price: " + strings.Repeat("[", 9000),
		"braces":            strings.Repeat("{", mib),
		"maps in maps":      strings.Repeat("{a: ", 3000),
		"lists in lists":    strings.Repeat("- ", 9000),
		"many in a list":    "price:\n" + strings.Repeat("-\n", mib/2-9),
		"keys of keys":      strings.Repeat("? ", 9000),
		"different keys":    numbered("k%:\n", mib-20),
		"9,000 keys":        numbered("k%:\n", 60_000),
		"2,500 routes":      numbered("r%: {rfc: true}\n", 48_000),
		"the same key":      strings.Repeat("k:\n", mib/3),
		"a long key":        "? " + strings.Repeat("weight", mib/6-9) + "\n: 3",
		"a long word":       "category: " + strings.Repeat("f", mib-10),
		"a long number":     "price: " + strings.Repeat("9", mib-10),
		"a long fraction":   "duty: 1/" + strings.Repeat("0", mib-10),
		"backslashes":       `{"name":"` + strings.Repeat(`\\`, mib/2-9) + `"}`,
		"lines":             "name: x\n" + strings.Repeat(" y\n", mib/3-9),
		"zeros":             strings.Repeat("0", mib),
	}
	for name, text := range bombs {
		start := time.Now()
		_, err := offer.Decode(strings.NewReader(text), "bomb.yaml")
		if err == nil || len(err.Error()) > 100_000 {
			t.Errorf("%s: taken, or a fault too long to read", name)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: takes %s", name, d)
		}
	}
}
