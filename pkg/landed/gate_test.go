package landed

import (
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/route"
)

// quoted is a quote of two units with a price of 10 MXN and a margin.
func quoted(id string, margin money.Amount) *Quote {
	known := func(a money.Amount) Figure { return Figure{Amount: a, Known: true} }
	return &Quote{
		Plan: &route.Plan{Route: &route.Route{ID: id}}, Units: money.Whole(2),
		Totals: Totals{Margin: known(margin), Price: known(1000)},
	}
}

func TestGate(t *testing.T) {
	quotes := []*Quote{quoted("a", 100), quoted("b", 200)} // 0.50 and 1.00 a unit, 10 % and 20 %
	for text, want := range map[string]bool{
		"margin < 1.00": false, "margin<1.0001": true, "margin <= 1": true, "margin > 1": false, "margin >= 1": true,
		"margin = 1": true, "margin != 1": false, "margin_pct < 20%": false, "margin_pct < 0.2001": true,
		"a.margin < 0.51": true, "a.margin_pct > 1/10": false,
	} {
		g, f := ParseGate(text)
		if f != nil {
			t.Errorf("%q: %v", text, f)
			continue
		}
		value, known := g.Value(quotes)
		if !known || g.Holds(value) != want {
			t.Errorf("%q: value %v, known %v, want %v", text, value, known, want)
		}
	}
}

// TestGateUnknown: what is not known passes no gate, also where only one of
// the routes is not known.
func TestGateUnknown(t *testing.T) {
	quotes := []*Quote{quoted("a", 100), quoted("b", 200)}
	quotes[0].Totals.Margin.Known = false
	for text, known := range map[string]bool{"margin < 0": false, "a.margin < 0": false, "b.margin < 0": true, "none.margin < 0": false} {
		g, f := ParseGate(text)
		if f != nil {
			t.Fatal(f)
		}
		if _, got := g.Value(quotes); got != known {
			t.Errorf("%q: known %v, want %v", text, got, known)
		}
	}
}

func TestGateFaults(t *testing.T) {
	for text, want := range map[string]fault.Code{
		"": "E-GATE", "margin": "E-GATE", "margin ! 3": "E-GATE", "profit < 3": "E-GATE-TOTAL", "margin < ": "E-NUMBER", "margin < x": "E-NUMBER",
		"margin << 3": "E-NUMBER",
	} {
		if _, f := ParseGate(text); f == nil || f.Code != want {
			t.Errorf("%q: %v, want %s", text, f, want)
		}
	}
}
