package landed_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/route"
)

// agreements is how many random offers both reckonings are asked about.
const agreements = 100_000

// TestSecondReckoningAgrees draws offers over the whole input space, on dates
// around every change of the law, and compares every line and total of both
// routes with the reckoning that was written from the facts alone.
func TestSecondReckoningAgrees(t *testing.T) {
	const shards = 4
	n := agreements / shards
	if testing.Short() {
		n /= 20 // under the race detector
	}
	for shard := range shards {
		t.Run(strconv.Itoa(shard), func(t *testing.T) {
			t.Parallel()
			agree(t, rand.New(rand.NewPCG(2026, uint64(shard))), n)
		})
	}
}

func agree(t *testing.T, r *rand.Rand, n int) {
	p, draw := newProduct(t), newDrawer(r)
	compared, unknown, refused := 0, 0, 0
	evaluators := map[*route.Plan]*landed.Evaluator{}
	for i := range n {
		a := draw.ask()
		for _, id := range []string{"direct-mail", "local-warehouse"} {
			a.route = id
			q := p.quote(t, a)
			second := secondReckoning(secondOffer(a.fields), id, a.asOf, a.fx)
			if diff := disagreement(q, second); diff != "" {
				t.Fatalf("offer %d, %s on %s, fx %v: %s\n%v", i, id, a.asOf, a.fx, diff, a.fields)
			}
			if evaluators[q.Plan] == nil {
				evaluators[q.Plan] = landed.NewEvaluator(q.Plan)
			}
			if diff := unlike(q, evaluators[q.Plan], a); diff != "" {
				t.Fatalf("offer %d, %s on %s, fx %v: the evaluator of many offers: %s\n%v", i, id, a.asOf, a.fx, diff, a.fields)
			}
			switch {
			case !q.Feasible():
				refused++
			case !q.Totals.Margin.Known:
				unknown++
			default:
				compared++
			}
		}
	}
	t.Logf("%d quotes whole, %d with unknown lines, %d refused", compared, unknown, refused)
	if compared < n/2 || unknown < n/10 || refused < n/10 {
		t.Errorf("the draw misses a part of the input space: %d whole, %d unknown, %d refused", compared, unknown, refused)
	}
}

// unlike says where an evaluator that has seen other offers differs from a quote
// made alone, "" where it does not.
func unlike(q *landed.Quote, v *landed.Evaluator, a ask) string {
	var o offer.Offer
	for name, text := range a.fields {
		_ = o.Set(name, text) // quote has set them before
	}
	if diff := unlikeTotals(q, v, v.Totals(&o)); diff != "" {
		return diff
	}
	fast := v.Figures(&o)
	if fast.Totals != q.Totals || fast.Views != q.Views || fast.Units != q.Units {
		return fmt.Sprintf("totals %+v, alone %+v", fast.Totals, q.Totals)
	}
	if (fast.Refusal == nil) != (q.Refusal == nil) || fast.Refusal != nil && fast.Refusal.Error() != q.Refusal.Error() {
		return fmt.Sprintf("refusal %v, alone %v", fast.Refusal, q.Refusal)
	}
	if codes, alone := codesOf(v.Warn().Warnings), codesOf(q.Warnings); !slices.Equal(codes, alone) {
		return fmt.Sprintf("warnings %v, alone %v", codes, alone)
	}
	months := v.Monthly()
	for _, list := range [][2][]landed.Line{{fast.Lines, q.Lines}, {months, q.Monthly}} {
		for i := range list[1] {
			a, b := &list[0][i], &list[1][i]
			if a.Charge != b.Charge || a.State != b.State || a.Amount != b.Amount || a.Credit != b.Credit || a.Base != b.Base {
				return fmt.Sprintf("line %+v, alone %+v", a, b)
			}
			if a.State == landed.Unknown && a.Reason.Error() != b.Reason.Error() {
				return fmt.Sprintf("line %s: %v, alone %v", b.Charge.Code, a.Reason, b.Reason)
			}
		}
	}
	return ""
}

// unlikeTotals says where the totals that an evaluator gave last differ from a
// quote made alone, "" where they do not.
func unlikeTotals(q *landed.Quote, v *landed.Evaluator, last *landed.Quote) string {
	brief := *last
	switch {
	case brief.Totals != q.Totals || brief.Views != q.Views || brief.Units != q.Units:
		return fmt.Sprintf("brief totals %+v, alone %+v", brief.Totals, q.Totals)
	case (brief.Refusal == nil) != (q.Refusal == nil) || brief.Refusal != nil && brief.Refusal.Error() != q.Refusal.Error():
		return fmt.Sprintf("brief refusal %v, alone %v", brief.Refusal, q.Refusal)
	case !slices.Equal(brief.Needs(), q.Needs()):
		return fmt.Sprintf("brief needs %v, alone %v", brief.Needs(), q.Needs())
	case fmt.Sprint(brief.Uncarded()) != fmt.Sprint(q.Uncarded()):
		return fmt.Sprintf("brief uncarded %v, alone %v", brief.Uncarded(), q.Uncarded())
	}
	if codes, alone := codesOf(v.Warn().Warnings), codesOf(q.Warnings); !slices.Equal(codes, alone) {
		return fmt.Sprintf("brief warnings %v, alone %v", codes, alone)
	}
	return ""
}

