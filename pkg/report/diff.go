package report

import (
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// Diff finds how a quote differs from one before it. Faults: E-DOCUMENT.
func Diff(before, after *Document) (*Changes, error) {
	d := differ{before: before, after: after}
	c := &Changes{Inputs: []Change{}, Volumes: []Change{}, Routes: []RouteChanges{}}
	d.inputs(c)
	c.Best = d.text("best", before.Best, after.Best)
	for _, v := range []struct {
		code          string
		before, after *int64
	}{{"break_even_units", before.BreakEvenUnits, after.BreakEvenUnits}, {"pays_from_units", before.PaysFromUnits, after.PaysFromUnits}} {
		if change := d.text(v.code, units(v.before), units(v.after)); change != nil {
			change.Sign = signChanged
			c.Volumes = append(c.Volumes, *change)
		}
	}
	for _, id := range routeIDs(before, after) {
		if r := d.route(routeByID(before, id), routeByID(after, id)); r != nil {
			c.Routes = append(c.Routes, *r)
		}
	}
	return c, d.faults.Err()
}

func units(n *int64) *string {
	if n == nil {
		return nil
	}
	return text(strconv.FormatInt(*n, 10))
}

// differ compares two documents.
type differ struct {
	before, after *Document
	faults        fault.List
}

// routeIDs lists the routes of both quotes: those of the first, then new ones.
func routeIDs(before, after *Document) []string {
	var ids []string
	for _, d := range []*Document{before, after} {
		for i := range d.Routes {
			if id := d.Routes[i].ID; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// routeByID finds a route of a quote, nil where it has none of that id.
func routeByID(d *Document, id string) *Route {
	i := slices.IndexFunc(d.Routes, func(r Route) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &d.Routes[i]
}

// text gives the change of a text; nil where there is none.
func (d *differ) text(code string, before, after *string) *Change {
	c := Change{Code: code, Before: before, After: after, Sign: signChanged}
	switch {
	case before == nil && after == nil, before != nil && after != nil && *before == *after:
		return nil
	case before == nil:
		c.Sign = signNew
	case after == nil:
		c.Sign = signGone
	}
	return &c
}

// amount gives the change of a number; nil where there is none. One that is
// unknown on a side has no difference.
func (d *differ) amount(code, title string, before, after *string, share bool) *Change {
	c := d.text(code, before, after)
	if c == nil {
		return nil
	}
	c.Sign, c.Title = signChanged, title
	if before == nil || after == nil {
		return c
	}
	a, b := d.number(code, *before), d.number(code, *after)
	diff, ok := b.Sub(a)
	switch {
	case !ok || a.Den == 0 || b.Den == 0:
		return c
	case diff.Sign() == 0:
		return nil // written in other ways
	case share:
		c.Difference = text(trim(diff.Fixed(6)))
		return c
	}
	c.Difference = text(diff.Fixed(decimals(*before, *after)))
	if size, ok := diff.Quo(a); ok {
		if a.Sign() < 0 {
			size.Num = -size.Num
		}
		c.Percent = text(trim(size.Fixed(6)))
	}
	return c
}

// number reads a number of a document.
func (d *differ) number(code, text string) money.Ratio {
	r, f := money.ParseRatio(text)
	if f != nil {
		d.faults.Add(fault.New("E-DOCUMENT", fault.Place{}, code, text))
		return money.Ratio{}
	}
	return r
}

// decimals gives how many decimals the finer of two numbers has.
func decimals(numbers ...string) int32 {
	n := int32(0)
	for _, s := range numbers {
		if _, part, dotted := strings.Cut(s, "."); dotted {
			n = max(n, int32(len(part)))
		}
	}
	return n
}

// route gives the changes of a route; nil where there are none.
func (d *differ) route(before, after *Route) *RouteChanges {
	c := RouteChanges{Sign: signChanged, Totals: []Change{}, Lines: []Change{}}
	a, b, there := before, after, after
	switch {
	case before == nil:
		a, c.Sign = &Route{Feasible: true}, signNew
	case after == nil:
		b, there, c.Sign = &Route{Feasible: true}, before, signGone
	}
	c.ID, c.Title = there.ID, there.Title
	c.Reason = d.text("reason", d.reason(d.before, a), d.reason(d.after, b))
	for _, t := range summary {
		if change := d.amount(t.name, "", t.of(&a.TotalsPerUnit), t.of(&b.TotalsPerUnit), isShare(t.name)); change != nil {
			c.Totals = append(c.Totals, *change)
		}
	}
	for _, list := range []struct {
		kind          string
		before, after []Line
	}{{kindEntry, a.Lines, b.Lines}, {kindMonth, a.Monthly, b.Monthly}, {kindOnce, a.Setup, b.Setup}} {
		c.Lines = append(c.Lines, d.lines(list.kind, list.before, list.after)...)
	}
	if c.Sign == signChanged && c.Reason == nil && len(c.Totals) == 0 && len(c.Lines) == 0 {
		return nil
	}
	return &c
}

// reason says why a route cannot be used, without the date that was asked for,
// so that the same reason on another day is the same.
func (d *differ) reason(of *Document, r *Route) *string {
	if r.Feasible {
		return nil
	}
	return text(strings.ReplaceAll(r.Reason, of.AsOf, "the date"))
}

// lines gives the changes of a list of lines, in the order of the later quote;
// what only the earlier one has comes at its end.
func (d *differ) lines(kind string, before, after []Line) []Change {
	var all []Change
	for _, code := range lineCodes(after, before) {
		if c := d.line(kind, find(pointers(before), code), find(pointers(after), code)); c != nil {
			all = append(all, *c)
		}
	}
	return all
}

func lineCodes(lists ...[]Line) []string {
	var codes []string
	for _, lines := range lists {
		for i := range lines {
			if !slices.Contains(codes, lines[i].Code) {
				codes = append(codes, lines[i].Code)
			}
		}
	}
	return codes
}

// line gives the change of a line; nil where there is none.
func (d *differ) line(kind string, before, after *Line) *Change {
	was, is := before != nil && before.Applied, after != nil && after.Applied
	switch {
	case !was && !is:
		return nil
	case !was:
		amount := amountOf(kind, after)
		return &Change{Sign: signNew, Kind: kind, Code: after.Code, Title: after.Title, After: amount, Difference: amount, Rule: ruleOf(after)}
	case !is:
		amount := amountOf(kind, before)
		return &Change{Sign: signGone, Kind: kind, Code: before.Code, Title: before.Title, Before: amount, Difference: d.negative(before.Code, amount), RuleBefore: ruleOf(before)}
	}
	c := d.amount(after.Code, after.Title, amountOf(kind, before), amountOf(kind, after), false)
	why := causes(before, after)
	if c == nil {
		if !slices.ContainsFunc(why, func(w Cause) bool { return w.What == "rule" || w.What == "credited" }) {
			return nil
		}
		c = &Change{Sign: signSame, Code: after.Code, Title: after.Title, Before: amountOf(kind, before), After: amountOf(kind, after)}
	}
	c.Kind, c.Why, c.Rule = kind, why, ruleOf(after)
	if old := ruleOf(before); !old.equal(c.Rule) {
		c.RuleBefore = old
	}
	return c
}

// negative writes an amount with the other sign; nil where it is unknown.
func (d *differ) negative(code string, amount *string) *string {
	if amount == nil {
		return nil
	}
	r := d.number(code, *amount)
	if r.Den == 0 {
		return nil
	}
	r.Num = -r.Num
	return text(r.Fixed(decimals(*amount)))
}

// amountOf gives a line's amount for a unit; of a month or once whole.
func amountOf(kind string, l *Line) *string {
	if kind == kindEntry {
		return l.PerUnit
	}
	return l.Amount
}

// causes lists the parts of a line that differ.
func causes(before, after *Line) []Cause {
	var all []Cause
	add := func(what string, a, b *string) {
		if (a == nil) != (b == nil) || a != nil && *a != *b {
			all = append(all, Cause{what, a, b})
		}
	}
	if a, b := ruleOf(before), ruleOf(after); !a.equal(b) {
		all = append(all, Cause{"rule", text(a.String()), text(b.String())})
	}
	add("rate", before.Rate, after.Rate)
	add("each", text(before.Each), text(after.Each))
	add("unit_amount", before.UnitAmount, after.UnitAmount)
	add("quantity", before.Quantity, after.Quantity)
	add("min", before.Min, after.Min)
	add("max", before.Max, after.Max)
	add("credited", flagOf(before.Credited), flagOf(after.Credited))
	add("base", before.BaseAmount, after.BaseAmount)
	return all
}

func flagOf(b *bool) *string {
	if b == nil {
		return nil
	}
	return text(flagged(b))
}

func ruleOf(l *Line) *Rule {
	return &Rule{Table: l.Table, Layer: l.Layer, From: l.From, Status: l.Status, Confidence: l.Confidence, Cite: l.Cite}
}

// equal tells whether two lines stand on the same rule of the same day.
func (r *Rule) equal(other *Rule) bool {
	a, b := *r, *other
	a.Cite, b.Cite = nil, nil
	return a == b && citeOf(r) == citeOf(other)
}

func citeOf(r *Rule) Cite {
	if r.Cite == nil {
		return Cite{}
	}
	return *r.Cite
}

// String names the rule: "law.courier, RGCE 2026, 3.7.35 (DOF 2025-12-27)".
func (r *Rule) String() string {
	c := citeOf(r)
	parts := []string{r.Table, c.Instrument, c.Article}
	switch {
	case c.DOF != "":
		parts = append(parts, "DOF "+c.DOF)
	case r.From != "":
		parts = append(parts, "from "+r.From)
	}
	if r.Status != "enacted" {
		parts = append(parts, r.Status)
	}
	if r.Layer != embedded && r.Layer != c.Instrument {
		parts = append(parts, r.Layer)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
