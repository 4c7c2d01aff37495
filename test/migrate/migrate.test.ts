import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loaderVersion } from "../../runtime/version.ts";
import { DIALECTS } from "../databases.ts";
import { DUCKLAKE } from "../ducklake/switch.ts";
import { findLosses } from "../load/recover.ts";
import { load } from "../runtime/destinations/loads.ts";
import { useEarlierDatabase } from "./earlier-database.ts";
import { id, INTEGER, list, make, object, shop, TEXT, UUID } from "./versions.ts";

for (const dialect of DIALECTS) {
  describe(`a database that an earlier loader made, in ${dialect}`, () => {
    const database = useEarlierDatabase(dialect);
    const { fill, rows, columnsOf, expectHeld } = database;

    it("gets new columns and child tables, a row in _migrations, and is then left alone", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, total: INTEGER, lines: list({ sku: TEXT }) }))];
      await fill(old, [{ lago_id: id(1), code: "a" }]);
      const { statements, ...report } = await database.destination.migrate(now.resources);
      assert.deepEqual(report, { from: null, to: loaderVersion, orphans: [], moved: {}, reread: [], brokenViews: [] });
      assert.match(statements.join("\n"), /ADD COLUMN "total"[^]*CREATE TABLE IF NOT EXISTS orders__lines/);
      assert.deepEqual(await rows("SELECT from_version, to_version FROM _migrations"), [[null, loaderVersion]]);
      assert.deepEqual(JSON.parse((await rows("SELECT statements FROM _migrations"))[0]![0]!), statements);
      assert.deepEqual((await database.destination.migrate(now.resources)).statements, []);
      assert.deepEqual(await rows("SELECT count(*) FROM _migrations"), [["1"]]);
      const records = [{ lago_id: id(1), code: "a", total: 3, lines: [{ sku: "x" }] }];
      await fill(now, records);
      await expectHeld(now, records);
    });

    it("that is empty, or has never seen a resource, is left to the first load", async () => {
      const { statements } = await database.destination.migrate(make(shop({ code: TEXT })).resources);
      assert.deepEqual(statements, []);
      await assert.rejects(database.destination.query("SELECT * FROM orders"));
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
      await load(database.destination, old.resources[0]!, [{ records }]);
      const { moved, reread } = await database.destination.migrate(now.resources);
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
      assert.deepEqual(await findLosses(database.destination, now.resources[0]!, records.map((json) => ({ json }))), []);
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
      await database.destination.query("ALTER TABLE orders DROP COLUMN _hash");
      assert.deepEqual((await database.destination.migrate(now.resources)).moved, {});
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
      const { statements, moved, reread } = await database.destination.migrate(now.resources);
      assert.equal(statements.filter((sql) => (DUCKLAKE ? / DROP COLUMN / : / TYPE /).test(sql)).length, 2);
      assert.deepEqual([moved, reread], [{ "orders.number": 1, "orders.ref": 1 }, []]);
      assert.deepEqual(await rows("SELECT number, ref, _extra FROM orders ORDER BY lago_id"), [["12", id(7), null], ["A-12", "not a uuid", null]]);
    });

    it("has a column of which one value does not convert: it stays as __was_, and the next load is a full one", async () => {
      const [old, now] = [make(shop({ number: TEXT })), make(shop({ number: INTEGER }))];
      await fill(old, [{ lago_id: id(1), number: "12" }, { lago_id: id(2), number: "007" }]);
      await database.destination.query("INSERT INTO _cursors (resource, reached, last_full_at, load_id) SELECT 'orders', '2026-01-01', now(), 'load'");
      const { moved, reread, orphans } = await database.destination.migrate(now.resources);
      assert.deepEqual([moved, reread, orphans], [{}, ["orders"], ["orders.number__was_text"]]);
      assert.deepEqual(await rows("SELECT number__was_text, number FROM orders ORDER BY lago_id"), [["12", null], ["007", null]]);
      assert.deepEqual(await rows("SELECT * FROM _cursors"), []);
      await fill(now, [{ lago_id: id(1), number: 12 }, { lago_id: id(2), number: 7 }]);
      assert.deepEqual(await rows("SELECT number__was_text, number FROM orders ORDER BY lago_id").then((found) => found.map(([, number]) => number)), ["12", "7"]);
      assert.deepEqual((await database.destination.migrate(now.resources)).statements, []);
    });

    it("goes back and forth between types without losing what either could not hold", async () => {
      const [text, integer] = [make(shop({ number: TEXT })), make(shop({ number: INTEGER }))];
      await fill(text, [{ lago_id: id(1), number: "x" }]);
      await database.destination.migrate(integer.resources);
      await fill(integer, [{ lago_id: id(2), number: 5 }]);
      await database.destination.migrate(text.resources);
      await fill(text, [{ lago_id: id(3), number: "y" }]);
      await database.destination.migrate(integer.resources);
      assert.deepEqual(await rows("SELECT number, number__was_text, number__was_text_2 FROM orders ORDER BY lago_id"), [
        [null, "x", null],
        [null, null, "5"],
        [null, null, "y"],
      ]);
    });

    it("keeps what the document no longer has, and says so", async () => {
      const [old, now] = [make(shop({ code: TEXT, gone: TEXT, lines: list({ sku: TEXT }) })), make(shop({ code: TEXT }))];
      await fill(old, [{ lago_id: id(1), code: "a", gone: "g", lines: [{ sku: "x" }] }]);
      const { orphans, statements } = await database.destination.migrate(now.resources);
      assert.deepEqual([orphans, statements], [["orders.gone", "orders__lines"], []]);
      await fill(now, [{ lago_id: id(1), code: "b" }, { lago_id: id(2), code: "c", gone: "kept" }]);
      assert.deepEqual(await rows("SELECT code, _extra FROM orders ORDER BY code"), [["b", null], ["c", '{"gone":"kept"}']]);
      assert.deepEqual(await rows("SELECT sku FROM orders__lines"), [["x"]]);
    });

    it("has what was a value and became an object: only Lago can fill the new columns", async () => {
      const [old, now] = [make(shop({ item: { type: "object", additionalProperties: true } })), make(shop({ item: object({ name: TEXT }) }))];
      await fill(old, [{ lago_id: id(1), item: { name: "n" } }]);
      const { reread, orphans } = await database.destination.migrate(now.resources);
      assert.deepEqual([reread, orphans], [["orders"], ["orders.item"]]);
    });

    it("has what was a list of records and became a list of values, and the reverse: as much", async () => {
      const [records, values] = [make(shop({ lines: list({ sku: TEXT }) })), make(shop({ lines: { type: "array", items: TEXT } }))];
      await fill(records, [{ lago_id: id(1), lines: [{ sku: "x" }] }]);
      assert.deepEqual((await database.destination.migrate(values.resources)).reread, ["orders"]);
      assert.deepEqual((await database.destination.migrate(records.resources)).reread, ["orders"]);
    });

    it("has again what it had before: what came in the meantime is in _extra, and newer", async () => {
      const [having, lacking] = [make(shop({ code: TEXT, lines: list({ sku: TEXT }) })), make(shop({}))];
      await fill(having, [{ lago_id: id(1), code: "old", lines: [{ sku: "x" }] }, { lago_id: id(2), code: "kept" }]);
      await database.destination.migrate(having.resources);
      await database.destination.migrate(lacking.resources);
      await fill(lacking, [{ lago_id: id(1), code: "new", lines: [{ sku: "y" }] }, { lago_id: id(3), code: "newest" }]);
      const { moved, reread } = await database.destination.migrate(having.resources);
      assert.deepEqual([moved, reread], [{ "orders.code": 2 }, ["orders"]]);
      assert.deepEqual(await rows("SELECT code, _extra FROM orders ORDER BY lago_id"), [["new", '{"lines":[{"sku":"y"}]}'], ["kept", null], ["newest", null]]);
      assert.deepEqual((await database.destination.migrate(having.resources)).moved, {});
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
      const { orphans } = await database.destination.migrate(now.resources);
      assert.deepEqual(orphans, []);
      assert.deepEqual(await rows("SELECT key, amount FROM sales"), [["a", "3"]]);
      assert.deepEqual(await rows("SELECT _root_key, article FROM sales__lines"), [["a", "x"]]);
      await fill(now, [{ lago_id: id(1), key: "a", amount: 4, lines: [{ article: "y" }, { article: "z" }] }]);
      assert.deepEqual(await rows("SELECT amount FROM sales"), [["4"]]);
      assert.deepEqual(await rows("SELECT article FROM sales__lines ORDER BY 1"), [["y"], ["z"]]);
    });

    it("is not taken for orphaned by one who loads one resource only", async () => {
      const [orders, sales] = [make(shop({ code: TEXT })), make(shop({ code: TEXT }, {}, "/sales"))];
      await fill(orders, [{ lago_id: id(1) }]);
      await fill(sales, [{ lago_id: id(1) }]);
      await database.destination.migrate(orders.resources);
      assert.deepEqual((await database.destination.migrate([...orders.resources, ...sales.resources])).reread, []);
    });

    it("is only looked at in a dry run", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: INTEGER, total: INTEGER }))];
      await fill(old, [{ lago_id: id(1), code: "a", total: 5 }]);
      const tried = await database.destination.migrate(now.resources, { dryRun: true });
      assert.deepEqual(tried.moved, { "orders.total": 1 });
      assert.deepEqual(await rows("SELECT code, _extra FROM orders"), [["a", '{"total":5}']]);
      assert.deepEqual(await rows("SELECT * FROM _migrations"), []);
      assert.deepEqual(await database.destination.migrate(now.resources), tried);
    });

    it("is refused where a newer loader has been", async () => {
      const now = make(shop({ code: TEXT }));
      await database.destination.migrate(now.resources);
      await database.destination.query("UPDATE _migrations SET to_version = '999.0.0'");
      await assert.rejects(database.destination.migrate(now.resources), /was loaded by lago-loader 999\.0\.0, and this is .* Update lago-loader/);
    });

    it("is migrated once by two that start at once", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, total: INTEGER }))];
      await fill(old, [{ lago_id: id(1), code: "a", total: 5 }]);
      const other = await database.openBeside();
      const both = await Promise.all([database.destination.migrate(now.resources), other.migrate(now.resources)]);
      if (other !== database.destination) await other.close();
      assert.deepEqual(both.map(({ statements }) => statements.length > 0).toSorted(), [false, true]);
      assert.deepEqual(await rows("SELECT total, _extra FROM orders"), [["5", null]]);
    });

    it("gets columns that the loader's own tables have gained", async () => {
      await database.destination.query("ALTER TABLE _loads DROP COLUMN reason");
      await database.destination.migrate([]);
      assert.ok((await columnsOf("_loads")).includes("reason"));
    });
  });
}
