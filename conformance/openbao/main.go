// The OpenBao server and command, built from its Go module: the judge of the conformance run.
package main

import (
	"os"

	"github.com/openbao/openbao/command"
)

func main() {
	os.Exit(command.Run(os.Args[1:]))
}
