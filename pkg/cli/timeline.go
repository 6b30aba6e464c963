package cli

import (
	"io"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// timelineOptions are the flags of `aduana timeline`.
type timelineOptions struct {
	product
	from, to, chart, output string
}

func newTimeline(s *Streams) *cobra.Command {
	o := &timelineOptions{}
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Quote a product on every date on which the law that touches it changed",
		Long: `Quote a product the day before and on every date on which a law that touches it
changed: what changed on each route, by which rule, and on which day the better
way in flipped. Costs and exchange rates are held still, at the date of the
quote (--as-of, else today): what moves is the law alone.`,
		Example: `  aduana timeline --example tshirt
  aduana timeline --example sneakers --from 2024-01-01 --chart import_taxes
  aduana timeline --origin CN --declared-value "20 USD" --route direct-mail --chart import_taxes
  aduana timeline --example tshirt --as-of 2026-09-01 --format json`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.addSource(f)
	f.StringVar(&o.from, "from", "", "first date, YYYY-MM-DD (default: the first one that the law of a route covers)")
	f.StringVar(&o.to, "to", "", "last date, YYYY-MM-DD (default: the last on which a law changes)")
	f.StringVar(&o.chart, "chart", "margin", "total to draw, or none: "+strings.Join(report.Charts(), ", "))
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output; it appears only whole")
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		return runTimeline(cmd, s, o)
	}
	return cmd
}

func runTimeline(cmd *cobra.Command, s *Streams, o *timelineOptions) error {
	span, err := o.span()
	if err != nil {
		return err
	}
	of, r, plans, err := o.ready(cmd, s)
	if err != nil {
		return err
	}
	for _, p := range plans {
		if faults := landed.Check(p, of); faults != nil {
			return faults
		}
	}
	r.options.Cards = r.options.Date // costs and rates stay those of the quote's date
	days, err := whatif.Dates(plans, r.tables, of, r.options)
	if err != nil {
		return err
	}
	days = slices.DeleteFunc(days, func(d table.Date) bool { return d < span.from || d > span.to })
	if o.from != "" && !slices.Contains(days, span.from) {
		days = append([]table.Date{span.from}, days...)
	}
	doc := report.NewTimeline(s.Version, r.options.Date)
	for _, day := range days {
		before, old, err := r.onDay(s, day.Add(-1), of)
		if err != nil {
			return err
		}
		after, now, err := r.onDay(s, day, of)
		if err != nil {
			return err
		}
		if len(doc.Entries) == 0 {
			old = nil // where it begins, all law is new
		}
		members, err := whatif.NewMembers(r.tables, day, of, r.ids())
		if err != nil {
			return err
		}
		if err := doc.Add(before, after, append(whatif.NewLaw(old, now), members...)); err != nil {
			return err
		}
	}
	if len(doc.Entries) == 0 {
		return fault.New("E-TIMELINE-EMPTY", fault.Place{Flag: "--from"})
	}
	err = s.render(o.settings, o.output, o.file, func(w io.Writer, ro report.Options) error {
		return report.RenderTimeline(w, o.settings.Format, doc, o.chart, ro)
	})
	if err != nil || !o.settings.Strict {
		return err
	}
	quotes, err := quotesOf(plans, of) // of the quote's date: history is never without doubt
	if err != nil {
		return err
	}
	return verdict(quotes, nil, true)
}

// span is the first and the last day that are looked at.
type span struct{ from, to table.Date }

// span reads the flags about time, and checks what is to be drawn.
func (o *timelineOptions) span() (span, error) {
	all := span{table.OpenStart, table.Forever}
	var faults fault.List
	read := func(flag, text string, day *table.Date) {
		if text == "" {
			return
		}
		d, f := table.ParseDate(text)
		if f != nil {
			faults.Add(f.At(fault.Place{Flag: flag}))
			return
		}
		*day = d
	}
	read("--from", o.from, &all.from)
	read("--to", o.to, &all.to)
	if faults == nil && all.from > all.to {
		faults.Add(fault.New("E-TIMELINE-SPAN", fault.Place{Flag: "--to"}, o.from, o.to))
	}
	if charts := append(report.Charts(), report.NoChart); !slices.Contains(charts, o.chart) {
		faults.Add(fault.New("E-WORD", fault.Place{Flag: "--chart"}, o.chart, strings.Join(charts, ", "), strict.Suggest(o.chart, charts)))
	}
	return all, faults.Err()
}

// onDay quotes the offer on the law of a day. A route whose law does not cover
// the day says so.
func (r *ruleset) onDay(s *Streams, day table.Date, of *offer.Offer) (*report.Document, []*landed.Quote, error) {
	on := *r
	on.options.Date = day
	plans, err := on.plans()
	if err != nil {
		return nil, nil, err
	}
	quotes := make([]*landed.Quote, len(plans))
	for i, p := range plans {
		quotes[i] = landed.Make(p, of)
	}
	return report.Build(report.Input{Version: s.Version, Digest: r.tables.Digest(), Offer: of, Quotes: quotes}), quotes, nil
}
