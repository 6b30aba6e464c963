// Package config gathers the settings of a run from flags, the environment and
// files into one typed value, and remembers where each came from.
//
// The first that gives a setting counts: a flag, the environment (ADUANA_AS_OF
// and so on), aduana.yaml in the folder of the run, config.yaml in the user's
// folder, the default. Rules and offers do not come this way: they hold
// decimals and codes, which a reader of settings would change.
package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/strict"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// Settings are the settings of a run.
type Settings struct {
	AsOf           string   `mapstructure:"as_of"` // date of the quote; empty: the offer's, else today
	Rules          string   `mapstructure:"rules"` // folder laid over the embedded rules; empty: none
	Format         string   `mapstructure:"format"`
	Width          int      `mapstructure:"width"` // columns of a table; 0: the terminal's
	Color          string   `mapstructure:"color"` // auto, always or never
	Strict         bool     `mapstructure:"strict"`
	AllowProjected bool     `mapstructure:"allow_projected"`
	WholePesos     bool     `mapstructure:"whole_pesos"`
	FX             []string `mapstructure:"fx"`            // CURRENCY=RATE or CURRENCY=RATE@DATE
	Routes         []string `mapstructure:"route"`         // ids; none: all
	Set            []string `mapstructure:"set"`           // [ROUTE.]FIELD=VALUE
	BanxicoToken   string   `mapstructure:"banxico_token"` // never shown

	places map[string]fault.Place // of what is not a default
}

// form is what a setting can be.
type form uint8

const (
	text form = iota
	number
	flag
	list
	secret // a text without a flag, since other users see command lines
)

// key is one setting.
type key struct {
	name   string // in files; the flag has dashes, the environment capitals
	form   form
	preset any
	usage  string
}

// keys are all the settings, in the order in which they are shown.
var keys = []key{
	{"as_of", text, "", "date of the quote, YYYY-MM-DD (default: the offer's, else today in Mexico City)"},
	{"route", list, nil, "route to quote, may be repeated (default: all)"},
	{"set", list, nil, "a field of the offer, [ROUTE.]FIELD=VALUE, may be repeated"},
	{"fx", list, nil, "exchange rate, CURRENCY=RATE[@DATE] in MXN for one, for example USD=17.20@2026-11-20; may be repeated"},
	{"rules", text, "", "folder of rules laid over the embedded ones"},
	{"strict", flag, false, "refuse rules that are stale, projected or unknown (exit code 4)"},
	{"allow_projected", flag, false, "let projected rules count"},
	{"whole_pesos", flag, false, "round what customs is paid on a formal entry to whole pesos, as it is printed"},
	{"format", text, "table", "table, json, csv or md"},
	{"width", number, 0, "columns of the table (default: the terminal's)"},
	{"color", text, "auto", "auto, always or never"},
	{"banxico_token", secret, "", "token for the web service of Banco de México"},
}

// colors are what color can be.
var colors = []string{"auto", "always", "never"}

// Colors lists what color can be.
func Colors() []string { return slices.Clone(colors) }

// maxFile is the size in bytes up to which a settings file is read, and
// maxWidth the widest table.
const (
	maxFile  = 64 << 10
	maxWidth = 1000
)

// AddFlags declares the flags of settings by name, or of all where none is
// named.
func AddFlags(f *pflag.FlagSet, names ...string) {
	for _, k := range keys {
		if len(names) > 0 && !slices.Contains(names, k.name) {
			continue
		}
		switch k.form {
		case text:
			preset, _ := k.preset.(string)
			f.String(k.flag(), preset, k.usage)
		case number:
			f.Int(k.flag(), 0, k.usage)
		case flag:
			f.Bool(k.flag(), false, k.usage)
		case list:
			f.StringArray(k.flag(), nil, k.usage)
		}
	}
}

