package table_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// mine is laid over the table bands.
const mine = `table: law.b
title: Mine
gives: {how: text, due: flag, rate: fraction}
periods:
  - from: 2026-01-01
    to: 2026-01-31
` + head + `    rows: [{origin: CN, how: mine, rate: "0.7"}]
`

func TestUpperLayersComeFirst(t *testing.T) {
	under := layer("embedded", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group})
	over := layer("my/rules", map[string]string{"law/b.yaml": mine})
	top := layer("top", map[string]string{"law/b.yaml": strings.NewReplacer("0.7", "0.8", "CN", "VN").Replace(mine)})
	set := open(t, under, over, top)
	for _, c := range []struct{ date, origin, want, layer, file string }{
		{"2026-01-01", "CN", "0.7", "my/rules", "my/rules/law/b.yaml"},
		{"2026-01-31", "CN", "0.7", "my/rules", "my/rules/law/b.yaml"},
		{"2026-01-31", "VN", "0.8", "top", "top/law/b.yaml"},
		{"2025-12-31", "CN", "1/3", "embedded", "embedded/law/b.yaml"},
		{"2026-02-01", "CN", "1/3", "embedded", "embedded/law/b.yaml"},
		{"2026-01-01", "JP", "1/3", "embedded", "embedded/law/b.yaml"},
	} {
		v := at(t, set, "law.b", c.date, table.Options{})
		k := offer(t, "seller=company ships_from=CN value_usd=1 origin="+c.origin)
		if got := answer(v, k); got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.date, c.origin, got, c.want)
		}
		if row := v.Match(k).Row; row.Layer != c.layer || row.File != c.file || row.Line == 0 {
			t.Errorf("%s %s: the row says it is from %s, %s:%d", c.date, c.origin, row.Layer, row.File, row.Line)
		}
	}
	if got, f := set.Table("law.b"); f != nil || got.Layer != "top" || got.Under.Under.Title != "Bands" || got.Under.Under.Under != nil || got.Columns[0].Name != "rate" {
		t.Errorf("%+v, %v", got, f)
	}
}

func TestUpperLayersChangeGroups(t *testing.T) {
	over := strings.NewReplacer("2020-07-01", "2026-01-01", "[{origin: [US, CA], member: \"1\"}]", "[{origin: CA, member: \"0\"}, {origin: CL, member: \"1\"}]").Replace(group)
	set := open(t, layer("embedded", map[string]string{"law/group.usmca.yaml": group}), layer("mine", map[string]string{"law/group.usmca.yaml": over}))
	for date, want := range map[string][3]bool{"2025-12-31": {true, true, false}, "2026-01-01": {true, false, true}} {
		cond := table.Cond{Key: table.KeyOrigin, Texts: []string{"usmca"}}
		if f := set.Resolve(&cond, day(t, date)); f != nil {
			t.Fatal(f)
		}
		for i, country := range []string{"US", "CA", "CL"} {
			if yes, _ := cond.Holds(offer(t, "origin="+country), nil); yes != want[i] {
				t.Errorf("%s %s: %v", date, country, yes)
			}
		}
	}
}

func TestAFolderLiesOverASet(t *testing.T) {
	under := layer("embedded", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group})
	over := layer("mine", map[string]string{"law/b.yaml": mine})
	k := offer(t, "seller=company ships_from=CN value_usd=1 origin=CN")
	alone, both := at(t, open(t, under), "law.b", "2026-01-01", table.Options{}), at(t, open(t, under, over), "law.b", "2026-01-01", table.Options{})
	if a, b := answer(alone, k), answer(both, k); a != "1/3" || b != "0.7" {
		t.Errorf("got %s and %s", a, b)
	}
	wrong := layer("mine", map[string]string{"law/b.yaml": strings.Replace(mine, "0.7", "x", 1)})
	if _, err := table.Open(under, wrong); len(fault.From(err)) != 1 {
		t.Error(err)
	}
}

