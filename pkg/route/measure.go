package route

import "aduana/pkg/offer"

// Fields lists what of the offer a measure of a route is reckoned from, for
// who explains it. What comes from tables, days and the container, is not
// among them.
func (m Measure) Fields(r *Route) []offer.Field {
	entry := offer.UnitsPerShipment
	if r.Entry == Parcel {
		entry = offer.UnitsPerOrder
	}
	volume := []offer.Field{entry, offer.VolumeM3, offer.LengthCm, offer.WidthCm, offer.HeightCm}
	stock := []offer.Field{offer.StockDays, entry, offer.MonthlyUnits}
	switch m {
	case Units:
		return []offer.Field{entry}
	case Orders:
		return []offer.Field{entry, offer.UnitsPerOrder}
	case Kg:
		return []offer.Field{entry, offer.WeightKg}
	case M3, Containers:
		return volume
	case Pairs:
		return []offer.Field{entry, offer.PairsPerUnit}
	case StockDays, StockMonths, YearsOrderToPayout, YearsStockToPayout:
		return stock
	case OddsCancelled:
		return []offer.Field{offer.CancelRate, offer.ReturnRate}
	case OddsReturned:
		return []offer.Field{offer.ReturnRate}
	}
	return nil
}
