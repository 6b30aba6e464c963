package whatif_test

import (
	"testing"

	"aduana/pkg/money"
	"aduana/pkg/whatif"
)

// BenchmarkSolve settles every centavo up to a million pesos on both routes.
func BenchmarkSolve(b *testing.B) {
	s := study(b, shirt(b))
	in := input(b, s, "price", "")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Solve(in, whatif.Target{Value: money.NewRatio(1, 5), Share: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBreakEven settles volumes up to the first at which the warehouse is
// ahead, as every quote does.
func BenchmarkBreakEven(b *testing.B) {
	s := study(b, shirt(b))
	for b.Loop() {
		if _, ok := whatif.BreakEven(s.Plans[1], s.Plans[0], s.Offer); !ok {
			b.Fatal("no answer")
		}
	}
}
