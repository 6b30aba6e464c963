package route

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// Load reads every routes/*.yaml of the layers, lowest first. A route that
// stands in a lower layer already is laid over: a charge whose code is there
// takes its place, a new one is added. All faults of all files are returned at
// once.
func Load(layers ...table.Layer) ([]*Route, error) {
	var files []*file
	for _, layer := range layers {
		at := fault.Place{File: layer.Shown("routes")}
		entries, err := fs.ReadDir(layer.FS, "routes")
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return nil, fault.Wrap(err, "E-READ", at)
		case len(entries) > table.MaxFiles:
			return nil, fault.New("E-RULES-MANY", at, len(entries), table.MaxFiles)
		}
		for _, e := range entries {
			if name := e.Name(); strings.HasSuffix(name, ".yaml") && !strings.HasPrefix(name, ".") {
				files = append(files, &file{layer: layer, name: "routes/" + name})
			}
		}
	}
	var parsers sync.WaitGroup
	for _, f := range files {
		parsers.Go(f.parse)
	}
	parsers.Wait()
	var routes []*Route
	var faults fault.List
	for _, f := range files {
		if f.top != nil {
			l := loader{layer: f.layer.Name, file: f.layer.Shown(f.name)}
			routes = l.route(routes, f.top, strings.TrimSuffix(path.Base(f.name), ".yaml"))
		}
		slices.SortStableFunc(f.faults, func(a, b *fault.Fault) int { return a.Place.Line - b.Place.Line })
		faults = append(faults, f.faults.Cut(maxFaults)...)
	}
	return routes, faults.Err()
}

// maxFaults is how many faults of a file are kept.
const maxFaults = 1000

// file is a route file of a layer.
type file struct {
	layer  table.Layer
	name   string
	top    *strict.Node // nil where it is not YAML
	faults fault.List
}

func (f *file) parse() { f.top = f.layer.Document(f.name, &f.faults) }

// loader reads one file.
type loader struct {
	layer, file string
}

func (l *loader) route(routes []*Route, top *strict.Node, base string) []*Route {
	m := top.Map("route", "title", "entry", "stock", "days", "container", "requires", "with", "refuse", "charges", "monthly", "setup", "warn")
	id := l.text(top, m, "route")
	if id != "" && id != base {
		m["route"].Fault("E-ROUTE-PATH", id, base)
	}
	i := slices.IndexFunc(routes, func(r *Route) bool { return r.ID == id })
	var r *Route
	if i >= 0 {
		laid := *routes[i] // the lower layer's route stays as it was
		r, routes[i] = &laid, &laid
	} else {
		r = &Route{ID: id, File: l.file}
		routes = append(routes, r)
		for _, key := range []string{"title", "entry", "stock", "days", "charges"} {
			if m[key] == nil {
				top.Fault("E-ROUTE-LACKS", id, key)
			}
		}
	}
	l.head(r, m)
	if n := m["charges"]; n != nil {
		over := l.charges(n, true)
		if len(over) == 0 {
			n.Fault("E-ROUTE-EMPTY", "charges")
		}
		r.Charges = lay(r.Charges, over)
		for i := range over {
			if c := &over[i]; c.After != "" && !slices.ContainsFunc(r.Charges, func(o Charge) bool { return o.Code == c.After }) {
				n.Add(fault.New("E-ROUTE-AFTER", fault.Place{Line: c.Line}, c.After))
			}
		}
	}
	if n := m["monthly"]; n != nil {
		r.Monthly = lay(r.Monthly, l.charges(n, false))
	}
	if n := m["setup"]; n != nil {
		r.Setup = lay(r.Setup, l.charges(n, false))
	}
	return routes
}

// head reads what stands over the charges.
func (l *loader) head(r *Route, m map[string]*strict.Node) {
	r.places = maps.Clone(r.places)
	for _, key := range []string{"days", "container", "requires"} {
		if m[key] != nil {
			if r.places == nil {
				r.places = map[string]fault.Place{}
			}
			r.places[key] = m[key].Place()
		}
	}
	for key, field := range map[string]*string{"title": &r.Title, "days": &r.Days, "container": &r.Container} {
		if m[key] != nil {
			*field = m[key].Text()
		}
	}
	if n := m["entry"]; n != nil {
		r.Entry = Entry(l.word(n, string(Parcel), string(Consignment)))
	}
	if n := m["stock"]; n != nil {
		r.Stock = l.word(n, "abroad", "mexico")
	}
	if n := m["requires"]; n != nil {
		r.Requires = nil
		for _, item := range n.List() {
			r.Requires = append(r.Requires, item.Text())
		}
	}
	if n := m["with"]; n != nil {
		r.With = layDefaults(r.With, l.defaults(n))
	}
	if n := m["warn"]; n != nil {
		r.Warnings = layNotices(r.Warnings, l.notices(n, "code"))
	}
	if n := m["refuse"]; n != nil {
		r.Refusals = layNotices(r.Refusals, l.notices(n, "reason"))
	}
}

