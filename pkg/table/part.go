package table

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"aduana/pkg/strict"
)

// Parts gives a layer of tables and routes that stand inside another file, such
// as a scenario: each node is what a file of law/, costs/ or routes/ holds. Its
// faults are placed in that other file. What is wrong with the nodes as parts
// goes to their own faults: E-PART-ID, E-KEY-TWICE.
func Parts(name, file string, tables, routes []*strict.Node) Layer {
	docs := strict.Packed{}
	add := func(n *strict.Node, key string, pathOf func(id string) (string, bool)) {
		if !n.IsMap() {
			n.Fault("E-PART-ID", key)
			return
		}
		for _, e := range n.Entries() {
			if e.Key != key {
				continue
			}
			id, ok := scalar(e.Value)
			file, known := pathOf(id.text)
			switch _, twice := docs[file]; {
			case !ok:
			case !known:
				e.Value.Fault("E-PART-ID", key)
			case twice:
				e.Value.Fault("E-KEY-TWICE", short(id.text))
			default:
				docs[file] = n.Pack()
			}
			return
		}
		n.Fault("E-PART-ID", key)
	}
	for _, n := range tables {
		add(n, "table", func(id string) (string, bool) {
			law, isLaw := strings.CutPrefix(id, lawPrefix)
			cost, isCost := strings.CutPrefix(id, costPrefix)
			return pathOf(id), isLaw && isWord(law) || isCost && isWord(cost)
		})
	}
	for _, n := range routes {
		add(n, "route", func(id string) (string, bool) { return routeFolder + "/" + id + extension, isWord(id) })
	}
	return Layer{Name: name, FS: parts(docs), Packed: docs, file: file}
}

// parts are documents as a folder of files, which is how a layer is read.
type parts strict.Packed

// Open opens a document. There are no folders to open.
func (p parts) Open(name string) (fs.File, error) {
	doc, ok := p[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return openPart{partInfo{path.Base(name), int64(len(doc)), 0}, bytes.NewReader(doc)}, nil
}

// ReadDir lists a folder in order of name.
func (p parts) ReadDir(dir string) ([]fs.DirEntry, error) {
	var entries []fs.DirEntry
	for name, doc := range p {
		folder, base := path.Split(name)
		info := partInfo{base, int64(len(doc)), 0}
		switch folder = strings.TrimSuffix(folder, "/"); {
		case dir == ".":
			info = partInfo{folder, 0, fs.ModeDir}
		case dir != folder:
			continue
		}
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == info.name }) {
			entries = append(entries, fs.FileInfoToDirEntry(info))
		}
	}
	if entries == nil {
		return nil, &fs.PathError{Op: "open", Path: dir, Err: fs.ErrNotExist}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// openPart is a document that is read as a file.
type openPart struct {
	info partInfo
	io.Reader
}

// Stat describes the document.
func (f openPart) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing: nothing is open.
func (f openPart) Close() error { return nil }

// partInfo describes a document or a folder of them.
type partInfo struct {
	name string
	size int64
	mode fs.FileMode
}

// Name is the last part of the path.
func (i partInfo) Name() string { return i.name }

// Size is in bytes.
func (i partInfo) Size() int64 { return i.size }

// Mode is that of a file or a folder.
func (i partInfo) Mode() fs.FileMode { return i.mode }

// ModTime is not known.
func (i partInfo) ModTime() time.Time { return time.Time{} }

// IsDir tells a folder.
func (i partInfo) IsDir() bool { return i.mode.IsDir() }

// Sys gives nothing more.
func (i partInfo) Sys() any { return nil }
