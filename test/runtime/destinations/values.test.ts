import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { joinSql, sql, writeSql } from "../../../runtime/destinations/sql.ts";
import { belowThese } from "../../../runtime/load/plan/find-parents.ts";
import { DIALECTS, newDatabase } from "../../databases.ts";
import { load, newStamp, pageOf, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

/** What somebody may call a customer. To SQL, to `String.replace` or to an array's text each of them once meant something. */
const HOSTILE = [
  "a$$b", "a$b", "acme$", "!$", "$&", "$'", "$`", "$1", "$where_0", "$loaded_at", "))) OR TRUE --", "'; DROP TABLE parcels; --", "it's", "back\\", "\\'", "x\\'); SELECT 1; --",
  '"quoted"', "{a,b}", "NULL", "", " ", "a,b", "[1]", "line\nbreak", "😀", "數據", "%", "_", "?", ":name", "@x", "/* */", "\ufeffbom", "e\u0301",
];

for (const dialect of DIALECTS) {
  describe(`values in ${dialect} are never SQL`, () => {
    it("are read back unchanged, alone and in a list", async (t) => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      t.after(async () => (await destination.close(), database.remove()));
      for (const value of HOSTILE) {
        assert.deepEqual((await destination.query(sql`SELECT ${value}, ${value} = ANY(${HOSTILE}), ${value} = ANY(${[]})`)).rows.map(([same, among, none]) => [same, among![0], none![0]]), [[value, "t", "f"]]);
      }
      assert.deepEqual((await destination.query(sql`SELECT ${null}`)).rows, [[null]]);
    });

    it("choose the rows below some parents, and no others, whatever these are called", async (t) => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      t.after(async () => (await destination.close(), database.remove()));
      await load(destination, parcels, HOSTILE.map((shop, index) => ({ records: [{ lago_id: idOf(index) }], keys: [shop] })));
      const gone = HOSTILE.filter((_, index) => index % 2 === 0);
      const stage = await destination.stage(parcels, newStamp());
      assert.equal((await stage.commit({ sweep: { where: belowThese(parcels.parent!, gone.map((shop) => [shop]))! } })).deleted, gone.length);
      await stage.discard();
      const marked = await rowsOf(destination, "SELECT shop_code FROM parcels WHERE _deleted_at IS NOT NULL");
      assert.deepEqual(marked.map(([shop]) => shop).sort(), [...gone].sort());
    });

    it("may be those of 100,000 parents", async (t) => {
      const database = await newDatabase(dialect);
      const destination = await database.open();
      t.after(async () => (await destination.close(), database.remove()));
      await load(destination, parcels, [{ records: [{ lago_id: idOf(1) }], keys: ["shop-7"] }, { records: [{ lago_id: idOf(2) }], keys: ["other"] }]);
      const shops = Array.from({ length: 100_000 }, (_, index) => [`shop-${index}`]);
      const stage = await destination.stage(parcels, newStamp());
      await stage.add([await stage.read(pageOf(parcels, []), ["shop-7"])]);
      assert.equal((await stage.commit({ sweep: { where: belowThese(parcels.parent!, shops)! } })).deleted, 1);
      await stage.discard();
    });
  });
}

describe("the tag sql", () => {
  it("makes a place of each value, and text of what is SQL", () => {
    const inner = sql`b = ${"2"} OR c = ${null}`;
    const statement = sql`SELECT 1 WHERE a = ${"1"} AND (${inner}) AND ${joinSql([sql`x`, sql`y = ${["3"]}`], " AND ")}`;
    assert.equal(writeSql(statement), "SELECT 1 WHERE a = $1::text AND (b = $2::text OR c = $3::text) AND x AND y = $4::text[]");
    assert.deepEqual(statement.values, ["1", "2", null, ["3"]]);
    assert.equal(writeSql(inner, (index) => `$where_${index}`), "b = $where_0::text OR c = $where_1::text");
  });
});

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}
