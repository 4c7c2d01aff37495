import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import pg from "pg";
import { addOns, coupons, events, taxes } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { NO_INDEXES } from "../ducklake/switch.ts";
import { rowsOf } from "../runtime/destinations/loads.ts";
import { type Answers, id, type Lists, startAnswers, tax } from "./answers.ts";

const addOn = (number: number) => JSON.stringify({ lago_id: id(number), name: `Add-on ${number}`, code: `add_on_${number}`, created_at: "2026-01-01T00:00:00Z" });
const event = (transaction: unknown, more: object = {}) =>
  JSON.stringify({ lago_id: id(1), transaction_id: transaction, external_subscription_id: "s", code: "c", timestamp: "2026-01-01T00:00:00Z", created_at: "2026-01-01T00:00:00Z", ...more });

for (const dialect of DIALECTS) {
  describe(`what ${dialect} cannot store`, () => {
    let database: TestDatabase;
    let destination: Destination;
    let server: Answers;
    let spool: string;
    beforeEach(async () => {
      database = await newDatabase(dialect);
      destination = await database.open();
      server = await startAnswers({});
      spool = await mkdtemp(join(tmpdir(), "lago-loader-rejected-"));
    });
    afterEach(async () => {
      await server.close();
      await destination.close();
      await database.remove();
      await rm(spool, { recursive: true, force: true });
    });

    async function run(lists: Lists, resources: readonly Resource[], perPage: number | "auto" = 100): Promise<ResourceReport[]> {
      server.lists = lists;
      const lago = createLago({ apiKey: "k", baseUrl: server.url, perPage, retry: { attempts: 2, firstWait: 1 } });
      return [...(await load(resources, { lago, destination, spool: join(spool, "pages") })).resources];
    }
    const rows = (sql: string) => rowsOf(destination, sql);
    const statuses = (reports: readonly ResourceReport[]) => reports.map(({ name, status }) => `${name} ${status}`);

    for (const [what, bad, said] of [
      ["no key", '{"name":"x","code":"y"}', /1 record cannot be stored: it has no lago_id \(\{"lago_id":null\}\)\. See _rejected/],
      ["null as its key", tax(9, { lago_id: null }), /has null as lago_id/],
      ["a key of another form", tax(9, { lago_id: "not-a-uuid" }), /has a lago_id that is no uuid \(\{"lago_id":"not-a-uuid"\}\)/],
      ["an object as its key", tax(9, { lago_id: { a: "\ud83d" } }), /has a lago_id that is no uuid/],
    ] as const) {
      it(`a record with ${what} is kept in _rejected; the others of its resource and other resources are loaded`, async () => {
        await run({ taxes: [tax(1), tax(8)], add_ons: [] }, [taxes]);
        const reports = await run({ taxes: [tax(1, { name: "changed" }), bad, tax(2)], add_ons: [addOn(1)] }, [taxes, addOns]);
        assert.deepEqual(statuses(reports), ["taxes incomplete", "add_ons loaded"]);
        assert.match(reports[0]!.error!, said);
        assert.deepEqual([reports[0]!.rows, reports[0]!.inserted, reports[0]!.updated, reports[0]!.deleted, reports[0]!.rejected, reports[0]!.passes], [3, 1, 1, 0, 1, 1]);
        // What Lago no longer lists stays as long as it may be the record that was rejected.
        assert.deepEqual(await rows("SELECT code, name, _deleted_at FROM taxes ORDER BY code"), [["tax_1", "changed", null], ["tax_2", "Tax 2", null], ["tax_8", "Tax 8", null]]);
        assert.deepEqual(await rows("SELECT resource, record, sequence FROM _rejected"), [["taxes", bad, "2"]]);
        assert.deepEqual(await rows("SELECT rejected, sequence FROM _loads WHERE resource = 'taxes' ORDER BY sequence"), [["0", "1"], ["1", "2"]]);
      });
    }

    it("a rejected record that arrives again is kept once, and removed when it loads or is deleted", async () => {
      await run({ taxes: [tax(1), '{"code":"x"}', '{"code":"x"}'] }, [taxes]);
      await run({ taxes: [tax(1), '{"code":"x"}'] }, [taxes]);
      assert.deepEqual(await rows("SELECT record, sequence FROM _rejected"), [['{"code":"x"}', "2"]]);
      const [report] = await run({ taxes: [tax(1), tax(2)] }, [taxes]);
      assert.equal(report!.status, "loaded");
      assert.deepEqual(await rows("SELECT count(*) FROM _rejected"), [["0"]]);
    });

    it("records of which none has a key are all kept, and the table stays as it was", async () => {
      await run({ taxes: [tax(1)] }, [taxes]);
      const [report] = await run({ taxes: ['{"code":"x"}', '{"code":"y"}'] }, [taxes]);
      assert.deepEqual([report!.status, report!.rejected, report!.deleted], ["incomplete", 2, 0]);
      assert.match(report!.error!, /2 records cannot be stored: the first has no lago_id/);
      assert.deepEqual(await rows("SELECT code, _deleted_at FROM taxes"), [["tax_1", null]]);
    });

    it("a part of a key that may be null is no misfit, but an object in its place is", async () => {
      const [report] = await run({ events: [event("a", { external_subscription_id: null }), event("b", { external_subscription_id: {} }), event("c", { external_subscription_id: undefined })] }, [events]);
      assert.deepEqual([report!.status, report!.rejected], ["incomplete", 1]);
      assert.match(report!.error!, /has a external_subscription_id that is no text/);
      assert.deepEqual(await rows("SELECT transaction_id FROM events ORDER BY 1"), [["a"], ["c"]]);
    });

    it("a key that no index takes concerns its record only", async () => {
      const long = randomBytes(6000).toString("base64");
      for (const name of ["first", "again"]) {
        const [report, other] = await run({ events: [event("a"), event(long, { properties: { name } }), event("b"), event("z".repeat(6000))], add_ons: [addOn(1)] }, [events, addOns]);
        assert.equal(other!.status, "loaded");
        const stored = await rows("SELECT length(transaction_id) FROM events ORDER BY 1");
        if (dialect === "duckdb") {
          assert.equal(report!.status, "loaded");
          assert.deepEqual(stored, [["1"], ["1"], ["6000"], ["8000"]]);
        } else {
          assert.equal(report!.status, "incomplete", report!.error);
          assert.match(report!.error!, /1 record cannot be stored: it has a key that is too long for an index of the database, with \d+ bytes \(\{"transaction_id":".{90,110}…\)/);
          // What repeats itself Postgres compresses.
          assert.deepEqual(stored, [["1"], ["1"], ["6000"]]);
          const [[record, key]] = (await rows("SELECT record, key FROM _rejected")) as [[string, string]];
          assert.equal(record, event(long, { properties: { name } }));
          assert.deepEqual(JSON.parse(key), { transaction_id: long, external_subscription_id: "s" });
        }
      }
    });

    // Postgres can go on behind a record that it has refused, DuckDB cannot.
    it("a constraint of somebody else's fails its records only, or its resource", { skip: NO_INDEXES }, async () => {
      await run({ taxes: [tax(1)], add_ons: [addOn(1)], coupons: [] }, [taxes, addOns, coupons]);
      await destination.query(dialect === "duckdb" ? "CREATE UNIQUE INDEX mine ON taxes (name)" : "ALTER TABLE taxes ADD CONSTRAINT mine CHECK (name = 'Tax 1')");
      for (const attempt of [1, 2]) {
        const reports = await run({ taxes: [tax(1), tax(2, { name: "Tax 3" }), tax(3)], add_ons: [addOn(1), addOn(attempt + 1)], coupons: [] }, [taxes, addOns, coupons]);
        assert.deepEqual(statuses(reports), [`taxes ${dialect === "duckdb" ? "failed" : "incomplete"}`, "add_ons loaded", "coupons loaded"], JSON.stringify(reports.map((r) => r.error)));
        assert.match(reports[0]!.error!, dialect === "duckdb" ? /Constraint Error/ : /2 records cannot be stored: the first does not fit the constraint mine/);
        assert.deepEqual(await rows("SELECT name FROM taxes"), [["Tax 1"]]);
      }
      assert.deepEqual(await rows("SELECT count(*) FROM add_ons"), [["3"]]);
    });
  });
}

describe("a Postgres role", () => {
  for (const [what, status, refuse] of [
    ["that may not write to a table", "failed", (schema: string, role: string) => `REVOKE ALL ON ${schema}.taxes FROM ${role}`],
    ["that row level security keeps from a table", "failed", (schema: string) => `ALTER TABLE ${schema}.taxes ENABLE ROW LEVEL SECURITY`],
    ["whom a trigger refuses a record", "incomplete", (schema: string) => `CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not today''; END'; CREATE TRIGGER refuse BEFORE INSERT ON ${schema}.taxes FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse()`],
  ] as const) {
    it(`${what} ends with ${status} there, and loads the others`, async () => {
      const database = await newDatabase("postgres");
      const server = await startAnswers({ taxes: [tax(1)], add_ons: [addOn(1)] });
      const spool = await mkdtemp(join(tmpdir(), "lago-loader-rights-"));
      const lago = createLago({ apiKey: "k", baseUrl: server.url, perPage: 100, retry: { attempts: 2, firstWait: 1 } });
      const owner = await database.open();
      await load([taxes, addOns], { lago, destination: owner, spool: join(spool, "pages") });
      await owner.close();
      const admin = new pg.Client(database.address);
      await admin.connect();
      const role = `${database.schema}_role`;
      await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'role'; GRANT USAGE ON SCHEMA ${database.schema} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${database.schema} TO ${role}; GRANT TEMPORARY ON DATABASE postgres TO ${role}`);
      await admin.query(`GRANT CREATE ON SCHEMA ${database.schema} TO ${role}`);
      await admin.query(refuse(database.schema, role));
      const address = new URL(database.address);
      [address.username, address.password] = [role, "role"];
      const { openPostgres } = await import("../../runtime/destinations/postgres/postgres.ts");
      const destination = await openPostgres(address.href, { schema: database.schema });
      try {
        server.lists = { taxes: [tax(2)], add_ons: [addOn(1), addOn(2)] };
        const { resources } = await load([taxes, addOns], { lago, destination, spool: join(spool, "pages") });
        assert.deepEqual(resources.map(({ name, status }) => `${name} ${status}`), [`taxes ${status}`, "add_ons loaded"]);
        assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM add_ons"), [["2"]]);
        assert.deepEqual(await rowsOf(destination, "SELECT status FROM _loads WHERE resource = 'taxes' ORDER BY sequence"), [["loaded"], [status]]);
      } finally {
        await destination.close();
        await server.close();
        await database.remove();
        await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
        await admin.end();
        await rm(spool, { recursive: true, force: true });
      }
    });
  }
});
