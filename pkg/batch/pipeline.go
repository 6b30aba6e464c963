package batch

import (
	"context"
	"errors"
	"io"
	"sync"
)

// ordered passes jobs through workers and gives them on in the order in which
// they came, with no more jobs than it is given at any time. Next fills a job
// and emit takes it, each on one goroutine; work runs on many. Next ends with
// io.EOF, or with another error that is returned after the jobs before it were
// emitted. An error of emit, or the end of the context, ends everything.
func ordered[J any](ctx context.Context, jobs []*J, workers int, next func(*J) error, work func(worker int, j *J), emit func(*J) error) error {
	type slot struct {
		job  *J
		done chan struct{}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	free := make(chan *slot, len(jobs))
	for _, j := range jobs {
		free <- &slot{job: j, done: make(chan struct{}, 1)}
	}
	todo, line := make(chan *slot, len(jobs)), make(chan *slot, len(jobs))
	var reading error
	var running sync.WaitGroup
	running.Go(func() {
		defer close(line)
		defer close(todo)
		for {
			var s *slot
			select {
			case s = <-free:
			case <-ctx.Done():
				return
			}
			if reading = next(s.job); reading != nil {
				return
			}
			line <- s // there is room for all jobs
			todo <- s
		}
	})
	for w := range workers {
		running.Go(func() {
			for s := range todo {
				work(w, s.job)
				s.done <- struct{}{}
			}
		})
	}
	var emitting error
	for s := range line {
		<-s.done
		if ctx.Err() == nil {
			if emitting = emit(s.job); emitting != nil {
				cancel()
			}
		}
		free <- s
	}
	stopped := context.Cause(ctx)
	running.Wait()
	switch {
	case emitting != nil:
		return emitting
	case reading != nil && !errors.Is(reading, io.EOF):
		return reading
	}
	return stopped
}
