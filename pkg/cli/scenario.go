package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/pkg/tariff"
	"aduana/pkg/whatif"
)

// The folder of scenarios in a layer, and how their files end.
const (
	scenarioFolder = "scenarios"
	scenarioSuffix = ".yaml"
)

// scenarios lists the names of the scenarios of all layers, in order.
func (r *ruleset) scenarios() []string {
	var names []string
	for _, l := range r.layers {
		files, _ := fs.Glob(l.FS, scenarioFolder+"/*"+scenarioSuffix) // the pattern is well formed
		for _, file := range files {
			names = append(names, strings.TrimSuffix(path.Base(file), scenarioSuffix))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// scenario reads a scenario: a file where the name is a path, else the one of
// the uppermost layer that has it.
func (r *ruleset) scenario(name string) (*whatif.Scenario, error) {
	if whatif.IsScenarioFile(name) {
		file, err := os.Open(name)
		if err != nil {
			return nil, fault.Wrap(err, "E-READ", fault.Place{File: name})
		}
		defer func() { _ = file.Close() }()
		return whatif.DecodeScenario(file, name, strings.TrimSuffix(filepath.Base(name), scenarioSuffix))
	}
	for _, l := range slices.Backward(r.layers) {
		path := scenarioFolder + "/" + name + scenarioSuffix
		file, err := l.FS.Open(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid):
			continue
		case err != nil:
			return nil, fault.Wrap(err, "E-READ", fault.Place{File: l.Shown(path)})
		}
		scenario, err := whatif.DecodeScenario(file, l.Shown(path), name)
		_ = file.Close()
		return scenario, err
	}
	all := r.scenarios()
	return nil, fault.New("E-SCENARIO", fault.Place{}, name, strings.Join(all, ", "), strict.Suggest(name, all))
}

// under gives the rules and the offer as a stack of scenarios changes them,
// each lying over those before it and over what the flags say. Dates and rules
// come first, since rates and routes are read by them.
func (r *ruleset) under(stack []*whatif.Scenario, of *offer.Offer) (*ruleset, *offer.Offer, error) {
	next := *r
	next.layers = slices.Clone(r.layers)
	next.options.Overrides = slices.Clone(r.options.Overrides)
	next.options.ProjectedTables = slices.Clone(r.options.ProjectedTables)
	var faults fault.List
	for _, s := range stack {
		faults = append(faults, next.layRules(s)...)
	}
	if faults == nil && len(next.layers) > len(r.layers) {
		var err error
		if next.routes, err = route.Load(next.layers...); err != nil {
			faults = fault.From(err)
		}
	}
	if faults != nil {
		return nil, nil, faults
	}
	for _, s := range stack {
		faults = append(faults, next.layRates(s)...)
		for _, line := range s.Lines {
			faults.Add(next.override(line.Key+"="+line.Value, line.Place, s.Layer()))
		}
		for _, set := range append(slices.Clip(s.Set), s.Scale...) {
			if id, _, scoped := strings.Cut(set.Key, "."); scoped && !next.has(id) {
				faults.Add(fault.New("E-ROUTE", set.Place, id, strings.Join(next.ids(), ", "), strict.Suggest(id, next.ids())))
			}
		}
		var found fault.List
		of, found = s.Offer(of)
		faults = append(faults, found...)
	}
	if faults == nil {
		// The duty of a heading is estimated anew, since duties may have changed.
		return &next, of, next.estimate(of, cmp.Or(r.way, tariff.Exact))
	}
	return nil, nil, faults
}

// layRules lays the tables and routes of a scenario, and takes the law of its
// date: costs and rates stay those of the date that it is compared with.
func (r *ruleset) layRules(s *whatif.Scenario) fault.List {
	if s.AsOf != "" {
		if r.options.Cards == 0 {
			r.options.Cards = r.options.Date
		}
		r.options.Date, _ = table.ParseDate(s.AsOf) // read before
	}
	if s.Rules != nil {
		tables, err := r.tables.Over(*s.Rules)
		if err != nil {
			return fault.From(err)
		}
		r.tables, r.layers = tables, append(r.layers, *s.Rules)
	}
	var faults fault.List
	for _, id := range s.Projected {
		if _, f := r.tables.Table(id.Key); f != nil {
			faults.Add(f.At(id.Place))
		}
		r.options.ProjectedTables = append(r.options.ProjectedTables, id.Key)
	}
	return faults
}

// layRates lays the exchange rates of a scenario: those it gives, then those it
// scales.
func (r *ruleset) layRates(s *whatif.Scenario) fault.List {
	source := table.Row{Confidence: s.Confidence, Cite: table.Cite{Instrument: s.Layer()}, Note: s.Why}
	for _, fx := range s.FX {
		rate, _ := money.ParseRatio(fx.Value) // read before
		r.layRate(s.Layer(), fx.Key, rate, r.options.Date, source)
	}
	rates, err := route.Rates(r.tables, r.options)
	if err != nil {
		return fault.From(err)
	}
	var faults fault.List
	for _, scale := range s.Scale {
		if !money.IsCurrency(scale.Key) {
			continue
		}
		by, _ := money.ParseRatio(scale.Value) // read before
		now, known := rates[scale.Key]
		rate, ok := now.Rate.Mul(by)
		switch {
		case !known:
			faults.Add(fault.New("E-SCENARIO-SCALE", scale.Place, s.Name, scale.Key))
		case !ok:
			faults.Add(fault.New("E-OVERFLOW", scale.Place, scale.Key))
		default:
			r.layRate(s.Layer(), scale.Key, rate.Lowest(), now.Row.From, source)
		}
	}
	return faults
}
