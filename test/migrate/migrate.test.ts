import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { loaderVersion } from "../../runtime/version.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { DUCKLAKE } from "../ducklake/switch.ts";
import { findLosses } from "../load/recover.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { id, INTEGER, list, make, type Made, object, shop, TEXT, UUID } from "./versions.ts";

for (const dialect of DIALECTS) {
  describe(`a database that an earlier loader made, in ${dialect}`, () => {
    let database: TestDatabase;
    let destination: Destination;
    beforeEach(async () => {
      database = await newDatabase(dialect);
      destination = await database.open();
    });
    afterEach(async () => {
      await destination.close();
      await database.remove();
    });

    /** A load by the loader of that version, which is another process than that of the version before. */
    const fill = async ({ resources }: Made, records: readonly object[]) => {
      await destination.close();
      destination = await database.open();
      return load(destination, resources[0]!, [{ records }]);
    };
    const rows = (sql: string) => rowsOf(destination, sql);
    const columnsOf = async (table: string) => (await destination.query(`SELECT * FROM ${table} LIMIT 0`)).columns.toSorted();
    /** No value of the records is anywhere but where a load by the new version would have put it. */
    const expectHeld = async ({ resources }: Made, records: readonly object[]) =>
      assert.deepEqual(await findLosses(destination, resources[0]!, records.map((record) => ({ json: JSON.stringify(record) }))), []);

    it("gets new columns and child tables, a row in _migrations, and is then left alone", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, total: INTEGER, lines: list({ sku: TEXT }) }))];
      await fill(old, [{ lago_id: id(1), code: "a" }]);
      const { statements, ...report } = await destination.migrate(now.resources);
      assert.deepEqual(report, { from: null, to: loaderVersion, orphans: [], moved: {}, reread: [], brokenViews: [] });
      assert.match(statements.join("\n"), /ADD COLUMN "total"[^]*CREATE TABLE IF NOT EXISTS orders__lines/);
      assert.deepEqual(await rows("SELECT from_version, to_version FROM _migrations"), [[null, loaderVersion]]);
      assert.deepEqual(JSON.parse((await rows("SELECT statements FROM _migrations"))[0]![0]!), statements);
      assert.deepEqual((await destination.migrate(now.resources)).statements, []);
      assert.deepEqual(await rows("SELECT count(*) FROM _migrations"), [["1"]]);
      const records = [{ lago_id: id(1), code: "a", total: 3, lines: [{ sku: "x" }] }];
      await fill(now, records);
      await expectHeld(now, records);
    });

    it("that is empty, or has never seen a resource, is left to the first load", async () => {
      const { statements } = await destination.migrate(make(shop({ code: TEXT })).resources);
      assert.deepEqual(statements, []);
      await assert.rejects(destination.query("SELECT * FROM orders"));
    });

    it("has in _extra what Lago sent before it documented it: that moves, at any depth", async () => {
      const old = make(shop({ code: TEXT, item: object({ name: TEXT }), lines: list({ sku: TEXT }) }));
      const now = make(
        shop({
          code: TEXT,
          total: INTEGER,
          item: object({ name: TEXT, price: { type: "string", format: "decimal", pattern: "^[0-9]+.?[0-9]*$" } }),
          lines: list({ sku: TEXT, at: { type: "string", format: "date-time" }, taxes: list({ rate: { type: "number" } }) }),
          notes: list({ text: TEXT, tags: { type: "array", items: TEXT }, links: list({ url: TEXT }) }),
          options: { type: "object", additionalProperties: true },
        }),
      );
      const records = [
        {
          lago_id: id(1),
          code: "a",
          total: 9007199254740993n,
          item: { name: "n", price: "1.50", still: "unknown" },
          lines: [{ sku: "x", at: "2024-05-01T12:00:00.123456Z", taxes: [{ rate: 0.1 }, { rate: 20 }] }, { sku: "y" }],
          notes: [{ text: "ü\\\"\n", tags: ["a", "b"], links: [{ url: "u" }, { url: null, extra: { deep: [1.10] } }] }, {}],
          options: { a: { b: [1, "2"] } },
          other: true,
        },
        { lago_id: id(2), code: "b", total: 1.5, item: { price: "abc" }, notes: "none", lines: [] },
        { lago_id: id(3), code: "c" },
      ].map((record) => JSON.stringify(record, (_, value: unknown) => (typeof value === "bigint" ? `#${value}#` : value)).replaceAll(/"#(\d+)#"/g, "$1"));
      await load(destination, old.resources[0]!, [{ records }]);
      const { moved, reread } = await destination.migrate(now.resources);
      assert.deepEqual(moved, {
        "orders.total": 1,
        "orders.item__price": 1,
        "orders.options": 1,
        orders__notes: 2,
        orders__notes__links: 2,
        "orders__lines.at": 1,
        orders__lines__taxes: 2,
      });
      assert.deepEqual(reread, []);
      assert.deepEqual(await findLosses(destination, now.resources[0]!, records.map((json) => ({ json }))), []);
      assert.deepEqual((await rows("SELECT lago_id, _extra FROM orders ORDER BY 1")).map(([, extra]) => (extra === null ? null : (JSON.parse(extra!) as object))), [
        { item: { still: "unknown" }, other: true },
        { total: 1.5, item: { price: "abc" }, notes: "none" },
        null,
      ]);
      assert.deepEqual(await rows("SELECT _notes_index, _loaded_at IS NOT NULL, _load_id IS NOT NULL FROM orders__notes ORDER BY 1").then((found) => found.map(([index]) => index)), ["0", "1"]);
    });

    it("was loaded before rows had hashes: the next load gives each row its own, and the one after that writes none", async () => {
      const now = make(shop({ code: TEXT }));
      const records = [{ lago_id: id(1), code: "a" }, { lago_id: id(2), code: "b" }];
      await fill(now, records);
      await destination.query("ALTER TABLE orders DROP COLUMN _hash");
      assert.deepEqual((await destination.migrate(now.resources)).moved, {});
      assert.deepEqual({ ...(await fill(now, records)) }, { inserted: 0, updated: 2, deleted: 0 });
      assert.deepEqual({ ...(await fill(now, records)) }, { inserted: 0, updated: 0, deleted: 0 });
    });

    it("has a column whose values all convert: it does in place, and what did not fit moves in", async () => {
      const [old, now] = [make(shop({ number: INTEGER, ref: UUID })), make(shop({ number: TEXT, ref: TEXT }))];
      const records = [
        { lago_id: id(1), number: 12, ref: id(7) },
        { lago_id: id(2), number: "A-12", ref: "not a uuid" },
      ];
      await fill(old, records);
      const { statements, moved, reread } = await destination.migrate(now.resources);
      assert.equal(statements.filter((sql) => (DUCKLAKE ? / DROP COLUMN / : / TYPE /).test(sql)).length, 2);
      assert.deepEqual([moved, reread], [{ "orders.number": 1, "orders.ref": 1 }, []]);
      assert.deepEqual(await rows("SELECT number, ref, _extra FROM orders ORDER BY lago_id"), [["12", id(7), null], ["A-12", "not a uuid", null]]);
    });

    it("has a column of which one value does not convert: it stays as __was_, and the next load is a full one", async () => {
      const [old, now] = [make(shop({ number: TEXT })), make(shop({ number: INTEGER }))];
      await fill(old, [{ lago_id: id(1), number: "12" }, { lago_id: id(2), number: "007" }]);
      await destination.query("INSERT INTO _cursors (resource, reached, last_full_at, load_id) SELECT 'orders', '2026-01-01', now(), 'load'");
      const { moved, reread, orphans } = await destination.migrate(now.resources);
      assert.deepEqual([moved, reread, orphans], [{}, ["orders"], ["orders.number__was_text"]]);
      assert.deepEqual(await rows("SELECT number__was_text, number FROM orders ORDER BY lago_id"), [["12", null], ["007", null]]);
      assert.deepEqual(await rows("SELECT * FROM _cursors"), []);
      await fill(now, [{ lago_id: id(1), number: 12 }, { lago_id: id(2), number: 7 }]);
      assert.deepEqual(await rows("SELECT number__was_text, number FROM orders ORDER BY lago_id").then((found) => found.map(([, number]) => number)), ["12", "7"]);
      assert.deepEqual((await destination.migrate(now.resources)).statements, []);
    });

    it("goes back and forth between types without losing what either could not hold", async () => {
      const [text, integer] = [make(shop({ number: TEXT })), make(shop({ number: INTEGER }))];
      await fill(text, [{ lago_id: id(1), number: "x" }]);
      await destination.migrate(integer.resources);
      await fill(integer, [{ lago_id: id(2), number: 5 }]);
      await destination.migrate(text.resources);
      await fill(text, [{ lago_id: id(3), number: "y" }]);
      await destination.migrate(integer.resources);
      assert.deepEqual(await rows("SELECT number, number__was_text, number__was_text_2 FROM orders ORDER BY lago_id"), [
        [null, "x", null],
        [null, null, "5"],
        [null, null, "y"],
      ]);
    });

    it("keeps what the document no longer has, and says so", async () => {
      const [old, now] = [make(shop({ code: TEXT, gone: TEXT, lines: list({ sku: TEXT }) })), make(shop({ code: TEXT }))];
      await fill(old, [{ lago_id: id(1), code: "a", gone: "g", lines: [{ sku: "x" }] }]);
      const { orphans, statements } = await destination.migrate(now.resources);
      assert.deepEqual([orphans, statements], [["orders.gone", "orders__lines"], []]);
      await fill(now, [{ lago_id: id(1), code: "b" }, { lago_id: id(2), code: "c", gone: "kept" }]);
      assert.deepEqual(await rows("SELECT code, _extra FROM orders ORDER BY code"), [["b", null], ["c", '{"gone":"kept"}']]);
      assert.deepEqual(await rows("SELECT sku FROM orders__lines"), [["x"]]);
    });

    it("has what was a value and became an object: only Lago can fill the new columns", async () => {
      const [old, now] = [make(shop({ item: { type: "object", additionalProperties: true } })), make(shop({ item: object({ name: TEXT }) }))];
      await fill(old, [{ lago_id: id(1), item: { name: "n" } }]);
      const { reread, orphans } = await destination.migrate(now.resources);
      assert.deepEqual([reread, orphans], [["orders"], ["orders.item"]]);
    });

    it("has what was a list of records and became a list of values, and the reverse: as much", async () => {
      const [records, values] = [make(shop({ lines: list({ sku: TEXT }) })), make(shop({ lines: { type: "array", items: TEXT } }))];
      await fill(records, [{ lago_id: id(1), lines: [{ sku: "x" }] }]);
      assert.deepEqual((await destination.migrate(values.resources)).reread, ["orders"]);
      assert.deepEqual((await destination.migrate(records.resources)).reread, ["orders"]);
    });

    it("has again what it had before: what came in the meantime is in _extra, and newer", async () => {
      const [having, lacking] = [make(shop({ code: TEXT, lines: list({ sku: TEXT }) })), make(shop({}))];
      await fill(having, [{ lago_id: id(1), code: "old", lines: [{ sku: "x" }] }, { lago_id: id(2), code: "kept" }]);
      await destination.migrate(having.resources);
      await destination.migrate(lacking.resources);
      await fill(lacking, [{ lago_id: id(1), code: "new", lines: [{ sku: "y" }] }, { lago_id: id(3), code: "newest" }]);
      const { moved, reread } = await destination.migrate(having.resources);
      assert.deepEqual([moved, reread], [{ "orders.code": 2 }, ["orders"]]);
      assert.deepEqual(await rows("SELECT code, _extra FROM orders ORDER BY lago_id"), [["new", '{"lines":[{"sku":"y"}]}'], ["kept", null], ["newest", null]]);
      assert.deepEqual((await destination.migrate(having.resources)).moved, {});
    });

    it("is renamed where the overlay says so, with child tables and the columns that point at them", async () => {
      const old = make(shop({ code: TEXT, total: INTEGER, lines: list({ sku: TEXT }) }, { "x-primary-key": ["code"] }));
      const now = make(
        shop(
          { key: { ...TEXT, "x-renamed-from": "code" }, amount: { ...INTEGER, "x-renamed-from": "total" }, lines: list({ article: { ...TEXT, "x-renamed-from": "sku" } }) },
          { "x-primary-key": ["key"], "x-renamed-from": "orders" },
          "/sales",
        ),
      );
      await fill(old, [{ lago_id: id(1), code: "a", total: 3, lines: [{ sku: "x" }] }]);
      const { orphans } = await destination.migrate(now.resources);
      assert.deepEqual(orphans, []);
      assert.deepEqual(await rows("SELECT key, amount FROM sales"), [["a", "3"]]);
      assert.deepEqual(await rows("SELECT _root_key, article FROM sales__lines"), [["a", "x"]]);
      await fill(now, [{ lago_id: id(1), key: "a", amount: 4, lines: [{ article: "y" }, { article: "z" }] }]);
      assert.deepEqual(await rows("SELECT amount FROM sales"), [["4"]]);
      assert.deepEqual(await rows("SELECT article FROM sales__lines ORDER BY 1"), [["y"], ["z"]]);
    });

    describe("whose key has other columns", () => {
      const old = make(shop({ code: TEXT, gone: TEXT, lines: list({ sku: TEXT, taxes: list({ rate: INTEGER }) }) }));
      const now = make(shop({ code: TEXT, lines: list({ sku: TEXT, taxes: list({ rate: INTEGER }) }) }, { "x-primary-key": ["code"] }));
      const record = (number: number, code: string | null) => ({ lago_id: id(number), code, gone: "g", lines: [{ sku: `s${number}`, taxes: [{ rate: 1 }, { rate: 2 }] }] });

      it("is rebuilt from what it holds", async () => {
        await fill(old, [record(1, "a"), record(2, "b")]);
        const { reread, orphans } = await destination.migrate(now.resources);
        assert.deepEqual([reread, orphans.toSorted()], [[], ["orders.gone", "orders__lines._root_lago_id", "orders__lines__taxes._root_lago_id"]]);
        assert.deepEqual(await rows("SELECT code, gone, _root_code, sku FROM orders JOIN orders__lines ON code = _root_code ORDER BY code"), [["a", "g", "a", "s1"], ["b", "g", "b", "s2"]]);
        assert.deepEqual(await rows("SELECT _root_code, count(*) FROM orders__lines__taxes GROUP BY 1 ORDER BY 1"), [["a", "2"], ["b", "2"]]);
        assert.deepEqual((await destination.migrate(now.resources)).statements, []);
        assert.deepEqual({ ...(await fill(now, [record(1, "a"), record(3, "c")])) }, { inserted: 1, updated: 1, deleted: 1 });
        assert.deepEqual(await rows("SELECT sku FROM orders__lines ORDER BY 1"), [["s1"], ["s2"], ["s3"]]);
      });

      it("refuses where the new one is missing or not unique, and changes nothing", async () => {
        await fill(old, [record(1, "a"), record(2, "a"), record(3, null)]);
        const columns = await columnsOf("orders");
        await assert.rejects(destination.migrate(now.resources), /The key of orders is now code\. Of its rows in .*, 1 have no value in it and 1 have the same as another row\..*--rebuild/s);
        assert.deepEqual(await columnsOf("orders"), columns);
      });

      it("with --rebuild keeps the old tables, and a row for each key", async () => {
        await fill(old, [record(1, "a"), record(2, "a"), record(3, null), record(4, "d")]);
        const { reread, orphans } = await destination.migrate(now.resources, { rebuild: true });
        assert.deepEqual(reread, ["orders"]);
        assert.deepEqual(orphans.filter((name) => name.includes("__was")), ["orders__was", "orders__lines__was", "orders__lines__taxes__was"]);
        assert.deepEqual(await rows("SELECT code FROM orders ORDER BY 1"), [["a"], ["d"]]);
        assert.deepEqual(await rows("SELECT count(*) FROM orders__was"), [["4"]]);
        assert.deepEqual(await rows("SELECT count(*) FROM orders__lines__was"), [["4"]]);
        await fill(now, [record(2, "a"), record(4, "d")]);
        assert.deepEqual(await rows("SELECT sku FROM orders__lines ORDER BY 1"), [["s2"], ["s4"]]);
        assert.deepEqual((await destination.migrate(now.resources)).statements, []);
      });

      it("and may be null, which is one value", async () => {
        const nullable = make(shop({ code: TEXT, lines: list({ sku: TEXT, taxes: list({ rate: INTEGER }) }) }, { "x-primary-key": ["code"], "x-nullable-key": ["code"] }));
        await fill(old, [record(1, "a"), record(2, null)]);
        const { reread } = await destination.migrate(nullable.resources);
        assert.deepEqual(reread, []);
        assert.deepEqual(await rows("SELECT o.code, sku FROM orders o JOIN orders__lines l ON o.code IS NOT DISTINCT FROM l._root_code ORDER BY sku"), [["a", "s1"], [null, "s2"]]);
        assert.deepEqual({ ...(await fill(nullable, [record(3, null)])) }, { inserted: 0, updated: 1, deleted: 1 });
        assert.deepEqual((await destination.migrate(nullable.resources)).statements, []);
      });

      it("loses it, or gains one", async () => {
        const keyless = make(shop({ code: TEXT }, { "x-replace": true }));
        await fill(old, [record(1, "a")]);
        await destination.migrate(keyless.resources);
        assert.deepEqual(await rows("SELECT code, gone FROM orders"), [["a", "g"]]);
        await fill(keyless, [{ lago_id: null, code: "b" }, { code: "b" }]);
        await assert.rejects(destination.migrate(old.resources), /2 have no value in it/);
        await fill(keyless, [{ lago_id: id(1), code: "b" }]);
        await destination.migrate(old.resources);
        assert.deepEqual({ ...(await fill(old, [record(1, "a")])) }, { inserted: 0, updated: 1, deleted: 0 });
      });
    });

    it("is not taken for orphaned by one who loads one resource only", async () => {
      const [orders, sales] = [make(shop({ code: TEXT })), make(shop({ code: TEXT }, {}, "/sales"))];
      await fill(orders, [{ lago_id: id(1) }]);
      await fill(sales, [{ lago_id: id(1) }]);
      await destination.migrate(orders.resources);
      assert.deepEqual((await destination.migrate([...orders.resources, ...sales.resources])).reread, []);
    });

    it("is only looked at in a dry run", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: INTEGER, total: INTEGER }))];
      await fill(old, [{ lago_id: id(1), code: "a", total: 5 }]);
      const tried = await destination.migrate(now.resources, { dryRun: true });
      assert.deepEqual(tried.moved, { "orders.total": 1 });
      assert.deepEqual(await rows("SELECT code, _extra FROM orders"), [["a", '{"total":5}']]);
      assert.deepEqual(await rows("SELECT * FROM _migrations"), []);
      assert.deepEqual(await destination.migrate(now.resources), tried);
    });

    it("is refused where a newer loader has been", async () => {
      const now = make(shop({ code: TEXT }));
      await destination.migrate(now.resources);
      await destination.query("UPDATE _migrations SET to_version = '999.0.0'");
      await assert.rejects(destination.migrate(now.resources), /was loaded by lago-loader 999\.0\.0, and this is .* Update lago-loader/);
    });

    it("is migrated once by two that start at once", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, total: INTEGER }))];
      await fill(old, [{ lago_id: id(1), code: "a", total: 5 }]);
      // A DuckDB file is open in one process only.
      const other = dialect === "duckdb" ? destination : await database.open();
      const both = await Promise.all([destination.migrate(now.resources), other.migrate(now.resources)]);
      if (other !== destination) await other.close();
      assert.deepEqual(both.map(({ statements }) => statements.length > 0).toSorted(), [false, true]);
      assert.deepEqual(await rows("SELECT total, _extra FROM orders"), [["5", null]]);
    });

    it("gets columns that the loader's own tables have gained", async () => {
      await destination.query("ALTER TABLE _loads DROP COLUMN reason");
      await destination.migrate([]);
      assert.ok((await columnsOf("_loads")).includes("reason"));
    });
  });
}
