package report

import (
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/landed"
	"aduana/pkg/money"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/pkg/whatif"
)

// Input is what a document is built from.
type Input struct {
	Version   string
	Digest    string // of the rules in force
	Offer     *offer.Offer
	Quotes    []*landed.Quote
	BreakEven *int64 // units a month from which the warehouse is ahead
	PaysFrom  *int64 // units a month from which it earns its monthly costs
	Against   *whatif.Against
}

// What Route.Barred says.
const (
	barredRefused = "refused"
	barredUnknown = "unknown"
)

// embedded is the layer of the rules that come with the program.
const embedded = "embedded"

// Build makes the document of one offer's quotes.
func Build(in Input) *Document {
	d := &Document{
		SchemaVersion:  SchemaVersion,
		Tool:           Tool{Name: "aduana", Version: in.Version},
		Rules:          rulesOf(in.Digest, in.Quotes),
		FX:             []Rate{},
		Offer:          Given(in.Offer),
		Routes:         []Route{},
		BreakEvenUnits: in.BreakEven,
		PaysFromUnits:  in.PaysFrom,
		Assumptions:    []Assumption{},
		Against:        againstOf(in.Against),
	}
	seen := map[string]bool{}
	for _, q := range in.Quotes {
		d.AsOf = q.Plan.Date.String()
		d.Routes = append(d.Routes, routeOf(q))
		for _, currency := range q.Exchange {
			if key := "fx " + currency; !seen[key] {
				seen[key] = true
				d.FX = append(d.FX, rateOf(q, currency))
			}
		}
		d.assume(q, seen)
	}
	d.compare(in.Quotes)
	return d
}

// rulesOf identifies the rules that quotes stand on, and those of them that
// ought to have been looked at again.
func rulesOf(digest string, quotes []*landed.Quote) Rules {
	r := Rules{Digest: digest, Stale: []string{}}
	for _, q := range quotes {
		for _, u := range q.Used {
			if landed.Stale(u, q.Plan.Date) && !slices.Contains(r.Stale, u.Table) {
				r.Stale = append(r.Stale, u.Table)
			}
		}
	}
	return r
}

// Given writes down the offer's own fields; a route's own stand under its id.
func Given(o *offer.Offer) map[string]any {
	// A route's own bare unit_cost is in the currency given for all routes, so
	// its text is taken from the offer as it is on the route.
	fields := func(own, whole *offer.Offer) map[string]any {
		m := map[string]any{}
		for _, s := range offer.Specs() {
			if _, ok := own.Get(s.Field); ok {
				m[s.Name], _ = whole.Text(s.Field)
			}
		}
		return m
	}
	m := fields(o, o)
	for key, text := range map[string]string{"sku": o.SKU, "name": o.Name, "as_of": o.AsOf} {
		if text != "" {
			m[key] = text
		}
	}
	for _, id := range o.Routes() {
		whole := o.For(id)
		m[id] = fields(o.Own(id), &whole)
	}
	return m
}

func rateOf(q *landed.Quote, currency string) Rate {
	r := q.Plan.Rates[currency]
	return Rate{Pair: currency + "/MXN", Rate: r.Rate.String(), Date: r.Row.From.String(), Source: r.Row.Cite.Instrument}
}

// assume lists the figures nobody gave: fields filled by default, and rows that
// are cost cards, inferred or weakly sourced.
func (d *Document) assume(q *landed.Quote, seen map[string]bool) {
	add := func(a Assumption) {
		if !seen[a.Code+"="+a.Value] {
			seen[a.Code+"="+a.Value] = true
			d.Assumptions = append(d.Assumptions, a)
		}
	}
	for _, a := range q.Assumed {
		as := Assumption{Code: q.Plan.Route.ID + "." + a.Field.String(), Value: a.Field.Format(a.Value), Note: a.Because}
		if a.Row != nil {
			as.Date, as.Confidence, as.Note = dateOf(a.Row.From), a.Row.Confidence, a.Row.Note
		}
		add(as)
	}
	for _, u := range q.Used {
		if assumed(u) {
			add(Assumption{Code: u.Table, Value: cells(q.Plan, u), Date: dateOf(u.Row.From), Confidence: u.Row.Confidence, Note: u.Row.Note})
		}
	}
}

// assumed tells whether a row is an assumption: a cost card that came with the
// program or that a scenario supposes, or a rule that is inferred or of low
// confidence.
func assumed(u landed.Used) bool {
	if u.Row.Layer != embedded && !strings.HasPrefix(u.Row.Layer, whatif.LayerPrefix) {
		return u.Row.Status == table.Inferred // an estimate, whoever laid it
	}
	return strings.HasPrefix(u.Table, "cost.") || u.Row.Status != "enacted" || u.Row.Confidence == "low"
}

// cells writes down what a row gives: "0.17", or "rate 0.02, min 0 MXN".
func cells(p *route.Plan, u landed.Used) string {
	i := slices.IndexFunc(p.Tables, func(b route.Bound) bool { return b.ID == u.Table })
	return p.Tables[i].View.Table.Says(u.Row)
}

