package table_test

import (
	"testing"

	"aduana/pkg/table"
	"aduana/seeds"
)

func TestSeedsHaveNoFault(t *testing.T) {
	layer := table.Layer{Name: "seeds", FS: seeds.FS}
	for _, f := range table.Lint(layer, nil) {
		t.Error(f)
	}
	set, err := table.Open(layer)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(set.IDs()); n < 40 {
		t.Errorf("only %d tables are embedded", n)
	}
}
