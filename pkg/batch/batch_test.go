package batch_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/batch"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/testdata/bench/rows"
)

// TestSameForAnyWorkers: rows, rejects and result are the same for one worker
// and many, in the order of the file, and no planted fault is lost.
func TestSameForAnyWorkers(t *testing.T) {
	n := int64(20_000)
	if testing.Short() {
		n = int64(rows.Kinds()) * rows.Every // each kind once
	}
	p := newProduct(t)
	text, faults, raw := planted(t, n)
	var first answer
	for _, workers := range []int{1, 2, 16} {
		a := p.run(t, job{Options: batch.Options{Workers: workers, Gates: gates(t, "margin_pct < 0.10", "direct-mail.margin < 0")}, in: strings.NewReader(text)})
		if a.err != nil {
			t.Fatal(a.err)
		}
		if workers == 1 {
			first = a
			continue
		}
		if a.out != first.out || a.rejects != first.rejects || !same(a.result, first.result) {
			t.Errorf("%d workers give other rows, rejects or counts than one: %+v and %+v", workers, a.result, first.result)
		}
	}
	if r := first.result; r.Rows != n || r.Rejected != int64(len(faults)) || int64(len(faults)) != n/rows.Every {
		t.Errorf("%d rows and %d rejected, want %d and %d", r.Rows, r.Rejected, n, len(faults))
	}
	good := records(t, first.out)
	if int64(len(good)+len(faults)) != n {
		t.Errorf("%d good and %d planted rows of %d", len(good), len(faults), n)
	}
	at := 0
	for i := int64(1); i <= n; i++ {
		if faults[i] != nil {
			continue
		}
		if want := fmt.Sprintf("SKU-%08d", i); good[at][0] != want {
			t.Fatalf("row %d out is of %s, want %s", at+1, good[at][0], want)
		}
		at++
	}
	rejected(t, first.rejects, faults, raw)
}

// rejected compares a file of rejects with the faults that were planted.
func rejected(t *testing.T, text string, faults map[int64]*rows.Fault, raw []string) {
	t.Helper()
	// Rows come as they are, so that bytes which are no UTF-8 stand in the CSV too.
	found := map[int64]int{}
	last := int64(0)
	for _, r := range records(t, text) {
		var n int64
		if _, err := fmt.Sscan(r[0], &n); err != nil {
			t.Fatalf("reject %q: %v", r, err)
		}
		f := faults[n]
		switch {
		case f == nil:
			t.Errorf("row %d is rejected without a planted fault: %q", n, r)
			continue
		case r[1] != f.Column || r[2] != string(f.Code):
			t.Errorf("row %d, %s: rejected in column %q with %s, want %q with %s", n, f.Kind, r[1], r[2], f.Column, f.Code)
		case r[3] == "" || r[4] != raw[n-1]:
			t.Errorf("row %d: message %q and row %q, want the row as it came, %q", n, r[3], r[4], raw[n-1])
		}
		if n < last {
			t.Errorf("row %d is rejected after row %d", n, last)
		}
		last = n
		found[n]++
	}
	for n, f := range faults {
		if found[n] != 1 {
			t.Errorf("row %d, %s: rejected %d times", n, f.Kind, found[n])
		}
	}
}

// TestShards: the parts one behind the other are the whole, also where there
// are more parts than rows.
func TestShards(t *testing.T) {
	p := newProduct(t)
	for _, rows := range []int64{5, 3_000} {
		text := generated(t, rows)
		whole := p.run(t, job{Options: batch.Options{Workers: 2}, in: strings.NewReader(text)})
		if whole.err != nil {
			t.Fatal(whole.err)
		}
		for _, n := range []int64{1, 2, 3, 7, 9} {
			var parts strings.Builder
			count := int64(0)
			for i := range n {
				o := batch.Options{Workers: 2, From: rows*i/n + 1, To: rows * (i + 1) / n}
				if o.To < o.From {
					continue // a part without rows is the command line's to skip
				}
				a := p.run(t, job{Options: o, in: strings.NewReader(text)})
				if a.err != nil {
					t.Fatal(a.err)
				}
				count += a.result.Rows
				parts.WriteString(a.out)
			}
			if parts.String() != whole.out || count != rows {
				t.Errorf("%d rows in %d parts: %d rows, %d bytes, want %d bytes", rows, n, count, parts.Len(), len(whole.out))
			}
		}
	}
}

