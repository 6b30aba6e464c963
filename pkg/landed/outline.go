package landed

import (
	"slices"

	"aduana/pkg/offer"
	"aduana/pkg/table"
)

// answers are what is answered to the axes of an outline, six bits each, so that
// those to some can be laid over those to others.
type answers [2]uint64

// Room for answers.
const (
	answerBits  = 6
	mostAnswers = 1 << answerBits
	keysAWord   = 60 / answerBits
	mostPlaces  = keysAWord * len(answers{})
	areAnswers  = 1 << 63 // of the first word
)

// enter enters an answer.
func (a *answers) enter(place, answer int) {
	a[place/keysAWord] |= uint64(answer) << (place % keysAWord * answerBits)
}

// outline is what offers that give the same fields have in common: the questions
// that defaults do not answer.
type outline struct {
	given   uint64 // the fields
	asks    []question
	places  int
	lines   answers // where those to what lines ask stand, and not only warnings
	classes map[answers]*class
	commons map[answers]*common // by the answers to what lines ask
}

// question is a field that decides the answers to some axes.
type question struct {
	field offer.Field
	truth bool // it is true or false
	axes  []placed
	known []answers // by what the offer says
}

// placed is an axis and the place of its answers.
type placed struct{ axis, place int }

// ask takes up an axis that a field decides.
func (out *outline) ask(f offer.Field, axis int, warns bool) {
	i := slices.IndexFunc(out.asks, func(q question) bool { return q.field == f })
	if i < 0 {
		i = len(out.asks)
		out.asks = append(out.asks, question{field: f, truth: f.Spec().Kind == offer.Bool})
	}
	if !warns {
		out.lines.enter(out.places, mostAnswers-1)
	}
	out.asks[i].axes = append(out.asks[i].axes, placed{axis, out.places})
	out.places++
}

// id stands for what the offer says to the question; 0 is none.
func (q *question) id(o *offer.Offer) int {
	if q.truth {
		return int(o.Num(q.field).Num) + 1
	}
	return o.ID(q.field)
}

// implied are the fields that others imply, see [offer.Offer.Implied], each with
// the field whose answer decides where no value is declared.
var implied = map[offer.Field]offer.Field{offer.CustomsBasis: offer.Terms, offer.ShipsFrom: offer.Origin, offer.Fulfilment: offer.Marketplace}

// outlined gives the outline of an offer; nil where it has none.
func (e *evaluation) outlined(o *offer.Offer) *outline {
	given := o.Given()
	known, ok := e.outlines[given]
	if !ok && len(e.outlines) < mostClasses {
		known = e.program.outline(given)
		e.outlines[given] = known
	}
	return known
}

// outline gives the outline of offers that give these fields; nil where they ask
// too much.
func (g *program) outline(given uint64) *outline {
	has := func(f offer.Field) bool { return f != offer.NumFields && given&(1<<f) != 0 }
	out := &outline{given: given, classes: map[answers]*class{}, commons: map[answers]*common{}}
	for i := range g.axes {
		a := &g.axes[i]
		by := offer.NumFields
		from, derived := implied[a.field]
		switch {
		case has(a.field) && g.finder.keys[a.key].kind != table.KindPresence:
			by = a.field
		case derived && !has(a.field) && has(from) && !(a.field == offer.CustomsBasis && has(offer.DeclaredValue)):
			by = from
		}
		switch {
		case by == offer.NumFields:
		case out.places == mostPlaces:
			return nil
		default:
			out.ask(by, i, a.warns)
		}
	}
	return out
}

// answer gives what the offer, which is laid, answers to the key of an axis. It
// is false where there are too many answers.
func (e *evaluation) answer(axis int) (answer int, ok bool) {
	a := &e.program.axes[axis]
	answer = a.of(e.finder.keys[a.key], e.region(a.key))
	return answer, answer < mostAnswers
}

// asked gives what the offer answers to the axes of a question, and keeps it for
// others that say the same. It is false where there are too many answers.
func (e *evaluation) asked(o *offer.Offer, q *question, id int) (said answers, ok bool) {
	e.lay(o)
	said[0] = areAnswers
	for _, at := range q.axes {
		answer, ok := e.answer(at.axis)
		if !ok {
			return said, false
		}
		said.enter(at.place, answer)
	}
	if id != 0 {
		for len(q.known) <= id {
			q.known = append(q.known, answers{})
		}
		q.known[id] = said
	}
	return said, true
}

// classOf finds the class of an offer; nil where it has none.
func (e *evaluation) classOf(o *offer.Offer) *class {
	out := e.outline
	if out == nil || out.given != o.Given() {
		if out = e.outlined(o); out == nil {
			return nil
		}
		e.outline = out
	}
	var key answers
	for i := range out.asks {
		q := &out.asks[i]
		id := q.id(o)
		var said answers
		if id < len(q.known) {
			said = q.known[id]
		}
		if said[0] == 0 {
			var ok bool
			if said, ok = e.asked(o, q, id); !ok {
				return nil
			}
		}
		key[0] |= said[0]
		key[1] |= said[1]
	}
	c := out.classes[key]
	if c == nil {
		if e.program.classes >= mostClasses {
			return nil
		}
		e.program.classes++
		e.clear(o)
		c = e.classFor(out, answers{key[0] & out.lines[0], key[1] & out.lines[1]})
		out.classes[key] = c
	}
	if c.one {
		return nil
	}
	return c
}

// mostClasses bounds the memory that classes take.
const mostClasses = 4_000

// classAxes lists the keys that tell classes apart, with the conditions that
// stand in lines and tables: all but numbers, and tariff lines that are looked up.
// Behind them are those of warnings, where they are wanted.
func (g *program) classAxes() {
	f := g.finder
	axisOf := func(key int, warns bool) *axis {
		i := slices.IndexFunc(g.axes, func(a axis) bool { return a.key == key && a.warns == warns })
		if i < 0 {
			i = len(g.axes)
			g.axes = append(g.axes, axis{key: key, alike: map[string]int{}, field: byKey[f.keys[key].key], warns: warns})
			if f.keys[key].key == table.KeyFlag {
				g.axes[i].field = offer.HS // which has them
			}
		}
		return &g.axes[i]
	}
	for i := range f.tables {
		if x := &f.tables[i]; g.plan.Tables[i].View != nil && !x.direct {
			for _, a := range x.axes {
				if f.keys[a.key].key.Kind() != table.KindNumber && !a.exact {
					own := axisOf(a.key, false)
					own.conds = append(own.conds, a.conds...)
				}
			}
		}
	}
	take := func(conds []condition, warns bool) {
		for _, c := range conds {
			if c.column || c.source.Cond.Key.Kind() == table.KindNumber || warns && slices.Contains(axisOf(c.key, false).conds, c.cond) {
				continue
			}
			own := axisOf(c.key, warns)
			own.conds = append(own.conds, c.cond)
		}
	}
	for _, alternatives := range g.lines {
		for i := range alternatives {
			take(alternatives[i].when, false)
		}
	}
	for _, conds := range g.refusals {
		take(conds, false)
	}
	if g.warns {
		for _, conds := range g.warnings {
			take(conds, true)
		}
	}
}
