package banxico_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aduana/pkg/banxico"
	"aduana/pkg/fault"
	"aduana/pkg/table"
)

const token = "0123456789abcdef-the-token"

// good is an answer as the service describes it.
const good = `{"bmx":{"series":[
 {"idSerie":"SF290383","titulo":"Yuan chino","datos":[{"fecha":"19/11/2026","dato":"2.4101"},{"fecha":"20/11/2026","dato":"N/E"}]},
 {"idSerie":"SF43718","titulo":"Tipo de cambio FIX","datos":[{"fecha":"20/11/2026","dato":"17.1234"},{"fecha":"19/11/2026","dato":"17.2000"}]}]}}`

// service is a local server that answers each question with the next handler,
// and the last one for ever.
type service struct {
	t        *testing.T
	handlers []http.HandlerFunc
	mu       sync.Mutex
	paths    []string
	paused   []time.Duration // between questions
	client   banxico.Client
}

func serve(t *testing.T, handlers ...http.HandlerFunc) *service {
	t.Helper()
	s := &service{t: t, handlers: handlers}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.Header.Get("Bmx-Token") != token || strings.Contains(r.URL.String(), token) {
			t.Errorf("asked with %s %s, token %q", r.Method, r.URL, r.Header.Get("Bmx-Token"))
		}
		s.mu.Lock()
		h := s.handlers[min(len(s.paths), len(s.handlers)-1)]
		s.paths = append(s.paths, r.URL.Path)
		s.mu.Unlock()
		h(w, r)
	}))
	t.Cleanup(server.Close)
	s.client = banxico.Client{Base: server.URL, Token: token, Timeout: 2 * time.Second, Pause: func(_ context.Context, d time.Duration) error {
		s.paused = append(s.paused, d)
		return nil
	}}
	return s
}

// asked gives the paths that were asked for.
func (s *service) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.paths)
}

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, `{"error":{"mensaje":"Error","detalle":"`+token+`"}}`)
	}
}

func says(list []banxico.Observation) string {
	var parts []string
	for _, o := range list {
		parts = append(parts, fmt.Sprintf("%s %s %s", o.Series, o.Date, o.Rate))
	}
	return strings.Join(parts, ", ")
}

// TestLatest: the newest observation of each series, in the order asked for.
func TestLatest(t *testing.T) {
	s := serve(t, text(good))
	got, err := s.client.Latest(t.Context(), banxico.SeriesUSD, banxico.SeriesCNY)
	if want := "SF43718 2026-11-20 17.1234, SF290383 2026-11-19 2.4101"; err != nil || says(got) != want {
		t.Errorf("got %s (%v), want %s", says(got), err, want)
	}
	if want := "/series/SF43718,SF290383/datos/oportuno"; len(s.asked()) != 1 || s.asked()[0] != want {
		t.Errorf("asked for %v, want %s", s.asked(), want)
	}
}

func TestOn(t *testing.T) {
	s := serve(t, text(good))
	d, _ := table.ParseDate("2026-11-22")
	got, err := s.client.On(t.Context(), d, banxico.SeriesUSD)
	if want := "SF43718 2026-11-20 17.1234"; err != nil || says(got) != want {
		t.Errorf("got %s (%v), want %s", says(got), err, want)
	}
	if want := "/series/SF43718/datos/2026-11-08/2026-11-22"; s.asked()[0] != want {
		t.Errorf("asked for %v, want %s", s.asked(), want)
	}
}

// TestTriesAgain: what may pass is asked again, each time after a longer pause,
// or after the one that the service asks for.
func TestTriesAgain(t *testing.T) {
	s := serve(t, status(503), status(429, "Retry-After", "7"), status(500), text(good))
	got, err := s.client.Latest(t.Context(), banxico.SeriesUSD)
	if err != nil || says(got) != "SF43718 2026-11-20 17.1234" {
		t.Errorf("got %s (%v)", says(got), err)
	}
	if want := "[500ms 7s 2s]"; fmt.Sprint(s.paused) != want {
		t.Errorf("paused %v, want %s", s.paused, want)
	}
}

