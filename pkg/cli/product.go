package cli

import (
	"os"
	"slices"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/tariff"
	"aduana/seeds"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// product is the flags that say which product is meant and what lies over it,
// for every command about one product.
type product struct {
	file, example string
	lines         []string
	tariff        string                  // how a duty is taken for a heading
	offer         map[offer.Field]*string // flags of the offer's fields
	settings      *config.Settings
}

// addSource adds the flags that name the product, and those of its lines.
func (o *product) addSource(f *pflag.FlagSet) {
	f.StringVarP(&o.file, "file", "f", "", "offer as YAML or JSON; - for standard input")
	f.StringVar(&o.example, "example", "", "an offer that comes with aduana: "+strings.Join(examples(), ", "))
	f.StringArrayVar(&o.lines, "line", nil, "amount of a line, [ROUTE.]CODE=AMOUNT[/BASIS], for example freight=\"1200 USD/entry\"; BASIS is entry, unit, order, kg, m3, container or pair")
	f.StringVar(&o.tariff, "tariff", tariff.Exact, "the duty where hs is a heading of 4 or 6 digits: exact asks for a line; min, median or max estimates it from the lines under the heading")
}

// addFields adds the flags of the settings and of the offer's fields. They come
// last in the help.
func (o *product) addFields(f *pflag.FlagSet) {
	config.AddFlags(f)
	o.offer = map[offer.Field]*string{}
	for _, spec := range offer.Specs() {
		o.offer[spec.Field] = f.String(strings.ReplaceAll(spec.Name, "_", "-"), "", spec.Doc)
	}
}

// load gathers the settings.
func (o *product) load(cmd *cobra.Command, s *Streams) (err error) {
	o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
	return err
}

// ready reads the product and the rules, and compiles the routes asked for.
func (o *product) ready(cmd *cobra.Command, s *Streams) (*offer.Offer, *ruleset, []*route.Plan, error) {
	if fail := wayOf(o.tariff); fail != nil {
		return nil, nil, nil, fail
	}
	of, err := o.read(cmd, s)
	if err != nil {
		return nil, nil, nil, err
	}
	r, err := openRules(s, o.settings, o.lines, of.AsOf)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := r.estimate(of, o.tariff); err != nil {
		return nil, nil, nil, err
	}
	for _, id := range of.Routes() {
		if !r.has(id) {
			return nil, nil, nil, fault.New("E-ROUTE", fault.Place{Field: id + ".*"}, id, strings.Join(r.ids(), ", "), strict.Suggest(id, r.ids()))
		}
	}
	plans, err := r.plans()
	return of, r, plans, err
}

// read takes the offer from its one source and lays the flags over it.
func (o *product) read(cmd *cobra.Command, s *Streams) (*offer.Offer, error) {
	if err := emptyFlags(cmd); err != nil {
		return nil, err
	}
	of, err := o.source(s)
	if err != nil {
		return nil, err
	}
	var faults fault.List
	for _, spec := range offer.Specs() {
		name := strings.ReplaceAll(spec.Name, "_", "-")
		if cmd.Flags().Changed(name) {
			if f := of.Set(spec.Name, *o.offer[spec.Field]); f != nil {
				faults.Add(f.At(fault.Place{Flag: "--" + name}))
			}
		}
	}
	faults = append(faults, laySet(of, o.settings)...)
	switch {
	case faults != nil:
	case of.Empty():
		faults.Add(fault.New("E-NO-OFFER", fault.Place{}, strings.Join(examples(), ", ")))
	default:
		// What a heading lacks is settled where the tariff is known, see estimate.
		faults = slices.DeleteFunc(of.Check(), func(f *fault.Fault) bool { return f.Code == "E-HS" })
	}
	return of, faults.Err()
}

// laySet lays what --set and the settings give over an offer.
func laySet(of *offer.Offer, settings *config.Settings) fault.List {
	var faults fault.List
	for _, set := range settings.Set {
		key, value, ok := strings.Cut(set, "=")
		if !ok {
			faults.Add(fault.New("E-ASSIGN", settings.Place("set"), set))
			continue
		}
		if f := of.Set(strings.TrimSpace(key), value); f != nil {
			faults.Add(f.At(settings.Place("set")))
		}
	}
	return faults
}

// emptyFlags refuses a flag with an empty value: a script's variable that was
// not set must not become a default.
func emptyFlags(cmd *cobra.Command) error {
	var faults fault.List
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if v := f.Value.String(); v == "" || v == "[]" {
			faults.Add(fault.New("E-USAGE", fault.Place{Flag: "--" + f.Name}, "the value is empty"))
		}
	})
	return faults.Err()
}

func (o *product) source(s *Streams) (*offer.Offer, error) {
	switch {
	case o.file != "" && o.example != "":
		return nil, fault.New("E-USAGE", fault.Place{}, "--file and --example are given together; use one")
	case o.example != "":
		file, err := seeds.FS.Open("examples/" + o.example + ".yaml")
		if err != nil {
			return nil, fault.New("E-EXAMPLE", fault.Place{Flag: "--example"}, o.example, strings.Join(examples(), ", "), strict.Suggest(o.example, examples()))
		}
		return offer.Decode(file, "example "+o.example)
	case o.file == "-":
		return offer.Decode(s.In, "standard input")
	case o.file != "":
		file, err := os.Open(o.file)
		if err != nil {
			return nil, fault.Wrap(err, "E-READ", fault.Place{File: o.file, Flag: "--file"})
		}
		defer func() { _ = file.Close() }()
		return offer.Decode(file, o.file)
	}
	return &offer.Offer{}, nil
}

// examples lists the offers that come with the program.
func examples() []string {
	entries, _ := seeds.FS.ReadDir("examples") // compiled in, so it is there
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}
