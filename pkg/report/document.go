// Package report is the one versioned document that aduana gives, and its
// renderers: JSON, a table for a terminal, Markdown and CSV. Every format is
// made from the same [Document]; nothing is reckoned here but how an amount is
// written.
package report

// SchemaVersion is the version of the document. Within a version fields are
// only added.
const SchemaVersion = 1

// Document is what `aduana quote` answers. Money and rates are decimal
// strings; amounts are MXN, costs positive (the incidence gives the sign); nil
// is unknown.
type Document struct {
	SchemaVersion  int               `json:"schema_version"`
	Tool           Tool              `json:"tool"`
	AsOf           string            `json:"as_of"` // ISO date
	Rules          Rules             `json:"rules"`
	FX             []Rate            `json:"fx"`
	Offer          map[string]any    `json:"offer"` // fields as given; a route's own under its id
	Routes         []Route           `json:"routes"`
	Best           *string           `json:"best"`             // id of the route with the highest margin a unit
	Difference     map[string]string `json:"difference"`       // local warehouse less direct mail, MXN a unit, by total
	BreakEvenUnits *int64            `json:"break_even_units"` // a month, from which the local warehouse leaves more than direct mail
	PaysFromUnits  *int64            `json:"pays_from_units"`  // a month, from which the local warehouse earns its own monthly costs
	Assumptions    []Assumption      `json:"assumptions"`
	Against        *Against          `json:"against,omitempty"` // a tax-included door price beside direct mail, where one is given
}

// Tool says what made the document.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Rules identifies the tables and routes in force.
type Rules struct {
	Digest string   `json:"digest"` // sha256 over every layer
	Stale  []string `json:"stale"`  // ids of law tables past their review date
}

// Rate is an exchange rate that was used: MXN for one unit of the currency.
type Rate struct {
	Pair   string `json:"pair"` // "USD/MXN"
	Rate   string `json:"rate"`
	Date   string `json:"date"`
	Source string `json:"source"`
}

// Route is the quote on one route.
type Route struct {
	ID            string             `json:"id"`
	Title         string             `json:"title"`
	Feasible      bool               `json:"feasible"`
	Reason        string             `json:"reason,omitempty"` // why it is not feasible
	Barred        string             `json:"barred,omitempty"` // refused by a rule, or by a rule that is unknown
	Needs         []string           `json:"needs,omitempty"`  // fields to supply, so that every line is known
	LeadDays      *LeadDays          `json:"lead_days"`
	Entry         Entry              `json:"entry"`
	Lines         []Line             `json:"lines"`
	Totals        Totals             `json:"totals"`          // MXN an entry, two decimals
	TotalsPerUnit Totals             `json:"totals_per_unit"` // MXN a unit, four decimals
	Views         map[string]*string `json:"views"`           // pnl, cash, tax: MXN an entry
	Monthly       []Line             `json:"monthly"`         // MXN a month
	Setup         []Line             `json:"setup"`           // MXN once
	Warnings      []Warning          `json:"warnings"`
}

// LeadDays is the time from an order to the buyer's door.
type LeadDays struct {
	Usual   string `json:"usual"`
	Low     string `json:"low"`
	High    string `json:"high"`
	Restock string `json:"restock"` // days to bring a consignment into stock; "0" by mail
}

// Entry is what passes customs at once: a parcel or a consignment.
type Entry struct {
	Kind  string  `json:"kind"`
	Units *string `json:"units"`
}

// Line is one charge.
type Line struct {
	Code       string   `json:"code"`
	Key        string   `json:"key"`   // key of the label: line.<code>
	Title      string   `json:"title"` // the label in English
	Stage      string   `json:"stage,omitempty"`
	By         string   `json:"by"` // who is paid
	Incidence  string   `json:"incidence,omitempty"`
	Credited   *bool    `json:"credited,omitempty"`
	Base       []string `json:"base,omitempty"` // codes summed, "-" in front of what is subtracted
	BaseAmount *string  `json:"base_amount,omitempty"`
	Rate       *string  `json:"rate,omitempty"` // product of the rates, a fraction
	Mode       string   `json:"mode,omitempty"`
	Each       string   `json:"each,omitempty"`
	Quantity   *string  `json:"quantity,omitempty"`
	UnitAmount *string  `json:"unit_amount,omitempty"` // MXN for each
	Min        *string  `json:"min,omitempty"`
	Max        *string  `json:"max,omitempty"`
	Formula    string   `json:"formula"` // the line in numbers
	Amount     *string  `json:"amount"`
	PerUnit    *string  `json:"per_unit"`
	Applied    bool     `json:"applied"`
	Reason     string   `json:"reason,omitempty"`
	Table      string   `json:"table,omitempty"`
	Layer      string   `json:"layer,omitempty"`
	From       string   `json:"from,omitempty"`
	To         string   `json:"to,omitempty"`
	Status     string   `json:"status,omitempty"`
	Confidence string   `json:"confidence,omitempty"`
	Cite       *Cite    `json:"cite,omitempty"`
	Assumed    bool     `json:"assumed"`
}

// Cite is where a figure stands.
type Cite struct {
	Instrument string `json:"instrument"`
	Article    string `json:"article,omitempty"`
	DOF        string `json:"dof,omitempty"`
	URL        string `json:"url,omitempty"`
}

// Totals are the figures of the definitions, for an entry or for a unit.
type Totals struct {
	CustomsValue    *string   `json:"customs_value"`
	CustomsValueUSD *string   `json:"customs_value_usd"`
	LandedCost      *string   `json:"landed_cost"`
	DeliveredCost   *string   `json:"delivered_cost"`
	ImportTaxes     *string   `json:"import_taxes"`
	ImportTaxPct    *string   `json:"import_tax_pct"` // of the customs value, a fraction
	TaxBurden       *string   `json:"tax_burden"`
	TaxBurdenPct    *string   `json:"tax_burden_pct"` // of the price, a fraction
	NetRevenue      *string   `json:"net_revenue"`
	Fees            *string   `json:"fees"`
	Margin          *string   `json:"margin"`
	MarginPct       *string   `json:"margin_pct"` // of the price, a fraction
	BuyerTotal      *string   `json:"buyer_total"`
	Payout          *string   `json:"payout"`
	Cash            *string   `json:"cash"`
	VAT             VATTotals `json:"vat"`
	ISR             ISRTotals `json:"isr"`
	Capital         *string   `json:"capital"`
}

// VATTotals is the seller's VAT account. Due below zero is in favour.
type VATTotals struct {
	Output     *string `json:"output"`
	Withheld   *string `json:"withheld"`
	Creditable *string `json:"creditable"`
	Due        *string `json:"due"`
	Structural *bool   `json:"structural"` // in favour again with every unit sold
}

// ISRTotals is the income tax withheld, and the part that is never credited.
type ISRTotals struct {
	Withheld *string `json:"withheld"`
	Final    *string `json:"final"`
}

// Warning is something the seller should know. Key is the key of its text.
type Warning struct {
	Code    string `json:"code"`
	Key     string `json:"key"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// Assumption is a figure nobody gave: a cost card, a default, an inferred rule.
type Assumption struct {
	Code       string `json:"code"` // table column or offer field; a route's own as route.field
	Value      string `json:"value"`
	Date       string `json:"date,omitempty"`
	Confidence string `json:"confidence,omitempty"`
	Note       string `json:"note,omitempty"`
}
