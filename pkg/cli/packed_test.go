package cli

import (
	"bytes"
	"io/fs"
	"testing"

	"aduana/pkg/strict"
	"aduana/seeds"
)

// TestPackedSeedsAreFresh: what the program reads at its start is the YAML
// that people read.
func TestPackedSeedsAreFresh(t *testing.T) {
	texts := map[string][]byte{}
	for _, pattern := range []string{"law/*.yaml", "costs/*.yaml", "routes/*.yaml"} {
		names, err := fs.Glob(seeds.FS, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if texts[name], err = fs.ReadFile(seeds.FS, name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(texts) < 60 {
		t.Fatalf("%d rule files, want all of them", len(texts))
	}
	packed, err := strict.Pack(texts)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(packed, seeds.Packed) {
		t.Error("seeds/packed.bin is out of date: run go generate ./...")
	}
	for name := range texts {
		if _, ok := strict.Unpack(seeds.Packed)[name]; !ok {
			t.Errorf("%s is not packed", name)
		}
	}
}
