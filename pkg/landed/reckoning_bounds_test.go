package landed_test

import "testing"

// TestSecondReckoningLocalBounds: one line of the local warehouse at a time, at the bounds of its law or its card. 20 MXN a
// dollar; 100 units of 1 kg and 10 litres at USD 10, one an order, unless a change says otherwise.
func TestSecondReckoningLocalBounds(t *testing.T) {
	base := secondOffer{
		"origin": "CN", "category": "home", "hs": "69111001", "duty": "0", "price": "500", "unit_cost": "10 USD",
		"weight_kg": "1", "volume_m3": "0.010", "units_per_shipment": "100", "monthly_units": "100", "incoterm": "CIF",
	}
	own := secondOffer{"fulfilment": "own"}
	for _, c := range []struct {
		day, line, want string
		change          secondOffer
	}{
		// import.md, table of items: V = 20,000 is under every floor, 57,701.25 at that of 2026.
		{"2023-12-31", "dta", "408.00", nil},
		{"2024-01-01", "dta", "425.00", nil},
		{"2025-12-31", "dta", "445.00", nil},
		{"2026-01-01", "dta", "461.61", nil},
		{"2027-01-01", "dta", "461.61", nil},
		{"2026-01-01", "dta", "461.61", secondOffer{"unit_cost": "577.0125 MXN"}},
		{"2026-01-01", "dta", "461.63", secondOffer{"unit_cost": "577.04 MXN"}},
		{"2026-01-01", "dta", "0.00", secondOffer{"origin": "US", "origin_certificate": "true"}},
		{"2026-01-01", "dta", "461.61", secondOffer{"origin": "DE", "origin_certificate": "true"}},
		{"2025-12-31", "prv", "310.00", nil},
		{"2026-01-01", "prv", "350.00", nil},
		{"2026-01-01", "broker", "4500.00", secondOffer{"unit_cost": "10000 MXN"}},
		{"2026-01-01", "broker", "4500.45", secondOffer{"unit_cost": "10001 MXN"}},

		// import.md, Duty and Preferential origin; tariff.csv.
		{"2024-04-22", "igi", "3000.00", secondOffer{"duty": ""}},
		{"2024-04-23", "igi", "unknown", secondOffer{"duty": ""}},
		{"2026-01-01", "igi", "3000.00", secondOffer{"duty": ""}},
		{"2024-12-14", "igi", "unknown", secondOffer{"duty": "", "origin": "GB", "origin_certificate": "true"}},
		{"2024-12-15", "igi", "0.00", secondOffer{"duty": "", "origin": "GB", "origin_certificate": "true"}},
		{"2026-01-01", "igi", "3000.00", secondOffer{"duty": "", "origin": "TR", "origin_certificate": "true"}},
		{"2026-01-01", "igi", "unknown", secondOffer{"duty": "", "origin": "VN", "origin_certificate": "true", "hs": "64041116"}},
		{"2026-01-01", "igi", "unknown", secondOffer{"duty": "", "origin": "MY", "origin_certificate": "true", "hs": "61091003"}},
		{"2026-01-01", "igi", "unknown", secondOffer{"duty": "", "origin": "MY", "origin_certificate": "true", "hs": "62052001"}},
		{"2026-01-01", "igi", "unknown", secondOffer{"duty": "", "origin": "VN", "origin_certificate": "true", "hs": "63026001"}},
		{"2026-01-01", "igi", "7000.00", secondOffer{"duty": "", "origin": "VN", "hs": "64041116"}},
		{"2026-01-01", "igi", "0.00", secondOffer{"duty": "", "origin": "VN", "origin_certificate": "true", "hs": "65050099"}},
		{"2026-04-23", "igi", "unknown", secondOffer{"duty": "", "hs": "87082999"}},
		{"2026-04-24", "igi", "7000.00", secondOffer{"duty": "", "hs": "87082999"}},

		// import.md, Anti-dumping: 22.58 x 20 = 451.60 a pair, at most 450.00; 2.61 x 20 = 52.20 a kg.
		{"2025-09-03", "anti_dumping", "none", secondOffer{"hs": "64029999"}},
		{"2025-09-04", "anti_dumping", "25160.00", secondOffer{"hs": "64029999"}},
		{"2026-01-01", "anti_dumping", "45000.00", secondOffer{"hs": "64029999", "unit_cost": "0.01 USD"}},
		{"2026-01-01", "anti_dumping", "0.00", secondOffer{"hs": "64029999", "unit_cost": "22.58 USD"}},
		{"2026-01-01", "anti_dumping", "none", secondOffer{"hs": "64029999", "origin": "VN"}},
		{"2026-01-01", "anti_dumping", "90000.00", secondOffer{"hs": "64029999", "unit_cost": "0.04 USD", "pairs_per_unit": "2"}},
		{"2026-01-01", "anti_dumping", "0.00", nil},
		{"2026-01-01", "anti_dumping", "1000.00", secondOffer{"unit_cost": "42.20 MXN"}},
		{"2026-01-01", "anti_dumping", "1000.00", secondOffer{"unit_cost": "42.20 MXN", "hs": "69120099"}},
		{"2026-01-01", "anti_dumping", "26240.00", secondOffer{"hs": "87120005"}},
		{"2026-01-01", "anti_dumping", "unknown", secondOffer{"hs": "95030023"}},
		{"2026-01-01", "anti_dumping", "none", secondOffer{"hs": "95030023", "origin": "US"}},

		// costs.md, Bulk freight: 1 m3 is the least; 28 and 58 m3 a container.
		{"2026-01-01", "freight", "none", nil},
		{"2026-01-01", "freight", "2000.00", secondOffer{"incoterm": "FOB", "volume_m3": "0.002"}},
		{"2026-01-01", "freight", "2002.00", secondOffer{"incoterm": "FOB", "volume_m3": "0.01001"}},
		{"2026-01-01", "freight", "45000.00", secondOffer{"incoterm": "FOB", "freight_mode": "sea-20", "volume_m3": "0.28"}},
		{"2026-01-01", "freight", "90000.00", secondOffer{"incoterm": "FOB", "freight_mode": "sea-20", "volume_m3": "0.28001"}},
		{"2026-01-01", "freight", "72000.00", secondOffer{"incoterm": "EXW", "freight_mode": "sea-40", "volume_m3": "0.58"}},
		{"2026-01-01", "freight", "16000.00", secondOffer{"incoterm": "FCA", "freight_mode": "air"}},
		{"2026-01-01", "insurance", "80.00", secondOffer{"incoterm": "CPT"}},
		{"2026-01-01", "insurance", "88.00", secondOffer{"incoterm": "FAS"}},
		{"2026-01-01", "insurance", "none", secondOffer{"incoterm": "CIP"}},
		{"2026-01-01", "terminal", "6000.00", secondOffer{"freight_mode": "sea-40", "volume_m3": "0.58"}},
		{"2026-01-01", "terminal", "4000.00", secondOffer{"freight_mode": "sea-20"}},
		{"2026-01-01", "terminal", "0.00", secondOffer{"freight_mode": "air"}},
		{"2026-01-01", "capital.goods", "473.42", secondOffer{"freight_mode": "air", "stock_days": "30"}},
		{"2026-01-01", "inland", "42000.00", secondOffer{"freight_mode": "sea-20"}},
		{"2026-01-01", "inland", "0.00", secondOffer{"freight_mode": "air"}},
		{"2026-01-01", "inland", "1600.00", nil},
		{"2026-01-01", "inland", "84000.00", secondOffer{"freight_mode": "sea-40", "volume_m3": "0.59"}},
		{"2026-01-01", "inland", "none", secondOffer{"incoterm": "DPU"}},

		// costs.md, Local warehouse: stock of half a month, 182.5/12 days.
		{"2026-01-01", "storage", "15.21", nil},
		{"2026-01-01", "storage", "30.00", secondOffer{"stock_days": "30"}},
		{"2026-01-01", "storage", "69.00", secondOffer{"stock_days": "30", "volume_m3": "0.012"}},
		{"2026-01-01", "storage", "69.00", secondOffer{"stock_days": "30", "weight_kg": "5"}},
		{"2026-01-01", "storage", "69.00", secondOffer{"stock_days": "30", "weight_kg": "20", "volume_m3": "0.060"}},
		{"2026-01-01", "storage", "999.00", secondOffer{"stock_days": "30", "volume_m3": "0.0601"}},
		{"2026-01-01", "storage", "999.00", secondOffer{"stock_days": "30", "weight_kg": "20.1"}},
		{"2026-01-01", "storage", "225.00", secondOffer{"marketplace": "amazon"}},
		{"2026-01-01", "storage", "150.00", own},
		{"2026-01-01", "storage", "unknown", secondOffer{"marketplace": "shein"}},
		{"2026-01-01", "pick_pack", "3800.00", offerWith(own, secondOffer{"monthly_units": "1499"})},
		{"2026-01-01", "pick_pack", "3040.00", offerWith(own, secondOffer{"monthly_units": "1500"})},
		{"2026-01-01", "pick_pack", "3040.00", offerWith(own, secondOffer{"monthly_units": "3000"})},
		{"2026-01-01", "pick_pack", "2280.00", offerWith(own, secondOffer{"monthly_units": "3001"})},
		{"2026-01-01", "pick_pack", "1266.67", offerWith(own, secondOffer{"units_per_order": "3"})},
		{"2026-01-01", "pick_pack", "none", nil},
		{"2026-01-01", "last_mile", "7500.00", own},
		{"2026-01-01", "last_mile", "8500.00", offerWith(own, secondOffer{"weight_kg": "1.001"})},
		{"2026-01-01", "last_mile", "36500.00", offerWith(own, secondOffer{"weight_kg": "30"})},
		{"2026-01-01", "last_mile", "unknown", offerWith(own, secondOffer{"weight_kg": "30.01"})},
		{"2026-01-01", "delivery", "none", own},
		{"2026-01-01", "delivery", "8450.00", nil}, // 10 litres are 2 kg
		{"2026-01-01", "delivery", "8850.00", secondOffer{"volume_m3": "0.010001"}},
		{"2026-01-01", "delivery", "8850.00", secondOffer{"price": "998.99", "weight_kg": "2.01"}},
		{"2026-01-01", "delivery", "4000.00", secondOffer{"price": "198.99"}},
		{"2026-01-01", "delivery", "4100.00", secondOffer{"price": "199"}},
		{"2026-01-01", "delivery", "6760.00", secondOffer{"price": "498.99"}},
		{"2026-01-01", "delivery", "4100.00", secondOffer{"price": "298.99"}},
		{"2026-01-01", "delivery", "3500.00", secondOffer{"price": "98.99"}},
		{"2026-01-01", "delivery", "9500.00", secondOffer{"price": "999", "weight_kg": "2.01"}},
		{"2026-01-01", "delivery", "50700.00", secondOffer{"weight_kg": "60"}},
		{"2026-01-01", "delivery", "unknown", secondOffer{"weight_kg": "60.01"}},
		{"2026-01-01", "delivery", "6500.00", secondOffer{"marketplace": "amazon", "weight_kg": "0.5", "volume_m3": "0.0025"}},
		{"2026-01-01", "delivery", "unknown", secondOffer{"marketplace": "amazon", "weight_kg": "0.5", "volume_m3": "0.0026"}},

		// costs.md, Marketplace.
		{"2026-01-01", "commission", "10500.00", secondOffer{"listing": "premium"}},
		{"2026-01-01", "commission", "7500.00", secondOffer{"category": "electronics"}},
		{"2026-01-01", "commission", "5000.00", secondOffer{"category": "electronics", "marketplace": "amazon", "listing": "premium"}},
		{"2026-01-01", "commission", "7500.00", secondOffer{"marketplace": "amazon"}},
		{"2026-01-01", "commission", "3000.00", secondOffer{"marketplace": "tiktok"}},
		{"2026-01-01", "commission", "8000.00", secondOffer{"marketplace": "shein"}},
		{"2026-01-01", "commission", "0.00", secondOffer{"marketplace": "temu"}},
		{"2026-01-01", "commission", "1700.00", secondOffer{"marketplace": "own-shop"}},
		{"2026-01-01", "commission", "6000.00", secondOffer{"marketplace": "walmart"}},
		{"2026-01-01", "returns.delivery", "1634.78", own}, // 8 in 92 of 2 x 7,500 and 3,800
		{"2026-01-01", "item_fee", "600.00", secondOffer{"marketplace": "tiktok", "units_per_order": "2"}},
		{"2026-01-01", "item_fee", "150.00", secondOffer{"marketplace": "own-shop", "units_per_order": "2"}},
		{"2026-01-01", "instalments", "3750.00", secondOffer{"instalment_months": "6"}},
		{"2026-01-01", "instalments", "6250.00", secondOffer{"instalment_months": "12"}},
		{"2026-01-01", "instalments", "0.00", secondOffer{"instalment_months": "3", "listing": "premium"}},
		{"2026-01-01", "instalments", "unknown", secondOffer{"instalment_months": "7", "listing": "premium"}},
		{"2026-01-01", "instalments", "0.00", secondOffer{"instalment_months": "6", "listing": "premium"}},
		{"2026-01-01", "instalments", "5000.00", secondOffer{"instalment_months": "9", "listing": "premium"}},
		{"2026-01-01", "instalments", "unknown", secondOffer{"instalment_months": "5"}},
		{"2026-01-01", "fees_vat", "0.00", secondOffer{"marketplace": "amazon", "seller": "foreign", "weight_kg": "0.5", "volume_m3": "0.001"}},
		{"2026-01-01", "isr_withheld", "0.00", secondOffer{"marketplace": "own-shop"}},
	} {
		q := secondReckoning(offerWith(base, c.change), "local-warehouse", c.day, map[string]string{"USD": "20"})
		t.Run(c.day+" "+c.line+" "+c.want, func(t *testing.T) { wantLine(t, q.Lines, c.line, c.want) })
	}
}

