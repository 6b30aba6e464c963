package report

import (
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"

	"aduana/pkg/catalog"
)

// csvColumns are the columns of the CSV, in order; new ones go to the end.
var csvColumns = []struct {
	name string
	of   func(*Line) string
}{
	{"code", func(l *Line) string { return l.Code }},
	{"title", func(l *Line) string { return l.Title }},
	{"stage", func(l *Line) string { return l.Stage }},
	{"by", func(l *Line) string { return l.By }},
	{"incidence", func(l *Line) string { return l.Incidence }},
	{"credited", func(l *Line) string { return flagged(l.Credited) }},
	{"applied", func(l *Line) string { return strconv.FormatBool(l.Applied) }},
	{"amount", func(l *Line) string { return orEmpty(l.Amount) }},
	{"per_unit", func(l *Line) string { return orEmpty(l.PerUnit) }},
	{"rate", func(l *Line) string { return orEmpty(l.Rate) }},
	{"mode", func(l *Line) string { return l.Mode }},
	{"base", func(l *Line) string { return strings.Join(l.Base, " ") }},
	{"base_amount", func(l *Line) string { return orEmpty(l.BaseAmount) }},
	{"each", func(l *Line) string { return l.Each }},
	{"quantity", func(l *Line) string { return orEmpty(l.Quantity) }},
	{"unit_amount", func(l *Line) string { return orEmpty(l.UnitAmount) }},
	{"min", func(l *Line) string { return orEmpty(l.Min) }},
	{"max", func(l *Line) string { return orEmpty(l.Max) }},
	{"formula", func(l *Line) string { return l.Formula }},
	{"reason", func(l *Line) string { return l.Reason }},
	{"assumed", func(l *Line) string { return strconv.FormatBool(l.Assumed) }},
	{"status", func(l *Line) string { return l.Status }},
	{"confidence", func(l *Line) string { return l.Confidence }},
	{"table", func(l *Line) string { return l.Table }},
	{"layer", func(l *Line) string { return l.Layer }},
	{"from", func(l *Line) string { return l.From }},
	{"to", func(l *Line) string { return l.To }},
	{"instrument", func(l *Line) string { return cited(l).Instrument }},
	{"article", func(l *Line) string { return cited(l).Article }},
	{"dof", func(l *Line) string { return cited(l).DOF }},
	{"url", func(l *Line) string { return cited(l).URL }},
}

// csvOf writes one row a route and line. The kind is entry for the lines of an
// entry, month and once for the others.
func csvOf(doc *Document, _ Options) (string, error) {
	head := []string{"as_of", "route", "kind"}
	for _, c := range csvColumns {
		head = append(head, c.name)
	}
	t := newRecords(head)
	for i := range doc.Routes {
		r := &doc.Routes[i]
		for _, list := range []struct {
			kind  string
			lines []Line
		}{{"entry", r.Lines}, {"month", r.Monthly}, {"once", r.Setup}} {
			for j := range list.lines {
				record := []string{doc.AsOf, r.ID, list.kind}
				for _, c := range csvColumns {
					record = append(record, c.of(&list.lines[j]))
				}
				t.add(record)
			}
		}
	}
	return t.text()
}

// records is CSV under way, without formulas.
type records struct {
	out strings.Builder
	w   *csv.Writer
}

func newRecords(head []string) *records {
	t := &records{}
	t.w = csv.NewWriter(&t.out)
	t.add(head)
	return t
}

func (t *records) add(record []string) {
	safe := make([]string, len(record))
	for i := range record {
		safe[i] = defused(record[i])
	}
	_ = t.w.Write(safe) // text gives its error
}

func (t *records) text() (string, error) {
	t.w.Flush()
	return t.out.String(), t.w.Error()
}

// defused keeps a spreadsheet from reading text as a formula: it puts an
// apostrophe in front. A sign alone stays as it is.
func defused(s string) string {
	if catalog.IsFormula(s) && utf8.RuneCountInString(s) > 1 {
		return "'" + s
	}
	return s
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func flagged(b *bool) string {
	if b == nil {
		return ""
	}
	return strconv.FormatBool(*b)
}

func cited(l *Line) *Cite {
	if l.Cite == nil {
		return &Cite{}
	}
	return l.Cite
}
