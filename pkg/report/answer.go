package report

import (
	"io"
	"slices"
	"strings"
)

// Answer is a document beside the quote's. Its fields are its JSON; the other
// formats are written from its passages.
type Answer interface{ passages() []passage }

// passage is a stretch of an answer.
type passage struct {
	title   string
	deep    bool     // the title is of a part of the passage before
	text    []string // paragraphs
	entries []entry
	list    *list
}

// entry is a text, or several, under a label.
type entry struct {
	label string
	texts []string
}

// list is rows under columns. In CSV the lists of an answer are one file, and
// each row says first what its list is about.
type list struct {
	about   [][2]string // name and value, the same names for all lists of an answer
	columns []listColumn
	rows    [][]string
	told    bool // by the text beside it: people are not shown the rows
	aside   bool // for people alone: it is not in CSV
	most    int  // rows that people are shown; 0: all
}

// listColumn is a column of a list.
type listColumn struct {
	name  string // in CSV; stable
	title string
	right bool                // numbers
	wide  bool                // takes the room that is left, and breaks
	show  func(string) string // how people read a cell; nil: as it is
	raw   bool                // in CSV alone
	words bool                // for people alone
}

// of gives the cells of the columns that are kept.
func (l *list) of(cells []string, kept func(listColumn) bool) []string {
	out := make([]string, 0, len(cells))
	for i, c := range l.columns {
		if kept(c) {
			out = append(out, cells[i])
		}
	}
	return out
}

func (c listColumn) machine() bool { return !c.words }
func (c listColumn) people() bool  { return !c.raw }

// printed gives the list as people read it: without the columns of CSV alone.
func (l *list) printed() *list {
	out := &list{}
	for _, c := range l.columns {
		if c.people() {
			out.columns = append(out.columns, c)
		}
	}
	for i, row := range l.shown() {
		if l.most > 0 && i == l.most {
			break
		}
		out.rows = append(out.rows, l.of(row, listColumn.people))
	}
	return out
}

// shown gives the rows as people read them.
func (l *list) shown() [][]string {
	rows := make([][]string, len(l.rows))
	for i, row := range l.rows {
		rows[i] = slices.Clone(row)
		for j, c := range l.columns {
			if c.show != nil {
				rows[i][j] = c.show(row[j])
			}
			rows[i][j] = clean(rows[i][j])
		}
	}
	return rows
}

// Write writes an answer in a format. CSV is for answers with a list. Nothing
// is written where it cannot be. Faults: E-FORMAT.
func Write(w io.Writer, format string, a Answer, o Options) error {
	as := writers[[]passage]{
		Table: func(all []passage, o Options) (string, error) {
			p := newPage(o)
			p.passages(all)
			return p.String(), nil
		},
		JSON:     func([]passage, Options) (string, error) { return encoded(a) },
		Markdown: func(all []passage, _ Options) (string, error) { return markdownOfSections(all), nil },
	}
	passages := a.passages()
	if slices.ContainsFunc(passages, func(s passage) bool { return s.list != nil }) {
		as[CSV] = csvOfLists
	}
	return as.write(w, format, passages, o)
}

func csvOfLists(passages []passage, _ Options) (string, error) {
	var t *records
	for _, s := range passages {
		if s.list == nil || s.list.aside {
			continue
		}
		var head, about []string
		for _, a := range s.list.about {
			head, about = append(head, a[0]), append(about, a[1])
		}
		for _, c := range s.list.columns {
			if c.machine() {
				head = append(head, c.name)
			}
		}
		if t == nil {
			t = newRecords(head)
		}
		for _, row := range s.list.rows {
			t.add(append(slices.Clone(about), s.list.of(row, listColumn.machine)...))
		}
	}
	if t == nil {
		return "", nil
	}
	return t.text()
}

func markdownOfSections(passages []passage) string {
	var b strings.Builder
	for i, s := range passages {
		if s.title != "" {
			mark := "## "
			if s.deep {
				mark = "### "
			}
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(mark + escape(s.title) + "\n")
		}
		for _, text := range s.text {
			b.WriteString("\n" + escape(text) + "\n")
		}
		if len(s.entries) > 0 {
			b.WriteByte('\n')
		}
		for _, e := range s.entries {
			head := "- "
			if e.label != "" {
				head += "**" + escape(e.label) + "** "
			}
			if len(e.texts) == 1 {
				b.WriteString(head + escape(e.texts[0]) + "\n")
				continue
			}
			b.WriteString(strings.TrimRight(head, " ") + "\n")
			for _, text := range e.texts {
				b.WriteString("  - " + escape(text) + "\n")
			}
		}
		if s.list != nil && !s.list.told {
			b.WriteByte('\n')
			markdownOfList(&b, s.list)
		}
	}
	return b.String()
}

