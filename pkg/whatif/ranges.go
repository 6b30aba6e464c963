package whatif

import (
	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// KnownRange is a range that a source gives for an input.
type KnownRange struct {
	Text       string            // as [Study.Range] reads it
	When       map[string]string // words of the offer's fields for which it is
	Cite       table.Cite
	Confidence string
	Note       string
	at         *strict.Node
}

// ReadRanges reads a file of ranges. Faults: those of YAML and of its keys.
func ReadRanges(data []byte, file string) ([]KnownRange, error) {
	var faults fault.List
	var all []KnownRange
	if top := strict.Parse(data, file, &faults); top != nil {
		if list := top.Map("ranges")["ranges"]; list != nil {
			for _, item := range list.List() {
				all = append(all, readRange(item))
			}
		}
	}
	return all, faults.Err()
}

func readRange(item *strict.Node) KnownRange {
	r := KnownRange{When: map[string]string{}, at: item}
	m := item.Map("range", "when", "cite", "confidence", "checked", "note")
	for _, key := range []string{"range", "cite", "confidence"} {
		if m[key] == nil {
			item.Fault("E-KEY-MISSING", key)
			return r
		}
	}
	r.Text, r.Cite, r.Confidence = m["range"].Text(), table.ReadCite(m["cite"]), m["confidence"].Text()
	if m["note"] != nil {
		r.Note = m["note"].Text()
	}
	if m["when"] != nil {
		for _, e := range m["when"].Entries() {
			if _, known := offer.ByName(e.Key); !known {
				e.At.Fault("E-KEY", e.Key, strict.Suggest(e.Key, offer.Names()))
			}
			r.When[e.Key] = e.Value.Text()
		}
	}
	return r
}

// Known gives the ranges that are for the offer: their conditions hold on a
// route, and a line stands on their input. Faults: those of [Study.Range], but
// for inputs that the offer does not stand on.
func (s *Study) Known(all []KnownRange) ([]*Range, error) {
	var out []*Range
	var faults fault.List
	for _, known := range all {
		if !s.holds(known.When) {
			continue
		}
		r, f := s.Range(known.Text)
		switch {
		case f == nil:
			r.Source = known.Cite.Instrument
			if known.Note != "" {
				r.Source += ": " + known.Note
			}
			out = append(out, r)
		case f.Code != "E-INPUT-UNUSED" && f.Code != "E-INPUT-UNIT": // a line that the user gives has a unit of its own
			faults.Add(f.At(known.at.Place()))
		}
	}
	return out, faults.Err()
}

// holds tells whether the offer has the words on one of the routes.
func (s *Study) holds(when map[string]string) bool {
	for _, q := range s.Base {
		all := true
		for name, word := range when {
			spec, _ := offer.ByName(name)
			text, _ := q.Offer.Text(spec.Field)
			all = all && text == word
		}
		if all {
			return true
		}
	}
	return false
}
