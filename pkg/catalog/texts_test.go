package catalog

import (
	"strconv"
	"testing"

	"aduana/pkg/offer"

	"pgregory.net/rapid"
)

// TestTexts: texts are told apart as a map tells them, of whatever length.
func TestTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Few letters, a zero byte among them, so that texts share beginnings and ends;
		// long ones share all but what stands between.
		short := rapid.StringOfN(rapid.RuneFrom([]rune("ab\x00")), 1, 20, -1)
		long := rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune("ab")), 1, 4, -1), func(s string) string { return "beginning" + s + "the end" })
		text := rapid.OneOf(short, long)
		want := map[string]string{}
		var got texts
		for i, s := range rapid.SliceOfN(text, 0, 200).Draw(t, "texts") {
			v := got.find([]byte(s))
			said, known := want[s]
			switch {
			case known != (v != nil), known && v.Text != said:
				t.Fatalf("%q is %v, want %q, %v", s, v, said, known)
			case !known:
				want[s] = strconv.Itoa(i)
				got.add(s, offer.Value{Text: want[s]})
			}
		}
		for s, said := range want {
			if v := got.find([]byte(s)); v == nil || v.Text != said {
				t.Fatalf("%q is %v in the end, want %q", s, v, said)
			}
		}
	})
}

// TestTextsEnd: what is beyond the bound is not remembered, and the rest is.
func TestTextsEnd(t *testing.T) {
	var got texts
	for i := range mostKnown + 10 {
		s := strconv.Itoa(i)
		got.add(s, offer.Value{Text: s})
	}
	for i := range mostKnown + 10 {
		s := strconv.Itoa(i)
		if v := got.find([]byte(s)); (v != nil) != (i < mostKnown) || v != nil && v.Text != s {
			t.Fatalf("%s is %v", s, v)
		}
	}
}
