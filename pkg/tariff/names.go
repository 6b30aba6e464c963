package tariff

import (
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// Name is what goods under a tariff code are called.
type Name struct {
	Code     string // four digits or more
	Text     string
	Language string // en, es or zh; empty for the description of a line
}

// languages are the columns of a file of names, after the code.
var languages = []string{"en", "es", "zh"}

// maxNames is the size in bytes up to which a file of names is read.
const maxNames = 4 << 20

// nameSeparator stands between names of the same goods.
const nameSeparator = ";"

// ReadNames reads everyday names: a CSV file with the columns code, en, es and
// zh, several names in a cell parted by semicolons. All faults are found at
// once: E-READ, E-TOO-LARGE, E-UTF8, E-TABLE-CSV, E-NAMES-HEAD, E-NAMES-CODE,
// E-NAMES-EMPTY.
func ReadNames(r io.Reader, file string) ([]Name, error) {
	data, fail := strict.ReadAll(r, file, maxNames)
	if fail != nil {
		return nil, fail
	}
	in := csv.NewReader(strings.NewReader(string(data)))
	in.FieldsPerRecord = 1 + len(languages)
	var names []Name
	var faults fault.List
	for head := true; ; head = false {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		at := fault.Place{File: file}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			at.Line = bad.Line
			faults.Add(fault.New("E-TABLE-CSV", at, bad.Err.Error()))
			if len(faults) > mostFaults {
				break
			}
			continue
		}
		at.Line, _ = in.FieldPos(0)
		if head {
			if record[0] != "code" || !slices.Equal(record[1:], languages) {
				faults.Add(fault.New("E-NAMES-HEAD", at, strings.Join(record, ",")))
				break
			}
			continue
		}
		more, fail := namesOf(record, at)
		names = append(names, more...)
		faults.Add(fail)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return names, nil
}

// mostFaults is how many faults of a file are given.
const mostFaults = 100

// namesOf reads a row.
func namesOf(record []string, at fault.Place) ([]Name, *fault.Fault) {
	code := record[0]
	if n := len(code); n != 4 && n != 6 && n != lineDigits || strings.Trim(code, "0123456789") != "" {
		at.Field = "code"
		return nil, fault.New("E-NAMES-CODE", at, code)
	}
	var names []Name
	for i, language := range languages {
		for text := range strings.SplitSeq(record[1+i], nameSeparator) {
			if text = strings.TrimSpace(text); text == "" {
				at.Field = language
				return nil, fault.New("E-NAMES-EMPTY", at)
			}
			names = append(names, Name{Code: strings.Clone(code), Text: text, Language: language})
		}
	}
	return names, nil
}

// Descriptions gives the descriptions of all tariff lines as names. Faults:
// those of the table.
func Descriptions(set *table.Set) ([]Name, *fault.Fault) {
	t, fail := set.Table(dutyTable)
	if fail != nil {
		return nil, fail
	}
	texts := t.Descriptions()
	var names []Name
	for _, code := range slices.Sorted(maps.Keys(texts)) {
		names = append(names, Name{Code: code, Text: texts[code]})
	}
	return names, nil
}
