package cli

import (
	"regexp"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/strict"

	"github.com/spf13/cobra"
)

// explainOptions are the flags of `aduana explain`.
type explainOptions struct {
	product
	all bool
}

func newExplain(s *Streams) *cobra.Command {
	o := &explainOptions{}
	cmd := &cobra.Command{
		Use:   "explain [ROUTE.]LINE|TOTAL|CODE|seller|codes...",
		Short: "Say where a figure comes from, or what a code means",
		Long: `Say where a figure of a quote comes from: the base and the rate, the row of the
rules that matched and the rows before it that did not, the formula with its
numbers, the law, how sure it is, who is paid, and whether it is a cost, a
credit or a prepayment for this seller.

A line is named as the JSON of a quote does under lines.code, a total as under
totals. ` + "`seller`" + ` lays out the classes of sellers on the offer, and a code such
as E-HS or W-STALE-FX says when it arises and what to do; ` + "`codes`" + ` lists them.`,
		Example: `  aduana explain --example tshirt igi
  aduana explain --example tshirt direct-mail.courier_tax local-warehouse.margin
  aduana explain --example tshirt --all --route local-warehouse > why.md
  aduana explain --example tshirt seller
  aduana explain E-HS W-STALE-FX`,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.addSource(f)
	f.BoolVar(&o.all, "all", false, "every line; as Markdown unless --format says otherwise")
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		answer, err := explained(cmd, s, o, args)
		if err != nil {
			return err
		}
		format := o.settings.Format
		if o.all && o.settings.Origin("format") == "default" {
			format = report.Markdown
		}
		return writeAnswer(s, o.settings, format, answer)
	}
	return cmd
}

// faultCode is how a code of the catalogue is written.
var faultCode = regexp.MustCompile(`^[EWR]-[A-Z0-9-]+$`)

// explained makes the answer to what is asked.
func explained(cmd *cobra.Command, s *Streams, o *explainOptions, args []string) (report.Answer, error) {
	isCode := func(arg string) bool { return faultCode.MatchString(strings.ToUpper(arg)) }
	switch {
	case o.all && len(args) > 0:
		return nil, fault.New("E-USAGE", fault.Place{Flag: "--all"}, "--all explains every line; leave out "+strings.Join(args, " "))
	case !o.all && len(args) == 0:
		return nil, fault.New("E-USAGE", fault.Place{}, "what is to be explained is not said: name a line such as igi, a total such as margin, a code such as E-HS, or --all")
	case slices.Equal(args, []string{"codes"}):
		return report.ExplainCodes(fault.Codes(), exitOf), nil
	case slices.ContainsFunc(args, isCode):
		return explainCodes(args)
	}
	of, r, plans, err := o.ready(cmd, s)
	if err != nil {
		return nil, err
	}
	in := report.Input{Version: s.Version, Digest: r.tables.Digest(), Offer: of}
	if slices.Equal(args, []string{"seller"}) {
		classes, err := sellerClasses(plans, of)
		return report.CompareSellers(in, classes), err
	}
	if in.Quotes, err = quotesOf(plans, of); err != nil {
		return nil, err
	}
	return report.Explain(in, args)
}

// exitOf gives the exit code of one error.
func exitOf(c fault.Code) int { return exitCode(fault.New(c, fault.Place{})) }

func explainCodes(args []string) (report.Answer, error) {
	var known []string
	for _, c := range fault.Codes() {
		known = append(known, string(c))
	}
	var codes []fault.Code
	var faults fault.List
	for _, arg := range args {
		code := strings.ToUpper(arg)
		if !slices.Contains(known, code) {
			faults.Add(fault.New("E-CODE", fault.Place{}, arg, strict.Suggest(code, known)))
		}
		codes = append(codes, fault.Code(code))
	}
	if faults != nil {
		return nil, faults
	}
	return report.ExplainCodes(codes, exitOf), nil
}

// sellerClasses quotes the offer for every class of seller that withholding
// tells apart.
func sellerClasses(plans []*route.Plan, of *offer.Offer) ([]report.Class, error) {
	classes := []report.Class{
		{Seller: "company", RFC: "true", Account: "mx"},
		{Seller: "individual", RFC: "true", Account: "mx"},
		{Seller: "company", RFC: "true", Account: "foreign"},
		{Seller: "individual", RFC: "true", Account: "foreign"},
		{Seller: "foreign", RFC: "true", Account: "foreign"},
		{Seller: "foreign", RFC: "false", Account: "foreign"},
		{Seller: "individual", RFC: "false", Account: "mx"},
	}
	for i := range classes {
		c := &classes[i]
		for _, p := range plans {
			own := of.For(p.Route.ID)
			for _, set := range [][2]string{{"seller", c.Seller}, {"rfc", c.RFC}, {"account", c.Account}} {
				if f := own.Set(set[0], set[1]); f != nil {
					return nil, f
				}
			}
			quotes, err := quotesOf([]*route.Plan{p}, &own)
			if err != nil {
				return nil, err
			}
			c.Quotes = append(c.Quotes, quotes...)
		}
	}
	return classes, nil
}
