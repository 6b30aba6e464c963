package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"aduana/pkg/batch"
	"aduana/pkg/catalog"
	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

// batchOptions are the flags of `aduana batch`.
type batchOptions struct {
	input, output, rejects  string
	inFormat, sheet         string
	mapping, columns, shard string
	onError                 string
	maps, lines, failIf     []string
	long, check             bool
	workers                 int
	settings                *config.Settings
}

func newBatch(s *Streams) *cobra.Command {
	o := &batchOptions{}
	cmd := &cobra.Command{
		Use:   "batch FILE",
		Short: "Price a catalogue: every row on every route",
		Long: `Price a catalogue: every row on every route, in the order of the file and in
bounded memory. FILE is CSV, TSV, JSON Lines or XLSX, by its suffix, also with
.gz or .zst behind it; - is standard input. Columns are the fields of an offer
(see aduana quote --help); others pass through. What comes out has the file's
own columns and those of --columns.

A row that cannot be priced goes to OUT.rejects.csv with its number, column,
code and reason; the others are priced all the same, and the exit code is 6.`,
		Example: `  aduana batch catalogue.csv -o priced.csv
  aduana batch products.xlsx -o priced.xlsx --mapping shopify --set origin=CN --set units_per_shipment=500
  aduana batch catalogue.csv --columns best,difference --fail-if "margin_pct < 0.10" | head
  aduana batch catalogue.jsonl.gz -o priced.jsonl.gz --columns all
  aduana batch catalogue.csv --check`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.columns == "help" {
				return nil
			}
			if len(args) != 1 {
				return fault.New("E-USAGE", fault.Place{}, "one catalogue is needed: a file, or - for standard input")
			}
			o.input = args[0]
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.output, "output", "o", "-", "file to write; it appears only whole; - for standard output")
	f.StringVar(&o.columns, "columns", batch.Summary, "columns to add: summary, all, or names parted by commas; help lists them")
	f.BoolVar(&o.long, "long", false, "a row for every product, route and line")
	f.StringArrayVar(&o.maps, "map", nil, "a column that is a field, THEIRS=OURS, for example \"Precio=price\"; may be repeated")
	f.StringVar(&o.mapping, "mapping", "", "a saved mapping: "+strings.Join(mappings(), ", ")+", or a YAML file")
	f.StringVar(&o.rejects, "rejects", "", "file for rejected rows (default: OUT.rejects.csv)")
	f.StringVar(&o.onError, "on-error", "reject", "what a bad row does: reject (it alone) or stop (the run, nothing is written)")
	f.BoolVar(&o.check, "check", false, "only look for bad rows; they are listed on standard output")
	f.StringArrayVar(&o.failIf, "fail-if", nil, "exit 3 where this holds for the best route of some row, or for ROUTE.TOTAL, for example \"margin_pct < 0.10\"; may be repeated")
	f.StringVar(&o.shard, "shard", "", "price part I of N of the rows, I/N; the parts one behind the other are the whole")
	f.IntVar(&o.workers, "workers", 0, "rows priced at a time (default: the processors)")
	f.StringVar(&o.inFormat, "in-format", "", "format of the input where no suffix says it: "+strings.Join(catalog.FormatNames(), ", "))
	f.StringVar(&o.sheet, "sheet", "", "sheet of an XLSX file (default: the first)")
	f.StringArrayVar(&o.lines, "line", nil, "amount of a line for every row, [ROUTE.]CODE=AMOUNT[/BASIS]")
	config.AddFlags(f)
	f.Lookup("set").Usage = "a field for rows that do not give it, [ROUTE.]FIELD=VALUE, may be repeated"
	f.Lookup("format").Usage = "format of the output: " + strings.Join(catalog.FormatNames(), ", ") + " (default: by its suffix, else that of the input)"
	f.Lookup("format").DefValue = ""
	f.Lookup("as-of").Usage = "date of all rows, YYYY-MM-DD (default: the row's as_of, else today in Mexico City)"
	if err := f.MarkHidden("width"); err != nil {
		panic(err)
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := emptyFlags(cmd); err != nil {
			return err
		}
		settings, err := config.Load(f, s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		o.settings = settings
		ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		return runBatch(ctx, s, o)
	}
	return cmd
}

func runBatch(ctx context.Context, s *Streams, o *batchOptions) error {
	r, err := openRules(s, o.settings, o.lines, "")
	if err != nil {
		return err
	}
	plans, err := r.plans()
	if err != nil {
		return err
	}
	all := batch.Columns(plans)
	if o.columns == "help" {
		return listColumns(s, all)
	}
	gates, err := parseGates(o.failIf)
	if err == nil {
		err = gates.check(r)
	}
	if err != nil {
		return err
	}
	columns, err := batch.Choose(all, o.columns, len(gates) > 0)
	if err != nil {
		return err
	}
	run := &batchRun{options: o, streams: s, gates: gates}
	defer run.close()
	if err := run.open(columns); err != nil {
		return err
	}
	dates := &dates{rules: r, fixed: o.settings.AsOf != "", plans: map[string][]*route.Plan{"": plans}}
	run.batch.Plans = dates.at
	return run.price(ctx)
}

// listColumns writes the names of the columns, and what they are.
func listColumns(s *Streams, columns []batch.Column) error {
	var text strings.Builder
	for _, c := range columns {
		fmt.Fprintf(&text, "%-42s %s\n", c.Name, c.Doc)
	}
	if _, err := io.WriteString(s.Out, text.String()); err != nil && !broken(err) {
		return fault.Wrap(err, "E-WRITE", fault.Place{File: "standard output"})
	}
	return nil
}

// dates compiles the routes for the dates that rows name, once for each.
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
	var f *fault.Fault
	if on.options.Date, f = table.ParseDate(asOf); f != nil {
		return nil, f
	}
	plans, err := on.plans()
	if err == nil {
		d.plans[asOf] = plans
	}
	return plans, err
}

