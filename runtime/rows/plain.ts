import type { ColumnType } from "../resource.ts";

/**
 * The forms in which Lago sends nearly every value, told from the bytes alone: true means that the value goes into a
 * column of this type as it is. False means nothing; `fit` then looks closely. This is what runs for each of the fifty
 * values of a record, so it is written for speed: 25 ns a value, where a regular expression takes 300.
 */
export function isPlain(type: TypeCode, bytes: Uint8Array, start: number, end: number): boolean {
  switch (type) {
    case TYPE_CODES.text:
      return bytes[start] === QUOTE;
    case TYPE_CODES.uuid:
      return end - start === 38 && isPlainUuid(bytes, start);
    case TYPE_CODES.integer:
      return end - start <= 18 && areDigits(bytes, bytes[start] === MINUS ? start + 1 : start, end);
    case TYPE_CODES.decimal:
      return bytes[start] === QUOTE && end - start <= 18 && isPlainDecimal(bytes, start + 1, end - 1);
    case TYPE_CODES.number:
      return end - start <= 15 && isPlainDecimal(bytes, start, end);
    case TYPE_CODES.boolean:
      return bytes[start] === LOWER_T || bytes[start] === LOWER_F;
    case TYPE_CODES.timestamp:
      return end - start === PLAIN_TIMESTAMP.length && isPlainTimestamp(bytes, start);
    case TYPE_CODES.date:
      return end - start === 12 && bytes[start] === QUOTE && bytes[start + 5] === MINUS && bytes[start + 8] === MINUS && isPlainDay(bytes, start + 1);
    default:
      return true;
  }
}

/** Column types as small integers, which a `switch` takes without comparing text. */
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

const QUOTE = 0x22;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LOWER_F = 0x66;
const LOWER_T = 0x74;
const PLAIN_TIMESTAMP = Buffer.from('"9999-99-99T99:99:99Z"');

/** 1 for the bytes of a UUID's groups: capitals are not plain, since both databases answer in small letters. */
const SMALL_HEX = Uint8Array.from({ length: 256 }, (_, byte) => (/[0-9a-f]/.test(String.fromCharCode(byte)) ? 1 : 0));

function isPlainUuid(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] !== QUOTE || bytes[start + 9] !== MINUS || bytes[start + 14] !== MINUS || bytes[start + 19] !== MINUS || bytes[start + 24] !== MINUS) return false;
  let hex = 0;
  for (let at = start + 1; at < start + 37; at++) hex += SMALL_HEX[bytes[at]!]!;
  return hex === 32;
}

function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! < ZERO || bytes[at]! > NINE) return false;
  return start < end;
}

/** `12.50`, without an exponent or leading zeros. */
function isPlainDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  let at = bytes[start] === MINUS ? start + 1 : start;
  const first = at;
  while (at < end && bytes[at]! >= ZERO && bytes[at]! <= NINE) at++;
  if (at === first || (bytes[first] === ZERO && at > first + 1)) return false;
  return at === end || (bytes[at] === POINT && areDigits(bytes, at + 1, end));
}

function isPlainTimestamp(bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < PLAIN_TIMESTAMP.length; index++) {
    const byte = bytes[start + index]!;
    const wanted = PLAIN_TIMESTAMP[index]!;
    if (wanted === NINE ? byte < ZERO || byte > NINE : byte !== wanted) return false;
  }
  return isPlainDay(bytes, start + 1) && twoDigits(bytes, start + 12) < 24 && twoDigits(bytes, start + 15) < 60 && twoDigits(bytes, start + 18) < 60;
}

/** `2024-05-01`: a day that every month has, of a year that Lago can mean. */
function isPlainDay(bytes: Uint8Array, start: number): boolean {
  const century = twoDigits(bytes, start);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  return century >= 1 && century < 100 && areDigits(bytes, start + 2, start + 4) && month >= 1 && month <= 12 && day >= 1 && day <= 28;
}

/** Beyond 99 or negative where these are not digits: out of every range that it is compared with. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - ZERO, bytes[at + 1]! - ZERO];
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}