// TestSecondReckoningParcelFreight: the card's steps, and volume only where it is over 1.5 times the weight.
func TestSecondReckoningParcelFreight(t *testing.T) {
	for _, c := range []struct{ kg, m3, want string }{
		{"0.1", "", "69.00"},
		{"0.101", "", "93.00"},
		{"14", "", "2996.00"},
		{"14.01", "", "3230.00"},
		{"30", "", "3230.00"},
		{"30.01", "", "unknown"},
		{"1", "0.012", "259.00"},    // 1.5 kg by volume
		{"1", "0.012001", "454.00"}, // 1.500125 kg by volume
	} {
		o := secondOffer{"weight_kg": c.kg, "volume_m3": c.m3, "origin": "CN", "price": "300"}
		q := secondReckoning(o, "direct-mail", "2026-03-01", map[string]string{"USD": "20"})
		wantLine(t, q.Lines, "freight", c.want)
	}
}

// TestSecondReckoningMonth: what is due by the month at its bounds.
func TestSecondReckoningMonth(t *testing.T) {
	base := secondOffer{"price": "116", "units_per_shipment": "10", "weight_kg": "1", "volume_m3": "0.001", "fulfilment": "own"}
	for _, c := range []struct {
		line, want string
		change     secondOffer
	}{
		{"marketplace_plan", "75.00", secondOffer{"marketplace": "amazon", "monthly_units": "259"}},
		{"marketplace_plan", "600.00", secondOffer{"marketplace": "amazon", "monthly_units": "260"}}, // 26,000 of sales
		{"marketplace_plan", "unknown", secondOffer{"marketplace": "amazon"}},
		{"marketplace_plan", "none", secondOffer{"monthly_units": "260"}},
		{"warehouse_minimum", "5540.00", secondOffer{"monthly_units": "100", "stock_days": "365"}}, // 10,000 - (30 + 36 + 380) x 10
		{"warehouse_minimum", "unknown", nil},
		{"legal_representative", "500.00", secondOffer{"seller": "foreign"}},
	} {
		q := secondReckoning(offerWith(base, c.change), "local-warehouse", "2026-03-01", nil)
		wantLine(t, q.Monthly, c.line, c.want)
	}
}
