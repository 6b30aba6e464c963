package table_test

import (
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// traced is a table with bands, and a card by tariff line.
func traced(t *testing.T) *table.Set {
	return open(t, layer("embedded", rules()), layer("mine", map[string]string{"law/x.yaml": over("      - {hs: \"62\", rate: \"0.7\"}\n")}))
}

// over is the table law.x of an upper layer.
func over(rows string) string {
	return "table: law.x\ntitle: Mine\ngives: {rate: fraction, due: flag}\nperiods:\n  - from: 2025-01-01\n    status: enacted\n" +
		"    confidence: high\n    cite: {instrument: A law}\n    checked: 2026-01-02\n    rows:\n" + rows
}

// TestPassed: the rows before the one taken, uppermost layer first, each with
// the condition that does not hold.
func TestPassed(t *testing.T) {
	set := traced(t)
	k := offer(t, "origin=CN hs=61091003 value_usd=20 price=120")
	v := at(t, set, "law.x", "2025-06-01", table.Options{})
	m := v.Match(k)
	passed := v.Passed(k, m.Row)
	if len(passed) != 1 || passed[0].Row.Layer != "mine" || passed[0].Cond.String() != "hs 62" || !passed[0].Known {
		t.Errorf("passed %+v before %v", passed, m.Row.When())
	}
	v = at(t, set, "law.x", "2024-06-01", table.Options{})
	passed = v.Passed(offer(t, "origin=US"), nil)
	if len(passed) != 2 || passed[0].Cond.String() != "value_usd [0,50]" || passed[0].Known || passed[1].Cond != nil {
		t.Errorf("%+v: the first row waits for value_usd, and the second has no condition", passed)
	}
}

// TestAll: the rows of a CSV file by tariff line too, of all lines or of one.
func TestAll(t *testing.T) {
	set := traced(t)
	v := at(t, set, "cost.y", "2025-06-01", table.Options{})
	for hs, want := range map[string]string{"": "hs 61; hs 6203, price [0,99); hs 6203", "61": "hs 61", "6109": "hs 61", "62034299": "hs 6203, price [0,99); hs 6203", "64": ""} {
		var got []string
		for _, r := range v.All(hs) {
			got = append(got, r.When())
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %q, want %q", hs, got, want)
		}
	}
	y, _ := set.Table("cost.y")
	x, _ := set.Table("law.x")
	if len(y.Every()) != 3 || len(x.Every()) != 1 || len(x.Under.Every()) != 4 || !y.ByHS() || x.ByHS() {
		t.Errorf("%d rows of the card, %d and %d of the law", len(y.Every()), len(x.Every()), len(x.Under.Every()))
	}
}

// TestSays: what a row says, in one line.
func TestSays(t *testing.T) {
	set := traced(t)
	v := at(t, set, "law.x", "2025-06-01", table.Options{})
	var got []string
	for _, r := range v.All("") {
		got = append(got, r.When()+" → "+v.Table.Says(r))
	}
	want := []string{"hs 62 → rate 0.7, due 0", "hs 61 → rate 0.3, due 0", " → refuse: nothing else is taken"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	y := at(t, set, "cost.y", "2025-06-01", table.Options{})
	rows := y.All("62")
	if y.Table.Says(rows[0]) != "6 MXN" || y.Table.Says(rows[1]) != "unknown: ask" {
		t.Errorf("%q, %q", y.Table.Says(rows[0]), y.Table.Says(rows[1]))
	}
}

// TestDiff: rows of the same conditions are the same row; what a wider row
// hides is gone.
func TestDiff(t *testing.T) {
	set := traced(t)
	brief := func(changes []table.Change) string {
		var parts []string
		for _, c := range changes {
			switch {
			case c.Before == nil:
				parts = append(parts, "+ "+c.After.When())
			case c.After == nil:
				parts = append(parts, "- "+c.Before.When())
			default:
				parts = append(parts, "~ "+c.Before.When())
			}
		}
		return strings.Join(parts, "; ")
	}
	before, after := at(t, set, "law.x", "2024-06-01", table.Options{}), at(t, set, "law.x", "2025-06-01", table.Options{})
	if got, want := brief(table.Diff(before, after)), "- origin usmca, value_usd [0,50]; ~ ; + hs 62; + hs 61"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := table.Diff(before, before); got != nil {
		t.Errorf("a view differs from itself: %v", got)
	}
	if got, want := brief(table.Diff(nil, before)), "+ origin usmca, value_usd [0,50]; + "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	hidden := open(t, layer("embedded", rules()), layer("mine", map[string]string{"law/x.yaml": over("      - {rate: \"0.7\"}\n")}))
	if got, want := brief(table.Diff(at(t, open(t, layer("embedded", rules())), "law.x", "2025-06-01", table.Options{}), at(t, hidden, "law.x", "2025-06-01", table.Options{}))), "- hs 61; ~ "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSurveyGivesWhatCanBeRead: a table with a fault keeps its head.
func TestSurveyGivesWhatCanBeRead(t *testing.T) {
	files := rules()
	files["law/x.yaml"] = strings.Replace(law, `rate: "0.2"`, `rate: 0.2`, 1)
	files["costs/z.yaml"] = "- a\n"
	set, faults := table.Survey(layer("r", files), nil)
	if got := brief(faults); !slices.Equal(got, []string{"r/costs/z.yaml:1 E-YAML-MAP", "r/law/x.yaml:13 E-UNQUOTED"}) {
		t.Errorf("%q", got)
	}
	if head, whole := set.Head("law.x"); head == nil || whole || len(head.Columns) != 2 {
		t.Errorf("the head of a table with a fault: %+v, %v", head, whole)
	}
	if head, whole := set.Head("cost.y"); head == nil || !whole {
		t.Errorf("the head of a table without: %+v, %v", head, whole)
	}
	if head, _ := set.Head("law.none"); head != nil {
		t.Errorf("the head of no table: %+v", head)
	}
	if _, f := set.Table("law.x"); f == nil || f.Code != fault.Code("E-UNQUOTED") {
		t.Errorf("a table with a fault is given: %v", f)
	}
}
