package cli

import (
	"os"
	"slices"
	"strings"
	"time"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/seeds"
)

// mexico is the zone of Mexico City, without summer time since 2022.
var mexico = time.FixedZone("America/Mexico_City", -6*60*60)

// ruleset is the layers of rules at a date, ready to be compiled.
type ruleset struct {
	layers  []table.Layer // lowest first, without what flags lay over them
	tables  *table.Set
	routes  []*route.Route
	options route.Options
	way     string   // how a duty was taken for a heading; empty: there was none
	only    []string // ids of routes; empty: all
}

// openRules lays the user's folder and flags over the embedded rules, and reads
// ahead what nearly every quote needs.
func openRules(s *Streams, settings *config.Settings, lines []string, asOf string) (*ruleset, error) {
	layers, err := layersOf(settings)
	if err != nil {
		return nil, err
	}
	return readRules(s, layers, settings, lines, asOf, func(tables *table.Set) {
		tables.Prepare(tables.IDs()) // nearly all are needed, and routes are read meanwhile
		tables.Digest()              // whoever asks for it waits for this one
	})
}

// layersOf gives the embedded rules, and over them the user's folder.
func layersOf(settings *config.Settings) ([]table.Layer, error) {
	layers := []table.Layer{embeddedLayer()}
	if dir := settings.Rules; dir != "" {
		own, err := folderLayer(dir, settings.Place("rules"))
		if err != nil {
			return nil, err
		}
		layers = append(layers, own)
	}
	return layers, nil
}

// readRules reads layers of rules and lays the flags over them. Where ahead is
// given, it reads tables beside what is done here.
//
// The date is that of the setting, else the offer's, else today in Mexico City.
func readRules(s *Streams, layers []table.Layer, settings *config.Settings, lines []string, asOf string, ahead func(*table.Set)) (*ruleset, error) {
	r := &ruleset{
		layers:  layers,
		options: route.Options{Projected: settings.AllowProjected, WholePesos: settings.WholePesos},
		only:    settings.Routes,
	}
	var faults fault.List
	var err error
	if r.tables, err = table.Open(layers...); err != nil {
		faults = append(faults, fault.From(err)...)
	}
	if ahead != nil && r.tables != nil {
		go ahead(r.tables)
	}
	if r.routes, err = route.Load(layers...); err != nil {
		faults = append(faults, fault.From(err)...)
	}
	if faults != nil {
		return nil, faults
	}
	text, place := settings.AsOf, settings.Place("as_of")
	if text == "" {
		text, place = asOf, fault.Place{Field: "as_of"}
	}
	if text == "" {
		text = s.Now().In(mexico).Format(time.DateOnly)
	}
	var f *fault.Fault
	if r.options.Date, f = table.ParseDate(text); f != nil {
		faults.Add(f.At(place))
	}
	for _, fx := range settings.FX {
		if f := r.exchange(fx); f != nil {
			faults.Add(f.At(settings.Place("fx")))
		}
	}
	for _, line := range lines {
		faults.Add(r.override(line, fault.Place{Flag: "--line"}, "flag --line"))
	}
	for _, id := range r.only {
		if !r.has(id) {
			faults.Add(fault.New("E-ROUTE", settings.Place("route"), id, strings.Join(r.ids(), ", "), strict.Suggest(id, r.ids())))
		}
	}
	return r, faults.Err()
}

func embeddedLayer() table.Layer {
	return table.Layer{Name: "embedded", FS: seeds.FS, Packed: strict.Unpack(seeds.Packed)}
}

// folderLayer opens a folder of rules. A root keeps links inside it.
func folderLayer(dir string, at fault.Place) (table.Layer, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return table.Layer{}, fault.New("E-NOT-FOLDER", at, dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return table.Layer{}, fault.Wrap(err, "E-READ", at)
	}
	return table.Layer{Name: dir, FS: root.FS()}, nil
}

// exchange lays a rate over the embedded ones: CURRENCY=RATE[@DATE]. A rate
// without a date is of the quote's date.
func (r *ruleset) exchange(text string) *fault.Fault {
	currency, rate, from, f := parseExchange(text, r.options.Date)
	if f != nil {
		return f
	}
	r.layRate("flag --fx", currency, rate, from, table.Row{Confidence: table.High, Cite: table.Cite{Instrument: "given by --fx"}})
	return nil
}

