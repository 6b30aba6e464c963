package landed

import (
	"slices"

	"aduana/pkg/money"
)

// rows gives the rows of a table that the offers match.
func (b *block) rows(view int) []*found {
	m := &b.gaveRows[view]
	if m.turn == b.turn {
		return m.rows
	}
	n := b.n
	m.turn, m.rows = b.turn, slices.Grow(m.rows[:0], n)[:n]
	s := b.shelves[view]
	var lines []int
	if s.exact {
		lines = b.tariffLines
	}
	keyed, counts := b.keyed[:0], b.counts[:0]
	for _, key := range s.keys {
		keyed, counts = append(keyed, b.regionsOf(key)), append(counts, b.e.finder.keys[key].count())
	}
	b.keyed, b.counts = keyed, counts
	s.rows(m.rows, lines, keyed, counts)
	return m.rows
}

// regionsOf gives the regions of the numbers that the offers answer to a key.
func (b *block) regionsOf(key int) []int {
	m := &b.regions[key]
	if m.turn == b.turn {
		return m.each
	}
	n := b.n
	m.turn, m.each = b.turn, slices.Grow(m.each[:0], n)[:n]
	r := b.e.finder.keys[key]
	number := numberOf[column](b, r.key, r.head)
	switch {
	case number.none:
		clear(m.each)
	case number.each == nil:
		region := r.ofNumber(number.one)
		for i := range m.each {
			m.each[i] = region
		}
	default:
		for i := range m.each {
			m.each[i] = r.ofNumber(number.each[i])
		}
	}
	return m.each
}

// band finds the rows of the courier rate for prices that hold the tax inside,
// see takeBand.
func (b *block) band(view int, prices []money.Amount) {
	bands := b.shelves[view].bands
	if bands == nil || prices == nil {
		return
	}
	m, n := &b.gaveRows[view], b.n
	m.turn, m.rows = b.turn, slices.Grow(m.rows[:0], n)[:n]
	b.split = slices.Grow(b.split[:0], n)[:n]
	b.between = b.split
	for i := range m.rows {
		m.rows[i] = nil
		chosen, between, why := b.e.band(bands, prices[i])
		if why != nil || chosen == nil || chosen.missing != 0 {
			b.leave(i)
			continue
		}
		b.e.noteBand(view, chosen)
		m.rows[i], b.between[i] = &chosen.found, between
	}
}
