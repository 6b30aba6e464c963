package report

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"
)

// failing refuses to be written to.
type failing struct{}

var errFull = errors.New("the disk is full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestRenderFaults(t *testing.T) {
	broken := tshirt()
	broken.Routes[0].Lines[2].Amount, broken.Routes[1].Totals.Margin = text("1e9"), text("0.001")
	for _, c := range []struct {
		name, format string
		doc          *Document
		o            Options
		want         []string
	}{
		{"unknown format", "jsn", tshirt(), Options{}, []string{`--format: "jsn" is not a format (near: "json") [E-FORMAT]`}},
		{"no format", "", tshirt(), Options{}, []string{`E-FORMAT`}},
		{"capitals", "JSON", tshirt(), Options{}, []string{`E-FORMAT`}},
		{"fields of a table", Table, tshirt(), Options{Fields: []string{"best"}}, []string{`E-FIELDS-FORMAT`}},
		{"fields nowhere", JSON, tshirt(), Options{Fields: []string{"best", "routes.totals.margn", "bset.x", "best.x", "routes.title.x", ""}}, []string{
			`--fields: "routes.totals.margn" is no part of the document (near: "routes.totals.margin") [E-FIELDS]`,
			`--fields: "bset.x" is no part of the document (near: "best") [E-FIELDS]`,
			`--fields: "best.x" is no part of the document (near: "best") [E-FIELDS]`,
			`--fields: "routes.title.x" is no part of the document (near: "routes.title") [E-FIELDS]`,
			`--fields: "" is no part of the document`,
		}},
		{"fields of maps", JSON, tshirt(), Options{Fields: []string{"offer.pricee", "offer.direct-mail.prise", "routes.views.pnll", "difference.margn"}}, []string{
			`"offer.pricee" is no part of the document (near: "offer.price")`,
			`"offer.direct-mail.prise" is no part of the document (near: "offer.direct-mail.price")`,
			`"routes.views.pnll" is no part of the document (near: "routes.views.pnl")`,
			`"difference.margn" is no part of the document (near: "difference.margin")`,
		}},
		{"no amounts", Table, broken, Options{}, []string{`direct-mail: first_mile of the document is "1e9", which is not an amount [E-DOCUMENT]`}},
		{"no amounts in Markdown", Markdown, broken, Options{}, []string{`E-DOCUMENT`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			err := Render(&b, c.format, c.doc, c.o)
			list := fault.From(err)
			if len(list) != len(c.want) || b.Len() > 0 {
				t.Fatalf("faults %v with %d bytes written, want %v", err, b.Len(), c.want)
			}
			for i, f := range list {
				if !strings.Contains(f.Error(), c.want[i]) {
					t.Errorf("fault %q, want %q", f.Error(), c.want[i])
				}
			}
		})
	}
	for _, format := range Formats() {
		if err := Render(failing{}, format, tshirt(), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s to a full disk gives %v", format, err)
		}
	}
}

