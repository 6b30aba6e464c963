package batch

import (
	"context"
	"errors"
	"io"
	"sync"
)

// slot is a job with the word that its work is done.
type slot[J any] struct {
	job  *J
	done chan struct{}
}

// ordered passes jobs through workers and gives them on in the order in which
// they came, with no more jobs than it is given at any time. Next fills a job
// and emit takes it, each on one goroutine; work runs on many. Next ends with
// io.EOF, or with another error that is returned after the jobs before it were
// emitted. An error of emit, or the end of the context, ends everything: a next
// that is under way, and may wait for a pipe, is then not waited for.
func ordered[J any](ctx context.Context, jobs []*J, workers int, next func(*J) error, work func(worker int, j *J), emit func(*J) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	free, todo, line := make(chan *slot[J], len(jobs)), make(chan *slot[J], len(jobs)), make(chan *slot[J], len(jobs))
	for _, j := range jobs {
		free <- &slot[J]{job: j, done: make(chan struct{}, 1)}
	}
	ended := make(chan error, 1)
	go func() {
		defer close(line)
		defer close(todo)
		for {
			s := await(ctx, free)
			if s == nil {
				return
			}
			if err := next(s.job); err != nil {
				ended <- err
				return
			}
			line <- s // there is room for all jobs
			todo <- s
		}
	}()
	var working sync.WaitGroup
	for w := range workers {
		working.Go(func() {
			for s := await(ctx, todo); s != nil; s = await(ctx, todo) {
				work(w, s.job)
				s.done <- struct{}{}
			}
		})
	}
	var emitting error
	for emitting == nil {
		s := await(ctx, line)
		if s == nil || !finished(ctx, s.done) {
			break
		}
		emitting = emit(s.job)
		free <- s
	}
	stopped := ctx.Err()
	cancel()
	working.Wait() // so that nobody works on what the caller then looks at
	if emitting != nil {
		return emitting
	}
	if stopped != nil {
		return stopped
	}
	if err := <-ended; !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// await gives the next slot; nil where none comes any more or the context ends.
func await[J any](ctx context.Context, from <-chan *slot[J]) *slot[J] {
	select {
	case s := <-from:
		return s
	case <-ctx.Done():
		return nil
	}
}

// finished waits for work; false where the context ends before.
func finished(ctx context.Context, done <-chan struct{}) bool {
	select {
	case <-done:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}
