package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"

	"aduana/pkg/offer"
	"aduana/pkg/report"
)

// exact is how money, rates and quantities are written: a decimal, or a
// fraction that no decimal equals.
const exact = `^-?[0-9]+(\.[0-9]+)?(/[0-9]+)?$`

// quoteSchema is of the document that aduana quote --format json writes. Later
// versions may add fields, so that others than these are allowed.
func quoteSchema() *Schema {
	r := reflector{docs: comments(report.DocumentSource), defs: map[reflect.Type]*Schema{}}
	s := *r.object(reflect.TypeFor[report.Document]())
	s.Title, s.Defs = "Quote", r.order
	for _, p := range s.Properties {
		switch p.Name {
		case "schema_version":
			p.Schema.Const = report.SchemaVersion
		case "best":
			p.Schema.Pattern = "" // an id
		case "offer":
			*p.Schema = *given().described(p.Schema.Description)
		}
	}
	return &s
}

// given is the offer's fields as the document repeats them: text, and a map
// under the id of a route.
func given() *Schema {
	s := &Schema{Type: object, AdditionalProperties: &Schema{Type: object, AdditionalProperties: &Schema{Type: str}}}
	for _, spec := range append(offer.Labels(), offer.Specs()...) {
		s.Properties = append(s.Properties, Property{spec.Name, &Schema{Type: str}})
	}
	return s
}

// reflector makes schemas of Go types by their JSON tags.
type reflector struct {
	docs  map[string]string // comment of "Type" and "Type.Field"
	defs  map[reflect.Type]*Schema
	order Properties
}

// object gives the schema of a struct.
func (r *reflector) object(t reflect.Type) *Schema {
	s := &Schema{Description: r.docs[t.Name()], Type: object}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		value := r.value(f.Type)
		value.Description = r.docs[t.Name()+"."+f.Name]
		s.Properties = append(s.Properties, Property{name, value})
		if options != "omitempty" {
			s.Required = append(s.Required, name)
		}
	}
	return s
}

// value gives the schema of a field. A text that may be null is a number,
// unknown where it is null; a plain text may be anything.
func (r *reflector) value(t reflect.Type) *Schema {
	switch t.Kind() {
	case reflect.Bool:
		return &Schema{Type: boolean}
	case reflect.Int, reflect.Int64:
		return &Schema{Type: integer}
	case reflect.Slice:
		return &Schema{Type: array, Items: r.value(t.Elem())}
	case reflect.Map:
		return &Schema{Type: object, AdditionalProperties: r.value(t.Elem())}
	case reflect.Struct:
		if r.defs[t] == nil {
			r.defs[t] = &Schema{} // so that a type within itself ends
			*r.defs[t] = *r.object(t)
			r.order = append(r.order, Property{t.Name(), r.defs[t]})
		}
		return ref(t.Name())
	case reflect.Pointer:
		inner := r.value(t.Elem())
		if inner.Ref != "" {
			return &Schema{AnyOf: []*Schema{inner, {Type: null}}}
		}
		if inner.Type == str {
			inner.Pattern = exact
		}
		inner.Type = []any{inner.Type, null}
		return inner
	case reflect.String:
		return &Schema{Type: str}
	}
	return &Schema{}
}

// comments gives the comments of the types of a Go file and of their fields, on
// one line each.
func comments(source string) map[string]string {
	docs := map[string]string{}
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return docs // a test holds that there are some
	}
	text := func(groups ...*ast.CommentGroup) string {
		var all []string
		for _, g := range groups {
			all = append(all, strings.Fields(g.Text())...)
		}
		return strings.Join(all, " ")
	}
	for _, decl := range file.Decls {
		types, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range types.Specs {
			named, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			docs[named.Name.Name] = text(types.Doc)
			if fields, ok := named.Type.(*ast.StructType); ok {
				for _, f := range fields.Fields.List {
					docs[named.Name.Name+"."+f.Names[0].Name] = text(f.Doc, f.Comment)
				}
			}
		}
	}
	return docs
}
