package config

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestSecret: the token comes from the environment or a file, has no flag, and
// its value is not shown.
func TestSecret(t *testing.T) {
	for _, c := range []sources{
		{env: map[string]string{"ADUANA_BANXICO_TOKEN": "hidden"}}, {file: "banxico_token: hidden\n"}, {user: "banxico_token: \"hidden\"\n"},
	} {
		s, _, _, err := c.load(t)
		if err != nil || s.BanxicoToken != "hidden" || s.Value("banxico_token") != "(set)" || s.Origin("banxico_token") == "default" {
			t.Errorf("%+v: %v", c, err)
		}
	}
	s, _, _, err := sources{}.load(t)
	if err != nil || s.Value("banxico_token") != "" {
		t.Errorf("without a token: %v", err)
	}
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	AddFlags(flags)
	if flags.Lookup("banxico-token") != nil {
		t.Error("the token has a flag")
	}
	if _, _, _, err := (sources{file: "banxico_token: [hidden]\n"}).load(t); err == nil || strings.Contains(err.Error(), "hidden") {
		t.Errorf("a token in a list: %v", err)
	}
}