// codesOf gives the codes of the warnings about an offer, without those about
// the rules.
func codesOf(warnings fault.List) []fault.Code {
	var codes []fault.Code
	for _, w := range warnings {
		switch w.Code {
		case "W-DEFAULTS", "W-STALE-FX", "W-LATER-FX", "W-STALE-RULE", "W-INFERRED-RULE", "W-PROJECTED-RULE":
		default:
			codes = append(codes, w.Code)
		}
	}
	return codes
}

// disagreement says where the two reckonings differ, "" where they agree.
func disagreement(q *landed.Quote, s secondQuote) string {
	barred := q.Refusal != nil && (q.Refusal.Code == "R-REFUSED" || q.Refusal.Code == "E-DATE-UNCOVERED")
	if barred || s.Refused || s.Uncovered {
		if barred == (s.Refused || s.Uncovered) {
			return ""
		}
		return fmt.Sprintf("refused: product %v, second %v, uncovered %v", q.Refusal, s.Refused, s.Uncovered)
	}
	for i := range q.Lines {
		l := &q.Lines[i]
		if diff := lineDiffers(l, s.Lines[l.Charge.Code]); diff != "" {
			return diff
		}
	}
	if len(q.Lines) != len(s.Lines) {
		return fmt.Sprintf("%d lines, second %d", len(q.Lines), len(s.Lines))
	}
	for i := range q.Monthly {
		l := &q.Monthly[i]
		if second, ok := s.Monthly[l.Charge.Code]; ok {
			if diff := lineDiffers(l, second); diff != "" {
				return "monthly " + diff
			}
		}
	}
	t := &q.Totals
	for key, f := range map[string]landed.Figure{
		"customs_value": t.CustomsValue, "landed_cost": t.LandedCost, "delivered_cost": t.DeliveredCost, "import_taxes": t.ImportTaxes,
		"tax_burden": t.TaxBurden, "net_revenue": t.NetRevenue, "fees": t.Fees, "margin": t.Margin, "buyer_total": t.BuyerTotal,
		"payout": t.Payout, "cash": t.Cash, "vat_output": t.VATOutput, "vat_withheld": t.VATWithheld, "vat_creditable": t.VATCreditable,
		"vat_due": t.VATDue, "isr_withheld": t.ISRWithheld, "isr_final": t.ISRFinal, "capital": t.Capital,
	} {
		second, ok := s.Totals[key]
		switch {
		case !ok:
			return "second has no total " + key
		case f.Known != (second != nil):
			return fmt.Sprintf("total %s: known %v, second %v", key, f.Known, second != nil)
		case f.Known && int64(f.Amount) != *second:
			return fmt.Sprintf("total %s: %d, second %d", key, f.Amount, *second)
		}
	}
	return ""
}

func lineDiffers(l *landed.Line, s secondLine) string {
	known, applied := l.State != landed.Unknown, l.State != landed.NotApplied
	if known != s.Known || known && (int64(l.Amount) != s.Centavos || applied != s.Applied) {
		return fmt.Sprintf("line %s: known %v applied %v %d (%v), second %+v", l.Charge.Code, known, applied, l.Amount, l.Reason, s)
	}
	return ""
}

// drawer draws offers over the whole input space.
type drawer struct {
	r  *rand.Rand
	hs []string
}

func newDrawer(r *rand.Rand) *drawer {
	return &drawer{r: r, hs: tariffCodes()}
}

// dates are the days before, of and after each change of the law, and some in
// between.
var dates = []string{
	"2018-06-01", "2020-05-31", "2020-06-01", "2020-06-30", "2020-07-01", "2020-12-31", "2021-01-01", "2022-12-31", "2023-01-01",
	"2023-12-31", "2024-01-01", "2024-04-22", "2024-04-23", "2024-12-19", "2024-12-20", "2024-12-31", "2025-01-01", "2025-08-14",
	"2025-08-15", "2025-09-03", "2025-09-04", "2025-12-31", "2026-01-01", "2026-04-23", "2026-04-24", "2026-09-01", "2026-12-31", "2027-03-01",
}

var exchangeRates = []string{"16.9018", "17.4545", "18.50", "20", "17.25"}

func (d *drawer) pick(words ...string) string { return words[d.r.IntN(len(words))] }

// decimal gives a number from low to high with so many decimals.
func (d *drawer) decimal(low, high, places int) string {
	scale := 1
	for range places {
		scale *= 10
	}
	n := low*scale + d.r.IntN((high-low)*scale+1)
	if places == 0 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d.%0*d", n/scale, places, n%scale)
}

