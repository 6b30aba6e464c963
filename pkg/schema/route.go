package schema

import (
	"strings"

	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// Forms of what a charge names.
const (
	formCharge = `^[a-z0-9][a-z0-9._-]*$`
	formTerm   = `^-?[a-z0-9][a-z0-9._-]*$`
	formColumn = `^(law|cost)\.[a-z0-9][a-z0-9._-]*\.[a-z0-9][a-z0-9_-]*$`
)

// routeSchema is of a route's YAML file under routes/.
func routeSchema() *Schema {
	return &Schema{
		Title:       "Route",
		Description: "How an offer gets to the buyer: an ordered list of charges, as a file of a rules folder has it. A file for a route that is there already lays its keys and charges over it. Numbers stand in quotes.",
		Type:        object,
		Properties: Properties{
			{"route", (&Schema{Type: str, Pattern: formName}).described("id, which is the name of the file")},
			{"title", prose()},
			{"entry", words([]string{string(route.Parcel), string(route.Consignment)}).described("what passes customs at once")},
			{"stock", words([]string{"abroad", "mexico"}).described("where the goods are when an order ships")},
			{"days", (&Schema{Type: str, Pattern: formTable}).described("table of lead, transit, pay-out and refund days")},
			{"container", (&Schema{Type: str, Pattern: formTable}).described("table of the usable m3 of a container")},
			{"requires", oneOrList(&Schema{Type: str, Pattern: formTable}).described("tables that must admit the goods")},
			{"with", defaults()},
			{"refuse", notices("reason")},
			{"charges", charges("charge").described("lines of an entry, in the order in which they are reckoned")},
			{"monthly", charges("cost").described("MXN a month")},
			{"setup", charges("cost").described("MXN once")},
			{"warn", notices("code")},
		},
		AdditionalProperties: false,
		Required:             []string{"route"},
		Defs: Properties{
			{"charge", charge(true)},
			{"cost", charge(false)},
			{"alternative", alternative()},
			{"when", when()},
			{"operand", operand()},
			{"cite", cite()},
		},
	}
}

func charges(kind string) *Schema {
	return &Schema{Type: array, Items: ref(kind), MinItems: 1}
}

// defaults are what the route assumes of an offer.
func defaults() *Schema {
	s := &Schema{Type: object, Description: "what is assumed of an offer that does not say: a value in quotes, or a table's column", AdditionalProperties: false}
	for _, name := range offer.Names() {
		s.Properties = append(s.Properties, Property{name, &Schema{Type: str}})
	}
	return s
}

// notices are warnings, or reasons to refuse.
func notices(key string) *Schema {
	return &Schema{Type: array, Items: &Schema{
		Type:                 object,
		Properties:           Properties{{key, &Schema{Type: str}}, {"when", ref("when")}},
		AdditionalProperties: false, Required: []string{key},
	}}
}

// charge is one line, or what its alternatives share. Of an entry it has a stage
// and an incidence, there or in every alternative.
func charge(staged bool) *Schema {
	s := alternative()
	s.Description = "one line: round(clamp(product of rates × (sum of earlier lines + amount × quantity), min, max))"
	s.Properties = append(Properties{{"code", &Schema{Type: str, Pattern: formCharge}}, {"title", prose()}}, s.Properties...)
	s.Properties = append(s.Properties, Property{"either", (&Schema{Type: array, Items: ref("alternative"), MinItems: 1}).described("alternatives: the first whose when holds is the line")})
	s.Required = []string{"code", "title"}
	if !staged {
		s.Description = "a cost without a stage"
	}
	return s
}

// alternative is a charge without its name.
func alternative() *Schema {
	var stages []string
	for _, stage := range route.Stages() {
		stages = append(stages, string(stage))
	}
	return &Schema{
		Type: object,
		Properties: Properties{
			{"stage", words(stages)},
			{"by", (&Schema{Type: str}).described("who is paid")},
			{"incidence", words([]string{
				string(route.Revenue), string(route.Cost), string(route.Passthrough), string(route.VAT),
				string(route.WithheldVAT), string(route.WithheldISR), string(route.Buyer), string(route.Memo),
			})},
			{"credit", ref("operand")},
			{"of", oneOrList(&Schema{Type: str, Pattern: formTerm}).described("earlier lines that are summed, - in front of what is subtracted")},
			{"count", words([]string{string(route.CountCost), string(route.CountCredit)}).described("what of these lines is summed")},
			{"rate", oneOrList(ref("operand"))},
			{"mode", words([]string{string(route.Included), string(route.Net)}).described("included: r / (1 + r); net: 1 / (1 + r)")},
			{"each", words(quantities()).described("what amount, min and max are for")},
			{"amount", ref("operand")},
			{"min", ref("operand")},
			{"max", ref("operand")},
			{"at_least", ref("operand").described("least quantity")},
			{"over", ref("operand").described("quantity that is free")},
			{"step", ref("operand").described("quantity is counted in whole steps")},
			{"when", ref("when")},
			{"cite", ref("cite")},
			{"after", (&Schema{Type: str, Pattern: formCharge}).described("in a file laid over a route: the line that a new one follows")},
			{"note", prose()},
		},
		AdditionalProperties: false,
	}
}

// quantities lists the measures that a charge may be for each of.
func quantities() []string {
	var names []string
	for m := route.Units; m.Quantity(); m++ {
		names = append(names, m.String())
	}
	return names
}

// operand is a number: of its own, of the offer, reckoned, or of a table.
func operand() *Schema {
	return (&Schema{Type: str, Pattern: strings.Join([]string{
		formPositive, `^[0-9.]+ [A-Z]{3}$`, `^offer\.(` + strings.Join(offer.Names(), "|") + `)$`, `^m\.[a-z0-9_]+$`, formColumn,
	}, "|")}).described("a number in quotes, money such as \"80 USD\", offer.FIELD, m.MEASURE, or TABLE.COLUMN")
}

// when is conditions on the offer, or on columns of tables.
func when() *Schema {
	return &Schema{
		Type: object, Description: "conditions on the offer, or on the word in a table's column",
		Properties:           conditions(),
		PatternProperties:    Properties{{formColumn, oneOrList(&Schema{Type: str, Pattern: formWords})}},
		AdditionalProperties: false,
	}
}
