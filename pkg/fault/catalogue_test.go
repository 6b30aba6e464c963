package fault

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCatalogueHasNoCodeTwice: a code stands in one part of the catalogue.
func TestCatalogueHasNoCodeTwice(t *testing.T) {
	n := 0
	for _, part := range parts {
		n += len(part)
	}
	if n != len(english) {
		t.Errorf("the parts have %d codes, the catalogue %d: a code stands in two parts", n, len(english))
	}
}

// TestCodesAndCatalogueAgree: every code that the sources or the rules name is
// in the catalogue, and every code of the catalogue is named by them.
func TestCodesAndCatalogueAgree(t *testing.T) {
	code := regexp.MustCompile(`\b[EWR]-[A-Z][A-Z0-9-]+\b`)
	named := map[Code]string{}
	for _, root := range []string{"../../pkg", "../../seeds"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			skip := strings.HasSuffix(path, "_test.go") || strings.Contains(path, "fault/english") || strings.Contains(path, "testdata")
			if err != nil || d.IsDir() || skip || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".yaml") {
				return err
			}
			text, err := os.ReadFile(path)
			for _, c := range code.FindAllString(string(text), -1) {
				named[Code(c)] = path
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for c, path := range named {
		if _, ok := english[c]; !ok {
			t.Errorf("%s names %s, which has no text", path, c)
		}
	}
	for c := range english {
		if _, ok := named[c]; !ok {
			t.Errorf("%s has a text, and nothing raises it", c)
		}
	}
}
