import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { addOns, analyticsMrr, events, wallets, walletTransactions } from "../../generated/index.ts";
import { createLago } from "../../runtime/client.ts";
import type { Destination } from "../../runtime/destinations/destination.ts";
import { load, type LoadOptions } from "../../runtime/load.ts";
import type { ResourceReport } from "../../runtime/load/tally.ts";
import type { Resource } from "../../runtime/resource.ts";
import { DIALECTS, useDatabase } from "../databases.ts";
import type { Fault } from "../lago/faults.ts";
import { makeRow } from "../lago/rows.ts";
import { type Lago as FakeLago, startLago } from "../lago/server.ts";
import { addOn } from "../runtime/add-ons.ts";
import { makeAddOn, startBooks } from "./add-on-books.ts";

const NOW = Date.parse("2026-11-29T10:00:00Z");
const DAY = 86_400_000;

for (const dialect of DIALECTS) {
  describe(`many deletions at once, in ${dialect}`, () => {
    let destination: Destination;
    let fake: FakeLago;
    useDatabase(dialect, (opened) => void ({ destination } = opened));
    afterEach(() => fake.close());

    async function run(resources: readonly Resource[], days = 0, options: Partial<LoadOptions> = {}): Promise<ResourceReport> {
      const lago = createLago({ apiKey: "test-key", baseUrl: fake.url, perPage: 100, retry: { attempts: 2, firstWait: 1 } });
      const { resources: reports } = await load(resources, { lago, destination, now: new Date(NOW + days * DAY), ...options });
      return reports.at(-1)!;
    }

    const living = async (table: string) => Number((await destination.query(`SELECT count(*) FROM ${table} WHERE _deleted_at IS NULL`)).rows[0]![0]);
    const outcome = ({ status, deleted, withheld }: ResourceReport) => [status, deleted, withheld];
    const empty = (path: string): Fault => ({ path, edit: (body) => body.replace(/\[.*\]/s, "[]").replace(/"total_(pages|count)":\d+/g, '"total_$1":0').replace(/"next_page":\d+/, '"next_page":null') });

    describe("more than a fifth of the rows and 50 of them", () => {
      beforeEach(async () => {
        fake = await startBooks(200);
        await run([addOns]);
        for (let index = 0; index < 60; index++) fake.remove("add_ons", addOn(index).lago_id);
      });

      it("are not believed at first sight, and are when the next full refresh says the same", async () => {
        const once = await run([addOns]);
        assert.deepEqual(outcome(once), ["incomplete", 0, 60]);
        assert.match(once.error!, /no longer lists 60 of 200 rows.*--accept-deletions/);
        assert.equal(await living("add_ons"), 200);
        const { rows } = await destination.query("SELECT scope, withheld FROM _loads WHERE status = 'incomplete'");
        assert.deepEqual(rows, [["full", "60"]]);
        assert.deepEqual(outcome(await run([addOns])), ["loaded", 60, 0]);
        assert.equal(await living("add_ons"), 140);
      });

      it("are believed with a few more besides, and not with many more", async () => {
        await run([addOns]);
        for (let index = 60; index < 120; index++) fake.remove("add_ons", addOn(index).lago_id);
        assert.deepEqual(outcome(await run([addOns])), ["incomplete", 0, 120]);
        fake.remove("add_ons", addOn(120).lago_id);
        assert.deepEqual(outcome(await run([addOns])), ["loaded", 121, 0]);
      });

      it("are not believed when the next full refresh misses as many others", async () => {
        await run([addOns]);
        for (let index = 0; index < 60; index++) fake.put("add_ons", makeAddOn(index));
        for (let index = 100; index < 160; index++) fake.remove("add_ons", addOn(index).lago_id);
        assert.deepEqual(outcome(await run([addOns])), ["incomplete", 0, 60]);
        assert.equal(await living("add_ons"), 200);
        assert.deepEqual((await destination.query("SELECT count(*), min(key) FROM _withheld WHERE resource = 'add_ons'")).rows, [["60", JSON.stringify([addOn(100).lago_id])]]);
        assert.deepEqual(outcome(await run([addOns])), ["loaded", 60, 0]);
        assert.deepEqual([await living("add_ons"), (await destination.query("SELECT count(*) FROM _withheld")).rows], [140, [["0"]]]);
      });

      it("are forgotten when they are there again", async () => {
        await run([addOns]);
        for (let index = 0; index < 60; index++) fake.put("add_ons", makeAddOn(index));
        assert.deepEqual(outcome(await run([addOns])), ["loaded", 0, 0]);
        for (let index = 0; index < 60; index++) fake.remove("add_ons", addOn(index).lago_id);
        assert.deepEqual(outcome(await run([addOns])), ["incomplete", 0, 60]);
      });

      it("are marked at once where the caller accepts them", async () => {
        assert.deepEqual(outcome(await run([addOns], 0, { acceptDeletions: true })), ["loaded", 60, 0]);
      });

      it("do not hide behind as many new rows", async () => {
        for (let index = 200; index < 700; index++) fake.put("add_ons", makeAddOn(index));
        assert.deepEqual(outcome(await run([addOns])), ["incomplete", 0, 60]);
        assert.equal(await living("add_ons"), 700);
      });
    });

    it("fewer than 50, or no more than a fifth, are believed", async () => {
      fake = await startBooks(400);
      await run([addOns]);
      for (let index = 0; index < 80; index++) fake.remove("add_ons", addOn(index).lago_id);
      assert.deepEqual(outcome(await run([addOns])), ["loaded", 80, 0]);
    });

    it("an empty window is not believed, the load after it is a full refresh, and neither it nor --since counts as a first empty answer", async () => {
      fake = await startEvents();
      await run([events]);
      await run([events], 0, { since: new Date("2001-01-01"), until: new Date("2001-01-02") });
      fake.setFaults([empty("/events")]);
      const window = await run([events], 1);
      assert.deepEqual([window.scope, ...outcome(window)], ["window", "incomplete", 0, 30]);
      const first = await run([events], 2);
      assert.match(first.extent!, /whole list, since 30 rows were missing/);
      assert.deepEqual(outcome(first), ["incomplete", 0, 30]);
      await run([events], 2, { since: new Date("2001-01-01"), until: new Date("2001-01-02") });
      assert.deepEqual(outcome(await run([events], 3)), ["loaded", 30, 0]);
    });

    it("an empty answer below each parent is not believed after a load that asked below none of them", async () => {
      fake = await startWallets();
      const both = [wallets, walletTransactions];
      await run(both, 0, { fewParents: 10 });
      const watched = await run(both, 1, { fewParents: 10 });
      assert.deepEqual([watched.scope, watched.rows], ["parents", 0]);
      fake.setFaults([empty("/wallets/*/wallet_transactions")]);
      assert.deepEqual(outcome(await run(both, 2, { full: true })), ["incomplete", 0, 40]);
      assert.equal(await living("wallet_transactions"), 40);
      fake.setFaults([]);
      assert.deepEqual(outcome(await run(both, 3, { full: true })), ["loaded", 0, 0]);
    });

    it("a table without a key does not shrink by so many at first sight", async () => {
      const months = (count: number) => ({ mrrs: Array.from({ length: count }, (_, index) => ({ month: new Date(Date.UTC(2000, index)).toISOString(), amount_cents: "1.0", currency: "EUR" })) });
      fake = await startLago({ data: { organization: "{}", tables: {} } });
      const answer = (count: number) => fake.setFaults([{ path: "/analytics/mrr", answer: { status: 200, body: JSON.stringify(months(count)) } }]);
      answer(100);
      await run([analyticsMrr]);
      answer(30);
      assert.deepEqual(outcome(await run([analyticsMrr])), ["incomplete", 0, 70]);
      assert.equal(await living("analytics_mrr"), 100);
      assert.equal((await run([analyticsMrr])).status, "loaded");
      assert.equal(await living("analytics_mrr"), 30);
    });

    it("a load whose clock was ahead does not blind those after it", async () => {
      fake = await startEvents();
      await run([events], 0);
      sendEvent("future", Date.parse("2035-07-01T00:00:00Z"));
      await run([events], 3650, { full: true });
      sendEvent("tomorrow", NOW + DAY / 2);
      const notices: string[] = [];
      const report = await run([events], 1, { onNotice: (sentence) => notices.push(sentence) });
      assert.match(report.extent!, /whole list, since the clock of an earlier load was ahead/);
      assert.equal(notices.filter((sentence) => /events is fully refreshed/.test(sentence)).length, 1);
      assert.equal(await living("events"), 32);
      const next = await run([events], 2);
      assert.equal(next.scope, "window");
      assert.deepEqual((await destination.query("SELECT reached FROM _cursors")).rows, [["2026-11-29T22:00:00Z"]]);
    });

    function sendEvent(transaction_id: string, at: number): void {
      const time = new Date(at).toISOString();
      fake.put("events", { lago_id: addOn(fake.rows("events").length).lago_id, transaction_id, external_subscription_id: "one", code: "x", timestamp: time, created_at: time, properties: {} });
    }

    async function startEvents(): Promise<FakeLago> {
      fake = await startLago({ data: { organization: "{}", tables: {} } });
      for (let index = 0; index < 30; index++) sendEvent(`event-${index}`, NOW - DAY - index * 60_000);
      return fake;
    }

    function startWallets(): Promise<FakeLago> {
      const indices = Array.from({ length: 20 }, (_, index) => index);
      const id = (index: number) => addOn(index).lago_id;
      const at = (index: number) => addOn(index).created_at;
      return startLago({
        data: {
          organization: "{}",
          tables: {
            wallets: indices.map((index) => makeRow("wallets", { lago_id: id(index), external_customer_id: "one", created_at: at(index) })),
            wallet_transactions: indices.flatMap((index) => [0, 1].map((which) => makeRow("wallet_transactions", { lago_id: id(100 + index * 2 + which), amount: "1.0", created_at: at(index) }, { lago_wallet_id: id(index) }))),
          },
        },
      });
    }
  });
}
