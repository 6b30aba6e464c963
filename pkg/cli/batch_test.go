package cli

import (
	"testing"

	"aduana/pkg/fault"
)

// TestBatchExitCode: rejected rows stand before what comes of the others, and
// behind what ends a run.
func TestBatchExitCode(t *testing.T) {
	for _, c := range []struct {
		codes []fault.Code
		want  int
	}{
		{[]fault.Code{"E-REJECTED"}, 6},
		{[]fault.Code{"E-REJECTED", "E-NO-ROUTE", "E-STRICT", "E-GATE-FAILED"}, 6},
		{[]fault.Code{"E-GATE-FAILED", "E-REJECTED"}, 6},
		{[]fault.Code{"E-REJECTED", "E-COLUMN"}, 2},
		{[]fault.Code{"E-WRITE", "E-REJECTED"}, 1},
		{[]fault.Code{"E-INTERRUPTED"}, 130},
	} {
		var list fault.List
		for _, code := range c.codes {
			list.Add(fault.New(code, fault.Place{}))
		}
		if got := exitCode(list); got != c.want {
			t.Errorf("%v: exit code %d, want %d", c.codes, got, c.want)
		}
	}
}
