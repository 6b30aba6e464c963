package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"aduana/pkg/fault"
	"aduana/seeds"

	"github.com/spf13/cobra"
)

// exported are the folders of the embedded rules that are written out.
var exported = []string{"law", "costs", "routes", "examples"}

func newRulesExport() *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Write the embedded rules into a new folder, to read or to edit",
		Long: `Write the embedded rules into a new folder: law, costs, routes and the example
offers. The folder appears whole or not at all, and one that is there is never
written over. Delete what you do not change: what is not there is taken from the
embedded rules.`,
		Example: `  aduana rules export every-rule
  aduana quote --example tshirt --rules every-rule`,
		Args: oneArgument("the new folder"),
		RunE: func(_ *cobra.Command, args []string) error { return export(args[0]) },
	}
}

// export writes the rules beside the folder first, and gives it its name when
// it is whole.
func export(dir string) error {
	at := fault.Place{File: dir}
	if _, err := os.Lstat(dir); err == nil {
		return fault.New("E-EXISTS", at)
	}
	parent := filepath.Dir(filepath.Clean(dir))
	work, err := os.MkdirTemp(parent, ".aduana-export-*")
	if err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	defer func() { _ = os.RemoveAll(work) }() // after the rename there is nothing
	if err := copyRules(work); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	if err := os.Chmod(work, 0o755); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	if err := os.Rename(work, dir); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	return nil
}

func copyRules(to string) error {
	return fs.WalkDir(seeds.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, filepath.FromSlash(path))
		switch {
		case path == ".":
			return nil
		case d.IsDir() && !slices.Contains(exported, path):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(target, 0o755)
		case filepath.Dir(target) == filepath.Clean(to):
			return nil // of the claims that the rules were checked against
		}
		data, err := seeds.FS.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}
