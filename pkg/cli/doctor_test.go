package cli

import (
	"strings"
	"testing"
)

// TestNoFolderForSettings: without a home the user's file has no place.
func TestNoFolderForSettings(t *testing.T) {
	for _, command := range []string{"config init", "config path"} {
		s, out, stderr := alone(t)
		if code := Run(strings.Fields(command), s); code != 2 || !strings.Contains(stderr.String(), "E-CONFIG-HOME") || out.Len() > 0 {
			t.Errorf("%s: exit code %d\n%s%s", command, code, out, stderr)
		}
	}
}

// TestDoctorLooksAtTheTerminal has each state of the terminal.
func TestDoctorLooksAtTheTerminal(t *testing.T) {
	for _, c := range []struct {
		name    string
		columns int
		env     map[string]string
		want    string
	}{
		{"wide", 120, map[string]string{"LANG": "es_MX.UTF-8", "TERM": "xterm"}, "ok terminal 120 columns, with colours"},
		{"no colour", 80, map[string]string{"LC_ALL": "C.utf8", "LANG": "C", "NO_COLOR": "1"}, "ok terminal 80 columns, without colours"},
		{"narrow", 79, map[string]string{"LC_CTYPE": "C.UTF-8", "TERM": "dumb"}, "warn terminal 79 columns, without colours → make it at least 80 columns wide"},
		{"of no width", 0, map[string]string{"LANG": "C.UTF-8", "TERM": "dumb"}, "ok terminal of a width that it does not tell, without colours"},
		{"another locale", 100, map[string]string{"LC_ALL": "es_MX.ISO-8859-1", "LANG": "C.UTF-8", "TERM": "dumb"},
			"warn terminal 100 columns, without colours, locale es_MX.ISO-8859-1 → tables have lines and signs of UTF-8: set LC_ALL=C.UTF-8 or another UTF-8 locale"},
		{"no locale", 100, map[string]string{"TERM": "dumb"},
			"warn terminal 100 columns, without colours, locale – → tables have lines and signs of UTF-8: set LC_ALL=C.UTF-8 or another UTF-8 locale"},
	} {
		s, out, stderr := alone(t)
		s.Terminal = func() (int, bool) { return c.columns, true }
		s.Env = func(name string) (string, bool) { v, ok := c.env[name]; return v, ok }
		if code := Run([]string{"doctor", "--color", "auto"}, s); code != 0 {
			t.Errorf("%s: exit code %d\n%s", c.name, code, stderr)
		}
		// The terminal is looked at last.
		plain := strings.NewReplacer("\x1b[32m", "", "\x1b[36m", "", "\x1b[0m", "").Replace(out.String())
		text := strings.Join(strings.Fields(plain), " ")
		text = text[strings.LastIndex(text, " settings ")+len(" settings "):]
		if text != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, text, c.want)
		}
	}
}