// TestFaults: every fault of the service, how often it is asked, and that the
// token is in none.
func TestFaults(t *testing.T) {
	slow := func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(5 * time.Second):
		}
	}
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("a redirection was followed, with the token %q", r.Header.Get("Bmx-Token"))
	}))
	t.Cleanup(elsewhere.Close)
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		code    fault.Code
		asked   int
	}{
		"bad request": {status(400), "E-SIE-REFUSED", 1},
		"no token":    {status(401), "E-SIE-REFUSED", 1},
		"forbidden":   {status(403), "E-SIE-REFUSED", 1},
		"no series":   {status(404), "E-SIE-SERIES", 1},
		"too many":    {status(429), "E-SIE-BUSY", 4},
		"long wait":   {status(429, "Retry-After", "86400"), "E-SIE-BUSY", 4},
		"down":        {status(502), "E-SIE-SERVICE", 4},
		"elsewhere":   {status(302, "Location", elsewhere.URL), "E-SIE-SERVICE", 4},
		"slow":        {slow, "E-SIE-NETWORK", 4},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "900")
			_, _ = io.WriteString(w, "{")
		}, "E-SIE-NETWORK", 4},
		"truncated":       {text(good[:len(good)-20]), "E-SIE-ANSWER", 1},
		"a page":          {text("<html>"), "E-SIE-ANSWER", 1},
		"nothing":         {text(""), "E-SIE-ANSWER", 1},
		"huge":            {text(strings.Repeat(" ", 2<<20)), "E-SIE-ANSWER", 1},
		"no observations": {text(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[]}]}}`), "E-SIE-NO-DATA", 1},
		"all N/E":         {text(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[{"fecha":"20/11/2026","dato":"N/E"}]}]}}`), "E-SIE-NO-DATA", 1},
		"another series":  {text(`{"bmx":{"series":[{"idSerie":"SF1","datos":[{"fecha":"20/11/2026","dato":"17"}]}]}}`), "E-SIE-NO-DATA", 1},
		"no such date":    {text(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[{"fecha":"31/02/2026","dato":"17"}]}]}}`), "E-SIE-ANSWER", 1},
		"ISO date":        {text(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[{"fecha":"2026-11-20","dato":"17"}]}]}}`), "E-SIE-ANSWER", 1},
		"zero":            {text(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[{"fecha":"20/11/2026","dato":"0"}]}]}}`), "E-SIE-ANSWER", 1},
		"comma":           {text(`{"bmx":{"series":[{"idSerie":"SF43718","datos":[{"fecha":"20/11/2026","dato":"17,1234"}]}]}}`), "E-SIE-ANSWER", 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, c.handler)
			if name == "slow" {
				s.client.Timeout = 50 * time.Millisecond
			}
			got, err := s.client.Latest(t.Context(), banxico.SeriesUSD)
			list := fault.From(err)
			if got != nil || len(list) != 1 || list[0].Code != c.code || len(s.asked()) != c.asked {
				t.Fatalf("got %v, %v, asked %d times; want %s and %d", got, err, len(s.asked()), c.code, c.asked)
			}
			if all := err.Error() + list[0].Hint(); strings.Contains(all, token) {
				t.Errorf("the token is shown: %s", all)
			}
			for _, d := range s.paused {
				if d > 10*time.Second {
					t.Errorf("paused %s", d)
				}
			}
		})
	}
}

func TestNoNetworkAndNoToken(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	c := banxico.Client{Base: server.URL, Token: token, Pause: func(context.Context, time.Duration) error { return nil }}
	if _, err := c.Latest(t.Context(), banxico.SeriesUSD); err == nil || !strings.Contains(err.Error(), "E-SIE-NETWORK") || strings.Contains(err.Error(), server.URL) {
		t.Errorf("without a server: %v", err)
	}
	c.Token = ""
	if _, err := c.Latest(t.Context(), banxico.SeriesUSD); err == nil || !strings.Contains(err.Error(), "E-SIE-TOKEN") {
		t.Errorf("without a token: %v", err)
	}
	c.Token = "two\nlines"
	if _, err := c.Latest(t.Context(), banxico.SeriesUSD); err == nil || !strings.Contains(err.Error(), "E-SIE-REFUSED") || strings.Contains(err.Error(), "lines") {
		t.Errorf("with a token that no header takes: %v", err)
	}
}

// TestStops: who interrupts is not kept waiting by the pauses.
func TestStops(t *testing.T) {
	s := serve(t, status(503))
	ctx, cancel := context.WithCancel(t.Context())
	s.client.Pause = func(ctx context.Context, _ time.Duration) error {
		cancel()
		return ctx.Err()
	}
	if _, err := s.client.Latest(ctx, banxico.SeriesUSD); err == nil || len(s.asked()) != 1 {
		t.Errorf("asked %d times, %v", len(s.asked()), err)
	}
}
