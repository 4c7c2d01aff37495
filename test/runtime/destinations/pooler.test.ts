import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it, type TestContext } from "node:test";
import pg from "pg";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { openPostgres } from "../../../runtime/destinations/postgres/postgres.ts";
import { testPostgres } from "../../databases.ts";
import { hasPgBouncer, type Pooler, startPgBouncer } from "../../pgbouncer.ts";
import { load, rowsOf } from "./loads.ts";
import { parcels } from "./parcels/parcels.ts";

const RECORD = { records: [{ lago_id: "00000000-0000-4000-8000-000000000001" }], keys: ["n"] };

describe("a Postgres behind PgBouncer", { skip: hasPgBouncer ? false : "PgBouncer is not installed here" }, () => {
  for (const connections of [1, 3]) {
    it(`in transaction mode, with ${connections} connections, takes no load, and nothing is left to the next program`, async (t) => {
      const { pooler, schema, direct } = await startPooler(t, "transaction", connections);
      const before = await stateOf(pooler.url, connections);
      const refused = openPostgres(pooler.url, { schema });
      await assert.rejects(refused, /is a connection pooler in transaction mode, .*: name the database itself, or a pooler in session mode/);
      await assert.rejects(openPostgres(pooler.url, { schema, create: false }), /is a connection pooler in transaction mode/);
      assert.deepEqual(await stateOf(pooler.url, connections), before);
      assert.deepEqual(await rowsOf(direct, `SELECT count(*) FROM pg_namespace WHERE nspname = '${schema}'`), [["1"]]);
      // The schema is not locked: other tests lock theirs on the same server.
      const reservation = await direct.reserve({ wait: false });
      await reservation.release();
    });

    it(`in transaction mode, with ${connections} connections, answers queries and leaves no setting behind`, async (t) => {
      const { pooler, schema, direct } = await startPooler(t, "transaction", connections);
      await load(direct, parcels, [RECORD]);
      const before = await stateOf(pooler.url, connections);
      const reader = await openPostgres(pooler.url, { schema, readOnly: true });
      assert.deepEqual(await rowsOf(reader, "SELECT count(*) FROM parcels"), [["1"]]);
      await assert.rejects(reader.query("DELETE FROM parcels"), /query only reads/);
      await assert.rejects(reader.query("SELECT 1; COMMIT; SET default_transaction_read_only = on"), /query runs one statement/);
      await reader.query("SET search_path = pg_catalog");
      await reader.close();
      assert.deepEqual(await stateOf(pooler.url, connections), before);
    });
  }

  it("in session mode takes loads", async (t) => {
    const { pooler, schema } = await startPooler(t, "session", 6);
    const destination = await openPostgres(pooler.url, { schema });
    const reservation = await destination.reserve({ wait: false });
    assert.equal((await load(destination, parcels, [RECORD])).inserted, 1);
    await reservation.release();
    await destination.close();
  });

  it("in statement mode takes no load", async (t) => {
    const { pooler, schema } = await startPooler(t, "statement", 3);
    await assert.rejects(openPostgres(pooler.url, { schema }), /is a connection pooler in transaction mode/);
  });
});

async function startPooler(t: TestContext, mode: "session" | "transaction" | "statement", connections: number): Promise<{ pooler: Pooler; schema: string; direct: Destination }> {
  const server = await testPostgres();
  const schema = `lago_test_${randomBytes(6).toString("hex")}`;
  const direct = await openPostgres(server, { schema });
  const pooler = await startPgBouncer(server, mode, connections);
  t.after(async () => {
    await pooler.stop();
    await direct.query(`SET client_min_messages = error; DROP SCHEMA ${schema} CASCADE`);
    await direct.close();
  });
  return { pooler, schema, direct };
}

/** What another program finds in each of the pooler's connections. Names of applications are PgBouncer's own to hand on. */
async function stateOf(url: string, connections: number): Promise<unknown[]> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      await client.query("BEGIN");
      return client;
    }),
  );
  const states = await Promise.all(clients.map((client) => client.query("SELECT (SELECT string_agg(name || '=' || setting, ', ' ORDER BY name) FROM pg_settings WHERE source = 'session' AND name <> 'application_name') AS settings, pg_my_temp_schema() = 0 AS clean")));
  await Promise.all(clients.map(async (client) => (await client.query("ROLLBACK"), client.end())));
  return states.map(({ rows }) => rows[0]);
}