// Load gathers the settings. The flags may lack some settings' flags; dir holds
// aduana.yaml and userDir config.yaml, where they are there at all; an empty
// folder is not looked into. All faults of all sources are found at once.
// Faults: E-READ, E-YAML…, E-KEY, E-UNQUOTED, E-WORD, E-SETTING.
func Load(flags *pflag.FlagSet, env func(string) (string, bool), dir, userDir string) (*Settings, error) {
	v := viper.New()
	l := loader{viper: v, places: map[string]fault.Place{}}
	for _, k := range keys {
		v.SetDefault(k.name, k.preset)
	}
	// Each source lies over those before it.
	l.file(userDir, userFile)
	l.file(dir, folderFile)
	l.environment(env)
	l.flags(flags)
	if l.faults != nil {
		return nil, l.faults
	}
	s := &Settings{places: l.places}
	if err := v.UnmarshalExact(s); err != nil {
		return nil, err
	}
	l.check(s)
	return s, l.faults.Err()
}

// Origin says where a setting came from: "flag --as-of", "environment
// ADUANA_AS_OF", "aduana.yaml:3" or "default"; "" for a name that is none.
func (s *Settings) Origin(name string) string {
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return ""
	}
	switch p, given := s.places[name]; {
	case !given:
		return "default"
	case p.Flag != "":
		return "flag " + p.Flag
	case p.File == "":
		return "environment " + keys[i].variable()
	default:
		return p.File + ":" + strconv.Itoa(p.Line)
	}
}

// Place says where a setting was given, for a fault of its value.
func (s *Settings) Place(name string) fault.Place { return s.places[name] }

// Names lists the settings.
func Names() []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// Value writes a setting's value; several are parted by commas.
func (s *Settings) Value(name string) string {
	switch name {
	case "as_of":
		return s.AsOf
	case "rules":
		return s.Rules
	case "format":
		return s.Format
	case "width":
		return strconv.Itoa(s.Width)
	case "color":
		return s.Color
	case "strict":
		return strconv.FormatBool(s.Strict)
	case "allow_projected":
		return strconv.FormatBool(s.AllowProjected)
	case "whole_pesos":
		return strconv.FormatBool(s.WholePesos)
	case "fx":
		return strings.Join(s.FX, ",")
	case "route":
		return strings.Join(s.Routes, ",")
	case "set":
		return strings.Join(s.Set, ",")
	case "banxico_token":
		if s.BanxicoToken != "" {
			return "(set)"
		}
	}
	return ""
}

// Colour tells whether to write in colour, on a terminal or not. Under auto
// that is on a terminal that is not dumb, unless NO_COLOR is set.
func (s *Settings) Colour(terminal bool, env func(string) (string, bool)) bool {
	switch s.Color {
	case "always":
		return true
	case "never":
		return false
	}
	no, _ := env("NO_COLOR")
	kind, _ := env("TERM")
	return terminal && no == "" && kind != "dumb"
}

func (k key) flag() string     { return strings.ReplaceAll(k.name, "_", "-") }
func (k key) variable() string { return "ADUANA_" + strings.ToUpper(k.name) }

// loader lays the sources over each other.
type loader struct {
	viper  *viper.Viper
	places map[string]fault.Place
	faults fault.List
}

// put lays one value over what is there.
func (l *loader) put(name string, value any, at fault.Place) {
	if err := l.viper.MergeConfigMap(map[string]any{name: value}); err != nil {
		l.faults.Add(fault.Wrap(err, "E-SETTING", at, name, "", "it cannot be taken over"))
		return
	}
	l.places[name] = at
}

// bad adds the fault of a value that a setting cannot have.
func (l *loader) bad(name, value, why string, at fault.Place) {
	l.faults.Add(fault.New("E-SETTING", at, name, value, why))
}

