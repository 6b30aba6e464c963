// Package cli is aduana's command line: one cobra command a file, each an
// options struct and a run function. What a command answers goes to standard
// output, what it has to say to people to standard error.
package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"aduana/pkg/banxico"
	"aduana/pkg/fault"
	"aduana/pkg/strict"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// Streams is what a command has of the world around it, so that a test can
// give another.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Version  string
	Now      func() time.Time
	Env      func(string) (string, bool)
	Dir      string // where ./aduana.yaml is looked for
	UserDir  string // the user's config folder; empty where there is none
	Terminal func() (columns int, ok bool)
	Watched  func() bool    // whether a person sees Err as it comes; nil: nobody
	Banxico  banxico.Client // without its token
}

// System gives the process's own streams.
func System(version string) *Streams {
	userDir, err := os.UserConfigDir()
	if err != nil {
		userDir = "" // without a home there is no user's file to read
	} else {
		userDir = filepath.Join(userDir, "aduana")
	}
	return &Streams{
		Banxico: banxico.Client{Base: banxico.Service},
		In:      os.Stdin, Out: os.Stdout, Err: os.Stderr, Version: version, Now: time.Now, Env: os.LookupEnv, Dir: ".", UserDir: userDir,
		Terminal: func() (int, bool) {
			if !term.IsTerminal(int(os.Stdout.Fd())) {
				return 0, false
			}
			columns, _, err := term.GetSize(int(os.Stdout.Fd()))
			return columns, err == nil
		},
		Watched: func() bool { return term.IsTerminal(int(os.Stderr.Fd())) },
	}
}

// Run runs a command line and gives the exit code.
func Run(args []string, s *Streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	if completing(args) {
		complete(root, s)
	}
	cmd, err := root.ExecuteC()
	if err == nil {
		return 0
	}
	complain(s.Err, err, asksJSON(cmd, args))
	return exitCode(err)
}

// asksJSON tells whether errors are to be JSON: where the answer is, be it one
// object or one a line. Where a flag is wrong, those after it were not read, so
// the words are looked at too.
func asksJSON(cmd *cobra.Command, args []string) bool {
	isJSON := func(format string) bool { return format == "json" || format == "jsonl" }
	if f := cmd.Flags().Lookup("format"); f != nil && isJSON(f.Value.String()) {
		return true
	}
	if slices.Contains(args, "--format=json") || slices.Contains(args, "--format=jsonl") {
		return true
	}
	i := slices.Index(args, "--format")
	return i >= 0 && i+1 < len(args) && isJSON(args[i+1])
}

// program is the group of commands about aduana itself.
const program = "This program"

func newRoot(s *Streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "aduana",
		Short: "What a product costs in a Mexican customer's hands, by direct mail and from a local warehouse",
		Long: `aduana reckons what a product costs once it is in a Mexican customer's hands,
what the seller keeps, and whether direct mail or a local warehouse is the
better way in. Every figure comes from a dated, cited rule or is marked as an
assumption. It is an estimate, not legal advice.`,
		Example:       "  aduana quote --example tshirt",
		Version:       s.Version,
		Args:          noArguments,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.SetVersionTemplate("aduana {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fault.New("E-USAGE", fault.Place{}, err.Error()+nearFlag(cmd, err))
	})
	root.SetUsageFunc(usage)
	root.SuggestionsMinimumDistance = 2
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Quotes", []*cobra.Command{newQuote(s), newBatch(s), newExplain(s), newDiff(s), newLock(s), newVerify(s)}},
		{"What if", []*cobra.Command{newCompare(s), newScenarios(s), newTimeline(s), newSolve(s), newBreakEven(s), newSweep(s), newTornado(s), newSimulate(s)}},
		{"Rules", []*cobra.Command{newRules(s), newTariff(s), newFX(s)}},
		{program, []*cobra.Command{newConfig(s), newDoctor(s), newCompletion(s), newMan(s), newSchema(s)}},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
		}
		root.AddCommand(g.commands...)
	}
	root.SetHelpCommandGroupID(program)
	return root
}

// nearFlag offers the flag that an unknown one is most like.
func nearFlag(cmd *cobra.Command, err error) string {
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return ""
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := strict.Suggest(name, names); near != "" {
		return fmt.Sprintf(" (near: \"--%s\")", near)
	}
	return ""
}

// noArguments refuses what stands where a command or nothing is meant, with
// the command that is near.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	near := ""
	if names := cmd.SuggestionsFor(args[0]); len(names) > 0 {
		near = fmt.Sprintf(" (near: %q)", names[0])
	} else if cmd.Flags().Lookup("file") != nil {
		near = fmt.Sprintf("; a file is given as -f %s", args[0])
	}
	return fault.New("E-USAGE", fault.Place{}, fmt.Sprintf("unknown command or argument %q%s", args[0], near))
}

