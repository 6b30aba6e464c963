package report

import "io"

// Comparison is quotes of one product side by side: a base, and what each
// scenario or each later quote makes of it.
type Comparison struct {
	SchemaVersion int    `json:"schema_version"`
	Tool          Tool   `json:"tool"`
	Base          Case   `json:"base"`
	Cases         []Case `json:"cases"`
}

// Case is one quote of a comparison. What it changes is against the base; null
// for the base itself.
type Case struct {
	Name       string    `json:"name"`
	Title      string    `json:"title,omitempty"`
	Why        string    `json:"why,omitempty"`
	Confidence string    `json:"confidence,omitempty"`
	Layers     []string  `json:"layers,omitempty"` // scenarios laid, lowest first
	Changes    *Changes  `json:"changes"`
	Quote      *Document `json:"quote"`
}

// Compare fills in what every case changes. Faults: E-DOCUMENT.
func Compare(version string, base Case, cases []Case) (*Comparison, error) {
	c := &Comparison{SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: version}, Base: base, Cases: cases}
	for i := range c.Cases {
		changes, err := Diff(base.Quote, c.Cases[i].Quote)
		if err != nil {
			return nil, err
		}
		c.Cases[i].Changes = changes
	}
	return c, nil
}

// Differs tells whether any case differs from the base.
func (c *Comparison) Differs() bool {
	for i := range c.Cases {
		if !c.Cases[i].Changes.Empty() {
			return true
		}
	}
	return false
}

// all gives the base and the cases.
func (c *Comparison) all() []Case { return append([]Case{c.Base}, c.Cases...) }

// RenderComparison writes a comparison in a format. Faults: E-FORMAT.
func RenderComparison(w io.Writer, format string, c *Comparison, o Options) error {
	return writers[*Comparison]{
		Table: comparisonTable, Markdown: comparisonMarkdown, CSV: comparisonCSV,
		JSON: func(c *Comparison, _ Options) (string, error) { return encoded(c) },
	}.write(w, format, c, o)
}
