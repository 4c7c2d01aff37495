import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { quoteName } from "../../../runtime/destinations/identifiers.ts";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { newDatabase, testPostgres } from "../../databases.ts";
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
    ["INSERT on the journal", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; REVOKE INSERT ON SCHEMA_._loads FROM ROLE_", /lacks INSERT on table \w+\._loads\. Have an administrator run: GRANT INSERT ON "\w+"\."_loads" TO "\w+"$/],
    ["DELETE on another of the loader's own tables", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; REVOKE DELETE ON SCHEMA_._cursors FROM ROLE_", /lacks DELETE on table \w+\._cursors\. Have an administrator run: GRANT DELETE ON/],
    ["CREATE in the schema, where one of the loader's own tables is missing", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; DROP TABLE SCHEMA_._withheld", /may not make tables in schema \w+, where some are missing\. Have an administrator run: GRANT CREATE ON SCHEMA/],
    ["DELETE on a table", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; REVOKE DELETE, UPDATE ON SCHEMA_.parcels FROM ROLE_", /lacks UPDATE, DELETE on table \w+\.parcels\. Have an administrator run: GRANT UPDATE, DELETE ON "\w+"\."parcels" TO "\w+"$/],
    ["CREATE in the schema, where a table is missing", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; DROP TABLE SCHEMA_.parcels__items__labels", /may not make tables in schema \w+, where some are missing\. Have an administrator run: GRANT CREATE ON SCHEMA/],
    ["a way around row-level security", "GRANT USAGE ON SCHEMA SCHEMA_ TO ROLE_; GRANT ALL ON ALL TABLES IN SCHEMA SCHEMA_ TO ROLE_; ALTER TABLE SCHEMA_.parcels ENABLE ROW LEVEL SECURITY", /row-level security hides rows of table \w+\.parcels from \w+\. Have an administrator run: ALTER ROLE "\w+" BYPASSRLS$/],
  ];
  for (const [what, given, refusal] of MISSING) {
    it(`without ${what}: the error names it and the statement that grants it`, async (t) => {
      const { as, grant, schema, owner } = await newRole(t);
      await grant(given);
      await assert.rejects(async () => {
        const destination = await as();
        await destination.stage(parcels, newStamp()).then((stage) => stage.discard()).finally(() => destination.close());
      }, refusal);
      assert.deepEqual(await rowsOf(owner, `SELECT count(*) FROM pg_class WHERE relname = '_loads' AND relnamespace <> '${schema}'::regnamespace AND relpersistence = 't'`), [["0"]]);
    });
  }

  it("gets an error that names CONNECT, TEMPORARY and CREATE on the database, one after the other, with the GRANT statement", async (t) => {
    const { role, owner } = await newRole(t);
    const name = `${role}_database`;
    await owner.query(`CREATE DATABASE ${name}`);
    t.after(() => owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    await owner.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    const address = new URL(await testPostgres());
    Object.assign(address, { username: role, password: "loader", pathname: `/${name}` });
    for (const [said, right] of [
      [/CONNECT privilege\. Have an administrator run: GRANT CONNECT ON DATABASE "\w+" TO "\w+"$/, "CONNECT"],
      [/may not make temporary tables\. Have an administrator run: GRANT TEMPORARY ON DATABASE "\w+" TO "\w+"$/, "TEMPORARY"],
      [/may not make the schema lago_data\. Have an administrator run: GRANT CREATE ON DATABASE "\w+" TO "\w+"$/, "CREATE"],
    ] as const) {
      const refusal = await openPostgres(address.href).then(() => assert.fail(`It may be opened without ${right}.`), (error: Error) => error);
      assert.match(refusal.message, said);
      assert.match(await paste(owner, refusal), new RegExp(`^GRANT ${right} ON`));
    }
    const destination = await openPostgres(address.href);
    await load(destination, parcels, PAGES);
    await destination.close();
    await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });

  it("writes into a table only: a view under its name is refused, and what is behind it stays as it was", async (t) => {
    const { owner, schema } = await newRole(t);
    await owner.query(`ALTER TABLE parcels RENAME TO behind; CREATE VIEW parcels AS SELECT * FROM behind`);
    const before = await rowsOf(owner, "SELECT * FROM behind");
    await assert.rejects(load(owner, parcels, [{ records: [{ lago_id: "00000000-0000-4000-8000-000000000002" }], keys: ["n"] }]), new RegExp(`${schema}\\.parcels is no table, so it was not made by lago-loader`));
    assert.deepEqual(await rowsOf(owner, "SELECT * FROM behind"), before);
  });

  it("can run its query once every statement named by a refusal has been pasted, whatever the names", async (t) => {
    const { as, owner, role } = await newRole(t, '"role');
    await owner.query(`CREATE SCHEMA "My ""books"""; CREATE TABLE "My ""books"""."Old parcels" AS SELECT 1 AS a; CREATE TABLE "My ""books"""."secret" AS SELECT 2 AS a`);
    t.after(() => owner.query('DROP SCHEMA "My ""books""" CASCADE'));
    const statements: string[] = [];
    for (const sql of ["SELECT count(*) FROM parcels", 'SELECT a FROM "My ""books"""."Old parcels"', 'SELECT a FROM "My ""books""".secret']) {
      for (let tries = 0; ; tries++) {
        const reader = await as(true).catch((error: Error) => error);
        const refusal = reader instanceof Error ? reader : await reader.query(sql).then(() => undefined, (error: Error) => error).finally(() => reader.close());
        if (refusal === undefined) break;
        assert.ok(tries < 3, refusal.message);
        statements.push(await paste(owner, refusal));
      }
    }
    assert.equal(statements.length, 5);
    assert.ok(statements.every((statement) => statement.endsWith(` TO "${role.replaceAll('"', '""')}"`)), statements.join("\n"));
    assert.ok(statements.every((statement) => /^GRANT (USAGE|SELECT) ON /.test(statement)), statements.join("\n"));
  });

  it("without USAGE on the schema: queries say so as well", async (t) => {
    const { as } = await newRole(t);
    await assert.rejects(as(true), /may not use schema \w+\. Have an administrator run: GRANT USAGE/);
  });
});

/** Runs what a message says that an administrator should run. */
async function paste(owner: Destination, { message }: Error): Promise<string> {
  const [, statement] = /Have an administrator run: (.+)$/.exec(message) ?? assert.fail(message);
  await owner.query(statement!);
  return statement!;
}

/** A role without rights, beside tables that its owner has loaded. */
async function newRole(t: TestContext, ending = "_role"): Promise<{ as: (readOnly?: boolean) => Promise<Destination>; grant: (sql: string) => Promise<unknown>; schema: string; role: string; owner: Destination }> {
  const database = await newDatabase("postgres");
  const { schema } = database;
  const owner = await database.open();
  await load(owner, parcels, PAGES);
  const role = `${schema}${ending}`;
  const quoted = quoteName(role);
  await owner.query(`CREATE ROLE ${quoted} LOGIN PASSWORD 'loader'`);
  t.after(async () => {
    await owner.query(`DROP OWNED BY ${quoted} CASCADE; DROP ROLE ${quoted}`);
    await owner.close();
    await database.remove();
  });
  const address = Object.assign(new URL(database.address), { username: encodeURIComponent(role), password: "loader" }).href;
  const grant = (sql: string) => owner.query(sql.replaceAll("SCHEMA_", () => schema).replaceAll("ROLE_", () => role));
  return { as: (readOnly = false) => openPostgres(address, { schema, readOnly }), grant, schema, role, owner };
}
