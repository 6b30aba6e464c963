package cli

import (
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/report"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// breakEvenOptions are the flags of `aduana breakeven`.
type breakEvenOptions struct {
	study
	months int64
}

func newBreakEven(s *Streams) *cobra.Command {
	o := &breakEvenOptions{}
	cmd := &cobra.Command{
		Use:   "breakeven",
		Short: "Find the monthly volume from which the local warehouse is better",
		Long: `Find the monthly volumes at which the local warehouse leaves more than direct
mail, monthly costs paid; how that moves with price, weight and units a
shipment; and how long set-up costs take to come back at the offer's
monthly_units.

Every volume from 1 to a million units is settled with the quote itself: stock,
storage, discounts and monthly minimums move with it, so that the lead can
change more than once. Without a volume the exit code is 5.`,
		Example: `  aduana breakeven --example tshirt --as-of 2026-09-01
  aduana breakeven --example sneakers --as-of 2026-09-01 --within 24 --format json
  aduana breakeven --example tshirt --as-of 2026-09-01 --set local-warehouse.fulfilment=own --line accounting=12000`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.Int64Var(&o.months, "within", 12, "months in which set-up costs are to come back")
	o.addSource(f)
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.ready(cmd, s); err != nil {
			return err
		}
		return runBreakEven(s, o)
	}
	return cmd
}

func runBreakEven(s *Streams, o *breakEvenOptions) error {
	if o.months < 1 || o.months > 1200 {
		return fault.New("E-USAGE", fault.Place{Flag: "--within"}, "give months from 1 to 1200")
	}
	b := &report.BreakEven{Months: o.months, Local: -1, Mail: -1}
	for i, p := range o.Plans {
		switch p.Route.ID {
		case landed.LocalWarehouse:
			b.Local = i
		case landed.DirectMail:
			b.Mail = i
		}
	}
	if b.Local < 0 || b.Mail < 0 {
		return fault.New("E-USAGE", fault.Place{Flag: "--route"}, "a break-even is between "+landed.LocalWarehouse+" and "+landed.DirectMail+": leave --route out")
	}
	local, mail := o.Plans[b.Local], o.Plans[b.Mail]
	b.Volumes = slices.Collect(whatif.Ahead(local, mail, o.Offer))
	if units, ok := whatif.PaysFrom(local, o.Offer); ok {
		b.PaysFrom = &units
	}
	if units, ok := o.Within(b.Local, b.Mail, o.months); ok {
		b.Within = &units
	}
	b.Payback = o.Payback(b.Local, b.Mail)
	if err := o.moves(b); err != nil {
		return err
	}
	first := slices.IndexFunc(b.Volumes, func(v whatif.Volumes) bool { return v.Won })
	if first >= 0 {
		b.Curve = o.curve(b, b.Volumes[first].From)
	}
	if err := o.write(s, report.BreakEvenAnswer(o.report(s), o.Study, b)); err != nil {
		return err
	}
	if first < 0 {
		return o.verdict(fault.New("E-NO-ANSWER", fault.Place{}, "the local warehouse is ahead at no volume up to a million units a month"))
	}
	return o.verdict(nil)
}

// moves varies what the break-even hangs on most.
func (o *breakEvenOptions) moves(b *report.BreakEven) error {
	fifths := []money.Ratio{{Num: 4, Den: 5}, {Num: 9, Den: 10}, {Num: 1, Den: 1}, {Num: 11, Den: 10}, {Num: 6, Den: 5}}
	doubles := []money.Ratio{{Num: 1, Den: 4}, {Num: 1, Den: 2}, {Num: 1, Den: 1}, {Num: 2, Den: 1}, {Num: 4, Den: 1}}
	for _, by := range []struct {
		name    string
		factors []money.Ratio
	}{{"price", fifths}, {"weight_kg", fifths}, {"units_per_shipment", doubles}} {
		in, err := o.input(by.name)
		if err != nil {
			return err
		}
		values := in.Around(by.factors...)
		if values == nil {
			continue
		}
		at, err := o.EvenWith(b.Local, b.Mail, in, slices.Compact(values))
		if err != nil {
			return err
		}
		b.Moves = append(b.Moves, report.Move{Input: in, At: at})
	}
	return nil
}

// curve gives what both routes leave a month, up to twice the break-even and
// the offer's own volume.
func (o *breakEvenOptions) curve(b *report.BreakEven, even int64) []report.MonthAt {
	const points = 24
	most := 2 * even
	if units, f := o.Input("monthly_units", ""); f == nil && units.Base != "" {
		own, _ := money.ParseRatio(units.Base)
		most = max(most, min(own.Ceil(), 20*even))
	}
	var curve []report.MonthAt
	for i := int64(1); i <= points; i++ {
		units := max(most*i/points, 1)
		if len(curve) > 0 && curve[len(curve)-1].Units == units {
			continue
		}
		at := report.MonthAt{Units: units}
		at.Local, _ = whatif.MonthlyAt(o.Plans[b.Local], o.Offer, units)
		at.Mail, _ = whatif.MonthlyAt(o.Plans[b.Mail], o.Offer, units)
		curve = append(curve, at)
	}
	return curve
}
