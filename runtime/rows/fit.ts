import type { ColumnType } from "../resource.ts";
import { isDigit, isHex, QUOTE } from "./json.ts";
import { judgeJsonb, type JsonbVerdict, NUMERIC } from "./jsonb.ts";

/** The limits of a dialect's types. */
export interface Limits {
  /** Digits of its decimal type before and after the point, and whether a number with more decimal places is rounded. */
  readonly decimal: { readonly whole: number; readonly fraction: number; readonly rounds: boolean };
  /** Whether text may contain U+0000. */
  readonly nul: boolean;
  /** What its JSON type does with a value; absent if it keeps any value verbatim. */
  readonly json?: (bytes: Buffer, start: number, end: number) => JsonbVerdict;
  /** Bytes of a key that an index accepts for sure: Postgres refuses 2,704, some after compression. Absent without an index. */
  readonly keyBytes?: number;
}

export const DUCKDB_LIMITS: Limits = { decimal: { whole: 20, fraction: 18, rounds: true }, nul: true };
export const POSTGRES_LIMITS: Limits = { decimal: { ...NUMERIC, rounds: false }, nul: false, json: judgeJsonb, keyBytes: 2000 };

/** What goes into the column instead of the value as sent. */
export interface Correction {
  /** JSON text of a value that fits, in latin1 like the bytes; null for NULL. */
  readonly json: string | null;
  /** Whether the value must be kept verbatim in `_extra`, because the column does not hold all of it. */
  readonly keep: boolean;
}

/**
 * Checks whether the value at `start`…`end` fits a column of this type. Undefined if it goes there unchanged, as nearly always; otherwise
 * what goes there instead. No value is silently rounded. In the one exception, DuckDB's DECIMAL(38,18), the column has the rounded
 * value so that sums work, and `_extra` has the exact one.
 */
export function fit(type: ColumnType, bytes: Buffer, start: number, end: number, unicode: boolean, limits: Limits): Correction | undefined {
  return FITS[type](bytes, start, end, limits, unicode);
}

type Fit = (bytes: Buffer, start: number, end: number, limits: Limits, unicode: boolean) => Correction | undefined;

const MISFIT: Correction = { json: null, keep: true };

