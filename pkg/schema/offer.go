package schema

import (
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// Forms of text in an offer.
const (
	formMoney    = `^[0-9.]+( ?[A-Za-z]{3})?$`
	formRate     = `^[0-9.]+ ?%?$|^[0-9.]+/[0-9.]+$`
	formNumber   = `^[0-9.]+$`
	formCode     = `^[0-9]{4}(\.?[0-9]{2}(\.?[0-9]{2}([. ]?[0-9]{2})?)?)?$`
	formCountry  = `^[A-Za-z]{2}$`
	formCurrency = `^[A-Za-z]{3}$`
	formName     = `^[A-Za-z0-9][A-Za-z0-9-]*$`
)

// offerSchema is of an offer file: a map of fields, and under the id of a route
// a map of its own.
func offerSchema() *Schema {
	own := &Schema{Type: object, Description: "values of one route alone, under its id", AdditionalProperties: false}
	s := &Schema{
		Title: "Offer", Description: "What is sold, by whom, and how it gets to the buyer, as aduana quote -f reads it.",
		Type: object,
	}
	for _, label := range offer.Labels() {
		s.Properties = append(s.Properties, Property{label.Name, field(label)})
	}
	var names []string
	for _, spec := range offer.Specs() {
		s.Properties = append(s.Properties, Property{spec.Name, ref(spec.Name)})
		own.Properties = append(own.Properties, Property{spec.Name, ref(spec.Name)})
		s.Defs = append(s.Defs, Property{spec.Name, field(spec)})
		names = append(names, spec.Name)
	}
	dotted := `^[A-Za-z0-9][A-Za-z0-9-]*\.(` + strings.Join(names, "|") + `)$`
	s.PatternProperties = Properties{{dotted, &Schema{Description: "a field of one route alone", Type: []string{str, number, boolean}}}}
	s.Defs = append(s.Defs, Property{"route", own})
	s.AdditionalProperties = ref("route")
	return s
}

// field is the values that a field of the offer takes, as YAML or JSON have
// them.
func field(spec offer.Spec) *Schema {
	s := &Schema{Type: str}
	switch spec.Kind {
	case offer.Word:
		s = words(spec.Choices)
	case offer.Bool:
		s = &Schema{Enum: []any{true, false, "true", "false"}}
	case offer.Name:
		s.Pattern = formName
	case offer.Country:
		s.Pattern = formCountry
	case offer.Currency:
		s.Pattern = formCurrency
	case offer.Code:
		s.Type, s.Pattern = []string{str, integer}, formCode
	case offer.Label:
		s.Type, s.MaxLength = []string{str, number, boolean}, spec.Max.Num
	case offer.Date:
		s.Format = "date"
	default:
		s = amount(spec)
	}
	return s.described(spec.Doc)
}

// amount is a number, bare or as text. The range holds of a bare one; that of a
// text only the program checks.
func amount(spec offer.Spec) *Schema {
	s := &Schema{Type: []string{str, number}, Pattern: formNumber}
	switch spec.Kind {
	case offer.Money:
		s.Pattern = formMoney
	case offer.Rate:
		s.Pattern = formRate
	case offer.Whole:
		s.Type = []string{str, integer}
	}
	bound := func(n money.Ratio, open bool, closed, exclusive **Number) {
		if open {
			*exclusive = &Number{n}
		} else {
			*closed = &Number{n}
		}
	}
	bound(spec.Min, spec.Over, &s.Minimum, &s.ExclusiveMinimum)
	bound(spec.Max, spec.Under, &s.Maximum, &s.ExclusiveMaximum)
	return s
}
