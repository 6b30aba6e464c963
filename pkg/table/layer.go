package table

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

// Layer is a folder of rules: law/, costs/ and routes/.
type Layer struct {
	Name   string // for people; a folder's is its path
	FS     fs.FS
	Packed strict.Packed // documents of FS that were parsed before; may be nil

	file string // that all documents stand in; empty where each is a file
}

// Shown gives a file's name as people see it.
func (l Layer) Shown(name string) string {
	if l.file != "" {
		return l.file
	}
	return path.Join(l.Name, name)
}

// Document reads a YAML file of the layer; nil where it cannot be read, and
// the faults say why.
func (l Layer) Document(name string, faults *fault.List) *strict.Node {
	if top, ok := l.Packed.Document(name, l.Shown(name), faults); ok {
		return top
	}
	data, fail := l.read(name, maxYAML)
	if fail != nil {
		faults.Add(fail)
		return nil
	}
	return strict.Parse(data, l.Shown(name), faults)
}

// read reads a file of the layer through a limit of so many bytes.
func (l Layer) read(name string, limit int64) ([]byte, *fault.Fault) {
	at := fault.Place{File: l.Shown(name)}
	info, err := fs.Stat(l.FS, name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is not a file")
	}
	if err != nil {
		return nil, fault.Wrap(err, "E-READ", at)
	}
	file, err := l.FS.Open(name)
	if err != nil {
		return nil, fault.Wrap(err, "E-READ", at)
	}
	defer func() { _ = file.Close() }()
	// The size is only a hint, so that the buffer need not grow.
	data := bytes.NewBuffer(make([]byte, 0, min(info.Size(), limit)+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(file, limit+1)); err != nil {
		return nil, fault.Wrap(err, "E-READ", at)
	}
	if int64(data.Len()) > limit {
		return nil, fault.New("E-TOO-LARGE", at, strconv.FormatInt(limit>>10, 10)+" KiB")
	}
	return data.Bytes(), nil
}

// entries lists a folder of the layer in order of name, without hidden files.
func (l Layer) entries(dir string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(l.FS, dir)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") }), err
}

// MaxFiles is how many files of law/, costs/ or routes/ are read.
const MaxFiles = 2000

// folder is a layer whose tables are known by id, and read when they are asked
// for.
type folder struct {
	Layer
	ids    []string
	tables map[string]func() (*Table, fault.List)
}

// pathOf gives the file of a table: law/courier.yaml for law.courier.
func pathOf(id string) string {
	if name, ok := strings.CutPrefix(id, costPrefix); ok {
		return costFolder + "/" + name + extension
	}
	return lawFolder + "/" + strings.TrimPrefix(id, lawPrefix) + extension
}

// openFolder lists the tables of a layer that lies over a set, or at the
// bottom where the set is empty. Nothing is read yet.
func openFolder(l Layer, under *Set, thorough bool) (*folder, fault.List) {
	f := &folder{Layer: l, tables: map[string]func() (*Table, fault.List){}}
	var faults fault.List
	for _, dir := range []string{lawFolder, costFolder} {
		entries, err := l.entries(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults.Add(fault.Wrap(err, "E-READ", fault.Place{File: l.Shown(dir)}))
		}
		if len(entries) > MaxFiles {
			faults.Add(fault.New("E-RULES-MANY", fault.Place{File: l.Shown(dir)}, len(entries), MaxFiles))
			continue
		}
		prefix := lawPrefix
		if dir == costFolder {
			prefix = costPrefix
		}
		for _, e := range entries {
			name, isYAML := strings.CutSuffix(e.Name(), extension)
			switch {
			case isYAML && !e.IsDir() && isWord(name):
				f.ids = append(f.ids, prefix+name)
			case isYAML || e.IsDir() || strings.HasSuffix(name, ".yml"):
				faults.Add(fault.New("E-TABLE-FILE", fault.Place{File: l.Shown(dir + "/" + e.Name())}))
			}
		}
	}
	known := func(group string) bool {
		id := groupPrefix + group
		return under.has(id) || f.tables[id] != nil
	}
	for _, id := range f.ids {
		f.tables[id] = sync.OnceValues(func() (*Table, fault.List) {
			base, fail := under.Table(id)
			if fail != nil && fail.Code != UnknownTable {
				return nil, fault.List{fail}
			}
			return readTable(f, id, base, known, thorough)
		})
	}
	return f, faults
}

// lint reads every table of the folder and adds all faults, in order.
func (f *folder) lint(faults fault.List) fault.List {
	faults = append(faults, f.misplaced()...)
	for _, id := range f.ids {
		_, found := f.tables[id]()
		faults = append(faults, found...)
	}
	sortFaults(faults)
	return faults
}

// misplaced finds what would be passed over in silence: a folder without
// anything that is read, and tables outside law/ and costs/.
func (f *folder) misplaced() fault.List {
	entries, err := f.entries(".")
	if err != nil {
		return fault.List{fault.Wrap(err, "E-READ", fault.Place{File: f.Shown(".")})}
	}
	folders := []string{lawFolder, costFolder, routeFolder, "scenarios", "examples"}
	var faults fault.List
	found := false
	for _, e := range entries {
		name := e.Name()
		switch {
		case slices.Contains(folders, name):
			found = found || e.IsDir()
		case e.IsDir():
			if near := strict.Suggest(name, folders); near != "" {
				faults.Add(fault.New("E-RULES-FOLDER", fault.Place{File: f.Shown(name)}, short(name), near))
			}
		case strings.HasSuffix(name, extension) || strings.HasSuffix(name, ".yml"):
			if data, fail := f.read(name, maxYAML); fail == nil && isTable(data) {
				faults.Add(fault.New("E-TABLE-FILE", fault.Place{File: f.Shown(name)}))
			}
		}
	}
	if !found && faults == nil {
		faults.Add(fault.New("E-RULES-EMPTY", fault.Place{File: f.Shown(".")}))
	}
	return faults
}

// isTable tells whether a YAML file has the key that every table begins with.
func isTable(data []byte) bool {
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "table:") {
			return true
		}
	}
	return false
}

// digest gives a hash of all rules of the layers, in order of their names. Rows
// laid by a flag stand in no file.
func digest(folders []*folder) string {
	sum := sha256.New()
	folders = slices.DeleteFunc(slices.Clone(folders), func(f *folder) bool { return f.FS == nil })
	for i, f := range folders {
		for _, dir := range []string{costFolder, lawFolder, routeFolder} {
			entries, _ := f.entries(dir) // a folder that is not there has no files
			for _, e := range entries {
				name := dir + "/" + e.Name()
				if ext := path.Ext(name); ext != extension && ext != ".csv" {
					continue
				}
				data, fail := f.read(name, maxCSV)
				if fail != nil {
					continue // whoever reads it as a rule says so
				}
				_, _ = fmt.Fprintf(sum, "%d\x00%s\x00%d\x00", i, name, len(data))
				_, _ = sum.Write(data)
			}
		}
	}
	return "sha256:" + hex.EncodeToString(sum.Sum(nil))
}
