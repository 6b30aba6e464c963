package cli

import (
	"io"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/report"
)

// render renders an answer as wide as the terminal, or as is set, and delivers
// it; input is the file that was read.
func (s *Streams) render(settings *config.Settings, output, input string, render func(io.Writer, report.Options) error) error {
	columns, terminal := s.Terminal()
	if settings.Width > 0 {
		columns = settings.Width
	}
	var text strings.Builder
	if err := render(&text, report.Options{Width: columns, Colour: settings.Colour(terminal && output == "", s.Env)}); err != nil {
		return err
	}
	return s.deliver(text.String(), output, input)
}
