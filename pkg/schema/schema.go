// Package schema writes the JSON Schemas (draft 2020-12) of what aduana reads
// and writes: the offer, the document of a quote, a table and a route. They are
// made from the lists and types that the program itself reads by.
package schema

import (
	"bytes"
	"encoding/json"

	"aduana/pkg/money"
)

// draft is the dialect of the schemas.
const draft = "https://json-schema.org/draft/2020-12/schema"

// Names lists the schemas.
func Names() []string { return []string{"offer", "quote", "table", "route"} }

// Of gives a schema by its name, nil where there is none.
func Of(name string) *Schema {
	of := map[string]func() *Schema{"offer": offerSchema, "quote": quoteSchema, "table": tableSchema, "route": routeSchema}[name]
	if of == nil {
		return nil
	}
	s := of()
	s.Draft, s.ID = draft, "urn:aduana:schema:1:"+name
	return s
}

// Schema is a JSON Schema with the keywords that are used here.
type Schema struct {
	Draft             string     `json:"$schema,omitempty"`
	ID                string     `json:"$id,omitempty"`
	Ref               string     `json:"$ref,omitempty"`
	Title             string     `json:"title,omitempty"`
	Description       string     `json:"description,omitempty"`
	Type              any        `json:"type,omitempty"` // a name, or a list of them
	Const             any        `json:"const,omitempty"`
	Enum              []any      `json:"enum,omitempty"`
	Pattern           string     `json:"pattern,omitempty"`
	Format            string     `json:"format,omitempty"`
	MaxLength         int64      `json:"maxLength,omitempty"`
	Minimum           *Number    `json:"minimum,omitempty"`
	ExclusiveMinimum  *Number    `json:"exclusiveMinimum,omitempty"`
	Maximum           *Number    `json:"maximum,omitempty"`
	ExclusiveMaximum  *Number    `json:"exclusiveMaximum,omitempty"`
	AnyOf             []*Schema  `json:"anyOf,omitempty"`
	OneOf             []*Schema  `json:"oneOf,omitempty"`
	Items             *Schema    `json:"items,omitempty"`
	MinItems          int        `json:"minItems,omitempty"`
	Properties        Properties `json:"properties,omitempty"`
	PatternProperties Properties `json:"patternProperties,omitempty"`
	// AdditionalProperties is a schema, false, or nil for any.
	AdditionalProperties any        `json:"additionalProperties,omitempty"`
	Required             []string   `json:"required,omitempty"`
	Defs                 Properties `json:"$defs,omitempty"`
}

// Number is an exact number, written as its digits.
type Number struct{ money.Ratio }

// MarshalJSON writes the digits.
func (n *Number) MarshalJSON() ([]byte, error) { return []byte(n.String()), nil }

// Properties are schemas by name, in the order in which they are written.
type Properties []Property

// Property is a schema with its name.
type Property struct {
	Name   string
	Schema *Schema
}

// MarshalJSON writes an object in the order of the list.
func (p Properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(one.Name)
		if err != nil {
			return nil, err
		}
		value, err := encode(one.Schema)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Text writes the schema for people and programs, indented.
func (s *Schema) Text() (string, error) {
	compact, err := encode(s)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = json.Indent(&b, compact, "", "  ")
	return b.String(), err
}

// encode is json.Marshal without the escapes that are meant for web pages.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// The types of values.
const (
	object  = "object"
	array   = "array"
	str     = "string"
	number  = "number"
	integer = "integer"
	boolean = "boolean"
	null    = "null"
)

func ref(name string) *Schema { return &Schema{Ref: "#/$defs/" + name} }

// words is a string out of a closed list.
func words(list []string) *Schema {
	s := &Schema{Type: str}
	for _, word := range list {
		s.Enum = append(s.Enum, word)
	}
	return s
}

// oneOrList is a value, or a list of such.
func oneOrList(s *Schema) *Schema {
	return &Schema{AnyOf: []*Schema{s, {Type: array, Items: s, MinItems: 1}}}
}

// described gives the schema with a description.
func (s *Schema) described(text string) *Schema {
	s.Description = text
	return s
}
