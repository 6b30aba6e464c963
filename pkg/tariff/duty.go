package tariff

import (
	"strings"

	"aduana/pkg/money"
)

// Duty is what a cell of the official tariff says of the import duty. Just one
// of Known, Unknown and Refuse holds; none where the cell is empty.
type Duty struct {
	Rate    money.Ratio // of the customs value
	Known   bool
	Unknown string // what to supply
	Refuse  string // why
}

// highest is the highest rate that is believed, 1,000 %.
var highest = money.Whole(10)

// ParseDuty reads a cell: "35", "35%" and "35.0" are percentages, "Ex." is free
// of duty, "Prohibida" refuses. A duty by quantity, or a mixed one, is unknown,
// and so is all that cannot be read; nothing is taken for zero that does not say
// so.
func ParseDuty(cell string) Duty {
	text := strings.Join(strings.Fields(cell), " ")
	if text == "" {
		return Duty{}
	}
	word := headText(text)
	switch {
	case word == "ex" || strings.HasPrefix(word, "exent"):
		return Duty{Known: true, Rate: money.Zero}
	case strings.HasPrefix(word, "prohib"):
		return Duty{Refuse: "its import is prohibited"}
	}
	number, percent := strings.CutSuffix(text, "%")
	number = strings.TrimSpace(number)
	if strings.Count(number, ",") == 1 && !strings.Contains(number, ".") {
		number = strings.Replace(number, ",", ".", 1)
	}
	rate, fail := money.ParseRatio(number + "%")
	whole, _ := money.ParseRatio(number)
	switch {
	case fail != nil && strings.ContainsAny(text, "0123456789"):
		return Duty{Unknown: "duty by quantity, or mixed: " + shown(text) + "; give duty as one rate, or --line igi=<MXN>/entry"}
	case fail != nil:
		return Duty{Unknown: "duty that cannot be read: " + shown(text) + "; give duty as one rate"}
	case rate.Sign() < 0 || rate.Cmp(highest) > 0:
		return Duty{Unknown: "duty out of range: " + shown(text) + "; give duty as one rate"}
	case !percent && whole.Sign() > 0 && whole.Cmp(money.One) < 0:
		return Duty{Unknown: "duty that may be a fraction or a percentage: " + shown(text) + "; give duty as one rate"}
	}
	return Duty{Known: true, Rate: rate.Lowest()}
}

// shown quotes a cell for people, shortened.
func shown(text string) string {
	if r := []rune(text); len(r) > longestWord {
		text = string(r[:longestWord]) + "…"
	}
	return `"` + text + `"`
}
