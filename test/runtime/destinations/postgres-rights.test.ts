import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { newDatabase } from "../../databases.ts";
import { load, newStamp, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

const PAGES = [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000001", items: [{ sku: "a" }] }], keys: ["n"] }];

describe("a role of Postgres", () => {
  it("with the rights to read and write rows only can load where the tables are", async (t) => {
    const { as, grant, schema } = await newRole(t);
    await grant(`GRANT USAGE ON SCHEMA ${schema} TO ROLE_; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ROLE_`);
    const destination = await as();
    const reservation = await destination.reserve({ wait: false });
    await destination.migrate([parcels]);
    assert.deepEqual(await load(destination, parcels, PAGES), { inserted: 0, updated: 0, deleted: 0 });
    await reservation.release();
    await destination.close();
  });

  const MISSING: readonly (readonly [what: string, given: string, refusal: RegExp])[] = [
    ["USAGE on the schema", "SELECT 1", /may not use schema \w+\. Have an administrator run: GRANT USAGE ON SCHEMA "\w+" TO "\w+"$/],
    ["DELETE on a table", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; REVOKE DELETE, UPDATE ON SCHEMA_.parcels FROM ROLE_", /lacks UPDATE, DELETE on table \w+\.parcels\. Have an administrator run: GRANT UPDATE, DELETE ON "\w+"\."parcels" TO "\w+"$/],
    ["CREATE in the schema, where a table is missing", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; DROP TABLE SCHEMA_.parcels__items__labels", /may not make tables in schema \w+, where some are missing\. Have an administrator run: GRANT CREATE ON SCHEMA/],
    ["a way around row-level security", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; ALTER TABLE SCHEMA_.parcels ENABLE ROW LEVEL SECURITY", /row-level security hides rows of table \w+\.parcels from \w+\. Have an administrator run: ALTER ROLE "\w+" BYPASSRLS$/],
  ];
  for (const [what, given, refusal] of MISSING) {
    it(`is told that it lacks ${what}, and what gives it`, async (t) => {
      const { as, grant, schema, owner } = await newRole(t);
      await grant(given);
      await assert.rejects(async () => {
        const destination = await as();
        await destination.stage(parcels, newStamp()).then((stage) => stage.discard()).finally(() => destination.close());
      }, refusal);
      assert.deepEqual(await rowsOf(owner, `SELECT count(*) FROM pg_class WHERE relname = '_loads' AND relnamespace <> '${schema}'::regnamespace AND relpersistence = 't'`), [["0"]]);
    });
  }

  it("that may not use the schema is told so by queries as well", async (t) => {
    const { as } = await newRole(t);
    await assert.rejects(as(true), /may not use schema \w+\. Have an administrator run: GRANT USAGE/);
  });
});

/** A role without rights, beside tables that its owner has loaded. */
async function newRole(t: TestContext): Promise<{ as: (readOnly?: boolean) => Promise<Destination>; grant: (sql: string) => Promise<unknown>; schema: string; owner: Destination }> {
  const database = await newDatabase("postgres");
  const { schema } = database;
  const owner = await database.open();
  await load(owner, parcels, PAGES);
  const role = `${schema}_role`;
  await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'loader'`);
  t.after(async () => {
    await owner.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    await owner.close();
    await database.remove();
  });
  const address = Object.assign(new URL(database.address), { username: role, password: "loader" }).href;
  const grant = (sql: string) => owner.query(sql.replaceAll("SCHEMA_", () => schema).replaceAll("ROLE_", () => role));
  return { as: (readOnly = false) => openPostgres(address, { schema, readOnly }), grant, schema, owner };
}
