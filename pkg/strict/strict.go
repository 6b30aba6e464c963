// Package strict reads YAML without surprises: one document, no aliases, no
// duplicate or unknown keys, numbers quoted so that no digit is lost, bounded
// in size and depth. Every fault has its file, line and column, and all faults
// of a file are found at once.
package strict

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"aduana/pkg/fault"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"
)

// maxDepth is how deep maps and lists may nest.
const maxDepth = 12

// Node is a place in a YAML file. Reading it adds what is wrong to the faults
// it shares with the whole file.
type Node struct {
	*node
	file   string
	faults *fault.List
}

// node is what is kept of a parsed place.
type node struct {
	kind         kind
	line, column int
	value        string  // of a scalar
	content      []*node // items of a list; keys and values of a map in turn
}

type kind uint8

const (
	plain kind = iota // a scalar that YAML takes as text
	bare              // an unquoted number, boolean or null
	merge             // the key <<
	list
	mapping
)

// ReadAll reads at most limit bytes and faults on more. Faults: E-READ,
// E-TOO-LARGE.
func ReadAll(r io.Reader, file string, limit int64) ([]byte, *fault.Fault) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fault.Wrap(err, "E-READ", fault.Place{File: file})
	}
	if int64(len(data)) > limit {
		return nil, fault.New("E-TOO-LARGE", fault.Place{File: file}, strconv.FormatInt(limit>>10, 10)+" KiB")
	}
	return data, nil
}

// Parse reads one YAML document whose top is a map. It returns nil where the
// text is not YAML at all; the faults say why.
func Parse(data []byte, file string, faults *fault.List) *Node {
	bad := func(code fault.Code, line int, args ...any) *Node {
		faults.Add(fault.New(code, fault.Place{File: file, Line: line}, args...))
		return nil
	}
	if !utf8.Valid(data) {
		return bad("E-UTF8", 0)
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return bad("E-YAML-EMPTY", 0)
		}
		line, why := yamlError(err)
		return bad("E-YAML", line, why)
	}
	switch err := dec.Decode(&more); {
	case err == nil:
		return bad("E-YAML-DOCUMENTS", more.Line)
	case !errors.Is(err, io.EOF):
		line, why := yamlError(err)
		return bad("E-YAML", line, why)
	}
	top := doc.Content[0]
	if line, code := forbidden(top, 0); code != "" {
		return bad(code, line, strconv.Itoa(maxDepth))
	}
	return document(keep(top), file, faults)
}

// document is a file whose top is parsed; it must be a map.
func document(top *node, file string, faults *fault.List) *Node {
	n := &Node{node: top, file: file, faults: faults}
	if top.kind != mapping {
		n.Fault("E-YAML-MAP", "the file")
		return nil
	}
	return n
}

// forbidden finds an alias, an anchor, or too deep a nesting.
func forbidden(n *yaml.Node, depth int) (int, fault.Code) {
	switch {
	case depth > maxDepth:
		return n.Line, "E-YAML-DEPTH"
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return n.Line, "E-YAML-ALIAS"
	}
	for _, c := range n.Content {
		if line, code := forbidden(c, depth+1); code != "" {
			return line, code
		}
	}
	return 0, ""
}

// quoted are the styles of a scalar that keep its text.
const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// keep takes from the parser what is kept.
func keep(y *yaml.Node) *node {
	n := &node{line: y.Line, column: y.Column, value: y.Value}
	switch {
	case y.Kind == yaml.MappingNode:
		n.kind = mapping
	case y.Kind == yaml.SequenceNode:
		n.kind = list
	case y.Tag == "!!merge":
		n.kind = merge
	case y.Style&quoted == 0 && (y.Tag == "!!int" || y.Tag == "!!float" || y.Tag == "!!bool" || y.Tag == "!!null"):
		n.kind = bare
	}
	for _, c := range y.Content {
		n.content = append(n.content, keep(c))
	}
	return n
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// yamlError takes the line out of the parser's message.
func yamlError(err error) (int, string) {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return 0, err.Error()
	}
	line, _ := strconv.Atoi(m[1])
	return line, m[2]
}

// Place says where the node is.
func (n *Node) Place() fault.Place {
	return fault.Place{File: n.file, Line: n.line, Column: n.column}
}

// Fault adds a fault at the node.
func (n *Node) Fault(code fault.Code, args ...any) {
	n.faults.Add(fault.New(code, n.Place(), args...))
}

// Add puts a fault of another package at the node; nil adds nothing.
func (n *Node) Add(f *fault.Fault) {
	if f != nil {
		n.faults.Add(f.At(n.Place()))
	}
}

// Line is the node's line in its file.
func (n *Node) Line() int { return n.line }

// IsMap and IsList tell the node's kind.
func (n *Node) IsMap() bool { return n.kind == mapping }

// IsList tells whether the node is a list.
func (n *Node) IsList() bool { return n.kind == list }

// Entry is one key of a map with its value.
type Entry struct {
	Key   string
	At    *Node // the key
	Value *Node
}

// Entries gives a map's entries in order; a key given twice is a fault.
func (n *Node) Entries() []Entry {
	if n.kind != mapping {
		n.Fault("E-YAML-MAP", "this value")
		return nil
	}
	entries := make([]Entry, 0, len(n.content)/2)
	seen := make(map[string]bool, len(n.content)/2)
	for i := 0; i+1 < len(n.content); i += 2 {
		key := n.of(n.content[i])
		name := key.value
		if key.kind >= merge {
			key.Fault("E-YAML-KEY")
			continue
		}
		if seen[name] {
			key.Fault("E-KEY-TWICE", name)
			continue
		}
		seen[name] = true
		entries = append(entries, Entry{Key: name, At: key, Value: n.of(n.content[i+1])})
	}
	return entries
}

// Map gives a map's values by key; a key that is not known is a fault.
func (n *Node) Map(known ...string) map[string]*Node {
	values := map[string]*Node{}
	for _, e := range n.Entries() {
		if !slices.Contains(known, e.Key) {
			e.At.Fault("E-KEY", e.Key, Suggest(e.Key, known))
			continue
		}
		values[e.Key] = e.Value
	}
	return values
}

// List gives a list's items; a single value is a list of one.
func (n *Node) List() []*Node {
	if n.kind != list {
		return []*Node{n}
	}
	items := make([]*Node, len(n.content))
	for i, c := range n.content {
		items[i] = n.of(c)
	}
	return items
}

// Scalar gives a value's text as it is written, quoted or not.
func (n *Node) Scalar() (string, bool) {
	if n.kind >= list {
		n.Fault("E-YAML-SCALAR")
		return "", false
	}
	return n.value, true
}

// Text gives a value's text; a number or a boolean must be quoted, since YAML
// would change its digits.
func (n *Node) Text() string {
	s, ok := n.Scalar()
	if ok && n.kind == bare {
		n.Fault("E-UNQUOTED", s)
	}
	return s
}

func (n *Node) of(c *node) *Node { return &Node{node: c, file: n.file, faults: n.faults} }

// longest is the length in bytes of a word that a near one is looked for.
const longest = 60

// Suggest gives the known word nearest to s, or "" where none is near.
func Suggest(s string, known []string) string {
	if len(s) > longest {
		return ""
	}
	best, at := "", 1+len(s)/3
	for _, k := range known {
		if d := levenshtein.ComputeDistance(s, k); d <= at && (best == "" || d < at) {
			best, at = k, d
		}
	}
	return best
}
