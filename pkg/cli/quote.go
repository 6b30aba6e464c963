package cli

import (
	"io"
	"sync"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// quoteOptions are the flags of `aduana quote`.
type quoteOptions struct {
	product
	fields  []string
	output  string
	failIf  []string
	against string
}

func newQuote(s *Streams) *cobra.Command {
	o := &quoteOptions{}
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
  aduana quote --example tshirt --against "110 MXN"
  echo '{"origin":"CN","declared_value":"500 USD"}' | aduana quote -f - --route direct-mail`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.addSource(f)
	f.StringSliceVar(&o.fields, "fields", nil, "parts of the JSON to keep, for example best,routes.totals_per_unit.margin")
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output; it appears only whole")
	f.StringArrayVar(&o.failIf, "fail-if", nil, "exit 3 where this holds for the best route, or for ROUTE.TOTAL, for example \"margin_pct < 0.10\"; may be repeated")
	f.StringVar(&o.against, "against", "", "a forwarder's tax-included price to the door, AMOUNT for a parcel or AMOUNT/unit, set beside direct mail")
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		return runQuote(cmd, s, o)
	}
	return cmd
}

func runQuote(cmd *cobra.Command, s *Streams, o *quoteOptions) error {
	gates, err := parseGates(o.failIf)
	if err != nil {
		return err
	}
	of, r, plans, err := o.ready(cmd, s)
	if err != nil {
		return err
	}
	if err := gates.check(r); err != nil {
		return err
	}
	doc, quotes, err := documentOf(s, plans, of, r.tables.Digest, o.against)
	if err != nil {
		return err
	}
	if err := o.write(s, doc); err != nil {
		return err
	}
	return verdict(quotes, gates, o.settings.Strict)
}

// documentOf quotes the offer on every plan, sets a door price beside it where
// one is given, and makes the document.
func documentOf(s *Streams, plans []*route.Plan, of *offer.Offer, digest func() string, doorPrice string) (*report.Document, []*landed.Quote, error) {
	quotes, err := quotesOf(plans, of)
	if err != nil {
		return nil, nil, err
	}
	door, err := against(doorPrice, quotes, of)
	if err != nil {
		return nil, nil, err
	}
	ahead, pays := volumes(plans, of)
	return report.Build(report.Input{
		Version: s.Version, Digest: digest(), Offer: of, Quotes: quotes, BreakEven: ahead, PaysFrom: pays, Against: door,
	}), quotes, nil
}

// write renders the document to standard output or to a file.
func (o *quoteOptions) write(s *Streams, doc *report.Document) error {
	return s.render(o.settings, o.output, o.file, func(w io.Writer, ro report.Options) error {
		ro.Fields = o.fields
		return report.Render(w, o.settings.Format, doc, ro)
	})
}

// volumes asks from which monthly volume the warehouse is the better route, and
// from which it earns its own monthly costs.
func volumes(plans []*route.Plan, of *offer.Offer) (ahead, pays *int64) {
	var local, mail *route.Plan
	for _, p := range plans {
		switch p.Route.ID {
		case landed.LocalWarehouse:
			local = p
		case landed.DirectMail:
			mail = p
		}
	}
	if local == nil || mail == nil {
		return nil, nil
	}
	var searches sync.WaitGroup // a third of the time of a quote, one after the other
	searches.Go(func() {
		if units, ok := whatif.BreakEven(local, mail, of); ok {
			ahead = &units
		}
	})
	if units, ok := whatif.PaysFrom(local, of); ok {
		pays = &units
	}
	searches.Wait()
	return ahead, pays
}

// quotesOf quotes the offer on every plan.
func quotesOf(plans []*route.Plan, of *offer.Offer) ([]*landed.Quote, error) {
	var quotes []*landed.Quote
	for _, p := range plans {
		if faults := landed.Check(p, of); faults != nil {
			return nil, faults
		}
		quotes = append(quotes, landed.Make(p, of))
	}
	return quotes, uncovered(quotes)
}

// uncovered is bad input where the law of no route covers the date.
func uncovered(quotes []*landed.Quote) error {
	faults := landed.Uncovered(quotes)
	for _, f := range faults {
		f.Place.Flag = "--as-of"
	}
	return faults.Err()
}

// verdict gives the errors that come after the answer: no route that can be
// used, a gate that failed, and under --strict a rule that is stale, unknown or
// projected.
func verdict(quotes []*landed.Quote, gates gates, strict bool) error {
	faults := gates.failures(quotes)
	feasible := false
	for _, q := range quotes {
		feasible = feasible || q.Feasible()
		if strict {
			faults = append(faults, strictly(q)...)
		}
	}
	if !feasible {
		faults.Add(fault.New("E-NO-ROUTE", fault.Place{}))
	}
	return faults.Err()
}

// strictly gives a fault for each rule of a quote that --strict refuses.
func strictly(q *landed.Quote) fault.List {
	var faults fault.List
	for _, why := range q.Doubts() {
		faults.Add(fault.New("E-STRICT", fault.Place{Field: q.Plan.Route.ID}, why.Message()))
	}
	return faults
}
