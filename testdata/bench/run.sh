#!/usr/bin/env bash
# Races `aduana batch` with DuckDB, Miller and pandas on generated rows, and
# compares its figures with an exact reckoning in SQL. It fails where a figure
# or a reject differs; a time never fails it. Called by `make bench`.
#
#   ADUANA          the program
#   DUCKDB_MODULES  folder with node_modules, in it @duckdb/node-api
#   ROWS, RUNS      rows of the race (1,000,000), and how often it is run (5)
#   LARGE           rows of the longest file (10,000,000), from 10,000 by tens
#   PLAIN           command that only reads $IN and writes the bytes of $PRICED to
#                   $OUT with our own reader and writer, and adds the seconds that
#                   this takes to the file $CLOCK; none: skipped
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${ADUANA:?}" "${DUCKDB_MODULES:?}"
rows=${ROWS:-1000000} runs=${RUNS:-5} large=${LARGE:-10000000}
as_of=2026-09-01
here=testdata/bench
work=$(mktemp -d "${TMPDIR:-/tmp}/aduana-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export DUCKDB_MODULES

say() { printf '%s\n' "$*"; }

# sql OUT FILE...: runs SQL with the names of the files laid in.
sql() {
	local out=$1
	shift
	node "$here/duckdb.mjs" threads=2 "in=$work/rows.csv" "out=$out" "rules=$work/rules" law=seeds/law "as_of=$as_of" "$@"
}

# seconds COMMAND...: how long it takes, its output thrown away.
seconds() {
	local start=${EPOCHREALTIME/[.,]/}
	"$@" >/dev/null 2>"$work/err" || {
		cat "$work/err" >&2
		return 1
	}
	local end=${EPOCHREALTIME/[.,]/}
	awk -v us=$((end - start)) 'BEGIN {printf "%.3f\n", us / 1e6}'
}

# median NAME: of the times noted for it.
median() { sort -n "$work/$1.times" | awk '{t[NR] = $1} END {print (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2}'; }

# The columns that the SQL makes too.
columns=
for route in direct-mail local-warehouse; do
	for total in delivered_cost import_taxes margin margin_pct payout; do columns+=$route.$total,; done
done
price() { "$ADUANA" batch "$1" -o "$2" --as-of "$as_of" --columns "${columns}best,difference"; }
# Its own clock leaves out the start of the program and the reading of the rules.
duckdb() { sql "$work/duckdb.csv" "order=ORDER BY sku" "clock=$work/query.times" "$here/rules.sql" "$here/duckdb.sql"; }
loose() { sql "$work/loose.csv" "order=" "clock=$work/loosequery.times" "$here/rules.sql" "$here/duckdb.sql"; }
# Its own clock leaves out the start of the program and the reading of $PRICED.
plain() {
	IN=$work/rows.csv PRICED=$work/aduana.csv OUT=$work/plain.csv CLOCK=$work/plain.times bash -c "$PLAIN"
	cmp "$work/plain.csv" "$work/aduana.csv"
}
pandas() { /usr/bin/python3 "$here/part.py" "$work/rows.csv" "$work/pandas.csv" "$work/rules"; }
# shellcheck disable=SC1010 # this then is Miller's
miller() {
	mlr --csv put -f "$here/step.mlr" \
		then join -j category,marketplace,seller,fulfilment -f "$work/rules/profiles.csv" \
		then join -j origin -f "$work/rules/courier.csv" \
		then join -j tenths -f "$work/rules/parcel_card.csv" \
		then put "${scalars[@]}" -f "$here/part.mlr" \
		then cut -x -f tenths,amount,commission,item_fee,fees_vat,return_rate,dta_due,usd1,rate1,usd2,rate2,usd3,rate3 \
		"$work/rows.csv" >"$work/miller.csv"
}

go build -o "$work/benchrows" "./$here/benchrows"
go run "./$here/ruletables" -as-of "$as_of" -o "$work/rules"
"$work/benchrows" -n "$rows" -o "$work/rows.csv"
sql - "$here/rules.sql" "$here/tables.sql"
IFS=, read -ra names < <(head -n 1 "$work/rules/scalars.csv")
IFS=, read -ra values < <(tail -n 1 "$work/rules/scalars.csv")
scalars=()
for i in "${!names[@]}"; do
	scalars+=(-s "${names[i]}=${values[i]}")
done

racers=(aduana duckdb loose)
if [[ -n ${PLAIN:-} ]]; then racers+=(plain); else say "read and write alone: skipped, PLAIN names no command"; fi
if type -P mlr >/dev/null; then racers+=(miller); else say "Miller: skipped, install miller"; fi
if /usr/bin/python3 -c 'import pandas' 2>/dev/null; then racers+=(pandas); else say "pandas: skipped, install python3-pandas"; fi

say "race on $rows rows, $(stat -c %s "$work/rows.csv") bytes, medians of $runs"
for ((run = 1; run <= runs; run++)); do
	for racer in "${racers[@]}"; do
		case $racer in
		duckdb) seconds duckdb >>"$work/duckdb.times" ;;
		loose) seconds loose >>"$work/loose.times" ;;
		aduana) seconds price "$work/rows.csv" "$work/aduana.csv" >>"$work/aduana.times" ;;
		plain) plain ;;
		miller) seconds miller >>"$work/miller.times" ;;
		pandas) seconds pandas >>"$work/pandas.times" ;;
		esac
	done
