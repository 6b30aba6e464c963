package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

func TestBar(t *testing.T) {
	const gb = 1_000_000_000
	empty, half, all := strings.Repeat("░", 30), strings.Repeat("█", 15)+strings.Repeat("░", 15), strings.Repeat("█", 30)
	for _, c := range []struct {
		read, size int64
		took       time.Duration
		want       string
	}{
		{0, gb, 0, "[" + empty + "]   0 %"},
		{0, gb, time.Second, "[" + empty + "]   0 %"},
		{gb / 2, gb, 4 * time.Second, "[" + half + "]  50 %  125.0 MB/s  4s left"},
		{gb, gb, 8 * time.Second, "[" + all + "] 100 %  125.0 MB/s  0s left"},
		{2 * gb, gb, 8 * time.Second, "[" + all + "] 100 %  250.0 MB/s  0s left"}, // the file has grown
		{1, 1 << 50, 1000 * time.Hour, "[" + empty + "]   0 %  0.0 MB/s"},
	} {
		got := bar(c.read, c.size, c.took)
		if got != c.want {
			t.Errorf("%d of %d in %v:\n%s\nwant\n%s", c.read, c.size, c.took, got, c.want)
		}
		if n := utf8.RuneCountInString(got); n > 79 {
			t.Errorf("%q has %d columns", got, n)
		}
	}
}

// screen is a terminal that tells when a bar was drawn.
type screen struct {
	mutex sync.Mutex
	text  bytes.Buffer
	drawn chan struct{}
	once  sync.Once
}

func (s *screen) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if bytes.Contains(p, []byte(" % ")) && bytes.Contains(p, []byte(" left")) {
		s.once.Do(func() { close(s.drawn) })
	}
	return s.text.Write(p)
}

// slow lets nothing through before the bar was drawn.
type slow struct{ until <-chan struct{} }

func (s slow) Write(p []byte) (int, error) {
	select {
	case <-s.until:
	case <-time.After(30 * time.Second):
	}
	return len(p), nil
}

// TestProgress: the bar is drawn where a person watches, with rate and time
// left, and is wiped before anything else is said. Nobody else sees it.
func TestProgress(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(in, []byte("sku,price,origin\na,299,CN\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, watched := range []bool{true, false} {
		s := &screen{drawn: make(chan struct{})}
		out := slow{s.drawn}
		if !watched {
			close(s.drawn)
			s.once.Do(func() {})
		}
		var mutex sync.Mutex
		now := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
		streams := &Streams{
			Out: out, Err: s, Env: func(string) (string, bool) { return "", false },
			Watched: func() bool { return watched },
			Now: func() time.Time { // a second later each time it is asked
				mutex.Lock()
				defer mutex.Unlock()
				now = now.Add(time.Second)
				return now
			},
		}
		if code := Run([]string{"batch", in, "--as-of", "2026-09-01"}, streams); code != 0 {
			t.Fatalf("exit code %d: %s", code, s.text.String())
		}
		text := s.text.String()
		if !watched {
			if strings.ContainsAny(text, "\r\033█░") {
				t.Errorf("nobody watches, and a bar is drawn: %q", text)
			}
			continue
		}
		bars, said, _ := strings.Cut(text, clearLine+"aduana: ")
		if !strings.HasPrefix(bars, clearLine+"["+strings.Repeat("█", 30)+"] 100 %  0.0 MB/s  0s left") || strings.Contains(said, "█") {
			t.Errorf("%q", text)
		}
	}
}

func TestFolded(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"aduana: short", "aduana: short\n"},
		{strings.Repeat("x", 80), strings.Repeat("x", 80) + "\n"},
		{strings.Repeat("x", 40) + " " + strings.Repeat("é", 39) + " y", strings.Repeat("x", 40) + " " + strings.Repeat("é", 39) + "\n  y\n"},
		{"a " + strings.Repeat("x", 100) + " b", "a\n  " + strings.Repeat("x", 100) + "\n  b\n"}, // a path is not cut
	} {
		if got := folded(c.text); got != c.want {
			t.Errorf("%q\nwant %q", got, c.want)
		}
	}
}

// TestInterruptedInput: who waits for rows that do not come is not held up.
func TestInterruptedInput(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, writer := io.Pipe()
	defer func() { _ = writer.Close() }()
	in, size := interruptible(ctx, silent)
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := in.Read(make([]byte, 10)); !errors.Is(err, context.Canceled) || size != 0 {
		t.Errorf("%v, size %d", err, size)
	}
	file, err := os.Open("batch.go")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if in, size = interruptible(ctx, file); size == 0 {
		t.Error("a file has no size")
	}
	if _, err := in.Read(make([]byte, 10)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
