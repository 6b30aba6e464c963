package whatif_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/whatif"
)

// TestScan: steps from one end to the other, lists of numbers and of words.
func TestScan(t *testing.T) {
	s := study(t, shirt(t))
	for _, c := range []struct{ text, want string }{
		{"price=200:201:0.25", "200 200.25 200.5 200.75 201"},
		{" price = 200:209:5 ", "200 205"},
		{"price=1:1:1", "1"},
		{"units_per_shipment=100,500,1000", "100 500 1000"},
		{"cancel_rate=0:10%:5%", "0 0.05 0.1"},
		{"freight_mode=sea-lcl, air", "sea-lcl air"},
		{"origin=CN,us", "CN US"},
		{"freight=80:100:10 USD/m3", "80 90 100"},
		{"unit_cost=20,30 CNY", "20 30"},
		{"fx.USD=16.5,17", "16.5 17"},
		{"cost.days.lead=7,25 days", "7 25"},
	} {
		scan, f := s.Scan(c.text)
		if f != nil {
			t.Errorf("%s: %v", c.text, f)
			continue
		}
		var got []string
		for _, v := range scan.Values {
			got = append(got, scan.Input.Text(v))
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.text, text, c.want)
		}
	}
}

// TestValuesFaults: what cannot be read as a scan, a range or a distribution.
func TestValuesFaults(t *testing.T) {
	s := study(t, shirt(t))
	scan := func(text string) *fault.Fault { _, f := s.Scan(text); return f }
	span := func(text string) *fault.Fault { _, f := s.Range(text); return f }
	draw := func(text string) *fault.Fault { _, f := s.Dist(text); return f }
	for _, c := range []struct {
		read func(string) *fault.Fault
		text string
		code fault.Code
	}{
		{scan, "price", "E-VALUES"},
		{scan, "=200", "E-VALUES"},
		{scan, "price=", "E-VALUES"},
		{scan, "price=200:300", "E-VALUES"},
		{scan, "price=200:300:0", "E-VALUES"},
		{scan, "price=200:300:-1", "E-VALUES"},
		{scan, "price=300:200:1", "E-VALUES"},
		{scan, "price=1:1000000:0.01", "E-SWEEP-SIZE"},
		{scan, "price=-5:1:1", "E-RANGE"},
		{scan, "price=abc", "E-NUMBER"},
		{scan, "price=1:x:1", "E-NUMBER"},
		{scan, "price=100 USD,200", "E-INPUT-UNIT"},
		{scan, "units_per_shipment=1.5,2", "E-RANGE"},
		{scan, "units_per_shipment=1:2:0.5", "E-RANGE"},
		{scan, "freight_mode=ship", "E-CHOICE"},
		{scan, "freight_mode=1:2:1", "E-VALUES"},
		{scan, "prize=1,2", "E-INPUT"},
		{span, "freight=60", "E-VALUES"},
		{span, "freight=95..60", "E-VALUES"},
		{span, "freight=60..60", "E-VALUES"},
		{span, "freight=60..95..99", "E-VALUES"},
		{span, "freight_mode=air..sea", "E-VALUES"},
		{span, "cancel_rate=0..1", "E-RANGE"},
		{draw, "freight=95..60", "E-VALUES"},
		{draw, "freight=tri(1,2)", "E-VALUES"},
		{draw, "freight=tri(1,2,3", "E-VALUES"},
		{draw, "freight=tri(2,1,3)", "E-VALUES"},
		{draw, "freight=tri(1,1,1)", "E-VALUES"},
		{draw, "cancel_rate=tri(0,0.5,1.5)", "E-RANGE"},
		{draw, "freight=60@0,70@1", "E-VALUES"},
		{draw, "freight=60@-1,70@1", "E-VALUES"},
		{draw, "freight=60@0.0000001", "E-VALUES"},
		{draw, "freight=60@x", "E-NUMBER"},
		{draw, "cancel_rate=1/3..1/2", "E-VALUES"},
		{draw, "weight_kg=0.1000000001..0.2", "E-VALUES"},
	} {
		if f := c.read(c.text); f == nil || f.Code != c.code {
			t.Errorf("%s: %v, want %s", c.text, f, c.code)
		}
	}
	two := []*whatif.Scan{mustScan(t, s, "price=1,2"), mustScan(t, s, "price=3,4")}
	if _, err := s.Sweep(two, nil); code(err) != "E-INPUT-TWICE" {
		t.Errorf("the same scan twice: %v", err)
	}
	large := []*whatif.Scan{mustScan(t, s, "price=1:2000:1"), mustScan(t, s, "unit_cost=1:600:1")}
	if _, err := s.Sweep(large, nil); code(err) != "E-SWEEP-SIZE" {
		t.Errorf("a large sweep: %v", err)
	}
	if _, err := s.Simulate(nil, 1, 0); code(err) != "E-DRAWS" {
		t.Errorf("no draws: %v", err)
	}
	if _, err := s.Simulate([]*whatif.Dist{dist(t, s, "price=1..2"), dist(t, s, "price=1..2")}, 1, 5); code(err) != "E-INPUT-TWICE" {
		t.Errorf("the same distribution twice: %v", err)
	}
}

