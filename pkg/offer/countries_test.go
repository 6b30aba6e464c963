package offer

import "testing"

func TestCountries(t *testing.T) {
	seen, n, last := map[string]bool{}, 0, ""
	for i := 1; i < len(countries); i += wide {
		two, three := countries[i:i+2], countries[i+2:i+5]
		if two <= last {
			t.Errorf("%s comes after %s", two, last)
		}
		last = two
		if code, ok := country(two); !ok || code != two {
			t.Errorf("%s is read as %q", two, code)
		}
		if got := meant(three); got != two {
			t.Errorf("%s means %q, not %s", three, got, two)
		}
		for _, c := range two + three {
			if c < 'A' || c > 'Z' {
				t.Errorf("%s%s is not letters", two, three)
			}
		}
		if end := i + wide - 1; end < len(countries) && countries[end] != ' ' && countries[end] != '\n' {
			t.Errorf("%s%s runs into the next country", two, three)
		}
		if seen[two] || seen[three] {
			t.Errorf("%s %s is there twice", two, three)
		}
		seen[two], seen[three] = true, true
		n++
	}
	if n != 249 {
		t.Errorf("%d countries, ISO 3166-1 has 249", n)
	}
	taken := 0
	for a := byte('A'); a <= 'Z'; a++ {
		for b := byte('a'); b <= 'z'; b++ {
			if _, ok := country(string([]byte{a, b})); ok {
				taken++
			}
		}
	}
	if taken != n {
		t.Errorf("%d pairs of letters are taken as countries", taken)
	}
	for text, want := range map[string]string{"UK": "GB", "el": "GR", "chn": "CN", "USA": "US", "GBR": "GB", "XYZ": "", "EU": "", "": "", "China": ""} {
		if got := meant(text); got != want {
			t.Errorf("%q means %q, want %q", text, got, want)
		}
	}
}
