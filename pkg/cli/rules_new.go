package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"

	"aduana/pkg/config"
	"aduana/pkg/fault"
	"aduana/pkg/route"
	"aduana/pkg/table"
	"aduana/seeds"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"
)

func newRulesNew(s *Streams) *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "new ID",
		Short: "Write the commented beginning of a table or a route",
		Long: `Write the commented beginning of a table (law.NAME or cost.NAME) or a route (any
other NAME), which is right as it stands. Over an embedded table it has that
table's columns. With --into it is put where a folder of rules keeps it; nothing
that is there is written over.`,
		Example: `  aduana rules new cost.commission
  aduana rules new express --into mine
  aduana rules lint mine`,
		Args: oneArgument("the id of a table or a route"),
	}
	cmd.Flags().StringVar(&into, "into", "", "folder of rules to put the file into (default: standard output)")
	config.AddFlags(cmd.Flags(), "rules")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		b, _, err := openRulebook(cmd, s)
		if err != nil {
			return err
		}
		path, text, err := skeleton(b.Tables, args[0])
		if err != nil {
			return err
		}
		if into == "" {
			return s.deliver(text, "", "")
		}
		return writeNew(filepath.Join(into, filepath.FromSlash(path)), text)
	}
	return cmd
}

// skeletonColumn is a column of a table's skeleton.
type skeletonColumn struct{ Name, Unit, Example string }

// sample is a value of each unit.
var sample = map[table.Unit]string{
	table.UnitFraction: "0.10", table.UnitMoney: "45 MXN", table.UnitFlag: "1", table.UnitText: "word",
}

var ruleID = regexp.MustCompile(`^(?:(law|cost)\.)?([a-z0-9][a-z0-9_.-]{0,59})$`)

// skeleton writes the beginning of a rule, and says where its file belongs.
func skeleton(tables *table.Set, id string) (path, text string, err error) {
	m := ruleID.FindStringSubmatch(id)
	if m == nil {
		return "", "", fault.New("E-NEW-ID", fault.Place{}, id)
	}
	data := struct {
		ID, Title, Condition string
		Law, Over, Billable  bool
		Columns              []skeletonColumn
	}{ID: id, Title: "What it says", Condition: "category: fashion", Law: m[1] == "law"}
	file := "table.yaml"
	switch folder := map[string]string{"law": "law", "cost": "costs"}[m[1]]; folder {
	case "":
		file, path, data.Title = "route.yaml", "routes/"+id+".yaml", "How it gets there"
	default:
		path = folder + "/" + m[2] + ".yaml"
		columns := []table.Column{{Name: "rate", Unit: table.UnitFraction}}
		if below, f := tables.Table(id); f == nil {
			columns, data.Over, data.Title = below.Columns, true, below.Title
			data.Condition = conditionOf(below)
		}
		if strings.HasPrefix(id, "law.group.") {
			columns, data.Condition = []table.Column{{Name: "member", Unit: table.UnitFlag}}, "origin: [US, CA]"
		}
		for _, c := range columns {
			example, ok := sample[c.Unit]
			if !ok {
				example = "1"
			}
			data.Columns = append(data.Columns, skeletonColumn{c.Name, c.Unit.String(), example})
		}
	}
	t, err := template.ParseFS(seeds.Skeletons, "skeletons/"+file)
	if err != nil {
		return "", "", err
	}
	var b strings.Builder
	err = t.Execute(&b, data)
	return path, b.String(), err
}

// conditionOf gives a condition that a row over a table may have.
func conditionOf(t *table.Table) string {
	if t.ID == route.FXTable {
		return "currency: EUR"
	}
	return "category: fashion"
}

// writeNew writes a file that is not there, with its folders.
func writeNew(path, text string) error {
	at := fault.Place{File: path}
	if _, err := os.Lstat(path); err == nil {
		return fault.New("E-EXISTS", at)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	if err := renameio.WriteFile(path, []byte(text), 0o644); err != nil {
		return fault.Wrap(err, "E-WRITE", at)
	}
	return nil
}
