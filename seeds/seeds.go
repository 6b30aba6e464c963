// Package seeds embeds the rules that aduana knows: law and costs as dated,
// cited tables, routes as lists of charges, example offers, and
// mappings of other programs' exports.
package seeds

import "embed"

// FS holds law/, costs/, routes/, scenarios/, examples/, mappings/, tariff/,
// paper.yaml and ranges.yaml.
//
//go:embed law costs routes scenarios examples mappings tariff paper.yaml ranges.yaml
var FS embed.FS

// Packed is the YAML of law/, costs/ and routes/ as cmd/seedpack parsed it; a
// test holds it equal to FS.
//
//go:generate go run aduana/cmd/seedpack
//go:embed packed.bin
var Packed []byte
