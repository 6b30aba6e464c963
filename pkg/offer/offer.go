// Package offer holds the offer: what is sold, by whom, and how it gets to the
// buyer. One list of fields, [Specs], makes flags, YAML keys, --set keys,
// catalogue columns and the JSON schema. A field is given or not; nothing is
// assumed here except what [Offer.Implied] says. A route can have values of its
// own, which are laid over the others by [Offer.For].
package offer

import (
	"math/bits"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// costCurrency is what a bare unit_cost is in where the offer does not say.
const costCurrency = "USD"

// maxRoutes is how many routes may have values of their own.
const maxRoutes = 32

// Value is what a field holds. Money is Num in whole units of the currency
// Text. A rate, number or whole number is Num. A bool is Num 1 or 0 and Text
// "true" or "false". All else is Text.
type Value struct {
	Num  money.Ratio
	Text string
}

// IsHeading tells whether a tariff code is the four or six digits of a heading,
// under which there are several lines.
func (v Value) IsHeading() bool { return len(v.Text) < lineDigits }

// Offer is one product as somebody sells it. The zero Offer gives nothing. A
// copy is independent of what it was copied from.
type Offer struct {
	values [NumFields]Value // first, so that none lies across two lines of the processor's memory

	SKU, Name string
	AsOf      string // YYYY-MM-DD, or empty

	given uint64 // bit set of the fields in values
	own   []own  // by route and field; replaced, never changed, since copies share it
}

// own is a value that one route has instead of the common one.
type own struct {
	route string
	field Field
	value Value
}

// Set reads a field from text: "price" and "299", or for one route alone
// "direct-mail.seller" and "company". Faults: E-FIELD, E-ROUTE-NAME,
// E-ROUTE-FIELD, E-ROUTE-MANY, and those of [Spec.Parse].
func (o *Offer) Set(name, text string) *fault.Fault {
	f := o.set(name, text)
	if f != nil {
		f.Place.Field = quoted(name)
	}
	return f
}

func (o *Offer) set(name, text string) *fault.Fault {
	route, key, dotted := strings.Cut(name, ".")
	if !dotted {
		key = name
	} else if f := routeFault(route); f != nil {
		return f
	}
	field, known := byName[key]
	if !known {
		return o.setLabel(key, text, dotted)
	}
	v, f := specs[field].Parse(text)
	switch {
	case f != nil:
		return f
	case dotted:
		return o.lay(own{strings.Clone(route), field, v})
	}
	o.Put(field, v)
	return nil
}

func (o *Offer) setLabel(key, text string, dotted bool) *fault.Fault {
	i := slices.IndexFunc(labels[:], func(s Spec) bool { return s.Name == key })
	switch {
	case i < 0:
		return fault.New("E-FIELD", fault.Place{}, quoted(key), didYouMean(near(key, keys)), strings.Join(keys, ", "))
	case dotted:
		return fault.New("E-ROUTE-FIELD", fault.Place{}, key)
	}
	v, f := labels[i].Parse(text)
	if f == nil {
		*[...]*string{&o.SKU, &o.Name, &o.AsOf}[i] = v.Text
	}
	return f
}

// lay gives a route a value of its own.
func (o *Offer) lay(v own) *fault.Fault {
	at, found := slices.BinarySearchFunc(o.own, v, compare)
	if found {
		o.own = slices.Clone(o.own)
		o.own[at] = v
		return nil
	}
	if routes := o.Routes(); len(routes) >= maxRoutes && !slices.Contains(routes, v.route) {
		return fault.New("E-ROUTE-MANY", fault.Place{}, maxRoutes)
	}
	o.own = slices.Insert(slices.Clone(o.own), at, v)
	return nil
}

func compare(a, b own) int {
	if c := strings.Compare(a.route, b.route); c != 0 {
		return c
	}
	return int(a.field) - int(b.field)
}

// routeFault says why a route cannot have that id, nil where it can.
func routeFault(id string) *fault.Fault {
	switch {
	case isKey(id):
		return fault.New("E-ROUTE-NAME", fault.Place{}, quoted(id), "it is a field of the offer")
	case len(id) > maxWord || !isWord(id):
		return fault.New("E-ROUTE-NAME", fault.Place{}, quoted(id), "a route is letters, digits and dashes, at most 40")
	}
	return nil
}

// Get gives the value of a field, and false where it is not given. Money has
// its currency, that of a bare unit_cost too.
func (o *Offer) Get(f Field) (Value, bool) {
	if f >= NumFields || o.given&(1<<f) == 0 {
		return Value{}, false
	}
	v := o.values[f]
	if f == UnitCost && v.Text == "" {
		v.Text = o.currency()
	}
	return v, true
}

func (o *Offer) currency() string {
	if o.given&(1<<CostCurrency) != 0 {
		return o.values[CostCurrency].Text
	}
	return costCurrency
}

// Put gives a field a value, unchecked. Money without a currency is taken as a
// bare number. What is no field is ignored.
func (o *Offer) Put(f Field, v Value) {
	if f >= NumFields {
		return
	}
	if v.Text == "" && specs[f].Kind == Money {
		v.Text = specs[f].Currency
	}
	o.values[f] = v
	o.given |= 1 << f
}

// Text writes a field's value as Set reads it, and false where it is not given.
func (o *Offer) Text(f Field) (string, bool) {
	v, ok := o.Get(f)
	if !ok {
		return "", false
	}
	return f.Format(v), true
}

// Empty tells whether no field is given, on no route.
func (o *Offer) Empty() bool { return o.given == 0 && len(o.own) == 0 }

// Clone gives an independent copy.
func (o *Offer) Clone() Offer { return *o }

// Routes lists the routes that have values of their own, in order.
func (o *Offer) Routes() []string {
	var ids []string
	for i := range o.own {
		if i == 0 || o.own[i].route != o.own[i-1].route {
			ids = append(ids, o.own[i].route)
		}
	}
	return ids
}

// Differs tells whether a route has values of its own.
func (o *Offer) Differs() bool { return len(o.own) > 0 }

// For gives the offer as it is on a route: the route's own values laid over
// the common ones.
func (o *Offer) For(route string) Offer {
	var on Offer
	o.Lay(route, &on)
	return on
}

// Lay is For into an offer that is there, whatever it holds.
func (o *Offer) Lay(route string, on *Offer) {
	on.Begin(o)
	on.own = nil
	for i := range o.own {
		if o.own[i].route == route {
			on.Put(o.own[i].field, o.own[i].value)
		}
	}
}

// Has tells whether a field is given.
func (o *Offer) Has(f Field) bool { return o.given&(1<<f) != 0 }

// Begin makes the offer what another is, with no more work than that gives
// fields.
func (o *Offer) Begin(as *Offer) {
	o.SKU, o.Name, o.AsOf, o.own, o.given = as.SKU, as.Name, as.AsOf, as.own, 0
	o.Under(as)
}

// Num gives the number of a field that is given, without its currency.
func (o *Offer) Num(f Field) money.Ratio { return o.values[f].Num }

// Given gives the fields that are given, a bit each.
func (o *Offer) Given() uint64 { return o.given }

// Under lays what another offer gives under this one, without values of single
// routes.
func (o *Offer) Under(base *Offer) {
	missing := base.given &^ o.given
	o.given |= missing
	for ; missing != 0; missing &= missing - 1 {
		f := bits.TrailingZeros64(missing)
		o.values[f] = base.values[f]
	}
}

// Over lays what another offer gives over this one, a route's own values too.
func (o *Offer) Over(top *Offer) {
	for f := range NumFields {
		if v, ok := top.Get(f); ok {
			o.Put(f, v)
		}
	}
	for _, v := range top.own {
		_ = o.lay(v) // both have fewer routes than there may be
	}
}

// ID is that of the words of a field, see [Value.ID]; 0 where it has none or is not
// given.
func (o *Offer) ID(f Field) int {
	if o.given&(1<<f) == 0 {
		return 0
	}
	return o.values[f].ID()
}

// Own gives an offer of nothing but the values that a route has of its own.
func (o *Offer) Own(route string) *Offer {
	only := (&Offer{own: o.own}).For(route)
	return &only
}

func isKey(name string) bool { return slices.Contains(keys, name) }

// keys are all names that Set knows, in order.
var keys = allKeys()

func allKeys() []string {
	all := make([]string, 0, len(labels)+len(specs))
	for i := range labels {
		all = append(all, labels[i].Name)
	}
	for i := range specs {
		all = append(all, specs[i].Name)
	}
	return all
}