// layRate lays an exchange rate of a day over the others; source says where it
// comes from.
func (r *ruleset) layRate(layer, currency string, rate money.Ratio, from table.Date, source table.Row) {
	source.Conds = []table.Cond{{Key: table.KeyCurrency, Texts: []string{currency}}}
	source.Cells = []table.Cell{{Num: rate}}
	source.From, source.To, source.Status = from, table.Forever, table.Enacted
	source.Period = &table.Period{From: from, To: table.Forever}
	r.tables = r.tables.Lay(route.FXTable, layer, source)
}

// parseExchange reads CURRENCY=RATE[@DATE]; today is the day of a rate without a
// date.
func parseExchange(text string, today table.Date) (currency string, rate money.Ratio, from table.Date, f *fault.Fault) {
	currency, rest, ok := strings.Cut(text, "=")
	number, day, dated := strings.Cut(rest, "@")
	if !ok || !money.IsCurrency(currency) || currency == "MXN" {
		return "", rate, 0, fault.New("E-FX", fault.Place{}, text)
	}
	if rate, f = money.ParseRatio(number); f != nil {
		return "", rate, 0, f
	}
	if rate.Sign() <= 0 {
		return "", rate, 0, fault.New("E-FX", fault.Place{}, text)
	}
	if from = today; dated {
		from, f = table.ParseDate(day)
	}
	return currency, rate, from, f
}

// override reads [ROUTE.]CODE=AMOUNT[/BASIS], given at a place by a layer.
func (r *ruleset) override(text string, place fault.Place, layer string) *fault.Fault {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		return fault.New("E-ASSIGN", place, text)
	}
	o := route.Override{Code: strings.TrimSpace(name), Each: route.Entries, Layer: layer}
	for _, id := range r.ids() {
		if code, scoped := strings.CutPrefix(o.Code, id+"."); scoped {
			o.Route, o.Code = id, code
		}
	}
	number, basis, based := strings.Cut(value, "/")
	if based {
		m, ok := route.MeasureByName(strings.TrimSpace(basis))
		if !ok || !m.Quantity() {
			return fault.New("E-BASIS", place, basis)
		}
		o.Each = m
	}
	amount, f := money.ParseMoney(number, "MXN")
	if f != nil {
		return f.At(place)
	}
	if amount.Value.Sign() < 0 {
		return fault.New("E-RANGE", place, value, "an amount is zero or more")
	}
	o.Amount = amount
	var ofEntry, others []string
	for _, rt := range r.routes {
		if o.Route != "" && o.Route != rt.ID {
			continue
		}
		ofEntry = append(ofEntry, codesOf(rt.Charges)...)
		others = append(others, codesOf(rt.Monthly)...)
		others = append(others, codesOf(rt.Setup)...)
	}
	switch {
	case slices.Contains(ofEntry, o.Code):
	case !slices.Contains(others, o.Code):
		return fault.New("E-LINE", place, o.Code, strict.Suggest(o.Code, append(ofEntry, others...)))
	case based:
		return fault.New("E-BASIS-MONTH", place, o.Code, basis)
	}
	r.options.Overrides = append(r.options.Overrides, o)
	return nil
}

func codesOf(charges []route.Charge) []string {
	codes := make([]string, len(charges))
	for i := range charges {
		codes[i] = charges[i].Code
	}
	return codes
}

// plans compiles the routes that are asked for.
func (r *ruleset) plans() ([]*route.Plan, error) {
	var plans []*route.Plan
	var faults fault.List
	for _, rt := range r.routes {
		if len(r.only) > 0 && !slices.Contains(r.only, rt.ID) {
			continue
		}
		p, err := route.Compile(rt, r.tables, r.options)
		if err != nil {
			faults = append(faults, fault.From(err)...)
			continue
		}
		plans = append(plans, p)
	}
	return plans, faults.Err()
}

func (r *ruleset) ids() []string {
	ids := make([]string, len(r.routes))
	for i, rt := range r.routes {
		ids[i] = rt.ID
	}
	return ids
}

func (r *ruleset) has(id string) bool { return slices.Contains(r.ids(), id) }
