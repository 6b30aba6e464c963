package cli

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/whatif"
	"aduana/seeds"

	"github.com/spf13/cobra"
)

// tornadoOptions are the flags of `aduana tornado`.
type tornadoOptions struct {
	study
	ranges []string
}

func newTornado(s *Streams) *cobra.Command {
	o := &tornadoOptions{}
	cmd := &cobra.Command{
		Use:   "tornado",
		Short: "Show which inputs move the margin most",
		Long: `Show which inputs move the margin most, each alone over its range: the lowest
and the highest margin anywhere in the range, thresholds respected.

The ranges are those that a source gives (seeds/ranges.yaml names each), where a
line of the offer stands on the input. --range NAME=LOW..HIGH adds one or takes
the place of one. NAME is as for aduana sweep.`,
		Example: `  aduana tornado --example tshirt --as-of 2026-09-01
  aduana tornado --example tshirt --as-of 2026-09-01 --range return_rate=0.05..0.25 --range price=279..319
  aduana tornado --example sneakers --as-of 2026-09-01 --range freight=60..95 --format csv`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVar(&o.ranges, "range", nil, "range of an input, NAME=LOW..HIGH; may be repeated")
	o.addSource(f)
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.ready(cmd, s); err != nil {
			return err
		}
		return runTornado(s, o)
	}
	return cmd
}

func runTornado(s *Streams, o *tornadoOptions) error {
	var faults fault.List
	var own []*whatif.Range
	for _, text := range o.ranges {
		r, f := o.Range(text)
		if f != nil {
			faults.Add(f.At(fault.Place{Flag: "--range"}))
			continue
		}
		own = append(own, r)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	data, err := seeds.FS.ReadFile("ranges.yaml")
	if err != nil {
		return err
	}
	all, err := whatif.ReadRanges(data, "ranges.yaml")
	if err != nil {
		return err
	}
	ranges, err := o.Known(all)
	if err != nil {
		return err
	}
	ranges = slices.DeleteFunc(ranges, func(r *whatif.Range) bool {
		return slices.ContainsFunc(own, func(u *whatif.Range) bool { return u.Input.Name == r.Input.Name })
	})
	swings, err := o.Tornado(append(ranges, own...))
	if err != nil {
		return err
	}
	if err := o.write(s, report.TornadoAnswer(o.report(s), o.Study, swings)); err != nil {
		return err
	}
	return o.verdict(nothingKnown(slices.ContainsFunc(swings, func(sw whatif.Swing) bool {
		return slices.ContainsFunc(sw.Routes, func(r whatif.RouteSwing) bool { return r.Known })
	})))
}
