package cli

import (
	"io"
	"os"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/pkg/whatif"
	"aduana/seeds"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// quoteOptions are the flags of `aduana quote`.
type quoteOptions struct {
	file, example string
	lines         []string
	fields        []string
	output        string
	offer         map[offer.Field]*string // flags of the offer's fields
	settings      *config.Settings
}

func newQuote(s *Streams) *cobra.Command {
	o := &quoteOptions{offer: map[offer.Field]*string{}}
	cmd := &cobra.Command{
		Use:   "quote",
		Short: "Quote one product on every route",
		Long: `Quote one product on every route: each line with its rate, its law and to whom
it goes, the delivered cost, the margin and the better way in.

The product comes from an example, a YAML or JSON file, standard input, or
flags; flags lie over the file. A field of one route alone is set as
--set ROUTE.FIELD=VALUE.`,
		Example: `  aduana quote --example tshirt
  aduana quote -f offer.yaml --as-of 2025-08-14 --format json
  aduana quote --example tshirt --set price=349 --set local-warehouse.freight_mode=air
  aduana quote --example tshirt --line freight="1200 USD/entry" --fx USD=17.20
  echo '{"origin":"CN","declared_value":"500 USD"}' | aduana quote -f - --route direct-mail`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.file, "file", "f", "", "offer as YAML or JSON; - for standard input")
	f.StringVar(&o.example, "example", "", "an offer that comes with aduana: "+strings.Join(examples(), ", "))
	f.StringArrayVar(&o.lines, "line", nil, "amount of a line, [ROUTE.]CODE=AMOUNT[/BASIS], for example freight=\"1200 USD/entry\"; BASIS is entry, unit, order, kg, m3, container or pair")
	f.StringSliceVar(&o.fields, "fields", nil, "parts of the JSON to keep, for example best,routes.totals_per_unit.margin")
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output; it appears only whole")
	config.AddFlags(f)
	for _, spec := range offer.Specs() {
		o.offer[spec.Field] = f.String(strings.ReplaceAll(spec.Name, "_", "-"), "", spec.Doc)
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		settings, err := config.Load(f, s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		o.settings = settings
		return runQuote(cmd, s, o)
	}
	return cmd
}

func runQuote(cmd *cobra.Command, s *Streams, o *quoteOptions) error {
	of, err := o.read(cmd, s)
	if err != nil {
		return err
	}
	r, err := o.rules(s, of.AsOf)
	if err != nil {
		return err
	}
	for _, id := range of.Routes() {
		if !r.has(id) {
			return fault.New("E-ROUTE", fault.Place{Field: id + ".*"}, id, strings.Join(r.ids(), ", "), strict.Suggest(id, r.ids()))
		}
	}
	plans, err := r.plans()
	if err != nil {
		return err
	}
	var quotes []*landed.Quote
	for _, p := range plans {
		if faults := landed.Check(p, of); faults != nil {
			return faults
		}
		quotes = append(quotes, landed.Make(p, of))
	}
	if err := uncovered(quotes); err != nil {
		return err
	}
	ahead, pays := volumes(plans, of)
	doc := report.Build(report.Input{Version: s.Version, Digest: r.tables.Digest(), Offer: of, Quotes: quotes, BreakEven: ahead, PaysFrom: pays})
	if err := o.write(s, doc); err != nil {
		return err
	}
	return verdict(quotes, o.settings.Strict)
}

// read takes the offer from its one source and lays the flags over it.
func (o *quoteOptions) read(cmd *cobra.Command, s *Streams) (*offer.Offer, error) {
	if err := emptyFlags(cmd); err != nil {
		return nil, err
	}
	of, err := o.source(s)
	if err != nil {
		return nil, err
	}
	var faults fault.List
	for _, spec := range offer.Specs() {
		name := strings.ReplaceAll(spec.Name, "_", "-")
		if cmd.Flags().Changed(name) {
			if f := of.Set(spec.Name, *o.offer[spec.Field]); f != nil {
				faults.Add(f.At(fault.Place{Flag: "--" + name}))
			}
		}
	}
	for _, set := range o.settings.Set {
		key, value, ok := strings.Cut(set, "=")
		if !ok {
			faults.Add(fault.New("E-ASSIGN", o.settings.Place("set"), set))
			continue
		}
		if f := of.Set(strings.TrimSpace(key), value); f != nil {
			faults.Add(f.At(o.settings.Place("set")))
		}
	}
	switch {
	case faults != nil:
	case of.Empty():
		faults.Add(fault.New("E-NO-OFFER", fault.Place{}, strings.Join(examples(), ", ")))
	default:
		faults = of.Check()
	}
	return of, faults.Err()
}

// emptyFlags refuses a flag with an empty value: a script's variable that was
// not set must not become a default.
func emptyFlags(cmd *cobra.Command) error {
	var faults fault.List
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if v := f.Value.String(); v == "" || v == "[]" {
			faults.Add(fault.New("E-USAGE", fault.Place{Flag: "--" + f.Name}, "the value is empty"))
		}
	})
	return faults.Err()
}

