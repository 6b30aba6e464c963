package cli

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/report"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

func newDoctor(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check settings, rules, exchange rates and the terminal",
		Long: `Check what a quote of today stands on: the settings files, rules that are past
their review, exchange rates that are old or missing, your rules folder, and the
terminal. Each is ok, warn or fail, with what to do. Nothing is changed, and
nothing is asked of a network.

The exit code is 0 unless something fails; warnings do not count.`,
		Example: `  aduana doctor
  aduana doctor --format json`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	addAnswerFlags(f, "as_of", "rules", "fx", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := emptyFlags(cmd); err != nil {
			return err
		}
		return runDoctor(cmd, s)
	}
	return cmd
}

// checkup is what `aduana doctor` answers.
type checkup struct {
	SchemaVersion int         `json:"schema_version"`
	Tool          report.Tool `json:"tool"`
	AsOf          string      `json:"as_of"` // ISO date
	Rules         struct {
		Digest string `json:"digest"`
	} `json:"rules"`
	FX     []report.Rate `json:"fx"` // every rate that is known
	Checks []check       `json:"checks"`
}

// check is one thing that was looked at.
type check struct {
	Name    string `json:"name"`
	State   string `json:"state"` // ok, warn or fail
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

func (c *checkup) add(name, state, message, hint string) {
	c.Checks = append(c.Checks, check{name, state, message, hint})
}

// fail adds a check that failed, with the first of its faults.
func (c *checkup) fail(name string, err error) {
	faults := fault.From(err)
	message := faults[0].Error()
	if more := len(faults) - 1; more > 0 {
		message += fmt.Sprintf(", and %d more", more)
	}
	c.add(name, report.Fail, message, faults[0].Hint())
}

func runDoctor(cmd *cobra.Command, s *Streams) error {
	c := &checkup{SchemaVersion: report.SchemaVersion, Tool: report.Tool{Name: "aduana", Version: s.Version}, FX: []report.Rate{}}
	c.add("program", report.OK, "aduana "+s.Version+", "+runtime.Version()+", "+runtime.GOOS+"/"+runtime.GOARCH, "")
	settings := c.settings(cmd, s)
	c.rules(s, settings)
	c.terminal(s, settings)
	var rows [][]string
	for _, one := range c.Checks {
		rows = append(rows, []string{one.State, one.Name, one.Message})
		if one.Hint != "" {
			rows = append(rows, []string{"", "", "→ " + one.Hint})
		}
	}
	if err := s.respond(settings, c, report.Blocks{{Rows: rows}}); err != nil {
		return err
	}
	failed := 0
	for _, one := range c.Checks {
		if one.State == report.Fail {
			failed++
		}
	}
	if failed > 0 {
		return fault.New("E-DOCTOR", fault.Place{}, failed, len(c.Checks))
	}
	return nil
}

// settings reads the settings. Where a file is faulty, the rest is looked at
// with the flags alone.
func (c *checkup) settings(cmd *cobra.Command, s *Streams) *config.Settings {
	settings, err := config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
	if err == nil {
		var there []string
		for _, f := range settingsFiles(s) {
			if f.There {
				there = append(there, f.Path)
			}
		}
		if there == nil {
			c.add("settings", report.OK, "no settings file; aduana config init begins one", "")
		} else {
			c.add("settings", report.OK, "read from "+strings.Join(there, ", "), "")
		}
		return settings
	}
	c.fail("settings", err)
	if settings, err = config.Load(cmd.Flags(), func(string) (string, bool) { return "", false }, "", ""); err != nil {
		return &config.Settings{Format: report.Table, Color: "auto"}
	}
	return settings
}

// rules looks at the rules in force, and at the user's folder.
func (c *checkup) rules(s *Streams, settings *config.Settings) {
	r, err := openRules(s, settings, nil, "")
	if err == nil {
		_, err = r.plans()
	}
	if err != nil {
		c.fail("rules", err)
		return
	}
	c.AsOf, c.Rules.Digest = r.options.Date.String(), r.tables.Digest()
	folder := "the embedded rules"
	if settings.Rules != "" {
		folder += " and those of " + settings.Rules
	}
	c.add("rules", report.OK, fmt.Sprintf("%s: %d tables, %d routes", folder, len(r.tables.IDs()), len(r.routes)), "")
	c.reviews(r)
	c.exchange(r)
}

// reviews finds the law that is past its review at the date, and what comes up
// for review next.
func (c *checkup) reviews(r *ruleset) {
	var stale, next []string
	var first table.Date
	for _, id := range r.tables.IDs() {
		v, f := r.tables.At(id, r.options.Date, table.Options{})
		if f != nil || !strings.HasPrefix(id, "law.") {
			continue
		}
		by := table.Date(0)
		for _, row := range v.Rows {
			if due := row.Period.ReviewBy; due != 0 && (by == 0 || due < by) {
				by = due
			}
		}
		switch {
		case by == 0:
		case by < r.options.Date:
			stale = append(stale, id)
		case next == nil || by < first:
			first, next = by, []string{id}
		case by == first:
			next = append(next, id)
		}
	}
	switch {
	case stale != nil:
		c.add("law", report.Warn, "past its review: "+strings.Join(stale, ", "),
			"check the law in force since, and lay what has changed over it with --rules; --strict refuses quotes that stand on these")
	case next != nil:
		c.add("law", report.OK, "nothing is past its review; next by "+first.String()+": "+strings.Join(next, ", "), "")
	default:
		c.add("law", report.OK, "nothing is past its review", "")
	}
}

// usual is the currency that costs are in by default.
const usual = "USD"

// exchange looks at the age of every exchange rate, and whether there is one of
// the usual currency.
func (c *checkup) exchange(r *ruleset) {
	plans, _ := r.plans() // compiled before, without a fault
	rates := plans[0].Rates
	if _, known := rates[usual]; !known {
		c.add("exchange rate "+usual, report.Warn, "none is known", "give one: --fx "+usual+"=RATE")
	}
	for _, currency := range slices.Sorted(maps.Keys(rates)) {
		rate := rates[currency]
		if rate.Row == nil {
			continue // the peso
		}
		c.FX = append(c.FX, report.Rate{Pair: currency + "/MXN", Rate: rate.Rate.String(), Date: rate.Row.From.String(), Source: rate.Row.Cite.Instrument})
		text := "1 " + currency + " = " + rate.Rate.String() + " MXN of " + rate.Row.From.String()
		if days, old := landed.OldRate(rate.Row.From, r.options.Date); old {
			c.add("exchange rate "+currency, report.Warn, text+", "+strconv.Itoa(days)+" days old", "give a newer one: --fx "+currency+"=RATE, or in the settings")
			continue
		}
		c.add("exchange rate "+currency, report.OK, text, "")
	}
}

// leastColumns is the width under which tables do not fit.
const leastColumns = 80

// terminal looks at the width, the colours and the characters of the terminal.
func (c *checkup) terminal(s *Streams, settings *config.Settings) {
	columns, ok := s.Terminal()
	if !ok {
		c.add("terminal", report.OK, "standard output is no terminal: no colours, tables of 100 columns or --width", "")
		return
	}
	colour := "without colours"
	if settings.Colour(true, s.Env) {
		colour = "with colours"
	}
	text := strconv.Itoa(columns) + " columns, " + colour
	if columns == 0 {
		text = "of a width that it does not tell, " + colour
	}
	var hints []string
	if columns > 0 && columns < leastColumns {
		hints = append(hints, "make it at least "+strconv.Itoa(leastColumns)+" columns wide")
	}
	if locale := localeOf(s.Env); !strings.Contains(strings.ReplaceAll(strings.ToUpper(locale), "-", ""), "UTF8") {
		text += ", locale " + orDash(locale)
		hints = append(hints, "tables have lines and signs of UTF-8: set LC_ALL=C.UTF-8 or another UTF-8 locale")
	}
	state := report.OK
	if hints != nil {
		state = report.Warn
	}
	c.add("terminal", state, text, strings.Join(hints, "; "))
}

// localeOf gives the locale of characters, by the variable that counts first.
func localeOf(env func(string) (string, bool)) string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value, _ := env(name); value != "" {
			return value
		}
	}
	return ""
}
