import type { Destination } from "../../runtime/destinations/destination.ts";
import type { Resource, Table } from "../../runtime/resource.ts";
import { asKept, holds, sameJson } from "./compare.ts";
import { isObject, type Json, parseLossless } from "./lossless.ts";

/** A row as the database prints it. */
type Row = Record<string, string | null>;

/** A record that Lago sent, and what the request supplied for the columns that the record does not have. */
export interface Sent {
  readonly json: string;
  readonly keys?: readonly string[];
}

/**
 * Holds the tables of a resource against what Lago sent: what is in neither column nor `_extra`, what was invented, and
 * which rows are missing or too many. Empty when every field of every record is recoverable.
 */
export async function findLosses(destination: Destination, resource: Resource, sent: readonly Sent[]): Promise<string[]> {
  const rows = new Map<string, Row[]>();
  for (const table of resource.tables) rows.set(table.name, await readRows(destination, table));
  const roots = (rows.get(resource.name) ?? []).filter((row) => row["_deleted_at"] === null);
  const losses: string[] = [];
  if (roots.length !== sent.length) losses.push(`${resource.name} has ${roots.length} rows of ${sent.length} records`);
  const left = new Set(roots);
  for (const record of sent) {
    const value = parseLossless(record.json);
    if (!isObject(value)) throw new Error(`not a record: ${record.json}`);
    const row = [...left].find((candidate) => isRowOf(resource, candidate, value, record.keys ?? []));
    if (!row) {
      losses.push(`${resource.name} has no row for ${record.json.slice(0, 200)}`);
      continue;
    }
    left.delete(row);
    const childRows = (table: Table) => (rows.get(table.name) ?? []).filter((child) => resource.primaryKey.every((name) => child[`_root_${name}`] === row[name]));
    losses.push(...compareTable(destination, resource, resource.tables[0], value, row, childRows, []).map((loss) => `${resource.name}: ${loss}`));
  }
  return losses;
}

async function readRows(destination: Destination, table: Table): Promise<Row[]> {
  const { columns, rows } = await destination.query(`SELECT * FROM "${table.name}"`);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]!])));
}

/** By the key where there is one; otherwise by all that the record says. */
function isRowOf(resource: Resource, row: Row, record: { [name: string]: Json }, keys: readonly string[]): boolean {
  const root = resource.tables[0];
  const supplied = root.columns.filter((column) => !column.path);
  const known = resource.primaryKey.length > 0 ? root.columns.filter(({ name }) => resource.primaryKey.includes(name)) : root.columns;
  return known.every((column) => {
    if (!column.path) return row[column.name] === keys[supplied.indexOf(column)];
    const value = valueAt(record, column.path);
    const printed = row[column.name]!;
    const missing = value === undefined || value === null;
    return missing || printed === null ? missing === (printed === null) : column.type === "json" || holds(column.type, printed, value!);
  });
}

