package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aduana/pkg/money"
)

func series(name string, values ...string) Series {
	s := Series{Name: name}
	for _, v := range values {
		r, f := money.ParseRatio(v)
		if f != nil {
			r = money.Ratio{} // unknown
		}
		s.Values = append(s.Values, r)
	}
	return s
}

func marks(at ...int64) []Mark {
	var out []Mark
	for _, v := range at {
		out = append(out, Mark{money.Whole(v), thousands(money.Whole(v).String())})
	}
	return out
}

// TestChart compares charts and bars with what was looked at once: straight
// lines, steps, a gap, two series in one cell, and no zero line.
func TestLineChart(t *testing.T) {
	prices := []Series{series("Direct mail", "-60", "-40.5", "-10", "10", "30"), series("Local warehouse", "8", "40", "55", "60", "110")}
	crowded := &Chart{X: "units a month", Y: "MXN a month", Series: []Series{{Name: "A"}, {Name: "B"}}}
	for n := range int64(60) {
		crowded.Marks = append(crowded.Marks, marks(n*100)...)
		crowded.Series[0].Values = append(crowded.Series[0].Values, money.Whole(n*n))
		crowded.Series[1].Values = append(crowded.Series[1].Values, money.Whole(3000-n*40))
	}
	for name, c := range map[string]*Chart{
		"chart-lines.txt":   {X: "price in MXN", Y: "margin in MXN a unit", Marks: marks(200, 250, 300, 350, 400), Series: prices},
		"chart-steps.txt":   {X: "price in MXN", Y: "margin in MXN a unit", Marks: marks(200, 250, 300, 350, 400), Series: prices, Step: true},
		"chart-gap.txt":     {X: "day", Y: "MXN", Marks: marks(1, 2, 3, 4), Series: []Series{series("one", "1000", "?", "1003", "1001"), series("two", "1000", "1001", "1002", "?")}},
		"chart-crowded.txt": crowded,
	} {
		text := c.Text(80, false)
		drawnAs(t, name, text)
		for _, line := range strings.Split(text, "\n") {
			if columnsOf(line) > 80 {
				t.Errorf("%s: %d columns: %s", name, columnsOf(line), line)
			}
		}
		if strings.Contains(text, "\x1b") || !strings.Contains(c.Text(80, true), "\x1b") {
			t.Errorf("%s: colour where none is asked for, or none where it is", name)
		}
	}
	bars := &Bars{Title: "Margin of a unit, now 10.00 MXN", Base: money.Whole(1000), Rows: []Bar{
		{"freight 60.00–95.00 USD/m3", money.Whole(-500), money.Whole(1000)},
		{"price", money.Whole(900), money.Whole(2500)},
		{"an input with a name that is much longer than there is room for it", money.Whole(1100), money.Whole(1200)},
		{"days", money.Whole(1000), money.Whole(1001)},
	}}
	text := bars.Text(80, false)
	drawnAs(t, "bars.txt", text)
	for _, line := range strings.Split(text, "\n") {
		if columnsOf(line) > 80 {
			t.Errorf("bars: %d columns: %s", columnsOf(line), line)
		}
	}
	for _, none := range []*Chart{{}, {Marks: marks(1)}, {Marks: marks(1, 2), Series: []Series{series("none", "?", "?")}}} {
		if text := none.Text(80, false); text != "" {
			t.Errorf("a chart of nothing is drawn:\n%s", text)
		}
	}
	flat := &Chart{Marks: marks(1, 2), Series: []Series{series("flat", "5", "5")}}
	if text := flat.Text(40, false); !strings.Contains(text, "●") {
		t.Errorf("a flat line is not drawn:\n%s", text)
	}
}

func drawnAs(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: write it with go test ./pkg/report -update", err)
	}
	if string(want) != got {
		t.Errorf("%s is not what is drawn now:\n%s", path, got)
	}
}

// TestGrid: heads wrap, columns of words give way to those of numbers, and
// nothing is wider than the page.
func TestGrid(t *testing.T) {
	l := &Grid{
		Title: "Ranges", Texts: 2, Head: []string{"input", "source of it", "the lowest margin in MXN"},
		Rows: [][]string{
			{"direct-mail.cost.days.lead", "a long text about where a range was found and who wrote it down", "-1,234.56"},
			{"price", "short", "1.00"},
		},
	}
	p := page{width: 60}
	p.headed(l)
	drawnAs(t, "grid.txt", p.String())
	for _, line := range strings.Split(p.String(), "\n") {
		if columnsOf(line) > 60 {
			t.Errorf("%d columns: %s", columnsOf(line), line)
		}
	}
}

// TestStudyFormats: what an answer holds stands in each format, unknown as
// null or nothing, and text that a spreadsheet would reckon is defused.
func TestStudyFormats(t *testing.T) {
	head := Head{SchemaVersion: 1, Offer: map[string]any{"name": "A | B"}}
	a := &StudyAnswer{
		Head: head, Document: struct {
			Head
			X *string `json:"x"`
		}{Head: head},
		Columns: []string{"route", "margin"},
		Records: func(yield func([]string) bool) { _ = yield([]string{"=a", "-1.5"}) && yield([]string{"b", ""}) },
		Verdict: []string{"It does."}, Notes: []string{"A note."},
		Grids: []Grid{{Title: "T", Head: []string{"a", "b"}, Texts: 1, Rows: [][]string{{"x", "1"}}}},
	}
	for format, parts := range map[string][]string{
		JSON:      {`"schema_version": 1,`, `"x": null`},
		JSONLines: {"{\"route\":\"=a\",\"margin\":\"-1.5\"}\n{\"route\":\"b\",\"margin\":null}\n"},
		CSV:       {"route,margin\n'=a,-1.5\nb,\n"},
		Markdown:  {`## A \| B`, "It does.", "### T", "| a | b |\n|---|---:|\n| x | 1 |", "A note."},
		Table:     {"A | B\nIt does.\n\nT\na  b\nx  1\n\nA note.\n"},
	} {
		var b strings.Builder
		if err := RenderStudy(&b, format, a, Options{Width: 80}); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		for _, part := range parts {
			if !strings.Contains(b.String(), part) {
				t.Errorf("%s lacks %q:\n%s", format, part, b.String())
			}
		}
	}
	var b strings.Builder
	if err := RenderStudy(&b, "jsn", a, Options{}); err == nil || !strings.Contains(err.Error(), `near: "json"`) || b.Len() > 0 {
		t.Errorf("a format that is none: %v, %q", err, b.String())
	}
}
