package fault_test

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"testing"

	"aduana/pkg/fault"
)

// form of a code: an error, a warning, or the reason of a line without amount.
var form = regexp.MustCompile(`^[EWR]-[A-Z0-9]+(-[A-Z0-9]+)*$`)

// verb is how a text uses an argument.
var verb = regexp.MustCompile(`%(\[[1-9]\][vqsd]|%)`)

func TestEveryCodeIsDocumented(t *testing.T) {
	codes := fault.Codes()
	if len(codes) < 40 || !slices.IsSorted(codes) {
		t.Errorf("%d codes, in order: %v", len(codes), slices.IsSorted(codes))
	}
	for _, c := range codes {
		text, ok := fault.TextOf(c)
		if !ok || !form.MatchString(string(c)) {
			t.Errorf("%s is not the form of a code", c)
		}
		if text.Message == "" || text.Doc == "" {
			t.Errorf("%s has no message or no doc", c)
		}
		if c[0] == 'E' && text.Hint == "" {
			t.Errorf("%s does not say what to do", c)
		}
		for _, s := range []string{text.Message, text.Hint} {
			if rest := verb.ReplaceAllString(s, ""); slices.Contains([]byte(rest), '%') {
				t.Errorf("%s has a %% that is no argument: %s", c, s)
			}
		}
		if verb.MatchString(text.Doc) {
			t.Errorf("%s takes an argument in its doc: %s", c, text.Doc)
		}
	}
}

func TestMessageAndHint(t *testing.T) {
	f := fault.New("E-NUMBER", fault.Place{}, "abc", "it has letters")
	if got, want := f.Message(), `"abc" is not a number: it has letters`; got != want {
		t.Errorf("message %s, want %s", got, want)
	}
	if got, want := f.Hint(), "write a plain decimal such as 12.50, with a dot and at most 18 digits"; got != want {
		t.Errorf("hint %s, want %s", got, want)
	}
	if got, want := f.Error(), `"abc" is not a number: it has letters [E-NUMBER]`; got != want {
		t.Errorf("error %s, want %s", got, want)
	}
	at := f.At(fault.Place{File: "o.yaml", Line: 3, Column: 8, Field: "price"})
	if got, want := at.Error(), `o.yaml:3:8, price: "abc" is not a number: it has letters [E-NUMBER]`; got != want {
		t.Errorf("error %s, want %s", got, want)
	}
	near := fault.New("W-NEAR-THRESHOLD", fault.Place{}, "49", "50")
	if got, want := near.Message(), "the customs value of USD 49 is within 5 % of a threshold at USD 50"; got != want {
		t.Errorf("message %s, want %s", got, want)
	}
	if got, want := near.Hint(), "a small change of price or exchange rate changes the tax"; got != want {
		t.Errorf("a hint without arguments: %s, want %s", got, want)
	}
	if got := fault.New("E-NONE-SUCH", fault.Place{}).Message(); got != "" {
		t.Errorf("a code that is not there says %q", got)
	}
	if _, ok := fault.TextOf("E-NONE-SUCH"); ok {
		t.Error("a code that is not there has a text")
	}
}

func TestWrapKeepsTheCause(t *testing.T) {
	f := fault.Wrap(io.ErrClosedPipe, "E-READ", fault.Place{File: "o.yaml"})
	if got, want := f.Error(), "o.yaml: cannot be read: io: read/write on closed pipe [E-READ]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !errors.Is(f, io.ErrClosedPipe) {
		t.Error("the cause is lost")
	}
	if fault.New("E-READ", fault.Place{}).Unwrap() != nil {
		t.Error("a cause out of nothing")
	}
}

