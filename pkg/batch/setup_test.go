package batch_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"aduana/pkg/batch"
	"aduana/pkg/catalog"
	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/strict"
	"aduana/pkg/table"
	"aduana/seeds"
	"aduana/testdata/bench/rows"
)

// product is aduana as it is shipped.
type product struct {
	tables *table.Set
	routes []*route.Route
}

func newProduct(t testing.TB) *product {
	t.Helper()
	layer := table.Layer{Name: "embedded", FS: seeds.FS, Packed: strict.Unpack(seeds.Packed)}
	tables, err := table.Open(layer)
	if err != nil {
		t.Fatal(err)
	}
	routes, err := route.Load(layer)
	if err != nil {
		t.Fatal(err)
	}
	return &product{tables, routes}
}

// plans compiles the routes for a date; "" is that of the benchmark's rows.
func (p *product) plans(asOf string) ([]*route.Plan, error) {
	if asOf == "" {
		asOf = rows.AsOf
	}
	date, f := table.ParseDate(asOf)
	if f != nil {
		return nil, f
	}
	var plans []*route.Plan
	for _, r := range p.routes {
		plan, err := route.Compile(r, p.tables, route.Options{Date: date})
		if err != nil {
			return nil, err
		}
		plans = append(plans, plan)
	}
	return plans, nil
}

// columns are all columns, and compiled the routes that they are of.
func (p *product) columns(t testing.TB) ([]batch.Column, []*route.Plan) {
	t.Helper()
	plans, err := p.plans("")
	if err != nil {
		t.Fatal(err)
	}
	return batch.Columns(plans), plans
}

// answer is what came of a run.
type answer struct {
	out, rejects string
	result       *batch.Result
	err          error
}

// job is one run over a CSV catalogue.
type job struct {
	batch.Options
	columns string // as --columns; empty: the summary
	in      io.Reader
	out     io.Writer // nil: it is kept in the answer
	ctx     context.Context
}

func (p *product) run(t testing.TB, j job) answer {
	t.Helper()
	all, plans := p.columns(t)
	in, err := catalog.Open(j.in, catalog.ReadOptions{Format: catalog.CSV, Name: "in.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if j.Binding, err = catalog.Bind(in.Header(), nil, offer.Offer{}); err != nil {
		t.Fatal(err)
	}
	if j.columns == "" {
		j.columns = batch.Summary
	}
	if j.Columns, err = batch.Choose(all, j.columns, len(j.Gates) > 0); err != nil {
		t.Fatal(err)
	}
	added := batch.Names(j.Columns)
	if j.Long {
		added = batch.LongNames
	}
	j.Encoder = catalog.NewEncoder(catalog.CSV, in.Header(), catalog.CSV, added)
	if j.Plans == nil {
		j.Plans = func(asOf string) ([]*route.Plan, error) {
			if asOf == "" {
				return plans, nil
			}
			return p.plans(asOf)
		}
	}
	if j.ctx == nil {
		j.ctx = t.Context()
	}
	var out, rejects bytes.Buffer
	to := j.out
	if to == nil {
		to = &out
	}
	a := answer{}
	a.result, a.err = batch.Run(j.ctx, in, j.Options, to, &rejects)
	a.out, a.rejects = out.String(), rejects.String()
	return a
}

// records reads what a run has written, which has no header.
func records(t testing.TB, text string) [][]string {
	t.Helper()
	r, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// generated are rows of the benchmark with the header.
func generated(t testing.TB, n int64) string {
	t.Helper()
	c, err := rows.New()
	if err != nil {
		t.Fatal(err)
	}
	b := []byte(rows.Header + "\n")
	for i := int64(1); i <= n; i++ {
		b = c.Append(b, i)
	}
	return string(b)
}

// planted are rows of the benchmark of which some are spoiled, with the faults
// and all rows as they came.
func planted(t testing.TB, n int64) (text string, faults map[int64]*rows.Fault, raw []string) {
	t.Helper()
	c, err := rows.New()
	if err != nil {
		t.Fatal(err)
	}
	b := []byte(rows.Header + "\n")
	faults = map[int64]*rows.Fault{}
	for i := int64(1); i <= n; i++ {
		from := len(b)
		var f *rows.Fault
		if b, f = c.Plant(b, i); f != nil {
			faults[i] = f
		}
		raw = append(raw, strings.TrimSuffix(string(b[from:]), "\n"))
	}
	return string(b), faults, raw
}

func gates(t *testing.T, texts ...string) []landed.Gate {
	t.Helper()
	var all []landed.Gate
	for _, text := range texts {
		g, f := landed.ParseGate(text)
		if f != nil {
			t.Fatal(f)
		}
		all = append(all, g)
	}
	return all
}

// same compares results.
func same(a, b *batch.Result) bool {
	return a.Rows == b.Rows && a.Rejected == b.Rejected && a.Usable == b.Usable && a.Gated == b.Gated &&
		maps.Equal(a.Best, b.Best) && maps.Equal(a.Needs, b.Needs) && maps.Equal(a.Unknown, b.Unknown) && maps.Equal(a.Uncarded, b.Uncarded) &&
		slices.Equal(a.Failed, b.Failed) && slices.Equal(a.GateRows, b.GateRows) &&
		a.Faults.Error() == b.Faults.Error() && a.Doubts.Error() == b.Doubts.Error()
}
