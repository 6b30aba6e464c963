package cli

import (
	"aduana/pkg/config"
	"aduana/pkg/report"

	"github.com/spf13/cobra"
)

func newRulesList(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the tables and routes in force on a day",
		Long: `List every table with the time in which its rows of that day hold, how sure they
are, when their sources were read and when they have to be read again; and the
routes.`,
		Example: `  aduana rules list
  aduana rules list --as-of 2027-01-01 --format csv
  aduana rules list --rules rules`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, settings, err := openRulebook(cmd, s)
			if err != nil {
				return err
			}
			list, err := report.ListRules(b)
			if err != nil {
				return err
			}
			return writeAnswer(s, settings, settings.Format, list)
		},
	}
	cmd.Flags().SortFlags = false
	config.AddFlags(cmd.Flags(), ruleSettings...)
	return cmd
}
