package cli

import (
	"slices"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

func newRulesLint(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lint DIR",
		Short: "Find every fault of a folder of rules",
		Long: `Find every fault of a folder of rules, as it lies over the embedded ones: with
its file, line and code, and what to do. Beyond what a quote refuses it finds
numbers of the wrong unit, conditions that never hold, rows and alternatives
that are never reached, and keys that do nothing. With a fault it exits 2.`,
		Example: `  aduana rules lint rules
  aduana rules lint rules --format json`,
		Args: oneArgument("the folder of rules"),
	}
	cmd.Flags().SortFlags = false
	config.AddFlags(cmd.Flags(), "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		settings, err := config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		faults, err := lint(args[0])
		if err != nil {
			return err
		}
		if err := writeAnswer(s, settings, settings.Format, report.LintOf(s.Version, args[0], faults)); err != nil {
			return err
		}
		if len(faults) > 0 {
			return fault.New("E-LINT", fault.Place{}, len(faults), args[0])
		}
		return nil
	}
	return cmd
}

// lint finds the faults of a folder over the embedded rules.
func lint(dir string) (fault.List, error) {
	own, err := folderLayer(dir, fault.Place{})
	if err != nil {
		return nil, err
	}
	embedded := embeddedLayer()
	under, err := table.Open(embedded)
	if err != nil {
		return nil, err
	}
	tables, faults := table.Survey(own, under)
	faults = append(faults, route.Lint(own, []table.Layer{embedded}, tables)...)
	slices.SortStableFunc(faults, func(a, b *fault.Fault) int {
		if a.Place.File != b.Place.File {
			if a.Place.File < b.Place.File {
				return -1
			}
			return 1
		}
		return a.Place.Line - b.Place.Line
	})
	return faults, nil
}
