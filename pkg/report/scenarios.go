package report

import (
	"io"
	"strings"

	"aduana/pkg/whatif"
)

// ScenarioList is the scenarios that can be compared with.
type ScenarioList struct {
	SchemaVersion int        `json:"schema_version"`
	Tool          Tool       `json:"tool"`
	Scenarios     []Scenario `json:"scenarios"`
}

// Scenario says what a scenario is.
type Scenario struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Why        string   `json:"why"`
	Confidence string   `json:"confidence"` // high, medium or low; low is an assumption
	On         []string `json:"on"`         // scenarios that it stands on
	AsOf       string   `json:"as_of,omitempty"`
}

// NewScenarioList gives an empty list.
func NewScenarioList(version string) *ScenarioList {
	return &ScenarioList{SchemaVersion: SchemaVersion, Tool: Tool{Name: "aduana", Version: version}, Scenarios: []Scenario{}}
}

// Add takes a scenario up.
func (l *ScenarioList) Add(s *whatif.Scenario) {
	on := []string{}
	for _, under := range s.On {
		on = append(on, under.Key)
	}
	l.Scenarios = append(l.Scenarios, Scenario{Name: s.Name, Title: s.Title, Why: s.Why, Confidence: s.Confidence, On: on, AsOf: s.AsOf})
}

// RenderScenarios writes the list in a format. Faults: E-FORMAT.
func RenderScenarios(w io.Writer, format string, l *ScenarioList, o Options) error {
	return writers[*ScenarioList]{
		JSON:  func(l *ScenarioList, _ Options) (string, error) { return encoded(l) },
		Table: scenariosTable, CSV: scenariosCSV, Markdown: scenariosMarkdown,
	}.write(w, format, l, o)
}

// head names a scenario as a comparison does.
func (s *Scenario) head() string {
	return headOf(&Case{Name: s.Name, Title: s.Title, Confidence: s.Confidence})
}

func scenariosTable(l *ScenarioList, o Options) (string, error) {
	p := newPage(o)
	for i := range l.Scenarios {
		s := &l.Scenarios[i]
		p.paragraph(s.head(), "  ", bold)
		for _, line := range wrap(clean(s.Why), p.width-2) {
			p.line("  " + line)
		}
		if len(s.On) > 0 {
			p.line("  " + say("scenario.on", strings.Join(s.On, ", ")))
		}
	}
	return p.String(), nil
}

func scenariosCSV(l *ScenarioList, _ Options) (string, error) {
	t := newRecords([]string{"name", "title", "why", "confidence", "on", "as_of"})
	for _, s := range l.Scenarios {
		t.add([]string{s.Name, s.Title, s.Why, s.Confidence, strings.Join(s.On, " "), s.AsOf})
	}
	return t.text()
}

func scenariosMarkdown(l *ScenarioList, _ Options) (string, error) {
	var b strings.Builder
	for i := range l.Scenarios {
		s := &l.Scenarios[i]
		b.WriteString("- **" + escape(s.head()) + "**: " + escape(clean(s.Why)) + "\n")
	}
	return b.String(), nil
}
