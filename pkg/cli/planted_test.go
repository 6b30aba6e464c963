package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// plant is one kind of fault. Its file is written three times, %[1]s being the
// file's name and %[2]d the number of the time; or once with %[2]d from 1 to 3
// where it repeats by itself. Each faulty line ends in a mark: # and the code.
type plant struct {
	kind, folder, text string
}

// Pieces of tables and routes without a fault.
const (
	plantedHead = "table: law.%[1]s\ntitle: A table\ngives: {rate: fraction, due: flag}\nperiods:\n"
	plantedTime = "  - from: 2020-01-01\n    status: enacted\n    confidence: high\n    cite: {instrument: A law}\n    checked: 2026-01-02\n    rows:\n"
	plantedLaw  = plantedHead + plantedTime

	plantedRoute = "route: %[1]s\ntitle: A route\nentry: parcel\nstock: abroad\ndays: cost.days\ncharges:\n" +
		"  - {code: price, title: Price, stage: sale, by: buyer, incidence: revenue, each: unit, amount: offer.price}\n"
)

// rowPlant has three faulty rows in one table, charge three faulty charges in
// one route.
func rowPlant(kind, row, code string) plant {
	text := plantedLaw
	for n := 1; n <= 3; n++ {
		text += "      - {" + strings.ReplaceAll(row, "%d", fmt.Sprint(n)) + "} #" + code + "\n"
	}
	return plant{kind, "law", text}
}

func chargePlant(kind, charge, code string) plant {
	text := plantedRoute
	for n := 1; n <= 3; n++ {
		text += fmt.Sprintf("  - {code: x%d, title: X, stage: border, by: sat, incidence: cost, ", n) + strings.ReplaceAll(charge, "%d", fmt.Sprint(n)) + "} #" + code + "\n"
	}
	return plant{kind, "routes", text}
}

// periodPlant has three faulty periods in one table.
func periodPlant(kind, code string, from ...string) plant {
	text := plantedHead
	for i, day := range from {
		mark := ""
		if i > 0 {
			mark = " #" + code
		}
		start, rest, _ := strings.Cut(day, "\n")
		text += strings.Replace(plantedTime, "2020-01-01\n", start+mark+"\n"+rest, 1) + "      - {rate: \"0.1\"}\n"
	}
	return plant{kind, "law", text}
}

