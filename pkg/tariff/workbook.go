package tariff

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

// maxBook is the size in bytes up to which a file is read.
const maxBook = 64 << 20

// Read reads the official tariff from a workbook (.xlsx) or a CSV file. The
// header is found by the names of its columns, see [columns]. All faults are
// found at once: E-READ, E-TOO-LARGE, E-UTF8, E-TABLE-CSV, E-XLSX, E-BOOK-KIND,
// E-BOOK-HEAD, E-BOOK-CODE, E-BOOK-TWICE, E-BOOK-ROWS, E-BOOK-EMPTY.
func Read(path string) (*Book, error) {
	at := fault.Place{File: path}
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, "E-READ", at)
	}
	defer func() { _ = file.Close() }()
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".xlsx", ".xlsm":
		return readWorkbook(file, at)
	case ".csv":
		return readCSV(file, at)
	default:
		return nil, fault.New("E-BOOK-KIND", at, ext)
	}
}

// readWorkbook reads the first sheet that has a header.
func readWorkbook(in io.Reader, at fault.Place) (*Book, error) {
	data, fail := strict.ReadAll(in, at.File, maxBook)
	if fail != nil {
		return nil, fail
	}
	sheets, err := catalog.Shown(bytes.NewReader(data), at.File)
	if err != nil {
		return nil, err
	}
	for _, rows := range sheets {
		r := reader{at: at}
		if err := r.read(rows); err != nil {
			return nil, err
		}
		if r.found {
			return r.finish()
		}
	}
	return nil, fault.New("E-BOOK-HEAD", at)
}

// readCSV reads a CSV file parted by commas, semicolons or tabs, whichever shows
// a header: descriptions hold commas and semicolons, too.
func readCSV(r io.Reader, at fault.Place) (*Book, error) {
	data, fail := strict.ReadAll(r, at.File, maxBook)
	if fail != nil {
		return nil, fail
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) {
		return nil, fault.New("E-UTF8", at)
	}
	var first error
	for _, comma := range []rune{',', ';', '\t'} {
		b := reader{at: at}
		err := b.read(records(text, comma, at))
		if b.found && err == nil {
			return b.finish()
		}
		if first == nil {
			first = err
		}
	}
	if first != nil {
		return nil, first
	}
	return nil, fault.New("E-BOOK-HEAD", at)
}

// records gives the records of a CSV file, up to the first that is malformed.
func records(text string, comma rune, at fault.Place) iter.Seq2[[]string, error] {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord = comma, -1
	return func(yield func([]string, error) bool) {
		for {
			record, err := in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				err = fault.New("E-TABLE-CSV", fault.Place{File: at.File, Line: bad.Line}, bad.Err.Error())
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}
