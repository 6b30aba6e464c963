package cli

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/whatif"
)

// against sets the door price of --against, AMOUNT[/parcel] or AMOUNT/unit,
// beside the quote by mail; nil where none is given.
func against(text string, quotes []*landed.Quote, of *offer.Offer) (*whatif.Against, error) {
	if text == "" {
		return nil, nil
	}
	place := fault.Place{Flag: "--against"}
	number, per, based := strings.Cut(text, "/")
	per = strings.TrimSpace(per)
	amount, f := money.ParseMoney(number, "MXN")
	switch {
	case f != nil:
		return nil, f.At(place)
	case amount.Value.Sign() <= 0 || based && per != "parcel" && per != "unit":
		return nil, fault.New("E-AGAINST", place, text)
	}
	for _, q := range quotes {
		if !whatif.Mail(q.Plan) {
			continue
		}
		a, f := whatif.SetAgainst(q, of, amount, per == "unit")
		if f != nil {
			return nil, f.At(place)
		}
		return a, nil
	}
	return nil, fault.New("E-AGAINST-ROUTE", place)
}
