package catalog

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// readAll gives the header, the rows' cells and what ended the file.
func readAll(t *testing.T, text string, o ReadOptions) (header []string, rows [][]string, faults []string, err error) {
	t.Helper()
	in, err := Open(strings.NewReader(text), o)
	if err != nil {
		return nil, nil, nil, err
	}
	var b Block
	var row Row
	for {
		if err = in.Next(&b); err != nil {
			break
		}
		for b.Scan(&row) {
			if row.Fault != nil {
				faults = append(faults, row.Fault.Error())
				continue
			}
			var cells []string
			for _, c := range row.Cells() {
				cells = append(cells, string(c))
			}
			rows = append(rows, cells)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return in.Header(), rows, faults, err
}

// TestCellsOfAnEarlierRow: a row is split again where another was scanned since.
func TestCellsOfAnEarlierRow(t *testing.T) {
	for format, text := range map[Format]string{
		CSV:   "a,b\n\"x, \"\"y\"\"\",1\nz,2\n\"q\",3\n",
		TSV:   "a\tb\nx, \"y\"\t1\nz\t2\nq\t3\n",
		JSONL: "{\"a\":\"x, \\\"y\\\"\",\"b\":1}\n{\"b\":2,\"a\":\"z\"}\n{\"a\":\"q\",\"b\":3}\n",
	} {
		in, err := Open(strings.NewReader(text), ReadOptions{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		var b Block
		if err := in.Next(&b); err != nil {
			t.Fatal(err)
		}
		rows := make([]Row, 3)
		for i := range rows {
			if !b.Scan(&rows[i]) || rows[i].Fault != nil {
				t.Fatal(format, rows[i].Fault)
			}
		}
		for _, i := range []int{0, 2, 1, 1, 0} {
			want := [][]string{{`x, "y"`, "1"}, {"z", "2"}, {"q", "3"}}[i]
			if got := rows[i].Cells(); len(got) != 2 || string(got[0]) != want[0] || string(got[1]) != want[1] {
				t.Errorf("%v: row %d is %q, want %q", format, i, got, want)
			}
		}
	}
}
