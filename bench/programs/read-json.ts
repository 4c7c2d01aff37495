import { DuckDBInstance } from "@duckdb/node-api";
import { resources } from "../../generated/index.ts";
import { runProgram } from "./program.ts";
import { columnsOf } from "./record-type.ts";

/** The limit of DuckDB: its own reader, over the same records on disk, one a line, into one table of a file. */
export interface ReadJsonTask {
  readonly resource: string;
  readonly lines: string;
  readonly file: string;
  /** Absent: as many as DuckDB wants, one a core. */
  readonly threads?: number;
}

await runProgram(async ({ resource: name, lines, file, threads }: ReadJsonTask) => {
  const resource = resources.find((candidate) => candidate.name === name)!;
  const settings = { preserve_insertion_order: "false", ...(threads && { threads: String(threads) }) };
  const instance = await DuckDBInstance.create(file, settings);
  const connection = await instance.connect();
  const columns = Object.entries(columnsOf(resource.tables, resource.tables[0])).map(([column, type]) => `"${column}": '${type}'`);
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`CREATE TABLE records AS SELECT * FROM read_json('${lines}', format = 'newline_delimited', columns = {${columns.join(", ")}})`);
  const [[rows]] = (await connection.runAndReadAll("SELECT count(*) FROM records")).getRows() as [[bigint]];
  connection.closeSync();
  instance.closeSync();
  return { rows: Number(rows) };
});
