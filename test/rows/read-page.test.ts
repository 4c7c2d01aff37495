import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Column, Resource } from "../../runtime/resource.ts";
import { readColumns } from "../../runtime/rows/column-page.ts";
import { copyPage, numberRows } from "../../runtime/rows/copy-page.ts";
import { DUCKDB_LIMITS, POSTGRES_LIMITS } from "../../runtime/rows/fit.ts";
import { PageError } from "../../runtime/transport/page-error.ts";
import { writeParquet } from "../../runtime/rows/parquet.ts";
import { readPage } from "../../runtime/rows/read-page.ts";
import { buildShape } from "../../runtime/rows/shape.ts";
import { listSources } from "../../runtime/rows/sources.ts";

const column = (name: string, type: Column["type"], ...path: string[]): Column => ({ name, type, path: path.length > 0 ? path : [name] });

const plans: Resource = {
  name: "plans",
  operationId: "listPlans",
  path: "/plans",
  scopes: [],
  selector: "plans",
  paginator: "page_number",
  primaryKey: ["lago_id"],
  count: "exact",
  reslice: false,
  source: "",
  tables: [
    {
      name: "plans",
      arrays: [],
      columns: [
        column("lago_id", "uuid"),
        column("name", "text"),
        column("amount_cents", "integer"),
        column("item__units", "decimal", "item", "units"),
        column("metadata", "json"),
      ],
    },
    { name: "plans__charges", arrays: [["charges"]], columns: [column("code", "text")] },
    { name: "plans__charges__filters", arrays: [["charges"], ["filters"]], columns: [column("value", "integer")] },
  ],
};

const ID = '"1a901a90-1a90-1a90-1a90-1a901a901a90"';
const meta = '"meta":{"current_page":1,"next_page":2,"prev_page":null,"total_pages":2,"total_count":150}';
const page = (...records: string[]) => `{"plans":[${records.join(",")}],${meta}}`;

let directory: string;
let engine: DuckDBConnection;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), "lago-loader-test-"));
  engine = await (await DuckDBInstance.create(":memory:")).connect();
});
after(() => rm(directory, { recursive: true }));

/** What DuckDB finds in the files of a page: of each table its rows, without what is NULL. */
async function staged(body: string): Promise<Record<string, Record<string, unknown>[]>> {
  const shape = buildShape(plans, DUCKDB_LIMITS);
  const { tables } = readColumns(Buffer.from(body), shape, [], 7);
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const [index, table] of shape.tables.entries()) {
    const file = join(directory, "staged.parquet");
    await writeFile(file, Buffer.concat(writeParquet(listSources(table, shape.root), [tables[index]!])));
    const rows = (await engine.runAndReadAll(`FROM read_parquet('${file}')`)).getRowObjectsJson() as Record<string, unknown>[];
    found[table.table.name] = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
  }
  return found;
}

test("DuckDB is given columns of every table, children under the root's key and their positions", async () => {
  const record = `{"lago_id":${ID},"name":"a\\tü","amount_cents":9007199254740993,"item":{"units":"-1.5"},"metadata":{"k":[1.10]},"charges":[{"code":"c1"},{"code":"c2","filters":[{"value":1},{"value":-2}]}]}`;
  const id = ID.slice(1, -1);
  assert.deepEqual(await staged(page("{}", record)), {
    plans: [{ _n: "7" }, { lago_id: id, name: "a\tü", amount_cents: "9007199254740993", item__units: "-1.500000000000000000", metadata: '{"k":[1.10]}', _n: "8" }],
    plans__charges: [
      { $1: id, $2: "0", code: "c1", _n: "8" },
      { $1: id, $2: "1", code: "c2", _n: "8" },
    ],
    plans__charges__filters: [
      { $1: id, $2: "1", $3: "0", value: "1", _n: "8" },
      { $1: id, $2: "1", $3: "1", value: "-2", _n: "8" },
    ],
  });
});

