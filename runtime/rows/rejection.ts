import { readValue } from "./read-value.ts";
import { CORRECTED, MISSING, NULL, recordAt, type Shape, type TableShape } from "./shape.ts";

/** A record that its table cannot hold, as plain data: it is passed between threads. */
export interface Rejection {
  /** The columns of its key, with the values that were sent. */
  readonly key: Readonly<Record<string, unknown>>;
  /** The record as JSON, verbatim. */
  readonly record: string;
  /** The reason, after "the record": `has no lago_id`. */
  readonly reason: string;
}

/** A record that the database may refuse. */
export interface FragileRecord {
  /** Its position on the page. */
  readonly row: number;
  /** The rejection to report in that case. */
  readonly rejection: Rejection;
}

/**
 * Called when a page has been parsed, while its positions are valid; `keys` are values from the request. Returns the records whose key does
 * not fit its columns, since nothing else identifies them, and the page without them; undefined if there are none.
 */
export function rejectRecords(body: Buffer, { root }: Shape, keys: readonly string[]): { readonly records: readonly Rejection[]; readonly rest: Buffer } | undefined {
  const rejected = new Map<number, Rejection>();
  for (let row = 0; row < root.notes.rows; row++) {
    const reason = findMisfit(body, root, row);
    if (reason !== undefined) rejected.set(row, toRejection(body, root, row, keys, reason));
  }
  return rejected.size > 0 ? { records: [...rejected.values()], rest: cutOut(body, root, rejected) } : undefined;
}

/** The records whose key may be too long for an index of the database. */
export function findFragile(body: Buffer, { root, limits: { keyBytes } }: Shape, keys: readonly string[]): FragileRecord[] {
  const fragile: FragileRecord[] = [];
  if (keyBytes === undefined) return fragile;
  const supplied = root.key.reduce((sum, source) => sum + (source < 0 ? Buffer.byteLength(keys[-1 - source]!) : 0), 0);
  for (let row = 0; row < root.notes.rows; row++) {
    const size = root.key.reduce((sum, source) => sum + (source < 0 ? 0 : lengthOf(root, row, source)), supplied);
    if (size > keyBytes) fragile.push({ row, rejection: toRejection(body, root, row, keys, `has a key that is too long for an index of the database, with ${size} bytes`) });
  }
  return fragile;
}

/** For each record of the page, by position: its rejection if the database refuses it. */
export function prepareRejections(body: Buffer, { root }: Shape, keys: readonly string[]): Rejection[] {
  return Array.from({ length: root.notes.rows }, (_, row) => toRejection(body, root, row, keys, "is refused by the database"));
}

/** Why the key of a root record does not fit. */
function findMisfit(body: Buffer, root: TableShape, row: number): string | undefined {
  for (const slot of root.key) {
    if (slot < 0) continue;
    const start = root.notes.starts[row * root.width + slot]!;
    if (start !== MISSING && start !== NULL) continue;
    const { name, type, path } = root.slots[slot]!;
    const value = start === MISSING ? undefined : readValue(JSON.parse(recordAt(body, root, row).toString()), path!);
    if (value != null) return `has a ${name} that is no ${type}`;
    if (!root.nullableKey.includes(slot)) return value === null ? `has null as ${name}` : `has no ${name}`;
  }
  return undefined;
}

/** Bytes of a value as sent, or of its replacement in the column. */
function lengthOf({ notes: { starts, ends, corrections }, width }: TableShape, row: number, slot: number): number {
  const start = starts[row * width + slot]!;
  const end = ends[row * width + slot]!;
  if (start <= CORRECTED) return corrections[CORRECTED - start]!.length;
  return start < 0 ? 0 : (end < 0 ? ~end : end) - start;
}

function toRejection(body: Buffer, root: TableShape, row: number, keys: readonly string[], reason: string): Rejection {
  const record = recordAt(body, root, row).toString();
  const values: unknown = JSON.parse(record);
  const columns = root.table.columns.flatMap(({ name }, position) => (root.key.includes(root.sources[position]!) ? [{ name, source: root.sources[position]! }] : []));
  const key = columns.map(({ name, source }) => [name, source < 0 ? keys[-1 - source] : (readValue(values, root.slots[source]!.path!) ?? null)]);
  return { key: Object.fromEntries(key) as Rejection["key"], record, reason };
}

/** The page without these records. */
function cutOut(body: Buffer, root: TableShape, rows: ReadonlyMap<number, unknown>): Buffer {
  const { spans, rows: count } = root.notes;
  const kept: Buffer[] = [];
  for (let row = 0; row < count; row++) if (!rows.has(row)) kept.push(...(kept.length > 0 ? [COMMA] : []), recordAt(body, root, row));
  return Buffer.concat([body.subarray(0, spans[0]), ...kept, body.subarray(spans[count * 2 - 1])]);
}

const COMMA = Buffer.from(",");
