package table

import (
	"slices"
	"sync"

	"aduana/pkg/fault"
)

// The codes that callers tell apart.
const (
	// Uncovered says that a law does not speak of a date.
	Uncovered fault.Code = "E-DATE-UNCOVERED"

	// ProjectedOnly says that a table has no rule that counts, unless projected
	// ones are let.
	ProjectedOnly fault.Code = "E-TABLE-PROJECTED"

	// UnknownTable says that no layer has a table.
	UnknownTable fault.Code = "E-TABLE-UNKNOWN"
)

// Set is tables in layers. It is never changed, and any number of goroutines
// may use it. A nil Set has no tables.
type Set struct {
	layers []*folder // lowest first
	digest func() string
}

// Open reads layers, lowest first. The lowest comes with the program and has
// been linted, so its tables are read when they are asked for; of the layers
// over it all faults of all files are given at once.
func Open(layers ...Layer) (*Set, error) {
	set := new(Set)
	var faults fault.List
	for i, l := range layers {
		f, found := openFolder(l, set, i > 0)
		if i > 0 {
			found = f.lint(found)
		}
		faults = append(faults, found...)
		set = set.over(f)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

// Over gives the set with a layer on top, whose faults are given at once.
func (s *Set) Over(layer Layer) (*Set, error) {
	f, faults := openFolder(layer, s, true)
	faults = f.lint(faults)
	if faults != nil {
		return nil, faults
	}
	return s.over(f), nil
}

// Lint gives all faults of a folder that lies over a set, or under nothing
// where the set is nil, in the order of files and lines.
func Lint(layer Layer, under *Set) fault.List {
	_, faults := Survey(layer, under)
	return faults
}

// over gives the set with a folder on top.
func (s *Set) over(f *folder) *Set {
	layers := append(slices.Clip(s.layers), f)
	return &Set{layers: layers, digest: sync.OnceValue(func() string { return digest(layers) })}
}

// Lay gives the set with rows laid over a table by a flag; the layer is the
// flag's name. Cells are in the order of the table's columns. Rows over costs
// hold at every date, and their From tells the date they are of; rows over law
// hold from From to To, and always where both are zero.
func (s *Set) Lay(id, layer string, rows ...Row) *Set {
	base, fail := s.Table(id)
	if fail != nil {
		return s // At says so
	}
	t := *base
	t.Layer, t.File, t.Under, t.laid = layer, "", base, true
	t.sheet, t.Sources = nil, nil
	t.Periods = []Period{{From: OpenStart, To: Forever, Rows: slices.Clone(rows)}}
	for i := range t.Periods[0].Rows {
		row := &t.Periods[0].Rows[i]
		row.Layer = layer
		if row.From == 0 && row.To == 0 {
			row.From, row.To = OpenStart, Forever
		}
		if row.Period == nil {
			row.Period = &t.Periods[0]
		}
	}
	laid := &folder{Layer: Layer{Name: layer}, tables: map[string]func() (*Table, fault.List){
		id: func() (*Table, fault.List) { return &t, nil },
	}}
	return &Set{layers: append(slices.Clip(s.layers), laid), digest: s.digest}
}

// Table gives a table of the uppermost layer that has it; Under leads to those
// below. Faults: E-TABLE-UNKNOWN, and those of the file.
func (s *Set) Table(id string) (*Table, *fault.Fault) {
	if s != nil {
		for _, f := range slices.Backward(s.layers) {
			if load := f.tables[id]; load != nil {
				t, faults := load()
				if len(faults) > 0 {
					return nil, faults[0]
				}
				return t, nil
			}
		}
	}
	return nil, fault.New(UnknownTable, fault.Place{}, short(id), nearest(id, s.IDs()))
}

func (s *Set) has(id string) bool {
	return s != nil && slices.ContainsFunc(s.layers, func(f *folder) bool { return f.tables[id] != nil })
}

// IDs lists the ids of all tables in order.
func (s *Set) IDs() []string {
	if s == nil {
		return nil
	}
	var ids []string
	for _, f := range s.layers {
		ids = append(ids, f.ids...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Digest gives "sha256:…" of the files of all layers, routes among them. Rows
// laid by a flag are not part of it.
func (s *Set) Digest() string { return s.digest() }
