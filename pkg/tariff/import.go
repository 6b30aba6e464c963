package tariff

import (
	"encoding/csv"
	"strconv"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// Import is what is written over the tariff from a book.
type Import struct {
	Book    *Book
	From    table.Date // since when the rates hold
	Source  string     // the instrument that is cited
	DOF     string     // date of publication, or empty
	Checked table.Date // when the file was taken over
}

// sourceName stands in the CSV file for the source of its rows.
const sourceName = "IMPORT"

// Sheet writes the rows as the table's CSV file.
func (im *Import) Sheet() (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	rows := [][]string{{"hs", "description", "from", "to", "rate", "source", "note", "unknown", "refuse"}}
	for i := range im.Book.Entries {
		e := &im.Book.Entries[i]
		rate, unit := "", ""
		if e.Duty.Known {
			rate = e.Duty.Rate.String()
		}
		if e.Unit != "" {
			unit = "unit of measure: " + e.Unit
		}
		rows = append(rows, []string{e.Code, e.Description, im.From.String(), "", rate, sourceName, unit, e.Duty.Unknown, e.Duty.Refuse})
	}
	err := w.WriteAll(rows)
	return b.String(), err
}

// Head writes the table's YAML file.
func (im *Import) Head() string {
	cite := "instrument: " + strconv.Quote(im.Source)
	if im.DOF != "" {
		cite += ", dof: " + im.DOF
	}
	return "table: " + dutyTable + "\n" +
		"title: Import duty (IGI) by tariff line, origin without preference\n" +
		"gives: {rate: fraction}\n" +
		"csv: tariff.csv\n" +
		"note: Written by aduana tariff import. A line that is not here is taken from the layer below.\n" +
		"sources:\n" +
		"  " + sourceName + ": {status: enacted, confidence: medium, checked: " + im.Checked.String() + ", cite: {" + cite + "}}\n"
}

// Change is a line whose duty differs from that of the rules below.
type Change struct {
	Code        string
	Description string
	Before      string // "35%", "unknown", "prohibited"; empty where the line is new
	After       string // empty where the file lacks the line
}

// Compared is what an import changes on the day from which it holds.
type Compared struct {
	Changed, New, Missing []Change // in order of code
	Same                  int
}

// Compare holds the book against the tariff of a set. Faults: those of the
// tables.
func (im *Import) Compare(set *table.Set, o table.Options) (*Compared, *fault.Fault) {
	before, fail := Lines(set, "", im.From, o)
	if fail != nil {
		return nil, fail
	}
	c := new(Compared)
	after := im.Book.Entries
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].Code < after[0].Code:
			l := &before[0]
			c.Missing = append(c.Missing, Change{Code: l.Code, Description: l.Description, Before: l.Says()})
			before = before[1:]
		case len(before) == 0 || after[0].Code < before[0].Code:
			e := &after[0]
			c.New = append(c.New, Change{Code: e.Code, Description: e.Description, After: e.Duty.Says()})
			after = after[1:]
		default:
			l, e := &before[0], &after[0]
			if l.Says() == e.Duty.Says() {
				c.Same++
			} else {
				c.Changed = append(c.Changed, Change{Code: e.Code, Description: l.Description, Before: l.Says(), After: e.Duty.Says()})
			}
			before, after = before[1:], after[1:]
		}
	}
	return c, nil
}

// Says writes the line's duty in a word.
func (l *Line) Says() string { return says(l.Known, l.Prohibited, l.Rate) }

// Says writes the duty in a word.
func (d Duty) Says() string { return says(d.Known, d.Refuse != "", d.Rate) }

func says(known, prohibited bool, rate money.Ratio) string {
	switch {
	case known:
		return Percent(rate)
	case prohibited:
		return "prohibited"
	}
	return "unknown"
}
