// Package catalog reads and writes the rows of a catalogue: CSV, TSV, JSON
// Lines and XLSX, plain or compressed. Memory is constant but for XLSX, where the
// sheet is streamed and the shared strings are held (256 MiB at most), and the
// whole file where it comes through a pipe or compressed (256 MiB at most).
//
// Reading is split in two, so that it can use every processor. Reader.Next is
// serial and cheap: it only finds where whole rows end. Block.Scan does the
// work of a row and may run on any goroutine. Writing is split the same way: an
// Encoder makes the bytes of a row anywhere, a Sink takes them in order.
//
// A row that cannot be read carries its fault with row, line and column, and
// the bytes as they came, so that no row is ever lost.
package catalog

import "strings"

// Format is how a file holds its rows.
type Format uint8

// The formats.
const (
	CSV   Format = iota // separated by commas, RFC 4180
	TSV                 // separated by tabs; quotes as in CSV where a cell begins with one
	JSONL               // one flat JSON object a line
	XLSX                // one sheet of an Office Open XML workbook
)

// Compression is how a file is compressed as a whole.
type Compression uint8

// The compressions.
const (
	None Compression = iota
	Gzip
	Zstd
)

// formats are the names and suffixes. Reports that end in .txt are separated by
// tabs.
var formats = map[string]Format{"csv": CSV, "tsv": TSV, "txt": TSV, "jsonl": JSONL, "ndjson": JSONL, "xlsx": XLSX}

var formatNames = [...]string{CSV: "csv", TSV: "tsv", JSONL: "jsonl", XLSX: "xlsx"}

// String gives the name that ParseFormat reads.
func (f Format) String() string { return formatNames[f] }

// FormatNames lists the names of the formats.
func FormatNames() []string { return formatNames[:] }

// ParseFormat reads the name of a format: csv, tsv, txt, jsonl, ndjson or xlsx.
func ParseFormat(name string) (Format, bool) {
	f, ok := formats[strings.ToLower(name)]
	return f, ok
}

// FormatOf tells format and compression of a file by its suffixes, as in
// rows.csv.gz; ok is false where the name does not tell the format.
func FormatOf(name string) (f Format, c Compression, ok bool) {
	name = strings.ToLower(name)
	for suffix, by := range map[string]Compression{".gz": Gzip, ".zst": Zstd} {
		if rest, found := strings.CutSuffix(name, suffix); found {
			name, c = rest, by
		}
	}
	f, ok = ParseFormat(name[strings.LastIndexByte(name, '.')+1:])
	return f, c, ok && strings.Contains(name, ".")
}
