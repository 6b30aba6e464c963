package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aduana/pkg/fault"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(s *Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands into a folder",
		Long: `Write the manual pages of all commands into a folder, one a command:
aduana.1, aduana-quote.1 and so on. The folder is made where it is not there;
pages of the same name are written anew. What is written is listed.`,
		Example: "  aduana man man1",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return fault.New("E-USAGE", fault.Place{}, "man takes one folder to write to")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runMan(cmd.Root(), s, args[0]) },
	}
}

func runMan(root *cobra.Command, s *Streams, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fault.Wrap(err, "E-WRITE", fault.Place{File: dir})
	}
	var written strings.Builder
	var failed error
	eachCommand(root, func(cmd *cobra.Command) {
		if failed != nil || !cmd.IsAvailableCommand() && cmd != root {
			return
		}
		path := filepath.Join(dir, pageName(cmd)+".1")
		failed = writeFile(path, "", manPage(cmd, s.Version))
		written.WriteString(path + "\n")
	})
	if failed != nil {
		return failed
	}
	return s.deliver(written.String(), "", "")
}

// pageName gives the name of a command's page: aduana-config-show.
func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage writes a command's page in roff. It has no date, so that the same
// program writes the same bytes.
func manPage(cmd *cobra.Command, version string) string {
	var b strings.Builder
	section := func(name string) { b.WriteString(".SH " + name + "\n") }
	text := func(s string) { b.WriteString(roff(s) + "\n") }
	verbatim := func(s string) {
		b.WriteString(".nf\n" + roff(strings.TrimRight(s, "\n")) + "\n.fi\n")
	}
	b.WriteString(`.TH "` + strings.ToUpper(pageName(cmd)) + `" 1 "" "aduana ` + version + `" "aduana"` + "\n.nh\n.ad l\n")
	section("NAME")
	text(pageName(cmd) + " - " + lower(cmd.Short))
	section("SYNOPSIS")
	if cmd.Runnable() {
		text(cmd.UseLine())
	}
	section("DESCRIPTION")
	for i, paragraph := range strings.Split(strings.TrimSpace(cmd.Long), "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		if strings.HasPrefix(paragraph, " ") {
			verbatim(paragraph)
		} else {
			text(paragraph)
		}
	}
	var flags []string
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			flags = append(flags, ".TP\n"+roff(flagHead(f))+"\n"+roff(f.Usage))
		}
	})
	if flags != nil {
		section("OPTIONS")
		b.WriteString(strings.Join(flags, "\n") + "\n")
	}
	if cmd.Example != "" {
		section("EXAMPLES")
		verbatim(cmd.Example)
	}
	if !cmd.HasParent() {
		section("EXIT STATUS")
		for _, code := range exitCodes {
			b.WriteString(".TP\n" + code.code + "\n" + roff(code.meaning) + "\n")
		}
		section("FILES")
		verbatim("aduana.yaml\n$XDG_CONFIG_HOME/aduana/config.yaml")
	}
	if also := seeAlso(cmd); also != nil {
		section("SEE ALSO")
		text(strings.Join(also, ", "))
	}
	return b.String()
}

// flagHead writes "-f, --file string".
func flagHead(f *pflag.Flag) string {
	head := "--" + f.Name
	if f.Shorthand != "" {
		head = "-" + f.Shorthand + ", " + head
	}
	if kind, _ := pflag.UnquoteUsage(f); kind != "" {
		head += " " + kind
	}
	return head
}

// seeAlso names the pages above and below a command.
func seeAlso(cmd *cobra.Command) []string {
	var pages []string
	if cmd.HasParent() {
		pages = append(pages, pageName(cmd.Parent())+"(1)")
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			pages = append(pages, pageName(sub)+"(1)")
		}
	}
	slices.Sort(pages)
	return pages
}

// roff escapes what roff would take for its own.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

// lower begins a sentence with a small letter, as a page's name line has it.
func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
