package cli

import (
	"slices"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/strict"

	"github.com/spf13/cobra"
)

func newRulesShow(s *Streams) *cobra.Command {
	var hs string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show a table or a route: its rows, its law and its history",
		Long: `Show the rows of a table that hold on a day in the order in which they are
asked, the law that they stand on, which layer each is from, and the table's
history. Of a route, its lines: who is paid, how each is reckoned, and when it
applies.`,
		Example: `  aduana rules show law.courier
  aduana rules show law.courier --as-of 2025-08-14
  aduana rules show law.tariff --hs 6109 --format csv
  aduana rules show local-warehouse`,
		Args: oneArgument("the id of a table or a route"),
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&hs, "hs", "", "of a table by tariff line: the rows of a line, or of its first digits")
	config.AddFlags(f, ruleSettings...)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, settings, err := openRulebook(cmd, s)
		if err != nil {
			return err
		}
		answer, err := shown(b, args[0], hs)
		if err != nil {
			return err
		}
		return writeAnswer(s, settings, settings.Format, answer)
	}
	return cmd
}

// shown makes the answer about a route, else about a table.
func shown(b *report.Rulebook, id, hs string) (report.Answer, error) {
	if i := slices.IndexFunc(b.Routes, func(r *route.Route) bool { return r.ID == id }); i >= 0 {
		return report.ShowRoute(b, b.Routes[i]), nil
	}
	known := b.Tables.IDs()
	for _, r := range b.Routes {
		known = append(known, r.ID)
	}
	if !slices.Contains(known, id) {
		return nil, fault.New("E-RULE", fault.Place{}, id, strict.Suggest(id, known))
	}
	return report.ShowTable(b, id, hs)
}
