package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"aduana/pkg/money"

	"pgregory.net/rapid"
)

func render(t interface {
	Helper()
	Fatal(...any)
}, format string, doc *Document, o Options) string {
	t.Helper()
	var b strings.Builder
	if err := Render(&b, format, doc, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The rows of the text itself add up, down each route's column.
func TestTableAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := tshirt()
		d.Routes = []Route{anyRoute(t, 0)}
		text := render(t, Table, d, Options{Width: 140})
		var net, sections, running, parts int64
		var inSection string
		check := func(name string, got, want int64) {
			if got != want {
				t.Fatalf("%s: the rows make %d, printed is %d\n%s", name, got, want, text)
			}
		}
		seen := 0
		for _, row := range strings.Split(text, "\n") {
			label, cents, ok := readRow(row)
			if row == "" {
				continue
			}
			if inSection != "" && (!strings.HasPrefix(row, "    ") || label == "of the price") {
				check(inSection, 0, parts)
				inSection = ""
			}
			switch {
			case label == "= Net revenue":
				net, seen = cents, seen+1
			case label == "= Margin":
				check(label, net-sections, cents)
				seen++
			case label == "Landed cost", label == "Delivered cost":
				check(label, running, cents)
				seen++
			case seen == 0 || seen > 3 || !ok:
			case strings.HasPrefix(row, "− "):
				sections, running, parts, inSection = sections+cents, running+cents, cents, label
				if label == "− Other costs of the sale" {
					running -= cents // of no stage on the way to delivery
				}
			case inSection != "":
				parts -= cents
			}
		}
		if seen != 4 {
			t.Fatalf("%d of 4 totals found\n%s", seen, text)
		}
	})
}

var amountAtEnd = regexp.MustCompile(`^(.*?)\s{2,}(?:.*\s)?(-?[\d,]+\.\d\d)\*?$`)

// readRow reads the label and the one amount of a row.
func readRow(row string) (label string, cents int64, ok bool) {
	m := amountAtEnd.FindStringSubmatch(strings.TrimSpace(row))
	if m == nil {
		return strings.TrimSpace(row), 0, false
	}
	cents, ok = centavos(strings.ReplaceAll(m[2], ",", ""))
	return strings.TrimSpace(m[1]), cents, ok
}

// No line is wider than the page, whatever is in the document.
func TestTableWidth(t *testing.T) {
	colours := regexp.MustCompile("\x1b\\[[0-9;]*m")
	rapid.Check(t, func(t *rapid.T) {
		d := tshirt()
		d.Offer["name"] = rapid.StringN(0, 60, -1).Draw(t, "name")
		d.Routes = nil
		for i := range rapid.IntRange(0, 4).Draw(t, "routes") {
			r := anyRoute(t, rapid.IntRange(0, 2).Draw(t, "unknown"))
			r.ID, r.Feasible = fmt.Sprintf("r%d", i), rapid.Bool().Draw(t, "feasible")
			for j := range r.Lines {
				if r.Lines[j].Title = rapid.SampledFrom([]string{"Import duty", "进口关税（一般税率）", "Delivery by the marketplace's own courier to a remote place", "棉质 T恤 shirt"}).Draw(t, "title"); j%3 == 0 {
					forEach("1234.56", "m3", "2")(&r.Lines[j])
				}
			}
			d.Routes = append(d.Routes, r)
		}
		w := rapid.IntRange(leastWidth, 180).Draw(t, "width")
		plain := render(t, Table, d, Options{Width: w})
		for _, l := range strings.Split(plain, "\n") {
			if n := columnsOf(l); n > w {
				t.Fatalf("%d columns on a page of %d: %q\n%s", n, w, l, plain)
			}
			if strings.TrimRight(l, " ") != l {
				t.Fatalf("blanks at the end of %q", l)
			}
		}
		coloured := colours.ReplaceAllString(render(t, Table, d, Options{Width: w, Colour: true}), "")
		for i, l := range strings.Split(coloured, "\n") {
			if want := strings.Split(plain, "\n")[i]; strings.TrimRight(l, " ") != want {
				t.Fatalf("in colour %q, plain %q", l, want)
			}
		}
	})
}