func TestCut(t *testing.T) {
	list := fault.List{fault.New("E-HS", fault.Place{}), fault.New("E-FX", fault.Place{}), fault.New("E-NUMBER", fault.Place{})}
	codes := func(l fault.List) (all []fault.Code) {
		for _, f := range l {
			all = append(all, f.Code)
		}
		return all
	}
	if got := codes(list.Cut(3)); !slices.Equal(got, []fault.Code{"E-HS", "E-FX", "E-NUMBER"}) {
		t.Errorf("just enough: %v", got)
	}
	list[1].Place = fault.Place{File: "o.yaml", Line: 3, Field: "price"}
	cut := list.Cut(2)
	if got := codes(cut); !slices.Equal(got, []fault.Code{"E-HS", "E-FX", "E-MANY"}) || list[2].Code != "E-NUMBER" {
		t.Errorf("cut to two: %v, and the list is %v", got, codes(list))
	}
	if got, want := cut[2].Error(), "o.yaml:3: there are more than 2 faults; the rest is not shown [E-MANY]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		place fault.Place
		want  string
	}{
		{fault.Place{}, ""},
		{fault.Place{File: "o.yaml"}, "o.yaml"},
		{fault.Place{File: "o.yaml", Line: 3}, "o.yaml:3"},
		{fault.Place{File: "o.yaml", Line: 3, Column: 8}, "o.yaml:3:8"},
		{fault.Place{File: "o.yaml", Column: 8}, "o.yaml"},
		{fault.Place{Line: 3}, "line 3"},
		{fault.Place{Line: 3, Column: 8}, "line 3:8"},
		{fault.Place{Row: 5}, "row 5"},
		{fault.Place{File: "c.csv", Row: 5, Field: "price"}, "c.csv, row 5, price"},
		{fault.Place{Flag: "--set", Field: "price"}, "--set, price"},
		{fault.Place{Field: "price"}, "price"},
		{fault.Place{File: "o.yaml", Line: 1, Column: 2, Row: 3, Field: "price", Flag: "--set"}, "o.yaml:1:2, row 3, --set, price"},
	} {
		if got := c.place.String(); got != c.want {
			t.Errorf("%+v is %q, want %q", c.place, got, c.want)
		}
	}
}

func TestAtFillsOnlyWhatIsEmpty(t *testing.T) {
	outer := fault.Place{File: "b.yaml", Line: 9, Column: 9, Row: 9, Field: "rfc", Flag: "--file"}
	for _, c := range []struct{ inner, want fault.Place }{
		{fault.Place{}, outer},
		{fault.Place{File: "a.yaml", Line: 1, Row: 2, Field: "price", Flag: "--set"}, fault.Place{File: "a.yaml", Line: 1, Row: 2, Field: "price", Flag: "--set"}},
		{fault.Place{Field: "price"}, fault.Place{File: "b.yaml", Line: 9, Column: 9, Row: 9, Field: "price", Flag: "--file"}},
	} {
		f := fault.New("E-READ", c.inner)
		if got := f.At(outer); got != f || got.Place != c.want {
			t.Errorf("%+v became %+v, want %+v", c.inner, got.Place, c.want)
		}
	}
}

func TestList(t *testing.T) {
	var list fault.List
	list.Add(nil)
	if list.Err() != nil || len(list) != 0 {
		t.Errorf("an empty list is the error %v", list.Err())
	}
	list.Add(fault.New("E-READ", fault.Place{File: "a"}))
	list.Add(fault.New("E-UTF8", fault.Place{File: "b"}))
	if got, want := list.Err().Error(), "a: cannot be read [E-READ]\nb: is not UTF-8 text [E-UTF8]"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestFrom(t *testing.T) {
	one, two := fault.New("E-READ", fault.Place{}), fault.New("E-UTF8", fault.Place{})
	for _, c := range []struct {
		name string
		err  error
		want fault.List
	}{
		{"nothing", nil, nil},
		{"another error", io.EOF, nil},
		{"one fault", one, fault.List{one}},
		{"a fault inside an error", fmt.Errorf("quote: %w", one), fault.List{one}},
		{"a list", fault.List{one, two}, fault.List{one, two}},
		{"a list inside an error", fmt.Errorf("quote: %w", fault.List{one, two}), fault.List{one, two}},
	} {
		if got := fault.From(c.err); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
