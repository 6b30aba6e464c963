package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the program itself when a script runs aduana.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"aduana": main})
}

// TestScripts runs the real program on testdata/script/*.txtar. With UPDATE=1
// the scripts' expected outputs are written anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}
