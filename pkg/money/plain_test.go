package money

import (
	"testing"

	"pgregory.net/rapid"
)

// FuzzPlain: what is read the fast way is what the library reads.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"0", "-0", "12.50", ".5", "5.", ".", "-", "-.", "1.2.3", "000.100", "999999999999999999", "0.000000000001", "1024", "0.0625", "1e5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := Plain([]byte(s))
		want, fail := parseDecimal(s, s)
		if ok && (fail != nil || got != want) {
			t.Errorf("%q: plain %v, library %v, %v", s, got, want, fail)
		}
	})
}

// TestPlainTakesCells: the fast way is taken where it should be.
func TestPlainTakesCells(t *testing.T) {
	for _, s := range []string{"0", "7", "-7", "12.50", "0.335", ".5", "5.", "12345678901234.567"} {
		if _, ok := Plain([]byte(s)); !ok {
			t.Errorf("%q is not read the fast way", s)
		}
	}
	for _, s := range []string{"", "-", ".", "-.", "1.2.3", "1-", "+1", " 1", "1,5", "1e5", "0.0000000000001", "1234567890123456789"} {
		if r, ok := Plain([]byte(s)); ok {
			t.Errorf("%q is read as %v", s, r)
		}
	}
}

// TestAppendDecimal: the fast way writes what the library writes.
func TestAppendDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Ratio{rapid.Int64().Draw(t, "num"), rapid.Int64Range(1, 1<<62).Draw(t, "den")}
		if rapid.Bool().Draw(t, "small") {
			r = Ratio{r.Num % 1_000_000_000, 1 + r.Den%10_000}
		}
		shift, places := rapid.Int32Range(0, 4).Draw(t, "shift"), rapid.Int32Range(0, 12).Draw(t, "places")
		if got, want := string(AppendDecimal([]byte("x"), r, shift, places)), "x"+longDecimal(r, shift, places); got != want {
			t.Errorf("%v, shift %d, places %d: %s, want %s", r, shift, places, got, want)
		}
	})
}

func BenchmarkPlain(b *testing.B) {
	for b.Loop() {
		if _, f := ParseRatio("1234.56"); f != nil {
			b.Fatal(f)
		}
	}
}

func BenchmarkAppendDecimal(b *testing.B) {
	var room [32]byte
	for b.Loop() {
		AppendDecimal(room[:0], Ratio{1234567, 2000}, 2, 4)
	}
}
