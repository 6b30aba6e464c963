package schema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aduana/pkg/cli"
	"aduana/pkg/lock"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/schema"
	"aduana/pkg/table"
	"aduana/seeds"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// compiled makes a schema ready to validate, which checks it against the
// dialect's own schema too; change, where given, is made to it before.
func compiled(t *testing.T, name string, change func(any)) *jsonschema.Schema {
	t.Helper()
	text, err := schema.Of(name).Text()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(doc)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("urn:test", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:test")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

// fromYAML gives the value of a YAML text as JSON has it.
func fromYAML(t *testing.T, text []byte) any {
	t.Helper()
	var top yaml.Node
	if err := yaml.Unmarshal(text, &top); err != nil {
		t.Fatal(err)
	}
	return value(top.Content[0])
}

func value(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, value(c))
		}
		return list
	case n.Tag == "!!int" || n.Tag == "!!float":
		return json.Number(n.Value)
	case n.Tag == "!!bool":
		return n.Value == "true"
	case n.Tag == "!!null":
		return nil
	}
	return n.Value
}

func TestSeedsValidate(t *testing.T) {
	files := 0
	for pattern, name := range map[string]string{"examples/*.yaml": "offer", "law/*.yaml": "table", "costs/*.yaml": "table", "routes/*.yaml": "route"} {
		s := compiled(t, name, nil)
		paths, err := fs.Glob(seeds.FS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := seeds.FS.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files++
			if err := s.Validate(fromYAML(t, text)); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if files < 60 {
		t.Errorf("%d files, want all of them", files)
	}
}

// TestQuotesValidate: the quotes that are kept and those of today have nothing that the schema does not say.
func TestQuotesValidate(t *testing.T) {
	whole := compiled(t, "quote", func(doc any) { closed(doc) })
	check := func(name string, text []byte) {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := whole.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	locked, err := filepath.Glob("../../testdata/locked/*.json")
	if err != nil || len(locked) < 24 {
		t.Fatalf("%d locked quotes, want at least 24 (%v)", len(locked), err)
	}
	for _, name := range locked {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		q, err := lock.Read(file, name)
		if err != nil {
			t.Fatal(err)
		}
		_ = file.Close()
		text, err := json.Marshal(q.Document)
		if err != nil {
			t.Fatal(err)
		}
		check(name, text)
	}
	var last []byte
	quote := func(args ...string) {
		var out, stderr bytes.Buffer
		s := &cli.Streams{
			In: strings.NewReader(""), Out: &out, Err: &stderr, Version: "dev",
			Now: time.Now, Env: func(string) (string, bool) { return "", false }, Terminal: func() (int, bool) { return 0, false },
		}
		if code := cli.Run(append([]string{"quote", "--format", "json"}, args...), s); code != 0 {
			t.Fatalf("%v: exit code %d\n%s", args, code, stderr.String())
		}
		last = out.Bytes()
		check(strings.Join(args, " "), last)
	}
	for _, example := range []string{"tshirt", "earbuds", "face-cream", "sneakers"} {
		for _, date := range []string{"2012-01-01", "2023-06-01", "2024-12-31", "2025-08-15", "2026-09-01", "2027-06-01"} {
			quote("--example", example, "--as-of", date)
		}
	}
	quote("--price", "299", "--origin", "CN", "--as-of", "2026-09-01", "--set", "direct-mail.terms=dap")
	quote("--example", "tshirt", "--as-of", "2026-09-01", "--allow-projected", "--set", "hs=01012101", "--set", `name=a "name" <b>`)

	// What the document must have, and what it may not have instead.
	strict := compiled(t, "quote", nil)
	for _, bad := range []string{`{}`, `[]`, `{"schema_version": 2}`} {
		doc, _ := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		if strict.Validate(doc) == nil {
			t.Errorf("%s is taken for a quote", bad)
		}
	}
	floats := bytes.Replace(last, []byte(`"landed_cost": "`), []byte(`"landed_cost": 1, "x": "`), 1)
	if doc, _ := jsonschema.UnmarshalJSON(bytes.NewReader(floats)); bytes.Equal(floats, last) || strict.Validate(doc) == nil {
		t.Error("an amount that is a number is taken")
	}
}

// closed makes every object of a schema refuse what it does not name.
func closed(doc any) {
	switch v := doc.(type) {
	case map[string]any:
		if v["properties"] != nil && v["additionalProperties"] == nil {
			v["additionalProperties"] = false
		}
		for _, sub := range v {
			closed(sub)
		}
	case []any:
		for _, sub := range v {
			closed(sub)
		}
	}
}

// TestSchemaAndProgramAgree: what one takes the other takes, and so for what
// they refuse.
func TestSchemaAndProgramAgree(t *testing.T) {
	const period = "periods:\n  - {from: 2026-01-01, status: enacted, confidence: high, checked: 2026-09-01, cite: {instrument: Ours}, rows: [%s]}\n"
	rows := func(row string) string {
		return "table: law.vat\ntitle: VAT\ngives: {rate: fraction}\n" + fmt.Sprintf(period, row)
	}
	const head = "route: r\ntitle: R\nentry: parcel\nstock: abroad\ndays: cost.days\ncharges:\n  - "
	const price = "{code: price, title: Price, stage: sale, by: buyer, incidence: revenue, each: unit, amount: offer.price}\n"
	for _, c := range []struct {
		kind, text string
		good       bool
	}{
		{"offer", "price: 299\norigin: CN", true},
		{"offer", "price: 299 MXN\nrfc: true\ndirect-mail: {seller: foreign}\nlocal-warehouse.duty: 10%", true},
		{"offer", "hs: \"6109.10.03\"\nunit_cost: \"4.20\"\nsku: 12\nas_of: 2026-09-01\nreturn_rate: 1/12", true},
		{"offer", "{\"price\": \"299\", \"units_per_order\": 2}", true},
		{"offer", "pirce: 299", false},
		{"offer", "price: [299]", false},
		{"offer", "price: 0", false},
		{"offer", "price: dear", false},
		{"offer", "hs: \"6109.10\"", true},
		{"offer", "hs: \"61091\"", false},
		{"offer", "seller: nobody", false},
		{"offer", "rfc: perhaps", false},
		{"offer", "units_per_order: 1.5", false},
		{"offer", "cancel_rate: 1", false},
		{"offer", "as_of: 2026-02-30", false},
		{"offer", "direct-mail: {pirce: 299}", false},

		{"table", rows(`{rate: "0.16"}`), true},
		{"table", rows(`{origin: [CN, usmca], value_usd: "(50,117]", hs: ["61", "6402"], rate: "16%", cite: {instrument: X, dof: 2026-01-01}}`), true},
		{"table", rows(`{incoterm: "!DDP", refuse: not so}`), true},
		{"table", strings.Replace(rows(`{rate: "0.16"}`), "title:", "titel:", 1), false},
		{"table", rows(`{rate: 0.16}`), false},
		{"table", rows(`{seller: nobody, rate: "0.16"}`), false},
		{"table", rows(`{hs: "610", rate: "0.16"}`), false},
		{"table", rows(`{value_usd: "50-117", rate: "0.16"}`), false},
		{"table", strings.Replace(rows(`{rate: "0.16"}`), "enacted", "certain", 1), false},
		{"table", strings.Replace(rows(`{rate: "0.16"}`), ", checked: 2026-09-01", "", 1), false},
		{"table", strings.Replace(rows(`{rate: "0.16"}`), "fraction", "percent", 1), false},
		{"table", strings.Replace(rows(`{rate: "0.16"}`), "2026-01-01", "2026-13-01", 1), false},
		{"table", "table: law.vat\ntitle: VAT\ngives: {rate: fraction}\n", false},

		{"route", head + price, true},
		{"route", head + "{code: x, title: X, stage: sale, by: sat, of: [price, -tax], rate: [\"0.1\", law.vat.rate], either: [{incidence: cost, when: {terms: dap, law.flags.flags: \"!nom\"}}]}\n", true},
		{"route", head + strings.Replace(price, "sale", "sail", 1), false},
		{"route", head + strings.Replace(price, "title", "titel", 1), false},
		{"route", head + strings.Replace(price, "each: unit", "each: odds_returned", 1), false},
		{"route", head + strings.Replace(price, "offer.price", "offer.pirce", 1), false},
		{"route", head + strings.Replace(price, "offer.price", "12.50", 1), false},
		{"route", head + strings.Replace(price, "}", ", when: {colour: red}}", 1), false},
		{"route", strings.Replace(head, "parcel", "box", 1) + price, false},
		{"route", head + price + "with: {colour: red}", false},
	} {
		if got := takes(t, c.kind, c.text); got != c.good {
			t.Errorf("the program takes this %s: %v, want %v\n%s", c.kind, got, c.good, c.text)
		}
		err := compiled(t, c.kind, nil).Validate(fromYAML(t, []byte(c.text)))
		if (err == nil) != c.good {
			t.Errorf("the schema says %v of this %s, want good: %v\n%s", err, c.kind, c.good, c.text)
		}
	}
}

// takes tells whether the program reads a text without a fault.
func takes(t *testing.T, kind, text string) bool {
	t.Helper()
	switch kind {
	case "offer":
		_, err := offer.Decode(strings.NewReader(text), "o.yaml")
		return err == nil
	case "table":
		under, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS})
		if err != nil {
			t.Fatal(err)
		}
		return table.Lint(table.Layer{Name: "mine", FS: fstest.MapFS{"law/vat.yaml": {Data: []byte(text)}}}, under) == nil
	}
	_, err := route.Load(table.Layer{Name: "mine", FS: fstest.MapFS{"routes/r.yaml": {Data: []byte(text)}}})
	return err == nil
}

// TestOfferSchemaHasEveryField with what the field is.
func TestOfferSchemaHasEveryField(t *testing.T) {
	s := schema.Of("offer")
	defs := map[string]*schema.Schema{}
	for _, p := range s.Defs {
		defs[p.Name] = p.Schema
	}
	for _, spec := range offer.Specs() {
		if d := defs[spec.Name]; d == nil || d.Description != spec.Doc {
			t.Errorf("%s is not described", spec.Name)
		}
	}
	if want := len(offer.Specs()) + len(offer.Labels()); len(s.Properties) != want {
		t.Errorf("%d fields, want %d", len(s.Properties), want)
	}
}

// TestQuoteSchemaIsDescribed: the comments of the Go types are in the schema.
func TestQuoteSchemaIsDescribed(t *testing.T) {
	text, err := schema.Of("quote").Text()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"description": "Document is what `, `"description": "of the customs value, a fraction"`, `"$ref": "#/$defs/Line"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the schema lacks %s", want)
		}
	}
	if schema.Of("none") != nil {
		t.Error("there is a schema of nothing")
	}
}