func mustScan(t testing.TB, s *whatif.Study, text string) *whatif.Scan {
	t.Helper()
	scan, f := s.Scan(text)
	must(t, f)
	return scan
}

// FuzzValues: whatever the text, a scan, a range and a distribution are read or
// refused, and what is read lies in the input's bounds.
func FuzzValues(f *testing.F) {
	for _, text := range []string{
		"price=200:600:10", "units_per_shipment=100,500,1000", "freight=60..95", "cancel_rate=tri(0,0.05,0.43)",
		"freight_mode=sea-lcl@0.7,air@0.3", "freight=60..95 USD/m3", "fx.USD=16..19", "cost.days.lead=7..25 days", "price=1:2:0.0000001", "=", "a=tri(,,)",
	} {
		f.Add(text)
	}
	s := study(f, shirt(f))
	f.Fuzz(func(t *testing.T, text string) {
		if scan, f := s.Scan(text); f == nil {
			if n := len(scan.Values); n < 1 || n > whatif.MaxCells {
				t.Errorf("%q has %d values", text, n)
			}
			for _, v := range scan.Values[:min(len(scan.Values), 100)] {
				inBounds(t, text, scan.Input, v)
			}
		}
		if r, f := s.Range(text); f == nil && r.Low.Cmp(r.High) >= 0 {
			t.Errorf("%q is from %s to %s", text, r.Low, r.High)
		}
		if d, f := s.Dist(text); f == nil {
			r := rand.New(rand.NewPCG(1, 2))
			for range 20 {
				inBounds(t, text, d.Input, d.Draw(r))
			}
		}
	})
}

func inBounds(t *testing.T, text string, in *whatif.Input, v offer.Value) {
	t.Helper()
	if !in.Numeric() {
		return
	}
	if v.Num.Cmp(in.Spec.Min) < 0 || v.Num.Cmp(in.Spec.Max) > 0 {
		t.Errorf("%q gives %s, outside %s", text, v.Num, in.Spec.Range())
	}
}

// TestSweepIsTheQuote: every cell is what a quote of the offer with its values
// gives, and the last scan moves fastest.
func TestSweepIsTheQuote(t *testing.T) {
	s := study(t, shirt(t))
	scans := []*whatif.Scan{mustScan(t, s, "price=250,299,350"), mustScan(t, s, "freight_mode=sea-lcl,air"), mustScan(t, s, "units_per_shipment=10,2000")}
	total, _ := landed.TotalByName("margin")
	w, err := s.Sweep(scans, []*landed.Total{total})
	if err != nil {
		t.Fatal(err)
	}
	cell := 0
	for _, price := range []string{"250", "299", "350"} {
		for _, mode := range []string{"sea-lcl", "air"} {
			for _, units := range []string{"10", "2000"} {
				anew := study(t, shirt(t, "price", price, "freight_mode", mode, "units_per_shipment", units))
				for plan, q := range anew.Base {
					if want, _ := q.PerUnit(total); w.Total(cell, plan, 0).Cmp(want) != 0 {
						t.Errorf("%s %s %s: %s, the quote %s", price, mode, units, w.Total(cell, plan, 0), want)
					}
				}
				if want := slices.Index(anew.Base, landed.Best(anew.Base)); w.Best(cell) != want {
					t.Errorf("%s %s %s: best is %d, want %d", price, mode, units, w.Best(cell), want)
				}
				cell++
			}
		}
	}
	if w.Cells != cell {
		t.Errorf("%d cells, want %d", w.Cells, cell)
	}
}

// TestTornado: the lowest and the highest margin are those of a scan of every
// step of the range, thresholds inside it included.
func TestTornado(t *testing.T) {
	s := study(t, shirt(t))
	total, _ := landed.TotalByName("margin")
	for _, text := range []string{"price=279..319", "cancel_rate=0..0.43", "freight=80..120", "monthly_units=20..1700", "cost.days.lead=7..25", "weight_kg=0.05..1.2", "return_rate=0.05..0.25"} {
		r, f := s.Range(text)
		must(t, f)
		swings, err := s.Tornado([]*whatif.Range{r})
		if err != nil {
			t.Fatal(err)
		}
		step := money.NewRatio(1, power10(r.Input.Places))
		scan := mustScan(t, s, r.Input.Name+"="+r.Low.String()+":"+r.High.String()+":"+step.String())
		w, err := s.Sweep([]*whatif.Scan{scan}, []*landed.Total{total})
		if err != nil {
			t.Fatal(err)
		}
		for plan := range s.Plans {
			got := swings[0].Routes[plan]
			least, most := w.Total(0, plan, 0), w.Total(0, plan, 0)
			for cell := range w.Cells {
				m := w.Total(cell, plan, 0)
				if m.Cmp(least) < 0 {
					least = m
				}
				if m.Cmp(most) > 0 {
					most = m
				}
			}
			// Between thresholds rounding may put another step a centavo or two beyond.
			under, _ := got.Least.Margin.Sub(least)
			over, _ := most.Sub(got.Most.Margin)
			if !got.Known || under.Cmp(money.Whole(3)) > 0 || over.Cmp(money.Whole(3)) > 0 || under.Sign() < 0 || over.Sign() < 0 {
				t.Errorf("%s on %s: %s to %s, every step %s to %s", text, s.Plans[plan].Route.ID, got.Least.Margin, got.Most.Margin, least, most)
			}
		}
	}
	if _, err := s.Tornado(slices.Repeat([]*whatif.Range{mustRange(t, s, "price=1..2")}, 2)); code(err) != "E-INPUT-TWICE" {
		t.Errorf("the same range twice: %v", err)
	}
}

