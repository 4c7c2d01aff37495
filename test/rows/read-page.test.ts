import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column, Resource } from "../../runtime/resource.ts";
import { copyPage } from "../../runtime/rows/copy-page.ts";
import { DUCKDB_LIMITS, POSTGRES_LIMITS } from "../../runtime/rows/fit.ts";
import { fitPage } from "../../runtime/rows/fit-page.ts";
import { PageError } from "../../runtime/rows/page.ts";
import { buildShape } from "../../runtime/rows/shape.ts";

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

test("a page in which everything fits goes to DuckDB as the very bytes Lago sent", () => {
  const body = Buffer.from(page(`{"lago_id":${ID},"name":"a","amount_cents":1,"item":{"units":"1.5"},"metadata":{"k":[1.10]},"charges":[{"code":"c","filters":[{"value":1}]}]}`));
  const fitted = fitPage(body, buildShape(plans, DUCKDB_LIMITS));
  assert.equal(fitted.body, body);
  assert.equal(fitted.rows, 1);
  assert.deepEqual(fitted.meta, { current_page: 1, next_page: 2, total_pages: 2, total_count: 150 });
});

/** [what is odd, the record, what DuckDB is given instead] */
const patches: [string, string, string][] = [
  ["an unknown key", '{"name":"a","new":1.10}', '{"$extra":"{\\"new\\":1.10}","name":"a","new":1.10}'],
  ["an unknown key that is null", '{"name":"a","new":null}', '{"name":"a","new":null}'],
  ["an unknown key in a flattened object", '{"item":{"units":"1","x":[1]}}', '{"$extra":"{\\"item\\":{\\"x\\":[1]}}","item":{"units":"1","x":[1]}}'],
  ["1.5 in an integer column", '{"amount_cents":1.5}', '{"$extra":"{\\"amount_cents\\":1.5}","amount_cents":null}'],
  ["a string that is the number", '{"amount_cents":"1000"}', '{"amount_cents":1000}'],
  ["an object where text is documented", '{"name":{"a":1}}', '{"$extra":"{\\"name\\":{\\"a\\":1}}","name":null}'],
  ["text where an object is documented", '{"item":"abc"}', '{"$extra":"{\\"item\\":\\"abc\\"}","item":null}'],
  ["an object where an array is documented", '{"charges":{"a":1}}', '{"$extra":"{\\"charges\\":{\\"a\\":1}}","charges":null}'],
  ["scalars where records are documented", '{"charges":[1]}', '{"$extra":"{\\"charges\\":[1]}","charges":null}'],
  ["an unknown key in a child record", '{"charges":[{"code":"c","x":1}]}', '{"charges":[{"$extra":"{\\"x\\":1}","code":"c","x":1}]}'],
  ["a misfit in a grandchild", '{"charges":[{"filters":[{"value":"x"}]}]}', '{"charges":[{"filters":[{"$extra":"{\\"value\\":\\"x\\"}","value":null}]}]}'],
  ["a key named like the system column", '{"_extra":5}', '{"$extra":"{\\"_extra\\":5}","_extra":5}'],
  ["a key equal but for case", '{"name":"a","Name":"b"}', '{"$extra":"{\\"Name\\":\\"b\\"}","name":"a","Name":"b"}'],
  ["a key sent twice", '{"name":"a","name":"b"}', '{"$extra":"{\\"name\\":\\"b\\"}","name":"a","name":"b"}'],
  ["half a surrogate pair", '{"name":"\\ud83d"}', '{"$extra":"{\\"name\\":\\"\\\\\\\\ud83d\\"}","name":"\\ufffd"}'],
];

for (const [what, record, given] of patches) {
  test(`${what}: only that is patched`, () => {
    assert.equal(String(fitPage(Buffer.from(page(record)), buildShape(plans, DUCKDB_LIMITS)).body), page(given));
  });
}

test("white space, escapes in keys and an order of its own change nothing", () => {
  const body = '{ "meta" : null ,\n"plans" :[ { "amount_cents" :\t7 , "n\\u0061me": "x" , "lago_id": null } ] }';
  const shape = buildShape(plans, DUCKDB_LIMITS);
  assert.equal(String(fitPage(Buffer.from(body), shape).body), body);
  assert.deepEqual([...shape.report.unknown], []);
});

test("what did not fit is counted by column, what is unknown is named", () => {
  const shape = buildShape(plans, DUCKDB_LIMITS);
  fitPage(Buffer.from(page('{"amount_cents":"x","new":1,"item":{"y":2}}', '{"amount_cents":1.5,"charges":[{"z":1}]}')), shape);
  assert.deepEqual([...shape.report.misfits], [["plans.amount_cents", 2]]);
  assert.deepEqual([...shape.report.unknown], ["plans.new", "plans.item.y", "plans__charges.z"]);
});

test("Postgres is given COPY rows of every table, children under the root's key and their positions", () => {
  const record = `{"lago_id":${ID},"name":"a\\tb\\\\c","metadata":{"k":"x\\ny"},"new":{"a":1},"charges":[{"code":"c1"},{"code":"c2","filters":[{"value":1},{"value":"z"}]}]}`;
  const { tables } = copyPage(Buffer.from(page(record)), buildShape(plans, POSTGRES_LIMITS), [], { loadId: "L", loadedAt: new Date(0) });
  const id = ID.slice(1, -1);
  const tail = "1970-01-01T00:00:00.000Z\tL\t\\N\t0\n";
  assert.deepEqual(tables.map(String), [
    `${id}\ta\\tb\\\\c\t\\N\t\\N\t{"k":"x\\\\ny"}\t{"new":{"a":1}}\t${tail}`,
    `${id}\t0\tc1\t\\N\t${tail}${id}\t1\tc2\t\\N\t${tail}`,
    `${id}\t1\t0\t1\t\\N\t${tail}${id}\t1\t1\t\\N\t{"value":"z"}\t${tail}`,
  ]);
});

/** [what is wrong with the body, the body, what the error says] */
const broken: [string, string, RegExp][] = [
  ["empty", "", /ends in the middle of JSON, after 0 bytes/],
  ["cut off in a string", '{"plans":[{"name":"ab', /ends in the middle/],
  ["cut off between records", '{"plans":[{"name":"ab"},', /ends in the middle/],
  ["HTML", "<html><body>502</body></html>", /HTML, not JSON: "<html>/],
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
  ["nested deeper than any database takes", `{"plans":[{"new":${"[".repeat(600)}${"]".repeat(600)}}]}`, /unexpected/],
];

for (const [what, body, message] of broken) {
  test(`a body that is ${what} is no page`, () => {
    assert.throws(() => fitPage(Buffer.from(body), buildShape(plans, DUCKDB_LIMITS)), (error) => error instanceof PageError && message.test(error.message));
  });
}
