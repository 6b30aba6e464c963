package catalog

import (
	"errors"
	"io"
	"sync/atomic"

	"aduana/pkg/fault"
)

// Bounds of what is read.
const (
	blockSize  = 256 << 10 // bytes of a block: in the processor's cache, and many rows
	maxRow     = 16 << 20  // bytes of one row
	maxColumns = 16384     // as many as a sheet can have
)

// ReadOptions say how a file is read.
type ReadOptions struct {
	Format      Format
	Compression Compression
	Name        string   // of the file, as the user gave it: for faults
	Known       []string // columns that JSON Lines may bring at any row
	Sheet       string   // of XLSX; empty is the first that is not hidden
	// Lines of the row that names the columns and of the first data row, of text
	// and sheets, for exports that explain themselves above or between; 0 is the
	// first row that is not empty, and the one after.
	HeaderLine, DataLine int
}

// keeps tells whether the row of a line is read; headed says that the header is.
func (o *ReadOptions) keeps(line int64, headed bool) bool {
	if headed {
		return line >= int64(o.DataLine)
	}
	return line >= int64(o.HeaderLine)
}

// Reader gives the rows of a file in blocks.
type Reader struct {
	layout
	count *counter
	size  int // bytes of a block
	rows  rows
	first *Block // read ahead to know the columns; nil once it is given
	next  int64  // index of the next block
	row   int64  // data rows given so far
	err   error  // what ends the file after the rows given
}

// layout is what a block must know of its file. It does not change once the
// file is open.
type layout struct {
	ReadOptions
	header  []string
	columns map[string]int // the header's names
}

// rows finds the rows of one format.
type rows interface {
	// fill puts whole rows into an empty block: at least one, or an error, or
	// both. At the end of the file the error is io.EOF.
	fill(b *Block) error
}

// counter counts the bytes read, for the progress bar's goroutine, and keeps
// the system's own error apart from those of a decompressor.
type counter struct {
	r     io.Reader
	bytes atomic.Int64
	err   error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.bytes.Add(int64(n))
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// at counts what is read anywhere in a file.
func (c *counter) at(r io.ReaderAt) io.ReaderAt { return countingAt{r, c} }

type countingAt struct {
	io.ReaderAt
	counter *counter
}

// ReadAt is part of io.ReaderAt.
func (r countingAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.ReaderAt.ReadAt(p, off)
	r.counter.bytes.Add(int64(n))
	if err != nil && !errors.Is(err, io.EOF) {
		r.counter.err = err
	}
	return n, err
}

// Open reads as much of a file as tells its columns. Faults: all that hinders
// reading any row of it.
func Open(r io.Reader, o ReadOptions) (*Reader, error) {
	return openBlocks(r, o, blockSize)
}

// openBlocks opens a file that is read in blocks of about a size.
func openBlocks(r io.Reader, o ReadOptions, size int) (*Reader, error) {
	in := &Reader{layout: layout{ReadOptions: o}, count: &counter{r: r}, size: size}
	text, err := in.open()
	if err != nil {
		return nil, err
	}
	switch o.Format {
	case JSONL:
		err = in.openJSON(text)
	case XLSX:
		err = in.openXLSX(text)
	default:
		err = in.openSeparated(text)
	}
	if err != nil {
		return nil, err
	}
	return in, nil
}

// Header gives the names of the columns in order. They must not be changed.
func (r *Reader) Header() []string { return r.header }

// Progress gives the bytes read of the file as it is stored, compressed or
// not. It may be asked from another goroutine.
func (r *Reader) Progress() int64 { return r.count.bytes.Load() }

// Next fills a block with the next whole rows and reuses its memory. It gives
// io.EOF after the last, and a fault where the file cannot be read on: all rows
// before were given.
func (r *Reader) Next(b *Block) error {
	if r.first != nil {
		*b, r.first = *r.first, nil
	} else {
		b.clear()
	}
	if len(b.spans) == 0 && r.err == nil {
		b.clear()
		r.err = r.rows.fill(b)
	}
	if len(b.spans) == 0 {
		return r.err
	}
	b.layout = &r.layout
	b.Index, b.First, b.Rows = r.next, r.row+1, len(b.spans)
	r.next++
	r.row += int64(b.Rows)
	return nil
}

// place says where a fault of the whole file is.
func (r *Reader) place() fault.Place { return fault.Place{File: r.Name} }

// broken says why reading ended: the system's error, or a damaged file.
func (r *Reader) broken(err error) error {
	if fault.From(err) != nil {
		return err
	}
	if r.count.err != nil || r.Compression == None && r.Format != XLSX {
		return fault.Wrap(err, "E-READ", r.place())
	}
	return fault.Wrap(err, "E-DAMAGED", r.place())
}

// setHeader keeps the names of the columns. Faults: E-COLUMN-EMPTY,
// E-COLUMN-TWICE, E-COLUMNS-MANY.
func (r *Reader) setHeader(names []string, at fault.Place) error {
	if len(names) > maxColumns {
		return fault.New("E-COLUMNS-MANY", at, maxColumns)
	}
	var faults fault.List
	r.header, r.columns = names, make(map[string]int, len(names))
	for i, name := range names {
		first, twice := r.columns[name]
		switch {
		case name == "":
			faults.Add(fault.New("E-COLUMN-EMPTY", at, i+1))
		case twice:
			faults.Add(fault.New("E-COLUMN-TWICE", at, name, first+1, i+1))
		default:
			r.columns[name] = i
		}
	}
	return faults.Err()
}
