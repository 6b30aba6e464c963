package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/lock"
	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// TestVerifyAfterTheProgramChanged: a file whose figures this program does not
// give from the file's own rules is told apart from one whose rules changed.
func TestVerifyAfterTheProgramChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "q.json")
	s, _, stderr := alone(t)
	if code := Run([]string{"lock", "--example", "tshirt", "--as-of", "2026-09-01", "-o", path}, s); code != 0 {
		t.Fatal(stderr)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	q, err := lock.Read(file, path)
	if err != nil {
		t.Fatal(err)
	}
	_ = file.Close()
	for i := range q.Document.Routes[0].Lines {
		if l := &q.Document.Routes[0].Lines[i]; l.Code == "courier_tax" {
			*l.Amount = "75.04"
		}
	}
	text, err := q.Write()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s, out, stderr := alone(t)
	if code := Run([]string{"verify", path}, s); code != 7 {
		t.Errorf("exit code %d, want 7", code)
	}
	if got := stderr.String(); !strings.Contains(got, "direct-mail courier_tax: 75.04, now 75.03 [E-VERIFY-PROGRAM]") || strings.Contains(got, "E-VERIFY-RULES") {
		t.Errorf("on standard error: %s", got)
	}
	if !strings.Contains(out.String(), "ok    rules in force  the same to the centavo") {
		t.Errorf("the rules have not changed:\n%s", out)
	}
}

// TestLockRefusesRulesThatChange: nothing is written where the copied rules are
// not those of the quote.
func TestLockRefusesRulesThatChange(t *testing.T) {
	s, _, _ := alone(t)
	o := &lockOptions{}
	o.settings = &config.Settings{AsOf: "2026-09-01"}
	of := new(offer.Offer)
	for name, text := range map[string]string{"price": "299", "origin": "CN", "declared_value": "500 USD"} {
		if f := of.Set(name, text); f != nil {
			t.Fatal(f)
		}
	}
	r, err := openRules(s, o.settings, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plans, err := r.plans()
	if err != nil {
		t.Fatal(err)
	}
	doc, quotes, err := documentOf(s, plans, of, r.tables.Digest, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.locked(s, r, of, doc, quotes); err != nil {
		t.Fatal(err)
	}
	r.layers = append(r.layers, table.Layer{Name: "mine", FS: fstest.MapFS{"law/prv.yaml": {Data: []byte(`table: law.prv
title: Ours
gives: {amount: money}
periods: [{from: 2026-01-01, status: enacted, confidence: high, checked: 2026-09-01, cite: {instrument: Ours}, rows: [{amount: "500 MXN"}]}]
`)}}})
	_, err = o.locked(s, r, of, doc, quotes)
	if faults := fault.From(err); len(faults) != 1 || faults[0].Code != "E-LOCK-CHANGED" || !strings.Contains(err.Error(), "prv: ") {
		t.Errorf("%v, want E-LOCK-CHANGED of prv", err)
	}
}
