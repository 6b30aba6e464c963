package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// The routes of the fixtures.
const (
	mailID  = "direct-mail"
	localID = "local-warehouse"
)

// perUnit fills in a fixture's figures of a unit.
func perUnit(d *Document) *Document {
	for i := range d.Routes {
		r := &d.Routes[i]
		units, _ := parsed(r.Entry.Units)
		each := func(amount *string) *string {
			cents, ok := parsed(amount)
			if !ok {
				return nil
			}
			one, _ := cents.Quo(units)
			return text(one.Fixed(4))
		}
		for j := range r.Lines {
			r.Lines[j].PerUnit = each(r.Lines[j].Amount)
		}
		t := &r.Totals
		r.TotalsPerUnit = Totals{
			DeliveredCost: each(t.DeliveredCost), ImportTaxes: each(t.ImportTaxes), Margin: each(t.Margin), MarginPct: t.MarginPct, Payout: each(t.Payout),
		}
	}
	return d
}

// before is the T-shirt as it was before a law of 2025-08-15, with a date, a
// rate, a field and lines that differ from tshirt.
func before() *Document {
	d := tshirt()
	d.AsOf, d.FX[0].Rate = "2025-08-14", "18.3467"
	d.Offer["price"] = "310 MXN"
	delete(d.Offer, "direct-mail")
	d.Assumptions = append(d.Assumptions, Assumption{Code: "direct-mail.seller", Value: "company"})
	d.Best = text(mailID)
	*d.BreakEvenUnits = 90
	d.PaysFromUnits = nil
	mail := &d.Routes[0]
	tax := find(pointers(mail.Lines), "courier_tax")
	*tax.Amount, tax.Rate, tax.From = "47.74", text("0.19"), "2025-01-01"
	tax.Cite = &Cite{Instrument: "RGCE 2025", Article: "3.7.35", DOF: "2024-12-30"}
	notApplied("")(find(pointers(mail.Lines), "handling"))
	*find(pointers(mail.Lines), "handling").Amount = "0.00"
	find(pointers(mail.Lines), "dta").Applied = true
	*find(pointers(mail.Lines), "dta").Amount = "1.48"
	tally(mail)
	local := &d.Routes[1]
	duty := find(pointers(local.Lines), "igi")
	duty.Cite = &Cite{Instrument: "LIGIE"}
	*local.Monthly[0].Amount = "5000.00"
	return d
}

