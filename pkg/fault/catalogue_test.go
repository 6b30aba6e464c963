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

// TestEveryCodeIsRaisedByATest: each code of the catalogue is asserted by a test
// of another package or by a script. Samples in tests of this package, and the
// table of exit codes, raise nothing.
func TestEveryCodeIsRaisedByATest(t *testing.T) {
	code := regexp.MustCompile(`\b[EWR]-[A-Z][A-Z0-9-]+\b`)
	raised := map[Code]bool{}
	for _, root := range []string{"../../pkg", "../../cmd", "../../testdata/script"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			path = filepath.ToSlash(path)
			test := strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".txtar")
			if err != nil || d.IsDir() || !test || strings.Contains(path, "pkg/fault/") {
				return err
			}
			text, err := os.ReadFile(path)
			for line := range strings.Lines(string(text)) {
				if strings.Contains(line, "of(\"E-") { // the table of exit codes
					continue
				}
				for _, c := range code.FindAllString(line, -1) {
					raised[Code(c)] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range Codes() {
		if !raised[c] {
			t.Errorf("no test raises %s", c)
		}
	}
}

// TestEveryCodeIsDocumented: each code says when it arises and what it says,
// and an error what to do.
func TestEveryCodeIsDocumented(t *testing.T) {
	for _, c := range Codes() {
		text, _ := TextOf(c)
		if text.Message == "" || text.Doc == "" || !strings.HasSuffix(text.Doc, ".") || c[0] == 'E' && text.Hint == "" {
			t.Errorf("%s lacks a message, a sentence of when it arises, or what to do", c)
		}
	}
}
