import assert from "node:assert/strict";
import { test } from "node:test";
import { resources } from "../../generated/index.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { id, list, make, object, shop, TEXT } from "./versions.ts";

const LONG = "a_configuration_that_is_long_for_a_name";

for (const dialect of DIALECTS) {
  test(`tables and columns that had a hash in their name are renamed, with all that they hold, in ${dialect}`, async () => {
    const database = await newDatabase(dialect);
    const destination = await database.open();
    const { resources: [orders] } = make(shop({ [LONG]: object({ a_presentation_that_is_long: TEXT }), [`${LONG}_percentage`]: list({ some_properties: list({ sku: TEXT }) }) }));
    await load(destination, orders!, [{ records: [{ lago_id: id(1), [LONG]: { a_presentation_that_is_long: "x" }, [`${LONG}_percentage`]: [{ some_properties: [{ sku: "s" }] }] }] }]);
    const renamed = orders!.tables.flatMap((table) => [...(table.renamedFrom ? [[table.name, table.renamedFrom] as const] : [])]);
    const column = orders!.tables[0].columns.find(({ renamedFrom }) => renamedFrom)!;
    assert.equal(renamed.length, 1);
    const [[now, was]] = renamed as [readonly [string, string]];
    assert.match(was, /_[0-9a-f]{6}_/);
    for (const sql of [`ALTER TABLE ${now} RENAME TO "${was}"`, `ALTER TABLE orders RENAME COLUMN ${column.name} TO "${column.renamedFrom}"`]) await destination.query(sql);
    const { orphans, reread, statements } = await destination.migrate([orders!]);
    assert.deepEqual({ orphans, reread, statements: statements.length }, { orphans: [], reread: [], statements: 2 });
    assert.deepEqual(await rowsOf(destination, `SELECT ${column.name} FROM orders`), [["x"]]);
    assert.deepEqual(await rowsOf(destination, `SELECT sku FROM ${now}`), [["s"]]);
    await destination.close();
    await database.remove();
  });
}

test("no table or column has a hash in its name, and none has two", () => {
  const tables = (resources as readonly Resource[]).flatMap((resource) => resource.tables);
  const names = tables.flatMap((table) => [table.name, ...table.columns.map(({ name }) => name)]);
  assert.deepEqual(names.filter((name) => /_(?=[a-f]*\d)[0-9a-f]{6}_/.test(name)), []);
  assert.equal(new Set(tables.map(({ name }) => name)).size, tables.length);
  assert.equal(tables.filter(({ renamedFrom }) => renamedFrom !== undefined).length, 9);
});
