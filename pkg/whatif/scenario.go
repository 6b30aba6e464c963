package whatif

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// Scenario is a named layer: what it changes of the offer, of exchange rates,
// of lines, and of rules, with where that comes from.
type Scenario struct {
	Name, Title string
	Why         string    // source, or what is assumed
	Confidence  string    // high, medium or low; low is an assumption
	On          []Setting // names of the scenarios that it stands on; no values
	AsOf        string    // YYYY-MM-DD, the date of the law; empty: that of the offer
	Set         []Setting
	Scale       []Setting // fields of the offer and currencies, times a factor
	FX          []Setting // currencies, MXN for one
	Lines       []Setting // as --line takes them
	Projected   []Setting // ids of tables whose projected rules count; no values
	Rules       *table.Layer
}

// Setting is one thing that a scenario sets.
type Setting struct {
	Key, Value string
	Place      fault.Place
}

// Layer is the scenario's name as the layer of what it lays.
func (s *Scenario) Layer() string { return LayerPrefix + s.Name }

// LayerPrefix begins the layer of what a scenario lays.
const LayerPrefix = "scenario "

// Offer gives the offer as the scenario changes it: what it sets, then what it
// scales. A field that is scaled for all routes is scaled in the routes' own
// values, too. Faults: E-SCENARIO-SCALE, and those of [offer.Offer.Set].
func (s *Scenario) Offer(of *offer.Offer) (*offer.Offer, fault.List) {
	o := of.Clone()
	var faults fault.List
	for _, set := range s.Set {
		if f := o.Set(set.Key, set.Value); f != nil {
			faults.Add(f.At(set.Place))
		}
	}
	for _, scale := range s.Scale {
		if money.IsCurrency(scale.Key) {
			continue
		}
		spec, _ := offer.ByName(fieldOf(scale.Key))
		by, _ := money.ParseRatio(scale.Value)
		given := false
		for _, key := range scaled(&o, scale.Key, spec) {
			on := o
			if route, _, dotted := strings.Cut(key, "."); dotted {
				on = o.For(route)
			}
			v, ok := on.Get(spec.Field)
			if !ok {
				continue
			}
			given = true
			product, ok := v.Num.Mul(by)
			if !ok {
				faults.Add(fault.New("E-OVERFLOW", scale.Place, key))
				continue
			}
			if f := o.Set(key, spec.Field.Format(offer.Value{Num: product.Lowest(), Text: v.Text})); f != nil {
				faults.Add(f.At(scale.Place))
			}
		}
		if !given {
			faults.Add(fault.New("E-SCENARIO-SCALE", scale.Place, s.Name, spec.Name))
		}
	}
	// A heading was let pass before, since its duty is estimated.
	return &o, append(faults, slices.DeleteFunc(o.Check(), func(f *fault.Fault) bool { return f.Code == "E-HS" })...)
}

// scaled lists the keys that a factor acts on: one route's field, or the field
// of all routes and what single routes have of their own.
func scaled(o *offer.Offer, key string, spec offer.Spec) []string {
	keys := []string{key}
	if strings.Contains(key, ".") {
		return keys
	}
	for _, id := range o.Routes() {
		if _, own := o.Own(id).Get(spec.Field); own {
			keys = append(keys, id+"."+spec.Name)
		}
	}
	return keys
}

// Stack gives the scenarios that stand under the named ones and those
// themselves, lowest first and each once. Faults: E-SCENARIO-CYCLE, and those
// of load.
func Stack(names []string, load func(name string) (*Scenario, error)) ([]*Scenario, error) {
	var stack []*Scenario
	var faults fault.List
	seen := map[string]bool{}
	var push func(name string, at fault.Place, above []string)
	push = func(name string, at fault.Place, above []string) {
		switch {
		case slices.Contains(above, name):
			faults.Add(fault.New("E-SCENARIO-CYCLE", at, name, strings.Join(append(above, name), " on ")))
			return
		case seen[name]:
			return
		}
		seen[name] = true
		s, err := load(name)
		if err != nil {
			for _, f := range fault.From(err) {
				if f.Place == (fault.Place{}) {
					f.Place = at
				}
				faults.Add(f)
			}
			return
		}
		for _, under := range s.On {
			push(under.Key, under.Place, append(slices.Clip(above), name))
		}
		stack = append(stack, s)
	}
	for _, name := range names {
		push(name, fault.Place{}, nil)
	}
	return stack, faults.Err()
}

// Weaker gives the lower of two confidences.
func Weaker(a, b string) string {
	for _, word := range []string{table.Low, table.Medium} {
		if a == word || b == word {
			return word
		}
	}
	return table.High
}
