package report

// Changes is how one quote differs from another: what went in, and what came
// out on each route.
type Changes struct {
	Inputs  []Change       `json:"inputs"`  // date, exchange rates, rules, fields of the offer
	Best    *Change        `json:"best"`    // ids of routes; null where the best route is the same
	Volumes []Change       `json:"volumes"` // break_even_units and pays_from_units, units a month
	Routes  []RouteChanges `json:"routes"`  // routes with changes
}

// RouteChanges is how a route differs.
type RouteChanges struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Sign   string   `json:"sign"`   // "~", or "+" and "-" of a route that only one quote has
	Reason *Change  `json:"reason"` // why the route cannot be used; null where that is the same
	Totals []Change `json:"totals"` // MXN a unit, and fractions
	Lines  []Change `json:"lines"`
}

// Change is a figure or a text before and after. A line's amounts are MXN a
// unit, of monthly and set-up lines MXN a month and MXN once.
type Change struct {
	Sign       string  `json:"sign"` // "~" another amount, "=" the same amount by another rule, "+" new, "-" gone
	Kind       string  `json:"kind,omitempty"`
	Code       string  `json:"code"`
	Title      string  `json:"title,omitempty"`
	Before     *string `json:"before"` // null is unknown, or not there
	After      *string `json:"after"`
	Assumed    bool    `json:"assumed,omitempty"`    // what was before is an assumption, nobody gave it
	Difference *string `json:"difference,omitempty"` // after less before
	Percent    *string `json:"percent,omitempty"`    // of the size of before, a fraction
	Why        []Cause `json:"why,omitempty"`
	RuleBefore *Rule   `json:"rule_before,omitempty"` // where the rule is another one
	Rule       *Rule   `json:"rule,omitempty"`
}

// Kinds of changed lines: of an entry, each month, and once.
const (
	kindEntry = "entry"
	kindMonth = "month"
	kindOnce  = "once"
)

// Signs of changes.
const (
	signChanged = "~"
	signSame    = "="
	signNew     = "+"
	signGone    = "-"
)

// Cause is a part of a line that differs: rule, rate, each, unit_amount,
// quantity, min, max, credited or base.
type Cause struct {
	What   string  `json:"what"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}

// Rule is what a line stands on: the first rule it is cited by, or the layer
// that gave its amount.
type Rule struct {
	Table      string `json:"table,omitempty"`
	Layer      string `json:"layer,omitempty"`
	From       string `json:"from,omitempty"`
	Status     string `json:"status,omitempty"`
	Confidence string `json:"confidence,omitempty"`
	Cite       *Cite  `json:"cite,omitempty"`
}

// Empty tells whether nothing differs.
func (c *Changes) Empty() bool {
	return len(c.Inputs) == 0 && c.Best == nil && len(c.Volumes) == 0 && len(c.Routes) == 0
}

// summary are the totals of a unit by which quotes are compared.
var summary = []struct {
	name string
	of   func(*Totals) *string
}{
	{"delivered_cost", func(t *Totals) *string { return t.DeliveredCost }},
	{"import_taxes", func(t *Totals) *string { return t.ImportTaxes }},
	{"margin", func(t *Totals) *string { return t.Margin }},
	{"margin_pct", func(t *Totals) *string { return t.MarginPct }},
	{"payout", func(t *Totals) *string { return t.Payout }},
}

// isShare tells a fraction from an amount by the name of a total.
func isShare(total string) bool { return total == "margin_pct" }
