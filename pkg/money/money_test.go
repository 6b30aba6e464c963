package money_test

import (
	"math"
	"math/big"
	"testing"

	"aduana/pkg/money"

	"pgregory.net/rapid"
)

const (
	highest = math.MaxInt64
	lowest  = math.MinInt64
)

func TestReckon(t *testing.T) {
	for _, c := range []struct {
		name                   string
		sum                    money.Amount
		amount, quantity, rate money.Ratio
		want                   money.Amount
	}{
		{"half a centavo goes up", 1, money.Zero, money.One, money.Ratio{Num: 1, Den: 2}, 1},
		{"half a centavo below zero goes down", -1, money.Zero, money.One, money.Ratio{Num: 1, Den: 2}, -1},
		{"half a centavo by a rate below zero", 1, money.Zero, money.One, money.Ratio{Num: -1, Den: 2}, -1},
		{"less than half goes to zero", 1, money.Zero, money.One, money.Ratio{Num: 499_999, Den: 1_000_000}, 0},
		{"more than half goes away from zero", -1, money.Zero, money.One, money.Ratio{Num: 500_001, Den: 1_000_000}, -1},
		{"one and a half", 3, money.Zero, money.One, money.Ratio{Num: 1, Den: 2}, 2},
		{"two and a half, not to even", 5, money.Zero, money.One, money.Ratio{Num: 1, Den: 2}, 3},
		{"a third", 100, money.Zero, money.One, money.Ratio{Num: 1, Den: 3}, 33},
		{"two thirds", 100, money.Zero, money.One, money.Ratio{Num: 2, Den: 3}, 67},
		{"VAT of 299.00", 29_900, money.Zero, money.One, money.Ratio{Num: 16, Den: 100}, 4_784},
		{"VAT inside 299.00", 29_900, money.Zero, money.One, money.Ratio{Num: 16, Den: 100}.Included(), 4_124},
		{"299.00 without VAT", 29_900, money.Zero, money.One, money.Ratio{Num: 16, Den: 100}.Net(), 25_776},
		{"courier tax", 22_397, money.Zero, money.One, money.Ratio{Num: 335, Den: 1000}, 7_503},
		{"an amount for each", 0, money.Whole(4_500), money.Whole(3), money.One, 13_500},
		{"an amount and a sum", 100, money.Ratio{Num: 1, Den: 3}, money.Whole(2), money.Ratio{Num: 1, Den: 2}, 50},
		{"rounded once, not twice", 1, money.Ratio{Num: 1, Den: 2}, money.One, money.Ratio{Num: 1, Den: 3}, 1},
		{"an amount below zero", 100, money.Whole(-30), money.Ratio{Num: 1, Den: 2}, money.One, 85},
		{"no quantity", 100, money.Whole(30), money.Zero, money.Whole(2), 200},
		{"a rate of zero", 100, money.Whole(30), money.One, money.Zero, 0},
		{"the highest amount", highest, money.Zero, money.One, money.One, highest},
		{"one less", highest, money.Whole(-1), money.One, money.One, highest - 1},
		{"a product over 64 bits", highest, money.Zero, money.One, money.Ratio{Num: highest - 1, Den: highest}, highest - 1},
		{"an amount over 64 bits", 0, money.Ratio{Num: highest, Den: 3}, money.Ratio{Num: 3_000, Den: 1_000}, money.Ratio{Num: 1, Den: 7}, highest / 7},
		{"sum and amount over 64 bits", highest, money.Whole(highest), money.One, money.Ratio{Num: 1, Den: 2}, highest},
		{"fine rates and amounts", 1_000_000, money.Ratio{Num: 123_456_789_012_345_678, Den: 1_000_000_000_000}, money.Ratio{Num: 999_999_999_999, Den: 1_000_000_000_000}, money.Ratio{Num: 333_333_333_333, Den: 1_000_000_000_000}, 374_486},
	} {
		got, ok := money.Reckon(c.sum, c.amount, c.quantity, c.rate)
		if !ok || got != c.want {
			t.Errorf("%s: %d, %v, want %d", c.name, got, ok, c.want)
		}
	}
}

