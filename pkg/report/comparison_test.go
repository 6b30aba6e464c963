package report

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/table"
)

// comparison sets the T-shirt beside a quote of another day, one with a route
// that cannot be used and hostile texts, and one that is the same.
func comparison(t *testing.T) *Comparison {
	t.Helper()
	hostile := perUnit(closed())
	c, err := Compare("0.1.0", Case{Name: "base", Quote: perUnit(before())}, []Case{
		{Name: "law of August", Title: "The law of 2025-08-15", Why: "RGCE 2025, 4th Resolution.", Confidence: "high", Layers: []string{"law"}, Quote: perUnit(tshirt())},
		{Name: "=cmd|'x'", Title: "hostile\x1b[31m | <b>", Why: "*no* source", Confidence: "low", Quote: hostile},
		{Name: "same", Quote: perUnit(before())},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// timeline is a day before the law of a route, and two changes.
func timeline(t *testing.T) *Timeline {
	t.Helper()
	tl := NewTimeline("0.1.0", 20600)
	uncovered := perUnit(closed())
	uncovered.AsOf = "2023-01-01"
	uncovered.Offer = tshirt().Offer
	old := perUnit(before())
	old.Offer = tshirt().Offer
	now := perUnit(tshirt())
	now.AsOf = "2025-08-15"
	next := perUnit(before())
	next.AsOf = "2024-04-23"
	rule := landed.Used{Table: "law.courier", Row: &table.Row{Layer: embedded, From: 20315, Status: "enacted", Cite: table.Cite{Instrument: "RGCE 2025, 4th Resolution", Article: "3.7.35", DOF: "2025-07-28"}}}
	for _, step := range []struct {
		before, after *Document
		law           []landed.Used
	}{{uncovered, uncovered, nil}, {uncovered, next, nil}, {next, next, nil}, {old, old, []landed.Used{rule}}, {old, now, []landed.Used{rule}}} {
		if err := tl.Add(step.before, step.after, step.law); err != nil {
			t.Fatal(err)
		}
	}
	return tl
}

func TestGoldenWhatIf(t *testing.T) {
	for _, c := range []struct {
		file, format string
		o            Options
	}{
		{"compare-80.txt", Table, Options{Width: 80}},
		{"compare-60.txt", Table, Options{Width: 60}},
		{"compare-100-colour.txt", Table, Options{Width: 100, Colour: true}},
		{"compare.md", Markdown, Options{}},
		{"compare.csv", CSV, Options{}},
	} {
		t.Run(c.file, func(t *testing.T) {
			var b strings.Builder
			if err := RenderComparison(&b, c.format, comparison(t), c.o); err != nil {
				t.Fatal(err)
			}
			golden(t, c.file, b.String())
		})
	}
	for _, c := range []struct {
		file, format, chart string
		o                   Options
	}{
		{"timeline-80.txt", Table, "margin", Options{Width: 80}},
		{"timeline-100-colour.txt", Table, "import_taxes", Options{Width: 100, Colour: true}},
		{"timeline.md", Markdown, "margin_pct", Options{}},
		{"timeline.csv", CSV, "margin", Options{}},
		{"timeline.json", JSON, "margin", Options{}},
	} {
		t.Run(c.file, func(t *testing.T) {
			var b strings.Builder
			if err := RenderTimeline(&b, c.format, timeline(t), c.chart, c.o); err != nil {
				t.Fatal(err)
			}
			golden(t, c.file, b.String())
		})
	}
}

// TestWhatIfWidth: no line is wider than the page, whatever stands in it, and
// no control character gets through.
func TestWhatIfWidth(t *testing.T) {
	for _, width := range []int{60, 80, 120} {
		var b strings.Builder
		if err := RenderComparison(&b, Table, comparison(t), Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		if err := RenderTimeline(&b, Table, timeline(t), "margin", Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := columnsOf(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("%d columns at a width of %d: %s", n, width, line)
			}
			if strings.ContainsRune(line, '\x1b') {
				t.Errorf("a control character: %q", line)
			}
		}
	}
}

// TestWhatIfFormats: JSON is whole and versioned, CSV has as many cells in every
// row and no formula, and another format is a fault.
func TestWhatIfFormats(t *testing.T) {
	for name, render := range map[string]func(io.Writer, string, Options) error{
		"comparison": func(w io.Writer, format string, o Options) error {
			return RenderComparison(w, format, comparison(t), o)
		},
		"timeline": func(w io.Writer, format string, o Options) error {
			return RenderTimeline(w, format, timeline(t), NoChart, o)
		},
	} {
		var b strings.Builder
		if err := render(&b, JSON, Options{}); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			SchemaVersion int `json:"schema_version"`
		}
		if err := json.Unmarshal([]byte(b.String()), &doc); err != nil || doc.SchemaVersion != 1 {
			t.Errorf("%s: %v, version %d", name, err, doc.SchemaVersion)
		}
		b.Reset()
		if err := render(&b, CSV, Options{}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil || len(rows) < 20 {
			t.Errorf("%s: %v, %d rows", name, err, len(rows))
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.HasPrefix(cell, "=") && cell != signSame {
					t.Errorf("%s: a formula: %s", name, cell)
				}
			}
		}
		err = render(io.Discard, "xml", Options{})
		if list := fault.From(err); len(list) != 1 || list[0].Code != "E-FORMAT" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTimelineAdds: a timeline begins where a route can be used, and takes up no
// day on which nothing changed.
func TestTimelineAdds(t *testing.T) {
	tl := timeline(t)
	var got []string
	for _, m := range tl.Entries {
		got = append(got, m.Date)
	}
	if s := strings.Join(got, " "); s != "2023-01-01 2024-04-23 2025-08-14 2025-08-15" {
		t.Errorf("entries on %s", s)
	}
	if m := tl.Entries[3]; !m.Flipped || *m.BestBefore != mailID || *m.Best != localID || m.Law[0].Cite.DOF != "2025-07-28" {
		t.Errorf("%+v", m)
	}
	if m := tl.Entries[1]; m.Flipped || m.BestBefore != nil || *m.Best != mailID {
		t.Errorf("%+v", m)
	}
	none := NewTimeline("", 0)
	closed := perUnit(closed())
	closed.Routes = closed.Routes[1:]
	if err := none.Add(closed, closed, nil); err != nil || len(none.Entries) != 0 {
		t.Errorf("%v, %+v", err, none.Entries)
	}
}

// TestChart: values stand on the row of their height, a step goes straight up or
// down, and what is unknown is a gap.
func TestChart(t *testing.T) {
	plot := make([][]stroke, 4)
	for r := range plot {
		plot[r] = make([]stroke, 5)
	}
	rows := []int{-1, 0, 0, 3, 1}
	previous := -1
	for x, row := range rows {
		step(plot, x, previous, row, 0)
		previous = row
	}
	var got []string
	for _, row := range plot {
		s := ""
		for _, c := range row {
			if c.text == "" {
				c.text = " "
			}
			s += c.text
		}
		got = append(got, s)
	}
	want := " ──┐ \n   │┌\n   ││\n   └┘"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	s := valueScale{low: -1000, high: 5000, zero: -1}
	for v, row := range map[string]int{"50.00": 0, "-10.00": 12, "20.00": 6, "0.00": 10, "49.00": 0, "47.00": 1} {
		if got := s.row(&v); got != row {
			t.Errorf("%s stands on row %d, want %d", v, got, row)
		}
	}
	if s.row(nil) != -1 {
		t.Error("what is unknown has a row")
	}
}
