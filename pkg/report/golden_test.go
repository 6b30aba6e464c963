package report

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	three := func() *Document {
		d := tshirt()
		air := localRoute()
		air.ID, air.Title = "local-air", "Local warehouse by air"
		*air.Lines[4].Amount, air.Lines[4].UnitAmount, air.Lines[4].Each, air.Lines[4].Quantity = "48677.18", text("135.2144"), "kg", text("360")
		tally(&air)
		d.Routes = append(d.Routes, air)
		return d
	}
	one := func() *Document {
		d := tshirt()
		d.Routes = d.Routes[:1]
		d.Best, d.BreakEvenUnits = text("direct-mail"), nil
		return d
	}
	for _, c := range []struct {
		file, format string
		doc          func() *Document
		o            Options
	}{
		{"tshirt-80.txt", Table, tshirt, Options{Width: 80}},
		{"tshirt-100.txt", Table, tshirt, Options{Width: 100}},
		{"tshirt-140.txt", Table, tshirt, Options{Width: 140}},
		{"tshirt-100-colour.txt", Table, tshirt, Options{Width: 100, Colour: true}},
		{"tshirt.md", Markdown, tshirt, Options{}},
		{"tshirt.csv", CSV, tshirt, Options{}},
		{"tshirt.json", JSON, tshirt, Options{}},
		{"closed-80.txt", Table, closed, Options{Width: 80}},
		{"closed-100.txt", Table, closed, Options{Width: 100}},
		{"closed-100-colour.txt", Table, closed, Options{Width: 100, Colour: true}},
		{"closed.md", Markdown, closed, Options{}},
		{"closed.csv", CSV, closed, Options{}},
		{"one-80.txt", Table, one, Options{Width: 80}},
		{"three-80.txt", Table, three, Options{Width: 80}},
		{"three-140.txt", Table, three, Options{Width: 140}},
	} {
		t.Run(c.file, func(t *testing.T) {
			var b strings.Builder
			if err := Render(&b, c.format, c.doc(), c.o); err != nil {
				t.Fatal(err)
			}
			golden(t, c.file, b.String())
		})
	}
}

// golden compares a text with the file that holds it, or writes the file anew.
func golden(t *testing.T, file, text string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", file)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: write it with go test ./pkg/report -update", err)
	}
	if string(want) != text {
		t.Errorf("%s is not what is rendered now; see go test ./pkg/report -update and git diff\n%s", path, text)
	}
}