// oneArgument asks for one argument, and says which.
func oneArgument(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 1:
			return nil
		case 0:
			return fault.New("E-USAGE", fault.Place{}, what+" is missing")
		}
		return fault.New("E-USAGE", fault.Place{}, fmt.Sprintf("%s is one argument; %q is one too many", what, args[1]))
	}
}

// The exit codes. Where several hold, the first of 1, 2, 6, 5, 4, 3 counts.
const (
	exitInternal = 1  // internal, I/O or network
	exitUsage    = 2  // bad usage or input
	exitGate     = 3  // a --fail-if gate failed
	exitStrict   = 4  // a stale, unknown or projected rule under --strict
	exitNoRoute  = 5  // no route is feasible, or no answer
	exitRejected = 6  // a batch finished with rejected rows
	exitVerify   = 7  // verify finds other figures
	exitDiffers  = 10 // differences, with --exit-code

	exitInterrupted = 130
)

// exitCodes says what each code means, for people.
var exitCodes = []struct{ code, meaning string }{
	{"0", "done"},
	{"1", "internal error, or a file or a service that cannot be read or written"},
	{"2", "wrong usage or input"},
	{"3", "a --fail-if comparison holds, such as --fail-if \"margin_pct < 0.10\", or its figure is unknown"},
	{"4", "--strict, and a rule is past its review, projected or unknown"},
	{"5", "no route can be used, or nothing answers the question; the answer says why"},
	{"6", "batch has priced the catalogue, and some rows were rejected"},
	{"7", "verify finds other figures than those of the locked quote"},
	{"10", "diff --exit-code, and the quotes differ"},
	{"130", "interrupted"},
}

// exitCode maps an error to the code of the process. This is the only place.
func exitCode(err error) int {
	list := fault.From(err)
	if list == nil {
		return exitInternal
	}
	held := map[int]bool{}
	for _, f := range list {
		switch f.Code {
		case "E-READ", "E-WRITE", "E-SIE-TOKEN", "E-SIE-REFUSED", "E-SIE-SERIES", "E-SIE-BUSY", "E-SIE-SERVICE", "E-SIE-NETWORK", "E-SIE-ANSWER", "E-SIE-NO-DATA":
			held[exitInternal] = true
		case "E-NO-ROUTE", "E-NO-ANSWER", "E-TARIFF-NOTHING", "E-TARIFF-CODE":
			held[exitNoRoute] = true
		case "E-INTERRUPTED":
			return exitInterrupted
		case "E-REJECTED":
			held[exitRejected] = true
		case "E-STRICT":
			held[exitStrict] = true
		case "E-VERIFY-PROGRAM", "E-VERIFY-RULES":
			held[exitVerify] = true
		case "E-GATE-FAILED":
			held[exitGate] = true
		case "E-DIFFERS":
			held[exitDiffers] = true
		default:
			held[exitUsage] = true
		}
	}
	for _, code := range []int{exitInternal, exitUsage, exitRejected, exitVerify, exitNoRoute, exitStrict, exitGate} {
		if held[code] {
			return code
		}
	}
	return exitDiffers
}

// complaint is an error as JSON.
type complaint struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Place   string `json:"place"`
	Hint    string `json:"hint"`
}

// mostFaults is how many faults are written.
const mostFaults = 1000

// complain writes an error to people, or with --format json as one object.
func complain(w io.Writer, err error, asJSON bool) {
	list := fault.From(err)
	if list == nil {
		list = fault.List{fault.Wrap(err, "E-INTERNAL", fault.Place{})}
	}
	list = list.Cut(mostFaults)
	if asJSON {
		all := make([]complaint, len(list))
		for i, f := range list {
			all[i] = complaint{Code: string(f.Code), Message: f.Message(), Place: f.Place.String(), Hint: f.Hint()}
		}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(struct {
			Error complaint   `json:"error"`
			All   []complaint `json:"errors,omitempty"`
		}{all[0], all[1:]})
		return
	}
	for _, f := range list {
		_, _ = fmt.Fprintf(w, "aduana: %s\n", plain(f.Error()))
		if hint := f.Hint(); hint != "" {
			_, _ = fmt.Fprintf(w, "  %s\n", plain(hint))
		}
	}
}

// plain takes out what a terminal would obey: the text may quote a file that
// somebody else has made.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// broken tells whether the reader of a pipe has gone away, which is its right.
func broken(err error) bool { return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) }