var plants = []plant{
	// Rows.
	rowPlant("a number without quotes", `origin: CN, rate: 0.%d`, "E-UNQUOTED"),
	rowPlant("a condition that is none", `orign%d: CN, rate: "0.1"`, "E-TABLE-CONDITION"),
	rowPlant("a number with a comma", `rate: "0,%d"`, "E-NUMBER"),
	rowPlant("a number below zero", `rate: "-0.%d"`, "E-RANGE"),
	rowPlant("an interval that is none", `value_usd: "[0;%d]", rate: "0.1"`, "E-INTERVAL"),
	rowPlant("an interval of nothing", `value_usd: "[9,%d]", rate: "0.1"`, "E-INTERVAL-EMPTY"),
	rowPlant("an interval as a list", `value_usd: [0, %d], rate: "0.1"`, "E-YAML-SCALAR"),
	rowPlant("a country that is none", `origin: China%d, rate: "0.1"`, "E-TABLE-COUNTRY"),
	rowPlant("a group that is none", `origin: friends%d, rate: "0.1"`, "E-TABLE-GROUP"),
	rowPlant("a tariff line that is none", `hs: "61%d", rate: "0.1"`, "E-TABLE-HS"),
	rowPlant("a word of another list", `seller: firm%d, rate: "0.1"`, "E-WORD"),
	rowPlant("a flag that is none", `rate: "0.1", due: "%d0"`, "E-WORD"),
	rowPlant("a word with a blank", `marketplace: "Mercado %d", rate: "0.1"`, "E-TABLE-WORD"),
	rowPlant("a row without its value", `stock: abroad, due: "1", note: "%d"`, "E-TABLE-VALUE"),
	rowPlant("a value and a refusal", `rate: "0.%d", refuse: not taken`, "E-TABLE-MIXED"),
	rowPlant("a key given twice", `rate: "0.%d", rate: "0.2"`, "E-KEY-TWICE"),
	rowPlant("a negation among others", `incoterm: ["!DAP", CIF], rate: "0.%d"`, "E-TABLE-NEGATION"),
	rowPlant("a list of nothing", `hs: [], rate: "0.%d"`, "E-TABLE-LIST"),
	rowPlant("a day that is none", `rate: "0.1", from: 2025-02-3%d`, "E-DATE"),
	rowPlant("an end before the start", `rate: "0.1", from: 2025-03-0%d, to: 2025-02-01`, "E-TABLE-END"),
	rowPlant("a row out of its period", `rate: "0.1", from: 2019-01-0%d, to: 2019-02-01`, "E-TABLE-ROW-DATES"),
	rowPlant("a text of nothing", `refuse: " ", seller: foreign, note: "%d"`, "E-TABLE-TEXT"),
	rowPlant("a citation with a key of its own", `rate: "0.1", cite: {instrument: A law, page%d: x}`, "E-KEY"),
	rowPlant("a citation without its instrument", `rate: "0.1", cite: {article: "%d"}`, "E-KEY-MISSING"),
	rowPlant("an address that is none", `rate: "0.1", cite: {instrument: A law, url: example%d.org}`, "E-TABLE-URL"),
	{"rows that an earlier one covers", "law", plantedLaw + `      - {value_usd: "[0,50]", rate: "0.1"}
      - {origin: CN, value_usd: "[1,2]", rate: "0.2"} #E-TABLE-NEVER
      - {rate: "0.3"}
      - {seller: company, rate: "0.4"} #E-TABLE-NEVER
      - {hs: "61", rate: "0.5"} #E-TABLE-NEVER
`},

	// Heads, periods and CSV files.
	periodPlant("days that no period covers", "E-TABLE-GAP", "2020-01-01\n    to: 2020-12-31\n", "2021-02-01\n    to: 2021-12-31\n", "2022-02-01\n    to: 2022-12-31\n", "2023-02-01"),
	periodPlant("days that two periods cover", "E-TABLE-OVERLAP", "2020-01-01\n    to: 2020-12-31\n", "2020-12-31\n    to: 2021-12-31\n", "2021-12-31\n    to: 2022-12-31\n", "2022-12-31"),
	periodPlant("periods out of order", "E-TABLE-ORDER", "2020-01-01", "2020-01-01", "2019-01-01", "2018-01-01"),
	{"another table's name", "law", strings.Replace(plantedLaw, "law.%[1]s\n", "law.other%[2]d #E-TABLE-PATH\n", 1) + "      - {rate: \"0.1\"}\n"},
	{"a unit that is none", "law", strings.Replace(plantedLaw, "due: flag}", "due: flag, share: percent} #E-TABLE-UNIT", 1) + "      - {rate: \"0.1\", share: a}\n"},
	{"a table without a title", "law", strings.Replace(strings.Replace(plantedLaw, "title: A table\n", "", 1), "law.%[1]s", "law.%[1]s #E-KEY-MISSING", 1) + "      - {rate: \"0.1\"}\n"},
	{"a source that the head lacks", "costs", "table: cost.%[1]s\ntitle: A card\ngives: {amount: money}\ncsv: planted.csv #E-TABLE-CSV-MISSING\n" +
		"sources:\n  A: {status: enacted, confidence: low, cite: {instrument: A card}, checked: 2026-01-02}\n"},

	// Routes.
	chargePlant("money as a rate", `of: [price], rate: [law.prv.amount], note: "%d"`, "E-ROUTE-UNIT"),
	chargePlant("a rate as money", `each: unit, amount: law.vat.rate, note: "%d"`, "E-ROUTE-UNIT"),
	chargePlant("a measure that is none", `of: [price], rate: [m.boxes%d]`, "E-ROUTE-OPERAND"),
	chargePlant("a table that is none", `of: [price], rate: [law.vta%d.rate]`, "E-TABLE-UNKNOWN"),
	chargePlant("a column that is none", `of: [price], rate: [law.vat.rate%d]`, "E-ROUTE-COLUMN"),
	chargePlant("a line that is none", `of: [prise%d]`, "E-ROUTE-LINE"),
	chargePlant("a word that no row says", `of: [price], when: {law.anti_dumping.method: box%d}`, "E-ROUTE-NEVER-SAID"),
	chargePlant("a condition of a route that is none", `of: [price], when: {colour%d: red}`, "E-TABLE-CONDITION"),
	chargePlant("a key that does nothing", `of: [price], mode: net, note: "%d"`, "E-ROUTE-IDLE"),
	chargePlant("a step of nothing", `each: kg, amount: "%d", step: "0"`, "E-ROUTE-STEP"),
	chargePlant("nobody is paid", `of: [price], by: custom, note: "%d"`, "E-WORD"),
	chargePlant("a rate below zero", `of: [price], rate: ["-0.%d"]`, "E-ROUTE-NEGATIVE"),
	{"an alternative that is never taken", "routes", plantedRoute + `  - {code: x, title: X, stage: border, by: sat, incidence: cost, of: [price], either: [
      {rate: ["0.1"], when: {origin: [CN, HK]}},
      {rate: ["0.2"], when: {origin: CN, seller: foreign}}, #E-ROUTE-NEVER
      {rate: ["0.3"]},
      {rate: ["0.4"], when: {seller: company}}, #E-ROUTE-NEVER
      {rate: ["0.5"]}]} #E-ROUTE-NEVER
`},
	{"a warning without a text", "routes", plantedRoute + "warn:\n  - {code: W-ONE, when: {seller: foreign}} #E-ROUTE-WARNING\n" +
		"  - {code: W-TWO, when: {seller: foreign}} #E-ROUTE-WARNING\n  - {code: W-THREE, when: {seller: foreign}} #E-ROUTE-WARNING\n"},
}

