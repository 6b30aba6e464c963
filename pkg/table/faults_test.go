package table_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// law is a table without a fault; its lines are numbered in the margin.
const law = `table: law.x
title: A table
gives: {rate: fraction, due: flag}
periods:
  - from: open
    to: 2024-12-31
    status: enacted
    confidence: high
    cite: {instrument: A law}
    checked: 2026-01-02
    rows:
      - {origin: usmca, value_usd: "[0,50]", rate: "0.1", due: "1"}
      - {rate: "0.2"}
  - from: 2025-01-01
    status: enacted
    confidence: high
    cite: {instrument: A law}
    checked: 2026-01-02
    rows:
      - {hs: "61", rate: "0.3"}
      - {refuse: nothing else is taken}
`

// cost is a table whose rows stand in a CSV file.
const (
	cost = `table: cost.y
title: A card
gives: {amount: money}
csv: y.csv
sources:
  A: {status: enacted, confidence: low, cite: {instrument: A card}, checked: 2026-01-02}
  B: {status: enacted, confidence: low, cite: {instrument: B card}, checked: 2026-01-02}
`
	costCSV = `hs,price,from,to,amount,source,note,unknown
61,,,,5 USD,A,,
6203,"[0,99)",,,6,B,,
6203,,,,,A,,ask
`
	group = `table: law.group.usmca
title: A group
gives: {member: flag}
periods:
  - from: 2020-07-01
    status: enacted
    confidence: high
    cite: {instrument: A treaty}
    checked: 2026-01-02
    rows: [{origin: [US, CA], member: "1"}]
`
)

// rules is a folder without a fault.
func rules() map[string]string {
	return map[string]string{"law/x.yaml": law, "law/group.usmca.yaml": group, "costs/y.yaml": cost, "costs/y.csv": costCSV}
}

