package landed

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// customsValue is the line whose amount tables ask for as value_usd.
const customsValue = "customs_value"

// takeBand finds the row of the courier rate for a price that holds the tax
// inside: V = price / (1 + r). The row is the first, of those whose other
// conditions hold, in whose upper bound V fits. A price too high for one band
// may give a V too low for the next: it keeps the next band's rate, since the
// tax of the lower one would not make up the price. This is the only place
// where a rate and the value it is looked up by depend on each other.
func (e *evaluation) takeBand(view int, price money.Amount) *fault.Fault {
	bound := &e.Plan.Tables[view]
	if bound.View == nil || e.matches[view] != nil {
		return nil // row says why
	}
	if _, ok := bound.View.Table.Column("rate"); !ok {
		return nil
	}
	chosen, between, why := e.band(e.bandsOf(view), price)
	switch {
	case why != nil:
		return why
	case chosen == nil:
		return nil
	case chosen.missing != 0:
		e.matches[view] = &found{fault: e.missing(chosen.missing)}
		return nil
	}
	e.between = e.between || between
	e.noteBand(view, chosen)
	e.matches[view] = &chosen.found
	return nil
}

// noteBand notes that a band is used.
func (e *evaluation) noteBand(view int, b *banded) {
	if e.finder != nil && !b.noted {
		e.finder.note(e.Plan.Tables[view].ID, b.row)
		b.noted = true
	}
}

// band chooses among the bands that come into question; nil where none fits.
// Between tells whether the value stands between two of them.
func (e *evaluation) band(bands []banded, price money.Amount) (chosen *banded, between bool, why *fault.Fault) {
	var room [4]table.Interval
	passed := room[:0] // bands that the value at their own rate does not fit
	for i := range bands {
		row, band := &bands[i], bands[i].band
		var usd money.Ratio
		if row.net.Den != 0 {
			value, ok := price.Scale(row.net)
			if !ok {
				return nil, false, fault.New("E-OVERFLOW", fault.Place{}, customsValue)
			}
			if usd, ok = e.usd(value); !ok {
				return nil, false, fault.New("E-CURRENCY-RATE", fault.Place{}, "USD")
			}
			if band != nil && band.In.HasHigh && !below(usd, band.In) {
				passed = append(passed, band.In)
				continue
			}
		} else if band != nil {
			// A row without a rate takes no tax out of the price.
			var ok bool
			if usd, ok = e.usd(price); !ok {
				return nil, false, fault.New("E-CURRENCY-RATE", fault.Place{}, "USD")
			}
			if !band.In.Contains(usd) {
				continue
			}
		}
		between = row.net.Den != 0 && band != nil && row.missing == 0 &&
			(!band.In.Contains(usd) || slices.ContainsFunc(passed, func(in table.Interval) bool { return in.Contains(usd) }))
		return row, between, nil
	}
	return nil, false, nil
}

// banded is a row of a table of bands whose conditions on all but the customs
// value hold, or wait for something.
type banded struct {
	found
	band    *table.Cond // on the customs value; nil where there is none
	net     money.Ratio // 1/(1+r); Den is 0 of a row without a rate
	missing table.Key   // what leaves the row undecided
	noted   bool        // as used
}

// bandsOf gives the rows of a table of bands that come into question.
func (e *evaluation) bandsOf(view int) []banded {
	if e.finder == nil {
		return e.bands(view)
	}
	x := &e.finder.tables[view]
	if x.bands == nil {
		x.bands = map[string][]banded{}
	}
	// The regions of everything but the customs value decide.
	key := e.finder.room[:0]
	for i := range x.axes {
		if a := &x.axes[i]; e.finder.keys[a.key].key != table.KeyValueUSD {
			region := e.region(a.key)
			if region == 0 || x.direct {
				return e.bands(view)
			}
			key = append(key, byte(region), byte(region>>8), byte(region>>16))
		}
	}
	e.finder.room = key
	bands, ok := x.bands[string(key)]
	if !ok {
		bands = e.bands(view)
		x.bands[string(key)] = bands
	}
	return bands
}

func (e *evaluation) bands(view int) []banded {
	bound := &e.Plan.Tables[view]
	column, _ := bound.View.Table.Column("rate")
	var out []banded
	for row := range bound.View.Candidates(e) {
		band, others, missing := e.bandOf(row)
		if !others && missing == 0 {
			continue
		}
		b := banded{found: judged(bound.ID, row), band: band, missing: missing}
		if e.finder != nil {
			b.prepare(e, bound.View.Table)
		}
		if b.row != nil {
			b.net = row.Cells[column].Num.Net()
		}
		out = append(out, b)
	}
	return out
}

// below tells whether the value meets the interval's upper bound.
func below(usd money.Ratio, in table.Interval) bool {
	c := usd.Cmp(in.High)
	return c < 0 || c == 0 && !in.OpenHigh
}

// bandOf gives a row's condition on the customs value, and whether all its
// other conditions hold; missing is the key that leaves it undecided.
func (e *evaluation) bandOf(row *table.Row) (band *table.Cond, others bool, missing table.Key) {
	for i := range row.Conds {
		c := &row.Conds[i]
		if c.Key == table.KeyValueUSD {
			band = c
			continue
		}
		holds, known := c.Holds(e, nil)
		switch {
		case !known:
			missing = c.Key
		case !holds:
			return band, false, 0
		}
	}
	return band, missing == 0, missing
}

// usd gives an amount in US dollars, rounded to the cent, as the bands are
// compared.
func (e *evaluation) usd(a money.Amount) (money.Ratio, bool) {
	if e.program.usd.Den == 0 {
		return money.Ratio{}, false
	}
	if e.explain || !e.dollars {
		e.exchanged("USD")
		e.dollars = true
	}
	rounded, ok := a.Scale(e.program.usd)
	return money.Ratio{Num: int64(rounded), Den: 100}, ok
}

// wouldBe gives the row that another customs value would match, for warnings.
func (e *evaluation) wouldBe(view int, usd money.Ratio) *table.Row {
	bound := e.Plan.Tables[view]
	if bound.View == nil {
		return nil
	}
	held := e.usedOf
	e.usedOf, e.valuedUSD = nil, &usd
	defer func() { e.usedOf, e.valuedUSD = held, nil }()
	if m := bound.View.Match(e); m.Outcome == table.Matched {
		return m.Row
	}
	return nil
}

// CustomsValueUSD gives the customs value of the entry in US dollars, rounded
// to the cent; ok is false where it is unknown.
func (q *Quote) CustomsValueUSD() (money.Ratio, bool) {
	l := q.Line(customsValue)
	if l == nil || l.State != Known {
		return money.Ratio{}, false
	}
	fx, ok := q.Plan.Rates["USD"]
	if !ok {
		return money.Ratio{}, false
	}
	cents, ok := money.One.Quo(fx.Rate)
	if !ok {
		return money.Ratio{}, false
	}
	rounded, ok := l.Amount.Scale(cents)
	return money.Ratio{Num: int64(rounded), Den: 100}, ok
}
