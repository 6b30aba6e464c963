package whatif_test

import (
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/pkg/whatif"
	"aduana/seeds"
)

// TestInputs: what an input is now, in its own unit, and on which route.
func TestInputs(t *testing.T) {
	s := study(t, shirt(t))
	for _, c := range []struct{ name, unit, wantName, wantUnit, base string }{
		{"price", "", "price", "MXN", "299"},
		{"direct-mail.price", "", "direct-mail.price", "MXN", "299"},
		{"price", "USD", "price", "USD", "299 MXN"},
		{"unit_cost", "", "unit_cost", "USD", "3.1"},
		{"weight_kg", "kg", "weight_kg", "kg", "0.18"},
		{"duty", "", "duty", "", ""},
		{"freight", "", "local-warehouse.freight", "USD/m3", "100"},
		{"freight", "/order", "direct-mail.freight", "MXN/order", "93"},
		{"direct-mail.freight", "", "direct-mail.freight", "MXN/order", "93"},
		{"freight", "CNY/m3", "local-warehouse.freight", "CNY/m3", ""},
		{"goods", "", "goods", "USD/unit", "3.1"},
		{"accounting", "", "local-warehouse.accounting", "MXN", "6000"},
		{"fx.USD", "", "fx.USD", "MXN for 1 USD", "16.9018"},
		{"cost.days.lead", "", "cost.days.lead", "days", "14"},
		{"local-warehouse.cost.days.lead", "", "local-warehouse.cost.days.lead", "days", "3"},
		{"cost.commission.rate", "", "cost.commission.rate", "", "0.17"},
		{"cost.freight.lcl.amount", "USD", "cost.freight.lcl.amount", "USD", ""},
	} {
		in, f := s.Input(c.name, c.unit)
		if f != nil {
			t.Errorf("%s %s: %v", c.name, c.unit, f)
			continue
		}
		if in.Name != c.wantName || in.Unit != c.wantUnit || in.Base != c.base {
			t.Errorf("%s %s: %s in %q now %q, want %s in %q now %q", c.name, c.unit, in.Name, in.Unit, in.Base, c.wantName, c.wantUnit, c.base)
		}
	}
}

// TestInputFaults: what is no input, and what is in another unit.
func TestInputFaults(t *testing.T) {
	s := study(t, shirt(t))
	for _, c := range []struct {
		name, unit string
		code       fault.Code
		says       string
	}{
		{"prize", "", "E-INPUT", `near: "price"`},
		{"last_mile", "", "E-INPUT-UNUSED", "last_mile"},   // no own warehouse
		{"commission", "", "E-INPUT-UNUSED", "commission"}, // a rate, no amount
		{"cost.last_mile.amount", "", "E-INPUT-UNUSED", "cost.last_mile"},
		{"cost.days.leed", "", "E-INPUT-COLUMN", "lead, lead_low"},
		{"law.flags.flags", "", "E-INPUT-COLUMN", "flags"},
		{"cost.dais.lead", "", "E-TABLE-UNKNOWN", "cost.days"},
		{"freight", "/kg", "E-INPUT-UNIT", "USD/m3"},
		{"freight", "XTS/m3", "E-CURRENCY-RATE", "XTS"},
		{"price", "XTS", "E-CURRENCY-RATE", "XTS"},
		{"weight_kg", "lb", "E-INPUT-UNIT", "kg"},
		{"fx.XTS", "", "E-CURRENCY-RATE", "XTS"},
		{"fx.USD", "CNY", "E-INPUT-UNIT", "MXN for 1 USD"},
		{"cost.days.lead", "kg", "E-INPUT-UNIT", "days"},
		{"cost.freight.lcl.amount", "XTS", "E-CURRENCY-RATE", "XTS"},
	} {
		_, f := s.Input(c.name, c.unit)
		if f == nil || f.Code != c.code || !strings.Contains(f.Error()+f.Hint(), c.says) {
			t.Errorf("%s %s: %v, want %s with %q", c.name, c.unit, f, c.code, c.says)
		}
	}
}

