import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, it } from "node:test";
import pg from "pg";
import { addOns } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { DestinationError } from "../../runtime/errors.ts";
import { load } from "../../runtime/load.ts";
import { newDatabase } from "../databases.ts";
import { commitOptions, newStamp, pageOf, rowsOf } from "../runtime/destinations/loads.ts";
import { parcels } from "../runtime/destinations/parcels/parcels.ts";
import { serve } from "./served.ts";

describe("a load into Postgres whose lock is lost", () => {
  it("ends before its next commit, also where another load has begun", async (t) => {
    const database = await newDatabase("postgres");
    const [first, second] = [await database.open(), await database.open()];
    const lago = await serve("add_ons", [addOn(1, "old")]);
    t.after(async () => (await first.close(), await second.close(), await lago.close(), database.remove()));
    const slow = lago.hold();
    const running = load([addOns], { lago: createLago({ apiKey: "k", baseUrl: lago.url }), destination: first });
    running.catch(() => {});
    await slow.asked;
    await terminateHolder(database.address, database.schema);
    lago.records = [addOn(1, "new"), addOn(2, "added")];
    const report = await load([addOns], { lago: createLago({ apiKey: "k", baseUrl: lago.url }), destination: second });
    assert.equal(report.resources[0]!.status, "loaded");
    slow.release();
    await assert.rejects(running, (error) => error instanceof DestinationError && /reserved schema .* was cut, so that another load may have begun/.test(error.message));
    assert.deepEqual(await rowsOf(second, "SELECT name, _deleted_at FROM add_ons ORDER BY 1"), [["added", null], ["new", null]]);
    assert.deepEqual(await rowsOf(second, "SELECT count(*) FROM _loads"), [["1"]]);
    // The next one is one like any other.
    assert.equal((await load([addOns], { lago: createLago({ apiKey: "k", baseUrl: lago.url }), destination: first })).resources[0]!.status, "loaded");
  });

  it("cannot commit where the news of it has not come yet", async (t) => {
    const database = await newDatabase("postgres");
    const [first, second] = [await database.open(), await database.open()];
    t.after(async () => (await first.close(), await second.close(), database.remove()));
    await first.reserve({ wait: false });
    const stage = await first.stage(parcels, newStamp());
    await stage.add([await stage.read(pageOf(parcels, [{ lago_id: "00000000-0000-4000-8000-000000000001" }]), ["n"])]);
    // To the server the lock is gone; the connection stays, and no news comes.
    await unlock(first, database.schema);
    await (await second.reserve({ wait: false })).release();
    await assert.rejects(stage.commit(commitOptions(parcels, newStamp())), /another load may have begun/);
    await stage.discard();
    assert.deepEqual(await rowsOf(second, "SELECT count(*) FROM parcels"), [["0"]]);
  });

  it("writes nothing into the journal", async (t) => {
    const database = await newDatabase("postgres");
    const destination = await database.open();
    t.after(async () => (await destination.close(), database.remove()));
    const reservation = await destination.reserve({ wait: false });
    await terminateHolder(database.address, database.schema);
    while (!reservation.lost.aborted) await sleep(20);
    await assert.rejects(destination.parents(parcels.parent!), /another load may have begun/);
    await assert.rejects(destination.migrate([]), /another load may have begun/);
    await reservation.release();
    assert.deepEqual(await destination.parents(parcels.parent!), []);
  });
});

function addOn(number: number, name: string): object {
  return { lago_id: `00000000-0000-4000-8000-00000000000${number}`, name };
}

async function terminateHolder(address: string, schema: string): Promise<void> {
  const admin = new pg.Client(address);
  await admin.connect();
  const { rowCount } = await admin.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = hashtext('lago-loader load')::oid AND objid = hashtext($1)::oid", [schema]);
  assert.equal(rowCount, 1);
  await admin.end();
}

/** On the session that holds it: the only one that queries with parameters run on. */
async function unlock(destination: Destination, schema: string): Promise<void> {
  const { sql } = await import("../../runtime/destinations/sql.ts");
  assert.deepEqual((await destination.query(sql`SELECT pg_advisory_unlock(hashtext('lago-loader load'), hashtext(${schema}))`)).rows, [["t"]]);
}
