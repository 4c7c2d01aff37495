import { TABLES, type Table, type TableName } from "./tables.ts";

/**
 * A record as the server keeps it: the exact JSON text it sends, and beside it the values it filters and sorts by.
 * Text, because a JavaScript object cannot hold `1.10`, forty digits, a lone surrogate written `\ud83d` or a key twice.
 */
export type Row = { readonly id: string; readonly text: string; readonly keys: Keys };

/** Values of the record, or ones that the server knows and does not send, such as the status of a coupon. */
export type Keys = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Makes a row of a record or of its JSON text; hidden keys win over those of the record (a time with microseconds). */
export function makeRow(name: TableName, record: JsonObject | string, hidden: Keys = {}): Row {
  const table: Table = TABLES[name];
  const text = typeof record === "string" ? record : toJson(record);
  const source: JsonObject = typeof record === "string" ? (JSON.parse(record) as JsonObject) : record;
  const keys: Record<string, Keys[string]> = {};
  for (const column of [...table.id, ...table.order.map((term) => term.split(" ")[0]!), ...(table.keep ?? [])]) {
    const value = source[column];
    if (column === "metadata") Object.assign(keys, metadataKeys(value));
    else if (value !== undefined && (value === null || typeof value !== "object" || Array.isArray(value)))
      keys[column] = sortable(value as Keys[string]);
  }
  for (const [key, value] of Object.entries(hidden)) keys[key] = sortable(value);
  return { id: table.id.map((column) => String(keys[column])).join("\t"), text, keys };
}

/** A number written as Ruby writes floats: `20.0`, never `20`. */
export const float = (value: number): string => FLOAT + (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** Times to the microsecond and in one width, so that they compare as text; everything else as it is. */
export function sortable<T>(value: T): T | string {
  if (typeof value !== "string" || value[10] !== "T" || Number.isNaN(Date.parse(value))) return value;
  const utc = value.endsWith("Z") ? value : new Date(value).toISOString();
  return `${utc.slice(0, 19)}.${utc.slice(20, -1).padEnd(6, "0").slice(0, 6)}`;
}

// Marks the texts that are numbers. No record contains it, and being ASCII it keeps V8's strings at a byte a character.
const FLOAT = "\x7f";

/** The text of a record, floats as Ruby writes them. */
export function toJson(record: JsonObject): string {
  return JSON.stringify(record).replace(/"\x7f([^"]*)"/g, "$1");
}

function metadataKeys(value: Json | undefined): Record<string, string> {
  if (!Array.isArray(value)) return {};
  return Object.fromEntries((value as JsonObject[]).map((entry) => [`metadata[${entry["key"]}]`, String(entry["value"])]));
}
