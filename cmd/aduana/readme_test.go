package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme runs every console block of the README and compares its output
// to the byte. A yaml or csv block whose first line names a file is written to
// that file before. With UPDATE=1 the outputs in the README are written anew.
func TestReadme(t *testing.T) {
	const path = "../../README.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	program := build(t)
	dir := t.TempDir()
	var out strings.Builder
	commands := 0
	parts := strings.Split(string(text), "```")
	for i, part := range parts {
		if i > 0 {
			out.WriteString("```")
		}
		kind, body, _ := strings.Cut(part, "\n")
		switch {
		case i%2 == 1 && kind == "yaml":
			write(t, dir, body, body)
		case i%2 == 1 && kind == "csv": // has no comments, so that the first line is none of the file's
			_, rows, _ := strings.Cut(body, "\n")
			write(t, dir, body, rows)
		case i%2 == 1 && kind == "console":
			part = kind + "\n"
			for _, line := range strings.Split(body, "\n") {
				command, ok := strings.CutPrefix(line, "$ aduana ")
				if !ok {
					continue
				}
				commands++
				part += line + "\n" + run(t, dir, program, command)
			}
		}
		out.WriteString(part)
	}
	if commands < 5 {
		t.Errorf("the README runs %d commands, want at least 5", commands)
	}
	if out.String() == string(text) {
		return
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, got := strings.Split(string(text), "\n"), strings.Split(out.String(), "\n")
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			t.Fatalf("README.md:%d says\n%s\nand the program says\n%s", i+1, want[i], got[i])
		}
	}
	t.Fatalf("README.md has %d lines, with the program's output it would have %d", len(want), len(got))
}

// build builds the program, as a reader of the README has it.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "aduana")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// write writes the text of a block whose first line is "# <file>".
func write(t *testing.T, dir, block, text string) {
	t.Helper()
	first, _, _ := strings.Cut(block, "\n")
	name, ok := strings.CutPrefix(first, "# ")
	if !ok || strings.Contains(name, " ") {
		return
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run gives what a command of the README prints, to people and as data.
func run(t *testing.T, dir, program, command string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", `"$0" `+command, program)
	cmd.Dir = dir
	cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String()
}
