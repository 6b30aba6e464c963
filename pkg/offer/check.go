package offer

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// Words that the rules below and [Offer.Implied] name.
const (
	dap         = "dap"
	declared    = "declared"
	retail      = "retail"
	retailExTax = "retail_ex_tax"
	marketplace = "marketplace"
	ownShop     = "own-shop"
	ownStore    = "own"
)

// Check finds every contradiction between the fields that are given, in the
// common values and on each route that has values of its own. Call it when all
// layers are laid: a file may be completed by flags. Faults: E-HS of a heading,
// E-BASIS-DECLARED, E-BASIS-VALUE, E-BASIS-DAP, E-SIDES, E-VOLUME, E-UNITS.
func (o *Offer) Check() fault.List {
	common := o.contradictions()
	all := slices.Clone(common)
	for _, id := range o.Routes() {
		on := o.For(id)
		for _, f := range on.contradictions() {
			if !slices.ContainsFunc(common, func(c *fault.Fault) bool { return c.Error() == f.Error() }) {
				f.Place.Field = id + "." + f.Place.Field
				all.Add(f)
			}
		}
	}
	return all
}

func (o *Offer) contradictions() fault.List {
	var faults fault.List
	add := func(f Field, code fault.Code, args ...any) {
		faults.Add(fault.New(code, fault.Place{Field: f.String()}, args...))
	}
	if hs, ok := o.Get(HS); ok && hs.IsHeading() {
		add(HS, "E-HS", hs.Text, "a heading of "+strconv.Itoa(len(hs.Text))+" digits has several lines, each with its own duty")
	}
	basis, based := o.Get(CustomsBasis)
	_, valued := o.Get(DeclaredValue)
	terms, _ := o.Get(Terms)
	switch {
	case valued && based && basis.Text != declared:
		add(CustomsBasis, "E-BASIS-DECLARED", basis.Text)
	case basis.Text == declared && !valued:
		add(CustomsBasis, "E-BASIS-VALUE")
	}
	if terms.Text == dap && basis.Text == retailExTax {
		add(CustomsBasis, "E-BASIS-DAP")
	}
	const all = 1<<LengthCm | 1<<WidthCm | 1<<HeightCm
	switch volume, valued := o.Get(VolumeM3); o.given & all {
	case 0:
	case all:
		if valued && !o.agrees(volume.Num) {
			add(VolumeM3, "E-VOLUME", volume.Num.String(), o.product())
		}
	default:
		given, lacking := o.sides()
		add(lacking[0], "E-SIDES", listed(given), listed(lacking))
	}
	shipment, okS := o.Get(UnitsPerShipment)
	order, okO := o.Get(UnitsPerOrder)
	if okS && okO && shipment.Num.Cmp(order.Num) < 0 {
		add(UnitsPerShipment, "E-UNITS", shipment.Num.String(), order.Num.String())
	}
	return faults
}

// sides sorts the three sides into those that are given and those that are not.
func (o *Offer) sides() (given, lacking []Field) {
	for f := LengthCm; f <= HeightCm; f++ {
		if _, ok := o.Get(f); ok {
			given = append(given, f)
		} else {
			lacking = append(lacking, f)
		}
	}
	return given, lacking
}

func listed(fields []Field) string {
	texts := make([]string, len(fields))
	for i, f := range fields {
		texts[i] = f.String()
	}
	return strings.Join(texts, " and ")
}

// product writes the three sides as "30 × 20 × 5 cm".
func (o *Offer) product() string {
	var texts []string
	for f := LengthCm; f <= HeightCm; f++ {
		text, _ := o.Text(f)
		texts = append(texts, text)
	}
	return strings.Join(texts, " × ") + " cm"
}

// agrees tells whether a volume in m3 is at most 1 % off the three sides. Their
// product can be too fine for a money.Ratio.
func (o *Offer) agrees(volume money.Ratio) bool {
	sides := big.NewRat(1, 1_000_000)
	for f := LengthCm; f <= HeightCm; f++ {
		sides.Mul(sides, big.NewRat(o.values[f].Num.Num, o.values[f].Num.Den))
	}
	off := new(big.Rat).Sub(big.NewRat(volume.Num, volume.Den), sides)
	off.Abs(off).Mul(off, big.NewRat(100, 1))
	return off.Cmp(sides) <= 0
}

// Implication is a value that follows from other fields.
type Implication struct {
	Field   Field
	Value   Value
	Because string // for people
}

// Implied is the one place that says what follows for fields that are not
// given, appended to a list. Ask it of the offer of one route ([Offer.For]) with the route's
// defaults laid under it, since those decide too:
//
//   - customs_basis is declared with a declared_value, retail with terms dap,
//     else retail_ex_tax;
//   - ships_from is origin, where that is given;
//   - fulfilment is own with the marketplace own-shop, else marketplace.
func (o *Offer) Implied(all []Implication) []Implication {
	imply := func(f Field, text, because string) {
		if o.given&(1<<f) == 0 {
			all = append(all, Implication{f, Value{Text: text}, because})
		}
	}
	is := func(f Field, text string) bool { return o.given&(1<<f) != 0 && o.values[f].Text == text }
	switch {
	case o.given&(1<<DeclaredValue) != 0:
		imply(CustomsBasis, declared, "declared_value is given")
	case is(Terms, dap):
		imply(CustomsBasis, retail, "terms is dap")
	default:
		imply(CustomsBasis, retailExTax, "the seller pays the import tax out of the price")
	}
	if origin, ok := o.Get(Origin); ok && o.given&(1<<ShipsFrom) == 0 {
		all = append(all, Implication{ShipsFrom, origin, "the same as origin"})
	}
	if is(Marketplace, ownShop) {
		imply(Fulfilment, ownStore, "marketplace is own-shop")
	} else {
		imply(Fulfilment, marketplace, "marketplace is not own-shop")
	}
	return all
}
