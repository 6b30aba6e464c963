package report

import (
	"slices"
	"strconv"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/whatif"
)

// BreakEven is what the answer about the break-even is made from. Volumes are
// units a month.
type BreakEven struct {
	Local, Mail int // plans
	Volumes     []whatif.Volumes
	PaysFrom    *int64
	Months      int64  // in which set-up costs are to come back
	Within      *int64 // from which they do
	Payback     whatif.Payback
	Moves       []Move
	Curve       []MonthAt
}

// Move is how the break-even moves with an input.
type Move struct {
	Input *whatif.Input
	At    []whatif.EvenAt
}

// MonthAt is what each route leaves in a month of so many units, in centavos; a
// Ratio{} is unknown.
type MonthAt struct {
	Units       int64
	Local, Mail money.Ratio
}

// BreakEvenDocument is what `aduana breakeven` answers. Volumes are units a
// month up to a million; null is none, or not known.
type BreakEvenDocument struct {
	Head
	Local         string      `json:"local"`
	Other         string      `json:"other"`
	BreakEven     *int64      `json:"break_even_units"`
	Volumes       []VolumesOf `json:"volumes"`
	PaysFrom      *int64      `json:"pays_from_units"`
	Payback       PaybackOf   `json:"payback"`
	WithinMonths  int64       `json:"within_months"`
	WithinUnits   *int64      `json:"within_units"`
	Sensitivities []MoveOf    `json:"sensitivities"`
}

// VolumesOf is volumes on end at which the local route is ahead, or not; null
// is not known.
type VolumesOf struct {
	From  int64 `json:"from"`
	To    int64 `json:"to"`
	Ahead *bool `json:"ahead"`
}

// PaybackOf is how long set-up costs take to come back, in MXN and months.
type PaybackOf struct {
	Setup  *string `json:"setup"`
	Lead   *string `json:"lead_a_month"`
	Months *string `json:"months"` // null where they never come back
}

// MoveOf is how the break-even moves with an input.
type MoveOf struct {
	Input InputDocument `json:"input"`
	At    []EvenAtOf    `json:"at"`
}

// EvenAtOf is a break-even at a value of an input.
type EvenAtOf struct {
	Value string `json:"value"`
	Units *int64 `json:"break_even_units"`
}

// BreakEvenAnswer makes the answer of `aduana breakeven`.
func BreakEvenAnswer(from Input, s *whatif.Study, b *BreakEven) *StudyAnswer {
	local, mail := s.Plans[b.Local].Route, s.Plans[b.Mail].Route
	d := &BreakEvenDocument{
		Head: HeadOf(from), Local: local.ID, Other: mail.ID, PaysFrom: b.PaysFrom,
		WithinMonths: b.Months, WithinUnits: b.Within, Volumes: []VolumesOf{}, Sensitivities: []MoveOf{},
	}
	a := &StudyAnswer{Head: d.Head, Document: d, Columns: []string{"input", "value", "unit", "break_even_units"}}
	var records [][]string
	var won []whatif.Volumes
	for _, v := range b.Volumes {
		out := VolumesOf{From: v.From, To: v.To}
		if !v.Unknown {
			out.Ahead = &v.Won
		}
		if v.Won {
			won = append(won, v)
		}
		d.Volumes = append(d.Volumes, out)
	}
	if len(won) > 0 {
		d.BreakEven = &won[0].From
	}
	records = append(records, []string{"", "", "", orNone(d.BreakEven)})
	a.Verdict = append(a.Verdict, clean(aheadText(local.Title, mail.Title, won, b.Volumes)))
	a.Verdict = append(a.Verdict, paysText(b)...)
	months := Grid{Title: say("even.costs"), Texts: 1, Head: []string{say("even.line"), local.Title, mail.Title}}
	months.Rows = append(months.Rows, standingRows(s, b, func(q *landed.Quote) []landed.Line { return q.Monthly }, "even.monthly")...)
	months.Rows = append(months.Rows, standingRows(s, b, func(q *landed.Quote) []landed.Line { return q.Setup }, "even.once")...)
	if months.Rows != nil {
		a.Grids = append(a.Grids, months)
	}
	for _, m := range b.Moves {
		out := MoveOf{Input: inputOf(m.Input)}
		list := Grid{Texts: 1, Head: []string{inputHead(m.Input)}, Rows: [][]string{{say("even.ahead")}}}
		for _, at := range m.At {
			e := EvenAtOf{Value: stepText(at.Value)}
			cell := say("even.never")
			if at.OK {
				e.Units = &at.Units
				cell = count(at.Units)
			}
			out.At = append(out.At, e)
			list.Head = append(list.Head, numberOf(m.Input, at.Value))
			list.Rows[0] = append(list.Rows[0], cell)
			records = append(records, []string{m.Input.Name, e.Value, m.Input.Unit, orNone(e.Units)})
		}
		d.Sensitivities = append(d.Sensitivities, out)
		a.Grids = append(a.Grids, list)
	}
	if b.Payback.Known {
		d.Payback.Setup, d.Payback.Lead = text(money.Decimal(b.Payback.Setup, 2, 2)), text(money.Decimal(b.Payback.Lead, 2, 2))
		if b.Payback.Paid {
			d.Payback.Months = text(b.Payback.Months.Fixed(1))
		}
	}
	if c := monthChart(local.Title, mail.Title, b.Curve); c != nil {
		a.Charts = append(a.Charts, c)
	}
	a.Records = slices.Values(records)
	a.Notes = append(a.Notes, say("even.note"))
	return a
}