/** [what is odd, the record, what DuckDB is given of it] */
const oddities: [string, string, Record<string, string>][] = [
  ["an unknown key", '{"name":"a","new":1.10}', { name: "a", _extra: '{"new":1.10}' }],
  ["an unknown key that is null", '{"name":"a","new":null}', { name: "a" }],
  ["an unknown key in a flattened object", '{"item":{"units":"1","x":[1]}}', { item__units: "1.000000000000000000", _extra: '{"item":{"x":[1]}}' }],
  ["1.5 in an integer column", '{"amount_cents":1.5}', { _extra: '{"amount_cents":1.5}' }],
  ["a string that is the number", '{"amount_cents":"1000"}', { amount_cents: "1000" }],
  ["an object where text is documented", '{"name":{"a":1}}', { _extra: '{"name":{"a":1}}' }],
  ["text where an object is documented", '{"item":"abc"}', { _extra: '{"item":"abc"}' }],
  ["an object where an array is documented", '{"charges":{"a":1}}', { _extra: '{"charges":{"a":1}}' }],
  ["scalars where records are documented", '{"charges":[1]}', { _extra: '{"charges":[1]}' }],
  ["a key named like the system column", '{"_extra":5}', { _extra: '{"_extra":5}' }],
  ["a key equal but for case", '{"name":"a","Name":"b"}', { name: "a", _extra: '{"Name":"b"}' }],
  ["a key sent twice", '{"name":"a","name":"b"}', { name: "b", _extra: '{"name":"a"}' }],
  ["a key sent twice, at last as null", '{"name":"a","name":null}', { _extra: '{"name":"a"}' }],
  ["a key sent twice, once as null", '{"name":null,"name":"b"}', { name: "b" }],
  ["a key sent twice, once in escapes", '{"n\\u0061me":"a","name":"b"}', { name: "b", _extra: '{"n\\u0061me":"a"}' }],
  ["a key sent three times", '{"name":"a","x":1,"name":"b","name":"c"}', { name: "c", _extra: '{"name":"a","x":1,"name":"b"}' }],
  ["an object sent twice", '{"item":{"units":"1"},"item":{"x":2}}', { _extra: '{"item":{"units":"1"},"item":{"x":2}}' }],
  ["a key sent twice within an object", '{"item":{"units":"1","units":"2"}}', { item__units: "2.000000000000000000", _extra: '{"item":{"units":"1"}}' }],
  ["half a surrogate pair", '{"name":"\\ud83d"}', { name: "\ufffd", _extra: '{"name":"\\\\ud83d"}' }],
  ["a zero byte", '{"name":"a\\u0000b"}', { name: "a\0b" }],
];

for (const [what, record, given] of oddities) {
  test(`${what}: the rest of it is kept in _extra`, async () => {
    assert.deepEqual((await staged(page(record)))["plans"], [{ ...given, _n: "7" }]);
  });
}

test("what a child record has too much stays with it", async () => {
  const { plans__charges, plans__charges__filters } = await staged(page('{"charges":[{"code":"c","x":1,"filters":[{"value":"x"}]}]}'));
  assert.deepEqual(plans__charges, [{ $2: "0", code: "c", _extra: '{"x":1}', _n: "7" }]);
  assert.deepEqual(plans__charges__filters, [{ $2: "0", $3: "0", _extra: '{"value":"x"}', _n: "7" }]);
});

test("an array that holds records and something else is kept whole, though some of it had been read", async () => {
  const mixed = '"charges":[{"code":"a","x":1,"filters":[{"value":"y"}]},2]';
  const { plans: roots, plans__charges, plans__charges__filters } = await staged(page('{"charges":[{"code":"b"}],"name":"before"}', `{${mixed},"name":"mixed"}`, '{"charges":[{"code":"c","filters":[{"value":3}]}],"name":"behind"}'));
  assert.deepEqual(roots, [{ name: "before", _n: "7" }, { name: "mixed", _extra: `{${mixed}}`, _n: "8" }, { name: "behind", _n: "9" }]);
  assert.deepEqual(plans__charges, [{ $2: "0", code: "b", _n: "7" }, { $2: "0", code: "c", _n: "9" }]);
  assert.deepEqual(plans__charges__filters, [{ $2: "0", $3: "0", value: "3", _n: "9" }]);
  const shape = buildShape(plans, DUCKDB_LIMITS);
  readPage(Buffer.from(page(`{${mixed}}`)), shape);
  assert.deepEqual([[...shape.report.misfits], [...shape.report.unknown]], [[["plans.charges", 1]], []]);
  assert.throws(() => readPage(Buffer.from('{"plans":[{"charges":[{"code":"a"},]}]}'), shape), PageError);
});

