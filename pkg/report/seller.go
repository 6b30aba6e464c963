package report

import (
	"slices"

	"aduana/pkg/landed"
	"aduana/pkg/route"
)

// Sellers is what `aduana explain seller` answers: what each class of seller
// keeps of one offer. Money is decimal strings in MXN a unit; nil is unknown.
type Sellers struct {
	SchemaVersion int            `json:"schema_version"`
	Tool          Tool           `json:"tool"`
	AsOf          string         `json:"as_of"`
	Rules         Rules          `json:"rules"`
	Offer         map[string]any `json:"offer"`
	Routes        []SellerRoute  `json:"routes"`
}

// SellerRoute is the classes on one route.
type SellerRoute struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Classes []SellerClass `json:"classes"`
}

// SellerClass is one class of seller, by the words of the offer's fields.
type SellerClass struct {
	Seller         string     `json:"seller"`
	RFC            string     `json:"rfc"`
	Account        string     `json:"account"`
	Feasible       bool       `json:"feasible"`
	Reason         string     `json:"reason,omitempty"`
	VATWithheld    *string    `json:"vat_withheld"`
	ISRWithheld    *string    `json:"isr_withheld"`
	ISRCredited    *bool      `json:"isr_credited"` // it is a prepayment; null where there is no such line
	VATCredited    *string    `json:"vat_credited"` // of imports, fees and services
	VATNotCredited *string    `json:"vat_not_credited"`
	Margin         *string    `json:"margin"`
	Cash           *string    `json:"cash"`
	Withholding    []TableUse `json:"withholding"` // the rule, and the rows before it
}

// Class is a class of seller with the offer's quotes for it, in the order of
// the routes.
type Class struct {
	Seller, RFC, Account string
	Quotes               []*landed.Quote
}

// CompareSellers makes the answer.
func CompareSellers(in Input, classes []Class) *Sellers {
	var quotes []*landed.Quote
	for _, c := range classes {
		quotes = append(quotes, c.Quotes...)
	}
	s := &Sellers{
		SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: in.Version},
		Rules: rulesOf(in.Digest, quotes), Offer: Given(in.Offer), Routes: []SellerRoute{},
	}
	for _, c := range classes {
		for i, q := range c.Quotes {
			s.AsOf = q.Plan.Date.String()
			if i == len(s.Routes) {
				s.Routes = append(s.Routes, SellerRoute{ID: q.Plan.Route.ID, Title: q.Plan.Route.Title, Classes: []SellerClass{}})
			}
			s.Routes[i].Classes = append(s.Routes[i].Classes, sellerClass(&c, q))
		}
	}
	return s
}

func sellerClass(c *Class, q *landed.Quote) SellerClass {
	t := &q.Totals
	out := SellerClass{
		Seller: c.Seller, RFC: c.RFC, Account: c.Account, Feasible: q.Feasible(),
		VATWithheld: unitAmount(q, t.VATWithheld), ISRWithheld: unitAmount(q, t.ISRWithheld),
		VATCredited: unitAmount(q, t.VATCreditable), VATNotCredited: unitAmount(q, notCredited(q)),
		Margin: unitAmount(q, t.Margin), Cash: unitAmount(q, t.Cash), Withholding: []TableUse{},
	}
	if q.Refusal != nil {
		out.Reason = q.Refusal.Message()
	}
	w := q.Witness()
	for i := range q.Lines {
		l := &q.Lines[i]
		switch l.Charge.Incidence {
		case route.WithheldISR:
			if l.State == landed.Known && l.Credit != landed.CreditUnknown {
				prepaid := l.Credit == landed.Credited
				out.ISRCredited = &prepaid
			}
		case route.WithheldVAT:
			out.Withholding = append(out.Withholding, explainLine(q, w, l, &q.Plan.Lines[i], "entry").Tables...)
		}
	}
	return out
}

// notCredited sums the VAT that is a cost.
func notCredited(q *landed.Quote) landed.Figure {
	sum := landed.Figure{Known: true}
	for i := range q.Lines {
		if l := &q.Lines[i]; l.Charge.Incidence == route.VAT {
			f := l.Cost()
			sum.Amount, sum.Known = sum.Amount+f.Amount, sum.Known && f.Known
		}
	}
	return sum
}

// same tells whether all classes come to the same on the route.
func (r *SellerRoute) same() bool {
	figures := func(c SellerClass) [5]string {
		return [5]string{orEmpty(c.VATWithheld), orEmpty(c.ISRWithheld), orEmpty(c.VATCredited), orEmpty(c.Margin), orEmpty(c.Cash)}
	}
	return !slices.ContainsFunc(r.Classes, func(c SellerClass) bool { return figures(c) != figures(r.Classes[0]) || !c.Feasible })
}

func (s *Sellers) passages() []passage {
	name, _ := s.Offer["name"].(string)
	if name = clean(name); name == "" {
		name = say("seller.product")
	}
	all := []passage{{title: say("seller.title", name), text: []string{say("seller.cash_says")}}}
	for i := range s.Routes {
		all = append(all, s.Routes[i].passages(s.AsOf)...)
	}
	return all
}

func (r *SellerRoute) passages(asOf string) []passage {
	l := &list{about: [][2]string{{"route", r.ID}}, columns: []listColumn{
		{name: "seller", title: say("seller.who")}, {name: "rfc", title: say("seller.rfc"), show: func(rfc string) string { return say("seller." + rfc) }},
		{name: "account", title: say("seller.account")},
		{name: "vat_withheld", title: say("seller.vat"), right: true, show: two}, {name: "isr_withheld", title: say("seller.isr"), right: true, show: two},
		{name: "isr_credited", title: say("seller.final"), show: finalText},
		{name: "vat_credited", title: say("seller.credited"), right: true, show: two},
		{name: "margin", title: say("seller.margin"), right: true, show: two}, {name: "cash", title: say("seller.cash"), right: true, show: two},
	}}
	notes := passage{}
	for _, c := range r.Classes {
		l.rows = append(l.rows, []string{
			c.Seller, c.RFC, c.Account, orEmpty(c.VATWithheld), orEmpty(c.ISRWithheld), flagged(c.ISRCredited), orEmpty(c.VATCredited), orEmpty(c.Margin), orEmpty(c.Cash),
		})
		for _, u := range c.Withholding {
			if u.Row == nil || u.ID == route.FXTable {
				continue
			}
			e := entry{say("seller.rule"), []string{citeText(u.Row.Cite)}}
			if !slices.ContainsFunc(notes.entries, func(o entry) bool { return o.texts[0] == e.texts[0] }) {
				notes.entries = append(notes.entries, e)
			}
		}
		if !c.Feasible {
			notes.entries = append(notes.entries, entry{c.Seller, []string{c.Reason}})
		}
	}
	all := []passage{{title: say("seller.route", clean(r.Title), asOf), list: l}}
	if r.same() {
		c := r.Classes[0]
		l.told = true
		all[0].text = []string{say("seller.same", two(orEmpty(c.Margin)), two(orEmpty(c.Cash)), two(orEmpty(c.VATWithheld)), two(orEmpty(c.ISRWithheld)))}
	}
	if len(notes.entries) > 0 {
		all = append(all, notes)
	}
	return all
}

// finalText says that income tax is not a prepayment.
func finalText(credited string) string {
	if credited == "false" {
		return say("seller.not_back")
	}
	return ""
}

// two writes an amount of the document with two decimals.
func two(amount string) string {
	r, ok := parsed(&amount)
	if !ok {
		return unknownMark
	}
	return thousands(r.Fixed(2))
}
