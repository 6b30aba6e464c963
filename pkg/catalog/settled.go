package catalog

import (
	"errors"
	"io"
)

// settledEvery is how many bytes are written between two of a file's ways to the disk.
const settledEvery = 16 << 20

// Settled writes to a file and brings it to the disk meanwhile, so that little is
// left to wait for where it must be there in the end. It serves one goroutine.
type Settled struct {
	file  File
	since int           // bytes that nobody has asked to bring to the disk
	asked chan struct{} // nil before the first time
	ended chan error
}

// File is what can be brought to the disk, as an [os.File].
type File interface {
	io.Writer
	Sync() error
}

// NewSettled makes a Settled over a file. It must be closed.
func NewSettled(f File) *Settled { return &Settled{file: f} }

// Write is part of io.Writer.
func (s *Settled) Write(p []byte) (int, error) {
	n, err := s.file.Write(p)
	if s.since += n; s.since < settledEvery {
		return n, err
	}
	if s.asked == nil {
		s.asked, s.ended = make(chan struct{}, 1), make(chan error)
		go func() {
			var failed error
			for range s.asked {
				failed = errors.Join(failed, s.file.Sync())
			}
			s.ended <- failed
		}()
	}
	select {
	case s.asked <- struct{}{}:
		s.since = 0
	default: // the disk is slower: the next time will do
	}
	return n, err
}

// Close waits until nothing is on its way, and gives what went wrong on the way,
// which the file may not say again. It does not close the file.
func (s *Settled) Close() error {
	if s.asked == nil {
		return nil
	}
	close(s.asked)
	return <-s.ended
}