test("white space, escapes in keys and an order of its own change nothing", async () => {
  const body = '{ "meta" : null ,\n"plans" :[ { "amount_cents" :\t7 , "n\\u0061me": "x" , "lago_id": null } ] }';
  assert.deepEqual((await staged(body))["plans"], [{ amount_cents: "7", name: "x", _n: "7" }]);
});

test("white space of each kind is taken wherever RFC 8259 allows it, also where keys come as they did before", async () => {
  const record = `{"lago_id":${ID},"name":"a","amount_cents":7,"item":{"units":"1.5"},"metadata":{"k":1},"charges":[{"code":"c","filters":[{"value":1}]}],"x":[1]}`;
  const compact = await staged(page(record, record));
  for (const blank of [" ", "\n", "\r\n", "\t", " \t\r\n "]) {
    const places: [RegExp, string][] = [[/:/g, `:${blank}`], [/:/g, `${blank}:`], [/,/g, `,${blank}`], [/,/g, `${blank},`], [/([[{])/g, `$1${blank}`], [/([\]}])/g, `${blank}$1`], [/([[\]{}:,])/g, `${blank}$1${blank}`]];
    for (const [place, replacement] of places) assert.deepEqual(readable(await staged(page(record, record).replace(place, replacement))), readable(compact), replacement);
  }
  assert.deepEqual(readable(await staged(`\ufeff ${JSON.stringify(JSON.parse(page(record, record)), null, 2)}\n`)), readable(compact));
});

/** With JSON as it is meant: it is kept with its white space. */
function readable(found: Awaited<ReturnType<typeof staged>>): unknown {
  return JSON.parse(JSON.stringify(found), (key, value: unknown) => (["metadata", "_extra"].includes(key) ? JSON.parse(String(value)) : value));
}

test("an error of the grammar names the byte, and nothing of the record around it", () => {
  const body = '{"plans":[{"name":"cme.example","iban":DE89370400440532013000}]}';
  assert.throws(() => readPage(Buffer.from(body), buildShape(plans, DUCKDB_LIMITS)), { message: 'the body is not JSON: unexpected "D" at byte 39' });
});

test("repeated keys are counted as misfits of their column", () => {
  const shape = buildShape(plans, DUCKDB_LIMITS);
  readPage(Buffer.from(page('{"name":"a","name":"b","item":{"units":"1"},"item":{},"charges":[],"charges":[{"code":"c"}]}', '{"name":"c"}')), shape);
  assert.deepEqual([...shape.report.misfits], [["plans.name", 1], ["plans.item", 1], ["plans.charges", 1]]);
});

test("what did not fit is counted by column, what is unknown is named", () => {
  const shape = buildShape(plans, DUCKDB_LIMITS);
  readPage(Buffer.from(page('{"amount_cents":"x","new":1,"item":{"y":2}}', '{"amount_cents":1.5,"charges":[{"z":1}]}')), shape);
  assert.deepEqual([...shape.report.misfits], [["plans.amount_cents", 2]]);
  assert.deepEqual([...shape.report.unknown], ["plans.new", "plans.item.y", "plans__charges.z"]);
});

