// Runs files of SQL in one DuckDB:
//
//   DUCKDB_MODULES=FOLDER node duckdb.mjs [KEY=VALUE...] FILE.sql...
//
// FOLDER has node_modules with @duckdb/node-api. {KEY} in the SQL stands for
// the value. What a SELECT at the end gives is printed as JSON Lines. Keys of its
// own: threads, how many of them work (2); database, the file in which the
// tables are (else they are in memory); clock, the file to which the seconds of
// the last file of SQL are added.
import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.DUCKDB_MODULES}/`);
const { DuckDBInstance } = require("@duckdb/node-api");

const args = process.argv.slice(2);
const files = args.filter((a) => !a.includes("="));
const values = Object.fromEntries(args.filter((a) => a.includes("=")).map((a) => a.split(/=(.*)/s, 2)));

const instance = await DuckDBInstance.create(values.database ?? ":memory:", { threads: values.threads ?? "2" });
const connection = await instance.connect();
for (const [i, file] of files.entries()) {
  const sql = readFileSync(file, "utf8").replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  const start = performance.now();
  const result = await connection.runAndReadAll(sql);
  if (i < files.length - 1) continue;
  if (values.clock) appendFileSync(values.clock, `${((performance.now() - start) / 1000).toFixed(3)}\n`);
  if (result.columnNames()[0] !== "Count") {
    for (const row of result.getRowObjectsJson()) console.log(JSON.stringify(row));
  }
}
