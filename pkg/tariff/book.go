package tariff

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"aduana/pkg/fault"

	"golang.org/x/text/unicode/norm"
)

// A header stands in the first rows; a file of more rows, or a row of more
// cells, is refused.
const (
	headerRows = 40
	maxRows    = 100_000
	maxCells   = 200
)

// Entry is a line of the official tariff.
type Entry struct {
	Code        string // eight digits
	Description string
	Unit        string // of measure, as it is written
	Duty        Duty
	Row         int // in the file, from 1
}

// Book is the tariff as a file has it.
type Book struct {
	Entries []Entry // in order of code
	Padded  int     // codes of seven digits, before which a zero was put
	Passed  int     // rows that are no line: headings, notes, NICO
}

// column is what a column of the file holds.
type column int

const (
	codeColumn column = iota
	descriptionColumn
	dutyColumn
	unitColumn
	numColumns
)

// columns are the names by which columns are known, without accents, capitals
// and signs. The workbooks of the Secretaría differ: the duty is headed
// "Impuesto de importación", "Arancel", "IGI", or "Imp." in a second row below
// a common head. "Ex." is not among them: it may be exports.
var columns = [numColumns][]string{
	codeColumn:        {"fraccion", "fraccion arancelaria", "codigo", "codigo de fraccion", "codigo arancelario", "fracc", "hs", "code"},
	descriptionColumn: {"descripcion", "descripcion de la fraccion", "descripcion de la mercancia", "description"},
	dutyColumn: {"impuesto de importacion", "impuesto general de importacion", "impuesto importacion", "arancel de importacion", "arancel importacion",
		"tasa de importacion", "cuota de importacion", "importacion", "imp", "igi", "arancel", "impuesto", "tasa", "duty"},
	unitColumn: {"unidad de medida", "unidad", "um", "umt", "unidad de medida de tarifa", "unit"},
}

// headText writes the name of a column without accents, capitals and signs.
func headText(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// find gives the place of a column in a row of heads, by the first of its names
// that is there.
func find(heads []string, c column) (int, bool) {
	for _, name := range columns[c] {
		if i := slices.Index(heads, name); i >= 0 {
			return i, true
		}
	}
	return 0, false
}

// reader gathers the lines of a file.
type reader struct {
	at     fault.Place
	heads  []string // of the row before
	found  bool     // the header
	place  [numColumns]int
	book   Book
	index  map[string]int // places in book.Entries by code
	row    int
	faults fault.List
}

// read reads rows until they end. The error is that of the file.
func (r *reader) read(rows iter.Seq2[[]string, error]) error {
	r.index = map[string]int{}
	for cells, err := range rows {
		if err != nil {
			return err
		}
		r.row++
		switch {
		case r.row > maxRows || len(cells) > maxCells:
			r.faults.Add(fault.New("E-BOOK-ROWS", fault.Place{File: r.at.File, Row: r.row}, maxRows, maxCells))
			return nil
		case !r.found && r.row > headerRows:
			return nil
		case !r.found:
			r.header(cells)
		case r.below(cells):
		default:
			r.line(cells)
		}
		if len(r.faults) > mostFaults {
			return nil
		}
	}
	return nil
}

// header looks whether a row heads the columns. That of the duty may stand in
// the row below, see below.
func (r *reader) header(cells []string) {
	heads := headsOf(cells)
	code, ok := find(heads, codeColumn)
	text, also := find(heads, descriptionColumn)
	if !ok || !also {
		return
	}
	r.found, r.heads = true, heads
	r.place = [numColumns]int{codeColumn: code, descriptionColumn: text, dutyColumn: -1, unitColumn: -1}
	r.second(heads)
}

// below takes the names of a second row of heads, right below the first.
func (r *reader) below(cells []string) bool {
	if r.heads == nil {
		return false
	}
	r.heads = nil
	heads := headsOf(cells)
	_, duty := find(heads, dutyColumn)
	_, unit := find(heads, unitColumn)
	if !duty && !unit {
		return false
	}
	r.second(heads)
	return true
}

// second takes the columns of the duty and the unit from a row of heads.
func (r *reader) second(heads []string) {
	for _, c := range []column{dutyColumn, unitColumn} {
		if i, ok := find(heads, c); ok {
			r.place[c] = i
		}
	}
}

func headsOf(cells []string) []string {
	heads := make([]string, len(cells))
	for i, c := range cells {
		heads[i] = headText(c)
	}
	return heads
}

// cell gives a cell of a row, in one line and without what a terminal would
// obey.
func (r *reader) cell(cells []string, c column) string {
	i := r.place[c]
	if i < 0 || i >= len(cells) {
		return ""
	}
	text := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == unicode.ReplacementChar {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(cells[i], " "))
	return strings.Join(strings.Fields(text), " ")
}

// line reads a row below the header.
func (r *reader) line(cells []string) {
	given := r.cell(cells, codeColumn)
	code := strings.NewReplacer(".", "", " ", "").Replace(given)
	duty := ParseDuty(r.cell(cells, dutyColumn))
	at := fault.Place{File: r.at.File, Row: r.row, Field: "code"}
	switch digits := strings.Trim(code, "0123456789") == ""; {
	case digits && len(code) == lineDigits-1:
		code = "0" + code
		r.book.Padded++
	case digits && len(code) == lineDigits:
	case !digits && duty != (Duty{}) && strings.ContainsAny(code, "0123456789") && !strings.ContainsAny(given, " "):
		r.faults.Add(fault.New("E-BOOK-CODE", at, shown(given)))
		return
	default:
		r.book.Passed++
		return
	}
	e := Entry{Code: code, Description: r.cell(cells, descriptionColumn), Unit: r.cell(cells, unitColumn), Duty: duty, Row: r.row}
	i, twice := r.index[code]
	switch {
	case !twice:
		r.index[code] = len(r.book.Entries)
		r.book.Entries = append(r.book.Entries, e)
	case r.book.Entries[i].Duty == (Duty{}):
		r.book.Entries[i].Duty = duty // the line's row names it, those of its NICO say the duty
		r.book.Passed++
	case duty == (Duty{}) || duty == r.book.Entries[i].Duty:
		r.book.Passed++
	default:
		r.faults.Add(fault.New("E-BOOK-TWICE", at, Dotted(code), strconv.Itoa(r.book.Entries[i].Row)))
	}
}

// finish gives the book, or its faults.
func (r *reader) finish() (*Book, error) {
	if r.place[dutyColumn] < 0 {
		return nil, fault.New("E-BOOK-HEAD", r.at)
	}
	for i := range r.book.Entries {
		if e := &r.book.Entries[i]; e.Duty == (Duty{}) {
			e.Duty.Unknown = "the file says no duty: give duty"
		}
	}
	if len(r.book.Entries) == 0 && r.faults == nil {
		r.faults.Add(fault.New("E-BOOK-EMPTY", r.at))
	}
	if r.faults != nil {
		return nil, r.faults
	}
	slices.SortFunc(r.book.Entries, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	return &r.book, nil
}
