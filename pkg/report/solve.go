package report

import (
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/whatif"
)

// SolveDocument is what `aduana solve` answers about a target margin. Values are
// in the unit of the input, margins in MXN a unit, shares fractions of the
// price.
type SolveDocument struct {
	Head
	Input    InputDocument `json:"input"`
	Target   TargetOf      `json:"target"`
	Searched Span          `json:"searched"`
	Routes   []SolveRoute  `json:"routes"`
}

// InputDocument is an input that is solved for or varied.
type InputDocument struct {
	Name string  `json:"name"`
	Unit string  `json:"unit"`
	Now  *string `json:"now"`
}

// TargetOf is the margin to reach: an amount in MXN a unit, or a share.
type TargetOf struct {
	Margin    *string `json:"margin,omitempty"`
	MarginPct *string `json:"margin_pct,omitempty"`
}

// Span is values from one to another, both included.
type Span struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// SolveRoute is the answer on one route.
type SolveRoute struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Fixed   bool          `json:"fixed"`  // nothing on the route depends on the input
	Answer  *string       `json:"answer"` // the lowest price, or the highest cost; null where there is none
	Reached []ReachedSpan `json:"reached"`
	Nearest *PointOf      `json:"nearest"` // null where the target is reached, or nothing is known
	Traps   []TrapOf      `json:"traps"`
}

// ReachedSpan is values on end that reach the target.
type ReachedSpan struct {
	Span
	Open      bool      `json:"open"`   // reaches as far as was searched
	Holes     int       `json:"holes"`  // steps inside that miss it by rounding alone
	Margin    *string   `json:"margin"` // at the lowest price, or at the highest cost
	MarginPct *string   `json:"margin_pct"`
	Causes    []CauseOf `json:"causes"`
}

// PointOf is a value with its margin.
type PointOf struct {
	Value     string  `json:"value"`
	Margin    *string `json:"margin"`
	MarginPct *string `json:"margin_pct"`
}

// TrapOf is prices on end that earn less than a lower one.
type TrapOf struct {
	Span
	Open   bool      `json:"open"`
	Better PointOf   `json:"better"` // the lower price
	Least  PointOf   `json:"least"`
	Causes []CauseOf `json:"causes"`
}

// CauseOf is a threshold that makes the margin jump.
type CauseOf struct {
	Line  string  `json:"line"`
	Table string  `json:"table"`
	Key   string  `json:"key"`
	Bound *string `json:"bound"` // null where no number of the table's is passed
}

