package report

// englishRules is the texts of answers about the rules themselves.
var englishRules = map[string]string{}
