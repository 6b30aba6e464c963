package report

import (
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/whatif"
)

// LeadDocument is what `aduana solve` answers about the values of an input at
// which the best route changes.
type LeadDocument struct {
	Head
	Input    InputDocument `json:"input"`
	Searched Span          `json:"searched"`
	Leads    []LeadOf      `json:"leads"`
	Nearest  *NearestOf    `json:"nearest"` // null where the best route changes, or a margin is never known
}

// NearestOf is where the margins of the routes come nearest to each other.
type NearestOf struct {
	Value   string             `json:"value"`
	Margins map[string]*string `json:"margins"` // by route
}

// LeadOf is values on end at which the same route is best.
type LeadOf struct {
	Span
	Best    *string              `json:"best"`    // null where none can be used or a margin is not known
	Slivers int                  `json:"slivers"` // steps inside at which rounding alone puts another ahead
	Margins map[string]MarginsOf `json:"margins"` // by route
	Causes  []CauseOf            `json:"causes"`  // at From; empty where the margins cross
}

// MarginsOf is a route's margins a unit at both ends.
type MarginsOf struct {
	From *string `json:"from"`
	To   *string `json:"to"`
}

// Leads makes the answer about where the best route changes.
func Leads(from Input, s *whatif.Study, in *whatif.Input, leads []whatif.Lead, nearest []whatif.Point) *StudyAnswer {
	d := &LeadDocument{Head: HeadOf(from), Input: inputOf(in), Searched: Span{stepText(leads[0].From), stepText(leads[len(leads)-1].To)}}
	a := &StudyAnswer{Head: d.Head, Columns: []string{"from", "to", "best", "slivers"}}
	list := Grid{Texts: 1, Keys: 3, Head: []string{say("lead.best"), inUnit("solve.from", in), inUnit("solve.to", in)}}
	for _, p := range s.Plans {
		a.Columns = append(a.Columns, p.Route.ID+".margin_from", p.Route.ID+".margin_to")
		list.Head = append(list.Head, say("lead.margin", p.Route.Title))
	}
	a.Columns = append(a.Columns, "causes")
	slivers := 0
	var records [][]string
	for i, l := range leads {
		out := LeadOf{Span: Span{stepText(l.From), stepText(l.To)}, Slivers: l.Slivers, Margins: map[string]MarginsOf{}, Causes: thresholdsOf(l.Causes)}
		name, id := say("lead.none"), ""
		if l.Best >= 0 {
			id, name = s.Plans[l.Best].Route.ID, s.Plans[l.Best].Route.Title
			out.Best = &id
		}
		row := []string{clean(name), numberOf(in, l.From), numberOf(in, l.To)}
		if i == len(leads)-1 {
			row[2] = say("solve.open")
		}
		record := []string{out.From, out.To, id, strconv.Itoa(l.Slivers)}
		for j, p := range s.Plans {
			from, _ := marginOf(l.First[j])
			to, _ := marginOf(l.Last[j])
			out.Margins[p.Route.ID] = MarginsOf{from, to}
			row = append(row, pesosOf(l.First[j]))
			record = append(record, orEmpty(from), orEmpty(to))
		}
		records = append(records, append(record, joined(l.Causes)))
		list.Rows = append(list.Rows, row)
		slivers += l.Slivers
		d.Leads = append(d.Leads, out)
		if i > 0 {
			a.Verdict = append(a.Verdict, changeText(s, in, leads[i-1], l))
		}
	}
	if len(leads) == 1 {
		a.Verdict = append(a.Verdict, say("lead.always", clean(list.Rows[0][0]), in.Name))
		d.Nearest, a.Verdict = nearestOf(s, in, nearest, a.Verdict)
	}
	if slivers > 0 {
		a.Notes = append(a.Notes, say("lead.slivers", count(int64(slivers))))
	}
	a.Notes = append(a.Notes, say("solve.searched", in.Name, valueOf(in, leads[0].From), valueOf(in, leads[len(leads)-1].To)))
	a.Grids, a.Document, a.Records = []Grid{list}, d, slices.Values(records)
	return a
}

// nearestOf says where the routes come nearest to each other, where none
// overtakes the other.
func nearestOf(s *whatif.Study, in *whatif.Input, nearest []whatif.Point, verdict []string) (*NearestOf, []string) {
	if nearest == nil {
		return nil, verdict
	}
	d := &NearestOf{Value: stepText(nearest[0].Value), Margins: map[string]*string{}}
	var parts []string
	for i, p := range nearest {
		d.Margins[s.Plans[i].Route.ID], _ = marginOf(p)
		parts = append(parts, s.Plans[i].Route.Title+" "+pesosOf(p))
	}
	return d, append(verdict, say("lead.nearest", valueOf(in, nearest[0].Value), strings.Join(parts, ", ")))
}

// changeText says what changes from one lead to the next, and whether the
// margins meet there or jump over each other.
func changeText(s *whatif.Study, in *whatif.Input, before, after whatif.Lead) string {
	if after.Best < 0 || before.Best < 0 {
		return say("lead.open", in.Name, valueOf(in, after.From))
	}
	title := s.Plans[after.Best].Route.Title
	if len(after.Causes) > 0 {
		return say("lead.jump", title, in.Name, valueOf(in, after.From), causesText(after.Causes))
	}
	return say("lead.meet", title, in.Name, valueOf(in, after.From), pesosOf(after.First[after.Best]))
}
