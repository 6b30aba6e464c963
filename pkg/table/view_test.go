package table_test

import (
	"strings"
	"testing"

	"aduana/pkg/table"
)

const head = `    status: enacted
    confidence: high
    cite: {instrument: A law}
    checked: 2026-01-02
`

// dated is a law of three periods, one of them to come.
const dated = `table: law.d
title: A dated table
gives: {rate: fraction}
periods:
  - from: 2020-01-01
` + head + `    rows:
      - {rate: "0.1", to: 2020-06-30}
      - {rate: "0.2"}
  - from: 2025-08-15
    to: 2026-12-31
` + head + `    rows: [{rate: "0.3"}]
  - from: 2026-01-01
    to: 2027-01-31
    status: projected
    confidence: low
    cite: {instrument: A bill}
    checked: 2026-01-02
    rows: [{hs: "61", rate: "0.4"}]
`

func TestDatesOfLaw(t *testing.T) {
	set := open(t, layer("r", map[string]string{"law/d.yaml": dated}))
	for date, want := range map[string]string{
		"2020-01-01": "0.1", "2020-06-30": "0.1", "2020-07-01": "0.2",
		"2025-08-14": "0.2", "2025-08-15": "0.3", "2025-08-16": "0.3", "2026-12-31": "0.3",
	} {
		if got := answer(at(t, set, "law.d", date, table.Options{}), offer(t, "hs=61091003")); got != want {
			t.Errorf("%s: got %s, want %s", date, got, want)
		}
	}
	for _, date := range []string{"2019-12-31", "2027-01-01", "open"} {
		_, f := set.At("law.d", day(t, date), table.Options{})
		if f == nil || f.Code != table.Uncovered {
			t.Errorf("%s: %v", date, f)
			continue
		}
		if text := f.Message() + f.Hint(); !strings.Contains(text, "law.d") || !strings.Contains(text, date) || !strings.Contains(text, "2020-01-01 to 2026-12-31") {
			t.Errorf("the fault does not say what is covered: %s", text)
		}
	}
}

func TestRowsTellTheirDates(t *testing.T) {
	set := open(t, layer("r", map[string]string{"law/d.yaml": dated}))
	for date, want := range map[string]string{
		"2020-03-01": "2020-01-01 to 2020-06-30", "2021-01-01": "2020-01-01 to 2025-08-14", "2026-01-01": "2025-08-15 to 2026-12-31",
	} {
		row := at(t, set, "law.d", date, table.Options{}).Match(offer(t, "")).Row
		if got := row.From.String() + " to " + row.To.String(); got != want {
			t.Errorf("%s: got %s, want %s", date, got, want)
		}
		if row.Period.Checked != day(t, "2026-01-02") || row.Cite.Instrument != "A law" || row.Status != table.Enacted || row.Confidence != table.High {
			t.Errorf("%s: %+v", date, row)
		}
	}
}

func TestProjectedRowsComeFirstWhenAskedFor(t *testing.T) {
	set := open(t, layer("r", map[string]string{"law/d.yaml": dated}))
	asks := table.Options{Projected: true}
	for _, c := range []struct{ date, offer, want string }{
		{"2025-12-31", "hs=61091003", "0.3"},
		{"2026-01-01", "hs=61091003", "0.4"},
		{"2026-01-01", "hs=62091003", "0.3"},
		{"2026-01-01", "", "0.3"}, // a missing tariff line does not match
		{"2027-01-31", "hs=61091003", "0.4"},
		{"2027-01-31", "hs=62091003", "no row"},
	} {
		if got := answer(at(t, set, "law.d", c.date, asks), offer(t, c.offer)); got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.date, c.offer, got, c.want)
		}
	}
	if _, f := set.At("law.d", day(t, "2027-02-01"), asks); f == nil || f.Code != table.Uncovered {
		t.Error(f)
	}
}

func TestProjectedRowsOfAPeriodInForce(t *testing.T) {
	text := strings.Replace(dated, `rows: [{rate: "0.3"}]`, `rows: [{rate: "0.3"}, {rate: "0.5", status: projected}]`, 1)
	set := open(t, layer("r", map[string]string{"law/d.yaml": text}))
	for projected, want := range map[bool]string{false: "0.3", true: "0.5"} {
		if got := answer(at(t, set, "law.d", "2025-09-01", table.Options{Projected: projected}), offer(t, "")); got != want {
			t.Errorf("projected %v: got %s, want %s", projected, got, want)
		}
	}
}

