package report

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/route"
)

// RuleRoute is what `aduana rules show` answers about a route.
type RuleRoute struct {
	SchemaVersion int               `json:"schema_version"`
	Tool          Tool              `json:"tool"`
	ID            string            `json:"id"`
	Title         string            `json:"title"`
	Entry         string            `json:"entry"`
	Stock         string            `json:"stock"`
	Requires      []string          `json:"requires"`
	With          map[string]string `json:"with"` // fields that the route assumes
	Lines         []RuleCharge      `json:"lines"`
}

// RuleCharge is one way to reckon a line of a route.
type RuleCharge struct {
	Code      string `json:"code"`
	Title     string `json:"title"`
	Kind      string `json:"kind"` // entry, month or once
	By        string `json:"by"`
	Incidence string `json:"incidence"`
	Form      string `json:"form"` // how it is reckoned, as a route file names things
	When      string `json:"when,omitempty"`
	Layer     string `json:"layer"`
	File      string `json:"file"`
	Line      int    `json:"line"`
}

// ShowRoute makes the answer about a route.
func ShowRoute(b *Rulebook, r *route.Route) *RuleRoute {
	out := &RuleRoute{
		SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: b.Version},
		ID: r.ID, Title: r.Title, Entry: string(r.Entry), Stock: r.Stock, Requires: append([]string{}, r.Requires...),
		With: map[string]string{}, Lines: []RuleCharge{},
	}
	for _, d := range r.With {
		value := d.Value.String()
		if d.Value.Kind == route.Absent {
			value = d.Field.Format(d.Parsed)
		}
		out.With[d.Field.String()] = value
	}
	for _, list := range []struct {
		kind    string
		charges []route.Charge
	}{{"entry", r.Charges}, {"month", r.Monthly}, {"once", r.Setup}} {
		for i := range list.charges {
			c := &list.charges[i]
			charge := RuleCharge{
				Code: c.Code, Title: c.Title, Kind: list.kind, By: c.By, Incidence: string(c.Incidence), Form: formOf(c),
				Layer: c.Layer, File: c.File, Line: c.Line,
			}
			if len(c.When) > 0 {
				charge.When = whenText(c.When)
			}
			out.Lines = append(out.Lines, charge)
		}
	}
	return out
}

// formOf writes how a charge is reckoned: "law.tariff.rate × customs_value",
// "max(law.dta.rate × customs_value, law.dta.min/entry)".
func formOf(c *route.Charge) string {
	var sum []string
	for i, t := range c.Of {
		switch {
		case t.Negative:
			sum = append(sum, "− "+t.Code)
		case i > 0:
			sum = append(sum, "+ "+t.Code)
		default:
			sum = append(sum, t.Code)
		}
	}
	per := func(o route.Operand) string {
		if c.Each == route.NoMeasure || c.Each == route.Entries || o.Num == money.Zero {
			return o.String()
		}
		return o.String() + "/" + c.Each.String()
	}
	if c.Amount.Kind != route.Absent {
		if len(sum) > 0 {
			sum = append(sum, "+")
		}
		sum = append(sum, per(c.Amount))
	}
	s := strings.Join(sum, " ")
	if c.Count != route.CountAll {
		s = say("form."+string(c.Count), s)
	}
	if len(c.Rates) > 0 {
		if len(sum) > 1 {
			s = "(" + s + ")"
		}
		var rates []string
		for _, o := range c.Rates {
			rates = append(rates, o.String())
		}
		rate := strings.Join(rates, " × ")
		if c.Mode != route.Plain {
			rate = say("form."+string(c.Mode), rate)
		}
		s = rate + " × " + s
	}
	if c.Min.Kind != route.Absent {
		s = "max(" + s + ", " + per(c.Min) + ")"
	}
	if c.Max.Kind != route.Absent {
		s = "min(" + s + ", " + per(c.Max) + ")"
	}
	return s
}

func (r *RuleRoute) passages() []passage {
	head := passage{title: say("explain.table", r.ID, clean(r.Title))}
	put := func(key string, text string) {
		if text != "" {
			head.entries = append(head.entries, entry{say(key), []string{text}})
		}
	}
	put("rules.entry_of", r.Entry)
	put("rules.stock", r.Stock)
	put("rules.requires", strings.Join(r.Requires, ", "))
	var with []string
	for _, name := range slices.Sorted(maps.Keys(r.With)) {
		with = append(with, name+" "+r.With[name])
	}
	put("rules.with", strings.Join(with, " · "))
	l := &list{columns: []listColumn{
		{name: "code", title: say("column.line")}, {name: "title", raw: true}, {name: "kind", raw: true},
		{name: "by", title: say("column.to"), show: func(by string) string { return label("by."+by, by) }}, {name: "incidence", raw: true},
		{name: "form", title: say("rules.form"), wide: true}, {name: "when", title: say("rules.applies"), wide: true},
		{name: "layer", raw: true}, {name: "file", raw: true}, {name: "line", raw: true},
	}}
	for _, c := range r.Lines {
		l.rows = append(l.rows, []string{c.Code, c.Title, c.Kind, c.By, c.Incidence, c.Form, c.When, c.Layer, c.File, strconv.Itoa(c.Line)})
	}
	return []passage{head, {title: say("rules.lines_of"), list: l}}
}
