import type { Stamp } from "../destinations/destination.ts";
import type { ColumnType } from "../resource.ts";
import { newTarget, reserve, takeWritten, writeBigInt, writeBytes, writeInt64, writeInteger, writeJsonValue, writeNumber, writeNumeric, writeTime, writeUuid } from "./binary.ts";
import type { Hash } from "./hash.ts";
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
 * `keys`: the values that the request supplies, in the order of their columns. `number`: of the page's first record. `hash`: of a
 * record, where rows have one.
 */
export function copyPage(body: Buffer, shape: Shape, keys: readonly string[], number: number, stamp: Stamp, hash?: Hash): CopiedPage {
  const read = readPage(body, shape);
  const page: Copied = { body, root: shape.root, supplied: writeSupplied(shape.root, keys), number, tail: writeTail(stamp), hash };
  const tables = shape.tables.map((table) => copyTable(page, table));
  return { ...read, fit: shape.report, size: tables.reduce((sum, table) => sum + table.length, 0), tables };
}

interface Copied {
  readonly body: Buffer;
  readonly root: TableShape;
  /** The fields of what the request supplies, which are the same for all rows. */
  readonly supplied: readonly Buffer[];
  readonly number: number;
  /** The system columns, which are the same for all rows. */
  readonly tail: Buffer;
  readonly hash: Hash | undefined;
}

/** Postgres's: from the highest byte, since 2000. */
const ORDER = { little: false, epoch: 10_957 };

/** The table that is being written. */
const target = newTarget(ORDER);

function copyTable(page: Copied, table: TableShape): Uint8Array {
  const { notes: { rows, extras } } = table;
  if (rows === 0) return EMPTY;
  const sources = listSources(table, page.root).slice(0, -2);
  let next = 0;
  target.length = 0;
  for (let row = 0; row < rows; row++) {
    reserve(target, 2);
    target.view.setInt16(target.length, sources.length + 5);
    target.length += 2;
    for (const source of sources) writeField(page, table, row, source);
    if (extras[next]?.row !== row) writeNull();
    else writeText(Buffer.from(`{${extras[next++]!.members}}`, "latin1"));
    writeBytes(target, page.tail, 0, page.tail.length);
    writeWhole(page.number + placeAt(table, row, 0));
  }
  return takeWritten(target);
}

const EMPTY = new Uint8Array(0);

function writeField({ body, root, supplied, hash }: Copied, table: TableShape, row: number, { from, index, type }: Source): void {
  if (from === "slot") return writeSlot(body, table, row, index, type);
  if (from === "root slot") return writeSlot(body, root, placeAt(table, row, 0), index, type);
  if (from === "place") return writeWhole(placeAt(table, row, index));
  if (from === "hash") return writeHash(hash!(body.subarray(table.notes.spans[row * 2], table.notes.spans[row * 2 + 1])));
  writeBytes(target, supplied[index]!, 0, supplied[index]!.length);
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
      reserve(target, 4);
      target.view.setInt32(target.length, end - start - 2);
      target.length += 4;
      return writeBytes(target, body, start + 1, end - 1);
    case "decimal":
      return writeDecimal(body, start + 1, end - 1);
    default:
  }
  const size = openField(type);
  if (type === "uuid") writeUuid(target, target.length, body, start);
  else if (type === "timestamp") writeTime(target, target.length, body, start);
  else if (type === "integer") writeInteger(target, target.length, body, start, end);
  else writeNumber(target, target.length, body, start, end);
  target.length += size;
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
      target.bytes[target.length++] = json === "true" ? 1 : 0;
      return;
    default: {
      const size = openField(type);
      writeJsonValue(target, target.length, type, json);
      target.length += size;
    }
  }
}

/** Bytes of a value of this type, behind its length, which is written. */
function openField(type: ColumnType): number {
  const size = SIZES[type]!;
  reserve(target, 4 + size);
  target.view.setInt32(target.length, size);
  target.length += 4;
  return size;
}

const SIZES: Partial<Record<ColumnType, number>> = { integer: 8, number: 8, boolean: 1, timestamp: 8, date: 4, uuid: 16 };

function writeDecimal(source: Buffer, start: number, end: number): void {
  // Two bytes for four digits, the first and the last of which may have fewer.
  reserve(target, 4 + 12 + (end - start));
  const size = writeNumeric(target, target.length + 4, source, start, end);
  target.view.setInt32(target.length, size);
  target.length += 4 + size;
}

function writeWhole(value: number): void {
  openField("integer");
  writeInt64(target, target.length, value);
  target.length += 8;
}

function writeHash(value: bigint): void {
  openField("integer");
  writeBigInt(target, target.length, value);
  target.length += 8;
}

/** JSON that Postgres takes apart: behind the version of its form. */
function writeJsonb(source: Buffer, start: number, end: number): void {
  reserve(target, 5);
  target.view.setInt32(target.length, end - start + 1);
  target.bytes[target.length + 4] = 1;
  target.length += 5;
  writeBytes(target, source, start, end);
}

function writeText(text: Buffer): void {
  reserve(target, 4);
  target.view.setInt32(target.length, text.length);
  target.length += 4;
  writeBytes(target, text, 0, text.length);
}

function writeNull(): void {
  reserve(target, 4);
  target.view.setInt32(target.length, -1);
  target.length += 4;
}

function writeSupplied(root: TableShape, keys: readonly string[]): Buffer[] {
  const types = listSources(root, root).flatMap(({ from, type }) => (from === "request" ? [type] : []));
  return keys.map((key, index) => writeAside(() => writeJson(types[index]!, JSON.stringify(key))));
}

function writeTail({ loadId, loadedAt }: Stamp): Buffer {
  return writeAside(() => {
    writeJson("timestamp", JSON.stringify(loadedAt));
    writeText(Buffer.from(loadId));
    writeNull();
  });
}

/** What is written, to be repeated. */
function writeAside(write: () => void): Buffer {
  target.length = 0;
  write();
  return Buffer.from(target.bytes.subarray(0, target.length));
}
