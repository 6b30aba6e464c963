package catalog

import (
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Sink takes what an Encoder makes, in order, whole rows at a time.
type Sink interface {
	io.Writer
	// Close writes what is held back. It does not close the writer below.
	Close() error
}

// NewSink makes the sink of a format and compression over a writer.
func NewSink(w io.Writer, f Format, c Compression) (Sink, error) {
	z, err := compressed(w, c)
	if err != nil || f != XLSX {
		return z, err
	}
	return newBookSink(z)
}

// compressed compresses what is written to it. The bytes do not depend on how
// it is cut into writes.
func compressed(w io.Writer, c Compression) (Sink, error) {
	switch c {
	case Gzip:
		return gzip.NewWriter(w), nil
	case Zstd:
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	}
	return stored{w}, nil
}

// stored writes through.
type stored struct{ io.Writer }

// Close is part of Sink.
func (stored) Close() error { return nil }

// CountRows counts the data rows of a file at the speed of Reader.Next. Faults:
// those of Open and Next.
func CountRows(r io.Reader, o ReadOptions) (int64, error) {
	in, err := Open(r, o)
	if err != nil {
		return 0, err
	}
	for b := new(Block); err == nil; {
		err = in.Next(b)
	}
	if errors.Is(err, io.EOF) {
		return in.row, nil
	}
	return in.row, err
}
