import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { currentUsage, lifetimeUsage, resources } from "../../generated/index.ts";
import { selectResources } from "../../runtime/cli/select-resources.ts";
import { createLago, type Lago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load } from "../../runtime/load.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, newDatabase, type TestDatabase } from "../databases.ts";
import { ask } from "../lago/ask.ts";
import { makeCompany } from "../lago/company/company.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { findLosses, type Sent } from "./recover.ts";

const TIMES = ["2026-11-15T08:30:00.000Z", "2026-11-15T08:45:00.000Z"];

let fake: FakeLago;
let lago: Lago;
before(async () => {
  fake = await startLago({ data: makeCompany({ seed: 7, customers: 8 }) });
  lago = createLago({ apiKey: "a-key", baseUrl: fake.url, retry: { firstWait: 1 } });
});
after(() => fake.close());

for (const dialect of DIALECTS) {
  describe(`snapshots, in ${dialect}`, () => {
    let database: TestDatabase;
    let destination: Destination;
    before(async () => {
      database = await newDatabase(dialect);
      destination = await database.open();
    });
    after(async () => {
      await destination.close();
      await database.remove();
    });

    const take = (now: string) => load([currentUsage, lifetimeUsage], { lago, destination, resources, now: new Date(now) });

    it("are kept one beside another, each as it was at its time, with all of its fields", async () => {
      for (const now of TIMES) {
        const { resources: reports } = await take(now);
        assert.deepEqual(reports.map(({ status }) => status), ["loaded", "loaded", "loaded"]);
      }
      for (const resource of [currentUsage, lifetimeUsage]) {
        const sent = (await Promise.all(TIMES.map((time) => askAll(resource, time)))).flat();
        assert.ok(sent.length > 2);
        assert.deepEqual(await findLosses(destination, resource, sent), []);
      }
    });

    it("lack a subscription that has ended meanwhile, and what cannot be computed of one does not hold back the others", async () => {
      const ended = { answer: { status: 405, body: '{"status":405,"error":"Method Not Allowed","code":"no_active_subscription"}' } };
      const untaxed = { answer: { status: 422, body: '{"status":422,"error":"Unprocessable Entity","code":"validation_errors","error_details":{"tax_error":["serviceUnavailable"]}}' } };
      const rows = async () => Number((await destination.query("SELECT count(*) FROM current_usage")).rows[0]![0]);
      const before = await rows();
      const each = before / TIMES.length;
      fake.setFaults([{ path: /current_usage/, nth: 1, ...ended }]);
      const [, first] = (await take("2026-11-15T09:00:00Z")).resources;
      assert.deepEqual([first!.status, await rows()], ["loaded", before + each - 1]);
      fake.setFaults([{ path: /current_usage/, nth: 1, ...untaxed }]);
      const [, second] = (await take("2026-11-15T09:15:00Z")).resources;
      assert.deepEqual([second!.status, await rows()], ["incomplete", before + 2 * (each - 1)]);
      assert.match(second!.error!, /tax_error/);
      fake.setFaults([]);
    });
  });
}

it("a snapshot is taken when it is named, and not with --all", () => {
  assert.ok(!selectResources(resources, { names: [], all: true }).some(({ snapshot }) => snapshot));
  assert.deepEqual(selectResources(resources, { names: ["current_usage"] }), [currentUsage]);
});

it("lago.list answers with the one record", async () => {
  const [subscription] = fake.rows("subscriptions").filter(({ keys }) => keys["status"] === "active");
  const found = [];
  for await (const usage of lago.list(lifetimeUsage, undefined, { path: { external_id: String(subscription!.keys["external_id"]) } })) found.push(usage.current_usage_amount_cents);
  assert.deepEqual(found, [678]);
});

/** The answers for all active subscriptions, with what the request and the time supply. */
async function askAll(resource: Resource, time: string): Promise<Sent[]> {
  const active = fake.rows("subscriptions").filter(({ keys }) => keys["status"] === "active");
  const answers = active.map(async ({ keys }): Promise<Sent> => {
    const [customer, subscription] = [String(keys["external_customer_id"]), String(keys["external_id"])];
    const [path, supplied] =
      resource === currentUsage
        ? [`/customers/${encodeURIComponent(customer)}/current_usage?external_subscription_id=${encodeURIComponent(subscription)}`, [customer, subscription]]
        : [`/subscriptions/${encodeURIComponent(subscription)}/lifetime_usage`, []];
    const body = await (await ask(fake, path.replaceAll(".", "%2E"))).text();
    return { json: body.slice(`{"${resource.selector}":`.length, -1), keys: [...supplied, printTime(time)] };
  });
  return Promise.all(answers);
}

/** As both databases do. */
const printTime = (time: string) => time.replace("T", " ").replace(".000Z", "+00");
