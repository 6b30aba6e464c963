package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

// sheet is the CSV file of a table. One that begins with the column hs is
// sorted by it and read lazily: a look-up parses just the lines of its code.
type sheet struct {
	reader  reader // without faults of its own; never changed after it is opened
	file    string
	text    string
	columns []column
	sources map[string]*Period
	source  int    // the column that names the source, or -1
	lines   []line // of data, without blank ones
	byHS    bool
	lengths [9]bool // how many digits the codes of a sheet by hs have
	rows    []Row   // of a sheet that is not by hs
}

// line is where a line stands in a sheet's text, and its number.
type line struct{ at, end, number int32 }

// column says what the cells of a column are: a value of the table (cell over
// or at 0), a condition (key over 0), or else what the name says.
type column struct {
	name string
	cell int
	key  Key
}

// place is a cell of a CSV file.
type place struct {
	at     fault.Place
	faults *fault.List
}

// Fault adds a fault at the cell.
func (p place) Fault(code fault.Code, args ...any) { p.faults.Add(fault.New(code, p.at, args...)) }

// Add puts a fault of another package at the cell; nil adds nothing.
func (p place) Add(f *fault.Fault) {
	if f != nil {
		p.faults.Add(f.At(p.at))
	}
}

// sources reads the map of sources; it is false where there is none.
func (r *reader) sources(n *strict.Node) bool {
	entries := n.Entries()
	if n.IsMap() && len(entries) == 0 {
		n.Fault("E-TABLE-EMPTY", "sources")
	}
	r.table.Sources = make([]Period, len(entries))
	r.named = make(map[string]*Period, len(entries))
	for i, e := range entries {
		p := &r.table.Sources[i]
		p.From, p.To = OpenStart, Forever
		r.source(p, e.Value, e.Value.Map("status", "confidence", "cite", "checked", "review_by", "note"))
		r.named[e.Key] = p
	}
	return len(entries) > 0
}

// csv opens the CSV file that the head names.
func (r *reader) csv(n *strict.Node) {
	name, ok := scalar(n)
	if !ok {
		return
	}
	if !strings.HasSuffix(name.text, ".csv") || !isWord(name.text) {
		n.Fault("E-TABLE-CSV-NAME", short(name.text))
		return
	}
	dir := lawFolder
	if isCost(r.table.ID) {
		dir = costFolder
	}
	path := dir + "/" + name.text
	data, f := r.folder.read(path, maxCSV)
	if f != nil && errors.Is(f.Cause, fs.ErrNotExist) {
		n.Fault("E-TABLE-CSV-MISSING", path)
		return
	}
	if f != nil {
		r.faults.Add(f)
		return
	}
	s := &sheet{file: r.folder.Shown(path), text: strings.TrimPrefix(string(data), "\ufeff"), sources: r.named}
	if !utf8.ValidString(s.text) {
		valid := len(s.text) - len(strings.TrimLeftFunc(s.text, func(c rune) bool { return c != utf8.RuneError }))
		r.faults.Add(fault.New("E-UTF8", fault.Place{File: s.file, Line: 1 + strings.Count(s.text[:valid], "\n")}))
		return
	}
	s.index()
	s.reader = reader{table: r.table, group: r.group}
	if !s.header(r) {
		return
	}
	r.table.sheet = s
	if s.byHS && !r.thorough {
		return
	}
	rows := s.parse(0, len(s.lines), r, &r.faults)
	if !s.byHS {
		s.rows = rows
	}
	if r.thorough {
		r.checkSheet(s, rows)
	}
}

