package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aduana/pkg/report"
	"aduana/seeds"

	"pgregory.net/rapid"
)

// must is what a test or a property fails on.
type must interface {
	Helper()
	Fatalf(format string, args ...any)
}

// answered runs a command line and gives its standard output.
func answered(t must, args ...string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	s := &Streams{
		In: strings.NewReader(""), Out: &out, Err: &complaints, Version: "test",
		Now:      func() time.Time { return time.Date(2026, 9, 1, 18, 0, 0, 0, time.UTC) },
		Env:      func(string) (string, bool) { return "", false },
		Terminal: func() (int, bool) { return 0, false },
	}
	if code := Run(args, s); code != 0 {
		t.Fatalf("aduana %s: exit code %d\n%s", strings.Join(args, " "), code, complaints.String())
	}
	return out.String()
}

// compared gives the comparison of a command line.
func compared(t must, args ...string) *report.Comparison {
	t.Helper()
	c := &report.Comparison{}
	if err := json.Unmarshal([]byte(answered(t, append([]string{"compare", "--format", "json"}, args...)...)), c); err != nil {
		t.Fatalf("%v", err)
	}
	return c
}

// amountOf gives what a line of a quote is for a unit.
func amountOf(d *report.Document, route, code string) string {
	for _, r := range d.Routes {
		for _, l := range r.Lines {
			if r.ID == route && l.Code == code && l.PerUnit != nil {
				return *l.PerUnit
			}
		}
	}
	return "none"
}

// TestEmbeddedScenarios: each scenario changes the T-shirt in 2026 as the facts
// say, reckoned by hand.
func TestEmbeddedScenarios(t *testing.T) {
	want := map[string][]struct{ route, code, before, after string }{
		// 52.40 + 93 + 75.03 + 1.50 = 221.93, times 0.43 / (0.57 × 0.9).
		"peak": {{"direct-mail", "returns.cancelled", "0.0000", "186.0200"}, {"local-warehouse", "returns.cancelled", "0.0000", "0.0000"}},
		// 299 × 1.15; V = 343.85 / 1.335.
		"premium": {{"local-warehouse", "price", "299.0000", "343.8500"}, {"direct-mail", "customs_value", "223.9700", "257.5700"}},
		// 7.5 % of 299.
		"instalments-6": {{"local-warehouse", "instalments", "0.0000", "22.4250"}, {"direct-mail", "instalments", "0.0000", "22.4300"}},
		// 3.10 × 16.9018 × 1.1.
		"fx-shock": {{"direct-mail", "goods", "52.4000", "57.6400"}},
		// d = 35 %: 0.35 + 0.008 + 0.16 × 1.358 = 0.57528; V = 299 / 1.57528 = 189.81.
		"factor-88bis": {{"direct-mail", "courier_tax", "75.0300", "109.1900"}, {"direct-mail", "vat_withheld", "0.0000", "0.0000"}},
		// A company with a Mexican account: half of 41.24 and 2.5 % of 257.76 in 2026, nothing by the rules of 2025.
		"lif-2027-lapses": {{"local-warehouse", "vat_withheld", "20.6207", "0.0000"}, {"local-warehouse", "isr_withheld", "6.4440", "0.0000"}},
		// V = 299, USD 17.69: exempt up to 50; the DTA is 461.61 / 300.
		"usmca-origin": {
			{"direct-mail", "courier_tax", "75.0300", "0.0000"}, {"direct-mail", "dta", "0.0000", "1.5400"},
			{"local-warehouse", "igi", "19.2671", "0.0000"}, {"local-warehouse", "dta", "0.4404", "0.0000"},
		},
		// USD 8 × 0.18 kg.
		"air-freight": {{"local-warehouse", "freight", "2.4339", "24.3386"}, {"direct-mail", "freight", "93.0000", "93.0000"}},
		// 299 × 16 / 116.
		"withheld-abroad": {{"direct-mail", "vat_withheld", "0.0000", "41.2400"}, {"direct-mail", "courier_tax", "75.0300", "75.0300"}},
	}
	entries, err := seeds.FS.ReadDir("scenarios")
	if err != nil || len(entries) != len(want) {
		t.Fatalf("%v, %d scenarios are embedded, and %d tested", err, len(entries), len(want))
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".yaml")
		c := compared(t, "--example", "tshirt", "--as-of", "2026-09-01", name)
		if len(want[name]) == 0 || !c.Differs() || c.Cases[0].Name != name || c.Cases[0].Why == "" || !slices.Equal(c.Cases[0].Layers, []string{name}) {
			t.Errorf("%s: no test, or nothing changes: %+v", name, c.Cases[0].Changes)
		}
		for _, w := range want[name] {
			before, after := amountOf(c.Base.Quote, w.route, w.code), amountOf(c.Cases[0].Quote, w.route, w.code)
			if before != w.before || after != w.after {
				t.Errorf("%s: %s of %s is %s and becomes %s, want %s and %s", name, w.code, w.route, before, after, w.before, w.after)
			}
		}
	}
}

