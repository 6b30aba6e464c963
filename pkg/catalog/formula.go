package catalog

import (
	"strings"
	"unicode/utf8"

	"aduana/pkg/money"
)

// formulaSigns are what a spreadsheet takes text for a formula by, also the
// wide ones of an East Asian spreadsheet.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// mayBegin are the first bytes of formulaSigns: a text that begins with none of
// them needs no closer look.
var mayBegin = func() (first [256]bool) {
	for _, sign := range formulaSigns {
		first[string(sign)[0]] = true
	}
	return first
}()

// IsFormula tells whether a spreadsheet that opens a text file would read this
// cell as a formula. A number is none, whatever its sign.
func IsFormula(cell string) bool {
	if cell == "" || !mayBegin[cell[0]] {
		return false
	}
	first, _ := utf8.DecodeRuneInString(cell)
	if !strings.ContainsRune(formulaSigns, first) {
		return false
	}
	_, f := money.ParseRatio(cell)
	return f != nil || cell != strings.TrimSpace(cell)
}