// index finds the lines.
func (s *sheet) index() {
	s.lines = make([]line, 0, strings.Count(s.text, "\n")+1)
	number := int32(0)
	for at := 0; at < len(s.text); {
		end := len(s.text)
		if i := strings.IndexByte(s.text[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		number++
		if strings.TrimRight(s.text[at:end], "\r\n") != "" {
			s.lines = append(s.lines, line{int32(at), int32(end), number})
		}
		at = end
	}
}

// code gives the first cell of a line, which is the tariff line in a sheet by
// hs.
func (s *sheet) code(l line) string {
	first, _, _ := strings.Cut(s.text[l.at:l.end], ",")
	return strings.Trim(first, "\"\r\n")
}

// header reads the first line and finds out what the columns are.
func (s *sheet) header(r *reader) bool {
	if len(s.lines) == 0 {
		r.faults.Add(fault.New("E-TABLE-EMPTY", fault.Place{File: s.file, Line: 1}, "rows"))
		return false
	}
	head := s.lines[0]
	s.lines = s.lines[1:]
	at := fault.Place{File: s.file, Line: int(head.number)}
	if n := 1 + strings.Count(s.text[head.at:head.end], ","); n > maxColumns {
		r.faults.Add(fault.New("E-TABLE-COLUMNS", at, n, maxColumns))
		return false
	}
	if len(s.lines) > maxLines {
		r.faults.Add(fault.New("E-TABLE-LINES", at, len(s.lines), maxLines))
		return false
	}
	names, err := csv.NewReader(strings.NewReader(s.text[head.at:head.end])).Read()
	if err != nil {
		r.faults.Add(fault.New("E-TABLE-CSV", at, csvReason(err)))
		return false
	}
	before := len(r.faults)
	seen := map[string]bool{}
	s.source = -1
	for i, name := range names {
		at := fault.Place{File: at.File, Line: at.Line, Field: name}
		c := column{name: name, cell: -1}
		if cell, ok := r.table.Column(name); ok {
			c.cell = cell
		} else if key, ok := KeyByName(name); ok {
			c.key = key
			r.billed = r.billed || key == KeyBillableKg
		} else if !slices.Contains(sheetWords, name) {
			r.faults.Add(fault.New("E-TABLE-CONDITION", at, short(name), r.nearest(name, sheetWords)))
		}
		if name == "source" {
			s.source = i
		}
		if seen[name] {
			r.faults.Add(fault.New("E-KEY-TWICE", at, short(name)))
		}
		seen[name] = true
		s.columns = append(s.columns, c)
	}
	for _, c := range r.table.Columns {
		if !seen[c.Name] && c.Unit != UnitFlag && c.Unit != UnitText {
			r.faults.Add(fault.New("E-TABLE-VALUE", at, c.Name))
		}
	}
	if !seen["source"] && len(s.sources) != 1 {
		r.faults.Add(fault.New("E-KEY-MISSING", at, "source"))
	}
	s.byHS = s.columns[0].key == KeyHS
	switch {
	case len(s.lines) == 0:
		r.faults.Add(fault.New("E-TABLE-EMPTY", at, "rows"))
	case !s.byHS && len(s.lines) > maxRows:
		r.faults.Add(fault.New("E-TABLE-ROWS", at, len(s.lines), maxRows))
	}
	for _, l := range s.lines {
		if n := len(s.code(l)); s.byHS && n < len(s.lengths) {
			s.lengths[n] = true
		}
	}
	return len(r.faults) == before
}

// parse reads some of the lines as rows. Those with a fault are left out.
func (s *sheet) parse(from, to int, r *reader, faults *fault.List) []Row {
	if from >= to {
		return nil
	}
	rows := make([]Row, 0, to-from)
	buffer, _ := buffers.Get().(*bufio.Reader)
	defer buffers.Put(buffer)
	buffer.Reset(strings.NewReader(s.text[s.lines[from].at:s.lines[to-1].end]))
	in := csv.NewReader(buffer)
	in.ReuseRecord = true
	in.FieldsPerRecord = len(s.columns)
	first := int(s.lines[from].number) - 1
	for len(*faults) <= maxFaults { // readTable says that there are more
		record, err := in.Read()
		if err != nil {
			var bad *csv.ParseError
			if !errors.As(err, &bad) {
				return rows // the end
			}
			at := fault.Place{File: s.file, Line: first + bad.Line}
			faults.Add(fault.New("E-TABLE-CSV", at, csvReason(err)))
			continue
		}
		n, _ := in.FieldPos(0)
		before := len(*faults)
		row := s.row(r, record, fault.Place{File: s.file, Line: first + n}, faults)
		if len(*faults) == before {
			rows = append(rows, row)
		}
	}
	return rows
}

// buffers are for CSV readers, which make their own for every line or two that a
// look-up reads where they are given none.
var buffers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// row reads a record.
func (s *sheet) row(r *reader, record []string, at fault.Place, faults *fault.List) Row {
	source := &s.reader.table.Sources[0] // the only one, where there is no column
	if s.source >= 0 {
		if source = s.sources[record[s.source]]; source == nil {
			at.Field = "source"
			faults.Add(fault.New("E-TABLE-SOURCE", at, short(record[s.source])))
			return Row{}
		}
	}
	before := len(*faults)
	row := r.blank(source, s.file, at.Line)
	for i, c := range s.columns {
		text := record[i]
		cell := at
		cell.Field = c.name
		spot := place{cell, faults}
		switch {
		case strings.Contains(text, "\n"):
			spot.Fault("E-TABLE-CSV", "a line break stands inside quotes")
		case i == 0 && s.byHS:
			if KeyHS.check(text, spot) {
				row.Conds = append(row.Conds, Cond{Key: KeyHS, Texts: []string{text}})
			}
		case text == "" || c.name == "source":
		case c.cell >= 0:
			r.value(&row, c.cell, said{text, spot})
		case c.key == 0:
			r.remark(&row, c.name, said{text, spot})
		default:
			s.cond(r, &row, c.key, text, spot)
		}
	}
	if len(*faults) == before {
		r.complete(&row, place{at, faults})
	}
	return row
}

// cond reads a cell as a condition.
func (s *sheet) cond(r *reader, row *Row, key Key, text string, at spot) {
	var list []said
	if key.Kind() == KindNumber {
		list = []said{{text, at}}
	} else {
		for part := range strings.SplitSeq(text, wordSeparator) {
			list = append(list, said{part, at})
		}
	}
	if c, ok := parseCond(key, list); ok {
		r.cond(row, c, at)
	}
}

// find parses the rows of a sheet by hs that are for a tariff line: those of
// its first 2, 4, 6 and 8 digits, which is their order in the file. A line with
// a fault, which Lint names, gives no row.
func (s *sheet) find(hs string) []Row {
	var rows []Row
	for n, there := range s.lengths {
		if !there || n > len(hs) {
			continue
		}
		prefix := hs[:n]
		from := sort.Search(len(s.lines), func(i int) bool { return s.code(s.lines[i]) >= prefix })
		to := from
		for to < len(s.lines) && s.code(s.lines[to]) == prefix {
			to++
		}
		r := s.reader
		var faults fault.List
		rows = append(rows, s.parse(from, to, &r, &faults)...)
	}
	return rows
}

func csvReason(err error) string {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return bad.Err.Error()
	}
	return err.Error()
}
