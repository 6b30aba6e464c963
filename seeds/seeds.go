// Package seeds embeds the rules that aduana knows: law and costs as dated,
// cited tables, routes as lists of charges, scenarios and example offers.
package seeds

import "embed"

// FS holds law/, costs/, routes/, examples/ and paper.yaml.
//
//go:embed law costs routes examples paper.yaml
var FS embed.FS
