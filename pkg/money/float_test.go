package money_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// Linter rules keep the names of float types and functions out of the core.
// What they cannot see is a literal: in x := 0.5, x is a float64.
func TestNoFloatLiteralInTheCore(t *testing.T) {
	for _, pkg := range []string{"fault", "money", "strict", "offer", "table", "route", "landed"} {
		files, err := filepath.Glob(filepath.Join("..", pkg, "*.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("no Go file in pkg/%s (%v)", pkg, err)
		}
		for _, name := range files {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				continue
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && (lit.Kind == token.FLOAT || lit.Kind == token.IMAG) {
					t.Errorf("%s: %s is a float", fset.Position(lit.Pos()), lit.Value)
				}
				return true
			})
		}
	}
}
