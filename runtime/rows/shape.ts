import type { Column, Resource, Table } from "../resource.ts";
import type { Limits } from "./fit.ts";
import { TYPE_CODES, type TypeCode } from "./plain.ts";

/** A resource's tables turned inside out: what to do with each property where a record has it. */
export interface Shape {
  readonly selector: string;
  readonly root: TableShape;
  readonly limits: Limits;
  readonly report: FitReport;
  /** Counts the records read, so that of two with one key the later is known. */
  readonly sequence: { next: number };
}

/** What did not fit, counted over all pages read with one shape. */
export interface FitReport {
  /** `table.column` → values kept in `_extra` because the column could not hold (all of) them. */
  readonly misfits: Map<string, number>;
  /** `table.key`, dotted where nested: keys that the contract does not know, kept in `_extra`. */
  readonly unknown: Set<string>;
}

/** A table, and the reader's notes on the one record of it that is being read (a table's records never nest in each other). */
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
  readonly record: RecordNotes;
}

/** Where each slot's value lies in the page. */
export interface RecordNotes {
  /** `MISSING` where there is no such key, `NULL` where it is null or goes to `_extra` whole. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What the engine is given instead of what was sent: JSON text, null for NULL. `NO_SLOT`: an object's place with something else in it. */
  readonly corrections: { slot: number; start: number; end: number; json: string | null }[];
  /** JSON members for `_extra`, in latin1 as the bytes are; empty where there are none. */
  extra: string;
  /** Position of the record's `{`. */
  start: number;
}

export const MISSING = -1;
export const NULL = -2;
export const NO_SLOT = -1;

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

export function buildShape(resource: Resource, limits: Limits): Shape {
  const report: FitReport = { misfits: new Map(), unknown: new Set() };
  return { selector: resource.selector, root: buildTable(resource, resource.tables[0], 0), limits, report, sequence: { next: 0 } };
}

function buildTable(resource: Resource, table: Table, index: number): TableShape {
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
  const size = slots.length + children.length;
  return {
    table,
    index,
    node,
    slots,
    sources,
    key: index > 0 ? [] : resource.primaryKey.map((name) => sources[table.columns.findIndex((column) => column.name === name)]!),
    children: children.map((child, order) => ({ slot: slots.length + order, table: child.table })),
    record: { starts: new Int32Array(size), ends: new Int32Array(size), corrections: [], extra: "", start: 0 },
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