done

declare -A what=(
	[aduana]="aduana batch, both routes" [duckdb]="DuckDB, both routes, 2 threads" [query]="DuckDB, its query alone"
	[loose]="DuckDB, order of rows lost" [loosequery]="DuckDB, order lost, query alone" [plain]="read and write alone"
	[miller]="Miller, a part of the sums" [pandas]="pandas, a part of the sums"
)
ours=$(median aduana)
for racer in "${racers[@]}" query loosequery; do
	awk -v what="${what[$racer]}" -v t="$(median "$racer")" -v ours="$ours" -v rows="$rows" 'BEGIN {
		printf "  %-32s %8.3f s  %7.3f us a row  %6.2f times aduana'"'"'s time\n", what, t, t / rows * 1e6, t / ours}'
done

# What a run needs, and whether the time of a row stays the same: of all rows, the
# start and the first look-ups shared out, and of those beyond the size before.
measured=() && : >"$work/memory"
before=0 took=0
if [[ -x /usr/bin/time ]]; then measured=(/usr/bin/time -f %M -o "$work/memory"); fi
measure() { # SUFFIX ROWS
	local in=$work/some.$1 start end
	start=${EPOCHREALTIME/[.,]/}
	"${measured[@]}" "$ADUANA" batch "$in" -o "$work/priced.$1" --as-of "$as_of" 2>"$work/err" || {
		cat "$work/err" >&2
		return 1
	}
	end=${EPOCHREALTIME/[.,]/}
	awk -v kind="$1" -v n="$2" -v us=$((end - start)) -v kb="$(cat "$work/memory")" -v before="$before" -v took="$took" 'BEGIN {
		further = kind == "csv" && before ? sprintf("%6.3f us a further row", (us - took) / (n - before)) : ""
		memory = kb ? sprintf("%.0f MB", kb * 1024 / 1e6) : "memory not measured, install time"
		printf "  %-5s %9d rows  %8.3f s  %6.3f us a row  %23s  %s\n", kind, n, us / 1e6, us / n, further, memory}'
	if [[ $1 == csv ]]; then before=$2 took=$((end - start)); fi
	rm -f "$work/priced.$1"
}
failed=0
say "time and memory by rows"
for ((n = 10000; n <= large; n *= 10)); do
	"$work/benchrows" -n "$n" -o "$work/some.csv"
	measure csv "$n" || failed=1
	if ((n >= 1000000)); then
		sql "$work/some.jsonl" "$here/lines.sql" "in=$work/some.csv"
		rm "$work/some.csv"
		measure jsonl "$n" || failed=1
	fi
	rm -f "$work"/some.*
done

# One row in a hundred is bad: each has its reject, and nothing is lost.
"$work/benchrows" -n "$rows" -o "$work/bad.csv" -planted "$work/planted.csv"
code=0
price "$work/bad.csv" "$work/bad-priced.csv" 2>"$work/err" || code=$?
[[ $code == 6 ]] || { cat "$work/err"; say "bad rows: exit code $code, want 6"; failed=1; }
# Of the rejects only the first three columns are compared; they hold no quotes.
wrong=$(diff <(cut -d, -f1-3 "$work/planted.csv") <(grep -aE '^([0-9]+,[a-z_]*,E-|row,)' "$work/bad-priced.csv.rejects.csv" | cut -d, -f1-3) | grep -c '^[<>]') || true
planted=$(($(wc -l <"$work/planted.csv") - 1))
priced=$(($(wc -l <"$work/bad-priced.csv") - 1))
say "bad rows: $planted planted, $wrong rejects wrong, $priced priced of $rows"
[[ $wrong == 0 && $((planted + priced)) == "$rows" ]] || failed=1
rm -f "$work"/bad*

# Every figure of every row, to the centavo; those in floats, how near they are.
say "exact reckoning of $rows rows"
sql - "database=$work/exact.db" "$here/rules.sql" "$here/exact.sql"
answer=$(sql "$work/aduana.csv" "database=$work/exact.db" "$here/compare.sql")
say "  aduana: $answer"
[[ $answer == "{\"rows\":$rows,\"differ\":0,"* ]] || failed=1
for racer in "${racers[@]}"; do
	[[ $racer != aduana && $racer != plain ]] || continue
	say "  $racer, in floats: $(sql "$work/$racer.csv" "database=$work/exact.db" "$here/near.sql")"
done
exit "$failed"
