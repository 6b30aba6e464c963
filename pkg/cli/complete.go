package cli

import (
	"encoding/csv"
	"maps"
	"slices"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/pkg/tariff"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// completing tells whether the shell asks for values.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// completer gives the values that the rules in force have. Each is read when
// somebody presses the key, and not before.
type completer struct{ *Streams }

// values lists what can stand somewhere: a value, or "value\tdescription".
type values func(c *completer, cmd *cobra.Command) []string

// flagValues are the values of flags by their name, on whatever command.
var flagValues = map[string]values{
	"example": func(*completer, *cobra.Command) []string { return examples() },
	"format":  formats,
	"color":   func(*completer, *cobra.Command) []string { return config.Colors() },
	"route":   (*completer).routes,
	"tariff":  func(*completer, *cobra.Command) []string { return tariff.Ways() },
	"as-of":   (*completer).dates,
}

func formats(_ *completer, cmd *cobra.Command) []string {
	if cmd.Flags().Lookup("format").Usage == tableOrJSON {
		return []string{report.Table, report.JSON}
	}
	return report.Formats()
}

// openValues are the values of flags of which something is still to be
// written: a field and its value, a line and its amount.
var openValues = map[string]values{
	"set":     (*completer).fields,
	"line":    (*completer).lines,
	"fx":      (*completer).currencies,
	"fail-if": func(*completer, *cobra.Command) []string { return landed.TotalNames() },
}

// argumentValues are the values of arguments by the word that stands for them
// in a command's usage.
var argumentValues = map[string]values{
	"ID":   (*completer).tables,
	"CODE": (*completer).tariffLines,
}

// complete makes every command answer the shell.
func complete(root *cobra.Command, s *Streams) {
	c := &completer{s}
	eachCommand(root, func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if fn := c.ofFlag(f.Name); fn != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, fn) // fails only where it is registered twice
			}
		})
		words := strings.Fields(cmd.Use)
		list := argumentValues[words[len(words)-1]]
		switch {
		case list != nil:
			cmd.ValidArgsFunction = c.closed(list)
		case len(words) == 1 && cmd.ValidArgsFunction == nil:
			cmd.ValidArgsFunction = cobra.NoFileCompletions
		}
	})
}

// eachCommand calls do for a command and all under it.
func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}

// ofFlag gives what completes a flag, nil where files do.
func (c *completer) ofFlag(name string) cobra.CompletionFunc {
	if list := flagValues[name]; list != nil {
		return c.closed(list)
	}
	if list := openValues[name]; list != nil {
		return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
			all := matching(list(c, cmd), typed)
			if !strings.Contains(typed, "=") {
				all = slices.DeleteFunc(all, assigned) // there would be too many
			}
			return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
	}
	if name == "rules" {
		return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
	}
	if spec, ok := offer.ByName(strings.ReplaceAll(name, "-", "_")); ok {
		return c.closed(func(c *completer, cmd *cobra.Command) []string { return c.words(spec, cmd) })
	}
	return nil
}

// assigned tells a field with a value from one whose value is still to come.
func assigned(v string) bool {
	_, value, ok := strings.Cut(v, "=")
	return ok && value != "" && value[0] != '\t'
}

func (c *completer) closed(list values) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return matching(list(c, cmd), typed), cobra.ShellCompDirectiveNoFileComp
	}
}

func matching(all []string, typed string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(v string) bool { return !strings.HasPrefix(v, typed) })
}

// rules reads the rules in force by the flags that are typed already; nil where
// they are faulty, which the command itself will say.
func (c *completer) rules(cmd *cobra.Command) *ruleset {
	settings, err := config.Load(cmd.Flags(), c.Env, c.Dir, c.UserDir)
	if err != nil {
		return nil
	}
	settings.AsOf, settings.FX, settings.Routes = "", nil, nil
	r, err := openRules(c.Streams, settings, nil, "")
	if err != nil {
		return nil
	}
	return r
}

func (c *completer) routes(cmd *cobra.Command) []string {
	var list []string
	if r := c.rules(cmd); r != nil {
		for _, rt := range r.routes {
			list = append(list, rt.ID+"\t"+rt.Title)
		}
	}
	return list
}

// lines lists the codes that --line takes.
func (c *completer) lines(cmd *cobra.Command) []string {
	titles := map[string]string{}
	if r := c.rules(cmd); r != nil {
		for _, rt := range r.routes {
			for _, charges := range [][]route.Charge{rt.Charges, rt.Monthly, rt.Setup} {
				for i := range charges {
					titles[charges[i].Code] = charges[i].Title
				}
			}
		}
	}
	var list []string
	for _, code := range slices.Sorted(maps.Keys(titles)) {
		list = append(list, code+"=\t"+titles[code])
	}
	return list
}

