package lock

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/report"
)

// What a figure is that is no amount.
const (
	unknown    = "unknown"
	notApplied = "does not apply"
	absent     = "not there"
)

// Difference is a figure that two quotes of one offer do not share.
type Difference struct {
	Route  string `json:"route,omitempty"`
	Figure string `json:"figure"`          // code of a line, or name of a total
	Kind   string `json:"kind"`            // line, monthly, setup, route, total or quote
	Table  string `json:"table,omitempty"` // that a line stands on
	Locked string `json:"locked"`          // an amount in MXN, or a word such as unknown
	Now    string `json:"now"`
}

// String says the difference on one line: "direct-mail courier_tax: 75.03, now
// 78.00".
func (d Difference) String() string {
	where := d.Figure
	if d.Route != "" {
		where = d.Route + " " + where
	}
	return where + ": " + d.Locked + ", now " + d.Now
}

// The kinds of figures.
const (
	ofLine  = "line"
	ofRoute = "route"
	ofTotal = "total"
	ofQuote = "quote"
)

// Comparison is what came of holding two quotes against each other.
type Comparison struct {
	Compared    int          `json:"compared"` // figures
	Differences []Difference `json:"differences"`
}

// Compare holds every figure of a locked quote against another one: first the
// lines of every route in the order in which they are reckoned, so that the
// first difference is where the quotes part; then totals and what concerns the
// whole quote. Texts are not compared, since a later version may word them
// better. A total that the locked quote does not know is not compared either:
// its lines are, and a later version may have more totals.
func Compare(locked, now *report.Document) Comparison {
	c := Comparison{Differences: []Difference{}}
	for i := range locked.Routes {
		c.lines(&locked.Routes[i], routeOf(now, locked.Routes[i].ID))
	}
	for i := range locked.Routes {
		c.totals(&locked.Routes[i], routeOf(now, locked.Routes[i].ID))
	}
	c.whole(locked, now)
	return c
}

// routeOf finds a route; an empty one where there is none.
func routeOf(d *report.Document, id string) *report.Route {
	i := slices.IndexFunc(d.Routes, func(r report.Route) bool { return r.ID == id })
	if i < 0 {
		return new(report.Route)
	}
	return &d.Routes[i]
}

func (c *Comparison) figure(d Difference) {
	if c.Compared++; d.Locked != d.Now {
		c.Differences = append(c.Differences, d)
	}
}

// lines compares whether the route can be used, and its lines.
func (c *Comparison) lines(locked, now *report.Route) {
	usable := func(r *report.Route) string {
		switch {
		case r.ID == "":
			return absent
		case r.Feasible:
			return "can be used"
		}
		return r.Barred
	}
	c.figure(Difference{Route: locked.ID, Figure: "feasible", Kind: ofRoute, Locked: usable(locked), Now: usable(now)})
	for _, list := range []struct {
		kind        string
		locked, now []report.Line
	}{{ofLine, locked.Lines, now.Lines}, {"monthly", locked.Monthly, now.Monthly}, {"setup", locked.Setup, now.Setup}} {
		for _, code := range codes(list.locked, list.now) {
			was, is := lineOf(list.locked, code), lineOf(list.now, code)
			d := Difference{Route: locked.ID, Figure: code, Kind: list.kind, Locked: amount(was), Now: amount(is)}
			if is != nil {
				d.Table = is.Table
			}
			if d.Table == "" && was != nil {
				d.Table = was.Table
			}
			c.figure(d)
		}
	}
}

// codes gives the codes of both lists in order; a line that only the second has
// comes where it stands there.
func codes(locked, now []report.Line) []string {
	all := make([]string, len(locked))
	for i := range locked {
		all[i] = locked[i].Code
	}
	for i := range now {
		if slices.Contains(all, now[i].Code) {
			continue
		}
		at := 0
		if i > 0 {
			at = 1 + slices.Index(all, now[i-1].Code)
		}
		all = slices.Insert(all, at, now[i].Code)
	}
	return all
}

func lineOf(lines []report.Line, code string) *report.Line {
	i := slices.IndexFunc(lines, func(l report.Line) bool { return l.Code == code })
	if i < 0 {
		return nil
	}
	return &lines[i]
}

func amount(l *report.Line) string {
	switch {
	case l == nil:
		return absent
	case !l.Applied && l.Amount != nil:
		return notApplied
	}
	return shown(l.Amount)
}

func shown(s *string) string {
	if s == nil {
		return unknown
	}
	return *s
}

// totals compares the figures of an entry and of a unit, the views and the days.
func (c *Comparison) totals(locked, now *report.Route) {
	if now.ID == "" {
		return // said by lines
	}
	add := func(name, was, is string) {
		c.figure(Difference{Route: locked.ID, Figure: name, Kind: ofTotal, Locked: was, Now: is})
	}
	was, is := figures("totals", locked.Totals), figures("totals", now.Totals)
	was, is = append(was, figures("totals_per_unit", locked.TotalsPerUnit)...), append(is, figures("totals_per_unit", now.TotalsPerUnit)...)
	for i := range was {
		if was[i].value != unknown {
			add(was[i].name, was[i].value, is[i].value)
		}
	}
	for _, view := range []string{"pnl", "cash", "tax"} {
		add("views."+view, shown(locked.Views[view]), shown(now.Views[view]))
	}
	add("entry.units", shown(locked.Entry.Units), shown(now.Entry.Units))
	add("lead_days", days(locked.LeadDays), days(now.LeadDays))
}

func days(d *report.LeadDays) string {
	if d == nil {
		return unknown
	}
	return strings.Join([]string{d.Usual, d.Low, d.High, d.Restock}, ", ")
}

// figure is a total with its path in the document.
type figure struct{ name, value string }

// figures lists the totals, in the order of the document.
func figures(path string, totals any) []figure {
	var all []figure
	v := reflect.ValueOf(totals)
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		name = path + "." + name
		switch value := v.Field(i).Interface().(type) {
		case *string:
			all = append(all, figure{name, shown(value)})
		case *bool:
			text := unknown
			if value != nil {
				text = strconv.FormatBool(*value)
			}
			all = append(all, figure{name, text})
		default:
			all = append(all, figures(name, value)...)
		}
	}
	return all
}

// whole compares what concerns the whole quote.
func (c *Comparison) whole(locked, now *report.Document) {
	add := func(name, was, is string) {
		c.figure(Difference{Figure: name, Kind: ofQuote, Locked: was, Now: is})
	}
	rate := func(d *report.Document, pair string) string {
		for _, r := range d.FX {
			if r.Pair == pair {
				return r.Rate + " of " + r.Date
			}
		}
		return absent
	}
	for _, r := range locked.FX {
		add("fx."+r.Pair, rate(locked, r.Pair), rate(now, r.Pair))
	}
	add("as_of", locked.AsOf, now.AsOf)
	add("best", shown(locked.Best), shown(now.Best))
	for _, name := range slices.Sorted(maps.Keys(locked.Difference)) {
		is, known := now.Difference[name]
		if !known {
			is = unknown
		}
		add("difference."+name, locked.Difference[name], is)
	}
	add("break_even_units", units(locked.BreakEvenUnits), units(now.BreakEvenUnits))
	add("pays_from_units", units(locked.PaysFromUnits), units(now.PaysFromUnits))
}

func units(n *int64) string {
	if n == nil {
		return "none"
	}
	return strconv.FormatInt(*n, 10)
}
