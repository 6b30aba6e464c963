package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"aduana/pkg/report"
)

func timeline(t *testing.T, args ...string) *report.Timeline {
	t.Helper()
	tl := &report.Timeline{}
	if err := json.Unmarshal([]byte(answered(t, append([]string{"timeline", "--format", "json"}, args...)...)), tl); err != nil {
		t.Fatal(err)
	}
	return tl
}

// TestTimelineOfTheTShirt: the dates are those of the law, each cites it, and
// the better way flips where small parcels lost their exemption. Expected from
// the facts: V = 299, 299/1.19, 299/1.335; IGI is 25 and 35 % of 55.05.
func TestTimelineOfTheTShirt(t *testing.T) {
	const courier, tariff, dta, courierDTA, prv, platform = "law.courier", "law.tariff", "law.dta", "law.dta_courier", "law.prv", "law.platform"
	tl := timeline(t, "--example", "tshirt", "--as-of", "2026-09-01")
	want := []struct {
		date, best, mailTaxes, localTaxes string
		law                               []string // table and instrument
		changed                           []string // lines that changed, with the amount
	}{
		{"2010-01-01", "-", "1.1700", "-", []string{
			"law.flags LIGIE and its annexes, in the Base Única of SNICE of 2026-03-30", "law.admission LIGIE; Ley del IEPS; RGCE",
			"law.courier RGCE 2018 and its amendments", "law.dta_courier Ley Federal de Derechos", "law.credit.services Ley del IVA", "law.vat_fees Ley del IVA", "law.platform_abroad Ley del IVA",
		}, nil},
		{"2020-07-01", "-", "1.1700", "-", []string{courier + " RGCE 2020"}, []string{"customs_value 299.0000", "courier_tax 0.0000", "dta 1.1700"}},
		{"2023-01-01", "-", "1.3600", "-", []string{courierDTA + " Ley Federal de Derechos"}, []string{"dta 1.3600", "returns.goods 16.3100", "capital.goods 2.0300"}},
		{"2024-01-01", "-", "1.4200", "-", []string{courierDTA + " Ley Federal de Derechos"}, []string{"dta 1.4200"}},
		{"2024-04-23", "direct-mail", "1.4200", "25.2828", []string{tariff + " Decrees of 2024-04-22 and 2024-12-19, inferred from the rate of 2026"}, []string{"igi 13.7622"}},
		{"2024-12-20", "direct-mail", "1.4200", "31.6685", []string{tariff + " Decrees of 2024-04-22 and 2024-12-19, inferred from the rate of 2026"}, []string{"igi 19.2671", "import_vat 11.9610"}},
		{"2025-01-01", "local-warehouse", "47.7400", "31.6685", []string{courier + " RGCE 2025", dta + " Ley Federal de Derechos", prv + " RGCE 2025", platform + " Ley del IVA; Ley del ISR; RMF"},
			[]string{"customs_value 251.2600", "courier_tax 47.7400", "dta -", "handling 0.9500"}},
		{"2025-08-15", "local-warehouse", "75.0300", "31.6685", []string{courier + " RGCE 2025, 4th Resolution"}, []string{"customs_value 223.9700", "courier_tax 75.0300", "handling 1.5000"}},
		{"2026-01-01", "local-warehouse", "75.0300", "31.6685", []string{
			courier + " RGCE 2026", tariff + " LIGIE with the decree of 2025-12-29, in the Base Única of SNICE of 2026-03-30",
			dta + " Ley Federal de Derechos; amounts of RMF 2026, Annex 4", prv + " RGCE 2026", platform + " Ley de Ingresos de la Federación 2026",
		}, []string{"courier_tax 75.0300", "prv 0.1750", "vat_withheld 20.6207", "isr_withheld 6.4440", "vat_favour 8.7054"}},
	}
	var dates []string
	for _, m := range tl.Entries {
		dates = append(dates, m.Date)
	}
	if len(tl.Entries) != len(want) {
		t.Fatalf("entries on %v", dates)
	}
	show := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	for i, w := range want {
		m := tl.Entries[i]
		if m.Date != w.date || show(m.Best) != w.best || show(m.Routes[0].TotalsPerUnit.ImportTaxes) != w.mailTaxes || show(m.Routes[1].TotalsPerUnit.ImportTaxes) != w.localTaxes {
			t.Errorf("%s: best %s, import taxes %s and %s; want %s: %s, %s and %s", m.Date, show(m.Best),
				show(m.Routes[0].TotalsPerUnit.ImportTaxes), show(m.Routes[1].TotalsPerUnit.ImportTaxes), w.date, w.best, w.mailTaxes, w.localTaxes)
		}
		if m.Flipped != (w.date == "2025-01-01") {
			t.Errorf("%s: flipped is %v", m.Date, m.Flipped)
		}
		var law []string
		for _, r := range m.Law {
			law = append(law, r.Table+" "+r.Cite.Instrument)
			if i > 0 && r.From != m.Date {
				t.Errorf("%s: %s is from %s", m.Date, r.Table, r.From)
			}
		}
		if fmt.Sprint(law) != fmt.Sprint(w.law) {
			t.Errorf("%s: law\n%s\nwant\n%s", m.Date, strings.Join(law, "\n"), strings.Join(w.law, "\n"))
		}
		changed := map[string]bool{}
		for _, r := range m.Changes {
			for _, l := range r.Lines {
				changed[l.Code+" "+show(l.After)] = true
			}
		}
		for _, c := range w.changed {
			if !changed[c] {
				t.Errorf("%s: %s is not among %v", m.Date, c, changed)
			}
		}
	}
	// A date whose law is not there says so.
	if r := tl.Entries[0].Routes[1]; r.Feasible || !strings.Contains(r.Reason, "law.dta says nothing of 2010-01-01") {
		t.Errorf("%+v", r)
	}
}

