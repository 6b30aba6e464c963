package whatif

import (
	"slices"
	"strings"

	"aduana/pkg/landed"
	"aduana/pkg/offer"
	"aduana/pkg/route"
	"aduana/pkg/table"
)

// The prefixes of ids of law, and of groups of countries among it.
const (
	lawPrefix   = "law."
	groupPrefix = "law.group."
)

// Dates gives the days on which law that an offer's plans stand on can change,
// in order: of the tables that are bound, and of the groups of countries that
// their conditions may name. Whether the offer is touched, its quotes tell.
func Dates(plans []*route.Plan, tables *table.Set, of *offer.Offer, o route.Options) ([]table.Date, error) {
	var days []table.Date
	for _, p := range plans {
		ids := slices.DeleteFunc(tables.IDs(), func(id string) bool { return !strings.HasPrefix(id, groupPrefix) })
		for i := range p.Tables {
			if id := p.Tables[i].ID; strings.HasPrefix(id, lawPrefix) {
				ids = append(ids, id)
			}
		}
		on := of.For(p.Route.ID)
		hs, _ := on.Get(offer.HS)
		for _, id := range ids {
			found, f := tables.Dates(id, hs.Text, o.LookUp(id))
			if f != nil {
				return nil, f
			}
			days = append(days, found...)
		}
	}
	slices.Sort(days)
	return slices.Compact(days), nil
}

// NewLaw gives the rules of law that quotes stand on, and earlier quotes of the
// same routes, where there are any, did not. A route that could not be used
// before and cannot now is left out.
func NewLaw(before, after []*landed.Quote) []landed.Used {
	var all []landed.Used
	for i, q := range after {
		if !q.Feasible() && (i >= len(before) || !before[i].Feasible()) {
			continue
		}
		for _, u := range q.Used {
			known := func(list []landed.Used) bool {
				return slices.ContainsFunc(list, func(o landed.Used) bool { return sameRule(u, o) })
			}
			if strings.HasPrefix(u.Table, lawPrefix) && !known(all) && (i >= len(before) || !known(before[i].Used)) {
				all = append(all, u)
			}
		}
	}
	return all
}

// sameRule tells whether two rows are of the same rule: of one source, in force
// from the same day.
func sameRule(a, b landed.Used) bool {
	return a.Table == b.Table && a.Row.From == b.Row.From && a.Row.Cite == b.Row.Cite && a.Row.Layer == b.Row.Layer && a.Row.Status == b.Row.Status
}

// NewMembers gives the rows by which a country that the offer names joins a
// group on a day, or no longer stands in it.
func NewMembers(tables *table.Set, day table.Date, of *offer.Offer, routes []string) ([]landed.Used, error) {
	var countries []string
	for _, id := range routes {
		on := of.For(id)
		for _, f := range []offer.Field{offer.Origin, offer.ShipsFrom} {
			if v, ok := on.Get(f); ok && !slices.Contains(countries, v.Text) {
				countries = append(countries, v.Text)
			}
		}
	}
	var all []landed.Used
	for _, id := range tables.IDs() {
		if !strings.HasPrefix(id, groupPrefix) {
			continue
		}
		t, f := tables.Table(id)
		if f != nil {
			return nil, f
		}
		for ; t != nil; t = t.Under {
			for i := range t.Periods {
				for j := range t.Periods[i].Rows {
					row := &t.Periods[i].Rows[j]
					named := slices.ContainsFunc(row.Conds, func(c table.Cond) bool {
						return slices.ContainsFunc(c.Texts, func(s string) bool { return slices.Contains(countries, s) })
					})
					if named && (row.From == day || row.To.Add(1) == day) {
						all = append(all, landed.Used{Table: id, Row: row})
					}
				}
			}
		}
	}
	return all, nil
}