// aheadText says at which volumes the local route is ahead.
func aheadText(local, mail string, won, all []whatif.Volumes) string {
	if len(won) == 0 {
		for _, v := range all {
			if v.Unknown {
				return say("even.unknown", local)
			}
		}
		return say("even.none", local, mail, count(whatif.MaxUnits))
	}
	out := say("even.from", local, mail)
	for i, v := range won {
		if i > 0 {
			out += say("even.again")
		}
		switch {
		case v.To < whatif.MaxUnits:
			out += say("even.between", count(v.From), count(v.To))
		case v.From == 1:
			out += say("even.every")
		default:
			out += say("even.on", count(v.From))
		}
	}
	return out + "."
}

func paysText(b *BreakEven) []string {
	var out []string
	if b.PaysFrom != nil {
		out = append(out, say("even.pays", count(*b.PaysFrom)))
	} else {
		out = append(out, say("even.never_pays"))
	}
	switch p := b.Payback; {
	case !p.Known:
		out = append(out, say("even.payback.unknown"))
	case p.Setup.Sign() <= 0:
	case !p.Paid:
		out = append(out, say("even.payback.never", pesosText(p.Setup)))
	default:
		out = append(out, say("even.payback", pesosText(p.Setup), p.Months.Fixed(1), pesosText(p.Lead)))
	}
	if b.Within != nil {
		out = append(out, say("even.within", count(b.Months), count(*b.Within)))
	} else {
		out = append(out, say("even.never_within", count(b.Months)))
	}
	return out
}

func pesosText(centavos money.Ratio) string { return thousands(money.Decimal(centavos, 2, 2)) }

// standingRows lists costs that are not for a unit, of both routes.
func standingRows(s *whatif.Study, b *BreakEven, of func(*landed.Quote) []landed.Line, key string) [][]string {
	var rows [][]string
	for side, plan := range []int{b.Local, b.Mail} {
		for i := range of(s.Base[plan]) {
			l := &of(s.Base[plan])[i]
			if l.State == landed.NotApplied || l.State == landed.Known && l.Amount == 0 {
				continue
			}
			row := []string{say(key, l.Charge.Title), noneMark, noneMark}
			if row[1+side] = unknownMark; l.State == landed.Known {
				row[1+side] = thousands(l.Amount.String())
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func monthChart(local, mail string, curve []MonthAt) *Chart {
	if curve == nil {
		return nil
	}
	c := &Chart{X: say("even.x"), Y: say("even.y"), Series: []Series{{Name: mail}, {Name: local}}}
	pesos := func(r money.Ratio) money.Ratio {
		if r.Den == 0 {
			return r
		}
		p, _ := r.Quo(money.Whole(100))
		return p
	}
	for _, at := range curve {
		c.Marks = append(c.Marks, Mark{money.Whole(at.Units), count(at.Units)})
		c.Series[0].Values = append(c.Series[0].Values, pesos(at.Mail))
		c.Series[1].Values = append(c.Series[1].Values, pesos(at.Local))
	}
	return c
}

func orNone(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}
