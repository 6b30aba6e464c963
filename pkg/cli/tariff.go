package cli

import (
	"io"
	"slices"

	"aduana/pkg/config"
	"aduana/pkg/report"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newTariff(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tariff",
		Short: "Find a tariff line, see its duty, take over the official tariff",
		Long: `Find the tariff heading of goods, see all that is kept of a line or the lines
under a heading, and take over the official tariff.`,
		Example: `  aduana tariff search phone case
  aduana tariff show 6109.10.03
  aduana tariff show 6204 --as-of 2026-09-01`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.AddCommand(newTariffSearch(s), newTariffShow(s), newTariffImport(s))
	return cmd
}

// settingFlags declares the flags of some settings, for a command that reads no
// more.
func settingFlags(f *pflag.FlagSet, names ...string) {
	all := pflag.NewFlagSet("", pflag.ContinueOnError)
	config.AddFlags(all)
	all.VisitAll(func(flag *pflag.Flag) {
		if slices.Contains(names, flag.Name) {
			f.AddFlag(flag)
		}
	})
}

// printListing writes a command's answer to standard output.
func printListing(s *Streams, settings *config.Settings, l *report.Listing) error {
	return s.render(settings, "", "", func(w io.Writer, o report.Options) error { return report.RenderListing(w, settings.Format, l, o) })
}

// preface is what every JSON answer begins with.
type preface struct {
	SchemaVersion int          `json:"schema_version"`
	Tool          report.Tool  `json:"tool"`
	AsOf          string       `json:"as_of"`
	Rules         rulesPreface `json:"rules"`
}

type rulesPreface struct {
	Digest string `json:"digest"`
}

func newPreface(s *Streams, r *ruleset) preface {
	return preface{
		SchemaVersion: report.SchemaVersion, Tool: report.Tool{Name: "aduana", Version: s.Version},
		AsOf: r.options.Date.String(), Rules: rulesPreface{r.tables.Digest()},
	}
}

// look gives the options of a look-up in the rules.
func (r *ruleset) look() table.Options { return table.Options{Projected: r.options.Projected} }

// bounded writes a date, or nothing where a period has no start or end.
func bounded(d table.Date) string {
	if d == table.OpenStart || d == table.Forever {
		return ""
	}
	return d.String()
}

// orNull gives a text for JSON, null where it is empty.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
