package cli

import (
	"slices"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

// rulesDiffOptions are the flags of `aduana rules diff`.
type rulesDiffOptions struct {
	product
	from, to string
}

func newRulesDiff(s *Streams) *cobra.Command {
	o := &rulesDiffOptions{}
	cmd := &cobra.Command{
		Use:   "diff [DIR [DIR]]",
		Short: "Say what changed between two days, or two folders of rules",
		Long: `Say which rows of which tables changed between two days, or between two folders
of rules on one day (of one folder: what it changes of the embedded rules), and
with an offer which of its lines and totals move, and because of which table.`,
		Example: `  aduana rules diff --from 2025-08-14 --to 2025-08-15
  aduana rules diff --from 2025-12-31 --to 2026-01-01 --example tshirt
  aduana rules diff rules -f offer.yaml --as-of 2026-09-01`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return fault.New("E-USAGE", fault.Place{}, "two folders at most are compared")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.from, "from", "", "the earlier day, YYYY-MM-DD")
	f.StringVar(&o.to, "to", "", "the later day, YYYY-MM-DD")
	o.addSource(f)
	config.AddFlags(f, append([]string{"set", "route", "fx"}, ruleSettings...)...)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		answer, err := diffed(cmd, s, o, args)
		if err != nil {
			return err
		}
		return writeAnswer(s, o.settings, o.settings.Format, answer)
	}
	return cmd
}

// sides gives the settings of the two that are compared, and their names.
func (o *rulesDiffOptions) sides(args []string) (before, after config.Settings, err error) {
	before, after = *o.settings, *o.settings
	dated := o.from != "" || o.to != ""
	var faults fault.List
	switch {
	case dated && len(args) > 0:
		faults.Add(fault.New("E-USAGE", fault.Place{}, "two days are compared, or folders; not both"))
	case !dated && len(args) == 0, dated && (o.from == "" || o.to == ""):
		faults.Add(fault.New("E-USAGE", fault.Place{}, "give --from and --to, or one folder or two"))
	case dated && o.settings.AsOf != "":
		faults.Add(fault.New("E-USAGE", o.settings.Place("as_of"), "--from and --to are the days; leave the date of the quote out"))
	case dated:
		for flag, day := range map[string]string{"--from": o.from, "--to": o.to} {
			if _, f := table.ParseDate(day); f != nil {
				faults.Add(f.At(fault.Place{Flag: flag}))
			}
		}
		before.AsOf, after.AsOf = o.from, o.to
	default:
		after.Rules = args[len(args)-1]
		if len(args) == 2 {
			before.Rules = args[0]
		}
	}
	return before, after, faults.Err()
}

// layerName names the rules of a side.
func layerName(settings *config.Settings) string {
	if settings.Rules == "" {
		return "embedded"
	}
	return settings.Rules
}

func diffed(cmd *cobra.Command, s *Streams, o *rulesDiffOptions, args []string) (report.Answer, error) {
	before, after, err := o.sides(args)
	if err != nil {
		return nil, err
	}
	var of *offer.Offer
	if o.file != "" || o.example != "" || len(o.settings.Set) > 0 {
		if of, err = o.read(cmd, s); err != nil {
			return nil, err
		}
	} else if err := emptyFlags(cmd); err != nil {
		return nil, err
	}
	in := report.DiffInput{Version: s.Version, FromName: layerName(&before), ToName: layerName(&after)}
	for _, side := range []struct {
		settings *config.Settings
		book     **report.Rulebook
		quotes   *[]*landed.Quote
	}{{&before, &in.From, &in.Before}, {&after, &in.To, &in.After}} {
		asOf := ""
		if of != nil {
			asOf = of.AsOf
		}
		r, err := openRules(s, side.settings, o.lines, asOf)
		if err != nil {
			return nil, err
		}
		*side.book = r.book(s)
		if of == nil {
			continue
		}
		if err := r.estimate(of, o.tariff); err != nil {
			return nil, err
		}
		plans, err := r.plans()
		if err != nil {
			return nil, err
		}
		if *side.quotes, err = quotesOf(plans, of); err != nil && !slices.ContainsFunc(fault.From(err), func(f *fault.Fault) bool { return f.Code == table.Uncovered }) {
			return nil, err
		}
	}
	if of != nil {
		in.Offer = report.Given(of)
		if v, ok := of.Get(offer.HS); ok {
			in.HS = v.Text
		}
	}
	return report.DiffRules(in)
}