// TestScenarioDate: the date of a scenario is one of law, and costs stay.
func TestScenarioDate(t *testing.T) {
	c := compared(t, "--example", "tshirt", "--as-of", "2024-12-31", "lif-2027-lapses")
	under := c.Cases[0].Quote
	if under.AsOf != "2027-01-01" || under.FX[0].Rate != "18.3467" || amountOf(under, "direct-mail", "goods") != amountOf(c.Base.Quote, "direct-mail", "goods") {
		t.Errorf("as of %s, %+v", under.AsOf, under.FX)
	}
	if tax := amountOf(under, "direct-mail", "courier_tax"); tax != "75.0300" {
		t.Errorf("the courier tax of 2027 is %s", tax)
	}
}

// file writes a scenario of the test's own.
func file(t must, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name+".yaml")
	if err := os.WriteFile(path, []byte("scenario: "+name+"\ntitle: T\nwhy: a test\nconfidence: high\n"+text), 0o600); err != nil {
		t.Fatalf("%v", err)
	}
	return path
}

// draw draws a product as the command line takes it.
func draw(t *rapid.T) []string {
	pick := func(name string, values ...string) string { return rapid.SampledFrom(values).Draw(t, name) }
	args := []string{
		"--example", pick("example", "tshirt", "earbuds", "face-cream", "sneakers"),
		"--as-of", pick("as-of", "2024-06-01", "2025-01-01", "2025-08-15", "2026-02-01", "2026-09-01", "2027-03-01"),
		"--price", strconv.Itoa(rapid.IntRange(60, 2400).Draw(t, "price")),
	}
	for _, field := range [][]string{
		{"seller", "", "company", "individual", "foreign"}, {"account", "", "mx", "foreign"}, {"marketplace", "", "amazon", "own-shop", "shein"},
		{"terms", "", "dap"}, {"unit-cost", "", "40 CNY", "70 MXN"}, {"origin", "", "US", "JP"}, {"monthly-units", "", "100"},
	} {
		if v := pick(field[0], field[1:]...); v != "" {
			args = append(args, "--"+field[0], v)
		}
	}
	return args
}

// TestEmptyScenario: a scenario that says nothing changes nothing, and the base
// is what aduana quote gives.
func TestEmptyScenario(t *testing.T) {
	nothing := file(t, t.TempDir(), "nothing", "")
	rapid.Check(t, func(t *rapid.T) {
		args := draw(t)
		c := compared(t, append(args, nothing)...)
		if c.Differs() {
			t.Fatalf("%v: %+v", args, c.Cases[0].Changes)
		}
		base, _ := json.Marshal(c.Base.Quote)
		under, _ := json.Marshal(c.Cases[0].Quote)
		if !bytes.Equal(base, under) {
			t.Fatalf("%v: the quotes differ", args)
		}
		var quote report.Document
		if err := json.Unmarshal([]byte(answered(t, append([]string{"quote", "--format", "json"}, args...)...)), &quote); err != nil {
			t.Fatalf("%v", err)
		}
		if own, _ := json.Marshal(quote); !bytes.Equal(own, base) {
			t.Fatalf("%v: the base is not what quote gives", args)
		}
	})
}

// TestScenariosCommute: scenarios that change different things give the same in
// any order.
func TestScenariosCommute(t *testing.T) {
	independent := []string{"peak", "premium", "instalments-6", "fx-shock", "factor-88bis", "withheld-abroad", "air-freight", "usmca-origin", "lif-2027-lapses"}
	rapid.Check(t, func(t *rapid.T) {
		args := draw(t)
		names := rapid.Permutation(independent).Draw(t, "names")[:rapid.IntRange(2, 4).Draw(t, "n")]
		back := slices.Clone(names)
		slices.Reverse(back)
		c := compared(t, append(args, strings.Join(names, "+"), strings.Join(back, "+"))...)
		a, _ := json.Marshal(c.Cases[0].Quote)
		b, _ := json.Marshal(c.Cases[1].Quote)
		if !bytes.Equal(a, b) {
			t.Fatalf("%v: %v and %v give different quotes", args, names, back)
		}
	})
}

