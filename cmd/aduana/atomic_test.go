//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	header = "sku,price,origin\n"
	before = "what stood here before\n"
)

// many are so many rows of a catalogue.
func many(rows int) string { return strings.Repeat("a,299,CN\n", rows) }

// running is a batch that has begun to write and waits for more rows.
type running struct {
	cmd    *exec.Cmd
	rows   io.WriteCloser
	errors *bytes.Buffer
	dir    string // holds the destination and temporary files
	out    string
}

// TestDestination: a destination appears only whole, whatever happens to the
// run, the disk or the reader.
func TestDestination(t *testing.T) {
	program := build(t)
	for name, test := range map[string]func(*testing.T, string){
		"killed": killed, "interrupted": interrupted, "whole": whole, "full disk": fullDisk, "closed pipe": closedPipe,
	} {
		t.Run(name, func(t *testing.T) { test(t, program) })
	}
}

// startBatch starts a batch that writes over a file, gives it rows, and waits
// until some of them are written to the temporary file.
func startBatch(t *testing.T, program string) *running {
	t.Helper()
	dir := t.TempDir()
	r := &running{dir: dir, out: filepath.Join(dir, "out.csv"), errors: new(bytes.Buffer)}
	put(t, r.out, before)
	r.cmd = exec.Command(program, "batch", "-", "-o", r.out, "--as-of", "2026-09-01")
	r.cmd.Env = []string{"HOME=" + dir, "TMPDIR=" + dir}
	r.cmd.Stderr = r.errors
	var err error
	if r.rows, err = r.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.cmd.Process.Kill() })
	if _, err := io.WriteString(r.rows, header+many(50_000)); err != nil { // several blocks
		t.Fatal(err)
	}
	for range 1_000 {
		for _, name := range r.others(t) {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Size() > 0 {
				return r
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("nothing was written: %s", r.errors)
	return nil
}

// others are the files beside the destination.
func (r *running) others(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != filepath.Base(r.out) {
			names = append(names, e.Name())
		}
	}
	return names
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// untouched: a file holds what it held before.
func untouched(t *testing.T, path string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != before {
		t.Errorf("%s holds %.60q of %d bytes, want %.60q: %v", filepath.Base(path), got, len(got), before, err)
	}
}

// killed: a killed run leaves the old file.
func killed(t *testing.T, program string) {
	r := startBatch(t, program)
	if err := r.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = r.cmd.Wait()
	untouched(t, r.out)
}

// interrupted: Ctrl-C, and the system's wish to end, leave the old file
// and nothing else, though the input goes on.
func interrupted(t *testing.T, program string) {
	for _, by := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		r := startBatch(t, program)
		if err := r.cmd.Process.Signal(by); err != nil {
			t.Fatal(err)
		}
		_ = r.cmd.Wait()
		if code := r.cmd.ProcessState.ExitCode(); code != 130 || !strings.Contains(r.errors.String(), "E-INTERRUPTED") {
			t.Errorf("%v: exit code %d, want 130: %s", by, code, r.errors)
		}
		untouched(t, r.out)
		if rest := r.others(t); len(rest) > 0 {
			t.Errorf("%v: %q are left", by, rest)
		}
	}
}

// whole: what the other tests break off would have been written.
func whole(t *testing.T, program string) {
	r := startBatch(t, program)
	_ = r.rows.Close()
	if err := r.cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, r.errors)
	}
	got, err := os.ReadFile(r.out)
	if n := bytes.Count(got, []byte("\n")); err != nil || n != 50_001 {
		t.Errorf("%d lines, want 50,001: %v", n, err)
	}
	if rest := r.others(t); len(rest) > 0 {
		t.Errorf("%q are left", rest)
	}
}

// fullDisk: where the destination, or the file of rejects, cannot take the rows,
// the exit code is 1, the fault names the file, and the old files stay.
func fullDisk(t *testing.T, program string) {
	for _, c := range []struct{ name, row, names string }{
		{"priced rows", "a,299,CN\n", "out.csv, --output: cannot be written: "},
		{"rejects", "a,abc,CN\n", "out.csv.rejects.csv, --rejects: cannot be written: "},
	} {
		for _, by := range []string{"disk", "limit of the shell"} {
			t.Run(c.name+", "+by, func(t *testing.T) {
				dir, limit, why := t.TempDir(), "", "no space left on device"
				if by == "disk" {
					smallDisk(t, dir)
				} else {
					limit, why = "ulimit -f 1000;", "file too large" // in blocks of 512 bytes or 1,024
				}
				in, out := filepath.Join(t.TempDir(), "in.csv"), filepath.Join(dir, "out.csv")
				put(t, in, header+strings.Repeat(c.row, 50_000))
				put(t, out, before)
				put(t, out+".rejects.csv", before)
				cmd := exec.Command("sh", "-c", limit+` exec "$0" batch "$1" -o "$2" --as-of 2026-09-01`, program, in, out)
				cmd.Env = []string{"HOME=" + dir, "TMPDIR=" + dir}
				said, err := cmd.CombinedOutput()
				if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(string(said), c.names+why) {
					t.Errorf("%v, want exit code 1: %.300s", err, said)
				}
				untouched(t, out)
				untouched(t, out+".rejects.csv")
				if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
					t.Errorf("%d files are left, want 2: %v", len(entries), err)
				}
			})
		}
	}
}

// smallDisk mounts a file system of 1 MB on a folder, where the user may.
func smallDisk(t *testing.T, dir string) {
	t.Helper()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir).Run(); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := exec.Command("umount", dir).Run(); err != nil {
			t.Error(err)
		}
	})
}

// closedPipe: a reader that has had enough ends a batch quietly.
func closedPipe(t *testing.T, program string) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.csv")
	put(t, in, header+many(50_000))
	for _, args := range []string{"", " -o /dev/stdout --format csv"} {
		cmd := exec.Command(program, strings.Fields(fmt.Sprintf("batch %s --as-of 2026-09-01%s", in, args))...)
		cmd.Env = []string{"HOME=" + dir}
		var said bytes.Buffer
		cmd.Stderr = &said
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(pipe).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "sku,price,origin,direct-mail.delivered_cost,") {
			t.Errorf("the first line is %q: %v", line, err)
		}
		_ = pipe.Close()
		if err := cmd.Wait(); err != nil || said.Len() > 0 {
			t.Errorf("%v, and said %q, want nothing", err, said.String())
		}
	}
}
