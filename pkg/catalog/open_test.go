package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aduana/pkg/fault"
)

func TestFormatOf(t *testing.T) {
	for _, tc := range []struct {
		name string
		f    Format
		c    Compression
		ok   bool
	}{
		{"rows.csv", CSV, None, true}, {"a.b/ROWS.TSV.GZ", TSV, Gzip, true}, {"rows.jsonl.zst", JSONL, Zstd, true}, {"rows.ndjson", JSONL, None, true},
		{"report.txt", TSV, None, true}, {"rows.xlsx", XLSX, None, true}, {"rows.gz", CSV, Gzip, false}, {"csv", CSV, None, false}, {"rows.xls", CSV, None, false}, {"-", CSV, None, false}, {"", CSV, None, false},
	} {
		f, c, ok := FormatOf(tc.name)
		if ok != tc.ok || c != tc.c || ok && f != tc.f {
			t.Errorf("%s: %v %d %t", tc.name, f, c, ok)
		}
	}
	for _, name := range FormatNames() {
		if f, ok := ParseFormat(name); !ok || f.String() != name {
			t.Errorf("%s is read as %v", name, f)
		}
	}
}

// TestOpenFaults: what hinders reading any row is said at once.
func TestOpenFaults(t *testing.T) {
	zipped := string(compress(t, Gzip, "a,b\n1,2\n"))
	many := strings.Repeat("a,", maxColumns) + "a\n"
	for _, tc := range []struct {
		name string
		o    ReadOptions
		text string
		want string
	}{
		{"empty", ReadOptions{}, "", "f: is empty [E-FILE-EMPTY]"},
		{"a mark alone", ReadOptions{}, bom, "f: is empty [E-FILE-EMPTY]"},
		{"blank lines alone", ReadOptions{}, "\n\r\n", "f: is empty [E-FILE-EMPTY]"},
		{"blank lines of JSON", ReadOptions{Format: JSONL}, " \n\t\n", "f: is empty [E-FILE-EMPTY]"},
		{"empty once unpacked", ReadOptions{Compression: Gzip}, string(compress(t, Gzip, "")), "f: is empty [E-FILE-EMPTY]"},
		{"no name", ReadOptions{}, "\na,,b,\n", "f:2: column 2 has no name [E-COLUMN-EMPTY]\nf:2: column 4 has no name [E-COLUMN-EMPTY]"},
		{"repeated", ReadOptions{}, "a,b,a\n", `f:1: "a" names both column 1 and column 3 [E-COLUMN-TWICE]`},
		{"too many", ReadOptions{}, many, "f:1: there are more than 16384 columns [E-COLUMNS-MANY]"},
		{"too many in quotes", ReadOptions{}, strings.Repeat("\"a\",", maxColumns) + "a\n", "f:1: there are more than 16384 columns [E-COLUMNS-MANY]"},
		{"too many keys", ReadOptions{Format: JSONL}, manyKeys(), "f: there are more than 16384 columns [E-COLUMNS-MANY]"},
		{"Latin-1 header", ReadOptions{}, "sku,a\xf1o\n", "f:1:6: byte 0xF1 is not UTF-8: the text looks like ISO-8859-1 [E-ENCODING]"},
		{"bare quote in the header", ReadOptions{}, "a,b\"\n", `f:1: a quote stands inside the cell "b\"", which has none around it [E-QUOTE-BARE]`},
		{"open quote in the header", ReadOptions{}, "a,\"b\n1,2\n", "f:1: the quote that opens here is never closed [E-QUOTE-OPEN]"},
		{"old line ends", ReadOptions{}, "a,b\r1,2\r", "f:1: the lines end in a carriage return alone [E-LINE-END]"},
		{"semicolons", ReadOptions{}, "sku;price\nA;1\n", `f:1: is read as csv and has one column, whose name holds ";" [E-SEPARATOR]`},
		{"commas in TSV", ReadOptions{Format: TSV}, "sku,price\n", `f:1: is read as tsv and has one column, whose name holds "," [E-SEPARATOR]`},
		{"UTF-16", ReadOptions{}, "\xff\xfea\x00", "f: is UTF-16 text, and UTF-8 is needed [E-UTF16]"},
		{"UTF-16 the other way", ReadOptions{Format: TSV}, "\xfe\xff\x00a", "f: is UTF-16 text, and UTF-8 is needed [E-UTF16]"},
		{"gzip", ReadOptions{}, zipped, "f: is read as csv, but begins as a file of another kind does: gzip [E-FILE-KIND]"},
		{"XLSX as CSV", ReadOptions{}, "PK\x03\x04", "f: is read as csv, but begins as a file of another kind does: XLSX or ZIP [E-FILE-KIND]"},
		{"JSON as CSV", ReadOptions{}, `{"a":1}`, "f: is read as csv, but begins as a file of another kind does: JSON [E-FILE-KIND]"},
		{"old Excel", ReadOptions{Format: XLSX}, "\xd0\xcf\x11\xe0\xa1", "f: is read as xlsx, but begins as a file of another kind does: old Excel (.xls), or a workbook with a password [E-FILE-KIND]"},
		{"CSV as XLSX", ReadOptions{Format: XLSX}, "a,b\n", "f: is no workbook that can be read: it does not begin as a ZIP archive does [E-XLSX]"},
		{"array", ReadOptions{Format: JSONL}, " [{\"a\":1}]\n", "f:1: is one JSON array, and one object a line is needed [E-JSON-ARRAY]"},
		{"no gzip", ReadOptions{Compression: Gzip}, "a,b\n1,2\n3,4\n", "f: is damaged or cut off: gzip: invalid header [E-DAMAGED]"},
		{"no zstd", ReadOptions{Compression: Zstd}, "a,b\n1,2\n", "f: is damaged or cut off: invalid input: magic number mismatch [E-DAMAGED]"},
	} {
		tc.o.Name = "f"
		_, err := Open(strings.NewReader(tc.text), tc.o)
		if err == nil || err.Error() != tc.want {
			t.Errorf("%s:\n%v\nwant\n%v", tc.name, err, tc.want)
		}
		if fault.From(err) == nil {
			t.Errorf("%s is no fault", tc.name)
		}
	}
}

