package lock_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"aduana/pkg/fault"
	"aduana/pkg/lock"
	"aduana/pkg/report"
	"aduana/pkg/table"
)

// TestCompare: lines come first, in their order, and what differs is said in
// words where it is no amount.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(now *report.Document)
		want   string
	}{
		{"nothing", func(*report.Document) {}, ""},
		{"a line and what follows", func(d *report.Document) {
			d.Routes[0].Totals.Margin = text("1.00")
			d.Routes[0].Lines[1].Amount = text("78.00")
			d.Best = text("direct-mail")
		}, "direct-mail courier_tax: 75.03, now 78.00; direct-mail totals.margin: 2.00, now 1.00; best: unknown, now direct-mail"},
		{"a line that is unknown now", func(d *report.Document) { d.Routes[0].Lines[0].Amount = nil }, "direct-mail price: 299.00, now unknown"},
		{"a line that applies now", func(d *report.Document) { d.Routes[0].Lines[2].Applied = true }, "direct-mail dta: does not apply, now 0.00"},
		{"a line less", func(d *report.Document) { d.Routes[0].Lines = d.Routes[0].Lines[:2] }, "direct-mail dta: does not apply, now not there"},
		{"a line more", func(d *report.Document) {
			l := d.Routes[0].Lines
			d.Routes[0].Lines = []report.Line{l[0], {Code: "green_tax", Applied: true, Amount: text("1.00")}, l[1], l[2]}
		}, "direct-mail green_tax: not there, now 1.00"},
		{"a route less", func(d *report.Document) { d.Routes = nil },
			"direct-mail feasible: can be used, now not there; direct-mail price: 299.00, now not there; direct-mail courier_tax: 75.03, now not there; direct-mail dta: does not apply, now not there"},
		{"a route barred", func(d *report.Document) { d.Routes[0].Feasible, d.Routes[0].Barred = false, "refused" }, "direct-mail feasible: can be used, now refused"},
		{"a rate", func(d *report.Document) { d.FX[0].Rate = "17.2" }, "fx.USD/MXN: 17 of 2026-09-01, now 17.2 of 2026-09-01"},
		{"a total that was not known", func(d *report.Document) { d.Routes[0].Totals.Cash = text("1.00") }, ""},
		{"a text", func(d *report.Document) {
			d.Routes[0].Lines[0].Title, d.Rules.Digest, d.Tool.Version = "Preis", "x", "9"
		}, ""},
	} {
		of := func() *report.Document {
			d := &small().Document
			d.FX = []report.Rate{{Pair: "USD/MXN", Rate: "17", Date: "2026-09-01"}}
			d.Routes[0].Totals.Margin = text("2.00")
			return d
		}
		now := of()
		c.change(now)
		var got []string
		for _, d := range lock.Compare(of(), now).Differences {
			got = append(got, d.String())
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, "; "), c.want)
		}
	}
}

func TestChanges(t *testing.T) {
	was := []lock.Rules{{Layer: "embedded", Files: map[string]string{"law/vat.yaml": "a", "law/prv.yaml": "b", "routes/r.yaml": "c", "law/tariff.csv": "d"}}}
	now := []lock.Rules{
		{Layer: "embedded", Files: map[string]string{"law/vat.yaml": "a", "routes/r.yaml": "C", "law/tariff.csv": "D"}},
		{Layer: "rules", Files: map[string]string{"costs/fx.yaml": "e"}},
	}
	want := "[{embedded law/prv.yaml law.prv removed} {embedded law/tariff.csv law.tariff changed} {embedded routes/r.yaml  changed} {rules costs/fx.yaml cost.fx added}]"
	if got := fmt.Sprint(lock.Changes(was, now)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := lock.Changes(was, was); got == nil || len(got) != 0 {
		t.Errorf("of the same rules: %v", got)
	}
}

// TestReaderNotesWhatIsRead: a copy holds rules alone, gives them unchanged,
// and knows which were read; groups of countries are kept whether read or not.
func TestReaderNotesWhatIsRead(t *testing.T) {
	files := fstest.MapFS{
		"law/vat.yaml": {Data: []byte("vat")}, "law/prv.yaml": {Data: []byte("prv")}, "law/group.eu.yaml": {Data: []byte("eu")},
		"notes.yaml": {Data: []byte("not a rule")}, "law/read.me": {Data: []byte("nor this")},
	}
	rules, err := lock.Copy([]table.Layer{{Name: "one", FS: files}, {Name: "none", FS: fstest.MapFS{}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(rules), "[{one map[law/group.eu.yaml:eu law/prv.yaml:prv law/vat.yaml:vat]}]"; got != want {
		t.Errorf("copied %s, want %s", got, want)
	}
	r := lock.NewReader(rules)
	layer := r.Layers()[0]
	if text, err := fs.ReadFile(layer.FS, "law/vat.yaml"); layer.Name != "one" || err != nil || string(text) != "vat" {
		t.Errorf("layer %s gives %q, %v", layer.Name, text, err)
	}
	if _, err := layer.FS.Open("law/vat.yaml"); err != nil {
		t.Error(err)
	}
	if got, want := fmt.Sprint(r.Used()), "[{one map[law/group.eu.yaml:eu law/vat.yaml:vat]}]"; got != want {
		t.Errorf("used %s, want %s", got, want)
	}
}

func TestCopySaysWhatCannotBeRead(t *testing.T) {
	_, err := lock.Copy([]table.Layer{{Name: "one", FS: fstest.MapFS{"law/vat.yaml": {Mode: fs.ModeDevice}}}}, nil)
	if faults := fault.From(err); len(faults) != 1 || faults[0].Code != "E-READ" {
		t.Errorf("%v, want E-READ", err)
	}
}