// bands is the courier rule in small, with every outcome.
const bands = `table: law.b
title: Bands
gives: {rate: fraction, due: flag, how: text}
periods:
  - from: open
` + head + `    rows:
      - {seller: foreign, duty: given, rate: "0.9"}
      - {flag: prohibited, refuse: may not be imported}
      - {origin: [usmca, CL], ships_from: "!CN", value_usd: "[0,50]", rate: "0", due: "1", how: "a;b"}
      - {hs: ["64", "6109"], value_usd: "(50,)", unknown: ask a broker}
      - {value_usd: "[0,2500]", rate: "1/3"}
`

func TestOutcomes(t *testing.T) {
	set := open(t, layer("r", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group}))
	v := at(t, set, "law.b", "2026-01-01", table.Options{})
	for given, want := range map[string]string{
		"seller=foreign duty=0.1":                                         "0.9",
		"seller=company hs=64021900 flag=nom flag=prohibited":             "refuse: may not be imported",
		"seller=company origin=US ships_from=CA value_usd=50":             "0",
		"seller=company origin=CL ships_from=CA value_usd=50":             "0",
		"seller=company origin=US ships_from=CN value_usd=50":             "1/3",
		"seller=company origin=US ships_from=CA value_usd=50.01":          "1/3",
		"seller=company origin=CN ships_from=CA value_usd=50":             "1/3",
		"seller=company origin=CN ships_from=CN value_usd=51 hs=61091003": "unknown: ask a broker",
		"seller=company origin=CN ships_from=CN value_usd=50 hs=61091003": "1/3",
		"seller=company origin=CN ships_from=CN value_usd=51 hs=61101003": "1/3",
		"seller=company origin=CN ships_from=CN value_usd=2500.01":        "no row",
		"duty=0.1":                                   "undecided: seller",
		"seller=company":                             "undecided: origin",
		"seller=company origin=CN":                   "undecided: value_usd",
		"seller=company origin=US":                   "undecided: ships_from",
		"seller=company origin=US ships_from=CN":     "undecided: value_usd",
		"seller=company ships_from=CN value_usd=100": "1/3",
	} {
		if got := answer(v, offer(t, given)); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
	for key, want := range map[table.Key]bool{table.KeyHS: true, table.KeyDuty: true, table.KeyOrigin: true, table.KeyPrice: false} {
		if v.Asks(key) != want {
			t.Errorf("asks for %s: %v", key, !want)
		}
	}
	row := v.Match(offer(t, "seller=company origin=US ships_from=CA value_usd=0")).Row
	due, _ := v.Table.Column("due")
	how, _ := v.Table.Column("how")
	if row.Cells[due].Num.String() != "1" || !row.HasWord(how, "a") || !row.HasWord(how, "b") || row.HasWord(how, "a;b") || row.HasWord(how, "") {
		t.Errorf("%+v", row.Cells)
	}
	var said []string
	for i := range row.Conds {
		said = append(said, row.Conds[i].String())
	}
	if got, want := strings.Join(said, "; "), "origin usmca, CL; ships_from !CN; value_usd [0,50]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNegatedTariffLinesAndFlags(t *testing.T) {
	text := strings.NewReplacer("law.b", "law.n", from(bands, "rows:"), `rows:
      - {hs: ["!61", "!62"], rate: "0.1"}
      - {flag: ["!nom", "!prohibited"], rate: "0.2"}
      - {rate: "0.3"}
`).Replace(bands)
	v := at(t, open(t, layer("r", map[string]string{"law/n.yaml": text})), "law.n", "2026-01-01", table.Options{})
	for given, want := range map[string]string{
		"hs=64021900": "0.1", "hs=61091003": "0.2", "hs=61091003 flag=nom": "0.3", "hs=62021900 flag=anti-dumping": "0.2",
		"": "0.3", // without a tariff line neither matches
	} {
		if got := answer(v, offer(t, given)); got != want {
			t.Errorf("%q: got %s, want %s", given, got, want)
		}
	}
}

