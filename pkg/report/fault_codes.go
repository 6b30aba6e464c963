package report

import (
	"regexp"
	"strconv"
	"strings"

	"aduana/pkg/fault"
)

// FaultCodes is what `aduana explain` answers about codes of errors, warnings
// and reasons.
type FaultCodes struct {
	SchemaVersion int         `json:"schema_version"`
	Codes         []FaultCode `json:"codes"`
}

// FaultCode is one code of the catalogue.
type FaultCode struct {
	Code    string `json:"code"`
	Kind    string `json:"kind"`    // error, warning or reason
	Message string `json:"message"` // with … for what a fault fills in
	Doc     string `json:"doc"`     // when it arises
	Hint    string `json:"hint"`    // what to do
	Exit    int    `json:"exit"`    // the exit code of an error; 0 for the others
}

// ExplainCodes makes the answer; exit gives an error's exit code. Each code
// must be in the catalogue.
func ExplainCodes(codes []fault.Code, exit func(fault.Code) int) *FaultCodes {
	out := &FaultCodes{SchemaVersion: SchemaVersion, Codes: []FaultCode{}}
	for _, c := range codes {
		t, _ := fault.TextOf(c)
		f := FaultCode{Code: string(c), Message: bare(t.Message), Doc: t.Doc, Hint: bare(t.Hint)}
		switch f.Code[0] {
		case 'E':
			f.Kind, f.Exit = "error", exit(c)
		case 'W':
			f.Kind = "warning"
		default:
			f.Kind = "reason"
		}
		out.Codes = append(out.Codes, f)
	}
	return out
}

var placeholder = regexp.MustCompile(`"?%\[\d+\][a-z]"?`)

// bare writes a text without what a fault fills in, and without the offer of a
// near word.
func bare(text string) string {
	text = strings.ReplaceAll(text, ` (near: %[2]q)`, "")
	text = strings.ReplaceAll(text, ` (near: %[3]q)`, "")
	return strings.ReplaceAll(placeholder.ReplaceAllString(text, "…"), "%%", "%")
}

// mostAtLength is how many codes are told at length; more are a list.
const mostAtLength = 12

func (f *FaultCodes) passages() []passage {
	if len(f.Codes) > mostAtLength {
		return f.catalogue()
	}
	var all []passage
	for _, c := range f.Codes {
		p := passage{title: say("fault.title", c.Code, say("fault."+c.Kind))}
		put := func(key, text string) {
			if text != "" {
				p.entries = append(p.entries, entry{say(key), []string{text}})
			}
		}
		put("fault.arises", c.Doc)
		put("fault.says", c.Message)
		put("fault.do", c.Hint)
		if c.Exit > 0 {
			put("fault.exit", strconv.Itoa(c.Exit))
		}
		all = append(all, p)
	}
	return all
}

func (f *FaultCodes) catalogue() []passage {
	l := &list{columns: []listColumn{
		{name: "code", title: say("fault.code")}, {name: "doc", title: say("fault.arises"), wide: true}, {name: "exit", title: say("fault.exit"), right: true},
	}}
	for _, c := range f.Codes {
		exit := ""
		if c.Exit > 0 {
			exit = strconv.Itoa(c.Exit)
		}
		l.rows = append(l.rows, []string{c.Code, c.Doc, exit})
	}
	return []passage{{text: []string{say("fault.codes", len(f.Codes))}, list: l}}
}
