package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestArgumentsComplete: the word that stands for an argument in a command's
// usage says what completes it.
func TestArgumentsComplete(t *testing.T) {
	for _, c := range []struct{ use, typed, want string }{
		{"show ID", "cost.fx", "cost.fx"},
		{"show CODE", "61091003", "61091003"},
		{"show", "", ""},
	} {
		s, _, _ := alone(t)
		root := &cobra.Command{Use: "aduana"}
		cmd := &cobra.Command{Use: c.use}
		root.AddCommand(cmd)
		complete(root, s)
		all, directive := cmd.ValidArgsFunction(cmd, nil, c.typed)
		var got []string
		for _, v := range all {
			value, text, _ := strings.Cut(v, "\t")
			if text == "" {
				t.Errorf("%s: %s is without a word on what it is", c.use, value)
			}
			got = append(got, value)
		}
		if strings.Join(got, " ") != c.want || directive != cobra.ShellCompDirectiveNoFileComp {
			t.Errorf("%s %s: %v, want %s (directive %d)", c.use, c.typed, got, c.want, directive)
		}
	}
}