func (l *loader) defaults(n *strict.Node) []Default {
	var out []Default
	for _, e := range n.Entries() {
		spec, ok := offer.ByName(e.Key)
		if !ok {
			e.At.Fault("E-KEY", e.Key, strict.Suggest(e.Key, offer.Names()))
			continue
		}
		text := e.Value.Text()
		if isTable(text) {
			out = append(out, Default{Field: spec.Field, Value: l.operand(e.Value, text), File: l.file, Line: e.At.Line()})
			continue
		}
		var o offer.Offer
		if f := o.Set(e.Key, text); f != nil {
			e.Value.Add(f)
			continue
		}
		v, _ := o.Get(spec.Field)
		out = append(out, Default{Field: spec.Field, Parsed: v, File: l.file, Line: e.At.Line()})
	}
	return out
}

func (l *loader) notices(n *strict.Node, key string) []Notice {
	var out []Notice
	for _, item := range n.List() {
		m := item.Map(key, "when")
		text := l.text(item, m, key)
		notice := Notice{When: l.when(m["when"]), File: l.file, Line: item.Line()}
		if key == "code" {
			notice.Code = text
			if _, ok := fault.TextOf(fault.Code(text)); !ok && text != "" {
				m[key].Fault("E-ROUTE-WARNING", text)
			}
		} else {
			notice.Reason = text
		}
		out = append(out, notice)
	}
	return out
}

// text gives a value that must be there, as text.
func (l *loader) text(at *strict.Node, m map[string]*strict.Node, key string) string {
	if m[key] != nil {
		return m[key].Text()
	}
	at.Fault("E-KEY-MISSING", key)
	return ""
}

// word gives one of a closed list of words.
func (l *loader) word(n *strict.Node, known ...string) string {
	s := n.Text()
	if !slices.Contains(known, s) {
		n.Fault("E-WORD", s, strings.Join(known, ", "), strict.Suggest(s, known))
	}
	return s
}

// isTable tells a reference to a table's column from a word or a number.
func isTable(s string) bool {
	return strings.HasPrefix(s, "law.") || strings.HasPrefix(s, "cost.")
}

// operand reads a number of a charge: a literal, offer.<field>, m.<measure> or
// <table>.<column>.
func (l *loader) operand(n *strict.Node, s string) Operand {
	o := l.number(n, s)
	o.line = n.Line()
	return o
}

func (l *loader) number(n *strict.Node, s string) Operand {
	switch {
	case isTable(s):
		dot := strings.LastIndexByte(s, '.')
		return Operand{Kind: Column, Table: s[:dot], Name: s[dot+1:]}
	case strings.HasPrefix(s, "offer."):
		spec, ok := offer.ByName(s[len("offer."):])
		if !ok {
			n.Fault("E-ROUTE-OPERAND", s, strict.Suggest(s[len("offer."):], offer.Names()))
		}
		return Operand{Kind: Field, Field: spec.Field, unread: !ok}
	case strings.HasPrefix(s, "m."):
		m, ok := MeasureByName(s[len("m."):])
		if !ok {
			n.Fault("E-ROUTE-OPERAND", s, strict.Suggest(s[len("m."):], measureNames[1:]))
		}
		return Operand{Kind: Reckoned, Measure: m, unread: !ok}
	}
	if strings.Contains(s, " ") {
		v, f := money.ParseMoney(s, "MXN")
		n.Add(f)
		if v.Value.Sign() < 0 {
			n.Fault("E-ROUTE-NEGATIVE", s)
		}
		return Operand{Kind: Literal, Num: v.Value, Currency: v.Currency, unread: f != nil}
	}
	v, f := money.ParseRatio(s)
	if f != nil {
		n.Fault("E-ROUTE-OPERAND", s, "")
	} else if v.Sign() < 0 {
		n.Fault("E-ROUTE-NEGATIVE", s)
	}
	return Operand{Kind: Literal, Num: v, unread: f != nil}
}

// lay puts charges over those of a lower layer: all alternatives of a code
// that is there are replaced where they stand; a new one comes after the line
// it names, else after the last line of its stage, else at the end.
func lay(under, over []Charge) []Charge {
	out := slices.Clone(under)
	for len(over) > 0 {
		n := 1
		for n < len(over) && over[n].Code == over[0].Code {
			n++
		}
		group := over[:n]
		over = over[n:]
		at := slices.IndexFunc(out, func(c Charge) bool { return c.Code == group[0].Code })
		if at >= 0 {
			out = slices.DeleteFunc(out, func(c Charge) bool { return c.Code == group[0].Code })
		} else {
			at = after(out, group[0])
		}
		out = slices.Insert(out, at, group...)
	}
	return out
}

func after(charges []Charge, c Charge) int {
	at := len(charges)
	for i := range charges {
		if c.After == "" && charges[i].Stage == c.Stage || c.After != "" && charges[i].Code == c.After {
			at = i + 1
		}
	}
	return at
}

func layDefaults(under, over []Default) []Default {
	out := slices.Clone(under)
	for _, d := range over {
		if i := slices.IndexFunc(out, func(o Default) bool { return o.Field == d.Field }); i >= 0 {
			out[i] = d
			continue
		}
		out = append(out, d)
	}
	return out
}

// layNotices puts notices over those of a lower layer that have the same code
// or reason, so that a copy of a route says nothing twice.
func layNotices(under, over []Notice) []Notice {
	kept := slices.DeleteFunc(slices.Clone(under), func(u Notice) bool {
		return slices.ContainsFunc(over, func(o Notice) bool { return o.Code == u.Code && o.Reason == u.Reason })
	})
	return append(kept, over...)
}
