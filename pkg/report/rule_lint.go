package report

import (
	"strconv"

	"aduana/pkg/fault"
)

// RuleLint is what `aduana rules lint` answers.
type RuleLint struct {
	SchemaVersion int         `json:"schema_version"`
	Tool          Tool        `json:"tool"`
	Folder        string      `json:"folder"`
	Faults        []LintFault `json:"faults"` // by file and line
}

// LintFault is one fault of a folder of rules.
type LintFault struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Field   string `json:"field,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// LintOf makes the answer of a folder's faults.
func LintOf(version, folder string, faults fault.List) *RuleLint {
	out := &RuleLint{SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: version}, Folder: folder, Faults: []LintFault{}}
	for _, f := range faults {
		message := f.Message()
		out.Faults = append(out.Faults, LintFault{
			File: f.Place.File, Line: f.Place.Line, Column: f.Place.Column, Field: f.Place.Field,
			Code: string(f.Code), Message: message, Hint: f.Hint(),
		})
	}
	return out
}

func (r *RuleLint) passages() []passage {
	l := &list{told: true, columns: []listColumn{
		{name: "file"}, {name: "line"}, {name: "column"}, {name: "field"}, {name: "code"}, {name: "message"}, {name: "hint"},
	}}
	if len(r.Faults) == 0 {
		return []passage{{text: []string{say("lint.clean", r.Folder)}, list: l}}
	}
	p := passage{list: l}
	for _, f := range r.Faults {
		at := fault.Place{File: f.File, Line: f.Line, Column: f.Column, Field: f.Field}
		p.text = append(p.text, say("lint.fault", at.String(), clean(f.Message), f.Code))
		if f.Hint != "" {
			p.text = append(p.text, say("lint.fix", clean(f.Hint)))
		}
		l.rows = append(l.rows, []string{f.File, number(f.Line), number(f.Column), f.Field, f.Code, f.Message, f.Hint})
	}
	return []passage{p}
}

// number writes a line or column, nothing where there is none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
