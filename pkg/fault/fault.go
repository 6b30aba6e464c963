// Package fault is the one form of everything aduana has to say against an
// input, a rule or a result: a stable code, a place, and a text that tells what
// is wrong and what to do. Errors have codes E-…, warnings W-….
//
// The texts stand apart from the code that raises them, in english.go, so that
// another language is another file.
package fault

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Code names one kind of fault. It is unique, documented in the catalogue, and
// never changes its meaning.
type Code string

// Text is what people read of a code. Message and Hint take the fault's Args by
// number (%[1]s). Doc says when the fault arises.
type Text struct {
	Message, Hint, Doc string
}

// Place says where a fault is. Fields that do not apply stay empty.
type Place struct {
	File   string // as the user named it
	Line   int    // from 1, in File
	Column int    // from 1, in Line
	Row    int    // data row of a catalogue, from 1
	Field  string // field, column or key
	Flag   string // command line flag with its dashes
}

// String gives the place as "file:line:column, row 3, --set, price".
func (p Place) String() string {
	var parts []string
	at := p.File
	if p.Line > 0 {
		if at += ":"; p.File == "" {
			at = "line "
		}
		at += strconv.Itoa(p.Line)
		if p.Column > 0 {
			at += ":" + strconv.Itoa(p.Column)
		}
	}
	if at != "" {
		parts = append(parts, at)
	}
	if p.Row > 0 {
		parts = append(parts, "row "+strconv.Itoa(p.Row))
	}
	if p.Flag != "" {
		parts = append(parts, p.Flag)
	}
	if p.Field != "" {
		parts = append(parts, p.Field)
	}
	return strings.Join(parts, ", ")
}

// Fault is one error or warning.
type Fault struct {
	Code  Code
	Place Place
	Args  []any
	Cause error // what the system said, where it said something
}

// New makes a fault. The args fill the code's texts in order.
func New(code Code, place Place, args ...any) *Fault {
	return &Fault{Code: code, Place: place, Args: args}
}

// Wrap makes a fault that keeps the error it comes from.
func Wrap(cause error, code Code, place Place, args ...any) *Fault {
	return &Fault{Code: code, Place: place, Args: args, Cause: cause}
}

// Message says what is wrong, without place and code.
func (f *Fault) Message() string {
	msg := fill(english[f.Code].Message, f.Args)
	if f.Cause != nil {
		msg += ": " + f.Cause.Error()
	}
	return msg
}

// Hint says what to do; it may be empty.
func (f *Fault) Hint() string { return fill(english[f.Code].Hint, f.Args) }

// Error gives place, message and code on one line.
func (f *Fault) Error() string {
	msg := f.Message() + " [" + string(f.Code) + "]"
	if at := f.Place.String(); at != "" {
		return at + ": " + msg
	}
	return msg
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// At gives the fault with what is empty of its place taken from p.
func (f *Fault) At(p Place) *Fault {
	if f.Place.File == "" {
		f.Place.File = p.File
	}
	if f.Place.Line == 0 {
		f.Place.Line, f.Place.Column = p.Line, p.Column
	}
	if f.Place.Row == 0 {
		f.Place.Row = p.Row
	}
	if f.Place.Field == "" {
		f.Place.Field = p.Field
	}
	if f.Place.Flag == "" {
		f.Place.Flag = p.Flag
	}
	return f
}

// List is several faults at once: all problems of a row or a file.
type List []*Fault

// Add appends a fault unless it is nil.
func (l *List) Add(f *Fault) {
	if f != nil {
		*l = append(*l, f)
	}
}

// Err gives the list as an error, or nil where it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Error gives one fault a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, f := range l {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// From gives the faults inside an error: the list, the one fault, or nil where
// the error is of another kind.
func From(err error) List {
	var list List
	if errors.As(err, &list) {
		return list
	}
	var one *Fault
	if errors.As(err, &one) {
		return List{one}
	}
	return nil
}

// Codes lists the catalogue in order of code.
func Codes() []Code {
	codes := make([]Code, 0, len(english))
	for c := range english {
		codes = append(codes, c)
	}
	sort.Slice(codes, func(i, j int) bool { return codes[i] < codes[j] })
	return codes
}

// TextOf gives the texts of a code, and false for one that is not in the
// catalogue.
func TextOf(c Code) (Text, bool) {
	t, ok := english[c]
	return t, ok
}

func fill(format string, args []any) string {
	if !strings.Contains(format, "%[") { // fmt would complain about arguments that are not used
		return strings.ReplaceAll(format, "%%", "%")
	}
	// Where no word is near, nothing is offered.
	return strings.ReplaceAll(fmt.Sprintf(format, args...), nothingNear, "")
}
