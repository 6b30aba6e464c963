package landed

import "aduana/pkg/table"

// OldRate gives the age in days of an exchange rate of a day, and whether it is
// called old. A rate of a later day has an age below zero.
func OldRate(of, on table.Date) (days int, old bool) {
	days = int(on) - int(of)
	return days, days > staleDays
}
