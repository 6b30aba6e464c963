package cli

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// simulateOptions are the flags of `aduana simulate`.
type simulateOptions struct {
	study
	dists []string
	seed  uint64
	draws int
}

func newSimulate(s *Streams) *cobra.Command {
	o := &simulateOptions{}
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Draw uncertain inputs by chance and show how the margin is distributed",
		Long: `Draw uncertain inputs by chance, quote each draw, and show the median, the 5 and
95 percent points, the chance of a loss and the chance that each route is best.

A distribution is NAME=LOW..HIGH (each value as likely), NAME=tri(LOW,MODE,HIGH)
(most likely at the mode) or NAME=A@WEIGHT,B@WEIGHT (values, words too). NAME is
as for aduana sweep; a unit may stand behind the values. Money is drawn to the
cent and everything else on a grid, so that every draw is an exact quote. Inputs
are drawn each by itself. The same command gives the same bytes, on any number
of processors.`,
		Example: `  aduana simulate --dist "freight=60..95" --dist "cancel_rate=tri(0,0.05,0.43)" --seed 1 -n 20000 --example tshirt --as-of 2026-09-01
  aduana simulate --dist "fx.USD=tri(16,16.9,19)" --dist "listing=classic@0.8,premium@0.2" -n 5000 --example tshirt --as-of 2026-09-01 --format json
  aduana simulate --dist "direct-mail.cost.days.lead=7..25" -n 2000 --example earbuds --as-of 2026-09-01 --format csv`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVar(&o.dists, "dist", nil, "distribution of an input: NAME=LOW..HIGH, NAME=tri(LOW,MODE,HIGH) or NAME=A@WEIGHT,B@WEIGHT; may be repeated")
	f.Uint64Var(&o.seed, "seed", 1, "what the draws begin with")
	f.IntVarP(&o.draws, "draws", "n", 100_000, "how many draws, up to 10000000")
	o.addSource(f)
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.ready(cmd, s); err != nil {
			return err
		}
		return runSimulate(s, o)
	}
	return cmd
}

func runSimulate(s *Streams, o *simulateOptions) error {
	if len(o.dists) == 0 {
		return fault.New("E-USAGE", fault.Place{Flag: "--dist"}, "give at least one distribution, for example --dist \"freight=60..95\"")
	}
	var faults fault.List
	var dists []*whatif.Dist
	for _, text := range o.dists {
		d, f := o.Dist(text)
		if f != nil {
			faults.Add(f.At(fault.Place{Flag: "--dist"}))
		}
		dists = append(dists, d)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	sim, err := o.Simulate(dists, o.seed, o.draws)
	if err != nil {
		return err
	}
	if err := o.write(s, report.SimulateAnswer(o.report(s), o.Study, sim)); err != nil {
		return err
	}
	return o.verdict(nothingKnown(slices.ContainsFunc(sim.Routes, func(r whatif.Outcome) bool { return len(r.Margins) > 0 })))
}
