package cli

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// BenchmarkQuote is a whole quote in a process that has started already.
func BenchmarkQuote(b *testing.B) {
	for b.Loop() {
		s := &Streams{
			In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Now: time.Now, Env: os.LookupEnv,
			Terminal: func() (int, bool) { return 0, false },
		}
		if code := Run([]string{"quote", "--example", "tshirt"}, s); code != 0 {
			b.Fatal(code)
		}
	}
}
