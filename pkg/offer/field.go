package offer

import "aduana/pkg/money"

// Field is one field of an offer, and its index in arrays of NumFields.
type Field uint8

// The fields, in the order in which they are shown.
const (
	HS Field = iota
	Origin
	ShipsFrom
	Category
	UnitCost
	CostCurrency
	Price
	WeightKg
	LengthCm
	WidthCm
	HeightCm
	VolumeM3
	PairsPerUnit
	UnitsPerOrder
	UnitsPerShipment
	MonthlyUnits
	Seller
	RFC
	Account
	Marketplace
	Listing
	Fulfilment
	Incoterm
	Terms
	CustomsBasis
	DeclaredValue
	Duty
	OriginCertificate
	ReturnRate
	CancelRate
	DefaultRate
	InstalmentMonths
	AdsRate
	StockDays
	FreightMode
	ImportRestrictions
	NumFields // how many fields there are; no field itself
)

// Kind is how the text of a field is read.
type Kind uint8

// The kinds.
const (
	Word     Kind = iota // one of Choices
	Name                 // any word of small letters, digits and dashes
	Country              // ISO 3166, two letters
	Currency             // ISO 4217, three letters
	Code                 // a tariff code: eight digits, ten with the NICO, four or six of a heading
	Money                // "4.20 USD", or a bare number
	Rate                 // 0.08, 8% or 1/12
	Number               // a plain decimal
	Whole                // a whole number
	Bool                 // true or false
	Label                // free text
	Date                 // YYYY-MM-DD
)

var kinds = [...]string{"word", "name", "country", "currency", "code", "money", "rate", "number", "whole", "bool", "label", "date"}

// String gives the kind's name.
func (k Kind) String() string { return kinds[k] }

// numeric tells whether Value.Num is what counts.
func (k Kind) numeric() bool { return k >= Money && k <= Whole }

// Spec is all there is to know of a field: flags, YAML keys, catalogue columns
// and the JSON schema are made from it.
type Spec struct {
	Field    Field // NumFields for a label, which is a string of the Offer
	Name     string
	Kind     Kind
	Choices  []string // of a Word
	Unit     string   // kg, cm, m3, months or days
	Currency string   // of a bare number; empty for unit_cost, which takes cost_currency
	Min, Max money.Ratio
	Over     bool // Min itself is too low
	Under    bool // Max itself is too high
	Doc      string
}

// Specs lists the fields in order. What it gives must not be changed.
func Specs() []Spec { return specs[:] }

// Labels describes sku, name and as_of, which are strings of the Offer.
func Labels() []Spec { return labels[:] }

// Names lists the names of the fields in order.
func Names() []string { return names }

// ByName finds a field by its name.
func ByName(name string) (Spec, bool) {
	f, ok := byName[name]
	if !ok {
		return Spec{}, false
	}
	return specs[f], true
}

// Spec gives the field's own spec, nil for what is no field. It must not be
// changed.
func (f Field) Spec() *Spec {
	if f >= NumFields {
		return nil
	}
	return &specs[f]
}

// String gives the field's name, as in a YAML key.
func (f Field) String() string {
	if f >= NumFields {
		return ""
	}
	return specs[f].Name
}

// Format writes a value of the field as Set reads it.
func (f Field) Format(v Value) string {
	if f >= NumFields {
		return v.Text
	}
	switch kind := specs[f].Kind; {
	case kind == Money && v.Text != "":
		return money.Money{Value: v.Num, Currency: v.Text}.String()
	case kind.numeric():
		return v.Num.String()
	}
	return v.Text
}

// Range says in words what numbers the field takes: "over 0 and at most 30,000 kg".
func (s *Spec) Range() string {
	low, high := "from "+s.Min.String()+" to ", grouped(s.Max.String())
	if s.Over {
		low = "over " + s.Min.String() + " and at most "
	}
	if s.Under {
		high = "under " + high
	}
	if s.Unit != "" {
		high += " " + s.Unit
	}
	if s.Kind == Whole {
		return "a whole number " + low + high
	}
	return low + high
}

// grouped sets the thousands of a whole number apart.
func grouped(n string) string {
	for i := len(n) - 3; i > 0; i -= 3 {
		n = n[:i] + "," + n[i:]
	}
	return n
}

// within tells whether a number lies in the field's range.
func (s *Spec) within(n money.Ratio) bool {
	low, high := n.Cmp(s.Min), n.Cmp(s.Max)
	return low >= 0 && high <= 0 && (low > 0 || !s.Over) && (high < 0 || !s.Under)
}

var (
	names  = make([]string, NumFields)
	byName = make(map[string]Field, NumFields)
)

func init() {
	for f := range specs {
		specs[f].Field = Field(f)
		names[f] = specs[f].Name
		byName[specs[f].Name] = Field(f)
	}
}
