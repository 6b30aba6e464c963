package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"aduana/pkg/catalog"
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

// destination is a file that an answer is written to. A regular file appears
// only when it is whole, and what was there stays until then; a device or a
// pipe is written to.
type destination struct {
	io.Writer
	pending *renameio.PendingFile
	settled *catalog.Settled
	file    *os.File // a device or a pipe
	at      fault.Place
}

// create opens a destination. A link is followed; a folder, a file that may not
// be written, and the input itself are refused.
func create(path, input string) (*destination, error) {
	d := &destination{at: fault.Place{File: path, Flag: "--output"}}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = d.open(path)
		return d, err
	case err != nil:
		return nil, fault.Wrap(err, "E-WRITE", d.at)
	case info.IsDir():
		return nil, fault.New("E-WRITE-FOLDER", d.at)
	}
	if in, err := os.Stat(input); err == nil && os.SameFile(in, info) {
		return nil, fault.New("E-WRITE-INPUT", d.at)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return nil, fault.Wrap(err, "E-WRITE", d.at)
	}
	if !info.Mode().IsRegular() {
		d.Writer, d.file = file, file
		return d, nil
	}
	_ = file.Close() // it was opened only to learn whether it may be written
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return nil, fault.Wrap(err, "E-WRITE", d.at)
	}
	err = d.open(path)
	return d, err
}

func (d *destination) open(path string) error {
	pending, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return d.failed(err)
	}
	d.settled = catalog.NewSettled(pending)
	d.Writer, d.pending = d.settled, pending
	return nil
}

// commit makes the file appear.
func (d *destination) commit() error {
	var err error
	if d.pending != nil {
		if err = d.settled.Close(); err != nil {
			_ = d.pending.Cleanup()
			return d.failed(err)
		}
		err = d.pending.CloseAtomicallyReplace()
	} else {
		err = d.file.Close()
	}
	if err == nil || d.file != nil && broken(err) {
		return nil
	}
	return d.failed(err)
}

// abandon leaves what was there as it was.
func (d *destination) abandon() {
	if d.pending != nil {
		_ = d.settled.Close()
		_ = d.pending.Cleanup()
	} else {
		_ = d.file.Close()
	}
}

// failed says that the destination cannot be written.
func (d *destination) failed(err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err // the temporary file's name says nothing to people
	}
	return fault.Wrap(err, "E-WRITE", d.at)
}

// write writes the whole text and makes the file appear.
func (d *destination) write(text string) error {
	if _, err := io.WriteString(d, text); err != nil && (d.file == nil || !broken(err)) {
		d.abandon()
		return d.failed(err)
	}
	return d.commit()
}

// writeFile writes a whole answer to a destination.
func writeFile(path, input, text string) error {
	d, err := create(path, input)
	if err != nil {
		return err
	}
	return d.write(text)
}

// atomically writes a file of the user's folder; at is its place in a fault.
func atomically(path, text string, at fault.Place) error {
	d := &destination{at: at}
	if err := d.open(path); err != nil {
		return err
	}
	return d.write(text)
}
