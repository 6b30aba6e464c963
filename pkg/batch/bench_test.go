package batch_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"aduana/pkg/batch"
)

// TestAllocationsPerRow: what is allocated hardly grows with the rows. Of alike
// rows only one that a rule bars needs something of its own: its reason.
func TestAllocationsPerRow(t *testing.T) {
	p := newProduct(t)
	text := generated(t, 50)
	header, rows, _ := strings.Cut(text, "\n")
	const times = 1_000
	many := header + "\n" + strings.Repeat(rows, times)
	allocated := func(in string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		a := p.run(t, job{Options: batch.Options{Workers: 1}, in: strings.NewReader(in), out: io.Discard})
		runtime.ReadMemStats(&after)
		if a.err != nil {
			t.Fatal(a.err)
		}
		return after.Mallocs - before.Mallocs
	}
	allocated(text)        // tables are read once they are asked for
	few := allocated(text) // routes, evaluators, blocks
	if more := float64(allocated(many)) - float64(few); more/(50*times) > 0.5 {
		t.Errorf("%.2f allocations a row, want less than 0.5", more/(50*times))
	} else {
		t.Logf("%.4f allocations a row, and %d once", more/(50*times), few)
	}
}

// BenchmarkRows prices rows of the benchmark; ns/op is the time of a row on one
// worker.
func BenchmarkRows(b *testing.B) {
	p := newProduct(b)
	for _, columns := range []string{batch.Summary, batch.All} {
		b.Run(columns, func(b *testing.B) {
			const n = 50_000
			header, rest, _ := strings.Cut(generated(b, n), "\n")
			whole, left := b.N/n, b.N%n
			part := rest
			for i := range len(rest) { // the rows of the last, shorter turn
				if left == 0 {
					part = rest[:i]
					break
				}
				if rest[i] == '\n' {
					left--
				}
			}
			in := []io.Reader{strings.NewReader(header + "\n")}
			for range whole {
				in = append(in, strings.NewReader(rest))
			}
			in = append(in, strings.NewReader(part))
			b.ReportAllocs()
			b.ResetTimer()
			if a := p.run(b, job{Options: batch.Options{Workers: 1}, columns: columns, in: io.MultiReader(in...), out: io.Discard}); a.err != nil || a.result.Rows != int64(b.N) {
				b.Fatal(a.result.Rows, a.err)
			}
		})
	}
}