// compare finds the best route, and how the local warehouse differs from
// direct mail for a unit.
func (d *Document) compare(quotes []*landed.Quote) {
	if best := landed.Best(quotes); best != nil {
		d.Best = &best.Plan.Route.ID
	}
	d.Difference = map[string]string{}
	for _, t := range landed.NamedTotals() {
		if diff, ok := landed.Difference(quotes, &t); ok && t.Over == nil {
			d.Difference[t.Name] = money.Decimal(diff, 2, 4)
		}
	}
}

// unit gives a figure for one unit, in centavos.
func unit(q *landed.Quote, f landed.Figure) (money.Ratio, bool) {
	return q.PerUnit(&landed.Total{Of: func(*landed.Totals) landed.Figure { return f }})
}

func routeOf(q *landed.Quote) Route {
	r := q.Plan.Route
	out := Route{
		ID: r.ID, Title: r.Title, Feasible: q.Feasible(),
		Entry:  Entry{Kind: string(r.Entry)},
		Lines:  linesOf(q, q.Lines),
		Totals: totalsOf(q, entryAmount), TotalsPerUnit: totalsOf(q, func(f landed.Figure) *string { return unitAmount(q, f) }),
		Views: map[string]*string{
			"pnl": entryAmount(q.Views.PnL), "cash": entryAmount(q.Views.Cash), "tax": entryAmount(q.Views.Tax),
		},
		Monthly: withoutUnits(linesOf(q, q.Monthly)), Setup: withoutUnits(linesOf(q, q.Setup)),
		Warnings: []Warning{},
	}
	if q.Refusal != nil {
		out.Reason, out.Barred = q.Refusal.Message(), barredUnknown
		if hint := q.Refusal.Hint(); hint != "" {
			out.Reason += "; " + hint
		}
		if q.Refused() {
			out.Barred = barredRefused
		}
	}
	if q.Units.Sign() > 0 {
		out.Entry.Units = text(q.Units.String())
	}
	if usd, ok := q.CustomsValueUSD(); ok {
		out.Totals.CustomsValueUSD = text(usd.Fixed(2))
		if each, ok := usd.Quo(q.Units); ok {
			out.TotalsPerUnit.CustomsValueUSD = text(each.Fixed(4))
		}
	}
	if q.Days != nil {
		day := func(i int) string { return q.Days.Cells[q.Plan.DayCells[i]].Num.String() }
		out.LeadDays = &LeadDays{Usual: day(0), Low: day(1), High: day(2), Restock: day(3)}
	}
	out.Needs = q.Needs()
	for _, w := range q.Warnings {
		out.Warnings = append(out.Warnings, warningOf(w))
	}
	return out
}

func warningOf(f *fault.Fault) Warning {
	return Warning{Code: string(f.Code), Key: "warning." + string(f.Code), Message: f.Message(), Hint: f.Hint()}
}

func totalsOf(q *landed.Quote, show func(landed.Figure) *string) Totals {
	t := &q.Totals
	out := Totals{
		CustomsValue: show(t.CustomsValue), LandedCost: show(t.LandedCost), DeliveredCost: show(t.DeliveredCost),
		ImportTaxes: show(t.ImportTaxes), ImportTaxPct: share(t.ImportTaxes, t.CustomsValue),
		TaxBurden: show(t.TaxBurden), TaxBurdenPct: share(t.TaxBurden, t.Price),
		NetRevenue: show(t.NetRevenue), Fees: show(t.Fees), Margin: show(t.Margin), MarginPct: share(t.Margin, t.Price),
		BuyerTotal: show(t.BuyerTotal), Payout: show(t.Payout), Cash: show(t.Cash), Capital: show(t.Capital),
		VAT: VATTotals{Output: show(t.VATOutput), Withheld: show(t.VATWithheld), Creditable: show(t.VATCreditable), Due: show(t.VATDue)},
		ISR: ISRTotals{Withheld: show(t.ISRWithheld), Final: show(t.ISRFinal)},
	}
	if t.VATDue.Known {
		structural := t.VATDue.Amount < 0
		out.VAT.Structural = &structural
	}
	return out
}

func entryAmount(f landed.Figure) *string {
	if !f.Known {
		return nil
	}
	return text(f.Amount.String())
}

func unitAmount(q *landed.Quote, f landed.Figure) *string {
	r, ok := unit(q, f)
	if !ok {
		return nil
	}
	return text(money.Decimal(r, 2, 4))
}

// share writes a fraction with up to six decimals.
func share(a, b landed.Figure) *string {
	r, ok := a.Share(b)
	if !ok {
		return nil
	}
	return text(trim(r.Fixed(6)))
}

func trim(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func text(s string) *string { return &s }

func dateOf(d table.Date) string {
	if d == table.OpenStart || d == table.Forever {
		return ""
	}
	return d.String()
}
