package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// each calls do with every command that the help lists.
func each(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			each(sub, do)
		}
	}
}

// exampleLines gives the lines of a command's examples.
func exampleLines(c *cobra.Command) []string {
	var lines []string
	for line := range strings.Lines(c.Example) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

// TestExamplesInTheHelp runs every example of every command's help, one after
// the other in a folder of the command's own, where the files of
// testdata/examples stand for those that examples name. Each must end well.
func TestExamplesInTheHelp(t *testing.T) {
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "aduana"), "../../cmd/aduana").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ran := 0
	each(newRoot(&Streams{}), func(c *cobra.Command) {
		if c.Runnable() && c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("../../testdata/examples")); err != nil {
			t.Fatal(err)
		}
		for _, line := range exampleLines(c) {
			ran++
			cmd := exec.Command("sh", "-c", line)
			cmd.Dir = dir
			cmd.Env = []string{"HOME=" + dir, "PATH=" + bin + ":" + os.Getenv("PATH")}
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v\n%s", line, err, out)
			}
			if bytes.ContainsRune(out, '\x1b') {
				t.Errorf("%s: colour in a pipe", line)
			}
		}
	})
	if ran < 10 {
		t.Errorf("%d examples ran, want at least 10", ran)
	}
}
