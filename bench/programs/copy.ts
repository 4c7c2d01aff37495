import pg from "pg";
import { runProgram } from "./program.ts";

/** The limit of Postgres: the rows that a load made, from files on the server's disk into tables of the same columns and keys. */
export interface CopyTask {
  readonly url: string;
  /** Of the tables to fill, empty. */
  readonly schema: string;
  /** Table → file, readable by the server. */
  readonly files: Readonly<Record<string, string>>;
}

await runProgram(async ({ url, schema, files }: CopyTask) => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("BEGIN");
  for (const [table, file] of Object.entries(files)) await client.query(`COPY ${schema}.${table} FROM '${file}'`);
  await client.query("COMMIT");
  await client.end();
  return {};
});
