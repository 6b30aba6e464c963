package cli

import (
	"fmt"
	"slices"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/tariff"

	"github.com/spf13/cobra"
)

func newTariffShow(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show CODE",
		Short: "Show all that is kept of a tariff line, or the lines under a heading",
		Long: `Show a tariff line: its duty by period with its source, notices and standards,
anti-dumping duties, and preferences by origin. Of a heading of four or six
digits, the lines under it with the lowest, the median and the highest rate.
Dots in the code make no difference; a NICO of two more digits is kept.`,
		Example: `  aduana tariff show 61091003
  aduana tariff show 6402.99.20 --as-of 2026-09-01
  aduana tariff show 6109 --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fault.New("E-USAGE", fault.Place{}, "one tariff code is needed, for example 6109.10.03")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	settingFlags(f, "as-of", "rules", "allow-projected", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		settings, err := config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
		if err != nil {
			return err
		}
		return runTariffShow(s, settings, args[0])
	}
	return cmd
}

func runTariffShow(s *Streams, settings *config.Settings, text string) error {
	code, fail := offer.HS.Spec().Parse(text)
	if fail != nil {
		return fail
	}
	r, err := openRules(s, settings, nil, "")
	if err != nil {
		return err
	}
	var l *report.Listing
	if code.IsHeading() {
		l, fail = headingListing(s, r, code.Text)
	} else {
		l, fail = lineListing(s, r, code.Text)
	}
	if fail != nil {
		return fail
	}
	if !code.IsHeading() && settings.Format != report.CSV {
		footnotes(l)
	}
	return printListing(s, settings, l)
}

// headingAnswer is the JSON of a heading.
type headingAnswer struct {
	preface
	Code string `json:"code"`
	spreadJSON
	Under []lineJSON `json:"tariff_lines"`
}

// lineJSON is a line at the date; a null rate is unknown, or the line is
// prohibited.
type lineJSON struct {
	Code        string  `json:"code"`
	Description string  `json:"description"`
	Rate        *string `json:"rate"`
	Prohibited  bool    `json:"prohibited"`
	Why         string  `json:"why"`
	Confidence  string  `json:"confidence"`
	Source      string  `json:"source"`
}

func lineOf(l *tariff.Line) lineJSON {
	out := lineJSON{Code: l.Code, Description: l.Description, Prohibited: l.Prohibited, Why: l.Why}
	if l.Known {
		out.Rate = orNull(l.Rate.String())
	}
	if l.Row != nil {
		out.Confidence, out.Source = l.Row.Confidence, l.Row.Cite.Instrument
	}
	return out
}

func headingListing(s *Streams, r *ruleset, code string) (*report.Listing, *fault.Fault) {
	lines, fail := tariff.Lines(r.tables, code, r.options.Date, r.look())
	if fail != nil {
		return nil, fail
	}
	answer := headingAnswer{preface: newPreface(s, r), Code: code, spreadJSON: spreadOf(lines)}
	l := &report.Listing{
		Title: tariff.Dotted(code),
		Columns: []report.ListColumn{
			{Key: "code", Title: "Code"}, {Key: "description", Title: "Goods", Wraps: true}, {Key: "duty", Title: "Duty", Right: true}, {Key: "why", Title: "Why", Wraps: true},
		},
		Notes: []string{"The lines kept here are those of consumer goods, or of the tariff that was imported; others can stand under the heading."},
	}
	if spread, ok := tariff.SpreadOf(lines); ok {
		l.Head = append(l.Head, fmt.Sprintf("Duty on %s of %d of %d lines: lowest %s, median %s, highest %s", r.options.Date, spread.Of, len(lines),
			tariff.Percent(spread.Lowest), tariff.Percent(spread.Median), tariff.Percent(spread.Highest)))
	}
	reasons := false
	for i := range lines {
		answer.Under = append(answer.Under, lineOf(&lines[i]))
		l.Rows = append(l.Rows, []string{tariff.Dotted(lines[i].Code), lines[i].Description, lines[i].Says(), lines[i].Why})
		reasons = reasons || lines[i].Why != ""
	}
	if !reasons {
		l.Columns = l.Columns[:3]
		for i := range l.Rows {
			l.Rows[i] = l.Rows[i][:3]
		}
	}
	l.JSON = answer
	return l, nil
}

// lineAnswer is the JSON of a line.
type lineAnswer struct {
	preface
	lineJSON
	NICO        *string    `json:"nico"`
	History     []ruleJSON `json:"history"`
	Flags       []string   `json:"flags"`
	AntiDumping []ruleJSON `json:"anti_dumping"`
	Preferences []ruleJSON `json:"preferences"` // with a certificate of origin
}

// ruleJSON is a row about a line. Values are by column; null where the row says
// that they are unknown, or refuses.
type ruleJSON struct {
	Origins    []string          `json:"origins"` // countries and groups; empty: every origin
	Values     map[string]string `json:"values"`
	Unknown    string            `json:"unknown"`
	Refuse     string            `json:"refuse"`
	From       *string           `json:"from"`
	To         *string           `json:"to"`
	Status     string            `json:"status"`
	Confidence string            `json:"confidence"`
	Layer      string            `json:"layer"`
	Hidden     bool              `json:"hidden"` // a layer above has its dates
	Cite       report.Cite       `json:"cite"`
	Note       string            `json:"note"`
}

func ruleOf(r *tariff.Rule) ruleJSON {
	row := r.Row
	return ruleJSON{
		Origins: append([]string{}, r.Origins...), Values: r.Values, Unknown: row.Unknown, Refuse: row.Refuse,
		From: orNull(bounded(row.From)), To: orNull(bounded(row.To)), Status: row.Status, Confidence: row.Confidence,
		Layer: row.Layer, Hidden: r.Hidden, Cite: report.Cite(row.Cite), Note: row.Note,
	}
}

func lineListing(s *Streams, r *ruleset, code string) (*report.Listing, *fault.Fault) {
	record, fail := tariff.Find(r.tables, code, r.options.Date, r.look())
	if fail != nil {
		return nil, fail
	}
	answer := lineAnswer{preface: newPreface(s, r), lineJSON: lineOf(&record.Line), Flags: append([]string{}, record.Flags...), NICO: orNull(code[8:])}
	answer.Code = code[:8]
	l := &report.Listing{
		Title: tariff.Dotted(code) + " · " + record.Description,
		Head:  []string{"Duty on " + r.options.Date.String() + ": " + record.Says()},
		Columns: []report.ListColumn{
			{Key: "rule", Title: "Rule"}, {Key: "origin", Title: "Origin"}, {Key: "from", Title: "From"}, {Key: "to", Title: "To"},
			{Key: "value", Title: "Value", Wraps: true}, {Key: "confidence", Title: "Confidence"}, {Key: "source", Title: "Source"},
		},
	}
	if record.Why != "" {
		l.Head[0] += ": " + record.Why
	}
	if len(record.Flags) > 0 {
		l.Head = append(l.Head, "Flags: "+strings.Join(record.Flags, ", "))
	}
	add := func(title string, rules []tariff.Rule, value func(map[string]string) string) []ruleJSON {
		list := []ruleJSON{}
		for i := range rules {
			list = append(list, ruleOf(&rules[i]))
			l.Rows = append(l.Rows, ruleRow(title, &rules[i], value))
		}
		return list
	}
	rate := func(of map[string]string) string { return percentText(of["rate"]) }
	answer.History = add("duty", record.History, rate)
	answer.AntiDumping = add("anti-dumping", record.AntiDumping, measureText)
	answer.Preferences = add("preference", record.Preferences, rate)
	if len(record.Preferences) > 0 {
		l.Notes = append(l.Notes, "A preference needs a certificate of origin: --origin-certificate true.")
	}
	l.JSON = answer
	return l, nil
}

// ruleRow writes a rule as a row of the listing.
func ruleRow(title string, r *tariff.Rule, value func(map[string]string) string) []string {
	row := r.Row
	said := value(r.Values)
	switch {
	case row.Refuse != "":
		said = "prohibited"
	case row.Unknown != "":
		said = "unknown"
	}
	if r.Hidden {
		said += " (replaced by a layer above)"
	}
	source := row.Cite.Instrument
	for _, more := range []string{row.Unknown, row.Refuse, row.Note} {
		if more != "" {
			source += " · " + more
		}
	}
	return []string{title, strings.Join(r.Origins, " "), dash(bounded(row.From)), dash(bounded(row.To)), said, row.Confidence, source}
}

// footnotes takes the source, which is long and often the same, out of the rows;
// its number stands behind the confidence.
func footnotes(l *report.Listing) {
	var sources []string
	last := len(l.Columns) - 1
	l.Columns = l.Columns[:last]
	l.Columns[last-1].Title = "Source"
	for i, row := range l.Rows {
		at := slices.Index(sources, row[last])
		if at < 0 {
			at = len(sources)
			sources = append(sources, row[last])
		}
		row[last-1] += fmt.Sprintf(" [%d]", at+1)
		l.Rows[i] = row[:last]
	}
	for i, source := range sources {
		l.Notes = append(l.Notes, fmt.Sprintf("[%d] %s", i+1, source))
	}
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// percentText writes a rate that stands as a fraction as a percentage.
func percentText(fraction string) string {
	rate, fail := money.ParseRatio(fraction)
	if fail != nil {
		return fraction
	}
	return tariff.Percent(rate)
}

// measureText writes an anti-dumping duty: what is laid and for each what.
func measureText(of map[string]string) string {
	switch method := of["method"]; method {
	case "ad_valorem":
		return percentText(of["rate"])
	case "pair", "kg":
		text := "up to " + of["amount"] + " a " + method
		if limit := of["cap"]; !strings.HasPrefix(limit, "0 ") {
			text += ", at most " + limit
		}
		return text
	case "piece":
		return of["amount"] + " a piece"
	default:
		return method
	}
}
