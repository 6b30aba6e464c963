package report

import (
	"aduana/pkg/landed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleOf names what is quoted: "Cotton T-shirt (EX-TSHIRT) · HS 61091003 · from CN".
func titleOf(doc *Document) string {
	of := func(field string) string {
		text, _ := doc.Offer[field].(string)
		return clean(text)
	}
	name := of("name")
	switch sku := of("sku"); {
	case name == "" && sku == "":
		name = say("title.none")
	case name == "":
		name = sku
	case sku != "":
		name += " (" + sku + ")"
	}
	parts := []string{name}
	if hs := of("hs"); hs != "" {
		parts = append(parts, say("title.hs", hs))
	}
	if origin := of("origin"); origin != "" {
		parts = append(parts, say("title.from", origin))
	}
	return strings.Join(parts, " · ")
}

// clean makes text of others fit for one line of a terminal: no control
// characters, and none that turn the direction of writing.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s))
}

// verdict says in a sentence which route keeps more. The difference is that of
// the printed margins.
func (s *sheet) verdict() string {
	doc, routes := s.doc, s.doc.Routes
	type entrant struct {
		route  *Route
		margin int64
	}
	var best, next *entrant
	open, lacks, usable := "", []string(nil), 0
	for i := range routes {
		if !routes[i].Feasible {
			if routes[i].Barred == barredUnknown {
				open = routes[i].Title
			}
			continue
		}
		usable++
		f := s.books[i].total["margin"]
		if !f.known {
			open, lacks = routes[i].Title, routes[i].Needs
			continue
		}
		e := &entrant{&routes[i], f.unit()}
		switch {
		case best == nil:
			best = e
		case e.margin > best.margin:
			best, next = e, best
		case next == nil || e.margin > next.margin:
			next = e
		}
	}
	switch {
	case open != "":
		text := say("verdict.open", lower(open))
		if len(lacks) > 0 {
			text += say("verdict.supply", clean(strings.Join(lacks, ", ")))
		}
		return text
	case usable == 0:
		return say("verdict.none")
	}
	text, title := "", best.route.Title
	if usable == 1 && len(routes) > 1 {
		text, title = say("verdict.only", lower(title))+" ", say("verdict.it")
	}
	switch {
	case next == nil && best.margin < 0:
		text += say("verdict.loses", title, grouped(-best.margin))
	case next == nil:
		text += say("verdict.keeps", title, grouped(best.margin), share1(best.route.Totals.MarginPct, best.route.Totals.Margin, best.route.Totals.NetRevenue))
	case next.margin == best.margin:
		return say("verdict.same", title, lower(next.route.Title), grouped(best.margin))
	case best.margin < 0:
		text += say("verdict.loses_less", title, grouped(best.margin-next.margin), lower(next.route.Title))
	default:
		text += say("verdict.more", title, grouped(best.margin-next.margin), lower(next.route.Title))
	}
	if doc.BreakEvenUnits == nil || next == nil {
		return text
	}
	units, pays := count(*doc.BreakEvenUnits), say("verdict.never_pays")
	if doc.PaysFromUnits != nil {
		pays = say("verdict.pays", count(*doc.PaysFromUnits))
	}
	if best.route.ID == landed.LocalWarehouse {
		return text + " " + say("verdict.ahead", units, pays)
	}
	for i := range routes {
		if routes[i].ID == landed.LocalWarehouse {
			return text + " " + say("verdict.other_ahead", routes[i].Title, units, pays)
		}
	}
	return text
}

// lower writes a title inside a sentence; a name in capitals stays.
func lower(title string) string {
	first, size := utf8.DecodeRuneInString(title)
	second, _ := utf8.DecodeRuneInString(title[size:])
	if unicode.IsUpper(second) {
		return title
	}
	return string(unicode.ToLower(first)) + title[size:]
}

// closed tells why a route cannot be used.
func (s *sheet) closed() {
	for i := range s.doc.Routes {
		if r := &s.doc.Routes[i]; !r.Feasible {
			head := say("note.closed", clean(r.Title))
			if r.Barred == barredUnknown {
				head = say("note.unknown_rule", clean(r.Title))
			}
			s.notes = append(s.notes, note{head: head, items: []string{clean(r.Reason)}, tone: bad})
		}
	}
}

// unknown lists the lines without an amount by the reason that they share.
func (s *sheet) unknown() {
	var items []string
	for i := range s.doc.Routes {
		r := &s.doc.Routes[i]
		var reasons []string
		titles := map[string][]string{}
		for _, lines := range [][]Line{r.Lines, r.Monthly, r.Setup} {
			for j := range lines {
				l := &lines[j]
				if !l.Applied || l.Amount != nil {
					continue
				}
				if titles[l.Reason] == nil {
					reasons = append(reasons, l.Reason)
				}
				titles[l.Reason] = append(titles[l.Reason], clean(l.Title))
			}
		}
		for _, reason := range reasons {
			item := strings.Join(titles[reason], ", ") + ": " + clean(reason)
			if len(s.doc.Routes) > 1 {
				item = clean(r.Title) + " · " + item
			}
			items = append(items, item)
		}
	}
	if items != nil {
		s.notes = append(s.notes, note{head: say("note.unknown"), mark: unknownMark, items: items, tone: bad})
	}
}

