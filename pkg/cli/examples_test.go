package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// exampleFiles are what the examples in the help name.
var exampleFiles = map[string]string{
	"offer.yaml": "hs: \"61091003\"\norigin: CN\ncategory: fashion\nprice: 299 MXN\nunit_cost: 3.10 USD\nweight_kg: 0.18\nlength_cm: 30\n" +
		"width_cm: 24\nheight_cm: 2\nunits_per_shipment: 2000\nmonthly_units: 800\n",
	"rules/costs/commission.yaml": "table: cost.commission\ntitle: Our contract\ngives: {rate: fraction}\nperiods:\n" +
		"  - {from: 2026-01-01, status: enacted, confidence: high, checked: 2026-09-01, cite: {instrument: Our contract},\n" +
		"     rows: [{marketplace: mercadolibre, rate: \"0.12\"}]}\n",
}

// TestExamplesInTheHelpRun runs every example of every command's help, line by
// line, in a folder with the files that they name.
func TestExamplesInTheHelpRun(t *testing.T) {
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "aduana"), "../../cmd/aduana").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ran := 0
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if !c.Hidden && c.Runnable() && c.Name() != "help" && c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		dir := t.TempDir()
		for name, text := range exampleFiles {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for line := range strings.SplitSeq(c.Example, "\n") {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			ran++
			cmd := exec.Command("sh", "-c", line)
			cmd.Dir = dir
			cmd.Env = []string{"HOME=" + dir, "PATH=" + bin + ":" + os.Getenv("PATH")}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", line, err, out)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&Streams{}))
	if ran < 10 {
		t.Errorf("%d examples ran, want at least 10", ran)
	}
}
