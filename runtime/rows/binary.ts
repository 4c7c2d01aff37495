import type { ColumnType } from "../resource.ts";
import { isDigit } from "./json.ts";
import { findPlainEnd, TYPE_CODES, viewOf } from "./plain.ts";

/**
 * Converts JSON values to a database's binary format, without JavaScript numbers that could round. Plain forms (plain.ts) are read byte by
 * byte; other values that fit their column (fit.ts) come as text, on a slower path. Everything is written to `bytes` at `to`.
 */

/** The buffer of the other functions. It grows, and is reused for one table after another. */
export interface Target {
  bytes: Buffer;
  view: DataView;
  /** Number of bytes written. */
  length: number;
  /** Byte order: little-endian for DuckDB, big-endian for Postgres. */
  readonly little: boolean;
  /** The epoch of times and dates, in days since 1970. */
  readonly epoch: number;
}

export function newTarget(order: Pick<Target, "little" | "epoch">): Target {
  return { ...newBytes(2 ** 16), length: 0, ...order };
}

/** Makes room after what is written. */
export function reserve(target: Target, size: number): void {
  if (target.length + size <= target.bytes.length) return;
  const grown = newBytes((target.length + size) * 2);
  target.bytes.copy(grown.bytes, 0, 0, target.length);
  Object.assign(target, grown);
}

/** Appends bytes. */
export function writeBytes(target: Target, from: Buffer, start: number, end: number): void {
  const size = end - start;
  reserve(target, size);
  const { bytes, length } = target;
  // A call into V8 costs more than a short loop.
  if (size > 48) from.copy(bytes, length, start, end);
  else for (let at = start, to = length; at < end; at++, to++) bytes[to] = from[at]!;
  target.length = length + size;
}

/** A buffer of at least this many bytes. */
export type FindRoom = (size: number) => Uint8Array;

export const newRoom: FindRoom = (size) => new Uint8Array(size);

/** A copy of what is written, to keep. */
export function takeWritten({ bytes, length }: Target, findRoom: FindRoom): Uint8Array {
  const room = findRoom(length);
  room.set(bytes.subarray(0, length));
  return room.subarray(0, length);
}

function newBytes(size: number): Pick<Target, "bytes" | "view"> {
  const bytes = Buffer.from(new ArrayBuffer(size));
  return { bytes, view: new DataView(bytes.buffer) };
}

/** The sixteen bytes of a UUID, from its opening quote on. */
export function writeUuid({ view }: Target, to: number, source: DataView, start: number): void {
  view.setUint16(to, packHex(source.getInt32(start + 1, true)), true);
  view.setUint16(to + 2, packHex(source.getInt32(start + 5, true)), true);
  view.setUint16(to + 4, packHex(source.getInt32(start + 10, true)), true);
  view.setUint16(to + 6, packHex(source.getInt32(start + 15, true)), true);
  view.setUint16(to + 8, packHex(source.getInt32(start + 20, true)), true);
  view.setUint16(to + 10, packHex(source.getInt32(start + 25, true)), true);
  view.setUint16(to + 12, packHex(source.getInt32(start + 29, true)), true);
  view.setUint16(to + 14, packHex(source.getInt32(start + 33, true)), true);
}

/** Two bytes from four hex digits. For a letter of either case, the lower half of its code is 9 less than its value. */
function packHex(word: number): number {
  const halves = (word & 0x0f0f0f0f) + ((word >>> 6) & 0x01010101) * 9;
  const pairs = (halves << 4) | (halves >>> 8);
  return (pairs & 0xff) | ((pairs >>> 8) & 0xff00);
}

/** A plain integer, in eight bytes. */
export function writeInteger(target: Target, to: number, source: Uint8Array, start: number, end: number): void {
  const negative = source[start] === MINUS;
  const first = negative ? start + 1 : start;
  if (end - first > 15) return writeBigInt(target, to, BigInt(latin1(source, start, end)));
  const value = readDigits(source, first, end);
  writeInt64(target, to, negative ? -value : value);
}

/** A whole number below 2^53, in eight bytes. */
export function writeInt64({ view, little }: Target, to: number, value: number): void {
  view.setUint32(little ? to : to + 4, low(value), little);
  view.setInt32(little ? to + 4 : to, high(value), little);
}

