package tariff

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"testing"

	"aduana/pkg/fault"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// workbookFiles gives the files inside a workbook of one tariff line.
func workbookFiles(t *testing.T) map[string][]byte {
	t.Helper()
	book := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "Fracción", "B1": "Descripción", "C1": "Arancel", "A2": "6109.10.03", "B2": "Camisetas", "C2": "35"} {
		if err := book.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, file := range in.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[file.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestDamagedWorkbooks changes one of the files inside a workbook: there is a
// book, or a fault.
func TestDamagedWorkbooks(t *testing.T) {
	files := workbookFiles(t)
	names := slices.Sorted(maps.Keys(files))
	rapid.Check(t, func(t *rapid.T) {
		damaged := rapid.SampledFrom(names).Draw(t, "file")
		text := files[damaged]
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		to := rapid.IntRange(from, min(from+rapid.IntRange(0, 400).Draw(t, "length"), len(text))).Draw(t, "to")
		put := rapid.OneOf(rapid.StringN(0, 20, -1), rapid.SampledFrom([]string{"", "9999999999", "-1", "<", "\"", "</row>", "<row r=\"1048577\">", "r=\"ZZZZZZ1\"", "&lt;"})).Draw(t, "put")
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, name := range names {
			body := files[name]
			if name == damaged {
				body = slices.Concat(text[:from], []byte(put), text[to:])
			}
			file, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := file.Write(body); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		book, err := readWorkbook(&out, fault.Place{File: "x.xlsx"})
		if (err == nil) != (book != nil) || err != nil && fault.From(err) == nil {
			t.Fatalf("%v, %v", book, err)
		}
	})
}
