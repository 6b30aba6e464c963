// Package table holds dated, cited decision tables: of law, and of costs. A
// table is a YAML file; its rows may stand in a CSV file beside it. The first
// row whose conditions match an offer wins.
//
// Tables come in layers. [Open] reads them, [Set.At] takes a table at a date,
// [View.Match] finds the row for an offer, and [Lint] finds what is wrong with
// a folder. Law is dated: a date that it does not cover is a fault. Costs are
// cards: the newest one on or before the date, else the oldest.
package table

import (
	"slices"
	"strings"

	"aduana/pkg/money"
)

// Unit says what the numbers of a column are.
type Unit uint8

// The units. Money is in whole units of its currency.
const (
	UnitFraction Unit = iota
	UnitMoney
	UnitKg
	UnitM3
	UnitDays
	UnitMonths
	UnitNumber
	UnitFlag // 0 or 1
	UnitText // words
)

var unitNames = []string{"fraction", "money", "kg", "m3", "days", "months", "number", "flag", "text"}

// String gives the unit's name.
func (u Unit) String() string {
	if int(u) >= len(unitNames) {
		return ""
	}
	return unitNames[u]
}

// UnitNames lists the units' names. The list must not be changed.
func UnitNames() []string { return unitNames }

// The words that a period's or row's Status and Confidence may be.
const (
	Enacted   = "enacted"   // the text of the law, or of the card
	Inferred  = "inferred"  // nothing says so, nothing contradicts it
	Projected = "projected" // not in force; counts only where it is asked for

	High   = "high"
	Medium = "medium"
	Low    = "low"
)

var (
	statuses    = []string{Enacted, Inferred, Projected}
	confidences = []string{High, Medium, Low}
)

// Table is one table of one layer.
type Table struct {
	ID       string
	Title    string
	Note     string
	Columns  []Column
	Replaces []string  // lines of a route that it stands for, for people
	Billable *Billable // of a table that asks for billable_kg
	Periods  []Period  // empty where the rows stand in a CSV file
	Sources  []Period  // what stands behind the rows of a CSV file
	Layer    string
	File     string
	Under    *Table // the same table of the layer below, or nil

	sheet *sheet
	laid  bool // by a flag
}

// Column is what a row gives.
type Column struct {
	Name string
	Unit Unit
}

// Billable says how the weight that is charged for follows from the volume:
// volumetric kg are cm3 / Divisor, and count where they are over Trigger times
// the actual kg.
type Billable struct {
	Divisor, Trigger money.Ratio
}

// Cite is where a rule stands.
type Cite struct {
	Instrument string
	Article    string
	DOF        string // date of publication, YYYY-MM-DD
	URL        string
}

// Period is a stretch of time in which the same rows hold, or the source of
// rows of a CSV file.
type Period struct {
	From, To           Date
	Status, Confidence string
	Cite               Cite
	Checked            Date // when the source was read
	ReviewBy           Date // from the day after, the rule counts as stale; 0 for none
	Note               string
	Rows               []Row
}

// Row gives values under conditions, or refuses, or says that the value is
// unknown.
type Row struct {
	Conds              []Cond
	Cells              []Cell // one for each column; nil where Refuse or Unknown is set
	Refuse             string // why
	Unknown            string // what to supply
	Note               string
	Description        string // of the goods, from a CSV file
	From, To           Date   // when it holds: the period, narrowed by the row's own dates
	Status, Confidence string
	Cite               Cite
	Period             *Period // never nil
	Layer              string
	File               string
	Line               int
}

// Cell is a value of a row.
type Cell struct {
	Num  money.Ratio
	Text string // words of a text column, or currency of a money column
}

// wordSeparator stands between the words of a text column, and between the
// values of a condition in a CSV file.
const wordSeparator = ";"

// HasWord tells whether a text column of the row has a word.
func (r *Row) HasWord(column int, word string) bool {
	return column < len(r.Cells) && HasWord(r.Cells[column].Text, word)
}

// HasWord tells whether the text of a cell, words parted by semicolons, has a
// word.
func HasWord(text, word string) bool {
	for own := range strings.SplitSeq(text, wordSeparator) {
		if own == word {
			return true
		}
	}
	return false
}

// Column gives the place of a column in a row's cells.
func (t *Table) Column(name string) (int, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	return i, i >= 0
}

// Folders and prefixes of ids: law.courier stands in law/courier.yaml,
// cost.fx in costs/fx.yaml.
const (
	lawFolder   = "law"
	costFolder  = "costs"
	routeFolder = "routes"
	lawPrefix   = "law."
	costPrefix  = "cost."
	groupPrefix = "law.group."
	extension   = ".yaml"
)

// isCost tells cards from law.
func isCost(id string) bool { return strings.HasPrefix(id, costPrefix) }

// isGroup tells whether a table lists the countries of a group.
func isGroup(id string) bool { return strings.HasPrefix(id, groupPrefix) }
