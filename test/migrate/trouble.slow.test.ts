import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { openDestination } from "../../runtime/destinations/open.ts";
import { isNewer } from "../../runtime/migrate/migrations-table.ts";
import { DIALECTS, type TestDatabase, useDatabase } from "../databases.ts";
import { DUCKLAKE, NO_INDEXES } from "../ducklake/switch.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { id, INTEGER, list, make, type Made, shop, TEXT } from "./versions.ts";

const TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_catalog = current_database() ORDER BY 1";

for (const dialect of DIALECTS) {
  describe(`a migration that meets something in its way, in ${dialect}`, () => {
    let database: TestDatabase;
    let destination: Destination;
    const { reopen } = useDatabase(dialect, (opened) => void ({ database, destination } = opened));

    const fill = async ({ resources }: Made, records: readonly object[]) => {
      await reopen();
      return load(destination, resources[0]!, [{ records }]);
    };
    const rows = (sql: string) => rowsOf(destination, sql);
    const migrate = async ({ resources }: Made) => {
      const failures: Record<string, string> = {};
      const migration = await destination.migrate(resources, { onFailed: (name, reason) => void (failures[name] = reason) });
      return { ...migration, failures };
    };

    it("names that differ in upper and lower case only make room for each other, and nothing is lost", async () => {
      const [old, now] = [make(shop({ Code: TEXT, Lines: list({ Sku: TEXT }) })), make(shop({ code: TEXT, lines: list({ sku: TEXT }) }))];
      await fill(old, [{ lago_id: id(1), Code: "old", Lines: [{ Sku: "x" }], code: "new", lines: [{ sku: "y" }] }]);
      await destination.migrate(now.resources);
      assert.deepEqual(await rows(`SELECT "Code__was", "code" FROM orders`), [["old", "new"]]);
      assert.deepEqual(await rows("SELECT sku FROM orders__lines"), [["y"]]);
      assert.deepEqual(await rows(`SELECT "Sku" FROM "orders__Lines__was"`), [["x"]]);
      assert.deepEqual((await destination.migrate(now.resources)).statements, []);
      await fill(now, [{ lago_id: id(1), code: "newest", lines: [{ sku: "z" }] }]);
      assert.deepEqual(await rows("SELECT code, sku FROM orders, orders__lines"), [["newest", "z"]]);
      await destination.migrate(old.resources);
      await fill(old, [{ lago_id: id(1), Code: "back", Lines: [{ Sku: "b" }] }]);
      assert.deepEqual(await rows(`SELECT "Code", "Sku" FROM orders, "orders__Lines"`), [["back", "b"]]);
    });

    it("a property that is called like a column that was set aside does not overwrite it", async () => {
      await fill(make(shop({ a: TEXT })), [{ lago_id: id(1), a: "007" }]);
      await destination.migrate(make(shop({ a: INTEGER })).resources);
      const now = make(shop({ a: INTEGER, a__was_text: TEXT }));
      await destination.migrate(now.resources);
      await fill(now, [{ lago_id: id(1), a: 7, a__was_text: "property" }]);
      assert.deepEqual(await rows("SELECT a, a__was_text, a__was_text__was FROM orders"), [["7", "property", "007"]]);
    });

    it("a table that another program made under the same name is refused and left as it is", async () => {
      await destination.query("CREATE TABLE orders (lago_id VARCHAR(40) NOT NULL, code VARCHAR(40), _dlt_load_id VARCHAR(40) NOT NULL, _dlt_id VARCHAR(40) NOT NULL)");
      const now = make(shop({ code: TEXT }));
      for (const row of [false, true]) {
        if (row) await destination.query("INSERT INTO orders VALUES ('a', 'b', 'c', 'd')");
        await assert.rejects(migrate(now), /The table orders in .* was not made by lago-loader/);
      }
      assert.deepEqual((await destination.query("SELECT * FROM orders")).columns, ["lago_id", "code", "_dlt_load_id", "_dlt_id"]);
    });

    it("in a schema of another program nothing is made, and its journal is recognised", async () => {
      for (const [table] of await rows(TABLES)) await destination.query(`DROP TABLE ${table!}`);
      await destination.query("CREATE TABLE orders (lago_id VARCHAR(40) NOT NULL, code VARCHAR(40), _dlt_id VARCHAR(40) NOT NULL)");
      await reopen();
      await assert.rejects(migrate(make(shop({ code: TEXT }))), /The table orders in .* was not made by lago-loader/);
      assert.deepEqual(await rows(TABLES), [["orders"]]);
      await destination.query("CREATE TABLE _loads (load_id text, schema_name text, status bigint, inserted_at timestamptz)");
      await destination.close();
      await assert.rejects(database.open(), /The table _loads was not made by lago-loader: it does not have the columns resource, started_at, .*Load into another schema/);
      const looking = await openDestination(database.address, { schema: database.schema, create: false });
      assert.deepEqual(await rowsOf(looking, TABLES), [["_loads"], ["orders"]]);
      await looking.close();
    });

    it("beside tables of another program with other names, a load makes its own", async () => {
      for (const [table] of await rows(TABLES)) await destination.query(`DROP TABLE ${table!}`);
      await destination.query("CREATE TABLE notes (id integer)");
      await reopen();
      const { resources } = make(shop({ code: TEXT }));
      await destination.migrate(resources);
      await load(destination, resources[0]!, [{ records: [{ lago_id: id(1), code: "a" }] }]);
      assert.deepEqual((await rows(TABLES)).flat().includes("_loads"), true);
      assert.deepEqual(await rows("SELECT code FROM orders"), [["a"]]);
    });

    it("a failure of one resource stops its own tables only, and leaves them unchanged", async () => {
      const [orders, sales] = [make(shop({ code: TEXT })), make(shop({ code: TEXT }, {}, "/sales"))];
      await fill(orders, [{ lago_id: id(1), code: "a" }, { lago_id: id(2), code: "a" }]);
      await fill(sales, [{ lago_id: id(1), code: "a", total: 5 }]);
      const resources = [...make(shop({ code: TEXT, total: INTEGER }, { "x-primary-key": ["code"] })).resources, ...make(shop({ code: TEXT, total: INTEGER }, {}, "/sales")).resources];
      const failures: string[] = [];
      const { moved } = await destination.migrate(resources, { onFailed: (name, reason) => failures.push(`${name}: ${reason}`) });
      assert.match(failures.join("\n"), /^orders: its tables could not be upgraded, and are unchanged: The key of orders is now code\./);
      assert.deepEqual(moved, { "sales.total": 1 });
      assert.deepEqual(await rows("SELECT total FROM sales"), [["5"]]);
      assert.equal((await destination.query("SELECT * FROM orders LIMIT 0")).columns.includes("total"), false);
    });

    it("indexes and views of people's own are kept", { skip: NO_INDEXES }, async () => {
      const [old, now] = [make(shop({ number: INTEGER, other: TEXT })), make(shop({ number: TEXT, other: INTEGER }))];
      await fill(old, [{ lago_id: id(1), number: 12, other: "007" }]);
      await destination.query("CREATE INDEX mine ON orders (number)");
      await destination.query("CREATE VIEW report AS SELECT number, other FROM orders");
      const { failures } = await migrate(now);
      assert.deepEqual(failures, {});
      // DuckDB cannot change the type of a column that has an index: it is set aside.
      assert.deepEqual(await rows("SELECT number FROM report"), [[dialect === "duckdb" ? null : "12"]]);
      await fill(now, [{ lago_id: id(1), number: "x", other: 7 }]);
      assert.deepEqual(await rows("SELECT number, other FROM report"), [["x", "7"]]);
      const indexes = dialect === "duckdb" ? "SELECT index_name FROM duckdb_indexes() WHERE index_name = 'mine'" : "SELECT indexname FROM pg_indexes WHERE indexname = 'mine' AND schemaname = current_schema()";
      assert.deepEqual(await rows(indexes), [["mine"]]);
    });

    it("views of all columns are kept where a column is new, and those of a column with another name are named", async () => {
      const [old, now] = [make(shop({ a: TEXT, b: TEXT })), make(shop({ a: TEXT, c: { ...TEXT, "x-renamed-from": "b" }, d: TEXT }))];
      await fill(old, [{ lago_id: id(1), a: "1", b: "2" }]);
      await destination.query("CREATE VIEW above AS SELECT 1 AS one");
      await destination.query("CREATE VIEW everything AS SELECT * FROM orders");
      await destination.query(`CREATE ${dialect === "duckdb" ? "OR REPLACE VIEW above AS SELECT * FROM everything" : "VIEW higher AS SELECT * FROM everything"}`);
      await destination.query("CREATE VIEW renamed AS SELECT b FROM orders");
      const { failures, brokenViews } = await migrate(now);
      assert.deepEqual(failures, {});
      assert.deepEqual(await rows("SELECT a FROM everything"), [["1"]]);
      assert.deepEqual(await rows(`SELECT a FROM ${dialect === "duckdb" ? "above" : "higher"}`), [["1"]]);
      // Postgres knows the columns of views by their numbers.
      if (dialect === "postgres") assert.deepEqual([brokenViews, await rows("SELECT b FROM renamed")], [[], [["2"]]]);
      else assert.match(brokenViews.join(), /^lago_data\.renamed: Binder Error.*"b"/);
    });

    it("a key with other columns keeps them, too", { skip: NO_INDEXES }, async () => {
      const [old, now] = [make(shop({ code: TEXT, total: INTEGER })), make(shop({ code: TEXT, total: INTEGER }, { "x-primary-key": ["code"] }))];
      await fill(old, [{ lago_id: id(1), code: "a", total: 3 }]);
      await destination.query("CREATE INDEX mine ON orders (total)");
      await destination.query("CREATE VIEW report AS SELECT code, total FROM orders");
      const { failures } = await migrate(now);
      assert.deepEqual(failures, {});
      assert.deepEqual(await rows("SELECT code, total FROM report"), [["a", "3"]]);
      const indexes = dialect === "duckdb" ? "SELECT index_name FROM duckdb_indexes() WHERE index_name = 'mine'" : "SELECT indexname FROM pg_indexes WHERE indexname = 'mine' AND schemaname = current_schema()";
      assert.deepEqual(await rows(indexes), [["mine"]]);
    });

    it("a column that is gone or of another type is filled by the next load, though no record has changed", async () => {
      const now = make(shop({ code: TEXT, total: INTEGER }));
      const records = [{ lago_id: id(1), code: "a", total: 3 }];
      await destination.migrate(now.resources);
      await fill(now, records);
      await destination.migrate(now.resources);
      await destination.query("ALTER TABLE orders DROP COLUMN code");
      // In a lake, columns only become wider.
      await destination.query(DUCKLAKE ? "ALTER TABLE orders DROP COLUMN total; ALTER TABLE orders ADD COLUMN total VARCHAR" : "ALTER TABLE orders ALTER COLUMN total TYPE VARCHAR(20)");
      await destination.migrate(now.resources);
      await fill(now, records);
      assert.deepEqual(await rows("SELECT code, total FROM orders"), [["a", "3"]]);
      assert.deepEqual({ ...(await fill(now, records)) }, { inserted: 0, updated: 0, deleted: 0 });
    });

    it("rows are written anew when asked for, with their child rows", async () => {
      const now = make(shop({ code: TEXT, lines: list({ sku: TEXT }) }));
      const records = [{ lago_id: id(1), code: "a", lines: [{ sku: "x" }, { sku: "y" }] }];
      await fill(now, records);
      await destination.query("DELETE FROM orders__lines");
      assert.deepEqual({ ...(await fill(now, records)) }, { inserted: 0, updated: 0, deleted: 0 });
      await destination.migrate(now.resources, { rewrite: ["orders"] });
      assert.deepEqual({ ...(await fill(now, records)) }, { inserted: 0, updated: 1, deleted: 0 });
      assert.deepEqual(await rows("SELECT sku FROM orders__lines ORDER BY 1"), [["x"], ["y"]]);
    });

    it("child rows whose record a person has deleted come once when the record comes again", async () => {
      const now = make(shop({ code: TEXT, lines: list({ sku: TEXT }) }));
      const records = [1, 2].map((number) => ({ lago_id: id(number), code: "a", lines: [{ sku: "x" }, { sku: "y" }] }));
      await fill(now, records);
      for (const sql of ["DELETE FROM orders", `DELETE FROM orders WHERE lago_id = '${id(1)}'`]) {
        await destination.query(sql);
        await fill(now, records);
        assert.deepEqual(await rows("SELECT count(*) FROM orders__lines"), [["4"]]);
      }
    });

    it("a build of the same version that was made from an older spec loses nothing, and the newer one finds all that came", async () => {
      const [older, newer] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, total: INTEGER, lines: list({ sku: TEXT }) }))];
      await destination.migrate(newer.resources);
      await fill(newer, [{ lago_id: id(1), code: "a", total: 3, lines: [{ sku: "x" }] }, { lago_id: id(2), code: "a", total: 5, lines: [] }]);
      const { statements, orphans } = await destination.migrate(older.resources);
      assert.deepEqual([statements, orphans], [[], ["orders.total", "orders__lines"]]);
      const later = { lago_id: id(1), code: "b", total: 4, lines: [{ sku: "y" }] };
      await fill(older, [later]);
      assert.deepEqual(await rows("SELECT sku FROM orders__lines"), [["x"]]);
      const { moved, reread } = await destination.migrate(newer.resources);
      assert.deepEqual([moved, reread], [{ "orders.total": 1 }, ["orders"]]);
      await fill(newer, [later]);
      assert.deepEqual(await rows("SELECT code, total, sku, orders._extra FROM orders LEFT JOIN orders__lines ON lago_id = _root_lago_id ORDER BY lago_id"), [["b", "4", "y", null], ["a", "5", null, null]]);
    });

    it("half a surrogate pair moves out of _extra as a load would bring it", async () => {
      const [old, now] = [make(shop({ code: TEXT })), make(shop({ code: TEXT, note: TEXT, lines: list({ sku: TEXT }) }))];
      const record = (number: number) => `{"lago_id":"${id(number)}","code":"a","note":"x\\ud800y","lines":[{"sku":"\\udc00"}]}`;
      const from = async (made: Made, text: string) => {
        await reopen();
        await load(destination, made.resources[0]!, [{ records: [text] }], { sweep: false });
      };
      await from(old, record(1));
      await destination.migrate(now.resources);
      await from(now, record(2));
      const [moved, loaded] = await rows("SELECT note, orders._extra::text, sku, orders__lines._extra::text FROM orders LEFT JOIN orders__lines ON lago_id = _root_lago_id ORDER BY lago_id");
      assert.deepEqual(moved, loaded);
    });

    it("a column that the list fills no longer keeps what it has", async () => {
      const single = { "/orders/{lago_id}": { get: { operationId: "findOrder", parameters: [{ name: "lago_id", in: "path", required: true, schema: TEXT }], responses: { 200: { description: "", content: { "application/json": { schema: { type: "object", properties: { order: { allOf: [{ $ref: "#/components/schemas/Order" }, { type: "object", properties: { note: TEXT } }] } } } } } } } } } };
      const after = shop({ code: TEXT });
      const [old, now] = [make(shop({ code: TEXT, note: TEXT })), make({ ...after, paths: { ...after.paths, ...single } } as typeof after)];
      await destination.migrate(old.resources);
      await fill(old, [{ lago_id: id(1), code: "a", note: "n" }]);
      const { statements, orphans } = await destination.migrate(now.resources);
      assert.deepEqual([statements, orphans], [[], []]);
      await fill(now, [{ lago_id: id(1), code: "b" }]);
      assert.deepEqual(await rows("SELECT code, note FROM orders"), [["b", "n"]]);
    });

    it("a column that the list fills now, and only single records did before, gets what came in the meantime", async () => {
      const single = { "/orders/{lago_id}": { get: { operationId: "findOrder", parameters: [{ name: "lago_id", in: "path", required: true, schema: TEXT }], responses: { 200: { description: "", content: { "application/json": { schema: { type: "object", properties: { order: { allOf: [{ $ref: "#/components/schemas/Order" }, { type: "object", properties: { note: TEXT } }] } } } } } } } } } };
      const before = shop({ code: TEXT });
      const old = make({ ...before, paths: { ...before.paths, ...single } } as typeof before);
      assert.deepEqual(old.resources[0]!.tables[0].columns.flatMap(({ name, details }) => (details ? [name] : [])), ["note"]);
      await destination.migrate(old.resources);
      await fill(old, [{ lago_id: id(1), code: "a", note: "n" }]);
      const now = make(shop({ code: TEXT, note: TEXT }));
      assert.deepEqual((await destination.migrate(now.resources)).moved, { "orders.note": 1 });
      assert.deepEqual(await rows("SELECT note, _extra FROM orders"), [["n", null]]);
    });
  });
}

describe("versions of the loader", () => {
  it("are ordered as semver orders them", () => {
    const order = ["0.9.0", "0.10.0-alpha", "0.10.0-alpha.1", "0.10.0-alpha.beta", "0.10.0-beta.2", "0.10.0-beta.11", "0.10.0-rc.1", "0.10.0", "1.0.0-rc.1", "1.0.0"];
    for (const [index, version] of order.entries()) {
      for (const [other, against] of order.entries()) assert.equal(isNewer(version, against), index > other, `${version} and ${against}`);
    }
    assert.equal(isNewer("1.0.0+build.2", "1.0.0"), false);
  });
});
