import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { DIALECTS, useDatabase } from "../../databases.ts";
import { makeRandom } from "../../lago/random.ts";
import { commitOptions, load, newStamp, pageOf, rowsOf } from "./loads.ts";
import { id, parcel } from "./parcel.ts";
import { parcels } from "./parcels/parcels.ts";
import { sales } from "./sales/sales.ts";

for (const dialect of DIALECTS) {
  describe(`a load into ${dialect}`, () => {
    let destination: Destination;
    useDatabase(dialect, (opened) => void ({ destination } = opened));

    const rows = (sql: string) => rowsOf(destination, sql);
    const states = () => rows("SELECT state, CASE WHEN _deleted_at IS NULL THEN 'here' ELSE 'gone' END FROM parcels ORDER BY state");
    const count = async (table: string) => Number((await rows(`SELECT count(*) FROM ${table}`))[0]![0]);

    it("puts every value into the column of its type", async () => {
      const record = `{"lago_id":"${id(1)}","state":"sent","weight":9007199254740993,"units":"-12.345678901234567","rate":0.1,"fragile":true,
        "sent_at":"2026-01-02T03:04:05.123456+02:00","due_on":"2026-02-28","tags":[1.10],"to":{"city":"Łódź 🚚"},"items":null}`;
      await load(destination, parcels, [{ records: [record], keys: ["a\tb\\n"] }]);
      assert.deepEqual(
        await rows("SELECT shop_code, lago_id, state, weight, CAST(units AS text) LIKE '-12.34567890123456%', rate, fragile, sent_at, due_on, to__city, _extra FROM parcels"),
        [["a\tb\\n", id(1), "sent", "9007199254740993", TRUE[dialect], "0.1", TRUE[dialect], "2026-01-02 01:04:05.123456+00", "2026-02-28", "Łódź 🚚", null]],
      );
    });

    it("stamps the rows of every table with the load", async () => {
      const stamp = newStamp();
      await load(destination, parcels, [{ records: [parcel(1, { items: [{ sku: "x", labels: [{ text: "t" }] }] })], keys: ["north"] }], { stamp });
      for (const { name } of parcels.tables) {
        const printed = stamp.loadedAt.toISOString().replace("T", " ").replace(".000Z", "+00");
        assert.deepEqual(await rows(`SELECT _load_id, _loaded_at, _deleted_at FROM ${name}`), [[stamp.loadId, printed, null]], name);
      }
    });

    it("keeps in _extra what fits no column and what the contract does not know", async () => {
      const record = parcel(1, { weight: "heavy", colour: "red", to: { city: "Ulm", zip: "89073" }, items: [{ sku: 1, price: "dear" }] });
      const stage = await destination.stage(parcels, newStamp());
      await stage.add([await stage.read(pageOf(parcels, [record]), ["north"])]);
      assert.deepEqual([...stage.report.misfits.keys()].sort(), ["parcels.weight", "parcels__items.price"]);
      await stage.commit(commitOptions(parcels, newStamp()));
      const [root] = await rows("SELECT weight, to__city, _extra FROM parcels");
      assert.deepEqual([root![0], root![1], JSON.parse(root![2]!)], [null, "Ulm", { weight: "heavy", colour: "red", to: { zip: "89073" } }]);
      const [item] = await rows("SELECT sku, price, _extra FROM parcels__items");
      assert.deepEqual([item![0], item![1], JSON.parse(item![2]!)], ["1", null, { price: "dear" }]);
    });

    it("takes a zero byte, half a surrogate pair and a decimal of forty digits", async () => {
      const digits = "1.123456789012345678901234567890123456789";
      const record = `{"lago_id":"${id(1)}","state":"a\\u0000b","units":"${digits}","tags":["\\ud83d"]}`;
      await load(destination, parcels, [{ records: [record], keys: ["north"] }]);
      const [row] = await rows("SELECT state, units, _extra FROM parcels");
      const exact = { duckdb: ["a\u0000b", "1.123456789012345679"], postgres: ["a\u2400b", digits] }[dialect];
      assert.deepEqual(row!.slice(0, 2), exact);
      assert.match(row![2]!, dialect === "duckdb" ? new RegExp(`"units":"${digits}"`) : /"state":"a\\u0000b"/);
      assert.match(row![2]!, /d83d/);
    });

    it("numbers the rows of nested lists by their place in each list, and makes none for lists that are null or empty", async () => {
      const items = [{ sku: "a", labels: [{ text: "x" }, { text: "y" }] }, { sku: "b", labels: [] }, { sku: "c", labels: [{ text: "z" }] }];
      await load(destination, parcels, [{ records: [parcel(1, { items }), parcel(2, { items: null }), parcel(3, { items: [] }), parcel(4)], keys: ["n"] }]);
      assert.deepEqual(await rows("SELECT _root_lago_id, _items_index, sku FROM parcels__items ORDER BY 2"), [
        [id(1), "0", "a"],
        [id(1), "1", "b"],
        [id(1), "2", "c"],
      ]);
      assert.deepEqual(await rows('SELECT _items_index, _labels_index, "text" FROM parcels__items__labels ORDER BY 1, 2'), [
        ["0", "0", "x"],
        ["0", "1", "y"],
        ["2", "0", "z"],
      ]);
    });

    it("updates by key and replaces the child rows of what it saw", async () => {
      const first = [parcel(1, { items: [{ sku: "a" }, { sku: "b" }] }), parcel(2, { items: [{ sku: "kept" }] })];
      assert.deepEqual(await load(destination, parcels, [{ records: first, keys: ["n"] }]), { inserted: 2, updated: 0, deleted: 0 });
      const second = [parcel(1, { state: "changed", items: [{ sku: "c" }] }), parcel(3)];
      assert.deepEqual(await load(destination, parcels, [{ records: second, keys: ["n"] }], { sweep: false }), { inserted: 1, updated: 1, deleted: 0 });
      assert.deepEqual(await states(), [["changed", "here"], ["state 2", "here"], ["state 3", "here"]]);
      assert.deepEqual(await rows("SELECT sku FROM parcels__items ORDER BY 1"), [["c"], ["kept"]]);
    });

    it("makes one row of a record that arrives twice: the last one, with its child rows", async () => {
      const stage = await destination.stage(parcels, newStamp());
      const pages = [
        [parcel(1, { state: "first", items: [{ sku: "a" }, { sku: "b" }] }), parcel(2)],
        [parcel(2), parcel(1, { state: "second", items: [{ sku: "c" }] })],
        [parcel(1, { state: "third", items: [{ sku: "d", labels: [{ text: "only" }] }] }), parcel(3)],
      ];
      await stage.add(await Promise.all(pages.slice(0, 2).map((records) => stage.read(pageOf(parcels, records), ["n"]))));
      assert.equal(await stage.deduplicate(), 2);
      await stage.add([await stage.read(pageOf(parcels, pages[2]!), ["n"])]);
      assert.equal(await stage.deduplicate(), 3);
      assert.equal(await stage.countLatest(), 2);
      assert.deepEqual(await stage.commit(commitOptions(parcels, newStamp())), { inserted: 3, updated: 0, deleted: 0 });
      assert.deepEqual(await rows("SELECT state FROM parcels ORDER BY 1"), [["state 2"], ["state 3"], ["third"]]);
      assert.deepEqual(await rows("SELECT sku FROM parcels__items"), [["d"]]);
      assert.equal(await count("parcels__items__labels"), 1);
    });

    it("has the last version of each record, however often it arrives in which batch, in first and later loads", async () => {
      const random = makeRandom(7);
      const versions = new Map<number, number>();
      const states = () => rows("SELECT lago_id, state FROM parcels WHERE _deleted_at IS NULL ORDER BY 1");
      // One that rarely meets a record again, one that often does, and one that mostly brings what is there.
      for (const [records, changing] of [[400, 1], [30, 1], [60, 0.1]] as const) {
        const last = new Map<number, string>();
        const stage = await destination.stage(parcels, newStamp());
        for (let batch = 0; batch < 12; batch++) {
          const page = Array.from({ length: 8 }, () => {
            const number = random.int(0, records - 1);
            if (random.chance(changing)) versions.set(number, (versions.get(number) ?? 0) + 1);
            const state = `v${versions.get(number) ?? 0}`;
            last.set(number, state);
            return parcel(number, { state, items: Array.from({ length: (versions.get(number) ?? 0) % 3 }, (_, index) => ({ sku: `${state} ${index}` })) });
          });
          await stage.add([await stage.read(pageOf(parcels, page), ["n"])]);
          if (batch === 5) assert.equal(await stage.deduplicate(), last.size);
        }
        assert.equal(await stage.deduplicate(), last.size);
        const { inserted, updated } = await stage.commit(commitOptions(parcels, newStamp()));
        assert.ok(inserted + updated <= last.size);
        await stage.discard();
        assert.deepEqual(await states(), [...last].sort(([left], [right]) => left - right).map(([number, state]) => [id(number), state]));
        assert.deepEqual(await rows("SELECT count(*) FROM parcels__items c JOIN parcels p ON p.lago_id = c._root_lago_id WHERE c.sku NOT LIKE p.state || ' %' AND p._deleted_at IS NULL"), [["0"]]);
        const items = [...last.values()].reduce((sum, state) => sum + (Number(state.slice(1)) % 3), 0);
        assert.equal(await count("parcels__items WHERE _deleted_at IS NULL"), items);
      }
    });

    it("counts what the latest reading brought, also where the one before went right into an empty table", async () => {
      const stage = await destination.stage(parcels, newStamp());
      const read = async (...numbers: number[]) => stage.add([await stage.read(pageOf(parcels, numbers.map((number) => parcel(number))), ["n"])]);
      await read(1, 2, 3);
      await read(3, 4);
      assert.equal(await stage.deduplicate(), 4);
      await read(3, 4);
      await read(5);
      assert.deepEqual([await stage.deduplicate(), await stage.countLatest()], [5, 3]);
      assert.deepEqual(await stage.commit(commitOptions(parcels, newStamp())), { inserted: 5, updated: 0, deleted: 0 });
    });

    it("writes what is new, another than before or there again, and no other row", async () => {
      const load1 = newStamp();
      const items = [{ sku: "a", labels: [{ text: "x" }] }];
      await load(destination, parcels, [{ records: [parcel(1, { items }), parcel(2, { items }), parcel(3), parcel(4), parcel(5)], keys: ["n"] }], { stamp: load1 });
      await load(destination, parcels, [{ records: [parcel(1, { items }), parcel(2, { items }), parcel(4), parcel(5)], keys: ["n"] }]);
      const load3 = newStamp();
      const again = [
        { records: [parcel(1, { items }), parcel(2, { items: [{ sku: "a", labels: [{ text: "y" }] }] }), parcel(3)], keys: ["n"] },
        // What the record came with belongs to its row, too.
        { records: [parcel(4)], keys: ["m"] },
        { records: [parcel(5), parcel(6)], keys: ["n"] },
      ];
      assert.deepEqual(await load(destination, parcels, again, { stamp: load3 }), { inserted: 1, updated: 3, deleted: 0 });
      const written = (table: string, key: string) => rows(`SELECT ${key}, CASE _load_id WHEN '${load1.loadId}' THEN 'first' WHEN '${load3.loadId}' THEN 'third' END FROM ${table} ORDER BY 1`);
      assert.deepEqual(await written("parcels", "state"), [["state 1", "first"], ["state 2", "third"], ["state 3", "third"], ["state 4", "third"], ["state 5", "first"], ["state 6", "third"]]);
      for (const { name } of parcels.tables.slice(1)) assert.deepEqual(await written(name, "_root_lago_id"), [[id(1), "first"], [id(2), "third"]], name);
      assert.deepEqual(await rows("SELECT shop_code FROM parcels WHERE state = 'state 4'"), [["m"]]);
      assert.deepEqual(await rows('SELECT "text" FROM parcels__items__labels ORDER BY 1'), [["x"], ["y"]]);
    });

    it("takes the last of what a record was in the course of one load, also where that is what the table has", async () => {
      await load(destination, parcels, [{ records: [parcel(1), parcel(2)], keys: ["n"] }]);
      const stage = await destination.stage(parcels, newStamp());
      for (const state of ["other", "state 1"]) {
        await stage.add([await stage.read(pageOf(parcels, [parcel(1, { state }), parcel(2)]), ["n"])]);
        assert.equal(await stage.deduplicate(), 2);
      }
      assert.deepEqual(await stage.commit(commitOptions(parcels, newStamp())), { inserted: 0, updated: 1, deleted: 0 });
      assert.deepEqual(await states(), [["state 1", "here"], ["state 2", "here"]]);
    });

    it("never commits a record twice, even where nobody asked for duplicates", async () => {
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(1)], keys: ["n"] }, { records: [parcel(1)], keys: ["n"] }]), { inserted: 1, updated: 0, deleted: 0 });
    });

    it("soft-deletes missing rows with their child rows, and restores those that are there again", async () => {
      const items = [{ sku: "a", labels: [{ text: "x" }] }];
      await load(destination, parcels, [{ records: [parcel(1), parcel(2, { items })], keys: ["n"] }]);
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(1)], keys: ["n"] }]), { inserted: 0, updated: 0, deleted: 1 });
      assert.deepEqual(await states(), [["state 1", "here"], ["state 2", "gone"]]);
      assert.equal(await count("parcels__items WHERE _deleted_at IS NOT NULL"), 1);
      assert.equal(await count("parcels__items__labels WHERE _deleted_at IS NOT NULL"), 1);
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(2, { items })], keys: ["n"] }], { sweep: false }), { inserted: 0, updated: 1, deleted: 0 });
      assert.deepEqual(await states(), [["state 1", "here"], ["state 2", "here"]]);
      assert.equal(await count("parcels__items WHERE _deleted_at IS NULL"), 1);
    });

    it("does not count a row as deleted that was so before", async () => {
      await load(destination, parcels, [{ records: [parcel(1), parcel(2)], keys: ["n"] }]);
      await load(destination, parcels, [{ records: [parcel(1)], keys: ["n"] }]);
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(1)], keys: ["n"] }]), { inserted: 0, updated: 0, deleted: 0 });
    });

    it("keeps what a column holds that has left the document", async () => {
      await load(destination, parcels, [{ records: [parcel(1), parcel(2)], keys: ["n"] }]);
      await destination.query("ALTER TABLE parcels ADD COLUMN colour varchar(20); UPDATE parcels SET colour = state");
      assert.deepEqual(await load(destination, parcels, [{ records: [parcel(2, { state: "new" }), parcel(3)], keys: ["n"] }], { sweep: false }), { inserted: 1, updated: 1, deleted: 0 });
      assert.deepEqual(await rows("SELECT state, colour FROM parcels ORDER BY lago_id"), [["state 1", "state 1"], ["new", "state 2"], ["state 3", null]]);
    });

    it("replaces a table that has no key", async () => {
      await load(destination, sales, [{ records: [{ month: "2026-01", amount_cents: 1 }, { month: "2026-01", amount_cents: 1 }] }]);
      assert.deepEqual(await load(destination, sales, [{ records: [{ month: "2026-02", amount_cents: 2 }] }]), { inserted: 1, updated: 0, deleted: 0 });
      assert.deepEqual(await rows("SELECT month, amount_cents FROM sales"), [["2026-02", "2"]]);
    });

    it("makes the tables of a list without records", async () => {
      assert.deepEqual(await load(destination, parcels, []), { inserted: 0, updated: 0, deleted: 0 });
      assert.deepEqual(await load(destination, parcels, [{ records: [], keys: ["n"] }]), { inserted: 0, updated: 0, deleted: 0 });
      for (const { name } of parcels.tables) assert.equal(await count(name), 0);
    });
  });
}

const TRUE = { duckdb: "true", postgres: "t" };