func TestReckonOverflows(t *testing.T) {
	for _, c := range []struct {
		name                   string
		sum                    money.Amount
		amount, quantity, rate money.Ratio
	}{
		{"twice the highest", highest, money.Zero, money.One, money.Whole(2)},
		{"half a centavo over the highest", highest, money.Ratio{Num: 1, Den: 2}, money.One, money.One},
		{"one over the highest", highest, money.One, money.One, money.One},
		{"far below zero", lowest, money.Whole(-highest), money.One, money.One},
		{"a product over 128 bits", highest, money.Zero, money.One, money.Whole(highest)},
		{"an amount for many", 0, money.Whole(highest), money.Whole(highest), money.One},
		// A quotient of 2^64 - 1 and a half, which must not wrap to zero.
		{"rounding up to 2^64", 253_921, money.Zero, money.One, money.Ratio{Num: 145_295_143_558_111, Den: 2}},
		{"rounding up to 2^63", highest, money.Zero, money.One, money.Ratio{Num: highest, Den: highest - 1}},
	} {
		if got, ok := money.Reckon(c.sum, c.amount, c.quantity, c.rate); ok {
			t.Errorf("%s gives %d", c.name, got)
		}
	}
}

func TestScaleAndOver(t *testing.T) {
	if got, ok := money.Amount(29_900).Scale(money.Ratio{Num: 8, Den: 100}); !ok || got != 2_392 {
		t.Errorf("8 %% of 299.00 is %s, %v", got, ok)
	}
	if got, ok := money.Amount(highest).Scale(money.Whole(2)); ok {
		t.Errorf("twice the highest amount is %s", got)
	}
	if r, ok := money.Amount(50).Over(200); !ok || r.Cmp(money.Ratio{Num: 1, Den: 4}) != 0 {
		t.Errorf("0.50 of 2.00 is %v, %v", r, ok)
	}
	if r, ok := money.Amount(-50).Over(-200); !ok || r.Den < 0 || r.Cmp(money.Ratio{Num: 1, Den: 4}) != 0 {
		t.Errorf("-0.50 of -2.00 is %v, %v", r, ok)
	}
	if _, ok := money.Amount(50).Over(0); ok {
		t.Error("a share of nothing")
	}
	if r := money.Amount(-7).Ratio(); r != (money.Ratio{Num: -7, Den: 1}) {
		t.Errorf("-0.07 is %v centavos", r)
	}
}

func TestCmp(t *testing.T) {
	inOrder := []money.Ratio{
		{lowest, 1}, {-highest, 1}, {-highest, 2}, {-3, 2}, {-1, 1}, {-1, 2}, {-1, highest}, {0, 1}, {1, highest}, {1, highest - 1}, {1, 3}, {333, 998},
		{1, 2}, {highest - 2, highest - 1}, {highest - 1, highest}, {1, 1}, {highest, highest - 1}, {3, 2}, {highest - 1, 1}, {highest, 1},
	}
	for i, r := range inOrder {
		for j, s := range inOrder {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := r.Cmp(s); got != want {
				t.Errorf("%v against %v: %d, want %d", r, s, got, want)
			}
		}
	}
	for _, same := range [][2]money.Ratio{{{1, 2}, {2, 4}}, {{0, 1}, {0, 9}}, {{-3, 9}, {-1, 3}}} {
		if same[0].Cmp(same[1]) != 0 {
			t.Errorf("%v is not %v", same[0], same[1])
		}
	}
}

