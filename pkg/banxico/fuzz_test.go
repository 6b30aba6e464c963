package banxico

import (
	"testing"

	"aduana/pkg/table"
)

// FuzzObservations: whatever the service answers, there is a rate over zero with
// a day for every series, or a fault.
func FuzzObservations(f *testing.F) {
	f.Add([]byte(`{"bmx":{"series":[{"idSerie":"SF43718","titulo":"FIX","datos":[{"fecha":"20/11/2026","dato":"17.1234"}]}]}}`))
	f.Add([]byte(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[{"fecha":"20/11/2026","dato":"N/E"},{"fecha":"1/1/1","dato":"-1"}]}]}}`))
	f.Add([]byte(`{"bmx":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := observations(data, []string{SeriesUSD})
		if (err == nil) != (len(got) == 1) {
			t.Fatalf("%v, %v", got, err)
		}
		if err == nil && (got[0].Rate.Sign() <= 0 || got[0].Date == table.OpenStart) {
			t.Fatalf("%+v", got[0])
		}
	})
}