func TestJSON(t *testing.T) {
	d := closed()
	got := render(t, JSON, d, Options{})
	if !strings.HasSuffix(got, "}\n") || !strings.Contains(got, "<b>") || strings.Contains(got, `\u003c`) {
		t.Errorf("not one object without HTML escapes and with a newline at the end:\n%.300s", got)
	}
	var back Document
	if err := json.Unmarshal([]byte(got), &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&back, d) {
		t.Error("what is read back is not the document that was written")
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct {
		fields string
		want   string
	}{
		{"best", `{"best":"local-warehouse"}`},
		{"break_even_units,schema_version", `{"schema_version":1,"break_even_units":118}`},
		{"routes.totals.margin,routes.id", `{"routes":[{"id":"direct-mail","totals":{"margin":"-50.85"}},{"id":"local-warehouse","totals":{"margin":"111650.18"}}]}`},
		{"routes.lead_days.usual", `{"routes":[{"lead_days":{"usual":"14"}},{"lead_days":{"usual":"3"}}]}`},
		{"tool.name,tool", `{"tool":{"name":"aduana","version":"0.1.0"}}`},
		{"tool,tool.name", `{"tool":{"name":"aduana","version":"0.1.0"}}`},
		{" best , best", `{"best":"local-warehouse"}`},
		{"offer.sku,offer.duty,offer.direct-mail.seller", `{"offer":{"direct-mail":{"seller":"foreign"},"sku":"EX-TSHIRT"}}`},
		{"difference.margin,difference.landed_cost", `{"difference":{"margin":"122.1010"}}`},
		{"routes.monthly.amount", `{"routes":[{"monthly":[]},{"monthly":[{"amount":"6000.00"}]}]}`},
	} {
		var got strings.Builder
		for field := range strings.Lines(render(t, JSON, tshirt(), Options{Fields: strings.Split(c.fields, ",")})) {
			got.WriteString(strings.TrimSpace(field))
		}
		if s := strings.ReplaceAll(got.String(), `": `, `":`); s != c.want {
			t.Errorf("--fields %s gives\n%s, want\n%s", c.fields, s, c.want)
		}
	}
	d := tshirt()
	d.Routes[0].LeadDays = nil
	if got := render(t, JSON, d, Options{Fields: []string{"routes.lead_days.low"}}); !strings.Contains(got, `"lead_days": null`) {
		t.Errorf("what is unknown is not null: %s", got)
	}
}

func TestCSV(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "text": "text", "-1234.50": "-1234.50", "+5": "+5", "-12%": "-12%", "1/300": "1/300",
		"=1+1": "'=1+1", "+cmd": "'+cmd", "-output_vat": "'-output_vat", "@SUM(1)": "'@SUM(1)", "\t=1": "'\t=1", "＝1": "'＝1", "-": "-", "=": "=",
	} {
		if got := defused(in); got != want {
			t.Errorf("defused(%q) is %q, want %q", in, got, want)
		}
	}
	d := closed()
	rows, err := csv.NewReader(strings.NewReader(render(t, CSV, d, Options{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := 1
	for _, r := range d.Routes {
		want += len(r.Lines) + len(r.Monthly) + len(r.Setup)
	}
	if len(rows) != want || len(rows[0]) != 3+len(csvColumns) {
		t.Errorf("%d rows of %d columns, want %d of %d", len(rows), len(rows[0]), want, 3+len(csvColumns))
	}
	at := slices.Index(rows[0], "title")
	if !slices.ContainsFunc(rows, func(r []string) bool { return r[at] == "'=cmd|' /C calc'!A0" }) {
		t.Error("the formula in a title is not defused")
	}
}

func TestMarkdown(t *testing.T) {
	got := render(t, Markdown, closed(), Options{})
	columns := 0
	for l := range strings.Lines(got) {
		if !strings.HasPrefix(l, "|") {
			continue
		}
		n := strings.Count(strings.ReplaceAll(l, `\|`, ""), "|")
		if columns == 0 {
			columns = n
		}
		if n != columns {
			t.Errorf("%d bars instead of %d: %s", n, columns, l)
		}
	}
	if columns != 8 || strings.Contains(got, "<b>") || !strings.Contains(got, `\| &lt;b&gt;=HYPERLINK&lt;/b&gt;`) {
		t.Errorf("%d bars, or a name that is read as HTML or as a cell:\n%s", columns, got[:min(400, len(got))])
	}
}

// Every text is used, and every text that is used is there.
func TestEnglish(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"((?:` + strings.Join(prefixes(), "|") + `)\.[A-Za-z0-9_.]+)"`)
	used := map[string]bool{}
	for _, f := range files {
		if strings.HasPrefix(f, "english") || strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(data), -1) {
			used[m[1]] = true
		}
	}
	delete(used, "rules.digest") // a key of the document
	for k := range english {
		family, name, _ := strings.Cut(k, ".")
		reckoned := slices.Contains([]string{"by", "stage", "line", "base", "load", "cause", "chart", "volume",
			"measure", "effect", "name", "fault", "source", "role", "count", "payee", "form"}, family) ||
			family == "total" && totals()[name] || k == "seller.true" || k == "seller.false"
		if !reckoned && !used[k] {
			t.Errorf("%q is used nowhere", k)
		}
	}
	for k := range used {
		if _, ok := english[k]; !ok {
			t.Errorf("%q is used and has no text", k)
		}
	}
	for _, s := range stages {
		if english["stage."+s] == "" {
			t.Errorf("stage %q has no text", s)
		}
	}
}

func prefixes() []string {
	var all []string
	for k := range english {
		if p, _, _ := strings.Cut(k, "."); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// totals are the names that totalRow is given.
func totals() map[string]bool {
	names := map[string]bool{}
	for _, n := range []string{"net_revenue", "landed_cost", "delivered_cost", "margin", "customs_value", "import_taxes", "kept", "payout", "cash"} {
		names[n] = true
	}
	return names
}
