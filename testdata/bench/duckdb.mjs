// Runs files of SQL in one DuckDB, and prints the seconds that the last of them
// took:
//
//   DUCKDB_MODULES=FOLDER node duckdb.mjs [KEY=VALUE...] FILE.sql...
//
// FOLDER has node_modules with @duckdb/node-api. {KEY} in the SQL stands for
// the value. The key threads says how many of them work (2), and database in
// which file the tables are (else in memory). What a last SELECT gives is
// printed as JSON Lines. The seconds go to standard error.
import { readFileSync } from "node:fs";
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
  console.error(((performance.now() - start) / 1000).toFixed(3));
  if (result.columnNames()[0] !== "Count") {
    for (const row of result.getRowObjectsJson()) console.log(JSON.stringify(row));
  }
}
