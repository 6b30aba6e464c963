// Package lock keeps a quote together with everything it was reckoned from:
// the offer, the options and the text of every rule that was read. Such a file
// can be reckoned again by any later version, without the rules of its day and
// without a network.
package lock

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"

	"aduana/pkg/fault"
	"aduana/pkg/offer"
	"aduana/pkg/report"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// SchemaVersion is the version of the file. Within a version fields are only
// added.
const SchemaVersion = 1

// Bounds of a locked quote: bytes of the file, layers of rules, routes, and
// lines of a list.
const (
	maxFile   = 16 << 20
	maxLayers = 16
	maxRoutes = 100
	maxLines  = 500
)

// Quote is a quote with what it stands on.
type Quote struct {
	Options  Options         `json:"options"`
	Rules    []Rules         `json:"rules"` // lowest layer first
	Document report.Document `json:"quote"`
}

// Options are the settings that a quote hangs on, as the flags write them.
type Options struct {
	AsOf           string   `json:"as_of"`            // ISO date
	Routes         []string `json:"route"`            // ids; none: all
	Lines          []string `json:"line"`             // [ROUTE.]CODE=AMOUNT[/BASIS]
	FX             []string `json:"fx"`               // CURRENCY=RATE[@DATE]
	Tariff         string   `json:"tariff,omitempty"` // how a duty is taken for a heading; empty: a line is needed
	AllowProjected bool     `json:"allow_projected"`
	WholePesos     bool     `json:"whole_pesos"`
}

// envelope is the file. The digest is of the compact text of locked, so that
// the file may be indented otherwise.
type envelope struct {
	SchemaVersion int             `json:"schema_version"`
	Digest        string          `json:"digest"`
	Locked        json.RawMessage `json:"locked"`
}

// Write gives the text of the file.
func (q *Quote) Write() (string, error) {
	locked, err := encode(q)
	if err != nil {
		return "", err
	}
	file, err := encode(envelope{SchemaVersion: SchemaVersion, Digest: digest(locked), Locked: locked})
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = json.Indent(&out, file, "", " ")
	return out.String(), err
}

// encode is json.Marshal without the escapes that are meant for web pages.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return out.Bytes(), err
}

// digest hashes JSON without the space between its values.
func digest(text []byte) string {
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return "" // nothing that was decoded or encoded
	}
	sum := sha256.Sum256(compact.Bytes())
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Read reads a file that Write wrote; name is what faults call it. Faults:
// E-READ, E-TOO-LARGE, E-LOCK-JSON, E-LOCK-FORM, E-LOCK-VERSION, E-LOCK-DIGEST.
func Read(r io.Reader, name string) (*Quote, error) {
	at := fault.Place{File: name}
	data, f := strict.ReadAll(r, name, maxFile)
	if f != nil {
		return nil, f
	}
	var file envelope
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, unreadable(err, data, at)
	}
	switch {
	case file.SchemaVersion == 0 || file.Digest == "" || file.Locked == nil:
		return nil, fault.New("E-LOCK-FORM", at)
	case file.SchemaVersion != SchemaVersion:
		return nil, fault.New("E-LOCK-VERSION", at, file.SchemaVersion, SchemaVersion)
	}
	if got := digest(file.Locked); got != file.Digest {
		return nil, fault.New("E-LOCK-DIGEST", at, file.Digest, got)
	}
	q := new(Quote)
	if err := json.Unmarshal(file.Locked, q); err != nil {
		return nil, unreadable(err, data, at)
	}
	if !q.whole() {
		return nil, fault.New("E-LOCK-FORM", at)
	}
	return q, nil
}

// whole tells whether the parts are there, in numbers that lock writes, and
// nothing but rules among the files.
func (q *Quote) whole() bool {
	if q.Options.AsOf == "" || len(q.Rules) == 0 || len(q.Rules) > maxLayers || len(q.Document.Routes) == 0 || len(q.Document.Routes) > maxRoutes {
		return false
	}
	for _, r := range q.Rules {
		for name := range r.Files {
			if !table.IsRule(name) {
				return false
			}
		}
	}
	for i := range q.Document.Routes {
		if r := &q.Document.Routes[i]; max(len(r.Lines), len(r.Monthly), len(r.Setup)) > maxLines {
			return false
		}
	}
	return true
}

// unreadable says where a text stops being JSON, or has a value of another
// kind than a locked quote.
func unreadable(err error, data []byte, at fault.Place) *fault.Fault {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at.Line = 1 + bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n"))
		return fault.New("E-LOCK-JSON", at, err.Error())
	}
	return fault.Wrap(err, "E-LOCK-FORM", at)
}

// Offer gives the offer that was quoted. Faults: those of [offer.Offer.Set].
func (q *Quote) Offer() (*offer.Offer, error) {
	o := new(offer.Offer)
	var faults fault.List
	set := func(name string, value any) {
		text, ok := value.(string)
		if !ok {
			faults.Add(fault.New("E-LOCK-FORM", fault.Place{Field: name}))
			return
		}
		faults.Add(o.Set(name, text))
	}
	for name, value := range q.Document.Offer {
		own, ok := value.(map[string]any)
		if !ok {
			set(name, value)
		}
		for field, value := range own {
			set(name+"."+field, value)
		}
	}
	return o, faults.Err()
}
