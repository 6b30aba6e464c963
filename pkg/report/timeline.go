package report

import (
	"io"

	"aduana/pkg/landed"
	"aduana/pkg/table"
)

// Timeline is one offer on the law of many days, its costs and exchange rates
// held still.
type Timeline struct {
	SchemaVersion int            `json:"schema_version"`
	Tool          Tool           `json:"tool"`
	CostsAsOf     string         `json:"costs_as_of"` // ISO date of cost cards and exchange rates
	Rules         Rules          `json:"rules"`
	FX            []Rate         `json:"fx"`
	Offer         map[string]any `json:"offer"`
	Entries       []Moment       `json:"entries"` // the first is where it begins, then each day on which something changed
}

// Moment is a day on which a law changed that touches the offer.
type Moment struct {
	Date       string         `json:"date"`
	Best       *string        `json:"best"` // id of the better route; null where one is not known
	BestBefore *string        `json:"best_before"`
	Flipped    bool           `json:"flipped"` // the better route is another one
	Routes     []MomentRoute  `json:"routes"`
	Law        []Rule         `json:"law"`     // rules that the quotes stand on from this day; all where the timeline begins
	Changes    []RouteChanges `json:"changes"` // against the day before; none where the timeline begins
}

// MomentRoute is a route on a day.
type MomentRoute struct {
	ID            string `json:"id"`
	Title         string `json:"title"`
	Feasible      bool   `json:"feasible"`
	Barred        string `json:"barred,omitempty"`
	Reason        string `json:"reason,omitempty"` // why it is not feasible; that the law does not cover the day, too
	TotalsPerUnit Totals `json:"totals_per_unit"`
}

// NewTimeline gives a timeline without entries.
func NewTimeline(version string, costs table.Date) *Timeline {
	return &Timeline{SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: version}, CostsAsOf: costs.String(), FX: []Rate{}, Entries: []Moment{}}
}

// Add takes up a day by the quotes of the day before and the day itself, and the
// rules of law that hold since then, where something changed or the timeline
// begins. It begins on the first day on which a route can be used. Faults:
// E-DOCUMENT.
func (t *Timeline) Add(before, after *Document, law []landed.Used) error {
	m := Moment{Date: after.AsOf, Best: after.Best, Law: []Rule{}, Changes: []RouteChanges{}}
	for _, u := range law {
		m.Law = append(m.Law, Rule{
			Table: u.Table, Layer: u.Row.Layer, From: dateOf(u.Row.From), Status: u.Row.Status, Confidence: u.Row.Confidence, Cite: citation(u.Row.Cite),
		})
	}
	for i := range after.Routes {
		r := &after.Routes[i]
		m.Routes = append(m.Routes, MomentRoute{ID: r.ID, Title: r.Title, Feasible: r.Feasible, Barred: r.Barred, Reason: r.Reason, TotalsPerUnit: r.TotalsPerUnit})
	}
	if len(t.Entries) == 0 {
		for i := range m.Routes {
			if m.Routes[i].Feasible {
				t.Entries = append(t.Entries, m)
				t.Rules, t.FX, t.Offer = after.Rules, after.FX, after.Offer
				return nil
			}
		}
		return nil
	}
	changes, err := Diff(before, after)
	if err != nil {
		return err
	}
	for _, c := range changes.Routes {
		if a, b := routeByID(before, c.ID), routeByID(after, c.ID); a != nil && b != nil && !a.Feasible && !b.Feasible {
			// What it would cost is not known on either day.
			if c.Lines, c.Totals = []Change{}, []Change{}; c.Reason == nil {
				continue
			}
		}
		m.Changes = append(m.Changes, c)
	}
	if len(m.Changes) == 0 && len(m.Law) == 0 && changes.Best == nil {
		return nil
	}
	m.BestBefore = before.Best
	m.Flipped = before.Best != nil && after.Best != nil && *before.Best != *after.Best
	t.Entries = append(t.Entries, m)
	t.Rules, t.FX = after.Rules, after.FX
	return nil
}

// RenderTimeline writes a timeline in a format, for people with a chart of a
// total. Faults: E-FORMAT.
func RenderTimeline(w io.Writer, format string, t *Timeline, chart string, o Options) error {
	return writers[*Timeline]{
		JSON:  func(t *Timeline, _ Options) (string, error) { return encoded(t) },
		Table: func(t *Timeline, o Options) (string, error) { return timelineTable(t, chart, o) },
		CSV:   timelineCSV,
		Markdown: func(t *Timeline, _ Options) (string, error) {
			return timelineMarkdown(t, chart)
		},
	}.write(w, format, t, o)
}
