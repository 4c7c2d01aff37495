import type { Destination } from "../destinations/destination.ts";
import { isWithoutMemory } from "../destinations/duckdb/errors.ts";
import { quoteText } from "../destinations/duckdb/literals.ts";
import { identifier, joinSql, sql, type Sql, writeSql } from "../destinations/sql.ts";
import type { CopiedColumn, CopiedTable, RootTable } from "./working-copy.ts";

/** A part of a table, which becomes one object. */
export interface Part {
  /** `all`, a month as in `2026-11`, or `undated`. */
  readonly name: string;
  readonly rows: number;
  /** A fingerprint that changes if a load adds, removes or writes a row. No clock is involved. */
  readonly stamps: string;
}

/** Lists the parts of a table: one, or one per month of its root's cursor. A table without rows has one part, since it has columns. */
export async function listParts({ query }: Destination, table: CopiedTable, byMonth: boolean): Promise<Part[]> {
  const stamped = sql`SELECT ${dayOf(table, byMonth)} AS day, ${stampOf(table)} AS stamp FROM ${sourceOf(table, byMonth)}${detailsOf(table)}`;
  // By day first: the day of a time is found by one division, and its month and name take longer than all else.
  const days = sql`SELECT day, count(*) AS rows, sum(stamp) AS stamps FROM (${stamped}) AS stamped GROUP BY day`;
  const { rows } = await query(sql`SELECT ${nameMonth(table, byMonth)} AS part, sum(rows), sum(stamps) FROM (${days}) AS days GROUP BY part ORDER BY part`);
  if (rows.length === 0) return [{ name: WHOLE, rows: 0, stamps: "0" }];
  return rows.map(([name, count, stamps]) => ({ name: name!, rows: Number(count), stamps: stamps! }));
}

interface DividedTable {
  readonly table: CopiedTable;
  readonly part: Part;
  readonly byMonth: boolean;
}

/** Name of the part of a table that is not divided. */
export const WHOLE = "all";

/** Writes a part into a Parquet file that every engine reads, sorted by key, so that row groups can be skipped; answers how many rows it has. One that there is no memory to sort keeps the order that it has. */
export async function writePart(from: Destination, { table, part, byMonth }: DividedTable, file: string): Promise<number> {
  const own = sql`SELECT c.* FROM ${sourceOf(table, byMonth)} WHERE ${isInPart(table, byMonth, part.name)}`;
  if (table.key.length === 0) return copyRows(from, table, own, file);
  const key = joinSql(table.key.map((name) => sql`c.${identifier(name)}`));
  // Sorted before UUIDs become text, which is twice as long; with one thread, rows stay in that order.
  return copyRows(from, table, sql`${own} ORDER BY ${key}`, file).catch((error: unknown) => {
    if (!isWithoutMemory(error)) throw error;
    return copyRows(from, table, own, file);
  });
}

async function copyRows({ query }: Destination, { columns }: CopiedTable, rows: Sql, file: string): Promise<number> {
  const select = sql`SELECT ${joinSql(columns.map(writeColumn))} FROM (${rows}) AS c`;
  const { rows: [[count] = []] } = await query(`COPY (${writeSql(select)}) TO ${quoteText(file)} ${FORMAT}`, select.values);
  return Number(count);
}

/** The first level of zstd takes half the time of its usual third, for files that are a twentieth larger. BigQuery wants row groups of 16 MB at least. DuckDB (1.5.6) closes one about a tenth below the size it is given; the count of rows, which would close it before, is out of the way. */
const FORMAT = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 100000000, ROW_GROUP_SIZE_BYTES '20MB')";

/** The name of a part in the store. */
export function nameObject(table: string, part: string): string {
  return `${table}/${part}.parquet`;
}

/** Column → the type of its values in the files, by DuckDB's word. UUIDs and JSON are text there, which every engine reads. */
export function describeColumns({ columns }: CopiedTable): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, AS_TEXT.has(type) ? "VARCHAR" : type]));
}

const AS_TEXT: ReadonlySet<string> = new Set(["UUID", "JSON"]);

function writeColumn({ name, type }: CopiedColumn): Sql {
  const column = sql`c.${identifier(name)}`;
  return AS_TEXT.has(type) ? sql`${column}::VARCHAR AS ${identifier(name)}` : column;
}

/** Where the rows of a part are, in a form that lets DuckDB leave out row groups of other months. */
function isInPart(table: CopiedTable, byMonth: boolean, part: string): Sql {
  if (!byMonth || table.root?.cursor === undefined) return sql`TRUE`;
  if (!MONTH.test(part)) return sql`NOT coalesce(${hasMonth(dayOf(table, byMonth))}, FALSE)`;
  const [time, begin] = [timeOf(table.root, table.name), sql`${`${part}-01T00:00:00Z`}::TIMESTAMPTZ`];
  return sql`${time} >= ${begin} AND ${time} < ${begin} + INTERVAL 1 MONTH`;
}

const MONTH = /^\d{4}-\d{2}$/;

/** A year of another form has none, so that the name of a part is fit for a file. */
function hasMonth(day: Sql): Sql {
  return sql`year(${day}) BETWEEN 1000 AND 9999`;
}

/** Null where the table is not divided. By UTC, as a time without a zone: those with one are four times as slow (1.5.6). */
function dayOf({ name, root }: CopiedTable, byMonth: boolean): Sql {
  return byMonth && root?.cursor !== undefined ? sql`make_timestamp(epoch_us(${timeOf(root, name)}))::DATE` : sql`NULL::DATE`;
}

function nameMonth({ root }: CopiedTable, byMonth: boolean): Sql {
  return byMonth && root?.cursor !== undefined ? sql`CASE WHEN ${hasMonth(sql`day`)} THEN strftime(day, '%Y-%m') ELSE 'undated' END` : sql`${WHOLE}`;
}

function timeOf({ name, cursor }: RootTable, table: string): Sql {
  return sql`${identifier(name === table ? "c" : "r")}.${identifier(cursor!)}`;
}

/** The table as `c`; where its parts go by the month of the root record, that as `r`. */
function sourceOf({ name, root }: CopiedTable, byMonth: boolean): Sql {
  const own = sql`${identifier(name)} AS c`;
  if (!byMonth || !root || root.name === name) return own;
  const match = root.key.map((key) => sql`c.${identifier(`_root_${key}`)} = r.${identifier(key)}`);
  return sql`${own} LEFT JOIN ${identifier(root.name)} AS r ON ${joinSql(match, " AND ")}`;
}

/** What changes in a row when a load writes it, marks it or takes the mark away. */
function stampOf(table: CopiedTable): Sql {
  const own = [...table.key, ...table.columns.map(({ name }) => name).filter((name) => STAMPS.has(name))].map((name) => sql`c.${identifier(name)}`);
  return sql`hash(${joinSql(hasDetails(table) ? [...own, sql`d.load_id`] : own)})`;
}

const STAMPS: ReadonlySet<string> = new Set(["_load_id", "_deleted_at", "load_id"]);

/** Details go into rows that keep the stamp of their list's load: `_details` says which load has read them. */
function detailsOf(table: CopiedTable): Sql {
  if (!hasDetails(table)) return sql``;
  return sql` LEFT JOIN _details AS d ON d.resource = ${table.resource} AND d.key = c.${identifier(table.key[0]!)}::VARCHAR`;
}

function hasDetails({ name, root }: CopiedTable): boolean {
  return root !== undefined && root.details && root.name === name;
}
