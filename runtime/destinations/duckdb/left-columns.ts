import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../../resource.ts";
import { quoteName } from "../identifiers.ts";

/**
 * Gives the rows that are staged in `source` what the table holds of them in columns that are not staged, because they have left Lago's
 * document or because only single records fill them: it must outlive the rows that the merge deletes. Answers what to read them from.
 */
export async function carryLeftColumns(connection: DuckDBConnection, { name, primaryKey }: Resource, left: readonly string[], source: string): Promise<string> {
  const carried = quoteName(`carried_${name}`);
  const same = primaryKey.map((column) => `t.${quoteName(column)} IS NOT DISTINCT FROM s.${quoteName(column)}`).join(" AND ");
  const columns = left.map((column) => `t.${quoteName(column)}`).join(", ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${carried} AS SELECT s._n, ${columns} FROM ${source} AS s JOIN ${quoteName(name)} AS t ON ${same}`);
  return `(SELECT s.*, c.* EXCLUDE (_n) FROM ${source} AS s LEFT JOIN ${carried} AS c USING (_n))`;
}

export async function findLeftColumns(connection: DuckDBConnection, { tables: [{ name, columns }] }: Resource): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = current_schema() AND table_name = $1",
    [name],
  );
  const staged = new Set([...columns.map((column) => column.name), "_hash", "_extra", "_loaded_at", "_load_id", "_deleted_at"]);
  return (reader.getRows() as [string][]).flatMap(([column]) => (staged.has(column) ? [] : [column]));
}
