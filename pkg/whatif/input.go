package whatif

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// Input is something that a quote stands on and that can be varied: a field of
// the offer (price, direct-mail.price), the amount of a line in the currency and
// for the measure that the route has it in (freight), an exchange rate (fx.USD),
// or a column of a table (cost.days.lead).
type Input struct {
	Name   string      // with the route in front where it is of one route alone
	Unit   string      // for people: "MXN", "USD/m3", "days"; empty for words, rates and counts
	Places int32       // decimals of a step of a search or a draw
	Spec   *offer.Spec // what values it takes
	Base   string      // what it is now, as it is written; empty where it is not given

	kind     inputKind
	on       []bool // by plan
	currency string // of money, or of an exchange rate
	field    offer.Field
	lines    []place // by plan, of a line
	table    string
	cell     int
}

type inputKind uint8

const (
	ofField inputKind = iota
	ofLine
	ofRate
	ofColumn
)

// Numeric tells whether the input is a number, so that it has a range.
func (in *Input) Numeric() bool { return in.Spec.Kind >= offer.Money && in.Spec.Kind <= offer.Whole }

// Text writes a value of the input, without its unit.
func (in *Input) Text(v offer.Value) string {
	if in.Numeric() {
		return v.Num.String()
	}
	return v.Text
}

// place is an alternative of a line in a plan.
type place struct {
	list              func(*route.Plan) []route.Line
	line, alternative int
}

func (p place) of(plan *route.Plan) []route.Line { return p.list(plan) }

// Steps of a search or a draw, in decimals: what prices, cards and rates are
// given in.
const (
	moneyPlaces  = 2
	ratePlaces   = 4
	numberPlaces = 3
)

// Input finds an input by its name. The unit may be empty, a currency, a
// measure as in "/m3", or both as in "USD/m3". Faults: E-INPUT, E-INPUT-UNUSED,
// E-INPUT-UNIT, E-INPUT-COLUMN, E-CURRENCY-RATE.
func (s *Study) Input(name, unit string) (*Input, *fault.Fault) {
	in := &Input{Name: strings.TrimSpace(name), on: make([]bool, len(s.Plans))}
	rest, scoped := in.Name, false
	for i, p := range s.Plans {
		own, ok := strings.CutPrefix(in.Name, p.Route.ID+".")
		if ok {
			rest, scoped = own, true
		}
		in.on[i] = ok
	}
	if !scoped {
		for i := range in.on {
			in.on[i] = true
		}
	}
	switch currency, isRate := strings.CutPrefix(rest, "fx."); {
	case isRate && !scoped:
		return in, s.exchange(in, currency, unit)
	case strings.HasPrefix(rest, "cost.") || strings.HasPrefix(rest, "law."):
		return in, s.column(in, rest, unit)
	}
	if spec, ok := offer.ByName(rest); ok {
		return in, s.fieldInput(in, &spec, unit)
	}
	if slices.Contains(s.codes(), rest) {
		return in, s.line(in, rest, unit, scoped)
	}
	return nil, fault.New("E-INPUT", fault.Place{}, in.Name, strict.Suggest(rest, append(offer.Names(), s.codes()...)))
}

// fieldInput is a field of the offer.
func (s *Study) fieldInput(in *Input, spec *offer.Spec, unit string) *fault.Fault {
	in.kind, in.field, in.Spec, in.Unit = ofField, spec.Field, spec, spec.Unit
	var now offer.Value
	given := false
	for i, q := range s.Base {
		if v, ok := q.Offer.Get(spec.Field); ok && in.on[i] && !given {
			now, given = v, true
			in.Base = spec.Field.Format(v)
		}
	}
	switch spec.Kind {
	case offer.Money:
		in.Places = moneyPlaces
		if in.currency = now.Text; !given {
			in.currency = spec.Currency
		}
		if in.currency == "" { // a unit_cost
			v, _ := s.Offer.Get(offer.CostCurrency)
			if in.currency = v.Text; in.currency == "" {
				in.currency = "USD"
			}
		}
		if unit != "" {
			in.currency, unit = unit, ""
		}
		if in.Unit = in.currency; !s.knows(in.currency) {
			return fault.New("E-CURRENCY-RATE", fault.Place{Field: in.Name}, in.currency)
		}
		if given && now.Text == in.currency {
			in.Base = now.Num.String()
		}
	case offer.Rate:
		in.Places = ratePlaces
	case offer.Number:
		in.Places = numberPlaces
	}
	if unit != "" && unit != spec.Unit {
		return fault.New("E-INPUT-UNIT", fault.Place{}, in.Name, unit, in.Unit)
	}
	return nil
}

