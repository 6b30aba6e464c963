package report

import (
	"fmt"
	"slices"
	"strings"
)

// mostPassed is how many rows that were passed over are shown to people.
const mostPassed = 5

func (x *Explanation) passages() []passage {
	var all []passage
	if len(x.Closed) > 0 {
		p := passage{}
		for _, c := range x.Closed {
			p.text = append(p.text, say("note.closed", clean(c.Title))+": "+clean(c.Reason))
		}
		all = append(all, p)
	}
	for i := range x.Lines {
		all = append(all, x.Lines[i].passages()...)
	}
	for i := range x.Totals {
		all = append(all, x.Totals[i].passage())
	}
	digest := x.Rules.Digest[strings.LastIndexByte(x.Rules.Digest, ':')+1:]
	foot := say("explain.footer", say("note.estimate"), x.AsOf, digest[:min(8, len(digest))], x.Tool.Version)
	return append(all, passage{text: []string{foot}})
}

// passages gives the line, then each table that it stands on.
func (a *LineAccount) passages() []passage {
	head := passage{title: say("explain.title", clean(a.Line.Title), a.Line.Code, clean(a.RouteTitle)), text: []string{a.result()}}
	put := func(key string, texts ...string) {
		if len(texts) > 0 {
			head.entries = append(head.entries, entry{say(key), texts})
		}
	}
	if a.Line.Reason != "" {
		put("explain.why", a.Line.Reason)
	}
	if a.Line.Applied && a.Line.Amount != nil {
		put("explain.formula", a.formula()...)
	}
	if a.Line.Applied {
		put("explain.base", a.base()...)
		for i := range a.Numbers {
			put("role."+a.Numbers[i].Role, a.Numbers[i].words())
		}
	}
	var passed []string
	for _, p := range a.Passed {
		passed = append(passed, say("explain.passed", p.When, p.Why))
	}
	put("explain.instead", passed...)
	if a.When != "" && a.Line.Applied {
		put("explain.applies", a.When)
	}
	if a.Line.Applied {
		put("explain.to", label("payee."+a.Line.By, label("by."+a.Line.By, a.Line.By)))
		put("explain.effect", say("effect."+a.Effect))
		put("explain.stands", a.stands()...)
	}
	if a.File != "" {
		put("explain.defined", say("explain.place", a.File, a.FileLine))
	}
	all := []passage{head}
	for i := range a.Tables {
		all = append(all, a.Tables[i].passage())
	}
	return all
}

// result says what the line comes to.
func (a *LineAccount) result() string {
	switch {
	case !a.Line.Applied:
		return say("explain.is_not")
	case a.Line.Amount == nil:
		return say("explain.is_unknown")
	case a.Kind == "month":
		return say("explain.is_month", thousands(*a.Line.Amount))
	case a.Kind == "once":
		return say("explain.is_once", thousands(*a.Line.Amount))
	}
	of := say("explain.entry_open", a.Entry.Kind)
	if a.Entry.Units != nil {
		if of = say("explain.consignment", thousands(*a.Entry.Units)); a.Entry.Kind == "parcel" {
			of = say("explain.parcel", thousands(*a.Entry.Units))
		}
	}
	if a.Line.PerUnit == nil || a.Entry.Units != nil && *a.Entry.Units == "1" {
		return say("explain.is", thousands(*a.Line.Amount), of)
	}
	return say("explain.is_each", thousands(*a.Line.Amount), of, thousands(*a.Line.PerUnit))
}

// formula gives the formula in numbers, and how its result is rounded.
func (a *LineAccount) formula() []string {
	rounded := say("explain.rounded")
	if a.Rounding == "peso" {
		rounded = say("explain.rounded_peso")
	}
	texts := []string{say("explain.result", a.Line.Formula, *a.Line.Amount) + "; " + rounded}
	switch a.Line.Mode {
	case "included":
		texts = append(texts, say("explain.included"))
	case "net":
		texts = append(texts, say("explain.net"))
	}
	return texts
}

// base lists what is summed.
func (a *LineAccount) base() []string {
	var texts []string
	for _, t := range a.Terms {
		amount := unknownMark
		if t.Amount != nil {
			amount = thousands(*t.Amount)
		}
		key := "explain.term"
		if t.Negative {
			key = "explain.minus"
		}
		texts = append(texts, say(key, clean(t.Title), amount))
	}
	if len(texts) > 1 {
		texts = []string{strings.Join(texts, " · ")}
	}
	if len(texts) > 0 && a.Count != "" {
		texts = append(texts, say("count."+a.Count))
	}
	return texts
}

// words says what a number is, and where it comes from.
func (n *Number) words() string {
	if n.Value == nil {
		return say("explain.unknown", n.Source, n.Why)
	}
	value := *n.Value
	if n.Currency != "" {
		value += " " + n.Currency
	}
	literal := n.Source == value
	if n.MXN != nil {
		value += fmt.Sprintf(" = %s MXN", thousands(*n.MXN))
	}
	switch {
	case n.measure != "":
		return say("explain.number_of", value, n.Source, say("measure."+n.measure))
	case literal:
		return say("explain.number_by", value, say("explain.by_route"))
	}
	return say("explain.number", value, n.Source)
}

