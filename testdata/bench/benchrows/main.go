// Command benchrows writes the catalogue of the benchmarks as CSV:
//
//	go run ./testdata/bench/benchrows -n 1000000 -o rows.csv
//	go run ./testdata/bench/benchrows -n 1000000 -o rows.csv -planted faults.csv
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"

	"aduana/testdata/bench/rows"
)

func main() {
	n := flag.Int64("n", 1_000_000, "how many rows")
	out := flag.String("o", "", "file to write")
	planted := flag.String("planted", "", "spoil one row in a hundred, and list the faults in this file")
	flag.Parse()
	if err := run(*n, *out, *planted); err != nil {
		fmt.Fprintln(os.Stderr, "benchrows:", err)
		os.Exit(1)
	}
}

func run(n int64, out, planted string) error {
	catalogue, err := rows.New()
	if err != nil {
		return err
	}
	return write(out, func(w io.Writer) error {
		if planted == "" {
			return good(w, catalogue, n)
		}
		return write(planted, func(list io.Writer) error { return spoiled(w, list, catalogue, n) })
	})
}

func good(w io.Writer, c *rows.Catalogue, n int64) error {
	line := append([]byte(rows.Header), '\n')
	for i := int64(1); ; i++ {
		if _, err := w.Write(line); err != nil || i > n {
			return err
		}
		line = c.Append(line[:0], i)
	}
}

func spoiled(w, list io.Writer, c *rows.Catalogue, n int64) error {
	line := append([]byte(rows.Header), '\n')
	note := "row,column,code,kind\n"
	for i := int64(1); ; i++ {
		if _, err := w.Write(line); err != nil {
			return err
		}
		if _, err := io.WriteString(list, note); err != nil || i > n {
			return err
		}
		var f *rows.Fault
		line, f = c.Plant(line[:0], i)
		note = ""
		if f != nil {
			note = fmt.Sprintf("%d,%s,%s,%s\n", f.Row, f.Column, f.Code, f.Kind)
		}
	}
}

// write makes a file of what fill writes.
func write(name string, fill func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	err = fill(w)
	if err == nil {
		err = w.Flush()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	return err
}
