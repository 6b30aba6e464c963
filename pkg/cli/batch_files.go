package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/strict"
)

// openInput opens the catalogue.
func (b *batchRun) openInput(ctx context.Context) (catalog.Format, error) {
	o := b.options
	format, compression, known := catalog.FormatOf(o.input)
	if o.inFormat != "" {
		given, ok := catalog.ParseFormat(o.inFormat)
		if !ok {
			return 0, badFormat("--in-format", o.inFormat)
		}
		format, known = given, true
	}
	if !known && o.input != "-" {
		return 0, fault.New("E-FORMAT-UNKNOWN", fault.Place{File: o.input}, strings.Join(catalog.FormatNames(), ", "))
	}
	from := b.streams.In
	if o.input != "-" {
		file, err := os.Open(o.input)
		if err != nil {
			return 0, fault.Wrap(err, "E-READ", fault.Place{File: o.input})
		}
		b.file, from = file, file
	}
	from, b.size = interruptible(ctx, from)
	in, err := catalog.Open(from, b.reading(format, compression))
	b.in = in
	return format, err
}

// interruptible gives an input that ends with the context, and its size in
// bytes, 0 where that is not known.
func interruptible(ctx context.Context, in io.Reader) (io.Reader, int64) {
	if file, ok := in.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			return wholeFile{file, ctx}, info.Size()
		}
	}
	return stream{in, ctx}, 0
}

// wholeFile is a regular file. It never waits long, so that it is enough to ask
// before reading.
type wholeFile struct {
	*os.File
	ctx context.Context
}

func (f wholeFile) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.File.Read(p)
}

// stream is a pipe or a terminal. What is awaited may never come, so that the
// wait is left to a goroutine.
type stream struct {
	in  io.Reader
	ctx context.Context
}

