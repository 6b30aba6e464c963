package cli

import (
	"aduana/pkg/config"
	"aduana/pkg/report"
	"io"

	"github.com/spf13/pflag"
)

// tableOrJSON is the formats of what is no quote.
const tableOrJSON = "table or json"

// addAnswerFlags adds flags of settings for a command that answers as a table
// or as JSON; all where none is named.
func addAnswerFlags(f *pflag.FlagSet, names ...string) {
	config.AddFlags(f, names...)
	f.Lookup("format").Usage = tableOrJSON
}

// respond writes what a command other than quote has to say: its value as JSON,
// or the blocks for people. A format for quotes that stands in the settings is
// no fault here.
func (s *Streams) respond(settings *config.Settings, value any, a report.Blocks) error {
	format := settings.Format
	if format != report.JSON && settings.Place("format").Flag == "" {
		format = report.Table
	}
	return s.render(settings, "", "", func(w io.Writer, o report.Options) error { return report.RenderBlocks(w, format, value, a, o) })
}