// TestTimelineIsWhole: the day before an entry is as the entry before it left
// it, so no date on which something changed is missing; and costs are still.
func TestTimelineIsWhole(t *testing.T) {
	for _, example := range examples() {
		tl := timeline(t, "--example", example, "--as-of", "2026-09-01", "--allow-projected")
		for i := 1; i < len(tl.Entries); i++ {
			m := tl.Entries[i]
			for _, c := range m.Changes {
				var before *report.MomentRoute
				for j := range tl.Entries[i-1].Routes {
					if r := &tl.Entries[i-1].Routes[j]; r.ID == c.ID {
						before = r
					}
				}
				for _, total := range c.Totals {
					if total.Code == "margin" && fmt.Sprint(text(total.Before)) != fmt.Sprint(text(before.TotalsPerUnit.Margin)) {
						t.Errorf("%s, %s: %s is %s the day before, and was %s", example, m.Date, total.Code, text(total.Before), text(before.TotalsPerUnit.Margin))
					}
				}
				for _, l := range c.Lines {
					if l.Code == "goods" || l.Code == "freight" || l.Code == "commission" || l.Code == "delivery" {
						t.Errorf("%s, %s: %s changed, which is no law", example, m.Date, l.Code)
					}
				}
			}
		}
		if len(tl.Entries) < 6 {
			t.Errorf("%s: %d entries", example, len(tl.Entries))
		}
	}
}

func text(s *string) string {
	if s == nil {
		return "unknown"
	}
	return *s
}

// TestTimelineOfAGroup: goods of a country that joins a treaty are touched on
// that day, and the treaty is cited.
func TestTimelineOfAGroup(t *testing.T) {
	tl := timeline(t, "--example", "tshirt", "--as-of", "2026-09-01", "--origin", "GB", "--origin-certificate", "true", "--from", "2024-06-01", "--to", "2024-12-31")
	for _, m := range tl.Entries {
		if m.Date != "2024-12-15" {
			continue
		}
		if len(m.Law) == 0 || m.Law[len(m.Law)-1].Table != "law.group.cptpp" || m.Law[len(m.Law)-1].From != "2024-12-15" {
			t.Errorf("law: %+v", m.Law)
		}
		for _, c := range m.Changes {
			for _, l := range c.Lines {
				if l.Code == "igi" && text(l.After) == "0.0000" && text(l.Before) == "13.7622" {
					return
				}
			}
		}
		t.Errorf("the duty did not fall: %+v", m.Changes)
	}
	t.Errorf("no entry on 2024-12-15: %+v", tl.Entries)
}
