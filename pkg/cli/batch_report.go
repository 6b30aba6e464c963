package cli

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"aduana/pkg/batch"
	"aduana/pkg/fault"
)

// progress shows people on a terminal how far a run is.
type progress struct {
	begun time.Time
	took  time.Duration
	end   chan struct{}
	shown sync.WaitGroup
	now   func() time.Time
}

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
				_, _ = fmt.Fprint(b.streams.Err, "\r\033[K")
				return
			case <-tick.C:
				_, _ = fmt.Fprint(b.streams.Err, "\r\033[K"+bar(b.in.Progress(), b.size, p.now().Sub(p.begun)))
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

// bar draws how much of the file was read, how fast, and how long it will take.
func bar(read, size int64, took time.Duration) string {
	const width = 30
	done := int(min(read, size) * width / size)
	text := fmt.Sprintf("[%s%s] %3d %%", strings.Repeat("█", done), strings.Repeat("░", width-done), min(read, size)*100/size)
	if took <= 0 || read == 0 {
		return text
	}
	left := time.Duration(int64(took) / max(1, read>>10) * (max(0, size-read) >> 10))
	return text + fmt.Sprintf("  %d MB/s  %s left", read*int64(time.Second)/int64(took)>>20, left.Round(time.Second))
}

// tell says in a few lines what came of a run.
func (b *batchRun) tell(r *batch.Result, p *progress) {
	rate := ""
	if seconds := p.took.Seconds(); seconds > 0.1 {
		rate = fmt.Sprintf(" in %.1f s (%s rows a second)", seconds, grouped(int64(float64(r.Rows)/seconds)))
	}
	b.say("%s rows%s: %s priced, %s rejected", grouped(r.Rows), rate, grouped(r.Rows-r.Rejected), grouped(r.Rejected))
	if priced := r.Rows - r.Rejected; priced > 0 {
		var shares []string
		for _, id := range sortedKeys(r.Best) {
			name := id
			if id == "" {
				name = "none known"
			}
			shares = append(shares, fmt.Sprintf("%s %s %%", name, percent(r.Best[id], priced)))
		}
		b.say("best route: %s", strings.Join(shares, ", "))
	}
	for _, field := range r.Fields() {
		b.say("%s rows have figures unknown for want of %s", grouped(r.Needs[field]), field)
	}
	for _, why := range sortedKeys(r.Unknown) {
		b.say("%s rows: %s", grouped(r.Unknown[why]), why)
	}
	for _, f := range r.Doubts {
		b.say("%s", f.Error())
	}
	switch {
	case r.Rejected == 0 || b.options.check:
	case b.options.rejects != "":
		b.say("rejected rows are in %s", b.options.rejects)
	default:
		for _, f := range r.Faults {
			b.say("%s", f.Error())
		}
		b.say("--rejects FILE keeps all rejected rows")
	}
	if r.Gated > 0 {
		b.say("rows that fail a gate: %s", numbers(r.GateRows, r.Gated))
	}
}

// verdict gives the errors that come after the answer.
func (b *batchRun) verdict(r *batch.Result) error {
	var faults fault.List
	if r.Rejected > 0 {
		faults.Add(fault.New("E-REJECTED", fault.Place{}, r.Rejected, r.Rows))
	}
	if priced := r.Rows - r.Rejected; priced > 0 && r.Usable == 0 {
		faults.Add(fault.New("E-NO-ROUTE", fault.Place{}))
	}
	if b.options.settings.Strict {
		for _, f := range r.Doubts {
			if f.Code == "W-STALE-RULE" || f.Code == "W-PROJECTED-RULE" {
				faults.Add(fault.New("E-STRICT", fault.Place{}, f.Message()))
			}
		}
		for _, why := range sortedKeys(r.Unknown) {
			faults.Add(fault.New("E-STRICT", fault.Place{}, why))
		}
	}
	for i, n := range r.Failed {
		if n > 0 {
			faults.Add(fault.New("E-GATE-FAILED", fault.Place{}, b.gates[i].Text, fmt.Sprintf("%d of %d rows", n, r.Rows-r.Rejected)))
		}
	}
	return faults.Err()
}

func sortedKeys(m map[string]int64) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// numbers writes the first row numbers of so many.
func numbers(rows []int64, all int64) string {
	texts := make([]string, len(rows))
	for i, n := range rows {
		texts[i] = fmt.Sprint(n)
	}
	text := strings.Join(texts, ", ")
	if more := all - int64(len(rows)); more > 0 {
		text += fmt.Sprintf(" and %s more", grouped(more))
	}
	return text
}

// percent writes a share with one decimal.
func percent(n, of int64) string {
	tenths := (n*1000 + of/2) / of
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// grouped sets thousands apart.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
