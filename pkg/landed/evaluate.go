package landed

import (
	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// limit keeps every amount so far inside 64 bits that no sum of lines can
// leave them: 10^15 MXN.
const limit = money.Amount(100_000_000_000_000_000)

// evaluation is a quote while it is made.
type evaluation struct {
	Quote
	program *program
	finder  *finder  // nil where the quote is explained: every row is then asked in turn
	matches []*found // by table of the plan; nil where not yet matched
	assumed [offer.NumFields]bool
	implied []offer.Implication
	explain bool // note what every line stands on, and say why one does not apply
	detail  bool // lines keep what their amounts are made of

	room     []Line              // for the lines
	customs  Figure              // the customs value, once it is reckoned
	outline  *outline            // of the offer before
	folding  *folding            // that makes classes
	outlines map[uint64]*outline // by the fields that are given
	gathered                     // the offers that are reckoned together
	measures [numMeasures]number // measures reckoned already, where nothing is noted
	reckoned [numMeasures]bool

	currency string      // the last that was exchanged
	exchange money.Ratio // its rate
	dollars  bool        // that dollars were exchanged is noted

	usedOf    *Line        // the line being evaluated, for what it used
	valuedUSD *money.Ratio // a customs value asked about instead of the line's
	between   bool         // the price stands between two bands of the courier rate
}

// found is what a table gave for the offer.
type found struct {
	row   *table.Row
	fault *fault.Fault  // why there is no row
	nums  []money.Ratio // the row's cells, money in centavos of MXN; nil where a rate is not known
	near  []cents       // what is near the bounds of its band of customs values, in the order of the bounds

	assumed bool // a field that nobody gave was asked for
}

// cents are a range of amounts in US cents, with the bound that it is around.
type cents struct {
	from, to int64
	bound    money.Ratio // US dollars
}

// period says for what time a list of charges is reckoned.
type period uint8

const (
	each  period = iota // an entry
	month               // sums of lines are scaled to the month's units
	once
)

func (e *evaluation) list(lines []line, over period) []Line {
	out := make([]Line, len(lines))
	for i := range lines {
		e.line(&out[i], lines[i], over)
	}
	return out
}

// line takes the first alternative whose conditions hold and reckons it.
func (e *evaluation) line(l *Line, alternatives line, over period) {
	if e.explain {
		e.usedOf = l
	}
	for i := range alternatives {
		alt := &alternatives[i]
		holds, why := e.when(alt.when)
		if holds {
			l.take(alt)
			e.reckon(l, alt, over)
			return
		}
		l.Reason = why
		if why.Code != notMet {
			l.take(&alternatives[0])
			return
		}
		if i < len(alternatives)-1 {
			l.Used = l.Used[:0] // the line does not stand on what another alternative asked
		}
	}
	l.take(&alternatives[0])
	l.State = NotApplied
}

// take makes an alternative that of the line.
func (l *Line) take(alt *alternative) {
	l.State, l.Amount, l.Base = Unknown, 0, 0
	l.Charge, l.alt, l.Credit = alt.charge, alt, NotCredited
	if alt.credit != nil {
		l.Credit = CreditUnknown
	}
}

// reckon applies the one form of a charge. Where it cannot, the line is unknown
// and says why.
func (e *evaluation) reckon(l *Line, alt *alternative, over period) {
	if alt.credit != nil {
		if l.Reason = e.credit(l, alt.credit); l.Reason != nil {
			return
		}
	}
	base, waits := e.base(alt)
	if alt.band && waits != nil {
		l.Reason = waits // the rate is asked by the sum
		return
	}
	rate, why := e.rate(&alt.form, base)
	switch {
	case why != nil && why.Code == notMet:
		l.State, l.Reason = NotApplied, why
		return
	case why == nil:
		why = waits
	}
	if why != nil {
		l.Reason = why
		return
	}
	l.Base = base
	var detail *Line
	if e.detail {
		l.Rate, detail = rate, l
	}
	sum, why := e.amount(&alt.form, base, rate, over, detail)
	if why != nil {
		l.Reason = why
		return
	}
	if alt.credit != nil && alt.credit.kind == route.Column && e.usedOf != nil {
		e.stands(alt.credit.source.Table, e.matches[alt.credit.view].row)
	}
	l.State, l.Amount, l.Reason = Known, sum, nil
}

// base sums earlier lines; waits is why the sum is unknown.
func (e *evaluation) base(alt *alternative) (base money.Amount, waits *fault.Fault) {
	for i := range alt.sum {
		a := &alt.sum[i]
		f := e.counted(&e.Lines[a.Line], alt.count)
		switch {
		case !f.Known:
			return 0, e.program.waits(a.Line)
		case a.Negative:
			base -= f.Amount
		default:
			base += f.Amount
		}
	}
	return base, nil
}

// credit finds out whether the seller gets the line back. Its rule is noted
// after those that make the amount, by which a line is cited.
func (e *evaluation) credit(l *Line, o *operand) *fault.Fault {
	held := e.usedOf
	e.usedOf = nil
	n := e.operand(o)
	e.usedOf = held
	if n.fault != nil {
		return n.fault
	}
	l.Credit = NotCredited
	if n.value.Num != 0 {
		l.Credit = Credited
	}
	return nil
}

// counted gives what an earlier line adds to a sum.
func (e *evaluation) counted(l *Line, what count) Figure {
	switch {
	case l.State == NotApplied:
		return Figure{Known: true}
	case what == countCost && !l.alt.costs[l.Credit], what == countCredit && !l.alt.accounted[l.Credit]:
		return Figure{Known: true}
	case what != countAll && l.Credit == CreditUnknown:
		return Figure{}
	}
	return Figure{Amount: l.Amount, Known: l.State == Known}
}

// uses notes that the line stands on a field; one that was assumed marks it.
func (e *evaluation) uses(f offer.Field) {
	if e.usedOf != nil && e.assumed[f] {
		e.usedOf.Assumed = true
	}
}