func TestSmallParts(t *testing.T) {
	for _, c := range []struct{ got, want money.Ratio }{
		{money.NewRatio(6, 4), money.Ratio{Num: 3, Den: 2}}, {money.NewRatio(6, -4), money.Ratio{Num: -3, Den: 2}}, {money.NewRatio(0, -4), money.Ratio{Num: 0, Den: 1}}, {money.NewRatio(lowest, 2), money.Ratio{Num: lowest / 2, Den: 1}},
		{money.Ratio{Num: 6, Den: 4}.Lowest(), money.Ratio{Num: 3, Den: 2}},
		{money.Ratio{Num: 16, Den: 100}.Included(), money.Ratio{Num: 16, Den: 116}}, {money.Ratio{Num: 16, Den: 100}.Net(), money.Ratio{Num: 100, Den: 116}}, {money.Zero.Net(), money.Ratio{Num: 1, Den: 1}},
	} {
		if c.got != c.want {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	for r, want := range map[money.Ratio]int64{{0, 1}: 0, {1, 3}: 1, {3, 3}: 1, {4, 3}: 2, {-1, 3}: 0, {-4, 3}: -1, {-6, 3}: -2, {highest, 1}: highest, {lowest, 1}: lowest} {
		if got := r.Ceil(); got != want {
			t.Errorf("the ceiling of %v is %d, want %d", r, got, want)
		}
	}
	for r, want := range map[money.Ratio]int{{0, 5}: 0, {1, 5}: 1, {-1, 5}: -1} {
		if got := r.Sign(); got != want {
			t.Errorf("the sign of %v is %d", r, got)
		}
	}
	for _, c := range []struct {
		m    money.Money
		fx   money.Ratio
		want money.Ratio
	}{
		{money.Money{Value: money.Ratio{Num: 21, Den: 5}, Currency: "USD"}, money.Ratio{Num: 172, Den: 10}, money.Whole(7_224)},
		{money.Money{Value: money.Ratio{Num: 1, Den: 3}, Currency: "USD"}, money.One, money.Ratio{Num: 100, Den: 3}},
	} {
		if got, ok := c.m.Centavos(c.fx); !ok || got.Cmp(c.want) != 0 {
			t.Errorf("%s at %s is %s centavos, want %s", c.m, c.fx, got, c.want)
		}
	}
	if _, ok := (money.Money{Value: money.Whole(highest)}).Centavos(money.One); ok {
		t.Error("the highest number of pesos fits into centavos")
	}
	if _, ok := (money.Money{Value: money.Whole(highest)}).Centavos(money.Whole(2)); ok {
		t.Error("twice the highest number of pesos fits")
	}
}

// whole draws numbers that overflow often.
var whole = rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1000, 1000), rapid.SampledFrom([]int64{lowest, lowest + 1, highest - 1, highest, 1 << 62, 1<<32 - 1, 1 << 32}))

func ratio(t *rapid.T, name string) (money.Ratio, *big.Rat) {
	r := money.Ratio{Num: whole.Draw(t, name), Den: max(whole.Draw(t, name+" over"), 1)}
	return r, big.NewRat(r.Num, r.Den)
}

// fits tells whether x is the ratio that it must be: given where it fits in
// lowest terms, and exact in any case.
func fits(t *rapid.T, what string, got money.Ratio, ok bool, x *big.Rat) {
	if want := x.Num().IsInt64() && x.Denom().IsInt64(); ok != want {
		t.Fatalf("%s: ok is %v for %s", what, ok, x)
	}
	if ok && (got.Den <= 0 || big.NewRat(got.Num, got.Den).Cmp(x) != 0) {
		t.Fatalf("%s is %d/%d, want %s", what, got.Num, got.Den, x)
	}
}

func TestRatiosAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, x := ratio(t, "r")
		s, y := ratio(t, "s")
		got, ok := r.Mul(s)
		fits(t, "product", got, ok, new(big.Rat).Mul(x, y))
		got, ok = r.Add(s)
		fits(t, "sum", got, ok, new(big.Rat).Add(x, y))
		got, ok = r.Sub(s)
		fits(t, "difference", got, ok, new(big.Rat).Sub(x, y))
		if y.Sign() != 0 {
			got, ok = r.Quo(s)
			fits(t, "quotient", got, ok, new(big.Rat).Quo(x, y))
		} else if _, ok := r.Quo(s); ok {
			t.Fatal("a quotient by zero")
		}
		if got, want := r.Cmp(s), x.Cmp(y); got != want {
			t.Fatalf("Cmp is %d, want %d", got, want)
		}
		fits(t, "lowest", r.Lowest(), true, x)
	})
}