// Solve makes the answer about a target margin.
func Solve(from Input, s *whatif.Study, sol *whatif.Solution) *StudyAnswer {
	d := &SolveDocument{
		Head: HeadOf(from), Input: inputOf(sol.Input),
		Searched: Span{stepText(sol.From), stepText(sol.To)},
	}
	if sol.Target.Share {
		d.Target.MarginPct = text(sol.Target.Value.String())
	} else {
		d.Target.Margin = text(stepText(sol.Target.Value))
	}
	a := &StudyAnswer{Head: d.Head, Document: d, Columns: []string{"route", "from", "to", "open", "holes", "margin", "margin_pct", "causes"}}
	in, name := sol.Input, sol.Input.Name
	reached := Grid{
		Title: say("solve.reached", name, target(sol.Target)), Texts: 1,
		Head: []string{say("solve.route"), inUnit("solve.from", in), inUnit("solve.to", in), say("solve.margin"), say("solve.share")},
	}
	traps := Grid{
		Title: say("solve.traps"), Texts: 1,
		Head: []string{say("solve.route"), inUnit("solve.from", in), inUnit("solve.to", in), say("solve.least"), inUnit("solve.better", in), say("solve.keeps")},
	}
	var records [][]string
	var why reasons
	holes := 0
	for _, r := range sol.Routes {
		route := s.Plans[r.Plan].Route
		out := SolveRoute{ID: route.ID, Title: route.Title, Fixed: r.Fixed, Reached: []ReachedSpan{}, Traps: []TrapOf{}}
		for i, span := range r.Spans {
			rs := ReachedSpan{
				Span: Span{stepText(span.From), stepText(span.To)}, Open: span.Open, Holes: span.Holes, Causes: thresholdsOf(span.Causes),
			}
			if r.Fixed {
				rs.Span = d.Searched
			}
			at := span.At
			if !rises(in) && !r.Fixed {
				at = span.Last // costs are asked for from above
			}
			rs.Margin, rs.MarginPct = marginOf(at)
			out.Reached = append(out.Reached, rs)
			holes += span.Holes
			row := []string{shownOnce(i, clean(route.Title)), numberOf(in, span.From), numberOf(in, span.To), pesosOf(at), shareOf(at)}
			if span.Open {
				row[2] = say("solve.open")
			}
			if r.Fixed {
				row[1], row[2] = say("solve.any"), ""
			}
			reached.Rows = append(reached.Rows, row)
			records = append(records, []string{
				route.ID, rs.From, rs.To, strconv.FormatBool(rs.Open), strconv.Itoa(rs.Holes), orEmpty(rs.Margin), orEmpty(rs.MarginPct), joined(span.Causes),
			})
			why.add(route.Title, span.Causes)
		}
		out.Answer = answerOf(sol, r, out.Reached)
		a.Verdict = append(a.Verdict, verdictOf(sol, route.Title, r))
		if len(r.Spans) == 0 && r.Nearest.Known && !r.Fixed {
			p := pointDocument(r.Nearest)
			out.Nearest = &p
		}
		for i, t := range r.Traps {
			doc := TrapOf{Span: Span{stepText(t.From), stepText(t.To)}, Open: t.Open, Better: pointDocument(t.Better), Least: pointDocument(t.Least), Causes: thresholdsOf(t.Causes)}
			out.Traps = append(out.Traps, doc)
			to := numberOf(in, t.To)
			if t.Open {
				to = say("solve.open")
			}
			traps.Rows = append(traps.Rows, []string{
				shownOnce(i, clean(route.Title)), numberOf(in, t.From), to, pesosOf(t.Least), numberOf(in, t.Better.Value), pesosOf(t.Better),
			})
			if why.add(route.Title, t.Causes); len(t.Causes) == 0 {
				why = append(why, reason{text: say("solve.falls", route.Title, numberOf(in, t.From))})
			}
		}
		d.Routes = append(d.Routes, out)
	}
	if reached.Rows != nil {
		a.Grids = append(a.Grids, reached)
	}
	if traps.Rows != nil {
		a.Grids = append(a.Grids, traps)
	}
	if why != nil {
		a.Notes = append(a.Notes, why.String())
	}
	if holes > 0 {
		a.Notes = append(a.Notes, say("solve.holes", count(int64(holes))))
	}
	a.Records = slices.Values(records)
	a.Notes = append(a.Notes, say("solve.searched", name, valueOf(in, sol.From), valueOf(in, sol.To)))
	return a
}

// answerOf gives the value that is asked for: the lowest price, the highest of
// what is paid.
func answerOf(sol *whatif.Solution, r whatif.Reached, reached []ReachedSpan) *string {
	switch {
	case r.Fixed || len(reached) == 0:
		return nil
	case rises(sol.Input):
		return &reached[0].From
	}
	return &reached[len(reached)-1].To
}

// rises tells whether more of an input is more margin.
func rises(in *whatif.Input) bool { return in.Spec.Name == "price" }

func verdictOf(sol *whatif.Solution, title string, r whatif.Reached) string {
	want, in := target(sol.Target), sol.Input
	switch n := len(r.Spans); {
	case r.Fixed && n > 0:
		return say("solve.fixed.yes", title, want, in.Name)
	case r.Fixed:
		return say("solve.fixed.no", title, want, in.Name)
	case n == 0 && !r.Nearest.Known:
		return say("solve.unknown", title)
	case n == 0:
		return say("solve.none", title, want, in.Name, valueOf(in, r.Nearest.Value), pesosOf(r.Nearest), shareOf(r.Nearest))
	case rises(in):
		return say("solve.lowest", title, want, valueOf(in, r.Spans[0].From), gapsOf(in, r.Spans))
	default:
		return say("solve.highest", title, want, in.Name, valueOf(in, r.Spans[n-1].To), gapsOf(in, r.Spans))
	}
}

// gapsOf says where between its ends a target is missed, and where it ends.
func gapsOf(in *whatif.Input, spans []whatif.Span) string {
	last := spans[len(spans)-1]
	switch n := len(spans); {
	case n > 2:
		return say("solve.stretches", count(int64(n)))
	case n == 2:
		return say("solve.gap", numberOf(in, spans[0].To), numberOf(in, last.From))
	case rises(in) && !last.Open:
		return say("solve.until", valueOf(in, last.To))
	}
	return ""
}

func inputOf(in *whatif.Input) InputDocument {
	d := InputDocument{Name: in.Name, Unit: in.Unit}
	if in.Base != "" {
		d.Now = text(in.Base)
	}
	return d
}

