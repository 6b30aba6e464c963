package cli

import (
	"time"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

// fxSetOptions are the flags of `aduana fx set`.
type fxSetOptions struct {
	date, source string
	settings     *config.Settings
}

func newFXSet(s *Streams) *cobra.Command {
	o := &fxSetOptions{}
	cmd := &cobra.Command{
		Use:   "set CURRENCY=RATE...",
		Short: "Write exchange rates into your folder of rules",
		Long: `Write exchange rates into your folder of rules, as costs/fx.yaml: MXN for one
unit of the currency. Rates of other days and currencies that the file has stay
in it, and so do its comments; a rate of the same day and currency is replaced.`,
		Example: `  aduana fx set USD=17.20 --rules rules
  aduana fx set USD=17.20 EUR=19.85 --date 2026-11-20 --source "Our bank" --rules rules`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fault.New("E-USAGE", fault.Place{}, "no rate is given, for example USD=17.20")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.date, "date", "", "day of the rates, YYYY-MM-DD (default: today in Mexico City)")
	f.StringVar(&o.source, "source", "given by aduana fx set", "where the rates come from")
	settingFlags(f, "rules", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir); err != nil {
			return err
		}
		return runFXSet(s, o, args)
	}
	return cmd
}

func runFXSet(s *Streams, o *fxSetOptions, args []string) error {
	today, fail := table.ParseDate(s.Now().In(mexico).Format(time.DateOnly))
	if fail != nil {
		return fail
	}
	day := today
	var faults fault.List
	if o.date != "" {
		if day, fail = table.ParseDate(o.date); fail != nil {
			faults.Add(fail.At(fault.Place{Flag: "--date"}))
		}
	}
	faults.Add(plainSource(o.source, "--source"))
	var rates []newRate
	seen := map[string]bool{}
	for _, text := range args {
		n := newRate{source: o.source, confidence: table.High}
		if n.currency, n.rate, n.date, fail = parseExchange(text, day); fail != nil {
			faults.Add(fail)
			continue
		}
		if key := n.currency + n.date.String(); seen[key] {
			faults.Add(fault.New("E-USAGE", fault.Place{}, "the rate of "+n.currency+" is given twice"))
		} else {
			seen[key] = true
		}
		rates = append(rates, n)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	return writeRates(s, o.settings, today, rates)
}