test("Postgres is given COPY rows of every table, children under the root's key and their positions", () => {
  const record = `{"lago_id":${ID},"name":"a\\tb\\\\c","item":{"units":"-12345.670"},"metadata":{"k":"x\\ny"},"new":{"a":1},"charges":[{"code":"c1"},{"code":"c2","filters":[{"value":1},{"value":"z"}]}]}`;
  const { tables } = copyPage(Buffer.from(page(record)), buildShape(plans, POSTGRES_LIMITS), [], 7, { loadId: "L", loadedAt: new Date("2000-01-01T00:00:01Z") });
  const id = ID.slice(1, -1).replaceAll("-", "");
  const whole = (value: number) => value.toString(16).padStart(16, "0");
  const text = (value: string) => Buffer.from(value).toString("hex");
  const tail = [whole(1_000_000), text("L"), null, whole(7)];
  // Digits to the base of 10,000: 1, 2345, 6700; the first has the weight 1, three places are shown.
  const units = "0003" + "0001" + "4000" + "0003" + "0001" + (2345).toString(16).padStart(4, "0") + (6700).toString(16).padStart(4, "0");
  assert.deepEqual(tables.map((rows) => readFields(numberRows(rows, 7))), [
    [[id, text("a\tb\\c"), null, units, `01${text('{"k":"x\\ny"}')}`, text('{"new":{"a":1}}'), ...tail]],
    [
      [id, whole(0), text("c1"), null, ...tail],
      [id, whole(1), text("c2"), null, ...tail],
    ],
    [
      [id, whole(1), whole(0), whole(1), null, ...tail],
      [id, whole(1), whole(1), null, text('{"value":"z"}'), ...tail],
    ],
  ]);
});

/** The fields of binary COPY rows, as hexadecimal digits. */
function readFields(rows: Uint8Array): (string | null)[][] {
  const bytes = Buffer.from(rows);
  const found: (string | null)[][] = [];
  for (let at = 0; at < bytes.length; ) {
    const fields: (string | null)[] = [];
    const count = bytes.readInt16BE(at);
    at += 2;
    for (let field = 0; field < count; field++) {
      const size = bytes.readInt32BE(at);
      at += 4;
      fields.push(size < 0 ? null : bytes.toString("hex", at, at + size));
      at += Math.max(0, size);
    }
    found.push(fields);
  }
  return found;
}

/** [what is wrong with the body, the body, what the error says] */
const broken: [string, string, RegExp][] = [
  ["empty", "", /ends in the middle of JSON, after 0 bytes/],
  ["cut off in a string", '{"plans":[{"name":"ab', /ends in the middle/],
  ["cut off between records", '{"plans":[{"name":"ab"},', /ends in the middle/],
  ["HTML", "<html><body>502</body></html>", /HTML, not JSON$/],
  ["not an object", "[1]", /not JSON|unexpected/],
  ["without the selector", '{"invoices":[]}', /no array "plans"/],
  ["an object under the selector", '{"plans":{}}', /"plans" is not an array/],
  ["null under the selector", '{"plans":null}', /"plans" is not an array/],
  ["a record that is no object", '{"plans":[1]}', /record 1 of "plans" is not an object/],
  ["something behind the end", '{"plans":[]}x', /unexpected "x"/],
  ["a trailing comma in a value without a column", '{"plans":[{"new":[1,]}]}', /unexpected "]"/],
  ["a bare word", '{"plans":[{"new":nul}]}', /unexpected/],
  ["a control character in a string", '{"plans":[{"name":"a\nb"}]}', /unexpected/],
  ["a number with a leading zero", '{"plans":[{"new":01}]}', /unexpected "1"/],
  ["with a comma behind its last member", '{"plans":[],}', /unexpected "}"/],
  ["with a comma behind the last member of a record", '{"plans":[{"name":"a",}]}', /unexpected "}"/],
  ["with a comma behind its last record", '{"plans":[{"name":"a"},]}', /record 2|unexpected/],
  ["with the list twice", '{"plans":[{"name":"a"}],"plans":[]}', /"plans" twice/],
  ["nested deeper than the stack takes", `{"plans":[{"new":${"[".repeat(1001)}${"]".repeat(1001)}}]}`, /nested more than 1000 levels deep/],
];

for (const [what, body, message] of broken) {
  test(`a body that is ${what} is no page`, () => {
    assert.throws(() => readPage(Buffer.from(body), buildShape(plans, DUCKDB_LIMITS)), (error) => error instanceof PageError && message.test(error.message));
  });
}
