package money_test

import (
	"strings"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/money"
)

const most = 999_999_999_999_999_999 // of 18 digits

func TestParseRatio(t *testing.T) {
	for text, want := range map[string]money.Ratio{
		"0": {0, 1}, "-0": {0, 1}, "0.000": {0, 1}, "1": {1, 1}, "+1": {1, 1}, "-1": {-1, 1}, "0010": {10, 1}, "007.50": {15, 2},
		"0.335": {67, 200}, ".5": {1, 2}, "5.": {5, 1}, "-2.50": {-5, 2}, " 0.17 ": {17, 100}, "\t3\n": {3, 1},
		"0.000000000001": {1, 1_000_000_000_000}, "999999999999999999": {most, 1}, "-999999999999999999": {-most, 1},
		"123456.789012345678":                      {61728394506172839, 500_000_000_000},
		"0000000000000000000000000000000000000001": {1, 1}, // 40 characters
		"33.5%": {67, 200}, "8 %": {2, 25}, "100%": {1, 1}, "0%": {0, 1}, "-1%": {-1, 100}, "0.000000000001%": {1, 100_000_000_000_000}, "999999999999999999%": {most, 100},
		"1/300": {1, 300}, "2/4": {1, 2}, " 1 / 3 ": {1, 3}, "0/7": {0, 1}, "-1/3": {-1, 3}, "0.5/1.5": {1, 3}, "1/999999999999999999": {1, most},
	} {
		if got, f := money.ParseRatio(text); f != nil || got != want {
			t.Errorf("%q is %v, %v, want %v", text, got, f, want)
		}
	}
}

func TestParseRatioRefuses(t *testing.T) {
	const (
		empty    = "it is empty"
		notPlain = "only digits, one dot and a leading sign are read"
		tooLong  = "it has more than 18 digits or 12 decimals"
		below    = "what stands below the line must be over zero"
		long     = "it is longer than 40 characters"
	)
	for text, why := range map[string]string{
		"": empty, "   ": empty, "%": empty, "/": empty, "1/": empty, "/3": empty,
		"abc": notPlain, "1,5": notPlain, "1.2.3": notPlain, "1 000": notPlain, "1_000": notPlain, "--1": notPlain, "1-": notPlain, "-": notPlain, "+": notPlain, ".": notPlain, "-.": notPlain, ".-5": notPlain,
		"1e5": notPlain, "1E5": notPlain, "0x10": notPlain, "0b1": notPlain, "Inf": notPlain, ".inf": notPlain, "NaN": notPlain, "٣": notPlain, "１": notPlain, "−1": notPlain, "$5": notPlain, "5%%": notPlain, "1/2/3": notPlain, "1/3%": notPlain, "5 % of": notPlain,
		"1000000000000000000": tooLong, "1234567890.123456789": tooLong, "0.0000000000001": tooLong, "1.0000000000000": tooLong,
		"0.000000000001/999999999999999999": tooLong, "999999999999999999/0.000000000001": tooLong, "1/0.0000000000001": tooLong,
		"0.1/500000000000000001": tooLong, "500000000000000001/0.1": tooLong, "-500000000000000001/0.1": tooLong,
		"1/0": below, "0/0": below, "1/-3": below,
		"00000000000000000000000000000000000000001": long, "1/" + strings.Repeat("0", 41): long,
	} {
		got, f := money.ParseRatio(text)
		if f == nil {
			t.Errorf("%q is read as %v", text, got)
			continue
		}
		if want := "is not a number: " + why; f.Code != "E-NUMBER" || !strings.HasSuffix(f.Message(), want) || got != (money.Ratio{}) {
			t.Errorf("%q: %v, want %s", text, f, want)
		}
	}
}

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]money.Money{
		"4.20 USD": {money.Ratio{Num: 21, Den: 5}, "USD"}, " 4.20  USD ": {money.Ratio{Num: 21, Den: 5}, "USD"}, "4.20\tEUR": {money.Ratio{Num: 21, Den: 5}, "EUR"},
		"299": {money.Whole(299), "MXN"}, " 299.00 ": {money.Whole(299), "MXN"}, "-1 CNY": {money.Whole(-1), "CNY"}, "0": {money.Zero, "MXN"},
	} {
		if got, f := money.ParseMoney(text, "MXN"); f != nil || got != want {
			t.Errorf("%q is %v, %v, want %v", text, got, f, want)
		}
	}
	if got, f := money.ParseMoney("5", ""); f != nil || got.Currency != "" {
		t.Errorf("a bare number with no currency: %v, %v", got, f)
	}
	for text, want := range map[string]fault.Code{
		"": "E-NUMBER", "USD": "E-NUMBER", "4.20USD": "E-NUMBER", "4 4 USD": "E-NUMBER", "5%": "E-NUMBER", "1/3 USD": "E-NUMBER", "1e3 USD": "E-NUMBER",
		"4.20 usd": "E-CURRENCY", "4.20 US": "E-CURRENCY", "4.20 USDT": "E-CURRENCY", "USD 4.20": "E-CURRENCY", "4.20 ÑÑÑ": "E-CURRENCY", "1 000": "E-CURRENCY",
	} {
		if got, f := money.ParseMoney(text, "MXN"); f == nil || f.Code != want || got != (money.Money{}) {
			t.Errorf("%q is %v, %v, want %s", text, got, f, want)
		}
	}
}

