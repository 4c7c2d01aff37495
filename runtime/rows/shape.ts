import type { Column, Resource, Table } from "../resource.ts";
import type { Limits } from "./fit.ts";
import { TYPE_CODES, type TypeCode } from "./plain.ts";

/** A resource's tables turned inside out: what to do with each property where a record has it. */
export interface Shape {
  readonly selector: string;
  readonly root: TableShape;
  /** In the order of the resource's. */
  readonly tables: readonly TableShape[];
  readonly limits: Limits;
  /** Whether there was an array that holds records and something else: from then on all are looked through before they are read. */
  mixed: boolean;
  /** Whether the page has an object with equal keys. */
  repeats: boolean;
  /** Of the page that was read last. */
  report: FitReport;
}

/** What did not fit. */
export interface FitReport {
  /** `table.column` → values kept in `_extra` because the column could not hold (all of) them. */
  readonly misfits: Map<string, number>;
  /** `table.key`, dotted where nested: keys that the contract does not know, kept in `_extra`. */
  readonly unknown: Set<string>;
}

/** A table, and the reader's notes on its records. */
export interface TableShape {
  readonly table: Table;
  /** Position among the resource's tables. */
  readonly index: number;
  readonly node: ObjectNode;
  /** Columns of which a value is read from the record: behind those that the request supplies. */
  readonly slots: readonly Column[];
  /** Every column in order: the slot its value is read into, or -1 - N for the Nth value that the request supplies. */
  readonly sources: readonly number[];
  /** The same for the columns that identify a root record. */
  readonly key: readonly number[];
  /** Of these, what may be null. */
  readonly nullableKey: readonly number[];
  readonly children: readonly TableShape[];
  /** Whether its rows have a hash of their record. */
  readonly hashed: boolean;
  /** Slots in all: those of the columns, then one for the array of each child table. */
  readonly width: number;
  /** Places that a record has in `places`. */
  readonly depth: number;
  readonly notes: TableNotes;
}

/** What the page that was read last has of a table: its records, one after the other, and where in the page the value of each slot lies. */
export interface TableNotes {
  rows: number;
  /** `width` places a record: the value's first byte; `MISSING` where there is no such key, `NULL` where it is null or goes to `_extra` whole, from `CORRECTED` on downwards one of the `corrections`. */
  starts: Int32Array;
  /** The byte behind the value; below 0 (`~end`) where it is not in the plain form of its type (plain.ts). */
  ends: Int32Array;
  /** Of each slot: how many records may have a value in it. */
  readonly filled: Int32Array;
  /** Of each record: the root record that it lies in, then its place in each array that leads to it; all from 0. */
  places: Int32Array;
  /** Of each record: its first byte, and the one behind it. */
  spans: Int32Array;
  /** What goes into columns instead of what was sent: JSON text, in latin1 as the bytes are. */
  readonly corrections: string[];
  /** JSON members for `_extra`, in latin1 as well, of the records that have any, in their order. */
  readonly extras: { readonly row: number; readonly members: string }[];
}

export const MISSING = -1;
export const NULL = -2;
export const CORRECTED = -3;

/** Makes room for one more record, and answers which one it is: the Nth (`index`) in an array of record `above`; of a root record, -1. */
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

/** Of a record of the page: its place in the array of that level, or the root record that it lies in. */
export function placeAt({ notes: { places }, depth }: TableShape, row: number, level: number): number {
  return places[row * depth + level]!;
}

/** The bytes of a record of the page. */
export function recordAt(body: Buffer, { notes: { spans } }: TableShape, row: number): Buffer {
  return body.subarray(spans[row * 2], spans[row * 2 + 1]);
}

/** Forgets the page before. */
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

/** Most lists are short. */
const FIRST_ROWS = 16;

export interface ObjectNode {
  /** Stands before its first member. */
  readonly head: Member;
  readonly members: Map<string, Member>;
  /** Property names from the record, dotted, for reports. */
  readonly path: string;
  /** The number of the record in which it was met last. */
  readIn: number;
}

/** What becomes of a property. All are of one form, whatever is in them: V8 reads such objects in half the time. */
export interface Member {
  readonly name: string;
  /** The key as it stands in compact JSON, quotes and colon included, four bytes a word; the last word is its last four bytes. */
  readonly words: Int32Array;
  /** Of the key, in bytes. */
  readonly length: number;
  /** Of a value, and of an array. */
  readonly slot: number;
  /** Of a value. */
  readonly type: TypeCode;
  readonly column: Column | undefined;
  /** Whose members go into the same table. */
  readonly object: ObjectNode | undefined;
  /** Whose rows the records of an array are. */
  readonly child: TableShape | undefined;
  /** The keys that are lifted out of a record which itself is the value. */
  embedded: ObjectNode | undefined;
  /** What came next in the record before, and at first in the document: it is tried before a key is looked up, which takes ten times as long. */
  next: Member | undefined;
}

/** `hashed`: whether rows are told by their hashes from what the table has of them. */
export function buildShape(resource: Pick<Resource, "selector" | "primaryKey" | "nullableKey" | "tables">, limits: Limits, hashed = false): Shape {
  const root = buildTable(resource, resource.tables[0], 0, hashed);
  const tables = listTables(root).sort((left, right) => left.index - right.index);
  return { selector: resource.selector, root, tables, limits, mixed: false, repeats: false, report: newFitReport() };
}

export function newFitReport(): FitReport {
  return { misfits: new Map(), unknown: new Set() };
}

/** More would be an object whose keys are values, as ids are: what it holds is kept in `_extra` all the same. */
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
  // The record has a column of its own, which comes first.
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

/** Whether the key of a member stands at `at`: four bytes at a time, the last four once more where they are not full, since half of a record is keys. */
export function startsWith(view: DataView, size: number, at: number, { words, length }: Member): boolean {
  if (at + length > size) return false;
  const last = words.length - 1;
  for (let index = 0; index < last; index++) if (view.getInt32(at + 4 * index, true) !== words[index]) return false;
  return view.getInt32(at + length - 4, true) === words[last];
}
