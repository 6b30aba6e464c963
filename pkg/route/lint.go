package route

import (
	"io/fs"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// payees are who a charge may be for. Totals are told apart by them, so that a
// misspelt one would change a total in silence.
var payees = []string{"supplier", "carrier", "customs", "broker", "warehouse", "market", "bank", "risk", "sat", "buyer", "adviser"}

// valueLine is the line whose amount tables ask for as value_usd.
const valueLine = "customs_value"

// Lint finds in a layer's routes what loading does not: tables, columns and
// earlier lines that are not there, numbers of the wrong unit, words that a
// table never gives, keys that do nothing, alternatives that are never taken.
// Under are the layers below; tables are those of all layers, of which some may
// have faults, see [table.Survey]. The faults of loading are among those
// returned, in the order of files and lines.
func Lint(layer table.Layer, under []table.Layer, tables *table.Set) fault.List {
	routes, err := Load(append(slices.Clone(under), layer)...)
	faults := fault.From(err)
	unread := map[string]bool{}
	for _, f := range faults {
		unread[f.Place.File] = true
	}
	l := linter{tables: tables, layer: layer.Name, faults: &faults, unread: unread, lowest: len(under) == 0, said: map[string][]string{}, asks: map[string]bool{}}
	if below, err := Load(under...); err == nil {
		l.below = below
	}
	for _, l.route = range routes {
		l.charges(l.route.Charges, nil)
		l.charges(l.route.Monthly, l.route.Charges)
		l.charges(l.route.Setup, l.route.Charges)
		l.head()
	}
	l.rates()
	l.names(layer)
	slices.SortStableFunc(faults, func(a, b *fault.Fault) int {
		if c := strings.Compare(a.Place.File, b.Place.File); c != 0 {
			return c
		}
		if c := a.Place.Line - b.Place.Line; c != 0 {
			return c
		}
		return strings.Compare(a.Error(), b.Error())
	})
	// One number may be wrong in several alternatives of a line.
	return slices.CompactFunc(faults, func(a, b *fault.Fault) bool {
		return a.Place.File == b.Place.File && a.Place.Line == b.Place.Line && a.Code == b.Code && a.Message() == b.Message()
	})
}

// linter looks through one route.
type linter struct {
	tables *table.Set
	route  *Route
	layer  string
	faults *fault.List
	unread map[string]bool // files of which something could not be read
	lowest bool            // no layer is below
	below  []*Route        // of the layers below

	said map[string][]string // what given has found, by column
	asks map[string]bool     // what asksValue has found, by table
}

func (l *linter) fault(code fault.Code, at fault.Place, args ...any) {
	l.faults.Add(fault.New(code, at, args...))
}

// role is what a number of a charge is taken for.
type role struct {
	name  string
	units []table.Unit
	kinds []offer.Kind
	takes string // in words
}

var (
	asRate = role{"rate", []table.Unit{table.UnitFraction, table.UnitNumber, table.UnitFlag, table.UnitDays, table.UnitMonths},
		[]offer.Kind{offer.Rate, offer.Number, offer.Whole}, "a fraction, a number or a flag"}
	asMoney    = role{"amount", []table.Unit{table.UnitMoney}, []offer.Kind{offer.Money}, "money"}
	asQuantity = role{"quantity", []table.Unit{table.UnitNumber, table.UnitKg, table.UnitM3, table.UnitDays, table.UnitMonths},
		[]offer.Kind{offer.Number, offer.Whole}, "a quantity"}
	asFlag = role{"credit", []table.Unit{table.UnitFlag}, []offer.Kind{offer.Bool}, "a flag"}
)

// operand checks that a number is there and of the unit that its role takes.
func (l *linter) operand(o *Operand, as role, at fault.Place) {
	if o.unread {
		return
	}
	at.Line = max(at.Line, o.line)
	bad := func(is string) { l.fault("E-ROUTE-UNIT", at, o.String(), is, as.name, as.takes) }
	switch o.Kind {
	case Field:
		if spec := o.Field.Spec(); spec != nil && !slices.Contains(as.kinds, spec.Kind) {
			bad(spec.Kind.String())
		}
	case Reckoned:
		if as.name == asMoney.name || as.name == asFlag.name {
			bad("a number")
		}
	case Literal:
		switch {
		case o.Currency != "" && as.name != asMoney.name:
			bad("money")
		case as.name == asFlag.name && o.Num.String() != "0" && o.Num.String() != "1":
			bad("a number")
		}
	case Column:
		if unit, ok := l.column(o, at); ok && !slices.Contains(as.units, unit) {
			bad(unit.String())
		}
	}
}

// column finds the unit of a table's column; ok is false where it is not known,
// and a fault says why unless the table has faults of its own.
func (l *linter) column(o *Operand, at fault.Place) (unit table.Unit, ok bool) {
	t, whole := l.tables.Head(o.Table)
	switch {
	case t == nil && !slices.Contains(l.tables.IDs(), o.Table):
		l.fault(table.UnknownTable, at, o.Table, strict.Suggest(o.Table, l.tables.IDs()))
		return 0, false
	case t == nil:
		return 0, false
	}
	cell, ok := t.Column(o.Name)
	if !ok {
		if whole || len(t.Columns) > 0 {
			l.fault("E-ROUTE-COLUMN", at, o.Table, o.Name)
		}
		return 0, false
	}
	return t.Columns[cell].Unit, true
}

// charges checks the charges of one list; before are lines of the entry that
// those of a month or of the set-up may sum.
func (l *linter) charges(list, before []Charge) {
	valued := before != nil // customs_value is known, or there is none
	if !slices.ContainsFunc(l.route.Charges, func(c Charge) bool { return c.Code == valueLine }) {
		valued = true
	}
	for i := range list {
		c := &list[i]
		if c.Layer != l.layer {
			valued = valued || c.Code == valueLine
			continue
		}
		at := fault.Place{File: c.File, Line: c.Line, Field: c.Code}
		l.charge(c, at)
		for _, t := range c.Of {
			earlier := before
			if before == nil {
				earlier = list[:i]
			}
			if !slices.ContainsFunc(earlier, func(o Charge) bool { return o.Code == t.Code && o.Code != c.Code }) {
				l.fault("E-ROUTE-LINE", at, t.Code)
			}
		}
		for j := range list[:i] {
			if l.unread[c.File] {
				break // a condition may be what could not be read
			}
			if e := &list[j]; e.Code == c.Code && e.Layer == c.Layer && covers(e.When, c.When) {
				l.fault("E-ROUTE-NEVER", at, e.Line)
				break
			}
		}
		if !valued && c.Code != valueLine {
			l.early(c, at)
		}
		valued = valued || c.Code == valueLine
	}
}

// charge checks one charge by itself.
func (l *linter) charge(c *Charge, at fault.Place) {
	for i := range c.Rates {
		l.operand(&c.Rates[i], asRate, at)
	}
	for _, n := range []struct {
		o  *Operand
		as role
	}{{&c.Amount, asMoney}, {&c.Min, asMoney}, {&c.Max, asMoney}, {&c.AtLeast, asQuantity}, {&c.Over, asQuantity}, {&c.Step, asQuantity}, {&c.Credit, asFlag}} {
		l.operand(n.o, n.as, at)
	}
	if c.Step.Kind == Literal && c.Step.Num.Sign() == 0 {
		l.fault("E-ROUTE-STEP", at)
	}
	idle := func(key, without string) { l.fault("E-ROUTE-IDLE", at, key, without) }
	if c.Mode != Plain && len(c.Rates) == 0 {
		idle("mode", "rate")
	}
	if c.Count != CountAll && len(c.Of) == 0 {
		idle("count", "of")
	}
	if c.Each == NoMeasure || c.Amount.Kind == Absent && c.Min.Kind == Absent && c.Max.Kind == Absent {
		for _, n := range []struct {
			key string
			o   *Operand
		}{{"at_least", &c.AtLeast}, {"over", &c.Over}, {"step", &c.Step}} {
			if n.o.Kind != Absent {
				idle(n.key, "each")
			}
		}
	}
	if c.Credit.Kind != Absent && c.Incidence != VAT && c.Incidence != WithheldISR && c.Incidence != "" {
		idle("credit", "incidence vat or withheld_isr")
	}
	if c.By != "" && !slices.Contains(payees, c.By) {
		l.fault("E-WORD", at, c.By, strings.Join(payees, ", "), strict.Suggest(c.By, payees))
	}
	l.when(c.When, at)
}

// head checks what stands over the charges, where this layer says it.
func (l *linter) head() {
	r := l.route
	own := func(key string) (fault.Place, bool) {
		at, ok := r.places[key]
		return at, ok && strings.HasPrefix(at.File, l.layer+"/")
	}
	if at, ok := own("days"); ok {
		for _, name := range DayColumns {
			if _, ok := l.column(&Operand{Table: r.Days, Name: name}, at); !ok {
				break // one column says it
			}
		}
	}
	if at, ok := own("container"); ok {
		l.column(&Operand{Table: r.Container, Name: usableColumn}, at)
	}
	if at, ok := own("requires"); ok {
		for _, id := range r.Requires {
			if t, _ := l.tables.Head(id); t == nil && !slices.Contains(l.tables.IDs(), id) {
				l.fault(table.UnknownTable, at, id, strict.Suggest(id, l.tables.IDs()))
			}
			if l.asksValue(id) {
				l.fault("E-ROUTE-EARLY", at, id)
			}
		}
	}
	for i := range r.With {
		d := &r.With[i]
		if at := (fault.Place{File: d.File, Line: d.Line}); d.Value.Kind == Column && strings.HasPrefix(d.File, l.layer+"/") {
			l.column(&d.Value, at)
			if l.asksValue(d.Value.Table) {
				l.fault("E-ROUTE-EARLY", at, d.Value.Table)
			}
		}
	}
	for _, n := range slices.Concat(r.Warnings, r.Refusals) {
		if strings.HasPrefix(n.File, l.layer+"/") {
			l.when(n.When, fault.Place{File: n.File, Line: n.Line})
		}
	}
}

// names finds files among the routes that would be passed over.
func (l *linter) names(layer table.Layer) {
	entries, err := fs.ReadDir(layer.FS, "routes")
	if err != nil {
		return // a folder without routes
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && (e.IsDir() || !strings.HasSuffix(name, ".yaml")) {
			l.fault("E-ROUTE-FILE", fault.Place{File: layer.Shown("routes/" + name)})
		}
	}
}

// rates checks the layer's exchange rates.
func (l *linter) rates() {
	t, _ := l.tables.Head(FXTable)
	if t == nil || t.Layer != l.layer {
		return
	}
	for _, row := range t.Every() {
		if !isRate(row) {
			l.fault("E-FX-ROW", fault.Place{File: row.File, Line: row.Line})
		}
	}
}

// covers tells whether an alternative is taken wherever a later one would be.
func covers(earlier, later []When) bool {
	for i := range earlier {
		e := &earlier[i]
		if !slices.ContainsFunc(later, func(w When) bool {
			if e.Column.Kind == Column || w.Column.Kind == Column {
				return e.Column.String() == w.Column.String() && e.Not == w.Not && slices.Equal(e.Words, w.Words)
			}
			return e.Cond.Covers(&w.Cond)
		}) {
			return false
		}
	}
	return true
}
