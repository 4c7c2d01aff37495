import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { DestinationError } from "../../../runtime/errors.ts";
import { PageError } from "../../../runtime/transport/page-error.ts";
import { DIALECTS, useDatabase } from "../../databases.ts";
import { commitOptions, load, newEntry, newStamp, pageOf, rowsOf } from "./loads.ts";
import { id, parcel } from "./parcel.ts";
import { parcels } from "./parcels/parcels.ts";
import { sales } from "./sales/sales.ts";

for (const dialect of DIALECTS) {
  describe(`what is open in ${dialect}`, () => {
    let destination: Destination;
    const { reopen } = useDatabase(dialect, (opened) => void ({ destination } = opened));

    const rows = (sql: string) => rowsOf(destination, sql);
    const states = () => rows("SELECT state, CASE WHEN _deleted_at IS NULL THEN 'here' ELSE 'gone' END FROM parcels ORDER BY state");
    const count = async (table: string) => Number((await rows(`SELECT count(*) FROM ${table}`))[0]![0]);
    it("shows nothing before the commit", async () => {
      const stage = await destination.stage(parcels, newStamp());
      await stage.add([await stage.read(pageOf(parcels, [parcel(1)]), ["n"])]);
      assert.equal(await stage.deduplicate(), 1);
      assert.equal(await count("parcels"), 0);
      await stage.discard();
      assert.equal(await count("parcels"), 0);
    });

    it("leaves every table and the journal unchanged when a commit fails", async () => {
      await load(destination, parcels, [{ records: [parcel(1, { items: [{ sku: "a" }] })], keys: ["n"] }]);
      const stage = await destination.stage(parcels, newStamp());
      await stage.add([await stage.read(pageOf(parcels, [parcel(1, { state: "changed" }), parcel(2)]), ["n"])]);
      const failing = {
        sweep: "all" as const,
        entry: () => {
          throw new Error("the entry failed");
        },
      };
      await assert.rejects(stage.commit(failing), /the entry failed/);
      assert.deepEqual(await states(), [["state 1", "here"]]);
      assert.deepEqual(await rows("SELECT sku FROM parcels__items"), [["a"]]);
      assert.equal(await count("_loads"), 1);
      await stage.discard();
      await load(destination, parcels, [{ records: [parcel(2)], keys: ["n"] }]);
      assert.deepEqual(await states(), [["state 1", "gone"], ["state 2", "here"]]);
    });

    it("writes the journal entry with the figures of the commit", async () => {
      const stamp = newStamp();
      await load(destination, parcels, [{ records: [parcel(1), parcel(2)], keys: ["n"] }], { stamp });
      await destination.record({ ...newEntry(sales, stamp), status: "skipped", reason: "it's premium", total_count: 7, misfits: { "a.b": 2 }, unknown: ["c"] });
      assert.deepEqual(await rows("SELECT resource, status, reason, inserted, total_count, misfits, unknown, finished_at FROM _loads ORDER BY resource"), [
        ["parcels", "loaded", null, "2", null, "{}", "[]", printed(stamp.loadedAt.getTime() + 1500)],
        ["sales", "skipped", "it's premium", "0", "7", '{"a.b":2}', '["c"]', printed(stamp.loadedAt.getTime() + 1500)],
      ]);
    });

    it("stages two resources at once and commits both at the same moment", async () => {
      const [left, right] = await Promise.all([destination.stage(parcels, newStamp()), destination.stage(sales, newStamp())]);
      await Promise.all([
        left.add([await left.read(pageOf(parcels, [parcel(1)]), ["n"])]),
        right.add([await right.read(pageOf(sales, [{ month: "2026-01", amount_cents: 1 }]), [])]),
      ]);
      await Promise.all([left.commit(commitOptions(parcels, newStamp())), right.commit(commitOptions(sales, newStamp()))]);
      assert.deepEqual([await count("parcels"), await count("sales"), await count("_loads")], [1, 1, 2]);
    });

    it("can be discarded in the middle of anything, any number of times", async () => {
      const stage = await destination.stage(parcels, newStamp());
      const page = await stage.read(pageOf(parcels, Array.from({ length: 20_000 }, (_, index) => parcel(index))), ["n"]);
      const adding = stage.add([page]).then(
        () => "added",
        (error: unknown) => error,
      );
      await Promise.all([stage.discard(), stage.discard()]);
      const outcome = await adding;
      assert.ok(outcome === "added" || outcome instanceof DestinationError, String(outcome));
      await assert.rejects(stage.add([page]), /discarded/);
      await assert.rejects(stage.commit(commitOptions(parcels, newStamp())), /discarded/);
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(1)], keys: ["n"] }]), { inserted: 1, updated: 0, deleted: 0 });
    });

    it("ends stages that are left open when it is closed, and closes twice", async () => {
      const stage = await destination.stage(parcels, newStamp());
      await stage.add([await stage.read(pageOf(parcels, [parcel(1)]), ["n"])]);
      await Promise.all([destination.close(), destination.close()]);
      await assert.rejects(stage.deduplicate(), /discarded/);
      await reopen();
      assert.equal(await count("parcels"), 0);
    });

    it("finds its rows when it is opened again", async () => {
      await load(destination, parcels, [{ records: [parcel(1)], keys: ["n"] }]);
      await reopen();
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(1), parcel(2)], keys: ["n"] }]), { inserted: 1, updated: 0, deleted: 0 });
    });

    it("refuses a body that is not a page of the list", async () => {
      const stage = await destination.stage(parcels, newStamp());
      for (const body of ["<html>", '{"parcels":{}}', "{}", '{"parcels":[{"lago_id":']) {
        await assert.rejects(stage.read(Buffer.from(body), ["n"]), PageError, body);
      }
      await stage.discard();
    });

    it("lists parents: distinct, as text, without NULLs and deleted rows, of the wanted kind", async () => {
      const parent = { resource: "parcels", bind: [{ parameter: "id", in: "path", column: "lago_id" }, { parameter: "state", in: "query", column: "state" }] } as const;
      assert.deepEqual(await destination.parents(parent), [], "a table that was never loaded");
      await load(destination, parcels, [{ records: [parcel(3)], keys: ["n"] }]);
      await load(destination, parcels, [{ records: [parcel(2), parcel(1), parcel(4, { state: null })], keys: ["n"] }]);
      assert.deepEqual(await destination.parents(parent), [[id(1), "state 1"], [id(2), "state 2"]]);
      assert.deepEqual(await destination.parents({ ...parent, where: { column: "state", equals: "state 2" } }), [[id(2), "state 2"]]);
      assert.deepEqual(await destination.parents({ resource: "parcels", bind: [{ parameter: "code", in: "path", column: "shop_code", as: "code" }] }), [["n"]]);
      assert.deepEqual(await destination.parents({ ...parent, where: { column: "state", equals: "it's" } }), []);
    });

    it("answers with text to the first character, be it a byte order mark", async () => {
      await load(destination, parcels, [{ records: [parcel(1, { state: "\ufeffa" })], keys: ["n"] }]);
      assert.deepEqual(await rows("SELECT state FROM parcels"), [["\ufeffa"]]);
      assert.deepEqual(await destination.parents({ resource: "parcels", bind: [{ parameter: "state", in: "path", column: "state" }] }), [["\ufeffa"]]);
    });

    it("answers a query with names and values as the database prints them", async () => {
      const answer = await destination.query("SELECT 1 AS a, CAST('1.50' AS decimal(5,2)) AS a, CAST(2 AS double precision) AS b, NULL AS n, TIMESTAMPTZ '2026-01-02T03:04:05+02:00' AS t;");
      assert.deepEqual(answer, { columns: ["a", "a", "b", "n", "t"], rows: [["1", "1.50", dialect === "duckdb" ? "2.0" : "2", null, "2026-01-02 01:04:05+00"]] });
      assert.deepEqual((await destination.query("CREATE TABLE mine (x int); INSERT INTO mine VALUES (1), (2); SELECT x FROM mine ORDER BY x DESC")).rows, [["2"], ["1"]]);
      await assert.rejects(destination.query("SELECT nothing FROM nowhere"), DestinationError);
    });
  });
}

function printed(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").replace("00Z", "+00");
}
