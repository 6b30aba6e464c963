package table

import "aduana/pkg/fault"

// Survey reads every table of a layer that lies over a set, or under nothing
// where the set is nil. It gives all faults in the order of files and lines,
// and the set with the layer on top, for who looks further: a table with a
// fault is not in it, but [Set.Head] gives what could be read.
func Survey(l Layer, under *Set) (*Set, fault.List) {
	f, faults := openFolder(l, under, true)
	if under == nil {
		under = new(Set)
	}
	return under.over(f), f.lint(faults)
}

// Head gives the uppermost table of an id with what could be read of it, and
// whether all could. It is nil where there is no such table, or nothing of it
// could be read.
func (s *Set) Head(id string) (t *Table, whole bool) {
	for i := len(s.layers) - 1; i >= 0; i-- {
		if load := s.layers[i].tables[id]; load != nil {
			t, faults := load()
			return t, len(faults) == 0
		}
	}
	return nil, false
}
