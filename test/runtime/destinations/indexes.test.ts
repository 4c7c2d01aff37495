import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { customers, invoices } from "../../../generated/index.ts";
import { watchForIndexes } from "../../../runtime/destinations/postgres/early-indexes.ts";
import { openDestination } from "../../../runtime/destinations/open.ts";
import type { Destination } from "../../../runtime/destinations/destination.ts";
import { newDatabase, testPostgres } from "../../databases.ts";
import { sampleRecord } from "../../sample-record.ts";
import { commitOptions, load, newStamp, pageOf, rowsOf } from "./loads.ts";

const OWN = ["invoices_billing_entity_code_idx", "invoices_customer__lago_id_idx", "invoices_issuing_date_idx"];

async function indexesOf(destination: Destination, table = "invoices"): Promise<string[]> {
  return (await rowsOf(destination, `SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = '${table}' AND indexname NOT LIKE '%_pkey' ORDER BY 1`)).map(([name]) => name!);
}

test("in Postgres, columns that refer and the time that loads go by are indexed once there is data, and a second load changes nothing", async () => {
  const database = await newDatabase("postgres");
  const destination = await database.open();
  await load(destination, invoices, [{ records: [sampleRecord(invoices, 1)] }]);
  assert.deepEqual(await indexesOf(destination), OWN);
  // A child table's key begins with that of its record.
  assert.deepEqual(await indexesOf(destination, "invoices__billing_periods"), ["invoices__billing_periods_lago_plan_id_idx", "invoices__billing_periods_lago_subscription_id_idx"]);
  await load(destination, invoices, [{ records: [sampleRecord(invoices, 2)] }]);
  assert.deepEqual(await indexesOf(destination), OWN);
  await destination.close();
  await database.remove();
});

test("--no-indexes makes none; a migration without it makes them, but where somebody has one already", async () => {
  const database = await newDatabase("postgres");
  const plain = await openDestination(database.address, { schema: database.schema, indexes: false });
  await load(plain, invoices, [{ records: [sampleRecord(invoices, 1)] }]);
  await plain.migrate([invoices]);
  assert.deepEqual(await indexesOf(plain), []);
  await plain.query("CREATE INDEX mine ON invoices (issuing_date, number)");
  await plain.close();
  const destination = await database.open();
  await destination.migrate([invoices], { dryRun: true });
  assert.deepEqual(await indexesOf(destination), ["mine"]);
  await destination.migrate([invoices]);
  assert.deepEqual(await indexesOf(destination), [...OWN.filter((name) => !name.includes("issuing")), "mine"]);
  await destination.close();
  await database.remove();
});

test("a table that somebody holds, or that is another role's, is loaded without indexes and without waiting", async () => {
  const database = await newDatabase("postgres");
  const destination = await openDestination(database.address, { schema: database.schema, indexes: false });
  await load(destination, customers, [{ records: [sampleRecord(customers, 1)] }]);
  await destination.close();
  const other = new pg.Client(await testPostgres());
  await other.connect();
  const again = await database.open();
  await other.query(`BEGIN; LOCK TABLE ${database.schema}.customers IN SHARE UPDATE EXCLUSIVE MODE`);
  await again.migrate([customers]);
  assert.deepEqual(await indexesOf(again, "customers"), []);
  await other.query("COMMIT");
  await other.query(`CREATE ROLE lago_other_${database.schema}; ALTER TABLE ${database.schema}.customers OWNER TO lago_other_${database.schema}`);
  // A superuser may do everything, so ask as a role that owns nothing of this.
  await other.query(`CREATE ROLE lago_loads_${database.schema} LOGIN PASSWORD 'x'; GRANT USAGE, CREATE ON SCHEMA ${database.schema} TO lago_loads_${database.schema}; GRANT ALL ON ALL TABLES IN SCHEMA ${database.schema} TO lago_loads_${database.schema}`);
  await again.close();
  const address = new URL(database.address);
  address.username = `lago_loads_${database.schema}`;
  address.password = "x";
  const guest = await openDestination(address.href, { schema: database.schema });
  await load(guest, customers, [{ records: [sampleRecord(customers, 2)] }]);
  assert.deepEqual(await rowsOf(guest, "SELECT count(*) FROM customers WHERE _deleted_at IS NULL"), [["1"]]);
  assert.deepEqual(await indexesOf(guest, "customers"), []);
  await guest.close();
  await database.remove();
  await other.query(`DROP OWNED BY lago_other_${database.schema}, lago_loads_${database.schema}; DROP ROLE lago_other_${database.schema}, lago_loads_${database.schema}`);
  await other.end();
});

test("where the first load waits for pages, indexes are made while it does, and within its transaction", async () => {
  const other = new pg.Client(await testPostgres());
  await other.connect();
  // A schema in which the load is not disturbed, one in which somebody writes to the table, and a load that is ended.
  for (const [end, isHeld] of [["commit", false], ["commit", true], ["discard", false]] as const) {
    const database = await newDatabase("postgres");
    const destination = await database.open();
    const stamp = newStamp();
    const stage = await destination.stage(invoices, stamp);
    if (isHeld) await other.query(`BEGIN; LOCK TABLE ${database.schema}.invoices IN ROW EXCLUSIVE MODE`);
    for (let place = 1; place <= 6; place++) {
      await sleep(120);
      await stage.add([await stage.read(pageOf(invoices, [sampleRecord(invoices, place)]), [])], 6 - place);
    }
    const { rows } = await other.query("SELECT FROM pg_locks WHERE relation = $1::regclass AND mode = 'ShareLock' AND granted", [`${database.schema}.invoices`]);
    assert.equal(rows.length > 0, !isHeld, `before the ${end}, ${isHeld ? "held" : "not held"}`);
    if (isHeld) await other.query("COMMIT");
    const committed = end === "commit" ? await stage.commit(commitOptions(invoices, stamp)) : undefined;
    await stage.discard();
    assert.equal(committed?.inserted, end === "commit" ? 6 : undefined);
    assert.deepEqual(await indexesOf(destination), end === "commit" ? OWN : []);
    assert.deepEqual(await rowsOf(destination, "SELECT count(*) FROM invoices"), [[end === "commit" ? "6" : "0"]]);
    await destination.close();
    await database.remove();
  }
  await other.end();
});

test("indexes are made early only where the database waits as long as it works, and for lists of which few records are to come", async () => {
  const makeAfter = async ({ waits, works, left }: { waits: number; works: number; left: number }) => {
    let [now, inserts, made] = [0, 0, -1];
    const early = watchForIndexes(async () => void (made = inserts), () => now);
    for (; inserts < 10; inserts++) {
      now += waits;
      await early.around(async () => void (now += works), left);
    }
    return made;
  };
  assert.equal(await makeAfter({ waits: 300, works: 100, left: 100_000 }), 4);
  assert.equal(await makeAfter({ waits: 40, works: 100, left: 100_000 }), -1);
  assert.equal(await makeAfter({ waits: 300, works: 100, left: 2_000_000 }), -1);
  assert.equal(await makeAfter({ waits: 300, works: 100, left: Infinity }), -1, "Lago has not counted");
  assert.equal(await makeAfter({ waits: 300, works: 100, left: 0 }), -1, "the last page has come");
});
