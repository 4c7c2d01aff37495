import type { ColumnType } from "../resource.ts";
import { newRoom, newTarget, reserve, takeWritten, writeBigInt, writeBytes, writeDate, writeInt64, writeInteger, writeJsonValue, writeNumber, writeNumeric, writeTime, writeUuid } from "./binary.ts";
import type { Hash } from "./hash.ts";
import { TRUE } from "./json.ts";
import type { Page, Stamp } from "./page.ts";
import { viewOf } from "./plain.ts";
import { readPage } from "./read-page.ts";
import type { FragileRecord, Rejection } from "./rejection.ts";
import { CORRECTED, type FitReport, MISSING, NULL, placeAt, recordAt, type Shape, type TableShape } from "./shape.ts";
import { listSources, type Source } from "./sources.ts";

/** A page in the form that Postgres reads fastest: rows of `COPY … FROM STDIN (FORMAT binary)`. */
export interface CopiedPage extends Page {
  /** In the order of the resource's tables. */
  readonly tables: readonly CopiedRows[];
  /** The number of its first record; the others follow. */
  readonly first: number;
  readonly fit: FitReport;
  /** Records to test one by one before the others are sent. */
  readonly fragile?: readonly FragileRecord[];
  /** For each record, its rejection if the tables refuse it; absent if users have put no rules on them. */
  readonly rejections?: readonly Rejection[];
}

export interface CopiedRows {
  readonly bytes: Uint8Array;
  /** The end of each row. */
  readonly ends: Int32Array;
  /** For each row: the page's record that it belongs to. */
  readonly roots: Int32Array;
}

/** Header and trailer of a COPY. */
export const COPY_HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
export const COPY_TRAILER = Buffer.from([0xff, 0xff]);

/**
 * Columns of a row: the staged ones (sources.ts), with `_loaded_at`, `_load_id` and `_deleted_at` (always NULL) instead of `_n`. `keys`:
 * values from the request, in the order of their columns. `first`: the number of the page's first record. `hash`: of a record, if rows
 * have one.
 */
export function copyPage(body: Buffer, shape: Shape, keys: readonly string[], first: number, stamp: Stamp, hash?: Hash, findRoom = newRoom): CopiedPage {
  const read = readPage(body, shape);
  const page: Copied = { body, view: viewOf(body), root: shape.root, supplied: writeSupplied(shape.root, keys), tail: writeTail(stamp), hash };
  target.length = 0;
  const copied = shape.tables.map((table) => copyTable(page, table));
  const all = takeWritten(target, findRoom);
  const tables = copied.map(({ start, ends, roots }) => ({ bytes: all.subarray(start, start + (ends.at(-1) ?? 0)), ends, roots }));
  return { ...read, first, fit: shape.report, size: all.length, tables };
}

/** The rows with `_n` after their other fields, without records whose numbers are `skipped`. `first`: the number of the page's first record. */
export function numberRows(rows: CopiedRows, first: number, skipped?: ReadonlySet<number>): Uint8Array {
  return rewrite(rows, first, (source, from, end, number) => {
    if (skipped?.has(number)) return;
    writeBytes(target, source, from, end);
    target.view.setInt16(target.length - (end - from), source.readInt16BE(from) + 1);
    writeWhole(number);
  });
}

/** The page with only the records that `keep` selects by position. */
export function filterRecords(page: CopiedPage, keep: (row: number) => boolean): CopiedPage {
  const tables = page.tables.map(({ bytes, ends, roots }) => {
    const rows = [...ends.keys()].filter((row) => keep(roots[row]!));
    const parts = rows.map((row) => bytes.subarray(row === 0 ? 0 : ends[row - 1], ends[row]));
    let end = 0;
    return { bytes: Buffer.concat(parts), ends: Int32Array.from(parts, (part) => (end += part.length)), roots: Int32Array.from(rows, (row) => roots[row]!) };
  });
  return { ...page, rows: tables[0]!.ends.length, tables };
}

