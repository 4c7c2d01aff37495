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
  readonly children: readonly { readonly slot: number; readonly table: TableShape }[];
  /** Whether its rows have a hash of their record. */
  readonly hashed: boolean;
  /** Slots in all: those of the columns, then one for the array of each child table. */
  readonly width: number;
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

/** Makes room for one more record, and answers which one it is. */
export function addRow({ notes, width }: TableShape, place: readonly number[]): number {
  const row = notes.rows++;
  if (notes.starts.length < notes.rows * width) {
    notes.starts = grow(notes.starts, width);
    notes.ends = grow(notes.ends, width);
  }
  if (notes.places.length < notes.rows * place.length) notes.places = grow(notes.places, place.length);
  if (notes.spans.length < notes.rows * 2) notes.spans = grow(notes.spans, 2);
  notes.starts.fill(MISSING, row * width, row * width + width);
  for (let level = 0; level < place.length; level++) notes.places[row * place.length + level] = place[level]!;
  return row;
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

export type Node = ValueNode | ObjectNode | ArrayNode;
export interface ValueNode {
  readonly kind: "value";
  readonly slot: number;
  readonly column: Column;
  readonly type: TypeCode;
}
export interface ObjectNode extends Place {
  readonly kind: "object";
  readonly members: Map<string, Member>;
  /** Property names from the record, dotted, for reports. */
  readonly path: string;
}
export interface ArrayNode {
  readonly kind: "array";
  readonly slot: number;
}
export interface Member extends Place {
  readonly name: string;
  /** The key as it stands in compact JSON, quotes and colon included, four bytes a word; the last word is its last four bytes. */
  readonly words: Int32Array;
  /** Of the key, in bytes. */
  readonly length: number;
  readonly node: Node;
}
/** The beginning of an object, or one of its members. */
export interface Place {
  /** What came next in the record before, and at first in the document: it is tried before a key is looked up, which takes ten times as long. */
  next: Member | undefined;
}

/** `hashed`: whether rows are told by their hashes from what the table has of them. */
export function buildShape(resource: Pick<Resource, "selector" | "primaryKey" | "tables">, limits: Limits, hashed = false): Shape {
  const root = buildTable(resource, resource.tables[0], 0, hashed);
  const tables = listTables(root).sort((left, right) => left.index - right.index);
  return { selector: resource.selector, root, tables, limits, report: newFitReport() };
}

export function newFitReport(): FitReport {
  return { misfits: new Map(), unknown: new Set() };
}

export function addReport(sum: FitReport, { misfits, unknown }: FitReport): void {
  for (const [column, count] of misfits) sum.misfits.set(column, (sum.misfits.get(column) ?? 0) + count);
  for (const key of unknown) sum.unknown.add(key);
}

function listTables(table: TableShape): TableShape[] {
  return [table, ...table.children.flatMap((child) => listTables(child.table))];
}

function buildTable(resource: Pick<Resource, "primaryKey" | "tables">, table: Table, index: number, hashed = false): TableShape {
  const slots = table.columns.filter((column) => column.path);
  const supplied = table.columns.filter((column) => !column.path);
  const sources = table.columns.map((column) => (column.path ? slots.indexOf(column) : -1 - supplied.indexOf(column)));
  const node = newObject("");
  slots.forEach((column, slot) => place(node, column.path!, { kind: "value", slot, column, type: TYPE_CODES[column.type] }));
  const children = resource.tables.flatMap((child, position) => {
    if (child.arrays.length !== table.arrays.length + 1) return [];
    if (!table.arrays.every((path, depth) => same(path, child.arrays[depth]!))) return [];
    return [{ path: child.arrays.at(-1)!, table: buildTable(resource, child, position) }];
  });
  children.forEach(({ path }, order) => place(node, path, { kind: "array", slot: slots.length + order }));
  const width = slots.length + children.length;
  return {
    table,
    index,
    node,
    slots,
    sources,
    key: index > 0 ? [] : resource.primaryKey.map((name) => sources[table.columns.findIndex((column) => column.name === name)]!),
    children: children.map((child, order) => ({ slot: slots.length + order, table: child.table })),
    width,
    hashed,
    notes: { rows: 0, starts: new Int32Array(0), ends: new Int32Array(0), filled: new Int32Array(width), places: new Int32Array(0), spans: new Int32Array(0), corrections: [], extras: [] },
  };
}

function place(node: ObjectNode, path: readonly string[], leaf: ValueNode | ArrayNode): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return addMember(node, name, leaf);
  let inner = node.members.get(name)?.node;
  if (inner?.kind !== "object") {
    inner = newObject(node.path ? `${node.path}.${name}` : name);
    addMember(node, name, inner);
  }
  place(inner, rest, leaf);
}

function addMember(node: ObjectNode, name: string, inner: Node): void {
  const key = Buffer.from(`${JSON.stringify(name)}:`);
  const member = { name, words: toWords(key), length: key.length, node: inner, next: undefined };
  const before = [...node.members.values()].at(-1) ?? node;
  before.next = member;
  node.members.set(name, member);
}

function newObject(path: string): ObjectNode {
  return { kind: "object", members: new Map(), next: undefined, path };
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

function toWords(key: Buffer): Int32Array {
  const count = Math.ceil(key.length / 4);
  return Int32Array.from({ length: count }, (_, index) => key.readInt32LE(index < count - 1 ? 4 * index : key.length - 4));
}
