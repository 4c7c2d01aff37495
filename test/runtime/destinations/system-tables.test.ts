import assert from "node:assert/strict";
import { describe, it } from "node:test";
import pg from "pg";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { planSystemTables } from "../../../runtime/destinations/system-tables.ts";
import { DIALECTS, newDatabase, useDatabase } from "../../databases.ts";
import { newEntry, newStamp, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

for (const dialect of DIALECTS) {
  describe(`the loader's own tables in ${dialect}`, () => {
    let destination: Destination;

    const { reopen } = useDatabase(dialect, (opened) => void ({ destination } = opened));

    const plan = () => planSystemTables((sql) => rowsOf(destination, sql));

    it("get what a later version added, and keep their rows", async () => {
      await destination.record(newEntry(parcels, newStamp()));
      await destination.query("ALTER TABLE _loads DROP COLUMN sequence");
      await destination.query("ALTER TABLE _loads DROP COLUMN loader_version");
      await destination.query("DROP TABLE _rejected");
      await reopen();
      await destination.record({ ...newEntry(parcels, newStamp()), sequence: 7 });
      assert.deepEqual(await rowsOf(destination, "SELECT resource, sequence, loader_version FROM _loads ORDER BY sequence NULLS FIRST"), [["parcels", null, null], ["parcels", "7", "0.0.0"]]);
      assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM _rejected"), [["0"]]);
    });

    it("are left alone where nothing is missing", async () => {
      assert.deepEqual(await plan(), []);
    });

    it("take whatever a server or a database says", async () => {
      const odd = 'nul \0, half \ud83d, "quotes", \u001b[31m';
      await destination.record({ ...newEntry(parcels, newStamp()), status: "failed", reason: `${odd}${"x".repeat(200_000)}`, extent: odd, unknown: [odd, "\udc00"], misfits: { [odd]: 1 } });
      const [[reason, extent, unknown, misfits]] = (await rowsOf(destination, "SELECT reason, extent, unknown, misfits FROM _loads")) as [[string, string, string, string]];
      const stored = 'nul \u2400, half \ufffd, "quotes", \u001b[31m';
      assert.ok(reason.startsWith(stored) && reason.length < 11_000);
      assert.equal(extent, stored);
      assert.deepEqual([JSON.parse(unknown), JSON.parse(misfits)], [[stored, "\ufffd"], { [stored]: 1 }]);
    });
  });
}

describe("a Postgres role that may only read and write rows", () => {
  it("opens a schema in which nothing is missing", async () => {
    const database = await newDatabase("postgres");
    await (await database.open()).close();
    const admin = new pg.Client(database.address);
    await admin.connect();
    const role = `${database.schema}_rows`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'rows'; GRANT USAGE ON SCHEMA ${database.schema} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${database.schema} TO ${role}`);
    const address = new URL(database.address);
    [address.username, address.password] = [role, "rows"];
    const { openPostgres } = await import("../../../runtime/destinations/postgres/postgres.ts");
    const destination = await openPostgres(address.href, { schema: database.schema });
    await destination.record(newEntry(parcels, newStamp()));
    assert.deepEqual(await rowsOf(destination, "SELECT resource FROM _loads"), [["parcels"]]);
    await destination.close();
    await database.remove();
    await admin.query(`DROP ROLE ${role}`);
    await admin.end();
  });
});
