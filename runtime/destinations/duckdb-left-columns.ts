import type { DuckDBConnection } from "@duckdb/node-api";
import type { Resource } from "../resource.ts";
import { quoteName } from "./identifiers.ts";

/**
 * Gives the staged rows what the table holds of them in columns that are not staged, because they have left Lago's document
 * or because only single records fill them: it must outlive the rows that the merge deletes. To be called outside of a transaction: in one, DuckDB does not fill the column it has just added.
 */
export async function carryLeftColumns(connection: DuckDBConnection, { name, primaryKey }: Resource): Promise<void> {
  const [table, stage] = [quoteName(name), quoteName(`stage_${name}`)];
  const same = primaryKey.map((column) => `t.${quoteName(column)} IS NOT DISTINCT FROM s.${quoteName(column)}`).join(" AND ");
  for (const [left, type] of await findLeftColumns(connection, name)) {
    const column = quoteName(left);
    await connection.run(`ALTER TABLE ${stage} ADD COLUMN IF NOT EXISTS ${column} ${type}`);
    await connection.run(`UPDATE ${stage} AS s SET ${column} = t.${column} FROM ${table} AS t WHERE ${same}`);
  }
}

async function findLeftColumns(connection: DuckDBConnection, table: string): Promise<[name: string, type: string][]> {
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = current_schema() AND table_name = $1
      AND column_name NOT IN (SELECT column_name FROM duckdb_columns() WHERE database_name = 'temp' AND table_name = $2)`,
    [table, `stage_${table}`],
  );
  return reader.getRows() as [string, string][];
}
