import type { ColumnType } from "../resource.ts";
import { newRoom, newTarget, reserve, takeWritten, writeBigInt, writeBytes, writeDate, writeDecimal, writeInt64, writeInteger, writeJsonValue, writeNumber, writeTime, writeUuid } from "./binary.ts";
import { toDuckDBJson } from "./duckdb-json.ts";
import type { Hash } from "./hash.ts";
import { TRUE } from "./json.ts";
import type { Page } from "./page.ts";
import { viewOf } from "./plain.ts";
import { readPage } from "./read-page.ts";
import { CORRECTED, type FitReport, MISSING, NULL, placeAt, recordAt, type Shape, type TableShape } from "./shape.ts";
import { listSources, type Source } from "./sources.ts";

/** A page in the form that DuckDB reads fastest: a Parquet data page for each column. `writeParquet` assembles files from them. */
export interface ColumnPage extends Page {
  /** In the order of the resource's tables. */
  readonly tables: readonly TableColumns[];
  readonly fit: FitReport;
}

export interface TableColumns {
  readonly rows: number;
  /** The data pages of all columns (`listSources`), concatenated. */
  readonly bytes: Uint8Array;
  /** The end of each data page. */
  readonly ends: readonly number[];
}

/** `keys`: values from the request. `number`: that of the page's first record; the others follow. `hash`: of a record, if rows have one. */
export function readColumns(body: Buffer, shape: Shape, keys: readonly string[], number: number, hash?: Hash, findRoom = newRoom): ColumnPage {
  const read = readPage(body, shape);
  const view = viewOf(body);
  target.length = 0;
  const written = shape.tables.map((table) => writeTable({ body, view, table, root: shape.root, keys, number, hash }));
  const all = takeWritten(target, findRoom);
  const tables = written.map(({ rows, start, ends }) => ({ rows, bytes: all.subarray(start, ends.at(-1) ?? start), ends: ends.map((end) => end - start) }));
  return { ...read, fit: shape.report, size: all.length, tables };
}

/** Parquet's conventions: little-endian, since 1970. */
const ORDER = { little: true, epoch: 0 };

/** The tables of the current page, concatenated. */
const target = newTarget(ORDER);

/** Positions are in `target`. */
function writeTable(page: Written): { rows: number; start: number; ends: readonly number[] } {
  const { table, root } = page;
  const { rows } = table.notes;
  const start = target.length;
  const ends = rows === 0 ? [] : listSources(table, root).map((source) => writeColumn(page, source));
  return { rows, start, ends };
}

interface Written {
  readonly body: Buffer;
  readonly view: DataView;
  readonly table: TableShape;
  readonly root: TableShape;
  readonly keys: readonly string[];
  readonly number: number;
  readonly hash: Hash | undefined;
}

/** Returns the end of the column. */
function writeColumn(page: Written, source: Source): number {
  const { rows } = page.table.notes;
  const start = target.length;
  reserve(target, HEADER + 16 + Math.ceil(rows / 8));
  target.length += HEADER;
  if (source.from === "slot" || source.from === "root slot") writeSlots(page, source);
  else if (source.from === "extra") writeExtras(page.table);
  else if (source.from === "hash") writeHashes(page);
  else if (source.from === "request") writeSame(source.type, page.keys[source.index]!, rows);
  else writeNumbers(page, source.from === "number" ? 0 : source.index, source.from === "number" ? page.number : 0);
  writeHeader(start, rows);
  return target.length;
}

function writeSlots(page: Written, source: Source): void {
  const { type } = source;
  const { body, view, table, root } = page;
  const { starts, ends, corrections } = (source.from === "slot" ? table : root).notes;
  const there = findSlots(page, source);
  writePresence(table.notes.rows, there);
  const size = SIZES[type] ?? 0;
  reserve(target, there * (type === "boolean" ? 1 : size));
  if (type === "boolean") return writeBooleans(there, (start) => (start >= 0 ? body[start] === TRUE[0] : corrections[CORRECTED - start] === "true"), starts);
  for (let order = 0; order < there; order++, target.length += size) {
    const slot = slots[order]!;
    const start = starts[slot]!;
    const end = ends[slot]!;
    if (start < 0) writeJson(type, Buffer.from(corrections[CORRECTED - start]!, "latin1").toString());
    else if (end >= 0) writePlain(type, body, view, start, end);
    else if (type === "json") writeText(body, start, ~end);
    else writeJson(type, body.toString("utf8", start, ~end));
  }
}

/** The state of the current column: the slots with a value, and a bit for each row that has one. */
let slots = new Int32Array(1024);
let bits = new Uint8Array(128);

function findSlots({ table, root }: Written, { from, index }: Source): number {
  const { rows } = table.notes;
  const { notes: { starts, filled }, width } = from === "slot" ? table : root;
  clearBits(rows);
  // Most columns are empty on most pages.
  if (filled[index] === 0) return 0;
  let there = 0;
  for (let row = 0; row < rows; row++) {
    const slot = (from === "slot" ? row : placeAt(table, row, 0)) * width + index;
    const start = starts[slot]!;
    if (start === MISSING || start === NULL) continue;
    slots[there++] = slot;
    bits[row >> 3]! |= 1 << (row & 7);
  }
  return there;
}