// warnings lists what the seller should know, once where routes share it. Two
// of them repeat what the table says anyway: why a route is closed, and what
// is assumed.
func (s *sheet) warnings() {
	type shared struct {
		Warning
		of []string
	}
	var all []*shared
	for i := range s.doc.Routes {
	next:
		for _, w := range s.doc.Routes[i].Warnings {
			if w.Code == "W-REFUSED" || w.Code == "W-DEFAULTS" {
				continue
			}
			for _, a := range all {
				if a.Warning == w {
					a.of = append(a.of, s.doc.Routes[i].Title)
					continue next
				}
			}
			all = append(all, &shared{w, []string{s.doc.Routes[i].Title}})
		}
	}
	var items []string
	for _, a := range all {
		text := a.Code + " "
		if len(a.of) < len(s.doc.Routes) {
			text += strings.Join(a.of, ", ") + " · "
		}
		text += clean(a.Message)
		if a.Hint != "" {
			text += "; " + clean(a.Hint)
		}
		items = append(items, text)
	}
	if items != nil {
		s.notes = append(s.notes, note{head: say("note.warnings"), mark: "!", items: items})
	}
}

// assumptions lists the figures nobody gave: the offer's fields, together where
// all routes assume the same, and rows of rules, by their date and confidence.
func (s *sheet) assumptions() {
	var heads []string
	parts := map[string][]string{}
	add := func(head, part string) {
		if parts[head] == nil {
			heads = append(heads, head)
		}
		if !slices.Contains(parts[head], part) {
			parts[head] = append(parts[head], part)
		}
	}
	fields := map[string][]string{} // what is assumed of a field, by the routes that do
	var order []string
	for _, a := range s.doc.Assumptions {
		i := slices.IndexFunc(s.doc.Routes, func(r Route) bool { return strings.HasPrefix(a.Code, r.ID+".") })
		if i < 0 {
			continue
		}
		r := &s.doc.Routes[i]
		part := clean(strings.TrimPrefix(a.Code, r.ID+".") + " " + a.Value)
		if about := aboutOf(a); about != "" {
			part += " (" + about + ")"
		}
		if fields[part] == nil {
			order = append(order, part)
		}
		fields[part] = append(fields[part], clean(r.Title))
	}
	for _, part := range order {
		if of := fields[part]; len(of) > 1 && len(of) == len(s.doc.Routes) {
			add(say("assumed.all"), part)
		}
	}
	for _, part := range order {
		if of := fields[part]; len(of) == 1 || len(of) < len(s.doc.Routes) {
			add(strings.Join(of, ", "), part)
		}
	}
	for _, a := range s.doc.Assumptions {
		if slices.ContainsFunc(s.doc.Routes, func(r Route) bool { return strings.HasPrefix(a.Code, r.ID+".") }) {
			continue
		}
		head, code := say("assumed.rules"), a.Code
		if card, ok := strings.CutPrefix(code, "cost."); ok {
			head, code = say("assumed.costs"), card
		}
		if about := aboutOf(a); about != "" {
			head += ", " + about
		}
		add(head, clean(code+" "+a.Value))
	}
	var items []string
	for _, head := range heads {
		items = append(items, head+": "+strings.Join(parts[head], " · "))
	}
	if items != nil {
		s.notes = append(s.notes, note{head: say("note.assumed"), mark: "*", items: items})
	}
}

// aboutOf says of when an assumption is, and whether its source is weak.
func aboutOf(a Assumption) string {
	switch weak := a.Confidence == "low"; {
	case weak && a.Date != "":
		return a.Date + ", " + say("confidence.low")
	case weak:
		return say("confidence.low")
	}
	return a.Date
}

// stale lists the rules that ought to have been looked at again.
func (s *sheet) stale() {
	if ids := s.doc.Rules.Stale; len(ids) > 0 {
		s.notes = append(s.notes, note{head: say("note.stale"), items: []string{strings.Join(ids, ", ")}})
	}
}

// footerOf says what the figures are, and what they stand on.
func footerOf(doc *Document) string {
	digest := doc.Rules.Digest[strings.LastIndexByte(doc.Rules.Digest, ':')+1:]
	parts := []string{say("note.estimate") + " " + say("note.as_of", doc.AsOf)}
	if digest != "" {
		parts = append(parts, say("note.rules", digest[:min(8, len(digest))]))
	}
	for _, r := range doc.FX {
		from, to, _ := strings.Cut(r.Pair, "/")
		parts = append(parts, say("note.rate", from, r.Rate, to, r.Date))
	}
	return strings.Join(append(parts, strings.TrimSpace(doc.Tool.Name+" "+doc.Tool.Version)), " · ")
}
