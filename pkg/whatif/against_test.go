package whatif_test

import (
	"testing"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/whatif"
)

func setAgainst(t *testing.T, mail *route.Plan, o *offer.Offer, text string, perUnit bool) *whatif.Against {
	t.Helper()
	amount, f := money.ParseMoney(text, "MXN")
	if f != nil {
		t.Fatal(f)
	}
	a, f := whatif.SetAgainst(landed.Make(mail, o), o, amount, perUnit)
	if f != nil {
		t.Fatal(f)
	}
	return a
}

// TestAgainstByHand. The T-shirt in 2026: freight 93.00, V = 299/1.335 = 223.97,
// tax 75.03, handling 1.50.
func TestAgainstByHand(t *testing.T) {
	_, mail := plans(t)
	for _, c := range []struct {
		text          string
		perUnit       bool
		amount, diff  money.Amount
		left, implied money.Amount
	}{
		// 17.00 is left: 0.335 × 49.77 = 16.67 and 2 % of it 0.33; 49.78 gives 16.68 and 0.33.
		{"110", false, 11000, -5953, 1700, 4977},
		{"93", false, 9300, -7653, 0, 1}, // 0.335 × 0.01 rounds to nothing
		{"85 MXN", false, 8500, -8453, -800, 0},
		{"169.53", false, 16953, 0, 7653, 22397},
		{"10 USD", true, 16902, -51, 7602, 22249}, // 0.335 × 222.49 = 74.53 and 1.49
	} {
		a := setAgainst(t, mail, shirt(t), c.text, c.perUnit)
		if a.Amount != c.amount || a.Difference.Amount != c.diff || a.Left.Amount != c.left || a.Implied.Amount != c.implied || !a.Implied.Known {
			t.Errorf("%s: amount %v, difference %v, left %v, implied %v; want %v, %v, %v, %v",
				c.text, a.Amount, a.Difference, a.Left, a.Implied, c.amount, c.diff, c.left, c.implied)
		}
	}
	two := setAgainst(t, mail, shirt(t, "units_per_order", "2"), "80", true)
	if two.Amount != 16000 {
		t.Errorf("80 a unit is %v for a parcel of two", two.Amount)
	}
}

// TestAgainstScan: the implied value is the largest centavo that fits, also
// where the charges fall at the end of a band: USMCA parcels are exempt up to
// USD 50, and pay 17 % to 117 and 19 % above.
func TestAgainstScan(t *testing.T) {
	_, mail := plans(t)
	for _, o := range []*offer.Offer{
		shirt(t), shirt(t, "origin", "US", "price", "2600"), shirt(t, "origin", "US", "price", "2600", "units_per_order", "2"),
		shirt(t, "origin", "JP", "price", "150"),
	} {
		for _, text := range []string{"80", "94.54", "95", "110", "200", "231.93", "232", "300", "450", "487", "700", "5000"} {
			a := setAgainst(t, mail, o, text, false)
			want := money.Amount(0)
			for v := range a.Value.Amount + 1 {
				if charges(t, o, v) <= a.Left.Amount {
					want = v
				}
			}
			if a.Implied.Amount != want {
				t.Errorf("%s of %s: implied %v, the scan finds %v", text, a.Value.Amount, a.Implied.Amount, want)
			}
		}
	}
}

// charges reckons tax, DTA and handling on a customs value, from the facts.
func charges(t *testing.T, o *offer.Offer, value money.Amount) money.Amount {
	t.Helper()
	fx := int64(169018) // USD in ten-thousandths of a peso
	cents := (int64(value)*10000 + fx/2) / fx
	origin, _ := o.Get(offer.Origin)
	pct, due := int64(335), false // in thousandths
	switch {
	case origin.Text == "US" && cents <= 5000:
		pct, due = 0, true
	case origin.Text == "US" && cents <= 11700:
		pct = 170
	case origin.Text == "US":
		pct = 190
	case origin.Text == "JP" && cents <= 100:
		pct, due = 0, true
	}
	tax := (int64(value)*pct + 500) / 1000
	sum := tax + (tax*2+50)/100
	if due {
		sum += 154 // 461.61 / 300
	}
	return money.Amount(sum)
}

// TestAgainstUnknown: without a freight nothing is implied.
func TestAgainstUnknown(t *testing.T) {
	_, mail := plans(t)
	o := &offer.Offer{}
	for name, text := range map[string]string{"origin": "CN", "declared_value": "20 USD"} {
		if f := o.Set(name, text); f != nil {
			t.Fatal(f)
		}
	}
	a := setAgainst(t, mail, o, "110", false)
	if a.Implied.Known || a.Own.Known || a.Left.Known || !a.Tax.Known {
		t.Errorf("%+v", a)
	}
	if _, ok := a.Share(); ok {
		t.Error("a share of what is not known")
	}
	q := landed.Make(mail, shirt(t))
	if _, f := whatif.SetAgainst(q, shirt(t), money.Money{Value: money.One, Currency: "EUR"}, false); f == nil || f.Code != "E-CURRENCY-RATE" {
		t.Errorf("euros: %v", f)
	}
	q.Units = money.Ratio{}
	if _, f := whatif.SetAgainst(q, shirt(t), money.Money{Value: money.One, Currency: "MXN"}, true); f == nil || f.Code != "E-AGAINST-UNITS" {
		t.Errorf("without units: %v", f)
	}
}