// exchange is an exchange rate.
func (s *Study) exchange(in *Input, currency, unit string) *fault.Fault {
	in.kind, in.currency, in.Places, in.Unit = ofRate, currency, ratePlaces, "MXN for 1 "+currency
	in.Spec = &offer.Spec{Name: in.Name, Kind: offer.Number, Min: money.Zero, Max: money.Whole(1_000_000), Over: true}
	if currency == "MXN" || !s.knows(currency) {
		return fault.New("E-CURRENCY-RATE", fault.Place{Field: in.Name}, currency)
	}
	if unit != "" && unit != "MXN" {
		return fault.New("E-INPUT-UNIT", fault.Place{}, in.Name, unit, in.Unit)
	}
	in.Base = s.Plans[0].Rates[currency].Rate.String()
	return nil
}

// knows tells whether there is an exchange rate for a currency.
func (s *Study) knows(currency string) bool {
	_, ok := s.Plans[0].Rates[currency]
	return ok
}

// column is a column of a table, of the row that the quote stands on.
func (s *Study) column(in *Input, rest, unit string) *fault.Fault {
	dot := strings.LastIndex(rest, ".")
	in.kind, in.table = ofColumn, rest[:dot]
	t, f := s.Tables.Table(in.table)
	if f != nil {
		return f
	}
	cell, ok := t.Column(rest[dot+1:])
	if !ok || t.Columns[cell].Unit >= table.UnitFlag {
		var names []string
		for _, c := range t.Columns {
			if c.Unit < table.UnitFlag {
				names = append(names, c.Name)
			}
		}
		return fault.New("E-INPUT-COLUMN", fault.Place{}, in.table, rest[dot+1:], strings.Join(names, ", "))
	}
	in.cell = cell
	in.Spec = &offer.Spec{Name: in.Name, Kind: offer.Number, Min: money.Zero, Max: money.Whole(1_000_000_000)}
	used := false
	for i := range s.Plans {
		row := s.row(i, in.table)
		if in.on[i] = in.on[i] && row != nil; !in.on[i] || used {
			continue
		}
		used = true
		in.Base, in.currency = row.Cells[cell].Num.String(), row.Cells[cell].Text
	}
	if !used {
		return fault.New("E-INPUT-UNUSED", fault.Place{}, in.Name)
	}
	switch t.Columns[cell].Unit {
	case table.UnitMoney:
		in.Spec.Kind, in.Spec.Currency, in.Places, in.Unit = offer.Money, in.currency, moneyPlaces, in.currency
		if unit != "" {
			if !s.knows(unit) {
				return fault.New("E-CURRENCY-RATE", fault.Place{Field: in.Name}, unit)
			}
			in.Base, in.currency, in.Unit, in.Spec.Currency, unit = "", unit, unit, unit, ""
		}
	case table.UnitFraction:
		in.Spec.Kind, in.Spec.Max, in.Places = offer.Rate, money.Whole(10), ratePlaces
	case table.UnitDays, table.UnitMonths:
		in.Unit = t.Columns[cell].Unit.String()
	default:
		in.Places = numberPlaces
	}
	if unit != "" && unit != in.Unit {
		return fault.New("E-INPUT-UNIT", fault.Place{}, in.Name, unit, in.Unit)
	}
	return nil
}

