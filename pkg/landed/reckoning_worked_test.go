package landed_test

import (
	"strings"
	"testing"
)

// workedQuote is a whole quote worked apart, figure by figure. Lines and totals are "code amount", in any order.
type workedQuote struct {
	name, route, day string
	offer            secondOffer
	lines, totals    string
	monthly          string
}

var (
	workedParcel = secondOffer{
		"origin": "CN", "category": "fashion", "price": "499", "unit_cost": "4.20 USD", "weight_kg": "0.3", "units_per_order": "2",
		"instalment_months": "3", "ads_rate": "8%", "cancel_rate": "0.05", "default_rate": "1%",
	}
	workedShoes = secondOffer{
		"origin": "CN", "category": "fashion", "hs": "6404.11.16", "price": "899", "unit_cost": "9 USD", "weight_kg": "0.9",
		"length_cm": "35", "width_cm": "25", "height_cm": "13", "units_per_shipment": "500", "monthly_units": "400", "fulfilment": "own",
	}
)

var workedQuotes = []workedQuote{
	{
		name: "parcel, duty paid", route: "direct-mail", day: "2026-03-01", offer: workedParcel,
		lines: `price 998.00 goods 146.62 first_mile 0.00 freight 176.00 insurance 0.00 customs_value 747.57 courier_tax 250.44
			dta none handling 5.01 commission 169.66 item_fee 0.00 instalments 49.90 advertising 79.84 fees_vat 47.90
			vat_withheld 0.00 returns.goods 64.23 returns.cancelled 33.81 default 9.98 capital.goods 7.98`,
		totals: `customs_value 747.57 landed_cost 578.07 delivered_cost 578.07 import_taxes 250.44 tax_burden 250.44
			net_revenue 998.00 fees 347.30 margin -43.37 buyer_total 998.00 payout 650.70 cash -43.37 vat_output 0.00
			vat_withheld 0.00 vat_creditable 0.00 vat_due 0.00 isr_withheld 0.00 isr_final 0.00 capital 7.98`,
	},
	{
		name: "parcel, duty on top", route: "direct-mail", day: "2026-03-01", offer: offerWith(workedParcel, secondOffer{"terms": "dap"}),
		lines: `price 998.00 goods 146.62 first_mile 0.00 freight 176.00 insurance 0.00 customs_value 998.00 courier_tax 334.33
			dta none handling 6.69 commission 169.66 item_fee 0.00 instalments 49.90 advertising 79.84 fees_vat 47.90
			vat_withheld 0.00 returns.goods 35.85 returns.cancelled 18.87 default 9.98 capital.goods 4.45`,
		totals: `customs_value 998.00 landed_cost 322.62 delivered_cost 322.62 import_taxes 334.33 tax_burden 334.33
			net_revenue 998.00 fees 347.30 margin 258.93 buyer_total 1339.02 payout 650.70 cash 258.93 vat_output 0.00
			vat_withheld 0.00 vat_creditable 0.00 vat_due 0.00 isr_withheld 0.00 isr_final 0.00 capital 4.45`,
	},
	{
		name: "shoes, a Mexican company", route: "local-warehouse", day: "2026-03-01", offer: workedShoes,
		lines: `price 449500.00 output_vat 62000.00 goods 78545.25 packing 0.00 freight 9927.25 insurance 353.89
			customs_value 88826.39 igi 31089.24 anti_dumping 108234.92 dta 710.61 import_vat 36617.79 prv 350.00 broker 4500.00
			importer none terminal 1134.54 inland 7941.80 receiving 1500.00 storage 1066.41 pick_pack 19000.00
			last_mile 37500.00 remote 0.00 delivery none commission 76415.00 item_fee 0.00 instalments 0.00 advertising 0.00
			fees_vat 12226.40 services_vat 11678.84 vat_withheld 31000.00 isr_withheld 9687.50 vat_favour 29523.03
			returns.goods 9500.07 returns.delivery 10444.44 returns.cancelled 0.00 default 0.00 capital.goods 3198.21
			capital.border 2530.77 capital.vat 2620.67`,
		totals: `customs_value 88826.39 landed_cost 242787.50 delivered_cost 301853.91 import_taxes 176652.56
			tax_burden 202034.77 net_revenue 387500.00 fees 76415.00 margin -19063.07 buyer_total 449500.00 payout 320171.10
			cash -58273.60 vat_output 62000.00 vat_withheld 31000.00 vat_creditable 60523.03 vat_due -29523.03
			isr_withheld 9687.50 isr_final 0.00 capital 8349.65`,
		monthly: "accounting 6000.00 marketplace_plan none warehouse_minimum 0.00 legal_representative none",
	},
	{
		name: "shoes, a foreigner without an RFC", route: "local-warehouse", day: "2026-03-01",
		offer: offerWith(workedShoes, secondOffer{"seller": "foreign", "rfc": "false", "account": "foreign"}),
		lines: `price 449500.00 output_vat 62000.00 goods 78545.25 packing 0.00 freight 9927.25 insurance 353.89
			customs_value 88826.39 igi 31089.24 anti_dumping 108234.92 dta 710.61 import_vat 36617.79 prv 350.00 broker 4500.00
			importer 7106.11 terminal 1134.54 inland 7941.80 receiving 1500.00 storage 1066.41 pick_pack 19000.00
			last_mile 37500.00 remote 0.00 delivery none commission 76415.00 item_fee 0.00 instalments 0.00 advertising 0.00
			fees_vat 12226.40 services_vat 12815.82 vat_withheld 62000.00 isr_withheld 77500.00 vat_favour 0.00
			returns.goods 11200.44 returns.delivery 10444.44 returns.cancelled 0.00 default 0.00 capital.goods 3198.21
			capital.border 3242.55 capital.vat 0.00`,
		totals: `customs_value 88826.39 landed_cost 286511.40 delivered_cost 358393.63 import_taxes 176652.56
			tax_burden 316152.56 net_revenue 387500.00 fees 88641.40 margin -165120.67 buyer_total 449500.00 payout 221358.60
			cash -165120.67 vat_output 62000.00 vat_withheld 62000.00 vat_creditable 0.00 vat_due 0.00
			isr_withheld 77500.00 isr_final 77500.00 capital 6440.76`,
		monthly: "accounting 6000.00 marketplace_plan none warehouse_minimum 0.00 legal_representative 500.00",
	},
}

