package cli

import (
	"io"
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/report"
	"aduana/pkg/route"
	"aduana/pkg/whatif"

	"github.com/spf13/cobra"
)

// study is the product of a command that varies its inputs.
type study struct {
	product
	*whatif.Study
	rules *ruleset
}

// ready reads the product and the rules, and quotes the product as it is.
func (o *study) ready(cmd *cobra.Command, s *Streams) error {
	if err := o.load(cmd, s); err != nil {
		return err
	}
	// Before the work, so that a misspelt format does not cost it.
	if err := report.CheckFormat(o.settings.Format, report.StudyFormats()); err != nil {
		return err
	}
	of, r, _, err := o.product.ready(cmd, s)
	if err != nil {
		return err
	}
	var asked []*route.Route
	for _, rt := range r.routes {
		if len(r.only) == 0 || slices.Contains(r.only, rt.ID) {
			asked = append(asked, rt)
		}
	}
	if o.Study, err = whatif.NewStudy(asked, r.tables, r.options, of); err != nil {
		return err
	}
	o.rules = r
	return uncovered(o.Base)
}

// report is what an answer's head is made from.
func (o *study) report(s *Streams) report.Input {
	return report.Input{Version: s.Version, Digest: o.rules.tables.Digest(), Offer: o.Offer, Quotes: o.Base}
}

// write writes an answer to standard output.
func (o *study) write(s *Streams, a *report.StudyAnswer) error {
	return s.render(o.settings, "", "", func(w io.Writer, ro report.Options) error { return report.RenderStudy(w, o.settings.Format, a, ro) })
}

// verdict gives what comes after an answer: whether there was one, and under
// --strict the rules that a strict reader does not take. The fault may be nil.
func (o *study) verdict(f *fault.Fault) error {
	var faults fault.List
	faults.Add(f)
	if o.settings.Strict {
		for _, q := range o.Base {
			faults = append(faults, strictly(q)...)
		}
	}
	return faults.Err()
}

// nothingKnown is the fault of an answer without a single figure.
func nothingKnown(known bool) *fault.Fault {
	if known {
		return nil
	}
	return fault.New("E-NO-ANSWER", fault.Place{}, "no figure is known on any route; aduana quote says what to supply")
}

// input finds an input by its name.
func (o *study) input(name string) (*whatif.Input, error) {
	in, f := o.Input(name, "")
	if f != nil {
		return nil, f
	}
	return in, nil
}
