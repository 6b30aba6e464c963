package report

// Explanation is what `aduana explain` answers about lines and totals of a
// quote: where every number comes from. Money and rates are decimal strings;
// amounts are MXN.
type Explanation struct {
	SchemaVersion int            `json:"schema_version"`
	Tool          Tool           `json:"tool"`
	AsOf          string         `json:"as_of"`
	Rules         Rules          `json:"rules"`
	Closed        []ClosedRoute  `json:"closed"` // routes that cannot be used for the offer
	Lines         []LineAccount  `json:"lines"`
	Totals        []TotalAccount `json:"totals"`
}

// ClosedRoute is a route that cannot be used; its lines are told all the same.
type ClosedRoute struct {
	Route  string `json:"route"`
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// LineAccount explains one line of one route.
type LineAccount struct {
	Route      string        `json:"route"`
	RouteTitle string        `json:"route_title"`
	Kind       string        `json:"kind"` // entry, month or once
	Entry      Entry         `json:"entry"`
	Line       Line          `json:"line"`           // as the quote has it
	When       string        `json:"when,omitempty"` // where the line applies
	File       string        `json:"file"`           // that says how it is reckoned
	FileLine   int           `json:"file_line"`
	Count      string        `json:"count,omitempty"` // what of the terms is summed: cost, credit; "" for all
	Terms      []Term        `json:"terms"`
	Numbers    []Number      `json:"numbers"`
	Passed     []Alternative `json:"passed"` // other ways to reckon the line, whose conditions do not hold
	Tables     []TableUse    `json:"tables"`
	Rounding   string        `json:"rounding"` // centavo or peso
	Effect     string        `json:"effect"`   // what the line is for the seller: revenue, cost, vat, passed, settled, credited, prepaid, final, buyer, memo, open
	Sources    []Source      `json:"sources"`
}

// Term is an earlier line in the sum of another.
type Term struct {
	Code     string  `json:"code"`
	Title    string  `json:"title"`
	Negative bool    `json:"negative"`
	Amount   *string `json:"amount"`
}

// Number is one number of a charge: a rate, an amount, a bound.
type Number struct {
	Role     string  `json:"role"`   // rate, amount, min, max, quantity, at_least, over, step, credit
	Source   string  `json:"source"` // as a route file writes it: law.tariff.rate, offer.price, m.kg, 0.02
	Value    *string `json:"value"`  // null where it is unknown
	Currency string  `json:"currency,omitempty"`
	MXN      *string `json:"mxn,omitempty"` // of an amount in another currency
	Why      string  `json:"why,omitempty"` // it is unknown

	measure string
}

// Alternative is another way to reckon a line.
type Alternative struct {
	When string `json:"when"`
	Why  string `json:"why"` // it does not hold
}

// TableUse is a table that a line asked, the row it took, and those it passed
// over before.
type TableUse struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Row    *RuleRow  `json:"row"` // null where none matches
	Passed []Skipped `json:"passed"`
	Layers []string  `json:"layers"` // that have the table, uppermost first
}

// Skipped is a row that was passed over.
type Skipped struct {
	When string `json:"when"`
	Says string `json:"says"`
	Line int    `json:"line"`
	Cond string `json:"condition"` // the first that does not hold; "" where all do
	Is   string `json:"is"`        // what the offer says instead; "" where it does not say
}

// RuleRow is a row of a table, with all that stands behind it.
type RuleRow struct {
	When       string `json:"when"` // its conditions
	Says       string `json:"says"` // its values, or what it refuses or leaves unknown
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
	Status     string `json:"status"`
	Confidence string `json:"confidence"`
	Checked    string `json:"checked"`
	ReviewBy   string `json:"review_by,omitempty"`
	Stale      bool   `json:"stale"`
	Cite       *Cite  `json:"cite"`
	Note       string `json:"note,omitempty"`
	PeriodNote string `json:"period_note,omitempty"` // of all rows of its time
	Layer      string `json:"layer"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Assumption bool   `json:"assumption"`
}

// Source is what a line stands on in the end.
type Source struct {
	Kind string `json:"kind"` // rule, assumption, given
	Of   string `json:"of"`   // a table, a field of the offer, a flag, or the route itself
	Text string `json:"text"` // the citation, or what was assumed
}

// Explain makes the explanation of lines and totals of quotes. What is a list
// of line codes and names of totals, each for one route where the route's id
// and a dot stand in front; empty, it is every line. Faults: E-EXPLAIN.
func Explain(in Input, what []string) (*Explanation, error) {
	x := &Explanation{
		SchemaVersion: SchemaVersion,
		Tool:          Tool{Name: "aduana", Version: in.Version},
		Rules:         rulesOf(in.Digest, in.Quotes),
		Closed:        []ClosedRoute{}, Lines: []LineAccount{}, Totals: []TotalAccount{},
	}
	if err := x.pick(in.Quotes, what); err != nil {
		return nil, err
	}
	for _, q := range in.Quotes {
		x.AsOf = q.Plan.Date.String()
		if q.Refusal != nil {
			x.Closed = append(x.Closed, ClosedRoute{Route: q.Plan.Route.ID, Title: q.Plan.Route.Title, Reason: q.Refusal.Message()})
		}
	}
	return x, nil
}
