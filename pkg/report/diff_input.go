package report

import (
	"slices"

	"aduana/pkg/offer"
)

// inputs lists what went into the quotes and differs.
func (d *differ) inputs(c *Changes) {
	add := func(change *Change) {
		if change != nil {
			c.Inputs = append(c.Inputs, *change)
		}
	}
	add(d.text("as_of", text(d.before.AsOf), text(d.after.AsOf)))
	add(d.text("tool.version", text(d.before.Tool.Version), text(d.after.Tool.Version)))
	add(d.text("rules.digest", text(d.before.Rules.Digest), text(d.after.Rules.Digest)))
	var pairs []string
	rates := func(doc *Document) map[string]string {
		all := map[string]string{}
		for _, r := range doc.FX {
			all[r.Pair] = r.Rate
			if !slices.Contains(pairs, r.Pair) {
				pairs = append(pairs, r.Pair)
			}
		}
		return all
	}
	old, now := rates(d.before), rates(d.after)
	for _, pair := range pairs {
		add(d.amount("fx."+pair, "", found(old, pair), found(now, pair), false))
	}
	was, is := flat(d.before.Offer), flat(d.after.Offer)
	for _, key := range offerKeys(was, is) {
		change := d.text(key, found(was, key), found(is, key))
		if change != nil && change.Before == nil {
			if value, ok := assumedOf(d.before, key); ok {
				change.Before, change.Assumed, change.Sign = text(value), true, signChanged
				if value == *change.After {
					continue // now given as it was assumed
				}
			}
		}
		add(change)
	}
}

func found(m map[string]string, key string) *string {
	if s, ok := m[key]; ok {
		return text(s)
	}
	return nil
}

// flat writes an offer's fields, those of a route with its id in front.
func flat(of map[string]any) map[string]string {
	all := map[string]string{}
	for key, value := range of {
		switch v := value.(type) {
		case string:
			all[key] = v
		case map[string]any:
			for field, own := range v {
				if s, ok := own.(string); ok {
					all[key+"."+field] = s
				}
			}
		}
	}
	return all
}

// offerKeys lists the keys of two offers: the common fields in the offer's own
// order, then those of routes.
func offerKeys(offers ...map[string]string) []string {
	var keys, others []string
	for _, name := range append([]string{"sku", "name", "as_of"}, offer.Names()...) {
		if slices.ContainsFunc(offers, func(o map[string]string) bool { _, ok := o[name]; return ok }) {
			keys = append(keys, name)
		}
	}
	for _, o := range offers {
		for key := range o {
			if !slices.Contains(keys, key) && !slices.Contains(others, key) {
				others = append(others, key)
			}
		}
	}
	slices.Sort(others)
	return append(keys, others...)
}

// assumedOf gives what a quote assumes of a field, where all its routes that
// assume something assume the same.
func assumedOf(d *Document, key string) (value string, ok bool) {
	for _, a := range d.Assumptions {
		if a.Code != key && !slices.ContainsFunc(d.Routes, func(r Route) bool { return a.Code == r.ID+"."+key }) {
			continue
		}
		if ok && a.Value != value {
			return "", false
		}
		value, ok = a.Value, true
	}
	return value, ok
}