func (d *drawer) ask() ask {
	f := map[string]string{
		"hs":       d.hs[d.r.IntN(len(d.hs))],
		"origin":   d.pick("CN", "CN", "CN", "US", "CA", "VN", "MY", "DE", "JP", "CL", "IN", "KR", "PA"),
		"category": d.pick("fashion", "electronics", "personal-care", "toys", "home", "other"),
		"price":    d.price(), "unit_cost": d.cost(),
		"weight_kg":          d.decimal(0, 12, 3),
		"units_per_shipment": d.pick("1", "7", "100", "500", "2000", "12345"),
		"monthly_units":      d.pick("1", "40", "300", "1499", "1500", "3000", "3001", "20000"),
	}
	if f["weight_kg"] == "0.000" || d.r.IntN(3) == 0 { // at the bounds of the cards, and just above
		f["weight_kg"] = d.pick("0.001", "0.1", "0.101", "0.2", "0.3", "0.301", "0.5", "0.501", "1", "1.001", "1.5", "2", "2.001", "4.999", "5",
			"7", "9", "12", "14", "14.001", "15", "20", "20.001", "29.999", "30", "30.001", "40", "50", "60", "60.001")
	}
	if d.r.IntN(4) > 0 {
		f["length_cm"], f["width_cm"], f["height_cm"] = d.decimal(1, 90, 1), d.decimal(1, 60, 1), d.decimal(1, 40, 0)
	} else {
		f["volume_m3"] = d.pick("0.0003", "0.0012", "0.012", "0.06", "0.35")
	}
	d.sometimes(f)
	if d.r.IntN(6) == 0 { // something is missing
		for _, name := range []string{"hs", "origin", "category", "price", "unit_cost", "weight_kg", "length_cm", "units_per_shipment", "monthly_units", "volume_m3"} {
			if d.r.IntN(5) == 0 {
				delete(f, name)
				if name == "length_cm" {
					delete(f, "width_cm")
					delete(f, "height_cm")
				}
			}
		}
	}
	return ask{fields: f, asOf: d.pick(dates...), fx: map[string]string{"USD": d.pick(exchangeRates...), "CNY": "2.45"}}
}

// sometimes gives fields that have defaults, each now and then.
func (d *drawer) sometimes(f map[string]string) {
	options := []struct {
		name   string
		values []string
	}{
		{"ships_from", []string{"CN", "US", "CA", "VN"}},
		{"units_per_order", []string{"1", "2", "3", "5"}},
		{"pairs_per_unit", []string{"1", "2", "12"}},
		{"seller", []string{"company", "individual", "foreign"}},
		{"rfc", []string{"true", "false"}},
		{"account", []string{"mx", "foreign"}},
		{"marketplace", []string{"mercadolibre", "amazon", "tiktok", "shein", "temu", "walmart", "own-shop"}},
		{"listing", []string{"classic", "premium"}},
		{"fulfilment", []string{"marketplace", "own"}},
		{"incoterm", []string{"EXW", "FCA", "FAS", "FOB", "CFR", "CPT", "CIF", "CIP", "DAP", "DPU", "DDP"}},
		{"freight_mode", []string{"sea-lcl", "sea-20", "sea-40", "air"}},
		{"origin_certificate", []string{"true", "false"}},
		{"import_restrictions", []string{"true", "false"}},
		{"return_rate", []string{"0", "0.08", "12%", "0.333"}},
		{"cancel_rate", []string{"0", "0.05", "43%"}},
		{"default_rate", []string{"0", "0.015"}},
		{"instalment_months", []string{"0", "3", "4", "6", "9", "12", "18"}},
		{"ads_rate", []string{"0", "0.0725"}},
		{"stock_days", []string{"0", "17", "45.5", "120"}},
		{"duty", []string{"0", "0.15", "0.355"}},
	}
	for _, o := range options {
		if d.r.IntN(3) == 0 {
			f[o.name] = d.pick(o.values...)
		}
	}
	if f["units_per_shipment"] == "1" {
		delete(f, "units_per_order")
	}
	switch d.r.IntN(8) {
	case 0:
		f["declared_value"] = d.pick("50 USD", "50.01 USD", "117 USD", "117.01 USD", "1000 USD", "1000.01 USD", "2500 USD", "2500.01 USD", "31 CNY", "99.99")
	case 1:
		f["terms"] = "dap"
	case 2:
		f["customs_basis"] = d.pick("retail_ex_tax", "retail", "cost")
	}
}

// price is anything from a cheap to a dear product, often at a bound of a band.
func (d *drawer) price() string {
	switch d.r.IntN(4) {
	case 0:
		return d.pick("98.99", "99", "198.99", "199", "298.99", "299", "498.99", "499", "998.99", "999")
	case 1:
		return d.pick("50 USD", "50.01 USD", "58.5 USD", "117 USD", "139.23 USD", "1000 USD", "1190 USD", "2975 USD", "3337.5 USD", "3400 USD")
	}
	return d.decimal(20, 9000, 2)
}

func (d *drawer) cost() string {
	return d.decimal(0, 90, 2) + "1" + d.pick(" USD", " USD", " CNY", " MXN")
}

// tariffCodes are the codes of the facts, and one that is in none.
func tariffCodes() []string {
	codes := []string{"01012101", "64041999", "64041117", "69111001", "87120005", "95030023", "61091003", "85434001", "22021001"}
	for code := range secondTariff() {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}
