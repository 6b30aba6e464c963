package cli

import (
	"fmt"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/strict"

	"github.com/spf13/cobra"
)

// shells are those that a script can be had for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(s *Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script that completes commands, flags and values in a shell",
		Long: `Print the script that completes commands, flags and values in a shell: bash,
zsh, fish or powershell. Values are those of the rules in force: examples,
routes, lines, tariff lines, the days on which the law changed, and the words of
every field.

  bash         source <(aduana completion bash)     (needs bash-completion)
  zsh          aduana completion zsh > "${fpath[1]}/_aduana"
  fish         aduana completion fish > ~/.config/fish/completions/aduana.fish
  powershell   aduana completion powershell | Out-String | Invoke-Expression

Put the line for bash or powershell into the file that your shell reads at its
start.`,
		Example: `  aduana completion bash > aduana.bash
  aduana completion fish > aduana.fish`,
		Args:      oneOf("shell", shells),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			var script strings.Builder
			var err error
			switch root := cmd.Root(); args[0] {
			case "bash":
				err = root.GenBashCompletionV2(&script, true)
			case "zsh":
				err = root.GenZshCompletion(&script)
			case "fish":
				err = root.GenFishCompletion(&script, true)
			default:
				err = root.GenPowerShellCompletionWithDesc(&script)
			}
			if err != nil {
				return err
			}
			return s.deliver(script.String(), "", "")
		},
	}
}

// oneOf takes one argument out of a closed list.
func oneOf(what string, words []string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		list := strings.Join(words, ", ")
		if len(args) != 1 {
			return fault.New("E-USAGE", fault.Place{}, fmt.Sprintf("%s takes one %s: %s", cmd.Name(), what, list))
		}
		for _, word := range words {
			if args[0] == word {
				return nil
			}
		}
		return fault.New("E-WORD", fault.Place{Field: what}, args[0], list, strict.Suggest(args[0], words))
	}
}