// TestDiff: every difference of two quotes, by hand.
func TestDiff(t *testing.T) {
	c, err := Diff(perUnit(before()), perUnit(tshirt()))
	if err != nil {
		t.Fatal(err)
	}
	show := func(s *string) string {
		if s == nil {
			return "?"
		}
		return *s
	}
	var got []string
	for _, i := range c.Inputs {
		got = append(got, fmt.Sprint(i.Sign, i.Code, " ", show(i.Before), " ", show(i.After), " ", i.Assumed))
	}
	got = append(got, "best "+*c.Best.Before+" "+*c.Best.After)
	for _, v := range c.Volumes {
		got = append(got, fmt.Sprint(v.Sign, v.Code, " ", show(v.Before), " ", show(v.After)))
	}
	for _, r := range c.Routes {
		got = append(got, r.Sign+r.ID)
		for _, l := range slices.Concat(r.Totals, r.Lines) {
			s := fmt.Sprint(l.Sign, l.Code, " ", show(l.Before), " ", show(l.After), " ", show(l.Difference), " ", show(l.Percent))
			for _, w := range l.Why {
				s += fmt.Sprint(" ", w.What, ": ", show(w.Before), " to ", show(w.After))
			}
			got = append(got, s)
		}
	}
	want := []string{
		"~as_of 2025-08-14 2026-11-23 false",
		"~fx.USD/MXN 18.3467 16.9018 false",
		"~price 310 MXN 299 MXN false",
		"~direct-mail.seller company foreign true",
		"best direct-mail local-warehouse",
		"~break_even_units 90 118",
		"~pays_from_units ? 131",
		"~direct-mail",
		"~delivered_cost 194.6200 221.9300 27.3100 0.140325",
		"~import_taxes 49.2200 75.0300 25.8100 0.52438",
		"~margin -23.5400 -50.8500 -27.3100 -1.160153",
		"~margin_pct -0.078729 -0.170067 -0.091338 ?",
		"~courier_tax 47.7400 75.0300 27.2900 0.571638 rule: law.courier, RGCE 2025, 3.7.35, DOF 2024-12-30 to law.courier, RGCE 2025, 4th Resolution, 3.7.35, DOF 2025-07-28 rate: 0.19 to 0.335",
		"-dta 1.4800 ? -1.4800 ?",
		"+handling ? 1.5000 1.5000 ?",
		"~local-warehouse",
		"=igi 19.2671 19.2671 ? ? rule: LIGIE to ",
		"~accounting 5000.00 6000.00 1000.00 0.2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestDiffOfTheSame: a quote does not differ from itself, whatever it holds,
// nor where it was written and read.
func TestDiffOfTheSame(t *testing.T) {
	for _, d := range []*Document{perUnit(tshirt()), perUnit(before()), closed()} {
		s, err := encoded(d)
		if err != nil {
			t.Fatal(err)
		}
		back, f := Read(strings.NewReader(s), "x.json")
		if f != nil {
			t.Fatal(f)
		}
		if c, err := Diff(d, back); err != nil || !c.Empty() {
			t.Errorf("%v, %+v", err, c)
		}
	}
}

// TestDiffMirrored: the other way round every difference has the other sign.
func TestDiffMirrored(t *testing.T) {
	a, errA := Diff(perUnit(before()), perUnit(tshirt()))
	b, errB := Diff(perUnit(tshirt()), perUnit(before()))
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	compared := 0
	for i, r := range a.Routes {
		for _, l := range r.Lines {
			at := slices.IndexFunc(b.Routes[i].Lines, func(o Change) bool { return o.Code == l.Code })
			if at < 0 || l.Difference == nil {
				continue
			}
			x, _ := parsed(l.Difference)
			y, _ := parsed(b.Routes[i].Lines[at].Difference)
			if sum, _ := x.Add(y); sum.Sign() != 0 {
				t.Errorf("%s: %s one way, %s the other", l.Code, x, y)
			}
			compared++
		}
	}
	if compared < 4 {
		t.Errorf("only %d lines were compared", compared)
	}
}

// TestDiffRoutes: a route that only one quote has is new or gone, with its lines.
func TestDiffRoutes(t *testing.T) {
	one := perUnit(tshirt())
	one.Routes = one.Routes[:1]
	for _, c := range []struct {
		a, b *Document
		sign string
	}{{one, perUnit(tshirt()), signNew}, {perUnit(tshirt()), one, signGone}} {
		changes, err := Diff(c.a, c.b)
		if err != nil || len(changes.Routes) != 1 || changes.Routes[0].ID != localID || changes.Routes[0].Sign != c.sign {
			t.Errorf("%v, %+v", err, changes)
			continue
		}
		for _, l := range changes.Routes[0].Lines {
			if l.Sign != c.sign {
				t.Errorf("%s of a route that is %s: %s", l.Code, c.sign, l.Sign)
			}
		}
	}
}

// TestDiffDocument: an amount that is none is a fault.
func TestDiffDocument(t *testing.T) {
	bad := perUnit(tshirt())
	bad.Routes[0].Lines[0].PerUnit = text("much")
	_, err := Diff(perUnit(tshirt()), bad)
	if list := fault.From(err); len(list) != 1 || list[0].Code != "E-DOCUMENT" {
		t.Errorf("%v", err)
	}
}

// TestRead: what is no whole quote is said, with its line.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		code fault.Code
		line int
	}{
		{"", "E-DOCUMENT-JSON", 1},
		{"{\n\"schema_version\": 1,\n", "E-DOCUMENT-JSON", 3},
		{"{\n\"schema_version\": 1,,\n}", "E-DOCUMENT-JSON", 2},
		{"[]", "E-DOCUMENT-KIND", 1},
		{"{}", "E-DOCUMENT-KIND", 0},
		{`{"best": "direct-mail"}`, "E-DOCUMENT-KIND", 0},
		{`{"schema_version": 1}`, "E-DOCUMENT-KIND", 0},
		{`{"schema_version": 1, "routes": []}`, "E-DOCUMENT-KIND", 0},
		{`{"schema_version": 1, "routes": [], "offer": {}}`, "E-DOCUMENT-KIND", 0},
		{"{\"schema_version\": 1, \"offer\": {}, \"rules\": {},\n\"routes\": [{\"lines\": 5}]}", "E-DOCUMENT-KIND", 2},
		{`{"schema_version": 2, "routes": [], "offer": {}, "rules": {}}`, "E-DOCUMENT-VERSION", 0},
		{strings.Repeat(" ", maxDocument+1), "E-TOO-LARGE", 0},
	} {
		_, f := Read(strings.NewReader(c.text), "x.json")
		if f == nil || f.Code != c.code || f.Place.File != "x.json" || f.Place.Line != c.line {
			t.Errorf("%.40s: %v, want %s at line %d", c.text, f, c.code, c.line)
		}
	}
	// What a later version of the program adds is passed over.
	added := `{"schema_version": 1, "routes": [{"id": "a", "new": {"x": 1}}], "offer": {}, "rules": {}, "added": [1]}`
	if d, f := Read(strings.NewReader(added), "x.json"); f != nil || len(d.Routes) != 1 || d.Routes[0].ID != "a" {
		t.Errorf("%+v, %v", d, f)
	}
}

