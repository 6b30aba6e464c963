package report

import (
	"io"
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

// Formats lists the formats.
func Formats() []string { return []string{Table, JSON, CSV, Markdown} }

// Render writes the document in a format. Nothing is written where it cannot
// be. Faults: E-FORMAT, E-FIELDS, E-FIELDS-FORMAT, E-DOCUMENT.
func Render(w io.Writer, format string, doc *Document, o Options) error {
	render := map[string]func(*Document, Options) (string, error){Table: tableOf, JSON: jsonOf, CSV: csvOf, Markdown: markdownOf}[format]
	if render == nil {
		return fault.New("E-FORMAT", fault.Place{Flag: "--format"}, format, strings.Join(Formats(), ", "), strict.Suggest(format, Formats()))
	}
	if len(o.Fields) > 0 && format != JSON {
		return fault.New("E-FIELDS-FORMAT", fault.Place{Flag: "--fields"}, format)
	}
	text, err := render(doc, o)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}
