package offer

// Countries lists the codes of ISO 3166-1 in order.
func Countries() []string {
	var codes []string
	for i := 1; i < len(countries); i += wide {
		codes = append(codes, countries[i:i+2])
	}
	return codes
}
