package whatif

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// Scan is an input with the values that it is to take, in order.
type Scan struct {
	Input  *Input
	Values []offer.Value
}

// MaxCells is how many quotes of all routes one sweep makes.
const MaxCells = 1_000_000

// Scan reads "price=200:600:10" (from, to and step, both ends included) or
// "units_per_shipment=100,500,1000" (a list, of words too). A unit may stand
// behind: "freight=60:120:5 USD/m3". Faults: E-VALUES, E-SWEEP-SIZE, those of
// [Study.Input] and of the input's values.
func (s *Study) Scan(text string) (*Scan, *fault.Fault) {
	in, body, f := s.spec(text)
	if f != nil {
		return nil, f
	}
	scan := &Scan{Input: in}
	if parts := strings.Split(body, ":"); len(parts) > 1 {
		ends, f := in.numbers(text, parts)
		if f != nil {
			return nil, f
		}
		if len(ends) != 3 || ends[2].Sign() <= 0 || ends[0].Cmp(ends[1]) > 0 {
			return nil, fault.New("E-VALUES", fault.Place{}, text, "a scan is FROM:TO:STEP, with a step over zero, or a list A,B,C")
		}
		span, _ := ends[1].Sub(ends[0])
		steps, ok := span.Quo(ends[2])
		if !ok || steps.Cmp(money.Whole(MaxCells)) >= 0 {
			return nil, fault.New("E-SWEEP-SIZE", fault.Place{}, text, MaxCells)
		}
		for v := ends[0]; v.Cmp(ends[1]) <= 0; v, _ = v.Add(ends[2]) {
			value, f := in.check(v)
			if f != nil {
				return nil, f
			}
			scan.Values = append(scan.Values, value)
		}
		return scan, nil
	}
	for item := range strings.SplitSeq(body, ",") {
		v, f := in.value(item)
		if f != nil {
			return nil, f
		}
		scan.Values = append(scan.Values, v)
	}
	return scan, nil
}

// Range is an input with the lowest and the highest value that it may have.
type Range struct {
	Input     *Input
	Low, High money.Ratio
	Source    string // where the range stands; empty where the user gives it
}

// Range reads "freight=60..95", with a unit behind it or not. Faults: E-VALUES,
// those of [Study.Input] and of the input's values.
func (s *Study) Range(text string) (*Range, *fault.Fault) {
	in, body, f := s.spec(text)
	if f != nil {
		return nil, f
	}
	low, high, f := in.ends(text, body)
	return &Range{Input: in, Low: low, High: high}, f
}

// ends reads LOW..HIGH.
func (in *Input) ends(text, body string) (low, high money.Ratio, f *fault.Fault) {
	ends, f := in.numbers(text, strings.Split(body, ".."))
	switch {
	case f != nil:
		return low, high, f
	case len(ends) != 2 || ends[0].Cmp(ends[1]) >= 0:
		return low, high, fault.New("E-VALUES", fault.Place{}, text, "a range is LOW..HIGH")
	}
	return ends[0], ends[1], nil
}

// spec parts "NAME=VALUES UNIT", and finds the input.
func (s *Study) spec(text string) (in *Input, body string, f *fault.Fault) {
	name, body, unit, ok := partSpec(text)
	if !ok {
		return nil, "", fault.New("E-VALUES", fault.Place{}, text, "write NAME=VALUES, for example price=200:600:10")
	}
	in, f = s.Input(name, unit)
	return in, body, f
}

// partSpec parts a text at its equals sign, and a unit from the values before
// it. A last word is a unit where it begins with a letter or a slash and does
// not stand in a list.
func partSpec(text string) (name, body, unit string, ok bool) {
	name, body, ok = strings.Cut(text, "=")
	name, body = strings.TrimSpace(name), strings.TrimSpace(body)
	if at := strings.LastIndexAny(body, " \t"); at >= 0 {
		values, last := strings.TrimSpace(body[:at]), body[at+1:]
		if values != "" && !strings.HasSuffix(values, ",") && isUnit(last) {
			body, unit = values, last
		}
	}
	return name, body, unit, ok && name != "" && body != ""
}

func isUnit(s string) bool {
	return s[0] != '-' && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz3/_") == "" && s[0] != '3'
}

// value reads a value of the input.
func (in *Input) value(text string) (offer.Value, *fault.Fault) {
	text = strings.TrimSpace(text)
	if in.Spec.Kind == offer.Money && text != "" && strings.IndexFunc(text, isLetter) < 0 {
		text += " " + in.currency
	}
	v, f := in.Spec.Parse(text)
	if f == nil && in.Spec.Kind == offer.Money && v.Text != in.currency {
		return v, fault.New("E-INPUT-UNIT", fault.Place{}, in.Name, v.Text, in.currency)
	}
	return v, f
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// check makes a value of a number, where the input takes it.
func (in *Input) check(n money.Ratio) (offer.Value, *fault.Fault) {
	return in.value(n.Lowest().String())
}

// numbers reads values that must be numbers.
func (in *Input) numbers(text string, parts []string) ([]money.Ratio, *fault.Fault) {
	if !in.Numeric() {
		return nil, fault.New("E-VALUES", fault.Place{}, text, in.Name+" is no number: give a list, for example A,B")
	}
	var out []money.Ratio
	for i, part := range parts {
		part = strings.TrimSpace(part)
		// A step need not be a value of its own: a step of a rate may be a tenth of a percent.
		n, f := money.ParseRatio(part)
		if f == nil && i < 2 {
			_, f = in.value(part)
		}
		if f != nil {
			return nil, f
		}
		out = append(out, n)
	}
	return out, nil
}