const FITS: Record<ColumnType, Fit> = {
  text(bytes, start, end, limits, unicode) {
    if (bytes[start] === QUOTE) return unicode ? storable(bytes, start, end, limits) : undefined;
    return isContainer(bytes[start]!) ? MISFIT : replaced(`"${latin1(bytes, start, end)}"`);
  },

  json(bytes, start, end, limits, unicode) {
    const verdict = limits.json?.(bytes, start, end) ?? "fits";
    if (verdict === "overflows") return MISFIT;
    const stored = unicode ? storable(bytes, start, end, limits) : undefined;
    return verdict === "fits" ? stored : { json: stored?.json ?? latin1(bytes, start, end), keep: true };
  },

  boolean(bytes, start, end) {
    if (bytes[start] === 0x74 || bytes[start] === 0x66) return undefined;
    const text = latin1(bytes, start, end);
    return text === '"true"' || text === '"false"' ? replaced(text.slice(1, -1)) : MISFIT;
  },

  uuid(bytes, start, end) {
    if (end - start !== 38 || bytes[start] !== QUOTE) return MISFIT;
    let capital = false;
    for (let index = 0; index < 36; index++) {
      const byte = bytes[start + 1 + index]!;
      if (index === 8 || index === 13 || index === 18 || index === 23) {
        if (byte !== 0x2d) return MISFIT;
      } else if (!isHex(byte)) return MISFIT;
      else if (byte < 0x61 && byte > 0x39) capital = true;
    }
    // Both databases print lower case, so the value as sent is kept in `_extra`.
    return capital ? { json: latin1(bytes, start, end), keep: true } : undefined;
  },

  integer(bytes, start, end) {
    const decimal = readDecimal(bytes, start, end);
    if (!decimal || decimal.fraction !== "") return MISFIT;
    if (decimal.whole.length > INTEGER_DIGITS) return MISFIT;
    const value = BigInt(decimal.sign + (decimal.whole || "0"));
    if (BigInt.asIntN(64, value) !== value) return MISFIT;
    return latin1(bytes, start, end) === String(value) ? undefined : replaced(String(value));
  },

  decimal(bytes, start, end, limits) {
    const decimal = readDecimal(bytes, start, end);
    if (!decimal) return MISFIT;
    const bounds = limits.decimal;
    // Decimals are strings from here on, as Lago sends nearly all of them.
    const exact = bytes[start] === QUOTE && !decimal.exponent && decimal.places <= bounds.fraction ? undefined : replaced(`"${plain(decimal)}"`);
    if (decimal.whole.length <= bounds.whole && decimal.fraction.length <= bounds.fraction) return exact;
    return !bounds.rounds || decimal.whole.length > bounds.whole || rounds(decimal, bounds) ? MISFIT : { json: `"${plain(decimal)}"`, keep: true };
  },

  number(bytes, start, end) {
    const decimal = readDecimal(bytes, start, end);
    if (!decimal) return MISFIT;
    const value = Number(plain(decimal));
    if (!Number.isFinite(value) || (value === 0 && decimal.whole + decimal.fraction !== "")) return MISFIT;
    // A JSON number with a fraction is a double in Lago as well; an integer or a string must be exactly representable.
    const short = decimal.whole.length + decimal.fraction.length <= EXACT_DIGITS;
    if (bytes[start] !== QUOTE) return short || decimal.fraction !== "" || isExact(value, decimal) ? undefined : MISFIT;
    return short || isExact(value, decimal) ? replaced(plain(decimal)) : MISFIT;
  },

  timestamp(bytes, start, end) {
    const time = bytes[start] === QUOTE ? TIMESTAMP.exec(latin1(bytes, start + 1, end - 1)) : null;
    if (!time || !isDate(time[1]!)) return MISFIT;
    const [, date, clock = "00:00:00", fraction = "", zone] = time;
    // Both databases keep microseconds. DuckDB would truncate finer times, and Postgres would round them.
    if (/[1-9]/.test(fraction.slice(7))) return MISFIT;
    // Lago's times without an offset are UTC.
    return zone && fraction.length <= 7 ? undefined : replaced(`"${date}T${clock}${fraction.slice(0, 7)}${zone ?? "Z"}"`);
  },

  date(bytes, start, end) {
    if (end - start !== 12 || bytes[start] !== QUOTE) return MISFIT;
    return isDate(latin1(bytes, start + 1, end - 1)) ? undefined : MISFIT;
  },
};

const TIMESTAMP =
  /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d+)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** Of 64 bits. */
const INTEGER_DIGITS = 19;

/** Digits that every double keeps. */
const EXACT_DIGITS = 15;

function replaced(json: string): Correction {
  return { json, keep: false };
}

