package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"aduana/pkg/fault"

	"github.com/google/renameio/v2"
)

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
