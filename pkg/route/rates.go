package route

import "aduana/pkg/table"

// Rates gives the exchange rates in force, by currency: MXN for one unit.
// Faults: E-FX-ROW, and those of the table.
func Rates(tables *table.Set, o Options) (map[string]Rate, error) {
	c := compiler{tables: tables, options: o, views: map[string]int{}, plan: &Plan{Route: &Route{}}}
	c.rates()
	return c.plan.Rates, c.faults.Err()
}
