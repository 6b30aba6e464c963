package banxico

import (
	"encoding/json"
	"slices"
	"strings"

	"aduana/pkg/fault"
	"aduana/pkg/money"
	"aduana/pkg/table"
)

// Observation is a rate of a series on a day.
type Observation struct {
	Series string
	Date   table.Date
	Rate   money.Ratio // MXN for one unit of the currency
}

// answer is the JSON of the service.
type answer struct {
	BMX struct {
		Series []seriesJSON `json:"series"`
	} `json:"bmx"`
}

type seriesJSON struct {
	ID   string `json:"idSerie"`
	Data []struct {
		Date  string `json:"fecha"` // dd/mm/yyyy
		Value string `json:"dato"`  // a number, or N/E where there is none
	} `json:"datos"`
}

// notAvailable is what stands where a day has no observation.
const notAvailable = "N/E"

// observations gives the newest observation of each series. Faults:
// E-SIE-ANSWER, E-SIE-SERIES, E-SIE-NO-DATA.
func observations(data []byte, series []string) ([]Observation, error) {
	var a answer
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, fault.New("E-SIE-ANSWER", fault.Place{}, "it is not the JSON that the service describes")
	}
	var found []Observation
	var faults fault.List
	for _, id := range series {
		at := slices.IndexFunc(a.BMX.Series, func(s seriesJSON) bool { return s.ID == id })
		if at < 0 {
			faults.Add(fault.New("E-SIE-NO-DATA", fault.Place{}, id))
			continue
		}
		s := &a.BMX.Series[at]
		newest := Observation{Series: id, Date: table.OpenStart}
		for _, d := range s.Data {
			if strings.TrimSpace(d.Value) == notAvailable {
				continue
			}
			o, fail := observe(d.Date, d.Value)
			if fail != nil {
				return nil, fail
			}
			if o.Date > newest.Date {
				newest.Date, newest.Rate = o.Date, o.Rate
			}
		}
		if newest.Date == table.OpenStart {
			faults.Add(fault.New("E-SIE-NO-DATA", fault.Place{}, id))
		}
		found = append(found, newest)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return found, nil
}

// observe reads a day and its rate.
func observe(day, value string) (Observation, *fault.Fault) {
	bad := func(why string) (Observation, *fault.Fault) {
		return Observation{}, fault.New("E-SIE-ANSWER", fault.Place{}, why)
	}
	parts := strings.Split(strings.TrimSpace(day), "/")
	if len(parts) != 3 {
		return bad("a date is not dd/mm/yyyy")
	}
	slices.Reverse(parts)
	d, fail := table.ParseDate(strings.Join(parts, "-"))
	if fail != nil {
		return bad("a date is not dd/mm/yyyy")
	}
	rate, fail := money.ParseRatio(value)
	if fail != nil || strings.ContainsAny(value, "%/") || rate.Sign() <= 0 {
		return bad("a rate is not a number over zero")
	}
	return Observation{Date: d, Rate: rate}, nil
}
