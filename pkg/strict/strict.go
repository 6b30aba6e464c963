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
	node   *yaml.Node
	file   string
	faults *fault.List
}

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
	n := &Node{node: top, file: file, faults: faults}
	if top.Kind != yaml.MappingNode {
		n.Fault("E-YAML-MAP", "the file")
		return nil
	}
	return n
}

// forbidden finds an alias, an anchor, a tag of the file's own or too deep a
// nesting.
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
	return fault.Place{File: n.file, Line: n.node.Line, Column: n.node.Column}
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
func (n *Node) Line() int { return n.node.Line }

// IsMap and IsList tell the node's kind.
func (n *Node) IsMap() bool { return n.node.Kind == yaml.MappingNode }

// IsList tells whether the node is a list.
func (n *Node) IsList() bool { return n.node.Kind == yaml.SequenceNode }

// Entry is one key of a map with its value.
type Entry struct {
	Key   string
	At    *Node // the key
	Value *Node
}

// Entries gives a map's entries in order; a key given twice is a fault.
func (n *Node) Entries() []Entry {
	if n.node.Kind != yaml.MappingNode {
		n.Fault("E-YAML-MAP", "this value")
		return nil
	}
	entries := make([]Entry, 0, len(n.node.Content)/2)
	seen := make(map[string]bool, len(n.node.Content)/2)
	for i := 0; i+1 < len(n.node.Content); i += 2 {
		key := n.of(n.node.Content[i])
		name := key.node.Value
		if key.node.Kind != yaml.ScalarNode || key.node.Tag == "!!merge" {
			key.Fault("E-YAML-KEY")
			continue
		}
		if seen[name] {
			key.Fault("E-KEY-TWICE", name)
			continue
		}
		seen[name] = true
		entries = append(entries, Entry{Key: name, At: key, Value: n.of(n.node.Content[i+1])})
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
	if n.node.Kind != yaml.SequenceNode {
		return []*Node{n}
	}
	items := make([]*Node, len(n.node.Content))
	for i, c := range n.node.Content {
		items[i] = n.of(c)
	}
	return items
}

// Scalar gives a value's text as it is written, quoted or not.
func (n *Node) Scalar() (string, bool) {
	if n.node.Kind != yaml.ScalarNode {
		n.Fault("E-YAML-SCALAR")
		return "", false
	}
	return n.node.Value, true
}

// Text gives a value's text; a number or a boolean must be quoted, since YAML
// would change its digits.
func (n *Node) Text() string {
	s, ok := n.Scalar()
	if ok && n.node.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		switch n.node.Tag {
		case "!!int", "!!float", "!!bool", "!!null":
			n.Fault("E-UNQUOTED", s)
		}
	}
	return s
}

func (n *Node) of(c *yaml.Node) *Node { return &Node{node: c, file: n.file, faults: n.faults} }

// Suggest gives the known word nearest to s, or "" where none is near.
func Suggest(s string, known []string) string {
	best, at := "", 1+len(s)/3
	for _, k := range known {
		if d := levenshtein.ComputeDistance(s, k); d <= at && (best == "" || d < at) {
			best, at = k, d
		}
	}
	return best
}
