package cli

import (
	"io"
	"os"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"

	"github.com/spf13/cobra"
)

// diffOptions are the flags of `aduana diff`.
type diffOptions struct {
	exitCode bool
	settings *config.Settings
}

func newDiff(s *Streams) *cobra.Command {
	o := &diffOptions{}
	cmd := &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "Say how two saved quotes differ, line by line and why",
		Long: `Say how two quotes that aduana quote --format json wrote differ: what was given,
every line that changed, and the rule it stands on. Nothing is reckoned again,
so quotes of other versions and of other rules can be compared. One of the two
may be - for standard input.`,
		Example: `  aduana quote --example tshirt --as-of 2024-12-31 --format json -o before.json
  aduana quote --example tshirt --as-of 2025-01-01 --format json -o after.json
  aduana diff before.json after.json
  aduana quote --example tshirt --set price=349 --format json | aduana diff before.json - --format csv`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 2:
				return fault.New("E-USAGE", fault.Place{}, "two saved quotes are compared, BEFORE and AFTER")
			case args[0] == "-" && args[1] == "-":
				return fault.New("E-USAGE", fault.Place{}, "only one of the quotes can come from standard input")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.BoolVar(&o.exitCode, "exit-code", false, "exit 10 where the quotes differ")
	config.AddFlags(f, "format", "width", "color")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir); err != nil {
			return err
		}
		return runDiff(s, o, args[0], args[1])
	}
	return cmd
}

func runDiff(s *Streams, o *diffOptions, before, after string) error {
	var faults fault.List
	cases := make([]report.Case, 2)
	for i, file := range []string{before, after} {
		doc, f := s.saved(file)
		faults.Add(f)
		cases[i] = report.Case{Name: file, Quote: doc}
	}
	if faults != nil {
		return faults
	}
	doc, err := report.Compare(s.Version, cases[0], cases[1:])
	if err != nil {
		return err
	}
	err = s.render(o.settings, "", "", func(w io.Writer, ro report.Options) error {
		return report.RenderComparison(w, o.settings.Format, doc, ro)
	})
	if err == nil && o.exitCode && doc.Differs() {
		return fault.New("E-DIFFERS", fault.Place{}, before, after)
	}
	return err
}

// saved reads a saved quote.
func (s *Streams) saved(file string) (*report.Document, *fault.Fault) {
	if file == "-" {
		return report.Read(s.In, "standard input")
	}
	in, err := os.Open(file)
	if err != nil {
		return nil, fault.Wrap(err, "E-READ", fault.Place{File: file})
	}
	defer func() { _ = in.Close() }()
	return report.Read(in, file)
}
