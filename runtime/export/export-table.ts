import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Destination } from "../destinations/destination.ts";
import { quoteText } from "../destinations/duckdb/literals.ts";
import { identifier, joinSql, type Sql, sql, writeSql } from "../destinations/sql.ts";
import { type ExportedColumn, type TextFormat, writeTable } from "./table-text.ts";

export interface ExportedTable {
  readonly name: string;
  /** The columns to write, in order. */
  readonly columns: readonly ExportedColumn[];
}

/** Writes the rows of a table as text, at the speed of the stream. Returns the number of rows. */
export async function exportText({ scan }: Destination, { name, columns }: ExportedTable, format: TextFormat, to: Writable): Promise<number> {
  const { head, row, between, tail } = writeTable(format, columns);
  const write = async (text: string) => {
    // A failed stream accepts nothing more and emits no further event.
    if (to.destroyed) throw to.errored ?? new Error("The output was closed.");
    if (!to.write(text)) await once(to, "drain");
  };
  let count = 0;
  await write(head);
  await scan(sql`SELECT ${joinSql(columns.map((column) => identifier(column.name)))} FROM ${identifier(name)}`, async (rows) => {
    const texts = rows.map((values, index) => `${count + index === 0 ? "" : between}${row(values)}`);
    count += rows.length;
    await write(texts.join(""));
  });
  await write(tail);
  return count;
}

/** Writes a table of a DuckDB file to a Parquet file. UUIDs and JSON become text, which every engine reads. */
export async function exportParquet({ query }: Destination, { name, columns }: ExportedTable, file: string): Promise<number> {
  const select = sql`SELECT ${joinSql(columns.map(writeColumn))} FROM ${identifier(name)}`;
  const { rows: [[count] = []] } = await query(`COPY (${writeSql(select)}) TO ${quoteText(file)} ${PARQUET}`);
  return Number(count);
}

/** As above, for the result of a query. `FROM query` accepts it as one SELECT, even with a trailing comment or semicolon. */
export async function exportAnswer({ query }: Destination, select: string, file: string): Promise<number> {
  const { rows: [[count] = []] } = await query(`COPY (FROM query(${quoteText(select)})) TO ${quoteText(file)} ${PARQUET}`);
  return Number(count);
}

const PARQUET = "(FORMAT parquet, COMPRESSION zstd)";

function writeColumn({ name, type }: ExportedColumn): Sql {
  const column = identifier(name);
  return type === "uuid" || type === "json" ? sql`${column}::VARCHAR AS ${column}` : column;
}
