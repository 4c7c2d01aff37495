import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { customers, invoices } from "../../../generated/index.ts";
import { DIALECTS, newDatabase, testPostgres } from "../../databases.ts";
import { sampleRecord } from "../../sample-record.ts";
import { load, rowsOf } from "./loads.ts";

const QUERIES = {
  duckdb: (column: string) => `SELECT comment FROM duckdb_columns() WHERE table_name = 'invoices' AND column_name = '${column}' AND database_name = current_database()`,
  postgres: (column: string) => `SELECT col_description('invoices'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'invoices'::regclass AND attname = '${column}'`,
};

const ORPHANS = {
  duckdb: "SELECT table_name FROM duckdb_tables() WHERE comment LIKE 'No longer%' AND database_name = current_database()",
  postgres: "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND obj_description(oid) LIKE 'No longer%'",
};

for (const dialect of DIALECTS) {
  test(`tables and columns say what they mean, and say so again after somebody changed it, in ${dialect}`, async () => {
    const database = await newDatabase(dialect);
    let destination = await database.open();
    const commentOn = async (column: string) => (await rowsOf(destination, QUERIES[dialect](column)))[0]![0]!;
    await load(destination, invoices, [{ records: [sampleRecord(invoices, 1)] }]);
    assert.match(await commentOn("status"), /^Only finalized invoices count\..* Values: draft, finalized, voided, failed, pending\.$/);
    assert.match(await commentOn("total_amount_cents"), /Unit: smallest currency unit, of currency\.$/);
    assert.match(await commentOn("customer__lago_id"), /Refers to customers\.lago_id\.$/);
    assert.match(await commentOn("issuing_date"), /customer's time zone/);

    await destination.query("COMMENT ON COLUMN invoices.status IS 'mine'");
    await destination.migrate([invoices], { dryRun: true });
    assert.equal(await commentOn("status"), "mine");
    const { statements } = await destination.migrate([invoices]);
    assert.deepEqual(statements, []);
    assert.match(await commentOn("status"), /^Only finalized/);
    await destination.close();
    destination = await database.open();
    await load(destination, invoices, [{ records: [sampleRecord(invoices, 2)] }]);
    assert.match(await commentOn("status"), /^Only finalized/);
    await destination.close();
    await database.remove();
  });
}

for (const dialect of DIALECTS) {
  test(`a migration of one resource says nothing of the child tables of others, in ${dialect}`, async () => {
    const database = await newDatabase(dialect);
    const destination = await database.open();
    for (const resource of [invoices, customers]) await load(destination, resource, [{ records: [sampleRecord(resource, 1)] }]);
    await destination.migrate([invoices, customers]);
    await destination.migrate([invoices]);
    assert.deepEqual(await rowsOf(destination, ORPHANS[dialect]), []);
    await destination.query("CREATE TABLE invoices__former (a integer)");
    await destination.migrate([customers]);
    assert.deepEqual(await rowsOf(destination, ORPHANS[dialect]), []);
    await destination.migrate([invoices], { trustMark: true });
    assert.deepEqual(await rowsOf(destination, ORPHANS[dialect]), [], "the mark says that there is nothing to do");
    await destination.migrate([invoices]);
    assert.deepEqual(await rowsOf(destination, ORPHANS[dialect]), [["invoices__former"]]);
    await destination.close();
    await database.remove();
  });
}

test("in Postgres, a table that is locked or that is another's gets no comment, and the load does not mind", async () => {
  const database = await newDatabase("postgres");
  const destination = await database.open();
  await load(destination, invoices, [{ records: [sampleRecord(invoices, 1)] }]);
  const other = new pg.Client(await testPostgres());
  await other.connect();
  await other.query(`COMMENT ON COLUMN ${database.schema}.invoices.status IS 'mine'`);
  await other.query(`BEGIN; LOCK TABLE ${database.schema}.invoices IN SHARE UPDATE EXCLUSIVE MODE`);
  const { statements } = await destination.migrate([invoices]);
  assert.deepEqual(statements, []);
  await other.query("COMMIT");
  assert.deepEqual(await rowsOf(destination, QUERIES.postgres("status")), [["mine"]]);
  await other.end();
  await destination.close();
  await database.remove();
});
