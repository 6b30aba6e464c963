package tariff_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/table"
	"aduana/pkg/tariff"
)

const lawHead = "gives: {rate: fraction}\ncsv: tariff.csv\nsources:\n  A: {status: enacted, confidence: high, checked: 2026-01-02, cite: {instrument: A law}}\n"

// small gives a tariff of a heading with known, unknown and prohibited lines.
func small(t *testing.T) *table.Set {
	t.Helper()
	set, err := table.Open(table.Layer{Name: "small", FS: fstest.MapFS{
		"law/tariff.yaml": {Data: []byte("table: law.tariff\ntitle: Duty\n" + lawHead)},
		"law/tariff.csv": {Data: []byte("hs,description,from,to,rate,source,unknown,refuse\n" +
			"69111001,Plates,,,0.10,A,,\n69119001,Cups,,,0.05,A,,\n69119002,Bowls,,,0.25,A,,\n69119003,Vases,,,,A,mixed,\n69119004,Pipes,,,,A,,barred\n69119099,Other,2027-01-01,,0.30,A,,\n" +
			"85434001,Vapes,,,,A,,barred\n")},
		"law/flags.yaml": {Data: []byte("table: law.flags\ntitle: Flags\n" + strings.Replace(strings.Replace(lawHead, "rate: fraction", "flags: text", 1), "tariff.csv", "flags.csv", 1))},
		"law/flags.csv":  {Data: []byte("hs,flags,source\n69111001,nom;anti-dumping,A\n69119001,nom,A\n69119002,nom;automatic-notice,A\n69119003,nom,A\n69119099,nom,A\n")},
		"law/anti_dumping.yaml": {Data: []byte("table: law.anti_dumping\ntitle: Measures\ngives: {method: text, amount: money}\nperiods:\n  - from: 2020-01-01\n    status: enacted\n    confidence: high\n    cite: {instrument: A law}\n    checked: 2026-01-02\n    rows:\n" +
			"      - {origin: CN, hs: \"69119002\", method: kg, amount: \"2 USD\"}\n      - {origin: CN, flag: anti-dumping, unknown: ask}\n      - {method: none, amount: \"0\"}\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestSpread(t *testing.T) {
	set := small(t)
	for code, want := range map[string]string{"6911": "5% 10% 25% of 3", "691190": "5% 15% 25% of 2", "69111001": "10% 10% 10% of 1", "8543": "none"} {
		lines, fail := tariff.Lines(set, code, date(t, "2026-06-01"), table.Options{})
		if fail != nil {
			t.Fatal(fail)
		}
		got := "none"
		if s, ok := tariff.SpreadOf(lines); ok {
			got = tariff.Percent(s.Lowest) + " " + tariff.Percent(s.Median) + " " + tariff.Percent(s.Highest) + " of " + string(rune('0'+s.Of))
		}
		if got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	if _, fail := tariff.Lines(set, "0101", date(t, "2026-06-01"), table.Options{}); fail == nil || fail.Code != "E-TARIFF-CODE" {
		t.Errorf("a heading of which nothing is kept: %v", fail)
	}
}

func TestLinesSayWhy(t *testing.T) {
	lines, fail := tariff.Lines(small(t), "6911", date(t, "2026-06-01"), table.Options{})
	if fail != nil {
		t.Fatal(fail)
	}
	var got []string
	for i := range lines {
		got = append(got, lines[i].Code[6:]+" "+lines[i].Says()+" "+lines[i].Why)
	}
	if want := "01 10% |01 5% |02 25% |03 unknown mixed|04 prohibited barred|99 unknown no rate is kept for 2026-06-01"; strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}

// heading is goods of which only the heading and the origin are known.
type heading struct {
	table.Keys
	code, origin string
}

func (h heading) Text(k table.Key) (string, bool) {
	if k == table.KeyHS {
		return h.code, true
	}
	return h.origin, k == table.KeyOrigin
}

func (h heading) Has(string) bool { return false }

func TestEstimate(t *testing.T) {
	on := date(t, "2026-06-01")
	for way, want := range map[string]string{tariff.Min: "0.05", tariff.Median: "0.1", tariff.Max: "0.25"} {
		set, fail := tariff.Estimate(small(t), "6911", way, "flag --tariff", on, table.Options{})
		if fail != nil {
			t.Fatal(fail)
		}
		row := matched(t, set, "law.tariff", heading{code: "6911"})
		if got := row.Cells[0].Num.String(); got != want {
			t.Errorf("%s is %s, want %s", way, got, want)
		}
		if row.Status != table.Inferred || row.Confidence != table.Low || row.Layer != "flag --tariff" {
			t.Errorf("%s: %+v", way, row)
		}
		if want := "Estimate: " + way + " of the rates of 3 lines under 6911, 5% to 25%; 3 more have none"; row.Cite.Instrument != want {
			t.Errorf("cited as %q, want %q", row.Cite.Instrument, want)
		}
		// What holds for every line holds for the heading; what holds for some is not known.
		if got := matched(t, set, "law.flags", heading{code: "6911"}).Cells[0].Text; got != "nom" {
			t.Errorf("flags are %q, want nom", got)
		}
		if row := matched(t, set, "law.anti_dumping", heading{code: "6911", origin: "CN"}); row.Unknown == "" {
			t.Errorf("the measure on goods of CN is %+v, want unknown", row)
		}
		if row := matched(t, set, "law.anti_dumping", heading{code: "6911", origin: "VN"}); row.Cells[0].Text != "none" {
			t.Errorf("the measure on goods of VN is %+v, want none", row)
		}
		// Lines stay as they are.
		if l := one(t, set, "69119002", "2026-06-01"); l.Says() != "25%" {
			t.Errorf("a line says %s", l.Says())
		}
	}
	if _, fail := tariff.Estimate(small(t), "8543", tariff.Max, "", on, table.Options{}); fail == nil || fail.Code != "E-TARIFF-RATES" {
		t.Errorf("prohibited goods: %v", fail)
	}
}

func matched(t *testing.T, set *table.Set, id string, k table.Keys) *table.Row {
	t.Helper()
	view, fail := set.At(id, date(t, "2026-06-01"), table.Options{})
	if fail != nil {
		t.Fatal(fail)
	}
	m := view.Match(k)
	if m.Outcome != table.Matched {
		t.Fatalf("%s: %+v", id, m)
	}
	return m.Row
}

func TestFind(t *testing.T) {
	set := embedded(t)
	r, fail := tariff.Find(set, "6402992001", date(t, "2026-09-01"), table.Options{})
	if fail != nil {
		t.Fatal(fail)
	}
	if r.Code != "6402992001" || r.Says() != "35%" || strings.Join(r.Flags, " ") != "automatic-notice nom" || len(r.History) != 3 || r.History[0].Hidden {
		t.Errorf("%+v", r)
	}
	if len(r.AntiDumping) != 1 || r.AntiDumping[0].Values["cap"] != "22.5 USD" || strings.Join(r.AntiDumping[0].Origins, " ") != "CN" {
		t.Errorf("anti-dumping: %+v", r.AntiDumping)
	}
	granted := map[string]string{}
	for _, p := range r.Preferences {
		granted[strings.Join(p.Origins, " ")] = p.Values["rate"] + p.Row.Unknown
	}
	if granted["usmca"] != "0" || !strings.HasPrefix(granted["VN"], "CPTPP") || len(granted) != 15 {
		t.Errorf("preferences: %v", granted)
	}
	// Other goods of VN have no exception.
	if r, fail = tariff.Find(set, "39269099", date(t, "2026-09-01"), table.Options{}); fail != nil || len(r.Preferences) != 13 || len(r.AntiDumping) != 0 {
		t.Errorf("%v, %+v", fail, r)
	}
}
