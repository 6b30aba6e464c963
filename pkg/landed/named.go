package landed

import (
	"slices"

	"aduana/pkg/money"
)

// Total is one of the totals under the name that documents, columns and gates
// give it: an amount in MXN, or with Over a fraction of that other total.
type Total struct {
	Name string
	Of   func(*Totals) Figure
	Over func(*Totals) Figure // nil for an amount
}

var totals = []Total{
	{Name: "customs_value", Of: func(t *Totals) Figure { return t.CustomsValue }},
	{Name: "landed_cost", Of: func(t *Totals) Figure { return t.LandedCost }},
	{Name: "delivered_cost", Of: func(t *Totals) Figure { return t.DeliveredCost }},
	{Name: "import_taxes", Of: func(t *Totals) Figure { return t.ImportTaxes }},
	{Name: "tax_burden", Of: func(t *Totals) Figure { return t.TaxBurden }},
	{Name: "net_revenue", Of: func(t *Totals) Figure { return t.NetRevenue }},
	{Name: "fees", Of: func(t *Totals) Figure { return t.Fees }},
	{Name: "margin", Of: func(t *Totals) Figure { return t.Margin }},
	{Name: "buyer_total", Of: func(t *Totals) Figure { return t.BuyerTotal }},
	{Name: "payout", Of: func(t *Totals) Figure { return t.Payout }},
	{Name: "cash", Of: func(t *Totals) Figure { return t.Cash }},
	{Name: "capital", Of: func(t *Totals) Figure { return t.Capital }},
	{Name: "import_tax_pct", Of: func(t *Totals) Figure { return t.ImportTaxes }, Over: func(t *Totals) Figure { return t.CustomsValue }},
	{Name: "tax_burden_pct", Of: func(t *Totals) Figure { return t.TaxBurden }, Over: func(t *Totals) Figure { return t.Price }},
	{Name: "margin_pct", Of: func(t *Totals) Figure { return t.Margin }, Over: func(t *Totals) Figure { return t.Price }},
}

// Warned is what warnings are made from besides the offer: the VAT due.
var Warned = &Total{Name: "vat_due", Of: func(t *Totals) Figure { return t.VATDue }}

// NamedTotals lists the totals that have a name, amounts first. The list must
// not be changed.
func NamedTotals() []Total { return totals }

// TotalByName finds a total.
func TotalByName(name string) (*Total, bool) {
	i := slices.IndexFunc(totals, func(t Total) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return &totals[i], true
}

// TotalNames lists the names of the totals.
func TotalNames() []string {
	names := make([]string, len(totals))
	for i := range totals {
		names[i] = totals[i].Name
	}
	return names
}

// The routes that a difference is taken between.
const (
	LocalWarehouse = "local-warehouse"
	DirectMail     = "direct-mail"
)

// Difference gives a total of the local warehouse less that of direct mail, for
// one unit, in centavos of MXN; ok is false where either is not there or not
// known.
func Difference(quotes []*Quote, t *Total) (r money.Ratio, ok bool) {
	local, mail := byID(quotes, LocalWarehouse), byID(quotes, DirectMail)
	if local == nil || mail == nil {
		return money.Ratio{}, false
	}
	a, okA := local.PerUnit(t)
	b, okB := mail.PerUnit(t)
	diff, ok := a.Sub(b)
	return diff, ok && okA && okB
}

// byID finds the quote on a route, nil where there is none.
func byID(quotes []*Quote, id string) *Quote {
	for _, q := range quotes {
		if q.Plan.Route.ID == id {
			return q
		}
	}
	return nil
}

// PerUnit gives a total for one unit: centavos of MXN, or a fraction for one
// that has Over. ok is false where it is unknown.
func (q *Quote) PerUnit(t *Total) (r money.Ratio, ok bool) {
	f := t.Of(&q.Totals)
	if t.Over != nil {
		return f.Share(t.Over(&q.Totals))
	}
	if !f.Known || q.Units.Sign() <= 0 {
		return money.Ratio{}, false
	}
	if q.Units == money.One {
		return f.Amount.Ratio(), true
	}
	return f.Amount.Ratio().Quo(q.Units)
}

// Best gives the quote with the highest margin a unit, the first of equals;
// nil where none is feasible, or where one that no rule refuses is not known.
func Best(quotes []*Quote) *Quote {
	var best *Quote
	var top money.Ratio
	for _, q := range quotes {
		if !q.Feasible() {
			if !q.Refused() {
				return nil
			}
			continue
		}
		margin, ok := q.PerUnit(&totals[marginTotal])
		if !ok {
			return nil
		}
		if best == nil || margin.Cmp(top) > 0 {
			best, top = q, margin
		}
	}
	return best
}

var marginTotal = slices.IndexFunc(totals, func(t Total) bool { return t.Name == "margin" })
