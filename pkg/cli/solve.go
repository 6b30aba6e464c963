package cli

import (
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/report"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// solveOptions are the flags of `aduana solve`.
type solveOptions struct {
	study
	margin string
	equal  bool
}

func newSolve(s *Streams) *cobra.Command {
	o := &solveOptions{}
	cmd := &cobra.Command{
		Use:   "solve INPUT",
		Short: "Find the price, cost, freight, exchange rate or duty that reaches a margin",
		Long: `Find at which values of one input a margin is reached, route by route, or at
which values the best route changes.

INPUT is price, unit_cost, duty, an exchange rate (fx for USD, or fx.CNY), or
the amount of a line as its card has it (freight, local-warehouse.delivery).

With --margin the answer is the lowest price, or the highest cost, that reaches
it, with every stretch of values that does. Thresholds and fee bands make the
margin jump, so there can be several stretches, and prices that keep less than a
lower one: they are named with the threshold that makes them. With --equal, or
for fx and duty without --margin, the answer is where the best route changes.
Every step of the input is settled: a centavo, or a ten thousandth of a rate.`,
		Example: `  aduana solve price --margin 20% --example tshirt --as-of 2026-09-01
  aduana solve price --equal --example tshirt --as-of 2026-09-01 --set units_per_shipment=100
  aduana solve unit_cost --margin 45 --example tshirt --as-of 2026-09-01
  aduana solve freight --margin "30 MXN" --example tshirt --as-of 2026-09-01 --format json
  aduana solve fx --example tshirt --as-of 2026-09-01
  aduana solve duty --example tshirt --as-of 2026-09-01`,
		Args: oneInput,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.margin, "margin", "", "margin of a unit to reach: a share of the price such as 20%, or an amount in MXN such as 45")
	f.BoolVar(&o.equal, "equal", false, "find where the best route changes")
	o.addSource(f)
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := o.ready(cmd, s); err != nil {
			return err
		}
		return runSolve(s, o, args[0])
	}
	return cmd
}

// oneInput asks for the one argument of a command about an input.
func oneInput(_ *cobra.Command, args []string) error {
	if len(args) == 1 {
		return nil
	}
	return fault.New("E-USAGE", fault.Place{}, "name one input, for example price, unit_cost, freight, fx or duty")
}

func runSolve(s *Streams, o *solveOptions, name string) error {
	if name == "fx" {
		name = "fx.USD"
	}
	in, err := o.input(name)
	if err != nil {
		return err
	}
	if o.margin == "" {
		if name == "duty" || strings.HasPrefix(name, "fx.") {
			o.equal = true
		}
		if !o.equal {
			return fault.New("E-USAGE", fault.Place{}, "give --margin, for example --margin 20%, or --equal")
		}
	} else if o.equal {
		return fault.New("E-USAGE", fault.Place{}, "--margin and --equal ask for different things: give one")
	}
	if o.equal {
		if len(o.Plans) < 2 {
			return fault.New("E-USAGE", fault.Place{Flag: "--route"}, "one route cannot overtake itself: leave --route out, or give --margin")
		}
		leads, nearest, err := o.Leads(in)
		if err != nil {
			return err
		}
		if err := o.write(s, report.Leads(o.report(s), o.Study, in, leads, nearest)); err != nil {
			return err
		}
		if len(leads) < 2 {
			return o.verdict(fault.New("E-NO-ANSWER", fault.Place{}, "the best route does not change with "+in.Name))
		}
		return o.verdict(nil)
	}
	target, f := parseTarget(o.margin)
	if f != nil {
		return f.At(fault.Place{Flag: "--margin"})
	}
	sol, err := o.Solve(in, target)
	if err != nil {
		return err
	}
	if err := o.write(s, report.Solve(o.report(s), o.Study, sol)); err != nil {
		return err
	}
	for _, r := range sol.Routes {
		if len(r.Spans) > 0 {
			return o.verdict(nil)
		}
	}
	return o.verdict(fault.New("E-NO-ANSWER", fault.Place{}, "no "+in.Name+" reaches a margin of "+o.margin+" on any route"))
}

// parseTarget reads "20%", "45" or "45 MXN".
func parseTarget(text string) (whatif.Target, *fault.Fault) {
	text = strings.TrimSpace(text)
	if strings.HasSuffix(text, "%") {
		share, f := money.ParseRatio(text)
		if f == nil && share.Cmp(money.One) >= 0 {
			f = fault.New("E-RANGE", fault.Place{}, text, "no margin is the whole price or more")
		}
		return whatif.Target{Value: share, Share: true}, f
	}
	amount, f := money.ParseMoney(text, "MXN")
	if f == nil && amount.Currency != "MXN" {
		f = fault.New("E-CURRENCY", fault.Place{}, text, "margins are in MXN")
	}
	return whatif.Target{Value: amount.Value}, f
}
