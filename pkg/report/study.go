package report

import (
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"
)

// JSONLines is a record a line; answers that have records can be written so.
const JSONLines = "jsonl"

// StudyAnswer is what a command about "what if" says: a document for JSON, records
// for CSV and JSON Lines, and for people a title, a verdict, listings, charts
// and notes.
type StudyAnswer struct {
	Head
	Document any                // JSON; it holds the Head
	Columns  []string           // of the records
	Records  iter.Seq[[]string] // an empty text is unknown or none
	Verdict  []string           // paragraphs
	Grids    []Grid
	Charts   []*Chart
	Drawn    []*Bars
	Notes    []string // paragraphs
}

// Head is what every document of an answer begins with.
type Head struct {
	SchemaVersion int            `json:"schema_version"`
	Tool          Tool           `json:"tool"`
	AsOf          string         `json:"as_of"`
	Rules         Rules          `json:"rules"`
	FX            []Rate         `json:"fx"`
	Offer         map[string]any `json:"offer"`
}

// HeadOf makes the head of an answer about an offer.
func HeadOf(in Input) Head {
	d := Build(in)
	return Head{SchemaVersion: d.SchemaVersion, Tool: d.Tool, AsOf: d.AsOf, Rules: d.Rules, FX: d.FX, Offer: d.Offer}
}

func (h *Head) document() *Document {
	return &Document{Tool: h.Tool, AsOf: h.AsOf, Rules: h.Rules, FX: h.FX, Offer: h.Offer}
}

// Grid is rows under a head.
type Grid struct {
	Title string
	Head  []string
	Texts int // columns from the left that hold words; the others hold numbers
	Keys  int // columns from the left that stand beside all others where these are written below each other
	Rows  [][]string
	Lines iter.Seq[[]string] // instead of Rows, where they are many
}

func (l *Grid) rows() iter.Seq[[]string] {
	if l.Lines != nil {
		return l.Lines
	}
	return slices.Values(l.Rows)
}

// StudyFormats lists the formats that an answer is written in.
func StudyFormats() []string { return []string{Table, JSON, JSONLines, CSV, Markdown} }

// RenderStudy writes an answer in a format. Nothing is written where it cannot
// be. Faults: E-FORMAT.
func RenderStudy(w io.Writer, format string, a *StudyAnswer, o Options) error {
	return writers[*StudyAnswer]{
		Table: (*StudyAnswer).table, JSON: (*StudyAnswer).json, JSONLines: (*StudyAnswer).lines, CSV: (*StudyAnswer).csv, Markdown: (*StudyAnswer).markdown,
	}.write(w, format, a, o)
}

func (a *StudyAnswer) json(Options) (string, error) { return encoded(a.Document) }

// lines writes each record as an object whose values are text; null is unknown
// or none.
func (a *StudyAnswer) lines(Options) (string, error) {
	var b strings.Builder
	keys := make([]string, len(a.Columns))
	for i, name := range a.Columns {
		keys[i] = quotedJSON(name) + ":"
	}
	for record := range a.Records {
		for i, value := range record {
			b.WriteByte("{,"[min(i, 1)])
			b.WriteString(keys[i])
			if value == "" {
				b.WriteString("null")
			} else {
				b.WriteString(quotedJSON(value))
			}
		}
		b.WriteString("}\n")
	}
	return b.String(), nil
}

func quotedJSON(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can always be written
	return strings.TrimSuffix(b.String(), "\n")
}

func (a *StudyAnswer) csv(Options) (string, error) {
	t := newRecords(a.Columns)
	for r := range a.Records {
		t.add(r)
	}
	return t.text()
}

func (a *StudyAnswer) table(o Options) (string, error) {
	p := newPage(o)
	p.paragraph(titleOf(a.document()), "")
	for _, v := range a.Verdict {
		p.paragraph(v, "", bold)
	}
	for _, d := range a.Drawn {
		p.line("")
		p.WriteString(d.Text(p.width, o.Colour))
	}
	for i := range a.Grids {
		p.line("")
		p.headed(&a.Grids[i])
	}
	for _, c := range a.Charts {
		if text := c.Text(p.width, o.Colour); text != "" {
			p.line("")
			p.WriteString(text)
		}
	}
	for _, n := range a.Notes {
		p.line("")
		p.paragraph(n, "")
	}
	p.line("")
	p.paragraph(footerOf(a.document()), "", dim)
	return p.String(), nil
}

func (a *StudyAnswer) markdown(o Options) (string, error) {
	var b strings.Builder
	b.WriteString("## " + escape(titleOf(a.document())) + "\n")
	for _, v := range a.Verdict {
		b.WriteString("\n" + escape(v) + "\n")
	}
	for _, d := range a.Drawn {
		b.WriteString("\n```\n" + d.Text(usualWidth, false) + "```\n")
	}
	for _, l := range a.Grids {
		if l.Title != "" {
			b.WriteString("\n### " + escape(l.Title) + "\n")
		}
		b.WriteString("\n|")
		for _, h := range l.Head {
			b.WriteString(" " + escape(h) + " |")
		}
		b.WriteString("\n|")
		for i := range l.Head {
			if i < l.Texts {
				b.WriteString("---|")
			} else {
				b.WriteString("---:|")
			}
		}
		for row := range l.rows() {
			b.WriteString("\n|")
			for _, cell := range row {
				b.WriteString(" " + escape(cell) + " |")
			}
		}
		b.WriteString("\n")
	}
	for _, c := range a.Charts {
		if text := c.Text(usualWidth, false); text != "" {
			b.WriteString("\n```\n" + text + "```\n")
		}
	}
	for _, n := range a.Notes {
		b.WriteString("\n" + escape(n) + "\n")
	}
	b.WriteString("\n" + escape(footerOf(a.document())) + "\n")
	return b.String(), nil
}
