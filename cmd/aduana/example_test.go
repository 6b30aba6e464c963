package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestExamples runs every example of the help of every command, one after the
// other in a folder of the command's own, where the files of testdata/examples
// stand for those that examples name. Each must end well.
func TestExamples(t *testing.T) {
	program := build(t)
	commands := commandsOf(t, program, nil)
	if len(commands) < 5 {
		t.Errorf("only %d commands have examples", len(commands))
	}
	for name, examples := range commands {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("../../testdata/examples")); err != nil {
				t.Fatal(err)
			}
			for _, example := range examples {
				cmd := exec.Command("sh", "-c", example)
				cmd.Dir = dir
				cmd.Env = []string{"HOME=" + dir, "PATH=" + filepath.Dir(program) + ":" + os.Getenv("PATH")}
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Errorf("%s\n%v\n%s", example, err, out)
				}
				if strings.ContainsRune(string(out), '\x1b') {
					t.Errorf("%s: colour in a pipe", example)
				}
			}
		})
	}
}

// commandsOf finds the examples of a command and of those below it by their
// help.
func commandsOf(t *testing.T, program string, path []string) map[string][]string {
	t.Helper()
	help, err := exec.Command(program, append(path, "--help")...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", path, err, help)
	}
	all := map[string][]string{}
	section := func(head string) []string {
		_, rest, ok := strings.Cut(string(help), "\n"+head+":\n")
		if !ok {
			return nil
		}
		body, _, _ := strings.Cut(rest, "\n\n")
		return strings.Split(body, "\n")
	}
	for _, line := range section("Examples") {
		name := strings.Join(append([]string{"aduana"}, path...), "_")
		all[name] = append(all[name], strings.TrimSpace(line))
	}
	command := regexp.MustCompile(`^  ([a-z-]+) `)
	for _, line := range section("Available Commands") {
		m := command.FindStringSubmatch(line)
		if m == nil || m[1] == "help" || m[1] == "completion" {
			continue
		}
		below := commandsOf(t, program, append(path[:len(path):len(path)], m[1]))
		if len(below) == 0 {
			t.Errorf("aduana %s has no example", strings.Join(append(path, m[1]), " "))
		}
		for name, examples := range below {
			all[name] = examples
		}
	}
	return all
}
