package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aduana/pkg/batch"
	"aduana/pkg/fault"
)

// fewRows is under how many rows the time says nothing but how fast a program
// starts.
const fewRows = 10_000

// mostTold is how many reasons of a kind the summary tells.
const mostTold = 5

// tell says in a few lines what came of a run.
func (b *batchRun) tell(r *batch.Result, took time.Duration) {
	rate := ""
	if seconds := took.Seconds(); r.Rows >= fewRows && seconds > 0 {
		rate = fmt.Sprintf(" in %.1f s (%s a second)", seconds, grouped(int64(float64(r.Rows)/seconds)))
	}
	b.say("%s%s: %s priced, %s rejected", rows(r.Rows), rate, grouped(r.Rows-r.Rejected), grouped(r.Rejected))
	if priced := r.Rows - r.Rejected; priced > 0 {
		var shares []string
		for _, id := range byCount(r.Best) {
			name := id
			if id == "" {
				name = "not known"
			}
			shares = append(shares, fmt.Sprintf("%s %s %%", name, percent(r.Best[id], priced)))
		}
		b.say("best route: %s", strings.Join(shares, ", "))
	}
	if len(r.Needs) > 0 {
		var fields []string
		for i, field := range byCount(r.Needs) {
			count := grouped(r.Needs[field])
			if i == 0 {
				count = rows(r.Needs[field])
			}
			fields = append(fields, field+" in "+count)
		}
		b.say("figures are unknown for want of %s", strings.Join(fields, ", "))
	}
	var unknown, doubts []string
	for _, why := range byCount(r.Unknown) {
		unknown = append(unknown, rows(r.Unknown[why])+": "+why)
	}
	for _, what := range byCount(r.Uncarded) {
		unknown = append(unknown, rows(r.Uncarded[what])+": "+what)
	}
	for _, f := range r.Doubts {
		doubts = append(doubts, f.Error())
	}
	b.tellMost(unknown)
	b.tellMost(doubts)
	b.tellRejects(r)
	if r.Gated > 0 {
		b.say("rows that fail a gate: %s", numbers(r.GateRows, r.Gated))
	}
}

// tellMost says the first of some reasons, and how many more there are.
func (b *batchRun) tellMost(reasons []string) {
	for _, why := range reasons[:min(len(reasons), mostTold)] {
		b.say("%s", why)
	}
	if more := len(reasons) - mostTold; more > 0 {
		b.say("and %d more like the last", more)
	}
}

// tellRejects says where the rejected rows are, or which they are.
func (b *batchRun) tellRejects(r *batch.Result) {
	switch {
	case r.Rejected == 0 || b.options.check:
	case b.options.rejects != "":
		b.say("rejected rows are in %s", b.options.rejects)
	default:
		for _, f := range r.Faults {
			b.say("%s", f.Error())
		}
		b.say("--rejects FILE keeps all rejected rows")
	}
}

// verdict gives the errors that come after the answer.
func (b *batchRun) verdict(r *batch.Result) error {
	var faults fault.List
	if r.Rejected > 0 {
		faults.Add(fault.New("E-REJECTED", fault.Place{}, r.Rejected, r.Rows))
	}
	if priced := r.Rows - r.Rejected; priced > 0 && r.Usable == 0 {
		faults.Add(fault.New("E-NO-ROUTE", fault.Place{}))
	}
	if b.options.settings.Strict {
		for _, f := range r.Doubts {
			if f.Code == "W-STALE-RULE" || f.Code == "W-PROJECTED-RULE" {
				faults.Add(fault.New("E-STRICT", fault.Place{}, f.Message()))
			}
		}
		for _, why := range slices.Sorted(maps.Keys(r.Unknown)) {
			faults.Add(fault.New("E-STRICT", fault.Place{}, why))
		}
	}
	for i, n := range r.Failed {
		if n > 0 {
			faults.Add(fault.New("E-GATE-FAILED", fault.Place{}, b.gates[i].Text, fmt.Sprintf("%d of %d rows", n, r.Rows-r.Rejected)))
		}
	}
	return faults.Err()
}

// byCount gives the keys, those of the most rows first.
func byCount(counts map[string]int64) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

// numbers writes the first row numbers of so many.
func numbers(first []int64, all int64) string {
	texts := make([]string, len(first))
	for i, n := range first {
		texts[i] = fmt.Sprint(n)
	}
	text := strings.Join(texts, ", ")
	if more := all - int64(len(first)); more > 0 {
		text += fmt.Sprintf(" and %s more", grouped(more))
	}
	return text
}

// rows writes a number of rows.
func rows(n int64) string {
	if n == 1 {
		return "1 row"
	}
	return grouped(n) + " rows"
}

// percent writes a share with one decimal.
func percent(n, of int64) string {
	tenths := (n*1000 + of/2) / of
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// grouped sets thousands apart.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// folded breaks a text at spaces into lines of 80 columns, those after the
// first set in.
func folded(text string) string {
	const width, indent = 80, "  "
	var out strings.Builder
	column := 0
	for word := range strings.SplitSeq(text, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > width:
			out.WriteString("\n" + indent)
			column = len(indent)
		default:
			out.WriteByte(' ')
			column++
		}
		out.WriteString(word)
		column += n
	}
	out.WriteByte('\n')
	return out.String()
}