func layer(name string, files map[string]string) table.Layer {
	m := fstest.MapFS{}
	for path, text := range files {
		m[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return table.Layer{Name: name, FS: m}
}

// brief gives faults as "file:line CODE".
func brief(faults fault.List) []string {
	var out []string
	for _, f := range faults {
		at := f.Place.File
		if f.Place.Line > 0 {
			at += ":" + strconv.Itoa(f.Place.Line)
		}
		out = append(out, at+" "+string(f.Code))
	}
	return out
}

func TestLintAcceptsWhatIsRight(t *testing.T) {
	if faults := table.Lint(layer("r", rules()), nil); faults != nil {
		t.Fatal(faults)
	}
}

// wrong is one change to the rules, and all the faults that it makes.
type wrong struct {
	name, file, old, new string
	want                 []string
}

var wrongs = []wrong{
	{"not YAML", "law/x.yaml", "title: A table", "title: @table", []string{"r/law/x.yaml:2 E-YAML"}},
	{"empty", "law/x.yaml", law, "", []string{"r/law/x.yaml E-YAML-EMPTY"}},
	{"a list", "law/x.yaml", law, "- a\n", []string{"r/law/x.yaml:1 E-YAML-MAP"}},
	{"two documents", "law/x.yaml", "      - {refuse:", "---\na: b\n#", []string{"r/law/x.yaml:21 E-YAML-DOCUMENTS"}},
	{"anchor", "law/x.yaml", "cite: {inst", "cite: &c {inst", []string{"r/law/x.yaml:9 E-YAML-ALIAS"}},
	{"merge", "law/x.yaml", "{rate: \"0.2\"}", "{<<: {rate: \"0.2\"}}", []string{"r/law/x.yaml:13 E-YAML-KEY"}},
	{"deep", "law/x.yaml", "\"61\"", strings.Repeat("[", 20) + strings.Repeat("]", 20), []string{"r/law/x.yaml:20 E-YAML-DEPTH"}},
	{"not UTF-8", "law/x.yaml", "A table", "A \xff", []string{"r/law/x.yaml E-UTF8"}},
	{"large", "law/x.yaml", "A table", strings.Repeat("x", 1<<20), []string{"r/law/x.yaml E-TOO-LARGE"}},
	{"no tag of one's own", "law/x.yaml", "origin: usmca,", "origin: !usmca ,", []string{"r/law/x.yaml:12 E-TABLE-COUNTRY"}},

	{"unknown key", "law/x.yaml", "title: A table", "title: A table\nnotes: x", []string{"r/law/x.yaml:3 E-KEY"}},
	{"unknown key of a period", "law/x.yaml", "    to: 2024", "    until: 2024-12-31\n    to: 2024", []string{"r/law/x.yaml:6 E-KEY"}},
	{"unknown key of a citation", "law/x.yaml", "{instrument: A law}", "{instrument: A law, page: x}", []string{"r/law/x.yaml:9 E-KEY"}},
	{"key twice", "law/x.yaml", "title: A table", "title: A table\ntitle: B", []string{"r/law/x.yaml:3 E-KEY-TWICE"}},
	{"condition twice", "law/x.yaml", "{hs: \"61\",", "{hs: \"61\", hs: \"62\",", []string{"r/law/x.yaml:20 E-KEY-TWICE"}},
	{"no id", "law/x.yaml", "table: law.x\n", "", []string{"r/law/x.yaml:1 E-KEY-MISSING"}},
	{"no title", "law/x.yaml", "title: A table\n", "", []string{"r/law/x.yaml:1 E-KEY-MISSING"}},
	{"no periods", "law/group.usmca.yaml", group, before(group, "periods"), []string{"r/law/group.usmca.yaml:1 E-KEY-MISSING"}},
	{"no citation", "law/x.yaml", "    cite: {instrument: A law}\n", "", []string{"r/law/x.yaml:5 E-KEY-MISSING"}},
	{"no instrument", "law/x.yaml", "{instrument: A law}", "{article: x}", []string{"r/law/x.yaml:9 E-KEY-MISSING"}},
	{"not checked", "law/x.yaml", "    checked: 2026-01-02\n", "", []string{"r/law/x.yaml:5 E-KEY-MISSING"}},
	{"no rows", "costs/y.yaml", "csv: y.csv\n", "", []string{"r/costs/y.yaml:5 E-TABLE-FORM"}},
	{"no sources", "costs/y.yaml", cost, before(cost, "sources"), []string{"r/costs/y.yaml:1 E-KEY-MISSING"}},
	{"sources empty", "costs/y.yaml", from(cost, "sources"), "sources: {}\n", []string{"r/costs/y.yaml:5 E-TABLE-EMPTY"}},
	{"csv and periods", "costs/y.yaml", "csv: y.csv", "csv: y.csv\nperiods: []", []string{"r/costs/y.yaml:5 E-TABLE-FORM"}},
	{"unquoted number", "law/x.yaml", "rate: \"0.2\"", "rate: 0.2", []string{"r/law/x.yaml:13 E-UNQUOTED"}},
	{"unquoted tariff line", "law/x.yaml", "hs: \"61\"", "hs: 61", []string{"r/law/x.yaml:20 E-UNQUOTED"}},
	{"interval as a list", "law/x.yaml", "\"[0,50]\"", "[0,50]", []string{"r/law/x.yaml:12 E-YAML-SCALAR"}},
	{"empty text", "law/x.yaml", "title: A table", "title: \" \"", []string{"r/law/x.yaml:2 E-TABLE-TEXT"}},
	{"control character", "law/x.yaml", "title: A table", "title: \"\\e[31m\"", []string{"r/law/x.yaml:2 E-TABLE-TEXT"}},

	{"another id", "law/x.yaml", "table: law.x", "table: law.z", []string{"r/law/x.yaml:1 E-TABLE-PATH"}},
	{"unknown unit", "law/x.yaml", "rate: fraction", "rate: percent", []string{"r/law/x.yaml:3 E-TABLE-UNIT"}},
	{"reserved column", "law/x.yaml", "due: flag}", "note: text}", []string{"r/law/x.yaml:3 E-TABLE-COLUMN", "r/law/x.yaml:12 E-TABLE-CONDITION"}},
	{"gives nothing", "costs/y.yaml", "{amount: money}", "{}", []string{"r/costs/y.csv:1 E-TABLE-CONDITION", "r/costs/y.yaml:3 E-TABLE-EMPTY"}},
	{"periods empty", "law/group.usmca.yaml", from(group, "periods"), "periods: []\n", []string{"r/law/group.usmca.yaml:4 E-TABLE-EMPTY"}},
	{"rows empty", "law/group.usmca.yaml", "[{origin: [US, CA], member: \"1\"}]", "[]", []string{"r/law/group.usmca.yaml:10 E-TABLE-EMPTY"}},
	{"too many rows", "law/group.usmca.yaml", "[{origin: [US, CA], member: \"1\"}]", "[" + strings.Repeat("{},", 5001) + "]", []string{"r/law/group.usmca.yaml:10 E-TABLE-ROWS"}},
	{"empty list", "law/x.yaml", "hs: \"61\"", "hs: []", []string{"r/law/x.yaml:20 E-TABLE-LIST"}},
	{"long list", "law/x.yaml", "hs: \"61\"", "hs: [" + strings.Repeat("\"61\",", 301) + "]", []string{"r/law/x.yaml:20 E-TABLE-LIST"}},

	{"bad date", "law/x.yaml", "from: 2025-01-01", "from: 2025-02-30", []string{"r/law/x.yaml:14 E-DATE"}},
	{"bad status", "law/x.yaml", "status: enacted\n    confidence: high\n    cite: {instrument: A law}\n    checked: 2026-01-02\n    rows:\n      - {hs", "status: enact\n    confidence: high\n    cite: {instrument: A law}\n    checked: 2026-01-02\n    rows:\n      - {hs", []string{"r/law/x.yaml:15 E-WORD"}},
	{"bad confidence", "law/x.yaml", "rate: \"0.3\"", "rate: \"0.3\", confidence: sure", []string{"r/law/x.yaml:20 E-WORD"}},
	{"bad review", "law/x.yaml", "    to: 2024-12-31", "    to: 2024-12-31\n    review_by: soon", []string{"r/law/x.yaml:7 E-DATE"}},
	{"bad gazette", "law/x.yaml", "{instrument: A law}", "{instrument: A law, dof: 2025-13-01}", []string{"r/law/x.yaml:9 E-DATE"}},
	{"bad address", "law/x.yaml", "{instrument: A law}", "{instrument: A law, url: example.org}", []string{"r/law/x.yaml:9 E-TABLE-URL"}},
	{"order", "law/x.yaml", "from: 2025-01-01", "from: open", []string{"r/law/x.yaml:14 E-TABLE-ORDER"}},
	{"overlap", "law/x.yaml", "from: 2025-01-01", "from: 2024-12-31", []string{"r/law/x.yaml:14 E-TABLE-OVERLAP"}},
	{"gap", "law/x.yaml", "from: 2025-01-01", "from: 2025-01-02", []string{"r/law/x.yaml:14 E-TABLE-GAP"}},
	{"period ends before it starts", "law/x.yaml", "from: 2025-01-01", "from: 2025-01-01\n    to: 2024-12-31", []string{"r/law/x.yaml:15 E-TABLE-END"}},
	{"row ends before it starts", "law/x.yaml", "rate: \"0.3\"", "rate: \"0.3\", from: 2025-03-02, to: 2025-03-01", []string{"r/law/x.yaml:20 E-TABLE-END"}},
	{"row out of its period", "law/x.yaml", "rate: \"0.2\"", "rate: \"0.2\", from: 2025-01-01", []string{"r/law/x.yaml:13 E-TABLE-ROW-DATES"}},

	{"unknown condition", "law/x.yaml", "origin: usmca", "orign: usmca", []string{"r/law/x.yaml:12 E-TABLE-CONDITION"}},
	{"value that is not given", "law/x.yaml", "rate: \"0.2\"", "rate: \"0.2\", amount: \"1\"", []string{"r/law/x.yaml:13 E-TABLE-CONDITION"}},
	{"value missing", "law/x.yaml", "{rate: \"0.2\"}", "{due: \"1\"}", []string{"r/law/x.yaml:13 E-TABLE-VALUE"}},
	{"says nothing", "law/x.yaml", "{rate: \"0.2\"}", "{stock: abroad}", []string{"r/law/x.yaml:13 E-TABLE-VALUE"}},
	{"bad number", "law/x.yaml", "rate: \"0.2\"", "rate: \"0,2\"", []string{"r/law/x.yaml:13 E-NUMBER"}},
	{"below zero", "law/x.yaml", "rate: \"0.2\"", "rate: \"-0.2\"", []string{"r/law/x.yaml:13 E-RANGE"}},
	{"bad flag", "law/x.yaml", "due: \"1\"", "due: \"2\"", []string{"r/law/x.yaml:12 E-WORD"}},
	{"bad interval", "law/x.yaml", "[0,50]", "[0;50]", []string{"r/law/x.yaml:12 E-INTERVAL"}},
	{"reversed interval", "law/x.yaml", "[0,50]", "[50,0]", []string{"r/law/x.yaml:12 E-INTERVAL-EMPTY"}},
	{"bad country", "law/x.yaml", "origin: usmca", "origin: Usa", []string{"r/law/x.yaml:12 E-TABLE-COUNTRY"}},
	{"unknown group", "law/x.yaml", "origin: usmca", "origin: nafta", []string{"r/law/x.yaml:12 E-TABLE-GROUP"}},
	{"bad tariff line", "law/x.yaml", "hs: \"61\"", "hs: \"61.09\"", []string{"r/law/x.yaml:20 E-TABLE-HS"}},
	{"long tariff line", "law/x.yaml", "hs: \"61\"", "hs: \"6109100300\"", []string{"r/law/x.yaml:20 E-TABLE-HS"}},
	{"mixed negation", "law/x.yaml", "hs: \"61\"", "hs: [\"!61\", \"62\"]", []string{"r/law/x.yaml:20 E-TABLE-NEGATION"}},
	{"bad word", "law/x.yaml", "hs: \"61\"", "marketplace: My Shop", []string{"r/law/x.yaml:20 E-TABLE-WORD"}},
	{"word out of the list", "law/x.yaml", "hs: \"61\"", "seller: firm", []string{"r/law/x.yaml:20 E-WORD"}},
	{"bad currency", "law/x.yaml", "hs: \"61\"", "currency: usd", []string{"r/law/x.yaml:20 E-CURRENCY"}},
	{"refuses and gives", "law/x.yaml", "rate: \"0.2\"", "rate: \"0.2\", refuse: no", []string{"r/law/x.yaml:13 E-TABLE-MIXED"}},
	{"refuses and is unknown", "law/x.yaml", "refuse: nothing else is taken", "refuse: no, unknown: ask", []string{"r/law/x.yaml:21 E-TABLE-MIXED"}},
	{"can never match", "law/x.yaml", "{hs: \"61\", rate: \"0.3\"}", "{rate: \"0.3\"}", []string{"r/law/x.yaml:21 E-TABLE-NEVER"}},
	{"can never match on its days", "law/x.yaml", "{rate: \"0.2\"}", "{rate: \"0.2\", to: 2020-12-31}\n      - {rate: \"0.3\", from: 2020-12-01, to: 2020-12-31}", []string{"r/law/x.yaml:14 E-TABLE-NEVER"}},
	{"can match on other days", "law/x.yaml", "{rate: \"0.2\"}", "{rate: \"0.2\", to: 2020-12-31}\n      - {rate: \"0.3\", from: 2020-12-31}", nil},
	{"weight without volume", "law/x.yaml", "value_usd: \"[0,50]\"", "billable_kg: \"[0,50]\"", []string{"r/law/x.yaml:1 E-TABLE-BILLABLE"}},
	{"volume without weight", "law/x.yaml", "title: A table", "title: A table\nbillable: {divisor: \"5000\"}", []string{"r/law/x.yaml:3 E-TABLE-BILLABLE"}},
	{"volume over zero", "law/x.yaml", "title: A table", "title: A table\nbillable: {divisor: \"0\"}", []string{"r/law/x.yaml:3 E-TABLE-BILLABLE", "r/law/x.yaml:3 E-RANGE"}},
	{"group of another form", "law/group.usmca.yaml", "{member: flag}", "{members: flag}", []string{"r/law/group.usmca.yaml:3 E-TABLE-MEMBERS", "r/law/group.usmca.yaml:10 E-TABLE-CONDITION"}},
	{"group with a condition", "law/group.usmca.yaml", "[US, CA]", "[US, CA], rfc: \"true\"", []string{"r/law/group.usmca.yaml:10 E-TABLE-MEMBERS"}},

	{"csv is a path", "costs/y.yaml", "csv: y.csv", "csv: ../y.csv", []string{"r/costs/y.yaml:4 E-TABLE-CSV-NAME"}},
	{"csv is not there", "costs/y.yaml", "csv: y.csv", "csv: z.csv", []string{"r/costs/y.yaml:4 E-TABLE-CSV-MISSING"}},
	{"csv is empty", "costs/y.csv", costCSV, "", []string{"r/costs/y.csv:1 E-TABLE-EMPTY"}},
	{"csv without rows", "costs/y.csv", from(costCSV, "\n"), "\n", []string{"r/costs/y.csv:1 E-TABLE-EMPTY"}},
	{"csv is not UTF-8", "costs/y.csv", "ask", "as\xff", []string{"r/costs/y.csv:4 E-UTF8"}},
	{"csv column", "costs/y.csv", "hs,price", "hs,prize", []string{"r/costs/y.csv:1 E-TABLE-CONDITION"}},
	{"csv column twice", "costs/y.csv", "from,to", "from,from", []string{"r/costs/y.csv:1 E-KEY-TWICE"}},
	{"csv without a value", "costs/y.csv", "amount", "description", []string{"r/costs/y.csv:1 E-TABLE-VALUE"}},
	{"csv without a source", "costs/y.csv", "source", "description", []string{"r/costs/y.csv:1 E-KEY-MISSING"}},
	{"csv source", "costs/y.csv", ",B,", ",C,", []string{"r/costs/y.csv:3 E-TABLE-SOURCE"}},
	{"csv fields", "costs/y.csv", "6203,,,,,A,,ask", "6203,,,,,A,,ask,", []string{"r/costs/y.csv:4 E-TABLE-CSV"}},
	{"csv quotes", "costs/y.csv", "5 USD", "5\"USD", []string{"r/costs/y.csv:2 E-TABLE-CSV"}},
	{"csv line break", "costs/y.csv", "6203,,,,,A,,ask", "6203,,,,,A,,\"as\nk\"", []string{"r/costs/y.csv:4 E-TABLE-CSV"}},
	{"csv number", "costs/y.csv", "5 USD", "five", []string{"r/costs/y.csv:2 E-NUMBER"}},
	{"csv interval", "costs/y.csv", "[0,99)", "[99,0)", []string{"r/costs/y.csv:3 E-INTERVAL-EMPTY"}},
	{"csv tariff line", "costs/y.csv", "61,", "061,", []string{"r/costs/y.csv:2 E-TABLE-HS"}},
	{"csv date", "costs/y.csv", "61,,,", "61,,2025-02-29,", []string{"r/costs/y.csv:2 E-DATE"}},
	{"csv value missing", "costs/y.csv", "5 USD", "", []string{"r/costs/y.csv:2 E-TABLE-VALUE"}},
	{"csv mixed", "costs/y.csv", "5 USD,A,,", "5 USD,A,,ask", []string{"r/costs/y.csv:2 E-TABLE-MIXED"}},
	{"csv out of order", "costs/y.csv", "\n61,", "\n63,", []string{"r/costs/y.csv:3 E-TABLE-UNSORTED"}},
	{"csv row never matches", "costs/y.csv", "6203,\"[0,99)\",,,6,B,,\n6203,,,,,A,,ask\n", "6203,,,,6,B,,\n6203,\"[0,99)\",,,6,A,,\n", []string{"r/costs/y.csv:4 E-TABLE-NEVER"}},
	{"csv row never matches after its chapter", "costs/y.csv", "6203,\"[0,99)\"", "6109,", []string{"r/costs/y.csv:3 E-TABLE-NEVER"}},
}

func TestEachFaultHasItsPlace(t *testing.T) {
	for _, w := range wrongs {
		t.Run(w.name, func(t *testing.T) {
			files := rules()
			if !strings.Contains(files[w.file], w.old) {
				t.Fatalf("%s has no %q", w.file, w.old)
			}
			files[w.file] = strings.Replace(files[w.file], w.old, w.new, 1)
			faults := table.Lint(layer("r", files), nil)
			if got := brief(faults); !slices.Equal(got, w.want) {
				t.Errorf("got  %q\nwant %q\n%v", got, w.want, faults)
			}
			for _, f := range faults {
				if strings.Contains(f.Error()+f.Hint(), "%!") {
					t.Errorf("a text lacks its argument: %s; %s", f.Error(), f.Hint())
				}
			}
		})
	}
}

func TestFaultsOfFolders(t *testing.T) {
	for _, w := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"nothing to read", map[string]string{"README.md": "x"}, []string{"r E-RULES-EMPTY"}},
		{"misspelt folder", map[string]string{"cost/y.yaml": cost}, []string{"r/cost E-RULES-FOLDER"}},
		{"table at the top", map[string]string{"x.yaml": law}, []string{"r/x.yaml E-TABLE-FILE"}},
		{"no table at the top", map[string]string{"offer.yaml": "sku: a\n", "routes/a.yaml": "x"}, nil},
		{"folder in between", map[string]string{"law/eu/x.yaml": law}, []string{"r/law/eu E-TABLE-FILE"}},
		{"another ending", map[string]string{"law/x.yml": law}, []string{"r/law/x.yml E-TABLE-FILE"}},
		{"name that is no word", map[string]string{"law/X y.yaml": law}, []string{"r/law/X y.yaml E-TABLE-FILE"}},
		{"hidden files", map[string]string{"law/.x.yaml": "x"}, nil},
	} {
		t.Run(w.name, func(t *testing.T) {
			if got := brief(table.Lint(layer("r", w.files), nil)); !slices.Equal(got, w.want) {
				t.Errorf("got %q, want %q", got, w.want)
			}
		})
	}
}