/** The digits and the power of ten that divides them are exact, so the quotient is the nearest double: a plain number has at most fifteen digits. */
export function writeNumber({ view, little }: Target, to: number, source: Uint8Array, start: number, end: number): void {
  const negative = source[start] === MINUS;
  const first = negative ? start + 1 : start;
  const point = findPoint(source, first, end);
  const digits = point === end ? readDigits(source, first, end) : readDigits(source, first, point) * POWERS[end - point - 1]! + readDigits(source, point + 1, end);
  const value = digits / POWERS[point === end ? 0 : end - point - 1]!;
  view.setFloat64(to, negative ? -value : value, little);
}

/** Decimal places of DuckDB's DECIMAL(38,18). */
export const DECIMAL_PLACES = 18;

/**
 * A plain decimal in quotes, as a whole number of 10^-18 in sixteen bytes, big-endian. It has at most fifteen digits on either side of the
 * point. So it is first computed in units of 10^-15, where all parts are exact, and then multiplied by a thousand.
 */
export function writeDecimal({ view }: Target, to: number, source: Uint8Array, start: number, end: number): void {
  const negative = source[start + 1] === MINUS;
  const first = negative ? start + 2 : start + 1;
  const last = end - 1;
  const point = findPoint(source, first, last);
  const whole = readDigits(source, first, point);
  const fraction = point === last ? 0 : readDigits(source, point + 1, last) * POWERS[PLAIN_PLACES - (last - point - 1)]!;
  if (negative || whole >= 2 ** 20) return writeSum(view, to, negative, (BigInt(whole) * PLAIN_SCALE + BigInt(fraction)) * 1000n);
  // Words of 32 bits, from the lowest. No product is above 2^53: of the two halves of 10^15, one has 32 bits and one 18.
  const a = whole * SCALE_LOW + low(fraction);
  const b = whole * SCALE_HIGH + high(fraction) + high(a);
  const lowest = low(a) * 1000;
  const middle = low(b) * 1000 + high(lowest);
  view.setUint32(to, 0);
  view.setUint32(to + 4, high(b) * 1000 + high(middle));
  view.setUint32(to + 8, low(middle));
  view.setUint32(to + 12, low(lowest));
}

/**
 * A decimal of any length between `start` and `end`, in Postgres's format: the number of base-10,000 digits, the weight of the first, the
 * sign, the display scale, then the digits. Returns its size.
 */
export function writeNumeric({ view }: Target, to: number, source: Uint8Array, start: number, end: number): number {
  const negative = source[start] === MINUS;
  const first = negative ? start + 1 : start;
  const point = findPoint(source, first, end);
  const places = point === end ? 0 : end - point - 1;
  let at = to + 8;
  for (let from = first, next = first + (((point - first - 1) % 4) + 1); from < point; from = next, next += 4, at += 2) {
    view.setInt16(at, readDigits(source, from, next));
  }
  const weight = (at - to - 8) / 2 - 1;
  for (let from = point + 1; from < end; from += 4, at += 2) {
    const next = Math.min(from + 4, end);
    view.setInt16(at, readDigits(source, from, next) * POWERS[4 - (next - from)]!);
  }
  view.setInt16(to, (at - to - 8) / 2);
  view.setInt16(to + 2, weight);
  view.setInt16(to + 4, negative ? 0x4000 : 0);
  view.setInt16(to + 6, places);
  return at - to;
}

/** Decimal places of a plain decimal (plain.ts): this many digits are a whole number below 2^53. */
const PLAIN_PLACES = 15;
const PLAIN_SCALE = 10n ** BigInt(PLAIN_PLACES);
const SCALE_LOW = Number(PLAIN_SCALE & 0xffffffffn);
const SCALE_HIGH = Number(PLAIN_SCALE >> 32n);

/** The upper and lower 32 bits of a number below 2^53. Without `%`, which takes ten times as long. */
function high(value: number): number {
  return Math.floor(value / 2 ** 32);
}

function low(value: number): number {
  return value - high(value) * 2 ** 32;
}

/** Microseconds of a plain time in quotes, in eight bytes. */
export function writeTime(target: Target, to: number, source: Uint8Array, start: number): void {
  const seconds = (readDay(source, start) - target.epoch) * 86_400 + twoDigits(source, start + 12) * 3600 + twoDigits(source, start + 15) * 60 + twoDigits(source, start + 18);
  let micros = 0;
  if (source[start + 20] === POINT) for (let at = start + 21, unit = 100_000; isDigit(source[at]!); at++, unit /= 10) micros += (source[at]! - ZERO) * unit;
  const value = seconds * 1e6 + micros;
  // From the year 2255 on, microseconds exceed the precision of a number; whole seconds do not.
  if (micros === 0 || Number.isSafeInteger(value)) writeInt64(target, to, value);
  else writeBigInt(target, to, BigInt(seconds) * 1_000_000n + BigInt(micros));
}

