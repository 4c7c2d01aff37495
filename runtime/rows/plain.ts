import type { ColumnType } from "../resource.ts";
import { FALSE, isDigit, QUOTE, skipRun, TRUE } from "./json.ts";

/**
 * Finds the end of a value in its plain form, in which Lago sends nearly every value of its type, and which goes into the column unchanged.
 * Returns 0 for other forms; then `skipValue` finds the end and `fit` checks the value. It runs for each of the fifty values of a record,
 * so it is written for speed: 20 ns per value, where a regular expression takes 300.
 */
export function findPlainEnd(type: TypeCode, bytes: Uint8Array, view: DataView, start: number): number {
  switch (type) {
    case TYPE_CODES.text:
      return bytes[start] === QUOTE ? findPlainTextEnd(bytes, start) : 0;
    case TYPE_CODES.uuid:
      return isPlainUuid(bytes, view, start) ? start + 38 : 0;
    case TYPE_CODES.integer: {
      const first = bytes[start] === MINUS ? start + 1 : start;
      const end = skipDigits(bytes, first);
      return end > first && end - start <= 18 && (bytes[first] !== ZERO || end === first + 1) && endsNumber(bytes[end]!) ? end : 0;
    }
    case TYPE_CODES.number: {
      const end = findDecimalEnd(bytes, start);
      return end - start <= 15 && endsNumber(bytes[end]!) ? end : 0;
    }
    case TYPE_CODES.decimal: {
      if (bytes[start] !== QUOTE) return 0;
      const end = findDecimalEnd(bytes, start + 1);
      return end > 0 && bytes[end] === QUOTE ? end + 1 : 0;
    }
    case TYPE_CODES.timestamp:
      return findTimeEnd(bytes, view, start);
    case TYPE_CODES.date:
      return start + 12 <= bytes.length && bytes[start] === QUOTE && isPlainDay(view, start, LAST_DAYS) ? start + 12 : 0;
    case TYPE_CODES.boolean:
      return findWordEnd(bytes, start, bytes[start] === TRUE[0] ? TRUE : FALSE);
    default:
      return 0;
  }
}

/** Column types as small integers, for a `switch` without text comparison. */
export const TYPE_CODES = {
  text: 0,
  integer: 1,
  decimal: 2,
  number: 3,
  boolean: 4,
  uuid: 5,
  timestamp: 6,
  date: 7,
  json: 8,
} as const satisfies Record<ColumnType, number>;

export type TypeCode = (typeof TYPE_CODES)[ColumnType];

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
/** Lago's formats for UTC (lago-api: the first for all times except fees' `from_date` and `to_date`). */
const ZULU = Buffer.from('Z"');
const OFFSET = Buffer.from('+00:00"');

/** The end of a string without escapes. */
function findPlainTextEnd(bytes: Uint8Array, start: number): number {
  const at = skipRun(bytes, start + 1);
  return bytes[at] === QUOTE ? at + 1 : 0;
}

/** The same bytes as 32-bit words: digits are checked four at a time, in a third of the time. */
export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** Upper-case digits are not plain, since both databases print lower case. */
function isPlainUuid(bytes: Uint8Array, view: DataView, start: number): boolean {
  if (start + 38 > bytes.length || bytes[start] !== QUOTE || bytes[start + 37] !== QUOTE) return false;
  if (bytes[start + 9] !== MINUS || bytes[start + 14] !== MINUS || bytes[start + 19] !== MINUS || bytes[start + 24] !== MINUS) return false;
  return (
    isSmallHex(view.getInt32(start + 1, true)) &&
    isSmallHex(view.getInt32(start + 5, true)) &&
    isSmallHex(view.getInt32(start + 10, true)) &&
    isSmallHex(view.getInt32(start + 15, true)) &&
    isSmallHex(view.getInt32(start + 20, true)) &&
    isSmallHex(view.getInt32(start + 25, true)) &&
    isSmallHex(view.getInt32(start + 29, true)) &&
    isSmallHex(view.getInt32(start + 33, true))
  );
}

/** Whether four bytes are hex digits (0–9, a–f). Digits are compared from 0x30 on, letters from 0x60 on; adding 6 or 9 must carry nothing into the upper half. */
function isSmallHex(word: number): boolean {
  const letters = (word >>> 6) & 0x01010101;
  const low = word ^ (0x30303030 + letters * 0x30);
  return ((low | (low + 0x06060606 + letters * 3)) & 0xf0f0f0f0) === 0 && (((low + letters * 15) >>> 4) & letters) === letters;
}

