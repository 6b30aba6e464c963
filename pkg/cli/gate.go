package cli

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/strict"
)

// gates are the comparisons of --fail-if.
type gates []landed.Gate

func parseGates(texts []string) (gates, error) {
	var all gates
	var faults fault.List
	for _, text := range texts {
		g, f := landed.ParseGate(text)
		if f != nil {
			faults.Add(f.At(fault.Place{Flag: "--fail-if"}))
		}
		all = append(all, g)
	}
	return all, faults.Err()
}

// check finds gates about a route that is not asked for.
func (g gates) check(r *ruleset) error {
	var faults fault.List
	for i := range g {
		if id := g[i].Route; id != "" && !r.has(id) {
			faults.Add(fault.New("E-ROUTE", fault.Place{Flag: "--fail-if"}, id, strings.Join(r.ids(), ", "), strict.Suggest(id, r.ids())))
		}
	}
	return faults.Err()
}

// failures gives a fault for every gate that fails.
func (g gates) failures(quotes []*landed.Quote) fault.List {
	var faults fault.List
	for i := range g {
		switch value, known := g[i].Value(quotes); {
		case !known:
			faults.Add(fault.New("E-GATE-FAILED", fault.Place{}, g[i].Text, g[i].Total.Name+" is unknown"))
		case g[i].Holds(value):
			shown := value.Fixed(4)
			if g[i].Total.Over == nil {
				shown = money.Decimal(value, 2, 4)
			}
			faults.Add(fault.New("E-GATE-FAILED", fault.Place{}, g[i].Text, g[i].Total.Name+" is "+shown))
		}
	}
	return faults
}
