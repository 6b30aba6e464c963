package schema

import (
	"aduana/pkg/table"
)

// Forms of text in rules, where numbers stand in quotes.
const (
	formWord     = `^[a-z0-9][a-z0-9._-]*$`
	formWords    = `^!?[A-Za-z0-9][A-Za-z0-9._-]*$`
	formPrefix   = `^!?([0-9]{2}){1,4}$`
	formInterval = `^[\[(] *[0-9./%]* *, *[0-9./%]* *[\])]$|^[0-9./%]+$`
	formTable    = `^(law|cost)\.[a-z0-9][a-z0-9._-]*$`
	formCSV      = `^[a-z0-9][a-z0-9._-]*\.csv$`
	formPositive = `^[0-9.]+%?$|^[0-9.]+/[0-9.]+$`
	formLink     = `^https?://`
)

// The words that rules say of themselves.
var (
	statuses    = []string{table.Enacted, table.Inferred, table.Projected}
	confidences = []string{table.High, table.Medium, table.Low}
)

func day() *Schema { return &Schema{Type: str, Format: "date"} }

func prose() *Schema { return &Schema{Type: str} }

// tableSchema is of a table's YAML file under law/ or costs/.
func tableSchema() *Schema {
	return &Schema{
		Title:       "Table",
		Description: "A dated, cited decision table of law or costs, as a file of a rules folder has it. The first row whose conditions match an offer wins. Numbers stand in quotes.",
		Type:        object,
		Properties: Properties{
			{"table", (&Schema{Type: str, Pattern: formTable}).described("id, which is that of the file: law.vat for law/vat.yaml, cost.fx for costs/fx.yaml")},
			{"title", prose()},
			{"note", prose()},
			{"gives", &Schema{Type: object, Description: "the columns, with the unit of each", AdditionalProperties: words(table.UnitNames())}},
			{"replaces", oneOrList(&Schema{Type: str, Pattern: formWord}).described("lines of a route that it stands for, for people")},
			{"billable", &Schema{
				Type: object, Description: "how volume counts as weight: cm3 / divisor, where that is over trigger times the actual kg",
				Properties:           Properties{{"divisor", &Schema{Type: str, Pattern: formPositive}}, {"trigger", &Schema{Type: str, Pattern: formPositive}}},
				AdditionalProperties: false, Required: []string{"divisor"},
			}},
			{"csv", (&Schema{Type: str, Pattern: formCSV}).described("file beside this one that holds the rows; then sources takes the place of periods")},
			{"sources", &Schema{Type: object, Description: "what stands behind the rows of the CSV file, by the word in its column source", AdditionalProperties: ref("source")}},
			{"periods", &Schema{Type: array, Items: ref("period"), MinItems: 1}},
		},
		AdditionalProperties: false,
		Required:             []string{"table", "title", "gives"},
		OneOf:                []*Schema{{Required: []string{"periods"}}, {Required: []string{"csv", "sources"}}},
		Defs: Properties{
			{"source", source()},
			{"period", period()},
			{"row", row()},
			{"cite", cite()},
		},
	}
}

// source is what stands behind rows.
func source() *Schema {
	return &Schema{
		Type: object,
		Properties: Properties{
			{"status", words(statuses).described("projected: not in force, counts only with --allow-projected")},
			{"confidence", words(confidences)},
			{"cite", ref("cite")},
			{"checked", day().described("when the source was read")},
			{"review_by", day().described("from the day after, the rule counts as stale")},
			{"note", prose()},
		},
		AdditionalProperties: false,
		Required:             []string{"status", "confidence", "cite", "checked"},
	}
}

// period is a source with the time in which its rows hold.
func period() *Schema {
	s := source()
	s.Properties = append(Properties{
		{"from", (&Schema{AnyOf: []*Schema{{Const: table.OpenStart.String()}, day()}}).described("first day; open where it is not known")},
		{"to", day().described("last day; left out, the period ends where the next one starts")},
	}, s.Properties...)
	s.Properties = append(s.Properties, Property{"rows", &Schema{Type: array, Items: ref("row"), MinItems: 1}})
	s.Required = append([]string{"from"}, append(s.Required, "rows")...)
	return s
}

// cite is where a rule stands.
func cite() *Schema {
	return &Schema{
		Type: object,
		Properties: Properties{
			{"instrument", prose().described("law, decree, card or source")},
			{"article", prose()},
			{"dof", day().described("day of publication in the Diario Oficial")},
			{"url", &Schema{Type: str, Pattern: formLink}},
		},
		AdditionalProperties: false,
		Required:             []string{"instrument"},
	}
}

// row is conditions and what they lead to. A key that is neither here is a
// column of the table.
func row() *Schema {
	s := &Schema{
		Type:                 object,
		Description:          "conditions on the offer, and a value for each column; or refuse, or unknown",
		Properties:           conditions(),
		AdditionalProperties: (&Schema{Type: str}).described("value of a column, in quotes"),
	}
	s.Properties = append(s.Properties, Properties{
		{"refuse", prose().described("why the goods cannot go this way")},
		{"unknown", prose().described("what to supply, since the value is not known")},
		{"note", prose()},
		{"status", words(statuses)},
		{"confidence", words(confidences)},
		{"from", day()},
		{"to", day()},
		{"cite", ref("cite")},
	}...)
	return s
}

// conditions are the keys that a row, or a charge's when, may ask for.
func conditions() Properties {
	var all Properties
	for _, name := range table.KeyNames() {
		key, _ := table.KeyByName(name)
		all = append(all, Property{name, condition(key)})
	}
	return all
}

// condition is how a key is asked for: an interval, or words, with ! in front of
// those that must not be.
func condition(key table.Key) *Schema {
	switch {
	case key.Kind() == table.KindNumber:
		return &Schema{Type: str, Pattern: formInterval}
	case key.Kind() == table.KindPrefix:
		return oneOrList(&Schema{Type: str, Pattern: formPrefix})
	case key.Words() != nil:
		s := &Schema{Type: str}
		for _, word := range key.Words() {
			s.Enum = append(s.Enum, word, "!"+word)
		}
		return oneOrList(s)
	}
	return oneOrList(&Schema{Type: str, Pattern: formWords})
}