func (s stream) Read(p []byte) (int, error) {
	type answer struct {
		n   int
		err error
	}
	came := make(chan answer, 1)
	go func() {
		n, err := s.in.Read(p)
		came <- answer{n, err}
	}()
	select {
	case a := <-came:
		return a.n, a.err
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
}

func (b *batchRun) reading(format catalog.Format, compression catalog.Compression) catalog.ReadOptions {
	o := catalog.ReadOptions{
		Format: format, Compression: compression, Name: b.name(),
		Sheet: b.mapping.Sheet, HeaderLine: b.mapping.HeaderLine, DataLine: b.mapping.DataLine,
	}
	if b.options.sheet != "" {
		o.Sheet = b.options.sheet
	}
	if to, _, err := b.options.outFormat(format); err == nil && to == catalog.JSONL {
		o.Known = knownColumns() // other formats would get a column for every field
	}
	return o
}

// knownColumns are the names that a row of JSON Lines may bring at any time.
func knownColumns() []string {
	names := slices.Clone(offer.Names())
	for _, l := range offer.Labels() {
		names = append(names, l.Name)
	}
	return names
}

func badFormat(flag, name string) error {
	return fault.New("E-FORMAT", fault.Place{Flag: flag}, name, strings.Join(catalog.FormatNames(), ", "), strict.Suggest(name, catalog.FormatNames()))
}

// part gives the rows of the shard that is asked for.
func (b *batchRun) part(ctx context.Context) (from, to int64, err error) {
	text := b.options.shard
	if text == "" {
		return 0, 0, nil
	}
	at := fault.Place{Flag: "--shard"}
	first, second, ok := strings.Cut(text, "/")
	i, errI := strconv.ParseInt(first, 10, 32)
	n, errN := strconv.ParseInt(second, 10, 32)
	if !ok || errI != nil || errN != nil || i < 1 || n < i {
		return 0, 0, fault.New("E-SHARD", at, text)
	}
	if b.file == nil {
		return 0, 0, fault.New("E-SHARD-INPUT", at)
	}
	again, err := os.Open(b.options.input)
	if err != nil {
		return 0, 0, fault.Wrap(err, "E-READ", fault.Place{File: b.options.input})
	}
	defer func() { _ = again.Close() }()
	in, size := interruptible(ctx, again)
	if size == 0 {
		return 0, 0, fault.New("E-SHARD-INPUT", at) // a pipe, which gives its rows once
	}
	rows, err := catalog.CountRows(in, b.in.ReadOptions)
	if err != nil {
		return 0, 0, err
	}
	from, to = rows*(i-1)/n+1, rows*i/n
	if to < from { // fewer rows than parts: one that is behind the last row
		from, to = rows+1, rows+1
	}
	return from, to, nil
}

// outFormat gives the format of the output: of its suffix or as --format says,
// else that of the input.
func (o *batchOptions) outFormat(in catalog.Format) (catalog.Format, catalog.Compression, error) {
	format, compression, known := catalog.FormatOf(o.output)
	switch {
	case o.settings.Origin("format") == "flag --format":
		given, ok := catalog.ParseFormat(o.settings.Format)
		if !ok {
			return 0, 0, badFormat("--format", o.settings.Format)
		}
		return given, compression, nil
	case known:
		return format, compression, nil
	case o.output != "-":
		return 0, 0, fault.New("E-FORMAT-UNKNOWN", fault.Place{File: o.output, Flag: "--output"}, strings.Join(catalog.FormatNames(), ", "))
	case in == catalog.XLSX:
		return catalog.CSV, compression, nil // a workbook is no stream
	}
	return in, compression, nil
}

// openOutputs opens the file of priced rows and that of rejected ones.
func (b *batchRun) openOutputs(in catalog.Format, header, added []string) error {
	o := b.options
	format, compression, err := o.outFormat(in)
	if err != nil {
		return err
	}
	if o.shard != "" && format == catalog.XLSX {
		return fault.New("E-SHARD-XLSX", fault.Place{Flag: "--shard"})
	}
	b.batch.Encoder = catalog.NewEncoder(format, header, in, added)
	if o.check {
		b.sink = discarded{}
		return nil
	}
	to := b.streams.Out
	if o.output != "-" {
		if b.out, err = create(o.output, o.input); err != nil {
			return err
		}
		to = b.out
		if o.rejects == "" && b.out.pending != nil {
			o.rejects = o.output + ".rejects.csv"
		}
	}
	if o.rejects != "" {
		if err := b.openRejects(); err != nil {
			return err
		}
	}
	if b.sink, err = catalog.NewSink(to, format, compression); err != nil {
		return b.unwritten(err)
	}
	return nil
}

// openRejects opens the file of rejected rows.
func (b *batchRun) openRejects() error {
	o := b.options
	if o.output != "-" && filepath.Clean(o.rejects) == filepath.Clean(o.output) {
		return fault.New("E-USAGE", fault.Place{Flag: "--rejects"}, "the file for rejected rows is that of the priced ones")
	}
	var err error
	if b.rejects, err = create(o.rejects, o.input); err != nil {
		for _, f := range fault.From(err) {
			f.Place.Flag = "--rejects"
		}
		return err
	}
	b.rejects.at.Flag = "--rejects"
	return nil
}

// close lets go of what was not committed.
func (b *batchRun) close() {
	for _, d := range []*destination{b.out, b.rejects} {
		if d != nil {
			d.abandon()
		}
	}
	if b.file != nil {
		_ = b.file.Close()
	}
}

// discarded takes what is not to be written.
type discarded struct{}

func (discarded) Write(p []byte) (int, error) { return len(p), nil }

// Close does nothing.
func (discarded) Close() error { return nil }

// rejectSink writes the header of rejected rows before the first of them.
type rejectSink struct {
	to     *destination // nil: they are only listed
	listed io.Writer
	begun  bool
}

func (r *rejectSink) Write(p []byte) (int, error) {
	if !r.begun {
		r.begun = true
		if _, err := r.write(catalog.RejectHeader(nil)); err != nil {
			return 0, err
		}
	}
	return r.write(p)
}

func (r *rejectSink) write(p []byte) (int, error) {
	if r.to == nil {
		return r.listed.Write(p)
	}
	n, err := r.to.Write(p)
	if err != nil {
		err = r.to.failed(err)
	}
	return n, err
}
