package landed

import (
	"encoding/binary"

	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// shelf is what a table gives to offers that answer alike to all that it asks
// for but numbers, and the tariff line where rows are looked up by that.
type shelf struct {
	id    int
	view  int
	keys  []int // of the finder, the numbers that it asks for
	exact bool  // it is looked up by the tariff line
	cells []*found
	bands []banded // of a table of bands, those that come into question
}

// shelf gives the shelf of a table for an offer that is laid; nil where the
// table is matched for each offer.
func (e *evaluation) shelf(view int) *shelf {
	x := &e.finder.tables[view]
	s := &shelf{view: view}
	key := binary.AppendVarint(nil, int64(view))
	for i := range x.axes {
		a := &x.axes[i]
		r := e.finder.keys[a.key]
		switch {
		case r.kind == table.KindNumber:
			s.keys = append(s.keys, a.key)
		case a.exact:
			s.exact = true
		default:
			key = binary.AppendVarint(key, int64(a.of(r, e.region(a.key))))
		}
	}
	if x.direct {
		return nil
	}
	if known := e.program.shelves[string(key)]; known != nil {
		return known
	}
	s.id = len(e.program.shelves) + 1
	e.program.shelves[string(key)] = s
	return s
}

// banded takes up the bands of a table of bands. It is false where they depend
// on more than the customs value.
func (s *shelf) banded(e *evaluation, given uint64) bool {
	for _, key := range s.keys {
		k := e.finder.keys[key].key
		if f := byKey[k]; k != table.KeyValueUSD && (f == offer.NumFields || given&(1<<f) != 0) {
			return false
		}
	}
	if _, ok := e.Plan.Tables[s.view].View.Table.Column("rate"); ok && s.bands == nil && !s.exact {
		s.bands = e.bandsOf(s.view)
	}
	return !s.exact
}

// rows gives what the table gives, by the regions of the tariff lines, where they
// count, and of the numbers; nil where that is not known yet, see stock.
func (s *shelf) rows(rows []*found, lines []int, numbers [][]int, counts []int) {
	for i := range rows {
		at := 0
		if lines != nil {
			at = lines[i]
		}
		for k := range numbers {
			at = at*counts[k] + numbers[k][i]
		}
		if rows[i] = nil; at < len(s.cells) {
			rows[i] = s.cells[at]
		}
	}
}

// stock puts on the shelves of an offer's class what tables gave while it was
// reckoned line by line.
func (e *evaluation) stock(shelves []*shelf) {
	for _, s := range shelves {
		if s != nil {
			e.put(s)
		}
	}
}

// put puts on a shelf what its table gave for the offer, if it was asked.
func (e *evaluation) put(s *shelf) {
	f := e.matches[s.view]
	if f == nil || *e.slot(&e.finder.tables[s.view]) != f {
		return
	}
	at := 0
	if s.exact {
		at = e.region(e.finder.hs)
	}
	for _, key := range s.keys {
		at = at*e.finder.keys[key].count() + e.region(key)
	}
	if at >= len(s.cells) {
		s.cells = append(s.cells, make([]*found, at+1-len(s.cells))...)
	}
	s.cells[at] = f
}

// ask asks the tables of which nothing but the tariff line decides the row, where
// an offer is the first of its line.
func (e *evaluation) ask(shelves []*shelf, o *offer.Offer, line int) {
	for _, s := range shelves {
		if line >= len(s.cells) || s.cells[line] == nil {
			e.lay(o)
			e.column(s.view)
			e.put(s)
		}
	}
}
