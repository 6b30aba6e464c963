package lock_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/lock"
	"aduana/pkg/offer"
	"aduana/pkg/report"
)

func text(s string) *string { return &s }

// small is a locked quote of one line.
func small() *lock.Quote {
	return &lock.Quote{
		Options: lock.Options{AsOf: "2026-09-01", Routes: []string{}, Lines: []string{}, FX: []string{"USD=17"}},
		Rules:   []lock.Rules{{Layer: "embedded", Files: map[string]string{"law/vat.yaml": "table: law.vat # <16 %>\n"}}},
		Document: report.Document{
			SchemaVersion: 1, AsOf: "2026-09-01",
			Offer: map[string]any{"name": "null", "price": "299 MXN", "direct-mail": map[string]any{"seller": "foreign", "duty": "1/12"}},
			Routes: []report.Route{{ID: "direct-mail", Feasible: true, Lines: []report.Line{
				{Code: "price", Applied: true, Amount: text("299.00")},
				{Code: "courier_tax", Applied: true, Amount: text("75.03"), Table: "law.courier"},
				{Code: "dta", Applied: false, Amount: text("0.00")},
			}}},
		},
	}
}

func written(t *testing.T, q *lock.Quote) string {
	t.Helper()
	file, err := q.Write()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWriteAndRead(t *testing.T) {
	file := written(t, small())
	q, err := lock.Read(strings.NewReader(file), "q.json")
	if err != nil {
		t.Fatal(err)
	}
	if again := written(t, q); again != file {
		t.Errorf("what is read is written otherwise:\n%s\nwant\n%s", again, file)
	}
	of, err := q.Offer()
	if err != nil {
		t.Fatal(err)
	}
	mail := of.For("direct-mail")
	if mail.Name != "null" {
		t.Errorf("the name is %q", mail.Name)
	}
	if v, _ := mail.Get(offer.Duty); v.Num.Num != 1 || v.Num.Den != 12 {
		t.Errorf("the duty is %v, want 1/12", v.Num)
	}
	// Space between values does not count: another program may indent the file.
	var compact map[string]any
	if err := json.Unmarshal([]byte(file), &compact); err != nil {
		t.Fatal(err)
	}
	spaced := strings.ReplaceAll(file, "\n", "\n\t")
	if _, err := lock.Read(strings.NewReader(spaced), "q.json"); err != nil {
		t.Errorf("a file indented otherwise: %v", err)
	}
}

func TestReadFaults(t *testing.T) {
	file := written(t, small())
	swap := func(old, with string) string {
		if !strings.Contains(file, old) {
			t.Fatalf("the file has no %s", old)
		}
		return strings.Replace(file, old, with, 1)
	}
	with := func(change func(q *lock.Quote)) string {
		q := small()
		change(q)
		return written(t, q)
	}
	for _, c := range []struct {
		name, file string
		want       fault.Code
	}{
		{"whole", file, ""},
		{"cut off", file[:len(file)/2], "E-LOCK-JSON"},
		{"empty", "", "E-LOCK-JSON"},
		{"more behind it", file + "{}", "E-LOCK-JSON"},
		{"deep nesting", strings.Repeat("[", 20_000), "E-LOCK-JSON"},
		{"another JSON", `{"schema_version": 1, "routes": []}`, "E-LOCK-FORM"},
		{"a list", `[1]`, "E-LOCK-FORM"},
		{"no rules", with(func(q *lock.Quote) { q.Rules = nil }), "E-LOCK-FORM"},
		{"a file elsewhere", with(func(q *lock.Quote) { q.Rules[0].Files["../../etc/passwd"] = "x" }), "E-LOCK-FORM"},
		{"a file that is no rule", with(func(q *lock.Quote) { q.Rules[0].Files["law/vat.sh"] = "x" }), "E-LOCK-FORM"},
		{"layers without end", with(func(q *lock.Quote) { q.Rules = slices.Repeat(q.Rules, 17) }), "E-LOCK-FORM"},
		{"routes without end", with(func(q *lock.Quote) { q.Document.Routes = slices.Repeat(q.Document.Routes, 101) }), "E-LOCK-FORM"},
		{"lines without end", with(func(q *lock.Quote) {
			q.Document.Routes[0].Lines = slices.Repeat(q.Document.Routes[0].Lines, 200)
		}), "E-LOCK-FORM"},
		{"a later version", swap(`"schema_version": 1`, `"schema_version": 2`), "E-LOCK-VERSION"},
		{"an amount changed", swap("75.03", "75.04"), "E-LOCK-DIGEST"},
		{"a rule changed", swap("16 %", "15 %"), "E-LOCK-DIGEST"},
		{"the digest changed", swap("sha256:", "sha256:0"), "E-LOCK-DIGEST"},
		{"too large", strings.Repeat(" ", 16<<20+1), "E-TOO-LARGE"},
	} {
		_, err := lock.Read(strings.NewReader(c.file), "q.json")
		var got fault.Code
		if faults := fault.From(err); faults != nil {
			got = faults[0].Code
			if faults[0].Place.File != "q.json" {
				t.Errorf("%s: the fault names %q", c.name, faults[0].Place.File)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s (%v), want %s", c.name, got, err, c.want)
		}
	}
}

func TestOfferThatIsNone(t *testing.T) {
	q := small()
	q.Document.Offer["price"] = 299.0
	if _, err := q.Offer(); fault.From(err)[0].Code != "E-LOCK-FORM" {
		t.Errorf("a price that is a number: %v", err)
	}
	q = small()
	q.Document.Offer["pirce"] = "299"
	if _, err := q.Offer(); fault.From(err)[0].Code != "E-FIELD" {
		t.Errorf("a field that is none: %v", err)
	}
}

// FuzzRead: whatever the bytes, a quote or a fault with its file.
func FuzzRead(f *testing.F) {
	file, err := small().Write()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(`{"schema_version":1,"digest":"x","locked":{"rules":[{"layer":"a","files":{"law/a.yaml":""}}]}}`)
	f.Add("{")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := lock.Read(strings.NewReader(text), "q.json")
		if (q == nil) == (err == nil) {
			t.Fatalf("%v and %v", q, err)
		}
		for _, f := range fault.From(err) {
			if f.Place.File == "" || f.Message() == "" {
				t.Fatalf("a fault without file or message: %+v", f)
			}
		}
		if q != nil {
			_, _ = q.Offer()
		}
	})
}
