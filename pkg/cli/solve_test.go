package cli

import (
	"testing"

	"aduana/pkg/money"
	"aduana/pkg/whatif"
)

// TestParseTarget: a percentage is a share of the price, all else an amount.
func TestParseTarget(t *testing.T) {
	for text, want := range map[string]whatif.Target{
		"20%":      {Value: money.NewRatio(1, 5), Share: true},
		" -2.5% ":  {Value: money.NewRatio(-1, 40), Share: true},
		"45":       {Value: money.Whole(45)},
		"45.5 MXN": {Value: money.NewRatio(91, 2)},
		"-3":       {Value: money.Whole(-3)},
	} {
		if got, f := parseTarget(text); f != nil || got != want {
			t.Errorf("%q: %+v, %v, want %+v", text, got, f, want)
		}
	}
	for _, text := range []string{"", "%", "100%", "45 USD", "20 %%", "a", "1/3"} {
		if got, f := parseTarget(text); f == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// FuzzTarget: a target is read or refused, and a share is below one.
func FuzzTarget(f *testing.F) {
	for _, text := range []string{"20%", "45", "45 MXN", "-1.5%", "99.99%", "1e9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, f := parseTarget(text); f == nil && (got.Value.Den <= 0 || got.Share && got.Value.Cmp(money.One) >= 0) {
			t.Errorf("%q is read as %+v", text, got)
		}
	})
}
