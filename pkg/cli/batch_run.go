package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

	"aduana/pkg/batch"
	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// batchRun is a run with its files.
type batchRun struct {
	options *batchOptions
	streams *Streams
	gates   gates
	mapping *catalog.Mapping
	batch   batch.Options
	in      *catalog.Reader
	file    *os.File // nil: standard input
	size    int64    // of the file in bytes; 0 where it is not known
	out     *destination
	sink    catalog.Sink
	rejects *destination // nil where rejected rows go nowhere
}

// open opens the input and binds its columns, and then the outputs.
func (b *batchRun) open(ctx context.Context, columns []batch.Column) error {
	o := b.options
	if err := o.valid(); err != nil {
		return err
	}
	var err error
	if b.mapping, err = readMapping(o.mapping); err != nil {
		return err
	}
	format, err := b.openInput(ctx)
	if err != nil {
		return err
	}
	if format != catalog.XLSX { // whose texts may need more
		debug.SetMemoryLimit(textMemory)
	}
	base, err := o.base()
	if err != nil {
		return err
	}
	targets, err := o.targets(b.mapping, &base)
	if err != nil {
		return err
	}
	header := b.in.Header()
	if b.batch.Binding, err = catalog.Bind(header, targets, base); err != nil {
		return err
	}
	for _, name := range b.batch.Binding.Ignored {
		b.say("column %s is no field and passes through", name)
	}
	if b.batch.From, b.batch.To, err = b.part(ctx); err != nil {
		return err
	}
	b.batch.Columns, b.batch.Long, b.batch.Gates, b.batch.Stop = columns, o.long, b.gates, o.onError == "stop"
	if b.batch.Workers = o.workers; o.workers == 0 {
		b.batch.Workers = runtime.GOMAXPROCS(0)
	}
	added := batch.Names(columns)
	if o.long {
		added = batch.LongNames
	}
	var faults fault.List
	for _, name := range added {
		if slices.Contains(header, name) {
			faults.Add(fault.New("E-COLUMN-THERE", fault.Place{File: b.name()}, name))
		}
	}
	if faults != nil {
		return faults
	}
	return b.openOutputs(format, header, added)
}

// textMemory is from how many bytes on memory is given back at once rather than
// late. Rows never need as much; routes of many dates may.
const textMemory = 120 << 20

// mostWorkers bounds --workers: each keeps blocks and routes in memory.
const mostWorkers = 256

// valid finds what is wrong with the flags alone.
func (o *batchOptions) valid() error {
	var faults fault.List
	if !slices.Contains([]string{"reject", "stop"}, o.onError) {
		faults.Add(fault.New("E-WORD", fault.Place{Flag: "--on-error"}, o.onError, "reject, stop", ""))
	}
	if o.workers < 0 || o.workers > mostWorkers {
		faults.Add(fault.New("E-RANGE", fault.Place{Flag: "--workers"}, fmt.Sprint(o.workers), fmt.Sprintf("from 1 to %d, or 0 for as many as there are processors", mostWorkers)))
	}
	if o.check && o.rejects != "" {
		faults.Add(fault.New("E-USAGE", fault.Place{Flag: "--rejects"}, "--check writes no file: it lists rejected rows on standard output"))
	}
	return faults.Err()
}

// name is what people call the input.
func (b *batchRun) name() string {
	if b.options.input == "-" {
		return "standard input"
	}
	return b.options.input
}

// price runs the batch, makes the files appear, and tells what came of it.
func (b *batchRun) price(ctx context.Context) error {
	progress := b.watch()
	result, err := b.write(ctx)
	progress.stop()
	switch {
	case err == nil:
	case ctx.Err() == nil && broken(err) && (b.out == nil || b.out.file != nil):
		return nil // who reads has had enough
	case fault.From(err) == nil && ctx.Err() == nil:
		return b.unwritten(err)
	default:
		return err
	}
	if err := b.commit(result); err != nil {
		return err
	}
	b.tell(result, progress.took)
	return b.verdict(result)
}

// write prices all rows and hands them to the outputs.
func (b *batchRun) write(ctx context.Context) (*batch.Result, error) {
	var head []byte
	if b.batch.From <= 1 {
		head = b.batch.Encoder.Header(nil)
	}
	if _, err := b.sink.Write(head); err != nil {
		return nil, err
	}
	result, err := batch.Run(ctx, b.in, b.batch, b.sink, &rejectSink{to: b.rejects, listed: b.listed()})
	if err != nil {
		return nil, err
	}
	return result, b.sink.Close()
}

// listed is where rejected rows go that no file keeps: with --check to standard
// output.
func (b *batchRun) listed() io.Writer {
	if b.options.check {
		return b.streams.Out
	}
	return io.Discard
}

// unwritten says which output cannot be written.
func (b *batchRun) unwritten(err error) error {
	if b.out != nil {
		return b.out.failed(err)
	}
	return fault.Wrap(err, "E-WRITE", fault.Place{File: "standard output"})
}

// commit makes the files appear, the rejected rows first, so that priced rows
// never stand without them. Where none is rejected, those of an earlier run go.
func (b *batchRun) commit(result *batch.Result) error {
	rejects, out := b.rejects, b.out
	b.rejects, b.out = nil, nil
	none := rejects != nil && rejects.pending != nil && result.Rejected == 0
	if rejects != nil && !none {
		if err := rejects.commit(); err != nil {
			if out != nil {
				out.abandon()
			}
			return err
		}
	}
	if none {
		defer rejects.abandon()
	}
	if out != nil {
		if err := out.commit(); err != nil {
			return err
		}
	}
	if none {
		if err := os.Remove(b.options.rejects); err != nil && !errors.Is(err, os.ErrNotExist) {
			return rejects.failed(err)
		}
	}
	return nil
}

// say tells people something, in lines of 80 columns.
func (b *batchRun) say(format string, args ...any) {
	_, _ = io.WriteString(b.streams.Err, folded("aduana: "+fmt.Sprintf(format, args...)))
}

// dates compiles the routes for the dates that rows name, once for each of the
// last ones.
type dates struct {
	mutex sync.Mutex
	rules *ruleset
	fixed bool // a date was given for all rows
	plans map[string][]*route.Plan
}

func (d *dates) at(asOf string) ([]*route.Plan, error) {
	if d.fixed {
		asOf = ""
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if plans, ok := d.plans[asOf]; ok {
		return plans, nil
	}
	on := *d.rules
	if asOf != "" {
		var f *fault.Fault
		if on.options.Date, f = table.ParseDate(asOf); f != nil {
			return nil, f
		}
	}
	plans, err := on.plans()
	if err == nil {
		if len(d.plans) >= batch.MostDates {
			clear(d.plans)
		}
		d.plans[asOf] = plans
	}
	return plans, err
}