// TestLong: a row for every route and line, with the product's row number and
// the amounts of the quote.
func TestLong(t *testing.T) {
	p := newProduct(t)
	_, plans := p.columns(t)
	const n = 200
	text := generated(t, n)
	a := p.run(t, job{Options: batch.Options{Workers: 2, Long: true}, in: strings.NewReader(text)})
	if a.err != nil {
		t.Fatal(a.err)
	}
	own := len(strings.Split(rows.Header, ","))
	got := records(t, a.out)
	at := 0
	for i := 1; i <= n; i++ {
		quotes := quotesOf(t, plans, text, i)
		for _, q := range quotes {
			for l := range q.Lines {
				line := &q.Lines[l]
				entry, unit := "", ""
				if f := line.Figure(); f.Known && q.Feasible() {
					entry = f.Amount.String()
					if each, ok := f.Amount.Ratio().Quo(q.Units); ok {
						unit = money.Decimal(each, 2, 4)
					}
				}
				want := []string{fmt.Sprint(i), q.Plan.Route.ID, line.Charge.Code, string(line.Charge.Stage), line.Charge.By,
					string(line.Charge.Incidence), fmt.Sprint(line.State != landed.NotApplied), entry, unit}
				if cells := got[at][own:]; !slices.Equal(cells, want) {
					t.Fatalf("row %d out: %q, want %q", at+1, cells, want)
				}
				at++
			}
		}
	}
	if at != len(got) {
		t.Errorf("%d rows, want %d", len(got), at)
	}
}

// TestGates: rows that fail are counted by gate and listed, and an unknown
// figure passes no gate.
func TestGates(t *testing.T) {
	const text = "sku,hs,price,origin,unit_cost,weight_kg,length_cm,width_cm,height_cm,units_per_shipment,monthly_units,category\n" +
		"good,61091003,299,CN,3.10,0.2,30,25,2,2000,500,fashion\n" +
		"low,61091003,99,CN,3.10,0.2,30,25,2,2000,500,fashion\n" +
		"unknown,61091003,299,CN,,0.2,30,25,2,2000,500,fashion\n"
	p := newProduct(t)
	a := p.run(t, job{Options: batch.Options{Workers: 1, Gates: gates(t, "margin_pct < 0.10", "direct-mail.import_taxes > 1000", "margin < -1")}, columns: "best,failed", in: strings.NewReader(text)})
	if a.err != nil {
		t.Fatal(a.err)
	}
	var failed []string
	for _, r := range records(t, a.out) {
		failed = append(failed, r[0]+": "+r[len(r)-1])
	}
	want := []string{"good: ", "low: margin_pct < 0.10; margin < -1", "unknown: margin_pct < 0.10; margin < -1"}
	if !slices.Equal(failed, want) {
		t.Errorf("failed %q, want %q", failed, want)
	}
	if r := a.result; !slices.Equal(r.Failed, []int64{2, 0, 2}) || r.Gated != 2 || !slices.Equal(r.GateRows, []int64{2, 3}) {
		t.Errorf("%v by gate, %d rows, which are %v", r.Failed, r.Gated, r.GateRows)
	}
	if r := a.result; r.Needs["unit_cost"] != 1 || r.Needs["hs"] != 0 {
		t.Errorf("fields that rows lack: %v, want unit_cost for one row though two routes lack it", r.Needs)
	}
}

// TestStop: the first rejected row ends the run with its faults, those of the
// row only.
func TestStop(t *testing.T) {
	p := newProduct(t)
	text := "sku,price,origin\na,299,CN\nb,abc,Chna\nc,abc,CN\n"
	a := p.run(t, job{Options: batch.Options{Workers: 2, Stop: true}, in: strings.NewReader(text)})
	const want = "row 2, price: \"abc\" is not a number: only digits, one dot and a leading sign are read [E-NUMBER]\n" +
		"row 2, origin: "
	if a.err == nil || !strings.HasPrefix(a.err.Error(), want) || strings.Contains(a.err.Error(), "row 3") {
		t.Errorf("%v", a.err)
	}
}