/** For each row, the fields at these positions, and `_n`. */
export function pickFields(rows: CopiedRows, first: number, positions: readonly number[]): Uint8Array {
  const sizes = new DataView(rows.bytes.buffer, rows.bytes.byteOffset, rows.bytes.length);
  const last = Math.max(...positions);
  const starts = new Int32Array(last + 2);
  return rewrite(rows, first, (source, from, _, number) => {
    starts[0] = from + 2;
    for (let field = 0, at = from + 2; field <= last; field++) {
      const size = sizes.getInt32(at);
      starts[field + 1] = at += size > 0 ? 4 + size : 4;
    }
    writeCount(positions.length + 1);
    for (const field of positions) writeBytes(target, source, starts[field]!, starts[field + 1]!);
    writeWhole(number);
  });
}

function rewrite({ bytes, ends, roots }: CopiedRows, first: number, write: (source: Buffer, from: number, end: number, number: number) => void): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  target.length = 0;
  for (let row = 0; row < ends.length; row++) write(source, row === 0 ? 0 : ends[row - 1]!, ends[row]!, first + roots[row]!);
  return takeWritten(target, newRoom);
}

interface Copied {
  readonly body: Buffer;
  readonly view: DataView;
  readonly root: TableShape;
  /** The fields from the request, the same for all rows. */
  readonly supplied: readonly Buffer[];
  /** The system columns, the same for all rows. */
  readonly tail: Buffer;
  readonly hash: Hash | undefined;
}

/** Postgres's conventions: big-endian, since 2000. */
const ORDER = { little: false, epoch: 10_957 };

/** The tables of the current page, concatenated. */
const target = newTarget(ORDER);

/** `start`: of the table in `target`. */
function copyTable(page: Copied, table: TableShape): { start: number; ends: Int32Array; roots: Int32Array } {
  const { notes: { rows, extras } } = table;
  const ends = new Int32Array(rows);
  const roots = new Int32Array(rows);
  const sources = listSources(table, page.root).slice(0, -2);
  const start = target.length;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    writeCount(sources.length + 4);
    for (const source of sources) writeField(page, table, row, source);
    if (extras[next]?.row !== row) writeNull();
    else writeText(Buffer.from(`{${extras[next++]!.members}}`, "latin1"));
    writeBytes(target, page.tail, 0, page.tail.length);
    ends[row] = target.length - start;
    roots[row] = placeAt(table, row, 0);
  }
  return { start, ends, roots };
}

/** Number of fields in a row. */
function writeCount(fields: number): void {
  reserve(target, 2);
  target.view.setInt16(target.length, fields);
  target.length += 2;
}

function writeField(page: Copied, table: TableShape, row: number, { from, index, type }: Source): void {
  const { body, root, supplied, hash } = page;
  if (from === "slot") return writeSlot(page, table, row, index, type);
  if (from === "root slot") return writeSlot(page, root, placeAt(table, row, 0), index, type);
  if (from === "place") return writeWhole(placeAt(table, row, index));
  if (from === "hash") return writeHash(hash!(recordAt(body, table, row)));
  writeBytes(target, supplied[index]!, 0, supplied[index]!.length);
}

function writeSlot({ body, view }: Copied, { notes, width }: TableShape, row: number, slot: number, type: ColumnType): void {
  const start = notes.starts[row * width + slot]!;
  const end = notes.ends[row * width + slot]!;
  if (start === MISSING || start === NULL) writeNull();
  else if (start <= CORRECTED) writeJson(type, Buffer.from(notes.corrections[CORRECTED - start]!, "latin1").toString());
  else if (end >= 0) writePlain(type, body, view, start, end);
  else if (type === "json") writeJsonb(body, start, ~end);
  else writeJson(type, body.toString("utf8", start, ~end));
}

function writePlain(type: ColumnType, body: Buffer, view: DataView, start: number, end: number): void {
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
  if (type === "uuid") writeUuid(target, target.length, view, start);
  else if (type === "timestamp") writeTime(target, target.length, body, start);
  else if (type === "integer") writeInteger(target, target.length, body, start, end);
  else if (type === "boolean") target.bytes[target.length] = body[start] === TRUE[0] ? 1 : 0;
  else if (type === "date") writeDate(target, target.length, body, start);
  else writeNumber(target, target.length, body, start, end);
  target.length += size;
}

/** Writes a value that is not plain, from its JSON. */
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

/** Bytes of a value of this type, after its length. */
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

/** JSON for `jsonb`, after the version of its format. */
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

/** A copy of what is written, to repeat it. */
function writeAside(write: () => void): Buffer {
  target.length = 0;
  write();
  return Buffer.from(target.bytes.subarray(0, target.length));
}