/** A plain date in quotes, in four bytes. */
export function writeDate({ view, little, epoch }: Target, to: number, source: Uint8Array, start: number): void {
  view.setInt32(to, readDay(source, start) - epoch, little);
}

/** Since 1970. */
function readDay(source: Uint8Array, start: number): number {
  return countDays(twoDigits(source, start + 1) * 100 + twoDigits(source, start + 3), twoDigits(source, start + 6), twoDigits(source, start + 9));
}

/** Writes a value that fits its column but is not plain, from its JSON text: all types of a fixed size except boolean, decimals as in DuckDB. */
export function writeJsonValue(target: Target, to: number, type: ColumnType, json: string): void {
  const source = Buffer.from(json);
  const text = json.startsWith('"') ? json.slice(1, -1) : json;
  switch (type) {
    case "uuid":
      return writeUuid(target, to, viewOf(source), 0);
    case "integer":
      return writeBigInt(target, to, BigInt(text));
    case "number":
      return void target.view.setFloat64(to, Number(text), target.little);
    case "decimal":
      return findPlainEnd(TYPE_CODES.decimal, source, viewOf(source), 0) === source.length ? writeDecimal(target, to, source, 0, source.length) : writeLongDecimal(target, to, text);
    case "timestamp":
      return writeBigInt(target, to, readTime(text) - BigInt(target.epoch * 86_400) * 1_000_000n);
    case "date":
      return writeDate(target, to, source, 0);
    default:
      throw new Error(`A ${type} has no fixed size.`);
  }
}

/** Rounds half away from zero if it has more decimal places than the column, as DuckDB does. */
function writeLongDecimal({ view }: Target, to: number, text: string): void {
  const negative = text.startsWith("-");
  const [whole, fraction = ""] = (negative ? text.slice(1) : text).split(".") as [string, string?];
  const kept = fraction.slice(0, DECIMAL_PLACES).padEnd(DECIMAL_PLACES, "0");
  writeSum(view, to, negative, BigInt(whole + kept) + (fraction.charAt(DECIMAL_PLACES) >= "5" ? 1n : 0n));
}

function writeSum(view: DataView, to: number, negative: boolean, value: bigint): void {
  const signed = BigInt.asUintN(128, negative ? -value : value);
  view.setBigUint64(to, signed >> 64n);
  view.setBigUint64(to + 8, BigInt.asUintN(64, signed));
}

/** `2026-11-15T08:30:00.123456+02:00`, with at most six decimal places. */
function readTime(text: string): bigint {
  const [, date, clock, fraction = "", zone] = /^(\S{10})[T ](\S{8})(?:\.(\d+))?(Z|[+-]\S{5})$/.exec(text)!;
  // Date cannot be constructed with a year before 100 from numbers, only from text.
  const minutes = zone === "Z" ? 0 : Number(`${zone!.charAt(0)}1`) * (Number(zone!.slice(1, 3)) * 60 + Number(zone!.slice(4)));
  const milliseconds = Date.parse(`${date}T${clock}Z`) - minutes * 60_000;
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, "0"));
}

/** In eight bytes; a number that does not fit keeps its lowest 64 bits. */
export function writeBigInt({ view, little }: Target, to: number, value: bigint): void {
  view.setBigInt64(to, value, little);
}

/** Days since 1970 in the Gregorian calendar. Years start in March, so that the leap day is the last one. */
function countDays(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return shifted * 365 + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + dayOfYear - 719_468;
}

function readDigits(source: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (; at < end; at++) value = value * 10 + source[at]! - ZERO;
  return value;
}

function findPoint(source: Uint8Array, at: number, end: number): number {
  while (at < end && source[at] !== POINT) at++;
  return at;
}

function twoDigits(source: Uint8Array, at: number): number {
  return (source[at]! - ZERO) * 10 + source[at + 1]! - ZERO;
}

function latin1(source: Uint8Array, start: number, end: number): string {
  return Buffer.from(source.subarray(start, end)).toString("latin1");
}

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
/** Whole numbers up to 10^22 are exact doubles. */
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);
