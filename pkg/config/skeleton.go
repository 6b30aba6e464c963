package config

import (
	"path/filepath"
	"strings"
)

// The names of the settings files.
const (
	folderFile = "aduana.yaml"
	userFile   = "config.yaml"
)

// UserFile gives the path of the user's settings file; "" where there is no
// user's folder.
func UserFile(userDir string) string {
	if userDir == "" {
		return ""
	}
	return filepath.Join(userDir, userFile)
}

// FolderFile gives the path of the settings file of a folder.
func FolderFile(dir string) string { return filepath.Join(dir, folderFile) }

// Skeleton is a settings file in which every setting is a comment, with what it
// means and what it is by default.
func Skeleton() string {
	var b strings.Builder
	b.WriteString(`# Settings of aduana. A flag counts before the environment (ADUANA_AS_OF and so
# on), that before aduana.yaml in the folder of the run, and that before this
# file. Take away the # in front of what you want to set.
`)
	for _, k := range keys {
		b.WriteString("\n# " + k.usage + "\n# " + k.name + ": " + k.sample() + "\n")
	}
	return b.String()
}

// sample writes a value that the setting takes: its default, or where that is
// nothing one that shows the form.
func (k key) sample() string {
	samples := map[string]string{
		"as_of": "2026-09-01", "rules": "rules", "route": "[direct-mail, local-warehouse]",
		"set": `["seller=company"]`, "fx": `["USD=17.20@2026-11-20"]`, "width": "80",
	}
	if s, ok := samples[k.name]; ok {
		return s
	}
	switch v := k.preset.(type) {
	case bool:
		return "false"
	case string:
		if v != "" {
			return v
		}
	}
	return `""`
}
