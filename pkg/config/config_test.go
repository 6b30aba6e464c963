package config

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/fault"

	"github.com/spf13/pflag"
)

// sources is where settings can come from in a test.
type sources struct {
	flags      []string
	env        map[string]string
	file, user string // content of aduana.yaml and of the user's config.yaml
}

// load gives the settings with the two folders they were read from.
func (s sources) load(t *testing.T) (settings *Settings, dir, user string, err error) {
	t.Helper()
	dir, user = t.TempDir(), t.TempDir()
	for path, content := range map[string]string{filepath.Join(dir, "aduana.yaml"): s.file, filepath.Join(user, "config.yaml"): s.user} {
		if content == "" {
			continue
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	AddFlags(flags)
	if err := flags.Parse(s.flags); err != nil {
		t.Fatal(err)
	}
	settings, err = Load(flags, func(name string) (string, bool) { v, ok := s.env[name]; return v, ok }, dir, user)
	return settings, dir, user, err
}

func TestDefaults(t *testing.T) {
	s, _, _, err := sources{}.load(t)
	if err != nil {
		t.Fatal(err)
	}
	s.places = nil
	if want := (&Settings{Format: "table", Color: "auto"}); !reflect.DeepEqual(s, want) {
		t.Errorf("defaults are %+v, want %+v", s, want)
	}
	for _, name := range Names() {
		if got := s.Origin(name); got != "default" {
			t.Errorf("%s comes from %q", name, got)
		}
	}
	if got := s.Origin("colour"); got != "" {
		t.Errorf("a name that is no setting comes from %q", got)
	}
}

// Every setting is taken from the highest source that gives it: the sources
// are taken away one after the other.
func TestPrecedence(t *testing.T) {
	for _, c := range []struct {
		name                         string
		flags                        []string
		env, file, user              string
		byFlag, byEnv, byFile, byOwn string
		preset                       string
	}{
		{"as_of", []string{"--as-of=2026-01-01"}, "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", ""},
		{"rules", []string{"--rules=a"}, "b", "/c", "/d", "a", "b", "/c", "/d", ""},
		{"format", []string{"--format=json"}, "csv", "md", "table", "json", "csv", "md", "table", "table"},
		{"width", []string{"--width=80"}, "90", "100", `"110"`, "80", "90", "100", "110", "0"},
		{"color", []string{"--color=never"}, "always", "auto", "never", "never", "always", "auto", "never", "auto"},
		{"strict", []string{"--strict"}, "false", "true", "false", "true", "false", "true", "false", "false"},
		{"strict", []string{"--strict=false"}, "true", "false", "true", "false", "true", "false", "true", "false"},
		{"allow_projected", []string{"--allow-projected"}, "false", "true", "false", "true", "false", "true", "false", "false"},
		{"fx", []string{"--fx=USD=17.20", "--fx=CNY=2.45@2026-11-20"}, "USD=18.00,EUR=20.10", `["USD=19.00"]`, `USD=19.50`,
			"USD=17.20,CNY=2.45@2026-11-20", "USD=18.00,EUR=20.10", "USD=19.00", "USD=19.50", ""},
		{"route", []string{"--route=a", "--route=b"}, "c", "[d, e]", "f", "a,b", "c", "d,e", "f", ""},
		{"set", []string{"--set=name=a, b", "--set=price=1"}, "price=2", `["local-warehouse.HS=01012101"]`, "[price=4]",
			"name=a, b,price=1", "price=2", "local-warehouse.HS=01012101", "price=4", ""},
	} {
		variable := "ADUANA_" + strings.ToUpper(c.name)
		s := sources{flags: c.flags, env: map[string]string{variable: c.env}, file: "# mine\n" + c.name + ": " + c.file, user: c.name + ": " + c.user}
		expect := func(value string, origin func(dir, user string) string) {
			t.Helper()
			got, dir, user, err := s.load(t)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				return
			}
			if got.Value(c.name) != value || got.Origin(c.name) != origin(dir, user) {
				t.Errorf("%s is %q from %q, want %q from %q", c.name, got.Value(c.name), got.Origin(c.name), value, origin(dir, user))
			}
		}
		expect(c.byFlag, func(_, _ string) string { return "flag --" + strings.ReplaceAll(c.name, "_", "-") })
		s.flags = nil
		expect(c.byEnv, func(_, _ string) string { return "environment " + variable })
		s.env[variable] = "" // an empty variable is none
		expect(c.byFile, func(dir, _ string) string { return filepath.Join(dir, "aduana.yaml") + ":2" })
		s.file = ""
		expect(c.byOwn, func(_, user string) string { return filepath.Join(user, "config.yaml") + ":1" })
		s.user = "# nothing yet\n"
		expect(c.preset, func(_, _ string) string { return "default" })
	}
}

// A list is one value: a higher source takes its place as a whole.
func TestSourcesMix(t *testing.T) {
	s, dir, _, err := sources{
		flags: []string{"--width=120"}, env: map[string]string{"ADUANA_STRICT": "true"},
		file: "fx: [USD=17.20, CNY=2.45]\nrules: my/rules\n", user: "format: json\nfx: [EUR=20]\nrules: other\n",
	}.load(t)
	if err != nil {
		t.Fatal(err)
	}
	s.places = nil
	want := &Settings{Width: 120, Strict: true, FX: []string{"USD=17.20", "CNY=2.45"}, Format: "json", Color: "auto", Rules: filepath.Join(dir, "my", "rules")}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("settings are %+v, want %+v", s, want)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name string
		from sources
		want []string
	}{
		{"unknown key", sources{file: "format: json\nstrickt: true\n"}, []string{`aduana.yaml:2:1: "strickt" is not a known key (near: "strict") [E-KEY]`}},
		{"key in capitals", sources{file: "Format: json\n"}, []string{`:1:1: "Format" is not a known key (near: "format") [E-KEY]`}},
		{"key given twice", sources{file: "width: 80\nwidth: 90\n"}, []string{`:2:1: "width" is given twice [E-KEY-TWICE]`}},
		{"number for a rate", sources{file: "fx: 17.20\n"}, []string{`:1:5: 17.20 must be quoted [E-UNQUOTED]`}},
		{"number in a list", sources{file: "fx: [\"USD=17.20\", 2.45]\n"}, []string{`:1:19: 2.45 must be quoted [E-UNQUOTED]`}},
		{"map of rates", sources{file: "fx: {USD: 17.20}\n"}, []string{`:1:5: setting fx is "a map": it takes a list such as ["USD=17.20@2026-08-24"] [E-SETTING]`}},
		{"map of fields", sources{file: "set:\n  price: 299\n"}, []string{`:2:3: setting set is "a map": it takes a list such as ["price=299 MXN"] [E-SETTING]`}},
		{"boolean for text", sources{file: "rules: yes\nformat: true\n"}, []string{`:2:9: true must be quoted [E-UNQUOTED]`}},
		{"text for a boolean", sources{file: "strict: yes\n"}, []string{`:1:9: setting strict is "yes": it is neither true nor false [E-SETTING]`}},
		{"text for a number", sources{user: "width: wide\n"}, []string{`config.yaml:1:8: setting width is "wide": it is not a whole number [E-SETTING]`}},
		{"fraction for a number", sources{file: "width: 80.5\n"}, []string{`setting width is "80.5": it is not a whole number`}},
		{"list for text", sources{file: "format: [json]\n"}, []string{`:1:9: setting format is "a list or a map": it takes one value [E-SETTING]`}},
		{"no map", sources{file: "- json\n"}, []string{`the file must be a map of keys and values [E-YAML-MAP]`}},
		{"no YAML", sources{file: "format: [json\n"}, []string{`[E-YAML]`}},
		{"environment", sources{env: map[string]string{"ADUANA_WIDTH": "x", "ADUANA_STRICT": "1"}}, []string{
			`ADUANA_STRICT: setting strict is "1": it is neither true nor false [E-SETTING]`,
			`ADUANA_WIDTH: setting width is "x": it is not a whole number [E-SETTING]`,
		}},
		{"colour", sources{flags: []string{"--color=alway"}}, []string{`--color: "alway" is not one of: auto, always, never (near: "always") [E-WORD]`}},
		{"colour in a file", sources{file: "color: red\n"}, []string{`aduana.yaml:1:8: "red" is not one of: auto, always, never`}},
		{"narrow", sources{flags: []string{"--width=-1"}}, []string{`--width: setting width is "-1": it lies outside 0 to 1000 columns [E-SETTING]`}},
		{"wide", sources{env: map[string]string{"ADUANA_WIDTH": "1001"}}, []string{`ADUANA_WIDTH: setting width is "1001": it lies outside`}},
		{"all at once", sources{user: "a: b\n", file: "strict: 1\nc: d\n", env: map[string]string{"ADUANA_WIDTH": "x"}}, []string{
			`config.yaml:1:1: "a" is not a known key`, `setting strict is "1"`, `aduana.yaml:2:1: "c" is not a known key`, `ADUANA_WIDTH`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, _, err := c.from.load(t)
			list := fault.From(err)
			if len(list) != len(c.want) {
				t.Fatalf("settings %+v with faults %v, want %v", s, err, c.want)
			}
			for i, f := range list {
				if !strings.Contains(f.Error(), c.want[i]) {
					t.Errorf("fault %q, want %q", f.Error(), c.want[i])
				}
			}
		})
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "aduana.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	none := func(string) (string, bool) { return "", false }
	_, err := Load(nil, none, dir, filepath.Join(dir, "not there"))
	if list := fault.From(err); len(list) != 1 || list[0].Code != "E-READ" {
		t.Errorf("a folder in the place of the file gives %v", err)
	}
	if s, err := Load(pflag.NewFlagSet("without flags", pflag.ContinueOnError), none, "", ""); err != nil || s.Format != "table" {
		t.Errorf("without folders and flags: %+v, %v", s, err)
	}
	big := t.TempDir()
	if err := os.WriteFile(filepath.Join(big, "aduana.yaml"), slices.Repeat([]byte("#"), maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Load(nil, none, big, "")
	if list := fault.From(err); len(list) != 1 || list[0].Code != "E-TOO-LARGE" {
		t.Errorf("a file of %d bytes gives %v", maxFile+1, err)
	}
}

func TestColour(t *testing.T) {
	for _, c := range []struct {
		color    string
		terminal bool
		env      map[string]string
		want     bool
	}{
		{"auto", true, nil, true},
		{"auto", false, nil, false},
		{"auto", true, map[string]string{"NO_COLOR": "1"}, false},
		{"auto", true, map[string]string{"NO_COLOR": ""}, true},
		{"auto", true, map[string]string{"TERM": "dumb"}, false},
		{"always", false, map[string]string{"NO_COLOR": "1"}, true},
		{"never", true, nil, false},
	} {
		s := Settings{Color: c.color}
		if got := s.Colour(c.terminal, func(n string) (string, bool) { v, ok := c.env[n]; return v, ok }); got != c.want {
			t.Errorf("color %s on a terminal %v with %v: %v", c.color, c.terminal, c.env, got)
		}
	}
}

// TestSkeleton: the file that config init writes says nothing as it stands, and
// with its comments taken away every setting, in a form that is read.
func TestSkeleton(t *testing.T) {
	s, _, _, err := sources{user: Skeleton()}.load(t)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Names() {
		if got := s.Origin(name); got != "default" {
			t.Errorf("%s comes from %q", name, got)
		}
	}
	var file strings.Builder
	for line := range strings.Lines(Skeleton()) {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "# "), ":"); ok && slices.Contains(Names(), name) {
			line = strings.TrimPrefix(line, "# ")
		}
		file.WriteString(line)
	}
	s, _, user, err := sources{user: file.String()}.load(t)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Names() {
		if got := s.Origin(name); !strings.HasPrefix(got, filepath.Join(user, "config.yaml")+":") {
			t.Errorf("%s comes from %q", name, got)
		}
	}
	if s.Width != 80 || !slices.Equal(s.FX, []string{"USD=17.20@2026-11-20"}) {
		t.Errorf("width %d, fx %v", s.Width, s.FX)
	}
}
