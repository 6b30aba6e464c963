package cli

import (
	"errors"
	"strings"
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
		{of("E-DIFFERS"), 10},
		{of("E-DIFFERS", "E-GATE-FAILED"), 3},
		{of("E-VERIFY-RULES"), 7},
		{of("E-VERIFY-PROGRAM", "E-VERIFY-RULES"), 7},
		{of("E-VERIFY-RULES", "E-READ"), 1},
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

// TestWhatIsNoFaultIsInternal: an error that nobody expected has a code, too.
func TestWhatIsNoFaultIsInternal(t *testing.T) {
	var b strings.Builder
	complain(&b, errors.New("the moon is full"), false)
	if want := "aduana: something went wrong inside aduana: the moon is full [E-INTERNAL]\n"; !strings.HasPrefix(b.String(), want) {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
