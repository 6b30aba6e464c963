package cli

import (
	"io"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// compareOptions are the flags of `aduana compare`.
type compareOptions struct {
	product
	output string
	failIf []string
}

func newCompare(s *Streams) *cobra.Command {
	o := &compareOptions{}
	cmd := &cobra.Command{
		Use:   "compare SCENARIO...",
		Short: "Quote a product as it is and under scenarios, and say what changes and why",
		Long: `Quote a product as it is and under each scenario, side by side, and say line by
line what changes and why: ~ another amount, = the same amount by another rule,
+ a new line, - a line that is gone.

The product is given as to aduana quote; that is the base, flags included, and
scenarios lie over it. A scenario is a name that aduana scenarios lists, or a
file of your own given by its path. Joined by +, scenarios lie over each other,
the last on top.`,
		Example: `  aduana compare --example tshirt peak premium
  aduana compare --example tshirt peak+premium fx-shock --route local-warehouse
  aduana compare --example sneakers air-freight usmca-origin --format md
  aduana compare --example tshirt --as-of 2026-09-01 factor-88bis --format json
  aduana compare --example tshirt fx-shock --fail-if "local-warehouse.margin_pct < 0.05"`,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.addSource(f)
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output; it appears only whole")
	f.StringArrayVar(&o.failIf, "fail-if", nil, "exit 3 where this holds in the base or under a scenario, for the best route or for ROUTE.TOTAL, for example \"margin_pct < 0.10\"; may be repeated")
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		return runCompare(cmd, s, o, args)
	}
	return cmd
}

func runCompare(cmd *cobra.Command, s *Streams, o *compareOptions, names []string) error {
	gates, err := parseGates(o.failIf)
	if err != nil {
		return err
	}
	of, r, _, err := o.ready(cmd, s)
	if err != nil {
		return err
	}
	if err := gates.check(r); err != nil {
		return err
	}
	if len(names) == 0 {
		return fault.New("E-SCENARIO-NONE", fault.Place{}, strings.Join(r.scenarios(), ", "))
	}
	const baseName = "base"
	base, quotes, err := r.quoted(s, of)
	if err != nil {
		return err
	}
	verdicts := named(baseName, verdict(quotes, gates, o.settings.Strict))
	var cases []report.Case
	var faults fault.List
	for _, name := range names {
		c, quotes, err := r.quotedUnder(s, name, of)
		if err != nil {
			faults = append(faults, fault.From(err)...)
			continue
		}
		cases = append(cases, *c)
		verdicts = append(verdicts, named(name, verdict(quotes, gates, o.settings.Strict))...)
	}
	if faults != nil {
		return faults
	}
	doc, err := report.Compare(s.Version, report.Case{Name: baseName, Quote: base}, cases)
	if err != nil {
		return err
	}
	err = s.render(o.settings, o.output, o.file, func(w io.Writer, ro report.Options) error {
		return report.RenderComparison(w, o.settings.Format, doc, ro)
	})
	if err != nil {
		return err
	}
	return verdicts.Err()
}

// named says of faults under which scenario they arose.
func named(scenario string, err error) fault.List {
	list := fault.From(err)
	for _, f := range list {
		if f.Place.Field != "" {
			f.Place.Field = scenario + ", " + f.Place.Field
		} else {
			f.Place.Field = scenario
		}
	}
	return list
}

// quoted quotes the offer by these rules, as a document.
func (r *ruleset) quoted(s *Streams, of *offer.Offer) (*report.Document, []*landed.Quote, error) {
	plans, err := r.plans()
	if err != nil {
		return nil, nil, err
	}
	return documentOf(s, plans, of, r.tables.Digest, "")
}

// quotedUnder quotes the offer under scenarios joined by +.
func (r *ruleset) quotedUnder(s *Streams, name string, of *offer.Offer) (*report.Case, []*landed.Quote, error) {
	parts := strings.Split(name, "+")
	stack, err := whatif.Stack(parts, r.scenario)
	if err != nil {
		return nil, nil, err
	}
	rules, changed, err := r.under(stack, of)
	if err != nil {
		return nil, nil, err
	}
	doc, quotes, err := rules.quoted(s, changed)
	if err != nil {
		return nil, nil, err
	}
	c := &report.Case{Name: name, Quote: doc}
	top := stack[len(stack)-1]
	c.Title, c.Why, c.Confidence = top.Title, top.Why, top.Confidence
	var titles, whys []string
	for _, layer := range stack {
		c.Layers = append(c.Layers, layer.Name)
		titles, whys = append(titles, layer.Title), append(whys, layer.Why)
		c.Confidence = whatif.Weaker(c.Confidence, layer.Confidence)
	}
	if len(parts) > 1 {
		c.Title, c.Why = strings.Join(titles, "; "), strings.Join(whys, " ")
	}
	return c, quotes, nil
}
