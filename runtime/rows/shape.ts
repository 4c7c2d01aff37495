import type { Column, Resource, Table } from "../resource.ts";
import type { Limits } from "./fit.ts";
import { TYPE_CODES, type TypeCode } from "./plain.ts";

/** A resource's tables by property: what to do with each property of a record. */
export interface Shape {
  readonly selector: string;
  readonly root: TableShape;
  /** In the order of the resource's tables. */
  readonly tables: readonly TableShape[];
  readonly limits: Limits;
  /** Whether an array had both records and something else: from then on, arrays are checked before they are read. */
  mixed: boolean;
  /** Whether the page has an object with duplicate keys. */
  repeats: boolean;
  /** Of the last page. */
  report: FitReport;
}

/** What did not fit. */
export interface FitReport {
  /** `table.column` → number of values kept in `_extra` because the column could not hold (all of) them. */
  readonly misfits: Map<string, number>;
  /** `table.key`, dotted if nested: undocumented fields, kept in `_extra`. */
  readonly unknown: Set<string>;
}

/** A table, and the reader's state for its records. */
export interface TableShape {
  readonly table: Table;
  /** Position among the resource's tables. */
  readonly index: number;
  readonly node: ObjectNode;
  /** Columns whose value is read from the record. They follow those from the request. */
  readonly slots: readonly Column[];
  /** For each column in order: the slot of its value, or -1 - N for the Nth value from the request. */
  readonly sources: readonly number[];
  /** The same for the key columns of a root record. */
  readonly key: readonly number[];
  /** Which of these may be null. */
  readonly nullableKey: readonly number[];
  readonly children: readonly TableShape[];
  /** Whether its rows have a hash of their record. */
  readonly hashed: boolean;
  /** Number of slots: one per column, then one for the array of each child table. */
  readonly width: number;
  /** Entries of a record in `places`. */
  readonly depth: number;
  readonly notes: TableNotes;
}

/** The last page's records of a table, one after another, and the position of each slot's value in the page. */
export interface TableNotes {
  rows: number;
  /** `width` entries per record: the value's first byte; `MISSING` without the key, `NULL` if it is null or goes to `_extra` as a whole, from `CORRECTED` downwards one of the `corrections`. */
  starts: Int32Array;
  /** The byte after the value; negative (`~end`) if it is not in the plain form of its type (plain.ts). */
  ends: Int32Array;
  /** For each slot: how many records may have a value in it. */
  readonly filled: Int32Array;
  /** For each record: its root record, then its position in each array on the way; all from 0. */
  places: Int32Array;
  /** For each record: its first byte, and the byte after it. */
  spans: Int32Array;
  /** Replacements for values as sent: JSON text, in latin1 like the bytes. */
  readonly corrections: string[];
  /** JSON members for `_extra`, also in latin1, of the records that have any, in order. */
  readonly extras: { readonly row: number; readonly members: string }[];
}

export const MISSING = -1;
export const NULL = -2;
export const CORRECTED = -3;

/** Adds a record and returns its number. It is the Nth (`index`) in an array of record `above`; for a root record, -1. */
export function addRow({ notes, width, depth }: TableShape, above: TableNotes, aboveRow: number, index: number): number {
  const row = notes.rows++;
  if (notes.starts.length < notes.rows * width) {
    notes.starts = grow(notes.starts, width);
    notes.ends = grow(notes.ends, width);
  }
  if (notes.places.length < notes.rows * depth) notes.places = grow(notes.places, depth);
  if (notes.spans.length < notes.rows * 2) notes.spans = grow(notes.spans, 2);
  notes.starts.fill(MISSING, row * width, row * width + width);
  const last = depth - 1;
  for (let level = 0; level < last; level++) notes.places[row * depth + level] = above.places[aboveRow * last + level]!;
  notes.places[row * depth + last] = last === 0 ? row : index;
  return row;
}

/** For a record of the page: its position in the array of that level, or its root record. */
export function placeAt({ notes: { places }, depth }: TableShape, row: number, level: number): number {
  return places[row * depth + level]!;
}

/** The bytes of a record of the page. */
export function recordAt(body: Buffer, { notes: { spans } }: TableShape, row: number): Buffer {
  return body.subarray(spans[row * 2], spans[row * 2 + 1]);
}

/** Clears the state of the previous page. */
export function forgetRows({ tables }: Shape): void {
  for (const { notes } of tables) {
    notes.rows = notes.corrections.length = notes.extras.length = 0;
    notes.filled.fill(0);
  }
}

function grow(before: Int32Array, width: number): Int32Array {
  const after = new Int32Array(Math.max(before.length * 2, width * FIRST_ROWS));
  after.set(before);
  return after;
}

/** Initial capacity: most lists are short. */
const FIRST_ROWS = 16;

export interface ObjectNode {
  /** Position before the first member. */
  readonly head: Member;
  readonly members: Map<string, Member>;
  /** Property names from the record, dotted, for reports. */
  readonly path: string;
  /** Number of the record in which it was last seen. */
  readIn: number;
}

