package cli

import (
	"context"
	"time"

	"aduana/pkg/banxico"
	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

// fxFetchOptions are the flags of `aduana fx fetch`.
type fxFetchOptions struct {
	date     string
	settings *config.Settings
}

func newFXFetch(s *Streams) *cobra.Command {
	o := &fxFetchOptions{}
	cmd := &cobra.Command{
		Use:   "fetch",
		Short: "Fetch exchange rates from Banco de México",
		Long: `Fetch the exchange rates of USD (FIX, series SF43718) and CNY (series SF290383,
for information) from the web service of Banco de México, and write them into
your folder of rules, as costs/fx.yaml. No other command reaches the network.

The service asks for a token, which it gives to everybody for the asking:
https://www.banxico.org.mx/SieAPIRest/service/v1/token. Put it into the
environment as ADUANA_BANXICO_TOKEN or BMX_TOKEN, or into the settings as
banxico_token. It is sent to the service alone, and never shown.`,
		Example: `  aduana fx fetch --rules rules
  aduana fx fetch --date 2026-11-20 --rules rules`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.date, "date", "", "the rates on or before a day, YYYY-MM-DD (default: the newest)")
	settingFlags(f, "rules", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir); err != nil {
			return err
		}
		return runFXFetch(cmd.Context(), s, o)
	}
	return cmd
}

// fetched are the series, with what is cited of each.
var fetched = []newRate{
	{currency: "USD", source: "Banco de México, FIX, SIE series " + banxico.SeriesUSD, confidence: table.High, url: banxico.Service},
	{currency: "CNY", source: "Banco de México, for information, SIE series " + banxico.SeriesCNY, confidence: table.Medium, url: banxico.Service},
}

func runFXFetch(ctx context.Context, s *Streams, o *fxFetchOptions) error {
	today, fail := table.ParseDate(s.Now().In(mexico).Format(time.DateOnly))
	if fail != nil {
		return fail
	}
	if o.settings.Rules == "" {
		return fault.New("E-IMPORT-FOLDER", fault.Place{})
	}
	client := s.Banxico
	if client.Token = o.settings.BanxicoToken; client.Token == "" {
		client.Token, _ = s.Env("BMX_TOKEN")
	}
	ask := client.Latest
	if o.date != "" {
		day, fail := table.ParseDate(o.date)
		if fail != nil {
			return fail.At(fault.Place{Flag: "--date"})
		}
		ask = func(ctx context.Context, series ...string) ([]banxico.Observation, error) {
			return client.On(ctx, day, series...)
		}
	}
	observed, err := ask(ctx, banxico.SeriesUSD, banxico.SeriesCNY)
	if err != nil {
		return err
	}
	rates := make([]newRate, len(fetched))
	for i, n := range fetched {
		n.rate, n.date = observed[i].Rate, observed[i].Date
		rates[i] = n
	}
	return writeRates(s, o.settings, today, rates)
}
