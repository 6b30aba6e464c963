package strict

import (
	"encoding/binary"
	"maps"
	"slices"

	"aduana/pkg/fault"
)

// Packed is documents that were parsed before the program was built, by the
// name of their file: reading one costs a tenth of parsing its YAML.
type Packed map[string][]byte

// Pack parses YAML documents and writes them down for [Unpack]. The texts must
// be without fault.
func Pack(texts map[string][]byte) ([]byte, error) {
	var out []byte
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		var faults fault.List
		top := Parse(texts[name], name, &faults)
		if top == nil {
			return nil, faults
		}
		doc := top.append(nil)
		out = appendText(out, name)
		out = binary.AppendUvarint(out, uint64(len(doc)))
		out = append(out, doc...)
	}
	return out, nil
}

// Unpack finds the documents in what [Pack] wrote. Their nodes are read when
// they are asked for.
func Unpack(data []byte) Packed {
	docs := Packed{}
	for r := (unpacker{data: data}); len(r.data) > 0; {
		name := r.text()
		size := r.number()
		docs[name], r.data = r.data[:size], r.data[size:]
	}
	return docs
}

// Document gives the document of a file; ok is false where it was not packed.
func (p Packed) Document(name, file string, faults *fault.List) (n *Node, ok bool) {
	data, ok := p[name]
	if !ok {
		return nil, false
	}
	r := unpacker{data: data}
	return document(r.node(), file, faults), true
}

// Pack writes a map inside a file down as a document of its own, whose places
// stay those of the file.
func (n *Node) Pack() []byte { return n.append(nil) }

// append writes a node: kind, place, and text or number of items.
func (n *node) append(out []byte) []byte {
	out = append(out, byte(n.kind))
	out = binary.AppendUvarint(out, uint64(n.line))
	out = binary.AppendUvarint(out, uint64(n.column))
	if n.kind < list {
		return appendText(out, n.value)
	}
	out = binary.AppendUvarint(out, uint64(len(n.content)))
	for _, c := range n.content {
		out = c.append(out)
	}
	return out
}

func appendText(out []byte, s string) []byte {
	out = binary.AppendUvarint(out, uint64(len(s)))
	return append(out, s...)
}

// unpacker reads what was written by Pack in the same build, so it checks
// nothing.
type unpacker struct{ data []byte }

func (r *unpacker) number() int {
	n, size := binary.Uvarint(r.data)
	r.data = r.data[size:]
	return int(n)
}

func (r *unpacker) text() string {
	size := r.number()
	s := string(r.data[:size])
	r.data = r.data[size:]
	return s
}

func (r *unpacker) node() *node {
	n := &node{kind: kind(r.data[0])}
	r.data = r.data[1:]
	n.line, n.column = r.number(), r.number()
	if n.kind < list {
		n.value = r.text()
		return n
	}
	n.content = make([]*node, r.number())
	for i := range n.content {
		n.content[i] = r.node()
	}
	return n
}
