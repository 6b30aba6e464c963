package whatif_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/whatif"
)

const head = "scenario: x\ntitle: X\nwhy: because\nconfidence: low\n"

func scenario(t *testing.T, text string) *whatif.Scenario {
	t.Helper()
	s, err := whatif.DecodeScenario(strings.NewReader(head+text), "x.yaml", "x")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestScenarioOffer: what is set is set, then what is scaled is scaled, for all
// routes or for one.
func TestScenarioOffer(t *testing.T) {
	for _, c := range []struct {
		given []string
		text  string
		want  map[string]string // by field of the local warehouse, and of mail with "mail " in front
	}{
		{nil, "", map[string]string{"price": "299 MXN", "mail price": "299 MXN"}},
		{nil, "set: {cancel_rate: 43%}\n", map[string]string{"cancel_rate": "0.43"}},
		{nil, "set: {direct-mail.price: \"310\"}\n", map[string]string{"price": "299 MXN", "mail price": "310 MXN"}},
		{nil, "scale: {price: \"1.15\", unit_cost: \"0.5\"}\n", map[string]string{"price": "343.85 MXN", "unit_cost": "1.55 USD"}},
		{nil, "set: {price: \"200\"}\nscale: {price: \"1.1\"}\n", map[string]string{"price": "220 MXN"}},
		{[]string{"direct-mail.price", "320"}, "scale: {price: \"1.1\"}\n", map[string]string{"price": "328.9 MXN", "mail price": "352 MXN"}},
		{[]string{"direct-mail.price", "320"}, "scale: {direct-mail.price: \"1.1\"}\n", map[string]string{"price": "299 MXN", "mail price": "352 MXN"}},
		{nil, "scale: {direct-mail.price: \"1.1\"}\n", map[string]string{"price": "299 MXN", "mail price": "328.9 MXN"}},
		{[]string{"cost_currency", "CNY", "direct-mail.unit_cost", "20"}, "scale: {unit_cost: \"2\"}\n", map[string]string{"unit_cost": "6.2 USD", "mail unit_cost": "40 CNY"}},
		{nil, "scale: {monthly_units: \"1.5\", USD: \"1.1\"}\n", map[string]string{"monthly_units": "1200"}},
	} {
		before := shirt(t, c.given...)
		kept := *before
		o, faults := scenario(t, c.text).Offer(before)
		if faults != nil {
			t.Errorf("%s: %v", c.text, faults)
			continue
		}
		if kept.Routes() != nil && !slices.Equal(kept.Routes(), before.Routes()) {
			t.Errorf("%s: the offer itself was changed", c.text)
		}
		for name, want := range c.want {
			route := "local-warehouse"
			if field, mail := strings.CutPrefix(name, "mail "); mail {
				route, name = "direct-mail", field
			}
			spec, _ := offer.ByName(name)
			on := o.For(route)
			if got, _ := on.Text(spec.Field); got != want {
				t.Errorf("%s: %s of %s is %q, want %q", c.text, name, route, got, want)
			}
		}
	}
}

// TestScenarioOfferFaults: what cannot be changed so is said, at its line.
func TestScenarioOfferFaults(t *testing.T) {
	for _, c := range []struct {
		text string
		code fault.Code
	}{
		{"scale: {declared_value: \"1.1\"}\n", "E-SCENARIO-SCALE"},
		{"scale: {monthly_units: \"1.0001\"}\n", "E-RANGE"},
		{"scale: {price: \"1/3\"}\n", "E-NUMBER"},
		{"scale: {price: \"100000000\"}\n", "E-RANGE"},
		{"set: {declared_value: \"5\", customs_basis: retail}\n", "E-BASIS-DECLARED"},
	} {
		_, faults := scenario(t, c.text).Offer(shirt(t))
		if len(faults) != 1 || faults[0].Code != c.code {
			t.Errorf("%s: %v, want %s", c.text, faults, c.code)
			continue
		}
		if c.code != "E-BASIS-DECLARED" && (faults[0].Place.File != "x.yaml" || faults[0].Place.Line != 5) {
			t.Errorf("%s: placed at %s", c.text, faults[0].Place)
		}
	}
}

// TestScenarioFaults: all faults of a file are found at once, each at its line.
func TestScenarioFaults(t *testing.T) {
	text := `scenario: y
title: X
confidence: sure
on: [peak, ../other.yaml]
as_of: 2026-02-30
set:
  prise: "299"
  price: "-1"
  as_of: 2026-01-01
scale:
  hs: "2"
  price: "0"
  price_: "1"
fx:
  USD: "0"
  MXN: "1"
lines: [one]
rules:
  - title: law.courier
also: 1
`
	_, err := whatif.DecodeScenario(strings.NewReader(text), "x.yaml", "x")
	var got []string
	for _, f := range fault.From(err) {
		got = append(got, fmt.Sprintf("%d %s", f.Place.Line, f.Code))
	}
	want := []string{
		"1 E-KEY-MISSING", "1 E-SCENARIO-NAME", "3 E-WORD", "4 E-SCENARIO-ON", "5 E-DATE", "7 E-FIELD", "8 E-RANGE", "9 E-KEY", "11 E-SCENARIO-FACTOR",
		"12 E-RANGE", "13 E-SCENARIO-FACTOR", "15 E-SCENARIO-RATE", "16 E-SCENARIO-RATE", "17 E-YAML-MAP", "19 E-PART-ID", "20 E-KEY",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestStack: what a scenario stands on comes before it, and once.
func TestStack(t *testing.T) {
	on := map[string]string{"a": "", "b": "on: a\n", "c": "on: [a, b]\n", "d": "on: e\n", "e": "on: d\n", "f": "on: gone\n"}
	load := func(name string) (*whatif.Scenario, error) {
		text, ok := on[name]
		if !ok {
			return nil, fault.New("E-SCENARIO", fault.Place{}, name, "", "")
		}
		return whatif.DecodeScenario(strings.NewReader(strings.Replace(head, "x", name, 1)+text), name+".yaml", name)
	}
	for names, want := range map[string]string{"a": "a", "c": "a b c", "b c": "a b c", "c a": "a b c", "b a": "a b", "a a": "a"} {
		stack, err := whatif.Stack(strings.Fields(names), load)
		var got []string
		for _, s := range stack {
			got = append(got, s.Name)
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %v, %v, want %s", names, got, err, want)
		}
	}
	for name, want := range map[string]string{
		"d":    `e.yaml:5:5: scenario "d" stands on itself: d on e on d [E-SCENARIO-CYCLE]`,
		"f":    `f.yaml:5:5: there is no scenario "gone" [E-SCENARIO]`,
		"gone": `there is no scenario "gone" [E-SCENARIO]`,
	} {
		if _, err := whatif.Stack([]string{name}, load); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

func FuzzScenario(f *testing.F) {
	f.Add(head + "set: {price: \"1\"}\nscale: {USD: \"1.1\"}\nfx: {CNY: \"2\"}\nlines: {freight: \"1\"}\non: [a]\nas_of: 2026-01-01\n")
	f.Add(head + "rules: [{table: law.courier, title: T}]\nroutes: [{route: direct-mail}]\nallow_projected: [law.courier]\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := whatif.DecodeScenario(strings.NewReader(text), "x.yaml", "x")
		if err != nil {
			if fault.From(err) == nil {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		if s.Name != "x" || s.Title == "" && !strings.Contains(text, "title") {
			t.Fatalf("read without a name: %+v", s)
		}
		_, _ = s.Offer(&offer.Offer{})
	})
}