func TestVerdict(t *testing.T) {
	// A route of one unit with a price, a cost and so a margin.
	r := func(id, title, cost string) Route {
		r := Route{ID: id, Title: title, Feasible: true, Entry: Entry{Kind: "parcel", Units: text("1")}, Lines: []Line{
			line("price", "Price", "sale", "buyer", "revenue", "100.00"), line("goods", "Goods", "source", "supplier", "cost", cost),
		}}
		tally(&r)
		return r
	}
	closed := func(r Route) Route { r.Feasible, r.Reason = false, "not admitted"; return r }
	needing := func(r Route) Route { r.Needs = []string{"unit_cost", "hs (or duty)"}; return r }
	barred := func(r Route) Route { r.Feasible, r.Reason, r.Barred = false, "not known", barredUnknown; return r }
	open := func(r Route) Route {
		unknownFor("unit_cost is not given")(&r.Lines[1])
		tally(&r)
		return r
	}
	mail, local := "direct-mail", "local-warehouse"
	for _, c := range []struct {
		want      string
		breakEven int64
		routes    []Route
	}{
		{"Local warehouse keeps 41.20 MXN more a unit than direct mail. It is ahead from about 1,200 units a month, and earns its own monthly costs from about 1,207.", 1200,
			[]Route{r(mail, "Direct mail", "91.20"), r(local, "Local warehouse", "50.00")}},
		{"Direct mail keeps 0.01 MXN more a unit than local warehouse. Local warehouse is ahead from about 900 units a month, but never earns its own monthly costs.", 900,
			[]Route{r(mail, "Direct mail", "10.00"), r(local, "Local warehouse", "10.01")}},
		{"Direct mail keeps 10.00 MXN more a unit than local warehouse.", 0,
			[]Route{r(mail, "Direct mail", "10.00"), r(local, "Local warehouse", "20.00")}},
		{"Local warehouse loses 5.00 MXN less a unit than direct mail; neither earns money.", 0,
			[]Route{r(mail, "Direct mail", "110.00"), r(local, "Local warehouse", "105.00")}},
		{"Direct mail and local warehouse keep the same: 90.00 MXN a unit.", 7,
			[]Route{r(mail, "Direct mail", "10.00"), r(local, "Local warehouse", "10.00")}},
		{"Direct mail keeps 90.00 MXN a unit, 90.0% of the price.", 0, []Route{r(mail, "Direct mail", "10.00")}},
		{"Direct mail loses 1.00 MXN a unit.", 0, []Route{r(mail, "Direct mail", "101.00")}},
		{"Only direct mail can be used. It keeps 90.00 MXN a unit, 90.0% of the price.", 0,
			[]Route{r(mail, "Direct mail", "10.00"), closed(r(local, "Local warehouse", "10.00"))}},
		{"No verdict: the margin of local warehouse is not known. To know it, supply unit_cost, hs (or duty).", 0,
			[]Route{r(mail, "Direct mail", "10.00"), needing(open(r(local, "Local warehouse", "10.00")))}},
		{"No verdict: the margin of local warehouse is not known.", 0,
			[]Route{r(mail, "Direct mail", "10.00"), barred(r(local, "Local warehouse", "10.00"))}},
		{"No route can be used.", 0, []Route{closed(r(mail, "Direct mail", "10.00")), closed(r(local, "Local warehouse", "10.00"))}},
		{"No verdict: the margin of local warehouse is not known.", 0,
			[]Route{r(mail, "Direct mail", "10.00"), open(r(local, "Local warehouse", "10.00"))}},
		{"Air keeps 1.00 MXN more a unit than DHL.", 0,
			[]Route{r("a", "DHL", "12.00"), r("b", "Air", "11.00"), r("c", "Sea", "30.00")}},
		{"No route can be used.", 0, nil},
	} {
		d := &Document{Routes: c.routes}
		if c.breakEven != 0 {
			d.BreakEvenUnits = &c.breakEven
			if pays := c.breakEven + 7; pays > 1000 {
				d.PaysFromUnits = &pays
			}
		}
		s, err := compose(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.verdict(); got != c.want {
			t.Errorf("verdict %q, want %q", got, c.want)
		}
	}
}

func TestRates(t *testing.T) {
	of := func(options ...func(*Line)) *Line {
		l := line("x", "X", "border", "customs", "cost", "45.00", options...)
		return &l
	}
	for _, c := range []struct {
		name string
		line *Line
		want string
	}{
		{"none", of(), ""},
		{"percentage", of(rate("0.335", "customs_value")), "33.5% of customs value|33.5%"},
		{"two bases", of(rate("0.025", "price", "-output_vat")), "2.5% of price − output VAT|2.5%"},
		{"first base taken off", of(rate("0.5", "-goods")), "50% of − goods|50%"},
		{"many bases", of(rate("0.18", "a", "b", "c")), "18%"},
		{"one base twice", of(rate("1/9", "delivery", "delivery")), "11.11%"},
		{"inside", of(rate("4/29", "price"), inside), "16% inside"},
		{"small", of(rate("0.00001", "a", "b", "c")), "0.001%"},
		{"zero", of(rate("0", "a", "b", "c")), "0%"},
		{"each order", of(forEach("59.60", "order", "1")), "59.60/order"},
		{"each, whole", of(forEach("4500.00", "entry", "1")), "4,500/entry"},
		{"each, with a whole form", of(forEach("1098.617", "entry", "1")), "1,098.62/entry|1,099/entry"},
		{"each unit is what is printed", of(forEach("59.60", "unit", "1")), ""},
		{"each times a rate", of(forEach("441.00", "entry", "1"), rate("1/300")), "1.47/entry"},
		{"at the minimum", of(rate("0.0045", "customs_value"), baseAmount("1000.00"), atLeast("45.00")), "min 45"},
		{"over the minimum", of(rate("0.0045", "customs_value"), baseAmount("10000.00"), atLeast("1.00")), "0.45% of customs value|0.45%"},
		{"at the maximum", of(rate("0.5", "customs_value"), baseAmount("10000.00"), func(l *Line) { l.Max = text("45.00") }), "max 45"},
	} {
		if got := strings.Join(ratesOf(c.line), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	zero := "0.00"
	for in, want := range map[string]string{"1": "1", "999": "999", "1000": "1,000", "-1234567.50": "-1,234,567.50", "-100.00": "-100.00"} {
		if got := thousands(in); got != want {
			t.Errorf("thousands(%q) is %q, want %q", in, got, want)
		}
	}
	if got := signed(5) + signed(0) + signed(-5); got != "+0.050.00-0.05" {
		t.Errorf("signed: %q", got)
	}
	for in, want := range map[string]string{"0.335": "33.5%", "1/3": "33.3%", "-12": "-1,200.0%", "0.0004": "0.0%"} {
		if got := share1(&in, nil, nil); got != want {
			t.Errorf("share1(%q) is %q, want %q", in, got, want)
		}
	}
	if got := share1(nil, nil, &zero) + share1(nil, &zero, nil) + share1(nil, &zero, &zero); got != "??–" {
		t.Errorf("shares of what is unknown or nothing: %q", got)
	}
	for in, want := range map[string]int64{"1.00": 100, "-0.01": -1, "12": 1200} {
		if got, ok := centavos(in); !ok || got != want {
			t.Errorf("centavos(%q) is %d, %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "x", "0.001", "1e3", "99999999999999999999.00"} {
		if got, ok := centavos(in); ok {
			t.Errorf("centavos(%q) is %d and should be refused", in, got)
		}
	}
	if got := money.Amount(-50).String(); got != "-0.50" {
		t.Errorf("an amount between zero and minus one is %q", got)
	}
}

func TestText(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "棉质": 4, "é": 1, "e\u0301": 1, "−─…–": 4, "Ｔ": 2} {
		if got := columnsOf(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
	for _, c := range []struct {
		s       string
		columns int
		want    string
	}{
		{"", 5, ""}, {"a b c", 3, "a b|c"}, {"abcdefg", 3, "abc|def|g"}, {"棉质上衣", 5, "棉质|上衣"}, {"ab  cd", 9, "ab cd"}, {"x abcdef", 3, "x|abc|def"}, {"a 1 · b 2", 5, "a 1 ·|b 2"}, {"aaa · b", 4, "aaa|· b"}, {"· a", 9, "· a"},
	} {
		if got := strings.Join(wrap(c.s, c.columns), "|"); got != c.want {
			t.Errorf("wrap(%q, %d) is %q, want %q", c.s, c.columns, got, c.want)
		}
	}
	if got := cut("棉质上衣", 5); got != "棉质…" {
		t.Errorf("cut: %q", got)
	}
	if got := clean(" a\x1b[31m\tb\u202ec\x00\n"); got != "a [31m bc" {
		t.Errorf("clean: %q", got)
	}
}
