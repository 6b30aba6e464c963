package landed

import (
	"slices"
	"testing"

	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// TestKeysAndFieldsAgree: a condition takes the words that the field of the
// offer takes, and every key has an answer.
func TestKeysAndFieldsAgree(t *testing.T) {
	reckoned := []table.Key{
		table.KeyFlag, table.KeyStock, table.KeyCurrency, table.KeyValueUSD, table.KeyPrice, table.KeyBillableKg, table.KeyOrderKg,
		table.KeyUnitLitres, table.KeyMonthlySales, table.KeyMonthlyOrders,
	}
	for _, name := range table.KeyNames() {
		k, _ := table.KeyByName(name)
		f, ok := keyFields[k]
		if !ok {
			if !slices.Contains(reckoned, k) {
				t.Errorf("nothing answers %s", name)
			}
			continue
		}
		spec := f.Spec()
		if spec.Kind == offer.Word && !slices.Equal(k.Words(), spec.Choices) {
			t.Errorf("%s takes %v, the field %v", name, k.Words(), spec.Choices)
		}
	}
}
