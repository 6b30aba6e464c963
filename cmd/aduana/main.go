// Command aduana reckons what a product costs in a Mexican customer's hands.
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"aduana/pkg/cli"
)

// version is set when the program is built.
var version = "dev"

func main() {
	// One quote needs some ten megabytes in all: cleaning up meanwhile costs
	// more time than it saves memory.
	debug.SetGCPercent(400)
	// A reader that has had enough, such as head, is an error of the next write
	// and not the program's death.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(cli.Run(os.Args[1:], cli.System(version)))
}
