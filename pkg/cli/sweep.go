package cli

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/report"
	"aduana/pkg/strict"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// sweepOptions are the flags of `aduana sweep`.
type sweepOptions struct {
	study
	scans, totals []string
}

// mostScans is how many inputs a sweep varies.
const mostScans = 3

func newSweep(s *Streams) *cobra.Command {
	o := &sweepOptions{}
	cmd := &cobra.Command{
		Use:   "sweep",
		Short: "Quote a product over values of up to three inputs",
		Long: `Quote a product for every combination of values of up to three inputs, as a
table with a chart, CSV, JSON, or JSON Lines (--format jsonl).

A scan is NAME=FROM:TO:STEP, both ends included, or a list NAME=A,B,C. NAME is a
field of the offer (price, freight_mode), a line's amount as its card has it
(freight, in USD/m3 by sea), an exchange rate (fx.USD) or a column of a table
(cost.days.lead), with a route in front where it is of that route alone. A unit
may stand behind the values. The last scan moves fastest.`,
		Example: `  aduana sweep --scan price=200:600:20 --example tshirt --as-of 2026-09-01
  aduana sweep --scan price=250,300,350 --scan units_per_shipment=100,500,1000 --example tshirt --as-of 2026-09-01
  aduana sweep --scan freight="80:120:10 USD/m3" --totals margin,delivered_cost --example tshirt --as-of 2026-09-01 --format csv
  aduana sweep --scan freight_mode=sea-lcl,air --scan fx.USD=16:19:1 --example tshirt --as-of 2026-09-01 --format jsonl`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVar(&o.scans, "scan", nil, "values of an input, NAME=FROM:TO:STEP or NAME=A,B,C; up to three times")
	f.StringSliceVar(&o.totals, "totals", []string{"margin", "margin_pct"}, "totals of a unit to show: "+strings.Join(landed.TotalNames(), ", "))
	o.addSource(f)
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.ready(cmd, s); err != nil {
			return err
		}
		return runSweep(s, o)
	}
	return cmd
}

func runSweep(s *Streams, o *sweepOptions) error {
	if len(o.scans) == 0 || len(o.scans) > mostScans {
		return fault.New("E-USAGE", fault.Place{Flag: "--scan"}, "give one to three scans, for example --scan price=200:600:10")
	}
	var faults fault.List
	var scans []*whatif.Scan
	for _, text := range o.scans {
		scan, f := o.Scan(text)
		if f != nil {
			faults.Add(f.At(fault.Place{Flag: "--scan"}))
		}
		scans = append(scans, scan)
	}
	var totals []*landed.Total
	for _, name := range o.totals {
		t, ok := landed.TotalByName(strings.TrimSpace(name))
		if !ok {
			faults.Add(fault.New("E-GATE-TOTAL", fault.Place{Flag: "--totals"}, name, strings.Join(landed.TotalNames(), ", "), strict.Suggest(name, landed.TotalNames())))
		}
		totals = append(totals, t)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	w, err := o.Sweep(scans, totals)
	if err != nil {
		return err
	}
	if err := o.write(s, report.SweepAnswer(o.report(s), o.Study, w)); err != nil {
		return err
	}
	return o.verdict(nothingKnown(w.Known()))
}
