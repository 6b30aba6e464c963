// Command plain is the floor under a batch: it reads a catalogue and writes it
// priced, with the reader, the writer and the destination of `aduana batch`, and
// prices nothing. What it adds to each row it takes from a catalogue that was
// priced before, so that the bytes it writes are the same.
//
//	IN=rows.csv PRICED=priced.csv OUT=plain.csv CLOCK=times go run ./testdata/bench/plain
//
// The priced cells lie in memory before its clock starts: only the reading of
// IN, the cells of its rows, the encoding and the writing are timed, on as many
// workers as a batch has. The seconds are added to the file CLOCK. A batch is
// timed from outside, so that its start and the reading of rules count too.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"aduana/pkg/catalog"

	"github.com/google/renameio/v2"
)

func main() {
	debug.SetGCPercent(400) // as aduana does
	if err := run(os.Getenv("IN"), os.Getenv("PRICED"), os.Getenv("OUT"), os.Getenv("CLOCK")); err != nil {
		fmt.Fprintln(os.Stderr, "plain:", err)
		os.Exit(1)
	}
}

func run(in, priced, out, clock string) error {
	added, err := read(in, priced)
	if err != nil {
		return err
	}
	runtime.GC()
	start := time.Now()
	if err := write(in, out, added); err != nil {
		return err
	}
	took := time.Since(start).Seconds()
	times, err := os.OpenFile(clock, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(times, "%.3f\n", took)
	return errors.Join(err, times.Close())
}

// cells are what pricing adds to the rows, one behind the other.
type cells struct {
	names []string
	kinds []catalog.Kind
	text  []byte
	ends  []uint32 // of each cell in text
}

// read takes the added cells of a priced catalogue.
func read(in, priced string) (*cells, error) {
	source, file, err := open(in)
	if err != nil {
		return nil, err
	}
	own := len(source.Header())
	if err := file.Close(); err != nil {
		return nil, err
	}
	r, file, err := open(priced)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	c := &cells{names: r.Header()[own:]}
	for _, name := range c.names {
		kind := catalog.Number
		if name == "best" || name == "warnings" {
			kind = catalog.Text
		}
		c.kinds = append(c.kinds, kind)
	}
	var b catalog.Block
	var row catalog.Row
	for err = r.Next(&b); err == nil; err = r.Next(&b) {
		for b.Scan(&row) {
			for _, cell := range row.Cells()[own:] {
				c.text = append(c.text, cell...)
				c.ends = append(c.ends, uint32(len(c.text)))
			}
		}
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return c, nil
}

func open(name string) (*catalog.Reader, *os.File, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	r, err := catalog.Open(file, catalog.ReadOptions{Format: catalog.CSV, Name: name})
	return r, file, err
}

// job is a block on its way, and what becomes of it.
type job struct {
	block catalog.Block
	out   []byte
	done  chan struct{}
}

// write reads the catalogue and writes it with the added cells, in blocks that
// pass through workers and come out in order.
func write(in, out string, added *cells) error {
	r, file, err := open(in)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	to, err := renameio.NewPendingFile(out, renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return err
	}
	defer func() { _ = to.Cleanup() }()
	settled := catalog.NewSettled(to)
	sink, err := catalog.NewSink(settled, catalog.CSV, catalog.None)
	if err != nil {
		return err
	}
	encoder := catalog.NewEncoder(catalog.CSV, r.Header(), catalog.CSV, added.names)
	if _, err := sink.Write(encoder.Header(nil)); err != nil {
		return err
	}
	workers := runtime.GOMAXPROCS(0)
	jobs := 2*workers + 1
	free, todo, line := make(chan *job, jobs), make(chan *job, jobs), make(chan *job, jobs)
	for range jobs {
		free <- &job{done: make(chan struct{}, 1)}
	}
	ended := make(chan error, 1)
	go func() {
		defer close(line)
		defer close(todo)
		for j := range free {
			if err := r.Next(&j.block); err != nil {
				ended <- err
				return
			}
			line <- j
			todo <- j
		}
	}()
	for range workers {
		go func() {
			for j := range todo {
				j.out = added.encode(j.out[:0], &j.block, encoder)
				j.done <- struct{}{}
			}
		}()
	}
	for j := range line {
		<-j.done
		if _, err := sink.Write(j.out); err != nil {
			return err
		}
		free <- j
	}
	if err := <-ended; !errors.Is(err, io.EOF) {
		return err
	}
	if err := sink.Close(); err != nil {
		return err
	}
	if err := settled.Close(); err != nil {
		return err
	}
	return to.CloseAtomicallyReplace()
}

// encode appends the rows of a block with what is added to each.
func (c *cells) encode(dst []byte, b *catalog.Block, encoder catalog.Encoder) []byte {
	values := make([]catalog.Value, len(c.names))
	var row catalog.Row
	for b.Scan(&row) {
		first := int(row.Number-1) * len(values)
		from := uint32(0)
		if first > 0 {
			from = c.ends[first-1]
		}
		for i := range values {
			end := c.ends[first+i]
			values[i] = catalog.Value{Text: c.text[from:end], Kind: c.kinds[i]}
			from = end
		}
		dst = encoder.Row(dst, &row, values)
	}
	return dst
}
