package whatif

import (
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
)

// Payback is how long set-up costs take to come back. Amounts are centavos of
// MXN.
type Payback struct {
	Setup  money.Ratio // what one route costs once, more than the other
	Lead   money.Ratio // what it leaves a month, more than the other
	Months money.Ratio // Setup over Lead
	Paid   bool        // whether it comes back at all: Lead is over zero
	Known  bool
}

// Payback reckons how many months of the offer's monthly_units the local route
// takes to earn its set-up costs, by what it leaves more than the other. Plans
// are of the study.
func (s *Study) Payback(local, other int) Payback {
	p := Payback{}
	units, ok := s.Base[local].Offer.Get(offer.MonthlyUnits)
	setup, known := s.setup(local, other)
	if !ok || !known {
		return p
	}
	p.Setup = setup
	if p.Lead, p.Known = lead([]*landed.Quote{s.Base[local], s.Base[other]}, units.Num.Ceil()); !p.Known {
		return p
	}
	if p.Lead.Sign() > 0 {
		p.Months, p.Paid = p.Setup.Quo(p.Lead)
	}
	return p
}

// setup is what the local route costs once, more than the other, in centavos.
func (s *Study) setup(local, other int) (money.Ratio, bool) {
	sum := money.Zero
	for plan, sign := range map[int]int64{local: 1, other: -1} {
		for i := range s.Base[plan].Setup {
			cost := s.Base[plan].Setup[i].Cost()
			if !cost.Known {
				return sum, false
			}
			sum, _ = sum.Add(money.Whole(sign * int64(cost.Amount)))
		}
	}
	return sum, true
}

// Within gives the lowest monthly volume, in units, at which the local route
// leaves as much as the other and has earned its set-up costs after so many
// months. ok is false where there is none up to a million units.
func (s *Study) Within(local, other int, months int64) (units int64, ok bool) {
	setup, known := s.setup(local, other)
	if !known {
		return 0, false
	}
	share, fits := setup.Quo(money.Whole(months))
	return lowest(pairOf(s.Offer, s.Plans[local], s.Plans[other]).volumes(func(q []*landed.Quote, units int64) (money.Ratio, bool) {
		by, ok := lead(q, units)
		left, okLeft := by.Sub(share)
		return left, ok && okLeft && fits
	}))
}

// EvenAt is a break-even with an input at another value.
type EvenAt struct {
	Value money.Ratio
	Units int64
	OK    bool // there is one up to a million units
}

// EvenWith gives the break-even of the local route over the other with an input
// at each of some values.
func (s *Study) EvenWith(local, other int, in *Input, values []money.Ratio) ([]EvenAt, error) {
	b, err := s.Bind(in)
	if err != nil {
		return nil, err
	}
	pair := pairOf(s.Offer, b.Plans[local], b.Plans[other])
	var out []EvenAt
	for _, v := range values {
		b.Set(0, offer.Value{Num: v, Text: in.currency})
		pair.offers[0], pair.offers[1] = b.offers[local], b.offers[other]
		pair.changed(0)
		pair.changed(1)
		e := EvenAt{Value: v}
		e.Units, e.OK = lowest(pair.volumes(lead))
		out = append(out, e)
	}
	return out, nil
}

// Around gives an input's value now times each of some factors, to the step; nil
// where the input is not given.
func (in *Input) Around(factors ...money.Ratio) []money.Ratio {
	now, f := money.ParseRatio(in.Base)
	if f != nil {
		return nil
	}
	var out []money.Ratio
	for _, by := range factors {
		v, ok := now.Mul(by)
		steps, fits := v.Mul(money.Whole(power10(in.Places)))
		if steps.Num, steps.Den = max(steps.Ceil(), 1), power10(in.Places); ok && fits {
			out = append(out, steps.Lowest())
		}
	}
	return out
}
