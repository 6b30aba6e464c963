package catalog

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/fault"

	"github.com/klauspost/compress/flate"
)

// Bounds of a workbook. The sheet itself is streamed; what is held is the
// archive where the input cannot be sought in, and the shared strings.
const (
	maxArchive = 256 << 20 // bytes of an archive that comes through a pipe
	maxPart    = 16 << 20  // bytes, unpacked, of the workbook's small parts
	maxShared  = 256 << 20 // bytes, unpacked, of the shared strings
)

// book is an open XLSX workbook (ECMA-376).
type book struct {
	zip    *zip.Reader
	folder string            // of the workbook part
	parts  map[string]string // id of a relationship to its part
	kinds  map[string]string // last word of a relationship's type to its part
	sheets []sheetRef
	epoch  int // serial date of 1970-01-01
	shared sharedStrings
	dates  []bool // by cell style: numbers are dates

	percents []bool // by cell style: numbers are shown as percentages
}

type sheetRef struct {
	Name  string `xml:"name,attr"`
	ID    string `xml:"id,attr"` // of the relationship
	State string `xml:"state,attr"`
}

// openXLSX opens a sheet and reads its header, the first row that is not empty.
// Faults: E-XLSX, E-SHEET, E-DAMAGED and those of readHeader.
func (r *Reader) openXLSX(text *bufio.Reader) error {
	b, err := r.openBook(text)
	if err != nil {
		return err
	}
	part, err := b.sheet(r.Sheet, r.place())
	if err != nil {
		return err
	}
	merged, err := b.merged(part)
	if err != nil {
		return r.unreadable(err, 0)
	}
	in, err := b.open(part)
	if err != nil {
		return r.unreadable(err, 0)
	}
	r.rows = newSheet(r, b, in, merged)
	return r.readHeader()
}

// openBook opens a workbook. Faults: E-XLSX, E-DAMAGED.
func (r *Reader) openBook(text *bufio.Reader) (*book, error) {
	archive, size, err := r.archive(text)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(archive, size)
	if err != nil {
		return nil, fault.New("E-XLSX", r.place(), err.Error())
	}
	z.RegisterDecompressor(zip.Deflate, func(in io.Reader) io.ReadCloser { return flate.NewReader(in) })
	b := &book{zip: z}
	if err := b.load(); err != nil {
		return nil, r.unreadable(err, 0)
	}
	return b, nil
}

// archive gives the bytes of a workbook for reading anywhere in them.
func (r *Reader) archive(text *bufio.Reader) (io.ReaderAt, int64, error) {
	if f, ok := r.count.r.(interface {
		io.ReaderAt
		io.Seeker
	}); ok && r.Compression == None {
		if size, err := f.Seek(0, io.SeekEnd); err == nil {
			return r.count.at(f), size, nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(text, maxArchive+1))
	switch {
	case err != nil:
		return nil, 0, r.broken(err)
	case len(data) > maxArchive:
		return nil, 0, fault.New("E-XLSX", r.place(), "through a pipe or compressed it may have "+strconv.Itoa(maxArchive>>20)+" MiB")
	}
	return bytes.NewReader(data), int64(len(data)), nil
}

// unreadable puts an error of a part of the workbook at the file, and after a
// line of the sheet where there is one.
func (r *Reader) unreadable(err error, line int) error {
	if fault.From(err) != nil {
		return err
	}
	if r.count.err != nil {
		return r.broken(err)
	}
	return fault.New("E-XLSX", fault.Place{File: r.Name, Line: line}, err.Error())
}

// load reads the parts that say where and how the sheets are.
func (b *book) load() error {
	var root, rels relationships
	var book struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []sheetRef `xml:"sheets>sheet"`
	}
	if err := b.decode("_rels/.rels", &root); err != nil {
		return err
	}
	_, kinds := root.parts("")
	part := kinds["officeDocument"]
	if err := b.decode(part, &book); err != nil {
		return err
	}
	b.folder = path.Dir(part)
	if err := b.decode(path.Join(b.folder, "_rels", path.Base(part)+".rels"), &rels); err != nil {
		return err
	}
	b.parts, b.kinds = rels.parts(b.folder)
	b.sheets, b.epoch = book.Sheets, epoch1900
	if book.Pr.Date1904 == "1" || book.Pr.Date1904 == "true" {
		b.epoch = epoch1904
	}
	if err := b.loadStyles(); err != nil {
		return err
	}
	return b.loadShared()
}

type relationships struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// parts gives the parts by id and by the last word of their type; targets are
// relative to a folder.
func (r *relationships) parts(folder string) (byID, byKind map[string]string) {
	byID, byKind = map[string]string{}, map[string]string{}
	for _, rel := range r.List {
		target := rel.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		byID[rel.ID] = strings.TrimPrefix(target, "/")
		byKind[path.Base(rel.Type)] = byID[rel.ID]
	}
	return byID, byKind
}

// sheet finds the part of a sheet by its name; the first that is not hidden
// where there is no name. Faults: E-SHEET.
func (b *book) sheet(name string, at fault.Place) (string, error) {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.Name)
		if name == s.Name || name == "" && s.State == "" || name == "" && s.State == "visible" {
			return b.parts[s.ID], nil
		}
	}
	return "", fault.New("E-SHEET", at, name, strings.Join(names, ", "))
}

// open opens a part of the archive, whose names some programs write in other
// letters.
func (b *book) open(part string) (io.ReadCloser, error) {
	i := slices.IndexFunc(b.zip.File, func(f *zip.File) bool {
		return strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), part)
	})
	if i < 0 || part == "" {
		return nil, errPart(part)
	}
	return b.zip.File[i].Open()
}

// errPart says that a part is missing.
type errPart string

func (e errPart) Error() string { return "it has no part " + strconv.Quote(string(e)) }

// decode reads a small part.
func (b *book) decode(part string, to any) error {
	in, err := b.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	return xml.NewDecoder(io.LimitReader(in, maxPart)).Decode(to)
}
