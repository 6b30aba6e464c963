package table

import (
	"slices"

	"aduana/pkg/strict"
)

// Key is something of an offer that a condition may ask for. The list is
// closed. The zero Key is none.
type Key uint8

// The keys. Amounts of money are in MXN unless said.
const (
	_                     Key = iota
	KeyOrigin                 // country in which the goods were made
	KeyShipsFrom              // country from which they are sent
	KeyHS                     // tariff line, by the first 2, 4, 6 or 8 digits
	KeyFlag                   // flag of the tariff line
	KeyCategory               // kind of goods
	KeyMarketplace            // by name
	KeyListing                // on the marketplace
	KeyFulfilment             // who stores and delivers
	KeySeller                 // company, individual or foreign
	KeyRFC                    // whether the seller has a Mexican tax number
	KeyAccount                // where the seller's bank account is
	KeyIncoterm               // of the purchase
	KeyTerms                  // of direct mail: ddp or dap
	KeyCustomsBasis           // what customs values a parcel by
	KeyFreightMode            // of a consignment
	KeyCurrency               // ISO 4217
	KeyStock                  // where the goods are when an order ships
	KeyOriginCertificate      // whether there is one
	KeyImportRestrictions     // whether permits are needed
	KeyDuty                   // whether the offer gives its own rate
	KeyValueUSD               // customs value of the entry in USD, rounded to the cent
	KeyPrice                  // of a unit, VAT included
	KeyBillableKg             // of one order, by the billable head of the table
	KeyOrderKg                // actual kg of one order
	KeyUnitKg                 // actual kg of a unit
	KeyUnitLitres             // volume of a unit in litres
	KeyMonthlySales           // a month, before VAT
	KeyMonthlyOrders          // orders a month
	KeyMonthlyUnits           // units a month
	KeyUnitsPerOrder          // units of one order
	KeyInstalmentMonths       // months without interest
	numKeys
)

// Kind is how a key's condition is written and decided.
type Kind uint8

// The kinds.
const (
	KindText     Kind = iota // words, any of which matches
	KindCountry              // ISO 3166 countries and names of groups
	KindPrefix               // first digits of the tariff line
	KindSet                  // flags, any of which matches
	KindNumber               // an interval
	KindPresence             // given or absent
)

var (
	truth    = []string{"true", "false"}
	presence = []string{"given", "absent"}
)

// keys is the one list of what a key is called and takes. Words are those of
// the offer's field, since a misspelt word is a row that can never match.
var keys = [numKeys]struct {
	name  string
	kind  Kind
	words []string // closed list of a text; nil: any word
}{
	KeyOrigin:             {name: "origin", kind: KindCountry},
	KeyShipsFrom:          {name: "ships_from", kind: KindCountry},
	KeyHS:                 {name: "hs", kind: KindPrefix},
	KeyFlag:               {name: "flag", kind: KindSet},
	KeyCategory:           {name: "category", words: []string{"fashion", "electronics", "personal-care", "toys", "home", "other"}},
	KeyMarketplace:        {name: "marketplace"},
	KeyListing:            {name: "listing", words: []string{"classic", "premium"}},
	KeyFulfilment:         {name: "fulfilment", words: []string{"marketplace", "own"}},
	KeySeller:             {name: "seller", words: []string{"company", "individual", "foreign"}},
	KeyRFC:                {name: "rfc", words: truth},
	KeyAccount:            {name: "account", words: []string{"mx", "foreign"}},
	KeyIncoterm:           {name: "incoterm", words: []string{"EXW", "FCA", "FAS", "FOB", "CFR", "CPT", "CIF", "CIP", "DAP", "DPU", "DDP"}},
	KeyTerms:              {name: "terms", words: []string{"ddp", "dap"}},
	KeyCustomsBasis:       {name: "customs_basis", words: []string{"retail_ex_tax", "retail", "cost", "declared"}},
	KeyFreightMode:        {name: "freight_mode", words: []string{"sea-lcl", "sea-20", "sea-40", "air"}},
	KeyCurrency:           {name: "currency"},
	KeyStock:              {name: "stock", words: []string{"abroad", "mexico"}},
	KeyOriginCertificate:  {name: "origin_certificate", words: truth},
	KeyImportRestrictions: {name: "import_restrictions", words: truth},
	KeyDuty:               {name: "duty", kind: KindPresence, words: presence},
	KeyValueUSD:           {name: "value_usd", kind: KindNumber},
	KeyPrice:              {name: "price", kind: KindNumber},
	KeyBillableKg:         {name: "billable_kg", kind: KindNumber},
	KeyOrderKg:            {name: "order_kg", kind: KindNumber},
	KeyUnitKg:             {name: "unit_kg", kind: KindNumber},
	KeyUnitLitres:         {name: "unit_litres", kind: KindNumber},
	KeyMonthlySales:       {name: "monthly_sales", kind: KindNumber},
	KeyMonthlyOrders:      {name: "monthly_orders", kind: KindNumber},
	KeyMonthlyUnits:       {name: "monthly_units", kind: KindNumber},
	KeyUnitsPerOrder:      {name: "units_per_order", kind: KindNumber},
	KeyInstalmentMonths:   {name: "instalment_months", kind: KindNumber},
}

// KeyByName finds a key.
func KeyByName(name string) (Key, bool) {
	for k := Key(1); k < numKeys; k++ {
		if keys[k].name == name {
			return k, true
		}
	}
	return 0, false
}

// String gives the key's name.
func (k Key) String() string {
	if k >= numKeys {
		return ""
	}
	return keys[k].name
}

// Kind tells how the key's conditions are written.
func (k Key) Kind() Kind { return keys[k].kind }

// Words lists the words that the key takes, nil where any word goes. They must
// not be changed.
func (k Key) Words() []string { return keys[k].words }

// KeyNames lists the names of all keys.
func KeyNames() []string {
	names := make([]string, 0, numKeys)
	for k := Key(1); k < numKeys; k++ {
		names = append(names, keys[k].name)
	}
	return names
}

// nearest gives the known name that is most like s, or "".
func nearest(s string, known ...[]string) string {
	if len(s) > longestWord {
		return ""
	}
	return strict.Suggest(s, slices.Concat(known...))
}
