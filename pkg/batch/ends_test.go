package batch_test

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"aduana/pkg/batch"
)

var errFull = errors.New("no space left")

// full takes so many writes.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// endless gives the rows of a text again and again, the header once.
type endless struct {
	text, rest string
	began      func() // called when the rows begin anew
}

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		if e.began != nil {
			e.began()
		}
		e.rest = e.text[strings.IndexByte(e.text, '\n')+1:]
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func newEndless(text string, began func()) *endless { return &endless{text, text, began} }

// ended waits until no more goroutines run than before.
func ended(t *testing.T, before int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, and %d before the run", runtime.NumGoroutine(), before)
}

// TestWriterFails: the error of a writer ends a run that would have no end.
func TestWriterFails(t *testing.T) {
	p := newProduct(t)
	before := runtime.NumGoroutine()
	for _, writes := range []int{0, 3} {
		a := p.run(t, job{Options: batch.Options{Workers: 4}, in: newEndless(generated(t, 2_000), nil), out: &full{writes}})
		if !errors.Is(a.err, errFull) {
			t.Errorf("after %d writes: %v", writes, a.err)
		}
		if a.result == nil || writes > 0 && a.result.Rows == 0 {
			t.Errorf("after %d writes: %+v", writes, a.result)
		}
	}
	ended(t, before)
}

// TestCancelled: the end of the context ends a run, also one that waits for rows.
func TestCancelled(t *testing.T) {
	p := newProduct(t)
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	times := 0
	a := p.run(t, job{Options: batch.Options{Workers: 4}, ctx: ctx, in: newEndless(generated(t, 2_000), func() {
		if times++; times == 3 {
			cancel()
		}
	})})
	if !errors.Is(a.err, context.Canceled) {
		t.Errorf("%v", a.err)
	}
	ended(t, before)

	ctx, cancel = context.WithCancel(t.Context())
	silent, writer := io.Pipe()
	go func() {
		_, _ = io.WriteString(writer, generated(t, 4_000)) // more than a block, and then nothing
		cancel()
	}()
	a = p.run(t, job{Options: batch.Options{Workers: 4}, ctx: ctx, in: silent})
	if !errors.Is(a.err, context.Canceled) {
		t.Errorf("%v", a.err)
	}
	_ = silent.Close()
	ended(t, before)
}

// TestReaderFails: all rows before the place are priced.
func TestReaderFails(t *testing.T) {
	p := newProduct(t)
	const n = 5_000
	text := generated(t, n)
	whole := p.run(t, job{Options: batch.Options{Workers: 4}, in: strings.NewReader(text)})
	broken := errors.New("the disk is broken")
	a := p.run(t, job{Options: batch.Options{Workers: 4}, in: io.MultiReader(strings.NewReader(text), failing{broken})})
	if !errors.Is(a.err, broken) || !strings.Contains(a.err.Error(), "E-READ") {
		t.Errorf("%v", a.err)
	}
	if a.result.Rows != n || a.out != whole.out {
		t.Errorf("%d rows and %d bytes, want %d and %d", a.result.Rows, len(a.out), n, len(whole.out))
	}
	// A quote that stays open makes the rest of the file unreadable.
	a = p.run(t, job{Options: batch.Options{Workers: 4}, in: strings.NewReader(text + "SKU-1,\"open,\n")})
	if a.err == nil || !strings.Contains(a.err.Error(), "in.csv:5002: the quote that opens here is never closed [E-QUOTE-OPEN]") || a.result.Rows != n {
		t.Errorf("%d rows, %v", a.result.Rows, a.err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
