package landed_test

import (
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
)

// TestReasons: why a line has no amount.
func TestReasons(t *testing.T) {
	p := newProduct(t)
	whole := "hs=61091003, origin=CN, category=fashion, price=299, unit_cost=3.10, weight_kg=0.2, length_cm=30, width_cm=24, height_cm=2, units_per_shipment=2000, monthly_units=800"
	for _, c := range []struct {
		name, fields, line string
		state              landed.State
		want               fault.Code
	}{
		{"a condition that does not hold", whole, "importer", landed.NotApplied, "R-NOT-MET"},
		{"a field that is not given", "hs=61091003, origin=CN, price=299", "goods", landed.Unknown, "R-NEEDS"},
		{"a line that waits for another", "hs=61091003, origin=CN, price=299, units_per_shipment=10", "igi", landed.Unknown, "R-WAITS"},
		{"more than can be reckoned", "hs=61091003, origin=CN, price=1000000000, units_per_shipment=10000000", "price", landed.Unknown, "E-OVERFLOW"},
	} {
		q := p.quote(t, ask{fields: fields(c.fields), route: "local-warehouse", asOf: "2026-09-01", fx: map[string]string{"USD": "17"}})
		l := q.Line(c.line)
		if l.State != c.state || l.Reason == nil || l.Reason.Code != c.want {
			t.Errorf("%s: %s is in state %v because of %v, want %s", c.name, c.line, l.State, l.Reason, c.want)
		}
	}
}