func mustRange(t testing.TB, s *whatif.Study, text string) *whatif.Range {
	t.Helper()
	r, f := s.Range(text)
	must(t, f)
	return r
}

// TestKnownRanges: every embedded range is read, those of the offer count, and
// the file's faults have their line.
func TestKnownRanges(t *testing.T) {
	all := embeddedRanges(t)
	for name, c := range map[string]struct {
		offer *offer.Offer
		want  string
	}{
		"by sea": {shirt(t), "local-warehouse.freight 80, direct-mail.cost.days.lead 7, local-warehouse.cost.days.refund 122, cancel_rate 0, fx.USD 16.9018"},
		"by box": {shirt(t, "freight_mode", "sea-40"), "local-warehouse.freight 2000, direct-mail.cost.days.lead 7, local-warehouse.cost.days.refund 122, cancel_rate 0, fx.USD 16.9018"},
		"amazon": {shirt(t, "marketplace", "amazon", "freight_mode", "air"), "direct-mail.cost.days.lead 7, local-warehouse.cost.days.refund 122, cost.commission.rate 0.08, cancel_rate 0, fx.USD 16.9018"},
		"in MXN": {shirt(t, "incoterm", "CIF", "unit_cost", "60 MXN"), "direct-mail.cost.days.lead 7, local-warehouse.cost.days.refund 122, cancel_rate 0, fx.USD 16.9018"},
	} {
		got, err := study(t, c.offer).Known(all)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, r := range got {
			if r.Source == "" {
				t.Errorf("%s: %s without a source", name, r.Input.Name)
			}
			texts = append(texts, r.Input.Name+" "+r.Low.String())
		}
		if text := strings.Join(texts, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", name, text, c.want)
		}
	}
	// A line of the user's own has its own unit, and no range of the card.
	own, err := whatif.NewStudy(embedded.routes, embedded.tables, route.Options{Date: embedded.date, Overrides: []route.Override{
		{Code: "freight", Route: "local-warehouse", Amount: money.Money{Value: money.Whole(1200), Currency: "USD"}, Each: route.Entries},
	}}, shirt(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := own.Known(all)
	if err != nil || slices.ContainsFunc(got, func(r *whatif.Range) bool { return r.Input.Name == "local-warehouse.freight" }) {
		t.Errorf("a freight of the user's own: %v %v", got, err)
	}
	for text, want := range map[string]fault.Code{
		"ranges: [{range: \"price=1..2\", confidence: low}]":                                                   "E-KEY-MISSING",
		"ranges: [{rage: \"price=1..2\"}]":                                                                     "E-KEY",
		"ranges: [{range: \"prize=1..2\", confidence: low, cite: {instrument: \"x\"}}]":                        "E-INPUT",
		"ranges: [{range: \"price=1..2\", confidence: low, cite: {instrument: \"x\"}, when: {origin: 1}}]":     "E-UNQUOTED",
		"ranges: [{range: \"price=1..2\", confidence: low, cite: {instrument: \"x\"}, when: {orign: \"CN\"}}]": "E-KEY",
	} {
		known, err := whatif.ReadRanges([]byte(text), "ranges.yaml")
		if err == nil {
			_, err = own.Known(known)
		}
		if list := fault.From(err); len(list) == 0 || list[0].Code != want || list[0].Place.Line != 1 {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// FuzzRanges: a file of ranges is read or refused.
func FuzzRanges(f *testing.F) {
	f.Add([]byte("ranges: [{range: \"price=1..2\", confidence: low, cite: {instrument: \"x\"}, when: {origin: \"CN\"}}]"))
	f.Add([]byte("ranges:\n  - {range: \"fx.USD=16..18\"}\n"))
	s := study(f, shirt(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := whatif.ReadRanges(data, "ranges.yaml")
		if err != nil {
			return
		}
		known, err := s.Known(all)
		if err != nil {
			return
		}
		for _, r := range known {
			if r.Low.Cmp(r.High) >= 0 {
				t.Errorf("%q gives %s to %s", data, r.Low, r.High)
			}
		}
	})
}
