package report

import (
	"slices"
	"strconv"
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/whatif"
)

// SimulateDocument is what `aduana simulate` answers. Margins are MXN a unit,
// chances fractions of the draws.
type SimulateDocument struct {
	Head
	Draws         int         `json:"draws"`
	Seed          string      `json:"seed"`
	Distributions []DistOf    `json:"distributions"`
	Routes        []OutcomeOf `json:"routes"`
	NoBest        string      `json:"no_best_chance"` // no route can be used, or a margin is not known
}

// DistOf is how an input was drawn.
type DistOf struct {
	Input InputDocument `json:"input"`
	Text  string        `json:"text"`
}

// OutcomeOf is the margins of one route; null where none is known.
type OutcomeOf struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Known  int     `json:"known_draws"`
	Mean   *string `json:"mean"`
	P05    *string `json:"p05"`
	Median *string `json:"median"`
	P95    *string `json:"p95"`
	Loss   *string `json:"loss_chance"` // of the known draws
	Best   string  `json:"best_chance"`
}

// The quantiles that are told.
var told = []money.Ratio{{Num: 1, Den: 20}, {Num: 1, Den: 2}, {Num: 19, Den: 20}}

// SimulateAnswer makes the answer of `aduana simulate`.
func SimulateAnswer(from Input, s *whatif.Study, sim *whatif.Simulation) *StudyAnswer {
	d := &SimulateDocument{Head: HeadOf(from), Draws: sim.Draws, Seed: strconv.FormatUint(sim.Seed, 10), NoBest: chance(sim.None, sim.Draws)}
	a := &StudyAnswer{Head: d.Head, Document: d, Columns: []string{"route", "draws", "known_draws", "mean", "p05", "median", "p95", "loss_chance", "best_chance"}}
	drawn := Grid{Title: say("sim.drawn"), Texts: 2, Head: []string{say("tornado.input"), say("sim.as")}}
	for _, dist := range sim.Dists {
		d.Distributions = append(d.Distributions, DistOf{inputOf(dist.Input), dist.Text})
		_, as, _ := strings.Cut(dist.Text, "=")
		if as = strings.TrimSpace(as); dist.Input.Unit != "" && !strings.HasSuffix(as, dist.Input.Unit) {
			as += " " + dist.Input.Unit
		}
		drawn.Rows = append(drawn.Rows, []string{dist.Input.Name, as})
	}
	list := Grid{Title: say("sim.title", count(int64(sim.Draws))), Texts: 1, Head: []string{
		say("solve.route"), say("sim.mean"), "5%", say("sim.median"), "95%", say("sim.loss"), say("sim.best"),
	}}
	var records [][]string
	for plan, p := range s.Plans {
		o := &sim.Routes[plan]
		out := OutcomeOf{ID: p.Route.ID, Title: p.Route.Title, Known: len(o.Margins), Best: chance(o.Best, sim.Draws)}
		row := []string{clean(p.Route.Title), unknownMark, unknownMark, unknownMark, unknownMark, unknownMark, chanceText(o.Best, sim.Draws)}
		if mean, ok := o.Mean(); ok {
			out.Mean, row[1] = text(ofHundredths(mean, 4)), thousands(ofHundredths(mean, 2))
			for i, field := range []**string{&out.P05, &out.Median, &out.P95} {
				q, _ := o.Quantile(told[i])
				*field, row[2+i] = text(ofHundredths(q, 4)), thousands(ofHundredths(q, 2))
			}
			out.Loss, row[5] = text(chance(o.Losses, len(o.Margins))), chanceText(o.Losses, len(o.Margins))
		}
		d.Routes = append(d.Routes, out)
		list.Rows = append(list.Rows, row)
		records = append(records, []string{
			p.Route.ID, strconv.Itoa(sim.Draws), strconv.Itoa(out.Known), orEmpty(out.Mean), orEmpty(out.P05), orEmpty(out.Median), orEmpty(out.P95), orEmpty(out.Loss), out.Best,
		})
		if out.Known == 0 {
			a.Verdict = append(a.Verdict, say("sim.none", clean(p.Route.Title)))
			continue
		}
		a.Verdict = append(a.Verdict, say("sim.verdict", clean(p.Route.Title), row[3], row[2], row[4], row[5], row[6]))
		if unknown := sim.Draws - out.Known; unknown > 0 {
			a.Notes = append(a.Notes, say("sim.unknown", clean(p.Route.Title), count(int64(unknown))))
		}
	}
	a.Records = slices.Values(records)
	a.Grids = []Grid{list, drawn}
	for plan, p := range s.Plans {
		if c := histogram(clean(p.Route.Title), &sim.Routes[plan], sim.Draws); c != nil {
			a.Charts = append(a.Charts, c)
		}
	}
	a.Notes = append(a.Notes, say("sim.note", d.Seed))
	return a
}

// histogram draws what share of the draws has which margin, over the middle 98
// percent of them.
func histogram(title string, o *whatif.Outcome, draws int) *Chart {
	const bins = 30
	low, ok := o.Quantile(money.NewRatio(1, 100))
	high, _ := o.Quantile(money.NewRatio(99, 100))
	width := (high - low) / bins
	if !ok || width <= 0 {
		return nil
	}
	c := &Chart{X: say("sim.x"), Y: say("sim.y"), Series: []Series{{Name: title}}}
	for bin := range int64(bins) {
		from := low + bin*width
		mid := money.NewRatio(from+width/2, 10_000)
		places := int32(0)
		if width < 20_000 {
			places = 2
		}
		c.Marks = append(c.Marks, Mark{mid, thousands(mid.Fixed(places))})
		c.Series[0].Values = append(c.Series[0].Values, money.NewRatio(int64(o.Within(from, from+width))*100, int64(draws)))
	}
	return c
}

func ofHundredths(n int64, places int32) string { return money.Decimal(money.Whole(n), 4, places) }

// chance writes a share of the draws as a fraction of six decimals at most.
func chance(n, of int) string { return trim(money.NewRatio(int64(n), int64(of)).Fixed(6)) }

func chanceText(n, of int) string { return percent(money.NewRatio(int64(n), int64(of))) }
