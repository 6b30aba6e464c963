// Package route holds routes: ordered lists of charges by which an offer gets
// from its supplier to the buyer. Every charge has one form,
//
//	amount   = round( clamp( (product of rates) × (signed sum of earlier lines + amount × quantity), min, max ) )
//	quantity = max( at_least, ceil((measure − over) / step) × step )
//
// so a new tax or a new route is YAML and no code. [Compile] binds a route to
// the tables of a date; package landed evaluates what comes out.
package route

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// Route is how an offer gets to the buyer.
type Route struct {
	ID, Title string
	Entry     Entry
	Stock     string    // where the goods are when an order ships: abroad or mexico
	Days      string    // table of lead, transit, pay-out and refund days
	Container string    // table of the usable m3 of a container; may be empty
	Requires  []string  // tables that must admit the goods
	With      []Default // what is assumed of an offer that does not say
	Charges   []Charge  // alternatives of a line stand next to each other
	Monthly   []Charge  // MXN a month
	Setup     []Charge  // MXN once
	Warnings  []Notice
	Refusals  []Notice
	File      string

	places map[string]fault.Place // of the keys in the head that name tables
}

// Entry is what passes customs at once.
type Entry string

// A parcel holds the units of an order, a consignment those of a shipment.
const (
	Parcel      Entry = "parcel"
	Consignment Entry = "consignment"
)

// Default is a field of the offer that the route assumes.
type Default struct {
	Field  offer.Field
	Value  Operand     // a table's column; Absent for a word or number of the route's own
	Parsed offer.Value // of the route's own
	File   string
	Line   int
}

// Notice is a warning (Code) or a refusal (Reason) under conditions.
type Notice struct {
	Code, Reason string
	When         []When
	File         string
	Line         int
}

// Charge is one alternative of a line: the first whose When holds is the line.
type Charge struct {
	Code, Title string
	Stage       Stage
	By          string // who is paid
	Incidence   Incidence
	Credit      Operand // column that says whether the seller can credit the line
	Of          []Term
	Count       Count // what of the lines in Of is summed
	Rates       []Operand
	Mode        Mode
	Each        Measure
	Amount      Operand // MXN for each
	Min, Max    Operand // MXN for each
	AtLeast     Operand // quantity
	Over, Step  Operand // quantity
	When        []When
	Cite        *table.Cite // where no table says it
	After       string      // in an upper layer: the line that this one follows
	Layer       string
	File        string
	Line        int
}

// Term is an earlier line in a sum.
type Term struct {
	Code     string
	Negative bool
}

// When is a condition on the offer, or on a column of a table.
type When struct {
	Cond   table.Cond
	Column Operand // a table's column instead of a key of the offer
	Words  []string
	Not    bool
}

// Stage groups lines along the way of the goods.
type Stage string

// The stages, in order.
const (
	Sale      Stage = "sale"
	Source    Stage = "source"
	Transport Stage = "transport"
	Border    Stage = "border"
	Delivery  Stage = "delivery"
	Market    Stage = "market"
	Risk      Stage = "risk"
	Capital   Stage = "capital"
)

// Stages lists the stages in order.
func Stages() []Stage {
	return []Stage{Sale, Source, Transport, Border, Delivery, Market, Risk, Capital}
}

// Incidence says whose money a line is.
type Incidence string

// The incidences.
const (
	Revenue     Incidence = "revenue"
	Cost        Incidence = "cost"
	Passthrough Incidence = "passthrough"  // output VAT: collected for the tax office
	VAT         Incidence = "vat"          // import VAT, VAT on fees and services: a cost only where not credited
	WithheldVAT Incidence = "withheld_vat" // settles output VAT
	WithheldISR Incidence = "withheld_isr" // prepays income tax, a cost only where not credited
	Buyer       Incidence = "buyer"        // paid by the buyer on top of the price
	Memo        Incidence = "memo"         // a base; nobody pays it
)

// Mode says how the product of the rates acts on the sum.
type Mode string

// The modes.
const (
	Plain    Mode = ""         // r
	Included Mode = "included" // r / (1 + r), a tax inside a price
	Net      Mode = "net"      // 1 / (1 + r), a price without its tax
)

// Count says what of a line is summed by another.
type Count string

// What is summed.
const (
	CountAll    Count = ""
	CountCost   Count = "cost"   // what the line costs the seller: a credited VAT or a line the buyer pays counts nothing
	CountCredit Count = "credit" // what the line does in the VAT account: a VAT that is not credited counts nothing
)

// Measure is a number reckoned from the offer, from a closed list.
type Measure uint8

// The measures. Quantities are of one entry.
const (
	NoMeasure Measure = iota
	Units
	Orders
	Entries // always one
	Kg
	M3
	Containers // m3 over the usable m3 of the container
	Pairs
	StockDays   // average time of a unit in stock
	StockMonths // the same in months of a twelfth of a year
	YearsToPayout
	YearsOrderToPayout // from the purchase, by way of transport and stock
	YearsStockToPayout // from arrival in stock
	YearsRefund        // until VAT in favour is refunded
	OddsCancelled      // cancelled orders for each kept sale
	OddsReturned       // returned orders for each kept sale
	NumMeasures        // how many there are; no measure itself
)

var measureNames = [NumMeasures]string{
	"", "unit", "order", "entry", "kg", "m3", "container", "pair", "stock_days", "stock_months",
	"years_to_payout", "years_order_to_payout", "years_stock_to_payout", "years_refund", "odds_cancelled", "odds_returned",
}

// String gives the measure's name in a route file.
func (m Measure) String() string { return measureNames[m] }

// MeasureByName finds a measure by its name in a route file.
func MeasureByName(name string) (Measure, bool) {
	for m := Units; m < NumMeasures; m++ {
		if measureNames[m] == name {
			return m, true
		}
	}
	return NoMeasure, false
}

// Quantity tells whether a charge may be for each of the measure.
func (m Measure) Quantity() bool { return m >= Units && m <= Pairs }

// OperandKind says where a number of a charge comes from.
type OperandKind uint8

// The kinds of operand.
const (
	Absent   OperandKind = iota
	Literal              // Num, or Money with its currency
	Field                // of the offer
	Reckoned             // a measure
	Column               // of a table
	Dial                 // a Literal that whoever holds the plan alone changes between offers
)

// Operand is a number of a charge.
type Operand struct {
	Kind     OperandKind
	Num      money.Ratio // Literal; in whole units of Currency where that is set
	Currency string      // of a literal amount of money
	Field    offer.Field
	Measure  Measure
	Table    string // id
	Name     string // column
	View     int    // index in Plan.Tables, set by Compile
	Cell     int    // index of the column, set by Compile
	Unit     table.Unit

	line   int  // in the route's file
	unread bool // a fault says that it could not be read
}

// String gives the operand as a route file writes it.
func (o Operand) String() string {
	switch o.Kind {
	case Literal, Dial:
		if o.Currency != "" {
			return money.Money{Value: o.Num, Currency: o.Currency}.String()
		}
		return o.Num.String()
	case Field:
		return "offer." + o.Field.String()
	case Reckoned:
		return "m." + o.Measure.String()
	case Column:
		return o.Table + "." + o.Name
	}
	return ""
}