// numberOf writes a value of an input for people: money with two decimals, a
// rate as a percentage.
func numberOf(in *whatif.Input, r money.Ratio) string {
	switch in.Spec.Kind {
	case offer.Money:
		return thousands(r.Fixed(2))
	case offer.Rate:
		return percent(r)
	}
	return thousands(r.String())
}

// valueOf is numberOf with the unit.
func valueOf(in *whatif.Input, r money.Ratio) string {
	return strings.TrimSpace(numberOf(in, r) + " " + in.Unit)
}

// inputHead names an input with its unit, where its name does not say it.
func inputHead(in *whatif.Input) string {
	if in.Unit == "" || strings.HasSuffix(in.Name, "_"+in.Unit) {
		return in.Name
	}
	return in.Name + " " + in.Unit
}

// inUnit names a column of values of an input.
func inUnit(key string, in *whatif.Input) string { return strings.TrimSpace(say(key) + " " + in.Unit) }

// target writes a target margin: "20%" or "45 MXN".
func target(t whatif.Target) string {
	if t.Share {
		return say("solve.of_price", percent(t.Value))
	}
	return stepText(t.Value) + " MXN"
}

func marginOf(p whatif.Point) (margin, share *string) {
	if p.Known {
		margin = text(money.Decimal(p.Margin, 2, 4))
	}
	if p.HasShare {
		share = text(trim(p.Share.Fixed(6)))
	}
	return margin, share
}

func pointDocument(p whatif.Point) PointOf {
	d := PointOf{Value: stepText(p.Value)}
	d.Margin, d.MarginPct = marginOf(p)
	return d
}

func pesosOf(p whatif.Point) string {
	if !p.Known {
		return unknownMark
	}
	return thousands(money.Decimal(p.Margin, 2, 2))
}

func shareOf(p whatif.Point) string {
	hundred, ok := p.Share.Mul(money.Whole(100))
	if !p.HasShare || !ok {
		return noneMark
	}
	return thousands(hundred.Fixed(1)) + "%"
}

// stepText writes a number of a grid, money with two decimals.
func stepText(r money.Ratio) string {
	s := r.String()
	if _, cents, dotted := strings.Cut(s, "."); dotted && len(cents) == 1 {
		return s + "0"
	}
	return s
}

func thresholdsOf(list []whatif.Cause) []CauseOf {
	out := make([]CauseOf, len(list))
	for i, c := range list {
		out[i] = CauseOf{Line: c.Line, Table: c.Table, Key: c.Key.String()}
		if c.Key != 0 {
			out[i].Bound = text(c.Bound.String())
		}
	}
	return out
}

// causesText names thresholds for people: "delivery (cost.delivery, price 299)".
func causesText(list []whatif.Cause) string {
	var parts []string
	for _, c := range list {
		at := c.Table
		if c.Key != 0 {
			at += ", " + c.Key.String() + " " + c.Bound.String()
		}
		parts = append(parts, strings.ReplaceAll(c.Line, "_", " ")+" ("+at+")")
	}
	return strings.Join(distinct(parts), ", ")
}

// reasons are the thresholds that make margins jump, by route and table.
type reasons []reason

type reason struct {
	text   string // up to the bounds
	bounds []string
}

func (w *reasons) add(route string, causes []whatif.Cause) {
	for _, c := range causes {
		r := reason{text: say("solve.switches", route, strings.ReplaceAll(c.Line, "_", " "), c.Table)}
		if c.Key != 0 {
			r.text = say("solve.because", route, strings.ReplaceAll(c.Line, "_", " "), c.Table, c.Key)
		}
		at := slices.IndexFunc(*w, func(o reason) bool { return o.text == r.text })
		if at < 0 {
			at = len(*w)
			*w = append(*w, r)
		}
		if c.Key == 0 {
			continue
		}
		if bound := c.Bound.String(); !slices.Contains((*w)[at].bounds, bound) {
			(*w)[at].bounds = append((*w)[at].bounds, bound)
		}
	}
}

// String gives the reasons as sentences.
func (w reasons) String() string {
	var parts []string
	for _, r := range w {
		parts = append(parts, strings.TrimSpace(r.text+" "+strings.Join(r.bounds, ", ")))
	}
	return strings.Join(parts, ". ") + "."
}

func joined(list []whatif.Cause) string {
	var parts []string
	for _, c := range list {
		part := c.Table
		if c.Key != 0 {
			part += " " + c.Key.String() + " " + c.Bound.String()
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// distinct leaves out what stands in a list already.
func distinct(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