function clearBits(rows: number): void {
  if (slots.length < rows) {
    slots = new Int32Array(rows * 2);
    bits = new Uint8Array(rows);
  }
  bits.fill(0, 0, Math.ceil(rows / 8));
}

function writePlain(type: ColumnType, body: Buffer, view: DataView, start: number, end: number): void {
  switch (type) {
    case "text":
      return writeText(body, start + 1, end - 1);
    case "uuid":
      return writeUuid(target, target.length, view, start);
    case "decimal":
      return writeDecimal(target, target.length, body, start, end);
    case "timestamp":
      return writeTime(target, target.length, body, start);
    case "date":
      return writeDate(target, target.length, body, start);
    case "integer":
      return writeInteger(target, target.length, body, start, end);
    default:
      return writeNumber(target, target.length, body, start, end);
  }
}

/** Writes a value that is not plain, from its JSON. */
function writeJson(type: ColumnType, json: string): void {
  if (SIZES[type] !== undefined) return writeJsonValue(target, target.length, type, json);
  const text = Buffer.from(type === "json" ? json : (JSON.parse(json) as string));
  writeText(text, 0, text.length);
}

function writeText(from: Buffer, start: number, end: number): void {
  reserve(target, 4);
  target.view.setUint32(target.length, end - start, true);
  target.length += 4;
  writeBytes(target, from, start, end);
}

function writeExtras({ notes: { rows, extras } }: TableShape): void {
  clearBits(rows);
  for (const { row } of extras) bits[row >> 3]! |= 1 << (row & 7);
  writePresence(rows, extras.length);
  for (const { members } of extras) writeJson("json", Buffer.from(toDuckDBJson(`{${members}}`), "latin1").toString());
}

function writeHashes({ body, table, hash }: Written): void {
  const { rows } = table.notes;
  writePresence(rows, rows);
  reserve(target, rows * 8);
  for (let row = 0; row < rows; row++, target.length += 8) writeBigInt(target, target.length, hash!(recordAt(body, table, row)));
}

/** Writes values from the request, row by row. */
function writeSame(type: ColumnType, value: string, rows: number): void {
  writePresence(rows, rows);
  const from = target.length;
  reserve(target, SIZES[type] ?? 0);
  writeJson(type, JSON.stringify(value));
  target.length += SIZES[type] ?? 0;
  const size = target.length - from;
  reserve(target, size * (rows - 1));
  for (let row = 1; row < rows; row++) target.length += target.bytes.copy(target.bytes, target.length, from, from + size);
}

/** Writes the position of each record in an array, or the number of its root record. */
function writeNumbers({ table }: Written, level: number, first: number): void {
  const { rows } = table.notes;
  writePresence(rows, rows);
  reserve(target, rows * 8);
  for (let row = 0; row < rows; row++, target.length += 8) writeInt64(target, target.length, first + placeAt(table, row, level));
}

/** Bits, lowest of a byte first. */
function writeBooleans(there: number, isTrue: (start: number) => boolean, starts: Int32Array): void {
  const { bytes } = target;
  const size = Math.ceil(there / 8);
  bytes.fill(0, target.length, target.length + size);
  for (let order = 0; order < there; order++) {
    if (isTrue(starts[slots[order]!]!)) bytes[target.length + (order >> 3)]! |= 1 << (order & 7);
  }
  target.length += size;
}

/** Parquet's definition levels: a run length, or one bit per row. */
function writePresence(rows: number, there: number): void {
  const { bytes, view } = target;
  const from = target.length;
  target.length += 4;
  if (there === 0 || there === rows) {
    writeLength(rows * 2);
    bytes[target.length++] = there === 0 ? 0 : 1;
  } else {
    const size = Math.ceil(rows / 8);
    writeLength(size * 2 + 1);
    bytes.set(bits.subarray(0, size), target.length);
    target.length += size;
  }
  view.setUint32(from, target.length - from - 4, true);
}

function writeLength(value: number): void {
  for (; value >= 0x80; value >>>= 7) target.bytes[target.length++] = (value & 0x7f) | 0x80;
  target.bytes[target.length++] = value;
}

/** A Parquet page header in Thrift's compact protocol. Its numbers always take five bytes, so that its length is fixed. */
const HEADER = 29;

function writeHeader(at: number, rows: number): void {
  const { bytes } = target;
  const size = target.length - at - HEADER;
  const number = (value: number) => {
    for (let shift = 0; shift < 28; shift += 7) bytes[at++] = ((value >>> shift) & 0x7f) | 0x80;
    bytes[at++] = value >>> 28;
  };
  const put = (...given: number[]) => {
    for (const byte of given) bytes[at++] = byte;
  };
  // Type: data page.
  put(0x15, 0);
  put(0x15), number(size * 2);
  put(0x15), number(size * 2);
  put(0x2c, 0x15), number(rows * 2);
  // Values as they are; levels as runs.
  put(0x15, 0, 0x15, 6, 0x15, 6, 0, 0);
}

/** Bytes of a value; without an entry, the length comes with the value. */
const SIZES: Partial<Record<ColumnType, number>> = { integer: 8, number: 8, timestamp: 8, date: 4, uuid: 16, decimal: 16 };
