package offer

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// maxWord is the length of a marketplace or a route, and of a word for which a
// near one is looked for.
const maxWord = 40 // bytes

// Parse reads a value of the field. The value has its normal form: a word as
// in Choices, a country in capital letters, a tariff code as its digits.
// Space around the text does not count. Faults: E-EMPTY, E-CHOICE, E-NAME,
// E-COUNTRY, E-HS, E-NUMBER, E-CURRENCY, E-RANGE, E-TEXT, E-AS-OF.
func (s *Spec) Parse(text string) (Value, *fault.Fault) {
	text = strings.TrimSpace(text)
	v, f := s.parse(text)
	if f != nil {
		return Value{}, f.At(fault.Place{Field: s.Name})
	}
	return v, nil
}

// Plain reads a number of nothing but digits and a dot as [Spec.Parse] does,
// without allocating. ok is false for any other text, which may be right too.
func (s *Spec) Plain(text []byte) (v Value, ok bool) {
	if !s.Kind.numeric() {
		return Value{}, false
	}
	n, ok := money.Plain(text)
	if !ok || !s.within(n) || s.Kind == Whole && n.Den != 1 {
		return Value{}, false
	}
	if s.Kind == Money {
		v.Text = s.Currency
	}
	v.Num = n
	return v, true
}

func (s *Spec) parse(text string) (Value, *fault.Fault) {
	if text == "" {
		return bad("E-EMPTY", s.Name)
	}
	switch s.Kind {
	case Word:
		return choice(text, s.Choices)
	case Bool:
		v, f := choice(text, boolean)
		if v.Num = money.Zero; v.Text == "true" {
			v.Num = money.One
		}
		return v, f
	case Name:
		return name(text)
	case Country:
		if code, ok := country(text); ok {
			return Value{Text: code}, nil
		}
		return bad("E-COUNTRY", quoted(text), didYouMean(meant(text)))
	case Currency:
		if code := strings.ToUpper(text); len(text) == 3 && money.IsCurrency(code) {
			return Value{Text: code}, nil
		}
		return bad("E-CURRENCY", quoted(text), "a currency is three letters of ISO 4217")
	case Code:
		return tariffLine(text)
	case Label:
		return s.label(text)
	case Date:
		if !isDate(text) {
			return bad("E-AS-OF", quoted(text))
		}
		return Value{Text: text}, nil
	}
	return s.number(text)
}

// boolean are the words of a Bool.
var boolean = []string{"true", "false"}

func bad(code fault.Code, args ...any) (Value, *fault.Fault) {
	return Value{}, fault.New(code, fault.Place{}, args...)
}

// number reads money, a rate or a number, and keeps it in its range.
func (s *Spec) number(text string) (Value, *fault.Fault) {
	var v Value
	var f *fault.Fault
	unit := ""
	switch s.Kind {
	case Money:
		var m money.Money
		m, f = money.ParseMoney(text, s.Currency)
		v = Value{Num: m.Value, Text: m.Currency}
		if v.Text != "" {
			unit = " " + v.Text
		}
	case Rate:
		v.Num, f = money.ParseRatio(text)
	default:
		if strings.ContainsAny(text, "/%") {
			return bad("E-NUMBER", quoted(text), "neither a fraction nor a percentage has a meaning here")
		}
		v.Num, f = money.ParseRatio(text)
	}
	if f != nil {
		return Value{}, f
	}
	if !s.within(v.Num) || s.Kind == Whole && v.Num.Den != 1 {
		return bad("E-RANGE", quoted(text), s.Name+" must be "+s.Range()+unit)
	}
	return v, nil
}

// choice finds a word of a closed list, in whatever case it is written.
func choice(text string, choices []string) (Value, *fault.Fault) {
	for _, c := range choices {
		if strings.EqualFold(c, text) {
			return Value{Text: c}, nil
		}
	}
	return bad("E-CHOICE", quoted(text), strings.Join(choices, ", "), didYouMean(near(text, choices)))
}

// name reads an open word.
func name(text string) (Value, *fault.Fault) {
	if len(text) > maxWord || !isWord(text) {
		return bad("E-NAME", quoted(text))
	}
	return Value{Text: strings.ToLower(text)}, nil
}

// isWord tells whether s is letters, digits and dashes, and begins with none of
// the latter.
func isWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !letter(c) && !digit(c) && (c != '-' || i == 0) {
			return false
		}
	}
	return s != ""
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// lineDigits is how many digits a Mexican tariff line has.
const lineDigits = 8

// tariffLine reads the eight digits of a tariff line, with or without dots, or
// ten with the NICO, which statistics add. The four or six of a heading are
// read too: what they lack, [Offer.Check] says.
func tariffLine(text string) (Value, *fault.Fault) {
	const malformed = "dots stand after four, six and eight digits only"
	var digits [10]byte
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case digit(c) && n < len(digits):
			digits[n] = c
			n++
		case digit(c):
			return bad("E-HS", quoted(text), "it has more than ten digits")
		case c == '.' && (n == 4 || n == 6 || n == 8) && digit(text[i-1]), c == ' ' && n == 8 && digit(text[i-1]):
		case letter(c):
			return bad("E-HS", quoted(text), "it has letters")
		default:
			return bad("E-HS", quoted(text), malformed)
		}
	}
	switch {
	case n == 7 || n == 9:
		return bad("E-HS", quoted(text), "it has "+strconv.Itoa(n)+" digits; a spreadsheet may have dropped a zero in front")
	case n != 4 && n != 6 && n != lineDigits && n != len(digits):
		return bad("E-HS", quoted(text), "it has "+strconv.Itoa(n)+" digits")
	case !digit(text[len(text)-1]):
		return bad("E-HS", quoted(text), malformed)
	case digits[0] == '0' && digits[1] == '0':
		return bad("E-HS", quoted(text), "there is no chapter 00")
	}
	return Value{Text: string(digits[:n])}, nil
}

// label reads free text of at most Max characters.
func (s *Spec) label(text string) (Value, *fault.Fault) {
	switch {
	case !utf8.ValidString(text):
		return bad("E-TEXT", quoted(text), s.Name, "it is not UTF-8")
	case int64(utf8.RuneCountInString(text)) > s.Max.Num:
		return bad("E-TEXT", quoted(text), s.Name, "it has more than "+s.Max.String()+" characters")
	case strings.ContainsFunc(text, unicode.IsControl):
		return bad("E-TEXT", quoted(text), s.Name, "it has line breaks or other control characters")
	}
	return Value{Text: text}, nil
}

// isDate tells whether s is a day of the years 1990 to 2100, as YYYY-MM-DD.
func isDate(s string) bool {
	if len(s) != len("2026-11-22") || s[4] != '-' || s[7] != '-' {
		return false
	}
	part := func(from, to int) (n int) {
		for _, c := range []byte(s[from:to]) {
			if !digit(c) {
				return -1
			}
			n = 10*n + int(c-'0')
		}
		return n
	}
	year, month, day := part(0, 4), part(5, 7), part(8, 10)
	if year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 {
		return false
	}
	last := 31
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		last = 29
	case month == 2:
		last = 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		last = 30
	}
	return day <= last
}
