package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
)

// maxDocument is the size in bytes up to which a saved quote is read.
const maxDocument = 16 << 20

// Read reads a quote that was saved as JSON. What a later program has added
// within the version is passed over. Faults: E-READ, E-TOO-LARGE,
// E-DOCUMENT-JSON, E-DOCUMENT-KIND, E-DOCUMENT-VERSION.
func Read(r io.Reader, file string) (*Document, *fault.Fault) {
	data, f := strict.ReadAll(r, file, maxDocument)
	if f != nil {
		return nil, f
	}
	var head struct {
		SchemaVersion *json.Number `json:"schema_version"`
		Routes        *json.RawMessage
		Offer         *json.RawMessage
		Rules         *json.RawMessage
	}
	if f := decode(data, file, &head); f != nil {
		return nil, f
	}
	switch at := (fault.Place{File: file}); {
	case head.SchemaVersion == nil:
		return nil, fault.New("E-DOCUMENT-KIND", at, "schema_version")
	case head.SchemaVersion.String() != strconv.Itoa(SchemaVersion):
		return nil, fault.New("E-DOCUMENT-VERSION", at, head.SchemaVersion.String(), SchemaVersion)
	case head.Routes == nil:
		return nil, fault.New("E-DOCUMENT-KIND", at, "routes")
	case head.Offer == nil:
		return nil, fault.New("E-DOCUMENT-KIND", at, "offer")
	case head.Rules == nil:
		return nil, fault.New("E-DOCUMENT-KIND", at, "rules")
	}
	doc := &Document{}
	if f := decode(data, file, doc); f != nil {
		return nil, f
	}
	return doc, nil
}

// decode reads JSON, with the line of what is wrong.
func decode(data []byte, file string, into any) *fault.Fault {
	err := json.Unmarshal(data, into)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		line := 1 + bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte{'\n'})
		return fault.New("E-DOCUMENT-JSON", fault.Place{File: file, Line: line}, syntax.Error())
	case errors.As(err, &kind):
		line := 1 + bytes.Count(data[:min(int(kind.Offset), len(data))], []byte{'\n'})
		return fault.New("E-DOCUMENT-KIND", fault.Place{File: file, Line: line}, kind.Field)
	case err != nil:
		return fault.New("E-DOCUMENT-JSON", fault.Place{File: file}, err.Error())
	}
	return nil
}
