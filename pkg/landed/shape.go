package landed

import "aduana/pkg/route"

// shape is what the conditions of a plan's lines come to for an offer: which
// alternative each line takes. Offers of one shape are reckoned without asking
// the conditions again.
type shape struct {
	taken []*alternative // by line; nil where the line does not apply
}

// mostConditions is how many conditions a shape's key has room for: one bit
// each. A plan with more is asked line by line.
const mostConditions = 64

// lines reckons the lines of an offer.
func (e *evaluation) lines() {
	s := e.shape()
	if s == nil {
		for i := range e.Lines {
			e.line(&e.Lines[i], e.program.lines[i], each)
		}
		return
	}
	for i := range e.Lines {
		l := &e.Lines[i]
		if alt := s.taken[i]; alt != nil {
			l.take(alt)
			e.reckon(l, alt, each)
			continue
		}
		l.take(&e.program.lines[i][0])
		l.State, l.Reason = NotApplied, silent
	}
}

// shape gives the shape of the offer; nil where a condition cannot be told, or
// where the quote is explained.
func (e *evaluation) shape() *shape {
	if e.finder == nil || len(e.program.asked) > mostConditions {
		return nil
	}
	key := uint64(0)
	for i := range e.program.asked {
		c := &e.program.asked[i]
		told := false
		if c.column {
			row, why := e.row(c.view)
			if why != nil {
				return nil
			}
			told = c.says(&row.Cells[c.cell]) != c.not
		} else {
			switch e.truth(c) {
			case undecided:
				return nil
			case holds:
				told = true
			}
		}
		if told {
			key |= 1 << i
		}
	}
	if e.shaped != nil && key == e.shapedBy {
		return e.shaped
	}
	s := e.program.shapes[key]
	if s == nil {
		s = e.program.shapeOf(key)
		e.program.shapes[key] = s
	}
	e.shaped, e.shapedBy = s, key
	return s
}

// shapeOf takes for each line the first alternative whose conditions all hold.
func (g *program) shapeOf(key uint64) *shape {
	s := &shape{taken: make([]*alternative, len(g.lines))}
	for i, alternatives := range g.lines {
		for j := range alternatives {
			if alt := &alternatives[j]; key&alt.asks == alt.asks {
				s.taken[i] = alt
				break
			}
		}
	}
	return s
}

// ask numbers the conditions of the lines, the same one once.
func (g *program) ask() {
	index := map[string]int{}
	for _, alternatives := range g.lines {
		for j := range alternatives {
			alt := &alternatives[j]
			for _, c := range alt.when {
				text := said(c.source)
				i, known := index[text]
				if !known {
					i = len(g.asked)
					index[text] = i
					g.asked = append(g.asked, c)
				}
				if i < mostConditions {
					alt.asks |= 1 << i
				}
			}
		}
	}
}

// said writes a condition so that the same one is written the same.
func said(w *route.When) string {
	if w.Column.Kind != route.Column {
		return w.Cond.String()
	}
	text := w.Column.String()
	if w.Not {
		text += " not"
	}
	for _, word := range w.Words {
		text += " " + word
	}
	return text
}