func TestGroupsByDate(t *testing.T) {
	pacific := strings.NewReplacer("usmca", "pacific", "[US, CA]", "[JP, AU]", `member: "1"}]`,
		`member: "1"}, {origin: [GB, JP], from: 2024-12-15, member: "1"}]`, "    status", "    to: 2025-12-31\n    status").Replace(group)
	text := strings.Replace(bands, "usmca, CL", "usmca, pacific", 1)
	set := open(t, layer("r", map[string]string{"law/b.yaml": text, "law/group.usmca.yaml": group, "law/group.pacific.yaml": pacific}))
	for _, c := range []struct{ date, origin, want string }{
		{"2020-06-30", "US", "1/3"}, {"2020-07-01", "US", "0"}, {"2020-06-30", "JP", "1/3"}, {"2020-07-01", "JP", "0"},
		{"2024-12-14", "GB", "1/3"}, {"2024-12-15", "GB", "0"}, {"2025-12-31", "GB", "0"}, {"2026-01-01", "GB", "1/3"},
		{"2026-01-01", "US", "0"}, {"2026-01-01", "CN", "1/3"},
	} {
		v := at(t, set, "law.b", c.date, table.Options{})
		if got := answer(v, offer(t, "seller=company ships_from=CA value_usd=1 origin="+c.origin)); got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.date, c.origin, got, c.want)
		}
	}
	cond := table.Cond{Key: table.KeyOrigin, Not: true, Texts: []string{"pacific", "US"}}
	if f := set.Resolve(&cond, day(t, "2025-01-01")); f != nil {
		t.Fatal(f)
	}
	for country, want := range map[string]bool{"GB": false, "US": false, "CA": true} {
		if got, known := cond.Holds(offer(t, "origin="+country), nil); got != want || !known {
			t.Errorf("%s is %s: %v", cond, country, got)
		}
	}
	cond.Texts = []string{"mercosur"}
	if f := set.Resolve(&cond, 0); f == nil || f.Code != "E-TABLE-GROUP" {
		t.Error(f)
	}
}

const card = `table: cost.c
title: A card
gives: {amount: money}
billable: {divisor: "5000"}
periods:
  - from: 2025-03-01
    to: 2025-03-31
` + head + `    rows: [{billable_kg: "[0,1]", amount: "10"}, {from: 2025-03-31, amount: "11 USD"}, {amount: "12"}]
  - from: 2026-01-01
` + head + `    rows: [{amount: "20"}]
`

func TestCards(t *testing.T) {
	set := open(t, layer("r", map[string]string{"costs/c.yaml": card}))
	for date, want := range map[string]string{
		"2020-01-01": "12", "2025-02-28": "12", "2025-03-01": "12", "2025-03-31": "11", "2025-12-31": "11", "2026-01-01": "20", "2030-01-01": "20",
	} {
		if got := answer(at(t, set, "cost.c", date, table.Options{}), offer(t, "billable_kg=5001")); got != want {
			t.Errorf("%s: got %s, want %s", date, got, want)
		}
	}
	v := at(t, set, "cost.c", "2020-01-01", table.Options{})
	if got := answer(v, offer(t, "billable_kg=5000")); got != "10" {
		t.Errorf("billable by the table's own head: got %s", got)
	}
	row := v.Match(offer(t, "billable_kg=9999")).Row
	if row.From.String() != "2025-03-01" || row.To.String() != "2025-03-31" || row.Cells[0].Text != "MXN" {
		t.Errorf("a card must tell its date: %+v", row)
	}
}

func TestUnknownTables(t *testing.T) {
	set := open(t, layer("r", rules()))
	_, f := set.At("law.group.usmac", 0, table.Options{})
	if f == nil || f.Code != "E-TABLE-UNKNOWN" || !strings.Contains(f.Message(), "law.group.usmca") {
		t.Error(f)
	}
	if _, f := new(table.Set).Table("law.x"); f == nil || f.Code != "E-TABLE-UNKNOWN" {
		t.Error(f)
	}
}

func TestAFaultyEmbeddedTableIsAFaultWhenItIsUsed(t *testing.T) {
	files := rules()
	files["law/x.yaml"] = strings.Replace(law, "0.2", "x", 1)
	set := open(t, layer("embedded", files))
	if _, f := set.At("law.x", 0, table.Options{}); f == nil || f.Code != "E-NUMBER" || f.Place.Line != 13 {
		t.Error(f)
	}
	if _, f := set.At("cost.y", 0, table.Options{}); f != nil {
		t.Error(f)
	}
	if list := table.Lint(layer("embedded", files), nil); len(list) != 1 {
		t.Error(list)
	}
}

func TestProjectedRulesAlone(t *testing.T) {
	text := strings.ReplaceAll(group, "status: enacted", "status: projected")
	set := open(t, layer("embedded", map[string]string{"law/group.usmca.yaml": text}))
	if _, f := set.At("law.group.usmca", day(t, "2026-01-01"), table.Options{}); f == nil || f.Code != "E-TABLE-PROJECTED" {
		t.Errorf("without projected rules: %v", f)
	}
	if _, f := set.At("law.group.usmca", day(t, "2026-01-01"), table.Options{Projected: true}); f != nil {
		t.Errorf("with projected rules: %v", f)
	}
}
