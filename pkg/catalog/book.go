package catalog

import (
	"bufio"
	"errors"
	"io"
)

var errLater = errors.New("not written yet")

func (r *Reader) openXLSX(text *bufio.Reader) error { return errLater }

type bookEncoder struct{ names []string }

func (e bookEncoder) Header(dst []byte) []byte                        { return dst }
func (e bookEncoder) Row(dst []byte, row *Row, values []Value) []byte { return dst }
func newBook(w io.WriteCloser) (Sink, error)                          { return nil, errLater }
