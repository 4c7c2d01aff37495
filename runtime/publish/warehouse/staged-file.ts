import type { Destination } from "../../destinations/destination.ts";
import { quoteText } from "../../destinations/duckdb/literals.ts";
import { identifier, joinSql, type Sql, sql, writeSql } from "../../destinations/sql.ts";
import type { CopiedTable } from "../working-copy.ts";
import { readRows } from "./changed-rows.ts";
import type { WarehouseColumn, WarehouseDialect, WarehouseTable } from "./warehouse.ts";

/** Values of a column that the warehouse does not get as they are. */
export interface Loss {
  readonly column: string;
  readonly values: number;
  /** As in `cut to 65,535 bytes`. */
  readonly what: string;
}

/** Writes the rows of a table, or those of changed root records, into a Parquet file as a warehouse takes it; answers how many. */
export async function writeStaged({ query }: Destination, dialect: WarehouseDialect, { copied, table, changed }: StagedRows, file: string): Promise<number> {
  const columns = joinSql(table.columns.map((column) => writeColumn(dialect, column)));
  const order = [...(table.cursor ? [table.cursor.name] : []), ...copied.key].map((name) => sql`c.${identifier(name)}`);
  const select = sql`SELECT ${columns} FROM ${readRows(copied, changed)}${order.length > 0 ? sql` ORDER BY ${joinSql(order)}` : sql``}`;
  const { rows: [[count] = []] } = await query(`COPY (${writeSql(select)}) TO ${quoteText(file)} ${packAs(dialect.packing)}`, select.values);
  return Number(count);
}

export interface StagedRows {
  readonly copied: CopiedTable;
  readonly table: WarehouseTable;
  readonly changed: Sql | undefined;
}

/** BigQuery wants row groups of 16 MB at least; the count of rows, which would close one before, is out of the way. */
const packAs = (packing: WarehouseDialect["packing"]) =>
  packing === "zstd" ? "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000000, ROW_GROUP_SIZE_BYTES '20MB')" : "(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 100000000, ROW_GROUP_SIZE_BYTES '20MB')";

/** Which values of these rows do not arrive as they are. */
export async function findLosses({ query }: Destination, dialect: WarehouseDialect, { copied, table, changed }: StagedRows): Promise<Loss[]> {
  const losses = table.columns.flatMap((column) => [lossOf(dialect, column)].flatMap((loss) => (loss ? [{ column: column.name, ...loss }] : [])));
  if (losses.length === 0) return [];
  const counts = losses.map(({ column, when }) => sql`count(*) FILTER (${when(sql`c.${identifier(column)}`)})`);
  const [found] = (await query(sql`SELECT ${joinSql(counts)} FROM ${readRows(copied, changed)}`)).rows;
  return losses.map(({ column, what }, index) => ({ column: `${table.name}.${column}`, values: Number(found![index]), what })).filter(({ values }) => values > 0);
}

function writeColumn({ write }: WarehouseDialect, { name, type }: WarehouseColumn): Sql {
  const column = sql`c.${identifier(name)}`;
  const value = type === "date" || type === "timestamp" ? sql`CASE WHEN year(${column}) BETWEEN 1 AND 9999 THEN ${column} END` : column;
  const plain = type === "uuid" || type === "json" ? sql`${value}::VARCHAR` : value;
  return sql`${write[type]?.(plain) ?? plain} AS ${identifier(name)}`;
}

/** What no warehouse can hold; and what this one cannot. */
function lossOf({ lossy }: WarehouseDialect, { type }: WarehouseColumn): { readonly when: (value: Sql) => Sql; readonly what: string } | undefined {
  if (type !== "date" && type !== "timestamp") return lossy[type];
  return { when: (value) => sql`${value} IS NOT NULL AND NOT coalesce(year(${value}) BETWEEN 1 AND 9999, false)`, what: "null: not of the years 1 to 9999" };
}
