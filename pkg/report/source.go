package report

import _ "embed" // the file below

// DocumentSource is the Go file of [Document]: its comments are the
// descriptions in the document's JSON Schema.
//
//go:embed document.go
var DocumentSource string
