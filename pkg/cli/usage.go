package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpColumns is the width of a help text.
const helpColumns = 80

// usage writes how a command is called, as cobra has it, but no wider than a
// terminal of 80 columns.
func usage(cmd *cobra.Command) error {
	var b strings.Builder
	b.WriteString("Usage:\n")
	if cmd.Runnable() {
		b.WriteString("  " + cmd.UseLine() + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("  " + cmd.CommandPath() + " [command]\n")
	}
	if cmd.HasExample() {
		b.WriteString("\nExamples:\n" + cmd.Example + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		for _, g := range append(cmd.Groups(), &cobra.Group{Title: "Commands"}) {
			listCommands(&b, cmd, g)
		}
	}
	if cmd.HasAvailableLocalFlags() {
		b.WriteString("\nFlags:\n" + strings.TrimRight(cmd.LocalFlags().FlagUsagesWrapped(helpColumns), " \n") + "\n")
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\nUse \"" + cmd.CommandPath() + " [command] --help\" for more information about a command.\n")
	}
	_, err := fmt.Fprint(cmd.OutOrStderr(), b.String())
	return err
}

// listCommands lists the commands of a group; those of none have no id.
func listCommands(b *strings.Builder, cmd *cobra.Command, g *cobra.Group) {
	head := "\n" + g.Title + ":\n"
	for _, sub := range cmd.Commands() {
		if sub.GroupID == g.ID && (sub.IsAvailableCommand() || sub.Name() == "help") {
			b.WriteString(head)
			hanging(b, fmt.Sprintf("  %-*s ", sub.NamePadding(), sub.Name()), sub.Short)
			head = ""
		}
	}
}

// hanging writes a head and a text of plain letters beside it, in lines that
// stand below each other.
func hanging(b *strings.Builder, head, text string) {
	line := head
	for i, word := range strings.Fields(text) {
		if i > 0 && len(line)+1+len(word) > helpColumns {
			b.WriteString(line + "\n")
			line = strings.Repeat(" ", len(head))
		} else if i > 0 {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
}