function isContainer(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

/** A number without leading and trailing zeros: `-12.50` is `-`, `12`, `5`. */
interface Decimal {
  readonly sign: "" | "-";
  readonly whole: string;
  readonly fraction: string;
  /** Decimal places as written, including trailing zeros. */
  readonly places: number;
  /** Whether it was written with an exponent. */
  readonly exponent: boolean;
}

/** Parses a JSON number, or a string with one. Undefined if it is none, or longer than any number in either database. */
function readDecimal(bytes: Buffer, start: number, end: number): Decimal | undefined {
  if (bytes[start] === QUOTE) [start, end] = [start + 1, end - 1];
  if (end - start > MOST_CHARACTERS) return undefined;
  const first = bytes[start] === MINUS ? start + 1 : start;
  const point = skipDigits(bytes, first, end);
  if (point === first || (bytes[first] === ZERO && point > first + 1)) return undefined;
  const behind = bytes[point] === POINT && point < end ? skipDigits(bytes, point + 1, end) : point;
  if (behind === point + 1) return undefined;
  const sign = first > start ? "-" : "";
  const places = Math.max(0, behind - point - 1);
  if (behind === end) return { sign, whole: digitsOf(bytes, skipZeros(bytes, first, point), point), fraction: digitsOf(bytes, point + 1, trimZeros(bytes, point + 1, behind)), places, exponent: false };
  const power = /^[eE]([+-]?\d+)$/.exec(latin1(bytes, behind, Math.min(end, behind + MOST_POWER)))?.[1];
  const shift = Number(power);
  // Longer than any number in either database; parsing it would only cost memory.
  if (power === undefined || end > behind + MOST_POWER || Math.abs(shift) > 1000) return undefined;
  const all = Buffer.from("0".repeat(Math.max(0, -shift)) + digitsOf(bytes, first, point) + digitsOf(bytes, point + 1, behind) + "0".repeat(Math.max(0, shift)));
  const middle = point - first + Math.max(0, -shift) + shift;
  return { sign, whole: digitsOf(all, skipZeros(all, 0, middle), middle), fraction: digitsOf(all, middle, trimZeros(all, middle, all.length)), places, exponent: true };
}

/** Characters of the longest number in either database, with some redundant zeros. */
const MOST_CHARACTERS = 200_000;
/** Characters of an exponent, including its letter: `e-0001000`. */
const MOST_POWER = 32;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

function digitsOf(bytes: Buffer, start: number, end: number): string {
  return end > start ? latin1(bytes, start, end) : "";
}

function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isDigit(bytes[at]!)) at++;
  return at;
}

function skipZeros(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] === ZERO) at++;
  return at;
}

/** Scans from the end: a regular expression would try each zero as the start of the trailing zeros. */
function trimZeros(bytes: Uint8Array, start: number, end: number): number {
  while (end > start && bytes[end - 1] === ZERO) end--;
  return end;
}

function plain({ sign, whole, fraction }: Decimal): string {
  return `${sign}${whole || "0"}${fraction && `.${fraction}`}`;
}

/** Whether rounding carries into one digit more than the type holds. */
function rounds(decimal: Decimal, bounds: { readonly whole: number; readonly fraction: number }): boolean {
  return decimal.whole.length === bounds.whole && /^9+$/.test(decimal.whole + decimal.fraction.slice(0, bounds.fraction));
}

function isExact(value: number, decimal: Decimal): boolean {
  const text = value.toString();
  const again = readDecimal(Buffer.from(text), 0, text.length);
  if (!again) return false;
  // String(2 ** 60) ends in zeros where the double has other digits, so integers are compared as integers.
  return decimal.fraction === "" && again.fraction === ""
    ? BigInt(value) === BigInt(decimal.sign + (decimal.whole || "0"))
    : plain(again) === plain(decimal);
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && leap ? 29 : DAYS[month - 1]!);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A string, or JSON with strings, that has `\u` escapes: both databases refuse half a surrogate pair, Postgres also U+0000. */
function storable(bytes: Buffer, start: number, end: number, limits: Limits): Correction | undefined {
  const sent = latin1(bytes, start, end);
  const stored = replaceEscapes(sent, (escape, code) => {
    if (isSurrogate(code)) return "\\ufffd";
    return code === "0000" && !limits.nul ? "\\u2400" : escape;
  });
  return stored === sent ? undefined : { json: stored, keep: true };
}

/** Replaces each `\uXXXX` of JSON text that is not part of a surrogate pair. */
export function replaceEscapes(json: string, replace: (escape: string, code: string) => string): string {
  return json.replace(ESCAPE, (escape, code?: string) => (code === undefined ? escape : replace(escape, code)));
}

/** Whether the four digits name half of a surrogate pair. */
export function isSurrogate(code: string): boolean {
  return /^d[89a-f]/i.test(code);
}

/** A whole surrogate pair, any other `\u` escape (captured), or a simple escape, so that `\\u0000` is not matched. */
const ESCAPE = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u([0-9a-fA-F]{4})|\\./g;

function latin1(bytes: Buffer, start: number, end: number): string {
  return bytes.toString("latin1", start, end);
}