func FuzzRead(f *testing.F) {
	// Small ones: the fuzzer is slow on long texts.
	f.Add(`{"schema_version":1,"as_of":"2026-01-01","rules":{"digest":"sha256:0"},"fx":[{"pair":"USD/MXN","rate":"17"}],"offer":{"price":"1 MXN"},"best":"direct-mail",
"routes":[{"id":"direct-mail","title":"Mail","feasible":false,"reason":"x; y","lines":[{"code":"igi","applied":true,"per_unit":"1.0000","rate":"0.1","cite":{"instrument":"L"}}]}]}`)
	f.Add(`{"schema_version": 1, "routes": [{"id":"a","lines":[{"code":"x","applied":true,"per_unit":"-"}]}], "offer": {"price": 1, "a": {"b": []}}, "rules": {}}`)
	base := perUnit(tshirt())
	f.Fuzz(func(t *testing.T, text string) {
		d, bad := Read(strings.NewReader(text), "x.json")
		if bad != nil {
			return
		}
		c, err := Compare("v", Case{Name: "a", Quote: base}, []Case{{Name: "b", Quote: d}})
		if err != nil {
			return
		}
		for _, format := range Formats() {
			var b strings.Builder
			if err := RenderComparison(&b, format, c, Options{Width: 80}); err != nil && fault.From(err) == nil {
				t.Fatal(err)
			}
			if format == JSON && !json.Valid([]byte(b.String())) {
				t.Fatal("not JSON")
			}
			if format == Table && strings.ContainsRune(b.String(), '\x1b') {
				t.Fatal("a control character reaches the terminal")
			}
		}
	})
}

// TestPercentOfALoss: the share of a change is of the size of what was before.
func TestPercentOfALoss(t *testing.T) {
	d := differ{}
	c := d.amount("margin", "", text("-10.0000"), text("-5.0000"), false)
	if *c.Difference != "5.0000" || *c.Percent != "0.5" {
		t.Errorf("%s, %s", *c.Difference, *c.Percent)
	}
	if c := d.amount("margin", "", text("0.0000"), text("5.0000"), false); c.Percent != nil {
		t.Errorf("a share of nothing: %s", *c.Percent)
	}
	if c := d.amount("margin", "", text("1.0000"), text("1.00"), false); c != nil {
		t.Errorf("%+v", c)
	}
	if r := (money.Ratio{Num: 1, Den: 8}); signedPercent(r) != "+12.5%" {
		t.Errorf("%s", signedPercent(r))
	}
}
