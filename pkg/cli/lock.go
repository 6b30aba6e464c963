package cli

import (
	"cmp"
	"slices"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/lock"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/tariff"

	"github.com/spf13/cobra"
)

// lockOptions are the flags of `aduana lock`.
type lockOptions struct {
	product
	output string
}

func newLock(s *Streams) *cobra.Command {
	o := &lockOptions{}
	cmd := &cobra.Command{
		Use:   "lock",
		Short: "Keep a quote with everything it was reckoned from in one file",
		Long: `Keep a quote with everything it was reckoned from in one file: the offer, the
options, and the text of every rule that was read. aduana verify reckons such a
file again, without a network and years later.

The file is JSON. It holds the whole text of the tables and routes that the
quote stands on; of tables by tariff line, the lines of this product. Nothing
else of your rules folder is in it.`,
		Example: `  aduana lock --example tshirt --as-of 2026-09-01 -o quote.lock.json
  aduana lock -f offer.yaml --rules rules --fx USD=17.20 > quote.lock.json`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.addSource(f)
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output; it appears only whole")
	o.addFields(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		if cmd.Flags().Changed("format") {
			if err := report.CheckFormat(o.settings.Format, []string{report.JSON}); err != nil {
				return err
			}
		}
		return runLock(cmd, s, o)
	}
	return cmd
}

func runLock(cmd *cobra.Command, s *Streams, o *lockOptions) error {
	of, r, plans, err := o.ready(cmd, s)
	if err != nil {
		return err
	}
	doc, quotes, err := documentOf(s, plans, of, r.tables.Digest, "")
	if err != nil {
		return err
	}
	q, err := o.locked(s, r, of, doc, quotes)
	if err != nil {
		return err
	}
	text, err := q.Write()
	if err != nil {
		return err
	}
	if err := s.deliver(text, o.output, o.file); err != nil {
		return err
	}
	return verdict(quotes, nil, o.settings.Strict)
}

// locked puts a document together with what it stands on.
func (o *lockOptions) locked(s *Streams, r *ruleset, of *offer.Offer, doc *report.Document, quotes []*landed.Quote) (*lock.Quote, error) {
	rules, err := lock.Copy(r.layers, tariffLines(quotes))
	if err != nil {
		return nil, err
	}
	q := &lock.Quote{
		Options: lock.Options{
			AsOf: doc.AsOf, Routes: orNone(o.settings.Routes), Lines: orNone(o.lines), FX: orNone(o.settings.FX), Tariff: o.headingWay(of),
			AllowProjected: o.settings.AllowProjected, WholePesos: o.settings.WholePesos,
		},
		Document: *doc,
	}
	again, err := reckonLocked(s, q, of, rules)
	if err != nil {
		return nil, err
	}
	// What is written verifies: the quote follows from the rules in the file alone.
	q.Rules = again.used
	if again, err = reckonLocked(s, q, of, q.Rules); err != nil {
		return nil, err
	}
	if diff := lock.Compare(doc, again.doc).Differences; len(diff) > 0 {
		return nil, fault.New("E-LOCK-CHANGED", fault.Place{}, diff[0].String())
	}
	return q, nil
}

// headingWay gives how a duty is taken for a heading; empty where the offer has
// none.
func (o *lockOptions) headingWay(of *offer.Offer) string {
	if len(headings(of)) == 0 {
		return ""
	}
	return o.tariff
}

// orNone makes the absence of a list plain in JSON.
func orNone(list []string) []string { return append([]string{}, list...) }

// tariffLines lists the tariff lines that quotes were made for.
func tariffLines(quotes []*landed.Quote) []string {
	var lines []string
	for _, q := range quotes {
		if hs, ok := q.Offer.Get(offer.HS); ok && !slices.Contains(lines, hs.Text) {
			lines = append(lines, hs.Text)
		}
	}
	return lines
}

// relocked is a locked quote's offer and options, reckoned again.
type relocked struct {
	doc    *report.Document
	quotes []*landed.Quote
	used   []lock.Rules // that were read
}

// reckonLocked quotes the offer of a locked quote with its options, from rules
// in memory.
func reckonLocked(s *Streams, q *lock.Quote, of *offer.Offer, rules []lock.Rules) (*relocked, error) {
	reader := lock.NewReader(rules)
	settings := &config.Settings{
		AsOf: q.Options.AsOf, Routes: q.Options.Routes, FX: q.Options.FX,
		AllowProjected: q.Options.AllowProjected, WholePesos: q.Options.WholePesos,
	}
	r, err := readRules(s, reader.Layers(), settings, q.Options.Lines, "", nil)
	if err != nil {
		return nil, err
	}
	if err := r.estimate(of, cmp.Or(q.Options.Tariff, tariff.Exact)); err != nil {
		return nil, err
	}
	plans, err := r.plans()
	if err != nil {
		return nil, err
	}
	doc, quotes, err := documentOf(s, plans, of, func() string { return q.Document.Rules.Digest }, "")
	if err != nil {
		return nil, err
	}
	return &relocked{doc: doc, quotes: quotes, used: reader.Used()}, nil
}
