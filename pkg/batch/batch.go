// Package batch prices a catalogue of any size in bounded memory: blocks of
// rows pass through workers, each of which reads rows as offers, quotes them on
// every route and writes them, and come out in the order in which they came.
// The bytes are the same for any number of workers.
package batch

import (
	"context"
	"io"
	"maps"
	"slices"

	"aduana/pkg/catalog"
	"aduana/pkg/fault"
	"aduana/pkg/landed"
)

// job is a block of rows on its way.
type job struct {
	block   catalog.Block
	out     []byte
	rejects []byte
	tally
}

// Result is what came of a run.
type Result struct {
	Rows     int64            // priced and rejected
	Rejected int64            // rows
	Faults   fault.List       // the first ones of rejected rows
	Best     map[string]int64 // rows by best route; "" where there is none
	Usable   int64            // rows for which some route can be used
	Needs    map[string]int64 // rows by a field that they lack for some figure
	Failed   []int64          // rows by gate that failed
	Gated    int64            // rows that failed some gate
	GateRows []int64          // the first of them
	Doubts   fault.List       // about rules and exchange rates, each once
	Unknown  map[string]int64 // rows by what the law leaves unknown: the first reasons, the others as one
	Uncarded map[string]int64 // routes of rows by what the cost cards leave unknown: likewise
}

// mostShown is how many rejects, rows that failed a gate, and unknown points of
// law a result names.
const mostShown = 20

// otherwise stands for the points of law that are not named.
const otherwise = "something else that the law leaves unknown"

// tally counts the rows of a job.
type tally struct {
	rows, rejected, usable, gatedRows int64
	best                              []bestOf
	needs                             map[string]int64
	unknown, uncarded                 map[*fault.Fault]int64 // most often one fault of a table's row for many
	failed                            []int64
	failedRows                        []int64
	faults                            fault.List
}

// bestOf counts the rows that a route is best for; "" is none.
type bestOf struct {
	route string
	rows  int64
}

func (j *job) reject(row *catalog.Row, faults fault.List) {
	j.rows++
	j.rejected++
	j.rejects = catalog.AppendReject(j.rejects, row, faults)
	if len(j.faults) < mostShown {
		j.faults = append(j.faults, faults...)
	}
}

// count counts a priced row.
func (t *tally) count(p *priced) {
	t.rows++
	id := ""
	if p.best != nil {
		id = p.best.Plan.Route.ID
	}
	t.bestIs(id)
	usable := false
	for i, q := range p.quotes {
		usable = usable || q.Feasible()
		if q.Totals.Margin.Known {
			continue
		}
		for _, field := range q.Needs() {
			if !needed(p.quotes[:i], field) {
				bump(&t.needs, field)
			}
		}
		if q.Refusal != nil && isLaw(q.Refusal) {
			bump(&t.unknown, q.Refusal)
		}
		if q.Feasible() {
			for _, why := range q.Uncarded() {
				bump(&t.uncarded, why)
			}
		}
	}
	if usable {
		t.usable++
	}
}

func (t *tally) bestIs(id string) {
	for i := range t.best {
		if t.best[i].route == id {
			t.best[i].rows++
			return
		}
	}
	t.best = append(t.best, bestOf{id, 1})
}

// needed tells whether a quote before lacks the field too.
func needed(quotes []*landed.Quote, field string) bool {
	return slices.ContainsFunc(quotes, func(q *landed.Quote) bool { return !q.Totals.Margin.Known && slices.Contains(q.Needs(), field) })
}

func bump[K comparable](m *map[K]int64, key K) {
	if *m == nil {
		*m = map[K]int64{}
	}
	(*m)[key]++
}

// gated notes a row that failed some gate.
func (t *tally) gated(number int64) {
	t.gatedRows++
	if len(t.failedRows) < mostShown {
		t.failedRows = append(t.failedRows, number)
	}
}

// add takes up the counts of a job.
func (s *Result) add(t *tally) {
	s.Rows += t.rows
	s.Rejected += t.rejected
	s.Usable += t.usable
	s.Gated += t.gatedRows
	for i, n := range t.failed {
		s.Failed[i] += n
	}
	for _, b := range t.best {
		s.Best[b.route] += b.rows
	}
	for field, n := range t.needs {
		s.Needs[field] += n
	}
	addFirst(s.Unknown, t.unknown)
	addFirst(s.Uncarded, t.uncarded)
	s.Faults = append(s.Faults, t.faults[:min(len(t.faults), max(0, mostShown-len(s.Faults)))]...)
	s.GateRows = append(s.GateRows, t.failedRows[:min(len(t.failedRows), max(0, mostShown-len(s.GateRows)))]...)
}

// addFirst adds counts by reason: the first reasons, the others as one.
func addFirst(all map[string]int64, more map[*fault.Fault]int64) {
	worded := make(map[string]int64, len(more))
	for why, n := range more {
		worded[why.Message()] += n
	}
	for _, why := range slices.Sorted(maps.Keys(worded)) { // in order, so that which are the first does not depend on chance
		n := worded[why]
		if _, there := all[why]; !there && len(all) >= mostShown {
			why = otherwise
		}
		all[why] += n
	}
}

// Run prices the rows of a catalogue. Priced rows go to out and rejected ones,
// as CSV, to rejects, each in whole blocks and in order; headers are the
// caller's. The result is right up to where an error ended the run. Where
// Stop is set the faults of the first rejected row are the error.
func Run(ctx context.Context, in *catalog.Reader, o Options, out, rejects io.Writer) (*Result, error) {
	s := &Result{Best: map[string]int64{}, Needs: map[string]int64{}, Unknown: map[string]int64{}, Uncarded: map[string]int64{}, Failed: make([]int64, len(o.Gates))}
	pricers := make([]*pricer, max(1, o.Workers))
	for i := range pricers {
		pricers[i] = newPricer(&o)
	}
	jobs := make([]*job, 4*len(pricers))
	for i := range jobs {
		jobs[i] = new(job)
	}
	next := func(j *job) error {
		err := in.Next(&j.block)
		if err == nil && o.To > 0 && j.block.First > o.To {
			return io.EOF
		}
		return err
	}
	emit := func(j *job) error {
		s.add(&j.tally)
		if o.Stop && j.rejected > 0 {
			return j.faults
		}
		if _, err := out.Write(j.out); err != nil {
			return err
		}
		if len(j.rejects) == 0 {
			return nil
		}
		_, err := rejects.Write(j.rejects)
		return err
	}
	err := ordered(ctx, jobs, len(pricers), next, func(w int, j *job) { pricers[w].block(j) }, emit)
	for _, p := range pricers {
		s.Doubts = append(s.Doubts, p.doubts()...)
	}
	s.Doubts = distinct(s.Doubts)
	return s, err
}
