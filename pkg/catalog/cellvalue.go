package catalog

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"aduana/pkg/fault"

	"github.com/shopspring/decimal"
)

// The serial dates of 1970-01-01 in the two calendars of workbooks. That of
// 1900 has a day too many, 1900-02-29, which is number 60.
const (
	epoch1900 = 25569
	epoch1904 = 24107
	leapBug   = 60
)

// digits is how many significant digits a spreadsheet keeps of what is typed.
// It stores the nearest binary number in 17: 19.99 as 19.989999999999998.
const digits = 15

// text gives what a cell shows, as text. Faults: E-CELL-FORMULA, E-CELL-ERROR.
func (s *sheet) text(c *cell) ([]byte, *fault.Fault) {
	switch {
	case c.formula && !c.filled:
		return nil, fault.New("E-CELL-FORMULA", fault.Place{})
	case len(c.text) == 0:
		return nil, nil
	}
	switch c.kind {
	case "s":
		text, ok := s.book.shared.at(string(c.text))
		if !ok {
			return nil, fault.New("E-CELL-ERROR", fault.Place{}, "a text that the workbook does not have")
		}
		return text, nil
	case "e":
		return nil, fault.New("E-CELL-ERROR", fault.Place{}, string(c.text))
	case "b":
		return strconv.AppendBool(c.text[:0], string(c.text) == "1"), nil
	case "str":
		return unescapeX(c.text, 0), nil
	case "inlineStr":
		return c.text, nil
	case "d":
		return bytes.TrimSuffix(c.text, []byte("T00:00:00")), nil
	}
	if styled(c, s.book.dates) {
		if date, ok := serialDate(string(c.text), s.book.epoch); ok {
			return append(c.text[:0], date...), nil
		}
	}
	return append(c.text[:0], number(string(c.text))...), nil
}

// styled tells whether a cell's style is one of those.
func styled(c *cell, styles []bool) bool {
	style, err := strconv.Atoi(c.style)
	return err == nil && style >= 0 && style < len(styles) && styles[style]
}

// number gives a stored number as it was typed: a whole number as it is
// stored, any other in at most 15 digits and without an exponent.
func number(stored string) string {
	mantissa, exponent, scientific := strings.Cut(strings.ToUpper(stored), "E")
	if !scientific && (len(stored) <= digits || !strings.Contains(stored, ".")) {
		return stored
	}
	if e, err := strconv.Atoi(exponent); len(mantissa) > 40 || scientific && (err != nil || e < -330 || e > 330) {
		return stored
	}
	d, err := decimal.NewFromString(stored)
	if err != nil {
		return stored
	}
	return d.Round(int32(digits - d.NumDigits() - int(d.Exponent()))).String()
}

// serialDate gives the date of a serial number, and the time where it is not
// midnight; ok is false where it is none.
func serialDate(serial string, epoch int) (string, bool) {
	d, err := decimal.NewFromString(number(serial))
	if err != nil || d.IsNegative() || d.GreaterThanOrEqual(decimal.New(2958466, 0)) { // 10000-01-01
		return "", false
	}
	seconds := d.Sub(d.Truncate(0)).Mul(decimal.New(86400, 0)).Round(0).IntPart()
	day := int(d.IntPart()) - epoch
	if epoch == epoch1900 && d.LessThan(decimal.New(leapBug, 0)) {
		day++
	}
	t := time.Unix(int64(day)*86400+seconds, 0).UTC()
	if seconds == 0 {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}

// columnOf reads the column of a cell's name, from 0: that of AB12 is 27.
func columnOf(name string) (column int, ok bool) {
	for i := 0; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && column < maxColumns; i++ {
		column = column*26 + int(name[i]-'A') + 1
	}
	return column - 1, column > 0 && column <= maxColumns
}

// attribute gives an attribute of an element, or nothing.
func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
