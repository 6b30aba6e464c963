package cli

import (
	"fmt"
	"maps"
	"slices"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/report"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

func newFX(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fx",
		Short: "Show, set and fetch exchange rates",
		Long: `Show the exchange rates in force, write one into your folder of rules, and fetch
them from Banco de México. A rate is MXN for one unit of the other currency.`,
		Example: `  aduana fx show
  aduana fx set USD=17.20 --rules rules`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.AddCommand(newFXShow(s), newFXSet(s), newFXFetch(s))
	return cmd
}

// direction says what a rate means: "1 USD = 16.9018 MXN".
func direction(currency, rate string) string { return "1 " + currency + " = " + rate + " MXN" }

// rateJSON is a rate in an answer.
type rateJSON struct {
	Currency   string `json:"currency"`
	Rate       string `json:"rate"` // MXN for one unit
	Direction  string `json:"direction"`
	Date       string `json:"date"`
	AgeDays    int    `json:"age_days"` // below zero: it is of a later day
	Source     string `json:"source"`
	Confidence string `json:"confidence"`
	Layer      string `json:"layer"`
}

// fxAnswer is the JSON of fx show.
type fxAnswer struct {
	preface
	FX []rateJSON `json:"fx"`
}

func newFXShow(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show the exchange rates in force",
		Long: `Show the exchange rates in force: the newest on or before the day, else the
oldest, each with its date, its age and its source.`,
		Example: `  aduana fx show
  aduana fx show --as-of 2026-09-01 --format json
  aduana fx show --fx EUR=19.80`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	settingFlags(f, "as-of", "fx", "rules", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		settings, err := config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		return runFXShow(s, settings)
	}
	return cmd
}

func runFXShow(s *Streams, settings *config.Settings) error {
	r, err := openRules(s, settings, nil, "")
	if err != nil {
		return err
	}
	plans, err := r.plans()
	if err != nil {
		return err
	}
	answer := fxAnswer{preface: newPreface(s, r), FX: []rateJSON{}}
	l := &report.Listing{
		Title: "Exchange rates on " + r.options.Date.String(),
		Columns: []report.ListColumn{
			{Key: "currency", Data: true}, {Key: "rate", Data: true},
			{Key: "direction", Title: "Rate"}, {Key: "date", Title: "Of"}, {Key: "age_days", Title: "Days old", Right: true}, {Key: "confidence", Title: "Confidence"},
			{Key: "source", Title: "Source", Wraps: true}, {Key: "layer", Title: "Layer", Wraps: true},
		},
	}
	rates := plans[0].Rates // the same on every route
	for _, currency := range slices.Sorted(maps.Keys(rates)) {
		row := rates[currency].Row
		if row == nil {
			continue // MXN itself
		}
		out := rateJSON{
			Currency: currency, Rate: rates[currency].Rate.String(), Date: row.From.String(), AgeDays: int(r.options.Date) - int(row.From),
			Source: row.Cite.Instrument, Confidence: row.Confidence, Layer: row.Layer,
		}
		out.Direction = direction(currency, out.Rate)
		answer.FX = append(answer.FX, out)
		l.Rows = append(l.Rows, []string{currency, out.Rate, out.Direction, out.Date, fmt.Sprint(out.AgeDays), out.Confidence, out.Source, out.Layer})
	}
	l.JSON = answer
	return printListing(s, settings, l)
}

// newRate is a rate to be written.
type newRate struct {
	currency   string
	rate       money.Ratio
	date       table.Date
	source     string
	confidence string
	url        string
}

// writtenAnswer is the JSON of fx set and fx fetch.
type writtenAnswer struct {
	SchemaVersion int         `json:"schema_version"`
	Tool          report.Tool `json:"tool"`
	Written       string      `json:"written"` // file
	FX            []rateJSON  `json:"fx"`
}

// writeRates writes rates into the folder of rules, and says what was written.
func writeRates(s *Streams, settings *config.Settings, today table.Date, rates []newRate) error {
	if settings.Rules == "" {
		return fault.New("E-IMPORT-FOLDER", fault.Place{})
	}
	path, err := layRates(settings.Rules, today, rates)
	if err != nil {
		return err
	}
	answer := writtenAnswer{SchemaVersion: report.SchemaVersion, Tool: report.Tool{Name: "aduana", Version: s.Version}, Written: path, FX: []rateJSON{}}
	l := &report.Listing{
		Columns: []report.ListColumn{
			{Key: "currency", Data: true}, {Key: "rate", Data: true}, {Key: "direction", Title: "Rate"}, {Key: "date", Title: "Of"}, {Key: "source", Title: "Source", Wraps: true},
		},
		Notes: []string{"Written to " + path + ". Use it with --rules " + settings.Rules + "."},
	}
	for _, n := range rates {
		out := rateJSON{
			Currency: n.currency, Rate: n.rate.String(), Date: n.date.String(), AgeDays: int(today) - int(n.date),
			Source: n.source, Confidence: n.confidence, Layer: settings.Rules,
		}
		out.Direction = direction(n.currency, out.Rate)
		answer.FX = append(answer.FX, out)
		l.Rows = append(l.Rows, []string{n.currency, out.Rate, out.Direction, out.Date, out.Source})
	}
	l.JSON = answer
	return printListing(s, settings, l)
}
