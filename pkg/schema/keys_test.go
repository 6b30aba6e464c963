package schema_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/offer"
	"aduana/pkg/schema"
	"aduana/pkg/table"
)

// TestEveryKeyOfTheLoaders: the keys that the loaders of tables and routes know
// of a map are those of an object in the schema, and the other way round.
func TestEveryKeyOfTheLoaders(t *testing.T) {
	for kind, dir := range map[string]string{"table": "../table", "route": "../route"} {
		want := loaderKeys(t, dir)
		if kind == "table" {
			want = append(want, slices.Concat(table.KeyNames(), variable(t, dir, "rowWords")))
		} else {
			alternative := variable(t, dir, "chargeKeys")
			want = append(want, alternative, append([]string{"code", "title", "either"}, alternative...),
				[]string{"code", "when"}, []string{"reason", "when"}, // of warn and refuse
				table.KeyNames(), offer.Names(), // of when and with
				[]string{"instrument", "article", "dof", "url"}) // read by table.ReadCite
		}
		got := objects(schema.Of(kind))
		for _, keys := range want {
			if !got[sorted(keys)] {
				t.Errorf("%s: the loader knows %s together, the schema has no such object", kind, sorted(keys))
			}
			delete(got, sorted(keys))
		}
		for keys := range got {
			if !slices.ContainsFunc(want, func(k []string) bool { return sorted(k) == keys }) {
				t.Errorf("%s: the schema has an object of %s, which the loader does not read", kind, keys)
			}
		}
	}
}

func sorted(keys []string) string {
	keys = slices.Clone(keys)
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

// objects gives the sets of names of all objects in a schema.
func objects(s *schema.Schema) map[string]bool {
	sets := map[string]bool{}
	var walk func(s *schema.Schema)
	walk = func(s *schema.Schema) {
		if s == nil {
			return
		}
		var names []string
		for _, list := range []schema.Properties{s.Properties, s.PatternProperties, s.Defs} {
			for _, p := range list {
				walk(p.Schema)
			}
		}
		for _, p := range s.Properties {
			names = append(names, p.Name)
		}
		if names != nil {
			sets[sorted(names)] = true
		}
		walk(s.Items)
		for _, sub := range slices.Concat(s.AnyOf, s.OneOf) {
			walk(sub)
		}
		if sub, ok := s.AdditionalProperties.(*schema.Schema); ok {
			walk(sub)
		}
	}
	walk(s)
	return sets
}

var (
	mapCall = regexp.MustCompile(`\.Map\(("[^)]*")\)`)
	word    = regexp.MustCompile(`"([a-z_]+)"`)
)

// loaderKeys finds the lists of keys that the sources of a package read maps by.
func loaderKeys(t *testing.T, dir string) [][]string {
	t.Helper()
	var lists [][]string
	for _, text := range sources(t, dir) {
		for _, m := range mapCall.FindAllStringSubmatch(text, -1) {
			lists = append(lists, quoted(m[1]))
		}
	}
	if len(lists) == 0 {
		t.Fatalf("%s reads no map", dir)
	}
	return lists
}

// variable gives the strings of a list in the sources of a package.
func variable(t *testing.T, dir, name string) []string {
	t.Helper()
	list := regexp.MustCompile(name + `\s*=\s*\[\]string\{([^}]*)\}`)
	for _, text := range sources(t, dir) {
		if m := list.FindStringSubmatch(text); m != nil {
			return quoted(m[1])
		}
	}
	t.Fatalf("%s has no list %s", dir, name)
	return nil
}

func quoted(text string) []string {
	var words []string
	for _, m := range word.FindAllStringSubmatch(text, -1) {
		words = append(words, m[1])
	}
	return words
}

func sources(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(dir + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			texts = append(texts, string(text))
		}
	}
	return texts
}
