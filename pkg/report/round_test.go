package report

import (
	"slices"
	"strconv"
	"testing"

	"aduana/pkg/money"

	"pgregory.net/rapid"
)

// The printed parts of a single sum are those of the method of largest
// remainders.
func TestLargestRemainder(t *testing.T) {
	for _, c := range []struct {
		name  string
		units int64
		parts []int64 // centavos of the entry
		want  []int64 // centavos printed for a unit
		total int64
	}{
		{"thirds", 3, []int64{100, 100, 100}, []int64{34, 33, 33}, 100},
		{"largest first", 10, []int64{19, 14, 17}, []int64{2, 1, 2}, 5},
		{"exact ones stay", 2, []int64{100, 101, 101}, []int64{50, 51, 50}, 151},
		{"half up", 2, []int64{1}, []int64{1}, 1},
		{"half away from zero", 2, []int64{-1}, []int64{-1}, -1},
		{"signs", 3, []int64{100, -100, 1}, []int64{33, -33, 0}, 0},
		{"nothing", 7, []int64{0, 0}, []int64{0, 0}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ledger{units: money.Whole(c.units)}
			var parts []*figure
			sum := int64(0)
			for _, p := range c.parts {
				parts = append(parts, l.add(p, true, weightLine))
				sum += p
			}
			total := l.add(sum, true, weightTotal)
			l.sum(parts, []*figure{total})
			l.settle()
			got, added := make([]int64, len(parts)), int64(0)
			for i, p := range parts {
				got[i] = p.unit()
				added += p.unit()
			}
			slices.Sort(got)
			want := slices.Clone(c.want)
			slices.Sort(want)
			if !slices.Equal(got, want) || total.unit() != c.total || added != c.total {
				t.Errorf("parts %v of %d, want %v of %d", got, total.unit(), want, c.total)
			}
		})
	}
}

// Over every way of rounding up and down, none that adds up has less error.
func TestLeastError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.Int64Range(1, 50).Draw(t, "units")
		cents := rapid.SliceOfN(rapid.Int64Range(-500, 500), 1, 8).Draw(t, "cents")
		l := ledger{units: money.Whole(units)}
		var parts []*figure
		sum := int64(0)
		for _, c := range cents {
			parts, sum = append(parts, l.add(c, true, weightLine)), sum+c
		}
		total := l.add(sum, true, weightTotal)
		l.sum(parts, []*figure{total})
		l.settle()
		// Errors in 1/units of a centavo.
		off := func(printed, cents, weight int64) int64 {
			return weight * max(printed*units-cents, cents-printed*units)
		}
		got, added := off(total.unit(), sum, weightTotal), int64(0)
		for i, p := range parts {
			got, added = got+off(p.unit(), cents[i], weightLine), added+p.unit()
		}
		if added != total.unit() {
			t.Fatalf("parts add up to %d, the total is %d", added, total.unit())
		}
		least := int64(-1)
		for ways := range 1 << len(cents) {
			err, added := int64(0), int64(0)
			for i, c := range cents {
				floor := (c - (c%units+units)%units) / units
				if ways>>i&1 == 1 && c%units != 0 {
					floor++
				}
				err, added = err+off(floor, c, weightLine), added+floor
			}
			if low := sum - (sum%units+units)%units; added*units != low && (sum%units == 0 || added*units != low+units) {
				continue
			}
			if err += off(added, sum, weightTotal); least < 0 || err < least {
				least = err
			}
		}
		if got != least {
			t.Fatalf("error %d, and %d can be had", got, least)
		}
	})
}

