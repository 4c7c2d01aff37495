import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { makeDoer } from "../lago/activities.ts";
import { makeCompany } from "../lago/company/company.ts";
import type { JsonObject } from "../lago/rows.ts";
import { type Lago, startLago } from "../lago/server.ts";
import { type Desk, KEY, newDesk } from "./command-line.ts";

const data = makeCompany({ customers: 2, months: 1, eventsPerCharge: 1 });

describe("load --changes", () => {
  it("says of each list since when its changes were asked for, and how many there were", async (t) => {
    const { lago, desk } = await open(t, true);
    assert.equal((await desk.run(["load", "customers", "taxes", "--changes"])).code, 0);
    const [customer] = lago.rows("customers");
    makeDoer(lago, Date.now).put("customer.updated", "customers", { ...(JSON.parse(customer!.text) as JsonObject), name: "Renamed & Co" });
    const { code, stdout, stderr } = await desk.run(["load", "customers", "taxes", "--changes"]);
    assert.equal(code, 0);
    assert.match(stderr, /Loading activity_logs as well, which the requested resources need\./);
    assert.match(stdout, /^  customers: changes since \d{4}-\d\d-\d\d \d\d:\d\d: 1 record$/m);
    assert.match(stdout, /^  activity_logs: activities from \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, last full refresh just now$/m);
    const { stdout: names } = await desk.run(["query", "SELECT name FROM customers WHERE name = 'Renamed & Co'"]);
    assert.match(names, /Renamed & Co/);
  });

  it("--dry-run says after which activities a list would be asked for", async (t) => {
    const { desk } = await open(t, true);
    const { stdout } = await desk.run(["load", "invoices", "taxes", "--changes", "--dry-run"]);
    assert.match(stdout, /^invoices .* after activities of Invoice, CreditNote$/m);
    assert.match(stdout, /^taxes +\/taxes +\d+ *$/m);
  });

  it("says where there is no licence for it, and loads all the same", async (t) => {
    const { desk } = await open(t, false);
    const { code, stdout, stderr } = await desk.run(["load", "customers", "--changes"]);
    assert.equal(code, 0);
    assert.match(stderr, /The change feed cannot be followed, so this is a normal load: activity_logs: .*feature_unavailable/);
    assert.match(stdout, /^customers +loaded +2 /m);
    const { stdout: plan } = await desk.run(["load", "customers", "--changes", "--dry-run"]);
    assert.match(plan, /^activity_logs .* will be skipped: feature_unavailable, so that changes cannot be followed$/m);
  });

  it("has no borders but the last load", async (t) => {
    const { desk } = await open(t, true);
    for (const border of [["--full"], ["--since", "2026-01-01"], ["--until", "2026-01-01"]]) {
      const { code, stderr } = await desk.run(["load", "--changes", ...border]);
      assert.equal(code, 2, border[0]);
      assert.match(stderr, /`changes` reads what has changed since the last load/);
    }
  });
});

async function open(t: TestContext, premium: boolean): Promise<{ lago: Lago; desk: Desk }> {
  const lago = await startLago({ data: structuredClone(data), apiKey: KEY, premium });
  const desk = await newDesk(lago.url);
  t.after(async () => {
    await desk.remove();
    await lago.close();
  });
  return { lago, desk };
}
