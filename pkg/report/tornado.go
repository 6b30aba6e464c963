package report

import (
	"slices"
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/whatif"
)

// TornadoDocument is what `aduana tornado` answers. Margins are MXN a unit.
type TornadoDocument struct {
	Head
	Routes []TornadoBase `json:"routes"`
	Inputs []SwingOf     `json:"inputs"` // what moves a margin most first
}

// TornadoBase is a route's margin as the offer is.
type TornadoBase struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Margin *string `json:"margin"`
}

// SwingOf is how an input moves the margins over its range.
type SwingOf struct {
	Input  InputDocument           `json:"input"`
	Low    string                  `json:"low"`
	High   string                  `json:"high"`
	Source string                  `json:"source"` // empty where the user gives the range
	Routes map[string]RouteSwingOf `json:"routes"`
}

// RouteSwingOf is a route's margins over a range; null where one in it is not
// known.
type RouteSwingOf struct {
	AtLow  *string `json:"at_low"`
	AtHigh *string `json:"at_high"`
	Least  *string `json:"least"`
	Most   *string `json:"most"`
	Swing  *string `json:"swing"`
}

// TornadoAnswer makes the answer of `aduana tornado`.
func TornadoAnswer(from Input, s *whatif.Study, swings []whatif.Swing) *StudyAnswer {
	swings = slices.Clone(swings)
	slices.SortStableFunc(swings, func(a, b whatif.Swing) int { return widest(b).Cmp(widest(a)) })
	d := &TornadoDocument{Head: HeadOf(from), Inputs: []SwingOf{}}
	a := &StudyAnswer{Head: d.Head, Document: d, Columns: []string{"input", "low", "high", "unit", "route", "at_low", "at_high", "least", "most", "swing", "source"}}
	var records [][]string
	for _, sw := range swings {
		in := sw.Range.Input
		out := SwingOf{Input: inputOf(in), Low: sw.Range.Low.String(), High: sw.Range.High.String(), Source: sw.Range.Source, Routes: map[string]RouteSwingOf{}}
		for plan := range sw.Routes {
			r := &sw.Routes[plan]
			doc := swingDocument(r)
			id := s.Plans[plan].Route.ID
			out.Routes[id] = doc
			records = append(records, []string{
				in.Name, out.Low, out.High, in.Unit, id, orEmpty(doc.AtLow), orEmpty(doc.AtHigh), orEmpty(doc.Least), orEmpty(doc.Most), orEmpty(doc.Swing), out.Source,
			})
		}
		d.Inputs = append(d.Inputs, out)
	}
	a.Records = slices.Values(records)
	for plan, p := range s.Plans {
		base := whatif.PointOf(s.Base[plan])
		margin, _ := marginOf(base)
		d.Routes = append(d.Routes, TornadoBase{p.Route.ID, p.Route.Title, margin})
		bars := &Bars{Title: say("tornado.title", clean(p.Route.Title), pesosOf(base)), Base: base.Margin}
		var still, open []string
		for _, sw := range byWidth(swings, plan) {
			r := &sw.Routes[plan]
			in := sw.Range.Input
			label := in.Name + " " + numberOf(in, sw.Range.Low) + "–" + strings.TrimSpace(numberOf(in, sw.Range.High)+" "+in.Unit)
			switch {
			case !r.Known:
				open = append(open, in.Name)
			case r.Width().Sign() == 0:
				still = append(still, in.Name)
			default:
				bars.Rows = append(bars.Rows, Bar{Label: label, Low: r.Least.Margin, High: r.Most.Margin})
			}
		}
		if base.Known && bars.Rows != nil {
			a.Drawn = append(a.Drawn, bars)
		}
		if still != nil {
			a.Notes = append(a.Notes, say("tornado.still", clean(p.Route.Title), strings.Join(still, ", ")))
		}
		if open != nil {
			a.Notes = append(a.Notes, say("tornado.open", clean(p.Route.Title), strings.Join(open, ", ")))
		}
	}
	sources := Grid{Title: say("tornado.sources"), Texts: 3, Head: []string{say("tornado.input"), say("tornado.range"), say("tornado.source")}}
	for _, sw := range swings {
		in := sw.Range.Input
		source := sw.Range.Source
		if source == "" {
			source = say("tornado.yours")
		}
		sources.Rows = append(sources.Rows, []string{in.Name, numberOf(in, sw.Range.Low) + " to " + valueOf(in, sw.Range.High), source})
	}
	a.Grids = []Grid{sources}
	a.Notes = append(a.Notes, say("tornado.note"))
	if len(swings) > 0 {
		a.Verdict = verdictOfTornado(s, swings)
	}
	return a
}

// verdictOfTornado names what moves each route's margin most.
func verdictOfTornado(s *whatif.Study, swings []whatif.Swing) []string {
	var out []string
	for plan, p := range s.Plans {
		sorted := byWidth(swings, plan)
		if w := sorted[0].Routes[plan].Width(); w.Sign() > 0 {
			out = append(out, say("tornado.most", clean(p.Route.Title), sorted[0].Range.Input.Name, pesosText(w)))
		}
	}
	return out
}

func byWidth(swings []whatif.Swing, plan int) []whatif.Swing {
	sorted := slices.Clone(swings)
	slices.SortStableFunc(sorted, func(a, b whatif.Swing) int { return b.Routes[plan].Width().Cmp(a.Routes[plan].Width()) })
	return sorted
}

func widest(s whatif.Swing) money.Ratio {
	w := money.Zero
	for i := range s.Routes {
		if own := s.Routes[i].Width(); own.Cmp(w) > 0 {
			w = own
		}
	}
	return w
}

func swingDocument(r *whatif.RouteSwing) RouteSwingOf {
	var d RouteSwingOf
	d.AtLow, _ = marginOf(r.Low)
	d.AtHigh, _ = marginOf(r.High)
	if r.Known {
		d.Least, _ = marginOf(r.Least)
		d.Most, _ = marginOf(r.Most)
		d.Swing = text(money.Decimal(r.Width(), 2, 4))
	}
	return d
}
