import type { Sql } from "../destinations/sql.ts";
import type { Ask } from "./reader.ts";

export type Record = Readonly<globalThis.Record<string, string | null>>;

/** The rows of a result by column. */
export async function readRecords(ask: Ask, statement: Sql): Promise<Record[]> {
  const { columns, rows } = await ask(statement);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]!])));
}
