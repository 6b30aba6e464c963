package lock

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// Rules is the rule files of one layer, as they were read.
type Rules struct {
	Layer string            `json:"layer"` // its name
	Files map[string]string `json:"files"` // text by name, such as law/courier.yaml
}

// Copy reads the rule files of layers, lowest first; of tables by tariff line
// only the lines for those in hs. A layer without rules is left out. Faults:
// E-READ, E-TOO-LARGE.
func Copy(layers []table.Layer, hs []string) ([]Rules, error) {
	var all []Rules
	var faults fault.List
	for _, l := range layers {
		files, found := l.Texts(hs)
		faults = append(faults, found...)
		if len(files) > 0 {
			all = append(all, Rules{Layer: l.Name, Files: files})
		}
	}
	return all, faults.Err()
}

// Reader gives copied rules to whoever reads layers, and notes which files are
// read.
type Reader struct {
	rules []Rules
	files []*memory
}

// NewReader makes a reader of rules, of which nothing is read yet.
func NewReader(rules []Rules) *Reader {
	r := &Reader{rules: rules}
	for _, layer := range rules {
		m := &memory{MapFS: fstest.MapFS{}, read: map[string]bool{}}
		for name, text := range layer.Files {
			m.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
		}
		r.files = append(r.files, m)
	}
	return r
}

// Layers gives the layers, lowest first.
func (r *Reader) Layers() []table.Layer {
	layers := make([]table.Layer, len(r.rules))
	for i := range r.rules {
		layers[i] = table.Layer{Name: r.rules[i].Layer, FS: r.files[i]}
	}
	return layers
}

// Used gives the rules that were read up to now, and all groups of countries:
// a row of another date may name a group that nobody has read.
func (r *Reader) Used() []Rules {
	used := make([]Rules, len(r.rules))
	for i, m := range r.files {
		m.mu.Lock()
		used[i] = Rules{Layer: r.rules[i].Layer, Files: map[string]string{}}
		for name, text := range r.rules[i].Files {
			if m.read[name] || table.IsGroup(name) {
				used[i].Files[name] = text
			}
		}
		m.mu.Unlock()
	}
	return used
}

// memory is files in memory that notes which are opened.
type memory struct {
	fstest.MapFS
	mu   sync.Mutex
	read map[string]bool
}

// Open opens a file or a folder.
func (m *memory) Open(name string) (fs.File, error) {
	if _, ok := m.MapFS[name]; ok {
		m.mu.Lock()
		m.read[name] = true
		m.mu.Unlock()
	}
	return m.MapFS.Open(name)
}

// How a rule differs between two copies.
const (
	Changed = "changed"
	Added   = "added"
	Removed = "removed"
)

// Change is a rule file that differs between two copies of rules.
type Change struct {
	Layer string `json:"layer"`
	File  string `json:"file"`
	Table string `json:"table,omitempty"` // id; none for a route
	How   string `json:"how"`             // changed, added or removed
}

// Changes compares two copies layer by layer, lowest first, and names the files
// in order.
func Changes(locked, now []Rules) []Change {
	changes := []Change{}
	for i := range max(len(locked), len(now)) {
		var was, is Rules
		if i < len(locked) {
			was = locked[i]
		}
		if i < len(now) {
			is = now[i]
		}
		names := slices.Collect(maps.Keys(was.Files))
		names = slices.AppendSeq(names, maps.Keys(is.Files))
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			before, had := was.Files[name]
			after, has := is.Files[name]
			c := Change{Layer: was.Layer, File: name, Table: table.IDOf(name), How: Changed}
			switch {
			case !has:
				c.How = Removed
			case !had:
				c.Layer, c.How = is.Layer, Added
			case before == after:
				continue
			}
			changes = append(changes, c)
		}
	}
	return changes
}
