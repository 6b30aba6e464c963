package cli

import (
	"aduana/pkg/config"
	"aduana/pkg/report"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

func newRules(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List, show, compare and check the rules",
		Long: `The rules are dated tables of law and costs, and routes: lists of charges.
A folder of your own lies over the embedded ones with --rules.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		Example: `  aduana rules list
  aduana rules show law.courier --as-of 2025-08-14`,
	}
	cmd.AddCommand(newRulesList(s), newRulesShow(s), newRulesDiff(s), newRulesLint(s), newRulesNew(s), newRulesExport())
	return cmd
}

// ruleSettings are the settings that commands about rules take.
var ruleSettings = []string{"as_of", "rules", "allow_projected", "format", "width", "color"}

// openRulebook reads the rules that the settings name, at their date.
func openRulebook(cmd *cobra.Command, s *Streams) (*report.Rulebook, *config.Settings, error) {
	if err := emptyFlags(cmd); err != nil {
		return nil, nil, err
	}
	settings, err := config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
	if err != nil {
		return nil, nil, err
	}
	b, err := rulebook(s, settings)
	return b, settings, err
}

func rulebook(s *Streams, settings *config.Settings) (*report.Rulebook, error) {
	r, err := openRules(s, settings, nil, "")
	if err != nil {
		return nil, err
	}
	return r.book(s), nil
}

// book gives the rules as answers about them need them.
func (r *ruleset) book(s *Streams) *report.Rulebook {
	return &report.Rulebook{
		Version: s.Version, Tables: r.tables, Routes: r.routes, Date: r.options.Date, Options: table.Options{Projected: r.options.Projected},
	}
}