// manyKeys is an object with more keys than there may be columns.
func manyKeys() string {
	var b strings.Builder
	for i := range maxColumns + 1 {
		fmt.Fprintf(&b, `,"%d":1`, i)
	}
	return "{" + b.String()[1:] + "}"
}

func compress(t *testing.T, c Compression, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	s, err := NewSink(&out, CSV, c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(s, text); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCompressed: a compressed file is read like the plain one, a damaged one
// gives the rows before the damage, and the bytes written do not depend on how
// they were cut.
func TestCompressed(t *testing.T) {
	text := sample(CSV, 20_000, true)
	for _, c := range []Compression{Gzip, Zstd} {
		packed := compress(t, c, string(text))
		n, err := CountRows(bytes.NewReader(packed), ReadOptions{Compression: c})
		if n != 20_000 || err != nil {
			t.Errorf("compression %d: %d rows, %v", c, n, err)
		}
		n, err = CountRows(bytes.NewReader(packed[:len(packed)/2]), ReadOptions{Compression: c, Name: "f"})
		if f := fault.From(err); n == 0 || n == 20_000 || f == nil || f[0].Code != "E-DAMAGED" {
			t.Errorf("compression %d, cut off: %d rows, %v", c, n, err)
		}
		var out bytes.Buffer
		s, err := NewSink(&out, CSV, c)
		if err != nil {
			t.Fatal(err)
		}
		for rest := text; len(rest) > 0; {
			k := min(len(rest), 1+len(rest)%70_001)
			if _, err := s.Write(rest[:k]); err != nil {
				t.Fatal(err)
			}
			rest = rest[k:]
		}
		if err := s.Close(); err != nil || !bytes.Equal(out.Bytes(), packed) {
			t.Errorf("compression %d: other bytes for other writes, %v", c, err)
		}
	}
}

// TestReadFault: an error of the system is said as such, after the rows before.
func TestReadFault(t *testing.T) {
	text := string(sample(CSV, 5_000, false))
	for _, c := range []Compression{None, Gzip} {
		whole := text
		if c == Gzip {
			whole = string(compress(t, Gzip, text))
		}
		n, err := CountRows(io.MultiReader(strings.NewReader(whole[:len(whole)*3/4]), failing{}), ReadOptions{Compression: c, Name: "f"})
		if n < 1000 || n > 4900 || err == nil || err.Error() != "f: cannot be read: the disk is gone [E-READ]" {
			t.Errorf("%d rows, %v", n, err)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// TestProgress: the bytes of the file as it is stored are counted, also where a
// workbook is read out of order.
func TestProgress(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rows.xlsx")
	book := written(t, XLSX, [][]string{{"a", "b"}, {"x", "1"}})
	if err := os.WriteFile(name, book, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	in, err := Open(file, ReadOptions{Format: XLSX})
	if err != nil || in.Progress() < int64(len(book))/2 {
		t.Errorf("%d bytes of %d, %v", in.Progress(), len(book), err)
	}
	packed := compress(t, Zstd, "a,b\n1,2\n")
	in, err = Open(bytes.NewReader(packed), ReadOptions{Compression: Zstd})
	if err != nil || in.Progress() != int64(len(packed)) {
		t.Errorf("%d bytes of %d, %v", in.Progress(), len(packed), err)
	}
}