/** The end of a string such as `"12.50"`; 0 if it is no such number, or has a leading zero or more than fifteen digits on a side of the point. */
function findDecimalEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let at = skipDigits(bytes, first);
  if (at === first || at > first + MOST_DIGITS || (bytes[first] === ZERO && at > first + 1)) return 0;
  if (bytes[at] !== POINT) return at;
  const point = at;
  at = skipDigits(bytes, point + 1);
  return at > point + 1 && at <= point + 1 + MOST_DIGITS ? at : 0;
}

/** All numbers with this many digits are exact doubles. */
const MOST_DIGITS = 15;

function skipDigits(bytes: Uint8Array, at: number): number {
  while (isDigit(bytes[at]!)) at++;
  return at;
}

/** Whether a comma or a brace follows; anything else is checked in the slow path. */
function endsNumber(byte: number): boolean {
  return byte === 0x2c || byte === 0x7d;
}

/** Days of each month. Leap days take the slow path; ends of months do not, since every billing period ends there. */
const LENGTHS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** The end of a UTC time with at most six decimal places. */
function findTimeEnd(bytes: Uint8Array, view: DataView, start: number): number {
  if (start + 20 > bytes.length || bytes[start] !== QUOTE || !isPlainDay(view, start, DAYS)) return 0;
  const hours = readForm(view, start + 12, HOURS);
  const seconds = readForm(view, start + 16, SECONDS);
  if (hours < 0 || seconds < 0 || (hours & 15) * 10 + ((hours >> 8) & 15) > 23 || hours >> 24 > 5 || ((seconds >> 16) & 15) > 5) return 0;
  const point = start + 20;
  if (bytes[point] !== POINT) return findZoneEnd(bytes, point);
  const end = skipDigits(bytes, point + 1);
  return end > point + 1 && end <= point + 1 + MOST_DECIMALS ? findZoneEnd(bytes, end) : 0;
}

/** Both databases keep microseconds. */
const MOST_DECIMALS = 6;

/** `"2024-05-01`, an existing day of a plausible year; `last`: with what follows. */
function isPlainDay(view: DataView, start: number, last: Form): boolean {
  const years = readForm(view, start + 1, YEARS);
  const months = readForm(view, start + 5, MONTHS);
  const days = readForm(view, start + 8, last);
  if (years < 1 || months < 0 || days < 0) return false;
  const month = ((months >> 8) & 15) * 10 + ((months >> 16) & 15);
  const day = ((days >> 8) & 15) * 10 + ((days >> 16) & 15);
  return month > 0 && month < 13 && day > 0 && day <= LENGTHS[month]!;
}

/** Matches four bytes, of which some are digits and the others fixed. */
interface Form {
  /** With 0 for each digit. */
  readonly bytes: number;
  /** 6 for each digit, so that more than 9 carries into the upper half of its byte. */
  readonly sixes: number;
  /** Bits that must match: for a digit, the upper half. */
  readonly fixed: number;
}

function newForm(form: string): Form {
  const word = (pick: (byte: string) => number) => Buffer.from([...form].map(pick)).readInt32LE();
  return { bytes: word((byte) => byte.charCodeAt(0)), sixes: word((byte) => (byte === "0" ? 6 : 0)), fixed: word((byte) => (byte === "0" ? 0xf0 : 0xff)) };
}

const YEARS = newForm("0000");
const MONTHS = newForm("-00-");
const DAYS = newForm("-00T");
const LAST_DAYS = newForm('-00"');
const HOURS = newForm("00:0");
const SECONDS = newForm("0:00");

/** The values of the digits, one byte each; -1 if it has another form. */
function readForm(view: DataView, at: number, { bytes, sixes, fixed }: Form): number {
  const digits = view.getInt32(at, true) ^ bytes;
  return ((digits | (digits + sixes)) & fixed) === 0 ? digits : -1;
}

function findZoneEnd(bytes: Uint8Array, start: number): number {
  return findWordEnd(bytes, start, bytes[start] === ZULU[0] ? ZULU : OFFSET);
}

/** 0 if it has another form. */
function findWordEnd(bytes: Uint8Array, start: number, word: Uint8Array): number {
  for (let index = 0; index < word.length; index++) if (bytes[start + index] !== word[index]) return 0;
  return start + word.length;
}
