package report

import (
	"slices"
	"strings"

	"aduana/pkg/money"
)

// changeBlock is what people read of changes under one head: of a route, or of
// what was given.
type changeBlock struct {
	head string
	note string // about the route as a whole
	rows []changeRow
}

// changeRow is one change. Either it has amounts, or a text.
type changeRow struct {
	sign, label                string
	before, after, diff, share string
	text                       string
	why                        string
}

// blocksOf writes changes as rows. What people would read as no change is left
// out, and of lines that were unknown, or now are, all but those that another
// rule makes: the JSON has them. Cited says whether each line names its rule;
// where the rules stand by themselves, a line that only has another one is left
// out, too.
func blocksOf(c *Changes, cited bool) []changeBlock {
	var blocks []changeBlock
	if len(c.Inputs) > 0 {
		b := changeBlock{head: say("compare.inputs")}
		for i := range c.Inputs {
			b.rows = append(b.rows, inputRow(&c.Inputs[i]))
		}
		blocks = append(blocks, b)
	}
	if len(c.Volumes) > 0 {
		b := changeBlock{head: say("compare.volumes")}
		for i := range c.Volumes {
			v := &c.Volumes[i]
			b.rows = append(b.rows, changeRow{sign: v.Sign, label: say("volume." + v.Code), text: volume(v.Before) + " → " + volume(v.After)})
		}
		blocks = append(blocks, b)
	}
	for i := range c.Routes {
		r := &c.Routes[i]
		b := changeBlock{head: clean(r.Title), note: routeNote(r)}
		for j := range r.Lines {
			if row, shown := lineChange(&r.Lines[j], cited); shown {
				b.rows = append(b.rows, row)
			}
		}
		if b.note != "" || b.rows != nil {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func inputRow(c *Change) changeRow {
	before, after := textOr(c.Before), textOr(c.After)
	if strings.HasPrefix(c.Code, "rules.") {
		before, after = shortDigest(before), shortDigest(after)
	}
	if c.Assumed {
		before += " (" + say("compare.assumed") + ")"
	}
	return changeRow{sign: c.Sign, label: c.Code, text: before + " → " + after}
}

// volume writes units a month; none is no volume at all.
func volume(s *string) string {
	if s == nil {
		return say("volume.none")
	}
	return thousands(*s)
}

func textOr(s *string) string {
	if s == nil {
		return noneMark
	}
	return clean(*s)
}

func shortDigest(s string) string {
	s = s[strings.LastIndexByte(s, ':')+1:]
	return s[:min(8, len(s))]
}

func routeNote(r *RouteChanges) string {
	switch {
	case r.Sign == signNew:
		return say("compare.route_new")
	case r.Sign == signGone:
		return say("compare.route_gone")
	case r.Reason == nil:
		return ""
	case r.Reason.After == nil:
		return say("compare.route_open")
	}
	return clean(*r.Reason.After)
}

// lineChange writes the change of a line, as blocksOf says.
func lineChange(c *Change, cited bool) (row changeRow, shown bool) {
	row = changeRow{sign: c.Sign, label: clean(c.Title), before: centsOr(c.Before, c.Sign), after: centsOr(c.After, c.Sign)}
	switch c.Kind {
	case kindMonth:
		row.label += say("change.month")
	case kindOnce:
		row.label += say("change.once")
	}
	another := c.RuleBefore != nil && c.Rule != nil
	open := c.Sign == signChanged && (c.Before == nil || c.After == nil)
	var why []string
	if cited && (another || c.Sign == signNew) {
		why = append(why, clean(c.Rule.String()))
	}
	if !open {
		why = append(why, causesOf(c)...)
	}
	row.why = strings.Join(slices.DeleteFunc(why, func(s string) bool { return s == "" }), "; ")
	switch {
	case open:
		return row, another
	case c.Sign == signSame:
		row.diff = signSame
		return row, cited
	}
	// Of what is printed, so that the row adds up.
	diff := centsOf(c.After) - centsOf(c.Before)
	row.diff = signed(diff)
	if r, ok := parsed(c.Percent); ok {
		row.share = signedPercent(r)
	}
	return row, diff != 0 || another && cited || c.Sign != signChanged
}

// centsOf reads pesos as centavos, rounded; nil counts nothing.
func centsOf(s *string) int64 {
	r, ok := parsed(s)
	if !ok {
		return 0
	}
	if cents, ok := r.Mul(money.Whole(100)); ok {
		if whole, ok := money.Amount(1).Scale(cents); ok {
			return int64(whole)
		}
	}
	return 0
}

// centsOr writes an amount; one that is not there, of a line that is new or
// gone, is not unknown.
func centsOr(s *string, sign string) string {
	switch {
	case s != nil:
		return grouped(centsOf(s))
	case sign == signNew || sign == signGone:
		return noneMark
	}
	return unknownMark
}

func signedPercent(r money.Ratio) string {
	hundred, ok := r.Mul(money.Whole(100))
	if !ok {
		return ""
	}
	s := thousands(hundred.Fixed(1)) + "%"
	if hundred.Sign() > 0 {
		return "+" + s
	}
	return s
}

// causesOf says what of a line differs. One that only follows from the lines it
// is taken of has nothing to say.
func causesOf(c *Change) []string {
	var parts []string
	for _, w := range c.Why {
		show := func(of func(money.Ratio) string) string {
			return say("cause."+w.What, shownOr(w.Before, of), shownOr(w.After, of))
		}
		switch w.What {
		case "rate":
			parts = append(parts, show(percent))
		case "unit_amount", "min", "max":
			parts = append(parts, show(shortPesos))
		case "quantity":
			parts = append(parts, show(func(r money.Ratio) string { return thousands(trim(r.Fixed(4))) }))
		case "credited", "each":
			parts = append(parts, say("cause."+w.What, textOr(w.Before), textOr(w.After)))
		}
	}
	return parts
}

func shownOr(s *string, of func(money.Ratio) string) string {
	r, ok := parsed(s)
	if !ok {
		return noneMark
	}
	return of(r)
}
