package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
	"aduana/pkg/table"

	"go.yaml.in/yaml/v3"
)

// maxRatesFile is the size in bytes up to which a file of rates is read.
const maxRatesFile = 1 << 20

// newRatesFile is what rates are written into where there is no file.
const newRatesFile = `table: cost.fx
title: Exchange rates, MXN for one unit
gives: {rate: number}
periods: []
`

// layRates writes rates into the table of a folder of rules, and gives the
// file's path. What the file has besides, its comments too, stays in it. Faults:
// E-READ, E-TOO-LARGE, E-FX-FILE, E-WRITE.
func layRates(dir string, checked table.Date, rates []newRate) (string, error) {
	path := filepath.Join(dir, "costs", "fx.yaml")
	at := fault.Place{File: path}
	text := []byte(newRatesFile)
	file, err := os.Open(path)
	switch {
	case err == nil:
		var fail *fault.Fault
		text, fail = strict.ReadAll(file, path, maxRatesFile)
		_ = file.Close()
		if fail != nil {
			return "", fail
		}
	case !errors.Is(err, fs.ErrNotExist):
		return "", fault.Wrap(err, "E-READ", at)
	}
	text, fail := withRates(text, checked, rates)
	if fail != nil {
		return "", fail.At(at)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fault.Wrap(err, "E-WRITE", at)
	}
	return path, atomically(path, string(text), at)
}

// withRates gives the text of a table with rates put in: into the period that
// begins on the day of each, which is added in order where there is none.
func withRates(text []byte, checked table.Date, rates []newRate) ([]byte, *fault.Fault) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fault.New("E-FX-FILE", fault.Place{}, "it is not YAML")
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fault.New("E-FX-FILE", fault.Place{}, "it is not a table")
	}
	periods := value(doc.Content[0], "periods")
	if periods == nil || periods.Kind != yaml.SequenceNode {
		return nil, fault.New("E-FX-FILE", fault.Place{}, "it has no list of periods")
	}
	periods.Style = 0
	for _, n := range rates {
		rows := value(period(periods, n, checked), "rows")
		if rows == nil || rows.Kind != yaml.SequenceNode {
			return nil, fault.New("E-FX-FILE", fault.Place{}, "the period of "+n.date.String()+" has no list of rows")
		}
		rows.Style = 0
		row := mapping(yaml.FlowStyle,
			"currency", scalar(n.currency, 0), "rate", scalar(n.rate.String(), yaml.DoubleQuotedStyle),
			"confidence", scalar(n.confidence, 0), "cite", n.cite())
		same := func(r *yaml.Node) bool { c := value(r, "currency"); return c != nil && c.Value == n.currency }
		rows.Content = append([]*yaml.Node{row}, slices.DeleteFunc(rows.Content, same)...)
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := errors.Join(enc.Encode(&doc), enc.Close()); err != nil {
		return nil, fault.New("E-FX-FILE", fault.Place{}, "it cannot be written again")
	}
	return out.Bytes(), nil
}

// period gives the period that begins on the day of a rate.
func period(periods *yaml.Node, n newRate, checked table.Date) *yaml.Node {
	day := n.date.String()
	at := len(periods.Content)
	for i, p := range periods.Content {
		from := value(p, "from")
		switch {
		case from == nil:
		case from.Value == day:
			return p
		case from.Value > day && from.Value != table.OpenStart.String() && at > i:
			at = i
		}
	}
	p := mapping(0,
		"from", scalar(day, 0), "status", scalar(table.Enacted, 0), "confidence", scalar(n.confidence, 0), "cite", n.cite(),
		"checked", scalar(checked.String(), 0), "rows", &yaml.Node{Kind: yaml.SequenceNode})
	periods.Content = slices.Insert(periods.Content, at, p)
	return p
}

// cite gives the citation of a rate.
func (n newRate) cite() *yaml.Node {
	of := []any{"instrument", scalar(n.source, yaml.DoubleQuotedStyle)}
	if n.url != "" {
		of = append(of, "url", scalar(n.url, yaml.DoubleQuotedStyle))
	}
	return mapping(yaml.FlowStyle, of...)
}

func scalar(text string, style yaml.Style) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: text, Style: style}
}

// mapping makes a map of names and their nodes in turn.
func mapping(style yaml.Style, of ...any) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode, Style: style}
	for _, v := range of {
		switch v := v.(type) {
		case string:
			m.Content = append(m.Content, scalar(v, 0))
		case *yaml.Node:
			m.Content = append(m.Content, v)
		}
	}
	return m
}

// value gives the node of a key in a map, nil where there is none.
func value(m *yaml.Node, key string) *yaml.Node {
	for i := 0; m.Kind == yaml.MappingNode && i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			return m.Content[i+1]
		}
	}
	return nil
}