func (o *quoteOptions) source(s *Streams) (*offer.Offer, error) {
	switch {
	case o.file != "" && o.example != "":
		return nil, fault.New("E-USAGE", fault.Place{}, "--file and --example are given together; use one")
	case o.example != "":
		file, err := seeds.FS.Open("examples/" + o.example + ".yaml")
		if err != nil {
			return nil, fault.New("E-EXAMPLE", fault.Place{Flag: "--example"}, o.example, strings.Join(examples(), ", "), strict.Suggest(o.example, examples()))
		}
		return offer.Decode(file, "example "+o.example)
	case o.file == "-":
		return offer.Decode(s.In, "standard input")
	case o.file != "":
		file, err := os.Open(o.file)
		if err != nil {
			return nil, fault.Wrap(err, "E-READ", fault.Place{File: o.file, Flag: "--file"})
		}
		defer func() { _ = file.Close() }()
		return offer.Decode(file, o.file)
	}
	return &offer.Offer{}, nil
}

// examples lists the offers that come with the program.
func examples() []string {
	entries, _ := seeds.FS.ReadDir("examples") // compiled in, so it is there
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}

// write renders the document to standard output, or to a file that appears
// only when it is whole.
func (o *quoteOptions) write(s *Streams, doc *report.Document) error {
	columns, terminal := s.Terminal()
	if o.settings.Width > 0 {
		columns = o.settings.Width
	}
	ro := report.Options{Width: columns, Colour: o.settings.Colour(terminal && o.output == "", s.Env), Fields: o.fields}
	var text strings.Builder
	if err := report.Render(&text, o.settings.Format, doc, ro); err != nil {
		return err
	}
	if o.output != "" && o.output != "-" {
		return writeFile(o.output, o.file, text.String())
	}
	if _, err := io.WriteString(s.Out, text.String()); err != nil && !broken(err) {
		return fault.Wrap(err, "E-WRITE", fault.Place{File: "standard output"})
	}
	return nil
}

// volumes asks from which monthly volume the warehouse is the better route, and
// from which it earns its own monthly costs.
func volumes(plans []*route.Plan, of *offer.Offer) (ahead, pays *int64) {
	var local, mail *route.Plan
	for _, p := range plans {
		switch p.Route.ID {
		case report.LocalWarehouse:
			local = p
		case report.DirectMail:
			mail = p
		}
	}
	if local == nil || mail == nil {
		return nil, nil
	}
	if units, ok := whatif.BreakEven(local, mail, of); ok {
		ahead = &units
	}
	if units, ok := whatif.PaysFrom(local, of); ok {
		pays = &units
	}
	return ahead, pays
}

// uncovered is bad input where the law of no route covers the date.
func uncovered(quotes []*landed.Quote) error {
	var faults fault.List
	for _, q := range quotes {
		if q.Refusal == nil || q.Refusal.Code != table.Uncovered {
			return nil
		}
		faults.Add(q.Refusal.At(fault.Place{Field: q.Plan.Route.ID, Flag: "--as-of"}))
	}
	return faults.Err()
}

// verdict gives the errors that come after the answer: no route that can be
// used, and under --strict a rule that is stale, unknown or projected.
func verdict(quotes []*landed.Quote, strictly bool) error {
	var faults fault.List
	feasible := false
	for _, q := range quotes {
		feasible = feasible || q.Feasible()
		if !strictly {
			continue
		}
		for _, why := range q.Doubts() {
			faults.Add(fault.New("E-STRICT", fault.Place{Field: q.Plan.Route.ID}, why.Message()))
		}
	}
	if !feasible {
		faults.Add(fault.New("E-NO-ROUTE", fault.Place{}))
	}
	return faults.Err()
}
