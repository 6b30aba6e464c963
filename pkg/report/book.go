package report

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
)

// role is what a line does to the seller's money.
type role uint8

const (
	memo     role = iota // a base that nobody pays
	revenue              // what the buyer pays
	passed               // output VAT: collected for the tax office
	cost                 // lowers the margin
	final                // income tax withheld and never credited: lowers the margin
	settled              // VAT withheld: settles output VAT
	credited             // VAT paid and got back
	prepaid              // income tax withheld and credited
	byBuyer              // paid by the buyer on top of the price
)

// roleOf reads the role from incidence and credit. A line whose credit is not
// known stands with the costs.
func roleOf(l *Line) role {
	back := l.Credited != nil && *l.Credited
	switch l.Incidence {
	case "memo":
		return memo
	case "revenue":
		return revenue
	case "passthrough":
		return passed
	case "withheld_vat":
		return settled
	case "buyer":
		return byBuyer
	case "vat":
		if back {
			return credited
		}
	case "withheld_isr":
		if back {
			return prepaid
		}
		return final
	}
	return cost
}

// The stages in order; finalTax stands for income tax that is never credited.
const (
	finalTax  = "tax"
	saleStage = "sale"
)

var stages = []string{saleStage, "source", "transport", "border", "delivery", "market", finalTax, "risk", "capital"}

// stageOf gives the section that a cost is printed in. Income tax that the
// marketplace withholds is no fee of it.
func stageOf(l *Line) string {
	if roleOf(l) == final && l.Stage == "market" {
		return finalTax
	}
	for _, s := range stages {
		if s == l.Stage {
			return s
		}
	}
	return saleStage
}

// book is one route's figures, made to add up in print.
type book struct {
	ledger
	line    map[string]*figure // by code
	section map[string]*figure // costs by stage
	total   map[string]*figure // by the name of the total
	faults  fault.List
}

// A total is rounded to its nearest centavo rather than a section, and a
// section rather than a line.
const (
	weightLine    = 1
	weightSection = 16
	weightTotal   = 256
)

// open reads a route's figures and settles them. Faults: E-DOCUMENT.
func open(r *Route) (*book, error) {
	b := &book{line: map[string]*figure{}, section: map[string]*figure{}, total: map[string]*figure{}}
	if r.Entry.Units != nil {
		units, f := money.ParseRatio(*r.Entry.Units)
		if f != nil {
			b.faults.Add(fault.New("E-DOCUMENT", fault.Place{Field: r.ID}, "entry.units", *r.Entry.Units))
		}
		b.units = units
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		b.line[l.Code] = b.read(r.ID, l.Code, l.Amount, weightLine)
	}
	t := &r.Totals
	for _, total := range []struct {
		name string
		text *string
	}{
		{"margin", t.Margin}, {"delivered_cost", t.DeliveredCost}, {"landed_cost", t.LandedCost}, {"net_revenue", t.NetRevenue},
		{"payout", t.Payout}, {"vat.due", t.VAT.Due}, {"cash", t.Cash}, {"import_taxes", t.ImportTaxes}, {"customs_value", t.CustomsValue},
	} {
		b.total[total.name] = b.read(r.ID, "totals."+total.name, total.text, weightTotal)
	}
	b.balance(r)
	b.settle()
	return b, b.faults.Err()
}

// read takes up an amount of the document; nil is unknown.
func (b *book) read(route, name string, text *string, weight int64) *figure {
	if text == nil {
		return b.add(0, false, weight)
	}
	cents, ok := centavos(*text)
	if !ok {
		b.faults.Add(fault.New("E-DOCUMENT", fault.Place{Field: route}, name, *text))
	}
	return b.add(cents, ok, weight)
}

// centavos reads pesos with two decimals.
func centavos(text string) (int64, bool) {
	pesos, f := money.ParseRatio(text)
	if f != nil {
		return 0, false
	}
	cents, ok := pesos.Mul(money.Whole(100))
	if cents = cents.Lowest(); !ok || cents.Den != 1 {
		return 0, false
	}
	return cents.Num, true
}

// balance writes down the sums that a reader can check in the table. Each
// figure adds to one of them at most, and is taken from one at most.
func (b *book) balance(r *Route) {
	sorted := map[role][]*figure{}
	byStage := map[string][]*figure{}
	var market, customs []*figure
	for i := range r.Lines {
		l := &r.Lines[i]
		f, is := b.line[l.Code], roleOf(l)
		sorted[is] = append(sorted[is], f)
		if is == cost || is == final {
			byStage[stageOf(l)] = append(byStage[stageOf(l)], f)
		}
		if l.By == "market" && is != memo {
			market = append(market, f)
		}
		if l.By == "customs" && is != memo {
			customs = append(customs, f)
		}
	}
	for _, s := range stages {
		b.section[s] = b.sumOf(byStage[s])
		b.sum([]*figure{b.section[s]}, byStage[s])
	}
	b.total["kept"] = b.sumOf(market)
	total, section := b.total, b.section
	one := func(f *figure) []*figure { return []*figure{f} }
	with := func(fs []*figure, more ...*figure) []*figure { return append(fs[:len(fs):len(fs)], more...) }

	// Net revenue and output VAT make up the price.
	b.sum(sorted[revenue], with(sorted[passed], total["net_revenue"]))
	b.sum(one(total["landed_cost"]), []*figure{section["source"], section["transport"], section["border"]})
	b.sum(one(total["delivered_cost"]), []*figure{total["landed_cost"], section["delivery"]})
	b.sum(one(total["net_revenue"]), []*figure{total["delivered_cost"], section[saleStage], section["market"], section[finalTax],
		section["risk"], section["capital"], total["margin"]})
	b.sum(sorted[passed], with(with(sorted[settled], sorted[credited]...), total["vat.due"]))
	b.sum(market, one(total["kept"]))
	b.sum([]*figure{total["payout"], total["kept"]}, sorted[revenue])
	b.sum([]*figure{total["margin"], total["vat.due"]}, with(sorted[prepaid], total["cash"]))
	b.sum(customs, one(total["import_taxes"]))
}

// sumOf takes up a figure for the sum of others.
func (b *book) sumOf(parts []*figure) *figure {
	cents, known := int64(0), true
	for _, f := range parts {
		cents, known = cents+f.cents, known && f.known
	}
	return b.add(cents, known, weightSection)
}