// TestBoundIsCompiledAnew: setting an input gives the figures of an offer, a
// route and rules that say so from the start.
func TestBoundIsCompiledAnew(t *testing.T) {
	row := func(id string, number money.Ratio, currency string, others ...table.Cell) *table.Set {
		return embedded.tables.Lay(id, "test", table.Row{Cells: append([]table.Cell{{Num: number, Text: currency}}, others...)})
	}
	of := func(changes ...string) *offer.Offer { return shirt(t, changes...) }
	fx := embedded.tables.Lay(route.FXTable, "test", table.Row{
		Conds: []table.Cond{{Key: table.KeyCurrency, Texts: []string{"USD"}}}, Cells: []table.Cell{{Num: money.Whole(19)}},
	})
	for _, c := range []struct {
		name, unit, value string
		tables            *table.Set
		offer             *offer.Offer
		overrides         []route.Override
	}{
		{name: "price", value: "345.67", tables: embedded.tables, offer: of("price", "345.67")},
		{name: "local-warehouse.price", value: "345.67", tables: embedded.tables, offer: of("local-warehouse.price", "345.67")},
		{name: "freight_mode", value: "air", tables: embedded.tables, offer: of("freight_mode", "air")},
		{name: "cancel_rate", value: "0.2", tables: embedded.tables, offer: of("cancel_rate", "0.2")},
		{name: "fx.USD", value: "19", tables: fx, offer: of()},
		{name: "freight", value: "140", tables: row("cost.freight.lcl", money.Whole(140), "USD", table.Cell{Num: money.One}), offer: of()},
		{name: "cost.freight.lcl.amount", unit: "MXN", value: "140", tables: row("cost.freight.lcl", money.Whole(140), "MXN", table.Cell{Num: money.One}), offer: of()},
		{name: "cost.commission.rate", value: "0.21", tables: row("cost.commission", money.NewRatio(21, 100), ""), offer: of()},
		{name: "accounting", value: "7000", tables: embedded.tables, offer: of(), overrides: []route.Override{
			{Code: "accounting", Amount: money.Money{Value: money.Whole(7000), Currency: "MXN"}, Each: route.Entries},
		}},
	} {
		s := study(t, shirt(t))
		in := input(t, s, c.name, c.unit)
		b, err := s.Bind(in)
		if err != nil {
			t.Fatal(err)
		}
		text := c.value
		if in.Spec.Kind == offer.Money {
			text += " " + strings.Split(in.Unit, "/")[0]
		}
		for _, v := range []string{in.Base, text} { // set twice, so that nothing of the first stays
			if v == "" {
				continue
			}
			value, f := in.Spec.Parse(v)
			must(t, f)
			b.Set(0, value)
		}
		anew, err := whatif.NewStudy(embedded.routes, c.tables, route.Options{Date: embedded.date, Overrides: c.overrides}, c.offer)
		if err != nil {
			t.Fatal(err)
		}
		for plan := range s.Plans {
			got, want := b.Quote(plan), anew.Base[plan]
			if got.Totals != want.Totals {
				t.Errorf("%s=%s on %s: %+v, compiled anew %+v", c.name, c.value, s.Plans[plan].Route.ID, got.Totals, want.Totals)
			}
			got = landed.Make(b.Plans[plan], b.Offer(plan))
			if got.Totals != want.Totals {
				t.Errorf("%s=%s on %s: %+v in full, compiled anew %+v", c.name, c.value, s.Plans[plan].Route.ID, got.Totals, want.Totals)
			}
			for i := range got.Monthly {
				if got.Monthly[i].Amount != want.Monthly[i].Amount {
					t.Errorf("%s=%s: %s is %s, compiled anew %s", c.name, c.value, got.Monthly[i].Charge.Code, got.Monthly[i].Amount, want.Monthly[i].Amount)
				}
			}
		}
	}
}

// TestSolveFaults: what cannot be solved for, and a margin that only rounding
// moves.
func TestSolveFaults(t *testing.T) {
	s := study(t, shirt(t))
	in := input(t, s, "weight_kg", "")
	if _, err := s.Solve(in, whatif.Target{}); code(err) != "E-SOLVE-INPUT" {
		t.Errorf("solve weight: %v", err)
	}
	if _, _, err := s.Leads(in); code(err) != "E-SOLVE-INPUT" {
		t.Errorf("leads of weight: %v", err)
	}
	// Commission, advertising and the VAT on both take the whole of each peso: 1.16 × (0.17 + a) = 1.
	flat := study(t, shirt(t, "customs_basis", "cost", "ads_rate", "2007/2900"))
	at, ok := flat.Base[0].Totals.Margin, flat.Base[0].Totals.Margin.Known
	if !ok {
		t.Fatal("no margin")
	}
	if _, err := flat.Solve(input(t, flat, "price", ""), whatif.Target{Value: money.NewRatio(int64(at.Amount), 100)}); code(err) != "E-SOLVE-FLAT" {
		t.Errorf("a flat margin: %v", err)
	}
}

func code(err error) fault.Code {
	if list := fault.From(err); list != nil {
		return list[0].Code
	}
	return ""
}

func embeddedRanges(t testing.TB) []whatif.KnownRange {
	t.Helper()
	data, err := seeds.FS.ReadFile("ranges.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all, err := whatif.ReadRanges(data, "ranges.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return all
}
