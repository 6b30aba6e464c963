package report

import (
	"strings"
	"testing"

	"aduana/pkg/fault"
)

// sampleAnswer has every kind of part that an answer can have.
type sampleAnswer struct {
	Name string `json:"name"`
}

func (sampleAnswer) passages() []passage {
	return []passage{
		{title: "A title", text: []string{"A sentence that is long enough to be broken where a narrow terminal ends.", "  set in"},
			entries: []entry{{"Label", []string{"one text"}}, {"Longer label", []string{"a first text that is long enough to be broken too", "a second"}}}},
		{title: "A part of it", deep: true, list: &list{about: [][2]string{{"of", "left"}}, columns: []listColumn{
			{name: "what", title: "what it is", wide: true}, {name: "amount", title: "MXN", right: true, show: figureText},
			{name: "hidden", raw: true}, {title: "for people", words: true},
		}, rows: [][]string{{"a|b", "1234.50", "x", "y"}, {"=1+1", "", "x", "z"}}}},
		{list: &list{told: true, about: [][2]string{{"of", "right"}}, columns: []listColumn{{name: "what"}, {name: "amount"}, {name: "hidden"}}, rows: [][]string{{"c", "2", "x"}}}},
		{title: "Cut", list: &list{aside: true, most: 1, columns: []listColumn{{title: "n"}}, rows: [][]string{{"1"}, {"2"}}}},
	}
}

// TestAnswerFormats: one answer in each format, to the byte.
func TestAnswerFormats(t *testing.T) {
	for format, want := range map[string]string{
		Table: `A title
A sentence that is long enough to be broken where a narrow
terminal ends.
  set in

Label         one text
Longer label  a first text that is long enough to be
                broken too
              a second

A part of it

what it is       MXN  for people
a|b         1,234.50  y
=1+1               ?  z

Cut

n
1
`,
		CSV: "of,what,amount,hidden\nleft,a|b,1234.50,x\nleft,'=1+1,,x\nright,c,2,x\n",
		Markdown: `## A title

A sentence that is long enough to be broken where a narrow terminal ends.

  set in

- **Label** one text
- **Longer label**
  - a first text that is long enough to be broken too
  - a second

### A part of it

| what it is | MXN | for people |
|---|---:|---|
| a\|b | 1,234.50 | y |
| =1+1 | ? | z |

## Cut

| n |
|---|
| 1 |
`,
		JSON: "{\n  \"name\": \"<b>\"\n}\n",
	} {
		var b strings.Builder
		if err := Write(&b, format, sampleAnswer{"<b>"}, Options{Width: 60}); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s:\n%s\nwant\n%s", format, b.String(), want)
		}
	}
	var b strings.Builder
	if err := Write(&b, Table, sampleAnswer{}, Options{Width: 60, Colour: true}); err != nil || !strings.HasPrefix(b.String(), "\x1b[1mA title\x1b[0m\n") {
		t.Errorf("%q, %v", b.String(), err)
	}
	for _, c := range []struct {
		answer Answer
		format string
	}{{sampleAnswer{}, "xml"}, {&FaultCodes{}, CSV}} {
		b.Reset()
		err := Write(&b, c.format, c.answer, Options{})
		if list := fault.From(err); len(list) != 1 || list[0].Code != "E-FORMAT" || b.Len() > 0 {
			t.Errorf("%s: %v, and %q is written", c.format, err, b.String())
		}
	}
}