func (c *completer) tables(cmd *cobra.Command) []string {
	var list []string
	if r := c.rules(cmd); r != nil {
		for _, id := range r.tables.IDs() {
			if t, f := r.tables.Table(id); f == nil {
				list = append(list, id+"\t"+t.Title)
			}
		}
	}
	return list
}

// dates lists the days on which the law changed, the newest first.
func (c *completer) dates(cmd *cobra.Command) []string {
	changed := map[string][]string{}
	if r := c.rules(cmd); r != nil {
		for _, id := range r.tables.IDs() {
			t, _ := r.tables.Table(id) // nil with a fault
			for ; t != nil && strings.HasPrefix(id, "law."); t = t.Under {
				for i := range t.Periods {
					day := t.Periods[i].From.String()
					if t.Periods[i].From != table.OpenStart && !slices.Contains(changed[day], id) {
						changed[day] = append(changed[day], id)
					}
				}
			}
		}
	}
	var list []string
	for _, day := range slices.Backward(slices.Sorted(maps.Keys(changed))) {
		list = append(list, day+"\t"+strings.Join(changed[day], ", "))
	}
	return list
}

func (c *completer) currencies(cmd *cobra.Command) []string {
	return withEquals(c.rated(cmd))
}

// rated lists the currencies of which an exchange rate is known.
func (c *completer) rated(cmd *cobra.Command) []string {
	return c.conditions(cmd, route.FXTable, table.KeyCurrency)
}

// conditions lists the words that rows of a table ask for.
func (c *completer) conditions(cmd *cobra.Command, id string, key table.Key) []string {
	r := c.rules(cmd)
	if r == nil {
		return nil
	}
	seen := map[string]bool{}
	t, _ := r.tables.Table(id) // nil with a fault
	for ; t != nil; t = t.Under {
		for i := range t.Periods {
			for j := range t.Periods[i].Rows {
				for _, cond := range t.Periods[i].Rows[j].Conds {
					for _, text := range cond.Texts {
						seen[text] = seen[text] || cond.Key == key
					}
				}
			}
		}
	}
	maps.DeleteFunc(seen, func(_ string, asked bool) bool { return !asked })
	return slices.Sorted(maps.Keys(seen))
}

// fields lists what --set takes: the fields, and after FIELD= its values.
func (c *completer) fields(cmd *cobra.Command) []string {
	var list []string
	for _, spec := range offer.Specs() {
		list = append(list, spec.Name+"=\t"+spec.Doc)
		for _, word := range c.words(spec, nil) {
			list = append(list, spec.Name+"="+word)
		}
	}
	return list
}

// words lists the values of a field of the offer, where they can be told; with
// a command also those that only the rules know.
func (c *completer) words(spec offer.Spec, cmd *cobra.Command) []string {
	switch {
	case spec.Kind == offer.Word:
		return spec.Choices
	case spec.Kind == offer.Bool:
		return []string{"true", "false"}
	case cmd == nil:
		return nil
	case spec.Kind == offer.Country:
		return offer.Countries()
	case spec.Kind == offer.Currency:
		return c.rated(cmd)
	case spec.Field == offer.Marketplace:
		return c.conditions(cmd, "cost.commission", table.KeyMarketplace)
	case spec.Kind == offer.Code:
		return c.tariffLines(cmd)
	}
	return nil
}

// tariffLines lists the tariff lines that have a duty, with what they are.
func (c *completer) tariffLines(cmd *cobra.Command) []string {
	r := c.rules(cmd)
	if r == nil {
		return nil
	}
	goods := map[string]string{}
	for _, layer := range r.layers {
		file, err := layer.FS.Open("law/tariff.csv")
		if err != nil {
			continue // a layer need not have one
		}
		rows, _ := csv.NewReader(file).ReadAll() // what is wrong with it, openRules has said
		_ = file.Close()
		if len(rows) == 0 {
			continue
		}
		code, text := slices.Index(rows[0], "hs"), slices.Index(rows[0], "description")
		for _, row := range rows[1:] {
			if code >= 0 && text >= 0 && len(row[code]) == 8 {
				goods[row[code]] = row[text]
			}
		}
	}
	var list []string
	for _, hs := range slices.Sorted(maps.Keys(goods)) {
		list = append(list, hs+"\t"+goods[hs])
	}
	return list
}

func withEquals(words []string) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = word + "="
	}
	return list
}
