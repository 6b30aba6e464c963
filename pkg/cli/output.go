package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/report"

	"github.com/google/renameio/v2"
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
	columns, terminal := s.Terminal()
	if settings.Width > 0 {
		columns = settings.Width
	}
	format := settings.Format
	if format != report.JSON && settings.Place("format").Flag == "" {
		format = report.Table
	}
	var text strings.Builder
	if err := report.RenderBlocks(&text, format, value, a, report.Options{Width: columns, Colour: settings.Colour(terminal, s.Env)}); err != nil {
		return err
	}
	return s.deliver(text.String(), "", "")
}

// deliver writes an answer to standard output, or to a file where one is named.
func (s *Streams) deliver(text, output, input string) error {
	if output != "" && output != "-" {
		return writeFile(output, input, text)
	}
	if _, err := io.WriteString(s.Out, text); err != nil && !broken(err) {
		return fault.Wrap(err, "E-WRITE", fault.Place{File: "standard output"})
	}
	return nil
}

// writeFile writes an answer to a file that appears only when it is whole, and
// keeps what was there until then. A link is followed; a device or a pipe is
// written to; a folder, a file that may not be written, and the input itself
// are refused.
func writeFile(path, input, text string) error {
	at := fault.Place{File: path, Flag: "--output"}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return atomically(path, text, at)
	case err != nil:
		return fault.Wrap(err, "E-WRITE", at)
	case info.IsDir():
		return fault.New("E-WRITE-FOLDER", at)
	}
	if in, err := os.Stat(input); err == nil && os.SameFile(in, info) {
		return fault.New("E-WRITE-INPUT", at)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	if !info.Mode().IsRegular() {
		_, err := file.WriteString(text)
		if err := errors.Join(err, file.Close()); err != nil && !broken(err) {
			return fault.Wrap(err, "E-WRITE", at)
		}
		return nil
	}
	_ = file.Close() // it was opened only to learn whether it may be written
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	return atomically(path, text, at)
}

func atomically(path, text string, at fault.Place) error {
	if err := renameio.WriteFile(path, []byte(text), 0o644); err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err // the temporary file's name says nothing to people
		}
		return fault.Wrap(err, "E-WRITE", at)
	}
	return nil
}
