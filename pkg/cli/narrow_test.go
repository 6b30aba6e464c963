package cli

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestAnswersFitEightyColumns: what people read fits a narrow terminal, and a
// pipe gets no colour.
func TestAnswersFitEightyColumns(t *testing.T) {
	const dir = "../../testdata/examples"
	offer := []string{"--example", "sneakers", "--as-of", "2026-09-01"}
	for _, c := range [][]string{
		append([]string{"explain", "price", "igi", "anti_dumping", "courier_tax", "customs_value", "capital", "margin", "margin_pct", "vat.due"}, offer...),
		append([]string{"explain", "--all", "--format", "table"}, offer...),
		append([]string{"explain", "seller"}, offer...),
		{"explain", "codes"},
		{"explain", "E-HS", "W-STALE-FX", "R-NEEDS"},
		{"rules", "list", "--as-of", "2027-03-01"},
		{"rules", "list", "--rules", dir + "/rules"},
		{"rules", "show", "law.courier"},
		{"rules", "show", "cost.commission", "--rules", dir + "/rules"},
		{"rules", "show", "law.tariff", "--hs", "64"},
		{"rules", "show", "local-warehouse"},
		{"rules", "diff", "--from", "2024-01-01", "--to", "2026-09-01", "--example", "sneakers"},
		{"rules", "diff", dir + "/rules", "--example", "sneakers"},
		{"rules", "lint", dir + "/rules"},
	} {
		var out, complaints strings.Builder
		s := &Streams{
			In: strings.NewReader(""), Out: &out, Err: &complaints, Now: func() time.Time { return time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC) },
			Env: func(string) (string, bool) { return "", false }, Terminal: func() (int, bool) { return 80, false },
		}
		if code := Run(c, s); code != 0 {
			t.Errorf("%v: exit code %d: %s", c, code, complaints.String())
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("%v: colour in a pipe", c)
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := utf8.RuneCountInString(line); n > 80 && !strings.Contains(line, dir) {
				t.Errorf("%v: a line of %d columns: %s", c, n, line)
			}
			if strings.HasSuffix(line, " ") {
				t.Errorf("%v: a line ends in a blank: %q", c, line)
			}
		}
	}
}
