package seeds

import "embed"

// Skeletons holds commented beginnings of a table and a route, as templates.
//
//go:embed skeletons
var Skeletons embed.FS
