package cli

import (
	"errors"
	"testing"

	"aduana/pkg/fault"
)

// TestExitCode: the first of 1, 2, 5, 4, 3 that holds, in whatever order the
// faults stand.
func TestExitCode(t *testing.T) {
	of := func(codes ...fault.Code) error {
		var list fault.List
		for _, c := range codes {
			list.Add(fault.New(c, fault.Place{}))
		}
		return list
	}
	for _, c := range []struct {
		err  error
		want int
	}{
		{errors.New("no fault"), 1},
		{of("E-HS"), 2},
		{of("E-STRICT"), 4},
		{of("E-NO-ROUTE"), 5},
		{of("E-NO-ANSWER"), 5},
		{of("E-STRICT", "E-NO-ANSWER"), 5},
		{of("E-GATE-FAILED"), 3},
		{of("E-GATE-FAILED", "E-STRICT"), 4},
		{of("E-STRICT", "E-NO-ROUTE"), 5},
		{of("E-NO-ROUTE", "E-STRICT"), 5},
		{of("E-STRICT", "E-HS"), 2},
		{of("E-HS", "E-WRITE"), 1},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: exit code %d, want %d", c.err, got, c.want)
		}
	}
}
