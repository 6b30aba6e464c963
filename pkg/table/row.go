package table

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/strict"
)

// Words that a row may say beside conditions and columns: in YAML, and in a
// CSV file.
var (
	rowWords   = []string{"refuse", "unknown", "note", "status", "confidence", "from", "to", "cite"}
	sheetWords = []string{"refuse", "unknown", "note", "description", "source", "from", "to"}
)

// memberColumns are what a group's table gives.
var memberColumns = []Column{{Name: "member", Unit: UnitFlag}}

// rows reads the rows of a period.
func (r *reader) rows(p *Period, n *strict.Node) {
	items := n.List()
	switch {
	case len(items) == 0:
		n.Fault("E-TABLE-EMPTY", "rows")
	case len(items) > maxRows:
		n.Fault("E-TABLE-ROWS", len(items), maxRows)
		return
	}
	p.Rows = make([]Row, 0, len(items))
	for _, item := range items {
		before := len(r.faults)
		row := r.blank(p, r.table.File, item.Line())
		for _, e := range item.Entries() {
			r.entry(&row, e)
		}
		if len(r.faults) == before {
			r.complete(&row, item)
		}
		if len(r.faults) == before {
			p.Rows = append(p.Rows, row)
		}
	}
}

// blank gives a row as the period says it.
func (r *reader) blank(p *Period, file string, line int) Row {
	return Row{
		Period: p, From: OpenStart, To: Forever,
		Status: p.Status, Confidence: p.Confidence, Cite: p.Cite,
		Layer: r.table.Layer, File: file, Line: line,
	}
}

// entry reads one key of a row. What the table gives comes before conditions
// of the same name.
func (r *reader) entry(row *Row, e strict.Entry) {
	if i, ok := r.table.Column(e.Key); ok {
		if s, ok := scalar(e.Value); ok {
			r.value(row, i, s)
		}
		return
	}
	if key, ok := KeyByName(e.Key); ok {
		if cond, ok := readCond(key, e.Value); ok {
			r.cond(row, cond, e.Value)
		}
		return
	}
	switch {
	case e.Key == "cite":
		row.Cite = ReadCite(e.Value)
	case slices.Contains(rowWords, e.Key):
		if s, ok := scalar(e.Value); ok {
			r.remark(row, e.Key, s)
		}
	default:
		e.At.Fault("E-TABLE-CONDITION", short(e.Key), r.nearest(e.Key, rowWords))
	}
}

// nearest gives the name of a row that is most like s.
func (r *reader) nearest(s string, words []string) string {
	columns := make([]string, len(r.table.Columns))
	for i, c := range r.table.Columns {
		columns[i] = c.Name
	}
	return nearest(s, columns, KeyNames(), words)
}

// cond adds a condition; a group that it names must be there.
func (r *reader) cond(row *Row, c Cond, at spot) {
	if c.Key.Kind() == KindCountry {
		for _, name := range c.Texts {
			if !isCountry(name) && !r.group(name) {
				at.Fault("E-TABLE-GROUP", name)
			}
		}
	}
	r.billed = r.billed || c.Key == KeyBillableKg
	row.Conds = append(row.Conds, c)
}

// remark reads what is neither a value nor a condition.
func (r *reader) remark(row *Row, name string, s said) {
	switch name {
	case "refuse":
		row.Refuse = proseAt(s)
	case "unknown":
		row.Unknown = proseAt(s)
	case "note":
		row.Note = proseAt(s)
	case "description":
		row.Description = proseAt(s)
	case "status":
		row.Status = oneOfAt(s, statuses)
	case "confidence":
		row.Confidence = oneOfAt(s, confidences)
	case "from":
		dateAt(&row.From, s)
	case "to":
		dateAt(&row.To, s)
	}
}

// value reads what the row gives for a column.
func (r *reader) value(row *Row, column int, s said) {
	if row.Cells == nil {
		row.Cells = make([]Cell, len(r.table.Columns))
	}
	cell := &row.Cells[column]
	cell.Num = money.Zero // so that a bad number is not missing, too
	switch r.table.Columns[column].Unit {
	case UnitText:
		cell.Text = s.text
		for w := range strings.SplitSeq(s.text, wordSeparator) {
			if s.text != "" && !isWord(w) {
				s.at.Fault("E-TABLE-WORD", short(w))
			}
		}
	case UnitFlag:
		if oneOfAt(s, flagWords) == "1" {
			cell.Num = money.One
		}
	case UnitMoney:
		m, f := money.ParseMoney(s.text, "MXN")
		cell.number(s, m.Value, f)
		cell.Text = m.Currency
	default:
		n, f := money.ParseRatio(s.text)
		cell.number(s, n, f)
	}
}

var flagWords = []string{"0", "1"}

// number puts a number in, which must not be below zero.
func (c *Cell) number(s said, n money.Ratio, f *fault.Fault) {
	switch {
	case f != nil:
		s.at.Add(f)
	case n.Sign() < 0:
		s.at.Fault("E-RANGE", short(s.text), "it is below zero")
	default:
		c.Num = n
	}
}

// complete checks that the row says one thing and all of it. A flag that is
// left out is 0.
func (r *reader) complete(row *Row, at spot) {
	says := index(row.Cells != nil) + index(row.Refuse != "") + index(row.Unknown != "")
	switch {
	case says > 1:
		at.Fault("E-TABLE-MIXED")
	case row.From > row.To:
		at.Fault("E-TABLE-END", row.From.String(), row.To.String())
	case says == 0 && len(r.table.Columns) > 0:
		at.Fault("E-TABLE-VALUE", r.table.Columns[0].Name)
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Num.Den != 0 {
			continue
		}
		switch r.table.Columns[i].Unit {
		case UnitFlag, UnitText:
			c.Num = money.Zero
		default:
			if says == 1 {
				at.Fault("E-TABLE-VALUE", r.table.Columns[i].Name)
			}
		}
	}
	if isGroup(r.table.ID) && !isMemberRow(row) {
		at.Fault("E-TABLE-MEMBERS")
	}
}

// isMemberRow tells a row that says of countries whether they are members.
func isMemberRow(row *Row) bool {
	return row.Cells != nil && len(row.Conds) == 1 && row.Conds[0].Key == KeyOrigin && !row.Conds[0].Not && !row.Conds[0].groups()
}

// groups tells whether a condition of the row names a group of countries.
func (r *Row) groups() bool {
	for i := range r.Conds {
		if r.Conds[i].groups() {
			return true
		}
	}
	return false
}

// projected tells rows that count only where they are asked for.
func (r *Row) projected() bool { return r.Status == Projected }