// file reads a settings file; one that is not there is no fault.
func (l *loader) file(dir, name string) {
	if dir == "" {
		return
	}
	path := filepath.Join(dir, name)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.faults.Add(fault.Wrap(err, "E-READ", fault.Place{File: path}))
		return
	}
	defer func() { _ = f.Close() }()
	data, why := strict.ReadAll(f, path, maxFile)
	if why != nil {
		l.faults.Add(why)
		return
	}
	var faults fault.List
	top := strict.Parse(data, path, &faults)
	if len(faults) == 1 && faults[0].Code == "E-YAML-EMPTY" {
		return // every line may be a comment
	}
	if top != nil {
		nodes := top.Map(Names()...)
		for _, k := range keys {
			if n := nodes[k.name]; n != nil {
				l.node(k, n, dir)
			}
		}
	}
	l.faults = append(l.faults, faults...)
}

// node reads a setting's value in a file.
func (l *loader) node(k key, n *strict.Node, dir string) {
	switch {
	case k.form == list && n.IsMap():
		l.bad(k.name, "a map", listForm(k.name), n.Place())
	case k.form == list:
		values := []string{}
		for _, item := range n.List() {
			values = append(values, item.Text())
		}
		l.put(k.name, values, n.Place())
	case n.IsMap(), n.IsList():
		l.bad(k.name, "a list or a map", "it takes one value", n.Place())
	case k.form == text || k.form == secret:
		// A date is written as it stands; other text that YAML takes for a
		// number or a boolean would change, so it is asked to be quoted.
		value := n.Text()
		if k.name == "rules" && value != "" && !filepath.IsAbs(value) {
			value = filepath.Join(dir, value) // beside the file that names it
		}
		l.put(k.name, value, n.Place())
	default:
		value, _ := n.Scalar()
		l.parse(k, value, n.Place())
	}
}

// listForm says how a list is written.
func listForm(name string) string {
	switch name {
	case "fx":
		return `it takes a list such as ["USD=17.20@2026-08-24"]`
	case "set":
		return `it takes a list such as ["price=299 MXN"]`
	}
	return "it takes a list such as [direct-mail]"
}

// environment reads ADUANA_*; an empty variable is none.
func (l *loader) environment(env func(string) (string, bool)) {
	for _, k := range keys {
		value, ok := env(k.variable())
		if !ok || value == "" {
			continue
		}
		at := fault.Place{Field: k.variable()}
		switch k.form {
		case text, secret:
			l.put(k.name, value, at)
		case list:
			l.put(k.name, strings.Split(value, ","), at)
		default:
			l.parse(k, value, at)
		}
	}
}

// parse reads a number or a flag.
func (l *loader) parse(k key, value string, at fault.Place) {
	if k.form == number {
		n, err := strconv.Atoi(value)
		if err != nil {
			l.bad(k.name, value, "it is not a whole number", at)
			return
		}
		l.put(k.name, n, at)
		return
	}
	if value != "true" && value != "false" {
		l.bad(k.name, value, "it is neither true nor false", at)
		return
	}
	l.put(k.name, value == "true", at)
}

// flags lays the flags that were given on top.
func (l *loader) flags(flags *pflag.FlagSet) {
	if flags == nil {
		return
	}
	for _, k := range keys {
		f := flags.Lookup(k.flag())
		if f == nil || !f.Changed {
			continue
		}
		at := fault.Place{Flag: "--" + k.flag()}
		if err := l.viper.BindPFlag(k.name, f); err != nil {
			l.faults.Add(fault.Wrap(err, "E-SETTING", at, k.name, f.Value.String(), "it cannot be taken over"))
			continue
		}
		l.places[k.name] = at
	}
}

// check finds values that no source may give.
func (l *loader) check(s *Settings) {
	if !slices.Contains(colors, s.Color) {
		l.faults.Add(fault.New("E-WORD", s.Place("color"), s.Color, strings.Join(colors, ", "), strict.Suggest(s.Color, colors)))
	}
	if s.Width < 0 || s.Width > maxWidth {
		l.bad("width", strconv.Itoa(s.Width), "it lies outside 0 to "+strconv.Itoa(maxWidth)+" columns", s.Place("width"))
	}
}
