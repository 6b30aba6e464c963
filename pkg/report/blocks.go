package report

import (
	"io"
	"strings"
)

// Blocks is what a command about something other than a quote has for people,
// block by block.
type Blocks []Block

// Block is a text, and rows of cells below it that are set in columns. The last
// cell of a row is broken into lines where it is long.
type Block struct {
	Text string
	Rows [][]string
}

// The words that a row may begin with, to be shown in colour.
const (
	OK   = "ok"
	Warn = "warn"
	Fail = "fail"
)

var stateColours = map[string]string{OK: green, Warn: cyan, Fail: red}

// leastCell is the least width of a row's last cell.
const leastCell = 24

// RenderBlocks writes an answer as a table, or its value as JSON. Faults:
// E-FORMAT.
func RenderBlocks(w io.Writer, format string, value any, blocks Blocks, o Options) error {
	return writers[Blocks]{
		Table: func(blocks Blocks, o Options) (string, error) { return blocks.text(o), nil },
		JSON:  func(Blocks, Options) (string, error) { return encoded(value) },
	}.write(w, format, blocks, o)
}

func (blocks Blocks) text(o Options) string {
	p := newPage(o)
	for i, b := range blocks {
		if i > 0 {
			p.line("")
		}
		if b.Text != "" {
			p.paragraph(clean(b.Text), "")
		}
		p.blockRows(b.Rows)
	}
	return p.String()
}

// blockRows sets cells in columns, each as wide as its widest cell.
func (p *page) blockRows(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			row[i] = clean(cell)
		}
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columnsOf(cell))
		}
	}
	for _, row := range rows {
		line, at := " ", 1
		for i, cell := range row[:len(row)-1] {
			text := left(cell, widths[i])
			if code, marked := stateColours[cell]; marked && i == 0 {
				text = p.paint.in(cell, code) + blanks(widths[i]-columnsOf(cell))
			}
			line += " " + text + " "
			at += widths[i] + 2
		}
		room := max(p.width-at-1, leastCell)
		for i, more := range wrap(row[len(row)-1], room) {
			if i > 0 {
				line = blanks(at)
			}
			p.line(strings.TrimRight(line+" "+more, " "))
		}
	}
}
