import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../../resource.ts";
import { quoteName } from "../identifiers.ts";

/**
 * Adds to the rows staged in `source` the table's values of columns that are not staged, because the OpenAPI spec no longer has them or
 * because only details fill them: these must survive the merge, which deletes and inserts rows. Returns the relation to read from.
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
