import type { Stamp } from "../destinations/destination.ts";
import type { ColumnType } from "../resource.ts";
import { QUOTE } from "./json.ts";
import type { Page } from "./page.ts";
import { readPage } from "./read-page.ts";
import type { Shape, TableShape } from "./shape.ts";

/** A page in the form that Postgres takes fastest: rows of `COPY … FROM STDIN` in text format, one buffer a table. */
export interface CopiedPage extends Page {
  /** In the order of the resource's tables. */
  readonly tables: readonly Buffer[];
}

/**
 * Columns of a row: the root's key and the indexes (child tables only), the table's columns, `_extra`, `_loaded_at`,
 * `_load_id`, `_deleted_at` (always NULL) and `_n`, the number of the root record, by which duplicates are told apart.
 * `keys`: the values that the request supplies, in the order of their columns.
 *
 * Values go from Lago's bytes to Postgres's without becoming JavaScript values, so no digit can be lost on the way.
 */
export function copyPage(body: Buffer, shape: Shape, keys: readonly string[], stamp: Stamp): CopiedPage {
  const supplied = keys.map((key) => Buffer.from(escapeText(key)));
  const tail = Buffer.from(`\t${stamp.loadedAt.toISOString()}\t${escapeText(stamp.loadId)}\t\\N\t`);
  const writers: Writer[] = [];
  const root: RootRow = { key: [], number: "" };
  const read = readPage(body, shape, (table, indexes) => {
    const writer = (writers[table.index] ??= newWriter(table.index === 0 ? body.length : CHILD_BYTES));
    if (table.index === 0) root.number = `${shape.sequence.next++}\n`;
    else writeLead(writer, writers[0]!, root, indexes);
    const corrected = correctionsOf(table);
    for (const source of table.sources) {
      const start = writer.length;
      if (source < 0) write(writer, supplied[-1 - source]!);
      else writeSlot(writer, body, table, source, corrected);
      const place = table.key.indexOf(source);
      if (place >= 0) root.key[place] = { start, end: writer.length };
      writeByte(writer, TAB);
    }
    writeExtra(writer, table.record.extra);
    write(writer, tail);
    writeDigits(writer, root.number);
  });
  const tables = countTables(shape.root, (index) => writers[index]?.bytes.subarray(0, writers[index].length) ?? EMPTY);
  return { ...read, size: tables.reduce((sum, table) => sum + table.length, 0), tables };
}

/** Bytes that grow. */
interface Writer {
  bytes: Buffer;
  length: number;
}

/** What child rows repeat of the row that was written last. */
interface RootRow {
  /** Where its key's columns lie among the bytes of its table. */
  readonly key: { readonly start: number; readonly end: number }[];
  number: string;
}

/** Child tables begin small and grow: as large as the page, the buffers of those in memory cost 12 MB. */
const CHILD_BYTES = 4096;
const TAB = 0x09;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const EMPTY = Buffer.alloc(0);
const NULL = Buffer.from("\\N");

function newWriter(size: number): Writer {
  return { bytes: Buffer.allocUnsafe(Math.max(1024, size)), length: 0 };
}

function correctionsOf({ record }: TableShape): ReadonlyMap<number, string | null> | undefined {
  return record.corrections.length > 0 ? new Map(record.corrections.map(({ slot, json }) => [slot, json])) : undefined;
}

function writeLead(writer: Writer, above: Writer, { key }: RootRow, indexes: readonly number[]): void {
  for (const { start, end } of key) {
    writeRange(writer, above.bytes, start, end);
    writeByte(writer, TAB);
  }
  for (const index of indexes) writeDigits(writer, `${index}\t`);
}

function writeDigits(writer: Writer, digits: string): void {
  reserve(writer, digits.length);
  writer.length += writer.bytes.write(digits, writer.length, "latin1");
}

function writeSlot(writer: Writer, body: Buffer, table: TableShape, slot: number, corrected?: ReadonlyMap<number, string | null>): void {
  const { starts, ends } = table.record;
  const json = corrected?.get(slot);
  const { type } = table.slots[slot]!;
  if (json !== undefined) {
    if (json === null) write(writer, NULL);
    else writeValue(writer, type, Buffer.from(json, "latin1"), 0, json.length);
  } else if (starts[slot]! < 0) write(writer, NULL);
  else writeValue(writer, type, body, starts[slot]!, ends[slot]!);
}

function writeExtra(writer: Writer, extra: string): void {
  if (extra === "") return write(writer, NULL);
  const json = Buffer.from(`{${extra}}`, "latin1");
  writeJson(writer, json, 0, json.length);
}

function writeValue(writer: Writer, type: ColumnType, bytes: Buffer, start: number, end: number): void {
  if (type === "json") return writeJson(writer, bytes, start, end);
  if (bytes[start] !== QUOTE) return writeRange(writer, bytes, start, end);
  for (let at = start + 1; at < end - 1; at++) {
    if (bytes[at] === BACKSLASH) return write(writer, Buffer.from(escapeText(JSON.parse(bytes.toString("utf8", start, end)) as string)));
  }
  writeRange(writer, bytes, start + 1, end - 1);
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
  const grown = Buffer.allocUnsafe((writer.length + size) * 2);
  writer.bytes.copy(grown, 0, 0, writer.length);
  writer.bytes = grown;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeText(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}

function countTables(root: TableShape, bytesOf: (index: number) => Buffer): Buffer[] {
  const indexes = [root.index];
  const walk = (table: TableShape) => table.children.forEach((child) => (indexes.push(child.table.index), walk(child.table)));
  walk(root);
  return indexes.sort((left, right) => left - right).map(bytesOf);
}