func TestFaultsOfUpperLayers(t *testing.T) {
	under := layer("embedded", map[string]string{"law/b.yaml": bands, "law/group.usmca.yaml": group, "costs/c.yaml": card})
	gapped := mine + strings.Replace(from(mine, "  - from"), "from: 2026-01-01\n    to: 2026-01-31", "from: 2026-03-01", 1)
	for _, c := range []struct{ name, file, text, want string }{
		{"other columns", "law/b.yaml", strings.Replace(mine, "rate: fraction", "rate: number", 1), "r/law/b.yaml:3 E-TABLE-GIVES"},
		{"fewer columns", "law/b.yaml", strings.NewReplacer("how: text, ", "", "how: mine, ", "").Replace(mine), "r/law/b.yaml:3 E-TABLE-GIVES"},
		{"gaps are allowed", "law/b.yaml", gapped, ""},
		{"a group of the layer below", "law/b.yaml", strings.Replace(mine, "CN", "usmca", 1), ""},
		{"the divisor of the layer below", "costs/c.yaml", strings.Replace(card, "billable: {divisor: \"5000\"}\n", "", 1), ""},
		{"a divisor of one's own", "costs/c.yaml", strings.Replace(card, "billable_kg: \"[0,1]\"", "order_kg: \"[0,1]\"", 1), ""},
		{"a table of one's own", "costs/mine.yaml", strings.Replace(card, "cost.c", "cost.mine", 1), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			over := layer("r", map[string]string{c.file: c.text})
			_, err := table.Open(under, over)
			if got := strings.Join(brief(fault.From(err)), ", "); got != c.want {
				t.Errorf("open: got %q, want %q", got, c.want)
			}
			if got := strings.Join(brief(table.Lint(over, open(t, under))), ", "); got != c.want {
				t.Errorf("lint: got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRowsLaidByAFlag(t *testing.T) {
	files := map[string]string{"costs/c.yaml": card, "law/d.yaml": dated}
	set := open(t, layer("embedded", files))
	usd := table.Cell{Num: number(t, "99"), Text: "USD"}
	laid := set.Lay("cost.c", "--line", table.Row{Cells: []table.Cell{usd}, From: day(t, "2030-01-01"), To: table.Forever})
	laid = laid.Lay("law.d", "--set", table.Row{Cells: []table.Cell{{Num: number(t, "0.9")}}, From: day(t, "2027-01-01"), To: day(t, "2027-12-31")})
	for _, c := range []struct{ id, date, before, after string }{
		{"cost.c", "2026-06-01", "20", "99"}, // a cost holds at every date
		{"law.d", "2026-12-31", "0.3", "0.3"},
		{"law.d", "2027-01-01", "", "0.9"},
	} {
		if got, f := set.At(c.id, day(t, c.date), table.Options{}); c.before != "" && answer(got, offer(t, "")) != c.before || (f != nil) != (c.before == "") {
			t.Errorf("%s %s: the set has changed: %v", c.id, c.date, f)
		}
		v := at(t, laid, c.id, c.date, table.Options{})
		if got := answer(v, offer(t, "")); got != c.after {
			t.Errorf("%s %s: got %s, want %s", c.id, c.date, got, c.after)
		}
	}
	if _, f := laid.At("law.d", day(t, "2028-01-01"), table.Options{}); f == nil || f.Code != table.Uncovered {
		t.Errorf("a laid row covers its own dates only: %v", f)
	}
	row := at(t, laid, "cost.c", "2026-06-01", table.Options{}).Match(offer(t, "")).Row
	if row.Layer != "--line" || row.From.String() != "2030-01-01" || row.Period == nil {
		t.Errorf("%+v", row)
	}
	if laid.Digest() != set.Digest() {
		t.Error("rows of a flag are not part of the digest")
	}
	always := set.Lay("law.d", "--set", table.Row{Cells: []table.Cell{{Num: number(t, "0.9")}}})
	if got := answer(at(t, always, "law.d", "1990-01-01", table.Options{}), offer(t, "")); got != "0.9" {
		t.Error(got)
	}
	if _, f := set.Lay("cost.none", "--line", table.Row{}).At("cost.none", 0, table.Options{}); f == nil || f.Code != "E-TABLE-UNKNOWN" {
		t.Error(f)
	}
}

func TestIDs(t *testing.T) {
	set := open(t, layer("embedded", rules()), layer("r", map[string]string{"costs/a.b.yaml": strings.Replace(card, "cost.c", "cost.a.b", 1), "law/x.yaml": law}))
	if got, want := set.IDs(), []string{"cost.a.b", "cost.y", "law.group.usmca", "law.x"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDigest(t *testing.T) {
	files := rules()
	files["routes/a.yaml"] = "route: a\n"
	digest := open(t, layer("one", files)).Digest()
	if len(digest) != len("sha256:")+64 || !strings.HasPrefix(digest, "sha256:") {
		t.Fatal(digest)
	}
	if open(t, layer("other name", files)).Digest() != digest {
		t.Error("the digest depends on the layer's name")
	}
	files["README.md"], files["law/.x.swp"], files["examples/a.yaml"] = "x", "x", "x"
	if open(t, layer("one", files)).Digest() != digest {
		t.Error("the digest depends on what is no rule")
	}
	empty := layer("none", map[string]string{"law/notes.txt": "x"})
	if open(t, layer("one", files), empty).Digest() != digest {
		t.Error("the digest depends on a layer without rules")
	}
	for _, name := range []string{"law/x.yaml", "costs/y.csv", "routes/a.yaml"} {
		changed := rules()
		changed["routes/a.yaml"] = "route: a\n"
		changed[name] += "\n"
		if open(t, layer("one", changed)).Digest() == digest {
			t.Errorf("%s changes nothing", name)
		}
	}
}

func TestPrepareReadsWhatIsReadLater(t *testing.T) {
	read := counting{FS: layer("x", rules()).FS, times: map[string]int{}, lock: new(sync.Mutex)}
	set := open(t, table.Layer{Name: "embedded", FS: read})
	if read.times["law/x.yaml"] != 0 {
		t.Error("a table is read before it is asked for")
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { set.Prepare(append(set.IDs(), "law.none")) })
		all.Go(func() {
			if _, f := set.Table("law.x"); f != nil {
				t.Error(f)
			}
		})
	}
	all.Wait()
	for _, name := range []string{"law/x.yaml", "law/group.usmca.yaml", "costs/y.yaml", "costs/y.csv"} {
		if n := read.times[name]; n != 1 {
			t.Errorf("%s was read %d times", name, n)
		}
	}
	set.Prepare(nil)
}

// counting counts how often a file is opened.
type counting struct {
	fs.FS
	times map[string]int
	lock  *sync.Mutex
}

func (c counting) Open(name string) (fs.File, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.times[name]++
	return c.FS.Open(name)
}

// Stat keeps fs.Stat from opening the file.
func (c counting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func TestUnreadableFolders(t *testing.T) {
	_, err := table.Open(layer("embedded", rules()), table.Layer{Name: "gone", FS: failing{}})
	faults := fault.From(err)
	if len(faults) == 0 || faults[0].Code != "E-READ" || !errors.Is(faults[0], errGone) {
		t.Error(err)
	}
	files := rules()
	delete(files, "costs/y.csv")
	files["costs/y.csv/z"] = "a folder"
	if got, want := brief(table.Lint(layer("r", files), nil)), []string{"r/costs/y.csv E-TABLE-FILE", "r/costs/y.csv E-READ"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

var errGone = errors.New("gone")

type failing struct{}

func (failing) Open(string) (fs.File, error) { return nil, errGone }
