import type { ColumnType, Dialect } from "../../runtime/resource.ts";
import { Digits, isObject, type Json } from "./lossless.ts";

/** Whether a column's value, as the database prints it, says what Lago sent. */
export function holds(type: ColumnType, printed: string, sent: Json): boolean {
  const text = sent instanceof Digits ? sent.text : typeof sent === "string" ? sent : String(sent);
  switch (type) {
    case "text":
    case "uuid":
      return printed === text;
    case "boolean":
      return BOOLEANS[printed] === text;
    case "integer":
    case "decimal":
      return plain(printed) === plain(text);
    case "number":
      return Number(printed) === Number(text) && (sent instanceof Digits || plain(exact(printed)) === plain(text));
    case "date":
      return printed === text;
    case "timestamp":
      return micros(printed) === micros(text);
    case "json":
      throw new Error("JSON is compared as JSON");
  }
}

/** All digits of a double that is an integer: 2^70 is printed as 1.1805916207174113e+21. */
function exact(printed: string): string {
  return Number.isInteger(Number(printed)) ? String(BigInt(Number(printed))) : printed;
}

/** DuckDB and Postgres print the same truth in two ways. */
const BOOLEANS: Record<string, string> = { true: "true", false: "false", t: "true", f: "false" };

/** Equal JSON: strings by their code units, numbers by all of their digits, members in any order. */
export function sameJson(left: Json, right: Json): boolean {
  if (left instanceof Digits && right instanceof Digits) return sameNumber(left.text, right.text);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]!));
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameJson(left[name]!, right[name]!));
  }
  return left === right;
}

/** What DuckDB stores of a string that holds half a surrogate pair, which its JSON refuses: the escape, as text. */
export function asKept(sent: Json, dialect: Dialect): Json {
  if (dialect === "postgres") return sent;
  if (typeof sent === "string") return sent.replace(LONE, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
  if (Array.isArray(sent)) return sent.map((item) => asKept(item, dialect));
  if (!isObject(sent)) return sent;
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [asKept(name, dialect) as string, asKept(value, dialect)]));
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `1e2` is `100`, and `0.12345678901234567890123` is not `0.12345678901234568`. */
function sameNumber(left: string, right: string): boolean {
  return left === right || plain(left) === plain(right);
}

/** A number's digits without exponent, leading and trailing zeros, so that equal numbers have equal texts. */
function plain(text: string): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole, fraction = "", power = "0"] = match;
  const digits = whole! + fraction;
  const point = whole!.length + Number(power);
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const [left, right] = [padded.slice(0, at).replace(/^0+(?=\d)/, ""), padded.slice(at).replace(/0+$/, "")];
  const unsigned = right ? `${left}.${right}` : left;
  return unsigned === "0" ? "0" : sign + unsigned;
}

/** Microseconds since 1970, of `2024-05-01 12:00:00.123456+00` as well as of what Lago sends. */
function micros(text: string): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(text);
  if (!match) return undefined;
  const [, day, clock = "00:00:00", fraction = "", zone = "Z"] = match;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone;
  return BigInt(Date.parse(`${day}T${clock}${offset}`)) * 1000n + BigInt((fraction.slice(1) + "000000").slice(0, 6));
}