func TestALongTextIsCut(t *testing.T) {
	for _, long := range []string{strings.Repeat("9", 1<<20), strings.Repeat("ñ", 1<<20), "1 " + strings.Repeat("X", 1<<20), "1/" + strings.Repeat(" ", 1<<20) + "0", "\xff" + strings.Repeat("\xff", 1<<20)} {
		_, f := money.ParseRatio(long)
		_, g := money.ParseMoney(long, "MXN")
		if f == nil || g == nil || len(f.Error()) > 400 || len(g.Error()) > 400 {
			t.Errorf("%.10q…: the faults are %d and %d bytes long", long, len(f.Error()), len(g.Error()))
		}
	}
}

func TestIsCurrency(t *testing.T) {
	for text, want := range map[string]bool{"USD": true, "MXN": true, "ZZZ": true, "usd": false, "US": false, "USDT": false, "": false, "U$D": false, "Ñ2": false} {
		if money.IsCurrency(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestRatioString(t *testing.T) {
	for _, c := range []struct {
		r    money.Ratio
		want string
	}{
		{money.Zero, "0"}, {money.Ratio{Num: 0, Den: 7}, "0"}, {money.One, "1"}, {money.Ratio{Num: 4, Den: 2}, "2"}, {money.Whole(-12), "-12"},
		{money.Ratio{Num: 67, Den: 200}, "0.335"}, {money.Ratio{Num: -67, Den: 200}, "-0.335"}, {money.Ratio{Num: 1, Den: 300}, "1/300"}, {money.Ratio{Num: -2, Den: 600}, "-1/300"},
		{money.Ratio{Num: 29990, Den: 100}, "299.9"}, {money.Ratio{Num: 1, Den: 1_000_000_000_000}, "0.000000000001"}, {money.Ratio{Num: 1, Den: 4096}, "0.000244140625"},
		{money.Ratio{Num: 1, Den: 8192}, "1/8192"}, {money.Ratio{Num: 1, Den: 10_000_000_000_000}, "1/10000000000000"}, // over twelve places
		{money.Ratio{Num: most, Den: 4}, "999999999999999999/4"}, // over 18 digits
		{money.Ratio{Num: 100_000_000_000_000_001, Den: 4}, "100000000000000001/4"}, {money.Ratio{Num: 3_999_999_999_999_999, Den: 4}, "999999999999999.75"},
		{money.Whole(1<<63 - 1), "9223372036854775807"}, {money.Whole(-1 << 63), "-9223372036854775808"},
	} {
		if got := c.r.String(); got != c.want {
			t.Errorf("%d/%d is %s, want %s", c.r.Num, c.r.Den, got, c.want)
		}
	}
	if got := (money.Money{Value: money.Ratio{Num: 42, Den: 10}, Currency: "USD"}).String(); got != "4.2 USD" {
		t.Error(got)
	}
}

func TestAmountString(t *testing.T) {
	for a, want := range map[money.Amount]string{0: "0.00", 1: "0.01", -1: "-0.01", 99: "0.99", 100: "1.00", -123450: "-1234.50", 1<<63 - 1: "92233720368547758.07", -1 << 63: "-92233720368547758.08"} {
		if got := a.String(); got != want {
			t.Errorf("%d is %s, want %s", int64(a), got, want)
		}
	}
}

func TestFixedAndDecimal(t *testing.T) {
	for _, c := range []struct {
		r      money.Ratio
		places int32
		want   string
	}{
		{money.Ratio{Num: 1, Den: 3}, 4, "0.3333"}, {money.Ratio{Num: 2, Den: 3}, 4, "0.6667"}, {money.Ratio{Num: -2, Den: 3}, 4, "-0.6667"}, {money.Whole(7), 2, "7.00"},
		{money.Ratio{Num: 1, Den: 200}, 2, "0.01"}, {money.Ratio{Num: -1, Den: 200}, 2, "-0.01"}, // half away from zero
		{money.Ratio{Num: 49, Den: 10_000}, 2, "0.00"}, {money.Ratio{Num: -49, Den: 10_000}, 2, "0.00"}, {money.Ratio{Num: 15, Den: 1000}, 2, "0.02"}, {money.Ratio{Num: 25, Den: 1000}, 2, "0.03"},
		{money.Ratio{Num: 5, Den: 2}, 0, "3"}, {money.Ratio{Num: -5, Den: 2}, 0, "-3"}, {money.Whole(1<<63 - 1), 1, "9223372036854775807.0"},
	} {
		if got := c.r.Fixed(c.places); got != c.want {
			t.Errorf("%v to %d places is %s, want %s", c.r, c.places, got, c.want)
		}
	}
	for _, c := range []struct {
		r             money.Ratio
		shift, places int32
		want          string
	}{
		{money.Whole(12345), 2, 2, "123.45"}, {money.Whole(12345), 2, 4, "123.4500"}, {money.Whole(12345), 2, 1, "123.5"}, {money.Whole(-12345), 2, 1, "-123.5"}, {money.Whole(12345), 0, 0, "12345"},
		{money.Ratio{Num: 100, Den: 3}, 2, 4, "0.3333"}, {money.Ratio{Num: 1, Den: 2}, 2, 2, "0.01"}, {money.Ratio{Num: -1, Den: 2}, 2, 2, "-0.01"},
		{money.Ratio{Num: 49, Den: 100}, 2, 2, "0.00"}, {money.Whole(5), -2, 0, "500"}, {money.Whole(1<<63 - 1), 2, 2, "92233720368547758.07"},
	} {
		if got := money.Decimal(c.r, c.shift, c.places); got != c.want {
			t.Errorf("%v by 10^%d to %d places is %s, want %s", c.r, c.shift, c.places, got, c.want)
		}
	}
}

func FuzzMoney(f *testing.F) {
	for _, text := range []string{"4.20 USD", "0.335", "33.5%", "1/300", "-0", "1e5", "999999999999999999", "0.000000000001/3", "1 / 0", "\xff", "٣", "1.0000000000000 MXN"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, bad := money.ParseRatio(text)
		if bad != nil {
			sound(t, bad)
		} else {
			if r.Den <= 0 || r.Lowest() != r {
				t.Errorf("%q is %d/%d", text, r.Num, r.Den)
			}
			if again, f := money.ParseRatio(r.String()); f != nil || again != r {
				t.Errorf("%q is %v, written %s and read as %v, %v", text, r, r, again, f)
			}
		}
		m, bad := money.ParseMoney(text, "MXN")
		if bad != nil {
			sound(t, bad)
		} else if again, f := money.ParseMoney(m.String(), "USD"); f != nil || again != m {
			t.Errorf("%q is %v, written %s and read as %v, %v", text, m, m, again, f)
		}
	})
}

func sound(t *testing.T, f *fault.Fault) {
	t.Helper()
	if _, ok := fault.TextOf(f.Code); !ok || f.Message() == "" || len(f.Error()) > 400 {
		t.Errorf("%s says %q", f.Code, f.Message())
	}
}
