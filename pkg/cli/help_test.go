package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

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
	eachCommand(newRoot(&Streams{}), func(c *cobra.Command) {
		if c.Runnable() && c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if c.CommandPath() == "aduana fx fetch" {
			return // asks a web service: TestFetch has one of its own
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
	if ran < 40 {
		t.Errorf("%d examples ran, want at least 40", ran)
	}
}

// TestHelpFits80Columns: but for examples, which are lines to be copied.
func TestHelpFits80Columns(t *testing.T) {
	root := newRoot(&Streams{})
	var out bytes.Buffer
	root.SetOut(&out)
	eachCommand(root, func(c *cobra.Command) {
		out.Reset()
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if utf8.RuneCountInString(line) > 80 && !slices.Contains(exampleLines(c), strings.TrimSpace(line)) {
				t.Errorf("%s --help has a line of more than 80 columns: %s", c.CommandPath(), line)
			}
		}
		if !strings.Contains(out.String(), "\nFlags:\n") && c.HasAvailableLocalFlags() {
			t.Errorf("%s --help lists no flags", c.CommandPath())
		}
	})
}
