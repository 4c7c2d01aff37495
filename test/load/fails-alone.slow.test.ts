import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { billingEntities, customerPaymentMethods, customers, customerWalletAlerts, wallets, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import { newJudge } from "../../runtime/load/judge/completeness.ts";
import { newKeySets } from "../../runtime/load/judge/key-sets.ts";
import type { SentPage } from "../../runtime/load/list-request.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import { badGateway, type Effect, htmlPage, internalError } from "../lago/faults.ts";
import { makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";

const PARENTS = 20;
const id = (index: number) => addOn(index).lago_id;
const at = (index: number) => addOn(index).created_at;
const html = (status: number): Effect => ({ answer: { status, headers: { "content-type": "text/html" }, body: "<html>" } });
const NOW = Date.parse("2026-11-29T10:00:00Z");

/** What a gateway or Lago may answer for one parent only. */
const REFUSALS: readonly (readonly [name: string, effect: Effect])[] = [
  ["414 in HTML", html(414)],
  ["403 in HTML", html(403)],
  ["403 of a gateway in JSON", { answer: { status: 403, body: '{"message":"Forbidden"}' } }],
  ["404 of a gateway in JSON", { answer: { status: 404, body: '{"message":"no Route matched with those values"}' } }],
  ["404 of a route that Lago lacks", { answer: { status: 404, body: '{"status":404,"error":"Not Found","code":"resource_not_found"}' } }],
  ["422 of Lago", { answer: { status: 422, body: '{"status":422,"error":"Unprocessable Entity","code":"validation_errors","error_details":{"base":["odd"]}}' } }],
  ["500 of Lago for ever", internalError],
  ["502 for ever", badGateway],
  ["HTML for ever", htmlPage],
  ["a connection that is always cut", { break: "reset" }],
];

for (const dialect of DIALECTS) {
  describe(`what fails, fails alone, in ${dialect}`, () => {
    let destination: Destination;
    let fake: FakeLago;
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    beforeEach(async () => {
      fake = await startCustomers();
    });
    afterEach(() => fake.close());

    async function run(resources: readonly Resource[], days = 0, options: Partial<LoadOptions> = {}): Promise<ResourceReport> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, concurrency: 2, retry: { attempts: 4, firstWait: 1, longestWait: 2 } });
      const { resources: reports } = await load(resources, { lago, destination, now: new Date(NOW + days * 86_400_000), ...options });
      return reports.at(-1)!;
    }

    const both = [customers, customerPaymentMethods];
    const marked = async (table = "customer_payment_methods") => (await destination.query(`SELECT lago_id FROM ${table} WHERE _deleted_at IS NOT NULL ORDER BY 1`)).rows.flat();
    const count = async (table = "customer_payment_methods") => Number((await destination.query(`SELECT count(*) FROM ${table}`)).rows[0]![0]);
    const listOf = (customer: number) => `/customers/customer_${customer}/payment_methods`;

    for (const [name, effect] of REFUSALS) {
      it(`${name}, for one parent: it is named, the others are loaded, and nothing below it is marked`, async () => {
        await run(both);
        for (const index of [3, 7]) fake.remove("payment_methods", id(index));
        fake.put("payment_methods", { lago_id: id(100), created_at: at(100) }, { external_customer_id: "customer_9" });
        fake.setFaults([{ path: listOf(7), ...effect }]);
        const report = await run(both, 1);
        assert.deepEqual([report.status, report.inserted, report.deleted], ["incomplete", 1, 1]);
        assert.match(report.error!, /customer_7 could not be read/);
        assert.deepEqual(await marked(), [id(3)]);
        fake.setFaults([]);
        assert.deepEqual([(await run(both, 1)).status, await marked()], ["loaded", [id(3), id(7)]]);
      });
    }

    it("many failing parents in a row: the list fails before all of them are requested", async () => {
      await run(both);
      fake.setFaults([{ path: "/customers/*/payment_methods", ...html(403) }]);
      const asked = fake.requests.length;
      const report = await run(both, 1);
      assert.equal(report.status, "failed");
      assert.ok(fake.requests.length - asked < PARENTS, "all parents were asked");
      assert.deepEqual([await count(), await marked()], [PARENTS, []]);
    });

    it("the next load requests a parent that failed again, though it has not changed", async () => {
      await run(both);
      fake.setFaults([{ path: listOf(7), ...internalError }]);
      assert.equal((await run(both, 1, { full: true })).status, "incomplete");
      fake.setFaults([]);
      fake.remove("payment_methods", id(7));
      const report = await run(both, 10, { fewParents: 5, maxAge: 30 * 86_400_000 });
      assert.match(report.extent!, /below 1 of 20 customers/);
      assert.deepEqual([report.status, report.deleted], ["loaded", 1]);
    });

    it("an id that no URL can hold spares what is below it only", async () => {
      fake.put("customers", { lago_id: id(50), external_id: ".", created_at: at(50) });
      assert.equal((await run(both)).status, "incomplete");
      fake.remove("payment_methods", id(3));
      const report = await run(both, 1);
      assert.deepEqual([report.status, report.deleted], ["incomplete", 1]);
      assert.match(report.error!, /no URL can hold it/);
      assert.equal((await run(both, 20, { fewParents: 5, maxAge: 30 * 86_400_000 })).scope, "parents", "a list that is incomplete for this alone is not read whole for ever");
    });

    it("a record of --details that fails leaves the others filled, and is requested again", async () => {
      const entities = (index: number) => ({ lago_id: id(index), code: `entity_${index}`, name: `Entity ${index}`, created_at: at(index), updated_at: at(index) });
      for (let index = 0; index < 8; index++) fake.put("billing_entities", entities(index));
      fake.setFaults([{ path: "/billing_entities/entity_5", ...internalError }]);
      const failed = await run([billingEntities], 0, { details: [billingEntities] });
      assert.deepEqual([failed.status, failed.rows], ["incomplete", 7]);
      assert.match(failed.error!, /entity_5 could not be read: .*500/);
      fake.setFaults([]);
      fake.requests.splice(0);
      const next = await run([billingEntities], 1, { details: [billingEntities] });
      assert.deepEqual([next.status, next.rows], ["loaded", 1]);
      assert.deepEqual(fake.requests.filter(({ path }) => path.startsWith("/billing_entities/")).map(({ path }) => path), ["/billing_entities/entity_5"]);
    });

    it("rows below a deleted parent are soft-deleted and restored with it, without a request", async () => {
      const few = { fewParents: 5, maxAge: 30 * 86_400_000 };
      await run(both, 0, few);
      const { text, keys } = fake.rows("customers").find((row) => row.id === id(4))!;
      fake.remove("customers", id(4));
      const report = await run(both, 20, few);
      assert.match(report.extent!, /below 0 of 19 customers/);
      assert.deepEqual([report.status, report.deleted, await marked()], ["loaded", 1, [id(4)]]);
      fake.put("customers", text, keys);
      const back = await run(both, 21, few);
      assert.deepEqual([back.status, back.updated, await marked()], ["loaded", 1, []]);
    });

    it("so are rows that name their parent themselves: alerts missing below a wallet, and alerts of a deleted wallet", async () => {
      const few = { fewParents: 0, maxAge: 30 * 86_400_000 };
      const nested = [wallets, customerWalletAlerts];
      const wallet = (index: number) => ({ lago_id: id(index), code: `wallet_${index}`, external_customer_id: `customer_${index}`, created_at: at(index) });
      for (const index of [0, 1, 2]) {
        fake.put("wallets", wallet(index), { code: `wallet_${index}`, external_customer_id: `customer_${index}` });
        fake.put("alerts", { lago_id: id(index), lago_wallet_id: id(index), wallet_code: `wallet_${index}`, external_subscription_id: null, created_at: at(index) }, { lago_wallet_id: id(index) });
      }
      const first = await run(nested, 0, few);
      assert.deepEqual([first.status, first.rows], ["loaded", 3], first.error);
      fake.remove("wallets", id(0));
      fake.remove("alerts", id(1));
      assert.deepEqual([(await run(nested, 20, few)).deleted, await marked("customer_wallet_alerts")], [1, [id(0)]], "nobody asked below wallet 1");
      assert.deepEqual([(await run(nested, 21, { ...few, full: true })).deleted, await marked("customer_wallet_alerts")], [1, [id(0), id(1)]]);
      fake.put("wallets", wallet(7), { code: "wallet_7", external_customer_id: "customer_7" });
      fake.put("alerts", { lago_id: id(7), lago_wallet_id: id(7), wallet_code: "wallet_7", external_subscription_id: null, created_at: at(7) }, { lago_wallet_id: id(7) });
      await run(nested, 22, few);
      fake.remove("alerts", id(7));
      const due = await run(nested, 23, few);
      assert.match(due.extent!, /below 1 of 3 wallets/);
      assert.deepEqual([due.deleted, await marked("customer_wallet_alerts")], [1, [id(0), id(1), id(7)]]);
    });

    function startCustomers(): Promise<FakeLago> {
      const indices = Array.from({ length: PARENTS }, (_, index) => index);
      return startLago({
        data: {
          organization: "{}",
          tables: {
            customers: indices.map((index) => makeRow("customers", { lago_id: id(index), external_id: `customer_${index}`, created_at: at(index) })),
            payment_methods: indices.map((index) => makeRow("payment_methods", { lago_id: id(index), created_at: at(index) }, { external_customer_id: `customer_${index}` })),
          },
        },
      });
    }
  });
}

it("records with the same key are counted, not merged", () => {
  const keyless: Resource = { ...walletTransactions, primaryKey: [] };
  const keys = newKeySets(keyless);
  const body = Buffer.from(JSON.stringify({ wallet_transactions: [{}, {}] }));
  for (const row of [0, 2]) {
    const meta = { current_page: 1, next_page: null, total_pages: 2, total_count: 4 };
    keys.add({ rows: 2, size: body.length, meta, body, place: { row, size: 2 } } as unknown as SentPage);
  }
  const doubt = newJudge(keyless)({ rows: 4, pages: 2, first: 4, last: 4, fell: false, cut: undefined }, keys.count());
  assert.equal(doubt, undefined);
});
