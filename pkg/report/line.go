package report

import (
	"strings"

	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

func linesOf(q *landed.Quote, lines []landed.Line) []Line {
	out := make([]Line, len(lines))
	for i := range lines {
		out[i] = lineOf(q, &lines[i])
	}
	return out
}

// withoutUnits takes the amount for a unit from lines that are for a month or
// once: an entry's units have no part in them.
func withoutUnits(lines []Line) []Line {
	for i := range lines {
		lines[i].PerUnit = nil
	}
	return lines
}

func lineOf(q *landed.Quote, l *landed.Line) Line {
	c := l.Charge
	out := Line{
		Code: c.Code, Key: "line." + c.Code, Title: c.Title, Stage: string(c.Stage), By: c.By, Incidence: string(c.Incidence),
		Applied: l.State != landed.NotApplied, Assumed: l.Assumed,
	}
	if l.Reason != nil && l.State != landed.Known {
		out.Reason = l.Reason.Message()
	}
	for _, u := range l.Used {
		out.Assumed = out.Assumed || assumed(u)
	}
	cite(&out, l)
	if l.State == landed.Unknown {
		return out
	}
	out.Amount, out.PerUnit = text(l.Amount.String()), unitAmount(q, l.Figure())
	if l.State == landed.NotApplied {
		return out
	}
	if c.Incidence == route.VAT || c.Incidence == route.WithheldISR {
		credited := l.Credit == landed.Credited
		out.Credited = &credited
	}
	for _, t := range c.Of {
		if t.Negative {
			out.Base = append(out.Base, "-"+t.Code)
		} else {
			out.Base = append(out.Base, t.Code)
		}
	}
	if len(c.Of) > 0 {
		out.BaseAmount = text(l.Base.String())
	}
	if len(c.Rates) > 0 {
		out.Rate = text(trim(l.Rate.Fixed(12)))
		out.Mode = string(c.Mode)
	}
	if l.UnitAmount.Den != 0 {
		out.UnitAmount = pesos(l.UnitAmount)
		out.Each, out.Quantity = c.Each.String(), text(l.Quantity.String())
	}
	if l.Min.Den != 0 {
		out.Min = pesos(l.Min)
	}
	if l.Max.Den != 0 {
		out.Max = pesos(l.Max)
	}
	out.Formula = formula(l)
	return out
}

// cite takes the citation from the first row that the line stands on, law
// before costs, else from the route.
func cite(out *Line, l *landed.Line) {
	out.Layer = l.Charge.Layer
	if c := l.Charge.Cite; c != nil {
		out.Cite = citation(*c)
	}
	best := -1
	for i, u := range l.Used {
		if best < 0 || strings.HasPrefix(u.Table, "law.") && !strings.HasPrefix(l.Used[best].Table, "law.") {
			best = i
		}
	}
	if best < 0 {
		return
	}
	u := l.Used[best]
	out.Table, out.Layer = u.Table, u.Row.Layer
	out.From, out.To = dateOf(u.Row.From), dateOf(u.Row.To)
	out.Status, out.Confidence = u.Row.Status, u.Row.Confidence
	out.Cite = citation(u.Row.Cite)
}

func citation(c table.Cite) *Cite {
	return &Cite{Instrument: c.Instrument, Article: c.Article, DOF: c.DOF, URL: c.URL}
}

// formula writes the line in numbers, as the form of a charge reads:
// "0.335 × 1000.00", "max(0.008 × 231340.00, 445.00)".
func formula(l *landed.Line) string {
	var sum []string
	if len(l.Charge.Of) > 0 {
		sum = append(sum, l.Base.String())
	}
	if l.UnitAmount.Den != 0 {
		sum = append(sum, times(l, l.UnitAmount))
	}
	s := strings.Join(sum, " + ")
	if len(l.Charge.Rates) > 0 {
		if len(sum) > 1 {
			s = "(" + s + ")"
		}
		s = l.Rate.String() + " × " + s
	}
	if l.Min.Den != 0 {
		s = "max(" + s + ", " + times(l, l.Min) + ")"
	}
	if l.Max.Den != 0 {
		s = "min(" + s + ", " + times(l, l.Max) + ")"
	}
	return s
}

// times writes an amount for each times the quantity, without a factor of one.
func times(l *landed.Line, r money.Ratio) string {
	if l.Quantity.Cmp(money.One) == 0 {
		return *pesos(r)
	}
	return *pesos(r) + " × " + l.Quantity.String()
}

// pesos writes centavos as pesos, with as many decimals as they have.
func pesos(r money.Ratio) *string {
	s := money.Decimal(r, 2, 6)
	whole, part, _ := strings.Cut(s, ".")
	part = strings.TrimRight(part, "0")
	for len(part) < 2 {
		part += "0"
	}
	return text(whole + "." + part)
}
