package cli

import (
	"strconv"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/tariff"
	"aduana/seeds"

	"github.com/spf13/cobra"
)

// searchOptions are the flags of `aduana tariff search`.
type searchOptions struct {
	limit    int
	settings *config.Settings
}

// mostFound is the longest list that a search gives.
const mostFound = 100

func newTariffSearch(s *Streams) *cobra.Command {
	o := &searchOptions{}
	cmd := &cobra.Command{
		Use:   "search WORDS",
		Short: "Find the tariff heading of goods",
		Long: `Find the tariff heading of goods by everyday names, in English, Spanish or
Chinese, and by the descriptions of the lines.

A word counts by how few headings use it; a name counts by the share of it that
the search has, so that other words of the search do no harm. To the best name
of a heading comes a quarter of what all its words count that the search has.
Plurals, accents and hyphens make no difference. It is a first guess: the notes
to the tariff decide.`,
		Example: `  aduana tariff search phone case
  aduana tariff search "vestido de fiesta" --limit 3
  aduana tariff search 蓝牙耳机 --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, " ")) == "" {
				return fault.New("E-USAGE", fault.Place{}, "no goods are named to search for")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.IntVar(&o.limit, "limit", 10, "headings to show, at most 100")
	settingFlags(f, "as-of", "rules", "allow-projected", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir); err != nil {
			return err
		}
		return runTariffSearch(s, o, strings.Join(args, " "))
	}
	return cmd
}

// searchAnswer is the JSON of a search.
type searchAnswer struct {
	preface
	Query    string         `json:"query"`
	Headings []foundHeading `json:"headings"`
}

type foundHeading struct {
	Heading string   `json:"heading"`
	Code    string   `json:"code"` // of the name: the heading, or something under it
	Name    string   `json:"name"`
	Words   []string `json:"words"` // of the name that the search has
	Score   int      `json:"score"`
	spreadJSON
}

// spreadJSON is the lines under a code and their rates; null where none is known.
type spreadJSON struct {
	Lines   int     `json:"lines"`
	Lowest  *string `json:"rate_lowest"`
	Median  *string `json:"rate_median"`
	Highest *string `json:"rate_highest"`
}

func runTariffSearch(s *Streams, o *searchOptions, query string) error {
	if o.limit < 1 || o.limit > mostFound {
		return fault.New("E-USAGE", fault.Place{Flag: "--limit"}, "it must be from 1 to "+strconv.Itoa(mostFound))
	}
	r, err := openRules(s, o.settings, nil, "")
	if err != nil {
		return err
	}
	file, err := seeds.FS.Open("tariff/names.csv")
	if err != nil {
		return err
	}
	names, err := tariff.ReadNames(file, "names.csv")
	if err != nil {
		return err
	}
	more, fail := tariff.Descriptions(r.tables)
	if fail != nil {
		return fail
	}
	found := tariff.NewIndex(append(names, more...)).Search(query, o.limit)
	if len(found) == 0 {
		return fault.New("E-TARIFF-NOTHING", fault.Place{}, query)
	}
	answer := searchAnswer{preface: newPreface(s, r), Query: query}
	l := &report.Listing{
		Columns: []report.ListColumn{
			{Key: "code", Title: "Code"}, {Key: "name", Title: "Goods", Wraps: true}, {Key: "duty", Title: "Duty", Right: true}, {Key: "lines", Title: "Lines", Right: true},
		},
		Notes: []string{"Duty on " + r.options.Date.String() + ", origin without preference, of the lines kept here. See one: aduana tariff show " + tariff.Dotted(found[0].Code)},
	}
	for _, f := range found {
		lines, fail := tariff.Lines(r.tables, f.Code, r.options.Date, r.look())
		if fail != nil && fail.Code != "E-TARIFF-CODE" {
			return fail
		}
		answer.Headings = append(answer.Headings, foundHeading{
			Heading: f.Heading, Code: f.Code, Name: f.Name, Words: f.Words, Score: f.Score, spreadJSON: spreadOf(lines),
		})
		l.Rows = append(l.Rows, []string{tariff.Dotted(f.Code), f.Name, spreadText(lines), strconv.Itoa(len(lines))})
	}
	l.JSON = answer
	return printListing(s, o.settings, l)
}

func spreadOf(lines []tariff.Line) spreadJSON {
	out := spreadJSON{Lines: len(lines)}
	if spread, ok := tariff.SpreadOf(lines); ok {
		out.Lowest, out.Median, out.Highest = orNull(spread.Lowest.String()), orNull(spread.Median.String()), orNull(spread.Highest.String())
	}
	return out
}

// spreadText writes the rates of lines: "35%", "0% to 35%", or what one line
// says that has none.
func spreadText(lines []tariff.Line) string {
	spread, ok := tariff.SpreadOf(lines)
	switch {
	case len(lines) == 1:
		return lines[0].Says()
	case !ok:
		return "?"
	case spread.Lowest.Cmp(spread.Highest) == 0:
		return tariff.Percent(spread.Lowest)
	}
	return tariff.Percent(spread.Lowest) + " to " + tariff.Percent(spread.Highest)
}
