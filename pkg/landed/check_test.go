package landed

import (
	"testing"

	"aduana/pkg/offer"
)

// TestMoneyFields: a new field of money is checked for its currency too.
func TestMoneyFields(t *testing.T) {
	var want []offer.Field
	for _, s := range offer.Specs() {
		if s.Kind == offer.Money {
			want = append(want, s.Field)
		}
	}
	if len(want) != len(moneyFields) {
		t.Fatalf("fields of money are %v, checked are %v", want, moneyFields)
	}
	for i := range want {
		if want[i] != moneyFields[i] {
			t.Errorf("fields of money are %v, checked are %v", want, moneyFields)
		}
	}
}
