// Command aduana reckons what a product costs in a Mexican customer's hands.
package main

import (
	"os"
	"runtime/debug"

	"aduana/pkg/cli"
)

// version is set when the program is built.
var version = "dev"

func main() {
	// One quote needs some ten megabytes in all: cleaning up meanwhile costs
	// more time than it saves memory.
	debug.SetGCPercent(400)
	os.Exit(cli.Run(os.Args[1:], cli.System(version)))
}
