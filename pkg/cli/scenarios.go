package cli

import (
	"io"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"

	"github.com/spf13/cobra"
)

func newScenarios(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenarios",
		Short: "List the scenarios that aduana compare knows",
		Long: `List the scenarios that come with aduana, and those in scenarios/ of your own
rules: what each supposes, where that comes from, and how sure it is.

A scenario is a YAML file that says scenario (its name, that of the file),
title, why and confidence, and what it changes: on (scenarios that it stands
on), as_of (the date of the law; costs stay as they are), set (fields of the
offer, [ROUTE.]FIELD), scale (fields and currencies, times a factor), fx (MXN
for one), lines (as --line takes them), allow_projected (ids of tables), rules
and routes (tables and routes, laid over as files of a rules folder are).`,
		Example: `  aduana scenarios
  aduana scenarios --format json`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	config.AddFlags(f, "rules", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		settings, err := config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		return runScenarios(s, settings)
	}
	return cmd
}

func runScenarios(s *Streams, settings *config.Settings) error {
	r, err := openRules(s, settings, nil, "")
	if err != nil {
		return err
	}
	list := report.NewScenarioList(s.Version)
	var faults fault.List
	for _, name := range r.scenarios() {
		scenario, err := r.scenario(name)
		if err != nil {
			faults = append(faults, fault.From(err)...)
			continue
		}
		list.Add(scenario)
	}
	if faults != nil {
		return faults
	}
	return s.render(settings, "", "", func(w io.Writer, ro report.Options) error {
		return report.RenderScenarios(w, settings.Format, list, ro)
	})
}
