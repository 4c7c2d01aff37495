import fc from "fast-check";
import type { ColumnType, Resource, Table } from "../../runtime/resource.ts";

/** JSON texts of records of a resource: mostly as documented, now and then with anything else in the place of a value. */
export function randomRecords(resource: Resource, count: number): fc.Arbitrary<string[]> {
  const record = randomRecord(resource, resource.tables[0]);
  return fc.array(record, { minLength: count, maxLength: count }).map((records) => records.map((json, index) => withKey(resource, json, index)));
}

/** Keys have to be there and to differ: what has none cannot be loaded, and says so. */
function withKey(resource: Resource, json: string, index: number): string {
  const key = resource.primaryKey.flatMap((name) => {
    const column = resource.tables[0].columns.find((candidate) => candidate.name === name)!;
    const value = column.type === "uuid" ? `00000000-0000-4000-8000-${String(index).padStart(12, "0")}` : `key ${index}`;
    return column.path ? [`${JSON.stringify(column.path[0])}:${JSON.stringify(value)}`] : [];
  });
  const members = json.slice(1, -1);
  return `{${[...key, ...(members ? [members] : [])].join(",")}}`;
}

function randomRecord(resource: Resource, table: Table): fc.Arbitrary<string> {
  const key = table.arrays.length === 0 ? resource.primaryKey : [];
  const members = table.columns.flatMap((column) =>
    column.path && !key.includes(column.name) ? [{ path: column.path, value: randomValue(column.type) }] : [],
  );
  const children = resource.tables
    .filter(({ arrays }) => arrays.length === table.arrays.length + 1 && table.arrays.every((path, depth) => String(path) === String(arrays[depth])))
    .map((child) => ({ path: child.arrays.at(-1)!, value: odd(fc.array(randomRecord(resource, child), { maxLength: 3 }).map((records) => `[${records}]`)) }));
  return randomObject([...members, ...children]);
}

interface Member {
  readonly path: readonly string[];
  readonly value: fc.Arbitrary<string>;
}

/** The members in their order, some missing, with unknown ones behind. */
function randomObject(members: readonly Member[]): fc.Arbitrary<string> {
  const names = [...new Set(members.map(({ path }) => path[0]!))];
  const known = names.map((name) => {
    const all = members.filter(({ path }) => path[0] === name);
    // An embedded record of which some keys are lifted is an object with these.
    const own = all.length > 1 ? all.filter(({ path }) => path.length > 1) : all;
    const value = own.length === 1 && own[0]!.path.length === 1 ? own[0]!.value : odd(randomObject(own.map(({ path, value }) => ({ path: path.slice(1), value }))));
    return fc.option(value.map((json) => `${JSON.stringify(name)}:${json}`), { freq: 6, nil: undefined });
  });
  const strange = fc.tuple(fc.constantFrom("new", "_extra", "Lago_id", "select", 'quote"d', "ünï", "_deleted_at"), fc.constant(null).chain(() => anyJson));
  const unknown = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: strange });
  return fc.tuple(fc.tuple(...known), unknown).map(([parts, extra]) => {
    const members = parts.filter((part) => part !== undefined);
    if (extra && !names.includes(extra[0])) members.push(`${JSON.stringify(extra[0])}:${extra[1]}`);
    return `{${members}}`;
  });
}

/** Now and then null, or something else altogether. */
function odd(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 12, arbitrary: value }, { weight: 2, arbitrary: fc.constant("null") }, { weight: 1, arbitrary: fc.constant(null).chain(() => anyJson) });
}

function randomValue(type: ColumnType): fc.Arbitrary<string> {
  return odd(VALUES[type]());
}

const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength });
const quoted = (text: fc.Arbitrary<string>) => text.map((value) => JSON.stringify(value));
/** Any code units: escapes, emoji, U+0000, halves of surrogate pairs. */
const anyText = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)), fc.constantFrom("\ud83d", "a\u0000b", "😀", "\\", '"', "\t\n", "\\u0000", "\\N", "\\."));
const wholeNumber = fc.oneof(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String), fc.integer().map(String));
const anyNumber = fc.oneof(
  wholeNumber,
  fc.tuple(wholeNumber, digits(45)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.tuple(fc.integer(), fc.integer({ min: -400, max: 400 })).map(([whole, power]) => `${whole}e${power}`),
);
const anyTime = fc
  .tuple(fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), fc.constantFrom("Z", "+00:00", "-11:30", ""), digits(9))
  .map(([date, zone, fraction]) => `${date.toISOString().slice(0, 19)}.${fraction}${zone}`);
const anyDate = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

const anyJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("null", "true", "false", "[]", "{}"),
    anyNumber,
    quoted(anyText),
    quoted(anyNumber),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items}]`),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }).map((members) => `{${Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}: ${value}`)}}`),
  ),
})).value;

const VALUES: Record<ColumnType, () => fc.Arbitrary<string>> = {
  text: () => quoted(anyText),
  integer: () => fc.oneof(wholeNumber, fc.integer().map((value) => `${value}.0`), quoted(wholeNumber)),
  decimal: () => fc.oneof(quoted(anyNumber), anyNumber),
  number: () => fc.oneof(anyNumber, quoted(anyNumber), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
  boolean: () => fc.constantFrom("true", "false", '"true"', "0"),
  uuid: () => fc.uuid().map((value) => JSON.stringify(value)),
  timestamp: () => quoted(fc.oneof(anyTime, anyDate, fc.constantFrom("2024-02-30T00:00:00Z", "soon"))),
  date: () => quoted(fc.oneof(anyDate, fc.constantFrom("2023-02-29", "2024-1-1"))),
  json: () => anyJson,
};
