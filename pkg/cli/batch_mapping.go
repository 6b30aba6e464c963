package cli

import (
	"os"
	"slices"
	"strings"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
	"aduana/seeds"
)

// base gives what holds for rows that do not say otherwise: --set.
func (o *batchOptions) base() (offer.Offer, error) {
	var of offer.Offer
	faults := laySet(&of, o.settings)
	return of, faults.Err()
}

// targets gives the columns that --map and the mapping name, and lays what the
// mapping sets under the base.
func (o *batchOptions) targets(m *catalog.Mapping, base *offer.Offer) ([]catalog.Target, error) {
	var faults fault.List
	var targets []catalog.Target
	for _, text := range o.maps {
		t, f := catalog.ParseTarget(text, fault.Place{Flag: "--map"})
		if f != nil {
			faults.Add(f)
			continue
		}
		targets = append(targets, t)
	}
	flags := targets // they lie over the mapping, which may know a field under several names
	for _, t := range m.Columns {
		named := func(other catalog.Target) bool { return other.Column == t.Column || other.Field == t.Field }
		if !slices.ContainsFunc(flags, named) {
			t.Optional = true
			targets = append(targets, t)
		}
	}
	var under offer.Offer
	for _, set := range m.Set {
		if f := under.Set(set.Field, set.Value); f != nil {
			faults.Add(f.At(set.Place))
		}
	}
	under.Over(base)
	*base = under
	return targets, faults.Err()
}

// readMapping reads a mapping that comes with aduana, or a file; one of nothing
// where none is named.
func readMapping(name string) (*catalog.Mapping, error) {
	if name == "" {
		return &catalog.Mapping{}, nil
	}
	if slices.Contains(mappings(), name) {
		file, err := seeds.FS.Open("mappings/" + name + ".yaml")
		if err != nil {
			return nil, fault.Wrap(err, "E-READ", fault.Place{File: name})
		}
		return catalog.ReadMapping(file, "mapping "+name)
	}
	file, err := os.Open(name)
	if err != nil {
		if strings.ContainsAny(name, "./") {
			return nil, fault.Wrap(err, "E-READ", fault.Place{File: name, Flag: "--mapping"})
		}
		return nil, fault.New("E-MAPPING", fault.Place{Flag: "--mapping"}, name, strings.Join(mappings(), ", "), strict.Suggest(name, mappings()))
	}
	defer func() { _ = file.Close() }()
	return catalog.ReadMapping(file, name)
}

// mappings lists the mappings that come with the program.
func mappings() []string {
	entries, _ := seeds.FS.ReadDir("mappings") // compiled in, so it is there
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}
