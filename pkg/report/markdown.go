package report

import "strings"

// markdownOf writes what the table says as GitHub-flavoured Markdown.
func markdownOf(doc *Document, _ Options) (string, error) {
	s, err := compose(doc)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("## " + escape(s.title) + "\n\n**" + escape(clean(s.verdict())) + "**\n\n")
	g := s.grid(0, len(doc.Routes))
	differ := len(g.columns) == 2
	head, rule := "| "+say("column.unit")+" | "+say("column.to")+" |", "|---|---|"
	for _, c := range g.columns {
		title := escape(c.title)
		if c.closed != "" {
			title += " (" + c.closed + ")"
		}
		head += " " + say("column.rate") + " | " + title + ", " + escape(c.entry) + " |"
		rule += "---:|---:|"
	}
	if differ {
		head += " " + say("column.less") + ", " + say("column.less.sub") + " |"
		rule += "---:|"
	}
	b.WriteString(head + "\n" + rule + "\n")
	for _, r := range g.rows {
		if r.kind != gap {
			b.WriteString(markdownRow(r, len(g.columns), differ))
		}
	}
	for _, n := range s.notes {
		b.WriteString("\n**" + escape(n.head) + "**\n\n")
		for _, item := range n.items {
			b.WriteString("- " + escape(item) + "\n")
		}
	}
	b.WriteString("\n" + escape(s.footer) + "\n")
	return b.String(), nil
}

func markdownRow(r row, columns int, differ bool) string {
	strong := func(s string) string { return s }
	if r.kind != part && r.kind != plain {
		strong = func(s string) string {
			if s == "" {
				return s
			}
			return "**" + s + "**"
		}
	}
	label := escape(strings.TrimSpace(r.sign + " " + r.label))
	if r.kind == part {
		label = "&emsp;" + label
	}
	s := "| " + strong(label) + " | " + escape(r.to) + " |"
	for i := range columns {
		var c cell
		if i < len(r.cells) {
			c = r.cells[i]
		}
		amount := strong(escape(c.amount))
		if c.assumed {
			amount += `\*`
		}
		rate := ""
		if len(c.rates) > 0 {
			rate = c.rates[0]
		}
		s += " " + escape(rate) + " | " + amount + " |"
	}
	if differ {
		s += " " + escape(r.less) + " |"
	}
	return s + "\n"
}

// escape keeps text from being read as Markdown or HTML.
var escape = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", ">", "&gt;", "[", `\[`, "]", `\]`, "\n", " ", "\r", " ",
).Replace
