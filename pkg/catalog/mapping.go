package catalog

import (
	"io"
	"strconv"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
)

// Mapping says which fields of an offer somebody else's columns are, and what
// their file leaves out.
type Mapping struct {
	Name, Title, Source string
	Sheet               string // of XLSX
	HeaderLine          int    // lines before it are passed over; 0: the first
	DataLine            int    // of the first product; 0: the one behind the header
	Columns             []Target
	Set                 []Setting
}

// Target is a column with the field that it stands for.
type Target struct {
	Column string      // as the file calls it
	Field  string      // "price", or for one route alone "direct-mail.price"
	Divide money.Ratio // of a number: what it is divided by; One where nothing is said
	Place  fault.Place // where the mapping says so
	// Optional: a file without the column is no fault, as exports differ.
	Optional bool
}

// Setting is a field that holds for every row that does not say otherwise.
type Setting struct {
	Field, Value string
	Place        fault.Place
}

// maxMapping is the size in bytes up to which a mapping is read.
const maxMapping = 256 << 10

// ReadMapping reads a mapping from YAML. All faults are found at once. Faults:
// E-READ, E-YAML…, E-KEY…, E-MAP-FIELD, E-NUMBER, E-RANGE.
func ReadMapping(r io.Reader, file string) (*Mapping, error) {
	data, f := strict.ReadAll(r, file, maxMapping)
	if f != nil {
		return nil, f
	}
	var faults fault.List
	top := strict.Parse(data, file, &faults)
	if top == nil {
		return nil, faults
	}
	m := top.Map("mapping", "title", "source", "columns", "set", "note", "sheet", "header_line", "data_line")
	text := func(key string) string {
		if m[key] == nil {
			return ""
		}
		return m[key].Text()
	}
	out := &Mapping{Name: text("mapping"), Title: text("title"), Source: text("source"), Sheet: text("sheet")}
	out.HeaderLine, out.DataLine = lineOf(m["header_line"]), lineOf(m["data_line"])
	if m["columns"] == nil {
		top.Fault("E-KEY-MISSING", "columns")
	} else {
		for _, e := range m["columns"].Entries() {
			out.Columns = append(out.Columns, target(e))
		}
	}
	if m["set"] != nil {
		for _, e := range m["set"].Entries() {
			value, _ := e.Value.Scalar()
			out.Set = append(out.Set, Setting{Field: e.Key, Value: value, Place: e.Value.Place()})
		}
	}
	return out, faults.Err()
}

// lineOf reads the number of a line, 0 where nothing is said.
func lineOf(n *strict.Node) int {
	if n == nil {
		return 0
	}
	text, _ := n.Scalar()
	line, err := strconv.Atoi(text)
	if err != nil || line < 1 {
		n.Fault("E-RANGE", text, "a line is a whole number from 1")
	}
	return line
}

// target reads "Variant Price: price", or {field: weight_kg, divide: "1000"}.
func target(e strict.Entry) Target {
	t := Target{Column: e.Key, Divide: money.One, Place: e.Value.Place()}
	if !e.Value.IsMap() {
		t.Field = e.Value.Text()
		return t
	}
	m := e.Value.Map("field", "divide")
	if m["field"] == nil {
		e.Value.Fault("E-KEY-MISSING", "field")
	} else {
		t.Field = m["field"].Text()
	}
	if by := m["divide"]; by != nil {
		n, f := money.ParseRatio(by.Text())
		switch {
		case f != nil:
			by.Add(f)
		case n.Sign() <= 0:
			by.Fault("E-RANGE", by.Text(), "a divisor is over zero")
		default:
			t.Divide = n
		}
	}
	return t
}

// ParseTarget reads THEIRS=OURS of a flag.
func ParseTarget(text string, at fault.Place) (Target, *fault.Fault) {
	i := strings.LastIndex(text, "=")
	if i <= 0 || i == len(text)-1 {
		return Target{}, fault.New("E-MAP", at, text)
	}
	return Target{Column: strings.TrimSpace(text[:i]), Field: strings.TrimSpace(text[i+1:]), Divide: money.One, Place: at}, nil
}

// specOf finds the field that a name stands for: a field or label of the offer,
// or for one route alone ROUTE.FIELD.
func specOf(name string) (spec *offer.Spec, route string, ok bool) {
	if id, field, dotted := strings.Cut(name, "."); dotted {
		route, name = id, field
	}
	if s, known := offer.ByName(name); known {
		return s.Field.Spec(), route, true
	}
	labels := offer.Labels()
	for i := range labels {
		if labels[i].Name == name && route == "" {
			return &labels[i], "", true
		}
	}
	return nil, "", false
}
