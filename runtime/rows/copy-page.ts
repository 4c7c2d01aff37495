import type { Stamp } from "../destinations/destination.ts";
import type { ColumnType } from "../resource.ts";
import { newTarget, type Target, writeInt64, writeInteger, writeJsonValue, writeNumber, writeNumeric, writeTime, writeUuid } from "./binary.ts";
import type { Page } from "./page.ts";
import { readPage } from "./read-page.ts";
import { CORRECTED, type FitReport, MISSING, NULL, type Shape, type TableShape } from "./shape.ts";
import { listSources, type Source } from "./sources.ts";

/** A page in the form that Postgres takes fastest: rows of `COPY … FROM STDIN (FORMAT binary)`, one buffer a table. */
export interface CopiedPage extends Page {
  /** In the order of the resource's tables. */
  readonly tables: readonly Uint8Array[];
  readonly fit: FitReport;
}

/** What goes before and behind the rows of a COPY. */
export const COPY_HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
export const COPY_TRAILER = Buffer.from([0xff, 0xff]);

/**
 * Columns of a row: those that are staged (sources.ts), with `_loaded_at`, `_load_id` and `_deleted_at` (always NULL) before `_n`.
 * `keys`: the values that the request supplies, in the order of their columns. `number`: of the page's first record.
 */
export function copyPage(body: Buffer, shape: Shape, keys: readonly string[], number: number, stamp: Stamp): CopiedPage {
  const read = readPage(body, shape);
  const tail = writeTail(stamp);
  const tables = shape.tables.map((table) => copyTable({ body, root: shape.root, keys, number, tail }, table));
  return { ...read, fit: shape.report, size: tables.reduce((sum, table) => sum + table.length, 0), tables };
}

interface Copied {
  readonly body: Buffer;
  readonly root: TableShape;
  readonly keys: readonly string[];
  readonly number: number;
  /** The system columns, which are the same for all rows. */
  readonly tail: Buffer;
}

/** Postgres's: from the highest byte, since 2000. */
const ORDER = { little: false, epoch: 10_957 };

/** The table that is being written; it grows, and is used for the next one. */
let target: Target = newTarget(2 ** 16, ORDER);
let length = 0;

function copyTable(page: Copied, table: TableShape): Uint8Array {
  const { notes: { rows, extras } } = table;
  if (rows === 0) return EMPTY;
  const sources = listSources(table, page.root).slice(0, -2);
  let next = 0;
  length = 0;
  for (let row = 0; row < rows; row++) {
    reserve(2);
    target.view.setInt16(length, sources.length + 5);
    length += 2;
    for (const source of sources) writeField(page, table, row, source);
    if (extras[next]?.row !== row) writeNull();
    else writeText(Buffer.from(`{${extras[next++]!.members}}`, "latin1"));
    writeBytes(page.tail, 0, page.tail.length);
    writeWhole(page.number + placeAt(table, row, 0));
  }
  return Uint8Array.prototype.slice.call(target.bytes, 0, length);
}

const EMPTY = new Uint8Array(0);

function writeField({ body, root, keys }: Copied, table: TableShape, row: number, { from, index, type }: Source): void {
  if (from === "slot") return writeSlot(body, table, row, index, type);
  if (from === "root slot") return writeSlot(body, root, placeAt(table, row, 0), index, type);
  if (from === "place") return writeWhole(placeAt(table, row, index));
  return writeJson(type, JSON.stringify(keys[index]!));
}

function placeAt({ table, notes }: TableShape, row: number, level: number): number {
  return notes.places[row * (table.arrays.length + 1) + level]!;
}

function writeSlot(body: Buffer, { notes, width }: TableShape, row: number, slot: number, type: ColumnType): void {
  const start = notes.starts[row * width + slot]!;
  const end = notes.ends[row * width + slot]!;
  if (start === MISSING || start === NULL) writeNull();
  else if (start <= CORRECTED) writeJson(type, Buffer.from(notes.corrections[CORRECTED - start]!, "latin1").toString());
  else if (end >= 0) writePlain(type, body, start, end);
  else if (type === "json") writeJsonb(body, start, ~end);
  else writeJson(type, body.toString("utf8", start, ~end));
}

function writePlain(type: ColumnType, body: Buffer, start: number, end: number): void {
  switch (type) {
    case "text":
      reserve(4);
      target.view.setInt32(length, end - start - 2);
      length += 4;
      return writeBytes(body, start + 1, end - 1);
    case "decimal":
      return writeDecimal(body, start + 1, end - 1);
    default:
  }
  const size = openField(type);
  if (type === "uuid") writeUuid(target, length, body, start);
  else if (type === "timestamp") writeTime(target, length, body, start);
  else if (type === "integer") writeInteger(target, length, body, start, end);
  else writeNumber(target, length, body, start, end);
  length += size;
}

/** A value that is not plain, from its JSON. */
function writeJson(type: ColumnType, json: string): void {
  switch (type) {
    case "json":
      return writeJsonb(Buffer.from(json), 0, Buffer.byteLength(json));
    case "text":
      return writeText(Buffer.from(JSON.parse(json) as string));
    case "decimal":
      return writeDecimal(Buffer.from(json), 1, json.length - 1);
    case "boolean":
      openField(type);
      target.bytes[length++] = json === "true" ? 1 : 0;
      return;
    default: {
      const size = openField(type);
      writeJsonValue(target, length, type, json);
      length += size;
    }
  }
}

/** Bytes of a value of this type, behind its length, which is written. */
function openField(type: ColumnType): number {
  const size = SIZES[type]!;
  reserve(4 + size);
  target.view.setInt32(length, size);
  length += 4;
  return size;
}

const SIZES: Partial<Record<ColumnType, number>> = { integer: 8, number: 8, boolean: 1, timestamp: 8, date: 4, uuid: 16 };

function writeDecimal(source: Buffer, start: number, end: number): void {
  // Two bytes for four digits, the first and the last of which may have fewer.
  reserve(4 + 12 + (end - start));
  const size = writeNumeric(target, length + 4, source, start, end);
  target.view.setInt32(length, size);
  length += 4 + size;
}

function writeWhole(value: number): void {
  openField("integer");
  writeInt64(target, length, value);
  length += 8;
}

/** JSON that Postgres takes apart: behind the version of its form. */
function writeJsonb(source: Buffer, start: number, end: number): void {
  reserve(5);
  target.view.setInt32(length, end - start + 1);
  target.bytes[length + 4] = 1;
  length += 5;
  writeBytes(source, start, end);
}

function writeText(text: Buffer): void {
  reserve(4);
  target.view.setInt32(length, text.length);
  length += 4;
  writeBytes(text, 0, text.length);
}

function writeNull(): void {
  reserve(4);
  target.view.setInt32(length, -1);
  length += 4;
}

function writeTail({ loadId, loadedAt }: Stamp): Buffer {
  length = 0;
  writeJson("timestamp", JSON.stringify(loadedAt));
  writeText(Buffer.from(loadId));
  writeNull();
  return Buffer.from(target.bytes.subarray(0, length));
}

function writeBytes(from: Buffer, start: number, end: number): void {
  const size = end - start;
  reserve(size);
  const { bytes } = target;
  // A call into the engine costs more than a short loop.
  if (size > 48) from.copy(bytes, length, start, end);
  else for (let at = start, to = length; at < end; at++, to++) bytes[to] = from[at]!;
  length += size;
}

function reserve(size: number): void {
  if (length + size <= target.bytes.length) return;
  const grown = newTarget((length + size) * 2, ORDER);
  target.bytes.copy(grown.bytes, 0, 0, length);
  target = grown;
}
