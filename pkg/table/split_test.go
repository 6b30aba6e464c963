package table

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSplit: a line is split as encoding/csv does, or left to it.
func TestSplit(t *testing.T) {
	split := 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab ,,\"\r;é")), 1, 12, -1).Draw(t, "line")
		s := &sheet{text: text + "\n", columns: make([]column, rapid.IntRange(1, 4).Draw(t, "columns"))}
		in := csv.NewReader(strings.NewReader(s.text))
		in.FieldsPerRecord = len(s.columns)
		want, err := in.Read()
		got := s.split(line{0, int32(len(s.text)), 1})
		if got == nil {
			return
		}
		split++
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%q is split into %q, and by encoding/csv into %q, %v", text, got, want, err)
		}
	})
	if split == 0 {
		t.Error("no line was split")
	}
}
