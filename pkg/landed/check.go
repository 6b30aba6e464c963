package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// moneyFields are the fields that may be in any currency.
var moneyFields = [...]offer.Field{offer.UnitCost, offer.Price, offer.DeclaredValue}

// Check finds what keeps an offer from being quoted at all on the plan's
// route: money in a currency that no rate is known for.
func Check(p *route.Plan, o *offer.Offer) fault.List {
	if o.Routes() != nil {
		own := o.For(p.Route.ID)
		o = &own
	}
	var faults fault.List
	for _, f := range moneyFields {
		v, given := o.Get(f)
		if !given || v.Text == "" || v.Text == "MXN" {
			continue
		}
		if _, ok := p.Rates[v.Text]; !ok {
			faults.Add(fault.New("E-CURRENCY-RATE", fault.Place{Field: f.String()}, v.Text))
		}
	}
	return faults
}

// Uncovered says where the law of no route covers the date; nil where that of
// some route does.
func Uncovered(quotes []*Quote) fault.List {
	var faults fault.List
	for _, q := range quotes {
		if q.Refusal == nil || q.Refusal.Code != table.Uncovered {
			return nil
		}
		own := *q.Refusal
		faults.Add(own.At(fault.Place{Field: q.Plan.Route.ID}))
	}
	return faults
}
