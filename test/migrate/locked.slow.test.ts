import assert from "node:assert/strict";
import { it } from "node:test";
import pg from "pg";
import { newDatabase, testPostgres } from "../databases.ts";
import { load, rowsOf } from "../runtime/destinations/loads.ts";
import { id, INTEGER, make, shop, TEXT } from "./versions.ts";

it("a migration waits half a minute for a table that somebody reads, since later readers wait as well, and migrates the others", async (t) => {
  const versions = [TEXT, INTEGER].map((code) => ["/orders", "/parcels", "/bills"].map((path) => make(shop({ code }, {}, path)).resources[0]!));
  const database = await newDatabase("postgres");
  const reader = new pg.Client(await testPostgres());
  await reader.connect();
  const destination = await database.open();
  t.after(async () => {
    await reader.end();
    await destination.close();
    await database.remove();
  });
  for (const resource of versions[0]!) await load(destination, resource, [{ records: [{ lago_id: id(1), code: "7" }] }]);
  const failures: Record<string, string> = {};
  const migrate = () => destination.migrate(versions[1]!, { onFailed: (name, reason) => void (failures[name] = reason) });

  await reader.query(`BEGIN; SELECT FROM ${database.schema}.orders, ${database.schema}.parcels`);
  const begun = Date.now();
  await migrate();
  assert.ok(Date.now() - begun < 60_000);
  assert.deepEqual(Object.keys(failures), ["orders", "parcels"]);
  assert.match(failures["orders"]!, /Another session of .* holds the lock of a table for too long/);
  assert.deepEqual(await rowsOf(destination, "SELECT pg_typeof(code) FROM orders UNION ALL SELECT pg_typeof(code) FROM bills"), [["text"], ["bigint"]]);

  await reader.query("ROLLBACK");
  await migrate();
  assert.deepEqual(await rowsOf(destination, "SELECT code FROM orders UNION ALL SELECT code FROM parcels"), [["7"], ["7"]]);
});