// TestDates: each row is priced by the law of its own date, however many dates
// there are; a date that is none, or one without law, rejects its row alone.
func TestDates(t *testing.T) {
	p := newProduct(t)
	var text strings.Builder
	text.WriteString("sku,hs,price,origin,declared_value,as_of\n")
	var want []string
	const days = 150 // more than dates are kept
	for i := range days {
		day := fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28)
		fmt.Fprintf(&text, "s%d,61091003,299,CN,10 USD,%s\n", i, day)
		// 10 USD at 18.3467, the oldest rate there is, are 183.47 pesos. The global
		// rate for goods of China is 19 %, and 33.5 % from August 15 on.
		taxes := "34.8600"
		if day >= "2025-08-15" {
			taxes = "61.4600"
		}
		want = append(want, taxes)
	}
	text.WriteString("none,61091003,299,CN,10 USD,1999-01-01\nbad,61091003,299,CN,10 USD,2025-13-01\n")
	var first answer
	for _, workers := range []int{1, 3} {
		a := p.run(t, job{Options: batch.Options{Workers: workers}, columns: "direct-mail.import_taxes", in: strings.NewReader(text.String())})
		if a.err != nil {
			t.Fatal(a.err)
		}
		if workers == 1 {
			first = a
		} else if a.out != first.out || !same(a.result, first.result) {
			t.Errorf("%d workers give other rows or doubts:\n%v\n%v", workers, a.result.Doubts, first.result.Doubts)
		}
	}
	var got []string
	for _, r := range records(t, first.out) {
		got = append(got, r[len(r)-1])
	}
	if !slices.Equal(got, want) {
		t.Errorf("import taxes %q\nwant %q", got, want)
	}
	var codes []string
	for _, r := range records(t, first.rejects) {
		codes = append(codes, strings.Join(r[:3], " "))
	}
	slices.Sort(codes)
	codes = slices.Compact(codes) // a date may lie outside several tables
	if want := []string{"151 as_of E-DATE-UNCOVERED", "152 as_of E-AS-OF"}; !slices.Equal(codes, want) || first.result.Rejected != 2 {
		t.Errorf("rejects %q, want %q", codes, want)
	}
}

// TestUnknownLaw: what the law leaves unknown is counted by its reason, and the
// number of reasons is bounded.
func TestUnknownLaw(t *testing.T) {
	var text strings.Builder
	text.WriteString("sku,hs,price,origin,unit_cost\n")
	for i := range 50 {
		fmt.Fprintf(&text, "s%d,989999%02d,299,CN,3\n", i, i)
	}
	a := newProduct(t).run(t, job{Options: batch.Options{Workers: 2}, in: strings.NewReader(text.String())})
	if a.err != nil {
		t.Fatal(a.err)
	}
	all := int64(0)
	for _, n := range a.result.Unknown {
		all += n
	}
	if len(a.result.Unknown) != 21 || all != 50 || a.result.Unknown["law.tariff has no row for hs 98999900 on 2026-09-01"] != 1 {
		t.Errorf("%d rows by %d reasons: %v", all, len(a.result.Unknown), a.result.Unknown)
	}
}

// TestUncarded: what no cost card gives is counted by its reason, and is no
// doubt about the law.
func TestUncarded(t *testing.T) {
	text := "sku,hs,price,origin,category,unit_cost,weight_kg,volume_m3,units_per_shipment,monthly_units,marketplace\n" +
		"a,61091003,299,CN,fashion,3,31,0.001,500,100,mercadolibre\n" +
		"b,61091003,299,CN,fashion,3,0.2,0.001,500,100,tiktok\n" +
		"c,61091003,299,CN,fashion,3,0.2,0.001,500,100,mercadolibre\n"
	a := newProduct(t).run(t, job{Options: batch.Options{Workers: 1}, in: strings.NewReader(text)})
	if a.err != nil {
		t.Fatal(a.err)
	}
	tables := map[string]int64{}
	for what, n := range a.result.Uncarded {
		table, _, _ := strings.Cut(what, " ")
		tables[table] += n
	}
	if want := map[string]int64{"cost.freight.parcel": 1, "cost.delivery": 1, "cost.storage.m3_month": 1}; !maps.Equal(tables, want) || len(a.result.Unknown) != 0 {
		t.Errorf("%v, want %v; of the law %v", a.result.Uncarded, want, a.result.Unknown)
	}
}
