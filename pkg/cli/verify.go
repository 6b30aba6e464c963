package cli

import (
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/lock"
	"aduana/pkg/report"
	"aduana/pkg/table"

	"github.com/spf13/cobra"
)

// verifyOptions are the flags of `aduana verify`.
type verifyOptions struct {
	locked   bool
	settings *config.Settings
}

func newVerify(s *Streams) *cobra.Command {
	o := &verifyOptions{}
	cmd := &cobra.Command{
		Use:   "verify FILE",
		Short: "Reckon a locked quote again and compare it to the centavo",
		Long: `Reckon a locked quote again and compare every figure to the centavo. Two
questions are answered apart:

  its own rules    does this program still reckon the same from the rules that
                   the file holds? It should, years later and without a network.
  rules in force   what do the rules of today give for the same date and offer,
                   and which of them have changed since? Rules of your own count
                   where --rules names them.

Where figures differ, the first line that differs is named, and the exit code is
7. With --locked the first question alone is asked.`,
		Example: `  aduana lock --example tshirt --as-of 2026-09-01 -o quote.lock.json
  aduana verify quote.lock.json
  aduana verify quote.lock.json --locked --format json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fault.New("E-USAGE", fault.Place{}, "verify takes one file that aduana lock has written; - for standard input")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.BoolVar(&o.locked, "locked", false, "check the file against its own rules alone")
	addAnswerFlags(f, "rules", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if err := emptyFlags(cmd); err != nil {
			return err
		}
		if o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir); err != nil {
			return err
		}
		return runVerify(s, o, args[0])
	}
	return cmd
}

// verification is what `aduana verify` answers.
type verification struct {
	SchemaVersion int         `json:"schema_version"`
	Tool          report.Tool `json:"tool"`
	File          string      `json:"file"`
	Locked        struct {
		Tool   report.Tool   `json:"tool"` // that wrote the file
		AsOf   string        `json:"as_of"`
		Digest string        `json:"digest"` // of the rules then in force
		FX     []report.Rate `json:"fx"`
	} `json:"locked"`
	OwnRules     reckoned `json:"own_rules"`
	RulesInForce *inForce `json:"rules_in_force"` // null where it is not asked for
	title        string   // of the offer
}

// reckoned is the figures of the file held against others.
type reckoned struct {
	Same bool `json:"same"`
	lock.Comparison
}

// inForce is the same for the rules in force, and which of them differ.
type inForce struct {
	reckoned
	Digest  string        `json:"digest"`
	FX      []report.Rate `json:"fx"`
	Changes []lock.Change `json:"changes"`
	Reason  string        `json:"reason,omitempty"` // why there are no figures
}

func runVerify(s *Streams, o *verifyOptions, name string) error {
	q, err := readLocked(s, name)
	if err != nil {
		return err
	}
	of, err := q.Offer()
	if err != nil {
		return err
	}
	own, err := reckonLocked(s, q, of, q.Rules)
	if err != nil {
		return err
	}
	v := &verification{SchemaVersion: report.SchemaVersion, Tool: own.doc.Tool, File: name}
	if of.Name != "" {
		v.title = of.Name + ", "
	}
	v.Locked.Tool, v.Locked.AsOf = q.Document.Tool, q.Document.AsOf
	v.Locked.Digest, v.Locked.FX = q.Document.Rules.Digest, q.Document.FX
	v.OwnRules = heldAgainst(&q.Document, own.doc)
	if !o.locked {
		if v.RulesInForce, err = verifyInForce(s, o, q, own); err != nil {
			return err
		}
	}
	if err := s.respond(o.settings, v, v.page()); err != nil {
		return err
	}
	return v.verdict()
}

// readLocked reads the file, or standard input.
func readLocked(s *Streams, name string) (*lock.Quote, error) {
	if name == "-" {
		return lock.Read(s.In, "standard input")
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fault.Wrap(err, "E-READ", fault.Place{File: name})
	}
	defer func() { _ = file.Close() }()
	return lock.Read(file, name)
}

func heldAgainst(locked, now *report.Document) reckoned {
	c := lock.Compare(locked, now)
	return reckoned{Same: len(c.Differences) == 0, Comparison: c}
}

// verifyInForce reckons the offer from the rules in force. The figures are held
// against those that this program has from the rules of the file, so that what
// differs is due to the rules alone.
func verifyInForce(s *Streams, o *verifyOptions, q *lock.Quote, own *relocked) (*inForce, error) {
	layers, err := layersOf(o.settings)
	if err != nil {
		return nil, err
	}
	tables, err := table.Open(layers...)
	if err != nil {
		return nil, err
	}
	rules, err := lock.Copy(layers, tariffLines(own.quotes))
	if err != nil {
		return nil, err
	}
	of, err := q.Offer()
	if err != nil {
		return nil, err
	}
	out := &inForce{Digest: tables.Digest(), FX: []report.Rate{}}
	now, err := reckonLocked(s, q, of, rules)
	if err != nil {
		out.Reason, out.Differences = fault.From(err).Error(), []lock.Difference{}
		out.Changes = slices.DeleteFunc(lock.Changes(q.Rules, rules), func(c lock.Change) bool {
			return c.How == lock.Added && c.Layer == q.Rules[0].Layer // of no concern to the quote
		})
		return out, nil
	}
	out.reckoned, out.Changes, out.FX = heldAgainst(own.doc, now.doc), lock.Changes(own.used, now.used), now.doc.FX
	return out, nil
}

// page says the same for people.
func (v *verification) page() report.Blocks {
	head := report.Block{
		Text: v.File + ": " + v.title + "as of " + v.Locked.AsOf + ", locked by aduana " + v.Locked.Tool.Version,
		Rows: [][]string{v.OwnRules.row("its own rules")},
	}
	if v.RulesInForce == nil {
		return report.Blocks{head}
	}
	if v.RulesInForce.Reason != "" {
		head.Rows = append(head.Rows, []string{report.Fail, "rules in force", v.RulesInForce.Reason})
	} else {
		head.Rows = append(head.Rows, v.RulesInForce.row("rules in force"))
	}
	page := report.Blocks{head}
	for _, block := range []struct {
		text string
		c    reckoned
	}{
		{"Other figures than this program has from the file's own rules", v.OwnRules},
		{"Other figures from the rules in force", v.RulesInForce.reckoned},
	} {
		if len(block.c.Differences) > 0 {
			page = append(page, report.Block{Text: block.text, Rows: differenceRows(block.c.Differences)})
		}
	}
	if changes := v.RulesInForce.Changes; len(changes) > 0 {
		rules := report.Block{Text: "Rules that have changed since"}
		for _, c := range changes {
			rules.Rows = append(rules.Rows, []string{c.How, ruleName(c), path.Join(c.Layer, c.File)})
		}
		page = append(page, rules)
	}
	return page
}

// mostFigures is how many differences people are shown; JSON has all.
const mostFigures = 6

func differenceRows(differences []lock.Difference) [][]string {
	var rows [][]string
	for _, d := range differences[:min(len(differences), mostFigures)] {
		rows = append(rows, []string{d.Route, d.Figure, d.Locked, "now " + d.Now})
	}
	if more := len(differences) - mostFigures; more > 0 {
		rows = append(rows, []string{"", "and " + strconv.Itoa(more) + " more", "", "--format json has all"})
	}
	return rows
}

func (r *reckoned) row(question string) []string {
	if r.Same {
		return []string{report.OK, question, "the same to the centavo, " + strconv.Itoa(r.Compared) + " figures"}
	}
	return []string{report.Fail, question, strconv.Itoa(len(r.Differences)) + " of " + strconv.Itoa(r.Compared) + " figures differ; the first is " + r.Differences[0].String()}
}

// verdict gives the error of figures that differ.
func (v *verification) verdict() error {
	var faults fault.List
	at := fault.Place{File: v.File}
	if !v.OwnRules.Same {
		faults.Add(fault.New("E-VERIFY-PROGRAM", at, v.OwnRules.Differences[0].String(), v.Locked.Tool.Version, v.Tool.Version))
	}
	if in := v.RulesInForce; in != nil && !in.Same {
		what := in.Reason
		if what == "" {
			what = in.Differences[0].String()
		}
		faults.Add(fault.New("E-VERIFY-RULES", at, what, in.blame()))
	}
	return faults.Err()
}

// blame names the rules that have changed under the first figure that differs:
// the table that the line stands on, else the route, else all of them.
func (in *inForce) blame() string {
	var first lock.Difference
	if len(in.Differences) > 0 {
		first = in.Differences[0]
	}
	var own, all []string
	for _, c := range in.Changes {
		text := ruleName(c) + " is " + c.How + " (" + path.Join(c.Layer, c.File) + ")"
		if all = append(all, text); first.Table != "" && c.Table == first.Table {
			own = append(own, text)
		}
	}
	switch {
	case len(all) == 0:
		return "no rule of the quote has changed"
	case own == nil:
		own = all
	}
	return strings.Join(own, ", ")
}

// ruleName gives the id of a table, or the route of a file.
func ruleName(c lock.Change) string {
	if c.Table != "" {
		return c.Table
	}
	return "route " + strings.TrimSuffix(path.Base(c.File), path.Ext(c.File))
}
