package landed_test

import (
	"maps"
	"testing"

	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/route"

	"pgregory.net/rapid"
)

// TestPartsAddUp: every figure is the sum of its parts, on any offer.
func TestPartsAddUp(t *testing.T) {
	p := newProduct(t)
	parts := 0
	rapid.Check(t, func(rt *rapid.T) {
		q := drawn(rt, t, p)
		of := map[string]func(*landed.Quote) landed.Figure{"tax": func(q *landed.Quote) landed.Figure { return q.Views.Tax }}
		for _, total := range landed.NamedTotals() {
			if total.Over == nil {
				of[total.Name] = func(q *landed.Quote) landed.Figure { return total.Of(&q.Totals) }
			}
		}
		for name, figure := range of {
			sum, known := landed.Figure{Known: true}, figure(q)
			for _, part := range q.Parts(figure) {
				parts++
				sum.Amount, sum.Known = sum.Amount+part.Amount, sum.Known && part.Known
			}
			if name == "customs_value" && !known.Known {
				continue // one line alone makes it, and it is not known
			}
			if known != sum && (known.Known || sum.Known) {
				rt.Fatalf("%s is %v, its parts come to %v", name, known, sum)
			}
		}
	})
	if parts == 0 {
		t.Error("no figure had a part")
	}
}

// TestWitnessSaysWhatTheLineSays: the product of the rates that the witness
// gives is the rate of the line.
func TestWitnessSaysWhatTheLineSays(t *testing.T) {
	p := newProduct(t)
	checked := 0
	rapid.Check(t, func(rt *rapid.T) {
		q := drawn(rt, t, p)
		w := q.Witness()
		for i := range q.Lines {
			l := &q.Lines[i]
			if l.State != landed.Known || len(l.Charge.Rates) != 1 || l.Charge.Mode != route.Plain {
				continue
			}
			value, _, why := w.Number(&l.Charge.Rates[0])
			if why != nil || value.Cmp(l.Rate) != 0 {
				rt.Fatalf("%s: the witness says %v (%v), the line %v", l.Charge.Code, value, why, l.Rate)
			}
			checked++
		}
	})
	if checked == 0 {
		t.Error("no rate was checked")
	}
}

// TestMeasuresNameTheirFields: a measure moves only with fields that it names.
func TestMeasuresNameTheirFields(t *testing.T) {
	p := newProduct(t)
	base := fields("seller=company, rfc=true, price=299, unit_cost=3.10, origin=CN, hs=61091003, category=fashion, weight_kg=0.2, " +
		"length_cm=30, width_cm=24, height_cm=2, pairs_per_unit=2, units_per_order=2, units_per_shipment=2000, monthly_units=800, " +
		"return_rate=0.1, cancel_rate=0.2")
	other := map[string]string{
		"weight_kg": "0.4", "length_cm": "60", "width_cm": "48", "height_cm": "4", "pairs_per_unit": "3", "units_per_order": "4",
		"units_per_shipment": "4000", "monthly_units": "400", "return_rate": "0.2", "cancel_rate": "0.3", "price": "599", "unit_cost": "6",
		"stock_days": "17",
	}
	for _, id := range []string{"direct-mail", "local-warehouse"} {
		number := func(f map[string]string, m route.Measure) string {
			q := p.quote(t, ask{fields: f, route: id, asOf: "2026-09-01", fx: map[string]string{"USD": "17"}})
			n, _, why := q.Witness().Number(&route.Operand{Kind: route.Reckoned, Measure: m})
			if why != nil {
				return why.Message()
			}
			return n.String()
		}
		for name, value := range other {
			changed := maps.Clone(base)
			changed[name] = value
			for m := route.Units; m <= route.OddsReturned; m++ {
				spec, _ := offer.ByName(name)
				named := false
				q := p.quote(t, ask{fields: base, route: id, asOf: "2026-09-01", fx: map[string]string{"USD": "17"}})
				for _, f := range m.Fields(q.Plan.Route) {
					named = named || f == spec.Field
				}
				if moved := number(base, m) != number(changed, m); moved && !named {
					t.Errorf("%s: m.%s moves with %s and does not name it", id, m, name)
				}
			}
		}
	}
}