// planted is the mark of a faulty line.
var planted = regexp.MustCompile(`#(E-[A-Z-]+)$`)

// TestPlantedFaultsAreFound writes a folder of rules with over a hundred faults
// of over thirty kinds. Each is found at its line, none is reported twice, and
// nothing else is.
func TestPlantedFaultsAreFound(t *testing.T) {
	dir := t.TempDir()
	var want []string
	codes := map[string]bool{}
	for i, p := range plants {
		times := 1
		if strings.Count(p.text, " #E-") == 1 {
			times = 3
		}
		for n := 1; n <= times; n++ {
			name := fmt.Sprintf("p%02d-%d", i, n)
			text := strings.NewReplacer("%[1]s", name, "%[2]d", fmt.Sprint(n)).Replace(p.text)
			path := filepath.Join(dir, p.folder, name+".yaml")
			if strings.Contains(text, "by: custom") {
				text = strings.ReplaceAll(text, "by: sat, incidence", "incidence")
			}
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			for j, line := range strings.Split(text, "\n") {
				if m := planted.FindStringSubmatch(line); m != nil {
					want = append(want, fmt.Sprintf("%s/%s.yaml:%d %s", p.folder, name, j+1, m[1]))
					codes[m[1]] = true
				}
			}
		}
	}
	if len(want) < 100 || len(plants) < 30 || len(codes) < 30 {
		t.Fatalf("%d faults of %d kinds and %d codes are planted", len(want), len(plants), len(codes))
	}
	faults, err := lint(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faults {
		file, _ := strings.CutPrefix(filepath.ToSlash(f.Place.File), filepath.ToSlash(dir)+"/")
		got = append(got, fmt.Sprintf("%s:%d %s", file, f.Place.Line, f.Code))
		if f.Hint() == "" || strings.Contains(f.Error()+f.Hint(), "%!") {
			t.Errorf("no hint, or an argument is missing: %s; %s", f.Error(), f.Hint())
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("not found: %s", line)
		}
	}
	for i, line := range got {
		switch {
		case !slices.Contains(want, line):
			t.Errorf("found and not planted: %s", line)
		case i > 0 && got[i-1] == line:
			t.Errorf("reported twice: %s", line)
		}
	}
	t.Logf("%d faults of %d kinds", len(want), len(plants))
}
