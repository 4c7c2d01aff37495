import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Column } from "../../runtime/resource.ts";
import { findRecord, keepMembers } from "../../runtime/rows/find-record.ts";
import { DUCKDB_LIMITS, POSTGRES_LIMITS } from "../../runtime/rows/fit.ts";
import { PageError } from "../../runtime/transport/page-error.ts";
import { parseAnswer } from "../../runtime/rows/parse-answer.ts";
import { readPage } from "../../runtime/rows/read-page.ts";
import { buildShape, CORRECTED, MISSING, NULL, type TableShape } from "../../runtime/rows/shape.ts";

/*
 * Whatever white space, escapes, order of keys, repeated keys and byte order mark an answer has: the reader finds in it what
 * JSON.parse finds. Columns are of JSON here, so that every value fits.
 */

const column = (name: string, ...path: string[]): Column => ({ name, type: "json", path });
const tables = [
  { name: "things", arrays: [], columns: [column("a", "a"), column("b", "b"), column("o__a", "o", "a"), column("o__b", "o", "b"), column("o__p__a", "o", "p", "a")] },
  { name: "things__list", arrays: [["list"]], columns: [column("a", "a"), column("o__a", "o", "a")] },
] as const;

/** An object as it is written: its members in order, of which some may have equal keys. */
interface Written {
  readonly members: readonly (readonly [key: string, value: WrittenValue])[];
}
type WrittenValue = Written | readonly WrittenValue[] | string | number | boolean | null;

const keys = fc.constantFrom("a", "b", "o", "p", "list", "ä", "unknown key", "constructor", "__proto__");
const { value: anyValue } = fc.letrec<{ value: WrittenValue; object: Written }>((tie) => ({
  object: fc.array(fc.tuple(keys, tie("value")), { maxLength: 5 }).map((members) => ({ members })),
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constantFrom(null, true, false, ""), fc.string({ unit: "binary" }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(tie("value"), { maxLength: 3 }), fc.array(tie("object"), { maxLength: 3 }), tie("object")),
}));
const anyObject = fc.array(fc.tuple(keys, anyValue), { maxLength: 8 }).map((members): Written => ({ members }));
/** Decides how a page is written: drawn from as often as there is something to decide. */
const choices = fc.infiniteStream(fc.nat(99));

test("a page in any layout holds what JSON.parse finds in it", () => {
  fc.assert(
    fc.property(fc.array(anyObject, { maxLength: 4 }), choices, fc.boolean(), (records, choice, mark) => {
      const text = `${mark ? "\ufeff" : ""}${write({ members: [["meta", null], ["things", records]] }, choice)}`;
      const parsed = parseAnswer(Buffer.from(text))["things"] as Record<string, unknown>[];
      assert.deepEqual(read(text), parsed.map(expected));
    }),
    { numRuns: 500 },
  );
});

test("a single record in any layout is found, and its members are told apart", () => {
  fc.assert(
    fc.property(anyObject, choices, (record, choice) => {
      const found = findRecord(Buffer.from(write({ members: [["meta", 1], ["thing", record]] }, choice)), "thing");
      const parsed = JSON.parse(found.toString()) as Record<string, unknown>;
      assert.deepEqual(parsed, JSON.parse(write(record, [][Symbol.iterator]())));
      const { a: _, ...others } = parsed;
      assert.deepEqual(JSON.parse(keepMembers(found, (name) => name !== "a").toString()), others);
    }),
    { numRuns: 200 },
  );
});

test("what is no JSON is refused, wherever a byte was changed", () => {
  fc.assert(
    fc.property(fc.array(anyObject, { minLength: 1, maxLength: 3 }), choices, fc.nat(), fc.constantFrom(..."\"{}[],:0a \u0001-"), (records, choice, place, byte) => {
      const bytes = Buffer.from(write({ members: [["things", records]] }, choice));
      bytes[place % bytes.length] = byte.charCodeAt(0);
      const text = bytes.toString();
      if (Buffer.from(text).equals(bytes) && !isJson(text)) assert.throws(() => readPage(bytes, buildShape({ selector: "things", primaryKey: [], tables }, POSTGRES_LIMITS)), PageError);
    }),
    { numRuns: 1000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The columns of each record, and of the records of its array, that have a value. */
function read(text: string): unknown[] {
  const body = Buffer.from(text);
  const shape = buildShape({ selector: "things", primaryKey: [], tables }, DUCKDB_LIMITS);
  readPage(body, shape);
  const [root, list] = shape.tables as [TableShape, TableShape];
  const children = rowsOf(body, list);
  return rowsOf(body, root).map(({ values }, index) => ({ ...values, list: children.filter(({ parent }) => parent === index).map((child) => child.values) }));
}

function rowsOf(body: Buffer, { notes, slots, width, depth }: TableShape): { parent: number; values: Record<string, unknown> }[] {
  return Array.from({ length: notes.rows }, (_, row) => {
    const values = slots.flatMap(({ name }, slot) => {
      const start = notes.starts[row * width + slot]!;
      const end = notes.ends[row * width + slot]!;
      if (start === MISSING || start === NULL) return [];
      const json = start <= CORRECTED ? Buffer.from(notes.corrections[CORRECTED - start]!, "latin1").toString() : body.toString("utf8", start, end < 0 ? ~end : end);
      return [[name, readable(JSON.parse(json))]];
    });
    return { parent: notes.places[row * depth]!, values: Object.fromEntries(values) as Record<string, unknown> };
  });
}

function expected(record: Record<string, unknown>): unknown {
  const inner = objectAt(record, "o");
  const list = ownOf(record, "list");
  const areRecords = Array.isArray(list) && list.every((element) => typeof element === "object" && element !== null && !Array.isArray(element));
  return {
    ...columns(record, ["a", "b"], ""),
    ...columns(inner, ["a", "b"], "o__"),
    ...columns(objectAt(inner, "p"), ["a"], "o__p__"),
    list: areRecords ? (list as Record<string, unknown>[]).map((element) => ({ ...columns(element, ["a"], ""), ...columns(objectAt(element, "o"), ["a"], "o__") })) : [],
  };
}

function columns(object: Record<string, unknown>, names: readonly string[], prefix: string): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (ownOf(object, name) == null ? [] : [[`${prefix}${name}`, readable(ownOf(object, name))]])));
}

function ownOf(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function objectAt(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const inner = ownOf(object, name);
  return typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as Record<string, unknown>) : {};
}

/** Halves of surrogate pairs are replaced in columns, and -0 is 0 to `deepEqual` of JSON texts. */
function readable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\ud[89a-f][0-9a-f]{2}/gi, (escape) => (escape.length > 6 ? escape : "\\ufffd")));
}

/** JSON text: white space and escapes where JSON allows them, as `choice` says; none where it says no more. */
function write(value: WrittenValue, choice: Iterator<number>): string {
  const draw = () => (choice.next().value as number | undefined) ?? 0;
  const blank = () => (draw() < 75 ? "" : [" ", "\n", "\t", "\r\n  "][draw() % 4]!);
  const text = (string: string) => `"${[...string].map((character) => (draw() < 90 ? JSON.stringify(character).slice(1, -1) : escape(character))).join("")}"`;
  const write = (value: WrittenValue): string => {
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    if ("members" in value) return `{${blank()}${value.members.map(([key, inner]) => `${text(key)}${blank()}:${blank()}${write(inner)}${blank()}`).join(`,${blank()}`)}}`;
    return `[${blank()}${value.map((inner) => `${write(inner)}${blank()}`).join(`,${blank()}`)}]`;
  };
  return `${blank()}${write(value)}${blank()}`;
}

function escape(character: string): string {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
