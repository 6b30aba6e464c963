package cli

import (
	"fmt"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
	"aduana/pkg/tariff"
)

// mostCandidates is how many lines of a heading a fault names.
const mostCandidates = 8

// wayOf checks what --tariff is given.
func wayOf(way string) *fault.Fault {
	if ways := tariff.Ways(); !slices.Contains(ways, way) {
		return fault.New("E-TARIFF-WAY", fault.Place{Flag: "--tariff"}, way, strings.Join(ways, ", "), strict.Suggest(way, ways))
	}
	return nil
}

// headings gives the headings that the offer has instead of tariff lines, on any
// route.
func headings(of *offer.Offer) []string {
	var found []string
	for _, id := range append([]string{""}, of.Routes()...) {
		on := of.For(id)
		if hs, ok := on.Get(offer.HS); ok && hs.IsHeading() && !slices.Contains(found, hs.Text) {
			found = append(found, hs.Text)
		}
	}
	return found
}

// estimate lays a duty for each heading of the offer over the tariff, or names
// the lines under it.
func (r *ruleset) estimate(of *offer.Offer, way string) error {
	found := headings(of)
	if len(found) == 0 {
		return nil
	}
	if fail := wayOf(way); fail != nil {
		return fail
	}
	r.way = way
	var faults fault.List
	for _, heading := range found {
		if way == tariff.Exact {
			faults.Add(r.candidates(heading))
			continue
		}
		set, fail := tariff.Estimate(r.tables, heading, way, "flag --tariff", r.options.Date, r.look())
		if fail != nil {
			faults.Add(fail.At(fault.Place{Field: offer.HS.String()}))
			continue
		}
		r.tables = set
	}
	return faults.Err()
}

// candidates is the fault of a heading where a line is needed.
func (r *ruleset) candidates(heading string) *fault.Fault {
	at := fault.Place{Field: offer.HS.String()}
	lines, fail := tariff.Lines(r.tables, heading, r.options.Date, r.look())
	if fail != nil {
		return fail.At(at)
	}
	var shown []string
	for i := range lines[:min(len(lines), mostCandidates)] {
		shown = append(shown, fmt.Sprintf("%s %s (%s)", tariff.Dotted(lines[i].Code), lines[i].Says(), lines[i].Description))
	}
	if more := len(lines) - len(shown); more > 0 {
		shown = append(shown, fmt.Sprintf("and %d more, see aduana tariff show %s", more, tariff.Dotted(heading)))
	}
	return fault.New("E-TARIFF-LINES", at, tariff.Dotted(heading), strings.Join(shown, "; "))
}
