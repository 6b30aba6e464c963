package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestPaper runs what seeds/paper.yaml says shows a claim, and looks for the
// lines and fields that it names.
func TestPaper(t *testing.T) {
	text, err := os.ReadFile("../../seeds/paper.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var paper struct {
		Documents map[string]any
		Claims    []struct {
			ID, Document, Where, Claim, Status, Note string
			Run, See                                 []string
		}
	}
	if err := yaml.Unmarshal(text, &paper); err != nil {
		t.Fatal(err)
	}
	if n := len(paper.Claims); n != 17 {
		t.Errorf("%d claims, want the 14 of the paper and the 3 of the articles", n)
	}
	program, dir := build(t), t.TempDir()
	for _, c := range paper.Claims {
		if paper.Documents[c.Document] == nil || c.Where == "" || c.Claim == "" {
			t.Errorf("%s: no document, section or claim", c.ID)
		}
		switch c.Status {
		case "planned", "context":
			continue
		case "shown":
		default:
			t.Errorf("%s: status %q", c.ID, c.Status)
		}
		if len(c.Run) == 0 || len(c.See) == 0 {
			t.Errorf("%s is shown by nothing", c.ID)
		}
		for _, command := range c.Run {
			out := run(t, dir, program, strings.TrimPrefix(command, "aduana "))
			if !json.Valid([]byte(out)) {
				t.Errorf("%s: %s\n%s", c.ID, command, out)
			}
			for _, see := range c.See {
				if !strings.Contains(out, `"`+see+`"`) {
					t.Errorf("%s: %s does not show %s", c.ID, command, see)
				}
			}
		}
	}
}
