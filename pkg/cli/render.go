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

// writeAnswer renders an answer to standard output.
func writeAnswer(s *Streams, settings *config.Settings, format string, a report.Answer) error {
	return s.render(settings, "", "", func(w io.Writer, o report.Options) error { return report.Write(w, format, a, o) })
}
