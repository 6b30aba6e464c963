package offer_test

import (
	"slices"
	"strings"
	"testing"

	"aduana/pkg/money"
	"aduana/pkg/offer"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct{ pairs, want string }{
		{"", ""},
		{"price 299 unit_cost 4.20 terms dap declared_value 500 rfc true", ""},

		{"hs 61091003", ""},
		{"hs 6109100301", ""},
		{"hs 6109.10", `hs: "610910" is not a Mexican tariff line: a heading of 6 digits has several lines, each with its own duty [E-HS]`},
		{"hs 61091003 local-warehouse.hs 6109", `local-warehouse.hs: "6109" is not a Mexican tariff line: a heading of 4 digits has several lines, each with its own duty [E-HS]`},

		{"declared_value 500 customs_basis declared", ""},
		{"declared_value 500 customs_basis retail", "customs_basis: a declared_value is given, but customs_basis is retail [E-BASIS-DECLARED]"},
		{"declared_value 500 customs_basis cost", "customs_basis: a declared_value is given, but customs_basis is cost [E-BASIS-DECLARED]"},
		{"customs_basis declared", "customs_basis: customs_basis is declared, but there is no declared_value [E-BASIS-VALUE]"},

		{"terms dap customs_basis retail", ""},
		{"terms dap customs_basis cost", ""},
		{"terms ddp customs_basis retail_ex_tax", ""},
		{"terms dap customs_basis retail_ex_tax", "customs_basis: customs_basis is retail_ex_tax, but under dap the buyer pays the tax on top of the price [E-BASIS-DAP]"},

		{"length_cm 30 width_cm 20 height_cm 5", ""},
		{"length_cm 30", "width_cm: length_cm is given without width_cm and height_cm [E-SIDES]"},
		{"width_cm 20 height_cm 5 volume_m3 0.003", "length_cm: width_cm and height_cm is given without length_cm [E-SIDES]"},

		{"volume_m3 0.5", ""},
		{"length_cm 30 width_cm 20 height_cm 5 volume_m3 0.003", ""},
		{"length_cm 30 width_cm 20 height_cm 5 volume_m3 0.00303", ""},
		{"length_cm 30 width_cm 20 height_cm 5 volume_m3 0.00297", ""},
		{"length_cm 30 width_cm 20 height_cm 5 volume_m3 0.003030000001", "volume_m3: volume_m3 is 0.003030000001, but 30 × 20 × 5 cm is a volume more than 1 % away [E-VOLUME]"},
		{"length_cm 30 width_cm 20 height_cm 5.5 volume_m3 0.003266999999", "volume_m3: volume_m3 is 0.003266999999, but 30 × 20 × 5.5 cm is a volume more than 1 % away [E-VOLUME]"},
		// Sides whose product is too fine for 64 bits.
		{"length_cm 1999.999999999999 width_cm 1999.999999999997 height_cm 1999.999999999993 volume_m3 1000", "volume_m3: volume_m3 is 1000, but 1999.999999999999 × 1999.999999999997 × 1999.999999999993 cm is a volume more than 1 % away [E-VOLUME]"},
		{"length_cm 100.000000000001 width_cm 100.000000000003 height_cm 100.000000000007 volume_m3 1", ""},

		{"units_per_shipment 10 units_per_order 10", ""},
		{"units_per_shipment 9 units_per_order 10", "units_per_shipment: units_per_shipment is 9, less than the 10 units of one order [E-UNITS]"},

		{"terms dap customs_basis retail_ex_tax length_cm 3 units_per_shipment 1 units_per_order 2",
			"customs_basis: customs_basis is retail_ex_tax, but under dap the buyer pays the tax on top of the price [E-BASIS-DAP]\n" +
				"width_cm: length_cm is given without width_cm and height_cm [E-SIDES]\n" +
				"units_per_shipment: units_per_shipment is 1, less than the 2 units of one order [E-UNITS]"},

		// A route's own values.
		{"customs_basis retail_ex_tax direct-mail.terms dap", "direct-mail.customs_basis: customs_basis is retail_ex_tax, but under dap the buyer pays the tax on top of the price [E-BASIS-DAP]"},
		{"units_per_shipment 5 units_per_order 2 a.units_per_order 6 b.units_per_order 7",
			"a.units_per_shipment: units_per_shipment is 5, less than the 6 units of one order [E-UNITS]\nb.units_per_shipment: units_per_shipment is 5, less than the 7 units of one order [E-UNITS]"},
		{"declared_value 500 direct-mail.customs_basis cost local-warehouse.rfc true", "direct-mail.customs_basis: a declared_value is given, but customs_basis is cost [E-BASIS-DECLARED]"},
		{"length_cm 30 direct-mail.rfc true", "width_cm: length_cm is given without width_cm and height_cm [E-SIDES]"}, // said once
	} {
		o := made(t, strings.Fields(c.pairs)...)
		if got := o.Check().Error(); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.pairs, got, c.want)
		}
	}
}

func TestImplied(t *testing.T) {
	for _, c := range []struct{ pairs, want string }{
		{"", "customs_basis=retail_ex_tax fulfilment=marketplace"},
		{"terms ddp", "customs_basis=retail_ex_tax fulfilment=marketplace"},
		{"terms dap", "customs_basis=retail fulfilment=marketplace"},
		{"terms dap declared_value 500", "customs_basis=declared fulfilment=marketplace"},
		{"terms dap customs_basis cost", "fulfilment=marketplace"},
		{"origin CN", "customs_basis=retail_ex_tax ships_from=CN fulfilment=marketplace"},
		{"origin CN ships_from US", "customs_basis=retail_ex_tax fulfilment=marketplace"},
		{"marketplace own-shop", "customs_basis=retail_ex_tax fulfilment=own"},
		{"marketplace amazon", "customs_basis=retail_ex_tax fulfilment=marketplace"},
		{"marketplace own-shop fulfilment marketplace customs_basis retail", ""},
	} {
		o := made(t, strings.Fields(c.pairs)...)
		before := all(o)
		var got []string
		for _, im := range o.Implied(nil) {
			got = append(got, im.Field.String()+"="+im.Value.Text)
			if im.Because == "" {
				t.Errorf("%s: no reason for %s", c.pairs, im.Field)
			}
			if s := im.Field.Spec(); s.Kind == offer.Word && !slices.Contains(s.Choices, im.Value.Text) {
				t.Errorf("%s: %s is no %s", c.pairs, im.Value.Text, s.Name)
			}
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %s, want %s", c.pairs, text, c.want)
		}
		if all(o) != before {
			t.Error("Implied changes the offer")
		}
	}
}

// A route's own values and defaults decide what is implied.
func TestImpliedOnARoute(t *testing.T) {
	o := made(t, "direct-mail.declared_value", "500", "local-warehouse.marketplace", "own-shop")
	for id, want := range map[string]string{"direct-mail": "declared marketplace", "local-warehouse": "retail_ex_tax own", "another": "retail_ex_tax marketplace"} {
		on := o.For(id)
		im := on.Implied(nil)
		if got := im[0].Value.Text + " " + im[1].Value.Text; got != want {
			t.Errorf("on %s: %s, want %s", id, got, want)
		}
	}
	on := o.For("another")
	on.Put(offer.Terms, offer.Value{Text: "dap"})
	if im := on.Implied(nil); im[0].Value.Text != "retail" || im[0].Value.Num != (money.Ratio{}) {
		t.Errorf("with a default of the route: %v", im[0])
	}
}
