import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { identifier, joinSql, quoted, type Sql, sql } from "../../runtime/destinations/sql.ts";
import { findType, warehouseType } from "../../runtime/publish/warehouse/column-types.ts";
import { nameTable } from "../../runtime/publish/warehouse/sentences.ts";
import type { Warehouse } from "../../runtime/publish/warehouse/warehouse.ts";
import type { ColumnType } from "../../runtime/resource.ts";

/** Tables of which the warehouse has other rows than the working copy: by counts, and by the hash of every row. */
export async function findDifferences(copy: Destination, to: Warehouse, tables: readonly string[]): Promise<string[]> {
  const differences: string[] = [];
  for (const table of tables) {
    const columns = (await copy.query(sql`SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = current_schema() AND table_name = ${table} AND column_name <> '_hash' ORDER BY ordinal_position`)).rows.map(([name, type]) => ({ name: name!, type: findType(type!) }));
    const own = (await copy.query(sql`SELECT ${joinSql(columns.map(({ name, type }) => (type === "timestamp" ? sql`epoch_us(${identifier(name)})` : identifier(name))))} FROM ${identifier(table)}`)).rows;
    const there = await to.ask(sql`SELECT ${joinSql(columns.map(({ name, type }) => printed(to, name, type)))} FROM ${nameTable(to.dialect, table)}`);
    const normal = (rows: readonly (readonly (string | null)[])[], limit: (value: string | null, type: ColumnType) => string | null) => rows.map((row) => JSON.stringify(row.map((value, index) => normalize(limit(value, columns[index]!.type), columns[index]!.type)))).sort();
    const [left, right] = [normal(own, to.dialect.warehouse === "redshift" ? limitRedshift : limitYears), normal(there, (value) => value)];
    if (hash(left) === hash(right)) continue;
    const other = new Set(right);
    const lacking = left.filter((row) => !other.has(row));
    const mine = new Set(left);
    const odd = right.filter((row) => !mine.has(row));
    const at = lacking[0] && odd[0] ? columns.flatMap(({ name }, index) => [[JSON.parse(lacking[0]!), JSON.parse(odd[0]!)].map((row) => (row as unknown[])[index])].flatMap(([a, b]) => (a === b ? [] : [`${name}: ${String(a)} / ${String(b)}`]))) : [];
    differences.push(`${table}: ${left.length} rows in the copy, ${right.length} there, ${lacking.length} differ: ${at.slice(0, 5).join("; ").slice(0, 600)}`);
  }
  return differences;
}

function hash(rows: readonly string[]): string {
  return createHash("sha256").update(rows.join("\n")).digest("hex");
}

/** What no warehouse holds is null there. */
function limitYears(value: string | null, type: ColumnType): string | null {
  return type === "date" && value !== null && /^\d{5}/.test(value) ? null : value;
}

/** What Redshift cannot hold: the documentation says what becomes of it. */
function limitRedshift(value: string | null, type: ColumnType): string | null {
  if (type === "json" && value !== null && Buffer.byteLength(value) > 65535) return null;
  if (type !== "text" || value === null) return limitYears(value, type);
  let bytes = Buffer.from(value.replaceAll("\0", "\u2400")).subarray(0, 65535);
  while (bytes.length > 0 && !isUtf8(bytes)) bytes = bytes.subarray(0, -1);
  return bytes.toString();
}

/** A column as text. Times as microseconds since 1970, where the warehouse has such a function. */
function printed({ dialect: { warehouse, quote } }: Warehouse, name: string, type: ColumnType): Sql {
  const column = quoted(name, quote);
  const value = PRINTED[warehouse]?.[type]?.(column) ?? column;
  return sql`CAST(${value} AS ${warehouseType("text", warehouse)})`;
}

const PRINTED: Readonly<Record<string, Readonly<Partial<Record<ColumnType, (column: Sql) => Sql>>>>> = {
  bigquery: { timestamp: (column) => sql`UNIX_MICROS(${column})` },
  databricks: { timestamp: (column) => sql`unix_micros(${column})` },
  snowflake: { timestamp: (column) => sql`DATE_PART(EPOCH_MICROSECOND, ${column})`, json: (column) => sql`TO_JSON(${column})` },
  redshift: { timestamp: (column) => sql`CAST(EXTRACT(EPOCH FROM ${column}) * 1000000 AS BIGINT)` },
};

function normalize(value: string | null, type: ColumnType): string | null {
  if (value === null) return null;
  if (type === "decimal" || type === "integer") return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  if (type === "number") return String(Number(value));
  if (type === "boolean") return value.toLowerCase();
  if (type === "timestamp") return /^-?\d+$/.test(value) ? value : String(toMicros(value));
  if (type === "json") return toCanonical(value);
  return value;
}

/** JSON types lose the order of keys, blanks, and how a number was written. One that was brought within a string is taken out. */
function toCanonical(text: string): string {
  const sorted = (value: unknown): unknown => {
    if (typeof value === "string" && /^\s*[[{]/.test(value)) return sorted(parse(value));
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
    return value;
  };
  return JSON.stringify(sorted(parse(text)));
}

/** Numbers as text, without zeros behind the last place. */
function parse(text: string): unknown {
  const quotedNumbers = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"number ${token.includes(".") ? token.replace(/\.?0+$/, "") : token}"`));
  try {
    return JSON.parse(quotedNumbers);
  } catch {
    return text;
  }
}

/** Of a printed time with its zone. */
function toMicros(text: string): bigint {
  const [, seconds, fraction = "", zone = ""] = /^(.*?:\d\d)(?:\.(\d+))?\s*(.*)$/.exec(text.replace(" ", "T"))!;
  const offset = /^([+-]\d\d):?(\d\d)?$/.exec(zone);
  return BigInt(Date.parse(`${seconds}${offset ? `${offset[1]}:${offset[2] ?? "00"}` : "Z"}`)) * 1000n + BigInt(fraction.padEnd(6, "0").slice(0, 6));
}