/** How to handle a property. All objects have the same shape, whatever they hold: V8 reads such objects in half the time. */
export interface Member {
  readonly name: string;
  /** The key as in compact JSON, with quotes and colon, four bytes a word; the last word is its last four bytes. */
  readonly words: Int32Array;
  /** Of the key, in bytes. */
  readonly length: number;
  /** Of a value, and of an array. */
  readonly slot: number;
  /** Of a value. */
  readonly type: TypeCode;
  readonly column: Column | undefined;
  /** Its members go into the same table. */
  readonly object: ObjectNode | undefined;
  /** The records of an array are rows of this table. */
  readonly child: TableShape | undefined;
  /** The keys to extract from a value that is a record itself. */
  embedded: ObjectNode | undefined;
  /** The property that was next in the last record, and before the first record, in the spec: it is tried before a lookup, which takes ten times as long. */
  next: Member | undefined;
}

/** `hashed`: whether unchanged rows are recognised by their hashes. */
export function buildShape(resource: Pick<Resource, "selector" | "primaryKey" | "nullableKey" | "tables">, limits: Limits, hashed = false): Shape {
  const root = buildTable(resource, resource.tables[0], 0, hashed);
  const tables = listTables(root).sort((left, right) => left.index - right.index);
  return { selector: resource.selector, root, tables, limits, mixed: false, repeats: false, report: newFitReport() };
}

export function newFitReport(): FitReport {
  return { misfits: new Map(), unknown: new Set() };
}

/** An object with more unknown keys is one whose keys are values, such as ids: they are kept in `_extra` all the same. */
const MOST_UNKNOWN = 1000;

export function addUnknown({ unknown }: FitReport, key: string): void {
  if (unknown.size < MOST_UNKNOWN) unknown.add(key);
}

export function addReport(sum: FitReport, { misfits, unknown }: FitReport): void {
  for (const [column, count] of misfits) sum.misfits.set(column, (sum.misfits.get(column) ?? 0) + count);
  for (const key of unknown) addUnknown(sum, key);
}

function listTables(table: TableShape): TableShape[] {
  return [table, ...table.children.flatMap(listTables)];
}

function buildTable(resource: Pick<Resource, "primaryKey" | "nullableKey" | "tables">, table: Table, index: number, hashed = false): TableShape {
  const slots = table.columns.filter((column) => column.path);
  const supplied = table.columns.filter((column) => !column.path);
  const sources = table.columns.map((column) => (column.path ? slots.indexOf(column) : -1 - supplied.indexOf(column)));
  const node = newObject("");
  slots.forEach((column, slot) => place(node, column.path!, { slot, type: TYPE_CODES[column.type], column }));
  const children = resource.tables.flatMap((child, position) => {
    if (child.arrays.length !== table.arrays.length + 1) return [];
    if (!table.arrays.every((path, depth) => same(path, child.arrays[depth]!))) return [];
    return [buildTable(resource, child, position)];
  });
  children.forEach((child, order) => place(node, child.table.arrays.at(-1)!, { slot: slots.length + order, child }));
  const width = slots.length + children.length;
  const sourceOf = (name: string) => sources[table.columns.findIndex((column) => column.name === name)]!;
  return {
    table,
    index,
    node,
    slots,
    sources,
    key: index > 0 ? [] : resource.primaryKey.map(sourceOf),
    nullableKey: index > 0 ? [] : (resource.nullableKey ?? []).map(sourceOf),
    children,
    width,
    depth: table.arrays.length + 1,
    hashed,
    notes: { rows: 0, starts: new Int32Array(0), ends: new Int32Array(0), filled: new Int32Array(width), places: new Int32Array(0), spans: new Int32Array(0), corrections: [], extras: [] },
  };
}

/** What is known of a property besides its name. */
type Leaf = Partial<Pick<Member, "slot" | "type" | "column" | "object" | "child">>;

function place(node: ObjectNode, path: readonly string[], leaf: Leaf): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return addMember(node, name, leaf);
  const known = node.members.get(name);
  // The embedded record's own column has priority.
  if (known?.column) return place((known.embedded ??= newObject(known.name)), rest, leaf);
  let inner = known?.object;
  if (!inner) {
    inner = newObject(node.path ? `${node.path}.${name}` : name);
    addMember(node, name, { object: inner });
  }
  place(inner, rest, leaf);
}

function addMember(node: ObjectNode, name: string, leaf: Leaf): void {
  const before = [...node.members.values()].at(-1) ?? node.head;
  before.next = newMember(name, leaf);
  node.members.set(name, before.next);
}

function newObject(path: string): ObjectNode {
  return { head: newMember("head", {}), members: new Map(), path, readIn: 0 };
}

function newMember(name: string, { slot = -1, type = TYPE_CODES.json, column, object, child }: Leaf): Member {
  const key = Buffer.from(`${JSON.stringify(name)}:`);
  return { name, words: toWords(key), length: key.length, slot, type, column, object, child, embedded: undefined, next: undefined };
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

function toWords(key: Buffer): Int32Array {
  const count = Math.ceil(key.length / 4);
  return Int32Array.from({ length: count }, (_, index) => key.readInt32LE(index < count - 1 ? 4 * index : key.length - 4));
}

/** Whether the key of a member is at `at`: four bytes at a time, the last four overlapping if they are not full, since half of a record is keys. */
export function startsWith(view: DataView, size: number, at: number, { words, length }: Member): boolean {
  if (at + length > size) return false;
  const last = words.length - 1;
  for (let index = 0; index < last; index++) if (view.getInt32(at + 4 * index, true) !== words[index]) return false;
  return view.getInt32(at + length - 4, true) === words[last];
}