func markdownOfList(b *strings.Builder, l *list) {
	l = l.printed()
	head, rule := "|", "|"
	for _, c := range l.columns {
		head += " " + escape(c.title) + " |"
		if c.right {
			rule += "---:|"
		} else {
			rule += "---|"
		}
	}
	b.WriteString(head + "\n" + rule + "\n")
	for _, row := range l.rows {
		for _, text := range row {
			b.WriteString("| " + escape(text) + " ")
		}
		b.WriteString("|\n")
	}
}

// labelColumns is the least that labels of entries take.
const labelColumns = 10

// passages writes an answer to a terminal.
func (p *page) passages(passages []passage) {
	for i, s := range passages {
		if s.title == "" && s.text == nil && s.entries == nil && s.list != nil && s.list.told {
			continue
		}
		if i > 0 {
			p.line("")
		}
		if s.title != "" {
			indent := ""
			if s.deep {
				indent = "  "
			}
			p.paragraph(s.title, indent, bold)
		}
		for _, text := range s.text {
			own := strings.TrimLeft(text, " ") // what is set in stays set in
			indent := text[:len(text)-len(own)]
			for _, line := range wrap(own, p.width-len(indent)) {
				p.line(indent + line)
			}
		}
		if len(s.entries) > 0 && (len(s.text) > 0 || s.title != "" && !s.deep) {
			p.line("")
		}
		columns := labelColumns
		for _, e := range s.entries {
			columns = max(columns, columnsOf(e.label)+2)
		}
		for _, e := range s.entries {
			p.entry(e, columns)
		}
		if s.list != nil && !s.list.told {
			if s.title != "" || len(s.text) > 0 || len(s.entries) > 0 {
				p.line("")
			}
			p.list(s.list)
		}
	}
}

func (p *page) entry(e entry, columns int) {
	label, hang := e.label, ""
	if len(e.texts) > 1 {
		hang = "  " // so that one text is told from the next
	}
	for _, text := range e.texts {
		for j, line := range wrap(text, p.width-columns-len(hang)) {
			if j > 0 {
				label, line = "", hang+line
			}
			p.line(p.paint.in(left(label, columns), dim) + line)
		}
		label = ""
	}
}

// list writes rows under columns. Wide columns share what the others leave.
func (p *page) list(l *list) {
	l = l.printed()
	widths := make([]int, len(l.columns))
	least := make([]int, len(l.columns)) // without breaking a cell, but for the title
	for i, c := range l.columns {
		widths[i] = columnsOf(c.title)
		for word := range strings.FieldsSeq(c.title) {
			least[i] = max(least[i], columnsOf(word))
		}
		for _, row := range l.rows {
			least[i] = max(least[i], columnsOf(row[i]))
		}
		widths[i] = max(widths[i], least[i])
	}
	p.fit(l, widths, least)
	cells := make([]string, len(l.columns))
	row := func(texts []string, codes ...string) {
		lines := make([][]string, len(texts))
		height := 0
		for i, text := range texts {
			lines[i] = wrap(text, widths[i])
			height = max(height, len(lines[i]))
		}
		for n := range height {
			for i := range cells {
				text := ""
				if n < len(lines[i]) {
					text = lines[i][n]
				}
				if l.columns[i].right {
					cells[i] = right(text, widths[i])
				} else {
					cells[i] = left(text, widths[i])
				}
			}
			p.line(p.paint.in(strings.Join(cells, "  "), codes...))
		}
	}
	titles := make([]string, len(l.columns))
	for i, c := range l.columns {
		titles[i] = c.title
	}
	row(titles, dim)
	for _, texts := range l.rows {
		row(texts)
	}
}

// narrowest is the least that a wide column is given.
const narrowest = 12

// fit takes room until the list fits: first from titles, then from the widest
// of the wide columns.
func (p *page) fit(l *list, widths, least []int) {
	total := 2 * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for ; total > p.width; total-- {
		from := -1
		for i := range widths {
			if widths[i] > least[i] {
				from = i
			}
		}
		if from < 0 {
			for i, c := range l.columns {
				if c.wide && widths[i] > narrowest && (from < 0 || widths[i] > widths[from]) {
					from = i
				}
			}
		}
		if from < 0 {
			return
		}
		widths[from]--
		least[from] = min(least[from], widths[from])
	}
}
