package report

import "aduana/pkg/whatif"

// Against is a forwarder's tax-included price to the door beside what the quote
// by mail reckons for the same. Amounts are MXN a parcel.
type Against struct {
	Route        string    `json:"route"`
	Quotation    Quotation `json:"quotation"`
	Amount       string    `json:"amount"` // the quotation
	Freight      *string   `json:"freight"`
	CourierTax   *string   `json:"courier_tax"`
	DTA          *string   `json:"dta"`
	Handling     *string   `json:"handling"`
	Own          *string   `json:"own"`        // the four
	Difference   *string   `json:"difference"` // the quotation less the four
	LeftForTax   *string   `json:"left_for_tax"`
	CustomsValue *string   `json:"customs_value"`
	Implied      *string   `json:"implied_customs_value"` // the largest, up to customs_value, whose tax fits
	ImpliedShare *string   `json:"implied_share"`         // of customs_value, a fraction
}

// Quotation is a price as it was given.
type Quotation struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
	Per      string `json:"per"` // parcel or unit
}

func againstOf(a *whatif.Against) *Against {
	if a == nil {
		return nil
	}
	out := &Against{
		Route:     a.Quote.Plan.Route.ID,
		Quotation: Quotation{Amount: a.Quotation.Value.String(), Currency: a.Quotation.Currency, Per: "parcel"},
		Amount:    a.Amount.String(),
		Freight:   entryAmount(a.Freight), CourierTax: entryAmount(a.Tax), DTA: entryAmount(a.DTA), Handling: entryAmount(a.Handling),
		Own: entryAmount(a.Own), Difference: entryAmount(a.Difference), LeftForTax: entryAmount(a.Left),
		CustomsValue: entryAmount(a.Value), Implied: entryAmount(a.Implied),
	}
	if a.PerUnit {
		out.Quotation.Per = "unit"
	}
	out.ImpliedShare = share(a.Implied, a.Value)
	return out
}

// against says what a door price implies, with care: it may be a cheaper
// freight, and it may be that less is declared.
func (s *sheet) against() {
	a := s.doc.Against
	if a == nil {
		return
	}
	show := func(p *string) string {
		if p == nil {
			return unknownMark
		}
		cents, _ := centavos(*p)
		return grouped(cents)
	}
	amount := grouped(centsOf(&a.Amount))
	n := note{head: say("against.head", amount)}
	own := say("against.own", show(a.Freight), show(a.CourierTax), show(a.DTA), show(a.Handling), show(a.Own))
	if a.Difference != nil {
		switch cents, _ := centavos(*a.Difference); {
		case cents < 0:
			own += " " + say("against.lower", grouped(-cents))
		case cents > 0:
			own += " " + say("against.higher", grouped(cents))
		default:
			own += " " + say("against.equal")
		}
	}
	n.items = append(n.items, own)
	if a.Implied == nil || a.LeftForTax == nil || a.CustomsValue == nil {
		n.items = append(n.items, say("against.unknown"))
		s.notes = append(s.notes, n)
		return
	}
	implied, _ := centavos(*a.Implied)
	value, _ := centavos(*a.CustomsValue)
	switch {
	case implied >= value:
		n.items = append(n.items, say("against.covers", show(a.LeftForTax), show(a.CustomsValue)))
	case implied == 0:
		left, _ := centavos(*a.LeftForTax)
		nothing := say("against.nothing", grouped(left))
		if left < 0 {
			nothing = say("against.short", grouped(-left))
		}
		n.items, n.tone = append(n.items, nothing, say("against.risk")), bad
	default:
		part := share1(a.ImpliedShare, a.Implied, a.CustomsValue)
		n.items, n.tone = append(n.items, say("against.implies", show(a.LeftForTax), show(a.Implied), part, show(a.CustomsValue)), say("against.risk")), bad
	}
	s.notes = append(s.notes, n)
}
