package cli

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// progress shows people on a terminal how far a run is.
type progress struct {
	begun time.Time
	took  time.Duration
	end   chan struct{}
	shown sync.WaitGroup
	now   func() time.Time
}

// clearLine goes to the beginning of a terminal's line and empties it.
const clearLine = "\r\033[K"

// watch begins to show the progress.
func (b *batchRun) watch() *progress {
	p := &progress{begun: b.streams.Now(), now: b.streams.Now, end: make(chan struct{})}
	if b.streams.Watched == nil || !b.streams.Watched() || b.size == 0 {
		return p
	}
	p.shown.Go(func() {
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-p.end:
				_, _ = fmt.Fprint(b.streams.Err, clearLine)
				return
			case <-tick.C:
				_, _ = fmt.Fprint(b.streams.Err, clearLine+bar(b.in.Progress(), b.size, p.now().Sub(p.begun)))
			}
		}
	})
	return p
}

func (p *progress) stop() {
	p.took = p.now().Sub(p.begun)
	close(p.end)
	p.shown.Wait()
}

// bar draws how much of the file was read, how fast, and how long it will take:
// at most 79 columns, so that no terminal breaks the line.
func bar(read, size int64, took time.Duration) string {
	const width = 30
	share := min(1, float64(read)/float64(size))
	done := int(share * width)
	text := fmt.Sprintf("[%s%s] %3d %%", strings.Repeat("█", done), strings.Repeat("░", width-done), int(share*100))
	if took <= 0 || read == 0 {
		return text
	}
	text += fmt.Sprintf("  %.1f MB/s", float64(read)/1e6/took.Seconds())
	if left := took.Seconds() * (1 - share) / share; left < 1e6 { // longer is a wild guess
		text += fmt.Sprintf("  %s left", time.Duration(left*float64(time.Second)).Round(time.Second))
	}
	return text
}
