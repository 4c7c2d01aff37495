import assert from "node:assert/strict";
import { it } from "node:test";
import { customers, invoices } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { Hint } from "../../runtime/load/plan/plan-hints.ts";
import { DIALECTS, newDatabase } from "../databases.ts";
import { type JsonObject, makeRow } from "../lago/rows.ts";
import { startLago } from "../lago/server.ts";

const customer = (index: number, name = "first"): JsonObject => ({ lago_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`, external_id: `c-${index}`, name, created_at: "2026-01-01T00:00:00Z" });
const hint = (index: number): Hint => ({ of: "customer", keys: { external_id: `c-${index}`, lago_id: String(customer(index)["lago_id"]) }, organization: "o-1" });
const ALL = Array.from({ length: 70 }, (_, index) => index);
const GONE = ALL.slice(5);

for (const dialect of DIALECTS) {
  it(`in ${dialect}, loads after webhooks leave to full refreshes what these doubt, and write down what has changed only`, async (t) => {
    const fake = await startLago({ data: { organization: JSON.stringify({ lago_id: "o-1", name: "Hooli" }), tables: { customers: ALL.map((index) => makeRow("customers", customer(index))) } }, apiKey: "test-key" });
    const database = await newDatabase(dialect);
    const destination = await database.open();
    t.after(async () => {
      await destination.close();
      await database.remove();
      await fake.close();
    });
    const lago = createLago({ apiKey: "test-key", baseUrl: fake.url });
    const read = async (options: Partial<LoadOptions> = {}) => (await load([customers], { lago, destination, resources: [customers], ...options })).resources[0]!;
    const query = async (sql: string) => (await destination.query(sql)).rows.map((row) => row.map(Number));
    await read();
    await destination.query("UPDATE _loads SET pages = 1000");
    await destination.query("INSERT INTO _rejected (resource, record, reason, load_id, sequence, rejected_at) VALUES ('customers', '{}', 'no key', 'an earlier load', 0, now())");

    // As they were: nothing is written down.
    assert.equal((await read({ hints: [hint(0), hint(1)] })).status, "loaded");
    fake.put("customers", customer(1, "renamed"));
    assert.equal((await read({ hints: [hint(0), hint(1)] })).updated, 1);
    assert.deepEqual(await query("SELECT count(*) FROM _loads WHERE scope = 'webhooks'"), [[1]]);
    // What this load did not look at is not forgotten.
    assert.deepEqual(await query("SELECT count(*) FROM _rejected"), [[1]]);
    // Of another organisation, and of a list that no load has read.
    assert.equal((await read({ hints: [{ ...hint(2), organization: "o-2" }] })).extent, "webhooks: none");
    const { resources: reports } = await load([customers, invoices], { lago, destination, resources: [customers, invoices], hints: [{ of: "invoice", keys: {} }] });
    assert.deepEqual(reports.map(({ name }) => name), ["customers"]);

    for (const index of GONE) fake.remove("customers", String(customer(index)["lago_id"]));
    // The list is read, again and again within seconds: that is no second look.
    await destination.query("UPDATE _loads SET pages = 1");
    for (let again = 0; again < 2; again++) {
      const report = await read({ hints: GONE.map(hint) });
      assert.deepEqual([report.status, report.scope, report.deleted], ["incomplete", "full", 0]);
    }
    assert.equal((await read({ full: true })).deleted, 65);

    for (const index of GONE) fake.put("customers", customer(index));
    await read({ full: true });
    for (const index of GONE) fake.remove("customers", String(customer(index)["lago_id"]));
    await destination.query("UPDATE _loads SET pages = 1000");
    assert.equal((await read({ full: true })).status, "incomplete");
    // What comes between two full refreshes does not make the second the first.
    fake.put("customers", customer(2, "renamed"));
    assert.equal((await read({ hints: [hint(2)] })).status, "loaded");
    assert.equal((await read({ full: true })).deleted, 65);
  });
}