// line is the amount of a line: the number that the route has it in, for the
// measure that the route has it for, so that a minimum and a rate of the line
// stay. Where routes have it in different units and none is given, the line of
// the consignment is meant; the name of the input says so.
func (s *Study) line(in *Input, code, unit string, scoped bool) *fault.Fault {
	in.kind = ofLine
	in.lines = make([]place, len(s.Plans))
	units := make([]string, len(s.Plans))
	for i, q := range s.Base {
		if !in.on[i] {
			continue
		}
		in.on[i] = false
		if at, l := find(q, code); l != nil {
			alt := &at.of(q.Plan)[at.line].Alternatives[at.alternative]
			if currency, ok := s.currency(i, alt); ok {
				in.on[i], in.lines[i], units[i] = true, at, currency
				if alt.Each != route.NoMeasure {
					units[i] += "/" + alt.Each.String()
				}
			}
		}
	}
	if !slices.Contains(in.on, true) {
		return fault.New("E-INPUT-UNUSED", fault.Place{}, in.Name)
	}
	currency, basis, _ := strings.Cut(unit, "/")
	own := func(i int) string { _, b, _ := strings.Cut(units[i], "/"); return b }
	var shown string
	for i := range in.on {
		if in.on[i] && (basis == "" || own(i) == basis) {
			if shown == "" || s.Routes[i].Entry == route.Consignment {
				shown = units[i]
			}
		} else {
			in.on[i] = false
		}
	}
	if shown == "" {
		return fault.New("E-INPUT-UNIT", fault.Place{}, in.Name, unit, strings.Join(slices.DeleteFunc(units, func(u string) bool { return u == "" }), " or "))
	}
	first := -1
	for i := range in.on {
		if in.on[i] = in.on[i] && units[i] == shown; in.on[i] && first < 0 {
			first = i
		}
	}
	if !scoped && len(slices.DeleteFunc(slices.Clone(in.on), func(on bool) bool { return !on })) == 1 {
		in.Name = s.Routes[first].ID + "." + code
	}
	in.Unit, in.Places = shown, moneyPlaces
	in.currency, _, _ = strings.Cut(shown, "/")
	at := in.lines[first]
	alt := &at.of(s.Plans[first])[at.line].Alternatives[at.alternative]
	if v, ok := s.amount(first, alt); ok {
		in.Base = v.Num.String()
	}
	if currency != "" && currency != in.currency {
		if !s.knows(currency) {
			return fault.New("E-CURRENCY-RATE", fault.Place{Field: in.Name}, currency)
		}
		in.Base, in.Unit, in.currency = "", currency+strings.TrimPrefix(shown, in.currency), currency
	}
	in.Spec = &offer.Spec{Name: in.Name, Kind: offer.Money, Currency: in.currency, Min: money.Zero, Max: money.Whole(1_000_000_000)}
	return nil
}

// find gives the alternative of a line that a quote takes; nil where the line
// does not apply.
func find(q *landed.Quote, code string) (place, *landed.Line) {
	for _, list := range []struct {
		of    func(*route.Plan) []route.Line
		lines []landed.Line
	}{
		{func(p *route.Plan) []route.Line { return p.Lines }, q.Lines},
		{func(p *route.Plan) []route.Line { return p.Monthly }, q.Monthly},
		{func(p *route.Plan) []route.Line { return p.Setup }, q.Setup},
	} {
		for i := range list.lines {
			l := &list.lines[i]
			if l.Charge.Code != code || l.State == landed.NotApplied {
				continue
			}
			for j, alt := range list.of(q.Plan)[i].Alternatives {
				if alt.Charge == l.Charge {
					return place{list.of, i, j}, l
				}
			}
		}
	}
	return place{}, nil
}

// currency gives the currency of a charge's amount; ok is false where it has no
// amount of its own.
func (s *Study) currency(plan int, alt *route.Alternative) (string, bool) {
	v, ok := s.amount(plan, alt)
	return v.Text, ok
}

// amount gives the amount of a charge, as its card or the user has it.
func (s *Study) amount(plan int, alt *route.Alternative) (offer.Value, bool) {
	v := offer.Value{}
	switch alt.Amount.Kind {
	case route.Literal:
		v = offer.Value{Num: alt.Amount.Num, Text: alt.Amount.Currency}
	case route.Field:
		own, ok := s.Base[plan].Offer.Get(alt.Amount.Field)
		if !ok {
			return v, false
		}
		v = own
	case route.Column:
		row := s.row(plan, alt.Amount.Table)
		if row == nil {
			return v, false
		}
		v = offer.Value{Num: row.Cells[alt.Amount.Cell].Num, Text: row.Cells[alt.Amount.Cell].Text}
	default:
		return v, false
	}
	if v.Text == "" {
		v.Text = "MXN"
	}
	return v, true
}

// codes lists the lines of all routes.
func (s *Study) codes() []string {
	var codes []string
	for _, p := range s.Plans {
		for _, lines := range [][]route.Line{p.Lines, p.Monthly, p.Setup} {
			for i := range lines {
				codes = append(codes, lines[i].Code)
			}
		}
	}
	return codes
}
