package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// lockedDates lie around the changes of the law.
var lockedDates = []string{"2023-06-01", "2024-12-31", "2025-01-01", "2025-08-15", "2026-01-01", "2026-09-01"}

// alone is streams without settings, terminal or folder of rules.
func alone(t *testing.T) (s *Streams, out, stderr *bytes.Buffer) {
	t.Helper()
	out, stderr = new(bytes.Buffer), new(bytes.Buffer)
	return &Streams{
		In: strings.NewReader(""), Out: out, Err: stderr, Version: "dev",
		Now:      func() time.Time { return time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) },
		Env:      func(string) (string, bool) { return "", false },
		Terminal: func() (int, bool) { return 0, false },
	}, out, stderr
}

// TestLockedQuotesVerify: a quote of every example at six dates, locked once
// and kept, is still reckoned the same from the rules that it holds. A file is
// never written anew; UPDATE=1 writes those that are not there yet.
func TestLockedQuotesVerify(t *testing.T) {
	const dir = "../../testdata/locked"
	if os.Getenv("UPDATE") != "" {
		lockMissing(t, dir)
	}
	names, err := filepath.Glob(dir + "/*.json")
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, name := range names {
		kept[filepath.Base(name)] = true
		s, out, stderr := alone(t)
		if code := Run([]string{"verify", name, "--locked", "--format", "json"}, s); code != 0 {
			t.Errorf("%s: exit code %d\n%s", name, code, stderr)
			continue
		}
		var v struct {
			OwnRules struct {
				Same     bool
				Compared int
			} `json:"own_rules"`
		}
		if err := json.Unmarshal(out.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		if !v.OwnRules.Same || v.OwnRules.Compared < 100 {
			t.Errorf("%s: same %v, %d figures compared, want at least 100", name, v.OwnRules.Same, v.OwnRules.Compared)
		}
	}
	for _, example := range examples() {
		for _, date := range lockedDates {
			if name := example + "-" + date + ".json"; !kept[name] {
				t.Errorf("%s is not kept: run UPDATE=1 go test ./pkg/cli -run Locked", name)
			}
		}
	}
}

// lockMissing locks the examples of which no file is kept, without the space
// that is for people.
func lockMissing(t *testing.T, dir string) {
	t.Helper()
	for _, example := range examples() {
		for _, date := range lockedDates {
			path := filepath.Join(dir, example+"-"+date+".json")
			if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
				continue
			}
			s, out, stderr := alone(t)
			if code := Run([]string{"lock", "--example", example, "--as-of", date}, s); code != 0 {
				t.Fatalf("%s: exit code %d\n%s", path, code, stderr)
			}
			var compact bytes.Buffer
			if err := json.Compact(&compact, out.Bytes()); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, append(compact.Bytes(), '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
