package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
)

// jsonOf writes the document, or the parts of it that are asked for.
func jsonOf(doc *Document, o Options) (string, error) {
	var shown any = doc
	if len(o.Fields) > 0 {
		t, err := treeOf(doc, o.Fields)
		if err != nil {
			return "", err
		}
		shown = t.narrow(reflect.ValueOf(*doc)).Interface()
	}
	return encoded(shown)
}

// encoded writes a value as it stands in a file.
func encoded(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.String(), err
}

// tree is the parts of a document to keep; an empty one keeps all of its part.
type tree map[string]tree

// treeOf reads paths such as "routes.totals.margin", and finds all that lead
// nowhere. Lists are passed through. Faults: E-FIELDS.
func treeOf(doc *Document, paths []string) (tree, error) {
	root := tree{}
	whole := map[string]bool{}
	var faults fault.List
	for _, path := range paths {
		path = strings.TrimSpace(path)
		if near, known, ok := follow(doc, path); !ok {
			faults.Add(fault.New("E-FIELDS", fault.Place{Flag: "--fields"}, path, near, strings.Join(known, ", ")))
			continue
		}
		at, so := root, ""
		for name := range strings.SplitSeq(path, ".") {
			so += "." + name
			if at[name] == nil {
				at[name] = tree{}
			}
			if at = at[name]; whole[so] {
				break // all of it is kept already
			}
		}
		if !whole[so] {
			whole[so] = true
			clear(at)
		}
	}
	return root, faults.Err()
}

// follow looks for a path in the document's form; where it breaks off, near is
// the path that may be meant, and known the names that stand there.
func follow(doc *Document, path string) (near string, known []string, ok bool) {
	t, so := reflect.TypeFor[Document](), ""
	for name := range strings.SplitSeq(path, ".") {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		var inside map[string]reflect.Type
		switch t.Kind() {
		case reflect.Struct:
			known, inside = fieldsOf(t)
		case reflect.Map:
			known, inside = keysOf(doc, so), nil
		default:
			return strings.TrimSuffix(so, "."), nil, false
		}
		if !slices.Contains(known, name) {
			if s := strict.Suggest(name, known); s != "" {
				near = so + s
			}
			return near, known, false
		}
		switch {
		case inside != nil:
			t = inside[name]
		case slices.ContainsFunc(doc.Routes, func(r Route) bool { return r.ID == name }):
			// The offer's fields of one route alone: the same map once more.
		default:
			t = t.Elem()
		}
		so += name + "."
	}
	return "", nil, true
}

// fieldsOf gives the JSON names of a struct, in order, with their types.
func fieldsOf(t reflect.Type) (names []string, types map[string]reflect.Type) {
	types = map[string]reflect.Type{}
	for i := range t.NumField() {
		name := jsonName(t.Field(i))
		names, types[name] = append(names, name), t.Field(i).Type
	}
	return names, types
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// keysOf gives what can stand in one of the document's maps, whether or not it
// does in this document.
func keysOf(doc *Document, path string) []string {
	var keys []string
	switch {
	case path == "difference.":
		for _, t := range landed.NamedTotals() {
			if t.Over == nil {
				keys = append(keys, t.Name)
			}
		}
	case path == "routes.views.":
		keys = []string{"pnl", "cash", "tax"}
	default:
		keys = []string{"sku", "name", "as_of"}
		for _, s := range offer.Specs() {
			keys = append(keys, s.Name)
		}
		if path == "offer." {
			for i := range doc.Routes {
				keys = append(keys, doc.Routes[i].ID)
			}
		}
	}
	return keys
}

// typeOf gives the type with the kept fields alone.
func (t tree) typeOf(whole reflect.Type) reflect.Type {
	if len(t) == 0 {
		return whole
	}
	switch whole.Kind() {
	case reflect.Pointer:
		return reflect.PointerTo(t.typeOf(whole.Elem()))
	case reflect.Slice:
		return reflect.SliceOf(t.typeOf(whole.Elem()))
	case reflect.Struct:
		var fields []reflect.StructField
		for i := range whole.NumField() {
			f := whole.Field(i)
			if sub, kept := t[jsonName(f)]; kept {
				fields = append(fields, reflect.StructField{Name: f.Name, Type: sub.typeOf(f.Type), Tag: f.Tag})
			}
		}
		return reflect.StructOf(fields)
	}
	return whole
}

// narrow gives the value with the kept fields alone, in the same order.
func (t tree) narrow(v reflect.Value) reflect.Value {
	if len(t) == 0 {
		return v
	}
	out := reflect.New(t.typeOf(v.Type())).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(out.Type().Elem()))
			out.Elem().Set(t.narrow(v.Elem()))
		}
	case reflect.Slice:
		out.Set(reflect.MakeSlice(out.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(t.narrow(v.Index(i)))
		}
	case reflect.Struct:
		for i := range out.NumField() {
			f := out.Type().Field(i)
			out.Field(i).Set(t[jsonName(f)].narrow(v.FieldByName(f.Name)))
		}
	case reflect.Map:
		out.Set(reflect.MakeMap(out.Type()))
		for key, sub := range t {
			k := reflect.ValueOf(key)
			if e := v.MapIndex(k); e.IsValid() {
				out.SetMapIndex(k, sub.narrow(e))
			}
		}
	case reflect.Interface:
		if inner := v.Elem(); inner.IsValid() && inner.Kind() == reflect.Map {
			out.Set(t.narrow(inner))
		}
	}
	return out
}
