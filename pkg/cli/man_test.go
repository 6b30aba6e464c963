package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestManPages: a page for every command, with what its help says, in a form
// that roff does not take for its own.
func TestManPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man1")
	s, out, stderr := alone(t)
	if code := Run([]string{"man", dir}, s); code != 0 {
		t.Fatal(stderr)
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if listed := strings.Count(out.String(), "\n"); listed != len(names) || len(names) < 8 {
		t.Errorf("%d pages are listed, %d are there", listed, len(names))
	}
	page := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, want := range []string{
		".TH \"ADUANA-CONFIG-SHOW\" 1 \"\" \"aduana dev\" \"aduana\"\n",
		"\n.SH NAME\naduana\\-config\\-show \\- show the settings in force\n",
		"\n.SH SYNOPSIS\naduana config show [flags]\n",
		"\n.TP\n\\-\\-origin\nsay where each setting comes from\n",
		"\n.SH EXAMPLES\n.nf\n  aduana config show \\-\\-origin\n",
		"\n.SH SEE ALSO\naduana\\-config(1)\n",
	} {
		if !strings.Contains(page("aduana-config-show.1"), want) {
			t.Errorf("the page of config show lacks %q:\n%s", want, page("aduana-config-show.1"))
		}
	}
	if want := "\n.SH EXIT STATUS\n.TP\n0\ndone\n"; !strings.Contains(page("aduana.1"), want) {
		t.Errorf("the first page lacks %q", want)
	}
	// The same program writes the same pages, over those that are there.
	before := page("aduana-quote.1")
	if code := Run([]string{"man", dir}, s); code != 0 || page("aduana-quote.1") != before {
		t.Errorf("exit code %d, or other bytes the second time\n%s", code, stderr)
	}
	for _, args := range [][]string{{"man"}, {"man", ""}, {"man", "a", "b"}} {
		if code := Run(args, s); code != 2 {
			t.Errorf("%v: exit code %d, want 2", args, code)
		}
	}
	if code := Run([]string{"man", filepath.Join(dir, "aduana.1")}, s); code != 1 {
		t.Errorf("a file instead of a folder: exit code %d, want 1", code)
	}
}

func TestRoff(t *testing.T) {
	for text, want := range map[string]string{
		"a-b":         `a\-b`,
		`a\b`:         `a\eb`,
		".TH of ours": `\&.TH of ours`,
		"a\n'b\n. c":  "a\n\\&'b\n\\&. c",
	} {
		if got := roff(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestExitCodesInTheReadme: the manual page and the README say the same.
func TestExitCodesInTheReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, m := range regexp.MustCompile(`(?m)^\| (\d+) \| (.+) \|$`).FindAllStringSubmatch(string(text), -1) {
		rows = append(rows, m[1]+" "+strings.ReplaceAll(m[2], "`", ""))
	}
	if len(rows) != len(exitCodes) {
		t.Fatalf("the README has %d exit codes, the manual page %d", len(rows), len(exitCodes))
	}
	for i, c := range exitCodes {
		if got := c.code + " " + c.meaning; got != rows[i] {
			t.Errorf("the manual page says %q, the README %q", got, rows[i])
		}
	}
}
