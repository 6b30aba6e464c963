// Package banxico asks Banco de México for exchange rates: the web service of
// its Sistema de Información Económica (SIE). It is the one place of aduana that
// reaches the network.
//
// The service answers GET {base}/series/{ids}/datos/oportuno with the newest
// observation of each series, and …/datos/{from}/{to} with those of a stretch of
// days, as JSON. It asks for a token, which goes into a header and nowhere else.
package banxico

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"aduana/pkg/fault"
	"aduana/pkg/table"
)

// Service is the address of the web service.
const Service = "https://www.banxico.org.mx/SieAPIRest/service/v1"

// The series that are fetched: MXN for one unit of the currency. That of CNY is
// one of the currencies of the special drawing right; the bank publishes it for
// information and without official validity.
const (
	SeriesUSD = "SF43718"  // FIX, on the day on which it is determined
	SeriesCNY = "SF290383" // crossed from the FIX
)

// Bounds of one question.
const (
	attempts    = 4
	firstPause  = 500 * time.Millisecond // then twice as long each time
	longestWait = 10 * time.Second       // that the service may ask for
	maxAnswer   = 1 << 20                // bytes
	lookBack    = 14                     // days before a date in which its rate is looked for
)

// Client asks the service. The zero values of Timeout and Pause are those of the
// program; a test gives others.
type Client struct {
	Base    string // address without a slash at the end
	Token   string
	Timeout time.Duration // of one attempt; 0 is ten seconds
	Pause   func(context.Context, time.Duration) error
}

// Latest gives the newest observation of each series, in their order. Faults:
// E-SIE-TOKEN, E-SIE-REFUSED, E-SIE-SERIES, E-SIE-BUSY, E-SIE-SERVICE,
// E-SIE-NETWORK, E-SIE-ANSWER, E-SIE-NO-DATA.
func (c *Client) Latest(ctx context.Context, series ...string) ([]Observation, error) {
	return c.ask(ctx, series, "oportuno")
}

// On gives the newest observation of each series on or before a day. Faults: as
// Latest.
func (c *Client) On(ctx context.Context, d table.Date, series ...string) ([]Observation, error) {
	return c.ask(ctx, series, d.Add(-lookBack).String()+"/"+d.String())
}

// ask asks until there is an answer that asking again would not change.
func (c *Client) ask(ctx context.Context, series []string, days string) ([]Observation, error) {
	if c.Token == "" {
		return nil, fault.New("E-SIE-TOKEN", fault.Place{})
	}
	if strings.ContainsFunc(c.Token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return nil, fault.New("E-SIE-REFUSED", fault.Place{}, "it has characters that no token has")
	}
	address := c.Base + "/series/" + strings.Join(series, ",") + "/datos/" + days
	pause := firstPause
	for n := 1; ; n++ {
		data, wait, fail := c.try(ctx, address)
		switch {
		case fail == nil:
			return observations(data, series)
		case n == attempts || !passing(fail.Code) || ctx.Err() != nil:
			return nil, fail
		}
		if err := c.pause(ctx, max(pause, wait)); err != nil {
			return nil, fail
		}
		pause *= 2
	}
}

// passing tells faults that may be gone when it is tried again.
func passing(code fault.Code) bool {
	return code == "E-SIE-NETWORK" || code == "E-SIE-BUSY" || code == "E-SIE-SERVICE"
}

func (c *Client) pause(ctx context.Context, d time.Duration) error {
	if c.Pause != nil {
		return c.Pause(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// try asks once. wait is how long the service asks to be left alone.
func (c *Client) try(ctx context.Context, address string) (data []byte, wait time.Duration, fail *fault.Fault) {
	timeout := c.Timeout
	if timeout == 0 {
		timeout = 10 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, fault.Wrap(err, "E-SIE-NETWORK", fault.Place{})
	}
	request.Header.Set("Bmx-Token", c.Token)
	request.Header.Set("Accept", "application/json")
	// A redirection would carry the token to another address.
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return nil, 0, fault.Wrap(reason(err), "E-SIE-NETWORK", fault.Place{})
	}
	defer func() { _ = response.Body.Close() }()
	if fail := refusal(response); fail != nil {
		return nil, retryAfter(response), fail
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, 0, fault.Wrap(reason(err), "E-SIE-NETWORK", fault.Place{})
	case len(data) > maxAnswer:
		return nil, 0, fault.New("E-SIE-ANSWER", fault.Place{}, "it is larger than 1 MiB")
	}
	return data, 0, nil
}

// refusal gives what the status of an answer says against it.
func refusal(r *http.Response) *fault.Fault {
	switch code := r.StatusCode; {
	case code == http.StatusOK:
		return nil
	case code == http.StatusBadRequest, code == http.StatusUnauthorized, code == http.StatusForbidden:
		return fault.New("E-SIE-REFUSED", fault.Place{}, "status "+strconv.Itoa(code))
	case code == http.StatusNotFound:
		return fault.New("E-SIE-SERIES", fault.Place{})
	case code == http.StatusTooManyRequests:
		return fault.New("E-SIE-BUSY", fault.Place{})
	default:
		return fault.New("E-SIE-SERVICE", fault.Place{}, strconv.Itoa(code))
	}
}

// retryAfter reads how many seconds the service asks to be left alone, up to
// what a person would wait.
func retryAfter(r *http.Response) time.Duration {
	seconds, err := strconv.Atoi(r.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(min(seconds, 60))*time.Second, longestWait)
}

// reason takes the address, which says nothing to people, out of an error of
// the network.
func reason(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
