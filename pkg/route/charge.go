package route

import (
	"slices"
	"strings"

	"aduana/pkg/strict"
	"aduana/pkg/table"
)

// chargeKeys are the keys of a charge; an alternative has all but code, title
// and either.
var chargeKeys = []string{
	"stage", "by", "incidence", "credit", "of", "count", "rate", "mode", "each", "amount",
	"min", "max", "at_least", "over", "step", "when", "cite", "after", "note",
}

// Bounds of a list of charges, and of the alternatives of one.
const (
	maxCharges      = 500
	maxAlternatives = 100
)

// within gives the items of a list, and faults on those over a bound.
func within(n *strict.Node, bound int) []*strict.Node {
	items := n.List()
	if len(items) > bound {
		n.Fault("E-ROUTE-LONG", len(items), bound)
		return items[:bound]
	}
	return items
}

// charges reads a list of charges; alternatives become charges of their own
// that share the code. A line of an entry needs a stage and an incidence; one
// of a month or of the set-up is a cost without a stage.
func (l *loader) charges(list *strict.Node, staged bool) []Charge {
	var out []Charge
	seen := map[string]bool{}
	for _, item := range within(list, maxCharges) {
		m := item.Map(append([]string{"code", "title", "either"}, chargeKeys...)...)
		base := Charge{
			Code: l.text(item, m, "code"), Title: l.text(item, m, "title"),
			Incidence: Cost, Layer: l.layer, File: l.file, Line: item.Line(),
		}
		if staged {
			base.Incidence = ""
		}
		if seen[base.Code] {
			item.Fault("E-ROUTE-TWICE", base.Code)
		}
		seen[base.Code] = true
		l.fields(&base, m)
		if m["either"] == nil {
			l.complete(item, &base, staged)
			out = append(out, base)
			continue
		}
		if len(m["either"].List()) == 0 {
			m["either"].Fault("E-ROUTE-EMPTY", base.Code)
		}
		for _, alt := range within(m["either"], maxAlternatives) {
			c := base
			c.When = slices.Clone(base.When)
			c.Line = alt.Line()
			l.fields(&c, alt.Map(chargeKeys...))
			l.complete(alt, &c, staged)
			out = append(out, c)
		}
	}
	return out
}

// fields lays the keys that are given over the charge.
func (l *loader) fields(c *Charge, m map[string]*strict.Node) {
	operands := map[string]*Operand{
		"credit": &c.Credit, "amount": &c.Amount, "min": &c.Min, "max": &c.Max, "at_least": &c.AtLeast, "over": &c.Over, "step": &c.Step,
	}
	for key, n := range m {
		if o := operands[key]; o != nil {
			*o = l.operand(n, n.Text())
			continue
		}
		switch key {
		case "stage":
			c.Stage = Stage(l.word(n, words(Stages())...))
		case "by":
			c.By = n.Text()
		case "incidence":
			c.Incidence = Incidence(l.word(n, words(incidences)...))
		case "count":
			c.Count = Count(l.word(n, string(CountCost), string(CountCredit)))
		case "mode":
			c.Mode = Mode(l.word(n, string(Included), string(Net)))
		case "each":
			name := n.Text()
			measure, ok := MeasureByName(name)
			if !ok || !measure.Quantity() {
				n.Fault("E-ROUTE-OPERAND", name, strict.Suggest(name, measureNames[1:]))
				measure = Entries // so that the key does not count as missing too
			}
			c.Each = measure
		case "after":
			c.After = n.Text()
		case "rate":
			c.Rates = nil
			for _, item := range n.List() {
				c.Rates = append(c.Rates, l.operand(item, item.Text()))
			}
		case "of":
			c.Of = nil
			for _, item := range n.List() {
				code, negative := strings.CutPrefix(item.Text(), "-")
				c.Of = append(c.Of, Term{Code: code, Negative: negative})
			}
		case "when":
			c.When = append(c.When, l.when(n)...)
		case "cite":
			cite := table.ReadCite(n)
			c.Cite = &cite
		}
	}
}

// complete faults on a charge that cannot be reckoned.
func (l *loader) complete(at *strict.Node, c *Charge, staged bool) {
	if c.By == "" {
		at.Fault("E-KEY-MISSING", "by")
	}
	if staged && c.Stage == "" {
		at.Fault("E-KEY-MISSING", "stage")
	}
	if staged && c.Incidence == "" {
		at.Fault("E-KEY-MISSING", "incidence")
	}
	if len(c.Of) == 0 && c.Amount.Kind == Absent {
		at.Fault("E-ROUTE-EMPTY", c.Code)
	}
	if staged && c.Each == NoMeasure && (c.Amount.Kind != Absent || c.Min.Kind != Absent || c.Max.Kind != Absent) {
		at.Fault("E-KEY-MISSING", "each")
	}
	if c.Incidence == VAT && c.Credit.Kind == Absent {
		at.Fault("E-KEY-MISSING", "credit")
	}
}

var incidences = []Incidence{Revenue, Cost, Passthrough, VAT, WithheldVAT, WithheldISR, Buyer, Memo}

// when reads conditions: keys of the offer, or columns of tables.
func (l *loader) when(n *strict.Node) []When {
	if n == nil {
		return nil
	}
	var out []When
	for _, e := range n.Entries() {
		if !isTable(e.Key) {
			if cond, ok := table.ReadCond(e); ok {
				out = append(out, When{Cond: cond})
			}
			continue
		}
		w := When{Column: l.operand(e.At, e.Key)}
		for i, item := range e.Value.List() {
			word, not := strings.CutPrefix(item.Text(), "!")
			if i > 0 && not != w.Not {
				item.Fault("E-TABLE-NEGATION", item.Text())
			}
			w.Words, w.Not = append(w.Words, word), not
		}
		out = append(out, w)
	}
	return out
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}