// Whatever the document, what is printed adds up.
func TestPrintedAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRoute(t, 0)
		b, err := open(&r)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range b.figures {
			if !f.known {
				t.Fatalf("a figure is not known")
			}
			each, _ := money.Whole(f.cents).Quo(b.units)
			low, lowOK := each.Sub(money.Whole(f.unit() + 1))
			high, highOK := each.Sub(money.Whole(f.unit() - 1))
			if !lowOK || !highOK || low.Sign() >= 0 || high.Sign() <= 0 {
				t.Fatalf("%d centavos for %s units are printed as %d", f.cents, b.units, f.unit())
			}
		}
		equal := func(name string, got, want int64) {
			if got != want {
				t.Fatalf("%s: the parts make %d, printed is %d", name, got, want)
			}
		}
		lines := func(keep func(*Line, role) bool) (sum int64) {
			for i := range r.Lines {
				if l := &r.Lines[i]; keep(l, roleOf(l)) {
					sum += b.line[l.Code].unit()
				}
			}
			return sum
		}
		is := func(want ...role) func(*Line, role) bool {
			return func(_ *Line, got role) bool { return slices.Contains(want, got) }
		}
		total := func(name string) int64 { return b.total[name].unit() }
		part := func(stage string) int64 { return b.section[stage].unit() }
		equal("net revenue", lines(is(revenue))-lines(is(passed)), total("net_revenue"))
		for _, s := range stages {
			equal(s, lines(func(l *Line, got role) bool { return (got == cost || got == final) && stageOf(l) == s }), part(s))
		}
		equal("landed", part("source")+part("transport")+part("border"), total("landed_cost"))
		equal("delivered", total("landed_cost")+part("delivery"), total("delivered_cost"))
		equal("margin", total("net_revenue")-total("delivered_cost")-part(saleStage)-part("market")-part(finalTax)-part("risk")-part("capital"), total("margin"))
		equal("VAT", lines(is(passed))-lines(is(settled))-lines(is(credited)), total("vat.due"))
		equal("kept", lines(func(l *Line, got role) bool { return l.By == "market" && got != memo }), total("kept"))
		equal("pay-out", lines(is(revenue))-total("kept"), total("payout"))
		equal("cash", total("margin")+total("vat.due")-lines(is(prepaid)), total("cash"))
		equal("import taxes", lines(func(l *Line, got role) bool { return l.By == "customs" && got != memo }), total("import_taxes"))
	})
}

// anyRoute draws a route whose totals follow from its lines; of ten lines,
// about so many are not known.
func anyRoute(t *rapid.T, unknown int) Route {
	price := rapid.Int64Range(1, 1_000_000_000).Draw(t, "price")
	r := Route{ID: "any", Title: "Any route", Feasible: true, Entry: Entry{Kind: "consignment"}}
	r.Entry.Units = text(rapid.SampledFrom([]string{
		"1", "2", "3", "7", "12", "97", "333", "1000", "2000", "99991", "0.5", "1.5", "1/3", "22/7", "1000000007",
	}).Draw(t, "units"))
	if rapid.Bool().Draw(t, "any units") {
		r.Entry.Units = text(strconv.FormatInt(rapid.Int64Range(1, 5000).Draw(t, "n"), 10))
	}
	add := func(code, stage, by, incidence string, cents int64, options ...func(*Line)) {
		l := line(code, code, stage, by, incidence, money.Amount(cents).String(), options...)
		if rapid.IntRange(0, 9).Draw(t, "known") < unknown {
			unknownFor("drawn to be unknown")(&l)
		}
		r.Lines = append(r.Lines, l)
	}
	add("price", "sale", "buyer", "revenue", price)
	amount := rapid.Int64Range(-1000, 300_000_000)
	for i := range rapid.IntRange(0, 25).Draw(t, "lines") {
		code := "line" + strconv.Itoa(i)
		stage := rapid.SampledFrom([]string{"sale", "source", "transport", "border", "delivery", "market", "risk", "capital"}).Draw(t, "stage")
		by := rapid.SampledFrom([]string{"supplier", "carrier", "customs", "broker", "market", "bank", "sat"}).Draw(t, "by")
		cents := amount.Draw(t, "cents")
		switch incidence := rapid.SampledFrom([]string{"cost", "cost", "cost", "vat", "passthrough", "withheld_vat", "withheld_isr", "buyer", "memo"}).Draw(t, "incidence"); incidence {
		case "passthrough":
			add(code, "sale", "sat", incidence, cents)
		case "vat", "withheld_isr":
			add(code, stage, by, incidence, cents, credit(rapid.Bool().Draw(t, "credited")))
		case "withheld_vat":
			add(code, "market", rapid.SampledFrom([]string{"market", "bank"}).Draw(t, "by"), incidence, cents)
		case "buyer":
			add(code, stage, rapid.SampledFrom([]string{"customs", "carrier"}).Draw(t, "by"), incidence, cents)
		default:
			add(code, stage, by, incidence, cents)
		}
	}
	tally(&r)
	return r
}
