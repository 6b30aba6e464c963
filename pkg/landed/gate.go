package landed

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/strict"
)

// Gate is a comparison that a script guards a decision by: it fails where the
// comparison holds.
type Gate struct {
	Text  string // as it was given
	Route string // id; empty: the best route
	Total *Total
	Op    string      // <, <=, >, >=, =, !=
	Bound money.Ratio // MXN a unit, or a fraction
}

// operators are what a gate compares with; those of two signs come first, so
// that they are found before their beginnings.
var operators = []string{"<=", ">=", "!=", "<", ">", "="}

// ParseGate reads "margin_pct < 0.10" or "local-warehouse.margin >= 25": a total
// of a unit, of a route or of the best one. Faults: E-GATE, E-GATE-TOTAL,
// E-NUMBER.
func ParseGate(text string) (Gate, *fault.Fault) {
	at := strings.IndexAny(text, "<>=!")
	if at < 0 {
		return Gate{}, fault.New("E-GATE", fault.Place{}, text)
	}
	g := Gate{Text: strings.TrimSpace(text)}
	name, rest := strings.TrimSpace(text[:at]), text[at:]
	for _, op := range operators {
		if strings.HasPrefix(rest, op) {
			g.Op = op
			break
		}
	}
	if g.Op == "" {
		return Gate{}, fault.New("E-GATE", fault.Place{}, text)
	}
	if route, total, dotted := strings.Cut(name, "."); dotted {
		g.Route, name = route, total
	}
	var ok bool
	if g.Total, ok = TotalByName(name); !ok {
		return Gate{}, fault.New("E-GATE-TOTAL", fault.Place{}, name, strings.Join(TotalNames(), ", "), strict.Suggest(name, TotalNames()))
	}
	bound, f := money.ParseRatio(rest[len(g.Op):])
	g.Bound = bound
	return g, f
}

// Value gives what the gate compares, for the quotes of one offer: centavos of
// MXN a unit, or a fraction. What is not known cannot pass a gate.
func (g *Gate) Value(quotes []*Quote) (value money.Ratio, known bool) {
	q := g.quote(quotes)
	if q == nil || !q.Feasible() {
		return money.Ratio{}, false
	}
	return q.PerUnit(g.Total)
}

func (g *Gate) quote(quotes []*Quote) *Quote {
	if g.Route == "" {
		return Best(quotes)
	}
	return byID(quotes, g.Route)
}

// Holds tells whether the comparison holds, so that the gate fails.
func (g *Gate) Holds(value money.Ratio) bool {
	bound := g.Bound
	if g.Total.Over == nil { // in centavos, as the figure is
		var ok bool
		if bound, ok = bound.Mul(money.Whole(100)); !ok {
			return true
		}
	}
	switch c := value.Cmp(bound); g.Op {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "=":
		return c == 0
	default:
		return c != 0
	}
}
