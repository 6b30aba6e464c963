// Command aduana reckons what a product costs in a Mexican customer's hands.
package main

import (
	"os"

	"aduana/pkg/cli"
)

// version is set when the program is built.
var version = "dev"

func main() {
	os.Exit(cli.Run(os.Args[1:], cli.System(version)))
}
