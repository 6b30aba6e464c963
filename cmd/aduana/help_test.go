package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// shell gives what runs a command line in a folder, with the program on its
// path.
func shell(t *testing.T, dir string) func(command string) (string, error) {
	t.Helper()
	program := build(t)
	return func(command string) (string, error) {
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = dir
		cmd.Env = []string{"HOME=" + dir, "PATH=" + filepath.Dir(program) + string(os.PathListSeparator) + os.Getenv("PATH")}
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
}

// walk calls do with the help of a command, and of all under it.
func walk(t *testing.T, sh func(string) (string, error), command string, do func(command, help string)) {
	t.Helper()
	help, err := sh(command + " --help")
	if err != nil {
		t.Fatalf("%s --help: %v\n%s", command, err, help)
	}
	do(command, help)
	for _, name := range commands(help) {
		walk(t, sh, command+" "+name, do)
	}
}

// TestHelpFits80Columns: but for examples, which are lines to be copied.
func TestHelpFits80Columns(t *testing.T) {
	walk(t, shell(t, t.TempDir()), "aduana", func(command, help string) {
		examples := block(help, "Examples:")
		for line := range strings.Lines(help) {
			line = strings.TrimSuffix(line, "\n")
			if utf8.RuneCountInString(line) > 80 && !slices.Contains(examples, strings.TrimSpace(line)) {
				t.Errorf("%s --help has a line of more than 80 columns: %s", command, line)
			}
		}
	})
}

// TestHelpExamples runs every example of every command's help as it stands, in
// a folder with an offer and rules of a user.
func TestHelpExamples(t *testing.T) {
	dir := t.TempDir()
	for _, body := range []string{
		"# offer.yaml\nprice: 149 MXN\nunit_cost: 0.85 USD\norigin: CN\nhs: \"39269099\"\n",
		"# rules/law/prv.yaml\ntable: law.prv\ntitle: Ours\ngives: {amount: money}\nperiods:\n  - {from: 2026-01-01, status: enacted, confidence: high, checked: 2026-09-01, cite: {instrument: Ours}, rows: [{amount: \"360 MXN\"}]}\n",
	} {
		write(t, dir, body)
	}
	sh, ran := shell(t, dir), 0
	walk(t, sh, "aduana", func(command, help string) {
		examples := block(help, "Examples:")
		if len(examples) == 0 && command != "aduana help" {
			t.Errorf("%s has no example in its help", command)
		}
		for _, example := range examples {
			ran++
			if out, err := sh(example); err != nil {
				t.Errorf("%s\n%v\n%s", example, err, out)
			}
		}
	})
	if ran < 15 {
		t.Errorf("%d examples ran, want at least 15", ran)
	}
}

// commands gives the names that a help text lists. The text beside a name can
// go on below it.
func commands(help string) []string {
	_, text, _ := strings.Cut(help, "\nAvailable Commands:\n")
	var names []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "  ") {
			break
		}
		if line[2] != ' ' {
			names = append(names, strings.Fields(line)[0])
		}
	}
	return names
}

// block gives the lines below a head of a help text, up to an empty one.
func block(help, head string) []string {
	_, text, ok := strings.Cut(help, "\n"+head+"\n")
	if !ok {
		return nil
	}
	text, _, _ = strings.Cut(text, "\n\n")
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
