package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestReach: what is handed over can run nothing and reach no network, since no
// package imports what it would take. The only one that may ask a network is
// that of exchange rates.
func TestReach(t *testing.T) {
	barred := []string{"net", "os/exec", "plugin", "syscall", "unsafe"}
	allowed := map[string][]string{
		"pkg/banxico": {"net", "net/http", "net/url"}, // fx fetch
		"pkg/cli":     {"syscall"},                    // the code of a broken pipe
		"cmd/aduana":  {"syscall"},                    // its signal
	}
	files := 0
	for _, root := range []string{"../../cmd", "../../pkg", "../../seeds"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			pkg := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../")
			for _, spec := range file.Imports {
				name, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					return err
				}
				bad := slices.ContainsFunc(barred, func(b string) bool { return name == b || strings.HasPrefix(name, b+"/") })
				if bad && !slices.Contains(allowed[pkg], name) {
					t.Errorf("%s imports %s", path, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 60 {
		t.Errorf("%d files, want all of them", files)
	}
}