// stands lists what the line stands on beside the tables, which are told below.
func (a *LineAccount) stands() []string {
	var texts []string
	for _, s := range a.Sources {
		if slices.ContainsFunc(a.Tables, func(u TableUse) bool { return u.ID == s.Of }) {
			continue
		}
		texts = append(texts, say("source."+s.Kind, s.Of, clean(s.Text)))
	}
	return texts
}

// passage tells which row of a table was taken, and why not those before.
func (u *TableUse) passage() passage {
	p := passage{title: say("explain.table", u.ID, clean(u.Title)), deep: true}
	put := func(key string, texts ...string) {
		if len(texts) > 0 {
			p.entries = append(p.entries, entry{say(key), texts})
		}
	}
	if r := u.Row; r == nil {
		put("explain.row", say("explain.none"))
	} else {
		put("explain.row", rowText(r.When, r.Says))
	}
	put("explain.tried", u.passedOver()...)
	if r := u.Row; r != nil {
		if strings.HasPrefix(u.ID, "cost.") {
			put("explain.card", citeText(r.Cite))
		} else {
			put("explain.cite", citeText(r.Cite))
		}
		put("explain.force", r.force())
		put("explain.sure", r.sure())
		for _, note := range []string{r.Note, r.PeriodNote} {
			if note != "" {
				put("explain.note", clean(note))
			}
		}
		put("explain.where", r.place())
	}
	if len(u.Layers) > 1 {
		put("explain.layers", strings.Join(u.Layers[1:], ", "))
	}
	return p
}

func rowText(when, says string) string {
	if when == "" {
		when = say("explain.any")
	}
	return say("explain.row_says", clean(when), clean(says))
}

func (u *TableUse) passedOver() []string {
	var texts []string
	for i, s := range u.Passed {
		if i == mostPassed && len(u.Passed) > mostPassed+1 {
			return append(texts, say("explain.tried_more", len(u.Passed)-i))
		}
		head := rowText(s.When, s.Says)
		switch {
		case s.Cond == "":
			texts = append(texts, say("explain.tried_band", head))
		case s.Is == "":
			texts = append(texts, say("explain.tried_open", head, keyOf(s.Cond)))
		default:
			texts = append(texts, say("explain.tried_why", head, keyOf(s.Cond), s.Is))
		}
	}
	return texts
}

// keyOf gives what a condition asks about.
func keyOf(cond string) string {
	key, _, _ := strings.Cut(cond, " ")
	return key
}

// force says when a row holds.
func (r *RuleRow) force() string {
	switch {
	case r.From != "" && r.To != "":
		return say("explain.from_to", r.From, r.To)
	case r.From != "":
		return say("explain.from", r.From)
	case r.To != "":
		return say("explain.to_only", r.To)
	}
	return say("explain.always")
}

// place says where a row stands: in a file, or in a flag.
func (r *RuleRow) place() string {
	if r.File == "" {
		return r.Layer
	}
	return say("explain.place", r.File, r.Line)
}

// sure says how sure a row is.
func (r *RuleRow) sure() string {
	kind := say("explain.rule")
	if r.Assumption {
		kind = say("explain.assumption")
	}
	s := kind + ": " + say("explain.status", r.Status, r.Confidence)
	if r.Checked != "" { // a row that a flag lays was read nowhere
		s = kind + ": " + say("explain.confidence", r.Status, r.Confidence, r.Checked)
	}
	switch {
	case r.Stale:
		s += "; " + say("explain.stale", r.ReviewBy)
	case r.ReviewBy != "":
		s += "; " + say("explain.review", r.ReviewBy)
	}
	return s
}

func (t *TotalAccount) passage() passage {
	p := passage{title: say("explain.title", clean(t.Title), t.Name, clean(t.RouteTitle))}
	switch {
	case t.Amount == nil:
		p.text = []string{say("explain.total_open")}
	case t.Over != "":
		p.text = []string{say("explain.share_of", say("name."+t.Of), lower(label("name."+t.Over, say("total.price"))), fraction(t.Amount))}
	case t.PerUnit == nil || *t.PerUnit == *t.Amount+"00":
		p.text = []string{say("explain.total_each", thousands(*t.Amount))}
	default:
		p.text = []string{say("explain.total", thousands(*t.Amount), thousands(*t.PerUnit))}
	}
	l := &list{about: [][2]string{{"route", t.Route}, {"total", t.Name}}, columns: []listColumn{
		{name: "code", title: say("column.line")}, {name: "title", title: "", wide: true},
		{name: "amount", title: say("column.entry"), right: true, show: figureText}, {name: "per_unit", title: say("column.each"), right: true, show: figureText},
		{name: "effect", title: say("explain.effect"), wide: true, show: func(effect string) string { return say("effect." + effect) }},
	}}
	for _, part := range t.Parts {
		l.rows = append(l.rows, []string{part.Code, part.Title, orEmpty(part.Amount), orEmpty(part.PerUnit), part.Effect})
	}
	if len(l.rows) == 0 {
		p.text = append(p.text, say("explain.of_no_part"))
		return p
	}
	p.list = l
	return p
}

// figureText writes an amount of a document for people; "" is unknown.
func figureText(amount string) string {
	if amount == "" {
		return unknownMark
	}
	return thousands(amount)
}