// rounded is x half away from zero, by other means than the package's.
func rounded(x *big.Rat) *big.Int {
	twice := new(big.Int).Mul(x.Num(), big.NewInt(2))
	twice.Add(twice, new(big.Int).Mul(x.Denom(), big.NewInt(int64(x.Sign()))))
	return twice.Quo(twice, new(big.Int).Mul(x.Denom(), big.NewInt(2)))
}

// TestScaleAll does what Scale does one by one.
func TestScaleAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, _ := ratio(t, "r")
		amounts := make([]money.Amount, rapid.IntRange(0, 5).Draw(t, "n"))
		for i := range amounts {
			amounts[i] = money.Amount(whole.Draw(t, "amount"))
		}
		out, unfit := make([]money.Amount, len(amounts)), map[int]bool{}
		money.ScaleAll(out, amounts, r, func(i int) { unfit[i] = true })
		for i, a := range amounts {
			if want, ok := a.Scale(r); ok == unfit[i] || ok && out[i] != want {
				t.Fatalf("%d × %v: %d %v, want %d %v", a, r, out[i], !unfit[i], want, ok)
			}
		}
	})
}

// The ways through 64 and 128 bits and through big give what big gives.
func TestReckonIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sum := whole.Draw(t, "sum")
		amount, a := ratio(t, "amount")
		quantity, q := ratio(t, "quantity")
		rate, r := ratio(t, "rate")
		x := new(big.Rat).Mul(a, q)
		x.Add(x, new(big.Rat).SetInt64(sum))
		want := rounded(x.Mul(x, r))
		got, ok := money.Reckon(money.Amount(sum), amount, quantity, rate)
		fit := want.CmpAbs(big.NewInt(highest)) <= 0
		if ok != fit || ok && big.NewInt(int64(got)).Cmp(want) != 0 {
			t.Fatalf("%d, %v, want %s", got, ok, want)
		}
		scaled, ok := money.Amount(sum).Scale(rate)
		want = rounded(new(big.Rat).Mul(new(big.Rat).SetInt64(sum), r))
		if fit := want.CmpAbs(big.NewInt(highest)) <= 0; ok != fit || ok && big.NewInt(int64(scaled)).Cmp(want) != 0 {
			t.Fatalf("scaled: %d, %v, want %s", scaled, ok, want)
		}
	})
}

// What is written with so many decimals is the number rounded.
func TestFixedIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, x := ratio(t, "r")
		places := rapid.Int32Range(0, 6).Draw(t, "places")
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
		want := new(big.Rat).SetFrac(rounded(new(big.Rat).Mul(x, new(big.Rat).SetInt(power))), power)
		got, ok := new(big.Rat).SetString(r.Fixed(places))
		if !ok || got.Cmp(want) != 0 {
			t.Fatalf("%s, want %s", r.Fixed(places), want)
		}
	})
}

func BenchmarkReckon(b *testing.B) {
	rate := money.Ratio{Num: 335, Den: 1000}
	for b.Loop() {
		if _, ok := money.Reckon(22_397, money.Whole(45), money.Whole(3), rate); !ok {
			b.Fatal("overflow")
		}
	}
}

func TestWholePesos(t *testing.T) {
	for a, want := range map[money.Amount]money.Amount{
		46161: 46200, 61288: 61300, 46150: 46100, 46151: 46200, 46149: 46100, 100: 100, 0: 0, 50: 0, 51: 100, -46150: -46100, -46151: -46200,
	} {
		if got := a.WholePesos(); got != want {
			t.Errorf("%s in whole pesos is %s, want %s", a, got, want)
		}
	}
}
