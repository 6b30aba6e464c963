package report

import (
	"io"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

// Options say how a document is written.
type Options struct {
	Width  int      // columns of the table; 0 is 100, and under 60 is 60
	Colour bool     // of the table
	Fields []string // of JSON: paths of the parts to keep, such as "routes.totals.margin"; none keeps all
}

// The formats that a document is written in.
const (
	Table    = "table"
	JSON     = "json"
	CSV      = "csv"
	Markdown = "md"
)

// Formats lists the formats of a document.
func Formats() []string { return []string{Table, JSON, CSV, Markdown} }

// Render writes the document in a format. Nothing is written where it cannot
// be. Faults: E-FORMAT, E-FIELDS, E-FIELDS-FORMAT, E-DOCUMENT.
func Render(w io.Writer, format string, doc *Document, o Options) error {
	if len(o.Fields) > 0 && format != JSON && slices.Contains(Formats(), format) {
		return fault.New("E-FIELDS-FORMAT", fault.Place{Flag: "--fields"}, format)
	}
	return writers[*Document]{Table: tableOf, JSON: jsonOf, CSV: csvOf, Markdown: markdownOf}.write(w, format, doc, o)
}

// CheckFormat tells whether a format is one of those that are known. Faults:
// E-FORMAT.
func CheckFormat(format string, known []string) error {
	if slices.Contains(known, format) {
		return nil
	}
	return fault.New("E-FORMAT", fault.Place{Flag: "--format"}, format, strings.Join(known, ", "), strict.Suggest(format, known))
}

// writers write a kind of document, by format.
type writers[D any] map[string]func(D, Options) (string, error)

func (as writers[D]) write(w io.Writer, format string, doc D, o Options) error {
	known := slices.DeleteFunc(StudyFormats(), func(f string) bool { return as[f] == nil })
	if err := CheckFormat(format, known); err != nil {
		return err
	}
	text, err := as[format](doc, o)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}
