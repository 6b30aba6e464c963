package landed_test

import (
	"testing"

	"aduana/pkg/landed"
	"aduana/pkg/offer"
)

func BenchmarkTotals(b *testing.B) {
	p := newProduct(b)
	for _, route := range []string{"direct-mail", "local-warehouse"} {
		b.Run(route, func(b *testing.B) {
			a := ask{route: route, asOf: "2026-09-01", fields: fields("hs=61091003, origin=CN, category=fashion, price=299, unit_cost=3 USD, weight_kg=0.2, length_cm=30, width_cm=20, height_cm=2, units_per_shipment=500, monthly_units=200")}
			plan := p.plan(b, a)
			var o offer.Offer
			for name, text := range a.fields {
				must(b, o.Set(name, text))
			}
			b.ReportAllocs()
			v := landed.NewEvaluator(plan)
			for b.Loop() {
				if !v.Totals(&o).Totals.Margin.Known {
					b.Fatal("unknown margin")
				}
			}
		})
	}
}
