import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DIALECTS } from "../databases.ts";
import { useEarlierDatabase } from "./earlier-database.ts";
import { id, INTEGER, list, make, shop, TEXT } from "./versions.ts";

for (const dialect of DIALECTS) {
  describe(`a table whose key has other columns than before, in ${dialect}`, () => {
    const database = useEarlierDatabase(dialect);
    const { fill, rows, columnsOf } = database;
    const old = make(shop({ code: TEXT, gone: TEXT, lines: list({ sku: TEXT, taxes: list({ rate: INTEGER }) }) }));
    const now = make(shop({ code: TEXT, lines: list({ sku: TEXT, taxes: list({ rate: INTEGER }) }) }, { "x-primary-key": ["code"] }));
    const record = (number: number, code: string | null) => ({ lago_id: id(number), code, gone: "g", lines: [{ sku: `s${number}`, taxes: [{ rate: 1 }, { rate: 2 }] }] });

    it("is rebuilt from what it holds", async () => {
      await fill(old, [record(1, "a"), record(2, "b")]);
      const { reread, orphans } = await database.destination.migrate(now.resources);
      assert.deepEqual([reread, orphans.toSorted()], [[], ["orders.gone", "orders__lines._root_lago_id", "orders__lines__taxes._root_lago_id"]]);
      assert.deepEqual(await rows("SELECT code, gone, _root_code, sku FROM orders JOIN orders__lines ON code = _root_code ORDER BY code"), [["a", "g", "a", "s1"], ["b", "g", "b", "s2"]]);
      assert.deepEqual(await rows("SELECT _root_code, count(*) FROM orders__lines__taxes GROUP BY 1 ORDER BY 1"), [["a", "2"], ["b", "2"]]);
      assert.deepEqual((await database.destination.migrate(now.resources)).statements, []);
      assert.deepEqual({ ...(await fill(now, [record(1, "a"), record(3, "c")])) }, { inserted: 1, updated: 1, deleted: 1 });
      assert.deepEqual(await rows("SELECT sku FROM orders__lines ORDER BY 1"), [["s1"], ["s2"], ["s3"]]);
    });

    it("refuses where the new one is missing or not unique, and changes nothing", async () => {
      await fill(old, [record(1, "a"), record(2, "a"), record(3, null)]);
      const columns = await columnsOf("orders");
      await assert.rejects(database.destination.migrate(now.resources), /The key of orders is now code\. Of its rows in .*, 1 have no value in it and 1 have the same as another row\..*--rebuild/s);
      assert.deepEqual(await columnsOf("orders"), columns);
    });

    it("with --rebuild keeps the old tables, and a row for each key", async () => {
      await fill(old, [record(1, "a"), record(2, "a"), record(3, null), record(4, "d")]);
      const { reread, orphans } = await database.destination.migrate(now.resources, { rebuild: true });
      assert.deepEqual(reread, ["orders"]);
      assert.deepEqual(orphans.filter((name) => name.includes("__was")), ["orders__was", "orders__lines__was", "orders__lines__taxes__was"]);
      assert.deepEqual(await rows("SELECT code FROM orders ORDER BY 1"), [["a"], ["d"]]);
      assert.deepEqual(await rows("SELECT count(*) FROM orders__was"), [["4"]]);
      assert.deepEqual(await rows("SELECT count(*) FROM orders__lines__was"), [["4"]]);
      await fill(now, [record(2, "a"), record(4, "d")]);
      assert.deepEqual(await rows("SELECT sku FROM orders__lines ORDER BY 1"), [["s2"], ["s4"]]);
      assert.deepEqual((await database.destination.migrate(now.resources)).statements, []);
    });

    it("and may be null, which is one value", async () => {
      const nullable = make(shop({ code: TEXT, lines: list({ sku: TEXT, taxes: list({ rate: INTEGER }) }) }, { "x-primary-key": ["code"], "x-nullable-key": ["code"] }));
      await fill(old, [record(1, "a"), record(2, null)]);
      const { reread } = await database.destination.migrate(nullable.resources);
      assert.deepEqual(reread, []);
      assert.deepEqual(await rows("SELECT o.code, sku FROM orders o JOIN orders__lines l ON o.code IS NOT DISTINCT FROM l._root_code ORDER BY sku"), [["a", "s1"], [null, "s2"]]);
      assert.deepEqual({ ...(await fill(nullable, [record(3, null)])) }, { inserted: 0, updated: 1, deleted: 1 });
      assert.deepEqual((await database.destination.migrate(nullable.resources)).statements, []);
    });

    it("loses it, or gains one", async () => {
      const keyless = make(shop({ code: TEXT }, { "x-replace": true }));
      await fill(old, [record(1, "a")]);
      await database.destination.migrate(keyless.resources);
      assert.deepEqual(await rows("SELECT code, gone FROM orders"), [["a", "g"]]);
      await fill(keyless, [{ lago_id: null, code: "b" }, { code: "b" }]);
      await assert.rejects(database.destination.migrate(old.resources), /2 have no value in it/);
      await fill(keyless, [{ lago_id: id(1), code: "b" }]);
      await database.destination.migrate(old.resources);
      assert.deepEqual({ ...(await fill(old, [record(1, "a")])) }, { inserted: 0, updated: 1, deleted: 0 });
    });
  });
}
