package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/pkg/tariff"
	"aduana/seeds"

	"github.com/spf13/cobra"
)

// importOptions are the flags of `aduana tariff import`.
type importOptions struct {
	from, source, dof string
	replace, dryRun   bool
	settings          *config.Settings
}

func newTariffImport(s *Streams) *cobra.Command {
	o := &importOptions{}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take over the official tariff from a workbook or CSV",
		Long: `Take over the tariff from the workbook of the Secretaría de Economía ("Base
Única LIGIE"), or from a CSV file, into a folder of rules, and tell what differs
from the embedded lines. The folder then lies over the embedded rules, with
--rules DIR.

The header is found among the first 40 rows by the names of its columns:
Fracción or Código, Descripción, Impuesto de importación (Arancel, IGI, Imp.,
which may stand in a second row), Unidad. "Ex." is free of duty, "Prohibida"
refuses, a duty by quantity or a mixed one is unknown. Rows of headings and of
the NICO are passed over. A number is a percentage: 35 or 35%.`,
		Example: `  aduana tariff import ligie.xlsx --rules rules --from 2026-04-24 --source "LIGIE, Base Única of SNICE"
  aduana tariff import ligie.csv --from 2026-04-24 --source "LIGIE" --dry-run --format csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fault.New("E-USAGE", fault.Place{}, "one file is needed, for example ligie.xlsx")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.from, "from", "", "day from which the rates hold, YYYY-MM-DD (required)")
	f.StringVar(&o.source, "source", "", "law or publication that the rates come from (required)")
	f.StringVar(&o.dof, "dof", "", "day on which it was published in the DOF, YYYY-MM-DD")
	f.BoolVar(&o.replace, "replace", false, "write over a tariff that the folder holds")
	f.BoolVar(&o.dryRun, "dry-run", false, "tell what differs and write nothing")
	settingFlags(f, "rules", "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir); err != nil {
			return err
		}
		return runTariffImport(s, o, args[0])
	}
	return cmd
}

func runTariffImport(s *Streams, o *importOptions, path string) error {
	im, err := o.parse(s)
	if err != nil {
		return err
	}
	if im.Book, err = tariff.Read(path); err != nil {
		return err
	}
	set, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS, Packed: strict.Unpack(seeds.Packed)})
	if err != nil {
		return err
	}
	compared, fail := im.Compare(set, table.Options{})
	if fail != nil {
		return fail
	}
	if !o.dryRun {
		if err := o.write(im); err != nil {
			return err
		}
	}
	return printListing(s, o.settings, o.listing(s, im, compared))
}

// parse reads the flags; all faults are found at once.
func (o *importOptions) parse(s *Streams) (*tariff.Import, error) {
	im := &tariff.Import{Source: strings.TrimSpace(o.source), DOF: o.dof}
	var faults fault.List
	day := func(text, flag string) table.Date {
		d, fail := table.ParseDate(text)
		if fail != nil {
			faults.Add(fail.At(fault.Place{Flag: flag}))
		}
		return d
	}
	if o.from == "" {
		faults.Add(fault.New("E-IMPORT-NEEDS", fault.Place{}, "from", "say since when the rates hold, for example --from 2026-04-24"))
	} else {
		im.From = day(o.from, "--from")
	}
	if o.dof != "" {
		day(o.dof, "--dof")
	}
	switch {
	case o.source == "":
		faults.Add(fault.New("E-IMPORT-NEEDS", fault.Place{}, "source", "name the law or the publication, for example --source \"LIGIE, Base Única of SNICE\""))
	default:
		faults.Add(plainSource(im.Source, "--source"))
	}
	im.Checked = day(s.Now().In(mexico).Format(time.DateOnly), "")
	if o.settings.Rules == "" && !o.dryRun {
		faults.Add(fault.New("E-IMPORT-FOLDER", fault.Place{}))
	}
	if o.replace || o.dryRun {
		return im, faults.Err()
	}
	for _, name := range []string{"tariff.csv", "tariff.yaml"} {
		path := filepath.Join(o.settings.Rules, "law", name)
		if _, err := os.Lstat(path); o.settings.Rules != "" && !errors.Is(err, fs.ErrNotExist) {
			faults.Add(fault.New("E-IMPORT-EXISTS", fault.Place{File: path}))
		}
	}
	return im, faults.Err()
}

// longestSource is how many characters the name of a source has at most.
const longestSource = 300

// plainSource refuses a source that no rule can name.
func plainSource(text, flag string) *fault.Fault {
	if text == "" || len(text) > longestSource || strings.ContainsFunc(text, unicode.IsControl) {
		if len(text) > longestWordShown {
			text = text[:longestWordShown]
		}
		return fault.New("E-IMPORT-SOURCE", fault.Place{Flag: flag}, strings.ToValidUTF8(text, ""))
	}
	return nil
}

// longestWordShown is how many bytes of a text a fault shows.
const longestWordShown = 60

// write puts the table into the folder of rules: the rows first, since the head
// is what makes them count.
func (o *importOptions) write(im *tariff.Import) error {
	sheet, err := im.Sheet()
	if err != nil {
		return err
	}
	dir := filepath.Join(o.settings.Rules, "law")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fault.Wrap(err, "E-WRITE", fault.Place{File: dir})
	}
	for _, file := range []struct{ name, text string }{{"tariff.csv", sheet}, {"tariff.yaml", im.Head()}} {
		path := filepath.Join(dir, file.name)
		if err := atomically(path, file.text, fault.Place{File: path}); err != nil {
			return err
		}
	}
	return nil
}

// importAnswer is the JSON of an import.
type importAnswer struct {
	SchemaVersion int         `json:"schema_version"`
	Tool          report.Tool `json:"tool"`
	From          string      `json:"from"`
	Source        string      `json:"source"`
	Written       []string    `json:"written"` // files; none of a dry run
	Lines         int         `json:"lines"`
	Padded        int         `json:"padded"` // codes before which a dropped zero was put
	Unknown       int         `json:"unknown"`
	Prohibited    int         `json:"prohibited"`
	Same          int         `json:"same"`
	Changed       []change    `json:"changed"`
	New           []change    `json:"new"`
	Missing       []change    `json:"missing"` // embedded lines that the file lacks: they stay as they are
}

type change struct {
	Code        string  `json:"code"`
	Description string  `json:"description"`
	Before      *string `json:"before"` // a percentage, unknown or prohibited; null where there is none
	After       *string `json:"after"`
}

// mostShown is how many new and missing lines the table shows each; the other
// formats have all.
const mostShown = 5

func (o *importOptions) listing(s *Streams, im *tariff.Import, c *tariff.Compared) *report.Listing {
	answer := importAnswer{
		SchemaVersion: report.SchemaVersion, Tool: report.Tool{Name: "aduana", Version: s.Version},
		From: im.From.String(), Source: im.Source, Written: []string{}, Lines: len(im.Book.Entries), Padded: im.Book.Padded, Same: c.Same,
		Changed: []change{}, New: []change{}, Missing: []change{},
	}
	for i := range im.Book.Entries {
		switch d := &im.Book.Entries[i].Duty; {
		case d.Refuse != "":
			answer.Prohibited++
		case !d.Known:
			answer.Unknown++
		}
	}
	l := &report.Listing{
		Title: fmt.Sprintf("%d tariff lines from %s: %d as embedded, %d changed, %d new, %d missing", answer.Lines, answer.From, c.Same, len(c.Changed), len(c.New), len(c.Missing)),
		Columns: []report.ListColumn{
			{Key: "kind", Title: ""}, {Key: "code", Title: "Code"}, {Key: "description", Title: "Goods", Wraps: true}, {Key: "before", Title: "Before", Right: true}, {Key: "after", Title: "After", Right: true},
		},
	}
	if answer.Unknown+answer.Prohibited > 0 {
		l.Head = append(l.Head, fmt.Sprintf("%d with a duty by quantity, mixed or unread, which is unknown; %d prohibited", answer.Unknown, answer.Prohibited))
	}
	if answer.Padded > 0 {
		l.Head = append(l.Head, fmt.Sprintf("%d codes of seven digits were given a zero in front", answer.Padded))
	}
	if o.dryRun {
		l.Notes = append(l.Notes, "A dry run: nothing was written.")
	} else {
		dir := filepath.Join(o.settings.Rules, "law")
		answer.Written = []string{filepath.Join(dir, "tariff.csv"), filepath.Join(dir, "tariff.yaml")}
		l.Notes = append(l.Notes, "Written: "+strings.Join(answer.Written, ", ")+". Use it with --rules "+o.settings.Rules+".")
	}
	for _, part := range []struct {
		kind    string
		changes []tariff.Change
		to      *[]change
		most    int
	}{{"changed", c.Changed, &answer.Changed, len(c.Changed)}, {"new", c.New, &answer.New, mostShown}, {"missing", c.Missing, &answer.Missing, mostShown}} {
		for i, ch := range part.changes {
			*part.to = append(*part.to, change{ch.Code, ch.Description, orNull(ch.Before), orNull(ch.After)})
			if i < part.most || o.settings.Format != report.Table {
				l.Rows = append(l.Rows, []string{part.kind, tariff.Dotted(ch.Code), ch.Description, dash(ch.Before), dash(ch.After)})
			}
		}
		if more := len(part.changes) - part.most; more > 0 && o.settings.Format == report.Table {
			l.Notes = append(l.Notes, fmt.Sprintf("%d more lines are %s: --format csv lists all.", more, part.kind))
		}
	}
	if len(c.Missing) > 0 {
		l.Notes = append(l.Notes, "Lines that the file lacks keep the duty of the embedded rules.")
	}
	l.JSON = answer
	return l
}
