package batch_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"testing"

	"aduana/pkg/batch"
	"aduana/pkg/catalog"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/seeds"
)

func BenchmarkFile(b *testing.B) {
	data, err := os.ReadFile("/tmp/bench/1m.csv")
	if err != nil {
		b.Skip(err)
	}
	data = data[:bytes.LastIndexByte(data[:80<<20], '\n')+1]
	layer := table.Layer{Name: "embedded", FS: seeds.FS}
	tables, _ := table.Open(layer)
	routes, _ := route.Load(layer)
	date, _ := table.ParseDate("2026-09-01")
	var plans []*route.Plan
	for _, r := range routes {
		p, err := route.Compile(r, tables, route.Options{Date: date})
		if err != nil {
			b.Fatal(err)
		}
		plans = append(plans, p)
	}
	b.ReportAllocs()
	for b.Loop() {
		in, err := catalog.Open(bytes.NewReader(data), catalog.ReadOptions{Format: catalog.CSV})
		if err != nil {
			b.Fatal(err)
		}
		bind, err := catalog.Bind(in.Header(), nil, offer.Offer{})
		if err != nil {
			b.Fatal(err)
		}
		cols, _ := batch.Choose(batch.Columns(plans), "summary", false)
		r, err := batch.Run(context.Background(), in, batch.Options{
			Binding: bind, Encoder: catalog.NewEncoder(catalog.CSV, in.Header(), catalog.CSV, batch.Names(cols)), Columns: cols, Workers: 1,
			Plans: func(string) ([]*route.Plan, error) { return plans, nil },
		}, io.Discard, io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		_ = r
	}
}
