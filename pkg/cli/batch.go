package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"aduana/pkg/batch"
	"aduana/pkg/catalog"
	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/route"

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
	f.IntVar(&o.workers, "workers", 0, "how many rows are priced at a time (default: the number of processors)")
	f.StringVar(&o.inFormat, "in-format", "", "format of the input where no suffix says it: "+strings.Join(catalog.FormatNames(), ", ")+" (default for -: csv)")
	f.StringVar(&o.sheet, "sheet", "", "sheet of an XLSX file (default: the first)")
	f.StringArrayVar(&o.lines, "line", nil, "amount of a line for every row, [ROUTE.]CODE=AMOUNT[/BASIS]")
	config.AddFlags(f)
	f.Lookup("set").Usage = "a field for rows that do not give it, [ROUTE.]FIELD=VALUE, may be repeated"
	f.Lookup("format").Usage = "format of the output: " + strings.Join(catalog.FormatNames(), ", ") + " (default: by its suffix, else that of the input)"
	f.Lookup("format").DefValue = ""
	f.Lookup("as-of").Usage = "date of all rows, YYYY-MM-DD (default: the row's as_of, else today in Mexico City)"
	f.Lookup("width").Hidden = true // there is no table
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := emptyFlags(cmd); err != nil {
			return err
		}
		settings, err := config.Load(f, s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		o.settings = settings
		if o.long && f.Changed("columns") {
			return fault.New("E-USAGE", fault.Place{Flag: "--columns"}, "--long has columns of its own; leave one of the two out")
		}
		ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
		if err = runBatch(ctx, s, o); errors.Is(err, context.Canceled) {
			return fault.New("E-INTERRUPTED", fault.Place{})
		}
		return err
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
	if err := run.open(ctx, columns); err != nil {
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
