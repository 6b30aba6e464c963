package cli

import (
	"aduana/pkg/schema"

	"github.com/spf13/cobra"
)

func newSchema(s *Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema NAME",
		Short: "Print the JSON Schema of an offer, a quote, a table or a route",
		Long: `Print the JSON Schema (draft 2020-12) of what aduana reads or writes, for
editors and scripts:

  offer   an offer file, YAML or JSON
  quote   what aduana quote --format json writes
  table   a file under law/ or costs/ of a rules folder
  route   a file under routes/ of a rules folder

The program checks more than a schema can say, and has the last word.`,
		Example: `  aduana schema offer
  aduana schema quote > quote.schema.json`,
		Args:      oneOf("schema", schema.Names()),
		ValidArgs: schema.Names(),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := schema.Of(args[0]).Text()
			if err != nil {
				return err
			}
			return s.deliver(text, "", "")
		},
	}
}
