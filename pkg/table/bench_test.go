package table_test

import (
	"testing"

	"aduana/pkg/table"
	"aduana/seeds"
)

var today, _ = table.ParseDate("2026-06-01")

// openAll reads every embedded table and takes it at a date, which is what a
// cold start pays.
func openAll(b *testing.B, prepare func(*table.Set)) {
	b.ReportAllocs()
	for b.Loop() {
		set, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS})
		if err != nil {
			b.Fatal(err)
		}
		prepare(set)
		for _, id := range set.IDs() {
			if _, fail := set.At(id, today, table.Options{}); fail != nil {
				b.Fatal(fail)
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) { openAll(b, func(*table.Set) {}) }

func BenchmarkOpenPrepared(b *testing.B) {
	openAll(b, func(s *table.Set) { s.Prepare(s.IDs()) })
}

// BenchmarkMatch is one look-up of a tariff line that was looked up before,
// and of one that was not.
func BenchmarkMatch(b *testing.B) {
	set, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS})
	if err != nil {
		b.Fatal(err)
	}
	tariff := func() *table.View {
		view, fail := set.At("law.tariff", today, table.Options{})
		if fail != nil {
			b.Fatal(fail)
		}
		return view
	}
	k := asked{texts: map[table.Key]string{table.KeyHS: "61091003"}}
	b.Run("again", func(b *testing.B) {
		view := tariff()
		b.ReportAllocs()
		for b.Loop() {
			if view.Match(k).Outcome != table.Matched {
				b.Fatal("no row")
			}
		}
	})
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if tariff().Match(k).Outcome != table.Matched {
				b.Fatal("no row")
			}
		}
	})
}
