package landed

import (
	"encoding/binary"
	"slices"
	"strconv"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// status is what is known of a line for all offers of a class.
type status uint8

const (
	live    status = iota // its amount depends on the offer's numbers
	off                   // it does not apply
	fixed                 // it comes to the same for all
	waiting               // it is unknown
)

// folding makes a class of an offer. Its memory serves one class after the other.
type folding struct {
	*evaluation // with matches and lines of its own
	class       class
	made        common // of the class
	status      []status
	reasons     []*fault.Fault // by line that is unknown
	needed      []bool         // by line, see prune
	step        step           // that is made
	form        form           // of it
	rates       []operand      // of that
	base        []addend       // of the step
	key         []byte         // of the common
}

// classFor makes the class of an offer that is begun. What it answers to what lines
// ask decides what it has in common with others.
func (e *evaluation) classFor(out *outline, lines answers) *class {
	c := e.foldingOf()
	known := out.commons[lines]
	if known == nil {
		known = c.common(out.given, nil)
		out.commons[lines] = known
	}
	c.class = class{common: known}
	if c.program.warns && !known.one {
		c.warnings()
	}
	class := c.class // by itself, so that what it was made of is let go
	return &class
}

// foldingOf begins to fold the offer that is begun.
func (e *evaluation) foldingOf() *folding {
	if e.folding == nil {
		n := len(e.room)
		e.folding = &folding{
			evaluation: &evaluation{matches: make([]*found, len(e.matches)), room: make([]Line, n)},
			made:       common{shelves: make([]*shelf, len(e.matches))},
			status:     make([]status, n), reasons: make([]*fault.Fault, n), needed: make([]bool, n),
		}
	}
	c := e.folding
	own, matches, room := c.evaluation, c.matches, c.room
	*own = *e
	own.matches, own.Lines, own.room = matches, room, room
	copy(own.matches, e.finder.fixed)
	own.fill()
	return c
}

// common makes what the offer has in common with others. It is reckoned line by
// line to that end. Lacks are rows that all of them have, though their numbers find
// them.
func (c *folding) common(given uint64, lacks []lack) *common {
	c.refusals()
	c.lines()
	clear(c.status)
	clear(c.reasons)
	m := &c.made
	clear(m.shelves)
	*m = common{given: given, open: c.program.unwanted, lacks: lacks, shelves: m.shelves, presets: m.presets[:0], gaps: m.gaps[:0], steps: m.steps[:0]}
	c.class = class{common: m}
	if !c.fold() {
		return &common{one: true}
	}
	return c.kept()
}

// kept gives what was made in memory of its own, or the same that is there.
func (c *folding) kept() *common {
	c.key = c.made.key(c.key[:0])
	known := c.program.commons[string(c.key)]
	if known != nil && c.made.lacks == nil {
		return known
	}
	m := c.made
	m.shelves, m.presets, m.gaps, m.steps = slices.Clone(m.shelves), slices.Clone(m.presets), slices.Clone(m.gaps), slices.Clone(m.steps)
	m.enter()
	for f := range offer.NumFields {
		if kind := f.Spec().Kind; c.has(f) && kind >= offer.Money && kind <= offer.Whole {
			m.gives = append(m.gives, f)
		}
	}
	for _, s := range m.steps {
		for _, o := range []*operand{s.form.amount, s.form.min, s.form.max} {
			if o != nil && o.kind == route.Dial {
				m.dials = append(m.dials, o.source)
			}
		}
	}
	for _, s := range m.shelves {
		if s != nil && s.exact {
			m.exact = true
			if len(s.keys) == 0 {
				m.byLine = append(m.byLine, s)
			}
		}
	}
	if m.lacks == nil {
		c.program.commons[string(c.key)] = &m
	}
	return &m
}

// key appends what tells apart what folding makes.
func (c *common) key(key []byte) []byte {
	number := func(n int64) { key = binary.AppendVarint(key, n) }
	for _, p := range c.presets {
		number(int64(p.field))
		number(p.value.Num.Num)
		number(p.value.Num.Den)
		key = append(key, p.value.Text...)
	}
	number(int64(c.given))
	for _, s := range c.shelves {
		if s != nil {
			number(int64(s.id))
		}
	}
	number(int64(c.customs.Amount))
	for in := range c.sums {
		number(int64(c.sums[in]))
		key = strconv.AppendBool(key, c.open[in])
	}
	for _, s := range c.steps {
		number(int64(s.id))
	}
	for _, why := range c.gaps {
		key = append(append(key, why.Error()...), 0)
	}
	if c.refusal != nil {
		key = append(key, c.refusal.Error()...)
	}
	return key
}

// enter gathers the steps that are entered in the same sums.
func (c *common) enter() {
	for _, s := range c.steps {
		if len(s.effects) == 0 {
			continue
		}
		i := slices.IndexFunc(c.entries, func(g entered) bool { return slices.Equal(g.effects, s.effects) })
		if i < 0 {
			i = len(c.entries)
			c.entries = append(c.entries, entered{effects: s.effects})
		}
		c.entries[i].lines = append(c.entries[i].lines, s.line)
	}
}

func (c *folding) fold() bool {
	if !c.presets() || !c.admitted() {
		return false
	}
	for i := range c.Lines {
		if !c.line(i) {
			return false
		}
	}
	c.prune()
	c.class.refusal = c.Refusal
	if c.class.refusal == nil {
		c.class.refusal = barring(c.reasons)
	}
	for _, why := range c.reasons {
		if why != nil && why.Code != "R-WAITS" {
			c.class.gaps = append(c.class.gaps, why)
		}
	}
	return true
}

// warnings finds the warnings that are due for all offers of the class. They keep
// their order: behind one that the offer's numbers decide all are asked.
func (c *folding) warnings() {
	all := c.program.warnings
	if c.class.asked = slices.IndexFunc(all, func(conds []condition) bool { return !c.told(conds) }); c.class.asked < 0 {
		c.class.asked = len(all)
	}
	for i, conds := range all[:c.class.asked] {
		if yes, _ := c.when(conds); yes {
			c.class.due = append(c.class.due, c.program.warningOf(fault.Code(c.Plan.Warnings[i].Code)))
		}
	}
	measured := c.measure(unitM3).fault == nil
	several := len(c.program.banded) > 0 && (c.has(c.unitsOf()) || c.units().value != money.One) // the warning of split orders asks for a row
	c.class.whole = !measured || several || c.has(offer.DeclaredValue) || c.class.asked < len(all)
}

// prune drops the steps that nothing wanted depends on. One that asks for a row of
// its own stays, since that may refuse the route.
func (c *folding) prune() {
	needed := c.needed
	clear(needed)
	if c.program.customs >= 0 {
		needed[c.program.customs] = true
	}
	for _, s := range slices.Backward(c.class.steps) {
		if needed[s.line] = needed[s.line] || len(s.effects) > 0 || s.looksUp; needed[s.line] {
			for _, a := range s.base {
				needed[a.line] = true
			}
		}
	}
	c.class.steps = slices.DeleteFunc(c.class.steps, func(s *step) bool { return !needed[s.line] })
}

func (c *folding) has(f offer.Field) bool { return c.class.given&(1<<f) != 0 }

// shared tells whether a table gives the same for all offers of the class.
func (c *folding) shared(view int) bool {
	if c.Plan.Tables[view].View == nil || slices.ContainsFunc(c.class.lacks, func(l lack) bool { return l.view == view }) {
		return true
	}
	x := &c.finder.tables[view]
	if f := c.matches[view]; !c.finder.common(x) || f != nil && f.fault != nil && f.fault.Code == "R-NO-ROW" { // which quotes the tariff line
		return false
	}
	for _, a := range x.axes {
		if k := c.finder.keys[a.key].key; k.Kind() == table.KindNumber && c.has(byKey[k]) {
			return false
		}
	}
	return true
}

// told tells whether conditions come to the same for all offers of the class.
func (c *folding) told(conds []condition) bool {
	return !slices.ContainsFunc(conds, func(w condition) bool {
		if w.column {
			return !c.shared(w.view)
		}
		k := w.source.Cond.Key
		return k.Kind() == table.KindNumber && (byKey[k] == offer.NumFields || c.has(byKey[k]))
	})
}

// presets takes over the defaults that tables give.
func (c *folding) presets() bool {
	for i := range c.Plan.With {
		d := &c.Plan.With[i]
		if d.Value.Kind != route.Column || c.has(d.Field) {
			continue
		}
		// A default that other answers depend on would come too late.
		if kind := d.Field.Spec().Kind; !c.shared(d.Value.View) || kind != offer.Rate && kind != offer.Number {
			return false
		}
		if v, ok := c.Offer.Get(d.Field); ok {
			c.class.presets = append(c.class.presets, preset{d.Field, v})
		}
	}
	return true
}

// admitted takes over whether the route can be used at all.
func (c *folding) admitted() bool {
	for _, view := range c.Plan.Requires {
		if !c.shared(view) {
			return false
		}
	}
	return !slices.ContainsFunc(c.program.refusals, func(conds []condition) bool { return !c.told(conds) })
}

// constant tells whether an operand is the same for all offers of the class.
func (c *folding) constant(o *operand) bool {
	if o == nil {
		return true
	}
	switch o.kind {
	case route.Field:
		return !c.has(o.field)
	case route.Reckoned:
		return c.steady(o.measure)
	case route.Column:
		return c.shared(o.view)
	case route.Dial:
		return false
	}
	return true
}

// measured lists the fields that a measure is reckoned from.
var measured = [route.NumMeasures][]offer.Field{
	route.Units:              {offer.UnitsPerOrder, offer.UnitsPerShipment},
	route.Orders:             {offer.UnitsPerOrder, offer.UnitsPerShipment},
	route.Kg:                 {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.WeightKg},
	route.M3:                 {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.VolumeM3, offer.LengthCm, offer.WidthCm, offer.HeightCm},
	route.Containers:         {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.VolumeM3, offer.LengthCm, offer.WidthCm, offer.HeightCm},
	route.Pairs:              {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.PairsPerUnit},
	route.StockDays:          {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.MonthlyUnits, offer.StockDays},
	route.StockMonths:        {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.MonthlyUnits, offer.StockDays},
	route.YearsOrderToPayout: {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.MonthlyUnits, offer.StockDays},
	route.YearsStockToPayout: {offer.UnitsPerOrder, offer.UnitsPerShipment, offer.MonthlyUnits, offer.StockDays},
	route.OddsCancelled:      {offer.CancelRate, offer.ReturnRate},
	route.OddsReturned:       {offer.ReturnRate},
}

// viewsOf lists the tables that a measure is reckoned from.
func (c *folding) viewsOf(m route.Measure) []int {
	switch m {
	case route.Containers:
		return []int{c.Plan.Usable}
	case route.YearsToPayout, route.YearsOrderToPayout, route.YearsStockToPayout, route.YearsRefund:
		return []int{c.Plan.Days}
	}
	return nil
}

// steady tells whether a measure is the same for all offers of the class.
func (c *folding) steady(m route.Measure) bool {
	return !slices.ContainsFunc(measured[m], c.has) && !slices.ContainsFunc(c.viewsOf(m), func(view int) bool { return view < 0 || !c.shared(view) })
}

// line folds a line. It is false where the class is of no use.
func (c *folding) line(i int) bool {
	alternatives := c.program.lines[i]
	for j := range alternatives {
		alt := &alternatives[j]
		if !c.told(alt.when) {
			return false
		}
		yes, why := c.when(alt.when)
		if yes {
			return c.take(i, alt)
		}
		if why.Code != notMet {
			return c.unknown(i, why)
		}
	}
	c.status[i] = off
	return true
}

// unknown leaves a line open for all offers of the class, and the sums that it
// is entered in.
func (c *folding) unknown(i int, why *fault.Fault) bool {
	c.status[i], c.reasons[i] = waiting, why
	l := &c.Lines[i]
	for _, f := range l.alt.effects[l.Credit] {
		c.class.open[f.in] = true
	}
	return true
}

// asks tells whether a table asks for a key.
func (f *finder) asks(view int, k table.Key) bool {
	return slices.ContainsFunc(f.tables[view].axes, func(a axis) bool { return f.keys[a.key].key == k })
}
