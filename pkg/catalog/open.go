package catalog

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"aduana/pkg/fault"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// zstdWindow is how far back a zstd file may refer: the memory that reading it
// takes. Every level but --long 28 and over stays within.
const zstdWindow = 128 << 20

// kinds are the first bytes of files that are often given under the name of
// another kind.
var kinds = []struct{ magic, name string }{
	{"\x1f\x8b", "gzip"},
	{"\x28\xb5\x2f\xfd", "zstd"},
	{"PK\x03\x04", "XLSX or ZIP"},
	{"\xd0\xcf\x11\xe0", "old Excel (.xls)"},
	{"PAR1", "Parquet"},
	{"SQLite format 3", "SQLite"},
	{"%PDF-", "PDF"},
	{"BZh", "bzip2"},
	{"\xfd7zXZ", "xz"},
}

// open undoes the compression and looks at the first bytes. Faults: E-DAMAGED,
// E-FILE-EMPTY, E-FILE-KIND, E-UTF16.
func (r *Reader) open() (*bufio.Reader, error) {
	in := bufio.NewReader(r.count)
	if head, err := in.Peek(1); len(head) == 0 {
		return nil, r.nothing(err)
	}
	switch r.Compression {
	case Gzip:
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, r.broken(err)
		}
		in = bufio.NewReader(z)
	case Zstd:
		z, err := zstd.NewReader(in, zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, r.broken(err)
		}
		in = bufio.NewReader(z)
	}
	head, err := in.Peek(16)
	if len(head) == 0 {
		return nil, r.nothing(err)
	}
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.magic)) != (r.Format == XLSX && strings.Contains(k.name, "XLSX")) {
			if r.Format == XLSX && strings.Contains(k.name, "XLSX") {
				return nil, fault.New("E-XLSX", r.place(), "it does not begin as a ZIP archive does")
			}
			return nil, fault.New("E-FILE-KIND", r.place(), r.Format.String(), k.name)
		}
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return nil, fault.New("E-UTF16", r.place())
	}
	if bytes.HasPrefix(head, []byte(bom)) {
		_, err = in.Discard(len(bom))
	}
	return in, err
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