// batchRun is a run with its files.
type batchRun struct {
	options *batchOptions
	streams *Streams
	gates   gates
	mapping *catalog.Mapping
	batch   batch.Options
	in      *catalog.Reader
	file    *os.File // nil: standard input
	size    int64    // of the file
	out     *destination
	sink    catalog.Sink
	rejects *destination // nil where rejected rows go nowhere
}

// open opens the input and binds its columns, and then the outputs.
func (b *batchRun) open(columns []batch.Column) error {
	o := b.options
	if !slices.Contains([]string{"reject", "stop"}, o.onError) {
		return fault.New("E-WORD", fault.Place{Flag: "--on-error"}, o.onError, "reject, stop", "")
	}
	var err error
	if b.mapping, err = readMapping(o.mapping); err != nil {
		return err
	}
	format, err := b.openInput()
	if err != nil {
		return err
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
	if b.batch.From, b.batch.To, err = b.part(); err != nil {
		return err
	}
	b.batch.Columns, b.batch.Long, b.batch.Gates, b.batch.Stop = columns, o.long, b.gates, o.onError == "stop"
	b.batch.Workers = o.workers
	if o.workers <= 0 {
		b.batch.Workers = runtime.GOMAXPROCS(0)
	}
	added := batch.Names(columns)
	if o.long {
		added = batch.LongNames
	}
	var faults fault.List
	for _, name := range added {
		if slices.Contains(header, name) {
			faults.Add(fault.New("E-COLUMN-THERE", fault.Place{File: o.input}, name))
		}
	}
	if faults != nil {
		return faults
	}
	return b.openOutputs(format, header, added)
}

// openInput opens the catalogue.
func (b *batchRun) openInput() (catalog.Format, error) {
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
	var from io.Reader = b.streams.In
	if o.input != "-" {
		file, err := os.Open(o.input)
		if err != nil {
			return 0, fault.Wrap(err, "E-READ", fault.Place{File: o.input})
		}
		if info, err := file.Stat(); err == nil {
			b.size = info.Size()
		}
		b.file, from = file, file
	}
	in, err := catalog.Open(from, b.reading(format, compression))
	b.in = in
	return format, err
}

func (b *batchRun) reading(format catalog.Format, compression catalog.Compression) catalog.ReadOptions {
	name := b.options.input
	if name == "-" {
		name = "standard input"
	}
	o := catalog.ReadOptions{
		Format: format, Compression: compression, Name: name,
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
func (b *batchRun) part() (from, to int64, err error) {
	text := b.options.shard
	if text == "" {
		return 0, 0, nil
	}
	at := fault.Place{Flag: "--shard"}
	first, second, ok := strings.Cut(text, "/")
	i, errI := strconv.ParseInt(first, 10, 64)
	n, errN := strconv.ParseInt(second, 10, 64)
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
	format, compression, _ := catalog.FormatOf(b.options.input)
	if given, ok := catalog.ParseFormat(b.options.inFormat); ok {
		format = given
	}
	rows, err := catalog.CountRows(again, b.reading(format, compression))
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
func (b *batchRun) openOutputs(format catalog.Format, header, added []string) error {
	o := b.options
	in := format
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
	var to io.Writer = b.streams.Out
	if o.output != "-" {
		if b.out, err = create(o.output, o.input); err != nil {
			return err
		}
		to = b.out
		if o.rejects == "" && (b.out.pending != nil) {
			o.rejects = o.output + ".rejects.csv"
		}
	}
	if o.rejects != "" {
		if filepath.Clean(o.rejects) == filepath.Clean(o.output) {
			return fault.New("E-USAGE", fault.Place{Flag: "--rejects"}, "the file for rejected rows is that of the priced ones")
		}
		if b.rejects, err = create(o.rejects, o.input); err != nil {
			return err
		}
	}
	if b.sink, err = catalog.NewSink(to, format, compression); err != nil {
		return fault.Wrap(err, "E-WRITE", fault.Place{File: o.output})
	}
	return nil
}

// discarded takes what is not to be written.
type discarded struct{}

func (discarded) Write(p []byte) (int, error) { return len(p), nil }
func (discarded) Close() error                { return nil }

// say tells people something.
func (b *batchRun) say(format string, args ...any) {
	_, _ = fmt.Fprintf(b.streams.Err, "aduana: "+format+"\n", args...)
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

// errInterrupted ends a run that the user breaks off.
func errInterrupted() error { return fault.New("E-INTERRUPTED", fault.Place{}) }

// price runs the batch, makes the files appear, and tells what came of it.
func (b *batchRun) price(ctx context.Context) error {
	rejects := &counted{to: io.Discard}
	switch {
	case b.options.check:
		rejects.to = b.streams.Out
	case b.rejects != nil:
		rejects.to = b.rejects
	}
	progress := b.watch()
	head := []byte(nil)
	if b.batch.From <= 1 {
		head = b.batch.Encoder.Header(nil)
	}
	_, err := b.sink.Write(head)
	var result *batch.Result
	if err == nil {
		result, err = batch.Run(ctx, b.in, b.batch, b.sink, rejects)
	}
	if err == nil {
		err = b.sink.Close()
	}
	progress.stop()
	switch {
	case errors.Is(err, context.Canceled):
		return errInterrupted()
	case err != nil && broken(err) && b.out == nil:
		return nil // who reads has had enough
	case err != nil && fault.From(err) == nil:
		return b.unwritten(err)
	case err != nil:
		return err
	}
	if err := b.commit(result); err != nil {
		return err
	}
	b.tell(result, progress)
	return b.verdict(result)
}

// unwritten says which output cannot be written.
func (b *batchRun) unwritten(err error) error {
	if b.out != nil {
		return b.out.failed(err)
	}
	return fault.Wrap(err, "E-WRITE", fault.Place{File: "standard output"})
}

// commit makes the files appear, the rejected rows first, so that priced rows
// never stand without them. Rejects of an earlier run go.
func (b *batchRun) commit(result *batch.Result) error {
	rejects, out := b.rejects, b.out
	b.rejects, b.out = nil, nil
	if rejects != nil {
		if result.Rejected == 0 && rejects.pending != nil {
			rejects.abandon()
			if err := os.Remove(b.options.rejects); err != nil && !errors.Is(err, os.ErrNotExist) {
				return rejects.failed(err)
			}
		} else if err := rejects.commit(); err != nil {
			return err
		}
	}
	if out == nil {
		return nil
	}
	return out.commit()
}

// counted writes the header of rejects before the first of them.
type counted struct {
	to    io.Writer
	begun bool
}

func (c *counted) Write(p []byte) (int, error) {
	if !c.begun {
		c.begun = true
		if _, err := c.to.Write(catalog.RejectHeader(nil)); err != nil {
			return 0, err
		}
	}
	return c.to.Write(p)
}