func TestLongSheetsAreSortedByTariffLine(t *testing.T) {
	files := rules()
	var b strings.Builder
	b.WriteString("unit_kg,amount\n")
	for i := range 5001 {
		fmt.Fprintf(&b, "%d,1\n", i)
	}
	files["costs/y.csv"] = b.String()
	files["costs/y.yaml"] = strings.Join(strings.SplitAfter(cost, "\n")[:6], "")
	if got, want := brief(table.Lint(layer("r", files), nil)), []string{"r/costs/y.csv:1 E-TABLE-ROWS"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowsOfLawInASheetDoNotOverlap(t *testing.T) {
	files := map[string]string{
		"law/z.yaml": strings.NewReplacer("cost.y", "law.z", "y.csv", "z.csv").Replace(cost),
		"law/z.csv": "hs,from,to,amount,source\n" +
			"6109,,2024-12-31,1,A\n6109,2025-01-01,,2,A\n" +
			"6110,,2025-01-01,1,A\n6110,2025-01-01,,2,A\n" +
			"6111,2025-01-02,2025-01-01,2,A\n",
	}
	want := []string{"r/law/z.csv:5 E-TABLE-OVERLAP", "r/law/z.csv:6 E-TABLE-END"}
	if got := brief(table.Lint(layer("r", files), nil)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAllFaultsAreFoundAtOnce(t *testing.T) {
	files := rules()
	files["law/x.yaml"] = strings.NewReplacer("title: A table", "titel: A table", "0.2", "x", "hs: \"61\"", "hs: \"6\"").Replace(law)
	files["costs/y.csv"] = strings.NewReplacer("5 USD", "five", ",B,", ",C,").Replace(costCSV)
	want := []string{
		"r/costs/y.csv:2 E-NUMBER", "r/costs/y.csv:3 E-TABLE-SOURCE",
		"r/law/x.yaml:1 E-KEY-MISSING", "r/law/x.yaml:2 E-KEY", "r/law/x.yaml:13 E-NUMBER", "r/law/x.yaml:20 E-TABLE-HS",
	}
	if got := brief(table.Lint(layer("r", files), nil)); !slices.Equal(got, want) {
		t.Errorf("lint: got %q, want %q", got, want)
	}
	_, err := table.Open(layer("embedded", rules()), layer("r", files))
	if got := brief(fault.From(err)); len(got) != len(want) {
		t.Errorf("open: got %q, want %q", got, want)
	}
}

// TestEveryCodeIsRaised keeps the catalogue and the tests together.
func TestEveryCodeIsRaised(t *testing.T) {
	raised := map[string]bool{
		"E-DATE-UNCOVERED": true, "E-TABLE-UNKNOWN": true, "E-TABLE-GIVES": true, "E-TABLE-FILE": true, // other tests
		"E-RULES-FOLDER": true, "E-RULES-EMPTY": true, "E-TABLE-PROJECTED": true,
		"E-RULES-MANY": true, "E-TABLE-CODE-ROWS": true, "E-TABLE-COLUMNS": true, "E-TABLE-LINES": true,
	}
	for _, w := range wrongs {
		for _, s := range w.want {
			raised[s[strings.LastIndex(s, " ")+1:]] = true
		}
	}
	for _, c := range fault.Codes() {
		for _, prefix := range []string{"E-TABLE-", "E-DATE", "E-INTERVAL", "E-RULES-"} {
			if strings.HasPrefix(string(c), prefix) && !raised[string(c)] {
				t.Errorf("%s is never raised by a test", c)
			}
		}
	}
}
