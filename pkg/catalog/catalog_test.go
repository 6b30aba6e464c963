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
			for _, c := range row.Cells {
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