// TestSecondReckoningWorked: whole quotes, no line and no total more or fewer.
func TestSecondReckoningWorked(t *testing.T) {
	for _, w := range workedQuotes {
		t.Run(w.name, func(t *testing.T) {
			q := secondReckoning(w.offer, w.route, w.day, map[string]string{"USD": "17.4545"})
			totals := map[string]secondLine{}
			for key, total := range q.Totals {
				if totals[key] = (secondLine{Applied: true}); total != nil {
					totals[key] = secondLine{Known: true, Applied: true, Centavos: *total}
				}
			}
			wantAll(t, "lines", q.Lines, w.lines)
			wantAll(t, "totals", totals, w.totals)
			wantAll(t, "monthly lines", q.Monthly, w.monthly)
		})
	}
}

func wantAll(t *testing.T, what string, lines map[string]secondLine, want string) {
	t.Helper()
	fields := strings.Fields(want)
	if len(fields) != 2*len(lines) {
		t.Errorf("%d %s, want %d", len(lines), what, len(fields)/2)
	}
	for i := 0; i+1 < len(fields); i += 2 {
		wantLine(t, lines, fields[i], fields[i+1])
	}
}

// TestSecondReckoningUnknown: what is missing makes unknown what needs it, and nothing else.
func TestSecondReckoningUnknown(t *testing.T) {
	fx := map[string]string{"USD": "20"}
	parcel := secondReckoning(secondOffer{"origin": "CN", "declared_value": "10 USD"}, "direct-mail", "2026-03-01", fx)
	wantLine(t, parcel.Lines, "courier_tax", "67.00")
	for _, code := range []string{"price", "goods", "freight", "insurance", "commission", "fees_vat", "returns.goods", "capital.goods"} {
		wantLine(t, parcel.Lines, code, "unknown")
	}
	if parcel.Totals["margin"] != nil || parcel.Totals["import_taxes"] == nil || *parcel.Totals["import_taxes"] != 6700 {
		t.Error("a declared value alone gives the import taxes and no margin")
	}

	entry := secondReckoning(offerWith(workedShoes, secondOffer{"hs": "64041198"}), "local-warehouse", "2026-03-01", fx)
	wantLine(t, entry.Lines, "igi", "unknown")
	wantLine(t, entry.Lines, "import_vat", "unknown")
	if entry.Totals["margin"] != nil || entry.Totals["payout"] == nil {
		t.Error("without a duty there is a pay-out and no margin")
	}
}

// TestSecondReckoningRefusedGoods: drinks and tobacco by their headings.
func TestSecondReckoningRefusedGoods(t *testing.T) {
	for heading, refused := range map[string]bool{
		"2201": false, "2202": true, "2203": true, "2204": true, "2205": true, "2206": true, "2207": true, "2208": true, "2209": false,
		"2401": true, "2402": true, "2403": true, "24049201": false,
	} {
		o := offerWith(workedShoes, secondOffer{"hs": (heading + "0099")[:8]})
		if got := secondReckoning(o, "direct-mail", "2026-03-01", nil).Refused; got != refused {
			t.Errorf("%s by mail: refused %t", heading, got)
		}
		if got := secondReckoning(o, "local-warehouse", "2026-03-01", nil).Refused; got != refused {
			t.Errorf("%s by a formal import: refused %t", heading, got)
		}
	}
}

// TestSecondReckoningRefused: goods, the DDP purchase and dates that are out of bounds.
func TestSecondReckoningRefused(t *testing.T) {
	fx := map[string]string{"USD": "20"}
	for _, c := range []struct {
		route, day         string
		change             secondOffer
		refused, uncovered bool
	}{
		{"direct-mail", "2026-03-01", nil, false, false},
		{"direct-mail", "2026-03-01", secondOffer{"hs": "85434001"}, true, false},
		{"direct-mail", "2026-03-01", secondOffer{"hs": "22042101"}, true, false},
		{"direct-mail", "2026-03-01", secondOffer{"hs": "24022001"}, true, false},
		{"direct-mail", "2026-03-01", secondOffer{"incoterm": "DDP"}, false, false},
		{"direct-mail", "2022-12-31", nil, false, false},
		{"local-warehouse", "2026-03-01", nil, false, false},
		{"local-warehouse", "2026-03-01", secondOffer{"hs": "24041201"}, true, false},
		{"local-warehouse", "2026-03-01", secondOffer{"incoterm": "DDP"}, true, false},
		{"local-warehouse", "2022-12-31", nil, false, true},
		{"local-warehouse", "2023-01-01", nil, false, false},
	} {
		q := secondReckoning(offerWith(workedShoes, c.change), c.route, c.day, fx)
		if q.Refused != c.refused || q.Uncovered != c.uncovered {
			t.Errorf("%s on %s with %v: refused %t, uncovered %t", c.route, c.day, c.change, q.Refused, q.Uncovered)
		}
	}
}
