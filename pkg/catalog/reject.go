package catalog

import (
	"strconv"

	"aduana/pkg/fault"
)

// rejects writes the file of rejected rows.
var rejects = &separatedEncoder{
	names:     []string{"row", "column", "code", "message", "raw"},
	separator: ',',
	special:   [256]bool{',': true, '"': true, '\n': true, '\r': true},
}

// RejectHeader appends the header of the CSV of rejected rows.
func RejectHeader(dst []byte) []byte { return rejects.Header(dst) }

// AppendReject appends a rejected row to the CSV of rejected rows: one line a
// fault, each with the number of the data row, the column where one is at
// fault, and the row as it came.
func AppendReject(dst []byte, row *Row, faults fault.List) []byte {
	for _, f := range faults {
		dst = append(strconv.AppendInt(dst, row.Number, 10), ',')
		dst = append(rejects.cell(dst, []byte(f.Place.Field)), ',')
		dst = append(append(dst, f.Code...), ',')
		dst = append(rejects.cell(dst, []byte(f.Message())), ',')
		dst = append(rejects.cell(dst, row.Raw), '\n')
	}
	return dst
}
