package report

import (
	"io"
	"slices"
	"strings"
)

// Listing is what a command answers beside a quote: a head, rows of columns, and
// notes.
type Listing struct {
	Title   string
	Head    []string // paragraphs below the title
	Columns []ListColumn
	Rows    [][]string
	Notes   []string // paragraphs below the rows
	JSON    any      // the same as one JSON object
}

// ListColumn is a column of a listing.
type ListColumn struct {
	Key   string // in CSV
	Title string
	Right bool // numbers stand to the right
	Wraps bool // gives way where the page is narrow; one column or more must
	Data  bool // in CSV alone
}

// RenderListing writes a listing in a format; in JSON its own object, in CSV the
// rows alone. Faults: E-FORMAT.
func RenderListing(w io.Writer, format string, l *Listing, o Options) error {
	return writers[*Listing]{
		Table:    func(l *Listing, o Options) (string, error) { return l.shown().table(o), nil },
		JSON:     func(l *Listing, _ Options) (string, error) { return encoded(l.JSON) },
		CSV:      (*Listing).csv,
		Markdown: func(l *Listing, _ Options) (string, error) { return l.shown().markdown(), nil },
	}.write(w, format, l, o)
}

func (l *Listing) csv(Options) (string, error) {
	head := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		head[i] = c.Key
	}
	t := newRecords(head)
	for _, row := range l.Rows {
		t.add(row)
	}
	return t.text()
}

// shown gives the listing without what is for CSV alone.
func (l *Listing) shown() *Listing {
	out := *l
	out.Columns = slices.DeleteFunc(slices.Clone(l.Columns), func(c ListColumn) bool { return c.Data })
	out.Rows = make([][]string, len(l.Rows))
	for i, row := range l.Rows {
		for j, c := range l.Columns {
			if !c.Data {
				out.Rows[i] = append(out.Rows[i], row[j])
			}
		}
	}
	return &out
}

func (l *Listing) markdown() string {
	var b strings.Builder
	if l.Title != "" {
		b.WriteString("## " + escape(clean(l.Title)) + "\n\n")
	}
	for _, h := range l.Head {
		b.WriteString(escape(clean(h)) + "\n\n")
	}
	head, rule := "|", "|"
	for _, c := range l.Columns {
		head += " " + escape(clean(c.Title)) + " |"
		if rule += "---"; c.Right {
			rule += ":"
		}
		rule += "|"
	}
	if len(l.Rows) > 0 {
		b.WriteString(head + "\n" + rule + "\n")
	}
	for _, row := range l.Rows {
		b.WriteString("|")
		for _, cell := range row {
			b.WriteString(" " + escape(clean(cell)) + " |")
		}
		b.WriteString("\n")
	}
	for _, n := range l.Notes {
		b.WriteString("\n" + escape(clean(n)) + "\n")
	}
	return b.String()
}

// gutter stands between columns.
const gutter = 2

// leastColumn is the least width of a column that wraps.
const leastColumn = 8

func (l *Listing) table(o Options) string {
	p := newPage(o)
	if l.Title != "" {
		p.paragraph(clean(l.Title), "", bold)
	}
	for _, h := range l.Head {
		p.paragraph(clean(h), "  ")
	}
	widths := l.widths(p.width)
	if len(l.Rows) > 0 {
		if p.Len() > 0 {
			p.line("")
		}
		titles := make([]string, len(l.Columns))
		whole := -gutter
		for i, c := range l.Columns {
			titles[i] = c.Title
			whole += widths[i] + gutter
		}
		l.row(p, widths, titles, bold, cyan)
		p.line(p.paint.in(strings.Repeat("─", whole), dim))
	}
	for _, row := range l.Rows {
		l.row(p, widths, row)
	}
	if len(l.Notes) > 0 {
		p.line("")
	}
	for _, n := range l.Notes {
		p.paragraph(clean(n), "  ", dim)
	}
	return p.String()
}

// widths gives each column what its longest cell takes, and takes what is too
// much from the widest of those that wrap.
func (l *Listing) widths(page int) []int {
	widths := make([]int, len(l.Columns))
	whole := -gutter
	for i, c := range l.Columns {
		widths[i] = columnsOf(c.Title)
		for _, row := range l.Rows {
			widths[i] = max(widths[i], columnsOf(clean(row[i])))
		}
		whole += widths[i] + gutter
	}
	for ; whole > page; whole-- {
		widest := -1
		for i, c := range l.Columns {
			if c.Wraps && widths[i] > leastColumn && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

// row writes a row; cells too long go on below.
func (l *Listing) row(p *page, widths []int, cells []string, codes ...string) {
	lines := make([][]string, len(cells))
	most := 1
	for i, cell := range cells {
		lines[i] = []string{clean(cell)}
		if columnsOf(lines[i][0]) > widths[i] {
			lines[i] = wrap(lines[i][0], widths[i])
		}
		most = max(most, len(lines[i]))
	}
	for n := range most {
		parts := make([]string, len(cells))
		for i := range cells {
			text := ""
			if n < len(lines[i]) {
				text = lines[i][n]
			}
			fill := left
			if l.Columns[i].Right {
				fill = right
			}
			parts[i] = fill(text, widths[i])
		}
		for len(parts) > 0 && strings.TrimSpace(parts[len(parts)-1]) == "" {
			parts = slices.Delete(parts, len(parts)-1, len(parts))
		}
		p.line(p.paint.in(strings.TrimRight(strings.Join(parts, strings.Repeat(" ", gutter)), " "), codes...))
	}
}
