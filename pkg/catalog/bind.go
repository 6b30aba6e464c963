package catalog

import (
	"bytes"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
)

// Binding says which columns of a catalogue are fields of an offer. It is never
// changed, so any number of goroutines may read it.
type Binding struct {
	columns []bound
	base    offer.Offer // what holds where a row does not say
	asOf    int         // index in columns of as_of, or -1
	Ignored []string    // columns that are no field but look like one, with the field: "wieght_kg (near: weight_kg)"
}

// bound is a column that is a field.
type bound struct {
	cell   int    // index in the row
	name   string // as the file calls it
	spec   *offer.Spec
	route  string // of a route's own value; empty: common
	divide money.Ratio
}

// Bind finds the fields in a header: by the mapping first, else by their own
// names. Columns that are neither pass through. The base is what holds where a
// row does not say. Faults, all at once: E-MAP-FIELD, E-MAP-COLUMN,
// E-FIELD-TWICE, E-NO-COLUMN.
func Bind(header []string, targets []Target, base offer.Offer) (*Binding, error) {
	b := &Binding{base: base, asOf: -1}
	var faults fault.List
	taken := map[string]string{} // field to column
	take := func(cell int, t Target) {
		spec, route, ok := specOf(t.Field)
		if !ok {
			faults.Add(fault.New("E-MAP-FIELD", t.Place, t.Field, strict.Suggest(t.Field, fieldNames())))
			return
		}
		if other, twice := taken[t.Field]; twice {
			faults.Add(fault.New("E-FIELD-TWICE", t.Place, t.Column, other, t.Field))
			return
		}
		taken[t.Field] = t.Column
		if spec.Name == "as_of" {
			b.asOf = len(b.columns)
		} else if spec.Field == offer.NumFields {
			return // sku and name pass through, and decide nothing
		}
		b.columns = append(b.columns, bound{cell: cell, name: t.Column, spec: spec, route: route, divide: t.Divide})
	}
	mapped := map[int]bool{}
	for _, t := range targets {
		cell := slices.Index(header, t.Column)
		if cell < 0 && t.Optional {
			continue
		}
		if cell < 0 {
			faults.Add(fault.New("E-MAP-COLUMN", t.Place, t.Column, strict.Suggest(t.Column, header), strings.Join(header, ", ")))
			continue
		}
		mapped[cell] = true
		take(cell, t)
	}
	for cell, name := range header {
		if mapped[cell] {
			continue
		}
		if _, _, ok := specOf(name); ok {
			take(cell, Target{Column: name, Field: name, Divide: money.One})
		} else if near := strict.Suggest(name, fieldNames()); near != "" {
			b.Ignored = append(b.Ignored, name+" (near: "+near+")")
		}
	}
	if len(b.columns) == 0 && faults == nil {
		faults.Add(fault.New("E-NO-COLUMN", fault.Place{}, strings.Join(header, ", "), strings.Join(fieldNames(), ", ")))
	}
	return b, faults.Err()
}

func fieldNames() []string {
	names := slices.Clone(offer.Names())
	for _, l := range offer.Labels() {
		names = append(names, l.Name)
	}
	return names
}

// Parser reads rows as offers. It serves one goroutine.
type Parser struct {
	binding *Binding
	known   []texts // by column
}

// Parser gives a parser of its own.
func (b *Binding) Parser() *Parser {
	return &Parser{binding: b, known: make([]texts, len(b.columns))}
}

// Offer reads a row into an offer, whatever that holds. An empty cell gives
// nothing. All faults of the row are given at once, each with its column: those
// of the fields' own texts and of [offer.Offer.Check].
func (p *Parser) Offer(row *Row, o *offer.Offer) fault.List {
	o.Begin(&p.binding.base)
	if row.Fault != nil {
		return fault.List{row.Fault}
	}
	var faults fault.List
	cells := row.Cells()
	for i := range p.binding.columns {
		c := &p.binding.columns[i]
		text := cells[c.cell]
		if n := len(text); n > 0 && (text[0] <= ' ' || text[n-1] <= ' ' || text[0] >= 0x80 || text[n-1] >= 0x80) {
			text = bytes.TrimSpace(text)
		}
		if len(text) == 0 {
			continue
		}
		if f := p.set(i, c, text, o); f != nil {
			f.Place.Row, f.Place.Field = int(row.Number), c.name
			faults.Add(f)
		}
	}
	if faults != nil {
		return faults
	}
	faults = o.Check()
	for _, f := range faults {
		f.Place.Row, f.Place.Field = int(row.Number), p.binding.Column(f.Place.Field)
	}
	return faults
}

// Column gives the column of a field, or the field where it has none.
func (b *Binding) Column(field string) string {
	for i := range b.columns {
		c := &b.columns[i]
		if name := c.spec.Name; name == field || c.route+"."+name == field {
			return c.name
		}
	}
	return field
}

// set reads one cell.
func (p *Parser) set(i int, c *bound, text []byte, o *offer.Offer) *fault.Fault {
	v, ok := offer.Value{}, false
	if c.divide == money.One {
		v, ok = c.spec.Plain(text)
	}
	if !ok {
		if known := p.known[i].find(text); known != nil {
			v = *known
		} else {
			own := string(text)
			read, f := c.read(own)
			if f != nil {
				return f
			}
			v = offer.Intern(read)
			p.known[i].add(own, v)
		}
	}
	switch {
	case i == p.binding.asOf:
		o.AsOf = v.Text
	case c.route != "":
		return o.Set(c.route+"."+c.spec.Name, c.spec.Field.Format(v))
	default:
		o.Put(c.spec.Field, v)
	}
	return nil
}

// read reads a cell's text, divided as the mapping says.
func (c *bound) read(text string) (offer.Value, *fault.Fault) {
	if c.divide == money.One {
		return c.spec.Parse(text)
	}
	n, f := money.ParseRatio(text)
	if f != nil {
		return offer.Value{}, f
	}
	n, ok := n.Quo(c.divide)
	if !ok {
		return offer.Value{}, fault.New("E-OVERFLOW", fault.Place{}, text)
	}
	return c.spec.Parse(n.String())
}
