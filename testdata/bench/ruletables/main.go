// Command ruletables writes every rule table, as it is on a day, as a CSV that
// a database can join:
//
//	go run ./testdata/bench/ruletables -as-of 2026-09-01 -o FOLDER
//
// A row has its place in match order, its conditions, and what it gives. A list
// of words is joined by ";", a list that is excluded begins with "!". Bounds of
// a number are two columns, KEY_low and KEY_high, empty where there is none;
// which of them is part of the range is for the reader to know. Money is in MXN.
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"aduana/pkg/money"
	"aduana/pkg/table"
	"aduana/seeds"
)

func main() {
	asOf := flag.String("as-of", "", "day, YYYY-MM-DD")
	out := flag.String("o", "", "folder to write to")
	flag.Parse()
	if err := run(*asOf, *out); err != nil {
		fmt.Fprintln(os.Stderr, "ruletables:", err)
		os.Exit(1)
	}
}

func run(asOf, out string) error {
	date, f := table.ParseDate(asOf)
	if f != nil {
		return f
	}
	set, err := table.Open(table.Layer{Name: "embedded", FS: seeds.FS})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	usd := money.Zero
	fx, f := set.At("cost.fx", date, table.Options{})
	if f != nil {
		return f
	}
	for _, row := range fx.Rows {
		if row.Conds[0].Texts[0] == "USD" {
			usd = row.Cells[0].Num
		}
	}
	for _, id := range set.IDs() {
		view, f := set.At(id, date, table.Options{})
		if f != nil {
			return f
		}
		if view.Asks(table.KeyHS) && view.Table.Sources != nil {
			continue // a CSV file by tariff line already
		}
		if err := write(filepath.Join(out, id+".csv"), view, usd); err != nil {
			return err
		}
	}
	return nil
}

func write(name string, v *table.View, usd money.Ratio) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	w := csv.NewWriter(file)
	header := []string{"place"}
	for _, key := range table.KeyNames() {
		if k, _ := table.KeyByName(key); v.Asks(k) {
			if k.Kind() == table.KindNumber {
				header = append(header, key+"_low", key+"_high")
			} else {
				header = append(header, key)
			}
		}
	}
	for _, c := range v.Table.Columns {
		header = append(header, c.Name)
	}
	_ = w.Write(header) // an error stays, and Flush gives it
	for i, row := range v.Rows {
		cells := map[string]string{"place": strconv.Itoa(i + 1)}
		for _, c := range row.Conds {
			condition(cells, &c)
		}
		for j, c := range row.Cells {
			column := v.Table.Columns[j]
			cells[column.Name] = c.Num.String()
			switch {
			case column.Unit == table.UnitText:
				cells[column.Name] = c.Text
			case column.Unit == table.UnitMoney && c.Text == "USD":
				mxn, ok := c.Num.Mul(usd)
				if !ok {
					return fmt.Errorf("%s: %s USD do not fit", name, c.Num)
				}
				cells[column.Name] = mxn.String()
			}
		}
		record := make([]string, len(header))
		for j, h := range header {
			record[j] = cells[h]
		}
		_ = w.Write(record)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return file.Close()
}

// condition enters a condition of a row under its column or columns.
func condition(cells map[string]string, c *table.Cond) {
	key := c.Key.String()
	if c.Key.Kind() == table.KindNumber {
		if c.In.HasLow {
			cells[key+"_low"] = c.In.Low.String()
		}
		if c.In.HasHigh {
			cells[key+"_high"] = c.In.High.String()
		}
		return
	}
	cells[key] = strings.Join(c.Texts, ";")
	if c.Not {
		cells[key] = "!" + cells[key]
	}
}
