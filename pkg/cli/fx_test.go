package cli

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aduana/pkg/banxico"
	"aduana/pkg/money"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/seeds"

	"pgregory.net/rapid"
)

const sieToken = "a-token-that-nobody-may-see"

// run runs a command line in a folder, at noon of 2026-11-24 in Mexico City.
func run(t *testing.T, dir string, env map[string]string, base string, args ...string) (code int, out, errs string) {
	t.Helper()
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	code = Run(args, &Streams{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Version: "test",
		Now:      func() time.Time { return time.Date(2026, 11, 24, 18, 0, 0, 0, time.UTC) },
		Env:      func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		Dir:      dir,
		Terminal: func() (int, bool) { return 0, false },
		Banxico:  banxico.Client{Base: base, Pause: func(context.Context, time.Duration) error { return nil }},
	})
	return code, stdout.String(), stderr.String()
}

// sie answers as the web service does, to the one token.
func sie(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Bmx-Token") != sieToken:
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/series/SF43718,SF290383/datos/oportuno":
			_, _ = io.WriteString(w, `{"bmx":{"series":[{"idSerie":"SF43718","titulo":"FIX","datos":[{"fecha":"23/11/2026","dato":"17.1234"}]},`+
				`{"idSerie":"SF290383","titulo":"Yuan","datos":[{"fecha":"20/11/2026","dato":"2.4101"}]}]}}`)
		case r.URL.Path == "/series/SF43718,SF290383/datos/2026-10-19/2026-11-02":
			_, _ = io.WriteString(w, `{"bmx":{"series":[{"idSerie":"SF43718","titulo":"FIX","datos":[{"fecha":"30/10/2026","dato":"17.0500"},{"fecha":"02/11/2026","dato":"N/E"}]},`+
				`{"idSerie":"SF290383","titulo":"Yuan","datos":[{"fecha":"30/10/2026","dato":"2.3900"}]}]}}`)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestFetch: rates arrive in the folder with their dates, and the quote uses
// them. The token comes from three places and is shown in none.
func TestFetch(t *testing.T) {
	base := sie(t)
	for name, c := range map[string]struct {
		env  map[string]string
		file string
	}{
		"ADUANA_BANXICO_TOKEN": {env: map[string]string{"ADUANA_BANXICO_TOKEN": sieToken}},
		"BMX_TOKEN":            {env: map[string]string{"BMX_TOKEN": sieToken}},
		"settings":             {file: "banxico_token: " + sieToken + "\nrules: rules\n"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if c.file != "" {
				if err := os.WriteFile(filepath.Join(dir, "aduana.yaml"), []byte(c.file), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			code, out, errs := run(t, dir, c.env, base, "fx", "fetch", "--rules", "rules")
			if code != 0 || errs != "" || !strings.Contains(out, "1 USD = 17.1234 MXN  2026-11-23") || !strings.Contains(out, "1 CNY = 2.4101 MXN   2026-11-20") {
				t.Fatalf("exit %d\n%s%s", code, out, errs)
			}
			text, err := os.ReadFile(filepath.Join(dir, "rules", "costs", "fx.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			_, shown, _ := run(t, dir, c.env, base, "fx", "show", "--rules", "rules", "--format", "csv")
			if want := "CNY,2.4101,1 CNY = 2.4101 MXN,2026-11-20,4,medium,\"Banco de México, for information, SIE series SF290383\",rules\n" +
				"USD,17.1234,1 USD = 17.1234 MXN,2026-11-23,1,high,\"Banco de México, FIX, SIE series SF43718\",rules\n"; !strings.HasSuffix(shown, want) {
				t.Errorf("got %s\nwant %s", shown, want)
			}
			if strings.Contains(out+errs+string(text)+shown, sieToken) {
				t.Error("the token is shown")
			}
		})
	}
}

func TestFetchOfADay(t *testing.T) {
	dir := t.TempDir()
	code, out, errs := run(t, dir, map[string]string{"BMX_TOKEN": sieToken}, sie(t), "fx", "fetch", "--rules", "rules", "--date", "2026-11-02", "--format", "json")
	if code != 0 || !strings.Contains(out, `"direction": "1 USD = 17.05 MXN"`) || !strings.Contains(out, `"date": "2026-10-30"`) {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}

// TestFetchFails: nothing is written, and the exit code is 1.
func TestFetchFails(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, c := range map[string]struct {
		env        map[string]string
		base, want string
		exit       int
		args       []string
	}{
		"no token":    {nil, sie(t), "E-SIE-TOKEN", 1, []string{"--rules", "rules"}},
		"wrong token": {map[string]string{"BMX_TOKEN": "wrong"}, sie(t), "E-SIE-REFUSED", 1, []string{"--rules", "rules"}},
		"no network":  {map[string]string{"BMX_TOKEN": sieToken}, closed.URL, "E-SIE-NETWORK", 1, []string{"--rules", "rules"}},
		"no series":   {map[string]string{"BMX_TOKEN": sieToken}, sie(t), "E-SIE-SERIES", 1, []string{"--rules", "rules", "--date", "2020-01-01"}},
		"no folder":   {map[string]string{"BMX_TOKEN": sieToken}, sie(t), "E-IMPORT-FOLDER", 2, nil},
		"no day":      {map[string]string{"BMX_TOKEN": sieToken}, sie(t), "E-DATE", 2, []string{"--rules", "rules", "--date", "today"}},
	} {
		dir := t.TempDir()
		code, out, errs := run(t, dir, c.env, c.base, append([]string{"fx", "fetch"}, c.args...)...)
		if code != c.exit || out != "" || !strings.Contains(errs, c.want) || strings.Contains(errs, sieToken) {
			t.Errorf("%s: exit %d, want %d and %s\n%s%s", name, code, c.exit, c.want, out, errs)
		}
		if _, err := os.Stat(filepath.Join(dir, "rules")); err == nil {
			t.Errorf("%s: a folder was made", name)
		}
	}
}

// TestRatesAreWrittenAsRules: whatever rates are put in, in whatever order, the
// file is a table without fault that gives each of them on its day.
func TestRatesAreWrittenAsRules(t *testing.T) {
	under, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS, Packed: strict.Unpack(seeds.Packed)})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(newRatesFile)
		want := map[string]string{}
		for range rapid.IntRange(1, 8).Draw(t, "rates") {
			n := newRate{
				currency: rapid.SampledFrom([]string{"USD", "CNY", "EUR"}).Draw(t, "currency"), rate: money.NewRatio(rapid.Int64Range(1, 400_000).Draw(t, "rate"), 10_000),
				date: table.Date(rapid.Int32Range(20_000, 20_010).Draw(t, "day")), confidence: table.High,
				source: rapid.StringMatching(`[a-z:#"'{-][ -~äñ银]{0,20}[a-z:#"'{-]`).Draw(t, "source"), url: rapid.SampledFrom([]string{"", banxico.Service}).Draw(t, "url"),
			}
			out, fail := withRates(text, 20_010, []newRate{n})
			if fail != nil {
				t.Fatal(fail)
			}
			text, want[n.currency+" "+n.date.String()] = out, n.rate.String()+" "+n.source
		}
		layer := table.Layer{Name: "rules", FS: fstest.MapFS{"costs/fx.yaml": {Data: text}}}
		if faults := table.Lint(layer, under); faults != nil {
			t.Fatalf("%v\n%s", faults, text)
		}
		set, err := table.Open(layer)
		if err != nil {
			t.Fatal(err)
		}
		tab, fail := set.Table("cost.fx")
		if fail != nil {
			t.Fatal(fail)
		}
		for row := range tab.Own() {
			key := row.Conds[0].Texts[0] + " " + row.From.String()
			if got := row.Cells[0].Num.String() + " " + row.Cite.Instrument; got != want[key] {
				t.Fatalf("%s is %q, want %q\n%s", key, got, want[key], text)
			}
			delete(want, key)
		}
		if len(want) > 0 {
			t.Fatalf("not written: %v\n%s", want, text)
		}
	})
}

// FuzzWithRates: any file of a user is completed, or refused and left.
func FuzzWithRates(f *testing.F) {
	f.Add([]byte(newRatesFile))
	f.Add([]byte("table: cost.fx\nperiods:\n  - from: 2026-01-01\n    rows: [{currency: USD, rate: \"1\"}]\n"))
	f.Add([]byte("periods: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		n := newRate{currency: "USD", rate: money.Whole(17), date: 20_000, confidence: table.High, source: "x"}
		out, fail := withRates(text, 20_000, []newRate{n})
		if fail == nil && !bytes.Contains(out, []byte("USD")) {
			t.Fatalf("not written:\n%s", out)
		}
	})
}
