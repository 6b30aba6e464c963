package tariff_test

import (
	"fmt"
	"strings"
	"testing"

	"aduana/pkg/tariff"
	"aduana/seeds"
)

// TestEmbeddedNames: the names that come with the program have tariff codes that
// exist: of eight digits only lines that are embedded.
func TestEmbeddedNames(t *testing.T) {
	file, err := seeds.FS.Open("tariff/names.csv")
	if err != nil {
		t.Fatal(err)
	}
	names, err := tariff.ReadNames(file, "names.csv")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 500 {
		t.Errorf("%d names, want 500 or more", len(names))
	}
	set := embedded(t)
	duty, fail := set.Table("law.tariff")
	if fail != nil {
		t.Fatal(fail)
	}
	known := map[string]bool{}
	for _, code := range duty.Lines("") {
		known[code] = true
	}
	seen := map[tariff.Name]bool{}
	for _, n := range names {
		if len(n.Code) == 8 && !known[n.Code] {
			t.Errorf("%s of %q is no line that is embedded", n.Code, n.Text)
		}
		if n.Code < "01" || n.Code > "98" || n.Code[:2] == "77" {
			t.Errorf("%s of %q is in no chapter", n.Code, n.Text)
		}
		if seen[n] {
			t.Errorf("%s has %q twice", n.Code, n.Text)
		}
		seen[n] = true
	}
}

func TestReadNamesFindsEveryFault(t *testing.T) {
	for text, want := range map[string]string{
		"code,en,es\n4202,a,b\n":                                     "n.csv:1: the line cannot be read: wrong number of fields [E-TABLE-CSV]",
		"code,en,zh,es\n4202,a,b,c\n":                                `n.csv:1: the columns are "code,en,zh,es" [E-NAMES-HEAD]`,
		"code,en,es,zh\n42,a,b,c\n4202,a,,c\n4202,\"a,b,c\n":         "n.csv:2, code: \"42\" is not a tariff code of 4, 6 or 8 digits [E-NAMES-CODE]\nn.csv:3, es: a name is empty [E-NAMES-EMPTY]\n",
		"code,en,es,zh\n4202.1,a,b,c\n4202,a;,b,c\n420212,a,b,c,d\n": "n.csv:2, code: \"4202.1\" is not a tariff code of 4, 6 or 8 digits [E-NAMES-CODE]\nn.csv:3, en: a name is empty [E-NAMES-EMPTY]\nn.csv:4: the line cannot be read: wrong number of fields [E-TABLE-CSV]",
	} {
		if _, err := tariff.ReadNames(strings.NewReader(text), "n.csv"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q\n got %v\nwant %s", text, err, want)
		}
	}
}

// few is a small index whose scores can be reckoned by hand: four headings.
var few = []tariff.Name{
	{Code: "4202", Text: "backpack"}, {Code: "420212", Text: "suitcase"}, {Code: "4202", Text: "mochila"},
	{Code: "39269099", Text: "phone case"}, {Code: "3926", Text: "手机壳"},
	{Code: "8517", Text: "phone"}, {Code: "8517", Text: "smart watch"}, {Code: "8517", Text: "手机"},
	{Code: "6109", Text: "t-shirt"}, {Code: "6109", Text: "women's tops"},
}

func TestSearch(t *testing.T) {
	index := tariff.NewIndex(few)
	for query, want := range map[string]string{
		// Of 4 headings, 2 use phone, which counts 2; the others are used by one, and count 3.
		// Both words: 5 × 5/5, and a quarter of 5. phone alone: 2 × 2/2, and a quarter of 2.
		"phone case":            "39269099 phone case 625, 8517 phone 250",
		"the PHONES for a case": "39269099 phone case 625, 8517 phone 250",
		"phone":                 "8517 phone 250, 39269099 phone case 130",
		"suit cases":            "420212 suitcase 375, 39269099 phone case 255", // two words that are one
		"tshirt":                "6109 t-shirt 375", "T shirts": "6109 t-shirt 375", "shirt": "",
		"smartwatch": "8517 smart watch 600", "smart-watches": "8517 smart watch 600",
		"mochilas azules": "4202 mochila 375", "MOCHÍLA": "4202 mochila 375",
		"woman top": "6109 women's tops 750",
		"手机":        "8517 手机 250, 3926 手机壳 130",
		"透明手机壳":     "3926 手机壳 625, 8517 手机 250",
		"":          "", "of the": "", "壳": "", "1234": "",
	} {
		var got []string
		for _, f := range index.Search(query, 10) {
			got = append(got, fmt.Sprintf("%s %s %d", f.Code, f.Name, f.Score))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q\n got %s\nwant %s", query, strings.Join(got, ", "), want)
		}
	}
	if got := index.Search("phone case", 1); len(got) != 1 || got[0].Heading != "3926" || strings.Join(got[0].Words, " ") != "phone case" {
		t.Errorf("one answer: %+v", got)
	}
}

// TestPlurals: a word finds its plural, and the other way round.
func TestPlurals(t *testing.T) {
	for _, pair := range []string{
		"box boxes", "battery batteries", "knife knives", "scarf scarves", "watch watches", "dress dresses", "lens lenses", "shoe shoes", "case cases",
		"tape tapes", "tap taps", "plate plates", "cookie cookies", "shirt shirts", "man men", "woman women", "child children", "mouse mice", "toy toys", "glass glasses", "brush brushes",
		"lápiz lápices", "pantalón pantalones", "collar collares", "luz luces", "bolsa bolsas", "reloj relojes", "sartén sartenes", "juguete juguetes", "pañal pañales",
	} {
		one, many, _ := strings.Cut(pair, " ")
		for _, p := range [][2]string{{one, many}, {many, one}} {
			if len(tariff.NewIndex([]tariff.Name{{Code: "4202", Text: p[0]}}).Search(p[1], 1)) != 1 {
				t.Errorf("%s does not find %s", p[1], p[0])
			}
		}
	}
	for _, pair := range []string{"tap tape", "cap cape", "pan pants", "glas glass"} {
		one, other, _ := strings.Cut(pair, " ")
		if found := tariff.NewIndex([]tariff.Name{{Code: "4202", Text: one}}).Search(other, 1); len(found) == 1 {
			t.Errorf("%s finds %s", other, one)
		}
	}
}

// TestSameAnswerAlways: the order does not depend on maps.
func TestSameAnswerAlways(t *testing.T) {
	first := fmt.Sprint(everyday(t).Search("wireless case set for kids", 50))
	for range 2 {
		if again := fmt.Sprint(everyday(t).Search("wireless case set for kids", 50)); again != first {
			t.Fatalf("%s\n%s", first, again)
		}
	}
}

func TestDotted(t *testing.T) {
	for code, want := range map[string]string{"61": "61", "6109": "6109", "610910": "6109.10", "61091003": "6109.10.03", "6109100301": "6109.10.03.01"} {
		if got := tariff.Dotted(code); got != want {
			t.Errorf("%s is written %s, want %s", code, got, want)
		}
	}
}

// BenchmarkSearch makes the index and asks it once, as the program does.
func BenchmarkSearch(b *testing.B) {
	for b.Loop() {
		everyday(b).Search("phone case", 10)
	}
}
