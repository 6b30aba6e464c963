package catalog

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"aduana/pkg/fault"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// zstdWindow is how far back a zstd file may refer, which is the memory that
// reading it takes: that of every level up to 21.
const zstdWindow = 64 << 20

// kinds are the first bytes of files that are given under the name of another
// kind.
var kinds = []struct{ magic, name string }{
	{"\x1f\x8b", "gzip"},
	{"\x28\xb5\x2f\xfd", "zstd"},
	{"PK\x03\x04", zipKind},
	{"\xd0\xcf\x11\xe0", "old Excel (.xls), or a workbook with a password"},
	{"{\"", jsonKind},
	{"<", "HTML or XML"},
	{"PAR1", "Parquet"},
	{"SQLite format 3", "SQLite"},
	{"%PDF-", "PDF"},
	{"BZh", "bzip2"},
	{"\xfd7zXZ", "xz"},
}

const (
	zipKind  = "XLSX or ZIP"
	jsonKind = "JSON"
)

// open undoes the compression and looks at the first bytes. Faults: E-READ,
// E-DAMAGED, E-FILE-EMPTY, E-FILE-KIND, E-UTF16.
func (r *Reader) open() (*bufio.Reader, error) {
	in := bufio.NewReader(r.count)
	if _, err := in.Peek(1); err != nil {
		return nil, r.nothing(err)
	}
	var z io.Reader
	var err error
	switch r.Compression {
	case Gzip:
		z, err = gzip.NewReader(in)
	case Zstd:
		z, err = zstd.NewReader(in, zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
	}
	if err != nil {
		return nil, r.broken(err)
	}
	if z != nil {
		in = bufio.NewReader(z)
	}
	head, err := in.Peek(16)
	if len(head) == 0 {
		return nil, r.nothing(err)
	}
	return in, r.check(in, string(head))
}

// check looks at the first bytes and steps over a byte order mark.
func (r *Reader) check(in *bufio.Reader, head string) error {
	kind := ""
	for _, k := range kinds {
		if strings.HasPrefix(head, k.magic) {
			kind = k.name
			break
		}
	}
	switch {
	case r.Format == XLSX && kind == zipKind, r.Format == JSONL && kind == jsonKind:
		return nil
	case r.Format == XLSX && kind == "":
		return fault.New("E-XLSX", r.place(), "it does not begin as a ZIP archive does")
	case kind != "":
		return fault.New("E-FILE-KIND", r.place(), r.Format.String(), kind)
	case strings.HasPrefix(head, "\xff\xfe"), strings.HasPrefix(head, "\xfe\xff"):
		return fault.New("E-UTF16", r.place())
	case strings.HasPrefix(head, bom):
		_, err := in.Discard(len(bom))
		return err
	}
	return nil
}

// bom is the mark that some programs write in front of UTF-8.
const bom = "\xef\xbb\xbf"

// nothing says why not one byte could be read.
func (r *Reader) nothing(err error) error {
	if errors.Is(err, io.EOF) {
		return fault.New("E-FILE-EMPTY", r.place())
	}
	return r.broken(err)
}

// firstInvalid finds the first byte that is not UTF-8, or the text's length.
func firstInvalid(text []byte) int {
	at := 0
	for at < len(text) {
		c, n := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

// encodingFault says what the text that is not UTF-8 at a byte looks like. One
// byte that is a letter of Latin-1 is most often just that; from 0x80 to 0x9f
// Latin-1 has no signs, and Windows-1252 has.
func encodingFault(text []byte, at int, p fault.Place) *fault.Fault {
	name := "ISO-8859-1"
	for _, c := range text[at:] {
		if c >= 0x80 && c < 0xa0 {
			name = "WINDOWS-1252"
		}
	}
	return fault.New("E-ENCODING", p, fmt.Sprintf("0x%02X", text[at]), name)
}
