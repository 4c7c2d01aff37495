import type { Stamp } from "../destinations/destination.ts";
import type { ColumnType } from "../resource.ts";
import { QUOTE } from "./json.ts";
import type { Page } from "./page.ts";
import { readPage } from "./read-page.ts";
import { CORRECTED, type FitReport, MISSING, NULL, type Shape, type TableShape } from "./shape.ts";

/** A page in the form that Postgres takes fastest: rows of `COPY … FROM STDIN` in text format, one buffer a table. */
export interface CopiedPage extends Page {
  /** In the order of the resource's tables. */
  readonly tables: readonly Uint8Array[];
  readonly fit: FitReport;
}

/**
 * Columns of a row: the root's key and the indexes (child tables only), the table's columns, `_extra`, `_loaded_at`,
 * `_load_id`, `_deleted_at` (always NULL) and `_n`, the number of the root record, by which duplicates are told apart.
 * `keys`: the values that the request supplies, in the order of their columns. `number`: of the page's first record.
 *
 * Values go from Lago's bytes to Postgres's without becoming JavaScript values, so no digit can be lost on the way.
 */
export function copyPage(body: Buffer, shape: Shape, keys: readonly string[], number: number, stamp: Stamp): CopiedPage {
  const read = readPage(body, shape);
  const supplied = keys.map((key) => Buffer.from(escapeText(key)));
  const tail = Buffer.from(`\t${stamp.loadedAt.toISOString()}\t${escapeText(stamp.loadId)}\t\\N\t`);
  const tables = shape.tables.map((table) => copyTable({ body, root: shape.root, supplied, number, tail }, table));
  return { ...read, fit: shape.report, size: tables.reduce((sum, table) => sum + table.length, 0), tables };
}

interface Copied {
  readonly body: Buffer;
  readonly root: TableShape;
  readonly supplied: readonly Buffer[];
  readonly number: number;
  readonly tail: Buffer;
}

function copyTable({ body, root, supplied, number, tail }: Copied, table: TableShape): Uint8Array {
  const { rows, places, extras } = table.notes;
  if (rows === 0) return EMPTY;
  const isRoot = table === root;
  const depth = table.table.arrays.length + 1;
  const writer = newWriter(isRoot ? body.length >> 1 : rows * CHILD_BYTES);
  const writeColumn = (from: TableShape, row: number, source: number) => {
    if (source < 0) write(writer, supplied[-1 - source]!);
    else writeSlot(writer, body, from, row, source);
    writeByte(writer, TAB);
  };
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const rootRow = places[row * depth]!;
    if (!isRoot) {
      for (const source of root.key) writeColumn(root, rootRow, source);
      for (let level = 1; level < depth; level++) writeDigits(writer, `${places[row * depth + level]!}\t`);
    }
    for (const source of table.sources) writeColumn(table, row, source);
    writeExtra(writer, extras[next]?.row === row ? extras[next++]!.members : "");
    write(writer, tail);
    writeDigits(writer, `${number + rootRow}\n`);
  }
  return writer.bytes.subarray(0, writer.length);
}

/** Bytes that grow. */
interface Writer {
  bytes: Buffer;
  length: number;
}

/** Child rows begin small: as large as the page, the buffers of those in memory cost 12 MB. */
const CHILD_BYTES = 256;
const TAB = 0x09;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const EMPTY = Buffer.alloc(0);
const NULL_TEXT = Buffer.from("\\N");

function newWriter(size: number): Writer {
  return { bytes: Buffer.allocUnsafeSlow(size), length: 0 };
}

function writeDigits(writer: Writer, digits: string): void {
  reserve(writer, digits.length);
  writer.length += writer.bytes.write(digits, writer.length, "latin1");
}

function writeSlot(writer: Writer, body: Buffer, { notes, width, slots }: TableShape, row: number, slot: number): void {
  const start = notes.starts[row * width + slot]!;
  if (start === MISSING || start === NULL) return write(writer, NULL_TEXT);
  const { type } = slots[slot]!;
  if (start <= CORRECTED) {
    const json = Buffer.from(notes.corrections[CORRECTED - start]!, "latin1");
    return writeValue(writer, type, json, 0, ~json.length);
  }
  writeValue(writer, type, body, start, notes.ends[row * width + slot]!);
}

function writeExtra(writer: Writer, extra: string): void {
  if (extra === "") return write(writer, NULL_TEXT);
  const json = Buffer.from(`{${extra}}`, "latin1");
  writeJson(writer, json, 0, json.length);
}

/** `end`: below 0 where the value is not plain, as in the reader's notes. */
function writeValue(writer: Writer, type: ColumnType, bytes: Buffer, start: number, end: number): void {
  const last = end < 0 ? ~end : end;
  if (type === "json") return writeJson(writer, bytes, start, last);
  if (bytes[start] !== QUOTE) return writeRange(writer, bytes, start, last);
  if (end < 0 && bytes.subarray(start, last).includes(BACKSLASH)) return write(writer, Buffer.from(escapeText(JSON.parse(bytes.toString("utf8", start, last)) as string)));
  writeRange(writer, bytes, start + 1, last - 1);
}

/** JSON as sent; white space between its tokens must not end the row, and a backslash is COPY's own escape. */
function writeJson(writer: Writer, bytes: Buffer, start: number, end: number): void {
  reserve(writer, (end - start) * 2);
  const target = writer.bytes;
  let { length } = writer;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === BACKSLASH) target[length++] = BACKSLASH;
    target[length++] = byte < SPACE ? SPACE : byte;
  }
  writer.length = length;
}

function writeRange(writer: Writer, bytes: Buffer, start: number, end: number): void {
  reserve(writer, end - start);
  const target = writer.bytes;
  let { length } = writer;
  // A call into the engine costs more than a short loop.
  if (end - start > 48) length += bytes.copy(target, length, start, end);
  else for (let at = start; at < end; at++) target[length++] = bytes[at]!;
  writer.length = length;
}

function write(writer: Writer, bytes: Buffer): void {
  writeRange(writer, bytes, 0, bytes.length);
}

function writeByte(writer: Writer, byte: number): void {
  reserve(writer, 1);
  writer.bytes[writer.length++] = byte;
}

function reserve(writer: Writer, size: number): void {
  if (writer.length + size <= writer.bytes.length) return;
  const grown = Buffer.allocUnsafeSlow((writer.length + size) * 2);
  writer.bytes.copy(grown, 0, 0, writer.length);
  writer.bytes = grown;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeText(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
