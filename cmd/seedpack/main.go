// Command seedpack parses the YAML of the embedded rules, law/, costs/ and
// routes/ of the folder it is run in, and writes them down as packed.bin, which
// aduana reads at its start in a fraction of the time. `go generate ./...` runs
// it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"aduana/pkg/strict"
)

func main() {
	if err := pack("packed.bin"); err != nil {
		fmt.Fprintln(os.Stderr, "seedpack:", err)
		os.Exit(1)
	}
}

func pack(out string) error {
	texts := map[string][]byte{}
	for _, dir := range []string{"law", "costs", "routes"} {
		names, err := filepath.Glob(dir + "/*.yaml")
		if err != nil {
			return err
		}
		for _, name := range names {
			if texts[filepath.ToSlash(name)], err = os.ReadFile(name); err != nil {
				return err
			}
		}
	}
	data, err := strict.Pack(texts)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}