function compareTable(
  destination: Destination,
  resource: Resource,
  table: Table,
  record: { [name: string]: Json },
  row: Row,
  childRows: (table: Table) => Row[],
  indexes: readonly number[],
): string[] {
  const losses: string[] = [];
  const extra = row["_extra"] == null ? {} : parseLossless(row["_extra"]);
  const seen = new Set<string>();
  // A key that is lifted out of an embedded record stands in the JSON of that, too.
  const own = table.columns.filter(({ liftedFrom }) => liftedFrom === undefined);
  const children = resource.tables.filter((child) => child.arrays.length === table.arrays.length + 1 && startsWith(child.arrays, table.arrays));

  const walk = (object: { [name: string]: Json }, path: readonly string[], kept: Json | undefined) => {
    for (const [name, value] of Object.entries(object)) {
      const at = [...path, name];
      const keptHere = valueAt(kept, [asKept(name, destination.dialect) as string]);
      const column = own.find((candidate) => candidate.path && same(candidate.path, at));
      const child = children.find((candidate) => same(candidate.arrays.at(-1)!, at));
      const flattened = own.some((candidate) => candidate.path && candidate.path.length > at.length && startsWith(candidate.path, at)) ||
        children.some((candidate) => candidate.arrays.at(-1)!.length > at.length && startsWith(candidate.arrays.at(-1)!, at));
      if (column) seen.add(column.name);
      if (flattened && isObject(value)) walk(value, at, keptHere);
      else if (keptHere !== undefined) {
        if (!sameJson(keptHere, asKept(value, destination.dialect))) losses.push(`${at.join(".")} is kept as something else`);
      } else if (value === null) {
        if (column && row[column.name] !== null) losses.push(`${at.join(".")} is null and its column is not`);
      } else if (child && Array.isArray(value)) losses.push(...compareChildren(child, value, at));
      else if (!column) losses.push(`${at.join(".")} is in no column and not in _extra`);
      else if (!isHeld(column.type, row[column.name]!, value)) losses.push(`${at.join(".")} was ${JSON.stringify(value)}, its column has ${row[column.name]}`);
    }
  };
  walk(record, [], extra);
  for (const column of table.columns.filter(({ liftedFrom }) => liftedFrom !== undefined)) {
    const sent = valueAt(record, column.path!);
    const isKept = sent != null && fitsKey(column.type, sent) ? isHeld(column.type, row[column.name]!, asStored(column.type, sent)) : row[column.name] === null;
    if (!isKept && valueAt(extra, [column.liftedFrom!]) === undefined) losses.push(`${column.name} has ${row[column.name]}, its record ${JSON.stringify(sent)}`);
  }
  for (const column of own) {
    if (column.path && !seen.has(column.name) && row[column.name] !== null) losses.push(`${column.name} was invented: ${row[column.name]}`);
  }
  for (const child of children) {
    const value = valueAt(record, child.arrays.at(-1)!);
    if (!Array.isArray(value) && rowsAt(child, indexes).length > 0) losses.push(`${child.name} has rows for an array that was not sent`);
  }
  return losses;

  function compareChildren(child: Table, values: readonly Json[], at: readonly string[]): string[] {
    const found = rowsAt(child, indexes);
    if (found.length !== values.length) return [`${at.join(".")} has ${values.length} records, ${child.name} ${found.length} rows`];
    return values.flatMap((value, index) => {
      const position = found.filter((candidate) => Number(candidate[indexName(child, child.arrays.length - 1)]) === index);
      if (position.length !== 1 || !isObject(value)) return [`${child.name} has ${position.length} rows at position ${index}`];
      return compareTable(destination, resource, child, value, position[0]!, childRows, [...indexes, index]).map((loss) => `${at.join(".")}[${index}].${loss}`);
    });
  }

  function rowsAt(child: Table, above: readonly number[]): Row[] {
    return childRows(child).filter((candidate) => above.every((index, depth) => Number(candidate[indexName(child, depth)]) === index));
  }
}

function fitsKey(type: Table["columns"][number]["type"], sent: Json): boolean {
  return type === "uuid" ? typeof sent === "string" && /^[0-9a-f-]{36}$/i.test(sent) : !isObject(sent) && !Array.isArray(sent);
}

/** Both databases answer with small letters. */
function asStored(type: Table["columns"][number]["type"], sent: Json): Json {
  return type === "uuid" && typeof sent === "string" ? sent.toLowerCase() : sent;
}

function isHeld(type: Table["columns"][number]["type"], printed: string | null, sent: Json): boolean {
  if (printed === null) return false;
  return type === "json" ? sameJson(parseLossless(printed), sent) : holds(type, printed, sent);
}

function indexName(table: Table, depth: number): string {
  return `_${table.arrays[depth]!.join("__")}_index`;
}

function valueAt(record: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), record);
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && startsWith(left, right);
}

function startsWith(path: readonly unknown[], start: readonly unknown[]): boolean {
  return start.every((part, index) => JSON.stringify(path[index]) === JSON.stringify(part));
}
