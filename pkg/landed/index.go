package landed

import (
	"slices"

	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// finder answers what a plan's tables and conditions say of an offer by the
// regions of the offer's answers, so that rows are matched once for each
// combination of regions and not for each offer. It grows as offers come, and
// serves one goroutine.
type finder struct {
	keys    []*regions
	at      []int // by key, the region of this offer's answer; unasked where nobody asked
	tables  []index
	used    []Used   // the rows that offers have matched
	flagsOf []int    // by region of the tariff line, the region of its flags
	hs      int      // the key of the tariff line
	fixed   []*found // by table: what it gives for every offer; nil where that differs
	room    []byte   // for the key of bands
}

const unasked = -1

// index is the rows found in a table so far.
type index struct {
	direct bool // the table asks for what has no regions: it is matched for each offer
	axes   []axis
	cells  []*found            // by the classes of the axes; nil where not yet matched
	bands  map[string][]banded // of a table of bands, by the regions of its other keys
}

// axis is one key that a table asks for. The regions that its rows do not tell
// apart are one class.
type axis struct {
	key   int   // index in finder.keys
	conds []int // the conditions of the key that stand in this table
	exact bool  // the table is looked up by the whole tariff line
	class []int // by region; unasked where not yet sorted
	alike map[string]int
	size  int // classes that the cells have room for

	// Of an axis that tells classes apart.
	field offer.Field // that answers
	warns bool        // only warnings ask
}

// newFinder sorts the conditions of a plan by key.
func newFinder(p *route.Plan) *finder {
	f := &finder{}
	f.hs = f.key(table.KeyHS, nil)
	f.tables = make([]index, len(p.Tables))
	for i := range p.Tables {
		if view := p.Tables[i].View; view != nil {
			f.tables[i] = f.newIndex(view)
		}
	}
	return f
}

// newIndex takes up the conditions of a table.
func (f *finder) newIndex(view *table.View) index {
	x := index{}
	for c, t := range view.Conditions() {
		key := f.key(c.Key, headOf(c.Key, t))
		cond := f.keys[key].add(c)
		x.axis(key).conds = append(x.axis(key).conds, cond)
	}
	if looked, alone := view.ByLine(); looked {
		x.direct = !alone
		key := f.key(table.KeyHS, nil)
		x.axis(key).exact = true
		r := f.keys[key]
		if before := r.own; before != nil {
			r.own = func(hs string) bool { return before(hs) || view.HasLine(hs) }
		} else {
			r.own = view.HasLine
		}
	}
	return x
}

// headOf gives the table whose head decides an answer, nil where none does.
func headOf(k table.Key, t *table.Table) *table.Table {
	if k == table.KeyBillableKg {
		return t
	}
	return nil
}

// key gives the index of a key's regions.
func (f *finder) key(k table.Key, head *table.Table) int {
	i := slices.IndexFunc(f.keys, func(r *regions) bool { return r.key == k && r.head == head })
	if i < 0 {
		i = len(f.keys)
		f.keys = append(f.keys, newRegions(k, head))
	}
	return i
}

// axis gives the axis of a key.
func (x *index) axis(key int) *axis {
	i := slices.IndexFunc(x.axes, func(a axis) bool { return a.key == key })
	if i < 0 {
		i = len(x.axes)
		x.axes = append(x.axes, axis{key: key, alike: map[string]int{}, size: 1})
	}
	return &x.axes[i]
}

// ready divides the keys into regions, when all conditions are there.
func (f *finder) ready() {
	f.at = make([]int, len(f.keys))
	f.fixed = make([]*found, len(f.tables))
	for _, r := range f.keys {
		r.divide()
	}
}

// same tells whether a table gives the same for every offer: it asks for
// nothing, or only for what the route decides.
func (f *finder) same(x *index) bool {
	return !x.direct && !slices.ContainsFunc(x.axes, func(a axis) bool { return a.exact || f.keys[a.key].key != table.KeyStock })
}

// note keeps a row for [Evaluator.Doubts].
func (f *finder) note(id string, row *table.Row) {
	if u := (Used{Table: id, Row: row}); row != nil && !slices.Contains(f.used, u) {
		f.used = append(f.used, u)
	}
}

// forget prepares for the next offer.
func (f *finder) forget() {
	for i := range f.at {
		f.at[i] = unasked
	}
}

// of gives the class of a region.
func (a *axis) of(r *regions, region int) int {
	if region < len(a.class) && a.class[region] != unasked {
		return a.class[region]
	}
	return a.sort(r, region)
}

// sort gives the class of a region that was not met before.
func (a *axis) sort(r *regions, region int) int {
	for len(a.class) <= region {
		a.class = append(a.class, unasked)
	}
	like := string(r.signature(region, a.conds))
	if text := r.reps[region].text; a.exact && r.own(text) {
		like = text
	}
	class, ok := a.alike[like]
	if !ok {
		class = len(a.alike)
		a.alike[like] = class
	}
	a.class[region] = class
	return class
}

// slot gives the place of the offer's combination of classes.
func (e *evaluation) slot(x *index) **found {
	at := 0
	for i := range x.axes {
		a := &x.axes[i]
		region := e.finder.at[a.key]
		if region == unasked {
			region = e.region(a.key)
		}
		class := a.of(e.finder.keys[a.key], region)
		for class >= a.size {
			a.size *= 2
			x.cells = nil // laid out anew, with room for it
		}
		at = at*a.size + class
	}
	if x.cells == nil {
		room := 1
		for i := range x.axes {
			room *= x.axes[i].size
		}
		x.cells = make([]*found, room)
	}
	return &x.cells[at]
}

// region gives the region of the offer's answer to a key. A missing answer is
// asked for again: what is missing now may be reckoned later.
func (e *evaluation) region(key int) int {
	f := e.finder
	if at := f.at[key]; at != unasked {
		return at
	}
	r, region := f.keys[key], 0
	switch r.kind {
	case table.KindNumber:
		if n, ok := e.Number(r.key, r.head); ok {
			region = r.ofNumber(n)
		}
	case table.KindPresence:
		if _, ok := e.Number(r.key, nil); ok {
			region = 1
		}
	case table.KindSet:
		if _, ok := e.Offer.Get(offer.HS); ok {
			region = e.flags(r)
		}
	default:
		if r.field == offer.NumFields {
			if text, ok := e.Text(r.key); ok {
				region = r.ofText(text)
			}
		} else if v, ok := e.Offer.Get(r.field); ok {
			region = r.ofValue(&v)
		}
	}
	if region != 0 {
		f.at[key] = region
	}
	return region
}

// flags gives the region of the flags of the offer's tariff line, which is the
// same for every line of a region.
func (e *evaluation) flags(r *regions) int {
	f := e.finder
	line := e.region(f.hs)
	for len(f.flagsOf) <= line {
		f.flagsOf = append(f.flagsOf, unasked)
	}
	if f.flagsOf[line] == unasked {
		flags := ""
		if row, why := e.row(e.Plan.Flags); why == nil && e.Plan.FlagsCell < len(row.Cells) {
			flags = row.Cells[e.Plan.FlagsCell].Text
		}
		f.flagsOf[line] = r.ofText(flags)
	}
	return f.flagsOf[line]
}
