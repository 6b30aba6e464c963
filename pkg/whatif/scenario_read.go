package whatif

import (
	"io"
	"path"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// maxScenario is the size in bytes up to which a scenario is read.
const maxScenario = 1 << 20

// DecodeScenario reads a scenario from YAML. The file is the name that places
// show; name is what the scenario must be called, that of its file. Every fault
// of the file is found at once, but for those of its rules, which are found
// when they are laid. Faults: E-READ, E-TOO-LARGE, E-UTF8, those of pkg/strict,
// E-SCENARIO-NAME, E-SCENARIO-ON, E-SCENARIO-FACTOR, E-SCENARIO-RATE, E-PART-ID, and those of
// [offer.Offer.Set].
func DecodeScenario(r io.Reader, file, name string) (*Scenario, error) {
	data, f := strict.ReadAll(r, file, maxScenario)
	if f != nil {
		return nil, f
	}
	s := &Scenario{}
	var faults fault.List
	if top := strict.Parse(data, file, &faults); top != nil {
		s.read(top, file, name)
	}
	slices.SortStableFunc(faults, func(a, b *fault.Fault) int { return a.Place.Line - b.Place.Line })
	return s, faults.Err()
}

func (s *Scenario) read(top *strict.Node, file, name string) {
	m := top.Map("scenario", "title", "why", "confidence", "on", "as_of", "set", "scale", "fx", "lines", "allow_projected", "rules", "routes")
	text := func(key string) string {
		if m[key] == nil {
			top.Fault("E-KEY-MISSING", key)
			return ""
		}
		return strings.Join(strings.Fields(m[key].Text()), " ")
	}
	s.Name, s.Title, s.Why, s.Confidence = text("scenario"), text("title"), text("why"), text("confidence")
	if n := m["scenario"]; n != nil && s.Name != name {
		n.Fault("E-SCENARIO-NAME", s.Name, name)
	}
	if n := m["confidence"]; n != nil {
		if words := []string{table.High, table.Medium, table.Low}; !slices.Contains(words, s.Confidence) {
			n.Fault("E-WORD", s.Confidence, strings.Join(words, ", "), strict.Suggest(s.Confidence, words))
		}
	}
	if n := m["on"]; n != nil {
		for _, item := range n.List() {
			name := item.Text()
			if IsScenarioFile(name) { // what is read is what the user names, not what a file does
				item.Fault("E-SCENARIO-ON", name)
			}
			s.On = append(s.On, Setting{Key: name, Place: item.Place()})
		}
	}
	if n := m["as_of"]; n != nil {
		s.AsOf = n.Text()
		if _, f := table.ParseDate(s.AsOf); f != nil {
			n.Add(f)
		}
	}
	s.Set, s.Scale, s.FX = settings(m["set"], field), settings(m["scale"], factor), settings(m["fx"], rate)
	s.Lines = settings(m["lines"], func(strict.Entry, string) {}) // the routes know their lines
	if n := m["allow_projected"]; n != nil {
		for _, item := range n.List() {
			s.Projected = append(s.Projected, Setting{Key: item.Text(), Place: item.Place()})
		}
	}
	if m["rules"] != nil || m["routes"] != nil {
		l := table.Parts(s.Layer(), file, items(m["rules"]), items(m["routes"]))
		s.Rules = &l
	}
}

// IsScenarioFile tells the path of a scenario's file from a scenario's name.
func IsScenarioFile(name string) bool {
	return strings.HasSuffix(name, ".yaml") || strings.ContainsAny(name, `/\`)
}

// settings reads a map of texts, and has each looked at.
func settings(n *strict.Node, check func(e strict.Entry, text string)) []Setting {
	if n == nil {
		return nil
	}
	var all []Setting
	for _, e := range n.Entries() {
		text, ok := e.Value.Scalar()
		if !ok {
			continue
		}
		check(e, text)
		all = append(all, Setting{e.Key, text, e.Value.Place()})
	}
	return all
}

// field checks what is to be set of the offer.
func field(e strict.Entry, text string) {
	_, known := offer.ByName(fieldOf(e.Key))
	if !known && slices.ContainsFunc(offer.Labels(), func(l offer.Spec) bool { return l.Name == e.Key }) {
		e.At.Fault("E-KEY", e.Key, "") // as_of has a key of its own; sku and name change nothing
		return
	}
	var scratch offer.Offer
	switch f := scratch.Set(e.Key, text); {
	case f == nil:
	case known:
		e.Value.Add(f)
	default:
		e.At.Add(f)
	}
}

// rate checks an exchange rate.
func rate(e strict.Entry, text string) {
	if r, f := money.ParseRatio(text); f != nil {
		e.Value.Add(f)
	} else if r.Sign() <= 0 || !money.IsCurrency(e.Key) || e.Key == "MXN" {
		e.Value.Fault("E-SCENARIO-RATE", e.Key, text)
	}
}

// factor checks what is to be scaled: a field with a number, or a currency.
func factor(e strict.Entry, text string) {
	by, f := money.ParseRatio(text)
	spec, known := offer.ByName(fieldOf(e.Key))
	switch {
	case f != nil:
		e.Value.Add(f)
	case by.Sign() <= 0:
		e.Value.Fault("E-RANGE", text, "a factor is over zero")
	case money.IsCurrency(e.Key) && e.Key != "MXN":
	case !known || !scales(spec.Kind):
		e.At.Fault("E-SCENARIO-FACTOR", e.Key, strict.Suggest(e.Key, offer.Names()))
	}
}

func scales(k offer.Kind) bool {
	return k == offer.Money || k == offer.Rate || k == offer.Number || k == offer.Whole
}

// fieldOf gives the field of a key that may have a route in front.
func fieldOf(key string) string { return strings.TrimPrefix(path.Ext("."+key), ".") }

func items(n *strict.Node) []*strict.Node {
	if n == nil {
		return nil
	}
	return n.List()
}
