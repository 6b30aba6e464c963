package table

import (
	"path"
	"slices"
	"strings"

	"aduana/pkg/fault"
)

// Texts reads every rule file of the layer, by its name: law/courier.yaml. Of
// a CSV file by hs only the head and the lines for the tariff lines named are
// kept, since a quote reads no other. Faults: E-READ, E-TOO-LARGE.
func (l Layer) Texts(hs []string) (map[string]string, fault.List) {
	texts := map[string]string{}
	var faults fault.List
	for _, dir := range []string{costFolder, lawFolder, routeFolder} {
		entries, _ := l.entries(dir) // a folder that is not there has no files
		for _, e := range entries {
			name := dir + "/" + e.Name()
			limit := int64(maxYAML)
			switch path.Ext(name) {
			case ".csv":
				limit = maxCSV
			case extension:
			default:
				continue
			}
			data, fail := l.read(name, limit)
			faults.Add(fail)
			if texts[name] = string(data); limit == maxCSV {
				texts[name] = excerpt(string(data), hs)
			}
		}
	}
	return texts, faults
}

// excerpt keeps the head of a CSV file by hs and the lines of which some tariff
// line has the code, or begins with it, and those under a heading; where none
// has, the first one, since a table is never empty. Any other CSV file stays as it is.
func excerpt(text string, hs []string) string {
	s := sheet{text: strings.TrimPrefix(text, "\ufeff")}
	s.index()
	if len(s.lines) < 2 || s.code(s.lines[0]) != KeyHS.String() {
		return text
	}
	var kept strings.Builder
	keep := func(l line) { kept.WriteString(s.text[l.at:l.end]) }
	keep(s.lines[0])
	head := kept.Len()
	for _, l := range s.lines[1:] {
		code := s.code(l)
		if slices.ContainsFunc(hs, func(own string) bool { return strings.HasPrefix(own, code) || strings.HasPrefix(code, own) }) {
			keep(l)
		}
	}
	if kept.Len() == head {
		keep(s.lines[1])
	}
	return kept.String()
}

// IsRule tells whether a file of that name is read as a rule: a YAML or CSV file
// in law/, costs/ or routes/.
func IsRule(name string) bool {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	return slices.Contains([]string{lawFolder + "/", costFolder + "/", routeFolder + "/"}, dir) && (ext == extension || ext == ".csv") &&
		!strings.HasPrefix(base, ".") && !strings.ContainsFunc(base, control)
}

// IsGroup tells whether a rule file holds a group of countries.
func IsGroup(name string) bool { return isGroup(IDOf(name)) }

// IDOf gives the id of the table that a rule file holds: law.courier for
// law/courier.yaml and law/courier.csv; "" for a route's file.
func IDOf(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	switch path.Dir(name) {
	case costFolder:
		return costPrefix + base
	case lawFolder:
		return lawPrefix + base
	}
	return ""
}
