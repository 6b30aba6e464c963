package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"

	"github.com/spf13/cobra"
)

func newConfig(s *Streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings and where each comes from, or begin a settings file",
		Long: `Show the settings and where each comes from, or begin a settings file. The first
that gives a setting counts: a flag, the environment (ADUANA_AS_OF and so on),
aduana.yaml in the folder of the run, config.yaml in your config folder, the
default.`,
		Example: "  aduana config show --origin",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShow(s), newConfigInit(s), newConfigPath(s))
	return cmd
}

// configOptions are the flags of the commands under `aduana config`.
type configOptions struct {
	origin, here bool
	settings     *config.Settings
}

func (o *configOptions) load(cmd *cobra.Command, s *Streams) (err error) {
	if err := emptyFlags(cmd); err != nil {
		return err
	}
	o.settings, err = config.Load(cmd.Flags(), s.Env, s.Dir, s.UserDir)
	return err
}

// setting is one setting as `aduana config show` answers it.
type setting struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Origin string `json:"origin"`
}

func newConfigShow(s *Streams) *cobra.Command {
	o := &configOptions{}
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show the settings in force",
		Long: `Show the settings in force, and with --origin where each comes from. The flags
are those of the other commands, so that you can see what one changes.`,
		Example: `  aduana config show --origin
  aduana config show --format json --as-of 2026-09-01`,
		Args: noArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.BoolVar(&o.origin, "origin", false, "say where each setting comes from")
	addAnswerFlags(f)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		answer := struct {
			SchemaVersion int         `json:"schema_version"`
			Tool          report.Tool `json:"tool"`
			Settings      []setting   `json:"settings"`
		}{SchemaVersion: report.SchemaVersion, Tool: report.Tool{Name: "aduana", Version: s.Version}}
		var rows [][]string
		for _, name := range config.Names() {
			one := setting{Name: name, Value: o.settings.Value(name), Origin: o.settings.Origin(name)}
			answer.Settings = append(answer.Settings, one)
			row := []string{name, orDash(one.Value)}
			if o.origin {
				row = append(row, one.Origin)
			}
			rows = append(rows, row)
		}
		return s.respond(o.settings, answer, report.Blocks{{Rows: rows}})
	}
	return cmd
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func newConfigInit(s *Streams) *cobra.Command {
	o := &configOptions{}
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Begin a settings file with a comment for every setting",
		Long: `Begin a settings file with a comment for every setting: yours, or with --here
aduana.yaml in this folder. A file that is there stays as it is.`,
		Example: "  aduana config init --here",
		Args:    noArguments,
	}
	cmd.Flags().BoolVar(&o.here, "here", false, "write aduana.yaml in this folder")
	cmd.RunE = func(*cobra.Command, []string) error {
		path := config.UserFile(s.UserDir)
		if o.here {
			path = config.FolderFile(s.Dir)
		}
		if path == "" {
			return fault.New("E-CONFIG-HOME", fault.Place{})
		}
		if err := createFile(path, config.Skeleton()); err != nil {
			return err
		}
		return s.deliver(path+"\n", "", "")
	}
	return cmd
}

// createFile writes a file that is not there yet, for its owner alone, with the
// folders above it.
func createFile(path, text string) error {
	at := fault.Place{File: path}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.New("E-CONFIG-EXISTS", at)
	}
	if err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	return nil
}

// settingsFile is a settings file as `aduana config path` answers it.
type settingsFile struct {
	Path  string `json:"path"`
	There bool   `json:"there"`
}

// settingsFiles lists the files that settings are read from, the first that
// counts first.
func settingsFiles(s *Streams) []settingsFile {
	var files []settingsFile
	for _, path := range []string{config.FolderFile(s.Dir), config.UserFile(s.UserDir)} {
		if path != "" {
			_, err := os.Stat(path)
			files = append(files, settingsFile{Path: path, There: err == nil})
		}
	}
	return files
}

func newConfigPath(s *Streams) *cobra.Command {
	o := &configOptions{}
	cmd := &cobra.Command{
		Use:   "path",
		Short: "Print the path of your settings file, whether it is there or not",
		Long: `Print the path of your settings file, whether it is there or not. The JSON has
every file that settings are read from, the first that counts first.`,
		Example: `  aduana config path
  aduana config path --format json`,
		Args: noArguments,
	}
	addAnswerFlags(cmd.Flags(), "format")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.load(cmd, s); err != nil {
			return err
		}
		if o.settings.Format != report.JSON {
			if s.UserDir == "" {
				return fault.New("E-CONFIG-HOME", fault.Place{})
			}
			return s.deliver(config.UserFile(s.UserDir)+"\n", "", "")
		}
		return s.respond(o.settings, struct {
			SchemaVersion int            `json:"schema_version"`
			Tool          report.Tool    `json:"tool"`
			Files         []settingsFile `json:"files"`
		}{report.SchemaVersion, report.Tool{Name: "aduana", Version: s.Version}, settingsFiles(s)}, nil)
	}
	return cmd
}
