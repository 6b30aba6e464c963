package catalog

import (
	"bytes"
	"errors"
	"sync/atomic"
	"testing"
)

// slow is a file whose ways to the disk are counted.
type slow struct {
	bytes.Buffer
	synced atomic.Int32
	fails  error
}

func (s *slow) Sync() error {
	s.synced.Add(1)
	return s.fails
}

func TestSettled(t *testing.T) {
	full := errors.New("no space left")
	for _, c := range []struct {
		name   string
		writes int // of a megabyte
		fails  error
		want   error
		synced bool
	}{
		{name: "little", writes: 15, fails: full},
		{name: "much", writes: 40, synced: true},
		{name: "the disk is full", writes: 40, fails: full, want: full, synced: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := &slow{fails: c.fails}
			s := NewSettled(file)
			text := bytes.Repeat([]byte("x"), 1<<20)
			for range c.writes {
				if n, err := s.Write(text); n != len(text) || err != nil {
					t.Fatal(n, err)
				}
			}
			if err := s.Close(); !errors.Is(err, c.want) {
				t.Errorf("closed with %v, want %v", err, c.want)
			}
			if got := file.synced.Load() > 0; got != c.synced || file.Len() != c.writes<<20 {
				t.Errorf("%d bytes, brought to the disk %d times", file.Len(), file.synced.Load())
			}
		})
	}
}