// TestCurrencyRescaled: a dollar at half the rate, and twice as many of them for
// the goods and in every table, gives the same quote.
func TestCurrencyRescaled(t *testing.T) {
	dollars := regexp.MustCompile(`"([0-9.]+) USD"`)
	rules, tables := "", 0
	for _, dir := range []string{"costs", "law"} {
		entries, err := seeds.FS.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			text, err := seeds.FS.ReadFile(dir + "/" + e.Name())
			if err != nil || !dollars.Match(text) || filepath.Ext(e.Name()) != ".yaml" {
				continue
			}
			doubled := dollars.ReplaceAllStringFunc(string(text), func(s string) string {
				n, err := strconv.ParseFloat(dollars.FindStringSubmatch(s)[1], 64)
				if err != nil {
					t.Fatal(err)
				}
				return fmt.Sprintf("%q", strconv.FormatFloat(2*n, 'f', -1, 64)+" USD")
			})
			rules += "  - " + strings.ReplaceAll(strings.TrimSpace(doubled), "\n", "\n    ") + "\n"
			tables++
		}
	}
	if tables < 8 {
		t.Fatalf("%d tables have dollars", tables)
	}
	half := file(t, t.TempDir(), "half", "scale: {USD: \"0.5\", unit_cost: \"2\"}\nrules:\n"+rules)
	compared := func(args ...string) {
		c := compared(t, append(args, half)...)
		lines := 0
		for _, r := range c.Cases[0].Changes.Routes {
			if len(r.Totals) > 0 || r.Reason != nil {
				t.Errorf("%v: %+v", args, r.Totals)
			}
			for _, l := range r.Lines {
				if l.Sign != "=" {
					t.Errorf("%v: %s of %s was %v and is %v", args, l.Code, r.ID, *l.Before, *l.After)
				}
				lines++
			}
		}
		if lines == 0 {
			t.Errorf("%v: no line stands on the doubled tables", args)
		}
	}
	for _, example := range examples() {
		for _, date := range []string{"2025-09-05", "2026-09-01"} {
			compared("--example", example, "--as-of", date)
			compared("--example", example, "--as-of", date, "--set", "local-warehouse.freight_mode=sea-40", "--set", "seller=foreign")
		}
	}
}

// TestScenarioForms: every form that a scenario can have, as provenance shows it.
func TestScenarioForms(t *testing.T) {
	dir := t.TempDir()
	all := file(t, dir, "all", `on: [peak]
set: {direct-mail.default_rate: 3%}
fx: {USD: "20"}
lines: {local-warehouse.delivery: 45/order, accounting: "3000"}
routes:
  - route: local-warehouse
    charges:
      - {code: green_tax, title: Green tax, stage: border, by: customs, incidence: cost, of: [customs_value], rate: ["0.02"], after: igi}
rules:
  - table: cost.commission
    title: Ours
    gives: {rate: fraction}
    periods:
      - {from: 2026-01-01, status: enacted, confidence: high, checked: 2026-09-01, cite: {instrument: Our contract}, rows: [{rate: "0.1"}]}
`)
	c := compared(t, "--example", "tshirt", "--as-of", "2026-09-01", all)
	k := c.Cases[0]
	if !slices.Equal(k.Layers, []string{"peak", "all"}) {
		t.Errorf("layers %v", k.Layers)
	}
	for code, want := range map[string]string{"delivery": "45.0000", "commission": "29.9000", "goods": "62.0000", "green_tax": "1.3028"} {
		if got := amountOf(k.Quote, "local-warehouse", code); got != want {
			t.Errorf("%s is %s, want %s", code, got, want)
		}
	}
	for code, want := range map[string]string{"default": "8.9700", "returns.cancelled": "194.0700"} {
		if got := amountOf(k.Quote, "direct-mail", code); got != want {
			t.Errorf("%s of mail is %s, want %s", code, got, want)
		}
	}
	layers := map[string]string{}
	for _, r := range k.Quote.Routes {
		for _, l := range r.Lines {
			layers[l.Code] = l.Layer
		}
	}
	for code, want := range map[string]string{"delivery": "scenario all", "commission": "scenario all", "goods": "scenario all", "green_tax": "scenario all", "igi": "embedded"} {
		if layers[code] != want {
			t.Errorf("%s is of layer %q, want %q", code, layers[code], want)
		}
	}
	if k.Quote.Rules.Digest == c.Base.Quote.Rules.Digest {
		t.Error("the digest does not see the scenario's rules")
	}
}
